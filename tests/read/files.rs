//! Folders, links, compression, limits, and files that are one article.

use std::fs;
use std::time::{Duration, Instant};

use wiredesk::article::read::{Failure, FailureKind, Inputs, Pattern, ReadOptions, link_into};
use wiredesk::article::{Format, Markup};

use super::{failure, folder, gzip, read, read_file, read_with, short};

#[test]
fn a_folder_is_read_in_byte_order_below_it() {
    let dir = folder(&[
        ("a/b.txt", b"3"),
        ("a.txt", b"2"),
        ("a-b.txt", b"1"),
        ("a/B.md", b"2b"),
        ("z.HTML", b"<p>4"),
        (".hidden.txt", b"no"),
        (".git/x.txt", b"no"),
        ("unknown.xyz", b"?"),
    ]);
    let root = format!("{}/", dir.path().display());
    let all = read(&root);
    assert_eq!(short(&all), ["1", "2", "2b", "3", "!format", "<p>4"]);
    let document = all[2].as_ref().unwrap();
    assert_eq!(document.source.path, format!("{root}a/B.md"));
    assert_eq!(document.markup, Markup::Markdown);
    assert_eq!(document.source.format, Some(Format::Md));
    assert_eq!(document.source.bytes, Some(2));
    let failure = all[4].as_ref().unwrap_err();
    assert!(failure.message.contains("\".xyz\"") && failure.message.contains("--format"));
}

#[test]
fn what_is_left_out_below_folders_is_counted_and_what_is_named_is_read() {
    let dir = folder(&[
        ("a.txt", b"1"),
        ("b.jpg", b"named"),
        ("img/c.txt", b"no"),
        ("img/deep/d.bin", b"no"),
        ("sub/e.txt", b"2"),
        ("sub/img.txt", b"3"),
    ]);
    let exclude = ["*.jpg", "img"].map(|pattern| Pattern::new(pattern).unwrap()).to_vec();
    let options = ReadOptions { exclude, ..ReadOptions::default() };
    let scan = |path: &str| Inputs::scan(&[dir.path().join(path)], options.clone());
    let inputs = scan("");
    assert_eq!((inputs.files(), inputs.excluded()), (3, 3));
    assert_eq!(short(&inputs.collect::<Vec<_>>()), ["1", "2", "3"]);
    // A folder that is named is not below itself, and nothing is left out above it.
    let inputs = scan("img");
    assert_eq!((inputs.files(), inputs.excluded()), (2, 0));
    assert_eq!(short(&scan("b.jpg").collect::<Vec<_>>()), ["named"]);
    let all = ReadOptions { exclude: vec![Pattern::new("*").unwrap()], ..ReadOptions::default() };
    let none = Inputs::scan(&[dir.path().to_owned()], all);
    assert!(none.is_empty() && none.excluded() == 6);
    assert_eq!(none.count(), 0, "that all is left out is no failure");
    let files = ["b.jpg", "a.txt", "img/c.txt"].map(|name| dir.path().join(name)).to_vec();
    let some = Inputs::below(dir.path(), files, options);
    assert_eq!((some.files(), some.excluded()), (1, 2));
}

#[cfg(unix)]
#[test]
fn of_links_to_nothing_what_is_left_out_is_counted_and_what_is_hidden_is_not() {
    let dir = folder(&[("a.txt", b"1")]);
    for name in ["gone.jpg", ".gone.jpg"] {
        std::os::unix::fs::symlink("nowhere", dir.path().join(name)).unwrap();
    }
    let exclude = vec![Pattern::new("*.jpg").unwrap()];
    let options = ReadOptions { exclude, ..ReadOptions::default() };
    let inputs = Inputs::scan(&[dir.path().to_owned()], options);
    assert_eq!(inputs.excluded(), 1);
    assert_eq!(short(&inputs.collect::<Vec<_>>()), ["1"]);
}

#[test]
fn named_files_are_read_whatever_they_are_called() {
    let dir = folder(&[(".hidden", b"text"), ("x.xyz", b"text"), ("a.json", b"{}")]);
    let paths: Vec<_> = [".hidden", "x.xyz", "a.json", "x.xyz", "none"]
        .map(|name| dir.path().join(name))
        .into_iter()
        .collect();
    let all = read_with(&paths, ReadOptions::default());
    assert_eq!(short(&all), ["text", "text", "!format", "text", "!not_found"]);
    let given = ReadOptions { format: Some(Format::Md), ..ReadOptions::default() };
    let all = read_with(&[dir.path().to_owned()], given);
    assert_eq!(all.iter().flatten().map(|d| d.markup).collect::<Vec<_>>(), [Markup::Markdown; 2]);
}

