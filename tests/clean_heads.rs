//! Heads of pages: who wrote it, when it was published, what it is called, as layouts print them.

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

fn published(article: &Article) -> Option<String> {
    article.published.map(|d| d.to_string())
}

const HEADLINE: &str = "Harbour worm reaches a third bank in a week";
const TEXT: &str = "A worm that was first seen in a harbour office has reached a third bank, its owners said.\n\n\
    The bank has closed its branches for the week and asks its customers to pay in cash.\n\n\
    The harbour office said that the worm came with a letter, and that nobody has answered it.\n";

fn under(head: &str) -> String {
    format!("Home\nNews\nSubscribe\n\n{HEADLINE}\n\n{head}\n\n{TEXT}")
}

#[test]
fn a_name_signs_by_what_stands_around_it() {
    for (head, name) in [
        ("Ada Quill Mar 05, 2024", "Ada Quill"),
        ("By Ada Quill ada@gull.example\nMar 05, 2024", "Ada Quill"),
        ("Ada Quill ada@gull.example\nMar 05, 2024", "Ada Quill"),
        ("Ada Quill, Łukasz Brzęk\nMar 05, 2024", "Ada Quill, Łukasz Brzęk"),
        ("Ada Quill, Fenland Echo\nMar 05, 2024", "Ada Quill"),
        ("Ada Quill (The Fenland Echo)\nMar 05, 2024", "Ada Quill"),
        ("Ada Quill in Oster\nMar 05, 2024", "Ada Quill"),
        ("Mar 05, 2024\nAda Quill", "Ada Quill"),
        ("Mar 05, 2024\nBy\nAda Quill", "Ada Quill"),
        ("Ada Quill\n\nFollow\n\n6 min read\n\n·\n\nMar 05, 2024", "Ada Quill"),
        ("By Ada Quill, Bo Lind|Edited by Cy Marsh\nMar 05, 2024", "Ada Quill, Bo Lind"),
        ("Ada Quill (The Fenland Echo)\nOster\n●\nMar 05, 2024", "Ada Quill"),
        ("Ada Quill\nPrincipal Researcher\nMar 05, 2024", "Ada Quill"),
        ("Ada Quill\nŁukasz Brzęk\nFenland Ledger\nMar 05, 2024", "Ada Quill"),
        ("Ada Quill (The Fenland Echo)\nOster ● Tue, March 5, 2024", "Ada Quill"),
    ] {
        let text = under(head);
        let article = clean(&text, Markup::Plain);
        assert_eq!(title(&article), Some(HEADLINE), "{head}");
        assert_eq!(byline(&article), Some(name), "{head}");
        assert_eq!(published(&article).as_deref(), Some("2024-03-05"), "{head}");
        assert!(kept(&article).contains(name), "{head}");
    }
}

#[test]
fn a_title_before_a_name_is_no_part_of_it() {
    for (head, name) in [
        ("By Local Democracy Reporter Ada Quill\nMar 05, 2024", "Ada Quill"),
        ("By Security Correspondent Ada Quill and Bo Lind\nMar 05, 2024", "Ada Quill and Bo Lind"),
        ("By Ada Quill, Local Democracy Reporter\nMar 05, 2024", "Ada Quill"),
        ("By Ada Quill Chief Reporter\nMar 05, 2024", "Ada Quill"),
    ] {
        let text = under(head);
        let article = clean(&text, Markup::Plain);
        assert_eq!(byline(&article), Some(name), "{head}");
        assert_eq!(published(&article).as_deref(), Some("2024-03-05"), "{head}");
    }
}

#[test]
fn a_dateline_that_ends_with_a_stop_and_a_dash() {
    for (dateline, date) in [
        ("SAO OSTER, Mar 5 2024 (GULL).- ", Some("2024-03-05")),
        ("OSTER, March 5, 2024 (GULL). - ", Some("2024-03-05")),
        ("OSTER, March 5 (GULL).- ", None),
        ("OSTER, U.S.-held since March 5, 2024, and open. ", None),
    ] {
        let text = format!("{HEADLINE}\n\n{dateline}{TEXT}");
        assert_eq!(published(&clean(&text, Markup::Plain)).as_deref(), date, "{dateline}");
    }
}

