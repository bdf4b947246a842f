//! Who did it, by the sentences behind the one that tells the deed.

use super::*;

/// Who did the deed of intruders that a text tells first, by what comes behind it.
fn by_next(first: &str, by: &str, next: &str) -> String {
    let text = format!("{first}\n{next}");
    let found = first_by(&text, by, "Acme Grid");
    found[0].split(" | ").next().unwrap().to_owned()
}

#[test]
fn whom_the_next_sentences_blame_did_it() {
    for (next, expected) in [
        ("[ORG FBI] officials blamed [LOC China].", "China*"),
        ("[PER Ann Weir] blamed [LOC North Korea] for the theft.", "North Korea*"),
        ("[PER Ann Weir] accused [LOC Russia] of being behind the attack.", "Russia*"),
        ("[ORG Bloomberg] reported that [GROUP Turla] was behind the breach.", "Turla*"),
        ("[PER Ann Weir] said [LOC Iran] was responsible for the attack.", "Iran*"),
        ("The attack was carried out by [GROUP Turla], she said.", "Turla*"),
        ("[ORG Mandiant] linked the breach to [GROUP Turla].", "Turla*"),
        ("The hack has been blamed on [GROUP Turla].", "Turla*"),
        ("[GROUP Turla] claimed the attack.", "Turla*"),
        ("Prosecutors charged [PER Ivan Petrov] with the hack.", "Ivan Petrov*"),
        ("[ORG Acme Grid] is calm.\nIt is a shame.\nOfficials blamed [LOC China].", "China*"),
        // Not of another deed or story, and not who is only doubted, asked about, or suffers it.
        ("[PER Ann Weir] blamed [LOC China] for the attack on [ORG Aetna].", "Intruders"),
        ("[LOC China] was behind a similar attack.", "Intruders"),
        ("In separate news, [PER Ann Weir] blamed [LOC China] for the attack.", "Intruders"),
        ("[PER Ann Weir] asked whether [LOC China] was behind the attack.", "Intruders"),
        ("[PER Ann Weir] did not blame [LOC China] for the attack.", "Intruders"),
        ("[LOC China] may have been behind the attack.", "Intruders"),
        ("[LOC China] denied being behind the attack.", "Intruders"),
        ("The attack was at first blamed on [LOC China].", "Intruders"),
        ("[PER Ann Weir] blamed [ORG Cisco], its supplier, for the breach.", "Intruders"),
        ("[PER Ann Weir] blamed [ORG Acme Grid] for the breach.", "Intruders"),
        ("One.\nTwo.\nThree.\nOfficials blamed [LOC China].", "Intruders"),
    ] {
        let found = by_next("Intruders read the mail of [ORG Acme Grid].", "Intruders", next);
        assert_eq!(found, expected, "{next}");
    }
}

#[test]
fn a_deed_of_nobody_or_of_a_state_has_those_behind_it() {
    let mail = "The mail of [ORG Acme Grid] was read.";
    assert_eq!(by_next(mail, "", "Officials blamed [LOC China] for the hack."), "China*");
    let state = "[PER Ann Weir] accused [LOC China] of spying on [ORG Acme Grid].";
    for (next, expected) in [
        ("The attack was carried out by [GROUP APT31], she said.", "APT31*"),
        // Another state accuses another.
        ("Others blamed [LOC Russia] for the attack.", "China*"),
    ] {
        assert_eq!(by_next(state, "China", next), expected, "{next}");
    }
    // Who has a name keeps it.
    let group = "[GROUP Turla] read the mail of [ORG Acme Grid].";
    assert_eq!(by_next(group, "Turla", "Officials blamed [LOC Russia] for the hack."), "Turla*");
}

