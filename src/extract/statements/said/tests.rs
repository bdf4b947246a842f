//! Sentences with marked names, and which of their words are said.

use crate::extract::marked::with_reading;
use crate::extract::statements::kind::kind;
use crate::extract::statements::speakers::ascriptions;
use crate::extract::statements::split::{split, trimmed};
use crate::taxonomy::StatementKind;

/// What the parts of a sentence say.
fn told(marks: &str) -> Vec<String> {
    with_reading(
        marks,
        &[],
        |_, _, _| None,
        |reading| {
            let clauses = &reading.sentences[0];
            let parts = split(clauses, &ascriptions(reading, 0));
            let text =
                |words| clauses.span(&trimmed(clauses, words)).of(reading.story.text).to_owned();
            parts.iter().map(|part| text(&part.words)).collect()
        },
    )
}

#[test]
fn words_of_ascription_within_what_is_said_stay() {
    for (sentence, said) in [
        (
            "[GROUP Lazarus], according to the [ORG FBI], stole $3 million.",
            "Lazarus, according to the FBI, stole $3 million",
        ),
        (
            "Hackers stole, according to police, $4 million from the bank.",
            "Hackers stole, according to police, $4 million from the bank",
        ),
        ("The bank, officials said, lost $3 million.", "The bank, officials said, lost $3 million"),
        (
            "The hackers, said [PER Jane Poe] of [ORG Acme], stole $4 million.",
            "The hackers, said Jane Poe of Acme, stole $4 million",
        ),
        (
            "The hackers, [PER Anna Poe] told the [ORG BBC], stole $4 million.",
            "The hackers, Anna Poe told the BBC, stole $4 million",
        ),
        (
            "“The hackers,” said [PER Smith], “stole $4 million from us.”",
            "The hackers,” said Smith, “stole $4 million from us",
        ),
        (
            "“We were hacked,” [PER Smith] said, “and they stole $4 million.”",
            "We were hacked,” Smith said, “and they stole $4 million",
        ),
        // At an edge they are left out.
        (
            "Hackers stole $4 million, according to police, who are looking into it.",
            "Hackers stole $4 million",
        ),
        (
            "Hackers stole $4 million, according to [PER Jane Poe], a lawyer.",
            "Hackers stole $4 million",
        ),
        (
            "[PER Jane Poe], the chief of [ORG Acme], said hackers stole $4 million.",
            "hackers stole $4 million",
        ),
        ("“We were hacked,” [PER Smith] said on Monday.", "We were hacked"),
        ("Worst breach in years, says [ORG Northgate].", "Worst breach in years"),
    ] {
        assert_eq!(told(sentence), [said], "{sentence}");
    }
}

/// The kind of the last part of a sentence, by its words alone.
fn kind_of(marks: &str) -> Option<StatementKind> {
    with_reading(
        marks,
        &[],
        |_, _, _| None,
        |reading| {
            let clauses = &reading.sentences[0];
            let parts = split(clauses, &ascriptions(reading, 0));
            let part = parts.last().expect("a part");
            part.cue.clone().or_else(|| kind(clauses, &part.words)).map(|(kind, _)| kind)
        },
    )
}

#[test]
fn nobody_and_what_goes_on_behind_an_ascription_give_the_kind() {
    for (sentence, kind) in [
        ("No government has blamed [LOC Russia] for the hack.", Some(StatementKind::Negated)),
        (
            "Neither the [ORG U.N.] nor [ORG Interpol] has accused [LOC Russia] of the hack.",
            Some(StatementKind::Negated),
        ),
        ("Not a single minister accused [LOC China] of hacking.", Some(StatementKind::Negated)),
        ("[ORG Interpol] has accused [LOC Russia] of the hack.", Some(StatementKind::Alleged)),
        ("The bank, officials said, did not lose money.", Some(StatementKind::Negated)),
        ("The bank, officials said, lost $3 million.", None),
    ] {
        assert_eq!(kind_of(sentence), kind, "{sentence}");
    }
}

#[test]
fn those_who_are_told_are_no_part_of_it() {
    for (sentence, said) in [
        (
            "[ORG Emera] told the [ORG Nova Scotia Energy Board] ([ORG NSEB]) that hackers stole data.",
            "hackers stole data",
        ),
        (
            "The minister told parliament on Tuesday (May 6) that hackers stole data.",
            "hackers stole data",
        ),
        ("[ORG Acme] told its customers hackers stole data.", "hackers stole data"),
        ("[ORG Acme] told its customers the hackers stole data.", "the hackers stole data"),
        ("The judge told [PER Cole]: “You stole £3,000.”", "You stole £3,000"),
        ("He told the [ORG BBC]: “We were hacked.”", "We were hacked"),
        (
            "[ORG Acme] warned customers were in danger of theft.",
            "customers were in danger of theft",
        ),
        ("[ORG Acme] said the hackers stole data.", "the hackers stole data"),
    ] {
        assert_eq!(told(sentence), [said], "{sentence}");
    }
}

