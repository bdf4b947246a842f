//! Who is named beside a victim and suffered nothing, and who suffered with it.

use super::*;

/// Those to whom the one deed of a sentence was done.
fn hurt(marks: &str, kind: &str, to: &str) -> String {
    let found = told_by_links(marks, kind, "", "Akira", to);
    assert_eq!(found.len(), 1, "{marks}: {found:?}");
    found[0].rsplit_once(" | ").expect("targets").1.to_owned()
}

#[test]
fn the_bank_that_keeps_an_account_is_not_robbed() {
    let to = "Nordbank; Acme";
    for (marks, expected) in [
        (
            "[GROUP Akira] sent orders to a clerk at [ORG Nordbank] to empty the account of [ORG Acme].",
            "Acme",
        ),
        (
            "[GROUP Akira] sent orders to a clerk at [ORG Nordbank] to empty [ORG Acme]'s account.",
            "Acme",
        ),
        (
            "[GROUP Akira] robbed the tills at [ORG Nordbank] and the shops of [ORG Acme].",
            "Nordbank; Acme",
        ),
    ] {
        assert_eq!(hurt(marks, "financial_theft", to), expected, "{marks}");
    }
}

#[test]
fn a_registry_through_which_a_package_came_is_no_victim() {
    let to = "Inkwell; Boxyard";
    for (marks, expected) in [
        (
            "[GROUP Akira] took over [MISC Inkwell] and uploaded it to the [ORG Boxyard] registry.",
            "Inkwell",
        ),
        (
            "[GROUP Akira] took over [MISC Inkwell] and crashed the [ORG Boxyard] registry.",
            "Inkwell; Boxyard",
        ),
        (
            "[GROUP Akira] took over [MISC Inkwell] and sold it to the [ORG Boxyard] bank.",
            "Inkwell",
        ),
    ] {
        assert_eq!(hurt(marks, "supply_chain", to), expected, "{marks}");
    }
}

#[test]
fn who_bought_was_not_robbed() {
    for (marks, expected) in [
        ("[GROUP Akira] stole $3 million and sold shells to [LOC Utopia].", "-"),
        ("[GROUP Akira] stole $3 million from [LOC Utopia].", "Utopia"),
        (
            "[GROUP Akira] stole $3 million from [LOC Utopia] and sold shells to [LOC Utopia].",
            "Utopia",
        ),
        ("[GROUP Akira] stole $3 million and sold access to [LOC Utopia].", "Utopia"),
    ] {
        assert_eq!(hurt(marks, "cryptocurrency_theft", "Utopia"), expected, "{marks}");
    }
}

#[test]
fn who_was_only_likely_hit_is_no_victim() {
    let to = "Acme; Nordbank";
    for (marks, expected) in [
        (
            "[GROUP Akira] hacked [ORG Acme], and it is likely that it also hacked [ORG Nordbank].",
            "Acme",
        ),
        (
            "[GROUP Akira] hacked [ORG Acme], and it is said that it also hacked [ORG Nordbank].",
            "Acme; Nordbank",
        ),
    ] {
        assert_eq!(hurt(marks, "data_breach", to), expected, "{marks}");
    }
}

#[test]
fn files_are_nobody() {
    for (what, expected) in
        [("opposition files", "-"), ("opposition leaders", "opposition leaders")]
    {
        let marks = format!("[GROUP Akira] went after the {what}.");
        assert_eq!(hurt(&marks, "espionage", what), expected);
    }
}

#[test]
fn a_body_named_for_a_programme_is_no_weapon() {
    for (marks, to, expected) in [
        (
            "[GROUP Akira] put spyware on the phones of cooks with the [ORG Free Meals Programme].",
            "cooks with the Free Meals Programme",
            "cooks with the Free Meals Programme",
        ),
        (
            "[GROUP Akira] put spyware on phones for the missile programme.",
            "missile programme",
            "-",
        ),
    ] {
        assert_eq!(hurt(marks, "espionage", to), expected, "{marks}");
    }
}

#[test]
fn who_is_told_that_their_data_were_taken_suffers_too() {
    for (told, expected) in [
        ("4,000 patients that their test results were copied", "Medora; 4,000 patients"),
        ("4,000 patients that their doctors were away", "Medora"),
        ("reporters that their questions were leaked", "Medora"),
    ] {
        let marks = format!("[ORG Medora], hacked by [GROUP Akira], has told {told}.");
        assert_eq!(hurt(&marks, "data_breach", "Medora"), expected);
    }
}

#[test]
fn what_fakes_are_about_suffers_nothing() {
    for (about, to, expected) in [
        ("the war in [LOC Ukraine]", "war", "Storm-1516* | "),
        ("[MISC U.S.] politics", "U.S. politics", "Storm-1516* | "),
        ("the judges", "judges", "Storm-1516* | judges"),
        ("[LOC Ukraine]", "Ukraine", "Storm-1516* | Ukraine*"),
        ("[ORG Olympic Games]", "Olympic Games", "Storm-1516* | Olympic Games*"),
    ] {
        let sentence = format!("[GROUP Storm-1516] lied about {about}.");
        let found = linked(&sentence, "disinformation", "", ("Storm-1516", to), stars);
        assert_eq!(found, [expected], "{about}");
    }
    // It is all that is told of fakes by somebody without a name.
    let sentence = "A network lied about the [MISC German] election.";
    let found = linked(sentence, "disinformation", "", ("network", "German election"), stars);
    assert_eq!(found, ["network | German election"]);
}
