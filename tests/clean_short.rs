//! Short texts and short paragraphs among much that is the site's: behind lists of headlines, below
//! headings that a table of contents names, between buttons.

use wiredesk::article::{Article, Markup, clean};

fn kept(article: &Article) -> String {
    let view = article.view.text();
    article.blocks.iter().map(|s| s.of(view)).collect::<Vec<_>>().join("\n")
}

const HEAD: &str = "Harbour worm reaches a third bank\n\nBy Ada Quill\nMarch 5, 2024\n\nA worm that was first seen in a harbour office has reached a third bank, its owners said on Tuesday.\n\nThe bank has closed its branches for the week.";

/// What of `rest` is kept below the text.
fn below(rest: &str) -> String {
    let article = clean(&format!("{HEAD}\n\n{rest}\n"), Markup::Plain);
    kept(&article).split_once("for the week.").expect("the text is kept").1.trim().to_owned()
}

#[test]
fn the_text_goes_on_behind_a_list_of_headlines() {
    for (list, text) in [
        (
            "Related News\nGulls nest on the crane\nFerry fares rise",
            "The suspects are 24 and 31.\n\nA judge will decide on Friday whether they stay in custody.",
        ),
        (
            "Related Articles\n\nGulls nest on the crane\n\nFerry fares rise",
            "The bank has 93 clerks.\n\nIt is not known when they will be back.",
        ),
        (
            "ALSO READ:\n\nGulls nest on the crane\n\nWhat does a ferry cost?",
            "She said the clerks had opened a letter that nobody expected.",
        ),
        (
            "You may also like\n\nGulls nest on the crane",
            "“We are sorry.”\n\nThe branches will open on Monday, the owners said.",
        ),
    ] {
        let kept = below(&format!("{list}\n\n{text}\n\nTags:\ncrime\nbanks"));
        assert_eq!(kept, text, "{list}");
    }
}

#[test]
fn what_stands_behind_a_list_may_be_the_sites() {
    for rest in [
        // Teasers under headlines.
        "Related Articles\n\nBank warns of letters\nOwners of the bank said nobody should open them.\n\nWorm seen in Oster\nThe office said that it had found a worm.",
        "Latest news\n\nFerry fares rise\n\nGulls nest on the crane\n\nMayor vetoes budget\n\nThe mayor thinks that it is too large for a small town.",
        // Who publishes the paper.
        "Most read\nFerry fares rise\nGulls nest on the crane\n\nThe Fenland Echo is an independent paper for readers in the whole county.",
        "You may also like\n\nWhat is a worm?\n\nFerry fares rise\n\nMarsh Lens is a provider of locks that banks and harbour offices trust.\n\nIt was founded in 2012.",
        // Entries with their age, and a quoted headline.
        "Recommended\n\nFerry fares rise\n3 hours ago\n\nCoach: \"We were the better team\"\nThe coach said his team had played well.",
        "Related\nFerry fares rise\nGulls nest on the crane\n\nJoin our channel to read what the bank said.",
    ] {
        assert_eq!(below(rest), "", "{rest}");
    }
}

#[test]
fn a_pointer_with_its_headline_on_one_line_opens_no_list() {
    let rest =
        "Related article Gulls nest on the crane\n\nThe bank is still closed.\n\nAd Feedback";
    assert_eq!(below(rest), "The bank is still closed.");
    let rest = "Related articles of the statute were amended by the harbour office on Monday.";
    assert_eq!(below(rest), rest);
}

#[test]
fn the_card_of_a_video_is_the_sites() {
    let rest = "WATCH | What worms do to banks:\n\nWhy worms like banks\n1 year ago\nDuration 2:03\nBanks in the whole county have had worms. Experts say it is because they have old pumps.\n\nThe bank has nine branches, its owners said.";
    assert_eq!(below(rest), "The bank has nine branches, its owners said.");
    let rest = "The letter is one year old, and it came two weeks ago\nDuration 2:03\n\nThe bank has nine branches, its owners said.";
    assert!(below(rest).ends_with("its owners said."), "{}", below(rest));
}

#[test]
fn an_answer_to_what_readers_ask_is_text() {
    let rest = "1. Who wrote the letter?\n\nNobody knows, the owners of the bank said on Wednesday.\n\n2. What should I do?\n\nChange your lock and watch your account.\n\nRecommended Stories\n\nGulls nest on the crane";
    assert!(below(rest).ends_with("watch your account."), "{}", below(rest));
    for site in ["Do you know more?", "Want to read more about worms?", "How can we improve?"] {
        let rest = format!(
            "Nobody knows who wrote it, the owners said on Wednesday.\n\nThe office is looking at the letter, it said in a note.\n\n{site}\n\nWrite to us, your name will not be printed by the paper."
        );
        assert!(!below(&rest).contains("Write to us"), "{site}: {}", below(&rest));
    }
}

#[test]
fn a_brief_among_menus_is_no_index() {
    let text = "Worm in Lithuanian bank\n\nBNS\n2023.03.02 14:11\n\nA bank in Vilnius was hit by a worm on Thursday, and nobody gets cash there.\n\nThe central bank has been told.\n\n“The money is safe,” the bank said.\n\nNews\n\n2023.03.01 09:33\nStorm cuts power\n\n2023.03.01 08:12\nVilnius to host summit\n";
    let kept = kept(&clean(text, Markup::Plain));
    assert!(kept.contains("Vilnius was hit") && kept.ends_with("the bank said."), "{kept}");
    assert!(!kept.contains("Storm"), "{kept}");
}

