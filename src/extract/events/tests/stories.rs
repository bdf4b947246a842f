//! Two stories of one article, and who only speaks in one.

use super::*;

/// The events of sentences of which a model tells a deed in each of two: the last and the one before it.
fn both(marks: &str, kind: &str, first: (&str, &str), second: (&str, &str)) -> Vec<String> {
    let deed = |at: usize, all: usize| match all - at {
        2 => vec![(kind, first.0, first.1)],
        1 => vec![(kind, second.0, second.1)],
        _ => Vec::new(),
    };
    with_deeds(marks, kind, "", deed, stars)
}

#[test]
fn other_victims_in_other_years_are_of_other_deeds() {
    let by = "Predatory Sparrow";
    for (first, second, events) in [
        ("In 2022", "In 2019", 2),
        ("In 2022", "In March 2021", 2),
        // Found later, and told without a year.
        ("In December 2021", "In January 2022", 1),
        ("In 2022", "Once", 1),
    ] {
        let text = format!(
            "{first} [GROUP {by}] burned a steel mill.\n{second} [GROUP {by}] shut many pumps."
        );
        let found = both(&text, "disruption", (by, "steel mill"), (by, "many pumps"));
        assert_eq!(found.len(), events, "{text} {found:?}");
    }
}

#[test]
fn weapons_that_go_back_are_of_another_deed() {
    let text = "[LOC North Korea] sent shells to [LOC Russia].\nIn return, [LOC Russia] gave [LOC North Korea] radars.";
    let found =
        both(text, "arms_transfer", ("North Korea", "Russia"), ("Russia=95; Korea=10", "North"));
    assert_eq!(found, ["North Korea* | Russia*", "Russia* | North Korea*"]);
    let text = "[LOC North Korea] sent shells to [LOC Russia].\n[LOC North Korea] sent [LOC Russia] more of them.";
    let sides = ("North Korea", "Russia");
    assert_eq!(both(text, "arms_transfer", sides, sides), ["North Korea* | Russia*"]);
    // Money for weapons is often brought in and spent by one.
    let text = "[LOC North Korea] paid for its missile programme with stolen coins.\n[LOC North Korea] paid for [LOC North Korea] with them.";
    let (own, state) = (("North Korea", "missile programme"), ("North Korea", "North Korea"));
    assert_eq!(both(text, "weapons_financing", own, state).len(), 1);
}

#[test]
fn whose_weapons_they_are_sent_them() {
    const OTHER: &str = "[LOC Qatar] has armed [ORG Hamas].\n";
    for (sentence, expected) in [
        ("A ship with [MISC Iranian] rifles sailed to [ORG Hezbollah].", "Iranian* | Hezbollah*"),
        // Who is named there goes before.
        ("[LOC Qatar] flew [MISC Iranian] rifles to [ORG Hezbollah].", "Qatar* | Hezbollah*"),
        ("A ship with rifles sailed to [ORG Hezbollah].", "Qatar* | Hezbollah*"),
    ] {
        let text = format!("{OTHER}{sentence}");
        let found = linked(&text, "arms_transfer", "", ("Qatar", "Hezbollah"), stars);
        assert_eq!(found.last().map(String::as_str), Some(expected), "{sentence}");
    }
}

