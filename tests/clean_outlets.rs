//! Layouts that many outlets share: lines of advertisements in a page without blank lines, what a picture
//! is called above the headline, lists for those who hear the page, notes on machines that read or sum up.

use wiredesk::article::{Article, Markup, clean};

const HEADLINE: &str = "Harbour worm reaches a third bank in a week";
const TEXT: &str = "A worm that was first seen in a harbour office has reached a third bank, its owners said on Tuesday.\n\nThe bank has closed its branches for the week and asks its customers to pay in cash.";

fn kept(article: &Article) -> String {
    let view = article.view.text();
    let kept = article.blocks.iter().flat_map(|s| s.of(view).lines());
    kept.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn title(article: &Article) -> Option<&str> {
    article.title.map(|span| span.of(article.view.text()))
}

fn byline(article: &Article) -> Option<&str> {
    article.byline.map(|span| span.of(article.view.text()))
}

fn published(article: &Article) -> Option<String> {
    article.published.map(|date| date.to_string())
}

/// What is kept of a page with `rest` below its first two paragraphs.
fn below(rest: &str) -> String {
    let page = format!("{HEADLINE}\n\nBy Ada Quill\nMarch 5, 2024\n\n{TEXT}\n\n{rest}\n");
    let article = clean(&page, Markup::Plain);
    kept(&article).split_once("pay in cash.").expect("the text is kept").1.trim().to_owned()
}

#[test]
fn an_advertisement_ends_with_its_line_where_no_line_is_blank() {
    let text = "A worm that was first seen in a harbour office has reached a third bank, its owners said.\nAdvertisement\nThe bank has closed its branches for the week and asks for cash.\nADVERTISEMENT\n“Nobody knows when we open,” a clerk said.\nIt has nine branches.\nAdvertisement\nWhat the clerks of the bank say\nThe clerks have opened a letter that nobody expected, they said.";
    for head in ["", "Advertisement\n"] {
        let page = format!("{HEADLINE}\nBy Ada Quill\nMarch 5, 2024\n{head}{text}\n");
        let all = kept(&clean(&page, Markup::Plain));
        let told = text.lines().filter(|line| !line.eq_ignore_ascii_case("advertisement"));
        for line in told {
            assert!(all.contains(line), "{line}");
        }
        assert!(!all.to_lowercase().contains("advertisement"), "{all}");
    }
    // Cries are the advertisement's there, too.
    let page = format!(
        "{HEADLINE}\n{}",
        text.replacen("ment\n", "ment\nPumps at half the price! Only today!\n", 1)
    );
    let all = kept(&clean(&page, Markup::Plain));
    assert!(!all.contains("half the price") && all.contains("closed its branches"), "{all}");
}

#[test]
fn an_advertisement_lasts_to_the_next_blank_line_where_there_are_some() {
    let last = "The clerks have opened a letter that nobody expected, they said.";
    for advert in [
        "Gull Pumps have been the quiet choice since 1961.\nAsk for them in a shop nearby.",
        "Your cellar deserves a pump that never sleeps, and we have had one for you since 1961, in blue.",
    ] {
        assert_eq!(below(&format!("Advertisement\n{advert}\n\n{last}")), last, "{advert}");
    }
    // What speaks of the same things is the text.
    let text = "The bank and the harbour office have asked the owners for cash.";
    assert_eq!(below(&format!("Advertisement\n{text}\n\n{last}")), format!("{text}\n{last}"));
}

#[test]
fn what_a_picture_is_called_is_no_headline() {
    for (above, name, day) in [
        ("Harbour of Oster\nImage: Bo Lind via Gull Pictures\n\n", None, None),
        (
            "Harbour office, Oster\nImage: Bo Lind via Gull Pictures\n\nAda Quill\nMarch 5, 2024\n\n",
            Some("Ada Quill"),
            Some("2024-03-05"),
        ),
        ("A bank in Oster\n© Gull Pictures/Bo Lind\n\n", None, None),
    ] {
        let article = clean(&format!("{above}{HEADLINE}\n\n{TEXT}\n"), Markup::Plain);
        assert_eq!(title(&article), Some(HEADLINE), "{above}");
        assert_eq!(byline(&article), name, "{above}");
        assert_eq!(published(&article).as_deref(), day, "{above}");
    }
    // A short headline above its picture.
    let page = format!(
        "Worm in third bank\nImage: Bo Lind via Gull Pictures\n\nAda Quill\nMarch 5, 2024\n\n{TEXT}\n"
    );
    assert_eq!(title(&clean(&page, Markup::Plain)), Some("Worm in third bank"));
}

#[test]
fn a_standfirst_that_has_more_of_the_text_is_no_headline() {
    for below in [
        "Owners of the bank ask customers to pay in cash\nThird office closed\n\nAda Quill\nPublished: 7:32pm, 5 March 2024",
        "17\nOwners of the bank say its branches are closed. Customers asked for cash\n\nAda Quill\nTue 5 Mar 2024 // 11:45 UTC",
    ] {
        let article = clean(&format!("{HEADLINE}\n\n{below}\n\n{TEXT}\n"), Markup::Plain);
        assert_eq!(title(&article), Some(HEADLINE), "{below}");
        assert_eq!(byline(&article), Some("Ada Quill"), "{below}");
        assert_eq!(published(&article).as_deref(), Some("2024-03-05"), "{below}");
    }
    // The headline of another article above it is further from the text.
    let page = format!(
        "Gulls close the ferry office for a week\n\n{HEADLINE}\n\nBy Ada Quill\nMarch 5, 2024\n\n{TEXT}\n"
    );
    assert_eq!(title(&clean(&page, Markup::Plain)), Some(HEADLINE));
}

#[test]
fn who_reviewed_the_article_is_no_headline() {
    let page = format!(
        "Marsh Lens\nSubscribe\n\nWritten by Ada Quill, Staff Writer\nReviewed by Bo Lind, Staff Editor\n{HEADLINE}\n\n{TEXT}\n"
    );
    assert_eq!(title(&clean(&page, Markup::Plain)), Some(HEADLINE));
    let page = format!("Reviewed by a judge, worm of Oster goes free\n\nMarch 5, 2024\n\n{TEXT}\n");
    assert!(kept(&clean(&page, Markup::Plain)).contains("first seen in a harbour office"));
}

#[test]
fn a_section_between_name_and_date_above_the_headline() {
    let page = format!(
        "Subscribe\n\nAda Quill\nSecurity\nMar 5, 2024 6:00 AM\n\n{HEADLINE}\n\nWho let it into the cellars of Oster, and why nobody has found a pump that helps.\n\n{TEXT}\n"
    );
    let article = clean(&page, Markup::Plain);
    assert_eq!(byline(&article), Some("Ada Quill"));
    assert_eq!(published(&article).as_deref(), Some("2024-03-05"));
}

#[test]
fn a_list_says_where_it_ends() {
    let list = "Recommended Stories\nlist of 2 items\nlist 1 of 2Gulls nest on the crane\nlist 2 of 2Ferry fares rise\nend of list";
    assert_eq!(
        below(&format!(
            "{list}\n\nOster has rejected that.\n\nKeep reading\nlist of 1 item\nlist 1 of 1Gulls nest on the crane\nend of list\n\nThe clerks have opened a letter that nobody expected, they said."
        )),
        "Oster has rejected that.\nThe clerks have opened a letter that nobody expected, they said."
    );
    let text = "The owners have put a third bank at the end of list of what is closed, they said.";
    assert_eq!(below(text), text);
}

#[test]
fn indicators_below_a_heading_that_the_contents_name() {
    let page = format!(
        "{HEADLINE}\n\nBy Ada Quill\nMarch 5, 2024\n\nTable of contents\nWhat it takes\nIndicators of compromise\n\n{TEXT}\n\nWhat it takes\n\nIt takes the keys of the bank, the owners said in a letter on Tuesday.\n\nIndicators of compromise\n\n9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nharbour-worm[.]com\n203.0.113[.]54\n\nSubscribe to our blog\n"
    );
    let all = kept(&clean(&page, Markup::Plain));
    assert!(all.contains("Indicators of compromise\n9f86d08"), "{all}");
    assert!(all.ends_with("203.0.113[.]54"), "{all}");
    assert!(all.matches("Indicators of compromise").count() == 1, "{all}");
}

#[test]
fn notes_of_the_site_between_paragraphs() {
    let last = "The clerks have opened a letter that nobody expected, they said.";
    for note in [
        "Add Marsh Lens as a Preferred Source on Google",
        "Add Marsh Lens as your preferred source to see more of our stories on Google.",
        "Add Marsh Lens to Google",
        "Make Marsh Lens your preferred source on Google for more news you can trust.",
        "This feature uses an automated voice, which may result in occasional errors in pronunciation, tone, or sentiment.",
        "This audio is AI-generated.",
        "AI-generated summary, newsroom-reviewed.",
        "This story was translated with the help of AI.",
        "Allow Twitter content?",
        "Skip Twitter post by Bo Lind",
        "End of Twitter post by Bo Lind",
        "The Lens is not responsible for the content of external sites.",
        "The code has been copied to your clipboard.",
        "facebook (opens in new window)",
        "All products featured here are independently selected by our editors.",
        "Also: The best pumps of 2024",
        "Get the Lens's Daily Edition by email and never miss our top stories",
        "TechCrunch event\n\nJoin 10k+ clerks for growth and ties at Pump Week 2024\n\nGull, Lens, Marsh and Quill — just some of the 250+ heavy hitters who sharpen your edge.\n\nOster | October 27-29, 2024\n\nREGISTER NOW",
    ] {
        assert_eq!(below(&format!("{note}\n\n{last}")), last, "{note}");
    }
    for text in [
        "Regulators see the bank as a preferred source of cash.",
        "Add the fees, and Google pays nothing, the preferred bidder said.",
        "The audio is AI-generated, the owners of the bank said.",
        "AI-generated letters were sent to the clerks of the bank.",
        "Also: nobody has seen the clerks of the bank.",
        "The bank will register now, its owners said.",
    ] {
        assert_eq!(below(&format!("{text}\n\n{last}")), format!("{text}\n{last}"), "{text}");
    }
}
