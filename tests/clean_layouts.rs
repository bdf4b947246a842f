//! Layouts that pages of news have in common, each on a page of its own, small enough to read.

use wiredesk::article::{Article, Markup, clean};

fn kept(article: &Article) -> String {
    let view = article.view.text();
    article.stretches.iter().map(|s| s.of(view)).collect::<Vec<_>>().join("\n")
}

fn title(article: &Article) -> Option<&str> {
    article.title.map(|s| s.of(article.view.text()))
}

fn byline(article: &Article) -> Option<&str> {
    article.byline.map(|s| s.of(article.view.text()))
}

#[test]
fn headlines_of_the_menu_are_not_the_headline() {
    let text = "News\nLatest\nPort of Oster pays ransom to free its cranes\nTutorials\n\
        How to read a ransom note\nDownloads\n\
        HomeNewsHarbour worm reaches a third bank in a week\n\
        Harbour worm reaches a third bank in a week\nBy\nAda Quill\nDecember 11, 2023\n11:34 AM\n1\n\n\
        A worm that was first seen in a harbour office has reached a third bank, its owners said.\n\n\
        The bank has closed its branches for the week and asks its customers to pay in cash.\n\n\
        Related Articles:\nPort of Oster pays ransom to free its cranes\n";
    let article = clean(text, Markup::Plain);
    assert_eq!(title(&article), Some("Harbour worm reaches a third bank in a week"));
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2023-12-11"));
    assert!(!kept(&article).contains("Port of Oster"));
    assert!(kept(&article).contains("By\nAda Quill"));
}

#[test]
fn the_place_of_an_advertisement_ends_nothing() {
    let text = "Ministers meet over the bank worm\n\nBy Ada Quill\n\n\
        March 29, 20246:47 AM GMT+1Updated a year ago\n\n\
        OSTER, March 29 (Gull) - Ministers of three states met over the worm in the banks.\n\n\
        They agreed to share what they know of the worm and of those who sent it to the banks.\n\n\
        Advertisement · Scroll to continue\nThey did not say when they would meet again.\n\n\
        Reporting by Ada Quill; Editing by Bo Lind\n\nShare\nX\nFacebook\nLink\n";
    let article = clean(text, Markup::Plain);
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2024-03-29"));
    assert!(kept(&article).contains("when they would meet again."));
    assert!(!kept(&article).contains("Scroll"));
    assert!(!kept(&article).contains("Facebook"));
}

#[test]
fn news_about_cookies_stays() {
    let text = "Thieves trade cookies from Facebook and Twitter\n\n\
        Stolen cookies let thieves log in to accounts on Facebook and Twitter without a password.\n\n\
        The use of cookies that never expire has made the trade worth millions, the firm said.\n\n\
        We use cookies to improve your experience on this site. Read our privacy policy.\n";
    let article = clean(text, Markup::Plain);
    assert!(kept(&article).ends_with("the firm said."), "{}", kept(&article));
    assert_eq!(title(&article), Some("Thieves trade cookies from Facebook and Twitter"));
}

#[test]
fn a_list_of_indicators_is_part_of_a_report() {
    let text = "Gullworm, a closer look\nMay 3, 2021\n\
        The worm was found on the server of a bank and sends what it finds to two hosts.\n\
        **Indicators**\ngull[.]example\nhxxp://gull[.]example/a.php\n\
        0cc175b9c0f1b6a831c399e269772661\n";
    let article = clean(text, Markup::Plain);
    assert!(kept(&article).ends_with("0cc175b9c0f1b6a831c399e269772661"));
}