#[test]
fn the_subject_of_a_letter_is_its_headline() {
    let text = format!("From: Fenland desk\nSubject: {HEADLINE}\nDate: March 5, 2024\n\n{TEXT}");
    let article = clean(&text, Markup::Plain);
    assert_eq!(title(&article), Some(HEADLINE));
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
}

#[test]
fn what_looks_like_a_name_does_not_sign() {
    for head in [
        "Mar 05, 2024\nFenland Echo",
        "Fenland Echo\nMar 05, 2024",
        "Fenland Echo Mar 05, 2024",
        "New Oster Mar 05, 2024",
    ] {
        let text = under(head);
        let article = clean(&text, Markup::Plain);
        assert_eq!(byline(&article), None, "{head}");
    }
}

#[test]
fn a_release_is_signed_by_nobody() {
    let text = "Gullworm found in every second harbour, survey says\n\nNews provided by\n\nPalisade Locks\n\n\
        Mar 05, 2024, 09:00 ET\n\nOSTER, March 5, 2024 /GullWire/ -- Palisade Locks, a maker of locks for \
        harbours, has found the worm in every second harbour of the coast.\n\n\
        \"Nobody changes the locks,\" said Ada Quill, who leads Palisade Locks and its survey of harbours.\n";
    let article = clean(text, Markup::Plain);
    assert_eq!(byline(&article), None);
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
}

#[test]
fn name_and_date_above_the_headline() {
    let page =
        |lines: &str| format!("Harbours\nBanks\n{lines}\nBanks\nNews\n\n{HEADLINE}\n\n{TEXT}");
    let text = page("Ada Quill\nMarch 5th, 2024");
    let article = clean(&text, Markup::Plain);
    assert_eq!(title(&article), Some(HEADLINE));
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
    assert!(kept(&article).starts_with("Ada Quill\nMarch 5th, 2024"), "{}", kept(&article));
    // Those of another article.
    let text = page("Gulls nest on the crane in the port\nAda Quill\nMarch 5th, 2024");
    let article = clean(&text, Markup::Plain);
    assert_eq!((byline(&article), published(&article)), (None, None));
}

#[test]
fn the_author_that_the_head_names_is_kept() {
    let text = format!(
        "<html><head><meta name=author content='Ada Quill'></head><body><article><h1>{HEADLINE}</h1>\
        <p>Ada Quill for the desk of harbours</p><p>{}</p></article></body></html>",
        TEXT.replace("\n\n", "</p><p>")
    );
    let article = clean(&text, Markup::Html);
    assert_eq!(byline(&article), Some("Ada Quill"));
}

#[test]
fn the_author_below_a_standfirst_is_known_at_the_end() {
    let text = format!(
        "{HEADLINE}\n\nWhat began in an office at the port has now closed the doors of a third bank.\n\n\
        By Ada Quill\nMarch 5, 2024\n\n{TEXT}\nAda Quill\n\nAda Quill reports on harbours from Oster. She owns a boat.\n"
    );
    let article = clean(&text, Markup::Plain);
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert!(kept(&article).ends_with("nobody has answered it."), "{}", kept(&article));
}

#[test]
fn dates_with_words_around_them() {
    for head in [
        "Updated Mar 06, 2024, 3:12 p.m. Published Mar 05, 2024, 9:40 a.m.",
        "Statement · Office of the Harbour · March 5, 2024",
    ] {
        let text = under(head);
        let article = clean(&text, Markup::Plain);
        assert_eq!(published(&article).as_deref(), Some("2024-03-05"), "{head}");
        assert!(kept(&article).contains(head), "{head}");
    }
}

