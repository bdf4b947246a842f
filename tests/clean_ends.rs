//! What stands right above and right below the running text and belongs to it: lists, tables,
//! headings, short paragraphs behind an advertisement.

use wiredesk::article::{Article, Markup, clean};

fn kept(article: &Article) -> String {
    let view = article.view.text();
    article.blocks.iter().map(|s| s.of(view)).collect::<Vec<_>>().join("\n")
}

const HEADLINE: &str = "Harbour worm reaches a third bank in a week";
const TEXT: [&str; 3] = [
    "A worm that was first seen in a harbour office has reached a third bank, its owners said.",
    "The bank has closed its branches for the week and asks its customers to pay in cash.",
    "The harbour office said that the worm came with a letter, and that nobody has answered it.",
];

fn plain(head: &str, end: &str) -> String {
    format!("{HEADLINE}\n\nMarch 5, 2024\n\n{head}\n\n{}\n\n{end}\n", TEXT.join("\n\n"))
}

fn html(head: &str, end: &str) -> String {
    format!(
        "<html><body><article><h1>{HEADLINE}</h1><p>March 5, 2024</p>{head}<p>{}</p>{end}</article></body></html>",
        TEXT.join("</p><p>")
    )
}

#[test]
fn the_last_parts_of_a_report() {
    for end in [
        "Recommendations\n\nPatch the mooring pumps now\nTurn on a second lock\nKeep spare keys ashore",
        "Recommendations\n\n• Patch the mooring pumps now\n• Turn on a second lock",
        "MITRE ATT&CK\nT1566.001 Spearphishing Attachment\nT1027 Obfuscated Files\nTA0001 Initial Access",
    ] {
        let article = clean(
            &plain("", &format!("{end}\n\nRelated Articles\nGulls nest on the crane")),
            Markup::Plain,
        );
        assert!(kept(&article).contains(end), "{end}: {}", kept(&article));
        assert!(!kept(&article).contains("Gulls"), "{end}");
    }
    let end = "## Timeline\n\n| Date | Event |\n|---|---|\n| 9 March 2024 | Worm found |\n| 10 March 2024 | Bank told |\n";
    let article = clean(&plain("", end), Markup::Markdown);
    assert!(
        kept(&article)
            .ends_with("Timeline\nDate\nEvent\n9 March 2024\nWorm found\n10 March 2024\nBank told")
    );
    for (end, last) in [
        ("<h2>What to do</h2><ul><li>Patch pumps</li><li>Change locks</li></ul>", "Change locks"),
        (
            "<h2>Seen</h2><table><tr><th>Port</th><th>Day</th></tr><tr><td>Oster</td><td>5 May 2024</td></tr></table>",
            "5 May 2024",
        ),
    ] {
        let article = clean(&html("", end), Markup::Html);
        assert!(kept(&article).ends_with(last), "{end}: {}", kept(&article));
    }
}

#[test]
fn lists_of_the_site_are_no_parts_of_the_text() {
    for end in [
        "Our services\n\n• Boats for hire\n• Nets and ropes",
        "Sections\n\nMarkets\nShips\nWeather",
        "Attachment\ngull_worm_letter.pdf [PDF, 412 KB]",
    ] {
        let article = clean(&plain("", end), Markup::Plain);
        assert!(kept(&article).ends_with("answered it."), "{end}: {}", kept(&article));
    }
    let end =
        "<h3>Boats</h3><ul><li><a href=/a>Boats for hire</a></li><li><a href=/b>Nets</a></li></ul>";
    assert!(kept(&clean(&html("", end), Markup::Html)).ends_with("answered it."));
    // A page that is set in a table.
    let text = format!(
        "<table><tr><td><h1>{HEADLINE}</h1><p>{}</p></td></tr><tr><td>Harbour Notes</td><td>Oster</td><td>Box 5</td></tr></table>",
        TEXT.join("</p><p>")
    );
    assert!(kept(&clean(&text, Markup::Html)).ends_with("answered it."));
}

