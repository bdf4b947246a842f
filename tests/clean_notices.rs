//! What sites say in full sentences around articles: above the menu, below the text, between paragraphs.

use wiredesk::article::{Article, Markup, clean};

fn kept(article: &Article) -> String {
    let view = article.view.text();
    article.stretches.iter().map(|s| s.of(view)).collect::<Vec<_>>().join("\n")
}

fn title(article: &Article) -> Option<&str> {
    article.title.map(|s| s.of(article.view.text()))
}

const HEADLINE: &str = "Harbour worm reaches a third bank in a week";
const TEXT: [&str; 4] = [
    "A worm that was first seen in a harbour office has reached a third bank, its owners said.",
    "The bank has closed its branches for the week and asks its customers to pay in cash.",
    "The harbour office said that the worm came with a letter, and that nobody has answered it.",
    "Police asked every bank on the coast to keep what the worm has left on its computers.",
];

#[test]
fn a_sentence_of_the_site_above_its_menu() {
    for notice in [
        "Your picture viewer is too old. Please fetch a newer one to see everything that we show.",
        "Gull Notes brings readers the tides, the fish and the gossip of seven islands.",
        "Cookies on Gull Notes\nWe set a few cookies so that these pages work for everyone.\nAccept\nReject",
        "Thank you for coming. The shop is open on all days and sells nets, ropes and boots.",
    ] {
        for markup in [Markup::Plain, Markup::Markdown] {
            let text = format!(
                "{notice}\n\nHome\n\nNews\n\nContact\n\n{HEADLINE}\n\nBy Ada Quill\n\nMarch 5, 2024\n\n{}\n",
                TEXT.join("\n\n")
            );
            let article = clean(&text, markup);
            assert_eq!(title(&article), Some(HEADLINE), "{notice}");
            assert_eq!(
                article.byline.map(|s| s.of(article.view.text())),
                Some("Ada Quill"),
                "{notice}"
            );
            assert_eq!(article.published.map(|d| d.to_string()).as_deref(), Some("2024-03-05"));
            assert!(kept(&article).starts_with(HEADLINE), "{notice}: {}", kept(&article));
        }
    }
}

#[test]
fn a_first_paragraph_above_buttons_is_no_notice() {
    let text = format!(
        "{HEADLINE}\n\n{}\n\nShare\nPrint\nSave\n\nWhat the letter of the worm says\n\n{}\n",
        TEXT[0],
        TEXT[1..].join("\n\n")
    );
    let article = clean(&text, Markup::Plain);
    assert_eq!(title(&article), Some(HEADLINE));
    assert!(TEXT.iter().all(|paragraph| kept(&article).contains(paragraph)), "{}", kept(&article));
}

#[test]
fn an_invitation_below_the_text() {
    for notice in [
        "Join thousands of sailors who get the tides by pigeon every morning.",
        "Thank you for reading. That was the last free tale of this month.",
        "Our boats are free to look at, but if everyone who looks gave us a coin, the paint would be paid.",
        "Ropes\nNets\nSails\n\nGull Notes is a paper of seven islands that has won prizes for its tide tables.",
    ] {
        let text = format!("{HEADLINE}\n\nMarch 5, 2024\n\n{}\n\n{notice}\n", TEXT.join("\n\n"));
        let article = clean(&text, Markup::Plain);
        assert!(kept(&article).ends_with(TEXT[3]), "{notice}: {}", kept(&article));
    }
}