#[test]
fn as_many_persons_as_came_in_are_named_later() {
    for (first, by, next, expected) in [
        (
            "Two men from [LOC Leeds] spied on [ORG Acme Grid].",
            "Two men from Leeds",
            "[PER Matthew Hanley], 23, and [PER Connor Allsopp], 21, pleaded guilty.",
            "Matthew Hanley*; Connor Allsopp*",
        ),
        (
            "Three [MISC Iranians] spied on [ORG Acme Grid].",
            "Three Iranians",
            "[PER Ali Rad], [PER Omid Sadr] and [PER Reza Tavana] sold the files.",
            "Ali Rad*; Omid Sadr*; Reza Tavana*",
        ),
        // One is not both, others speak, and a person alone may be anybody.
        (
            "Two men from [LOC Leeds] spied on [ORG Acme Grid].",
            "Two men from Leeds",
            "[PER Matthew Hanley], 23, pleaded guilty.",
            "Two men from Leeds",
        ),
        (
            "Two men from [LOC Leeds] spied on [ORG Acme Grid].",
            "Two men from Leeds",
            "[PER Ann Weir] and [PER Bo Lind] said that it was a shame.",
            "Two men from Leeds",
        ),
        (
            "A man from [LOC Leeds] spied on [ORG Acme Grid].",
            "man from Leeds",
            "[PER Ann Weir] leads the inquiry.",
            "man from Leeds",
        ),
        (
            "Two firms from [LOC Leeds] spied on [ORG Acme Grid].",
            "Two firms from Leeds",
            "[ORG Aetna] and [ORG Cigna] sold the files.",
            "Two firms from Leeds",
        ),
    ] {
        assert_eq!(by_next(first, by, next), expected, "{next}");
    }
}

#[test]
fn who_is_charged_without_a_name_is_named_by_the_next_sentence() {
    const DEED: &str = "A former clerk was convicted of spying on [ORG Acme Grid].";
    for (deed, next, marked, expected) in [
        (DEED, "[PER Ann Weir] copied the mail.", "Ann Weir", "Ann Weir*"),
        (DEED, "Prosecutors said [PER Ann Weir] copied the mail.", "Ann Weir", "Ann Weir*"),
        (DEED, "[PER Ann Weir], of [LOC Leeds], copied the mail.", "Ann Weir", "Ann Weir*"),
        (
            "A former clerk spied on [ORG Acme Grid].",
            "[PER Ann Weir] copied the mail, police said.",
            "Ann Weir",
            "Ann Weir*",
        ),
        // Who only speaks, judges or suffers, or did it where no court or police are told of.
        (DEED, "[PER Ann Weir] said that it was a shame.", "Ann Weir", "former clerk"),
        (DEED, "[PER Ann Weir] ordered her to pay.", "", "former clerk"),
        (
            "A former clerk spied on [ORG Acme Grid].",
            "[PER Ann Weir] copied the mail.",
            "Ann Weir",
            "former clerk",
        ),
        // Not far away, nor one who was named before.
        (DEED, "One.\nTwo.\n[PER Ann Weir] copied the mail.", "Ann Weir", "former clerk"),
    ] {
        assert_eq!(named_next(&format!("{deed}\n{next}"), marked), expected, "{deed} {next}");
    }
    let known = format!("[PER Ann Weir] is at large.\n{DEED}\n[PER Ann Weir] copied the mail.");
    assert_eq!(named_next(&known, "Ann Weir"), "former clerk");
}

/// Who did the deed of a former clerk that a text tells, where the model marks some words for who did something.
fn named_next(text: &str, marked: &str) -> String {
    let before = text.lines().take_while(|line| !line.starts_with("A former")).count();
    let deed = |at: usize, _| {
        if at == before { vec![("espionage", "former clerk", "Acme Grid")] } else { Vec::new() }
    };
    let found = with_deeds(text, "espionage", marked, deed, stars);
    found[0].split(" | ").next().unwrap().to_owned()
}

#[test]
fn spies_own_to_what_they_did() {
    for (sentence, by, expected) in [
        (
            "[LOC Ukraine]'s military intelligence agency said it had hacked [ORG Acme Grid].",
            "",
            "Ukraine's military intelligence agency*",
        ),
        (
            "The [MISC Ukrainian] security service claimed on Monday that it had broken into the servers of [ORG Acme Grid].",
            "",
            "The Ukrainian security service*",
        ),
        (
            "[LOC Ukraine]'s spy agency said its hackers had broken into [ORG Acme Grid].",
            "hackers",
            "hackers*",
        ),
        // What others did, what police do, and what a firm does.
        (
            "[LOC Ukraine]'s military intelligence agency said hackers had hacked [ORG Acme Grid].",
            "",
            "",
        ),
        (
            "[LOC Ukraine]'s military intelligence agency said it was hacked by [ORG Acme Grid].",
            "",
            "",
        ),
        ("[LOC Ukraine]'s police said it had hacked [ORG Acme Grid].", "", ""),
        ("[ORG Google Threat Intelligence Group] said it had hacked [ORG Acme Grid].", "", ""),
        ("[LOC Ukraine]'s military intelligence agency said it had hacked [GROUP Turla].", "", ""),
    ] {
        let to = if sentence.contains("Turla") { "Turla" } else { "Acme Grid" };
        let found = linked(sentence, "general_cyber_threat", "", (by, to), stars);
        assert_eq!(found[0].split(" | ").next().unwrap(), expected, "{sentence}");
    }
}

