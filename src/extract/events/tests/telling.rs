//! Dates and counts that are of the telling, not of the deed.

use super::*;
use crate::extract::amounts::amounts_beside;
use crate::extract::dates::dates;

/// The dates of the one event of a sentence.
fn when(marks: &str, by: &str, to: &str) -> String {
    let show = |event: &Event, text: &str, _: &[Mention]| {
        let dates = dates(text, None);
        let when: Vec<&str> = event.when.iter().map(|at| dates[*at].span.of(text)).collect();
        when.join("; ")
    };
    let found = linked(marks, "general_cyber_threat", "", (by, to), show);
    assert_eq!(found.len(), 1, "{marks}");
    found.concat()
}

/// Its amounts.
fn sums(marks: &str, by: &str, to: &str) -> String {
    let show = |event: &Event, text: &str, _: &[Mention]| {
        let amounts = amounts_beside(text, &dates(text, None));
        let sums: Vec<&str> = event.amounts.iter().map(|at| amounts[*at].span.of(text)).collect();
        sums.join("; ")
    };
    let found = linked(marks, "financial_theft", "", (by, to), show);
    assert_eq!(found.len(), 1, "{marks}");
    found.concat()
}

#[test]
fn the_day_of_telling_is_not_that_of_the_deed() {
    for (marks, by, to, expected) in [
        (
            "MANILA, March 7, 2025 (Reuters) - The [GROUP Akira] attack on [ORG Acme] was costly.",
            "Akira",
            "Acme",
            "",
        ),
        ("LONDON, June 5 (AP) — [GROUP Akira] hacked [ORG Acme] in May.", "Akira", "Acme", "May"),
        ("[LOC Manila], June 5 - [GROUP Akira] hacked [ORG Acme] in May.", "Akira", "Acme", "May"),
        (
            "Police in [LOC Madrid] on Tuesday arrested two men who had hacked [ORG Iberia] in May.",
            "two men",
            "Iberia",
            "May",
        ),
        (
            "[GROUP LockBit], which hacked [ORG Boeing] in October, was seized by police on Monday.",
            "LockBit",
            "Boeing",
            "October",
        ),
        (
            "[LOC Costa Rica] declared an emergency on Sunday after [GROUP Conti] hacked [ORG Acme] in May.",
            "Conti",
            "Acme",
            "May",
        ),
        (
            "The [ORG Treasury] on Thursday imposed sanctions on [GROUP Akira], which hacked [ORG Acme] in May.",
            "Akira",
            "Acme",
            "May",
        ),
        (
            "[LOC Albania] cut diplomatic ties with [LOC Iran] on Wednesday over a hack of [ORG Acme] in July.",
            "Iran",
            "Acme",
            "July",
        ),
        (
            "[PER Ann Weir] was sentenced to more than eight years in prison on Thursday for hacking [ORG Acme] in May.",
            "Ann Weir",
            "Acme",
            "May",
        ),
        ("[ORG Acme] said on Tuesday it had been hacked by [GROUP Akira].", "Akira", "Acme", ""),
        ("[ORG Acme] on Tuesday said that [GROUP Akira] had hacked it.", "Akira", "Acme", ""),
        (
            "On Tuesday, the [ORG FBI] said that [GROUP Akira] had hacked [ORG Acme] in May.",
            "Akira",
            "Acme",
            "May",
        ),
        (
            "WASHINGTON — Today, the [ORG OFAC] sanctioned two men of [GROUP Akira], which hacked [ORG Acme] in May.",
            "Akira",
            "Acme",
            "May",
        ),
        (
            "The [ORG OFAC] on Thursday designated [ORG Grinex], which [GROUP Akira] hacked in May.",
            "Akira",
            "Grinex",
            "May",
        ),
        (
            "[PER Ivan Petrov] appeared in court on Friday, charged with hacking [ORG Acme] in May.",
            "Ivan Petrov",
            "Acme",
            "May",
        ),
        (
            "Officials told reporters in [LOC Paris] on Tuesday that [GROUP Akira] had hacked [ORG Acme] in May.",
            "Akira",
            "Acme",
            "May",
        ),
        (
            "[PER Ivan Petrov] was sentenced to five years on Monday for hacking [ORG Acme] in 2021.",
            "Ivan Petrov",
            "Acme",
            "2021",
        ),
    ] {
        assert_eq!(when(marks, by, to), expected, "{marks}");
    }
}