#[test]
fn a_last_paragraph_that_speaks_to_the_reader() {
    // Of what the text speaks of, or in a text that speaks to its reader all along.
    let end = "If your bank has the worm, tell the harbour office and keep what it left on your computers.";
    let text = format!("{HEADLINE}\n\nMarch 5, 2024\n\n{}\n\n{end}\n", TEXT.join("\n\n"));
    assert!(kept(&clean(&text, Markup::Plain)).ends_with(end));
    let (begin, end) = (
        "You may have heard of the worm that your neighbours in the harbour talk about all day.",
        "Put a good lock on every door, and your sleep will be deep and long.",
    );
    let text =
        format!("{HEADLINE}\n\nMarch 5, 2024\n\n{begin}\n\n{}\n\n{end}\n", TEXT.join("\n\n"));
    assert!(kept(&clean(&text, Markup::Plain)).ends_with(end));
    // What stands between the last paragraph and an invitation.
    let end = "Credits\n\nFound by Cy Marsh of Oster.\n\nIf you have any wishes, write to boats@gull.example and wait for an answer.";
    let text = format!("{HEADLINE}\n\nMarch 5, 2024\n\n{}\n\n{end}\n", TEXT.join("\n\n"));
    assert!(kept(&clean(&text, Markup::Plain)).ends_with("Found by Cy Marsh of Oster."));
}

#[test]
fn pointers_and_labels_between_paragraphs() {
    for line in [
        "READ | Gulls nest on the crane",
        "ALSO READ Gulls nest on the crane",
        "Read moreGulls nest on the crane",
        "Story continues below advertisement",
        "Enlarge image",
        "People are also reading…\nGulls nest on the crane\nNew baker opens at the pier",
    ] {
        let text = format!(
            "{HEADLINE}\n\nMarch 5, 2024\n\n{}\n\n{line}\n\n{}\n",
            TEXT[..2].join("\n\n"),
            TEXT[2..].join("\n\n")
        );
        let article = clean(&text, Markup::Plain);
        assert_eq!(
            kept(&article).replace("\n\n", "\n"),
            format!("{HEADLINE}\nMarch 5, 2024\n{}", TEXT.join("\n"))
        );
    }
}

#[test]
fn a_release_ends_before_its_firm() {
    let firm = "About Mooring Locks\n\nMooring Locks makes locks for harbours and for those who work in them. \
        It was founded in 1911 in Oster, where 40 people file its keys.";
    let text = format!(
        "{HEADLINE}\n\nMarch 5, 2024\n\n{}\n\n{firm}\n\nMedia Contact:\nCy Marsh\n\n###\n",
        TEXT.join("\n\n")
    );
    assert!(kept(&clean(&text, Markup::Plain)).ends_with(TEXT[3]));
    // In a report it is a part like others.
    let text = format!(
        "{HEADLINE}\n\nMarch 5, 2024\n\n{}\n\n{firm}\n\n{}\n",
        TEXT[..2].join("\n\n"),
        TEXT[2..].join("\n\n")
    );
    let article = clean(&text, Markup::Plain);
    assert!(kept(&article).contains("file its keys.") && kept(&article).ends_with(TEXT[3]));
}

#[test]
fn the_head_of_a_table_of_indicators() {
    let table = "IP Address\tFirst Seen\tLast Seen\n192.0.2.17\tMay 2023\tJune 2023\n192.0.2.99\tMay 2023\tMay 2023";
    let text = format!(
        "{HEADLINE}\n\nMarch 5, 2024\n\n{}\n\n{table}\n\n{}\n",
        TEXT[..3].join("\n\n"),
        TEXT[3]
    );
    assert!(kept(&clean(&text, Markup::Plain)).contains(table));
}

#[test]
fn a_box_with_a_field_to_fill_in() {
    let form = "<div class=q1><div>Get our evening tide</div><div>Boats that matter to all of you who go out, at six every day</div>\
        <div class=q2><input type=email><button>Go</button></div><div>By signing up, I accept the terms.</div></div>";
    let poll = "<div class=q1><div>Have you had such a letter?</div><label><input type=radio>Yes</label>\
        <label><input type=radio>No</label></div>";
    let no_field = "<div class=q1><div>Get our evening tide</div><div>Boats that matter to all of you who go out, at six every day</div>\
        <form><label>Enter your email address</label></form></div>";
    let label = "<div class=q1><h4>Tides</h4><p>Our best boats, in your mail at seven.</p><label>Your address</label><button>Go</button></div>";
    for field in [form, poll, no_field, label] {
        let text = format!(
            "<html><body><h1>{HEADLINE}</h1><div class=k1><p>{}</p><p>{}</p>{field}<p>{}</p><p>{}</p></div></body></html>",
            TEXT[0], TEXT[1], TEXT[2], TEXT[3]
        );
        let article = clean(&text, Markup::Html);
        assert!(TEXT.iter().all(|p| kept(&article).contains(p)), "{}", kept(&article));
        for line in ["Boats that matter", "I accept", "such a letter", "Yes", "best boats"] {
            assert!(!kept(&article).contains(line), "{line}: {}", kept(&article));
        }
    }
}