#[test]
fn breaks_between_headline_byline_and_date() {
    let text = format!(
        "<table><tr><td><font size=5><b>{HEADLINE}</b></font><br>\n<font size=2>By Ada Quill, Staff writer<br>\n\
        Tuesday, March 5, 2024</font><p>{}</td></tr></table>",
        TEXT.replace("\n\n", "<p>")
    );
    let article = clean(&text, Markup::Html);
    assert_eq!(title(&article), Some(HEADLINE));
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
    let source = article.title.and_then(|span| article.view.to_source(span));
    assert_eq!(source.map(|span| span.of(&text)), Some(HEADLINE));
}

#[test]
fn the_name_of_a_blog_is_not_its_headline() {
    let text = format!(
        "<html><head><title>Gull Notes: {HEADLINE}</title></head><body><h1><a href=/>Gull Notes</a></h1>\
        <p><span>Tides and other things that come back</span></p><h2>Tuesday, March 5, 2024</h2>\
        <h3>{HEADLINE}</h3><div>{}</div></body></html>",
        TEXT.replace("\n\n", "<br><br>")
    );
    let article = clean(&text, Markup::Html);
    assert_eq!(title(&article), Some(HEADLINE));
    assert_eq!(byline(&article), None);
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
    assert!(!kept(&article).contains("Gull Notes"), "{}", kept(&article));
}

#[test]
fn a_line_of_the_menu_is_not_the_headline() {
    let text = format!("Home\nAbout the Author\nContact\n\n{HEADLINE}\n\nMarch 5, 2024\n\n{TEXT}");
    let article = clean(&text, Markup::Plain);
    assert_eq!(title(&article), Some(HEADLINE));
}

#[test]
fn a_date_right_above_the_headline_is_the_articles() {
    for (lines, date) in [
        ("Releases\nMarch 5, 2024", Some("2024-03-05")),
        ("Releases\nMarch 5, 2024 11:30 am\n(Updated: March 6, 2024 9:02 am)", Some("2024-03-05")),
        // Today's, and that of another article.
        ("Tuesday, March 5, 2024", None),
        ("Gulls nest on the crane in the port\nMarch 5, 2024", None),
    ] {
        let text = format!("Harbours\n{lines}\n{HEADLINE}\n\n{TEXT}");
        let article = clean(&text, Markup::Plain);
        assert_eq!(title(&article), Some(HEADLINE), "{lines}");
        assert_eq!(published(&article).as_deref(), date, "{lines}");
    }
}

#[test]
fn byline_and_date_in_a_box_of_their_own() {
    let paragraphs = TEXT.replace("\n\n", "</p><p>");
    for head in [
        format!(
            "<h1>{HEADLINE}</h1><aside><div>Ada Quill in Oster</div><div>Tue 5 Mar 2024</div></aside>"
        ),
        format!(
            "<header class=top><h1>{HEADLINE}</h1><span>By Ada Quill</span><div>5 Mar 2024</div></header>"
        ),
    ] {
        let text = format!(
            "<html><body><div>{head}<div class=x1><p>{paragraphs}</p></div></div></body></html>"
        );
        let article = clean(&text, Markup::Html);
        assert_eq!(title(&article), Some(HEADLINE), "{head}");
        assert_eq!(byline(&article), Some("Ada Quill"), "{head}");
        assert_eq!(published(&article).as_deref(), Some("2024-03-05"), "{head}");
    }
}

#[test]
fn a_standfirst_above_the_byline_hides_neither() {
    let standfirst = "The worm needed nine hours and one letter that was never sent.";
    let text = format!(
        "<html><head><meta name=author content='Ada Quill'></head><body><div class=a><h1>{HEADLINE}</h1><div class=b>{standfirst}</div>\
        <div class=c><a href=/q>Ada Quill</a><span>Mar 5, 2024, 7:00 AM</span></div><div class=d><p>{}</p></div></div></body></html>",
        TEXT.replace("\n\n", "</p><p>")
    );
    let article = clean(&text, Markup::Html);
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
    assert!(kept(&article).contains(standfirst), "{}", kept(&article));
}