#[test]
fn named_files_of_other_names_are_what_they_begin_as() {
    let page = "<!DOCTYPE html><p>text";
    let line = "{\"text\": \"one\"}\n{\"text\": \"two\"}";
    let long = format!("{}\n{{\"text\": \"{}\"}}", line, "word ".repeat(99_999));
    for (bytes, told) in [
        (page.as_bytes().to_vec(), vec![page.to_owned()]),
        (gzip(page.as_bytes()), vec![page.to_owned()]),
        (line.as_bytes().to_vec(), vec!["1 one".to_owned(), "2 two".to_owned()]),
        (gzip(line.as_bytes()), vec!["1 one".to_owned(), "2 two".to_owned()]),
        (
            long.into_bytes(),
            vec!["1 one".into(), "2 two".into(), format!("3 {}", "word ".repeat(99_999))],
        ),
        (b"a\tb".to_vec(), vec!["a\tb".to_owned()]),
        (b"[\n {\"text\": 1}\n]".to_vec(), vec!["!format".to_owned()]),
    ] {
        assert_eq!(short(&read_file("feedx", &bytes)), told);
    }
    let format = |bytes: &[u8]| match read_file("x.log", bytes).remove(0) {
        Ok(document) => (document.source.format, document.markup),
        Err(failure) => panic!("{failure}"),
    };
    assert_eq!(format(page.as_bytes()), (Some(Format::Html), Markup::Html));
    assert_eq!(format(line.as_bytes()), (Some(Format::Jsonl), Markup::Plain));
    assert_eq!(format(b"a\tb"), (Some(Format::Txt), Markup::Plain));
    let dir = folder(&[("feedx", line.as_bytes())]);
    let given = ReadOptions { format: Some(Format::Txt), ..ReadOptions::default() };
    assert_eq!(short(&read_with(&[dir.path().join("feedx")], given)), [line]);
    assert_eq!(short(&read(dir.path())), ["!format"], "below a folder the name must say it");
}

