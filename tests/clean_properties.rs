//! What must hold for every page there is: exact spans, no panic, the same answer twice, and time
//! that grows with the length of the page only.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use wiredesk::article::{Article, Markup, clean};
use wiredesk::text::Span;

const MARKUPS: [Markup; 3] = [Markup::Plain, Markup::Markdown, Markup::Html];

fn check(text: &str, markup: Markup) -> Article {
    let article = clean(text, markup);
    let view = article.view.text();
    let inside = |span: Span| {
        assert!(span.end() <= view.len());
        assert!(view.is_char_boundary(span.start()) && view.is_char_boundary(span.end()));
    };
    for list in [&article.stretches, &article.blocks] {
        for span in list {
            inside(*span);
            assert!(!span.is_empty());
            assert_eq!(span.trim(view), *span, "not trimmed");
        }
        assert!(list.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "not ascending");
    }
    let mut stretches = article.stretches.iter().peekable();
    for block in &article.blocks {
        while stretches.next_if(|s| s.end() <= block.start()).is_some() {}
        assert!(stretches.peek().is_some_and(|s| s.contains(*block)), "block outside a stretch");
        let source = article.view.to_source(*block).expect("a block comes from the source");
        assert!(source.end() <= text.len());
        assert!(text.is_char_boundary(source.start()) && text.is_char_boundary(source.end()));
    }
    for span in article.title.iter().chain(&article.byline) {
        inside(*span);
        assert!(article.view.to_source(*span).is_some());
    }
    if markup == Markup::Plain && !text.contains("](") {
        assert_eq!(view, text);
    } else if markup == Markup::Plain && text.len() < 10_000 {
        // What is left of the text stands in its order, as it is written.
        let mut end = 0;
        for (at, c) in view.char_indices() {
            let source = article.view.to_source(Span::new(at, at + c.len_utf8())).expect("traced");
            assert!(end <= source.start());
            assert_eq!(source.of(text), &view[at..at + c.len_utf8()]);
            end = source.end();
        }
    }
    article
}

/// Every word of the view is found in the source, and a word without references is the same there.
fn check_words(text: &str, article: &Article) {
    let view = article.view.text();
    let mut start = None;
    for (at, c) in view.char_indices().chain([(view.len(), ' ')]) {
        if !c.is_whitespace() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            let span = Span::new(from, at);
            let source = article.view.to_source(span).expect("a word comes from the source");
            assert!(!source.is_empty() && source.end() <= text.len());
            // "&#0" is as long as what it stands for, U+FFFD.
            if source.len() == span.len() && !source.of(text).contains('&') {
                assert_eq!(source.of(text), span.of(view));
            }
        }
    }
}

fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Z][a-z]{1,8}( [a-z]{1,9}){3,14} of the [a-z]{3,8}\\.",
        2 => "([A-Z][a-z]{2,8} ){2,7}",
        1 => Just("Related Articles".to_owned()),
        1 => Just("By Ji Da-gyum".to_owned()),
        1 => Just("April 4, 2024 - 18:41".to_owned()),
        1 => Just("Subscribe | Sign in | Privacy".to_owned()),
        1 => Just("(c) 2024 © “née” — ½ 日本語。".to_owned()),
        1 => Just("ADVERTISEMENT".to_owned()),
        1 => Just("&amp; &rsquo; &#8217;&acE; &bogus; &ltt".to_owned()),
        1 => "\\PC{0,40}",
    ];
    let joint = prop_oneof![
        Just("\n"),
        Just("\n\n"),
        Just("\r\n"),
        Just("\r\n\r\n"),
        Just(" "),
        Just("\u{2028}"),
        Just("<p>"),
        Just("</p><p>"),
        Just("<div class=\"related\">"),
        Just("</div>"),
        Just("<br>"),
        Just("<b>"),
        Just("</b>"),
        Just("<script>"),
        Just("</script>"),
        Just("<h1>"),
        Just("</h1>"),
        Just("<li>"),
        Just("<!--"),
        Just("-->"),
        Just("# "),
        Just("- "),
        Just("> "),
        Just("**"),
        Just("[a](http://b)"),
        Just("](http://b)"),
        Just(" ["),
        Just("[![a](/b \"c\")](/d_(e))"),
        Just("```\n"),
        Just("<a href=x>"),
        Just("</a>"),
        Just("\u{a0}"),
    ];
    prop::collection::vec((piece, joint), 0..24).prop_map(|parts| {
        parts.into_iter().fold(String::new(), |mut page, (piece, joint)| {
            page.push_str(&piece);
            page.push_str(joint);
            page
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn every_page_keeps_the_rules(text in page()) {
        for markup in MARKUPS {
            let article = check(&text, markup);
            check_words(&text, &article);
            let again = clean(&text, markup);
            prop_assert_eq!(&article.stretches, &again.stretches);
            prop_assert_eq!(&article.blocks, &again.blocks);
            prop_assert_eq!(article.published, again.published);
        }
    }

    #[test]
    fn any_text_at_all_keeps_the_rules(text in "\\PC{0,300}") {
        for markup in MARKUPS {
            let article = check(&text, markup);
            check_words(&text, &article);
        }
    }

    #[test]
    fn any_bytes_keep_the_rules(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        for markup in MARKUPS {
            check(&text, markup);
        }
    }
}

/// Generous: the machines that run the tests are slow and the tests are not optimised.
const PATIENCE: Duration = Duration::from_mins(4);

fn hostile(name: &str, text: &str, markup: Markup) {
    let start = Instant::now();
    check(text, markup);
    let taken = start.elapsed();
    assert!(taken < PATIENCE, "{name}: {taken:?}");
    println!("{name}: {taken:?} for {} bytes", text.len());
}

#[test]
fn four_megabytes_on_one_line() {
    let sentence =
        "The group stole $3 billion from 58 exchanges in the six years to 2023, it said. ";
    let text = sentence.repeat((4 << 20) / sentence.len());
    hostile("sentences", &text, Markup::Plain);
    hostile("letters", &"a".repeat(4 << 20), Markup::Plain);
    hostile("blanks", &" ".repeat(4 << 20), Markup::Plain);
    hostile("capitals", &"By Ji Da-gyum and ".repeat((1 << 20) / 18), Markup::Plain);
    hostile("bars", &"| ".repeat(1 << 19), Markup::Plain);
    hostile("open brackets", &"[".repeat(1 << 20), Markup::Plain);
    let open = "[".repeat(100_000);
    hostile("addresses", &format!("{open}{}", "](http://b".repeat(100_000)), Markup::Plain);
    hostile("titles", &format!("{open}{}", "](http://b \"c".repeat(100_000)), Markup::Plain);
    hostile("links", &"[a](http://b \"c\") ".repeat(50_000), Markup::Plain);
    hostile("html", &text, Markup::Html);
    hostile("markdown", &text[..1 << 20], Markup::Markdown);
}

#[test]
fn a_million_lines() {
    // Without optimisation a quarter of them takes long enough.
    let many = if cfg!(debug_assertions) { 250_000 } else { 1_000_000 };
    hostile("short", &"News\n".repeat(many), Markup::Plain);
    hostile("empty", &"\r\n".repeat(1_000_000), Markup::Plain);
    hostile("crlf", &"a b\r\n\r\n".repeat(100_000), Markup::Plain);
    hostile("names", &"By Ann Lee\n".repeat(20_000), Markup::Plain);
    hostile("headers", &"Related Articles\n\n".repeat(20_000), Markup::Plain);
    let line = "Ann Lee is the editor of the paper and has been so for a long time.\n";
    hostile("biographies", &line.repeat(10_000), Markup::Plain);
    let signed = "Ef Gh and the man of the town\n".to_owned()
        + &"By Ab Cd\n".repeat(20_000)
        + &"Ef Gh is a man of the town and said so.\n".repeat(10_000);
    hostile("bylines and biographies", &signed, Markup::Plain);
    let sentence =
        "The worm in the office of the harbour has reached the bank, its owners said.\n\n";
    let dated = "Ab Cd\nMarch 5, 2024\n".repeat(20_000);
    hostile(
        "names with dates",
        &format!("A worm in the harbour\n{dated}{sentence}"),
        Markup::Plain,
    );
    let parts = "Timeline\n\nNot read.\n\n".repeat(20_000);
    hostile("parts of reports", &format!("{sentence}{parts}"), Markup::Plain);
    let lists = "Related\nAb cd\n\n\"No,\" he said.\n\n".repeat(20_000);
    hostile("lists between quotations", &format!("{sentence}{lists}"), Markup::Plain);
    let cells = "<h2>Seen</h2><table>".to_owned() + &"<tr><td>Ab<td>cd".repeat(9_000);
    hostile("cells", &format!("<p>{sentence}</p>{cells}"), Markup::Html);
    let front = format!("---\ntitle: x\nauthors:\n{}---\n", "- name: Ab Cd\n".repeat(20_000));
    hostile("front matter", &format!("{front}{sentence}"), Markup::Markdown);
    let firms = "About Gull Locks\n\nGull Locks makes the locks of the harbour.\n\n".repeat(10_000);
    let end = sentence.repeat(1_000);
    hostile("firms", &format!("{sentence}{firms}###\n\n{end}"), Markup::Plain);
    let notices = "You may like to look at our boats in the shop.\n\nHome\nNews\n\n".repeat(20_000);
    hostile("notices", &format!("{notices}{end}{notices}"), Markup::Plain);
    hostile("breaks", &"<p>Ab cd<br>By Ann Lee<br>March 5, 2024".repeat(6_000), Markup::Html);
    hostile("rules", &"---\t\n".repeat(100_000), Markup::Markdown);
    hostile("markdown", &"text\n\n".repeat(100_000), Markup::Markdown);
}

#[test]
fn a_million_nested_elements() {
    hostile("divs", &"<div>".repeat(1_000_000), Markup::Html);
    hostile("closed", &("<div>".repeat(300_000) + "x" + &"</div>".repeat(300_000)), Markup::Html);
    hostile("inline", &"<b>".repeat(300_000), Markup::Html);
    hostile("unmatched", &("<div>".repeat(100_000) + &"</span>".repeat(300_000)), Markup::Html);
    hostile("blocks in text", &"<div>a".repeat(100_000), Markup::Html);
    hostile("scripts", &"<script>".repeat(300_000), Markup::Html);
}

#[test]
fn hostile_markup() {
    let mut formats = String::new();
    for i in 0..19_000 {
        let _ = write!(formats, "<p><b id=x{i}>a");
    }
    hostile("formatting", &formats, Markup::Html);
    let mut closed_by_others = String::new();
    for i in 0..9_900 {
        let _ = write!(closed_by_others, "<p><b id=x{i}></i>a");
    }
    hostile("formatting that others close", &closed_by_others, Markup::Html);
    hostile("closed before", &("</b>".repeat(9_900) + &formats[..200_000]), Markup::Html);
    hostile("formatting in a drawing", &("<svg>".to_owned() + &formats[..200_000]), Markup::Html);
    hostile("ampersands", &"&".repeat(1 << 20), Markup::Html);
    hostile("references", &"&amp;&#x2019;".repeat(100_000), Markup::Html);
    hostile("open tag", &format!("<p>text<a {}", "x=y ".repeat(200_000)), Markup::Html);
    hostile("comments", &"<!--".repeat(300_000), Markup::Html);
    hostile("tables", &"<table><tr><td>".repeat(6_000), Markup::Html);
    let long = "<p>".to_owned() + &"The group stole it from the bank, he said. ".repeat(10_000);
    hostile("one paragraph", &long, Markup::Html);
    let many = "<p>The group stole the money from the bank in the city, he said.</p>".repeat(9_000);
    hostile("many paragraphs", &many, Markup::Html);
    hostile("quotes", &"> ".repeat(20_000), Markup::Markdown);
    hostile("brackets", &"[".repeat(100_000), Markup::Markdown);
    hostile("stars", &"*a ".repeat(100_000), Markup::Markdown);
    hostile("items", &"- ".repeat(20_000), Markup::Markdown);
}

#[test]
fn line_breaks_of_every_kind() {
    let lines = [
        "S. Korea to chair meeting on cyber threats",
        "April 4, 2024 - 18:41 By Ji Da-gyum",
        "South Korea is poised to chair a meeting on the threats in cyberspace on Thursday.",
        "It is the first of its kind, the ministry said in a note about the meeting.",
        "Related Articles",
    ];
    for newline in ["\n", "\r\n", "\r\n\r\n", "\r", "\u{2028}", "\u{85}"] {
        let text = lines.join(newline);
        let article = check(&text, Markup::Plain);
        assert_eq!(article.title.map(|s| s.of(&text)), Some(lines[0]), "{newline:?}");
        assert_eq!(article.byline.map(|s| s.of(&text)), Some("Ji Da-gyum"), "{newline:?}");
        let end = text.find("Related").expect("is there");
        assert!(article.stretches.iter().all(|s| s.end() <= end), "{newline:?}");
    }
}

#[test]
fn nothing_at_all() {
    for text in ["", " ", "\n\n", "\u{a0}", "---"] {
        for markup in MARKUPS {
            assert!(check(text, markup).stretches.is_empty(), "{text:?} {markup:?}");
        }
    }
    assert!(check("<html><p> </p><script>x()</script>", Markup::Html).stretches.is_empty());
}

#[test]
fn a_scrap_of_text_is_an_article() {
    for text in ["Lazarus hits bank", "Hackers stole the money.", "Ransomware"] {
        assert_eq!(check(text, Markup::Plain).stretches, [Span::new(0, text.len())]);
    }
}