#[test]
fn a_field_beside_the_text_takes_no_text() {
    let text = format!(
        "<html><body><div class=k1><input type=text name=search><h1>{HEADLINE}</h1><p>The tide is high.</p>\
        <p>{}</p><p>{}</p><input type=email><p>It rained.</p><p>{}</p></div></body></html>",
        TEXT[0], TEXT[1], TEXT[2]
    );
    let article = clean(&text, Markup::Html);
    for line in [TEXT[0], TEXT[1], TEXT[2], "The tide is high.", "It rained."] {
        assert!(kept(&article).contains(line), "{line}: {}", kept(&article));
    }
}

#[test]
fn short_paragraphs_behind_a_list_in_the_text() {
    let after = [
        "The letters went to four clerks and were gone by noon, the harbour police said.",
        "Bo, 61, said: “It even smelled like tar. I have had that smell here for years.”",
        "A man, 23, from Oster has been arrested on suspicion of it and set free on bail.",
    ];
    let text = format!(
        "{HEADLINE}\n\nBy Ada Quill\n\n{}\n\n{}\n\nMOST READ IN NEWS\nICE COLD Snow map shows where\nNET LOSS Boat sold\n\n{}\n",
        TEXT[0],
        TEXT[1],
        after.join("\n\n")
    );
    let article = clean(&text, Markup::Plain);
    assert!(after.iter().all(|p| kept(&article).contains(p)), "{}", kept(&article));
    assert!(!kept(&article).contains("Snow map"), "{}", kept(&article));
}

#[test]
fn one_paragraph_between_lists_in_the_text() {
    let between = "The letters went to four clerks by noon, the harbour police said.";
    let text = format!(
        "{HEADLINE}\n\nBy Ada Quill\n\n{}\n\nREAD MORE ON BANKS\nWET FLOOR Vault floods\nNET LOSS Boat sold\n\n{between}\n\n\
        MOST READ IN NEWS\nICE COLD Snow map shows where\nTAR UP Rope prices\n\n{}\n\n{}\n",
        TEXT[0], TEXT[2], TEXT[3]
    );
    let article = clean(&text, Markup::Plain);
    assert!(kept(&article).contains(between), "{}", kept(&article));
    for line in ["Vault", "Boat", "Snow", "Rope"] {
        assert!(!kept(&article).contains(line), "{line}: {}", kept(&article));
    }
}

#[test]
fn what_the_paper_was_told_is_news() {
    let last =
        "None of the three named anyone. A clerk in Lisbon told us that it resembles a tide table.";
    let text = format!("# {HEADLINE}\n\n{}\n\n## Who is behind it\n\n{last}\n", TEXT.join("\n\n"));
    let article = clean(&text, Markup::Markdown);
    assert!(kept(&article).contains(last), "{}", kept(&article));
}

#[test]
fn an_agency_behind_the_last_sentence() {
    let last = "Officers held a former technician in Callao on Thursday. EFE";
    let text = format!("{HEADLINE}\n\n{}\n\n{last}\n\npgh/mcm\n", TEXT.join("\n\n"));
    let article = clean(&text, Markup::Plain);
    assert!(kept(&article).contains(last), "{}", kept(&article));
}