#[test]
fn who_accuses_or_is_served_did_not_do_it() {
    for (sentence, kind, by, to, expected) in [
        (
            "[GROUP Killnet] accused [LOC Estonia] of spying on [ORG Aetna].",
            "espionage",
            "Killnet",
            "Aetna",
            "Estonia* | Aetna*",
        ),
        (
            "[GROUP Killnet] said that [LOC Estonia] had hacked [ORG Aetna].",
            "general_cyber_threat",
            "Killnet",
            "Aetna",
            "Estonia* | Aetna*",
        ),
        // Who owns to it did it.
        (
            "[GROUP Killnet] said that it had hacked [ORG Aetna].",
            "general_cyber_threat",
            "Killnet",
            "Aetna",
            "Killnet* | Aetna*",
        ),
        (
            "Three dealers laundered $3 million for [GROUP Lazarus Group].",
            "money_laundering",
            "Lazarus Group",
            "",
            "Three dealers | ",
        ),
        (
            "[PER Ann Weir] sold passwords on behalf of [GROUP Akira].",
            "data_breach",
            "Ann Weir; Akira",
            "passwords",
            "Ann Weir* | passwords",
        ),
        // Who works for somebody does what that one does.
        (
            "Two men who worked for [GROUP Akira] hacked [ORG Aetna].",
            "general_cyber_threat",
            "Akira",
            "Aetna",
            "Akira* | Aetna*",
        ),
    ] {
        let found = linked(sentence, kind, "", (by, to), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}

#[test]
fn a_person_of_another_sentence_did_it_only_where_this_one_means_him() {
    const OTHER: &str = "[PER Ilan Shor] is accused of buying votes.\n";
    for (sentence, expected) in [
        ("A flood of requests silenced [ORG Aetna].", " | Aetna*"),
        ("He silenced [ORG Aetna].", "Ilan Shor* | Aetna*"),
        ("The defendant silenced [ORG Aetna].", "Ilan Shor* | Aetna*"),
    ] {
        let text = format!("{OTHER}{sentence}");
        let found = linked(&text, "disruption", "", ("Ilan Shor", "Aetna"), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}

#[test]
fn two_deeds_of_a_type_in_one_sentence_are_two() {
    let kind = "general_cyber_threat";
    let two = "[GROUP Sandworm] hacked [ORG Kyivstar], while [GROUP Turla] broke into [ORG Aetna].";
    let found = linked(two, kind, "", ("Sandworm", "Kyivstar; Aetna"), stars);
    assert_eq!(found, ["Sandworm* | Kyivstar*", "Turla* | Aetna*"]);
    let one = "[GROUP Sandworm] hacked [ORG Kyivstar] and broke into [ORG Aetna].";
    let found = linked(one, kind, "", ("Sandworm", "Kyivstar; Aetna"), stars);
    assert_eq!(found, ["Sandworm* | Kyivstar*; Aetna*"]);
}

#[test]
fn what_is_threatened_or_counted_is_no_deed() {
    for (sentence, kind, by, to, events) in [
        (
            "[GROUP Akira] named [ORG Aetna], vowing to leak its files.",
            "data_breach",
            "Akira",
            "Aetna",
            0,
        ),
        (
            "[GROUP Akira] named [ORG Aetna], boasting of having leaked its files.",
            "data_breach",
            "Akira",
            "Aetna",
            1,
        ),
        (
            "[GROUP Akira] demanded $2 million and threatened to leak the files of [ORG Aetna].",
            "data_breach",
            "Akira",
            "Aetna",
            0,
        ),
        (
            "[GROUP Akira] wants 25 bitcoin and is threatening to publish files of [ORG Aetna].",
            "data_breach",
            "Akira",
            "Aetna",
            0,
        ),
        // Who tells of a deed, too.
        (
            "[GROUP Akira] claimed the break-in and threatened to leak the files of [ORG Aetna].",
            "data_breach",
            "Akira",
            "Aetna",
            1,
        ),
        (
            "[GROUP Akira] listed [ORG Aetna] and threatened to leak its files.",
            "data_breach",
            "Akira",
            "Aetna",
            1,
        ),
        (
            "[GROUP Akira] demanded $2 million and threatened to leak the stolen files of [ORG Aetna].",
            "data_breach",
            "Akira",
            "Aetna",
            1,
        ),
        (
            "This is the third time that [LOC Norway] has blamed [LOC Russia] for a hack of [ORG Aetna].",
            "general_cyber_threat",
            "Russia",
            "Aetna",
            0,
        ),
        (
            "[LOC Norway] has blamed [LOC Russia] for a hack of [ORG Aetna] before.",
            "general_cyber_threat",
            "Russia",
            "Aetna",
            0,
        ),
        (
            "[LOC Norway] has blamed [LOC Russia] for a hack of [ORG Aetna] before the vote.",
            "general_cyber_threat",
            "Russia",
            "Aetna",
            1,
        ),
        (
            "It was the third time that [GROUP Akira] hacked [ORG Aetna].",
            "general_cyber_threat",
            "Akira",
            "Aetna",
            1,
        ),
    ] {
        let found = linked(sentence, kind, "", (by, to), stars);
        assert_eq!(found.len(), events, "{sentence} {found:?}");
    }
}

#[test]
fn who_used_a_bank_is_beside_it() {
    for (sentence, expected) in [
        (
            "[MISC North Korean] agents used accounts at [ORG MRB Bank] to dodge sanctions.",
            "North Korean agents*; MRB Bank* | ",
        ),
        ("Agents of [ORG MRB Bank] used accounts to dodge sanctions.", "Agents of MRB Bank* | "),
    ] {
        let by = if sentence.contains("North") {
            "North Korean agents; MRB Bank"
        } else {
            "Agents of MRB Bank"
        };
        let found = linked(sentence, "sanctions_evasion", "", (by, ""), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}

#[test]
fn laundering_by_people_without_a_name_is_told() {
    for (sentence, by, events) in [
        (
            "Police arrested nine people suspected of laundering proceeds of fraud.",
            "nine people",
            1,
        ),
        ("A trader was charged with washing the ransoms.", "A trader", 1),
        ("Criminals use such sites to wash ransoms.", "Criminals", 0),
    ] {
        let found = linked(sentence, "money_laundering", "", (by, ""), stars);
        assert_eq!(found.len(), events, "{sentence} {found:?}");
    }
    let found = linked("A thief stole funds.", "financial_theft", "", ("A thief", ""), stars);
    assert!(found.is_empty(), "{found:?}");
}