#[test]
fn the_page_of_a_blog() {
    let text = "<html><head><title>Gulls on the wire - Oster Times</title></head>\
        <body class=\"single has-sidebar\"><header><a href=/>Oster Times</a><nav><a>News</a></nav></header>\
        <main><article><header><h1>Gulls on the wire</h1><div class=\"entry-meta\">Posted on \
        <time>April 23, 2024</time> by <span class=author>Kim Min-ji</span> \
        <a>Leave a comment</a></div></header><div class=entry-content>\
        <p>The worm called <b>Gu</b>llworm has come to <em>ten</em> firms, the police said on Tuesday.</p>\
        <p>In one case it used the account of somebody who had left the firm a year before.</p>\
        <ul><li>Change passwords often</li><li>Delete old accounts</li></ul>\
        <div class=sharedaddy><h3>Share this:</h3><ul><li><a>Click to share on X</a></li></ul></div></div>\
        </article><div id=comments><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div>\
        </main><aside><h2>Recent Posts</h2><ul><li><a>One story</a></li></ul></aside>\
        <footer>Proudly powered by a press</footer></body></html>";
    let article = clean(text, Markup::Html);
    assert_eq!(title(&article), Some("Gulls on the wire"));
    assert_eq!(byline(&article), Some("Kim Min-ji"));
    let kept = kept(&article);
    assert!(kept.contains("Gullworm has come to ten firms"), "{kept}");
    assert!(kept.ends_with("Delete old accounts"), "{kept}");
    let name = article.view.text().find("Gullworm").expect("is in the view");
    let source = article.view.to_source(wiredesk::text::Span::new(name, name + 8));
    assert_eq!(source.map(|s| s.of(text)), Some("Gu</b>llworm"));
}

#[test]
fn one_line_without_its_last_stop_stays_whole() {
    let sentence =
        "The worm was found on the server of a bank and sends what it finds to two hosts. ";
    let text =
        sentence.repeat(6) + "The bank did not reply to questions about the worm and its server";
    let article = clean(&text, Markup::Plain);
    assert_eq!(kept(&article), text);
    assert_eq!(title(&article), None);
}

#[test]
fn the_name_of_the_site_over_its_menu_is_not_the_headline() {
    let text = "Fenland News Agency\n\nHome   Politics   Markets   Images\n\nEly 14°C, drizzle\n\n\
        Fenland agency loses a barge of papers to a flood\n\nOona Brightwell, Fenland Echo\n\n\
        02.05.2024, 18:30\n\nLike  Save  Print  SNS Share  The link is copied.\n\n\
        A barge with the papers of the agency sank in the flood, and nobody has copies of them.\n\n\
        The agency said that it would dry what it could save of the papers on its barge.\n";
    let article = clean(text, Markup::Plain);
    assert_eq!(title(&article), Some("Fenland agency loses a barge of papers to a flood"));
    assert_eq!(byline(&article), Some("Oona Brightwell"));
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2024-05-02"));
    assert!(!kept(&article).contains("Share"), "{}", kept(&article));
}

#[test]
fn what_interrupts_the_text_is_no_part_of_it() {
    let text = "Harbour worm reaches a third bank\n\nBy Ada Quill | Edited by Bo Lind\n\n\
        A worm that was first seen in a harbour office has reached a third bank, its owners said.\n\n\
        ADVERTISEMENT\n\nNew boots, half the money. Today only!\n\n\
        The bank has closed its branches for the week and asks its customers to pay in cash.\n\n\
        Read more\n\nCorn grows tall this summer\n\nA bridge that would not open\n\n\
        [Video: how boots are made]\n\n\
        The worm came with a letter to the bank, and the owners of the bank have not answered it.\n\n\
        (Reporting by Ada Quill; editing by Bo Lind)\n\nOriginally Published: May 2, 2024 at 5:00 a.m.\n\n\
        About the author: Ada Quill covers harbours and what lives in them. She owns two boats.\n";
    let article = clean(text, Markup::Plain);
    let kept = kept(&article);
    for gone in ["boots", "Corn", "bridge", "Reporting", "Originally", "boats"] {
        assert!(!kept.contains(gone), "{gone}: {kept}");
    }
    for stays in ["Edited by", "closed its branches", "letter to the bank"] {
        assert!(kept.contains(stays), "{stays}: {kept}");
    }
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2024-05-02"));
}

#[test]
fn front_matter_of_markdown_stands_at_the_beginning_alone() {
    let text = "---\ntitle: Worm in the bank\ndate: 2024-03-29\n---\n\nThieves emptied the bank in Oster on Monday, police said.\n\n\
        ---\nThe mayor was told of it on Tuesday, he said.\n\ndate: 1999-01-01\n\n---\nThe bank is closed.\n";
    let article = clean(text, Markup::Markdown);
    let view = article.view.text();
    assert!(!view.contains("title:"), "{view}");
    assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2024-03-29"));
    for sentence in ["Thieves emptied", "The mayor was told", "The bank is closed."] {
        assert!(view.contains(sentence), "{sentence}: {view}");
    }
}