#[test]
fn headings_that_the_table_of_contents_names_stay() {
    let text = format!(
        "{HEADLINE}\nBy Ada Quill\nMarch 5, 2024\nShare this article\nIn this article\nThe first bank\nThe letter itself\n\
        Recommendations\n{}\n{}\nThe letter itself\n{}\nRecommendations\n{}\n",
        TEXT[0], TEXT[1], TEXT[2], TEXT[3]
    );
    let article = clean(&text, Markup::Plain);
    let kept = kept(&article);
    assert_eq!(kept.matches("The letter itself").count(), 1, "{kept}");
    assert_eq!(kept.matches("Recommendations").count(), 1, "{kept}");
}

#[test]
fn a_firm_that_speaks_of_itself_in_one_paragraph() {
    let about = "**About Gull Response** Gull Response is the largest team on the coast, with offices in Oster and Ely.";
    let text = format!("# {HEADLINE}\n\n{}\n\n{about}\n", TEXT.join("\n\n"));
    let article = clean(&text, Markup::Markdown);
    assert!(!kept(&article).contains("largest team"), "{}", kept(&article));
}

#[test]
fn a_firm_below_its_heading_and_a_worm_below_its_own() {
    let page = |end: &str| format!("# {HEADLINE}\n\n{}\n\n{end}\n", TEXT.join("\n\n"));
    let firm = "#### About Gull Response\n\nGull Response was founded in Ely and protects the harbours of nine islands from worms.";
    let text = page(firm);
    assert!(!kept(&clean(&text, Markup::Markdown)).contains("nine islands"));
    let worm = "#### About Tidewater\n\nTidewater is a worm that reads the mail of an office before it writes letters of its own.";
    let text = page(worm);
    assert!(kept(&clean(&text, Markup::Markdown)).contains("letters of its own"));
}

#[test]
fn a_newsletter_and_what_it_is_about() {
    let text = format!(
        "{HEADLINE}\n\n{}\n\nGet the Low Tide newsletter\n\nThe day's best catches, briefly.\n\n{}\n",
        TEXT[..2].join("\n\n"),
        TEXT[2..].join("\n\n")
    );
    let article = clean(&text, Markup::Plain);
    assert!(TEXT.iter().all(|p| kept(&article).contains(p)), "{}", kept(&article));
    assert!(!kept(&article).contains("catches"), "{}", kept(&article));
}

#[test]
fn a_short_report_behind_a_pointer() {
    let last = "The bank said that it would appeal.";
    let text = format!(
        "<html><body><article><h1>{HEADLINE}</h1><p>{}</p><div class=r1><p>Read more</p>\
        <a href=/1>Gulls nest on the crane</a></div><p>{last}</p></article></body></html>",
        TEXT.join("</p><p>")
    );
    let article = clean(&text, Markup::Html);
    assert!(kept(&article).ends_with(last), "{}", kept(&article));
}

#[test]
fn questions_that_the_table_of_contents_asks() {
    let text = format!(
        "{HEADLINE}\nBy Ada Quill\nMarch 5, 2024\nIn this article\nWhere was it first seen?\nWho answers the letter?\n\
        Where was it first seen?\n{}\n{}\nWho answers the letter?\n{}\n{}\n",
        TEXT[0], TEXT[1], TEXT[2], TEXT[3]
    );
    let article = clean(&text, Markup::Plain);
    let kept = kept(&article);
    assert_eq!(kept.matches("Where was it first seen?").count(), 1, "{kept}");
    assert_eq!(kept.matches("Who answers the letter?").count(), 1, "{kept}");
}

#[test]
fn a_box_with_a_pitch_and_a_button() {
    let pitch = "<div class=v4><div>Our gulls are free.</div><div>Help us to keep them so.</div><a href=/g>Give</a></div>";
    let text = format!(
        "<html><body><h1>{HEADLINE}</h1><div class=v1><p>{}</p><p>{}</p>{pitch}<p>{}</p><p>{}</p></div></body></html>",
        TEXT[0], TEXT[1], TEXT[2], TEXT[3]
    );
    let article = clean(&text, Markup::Html);
    assert!(TEXT.iter().all(|p| kept(&article).contains(p)), "{}", kept(&article));
    assert!(!kept(&article).contains("gulls"), "{}", kept(&article));
}