#[test]
fn who_passes_a_denial_on_says_nothing_beside_it() {
    assert_eq!(told("The company said its partner denies the breach."), ["the breach"]);
    assert_eq!(
        told(
            "[PER Ann Lee]'s lawyer, [PER Igal Dotan], said his client denies all charges of espionage."
        ),
        ["all charges of espionage"]
    );
    assert_eq!(
        told("[LOC Kyiv] said [LOC Russia] hacked the bank, but [LOC Russia] denied the hack.")
            .len(),
        2
    );
}

#[test]
fn clauses_that_hang_on_another_are_parts_of_their_own() {
    for (sentence, parts) in [
        (
            "The clerk was jailed after police said that she sold spyware.",
            &["The clerk was jailed", "she sold spyware"][..],
        ),
        (
            "Police said that she sold spyware after a friend told her it was harmless.",
            &["she sold spyware after a friend told her it was harmless"],
        ),
        (
            "After police said that she sold spyware, the clerk left.",
            &["she sold spyware", "the clerk left"],
        ),
        (
            "[PER Ann Lee], who had admitted selling spyware, was jailed.",
            &["Ann Lee, who had admitted selling spyware, was jailed", "selling spyware"],
        ),
        (
            "The bank did not pay, and the thieves leaked its files.",
            &["The bank did not pay", "the thieves leaked its files"],
        ),
        (
            "The bank refused, and the thieves leaked its files.",
            &["The bank refused, and the thieves leaked its files"],
        ),
        (
            "The bank did not pay, and the thieves leaked its files, police said.",
            &["The bank did not pay", "the thieves leaked its files"],
        ),
        (
            "No money was lost, but the thieves copied files, the bank said.",
            &["No money was lost", "the thieves copied files"],
        ),
        (
            "The bank said thieves copied files, while police said nobody had.",
            &["thieves copied files", "nobody had"],
        ),
        (
            "The bank said thieves copied files and it lost money.",
            &["thieves copied files and it lost money"],
        ),
        (
            "And the bank put files there: who said what, and no money.",
            &["the bank put files there: who said what, and no money"],
        ),
        ("Jurors heard that she sold spyware.", &["she sold spyware"]),
    ] {
        assert_eq!(told(sentence), parts, "{sentence}");
    }
}

#[test]
fn what_opens_a_sentence_is_left_out() {
    for (sentence, said) in [
        (
            "According to the [ORG FBI], [ORG CISA], and [ORG Europol], the gang stole data.",
            "the gang stole data",
        ),
        (
            "According to [ORG Corven], a firm in [LOC Ohio], hackers stole data.",
            "hackers stole data",
        ),
        (
            "According to [ORG Corven], the hackers, a unit of the army, stole data.",
            "the hackers, a unit of the army, stole data",
        ),
        (
            "In a letter sent to the council, [ORG Corven] said hackers stole data.",
            "hackers stole data",
        ),
        ("In [LOC Kyiv] hackers stole data, [ORG Corven] said.", "In Kyiv hackers stole data"),
    ] {
        assert_eq!(told(sentence), [said], "{sentence}");
    }
}

#[test]
fn what_is_said_stands_behind_the_verb() {
    for (sentence, said) in [
        (
            "As the flaw has been found in the core, the team says there are many ways to attack it.",
            "there are many ways to attack it",
        ),
        ("That said, analysts said the hackers find it hard.", "the hackers find it hard"),
        (
            "Despite the fact the flaw was mended, [PER Lee] said the hackers were still there.",
            "the hackers were still there",
        ),
        (
            "[PER Lee] later told the [ORG BBC] the “backdoor” gave hackers the keys.",
            "the “backdoor” gave hackers the keys",
        ),
        (
            "According to [PER Ann Lee], [ORG Corven] founder and chief, the attack took place in May.",
            "the attack took place in May",
        ),
        (
            "Claims of a theft at [ORG Corven] have been dismissed by many researchers.",
            "Claims of a theft at Corven",
        ),
        (
            "[ORG Corven] revealed a hole in 2017 that gave hackers the keys.",
            "a hole in 2017 that gave hackers the keys",
        ),
        // What stands before stays what is said where no clause follows.
        ("Hackers copied the keys, [ORG Corven] said in a statement.", "Hackers copied the keys"),
        ("“Hackers copied it,” [PER Lee] said, adding that they had left.", "Hackers copied it"),
        (
            "According to [ORG Corven], [GROUP Akira], a gang, copied the keys.",
            "Akira, a gang, copied the keys",
        ),
        (
            "[ORG Corven] revealed last week that hackers copied the keys.",
            "hackers copied the keys",
        ),
    ] {
        assert_eq!(told(sentence), [said], "{sentence}");
    }
}