#[test]
fn the_name_of_the_site_behind_a_name() {
    let text = format!(
        "<html><head><title>{HEADLINE} - Marsh Lens</title></head><body><article><h1>{HEADLINE}</h1>\
        <div class=byline>Ada Quill, Marsh Lens</div><p>{}</p></article></body></html>",
        TEXT.replace("\n\n", "</p><p>")
    );
    assert_eq!(byline(&clean(&text, Markup::Html)), Some("Ada Quill"));
}

#[test]
fn a_name_is_not_the_headline() {
    let text = format!("Menu\nSearch\n{HEADLINE}\nDr Ada Quill\n5 Mar 2024\n{TEXT}");
    assert_eq!(title(&clean(&text, Markup::Plain)), Some(HEADLINE));
    let text = format!(
        "Menu\nSearch\nHon Bo Lindqvist\nMinister of Harbour Banks\n5 Mar 2024\n{HEADLINE}\n{TEXT}"
    );
    assert_eq!(title(&clean(&text, Markup::Plain)), Some(HEADLINE));
}

#[test]
fn a_standfirst_with_more_words_of_the_text_is_not_the_headline() {
    let text = format!(
        "Security\nHarbour: \"Sealed\" letter reached a third bank\n\
        Its owners asked customers to pay in cash\nBy Ada Quill\n5 Mar 2024\n\n{TEXT}"
    );
    let article = clean(&text, Markup::Plain);
    assert_eq!(title(&article), Some("Harbour: \"Sealed\" letter reached a third bank"));
}

#[test]
fn labels_with_their_values_close_nothing() {
    let text = format!(
        "Home\nNews\n\n{HEADLINE}\n\nThe letter was in the mail of the harbour office for a whole year.\n\n\
        By Ada Quill\nMarch 5, 2024\nTags: Crime, Banks\n\n{TEXT}"
    );
    let article = clean(&text, Markup::Plain);
    assert!(kept(&article).contains("A worm that was first seen"), "{}", kept(&article));
    assert!(!kept(&article).contains("Tags:"), "{}", kept(&article));
}

#[test]
fn a_linked_name_below_a_standfirst() {
    let text = format!(
        "<html><body><main><div><h1>{HEADLINE}</h1><p>Two clerks told a court that they had opened the letter for a test.</p></div>\
        <div><div><a href=/q>Ada Quill</a><div><time>5 March 2024</time><span>4 min read</span></div></div></div>\
        <div class=z><p>{}</p></div></main></body></html>",
        TEXT.replace("\n\n", "</p><p>")
    );
    let article = clean(&text, Markup::Html);
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
}

#[test]
fn the_label_of_a_date_is_nobody() {
    let text = under("Release Date\nMarch 5, 2024");
    let article = clean(&text, Markup::Plain);
    assert_eq!((byline(&article), published(&article)), (None, Some("2024-03-05".to_owned())));
}

#[test]
fn the_head_of_an_article_below_a_standfirst() {
    let text = format!(
        "Home\nNews\n{HEADLINE}\nClerks in Ely were sent songs instead of their orders.\nAda Quill | Crime Correspondent\n\
        5th March 2024\n4 Comments\n{TEXT}"
    );
    let article = clean(&text, Markup::Plain);
    assert_eq!(title(&article), Some(HEADLINE));
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
    assert!(kept(&article).contains("A worm that was first seen"), "{}", kept(&article));
    assert!(!kept(&article).contains("Comments"), "{}", kept(&article));
}

#[test]
fn the_standfirst_in_the_header_of_the_headline() {
    let text = format!(
        "<html><body><div><header><div><h1>{HEADLINE}</h1><p>A letter took fourteen years of tides that nobody had read</p></div>\
        <div>Ada Quill</div><div>Harbour editor</div><div>5 March 2024</div></header><section><p>{}</p></section></div></body></html>",
        TEXT.replace("\n\n", "</p><p>")
    );
    let article = clean(&text, Markup::Html);
    assert!(kept(&article).contains("fourteen years"), "{}", kept(&article));
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
}

