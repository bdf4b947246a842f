//! JSONL and CSV: item by item, in every encoding.

use serde_json::json;
use wiredesk::article::read::{FailureKind, ReadOptions};
use wiredesk::article::{Format, Markup};

use super::{failure, folder, read_file, read_with, short};

#[test]
fn containers_come_in_every_encoding() {
    type Encode = fn(&str) -> Vec<u8>;
    let jsonl = "{\"text\":\"Ünïcode\",\"n\":1}\r\n\r\n{\"text\":\"zwei\"}";
    let csv = "id,text\r\n1,Ünïcode\r\n\r\n2,zwei";
    let encodings: [(&str, Encode); 5] = [
        ("utf-8", |s| s.as_bytes().to_vec()),
        ("utf-8", |s| [b"\xef\xbb\xbf", s.as_bytes()].concat()),
        ("utf-16le", |s| s.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("utf-16be", |s| {
            "\u{feff}".encode_utf16().chain(s.encode_utf16()).flat_map(u16::to_be_bytes).collect()
        }),
        ("windows-1252", |s| encoding_rs::WINDOWS_1252.encode(s).0.into_owned()),
    ];
    for (name, encode) in encodings {
        let lines = read_file("a.jsonl", &encode(jsonl));
        assert_eq!(short(&lines), ["1 Ünïcode", "3 zwei"], "{name}");
        let rows = read_file("a.csv", &encode(csv));
        assert_eq!(short(&rows), ["1 Ünïcode", "2 zwei"], "{name}");
        for first in [&lines[0], &rows[0]] {
            let source = &first.as_ref().unwrap().source;
            assert_eq!(source.encoding.as_deref(), Some(name));
            assert_eq!(source.bytes, Some(9));
        }
    }
    let given = ReadOptions { encoding: Some(encoding_rs::UTF_8), ..ReadOptions::default() };
    let dir = folder(&[("a.jsonl", b"{\"text\":\"a\xff\"}")]);
    assert_eq!(short(&read_with(&[dir.path().to_owned()], given)), ["1 a\u{fffd}"]);
}

#[test]
fn damage_in_utf_16_ends_the_container_with_its_place() {
    let mut bytes: Vec<u8> = "\u{feff}{\"text\":\"a\"}\n{\"text\":\""
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let at = bytes.len();
    bytes.extend([0x00, 0xd8, b'a', 0]);
    let all = read_file("a.jsonl", &bytes);
    assert_eq!(short(&all), ["1 a", "!encoding"]);
    assert!(all[1].as_ref().unwrap_err().message.contains(&format!("byte {at} ")));
}

#[test]
fn a_bad_line_costs_no_other() {
    let lines = br#"{"text": "1", "b": [1, {"c": null}], "a": 1.5}
{"body": "2"}
{"text": 3, "body": "3"}

["5"]
{"text": 6}
{"text": "7", }
{"other": 8}
{"text": " "}
{"text": "10"} x
{"text": "\ud83d"}
{"text": "12"}"#;
    let all = read_file("a.jsonl", lines);
    assert_eq!(
        short(&all),
        [
            "1 1",
            "2 2",
            "3 3",
            "5 !json",
            "6 !missing_field",
            "7 !json",
            "8 !missing_field",
            "9 !empty",
            "10 !json",
            "11 !json",
            "12 12"
        ]
    );
    let first = &all[0].as_ref().unwrap().source;
    assert_eq!(serde_json::to_string(&first.fields).unwrap(), r#"{"b":[1,{"c":null}],"a":1.5}"#);
    let message = |at: usize| all[at].as_ref().unwrap_err().message.clone();
    assert!(message(4).contains("\"text\" is a number"), "{}", message(4));
    assert!(message(5).contains("line 7, column 15"), "{}", message(5));
    assert!(message(6).contains("only \"other\""), "{}", message(6));
    let named = ReadOptions { text_field: Some("body".to_owned()), ..ReadOptions::default() };
    let dir = folder(&[("a.jsonl", lines)]);
    let all = read_with(&[dir.path().to_owned()], named);
    assert_eq!(all.iter().flatten().count(), 2);
    assert_eq!(short(&all)[0], "1 !missing_field");
}

#[test]
fn a_field_that_is_carried_costs_no_article() {
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let lines = [
        r#"{"text": "1", "id": 12345678901234567890123, "h": 18446744073709551616}"#.to_owned(),
        r#"{"text": "2", "score": NaN, "most": [Infinity, -Infinity]}"#.to_owned(),
        r#"{"text": "3", "author": "x \ud800"}"#.to_owned(),
        r#"{"text": "4", "far": 1e400}"#.to_owned(),
        format!("{{\"text\": \"5\", \"deep\": {deep}}}"),
        r#"{"id": 1, "text": "6", "id": 2}"#.to_owned(),
        r#"{"text": "NaN \" NaN", "a": NaN}"#.to_owned(),
    ];
    let all = read_file("a.jsonl", lines.join("\n").as_bytes());
    let texts: Vec<&str> = all.iter().map(|one| one.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(texts, ["1", "2", "3", "4", "5", "6", "NaN \" NaN"]);
    let fields: Vec<String> = all
        .iter()
        .map(|one| serde_json::to_string(&one.as_ref().unwrap().source.fields).unwrap())
        .collect();
    assert_eq!(
        fields,
        [
            r#"{"id":"12345678901234567890123","h":"18446744073709551616"}"#,
            r#"{"score":null,"most":[null,null]}"#,
            "{\"author\":\"x \u{fffd}\"}",
            r#"{"far":"1e400"}"#,
            &format!("{{\"deep\":\"{deep}\"}}"),
            r#"{"id":1,"id.2":2}"#,
            r#"{"a":null}"#,
        ]
    );
}

#[test]
fn items_may_be_pieces_of_pages() {
    let lines = b"{\"content\":\"<p>Thieves took <b>$4&nbsp;million</b>.</p>\"}\n{\"content\":\"Thieves took it, p < 0.05.\"}";
    let rows = b"id,body\n1,<div>Thieves took it.</div>\n2,Thieves took it.\n";
    for (name, bytes, plain) in
        [("a.jsonl", &lines[..], Format::Jsonl), ("a.csv", &rows[..], Format::Csv)]
    {
        let read = read_file(name, bytes);
        let of = |i: usize| {
            let document = read[i].as_ref().unwrap();
            (document.markup, document.source.format)
        };
        assert_eq!(of(0), (Markup::Html, Some(Format::Html)), "{name}");
        assert_eq!(of(1), (Markup::Plain, Some(plain)), "{name}");
    }
}

#[test]
fn columns_may_have_capitals_as_spreadsheets_write_them() {
    let text = |rows: &str| short(&read_file("a.csv", rows.as_bytes()));
    assert_eq!(text("Title,Text\nA,one\n"), ["1 one"]);
    assert_eq!(text("Content,text\none,two\n"), ["1 two"]);
    assert_eq!(text("Context,Texts\none,two\n"), ["!missing_field"]);
}

#[test]
fn what_spoils_the_text_is_named() {
    let told = |line: &str| {
        let failure = failure("a.jsonl", line.as_bytes());
        (failure.kind, failure.message)
    };
    for (line, kind, named) in [
        (r#"{"text": "a \ud800 b"}"#, FailureKind::Json, "\\ud800"),
        (r#"{"text": "a", "text": "b"}"#, FailureKind::Json, "\"text\" stands there twice"),
        (r#"{"text": NaN}"#, FailureKind::MissingField, "\"text\" is null"),
    ] {
        let (found, message) = told(line);
        assert_eq!(found, kind, "{message}");
        assert!(message.contains(named) && message.contains(';'), "{message}");
    }
}

#[test]
fn records_of_wiredesk_are_no_articles() {
    let record = include_str!("../cmd/export/records.jsonl");
    let all = read_file("a.jsonl", format!("{record}{{\"text\":\"news\"}}\n").as_bytes());
    assert_eq!(short(&all), ["1 !format", "2 !format", "3 news"]);
    for failure in all.iter().filter_map(|one| one.as_ref().err()) {
        assert!(failure.message.contains("wiredesk wrote"), "{failure}");
        assert!(failure.source.fields.is_empty(), "a record in a record");
    }
    let other = read_file("a.jsonl", br#"{"schema": "feed/1", "text": "news"}"#);
    assert_eq!(short(&other), ["1 news"]);
}

#[test]
fn rows_that_do_not_fit_are_told() {
    let all = read_file(
        "a.csv",
        b"id,text,id\n1,\"two\r\nlines, \"\"q\"\"\",x\n2,b\n3,c,y,z\n4, ,y\n5,d,y",
    );
    assert_eq!(short(&all), ["1 two\r\nlines, \"q\"", "2 !csv", "3 !csv", "4 !empty", "5 d"]);
    let fields = &all[0].as_ref().unwrap().source.fields;
    assert_eq!(serde_json::to_value(fields).unwrap(), json!({"id": "1", "id.2": "x"}));
    assert!(all[1].as_ref().unwrap_err().message.contains("2 fields where the header has 3"));
    assert!(all[1].as_ref().unwrap_err().message.contains("line 4"));

    let missing = failure("a.csv", b"id,Texte\n1,a\n2,b\n");
    assert_eq!((missing.kind, missing.source.item), (FailureKind::MissingField, None));
    assert!(missing.message.contains("only \"id\", \"Texte\""), "{missing}");

    let all = read_file("a.csv", b"text\na\n\"b\nc\n");
    assert_eq!(short(&all), ["1 a", "2 !csv"]);
}

#[test]
fn failures_serialise() {
    assert_eq!(serde_json::to_value(FailureKind::TooLarge).unwrap(), "too_large");
    assert_eq!(
        serde_json::from_value::<FailureKind>(json!("missing_field")).unwrap(),
        FailureKind::MissingField
    );
}

#[test]
fn rows_of_one_file_have_one_encoding() {
    let said = ["They stole £3 million.", "They stole £5 million.", "It’s ¥7 billion."];
    let csv = format!("text\n{}\n", said.join("\n"));
    let rows = read_file("a.csv", &encoding_rs::WINDOWS_1252.encode(&csv).0);
    for (row, said) in rows.iter().zip(said) {
        let row = row.as_ref().unwrap();
        assert_eq!(
            (row.text.as_str(), row.source.encoding.as_deref()),
            (said, Some("windows-1252"))
        );
    }
    assert_eq!(rows.len(), 3);
}
