use html5gum::{Token, Tokenizer};
use serde_json::{Value, json};

use super::*;
use crate::page::article::tests::{HOSTILE, record};
use crate::taxonomy::NotRead;

/// A record of a story in which actor 0 does something to actor 1, with other actors on request.
fn story(path: &str, published: Option<&str>, actors: &Value, sum: u64) -> Record {
    let text = "Lee robbed Acme of money.";
    let mut record = record(text, "txt", &[(0, 3), (11, 15)], path);
    record.published = published.map(str::to_owned);
    let mut value = serde_json::to_value(&record).unwrap();
    value["actors"] = actors.clone();
    for amount in value["amounts"].as_array_mut().unwrap() {
        amount["value"] = sum.into();
        amount["currency"] = "USD".into();
    }
    value["summary"]["money"] = json!([
        { "about": "loss", "currency": "USD", "total": sum, "amounts": [0] }
    ]);
    value["events"] = json!([{
        "id": 0, "type": "malware",
        "perpetrators": [{ "start": 0, "end": 3, "text": "Lee", "actor": 0 }],
        "targets": [{ "start": 11, "end": 15, "text": "Acme", "actor": 1 }],
        "amounts": [], "when": [], "where": [], "statement": 0, "sentences": [0], "rule": "r"
    }]);
    serde_json::from_value(value).unwrap()
}

fn actor(id: usize, name: &str, kind: &str, link: Option<&str>) -> Value {
    let links: Vec<Value> = link
        .iter()
        .map(|id| {
            json!({
                "source": "mitre-attack", "id": id, "name": "Lazarus Group", "matched": name,
                "country": null
            })
        })
        .collect();
    json!({ "id": id, "name": name, "type": kind, "mentions": [id], "links": links, "roles": [] })
}

fn survey(records: Vec<Record>) -> Survey {
    let mut survey = Survey::new(None, 100);
    for record in records {
        survey.add(Entry { line: Line::Article(Box::new(record)), duplicate: None });
    }
    survey
}

fn two_tellings() -> Survey {
    let one = json!([
        actor(0, "HIDDEN COBRA", "group", Some("G0032")),
        actor(1, "Acme", "organization", None)
    ]);
    let other = json!([
        actor(0, "Lazarus", "group", Some("G0032")),
        actor(1, "ACME", "organization", None),
        actor(2, "Acme", "person", None)
    ]);
    survey(vec![
        story("a.txt", Some("2024-03-22"), &one, 700),
        story("b.txt", Some("2024-05-01"), &other, 700),
        story("c.txt", None, &one, 50),
    ])
}

#[test]
fn actors_are_one_by_link_else_by_type_and_name() {
    let cast = two_tellings().cast;
    let seen: Vec<(&str, usize, usize, usize)> =
        cast.members.iter().map(|m| (m.name.as_str(), m.articles, m.did, m.suffered)).collect();
    assert_eq!(seen, [("Lazarus Group", 3, 3, 0), ("Acme", 3, 0, 3), ("Acme", 1, 0, 0)]);
    assert_eq!(cast.deeds[&(0, 1)].events(), 3);
    assert!(cast.deeds[&(0, 1)].is_doubtful());
    assert_eq!(cast.ranked()[2], 2);
}

#[test]
fn a_sum_that_two_articles_report_counts_once() {
    let survey = two_tellings();
    let all = survey.money.by_currency();
    let [(Some(currency), list)] = &all[..] else { panic!("one currency") };
    let (about, sum) = &list[0];
    assert_eq!((currency.as_str(), about.unwrap().name()), ("USD", "loss"));
    assert_eq!((sum.total(), sum.reports, sum.articles), (Some(750.into()), 3, 3));
}

#[test]
fn articles_without_a_date_are_told() {
    let page = two_tellings().html();
    assert!(page.contains("<dt>without a date</dt><dd>1</dd>"));
    assert!(page.contains("<th scope=\"col\" class=\"n\">Undated</th>"));
    assert!(page.contains("<h1>3 articles, March 2024 to May 2024</h1>"));
    assert!(page.contains("most in 2024-03 (1)"));
}

#[test]
fn the_same_records_give_the_same_page() {
    assert_eq!(two_tellings().html(), two_tellings().html());
}

