//! Speakers as the news cites them: without a verb of saying, behind asides, by another word.

use super::{last, who};

#[test]
fn who_is_cited_without_being_a_subject() {
    for (sentence, speaker) in [
        ("As [ORG Corven] explains, the thieves copy the keys first.", "Corven = Corven"),
        ("As [ORG Corven] told the [ORG BBC], the thieves copy the keys first.", "Corven = Corven"),
        (
            "As [PER Ann Lee] writes in an alert: “The thieves, it seems, copy the keys.”",
            "Ann Lee = Ann Lee",
        ),
        ("As first reported by [ORG Nordpost], hackers copied the keys.", "Nordpost = Nordpost"),
        ("Hackers copied the keys, as reported by [ORG Nordpost].", "Nordpost = Nordpost"),
        ("Meanwhile, per [ORG Nordpost], the thieves copied the keys.", "Nordpost = Nordpost"),
        ("As alleged in the indictment, [PER Bo Lind] copied the keys.", "the indictment = -"),
        ("As set out in a complaint, [PER Bo Lind] copied the keys.", "a complaint = -"),
        (
            "[PER Bo Lind] copied the keys, as further detailed in court filings.",
            "court filings = -",
        ),
        (
            "The flaw was used to copy photos, reports the [ORG Evening Herald].",
            "Evening Herald = Evening Herald",
        ),
        ("A gang with close ties to [LOC Oslo] said it copied the keys.", "A gang = -"),
        ("A gang with possible links to [ORG Corven] said it copied the keys.", "A gang = -"),
        ("A clue that directly links to [ORG Corven], police said, is the key.", "police = -"),
        // What goes on at the same time is no source.
        ("As [ORG Corven] warned of more attacks, hackers copied the keys.", "-"),
        ("Seen as hired by [ORG Corven], hackers copied the keys.", "-"),
        ("As shown in the lab, [PER Bo Lind] copied the keys.", "-"),
        ("Files as described in the report were copied by [PER Bo Lind].", "-"),
        ("Hackers copied photos, reports and keys of [ORG Corven].", "-"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn quotations_behind_a_colon() {
    for (sentence, speaker) in [
        (
            "[PER Ann Lee], head of research at [ORG Corven], elaborates in a post: “Hackers copied it.”",
            "Ann Lee = Ann Lee",
        ),
        (
            "[ORG Northgate] issued the following statement: “Hackers copied it.”",
            "Northgate = Northgate",
        ),
        (
            "[ORG Northgate] has played down the theft, saying: “Hackers copied nothing.”",
            "Northgate = Northgate",
        ),
        ("[ORG Northgate] received a message: “We copied it.”", "-"),
        ("[ORG Northgate] published a list: “Keys, files and photos” that hackers copied.", "-"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn verbs_of_saying_with_another_word() {
    for (sentence, speaker) in [
        (
            "“Hackers copied the keys,” [PER Ann Lee], a manager at [ORG Corven], pointed out.",
            "Ann Lee = Ann Lee",
        ),
        (
            "“Hackers came in while the bank has stated that it is safe,” [PER Ann Lee] pointed out.",
            "Ann Lee = Ann Lee",
        ),
        ("[PER Ann Lee] points out that hackers copied the keys.", "Ann Lee = Ann Lee"),
        ("[PER Ann Lee] was adamant that hackers copied nothing.", "Ann Lee = Ann Lee"),
        ("It is certain that hackers copied the keys.", "-"),
        ("[PER Ann Lee] discovered that hackers copied the keys.", "Ann Lee = Ann Lee"),
        ("[PER Ann Lee] discovered the flaw that hackers used.", "-"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn who_is_described_at_length() {
    for (sentence, speaker) in [
        (
            "[ORG Northgate], the studio behind that famous game and others, said hackers copied it.",
            "Northgate = Northgate",
        ),
        (
            "[PER Ann Lee], a senior director at [ORG Corven], an expert in passwords, said hackers copied it.",
            "Ann Lee = Ann Lee",
        ),
        (
            "[PER Ann Lee], who has found flaws in [ORG Mailbird], the shop [ORG Cartly], and [ORG Notes], said hackers \
             copied it.",
            "Ann Lee = Ann Lee",
        ),
        (
            "[PER Ann Lee], co-founder and head of the [ORG Centre for Net Law] who read the code, said hackers copied it.",
            "Ann Lee = Ann Lee",
        ),
        (
            "[ORG Corven], the firm that manufactures the pumps, that was hit in May, said hackers copied it.",
            "Corven = Corven",
        ),
        (
            "[ORG Corven] chief and founder [PER Ann Lee] said hackers copied it.",
            "Ann Lee = Ann Lee",
        ),
        (
            "The audit showed no sign of theft, [ORG Corven] chief and founder [PER Ann Lee] said in a post.",
            "Ann Lee = Ann Lee",
        ),
        (
            "A source who asked not to be named told [ORG Nordpost] that hackers copied it.",
            "A source = -",
        ),
        ("A man hit by the scam told the paper that hackers copied it.", "A man = -"),
        // Others speak beside whoever is named before.
        (
            "[ORG Corven], a bank, and [ORG Northgate] said hackers copied it.",
            "Corven, a bank, and Northgate = Corven",
        ),
        ("Hackers hit [ORG Corven], a bank, officials said.", "officials = -"),
        (
            "Hackers at [ORG Corven] who copied the keys were caught, officials said.",
            "officials = -",
        ),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn papers_and_spokesmen_of_a_named_body() {
    let told = "According to a post published by the firm [ORG Corven], hackers copied the keys.";
    assert!(last(told).ends_with("= Corven"), "{}", last(told));
    let told = "A city of [LOC Leeds] spokesman said hackers copied the keys.";
    assert!(last(told).starts_with("A city of Leeds spokesman"), "{}", last(told));
    let told = "Hackers copied 400 files from the city, court records show.";
    assert_eq!(last(told), "court records = -");
}

#[test]
fn those_who_found_it_speak_again() {
    let told = "Researchers at [ORG Corven] said hackers copied it.\nThey said it was a theft.";
    assert_eq!(last(told), "They = Corven");
    let told = "[PER Ann Lee] said hackers copied it.\nThey said it was a theft.";
    assert_eq!(last(told), "They = -");
    let told = "A report by [ORG Corven] said hackers copied it.\nNobody was caught.\nThe files were sold.\nPolice came.\n\
                Weeks went by.\nA year went by.\nThe researchers said it was a theft.";
    assert_eq!(last(told), "The researchers = Corven");
    let told = "A report by [ORG Corven] said hackers copied it.\n[ORG Northgate] researchers said they had left.\nThe \
                researchers said it was a theft.";
    assert_eq!(last(told), "The researchers = -");
}

#[test]
fn ours_is_whoever_is_quoted() {
    let told = "[ORG Corven] said: “Hackers copied it.\nOur researchers found that hackers copied the keys.”";
    assert_eq!(who(told), ["Corven = Corven", "-"]);
}

#[test]
fn papers_state() {
    for (sentence, speaker) in [
        ("“The thieves copied the keys,” the advisory states.", "the advisory = -"),
        ("The notice states hackers copied the keys.", "The notice = -"),
        ("“The thieves copied the keys,” the filing notes.", "the filing = -"),
        ("“The thieves copied the keys,” the company states.", "the company = -"),
        ("The keys, the report states, were copied by hackers.", "the report = -"),
        ("A spy agency told lawmakers hackers copied the keys.", "A spy agency = -"),
        (
            "Figures from [ORG Action Fraud] show victims lost £99 million.",
            "Figures from Action Fraud = Action Fraud",
        ),
        ("Emails seen by [ORG Nordpost] show hackers had the keys.", "Emails = -"),
        // Nobody speaks in these.
        ("Hackers copied emails from a [ORG Nordpost] show on Monday.", "-"),
        ("Hackers copied the keys of two Gulf states.", "-"),
        ("Hackers copied the keys of three banks, a company and four states.", "-"),
        ("Hackers copied files, company reports and notes of the bank.", "-"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn whoever_declares_a_thing_says_nothing() {
    for act in [
        "The city declared an emergency after hackers locked its servers.",
        "[LOC Costa Rica] declared a state of emergency in May after [GROUP Conti] locked its servers.",
        "[GROUP Killnet] declared war on [LOC Norway] and took down the site of a bank.",
        "[ORG Northgate] declared bankruptcy after hackers stole $230 million.",
        "The minister was speaking after the [ORG Evening Herald] printed the stolen files.",
        "He was commenting on reports that hackers had copied the keys.",
    ] {
        assert_eq!(last(act), "-", "{act}");
    }
    for (sentence, speaker) in [
        ("The minister declared that no keys were copied.", "The minister = -"),
        ("The minister declared hackers had copied the keys.", "The minister = -"),
        ("“We have copied the keys,” [GROUP Killnet] declared.", "Killnet = Killnet"),
        (
            "“They copied the keys,” said [PER Ann Lee], who spoke after the hearing.",
            "Ann Lee = Ann Lee",
        ),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn who_is_said_to_do_something_says_nothing() {
    for (sentence, speaker) in [
        ("A gang thought to operate from [LOC Oslo] copied the keys.", "-"),
        ("A man said to lead the gang copied the keys.", "-"),
        ("Ships reported to carry the copied keys left [LOC Oslo].", "-"),
        ("He said to the court that hackers copied the keys.", "He = -"),
        ("Police thought hackers had copied the keys.", "Police = -"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn who_sanctions_or_claims_an_attack_says_so() {
    for (sentence, speaker) in [
        ("[LOC US] sanctions two bankers over stolen coins", "US = US"),
        (
            "The [ORG Treasury Department] sanctioned a mixer that hackers used.",
            "Treasury Department = Treasury Department",
        ),
        ("[LOC Britain] imposed sanctions on [MISC Russian] hackers.", "Britain = Britain"),
        ("[GROUP LockBit] has claimed responsibility for the hack of a town.", "LockBit = LockBit"),
        ("The gang claimed credit for the hack on [ORG Telegram].", "The gang = -"),
        (
            "[LOC Britain] sanctioned the hackers on Monday, [ORG Nordpost] reported.",
            "Nordpost = Nordpost",
        ),
        // Told in passing, by nobody, of nobody.
        ("After the [LOC US] sanctioned the mixer, hackers used another.", "-"),
        ("A mixer sanctioned by the [LOC US] was used by hackers.", "-"),
        ("Hackers used a mixer that the [LOC US] sanctioned.", "-"),
        ("No group has claimed responsibility for the hack.", "-"),
        ("The gang has not claimed responsibility for the hack.", "-"),
        ("The gang claimed 40 victims in May.", "-"),
        ("The [LOC US] could impose sanctions on the hackers.", "-"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}
