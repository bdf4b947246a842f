//! Who did another deed, only tells of one, did it with somebody, or is named again by a noun; and sums that are not of it.

use super::*;

#[test]
fn another_story_is_not_of_the_articles_group() {
    for (sentence, marked, expected) in [
        ("In other news, crooks stole files of [ORG Aetna].", "crooks", "crooks | Aetna*"),
        ("In a separate case, files of [ORG Aetna] were stolen.", "", " | Aetna*"),
        ("An unrelated break-in hit [ORG Aetna].", "", " | Aetna*"),
        ("Elsewhere, crooks stole files of [ORG Aetna].", "crooks", "crooks | Aetna*"),
        // They are the same.
        ("Similar attacks took files of [ORG Aetna].", "", " | Aetna*"),
        ("The attack came weeks after files of [ORG Aetna] were stolen.", "", " | Aetna*"),
        ("The attack came hours after the gang stole files of [ORG Aetna].", "", "Akira* | Aetna*"),
        ("In a separate case, the gang stole files of [ORG Aetna].", "", "Akira* | Aetna*"),
        ("In a case treated as separate, files of [ORG Aetna] went.", "", "Akira* | Aetna*"),
        ("In another case, they stole files of [ORG Aetna].", "", "Akira* | Aetna*"),
        ("Files of [ORG Aetna] were stolen.", "", "Akira* | Aetna*"),
        // Whom the sentence blames goes before whom only others name.
        ("Files of [ORG Aetna] went in a raid that he blamed on [LOC Iran].", "", "Iran* | Aetna*"),
        ("Files of [ORG Aetna] went in a raid not blamed on [LOC Iran].", "", "Akira* | Aetna*"),
    ] {
        let text = format!("[GROUP Akira] robbed a clinic.\n{sentence}");
        let found = linked(&text, "data_breach", marked, ("Akira", "Aetna"), stars);
        assert_eq!(found.last().map(String::as_str), Some(expected), "{sentence} {found:?}");
    }
}

#[test]
fn who_only_tells_of_a_deed_is_no_victim() {
    for (sentence, by, to, expected) in [
        ("[ORG Reuters] reported that crooks stole 4,000 names.", "crooks", "Reuters", "crooks | "),
        (
            "Crooks told [ORG TechCrunch] that they stole names.",
            "Crooks",
            "TechCrunch",
            "Crooks | ",
        ),
        (
            "[ORG Halden], a threat intelligence firm, said crooks stole 4,000 names.",
            "crooks",
            "Halden",
            "crooks | ",
        ),
        // A victim tells of it, too.
        ("[ORG Halden] said crooks stole 4,000 names.", "crooks", "Halden", "crooks | Halden*"),
        (
            "[ORG Reuters] said that crooks stole names from its network.",
            "crooks",
            "Reuters",
            "crooks | Reuters*",
        ),
        ("Crooks stole names from [ORG Reuters].", "Crooks", "Reuters", "Crooks | Reuters*"),
    ] {
        let found = linked(sentence, "data_breach", "", (by, to), stars);
        let found = found.first().map_or(expected, String::as_str);
        assert_eq!(found, expected, "{sentence}");
    }
}