#[test]
fn the_head_names_the_first_of_two_authors() {
    let text = format!(
        "<html><head><meta name=author content='Ada Quill'></head><body><article><h1>{HEADLINE}</h1>\
        <div>By Ada Quill, Łukasz Brzęk</div><p>{}</p></article></body></html>",
        TEXT.replace("\n\n", "</p><p>")
    );
    assert_eq!(byline(&clean(&text, Markup::Html)), Some("Ada Quill, Łukasz Brzęk"));
}

#[test]
fn a_date_far_below_a_standfirst() {
    let text = format!(
        "<html><body><main><h1>{HEADLINE}</h1><p>The doors of three banks can be opened with one forged letter.</p>\
        <dl><dt>From:</dt><dd><a>Harbour Office</a></dd><dt>Published</dt><dd>5 March 2024</dd></dl>\
        <div><p>{}</p></div></main></body></html>",
        TEXT.replace("\n\n", "</p><p>")
    );
    assert_eq!(published(&clean(&text, Markup::Html)).as_deref(), Some("2024-03-05"));
}

#[test]
fn a_headline_that_speaks_of_the_text_is_not_its_standfirst() {
    let text = format!(
        "Menu\nBanks\n{HEADLINE} although locked\nOwners asked customers to pay in cash\nADA QUILL\n5 Mar 2024\n\n{TEXT}"
    );
    let title_of = |text: &str| title(&clean(text, Markup::Plain)).map(str::to_owned);
    assert_eq!(title_of(&text), Some(format!("{HEADLINE} although locked")));
}

#[test]
fn the_headline_of_a_live_blog() {
    let text = format!(
        "Menu\nBanks\nTue 5 Mar 2024 18.05 BST\nBanks closed across the coast – as it happened\nAda Quill (now) and Bo Lind (earlier)\n\
        Key events\n18.05 BST\nHarbour office answers the letter of the worm\nShow key events only\n\n18.05 BST\n\
        Harbour office answers the letter of the worm\n\n{TEXT}"
    );
    let article = clean(&text, Markup::Plain);
    assert_eq!(title(&article), Some("Banks closed across the coast – as it happened"));
    assert_eq!(byline(&article), Some("Ada Quill (now) and Bo Lind"));
}

#[test]
fn names_as_other_layouts_print_them() {
    for (head, name) in [
        ("P.K. Quillford\nMar 05, 2024", "P.K. Quillford"),
        ("Published\n5 March 2024\nComments\n61\n\nBy Ada Quill\nHarbour editor", "Ada Quill"),
        ("By Ada Quill\nLeave a comment\nMarch 5, 2024", "Ada Quill"),
        ("WRITTEN BY\nAda Quill\nPUBLISHED\nMar 5, 2024", "Ada Quill"),
        ("Ada Quill Tue 5 Mar 2024 // 10:31 UTC", "Ada Quill"),
        ("By Ada Quill  Last updated Mar 5, 2024", "Ada Quill"),
        ("Ada Quill, Bo Lind and agencies\nTue 5 Mar 2024 21.05 GMT", "Ada Quill, Bo Lind"),
        ("Ada Quill (now); Bo Lind (earlier)\nMarch 5, 2024", "Ada Quill (now); Bo Lind"),
        (
            "Portrait of Ada Quill\nAda Quill\nFenland Echo\n\nPublished 5:04 a.m. March 5, 2024",
            "Ada Quill",
        ),
        (
            "Portrait of Ada Quill Ada Quill\nFenland Echo\n\nPublished 5:04 a.m. March 5, 2024",
            "Ada Quill",
        ),
        ("ByAda Quill\nPublishedMarch 5, 2024", "Ada Quill"),
        ("By Sgt. 1st Class Ada Quill, Fenland Guard March 5, 2024", "Ada Quill"),
    ] {
        let text = under(head);
        let article = clean(&text, Markup::Plain);
        assert_eq!(title(&article), Some(HEADLINE), "{head}");
        assert_eq!(byline(&article), Some(name), "{head}");
        assert_eq!(published(&article).as_deref(), Some("2024-03-05"), "{head}");
        assert!(kept(&article).contains("A worm that was first seen"), "{head}");
        assert!(!kept(&article).to_lowercase().contains("comment"), "{head}");
    }
    // The picture of somebody else signs nothing.
    assert_eq!(byline(&clean(&under("Portrait of Bo Lind\nAda Quill"), Markup::Plain)), None);
}

