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
            "Hackers of the [ORG Main Directorate] read mail of [ORG Acme Grid].\nThe group is called [GROUP Sandworm].",
            "Hackers of the Main Directorate",
            "Sandworm* | Acme Grid*",
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
        // These act for it.
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