#[test]
fn what_has_no_text_says_so() {
    for (name, bytes, kind) in [
        ("a.txt", &b""[..], FailureKind::Empty),
        ("a.txt", b" \r\n\t\xc2\xa0", FailureKind::Empty),
        ("a.txt", b"\xef\xbb\xbf", FailureKind::Empty),
        ("a.jsonl", b"\n\n", FailureKind::Empty),
        ("a.csv", b"", FailureKind::Empty),
        ("a.csv", b"text,b\n", FailureKind::Empty),
        ("a.gz", b"", FailureKind::Empty),
        ("a.txt", b"ab\0cd", FailureKind::Binary),
        ("a.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0", FailureKind::Binary),
        ("a", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", FailureKind::Binary),
        ("a.jsonl", b"PAR1\x15\x04\x15\0\0\x15\0\xff", FailureKind::Binary),
        ("a.txt", "“curly” quotes and a cut charact\u{e9}r…".as_bytes(), FailureKind::Encoding),
    ] {
        let bytes = if kind == FailureKind::Encoding { &bytes[..bytes.len() - 1] } else { bytes };
        let failure = failure(name, bytes);
        assert_eq!(failure.kind, kind, "{name} {failure}");
        assert!(failure.message.contains(';'), "a mend is named: {failure}");
    }
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(short(&read(empty.path())), ["!empty"]);
}

#[test]
fn encodings_are_told_and_text_is_kept() {
    let told = |bytes: &[u8]| {
        let document = read_file("a.txt", bytes).remove(0).unwrap();
        (document.text, document.source.encoding.unwrap())
    };
    let is = |text: &str, encoding: &str| (text.to_owned(), encoding.to_owned());
    assert_eq!(told(b"\xef\xbb\xbfone\r\ntwo\r\n"), is("one\r\ntwo\r\n", "utf-8"));
    assert_eq!(told(b"it\x92s \x93so\x94"), is("it’s “so”", "windows-1252"));
    let text = "Ünïcode";
    let le = text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let be = text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    assert_eq!(told(&le), is(text, "utf-16le"));
    assert_eq!(told(&be), is(text, "utf-16be"));
    assert_eq!(told(&[b"\xff\xfe", &le[..]].concat()), is(text, "utf-16le"));
    assert_eq!(told(&[b"\xfe\xff", &be[..]].concat()), is(text, "utf-16be"));
}

#[test]
fn every_format_comes_compressed() {
    for (name, bytes) in [
        ("a.txt", &b"text"[..]),
        ("a.text", b"text"),
        ("a.md", b"text"),
        ("a.markdown", b"text"),
        ("a.html", b"text"),
        ("a.htm", b"text"),
        ("a.xhtml", b"text"),
        ("a.jsonl", b"{\"text\":\"text\"}"),
        ("a.ndjson", b"{\"text\":\"text\"}"),
        ("a.csv", b"text\ntext"),
    ] {
        let packed = [
            (format!("{name}.gz"), gzip(bytes)),
            (format!("{name}.zst"), zstd::encode_all(bytes, 3).unwrap()),
            // What the name does not say, the first bytes do.
            (name.to_owned(), gzip(bytes)),
        ];
        for (name, packed) in packed {
            let dir = folder(&[(&name, &packed)]);
            let all = read(dir.path());
            let document = all[0].as_ref().unwrap();
            assert_eq!(document.text, "text", "{name}");
            let ending = name.split('.').nth(1).unwrap();
            assert_eq!(document.source.format, Format::from_ending(ending));
            if document.source.item.is_none() {
                assert_eq!(document.source.bytes, Some(4));
            }
        }
    }
}

#[test]
fn broken_compression_keeps_what_came_before() {
    let lines: Vec<_> = (0..20_000).map(|n| format!("{{\"text\":\"number {n}\"}}\n")).collect();
    let lines = lines.concat();
    for (name, packed) in [
        ("a.jsonl.gz", gzip(lines.as_bytes())),
        ("a.jsonl.zst", zstd::encode_all(lines.as_bytes(), 3).unwrap()),
    ] {
        let cut = &packed[..packed.len() / 2];
        let all = read_file(name, cut);
        let (last, before) = all.split_last().unwrap();
        assert!(before.len() > 1000, "{name} {}", before.len());
        assert!(before.iter().all(Result::is_ok));
        let failure = last.as_ref().unwrap_err();
        assert_eq!(failure.kind, FailureKind::Decompress);
        assert!(failure.message.contains(&format!("byte {}", cut.len())), "{failure}");
    }
    assert_eq!(failure("a.txt.gz", b"not gzip at all").kind, FailureKind::Decompress);
    assert_eq!(failure("a.txt.gz", b"\x1f\x8b\x08\x00garbage").kind, FailureKind::Decompress);
    assert_eq!(failure("a.txt.gz", &gzip(b"some text")[..12]).kind, FailureKind::Decompress);
    let mut flipped = gzip(&b"some text ".repeat(99));
    let middle = flipped.len() - 5;
    flipped[middle] ^= 0x10;
    let failure = failure("a.txt.gz", &flipped);
    assert_eq!(failure.kind, FailureKind::Decompress);
    assert!(failure.message.contains("checksum"), "{failure}");
}

#[test]
fn too_much_is_not_held() {
    let start = Instant::now();
    let long = vec![b'a'; 50 << 20];
    let all = read_file("a.txt", &long);
    assert_eq!(short(&all), ["!too_large"]);
    assert_eq!(all[0].as_ref().unwrap_err().source.bytes, Some(50 << 20));
    let bomb = zstd::encode_all(&long[..], 1).unwrap();
    assert_eq!(failure("a.txt.zst", &bomb).kind, FailureKind::TooLarge);
    let line = [b"{\"text\":\"one\"}\n", &long[..], b"\n{\"text\":\"three\"}"].concat();
    assert_eq!(short(&read_file("a.jsonl", &line)), ["1 one", "2 !too_large", "3 three"]);
    let row = [b"text,b\none,1\n", &long[..], b"\nthree,3"].concat();
    assert_eq!(short(&read_file("a.csv", &row)), ["1 one", "2 !too_large", "3 three"]);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn the_limit_is_the_articles() {
    let options = ReadOptions { max_article_bytes: 5, ..ReadOptions::default() };
    let dir = folder(&[
        ("1.txt", b"12345"),
        ("2.txt", b"123456"),
        ("3.txt.gz", &gzip(b"123456")),
        ("4.jsonl", b"{\"text\":\"12345\",\"url\":\"longer than that\"}\n{\"text\":\"123456\"}"),
        ("5.csv", b"text\n12345\n123456"),
    ]);
    let all = read_with(&[dir.path().to_owned()], options);
    assert_eq!(
        short(&all),
        ["12345", "!too_large", "!too_large", "1 12345", "2 !too_large", "1 12345", "2 !too_large"]
    );
    assert!(all[1].as_ref().unwrap_err().message.contains("5 bytes"));
    assert!(all[1].as_ref().unwrap_err().message.contains("--max-article-bytes"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_are_told() {
    use std::os::unix::fs::symlink;
    let dir = folder(&[("a/x.txt", b"x"), ("b.txt", b"b"), ("d.txt/in.txt", b"in")]);
    let other = folder(&[("y.txt", b"y")]);
    symlink("..", dir.path().join("a/up")).unwrap();
    symlink("..", dir.path().join("a/.up")).unwrap();
    symlink("nothing", dir.path().join("gone.txt")).unwrap();
    symlink("self.txt", dir.path().join("self.txt")).unwrap();
    symlink(other.path(), dir.path().join("b")).unwrap();
    let all = read(dir.path());
    assert_eq!(short(&all), ["!loop", "x", "b", "y", "in", "!not_found", "!loop"]);
    let path = |at: usize| match &all[at] {
        Ok(document) => document.source.path.clone(),
        Err(failure) => failure.source.path.clone(),
    };
    assert_eq!(path(0), format!("{}/a/up", dir.path().display()));
    assert_eq!(path(3), format!("{}/b/y.txt", dir.path().display()));
    assert_eq!(path(6), format!("{}/self.txt", dir.path().display()));
    assert_eq!(short(&read(dir.path().join("self.txt"))), ["!loop"]);
}

#[cfg(unix)]
#[test]
fn links_into_the_folder_of_an_output_are_found() {
    use std::os::unix::fs::symlink;
    let dir = folder(&[("drop/a.txt", b"a"), ("out/old.jsonl", b"x"), ("other/b.txt", b"b")]);
    let at = |name: &str| dir.path().join(name);
    symlink(at("other"), at("drop/other")).unwrap();
    let output = at("out/new.jsonl");
    assert_eq!(link_into(&at("drop"), &output), None);
    symlink("../out", at("drop/out")).unwrap();
    assert_eq!(link_into(&at("drop"), &output), Some(at("drop/out")));
    fs::remove_file(at("drop/out")).unwrap();
    symlink("../out/old.jsonl", at("drop/old.jsonl")).unwrap();
    assert_eq!(link_into(&at("drop"), &output), None, "another file there");
    assert_eq!(link_into(&at("drop"), &at("out/old.jsonl")), Some(at("drop/old.jsonl")));
    fs::remove_file(at("drop/old.jsonl")).unwrap();
    symlink(dir.path(), at("drop/.all")).unwrap();
    assert_eq!(link_into(&at("drop"), &output), None, "hidden ones are not read");
    symlink(dir.path(), at("other/all")).unwrap();
    assert_eq!(link_into(&at("drop"), &output), Some(at("drop/other/all")), "a link behind a link");
}

#[cfg(unix)]
#[test]
fn pipes_and_sockets_below_a_folder_are_not_waited_for() {
    let dir = folder(&[("z.txt", b"z")]);
    let pipe = dir.path().join("a.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("b.txt")).unwrap();
    assert_eq!(short(&read(dir.path())), ["!format", "!format", "z"]);
    // A pipe that is named is read, as a shell's <(command) is.
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::write(pipe, "piped")
    });
    let mut inputs = Inputs::scan(&[pipe], ReadOptions::default());
    assert_eq!(inputs.next().unwrap().unwrap().text, "piped");
    writer.join().unwrap().unwrap();
    assert_eq!(short(&read(dir.path().join("b.txt"))), ["!io"]);
}

#[test]
fn inputs_go_to_another_thread() {
    fn sends<T: Send>() {}
    sends::<Inputs>();
    sends::<Failure>();
}
