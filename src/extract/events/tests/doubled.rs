//! Deeds that sentences tell as two.

use super::*;

/// The events of two sentences, of which each tells the deed that is given for it.
fn two(marks: &str, first: (&str, &str, &str), second: (&str, &str, &str)) -> Vec<String> {
    let deed = |at: usize, _| vec![if at == 0 { first } else { second }];
    let found = with_deeds(marks, first.0, "", deed, line);
    found.iter().map(|line| line.split_once(": ").unwrap().1.to_owned()).collect()
}

#[test]
fn one_attack_of_two_types_is_one() {
    const MARKS: &str =
        "[GROUP Akira] hit [ORG Holt Clinic] on Monday.\n[GROUP Akira] stopped [ORG Holt Clinic].";
    let of = |first, second| {
        two(MARKS, (first, "Akira", "Holt Clinic"), (second, "Akira", "Holt Clinic"))
    };
    for (first, second, kept) in [
        ("critical_infrastructure", "disruption", "disruption"),
        ("disruption", "ransomware", "ransomware"),
        ("ransomware", "general_cyber_threat", "ransomware"),
        ("general_cyber_threat", "disruption", "disruption"),
        ("fraud", "financial_theft", "financial_theft"),
    ] {
        assert_eq!(of(first, second), [format!("{kept} | Akira | Holt Clinic")], "{first}");
    }
    // Acts of their own.
    for (first, second) in
        [("ransomware", "data_breach"), ("financial_theft", "disruption"), ("fraud", "malware")]
    {
        assert_eq!(of(first, second).len(), 2, "{first}");
    }
}

#[test]
fn attacks_of_others_or_on_others_or_other_days_are_two() {
    for (second, by, to, events) in [
        ("[GROUP Akira] stopped [ORG Holt Clinic].", "Akira", "Holt Clinic", 1),
        ("Attackers stopped [ORG Holt Clinic].", "Attackers", "Holt Clinic", 1),
        ("[GROUP Qilin] stopped [ORG Holt Clinic].", "Qilin", "Holt Clinic", 2),
        ("[GROUP Akira] stopped [ORG Aetna].", "Akira", "Aetna", 2),
        ("[GROUP Akira] also stopped [ORG Holt Clinic].", "Akira", "Holt Clinic", 2),
        ("Another attack by [GROUP Akira] stopped [ORG Holt Clinic].", "Akira", "Holt Clinic", 2),
        (
            "It rained.\nIt rained.\nIt rained.\n[GROUP Akira] hit [ORG Holt Clinic].",
            "Akira",
            "Holt Clinic",
            2,
        ),
    ] {
        let marks = format!("[GROUP Akira] hit [ORG Holt Clinic].\n{second}");
        let deed = |at: usize, all: usize| match at {
            0 => vec![("disruption", "Akira", "Holt Clinic")],
            _ if at + 1 == all => vec![("ransomware", by, to)],
            _ => Vec::new(),
        };
        let found = with_deeds(&marks, "disruption", "", deed, line);
        assert_eq!(found.len(), events, "{second} {found:?}");
    }
}

#[test]
fn who_has_no_name_is_who_has_one_against_the_same_victim() {
    for (first, by, second, its, to, expected) in [
        (
            "Unknown hackers",
            "Unknown hackers",
            "[GROUP Akira] robbed [ORG Aetna].",
            "Akira",
            "Aetna",
            &["Akira | Aetna"][..],
        ),
        // A state's hackers are a group of it.
        (
            "[MISC Iranian] hackers",
            "Iranian hackers",
            "[GROUP Akira] robbed [ORG Aetna].",
            "Akira",
            "Aetna",
            &["Akira | Aetna"],
        ),
        (
            "[LOC Iran]",
            "Iran",
            "[GROUP Akira] robbed [ORG Aetna].",
            "Akira",
            "Aetna",
            &["Iran | Aetna", "Akira | Aetna"],
        ),
        (
            "[GROUP Akira]",
            "Akira",
            "[MISC Iranian] hackers robbed [ORG Aetna].",
            "Iranian hackers",
            "Aetna",
            &["Akira | Aetna"],
        ),
        // Other victims, another attack, another group.
        (
            "Unknown hackers",
            "Unknown hackers",
            "[GROUP Akira] robbed [ORG Cigna].",
            "Akira",
            "Cigna",
            &["Unknown hackers | Aetna", "Akira | Cigna"],
        ),
        (
            "[GROUP Qilin]",
            "Qilin",
            "[GROUP Akira] robbed [ORG Aetna].",
            "Akira",
            "Aetna",
            &["Qilin | Aetna", "Akira | Aetna"],
        ),
    ] {
        let marks = format!("{first} stole files of [ORG Aetna].\n{second}");
        let found = two(&marks, ("data_breach", by, "Aetna"), ("data_breach", its, to));
        let expected: Vec<String> =
            expected.iter().map(|sides| format!("data_breach | {sides}")).collect();
        assert_eq!(found, expected, "{first} {second}");
    }
}

#[test]
fn whom_an_attack_on_a_country_hit_is_told_next() {
    const WIDE: (&str, &str, &str) = ("general_cyber_threat", "Hackers", "Estonia");
    for (second, by, to, expected) in [
        (
            "Two [MISC Estonian] ministries were down.",
            "",
            "Two Estonian ministries",
            &["disruption | Hackers | Two Estonian ministries"][..],
        ),
        (
            "Some 70 government sites were down.",
            "",
            "70 government sites",
            &["disruption | Hackers | 70 government sites"],
        ),
        // Somebody with a name, those of another country, another attack, another day.
        (
            "The bank [ORG Swedbank] was down.",
            "",
            "bank Swedbank",
            &["general_cyber_threat | Hackers | Estonia", "disruption | - | bank Swedbank"],
        ),
        (
            "Two [MISC Latvian] ministries were down.",
            "",
            "Two Latvian ministries",
            &[
                "general_cyber_threat | Hackers | Estonia",
                "disruption | - | Two Latvian ministries",
            ],
        ),
        (
            "Two [MISC Estonian] ministries were also down.",
            "",
            "Two Estonian ministries",
            &[
                "general_cyber_threat | Hackers | Estonia",
                "disruption | - | Two Estonian ministries",
            ],
        ),
    ] {
        let marks = format!("Hackers attacked [LOC Estonia].\n{second}");
        let found = two(&marks, WIDE, ("disruption", by, to));
        assert_eq!(found, expected, "{second}");
    }
}

#[test]
fn whose_an_attack_was_is_told_next() {
    for (second, events) in [
        ("[ORG ESET] attributed the attack to [GROUP Akira].", 1),
        ("[GROUP Akira] was behind the attack, police said.", 1),
        ("[ORG ESET] attributed the attack on a dam to [GROUP Akira].", 2),
        ("[ORG ESET] attributed another attack to [GROUP Akira].", 2),
        ("[GROUP Akira] also stole files.", 2),
    ] {
        let marks = format!("Hackers hit a clinic.\n{second}");
        let first = ("critical_infrastructure", "Hackers", "clinic");
        let found = two(&marks, first, ("disruption", "Akira", ""));
        assert_eq!(found.len(), events, "{second} {found:?}");
    }
}