#[test]
fn comments_below_the_text_end_it() {
    let text = format!(
        "{HEADLINE}\n\nBy Ada Quill\n\n{TEXT}\nComments\n\nThe worm was in our office, too, and nobody came.\n"
    );
    let article = clean(&text, Markup::Plain);
    assert!(kept(&article).ends_with("nobody has answered it."), "{}", kept(&article));
}

#[test]
fn a_date_that_a_name_is_glued_to() {
    for (head, name) in [
        ("Mar 05, 2024Ada QuillWorms / Harbour Banks", Some("Ada Quill")),
        ("Mar 05, 2024Harbour BanksWorms", None),
        ("Mar 05, 2024Worms / Harbour Banks", None),
    ] {
        let article_text = under(head);
        let article = clean(&article_text, Markup::Plain);
        assert_eq!(byline(&article), name, "{head}");
        assert_eq!(published(&article).as_deref(), Some("2024-03-05"), "{head}");
    }
}

#[test]
fn the_day_that_the_markup_gives() {
    let page = |head: &str| {
        let text = format!(
            "<html><body><article><h1>{HEADLINE}</h1><div>{head}</div><p>{}</p></article>\
            <div><a href=/g><time class=published datetime=2024-01-09>Jan 9</time> Gulls nest</a></div></body></html>",
            TEXT.replace("\n\n", "</p><p>")
        );
        let article = clean(&text, Markup::Html);
        (byline(&article).map(str::to_owned), published(&article))
    };
    let of =
        |name: Option<&str>, date: Option<&str>| (name.map(str::to_owned), date.map(str::to_owned));
    for (head, expected) in [
        (
            "Posted on <time class='entry-date published' datetime='2024-05-03T06:45:11-05:00'>05/03/2024</time> by <a>Ada Quill</a>",
            of(Some("Ada Quill"), Some("2024-05-03")),
        ),
        (
            "Posted on <a><time class='entry-date published' datetime=2024-05-03>05/03/2024</time><time class=updated datetime=2024-05-19>05/19/2024</time></a> by <a>Ada Quill</a>",
            of(Some("Ada Quill"), Some("2024-05-03")),
        ),
        ("<time datetime='2024-05-03T06:45'>2 days ago</time>", of(None, Some("2024-05-03"))),
        (
            "<time class=updated datetime=2024-05-09>1 day ago</time> <time datetime=2024-05-03>a week ago</time>",
            of(None, Some("2024-05-03")),
        ),
        // What is printed in full goes first; two times say nothing.
        ("<time datetime=2024-05-03>May 2, 2024</time>", of(None, Some("2024-05-02"))),
        (
            "<time datetime=2024-05-03>Friday</time> <time datetime=2024-05-09>Thursday</time>",
            of(None, None),
        ),
    ] {
        assert_eq!(page(head), expected, "{head}");
    }
}

#[test]
fn a_tool_behind_the_date_is_the_sites() {
    let text = format!(
        "<html><body><article><h1>{HEADLINE}</h1><div class=entry-meta>March 5, 2024 <span><a href=#r>Leave a Comment</a></span></div>\
        <p>{}</p></article></body></html>",
        TEXT.replace("\n\n", "</p><p>")
    );
    let article = clean(&text, Markup::Html);
    assert!(kept(&article).contains("March 5, 2024\nA worm"), "{}", kept(&article));
}