#[test]
fn an_advertisement_of_two_lines_in_one_cell() {
    let text = format!(
        "<html><body><h1>{HEADLINE}</h1><p>{}</p><table align=right><tr><td><b>ADVERTISEMENT</b><br>\
        Sail to Ely from 39 crowns! Call us today.</td></tr></table><p>{}</p><p>{}</p></body></html>",
        TEXT[0], TEXT[1], TEXT[2]
    );
    let article = clean(&text, Markup::Html);
    assert!(!kept(&article).contains("Sail"), "{}", kept(&article));
    assert!(kept(&article).contains(TEXT[1]), "{}", kept(&article));
}

#[test]
fn a_paragraph_behind_an_invitation() {
    let text = format!(
        "{HEADLINE}\n\n{}\n\n{}\n\nFollow Gull Notes on WhatsApp for the latest\n\nIt did not say where the first one came from.\n",
        TEXT[0], TEXT[1]
    );
    let article = clean(&text, Markup::Plain);
    assert!(kept(&article).ends_with("came from."), "{}", kept(&article));
    assert!(!kept(&article).contains("WhatsApp"), "{}", kept(&article));
}

#[test]
fn what_feeds_and_newsletters_leave_in_the_text() {
    let text = format!(
        "{HEADLINE}\n\n{}\n\n{}\n\nafter newsletter promotion\n\n{}\n\nThe post was taken down in May, and it has since appeared first on the list of what the owners want back.\n\n{}\n\n\
         The post {HEADLINE}, and what its owners said of the letter that came with it appeared first on Gull Notes.\n",
        TEXT[0], TEXT[1], TEXT[2], TEXT[3]
    );
    let article = clean(&text, Markup::Plain);
    let kept = kept(&article);
    assert!(TEXT.iter().all(|paragraph| kept.contains(paragraph)), "{kept}");
    assert!(kept.contains("taken down in May"), "{kept}");
    assert!(!kept.contains("promotion") && !kept.contains("Gull Notes"), "{kept}");
}

#[test]
fn the_third_item_of_a_list_is_no_copyright() {
    let items = [
        "(a) the worm was sent in 2023 from an office in the harbour;",
        "(b) two banks were told of it and did nothing for a month;",
        "(c) the police was never told, and heard of it in the news.",
    ];
    let text = format!(
        "{HEADLINE}\n\n{}\n\n{}\n\n{}\n\n(c) 2024 Gull Notes\n\n(c) Gull Notes\n",
        TEXT[0],
        items.join("\n\n"),
        TEXT[1]
    );
    let article = clean(&text, Markup::Plain);
    let kept = kept(&article);
    assert!(items.iter().chain(&TEXT[..2]).all(|paragraph| kept.contains(paragraph)), "{kept}");
    assert!(!kept.contains("Gull Notes"), "{kept}");
}

/// The text with `between` set apart in its middle, and what of it is kept.
fn around(between: &str) -> String {
    let text = format!(
        "{HEADLINE}\n\nBy Ada Quill\n\nMarch 5, 2024\n\n{}\n\n{}\n\n{between}\n\n{}\n\n{}\n",
        TEXT[0], TEXT[1], TEXT[2], TEXT[3]
    );
    let article = clean(&text, Markup::Plain);
    let kept = kept(&article);
    assert!(TEXT.iter().all(|paragraph| kept.contains(paragraph)), "{between}: {kept}");
    kept
}