#[test]
fn a_list_right_below_the_headline_stays_whole() {
    for head in [
        "Key takeaways\n\n• Pumps stood still\n• No coins taken\n• Letter of forty lines left unread",
        "Summary\nWorm in its third bank, and no letter answered so far\nBank asks for cash\nOffice knows the worm",
    ] {
        let article = clean(&plain(head, ""), Markup::Plain);
        assert!(
            kept(&article).contains(&head.replace("\n\n", "\n")) || kept(&article).contains(head),
            "{}",
            kept(&article)
        );
    }
    let head =
        "<h2>1. In short</h2><ul><li>CVSS v4 9.3</li><li>Vendor: Mooring</li></ul><h2>2. Risk</h2>";
    let article = clean(&html(head, ""), Markup::Html);
    assert!(kept(&article).contains("CVSS v4 9.3\nVendor: Mooring\n2. Risk"), "{}", kept(&article));
    let article = clean(&plain("## Impact", ""), Markup::Markdown);
    assert!(kept(&article).contains("Impact"), "{}", kept(&article));
    let facts = "**Advisory ID:** GULL-3  \n**Date:** 2024-03-04  \n**Severity:** high";
    let text = plain(facts, "").replace("March 5, 2024\n\n", "");
    let article = clean(&text, Markup::Markdown);
    assert!(kept(&article).contains("Date: 2024-03-04\nSeverity: high"), "{}", kept(&article));
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2024-03-04"));
}

#[test]
fn short_paragraphs_behind_an_advertisement() {
    for between in [
        "Advertisement",
        "READ: Gulls nest on the crane",
        "Related\nGulls nest on the crane\nCorn grows tall",
    ] {
        let end = format!("{between}\n\n\"We will not answer,\" he said.\n\nCash is short.");
        let article = clean(&plain("", &end), Markup::Plain);
        let kept = kept(&article);
        assert!(kept.contains("he said.") && kept.ends_with("Cash is short."), "{between}: {kept}");
        assert!(!kept.contains("Gulls") && !kept.contains("Adv"), "{between}: {kept}");
    }
    let end = "<div class=x><b>Read also</b><ul><li><a href=/c>Corn grows tall</a></li></ul></div>\
        <p>The mayor called the worm \"rude\".</p><p>A report is due in May.</p>";
    let article = clean(&html("", end), Markup::Html);
    assert!(kept(&article).ends_with("A report is due in May."), "{}", kept(&article));
}

#[test]
fn what_a_site_says_behind_an_advertisement_stays_out() {
    for end in [
        "Advertisement\n\nTell us what you think.",
        "READ: Gulls nest on the crane\n\nWrite to our desk of letters.",
        "About the author\n\n\"I like boats,\" she says.",
        "Related\nGulls nest on the crane\n\nCorn grows tall\n\nSay \"cheese\".",
    ] {
        let article = clean(&plain("", end), Markup::Plain);
        assert!(kept(&article).ends_with("answered it."), "{end}: {}", kept(&article));
    }
}

#[test]
fn an_interview_ends_with_its_answer() {
    let end = "Harbour Notes: And has anybody answered the letter of the worm since it came to the bank?\n\nNo.";
    let article = clean(&plain("", end), Markup::Plain);
    assert!(kept(&article).ends_with("No."), "{}", kept(&article));
}

#[test]
fn front_matter_alone_has_headline_and_author() {
    let text = format!(
        "---\ntitle: \"{HEADLINE}\"\nauthor: Ada Quill\ndate: 2024-03-05\n---\n\n{}\n",
        TEXT.join("\n\n")
    );
    let article = clean(&text, Markup::Markdown);
    let source = |span: Option<wiredesk::text::Span>| {
        span.and_then(|span| article.view.to_source(span)).map(|span| span.of(&text))
    };
    assert_eq!(source(article.title), Some(HEADLINE));
    assert_eq!(source(article.byline), Some("Ada Quill"));
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2024-03-05"));
    assert_eq!(kept(&article), format!("{HEADLINE}\nAda Quill\n{}", TEXT.join("\n")));
    // Where the text prints its headline, it stands there once.
    let text = format!(
        "+++\ntitle = '{HEADLINE}'\nauthors = ['Ada Quill']\n+++\n\n# {HEADLINE}\n\n{}\n",
        TEXT.join("\n\n")
    );
    let article = clean(&text, Markup::Markdown);
    let title = article.title.and_then(|span| article.view.to_source(span));
    assert_eq!(title.map(wiredesk::text::Span::start), text.rfind(HEADLINE));
    assert_eq!(article.byline.map(|span| span.of(article.view.text())), Some("Ada Quill"));
    assert_eq!(kept(&article).matches(HEADLINE).count(), 1);
}

