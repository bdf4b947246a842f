//! What the words right beside a name say that it is, where the model takes it for something else.
//!
//! - "The Biden administration", "the Harris campaign said": a president or a candidate, so that the
//!   name is a person's throughout. Not what a table has, nor an abbreviation. "The Doppelganger
//!   campaign" may be anything: of a campaign the words behind must speak of people.
//! - "The Chinese contractor I-Soon", "I-Soon, a Shanghai company": no threat group, if no table has it as
//!   one.
//! - "`BlackCat` claimed responsibility", "`BlackCat` said": software that the article calls ransomware and
//!   that speaks or closes down is the gang of its name.
//! - "The USDC stablecoin", "U.S. Treasuries": coins and bonds are nobody, and so are files, advisories
//!   ("`halvo.dll`", "Halvo-SA-00125"), a member's party and state ("D-Ore."), operations ("codenamed Eastwood") and what stands in small letters for a group that no table has.

use std::collections::BTreeSet;

use super::Named;
use super::aliases::{is_known, is_known_threat};
use super::names::is_abbreviated;
use super::threats::beside_ransomware;
use crate::knowledge::fold;
use crate::taxonomy::EntityLabel;

/// Whether a mention is a coin or a bond, a file, an advisory, or a plain word that passes for a group.
pub(super) fn is_thing(text: &str, mention: &Named) -> bool {
    use EntityLabel::{Group, Org, Per};
    const COINS: &[&str] = &["coins", "cryptocurrency", "stablecoin", "stablecoins", "tokens"];
    if matches!(mention.label, Group | Org | Per)
        && (is_file(mention.name) || is_advisory(mention.name) || is_party_and_state(mention.name))
    {
        return true;
    }
    if matches!(mention.label, Group | Org | Per) && is_code_name(text, mention) {
        return true;
    }
    let plain = mention.name.contains(char::is_lowercase)
        && !mention.name.contains(|c: char| c.is_uppercase() || c.is_numeric());
    if mention.label == Group && plain && !is_known_threat(mention.name) {
        return true;
    }
    let coin = || COINS.contains(&words_behind(text, mention)[0].as_str());
    mention.label == EntityLabel::Org && (mention.name == "Treasuries" || coin())
}

/// Whether a name is that of an operation: "codenamed Eastwood". Groups and tools of the tables are what they are.
fn is_code_name(text: &str, mention: &Named) -> bool {
    let before = text.get(..mention.span.start()).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\n', '"', '\u{201c}', '\u{2018}', '\'']);
    ["codenamed", "code-named", "code named"].iter().any(|cue| before.ends_with(cue))
        && !is_known(mention.name)
}

/// "`Halvo.Helper.dll`"
fn is_file(name: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "apk", "bat", "bin", "dat", "dll", "doc", "docx", "exe", "jar", "js", "php", "ps1", "sys",
        "vbs", "zip",
    ];
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    !name.contains(char::is_whitespace)
        && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// "D-Ore.", "R-Texas" of a member of Congress.
fn is_party_and_state(name: &str) -> bool {
    let state = ["D-", "R-", "I-"].iter().find_map(|party| name.strip_prefix(party));
    state.is_some_and(|state| {
        let abbreviated = state.ends_with('.') || state.len() == 2;
        let short = state.chars().count() <= 6 && !state.contains(char::is_whitespace);
        short && abbreviated && state.starts_with(char::is_uppercase)
    })
}

/// "CVE-2024-1234", "Halvo-SA-00125": the number of a flaw or of what a firm writes on one.
fn is_advisory(name: &str) -> bool {
    let number = ["CVE-", "-SA-"].iter().find_map(|mark| Some(name.split_once(mark)?.1));
    number.is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit()) && !name.contains(char::is_whitespace)
    })
}

