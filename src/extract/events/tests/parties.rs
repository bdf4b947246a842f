//! Who did it and to whom, where a model links words to deeds.

use super::*;

#[test]
fn of_several_groups_those_of_the_sentence_did_it() {
    const OTHERS: &str =
        "[GROUP Akira] locked [ORG Holt Clinic].\n[GROUP Lynx] and [GROUP Qilin] are others.\n";
    for (sentence, by, expected) in [
        ("[GROUP Medusa] locked [ORG Aetna].", "Akira; Medusa", "Medusa | Aetna"),
        (
            "[GROUP Medusa] and [GROUP Play] locked [ORG Aetna].",
            "Medusa; Play",
            "Medusa; Play | Aetna",
        ),
        // Where it names none, the likeliest, with who is listed with it.
        ("A gang locked [ORG Aetna].", "Akira=80; Lynx", "Lynx | Aetna"),
        ("A gang locked [ORG Aetna].", "Lynx; Qilin=80", "Lynx; Qilin | Aetna"),
    ] {
        let found = together(&format!("{OTHERS}{sentence}"), &[("ransomware", by, "Aetna")]);
        assert_eq!(found, [format!("ransomware | {expected}")], "{sentence} {by}");
    }
}

#[test]
fn the_group_right_behind_its_state_did_it() {
    for (who, by, expected) in [
        ("[LOC North Korea]'s [GROUP TraderTraitor] group", "North Korea", "TraderTraitor"),
        ("The [MISC Russian] hacking group [GROUP Turla]", "Russian", "Turla"),
        ("[LOC Russia]'s [GROUP Sandworm]", "Russia", "Sandworm"),
        ("[LOC Russia]'s [GROUP Sandworm]", "Russia; Sandworm", "Sandworm"),
        // Not one against which the state does something, nor one beside it.
        ("[LOC Russia]'s war on [GROUP Turla]", "Russia", "Russia"),
        ("[LOC Iran], beside [GROUP Turla],", "Iran", "Iran"),
        ("[MISC Russian] officials of [GROUP Turla]", "Russian", "Russian"),
    ] {
        let found =
            together(&format!("{who} robbed [ORG Aetna]."), &[("data_breach", by, "Aetna")]);
        assert_eq!(found, [format!("data_breach | {expected} | Aetna")], "{who}");
    }
}

#[test]
fn who_is_listed_with_a_party_is_one_sooner() {
    for (sentence, to, expected) in [
        // All of a list, from its likeliest on.
        (
            "[GROUP Akira] robbed [ORG Aetna], [ORG Cigna] and the [ORG Humana].",
            "Aetna=40; Cigna; Humana=40",
            "Aetna; Cigna; Humana",
        ),
        (
            "[GROUP Akira] robbed [PER Ann Weir], 39, and [PER Bo Lind].",
            "Ann Weir; Bo Lind=40",
            "Ann Weir; Bo Lind",
        ),
        // Not who is hardly likely, nor who is no part of the list.
        ("[GROUP Akira] robbed [ORG Aetna] and [ORG Cigna].", "Aetna; Cigna=25", "Aetna"),
        ("[GROUP Akira] robbed [ORG Aetna], not [ORG Cigna].", "Aetna; Cigna=40", "Aetna"),
        (
            "[GROUP Akira] robbed [ORG Aetna] and sold it to [ORG Cigna].",
            "Aetna; Cigna=40",
            "Aetna",
        ),
        ("[GROUP Akira] robbed [ORG Aetna] of [ORG Cigna].", "Aetna; Cigna=40", "Aetna"),
        ("[GROUP Akira] robbed [ORG Aetna].\n[ORG Cigna] is fine.", "Aetna; Cigna=40", "Aetna"),
    ] {
        let found = together(sentence, &[("data_breach", "Akira", to)]);
        assert_eq!(found, [format!("data_breach | Akira | {expected}")], "{sentence}");
    }
}