#[test]
fn a_body_without_a_name_is_the_victim_before() {
    for (second, to, expected) in [
        ("It locked the carrier.", "carrier", "Akira* | carrier*"),
        ("It locked the Pune-based company.", "Pune-based company", "Akira* | Pune-based company*"),
        // Not one that comes in, nor one of which the noun says something else, nor far away.
        ("It locked a company.", "company", "Akira* | company"),
        ("It locked the bank.", "bank", "Akira* | bank"),
        ("One.\nTwo.\nThree.\nIt locked the carrier.", "carrier", "Akira* | carrier"),
    ] {
        let deed = |at: usize, all: usize| match at {
            0 => vec![("data_breach", "Akira", "Acme Grid")],
            _ if at + 1 == all => vec![("ransomware", "Akira", to)],
            _ => Vec::new(),
        };
        let text = format!("[GROUP Akira] robbed [ORG Acme Grid].\n{second}");
        let found = with_deeds(&text, "data_breach", "", deed, stars);
        assert_eq!(found, ["Akira* | Acme Grid*", expected], "{second}");
    }
}

#[test]
fn a_people_that_suffers_is_not_its_state_and_staff_is_not_the_firm() {
    for (sentence, by, to, expected) in [
        ("[GROUP Akira] robbed [MISC Americans].", "Akira", "Americans", "Akira* | Americans"),
        ("[GROUP Akira] robbed [LOC America].", "Akira", "America", "Akira* | America*"),
        (
            "[MISC Americans] spied on [ORG Acme Grid].",
            "Americans",
            "Acme Grid",
            "Americans* | Acme Grid*",
        ),
        (
            "A former [ORG Twitter] employee spied on [ORG Acme Grid].",
            "Twitter",
            "Acme Grid",
            "Twitter employee | Acme Grid*",
        ),
        (
            "A former engineer of [ORG Twitter] spied on [ORG Acme Grid].",
            "engineer of Twitter",
            "Acme Grid",
            "engineer of Twitter | Acme Grid*",
        ),
        (
            "Programmers of [ORG Chosun Expo] spied on [ORG Acme Grid].",
            "Programmers of Chosun Expo",
            "Acme Grid",
            "Programmers of Chosun Expo* | Acme Grid*",
        ),
        (
            "Officers of the [ORG GRU] spied on [ORG Acme Grid].",
            "Officers of the GRU",
            "Acme Grid",
            "Officers of the GRU* | Acme Grid*",
        ),
        (
            "[ORG Twitter] spied on [ORG Acme Grid].",
            "Twitter",
            "Acme Grid",
            "Twitter* | Acme Grid*",
        ),
    ] {
        let found = linked(sentence, "espionage", "", (by, to), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}

#[test]
fn through_whom_the_loot_goes_stole_nothing() {
    for (sentence, by, expected) in [
        (
            "[ORG Tornado Cash] was used to launder $96 million from the hack of [ORG Harmony].",
            "Tornado Cash",
            " | Harmony*",
        ),
        (
            "[GROUP Lazarus] used [ORG Tornado Cash] to launder $96 million from the hack of [ORG Harmony].",
            "Lazarus; Tornado Cash",
            "Lazarus* | Harmony*",
        ),
        (
            "[ORG Tornado Cash] was used to vote in the hack of [ORG Harmony].",
            "Tornado Cash",
            "Tornado Cash* | Harmony*",
        ),
    ] {
        let found = linked(sentence, "cryptocurrency_theft", "", (by, "Harmony"), stars);
        assert_eq!(found, [expected], "{sentence}");
    }
}