/// Gives mentions the label that the words beside one of the same name show, but for those that are
/// `fixed`.
pub(super) fn relabel(text: &str, named: &mut [Named], fixed: impl Fn(&Named) -> bool) {
    use EntityLabel::{Group, Malware, Org, Per};
    let of = |shows: &dyn Fn(&Named) -> bool| -> BTreeSet<String> {
        named.iter().filter(|mention| shows(mention)).map(|mention| fold(mention.name)).collect()
    };
    let persons = of(&|mention| is_politician(text, mention));
    let firms = of(&|mention| mention.label == Group && is_firm(text, mention));
    let ransomware = of(&|m| m.label == Malware && beside_ransomware(text, m));
    let gangs = of(&|m| {
        m.label == Malware && ransomware.contains(&fold(m.name)) && acts(&words_behind(text, m))
    });
    if persons.is_empty() && firms.is_empty() && gangs.is_empty() {
        return;
    }
    for mention in named.iter_mut().filter(|mention| !fixed(mention)) {
        let name = fold(mention.name);
        match mention.label {
            Org | Group if persons.contains(&name) => mention.label = Per,
            Group if firms.contains(&name) => mention.label = Org,
            Malware if gangs.contains(&name) => mention.label = Group,
            _ => {}
        }
    }
}

/// Whether "administration" or "campaign said" behind a single word makes it a politician's name.
fn is_politician(text: &str, mention: &Named) -> bool {
    const OF_PEOPLE: &[&str] = &[
        "adviser",
        "advisers",
        "advisor",
        "advisors",
        "aide",
        "aides",
        "confirmed",
        "declined",
        "did",
        "headquarters",
        "manager",
        "official",
        "officials",
        "said",
        "says",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "staff",
        "staffer",
        "staffers",
        "told",
        "volunteers",
    ];
    let name = mention.name;
    let [next, then] = words_behind(text, mention);
    let office = next == "administration" || next == "campaign" && OF_PEOPLE.contains(&&*then);
    office
        && matches!(mention.label, EntityLabel::Org | EntityLabel::Group)
        && !name.contains(char::is_whitespace)
        && name.starts_with(char::is_uppercase)
        && !is_abbreviated(name)
        && !is_known(name)
}

/// Nouns for those who sell something.
const FIRMS: &[&str] = &[
    "business",
    "company",
    "contractor",
    "firm",
    "startup",
    "subcontractor",
    "supplier",
    "vendor",
];

/// Whether a mention is called a firm: "the contractor X", "X, a company".
fn is_firm(text: &str, mention: &Named) -> bool {
    const NOT_NAME: &[&str] = &["gang", "group", "had", "hackers", "has", "is", "was", "were"];
    if is_known_threat(mention.name) {
        return false;
    }
    let before = text.get(..mention.span.start()).unwrap_or_default().trim_end_matches([' ', '\n']);
    let noun = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    // "It told the company Quiet Falcons had broken in" has a pause between the two.
    if FIRMS.contains(&noun) && !NOT_NAME.contains(&words_behind(text, mention)[0].as_str()) {
        return true;
    }
    let behind = text.get(mention.span.end()..).unwrap_or_default();
    let Some(aside) = behind.strip_prefix(", ") else { return false };
    let aside = ["a ", "an ", "the "].iter().find_map(|front| aside.strip_prefix(front));
    let described = |word: &&str| {
        word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '\u{2019}'))
            && !matches!(*word, "of" | "in" | "from" | "for" | "by" | "with" | "that" | "which")
    };
    let words = aside.unwrap_or_default().split_whitespace().take(DESCRIBING);
    let bare = words.map(|word| (word.trim_end_matches([',', '.', ';']), word));
    for (bare, word) in bare {
        if FIRMS.contains(&bare) {
            return true;
        }
        if bare != word || !described(&bare) {
            return false;
        }
    }
    false
}

/// Most words of "a private Chinese security contractor".
const DESCRIBING: usize = 6;

/// Whether the words behind a name say what people do, and software does not.
fn acts([next, then]: &[String; 2]) -> bool {
    const SPEAKS: &[&str] = &[
        "admitted",
        "announced",
        "apologised",
        "apologized",
        "boasted",
        "denied",
        "disbanded",
        "rebranded",
        "said",
        "says",
        "told",
        "vowed",
    ];
    SPEAKS.contains(&&**next)
        || matches!(&**next, "claimed" | "claims")
            && matches!(&**then, "credit" | "it" | "responsibility" | "that" | "to")
        || next == "shut" && then == "down"
}