#[test]
fn he_who_is_listed_with_a_name_did_it_with_him() {
    for (sentence, expected) in [
        ("He and [PER Ann Weir] washed $3 million.", "He*; Ann Weir* | "),
        ("He and his sister, [PER Ann Weir], washed $3 million.", "He*; Ann Weir* | "),
        ("He said that [PER Ann Weir] washed $3 million.", "Ann Weir* | "),
    ] {
        let text = format!("[PER Ole Dahl] ran a shop in Riga.\n{sentence}");
        let found = linked(&text, "money_laundering", "", ("Ann Weir", ""), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
    for (sentence, expected) in [
        ("[PER Ann Weir] and her husband washed $3 million.", "Ann Weir*; her husband | "),
        ("[PER Ann Weir] and her husband, [PER Jo Weir], washed $3 million.", "Ann Weir* | "),
        ("[PER Ann Weir] and the bank washed $3 million.", "Ann Weir* | "),
        ("[PER Ann Weir] washed $3 million of [ORG Acme] and her husband.", "Ann Weir* | "),
    ] {
        let found = linked(sentence, "money_laundering", "", ("Ann Weir", ""), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
    let nobody = "He and [PER Ann Weir] washed $3 million.";
    let found = linked(nobody, "money_laundering", "", ("Ann Weir", ""), stars);
    assert_eq!(found, ["Ann Weir* | "]);
}

#[test]
fn the_group_behind_it_goes_before_a_person_charged_elsewhere() {
    for (third, expected) in [
        ("The crew behind the attack, which others call [GROUP Akira], is old.", "Akira* | Aetna*"),
        (
            "The crew behind a bank theft, which others call [GROUP Akira], is old.",
            "Ole Dahl* | Aetna*",
        ),
        ("A crew that others call [GROUP Akira] is old.", "Ole Dahl* | Aetna*"),
    ] {
        let text = format!(
            "They crippled [ORG Aetna].\n{third}\nA court charged [PER Ole Dahl] with many things."
        );
        let first = |at: usize, _| {
            if at == 0 { vec![("disruption", "Ole Dahl", "Aetna")] } else { Vec::new() }
        };
        let found = with_deeds(&text, "disruption", "", first, stars);
        assert_eq!(found, [expected], "{third}");
    }
}

/// The events of two sentences, each of which tells a deed.
fn both(text: &str, kind: &str, first: (&str, &str), second: (&str, &str)) -> Vec<String> {
    let deed = |at: usize, _| match at {
        0 => vec![(kind, first.0, first.1)],
        _ => vec![(kind, second.0, second.1)],
    };
    with_deeds(text, kind, "", deed, stars)
}

#[test]
fn a_victim_told_again_by_a_noun_is_one() {
    for (first, second, (by, to), expected) in [
        (
            ("A worm crippled the Halden shipyard.", "Halden shipyard"),
            "Intruders wiped the shipyard's servers.",
            ("Intruders", "the shipyard"),
            &["Intruders | Halden shipyard"][..],
        ),
        (
            ("A worm crippled the Swiss airline [ORG Aetna].", "Aetna"),
            "Intruders wiped the airline's servers.",
            ("Intruders", "the airline"),
            &["Intruders | Aetna*"][..],
        ),
        (
            ("A worm crippled the Swiss airline [ORG Aetna].", "Aetna"),
            "Intruders wiped the port's servers.",
            ("Intruders", "port"),
            &[" | Aetna*", "Intruders | port"][..],
        ),
        (
            ("A worm crippled the Halden shipyard.", "Halden shipyard"),
            "Intruders wiped the servers of another shipyard.",
            ("Intruders", "another shipyard"),
            &[" | Halden shipyard", "Intruders | another shipyard"][..],
        ),
    ] {
        let text = format!("{}\n{second}", first.0);
        let found = both(&text, "disruption", ("", first.1), (by, to));
        assert_eq!(found, expected, "{text}");
    }
    // "hackers" are "the intruders" where the victim is one.
    let text = "Hackers robbed the [ORG Aetna] clinic.\nThe intruders copied files of the clinic.";
    let found =
        both(text, "data_breach", ("Hackers", "Aetna clinic"), ("intruders", "of the clinic"));
    assert_eq!(found, ["Hackers | Aetna clinic*"]);
}

#[test]
fn over_so_many_victims_are_not_the_one_told_next() {
    let by = "Akira";
    for (number, events) in [("over 250 firms", 2), ("more than 90 firms", 2), ("firms", 1)] {
        let text = format!("[GROUP {by}] locked {number}.\n[GROUP {by}] locked [ORG Aetna].");
        let found = both(&text, "ransomware", (by, number), (by, "Aetna"));
        assert_eq!(found.len(), events, "{text} {found:?}");
    }
}

#[test]
fn the_size_of_a_victim_is_none_of_the_deed() {
    let sums = |event: &Event, _: &str, _: &[Mention]| event.amounts.len().to_string();
    for (sentence, kind, to, amounts) in [
        (
            "Thieves stole 4,000 files from [ORG Aetna], which runs 38 clinics.",
            "data_breach",
            "Aetna",
            "1",
        ),
        ("Thieves robbed [ORG Aetna], a firm with 900 employees.", "data_breach", "Aetna", "0"),
        (
            "Thieves robbed [ORG Aetna], which has annual revenue of $3 billion.",
            "financial_theft",
            "Aetna",
            "0",
        ),
        ("Thieves robbed [ORG Aetna], which lost $3 billion.", "financial_theft", "Aetna", "1"),
        (
            "Thieves robbed [ORG Aetna], whose 900 employees make pumps.",
            "data_breach",
            "Aetna",
            "0",
        ),
        (
            "Thieves robbed [ORG Aetna], an exchange with $3 billion in assets.",
            "financial_theft",
            "Aetna",
            "0",
        ),
        ("Thieves made off with files of 900 users of [ORG Aetna].", "data_breach", "Aetna", "1"),
        (
            "Thieves copied 4,000 files of [ORG Aetna], which was fined $3 million.",
            "data_breach",
            "Aetna",
            "1",
        ),
        ("Thieves took 900 files from [ORG Aetna] in four cases.", "data_breach", "Aetna", "1"),
    ] {
        let found = linked(sentence, kind, "", ("Thieves", to), sums);
        assert_eq!(found, [amounts], "{sentence}");
    }
}

#[test]
fn whose_leak_site_it_is_did_it() {
    for (sentence, by, to, expected) in [
        (
            "[ORG Aetna] turned up on the leak site of [GROUP Akira].",
            "Aetna",
            "Akira",
            "Akira* | Aetna*",
        ),
        ("[GROUP Akira] named [ORG Aetna] on its leak site.", "Akira", "Aetna", "Akira* | Aetna*"),
        ("[ORG Aetna] broke into the site of [GROUP Akira].", "Aetna", "Akira", "Aetna* | Akira*"),
    ] {
        let found = linked(sentence, "data_breach", "", (by, to), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}

#[test]
fn whose_deeds_pay_for_weapons_goes_before_who_else_is_named() {
    for (sentence, expected) in [
        (
            "[LOC Russia] blocked a look into how thefts of [LOC Iran] are funding its missiles.",
            "Iran* | missiles",
        ),
        ("Missiles are financed by [LOC Iran]'s heists, [LOC Russia] said.", "Iran* | Missiles"),
        // Both did it.
        ("[LOC Russia] helped [LOC Iran] with money for missiles.", "Russia*; Iran* | missiles"),
        // What pays is nobody's here.
        (
            "[LOC Russia] and [LOC Iran] stole, and heists fund missiles.",
            "Russia*; Iran* | missiles",
        ),
    ] {
        let to = if sentence.starts_with('M') { "Missiles" } else { "missiles" };
        let found = linked(sentence, "weapons_financing", "", ("Russia; Iran", to), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}

#[test]
fn states_that_a_deed_reached_are_no_victims_beside_one() {
    for (sentence, to, expected) in [
        (
            "[GROUP Akira] robbed foreign banks, hitting more than 50 member states.",
            "foreign; banks; more; than; 50; member; states",
            "Akira* | foreign banks",
        ),
        ("[GROUP Akira] hit 50 member states.", "50; member; states", "Akira* | 50 member states"),
    ] {
        let found = linked(sentence, "data_breach", "", ("Akira", to), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}
