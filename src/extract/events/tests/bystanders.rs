//! Who stands beside a deed and did not do it, nor suffer it; and what is told twice, or only like another.

use super::*;

/// The sides of the one event of sentences, the last of which tells it.
fn sides(marks: &str, kind: &str, by: &str, to: &str) -> String {
    let found = told_by_links(marks, kind, "", by, to);
    assert_eq!(found.len(), 1, "{marks}: {found:?}");
    found[0].split_once(" | ").expect("two sides").1.to_owned()
}

#[test]
fn a_victim_is_no_culprit() {
    let makes = "[ORG Meridex] makes games.";
    for (deed, by, expected) in [
        (
            "A breach of the games maker has bared the passwords of players.",
            "games maker=60",
            "- | Meridex",
        ),
        (
            "A breach by a rival maker has bared the passwords of players.",
            "rival maker=60",
            "rival maker | Meridex",
        ),
    ] {
        assert_eq!(sides(&format!("{makes}\n{deed}"), "data_breach", by, "Meridex"), expected);
    }
    for (deed, by, expected) in [
        (
            "The attacker had hacked [PER Noor Aziz], whom the [ORG Acme] founder knew.",
            "Acme founder",
            "The attacker | Noor Aziz",
        ),
        (
            "The attacker had hacked [PER Noor Aziz], whom an [ORG Acme] student knew.",
            "Acme student",
            "Acme student | Noor Aziz",
        ),
    ] {
        assert_eq!(sides(deed, "data_breach", by, "Noor Aziz"), expected, "{deed}");
    }
}

#[test]
fn who_finds_a_flaw_has_done_nothing() {
    for (finders, events) in [("Experts at [ORG Nordlab]", 0), ("Hackers", 1)] {
        let marks = format!("{finders} have found a backdoor in the messenger [ORG Palaver].");
        let by = finders.split(' ').next().unwrap();
        let found = told_by_links(&marks, "espionage", "", by, "Palaver");
        assert_eq!(found.len(), events, "{found:?}");
    }
}

#[test]
fn a_place_does_nothing() {
    for (marks, by, expected) in [
        ("The [LOC UK] attack sought to trick readers.", "UK", "- | readers"),
        ("The [LOC UK] sought to trick readers.", "UK", "UK | readers"),
        ("A [LOC Ghent] teenager sought to trick readers.", "Ghent", "Ghent teenager | readers"),
        ("In [LOC Ghent], somebody sought to trick readers.", "Ghent", "- | readers"),
        (
            "[LOC France], where he is charged with tricking readers, waits.",
            "France",
            "- | readers",
        ),
        (
            "[LOC France], which is charged with tricking readers, waits.",
            "France",
            "France | readers",
        ),
    ] {
        assert_eq!(sides(marks, "fraud", by, "readers"), expected, "{marks}");
    }
}

#[test]
fn whose_subsidiary_did_it_did_not() {
    for (owner, expected) in [
        ("a subsidiary of the builder [ORG Acme], tricked readers", "Nordlab | readers"),
        (
            "a subsidiary of the builder [ORG Acme], and [ORG Acme] tricked readers",
            "Nordlab; Acme | readers",
        ),
        ("a rival of the builder [ORG Acme], tricked readers", "Nordlab; Acme | readers"),
    ] {
        let marks = format!("[ORG Nordlab], {owner}.");
        assert_eq!(sides(&marks, "fraud", "Nordlab; Acme", "readers"), expected, "{marks}");
    }
}

#[test]
fn who_stops_money_has_not_laundered_it() {
    for (rest, expected) in [
        ("were frozen by [ORG Tether]", "Sinbad | -"),
        ("were washed by [ORG Tether]", "Sinbad; Tether | -"),
    ] {
        let marks = format!("The coins went through [ORG Sinbad], and $6 million {rest}.");
        assert_eq!(sides(&marks, "money_laundering", "Sinbad; Tether", ""), expected, "{marks}");
    }
}

#[test]
fn a_deed_told_again_of_the_clinic_is_none_beside_it() {
    for (again, events) in [("the clinic", 1), ("the port", 2)] {
        let text = format!(
            "[GROUP Akira] locked the [ORG Holt Clinic].\nThe gang got into {again} with a password."
        );
        let deed = |at: usize, _| match at {
            0 => vec![("ransomware", "Akira", "Holt Clinic")],
            _ => vec![("critical_infrastructure", "Akira", again)],
        };
        let found = with_deeds(&text, "ransomware", "", deed, stars);
        assert_eq!(found.len(), events, "{found:?}");
    }
}