#[test]
fn what_platforms_say_between_paragraphs() {
    for between in [
        "Story continues",
        "Thanks for reading Gull Notes! This post is public so feel free to share it.",
        "View this post on Instagram\n\nA post shared by Oster Harbour (@osterharbour)",
        "This content is hosted by a third party. By showing the external content you accept its terms.",
        "Have information about this story? Contact Ada Quill at ada@gull.example.",
        "Join 9,000 sailors who read our weekly digest. It costs nothing.",
        "This story was originally published on Fenland Echo: Worm closes a bank",
        "Gulls over the pier: how one storm emptied a port\nRead more",
        "Sign up to Tide Today\n\nFree weekly newsletter\n\nGet set for the tide – we'll point you to all that floats\n\n\
         Privacy Notice: Newsletters may contain information about boats and content funded by outside parties.\n\n\
         after newsletter promotion",
    ] {
        let kept = around(between);
        for line in between.lines().filter(|line| !line.is_empty()) {
            assert!(!kept.contains(line.trim()), "{line}: {kept}");
        }
    }
}

#[test]
fn what_only_resembles_the_words_of_platforms_stays() {
    for between in [
        "The letter was published on Fenland Echo and copied: nobody saw that it was a fake.",
        "A post shared by the harbour office said that the worm was gone.",
        "The police asked the clerks to join a briefing on their own worm on Friday.",
        "What the clerks of the harbour office did\n\nThey read more letters than they had to.",
    ] {
        let kept = around(between);
        assert!(between.lines().all(|line| kept.contains(line)), "{between}: {kept}");
    }
}

#[test]
fn the_rate_of_a_currency_below_the_text() {
    let page = |end: &str| {
        let text = format!("{HEADLINE}\n\nMarch 5, 2024\n\n{}\n\n{end}\n", TEXT.join("\n\n"));
        kept(&clean(&text, Markup::Plain))
    };
    assert!(page("($1 = 4.0312 guilders)").ends_with("guilders)"));
    assert!(page("Contact Ada Quill at ada@gull.example or 555-0199.").ends_with(TEXT[3]));
    assert!(page("(Photo gallery: 12 pictures)").ends_with(TEXT[3]));
}

/// A page whose text has a standfirst, buttons below it, and labels above every paragraph.
#[test]
fn buttons_and_labels_around_a_standfirst() {
    let standfirst =
        "The worm shut the branches of three banks, and nobody has answered its letter yet.";
    let labelled = format!("Story text\n\n{}", TEXT.join("\n\nStory text\n\n"));
    let page = |above: &str, between: &str| {
        let text = format!(
            "{HEADLINE}\n\n{standfirst}\n\nBy Ada Quill\n\nMarch 5, 2024\n{above}\n\n{}\n\n{between}\n\n{labelled}",
            "The first of the banks opened its doors again on Friday, with guards beside them."
        );
        clean(&text, Markup::Plain)
    };
    for (above, between) in
        [("Join the conversation", ""), ("", "Top stories\n\nTides of the week")]
    {
        let article = page(above, between);
        let all = kept(&article);
        assert!(all.contains("opened its doors again"), "{above}{between}: {all}");
        assert!(TEXT.iter().all(|text| all.contains(text)), "{above}{between}: {all}");
        assert!(!all.contains("conversation") && !all.contains("Tides"), "{above}{between}: {all}");
    }
}

#[test]
fn what_forms_and_players_say_in_the_text() {
    let page = |between: &str| {
        let text = format!(
            "{HEADLINE}\n\nBy Ada Quill\n\nMarch 5, 2024\n\n{}\n\n{between}\n\n{}\n",
            TEXT[..2].join("\n\n"),
            TEXT[2..].join("\n\n")
        );
        kept(&clean(&text, Markup::Plain))
    };
    for line in [
        "Please give a valid email address.",
        "Sorry, this video has failed to load.",
        "Thanks for signing up!",
        "Subscribe for $2 a month",
        "Log in to unlock more articles of ours",
    ] {
        assert!(!page(line).contains(line), "{line}");
    }
    // What was sold or has failed elsewhere is news.
    for line in [
        "Clerks were made to subscribe to the port's own list before they could open the letter.",
        "The bank said that its own video of the theft did not load for a week after the worm.",
    ] {
        assert!(page(line).contains(line), "{line}");
    }
}