#[test]
fn a_page_whose_head_gives_its_day_is_no_index() {
    let page = |head: &str| {
        let text = format!(
            "<html><head>{head}</head><body><div><button>Subscribe</button><button>Sign in</button></div><article><h1>The week in worms</h1><h3>Three banks, one harbour, no pumps</h3><a>Ada Quill</a><div>Sep 06, 2024</div><button>Share</button><p>Good morning. This week three banks in Oster were shut out of their cellars.</p><form><p>Worm Week is free.</p><input type=email></form><h2>The harbour</h2><p>The harbour has paid.</p></article><div>12 Likes</div><h4>Discussion</h4></body></html>"
        );
        kept(&clean(&text, Markup::Html))
    };
    let told = page("<meta property=article:published_time content=2024-09-06T12:00:00Z>");
    assert!(told.contains("three banks in Oster"), "{told}");
    assert_eq!(page(""), "");
}

#[test]
fn an_index_is_no_brief() {
    let text = "News\nSport\nMarkets\n\nFerry fares rise\nFrom May a ticket to the island costs nine crowns.\n\nGulls nest on crane\nWork stands still.\n\nMayor vetoes budget\nToo large, he says.\n\nSign in\nSubscribe\nContact us\n";
    assert_eq!(kept(&clean(text, Markup::Plain)), "");
}

#[test]
fn an_agency_behind_a_dash_signs_a_sentence() {
    for last in [
        "Eleven letters were seized. — Bernama",
        "“The bank has been shut down,” the office said. —AQ, Fenland News",
    ] {
        assert_eq!(below(last), last);
    }
    // A headline that names who had it.
    let text = "Worm leaves the U.S. — Reuters\n\nMarch 5, 2024\n\nThe worm that closed a third bank has left the United States, officials said on Tuesday.\n";
    let article = clean(text, Markup::Plain);
    assert_eq!(
        article.title.map(|t| t.of(article.view.text())),
        Some("Worm leaves the U.S. — Reuters")
    );
}

#[test]
fn what_a_table_of_contents_names_may_end_the_text() {
    let contents = "<div><h4>On this page</h4><ul><li><a href=#a>What it takes</a></li><li><a href=#b>What to do</a></li></ul></div>";
    let text = format!(
        "<html><body><article><h1>Harbour worm reaches a third bank</h1><p>March 5, 2024</p>{contents}<p>A worm that was first seen in a harbour office has reached a third bank, its owners said.</p><p>The bank has closed its branches for the week and asks for cash.</p><h2>What it takes</h2><table><tr><th>Port</th><th>Price</th></tr><tr><td>Oster</td><td>$10</td></tr></table><div class=\"cta-inline\"><h3>See what worms see</h3><p>Find your letters before worms do.</p><a>Start free trial</a></div><h2>What to do</h2><ul><li>Change locks</li><li>Drain pumps</li></ul></article><section class=related><h2>Keep reading</h2><div><h3>What is a worm?</h3></div></section></body></html>"
    );
    let kept = kept(&clean(&text, Markup::Html));
    assert!(kept.contains("What it takes\nPort\nPrice\nOster\n$10\nWhat to do\nChange"), "{kept}");
    assert!(kept.ends_with("Drain pumps") && !kept.contains("worms see"), "{kept}");
    assert!(!kept.contains("On this page"), "{kept}");
}

#[test]
fn a_mark_of_the_paper_behind_the_last_sentence() {
    for last in ["The trial is set for May. ®", "Nobody has answered. ■"] {
        assert_eq!(below(last), last);
    }
    assert_eq!(below("Fenland Pumps and Locks ®"), "");
}

#[test]
fn headlines_of_others_that_share_some_words_with_the_text() {
    let links = "Third harbour worm found in Oster lab\nFerry owners sue the town over fares\nGulls nest on the crane once more";
    let text = "The letter had forty lines, and a clerk of the bank has read nine of them.";
    assert_eq!(below(&format!("{links}\n\n{text}")), text);
    // What the bank itself lists.
    for list in [
        "The worm took three things that nobody had looked for\nNames of all clerks of the bank\nKeys of the harbour office",
        "The worm came in these steps:\n\nA letter reaches the harbour office first\nA clerk of the bank opens it\nThe pumps of the bank stand still",
    ] {
        let kept = below(&format!("{list}\n\n{text}"));
        assert!(kept.contains("of the bank"), "{list}: {kept}");
    }
}

#[test]
fn a_linked_question_between_paragraphs_is_another_article() {
    let page = |between: &str| {
        let text = format!(
            "<html><body><article><h1>Harbour worm reaches a third bank</h1><p>A worm that was first seen in a harbour office has reached a third bank, its owners said.</p>{between}<p>The bank has closed its branches for the week and asks its customers to pay in cash.</p></article></body></html>"
        );
        kept(&clean(&text, Markup::Html))
    };
    let link = "<ul><li><a href=/w>What is a worm and who is behind it?</a></li></ul>";
    assert!(!page(link).contains("What is a worm"));
    for text in
        ["<p>What is a worm, and <a href=/w>who</a> is behind it?</p>", "<h2>What is a worm?</h2>"]
    {
        assert!(page(text).contains("What is a worm"), "{text}");
    }
}