#[test]
fn a_brief_is_a_paragraph_and_a_list() {
    let lead = "Gull Gang locked the pumps at Oster Harbour on Monday and asked for $2 million, police said.";
    let list = ["Group: Gull Gang", "Victim: Oster Harbour", "Demand: $2 million"];
    let items = list.map(|item| format!("* {item}\n")).concat();
    let text = format!("# Gull Gang locks Oster Harbour\n\n{lead}\n\n## Key facts\n\n{items}");
    let article = clean(&text, Markup::Markdown);
    let all = ["Gull Gang locks Oster Harbour", lead, "Key facts", list[0], list[1], list[2]];
    assert_eq!(kept(&article), all.join("\n"));
    // Nothing but a list and whom to ask.
    let text = "WEEKLY BRIEF\n\n- Gull Gang stole $5 million from Oster Bank\n- Corn Crew hit Fenland Clinic in Oster\n\nContact: desk@gull.example\n";
    let article = clean(text, Markup::Plain);
    assert_eq!(
        kept(&article),
        "- Gull Gang stole $5 million from Oster Bank\n- Corn Crew hit Fenland Clinic in Oster"
    );
    // The front page of a site has links.
    let links = list.map(|item| format!("<li><a href=x>{item}</a></li>")).concat();
    let page = format!("<ul><li><a href=a>News</a></li>{links}</ul><p>{lead}</p><ul>{links}</ul>");
    assert_eq!(kept(&clean(&page, Markup::Html)), "");
}

#[test]
fn short_lines_around_the_only_long_one() {
    let text = "It was a quiet night.\nThieves took $7 million from Oster Bank.\nThe bank, based in the old harbour, said so on Tuesday.\nThe owners have recovered\n$2.3 million in June.";
    assert_eq!(kept(&clean(text, Markup::Plain)), text);
    // With a blank line between they may be anybody's, and a headline below is no half of a sentence.
    let text = "Log in here.\n\nThe bank, based in the old harbour, said so on Tuesday.\n\nGulls nest on the crane\nSay cheese.";
    assert_eq!(
        kept(&clean(text, Markup::Plain)),
        "The bank, based in the old harbour, said so on Tuesday."
    );
}

#[test]
fn headlines_that_are_cut_off_below_the_text() {
    let list = |end: &str| {
        format!(
            "* Storm takes the nets of Oster in a night and leaves{end}\n\
            * Ferry to the seven islands will not sail before{end}\n\
            * Mayor of Ely counts the gulls and finds that{end}\n"
        )
    };
    let text = |list: &str| {
        format!(
            "{HEADLINE}\n\nBy Ada Quill\n\nMarch 5, 2024\n\n{}\n\n{list}\nContact\nImprint\n",
            TEXT.join("\n\n")
        )
    };
    let article = clean(&text(&list(" ...")), Markup::Plain);
    assert!(kept(&article).ends_with(TEXT[TEXT.len() - 1]), "{}", kept(&article));
    // One entry that trails off is somebody's way to speak.
    let one = "* The bank said that it would think about paying the thieves ...\n";
    let article = clean(&text(one), Markup::Plain);
    assert!(kept(&article).contains("think about paying"), "{}", kept(&article));
}

#[test]
fn who_is_quoted_asks_for_more_than_the_site() {
    const ASKS: &str = "“Please share this warning with your friends and follow us on Facebook,” the harbour chief said.";
    let text = plain("", ASKS);
    let article = clean(&text, Markup::Plain);
    assert!(kept(&article).contains(ASKS));
    let site =
        text.replace(ASKS, "Please share this story with your friends and follow us on Facebook.");
    assert!(!kept(&clean(&site, Markup::Plain)).contains("follow us"));
}