#[test]
fn who_is_told_something_is_no_part_of_it() {
    for (sentence, said) in [
        (
            "Officials told [ORG Reuters] [MISC North Korean] hackers stole $4 million.",
            "North Korean hackers stole $4 million",
        ),
        ("He told [ORG Congress] [LOC China] was behind the theft.", "China was behind the theft"),
        (
            "Officials told the [ORG Guardian] attackers stole files of judges.",
            "attackers stole files of judges",
        ),
        (
            "She told [MISC Dutch] broadcaster [ORG NOS] hackers had copied the keys.",
            "hackers had copied the keys",
        ),
        (
            "The minister told parliament hackers had copied the keys.",
            "hackers had copied the keys",
        ),
        (
            "Officials told [MISC US] lawmakers [LOC Iran] was behind the theft.",
            "Iran was behind the theft",
        ),
        // Whoever is told by nobody is what it is about.
        (
            "The bank said [MISC Russian] hackers had copied the keys.",
            "Russian hackers had copied the keys",
        ),
        (
            "He told [ORG Reuters] the bank’s clients had lost $4 million.",
            "the bank’s clients had lost $4 million",
        ),
        ("He told [ORG Reuters] that hackers had left.", "hackers had left"),
    ] {
        assert_eq!(told(sentence), [said], "{sentence}");
    }
}

#[test]
fn who_is_silent_says_nothing_before_a_denial() {
    for (sentence, parts) in [
        (
            "[LOC Minsk] did not respond; the [ORG Kremlin] denied any part in the hack.",
            &["any part in the hack"][..],
        ),
        (
            "The bank would not comment; police said hackers stole $4 million.",
            &["hackers stole $4 million"],
        ),
        (
            "The bank did not pay; the gang leaked the files.",
            &["The bank did not pay", "the gang leaked the files"],
        ),
        ("He admitted hacking the firm but denied blackmail.", &["hacking the firm", "blackmail"]),
        (
            "She admitted having sold the keys, but denied that she stole them.",
            &["having sold the keys", "she stole them"],
        ),
        (
            "The clinic confirmed that it had been hacked but said no files were taken.",
            &["it had been hacked", "no files were taken"],
        ),
        (
            "[ORG Acme] said it had not paid and confirmed that hackers stole $4 million.",
            &["it had not paid", "hackers stole $4 million"],
        ),
        (
            "[ORG Acme] confirmed the hack and said hackers stole $4 million.",
            &["the hack and said hackers stole $4 million"],
        ),
        (
            "The minister rejected calls to ban ransom payments.",
            &["The minister rejected calls to ban ransom payments"],
        ),
        (
            "The bank denied hiding the hack and losing the keys.",
            &["hiding the hack and losing the keys"],
        ),
    ] {
        assert_eq!(told(sentence), parts, "{sentence}");
    }
}

#[test]
fn who_is_cleared_did_not_do_it() {
    for (sentence, kind) in [
        ("Students cleared of hacking the rail company", Some(StatementKind::Negated)),
        ("He was cleared of hacking the bank.", Some(StatementKind::Negated)),
        ("A jury cleared him of hacking the bank.", Some(StatementKind::Negated)),
        ("There was “no evidence of a successful hack”.", Some(StatementKind::Negated)),
        ("There were “two signs of a hack”.", None),
        ("A man who was cleared of hacking sued the bank.", None),
        ("Bank cleared the stolen cheques", None),
    ] {
        assert_eq!(kind_of(sentence), kind, "{sentence}");
    }
}

#[test]
fn what_is_regretted_may_not_be() {
    for (sentence, kind) in [
        ("We regret any concern this theft may cause.", None),
        ("We apologize for the inconvenience that the hack may have caused.", None),
        (
            "The theft could lead to losses and may cause prices to rise.",
            Some(StatementKind::Hypothetical),
        ),
        ("Officials named a hack that may cause blackouts.", Some(StatementKind::Hypothetical)),
    ] {
        assert_eq!(kind_of(sentence), kind, "{sentence}");
    }
    assert_eq!(
        told(
            "[GROUP Killnet] wrote on its [ORG Telegram] channel that it had wiped 7,000 servers."
        ),
        ["it had wiped 7,000 servers"]
    );
}