#[test]
fn money_for_nobodys_weapons_is_no_deed() {
    let text = "[GROUP Lazarus Group] pays for the missiles of [LOC Iran].";
    let found = together(text, &[("weapons_financing", "Lazarus Group", "missiles of Iran")]);
    assert_eq!(found, ["weapons_financing | Lazarus Group | missiles of Iran"]);
    let text = "[GROUP Lazarus Group] earns a lot.";
    let found = together(text, &[("weapons_financing", "Lazarus Group", "")]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn somebody_is_nobody() {
    let found = together(
        "Somebody locked the files of [ORG Aetna].",
        &[("ransomware", "Somebody", "Aetna")],
    );
    assert_eq!(found, ["ransomware | - | Aetna"]);
    // Nor is it who did the other deeds.
    let text = "[GROUP Akira] is gone.\nSomebody locked the files of [ORG Aetna].";
    let found = told_by_links(text, "ransomware", "Somebody", "Akira", "Aetna");
    assert!(found[0].ends_with("ransomware | - | Aetna"), "{found:?}");
}

#[test]
fn money_goes_through_who_launders_it() {
    for (sentence, by, expected) in [
        ("Thieves sent the coins through [ORG THORChain].", "Thieves", "Thieves; THORChain"),
        ("[PER Ann Weir] moved them via the mixer [ORG Sinbad].", "Ann Weir", "Ann Weir; Sinbad"),
        ("[PER Ann Weir] moved them through [LOC Macau].", "Ann Weir", "Ann Weir"),
        ("[PER Ann Weir] moved them to [ORG Acme Bank].", "Ann Weir", "Ann Weir"),
        // What it is used for is laundering.
        (
            "[GROUP Lazarus Group] used the mixer [ORG Sinbad] to launder $100 million.",
            "Lazarus Group",
            "Lazarus Group; Sinbad",
        ),
        (
            "[GROUP Lazarus Group], which used [ORG Tornado Cash] to launder $455 million, is gone.",
            "Lazarus Group",
            "Lazarus Group; Tornado Cash",
        ),
        ("[PER Ann Weir] used [ORG Acme Bank] to find jobs.", "Ann Weir", "Ann Weir"),
    ] {
        let found = together(sentence, &[("money_laundering", by, "")]);
        assert_eq!(found, [format!("money_laundering | {expected} | -")], "{sentence}");
    }
}

#[test]
fn a_state_before_its_ministry_and_malware_are_no_targets() {
    for (sentence, to, expected) in [
        (
            "[GROUP Kimsuky] read mail of the [MISC Czech] [ORG Foreign Ministry].",
            "Czech Foreign Ministry",
            "Foreign Ministry",
        ),
        ("[GROUP Kimsuky] struck with [MALWARE NotPetya].", "NotPetya", "-"),
        ("[GROUP Kimsuky] read mail of [ORG Aetna].", "Aetna", "Aetna"),
    ] {
        let found = together(sentence, &[("espionage", "Kimsuky", to)]);
        assert_eq!(found, [format!("espionage | Kimsuky | {expected}")], "{sentence}");
    }
}

#[test]
fn what_is_told_together_is_kept_apart() {
    // Files of a clinic are locked: no second attack on infrastructure.
    let clinic =
        "[GROUP Akira] locked the files of [ORG Holt Clinic] and of the port of [LOC Nagoya].";
    for (to, expected) in [("Holt Clinic", 1), ("port of Nagoya", 1)] {
        let found = together(
            clinic,
            &[("critical_infrastructure", "Akira", to), ("ransomware", "Akira", "Holt Clinic")],
        );
        assert_eq!(found.len(), expected, "{found:?}");
        assert_eq!(found[0], "ransomware | Akira | Holt Clinic");
    }
    // The malware was for that.
    let spies = "[GROUP Kimsuky] read the mail of [ORG Aetna] with [MALWARE BabyShark].";
    let found =
        together(spies, &[("malware", "Kimsuky", "Aetna"), ("disruption", "Kimsuky", "Aetna")]);
    assert_eq!(found, ["disruption | Kimsuky | Aetna"]);
    // The supplier was broken into, its customer lost data.
    let supplier = "[GROUP Akira] took data of [ORG Aetna] from its supplier [ORG Zellis].";
    let found = together(
        supplier,
        &[("supply_chain", "Akira", "Zellis"), ("data_breach", "Akira", "Aetna; Zellis")],
    );
    assert_eq!(found, ["supply_chain | Akira | Zellis", "data_breach | Akira | Aetna"]);
}

#[test]
fn laundering_of_the_same_people_is_one_deed() {
    let deed = |at: usize, _| match at {
        0 => vec![("money_laundering", "Ann Weir; Bo Lind", "")],
        _ => vec![("money_laundering", "Bo Lind", "")],
    };
    let text = "[PER Ann Weir] and [PER Bo Lind] laundered $3 million.\nIn one month [PER Bo Lind] laundered $2 million.";
    let found = with_deeds(text, "money_laundering", "", deed, stars);
    assert_eq!(found, ["Ann Weir*; Bo Lind* | "]);
    let other = text.replace("month [PER Bo Lind]", "month [PER Cy Moss]");
    let deed = |at: usize, _| match at {
        0 => vec![("money_laundering", "Ann Weir; Bo Lind", "")],
        _ => vec![("money_laundering", "Cy Moss", "")],
    };
    assert_eq!(with_deeds(&other, "money_laundering", "", deed, stars).len(), 2);
}

#[test]
fn who_comes_in_without_a_name_is_named_later() {
    for (text, by, expected) in [
        (
            "A [MISC Chinese] hacking group sat in [ORG Acme Grid].\nThe group, which [ORG Microsoft] calls [GROUP Volt Typhoon], is patient.",
            "Chinese hacking group",
            "Volt Typhoon* | Acme Grid*",
        ),
        (
            "Hackers of the [MISC Russian] state read mail of [ORG Acme Grid].\nIt is a shame.\nThe hackers are known as [GROUP Cozy Bear].",
            "Hackers of the Russian state",
            "Cozy Bear* | Acme Grid*",
        ),
        (
            "Intruders read mail of [ORG Acme Grid].\nOfficials attributed the attack to [GROUP Sandworm].",
            "Intruders",
            "Sandworm* | Acme Grid*",
        ),
        (
            "A [MISC Nigerian] man spied on [ORG Acme Grid].\n[PER Tunde Balogun], 41, had been warned.",
            "Nigerian man",
            "Tunde Balogun* | Acme Grid*",
        ),
        (
            "[MISC Russian] cyber crooks locked the computers of [ORG Acme Grid].\nThe gang, known as [GROUP BlackSuit], boasted of it.",
            "Russian cyber crooks",
            "BlackSuit* | Acme Grid*",
        ),
        (
            "Hackers of the [ORG Main Directorate] read mail of [ORG Acme Grid].\nThe group is called [GROUP Sandworm].",
            "Hackers of the Main Directorate",
            "Sandworm* | Acme Grid*",
        ),
        (
            "A [MISC Chinese] hacking group sat in [ORG Acme Grid].\n[ORG Microsoft] identified the intruders as members of [GROUP Volt Typhoon], not of [GROUP Turla].",
            "Chinese hacking group",
            "Volt Typhoon* | Acme Grid*",
        ),
        (
            "A [MISC Chinese] hacking group sat in [ORG Acme Grid].\n[ORG Microsoft] identified the tool as one of [GROUP Volt Typhoon].",
            "Chinese hacking group",
            "Chinese hacking group* | Acme Grid*",
        ),
        // Of whom no sentence says it is the one group of the article; of two it is nobody.
        (
            "Hackers read mail of [ORG Acme Grid].\nThe case recalls [GROUP Sandworm].",
            "Hackers",
            "Hackers* | Acme Grid*",
        ),
        (
            "Hackers read mail of [ORG Acme Grid].\nThe case recalls [GROUP Sandworm] and [GROUP Turla].",
            "Hackers",
            "Hackers | Acme Grid*",
        ),
        // Reports call everybody so.
        (
            "The actor read mail of [ORG Acme Grid].\nThe case recalls [GROUP Sandworm].",
            "actor",
            "actor | Acme Grid*",
        ),
        // A state that has done it itself.
        (
            "[LOC China] read mail of [ORG Acme Grid].\nThe group, which [ORG Microsoft] calls [GROUP Volt Typhoon], is patient.",
            "China",
            "China* | Acme Grid*",
        ),
        // Who was known before is not named only now.
        (
            "The [MISC Nigerian] man spied on [ORG Acme Grid].\n[PER Tunde Balogun], 41, had been warned.",
            "Nigerian man",
            "Nigerian man | Acme Grid*",
        ),
    ] {
        assert_eq!(first_by(text, by, "Acme Grid"), [expected], "{text}");
    }
}

#[test]
fn a_name_that_may_be_the_victims_is_not_the_culprits() {
    let deed = "A [MISC Nigerian] man robbed a pensioner.\n";
    for (next, expected) in [
        ("[PER Margaret Lowe], 79, had met him in a shop.", "Nigerian man | pensioner"),
        ("[PER Margaret Lowe], 79, was called in August.", "Nigerian man | pensioner"),
        ("[PER Tunde Balogun], 41, was charged in August.", "Tunde Balogun* | pensioner"),
    ] {
        let text = format!("{deed}{next}");
        assert_eq!(first_by(&text, "Nigerian man", "pensioner"), [expected], "{text}");
    }
    // The model may miss who was robbed.
    let text = format!("{deed}[PER Margaret Lowe], 79, had met him in a shop.");
    assert_eq!(first_by(&text, "Nigerian man", ""), [""; 0], "{text}");
}

#[test]
fn a_state_that_weapons_are_used_against_did_not_get_them() {
    for (sentence, to, expected) in [
        (
            "[LOC Iran] has sent [LOC Russia] hundreds of drones used against [LOC Ukraine].",
            "Russia; Ukraine",
            "Russia",
        ),
        (
            "[LOC Iran] has given [ORG Hezbollah] rockets fired at [LOC Israel].",
            "Hezbollah; Israel",
            "Hezbollah",
        ),
        ("[LOC Iran] has sent drones to [LOC Russia].", "Russia", "Russia"),
    ] {
        let found = together(sentence, &[("arms_transfer", "Iran", to)]);
        assert_eq!(found, [format!("arms_transfer | Iran | {expected}")], "{sentence}");
    }
}

#[test]
fn a_think_tank_is_no_weapon_and_thinks_nothing() {
    for (sentence, to, expected) in [
        (
            "[GROUP Kimsuky] broke into two [MISC Israeli] think tanks.",
            "two Israeli think tanks",
            "two Israeli think tanks",
        ),
        ("[GROUP Kimsuky] took designs of two [MISC Israeli] tanks.", "two Israeli tanks", "-"),
    ] {
        let found = together(sentence, &[("espionage", "Kimsuky", to)]);
        assert_eq!(found, [format!("espionage | Kimsuky | {expected}")], "{sentence}");
    }
    for words in ["think tank", "think-tank"] {
        let sentence = format!("[GROUP Kimsuky] sold files to an [MISC Iranian] {words}.");
        let speaks = |statements: &[Statement]| statements.iter().any(|s| s.speaker.is_some());
        let found = with_reading(&sentence, "espionage", |_, _, _| None, |_, found| speaks(found));
        assert!(!found, "{sentence}");
    }
}

#[test]
fn who_accuses_another_did_not_do_it() {
    for (sentence, by, expected) in [
        (
            "[LOC Russia] has accused [LOC Ukraine] of hacking [ORG Rosaviatsia].",
            "Russia; Ukraine",
            "Ukraine* | Rosaviatsia*",
        ),
        // Who owns to it did.
        (
            "[GROUP Akira] said that it had hacked [ORG Rosaviatsia] with [GROUP Play].",
            "Akira; Play",
            "Akira*; Play* | Rosaviatsia*",
        ),
    ] {
        let found = linked(sentence, "general_cyber_threat", "", (by, "Rosaviatsia"), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}

#[test]
fn sums_in_two_kinds_of_money_are_of_one_theft() {
    let told = |second: &str| {
        let text = format!("[GROUP TraderTraitor] stole $1.46 billion from [ORG Bybit].\n{second}");
        let to = ["Harmony", "Bybit"].into_iter().find(|name| second.contains(name)).unwrap_or("");
        let deed = |at: usize, _| match at {
            0 => vec![("cryptocurrency_theft", "TraderTraitor", "Bybit")],
            _ => vec![("cryptocurrency_theft", "TraderTraitor", to)],
        };
        with_deeds(&text, "cryptocurrency_theft", "", deed, stars).len()
    };
    for (second, events) in [
        ("[GROUP TraderTraitor] took 401,000 ETH from [ORG Bybit].", 1),
        ("[GROUP TraderTraitor] took $1.5 billion from [ORG Bybit].", 1),
        ("[GROUP TraderTraitor] took the money from [ORG Bybit].", 1),
        // Another sum, another victim, maybe another.
        ("[GROUP TraderTraitor] took $4 million from [ORG Bybit].", 2),
        ("[GROUP TraderTraitor] took 401,000 ETH from [ORG Harmony].", 2),
        ("[GROUP TraderTraitor] took $1.5 billion from [ORG Harmony].", 2),
        ("[GROUP TraderTraitor] took 401,000 ETH in 17 raids.", 2),
    ] {
        assert_eq!(told(second), events, "{second}");
    }
}

#[test]
fn a_place_that_somebody_is_in_is_not_who_it_is() {
    for (sentence, by, to, expected) in [
        (
            "Two teenagers in [LOC Britain] broke into [ORG Acme Bank].",
            "teenagers in Britain",
            "Acme Bank",
            "teenagers in Britain | Acme Bank*",
        ),
        // Nor are two who are in one country the same.
        (
            "Thieves in [LOC Canada] broke into an exchange in [LOC Canada].",
            "Thieves in Canada",
            "exchange in Canada",
            "Thieves in Canada | exchange in Canada",
        ),
        // A victim beside one with a name, not its place.
        (
            "[GROUP Akira] locked the files of [ORG Acme Bank] and clinics in northern [LOC Ireland].",
            "Akira",
            "Acme Bank; clinics in northern Ireland",
            "Akira* | Acme Bank*; clinics in northern Ireland",
        ),
        (
            "[GROUP Akira] read the mail of diplomats of [LOC Vietnam], [LOC Myanmar] and [LOC Laos].",
            "Akira",
            "diplomats of Vietnam, Myanmar and Laos",
            "Akira* | diplomats of Vietnam, Myanmar and Laos",
        ),
        // These say whose they are.
        (
            "[GROUP Akira] read the mail of the government of [LOC Ukraine].",
            "Akira",
            "government of Ukraine",
            "Akira* | government of Ukraine*",
        ),
        (
            "Hackers from [LOC North Korea] broke into [ORG Acme Bank].",
            "Hackers from North Korea",
            "Acme Bank",
            "Hackers from North Korea* | Acme Bank*",
        ),
        (
            "Men in [LOC Russia]'s army broke into [ORG Acme Bank].",
            "Men in Russia's army",
            "Acme Bank",
            "Men in Russia's army* | Acme Bank*",
        ),
    ] {
        let found = linked(sentence, "general_cyber_threat", "", (by, to), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}

#[test]
fn who_acts_alone_is_not_the_employer_nor_the_state() {
    for (who, expected) in [
        ("A former [ORG Boeing] engineer", "former Boeing engineer | Acme Bank*"),
        ("Three [LOC Taiwan] individuals", "Three Taiwan individuals | Acme Bank*"),
        ("A [MISC Chinese] student in [LOC Ohio]", "Chinese student in Ohio | Acme Bank*"),
        ("Two [MISC Romanian] brothers", "Two Romanian brothers | Acme Bank*"),
        ("Three [MISC Indian] citizens", "Three Indian citizens | Acme Bank*"),
        ("Two [MISC Chinese] nationals", "Two Chinese nationals | Acme Bank*"),
        ("Four [MISC Pakistani] crew members", "Four Pakistani crew members | Acme Bank*"),
        ("Three [MISC Albanians] in [LOC Ohio]", "Three Albanians in Ohio | Acme Bank*"),
        ("Two [MISC Bulgarians]", "Two Bulgarians | Acme Bank*"),
        ("A [MISC Ukrainian]", "Ukrainian | Acme Bank*"),
        // These act for it.
        ("The [MISC Russians]", "Russians* | Acme Bank*"),
        ("Two [MISC North Koreans]", "Two North Koreans* | Acme Bank*"),
        ("A [MISC North Korean] crew", "North Korean crew* | Acme Bank*"),
        ("[MISC Russian] soldiers", "Russian soldiers* | Acme Bank*"),
        ("[MISC North Korean] hackers", "North Korean hackers* | Acme Bank*"),
        ("[MISC North Korean] IT workers", "North Korean IT workers* | Acme Bank*"),
        ("Officers of [ORG Unit 26165]", "Officers of Unit 26165* | Acme Bank*"),
        // A tool is nobody.
        ("The new payload", " | Acme Bank*"),
    ] {
        let words =
            who.replace("[ORG ", "").replace("[LOC ", "").replace("[MISC ", "").replace(']', "");
        let sentence = format!("{who} stole files from [ORG Acme Bank].");
        let found = linked(&sentence, "espionage", "", (&words, "Acme Bank"), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}

#[test]
fn the_county_is_the_one_that_was_named() {
    let deed = "\nA gang encrypted the files of the county.";
    let of = |before: &str| found(&format!("{before}{deed}"), "ransomware", stars);
    assert_eq!(of("[LOC Holt County] refused to pay."), ["A gang | the county*"]);
    let two = "[LOC Holt County] refused to pay; [LOC Dale County] paid.";
    assert_eq!(of(two), ["A gang | the county"]);
    assert_eq!(of("He lives in [LOC Holt County]."), ["A gang | the county"]);
}

#[test]
fn who_owns_to_an_attack_suffered_it_unless_it_says_on_whom() {
    let of = |sentence: &str| found(sentence, "data_breach", line);
    assert_eq!(of("[ORG Acme] confirmed a breach."), ["own-to: data_breach | - | Acme"]);
    assert_eq!(
        of("[ORG Acme] confirmed a breach of [ORG Borealis]."),
        ["act-by: data_breach | - | Borealis"]
    );
    assert_eq!(of("Police confirmed a breach."), [""; 0]);
}

#[test]
fn it_is_the_organisation_that_says_so() {
    let of = |sentence: &str| found(sentence, "ransomware", line);
    assert_eq!(
        of("[ORG Acme] said it was hit by a ransomware attack."),
        ["strike: ransomware | - | Acme"]
    );
    assert_eq!(of("[PER Ann Weir] said it was hit by a ransomware attack."), [""; 0]);
}