#[test]
fn who_reports_a_deed_has_not_suffered_it() {
    for (marks, to, expected) in [
        (
            "As first reported by the daily [ORG Nordpost], [GROUP Akira] leaked files.",
            "Nordpost",
            "Akira | -",
        ),
        (
            "As first reported by the [ORG Nordpost], [GROUP Akira] leaked the [ORG Nordpost]'s files.",
            "Nordpost",
            "Akira | Nordpost",
        ),
        (
            "According to the magazine [ORG Nordpost], [GROUP Akira] leaked files.",
            "Nordpost",
            "Akira | -",
        ),
        (
            "According to the lender [ORG Nordbank], [GROUP Akira] leaked files.",
            "Nordbank",
            "Akira | Nordbank",
        ),
    ] {
        assert_eq!(sides(marks, "data_breach", "Akira", to), expected, "{marks}");
    }
}

#[test]
fn a_region_that_a_deed_is_set_in_is_no_victim() {
    for (marks, to, expected) in [
        ("[GROUP Akira] was seen at work across the [LOC Gulf].", "Gulf", "Akira | -"),
        ("[GROUP Akira] has flooded [LOC Moldova].", "Moldova", "Akira | Moldova"),
        ("[GROUP Akira] locked the files in [LOC Exeter]'s town hall.", "Exeter", "Akira | Exeter"),
    ] {
        assert_eq!(sides(marks, "ransomware", "Akira", to), expected, "{marks}");
    }
}

#[test]
fn those_behind_a_deed_may_be_named_by_the_next_sentence() {
    let deed = "The tools look like those of the raid of 2012 on three oil firms.";
    let marks = |year: &str| {
        format!(
            "{deed}\nThe people behind the {year} raid were dubbed [GROUP Akira].\n[GROUP Ember Owl] is another."
        )
    };
    for (year, by) in [("2012", "Akira*"), ("2014", "Ember Owl*")] {
        let found = first_by(&marks(year), "Ember Owl", "three oil firms");
        assert_eq!(found, [format!("{by} | three oil firms")], "{year}");
    }
}

#[test]
fn hackers_far_apart_are_not_the_same() {
    let first = "Hackers encrypted the servers of a clinic in [LOC Ohio].";
    let second = "Hackers encrypted the servers of [ORG Acme Bank].";
    let between = "It rained.\n".repeat(5);
    assert_eq!(told(&format!("{first}\n{between}{second}"), "ransomware").len(), 2);
    assert_eq!(told(&format!("{first}\n{second}"), "ransomware").len(), 1);
}

#[test]
fn a_shorter_word_for_the_culprit_is_the_same() {
    let first = "An outside intruder hacked [ORG Acme Bank].";
    for (second, events) in [("intruder", 1), ("former clerk", 2)] {
        let marks = format!("{first}\nThe {second} hacked [ORG Acme Bank].");
        let found = told(&marks, "data_breach");
        assert_eq!(found.len(), events, "{found:?}");
        assert!(found[0].ends_with("An outside intruder | Acme Bank"), "{found:?}");
    }
}

#[test]
fn as_many_victims_are_the_same() {
    let first = "[GROUP Akira] encrypted two large banks.";
    for (victims, events) in [("Two banks", 1), ("Two clinics", 2)] {
        let marks = format!("{first}\n{victims} were encrypted by [GROUP Akira].");
        let found = told(&marks, "ransomware");
        assert_eq!(found.len(), events, "{found:?}");
    }
}

#[test]
fn another_attack_is_another() {
    let first = "[GROUP Akira] encrypted the servers of a firm.";
    for (word, events) in [("another", 2), ("the", 1)] {
        let marks = format!("{first}\n[GROUP Akira] claimed {word} ransomware attack on a hotel.");
        let found = told(&marks, "ransomware");
        assert_eq!(found.len(), events, "{found:?}");
    }
}

#[test]
fn whom_another_deed_is_not_told_of_did_only_the_first() {
    let first = "A [LOC Ghent] teenager locked a firm's servers.";
    for (sentence, by) in [
        ("Another ransomware attack hit a hotel.", "-"),
        ("Another ransomware attack by the suspect hit a hotel.", "Ghent teenager"),
    ] {
        let marks = format!("{first}\n{sentence}");
        assert_eq!(sides(&marks, "ransomware", "Ghent teenager", "hotel"), format!("{by} | hotel"));
    }
}