#[test]
fn the_mark_of_a_tag_belongs_to_the_headline() {
    for (printed, headline) in [
        (format!("#Gullworm: {HEADLINE}"), format!("#Gullworm: {HEADLINE}")),
        (format!("# {HEADLINE}"), HEADLINE.to_owned()),
        (format!("## **{HEADLINE}**"), HEADLINE.to_owned()),
    ] {
        let text = format!("{printed}\n\nBy Ada Quill\nMarch 5, 2024\n\n{TEXT}");
        assert_eq!(title(&clean(&text, Markup::Plain)), Some(&*headline), "{printed}");
    }
}

#[test]
fn an_author_in_a_box_beside_a_date_that_stands_in_none() {
    let text = |head: &str| {
        format!(
            "<html><head><meta name=author content=\"Ada Quill\"></head><body><main>\
            <h1>Harbour worm reaches a third bank in a week</h1>{head}\
            <p>A worm that was first seen in a harbour office has reached a third bank, its owners said.</p>\
            <p>The bank has closed its branches for the week and asks its customers to pay in cash.</p>\
            <p>The harbour office said that the worm came with a letter that nobody has answered.</p>\
            </main></body></html>"
        )
    };
    let standfirst =
        "<p>The worm shut the branches of three banks, and nobody has answered its letter yet.</p>";
    for head in [
        "<p>March 5, 2024</p><div class=social><a href=/ada>Ada Quill</a></div>".to_owned(),
        format!(
            "{standfirst}<div class=social><a href=/ada>By Ada Quill</a></div><p>March 5, 2024</p>"
        ),
        // The desk of whoever signs is no part of the name.
        "<div><a href=/ada>Ada Quill</a><span>Harbour editor</span></div><p>March 5, 2024</p>"
            .to_owned(),
    ] {
        let article = clean(&text(&head), Markup::Html);
        assert_eq!(byline(&article), Some("Ada Quill"), "{head}");
        assert!(kept(&article).contains("Ada Quill"), "{head}");
    }
    // Others beside the name that the head gives are authors as well.
    let head = "<p>By Ada Quill and Bo Lind</p><p>March 5, 2024</p>";
    assert_eq!(byline(&clean(&text(head), Markup::Html)), Some("Ada Quill and Bo Lind"));
    // A name in a box below one that signs is somebody else's.
    let head =
        "<p>By Bo Lind</p><div class=related><a href=/a>Ada Quill</a></div><p>March 5, 2024</p>";
    assert_eq!(byline(&clean(&text(head), Markup::Html)), Some("Bo Lind"));
}

/// A headline may stand behind its section or its medium; the same words in the text point elsewhere.
#[test]
fn a_label_before_a_headline_is_no_pointer() {
    for headline in [
        "Opinion | Harbour worm reaches a third bank in a week",
        "Editorial | Harbour worm reaches a third bank in a week",
        "WATCH: Harbour worm reaches a third bank in a week",
        "Podcast: Harbour worm reaches a third bank in a week",
    ] {
        let text = format!("{headline}\n\nBy Ada Quill\n\nMar 05, 2024\n\n{TEXT}");
        let article = clean(&text, Markup::Plain);
        assert_eq!(title(&article), Some(headline));
        assert_eq!(published(&article).as_deref(), Some("2024-03-05"), "{headline}");
    }
    let pointed =
        format!("{HEADLINE}\n\nMar 05, 2024\n\n{TEXT}\nWATCH: Gulls take a fourth pier\n");
    let article = clean(&pointed, Markup::Plain);
    assert_eq!(title(&article), Some(HEADLINE));
    assert!(!kept(&article).contains("Gulls"));
}

#[test]
fn labels_topics_and_places_sign_nothing() {
    for head in [
        "Last Modified: March 5, 2024",
        "Data Breach | March 5, 2024",
        "Hong Kong | March 5, 2024",
        "By Our Correspondent\nMarch 5, 2024",
    ] {
        let article = clean(&under(head), Markup::Plain).byline;
        assert_eq!(article, None, "{head}");
    }
    let two = under("By Ada Quill in Oster and Bo Lind in Lynn\nMarch 5, 2024");
    assert_eq!(byline(&clean(&two, Markup::Plain)), Some("Ada Quill in Oster and Bo Lind"));
}
