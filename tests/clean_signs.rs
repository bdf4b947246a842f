//! Who wrote it and when, as papers of many countries print it around their headlines.

use wiredesk::article::{Article, Markup, clean};

const HEADLINE: &str = "Harbour worm reaches a third bank in a week";
const TEXT: &str = "A worm that was first seen in a harbour office has reached a third bank, its owners said on Tuesday.\n\nThe bank has closed its branches for the week, and nobody has answered the letter so far.";

fn under(head: &str) -> Article {
    clean(&format!("{HEADLINE}\n\n{head}\n\n{TEXT}\n"), Markup::Plain)
}

fn byline(article: &Article) -> Option<&str> {
    article.byline.map(|span| span.of(article.view.text()))
}

fn kept(article: &Article) -> String {
    let view = article.view.text();
    article.blocks.iter().map(|s| s.of(view)).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_name_above_its_paper_and_names_below_a_button() {
    for (head, name) in [
        ("Ada Quill\nFenland Daily Courier", "Ada Quill"),
        ("Ada Quill\nThe Oster Republic", "Ada Quill"),
        ("October 12, 2023\n12 min read\nAda Quill, Bo Lind", "Ada Quill, Bo Lind"),
        ("published : 2 Aug 2023 at 05:43\nwriter: Ada Quill", "Ada Quill"),
        ("By Ada Quill Local Democracy Reporter\n12:04, 9 Nov 2023", "Ada Quill"),
    ] {
        let article = under(head);
        assert_eq!(byline(&article), Some(name), "{head}");
        assert!(kept(&article).contains(name), "{head}");
    }
    for head in [
        "Fenland Echo\nOster Daily Courier",
        "Ada Quill\nWorms And Gulls",
        "Ada Quill\n\nFenland Daily Courier",
        "New Ely\nFenland Daily Courier",
        "October 12, 2023\n12 min read\nFenland Echo, Marsh Lens",
    ] {
        assert_eq!(byline(&under(head)), None, "{head}");
    }
}

#[test]
fn the_date_of_a_release_above_its_headline() {
    let of = |text: &str| clean(text, Markup::Plain).published.map(|date| date.to_string());
    let page = |head: &str| format!("Skip to main content\n\n{head}\n\n{HEADLINE}\n\n{TEXT}\n");
    for head in ["06 Oct 2016\n\nPress Release", "News release\n6 October 2016", "6 October 2016"] {
        assert_eq!(of(&page(head)).as_deref(), Some("2016-10-06"), "{head}");
    }
    for head in [
        // Of another article.
        "Gulls nest on the crane of the harbour\n6 October 2016\nPress Release",
        // Today's.
        "Thursday, 6 October 2016\nNews",
    ] {
        assert_eq!(of(&page(head)), None, "{head}");
    }
    // The date below the headline goes before.
    let text =
        page("6 October 2016\nPress Release").replace("\n\nA worm", "\n\n9 May 2017\n\nA worm");
    assert_eq!(of(&text).as_deref(), Some("2017-05-09"));
}

#[test]
fn a_caption_with_the_account_of_its_photographer_is_no_headline() {
    let text = format!(
        "News / Harbour\n{HEADLINE}\n{HEADLINE}\nFE Review (FILE)\nThe office of the bank that the worm reached in a week. (Ada Quill/Fenland Echo) @adaquill\n\nBy Bo Lind\nOctober 27, 2023\n\n{TEXT}\n"
    );
    let article = clean(&text, Markup::Plain);
    assert_eq!(article.title.map(|t| t.of(article.view.text())), Some(HEADLINE));
    assert_eq!(byline(&article), Some("Bo Lind"));
}

#[test]
fn a_card_of_another_article_between_headline_and_text() {
    let card = "Bo Lind\nMarch 5, 2024\n\nRead more\nThird bank in the harbour sues its owners";
    let kept_ = kept(&under(card));
    assert!(!kept_.contains("sues its owners") && kept_.contains("March 5, 2024"), "{kept_}");
    let line = "March 5, 2024\n\nThird bank in the harbour closes its branches for a week";
    assert!(kept(&under(line)).contains("closes its branches"));
    let signed = "Read more\nBy Bo Lind, Fenland Echo\nMarch 5, 2024";
    assert_eq!(byline(&under(signed)), Some("Bo Lind"));
}

#[test]
fn blanks_that_break_no_line_part_no_words() {
    let text = format!("{HEADLINE}\n\nBy Ada Quill\n5 March 2024\n\n{TEXT}\n");
    for (from, to) in [
        ("Harbour worm", "Harbour\u{a0}worm"),
        ("third bank in a", "third\u{a0}bank in\u{a0}a"),
        ("By Ada Quill", "By\u{a0}Ada\u{a0}Quill"),
        ("5 March 2024", "5\u{a0}March\u{a0}2024"),
        (" ", "\u{a0}"),
    ] {
        let article = clean(&text.replace(from, to), Markup::Plain);
        assert!(article.title.is_some(), "{from}");
        assert_eq!(
            byline(&article).map(|b| b.replace('\u{a0}', " ")).as_deref(),
            Some("Ada Quill")
        );
        assert_eq!(
            article.published.map(|d| d.to_string()).as_deref(),
            Some("2024-03-05"),
            "{from}"
        );
    }
    // Two of them, or one beside another blank, set the parts of a menu apart.
    let menu = format!("News\u{a0}\u{a0}Sport \u{a0}Harbour\n\n{text}");
    assert!(kept(&clean(&menu, Markup::Plain)).starts_with(HEADLINE));
    let html = format!(
        "<h1>{}</h1><p>By Ada Quill</p><p>{}</p>",
        HEADLINE.replace("a third bank in a", "a&nbsp;third bank in&nbsp;a"),
        TEXT.replace("\n\n", "</p><p>")
    );
    assert!(clean(&html, Markup::Html).title.is_some());
}