#[test]
fn raw_html_in_markdown_is_read() {
    let text = "# Worm in the bank\n\n<div class=\"x\"\n  id=y>\nThieves emptied the <b>bank</b> in Oster, police said.\n<!-- not\nthis -->\n\
        <script>\nnor(this)\n</script>\n<p>It was Monday.</p></div>\n\nBy Kim Soo-ki<br>Seoul police said no.\n";
    let view = clean(text, Markup::Markdown).view.text().to_owned();
    assert!(view.contains("Thieves emptied the bank in Oster, police said."), "{view}");
    assert!(view.contains("\n\nIt was Monday."), "{view}");
    assert!(view.contains("Kim Soo-ki\nSeoul police"), "{view}");
    for hidden in ["class", "not", "nor", "<"] {
        assert!(!view.contains(hidden), "{hidden}: {view}");
    }
}

#[test]
fn drawings_that_close_themselves_hide_nothing() {
    for drawing in [
        "<svg class=\"i\"/>",
        "<svg><title/><path d=M0 /></svg>",
        "<svg><style/><script/></svg>",
        "<svg><title>Bank</title><path d=M0 /></svg>",
        "<math/>",
    ] {
        let text = format!("<h1>Worm in the bank</h1>{drawing}<p>Thieves emptied the bank.</p>");
        let article = clean(&text, Markup::Html);
        assert_eq!(
            article.view.text(),
            "Worm in the bank\n\nThieves emptied the bank.",
            "{drawing}"
        );
    }
}

#[test]
fn the_end_of_a_break_is_a_break() {
    let article = clean("<p>By Kim Soo-ki</br>Seoul police said no.</p>", Markup::Html);
    assert_eq!(article.view.text(), "By Kim Soo-ki\nSeoul police said no.");
}

#[test]
fn headlines_of_others_between_paragraphs_are_no_text() {
    let page = |lines: &str| {
        format!(
            "Worm closes the bank of Oster\n\nBy Ada Quill\n\nMarch 29, 2024\n\n\
             A worm that came by mail has closed the bank of Oster, its owners said on Friday.\n\n\
             They paid nothing at all to whoever sent it to them in the post of Thursday{lines}\n\n\
             The police of the port are looking for whoever sent the worm, and ask for letters.\n\n\
             The bank will open again on Monday, when its customers may come for their money.\n"
        )
    };
    let others = "Ferry runs aground in thick fog\n\nChoir of miners wins a second prize";
    let article = clean(&page(&format!(", and neither did others.\n\n{others}")), Markup::Plain);
    assert!(!kept(&article).contains("Ferry") && !kept(&article).contains("Choir"));
    assert!(kept(&article).contains("The police of the port"));
    // Of these the text itself says what they are.
    let article = clean(&page(&format!(" for the following.\n\n{others}")), Markup::Plain);
    assert!(kept(&article).contains("Ferry") && kept(&article).contains("Choir"));
    // One alone may be a heading.
    let one = ", and neither did others.\n\nSearch goes on from street to street";
    assert!(kept(&clean(&page(one), Markup::Plain)).contains("Search goes on"));
}

const TEXT: [&str; 6] = [
    "A worm that was first seen in a harbour office has reached a third bank, its owners said.",
    "The bank has closed its branches for the week and asks its customers to pay in cash.",
    "The harbour office said that the worm came with a letter, and that nobody has answered it.",
    "Police asked every bank on the coast to keep what the worm has left on its computers.",
    "A clerk who opened the letter said that it had the seal of the port and a list of ships.",
    "The port has changed its seal since, and has told the shipping lines what the new one is.",
];

fn page_of(body: &str) -> Article {
    let text = format!(
        "<html><body><main><h1>Harbour worm reaches a third bank in a week</h1>\
        <p>By Ada Quill</p><p>March 5, 2024</p>{body}</main></body></html>"
    );
    clean(&text, Markup::Html)
}