/// The two words behind a mention, in lower case; empty before other marks.
fn words_behind(text: &str, mention: &Named) -> [String; 2] {
    let mut rest = text.get(mention.span.end()..).unwrap_or_default();
    let mut word = || {
        rest = rest.trim_start_matches([' ', '\n']);
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let word = rest[..end].to_lowercase();
        rest = &rest[end..];
        word
    };
    [word(), word()]
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn who_governs_or_runs_is_a_person() {
        check(&[
            (
                "The [ORG:Biden] administration acted; [ORG:Biden] said so",
                "person Biden: Biden | Biden",
            ),
            (
                "[PER:Joe Biden] spoke. The [ORG:Biden] administration acted",
                "person Joe Biden: Joe Biden | Biden",
            ),
            (
                "The [GROUP:Harris] campaign said no; the [GROUP:Doppelganger] campaign went on",
                "person Harris: Harris; group Doppelganger: Doppelganger",
            ),
            (
                "the [ORG:FBI] administration and the [ORG:NGCA] administration",
                "organization Federal Bureau of Investigation: FBI; organization NGCA: NGCA",
            ),
        ]);
    }

    #[test]
    fn a_firm_is_no_threat_group() {
        check(&[
            (
                "The documents of [GROUP:Anyeon], a private Chinese contractor, leaked; [GROUP:Anyeon], also known as [GROUP:Halvo], sells tools; [GROUP:Halvo] hacks",
                "organization Anyeon: Anyeon | Anyeon | Halvo | Halvo",
            ),
            (
                "the security firm [GROUP:Anyeon] and the firm [GROUP:Quiet Falcons] had hit; [GROUP:Kimsuky], a North Korean company, wrote",
                "organization Anyeon: Anyeon; group Quiet Falcons: Quiet Falcons; group Kimsuky <G0094 Kimsuky>: Kimsuky",
            ),
        ]);
    }

    #[test]
    fn ransomware_that_speaks_is_a_gang() {
        check(&[
            (
                "The [MALWARE:BlackCat] ransomware hit it. [MALWARE:BlackCat] shut down in May",
                "group BlackCat <S1068 BlackCat>: BlackCat | BlackCat",
            ),
            (
                "The [MALWARE:BlackCat] ransomware hit it. [MALWARE:BlackCat] locks files",
                "other BlackCat <S1068 BlackCat>: BlackCat | BlackCat",
            ),
            ("[MALWARE:Emotet] shut down in May", "other Emotet <S0367>: Emotet"),
        ]);
    }

    #[test]
    fn files_advisories_and_plain_words_are_nobody() {
        check(&[(
            "[PER:Ron Hale] ([ORG:D-Ore.]) and [ORG:R-N.D.], [ORG:D-Link]; a raid codenamed “[PER:Eastwood]”, [PER:Eva Eastwood] and a group code-named [GROUP:Kimsuky]; [ORG:Halvo.Helper.dll] of [ORG:Halvo], see [ORG:Halvo-SA-00125] and [GROUP:CVE-2024-1234], in the [GROUP:old mirror] of [GROUP:Quiet Falcons]",
            "person Ron Hale: Ron Hale; organization D-Link: D-Link; person Eva Eastwood: Eva Eastwood; group Kimsuky <G0094 Kimsuky>: Kimsuky; organization Halvo: Halvo; group Quiet Falcons: Quiet Falcons",
        )]);
    }

    #[test]
    fn coins_and_bonds_are_nobody() {
        check(&[(
            "The issuer of the [ORG:USDC] stablecoin, [ORG:Halvcorp], sold [LOC:U.S.] [ORG:Treasuries]",
            "organization Halvcorp: Halvcorp; state United States <US>: U.S.",
        )]);
    }
}