#[test]
fn articles_beyond_the_most_are_counted_and_it_is_said() {
    let mut survey = Survey::new(Some("A week".to_owned()), 1);
    for path in ["a", "b"] {
        let line = Line::Article(Box::new(story(path, None, &json!([]), 5)));
        survey.add(Entry { line, duplicate: (path == "b").then(|| "near".to_owned()) });
    }
    assert_eq!((survey.articles(), survey.left_out()), (2, 1));
    let page = survey.html();
    assert!(
        page.contains("The first 1 article can be opened here; the figures above count all 2.")
    );
    assert!(page.contains("<dt>duplicates</dt><dd>1</dd>") && page.contains("1 near"));
    assert_eq!(page.matches("<script type=\"text/plain\"").count(), 1);
}

#[test]
fn articles_that_were_not_read_are_told() {
    let page = two_tellings().html();
    assert!(!page.contains("<dt>not read"), "all were read");
    let foreign = |path: &str, language: Option<&str>| {
        let mut record = story(path, None, &json!([]), 5);
        record.language = language.map(str::to_owned);
        record.not_read = Some(NotRead::Language);
        record
    };
    let english = story("a", None, &json!([]), 5);
    let survey = survey(vec![
        english,
        foreign("b", Some("de")),
        foreign("c", Some("de")),
        foreign("d", Some("fr")),
    ]);
    assert_eq!((survey.articles(), survey.not_read()), (4, 3));
    let page = survey.html();
    assert!(page.contains("<dt>not read</dt><dd>3</dd>"));
    assert!(page.contains("for their language: de 2, fr 1."));
    assert_eq!(page.matches("<p class=\"seen\">not read, because of its language").count(), 3);
    assert_eq!(page.matches("made for its language").count(), 3, "each article says so");
}

#[test]
fn nothing_to_show_is_a_page_too() {
    let page = Survey::new(None, 10).html();
    assert!(page.contains("<h1>0 articles</h1>") && page.contains("No actors were found."));
}

/// The tags of the page and what stands in its scripts and styles.
fn elements(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut names, mut raw, mut inside) = (Vec::new(), Vec::new(), false);
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                inside = name == "script" || name == "style";
                let handler = tag.attributes.keys().any(|key| key.starts_with(b"on"));
                assert!(!handler, "{name} has a handler");
                names.push(name);
            }
            Token::EndTag(_) => inside = false,
            Token::String(text) if inside => raw.push(String::from_utf8_lossy(&text).into_owned()),
            Token::Comment(_) => panic!("a comment"),
            _ => {}
        }
    }
    (names, raw)
}

#[test]
fn hostile_words_never_become_markup() {
    let mut survey = survey(vec![record(HOSTILE, "html", &[(0, 9), (4, 30)], HOSTILE)]);
    survey.title = Some(HOSTILE.to_owned());
    let good = serde_json::to_value(record("x", "txt", &[], HOSTILE)).unwrap();
    let error = json!({
        "schema": HOSTILE, "id": null, "source": good["source"], "provenance": good["provenance"],
        "error": { "kind": "io", "message": HOSTILE }
    });
    let error = serde_json::from_value(error).unwrap();
    survey.add(Entry { line: Line::Error(error), duplicate: Some(HOSTILE.to_owned()) });
    let (names, raw) = elements(&survey.html());
    let count = |name: &str| names.iter().filter(|other| *other == name).count();
    assert_eq!((count("script"), count("style"), count("img")), (2, 1, 0));
    assert!(raw.iter().all(|text| !text.contains("<img") && !text.contains("<!--")));
}

#[test]
fn the_policy_allows_the_style_and_the_script_of_the_page_and_no_other() {
    use data_encoding::BASE64;
    use sha2::{Digest, Sha256};

    let page = two_tellings().html();
    let between = |from: &str, to: &str| page.split_once(from).unwrap().1.split_once(to).unwrap().0;
    for (what, text) in
        [("style", between("<style>", "</style>")), ("script", between("<script>", "</script>"))]
    {
        let digest = BASE64.encode(&Sha256::digest(text));
        assert!(page.contains(&format!("{what}-src 'sha256-{digest}'")), "{what}");
    }
    assert!(!page.contains("style=\"") && !page.contains("unsafe-inline"));
}