#[test]
fn the_day_of_a_deed_that_is_told_stays() {
    for (marks, by, to, expected) in [
        ("[GROUP Akira] hacked [ORG Acme] on Tuesday, police said.", "Akira", "Acme", "Tuesday"),
        ("[GROUP Akira] launched an attack on [ORG Acme] on Tuesday.", "Akira", "Acme", "Tuesday"),
        (
            "[GROUP Akira] opened mail of [ORG Acme] with a trojan on Tuesday.",
            "Akira",
            "Acme",
            "Tuesday",
        ),
        (
            "Police said the attack in May on [ORG Acme] was the work of [GROUP Akira].",
            "Akira",
            "Acme",
            "May",
        ),
        ("Police said hackers in May had broken into [ORG Acme].", "hackers", "Acme", "May"),
        ("On Tuesday, police said, [GROUP Akira] hacked [ORG Acme].", "Akira", "Acme", "Tuesday"),
        (
            "[GROUP Sandworm] was blamed for blackouts in 2015 at [ORG Acme].",
            "Sandworm",
            "Acme",
            "2015",
        ),
        (
            "[GROUP Akira] had since March read the mail of [ORG Acme], officials said.",
            "Akira",
            "Acme",
            "March",
        ),
        (
            "Files of [ORG Acme] appeared on a page of [GROUP Akira] on Friday.",
            "Akira",
            "Acme",
            "Friday",
        ),
        // The year of a thing, and of a deed.
        (
            "[GROUP Akira] hacked [ORG Acme], a sponsor of the 2024 Olympics, in May.",
            "Akira",
            "Acme",
            "May",
        ),
        ("[GROUP Akira] was blamed for the 2015 break-in at [ORG Acme].", "Akira", "Acme", "2015"),
        ("In 2015 [GROUP Akira] hacked [ORG Acme].", "Akira", "Acme", "2015"),
        // No dateline: an entry of a list.
        (
            "[ORG Acme], February 2025 – [GROUP Akira] hacked the exchange.",
            "Akira",
            "Acme",
            "February 2025",
        ),
    ] {
        assert_eq!(when(marks, by, to), expected, "{marks}");
    }
}

#[test]
fn the_place_of_a_court_or_of_an_arrest_is_not_that_of_the_deed() {
    let set_in = |marks: &str| {
        let show = |event: &Event, text: &str, mentions: &[Mention]| {
            let places: Vec<&str> =
                event.places.iter().map(|place| mentions[*place].span.of(text)).collect();
            places.join("; ")
        };
        linked(marks, "financial_theft", "", ("Ivan Petrov", "Acme"), show).concat()
    };
    for (marks, expected) in [
        ("[PER Ivan Petrov] pleaded guilty on May 11 in [LOC Boston] to robbing [ORG Acme].", ""),
        ("[PER Ivan Petrov], who robbed [ORG Acme], was jailed in [LOC London].", ""),
        (
            "Police detained four men in [LOC Hesse] and [PER Ivan Petrov], who robbed [ORG Acme].",
            "",
        ),
        ("[PER Ivan Petrov] was arrested on May 2 in [LOC Spain] for a raid on [ORG Acme].", ""),
        ("[PER Ivan Petrov] robbed [ORG Acme] and sent the money to accounts in [LOC Dubai].", ""),
        // These are where it was done.
        (
            "[PER Ivan Petrov] opened seven safes of [ORG Acme] in [LOC Hesse] and robbed it.",
            "Hesse",
        ),
        ("[PER Ivan Petrov] was jailed for robbing [ORG Acme] in [LOC London].", "London"),
        ("[PER Ivan Petrov] took money from accounts in [LOC Dubai] of [ORG Acme].", "Dubai"),
    ] {
        assert_eq!(set_in(marks), expected, "{marks}");
    }
}

#[test]
fn only_victims_are_counted() {
    for (marks, by, to, expected) in [
        ("Two brothers stole $2 million from [ORG Acme].", "Two brothers", "Acme", "$2 million"),
        (
            "[PER Maia Cruz] was convicted of eight counts of theft of $2 million from [ORG Acme].",
            "Maia Cruz",
            "Acme",
            "$2 million",
        ),
        (
            "A report by 11 countries says that [GROUP Lazarus Group] stole $2 million from [ORG Acme].",
            "Lazarus Group",
            "Acme",
            "$2 million",
        ),
        (
            "Police arrested four men after [GROUP Akira] stole 4,000 cards from [ORG Acme].",
            "Akira",
            "Acme",
            "4,000 cards",
        ),
        // Two men are those who did it, four are others.
        (
            "[PER Ann Weir] and [PER Bo Lind], two brothers, stole four cards from [ORG Acme].",
            "Ann Weir; Bo Lind",
            "Acme",
            "four cards",
        ),
        (
            "[GROUP Akira] stole $2 million from nine banks.",
            "Akira",
            "nine banks",
            "$2 million; nine banks",
        ),
    ] {
        assert_eq!(sums(marks, by, to), expected, "{marks}");
    }
}

#[test]
fn the_day_of_a_letter_or_of_a_copy_is_not_that_of_the_deed() {
    for (marks, expected) in [
        ("On May 3 [ORG Acme] received a letter that [GROUP Akira] had hacked it.", ""),
        ("[GROUP Akira] took a copy, dated to March 2016, from [ORG Acme] in May.", "May"),
        ("[GROUP Akira] sent [ORG Acme] a letter on May 3.", "May 3"),
    ] {
        assert_eq!(when(marks, "Akira", "Acme"), expected, "{marks}");
    }
}

#[test]
fn the_next_sentence_may_say_when_it_happened() {
    let dated = |next: &str| {
        let marks = format!("[GROUP Akira] hacked [ORG Acme].\n{next}");
        let show = |event: &Event, text: &str, _: &[Mention]| {
            let dates = dates(text, None);
            let when: Vec<&str> = event.when.iter().map(|at| dates[*at].span.of(text)).collect();
            when.join("; ")
        };
        let first = |at: usize, _| {
            if at == 0 { vec![("general_cyber_threat", "Akira", "Acme")] } else { Vec::new() }
        };
        with_deeds(&marks, "general_cyber_threat", "", first, show).concat()
    };
    assert_eq!(dated("The incident occurred in October 2016."), "October 2016");
    assert_eq!(dated("The breach took place on May 3 and was found in June."), "May 3");
    assert_eq!(dated("The trial took place in October 2016."), "");
    assert_eq!(dated("The breach could have happened in 2015."), "");
}