fn paragraphs(class: &str, texts: &[&str]) -> String {
    let opening = format!("<p class=\"{class}\">");
    texts.iter().flat_map(|text| [opening.as_str(), *text, "</p>"]).collect()
}

#[test]
fn what_a_paywall_locks_is_text() {
    let (free, locked) = (paragraphs("", &TEXT[..2]), &TEXT[2..]);
    let asks = "<p>Subscribe to read the whole story.</p><p>All islands, all tides, from two coins a week.</p>";
    for body in [
        // The lock may be on each paragraph or on the box around them.
        format!("{free}{}", paragraphs("paywall", locked)),
        format!("{free}<div class=paywall>{}</div>", paragraphs("", locked)),
        format!("<div class=teaser>{free}</div><div>{}</div>", paragraphs("", locked)),
    ] {
        let article = page_of(&body);
        assert!(
            TEXT.iter().all(|text| kept(&article).contains(text)),
            "{body}\n{}",
            kept(&article)
        );
    }
    // The box that asks for money is none, nor a card with a line of another article.
    for body in [
        format!("{free}<div class=paywall>{asks}</div>{}", paragraphs("", locked)),
        format!("{free}<div class=\"box sign-in\">{asks}</div>{}", paragraphs("", locked)),
        format!(
            "{free}{}<div class=teaser><h3><a href=/a>Storm takes the nets of Oster</a></h3>\
            <p>All islands, all tides, and the nets that a storm took from the men of Oster.</p></div>",
            paragraphs("", locked)
        ),
    ] {
        let article = page_of(&body);
        assert!(
            TEXT.iter().all(|text| kept(&article).contains(text)),
            "{body}\n{}",
            kept(&article)
        );
        assert!(!kept(&article).contains("All islands"), "{body}\n{}", kept(&article));
    }
}

#[test]
fn a_text_in_two_widgets_with_a_card_between() {
    let card = "<div class=\"widget widget-card\"><p><a href=/a>Storm takes the nets of Oster in a night</a></p></div>";
    let widget = |texts: &[&str]| {
        format!("<div class=\"widget widget-text\">{}</div>", paragraphs("", texts))
    };
    let body = format!("<div>{}{card}{}</div>", widget(&TEXT[..2]), widget(&TEXT[2..]));
    let article = page_of(&body);
    assert!(TEXT.iter().all(|text| kept(&article).contains(text)), "{}", kept(&article));
    // One of another kind is the site's.
    let other = "<div class=\"widget widget-tide\"><p>High water comes at six in the harbour of Oster and at seven in Ely.</p></div>";
    let body = format!("<div>{}{other}</div>", widget(&TEXT));
    let article = page_of(&body);
    assert!(TEXT.iter().all(|text| kept(&article).contains(text)), "{}", kept(&article));
    assert!(!kept(&article).contains("High water"), "{}", kept(&article));
}

#[test]
fn a_text_in_boxes_of_one_class() {
    const FURTHER: [&str; 3] = [
        "Two divers found the old seal in spring, below the bridge at which ferries used to land.",
        "Nobody had missed it, since the clerk of those years kept a copy in his own drawer.",
        "Whoever took it knew where to look, the divers said, and wore gloves of rubber.",
    ];
    let part = |text: &str| format!("<section class=part><div><p>{text}</p></div></section>");
    let long: String = (4..9)
        .flat_map(|n| TEXT.iter().map(move |text| (n, text.trim_end_matches('.'))))
        .map(|(n, text)| part(&format!("{text}, as the police said for the {n}th time this week.")))
        .collect();
    let page = |class: &str| {
        page_of(&format!(
            "<div class=block><p>Text</p><div>{long}</div></div><div class=ad>Advertisement</div>\
            <div class={class}><p>Text</p><div>{}</div></div>",
            FURTHER.map(part).concat()
        ))
    };
    let article = page("block");
    assert!(FURTHER.iter().all(|text| kept(&article).contains(text)), "{}", kept(&article));
    // A box of another class may be of another article.
    let article = page("others");
    assert!(FURTHER.iter().all(|text| !kept(&article).contains(text)), "{}", kept(&article));
}
