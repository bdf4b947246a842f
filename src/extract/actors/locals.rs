//! Local authorities: "Holt County", "the city of Marlow Falls". They are places until they act or suffer
//! ("Holt County refused to pay", "an attack on the city of Marlow Falls"); then the name is an
//! organisation's, but for where a preposition still makes it a place ("in Holt County").
//!
//! Only what is called an authority somewhere in the article is one: of a bare "Riverton" nobody knows
//! whether the town hall is meant.

use std::collections::BTreeSet;

use super::Named;
use crate::knowledge::fold;
use crate::taxonomy::EntityLabel;

/// Kinds of authorities, behind a name or before "of" and a name.
const KINDS: &[&str] =
    &["borough", "city", "county", "municipality", "parish", "town", "township", "village"];

/// Words before places.
const PLACED: &[&str] = &[
    "across",
    "around",
    "at",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "outside",
    "throughout",
    "through",
    "to",
];

/// What authorities do, and what happens to them.
const DOES: &[&str] = &[
    "announced",
    "confirmed",
    "decided",
    "declined",
    "denied",
    "disclosed",
    "lost",
    "notified",
    "paid",
    "pay",
    "pays",
    "plans",
    "refused",
    "refuses",
    "rejected",
    "restored",
    "said",
    "says",
    "spent",
    "suffered",
    "warned",
];

/// What is done to them.
const HURT: &[&str] = &[
    "attacked",
    "breached",
    "crippled",
    "extorted",
    "hacked",
    "hit",
    "infected",
    "locked",
    "paralysed",
    "paralyzed",
    "robbed",
    "struck",
    "targeted",
    "victimised",
    "victimized",
];

/// What is theirs, and no place's.
const THEIRS: &[&str] = &[
    "computer",
    "computers",
    "data",
    "files",
    "government",
    "network",
    "networks",
    "officials",
    "payroll",
    "records",
    "server",
    "servers",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "systems",
    "website",
];

/// Words looked at on either side.
const NEAR: usize = 4;

/// Makes organisations of the local authorities that act or suffer, but for what is `fixed`.
pub(super) fn settle(text: &str, named: &mut [Named], fixed: impl Fn(&Named) -> bool) {
    let free = |mention: &Named| mention.label == EntityLabel::Loc && !fixed(mention);
    let of = |holds: &dyn Fn(&Named) -> bool| -> BTreeSet<String> {
        let fitting = named.iter().filter(|mention| free(mention) && holds(mention));
        fitting.map(|mention| fold(mention.name)).collect()
    };
    let authorities = of(&|mention| is_kind_named(mention) || kind_before(text, mention).is_some());
    if authorities.is_empty() {
        return;
    }
    let acting = of(&|mention| acts(text, mention));
    for mention in named.iter_mut() {
        let name = fold(mention.name);
        if !free(mention) || !authorities.contains(&name) || !acting.contains(&name) {
            continue;
        }
        // "Marlow Falls" is the city's name and the place's, "Holt County" the county's wherever no preposition is.
        let whole = is_kind_named(mention) || kind_before(text, mention).is_some();
        if whole && !is_placed(text, mention) || acts(text, mention) {
            mention.label = EntityLabel::Org;
        }
    }
}

/// "Holt County"
fn is_kind_named(mention: &Named) -> bool {
    let last = mention.name.rsplit_once(' ').map(|(_, last)| last.to_lowercase());
    last.is_some_and(|last| KINDS.contains(&&*last))
}

/// Where the phrase "the city of" before a name starts.
fn kind_before(text: &str, mention: &Named) -> Option<usize> {
    let before = text.get(..mention.span.start())?.strip_suffix(" of ")?;
    let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + 1);
    let kind = before.get(start..)?.to_lowercase();
    KINDS.contains(&&*kind).then_some(start)
}

/// The words before a name, its "the" and "city of" left out, the last first.
fn words_before<'a>(text: &'a str, mention: &Named) -> impl Iterator<Item = &'a str> {
    let start = kind_before(text, mention).unwrap_or(mention.span.start());
    let before = text.get(..start).unwrap_or_default();
    let words = before.rsplit([' ', '\n']).filter(|word| !word.is_empty());
    words.skip_while(|word| word.eq_ignore_ascii_case("the"))
}

/// Whether a preposition makes a name a place.
fn is_placed(text: &str, mention: &Named) -> bool {
    words_before(text, mention).next().is_some_and(|word| PLACED.contains(&&*word.to_lowercase()))
}

/// Whether the words beside a name say that an authority acts or suffers.
fn acts(text: &str, mention: &Named) -> bool {
    const ATTACKS: &[&str] =
        &["attack", "attacks", "cyberattack", "cyberattacks", "breach", "hack", "intrusion"];
    let rest = text.get(mention.span.end()..).unwrap_or_default();
    let owner = rest.strip_prefix("'s ").or_else(|| rest.strip_prefix("\u{2019}s "));
    let clause = owner.unwrap_or(rest).split([',', '.', ';', ':', '(', '"']).next();
    let words: Vec<&str> = clause.unwrap_or_default().split_whitespace().take(NEAR).collect();
    // "access to Holt County servers"
    if words.first().is_some_and(|word| THEIRS.contains(word)) {
        return true;
    }
    if is_placed(text, mention) {
        return false;
    }
    let mut before = words_before(text, mention);
    let (last, beyond) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    let attacked = HURT.contains(&last) && !matches!(beyond, "be" | "been" | "was" | "were")
        || matches!(last, "on" | "against" | "of") && ATTACKS.contains(&beyond);
    let [first, others @ ..] = &words[..] else { return attacked };
    if owner.is_some() {
        return attacked || words.iter().any(|word| THEIRS.contains(word));
    }
    let helped = matches!(*first, "had" | "has" | "have" | "is" | "was" | "were" | "will");
    let next = || others.iter().find(|word| !matches!(**word, "been" | "being" | "not" | "also"));
    attacked
        || DOES.contains(first)
        || helped && next().is_some_and(|word| HURT.contains(word) || DOES.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn an_authority_acts_or_suffers() {
        check(&[
            (
                "Hackers locked [LOC:Holt County]'s computers. [LOC:Holt County] refused to pay. He lives in [LOC:Holt County], and had access to [LOC:Holt County] servers",
                "organization Holt County: Holt County | Holt County | Holt County",
            ),
            (
                "An attack on the city of [LOC:Marlow Falls]; [LOC:Marlow Falls] said so. It rained in [LOC:Marlow Falls]",
                "organization Marlow Falls: Marlow Falls | Marlow Falls",
            ),
            (
                "[LOC:Holt County] was not breached; the [ORG:City of Marlow] and [LOC:Marlow] were",
                "organization Holt County: Holt County; organization City of Marlow: City of Marlow",
            ),
        ]);
    }

    #[test]
    fn a_place_is_nobody() {
        check(&[
            ("A clinic in [LOC:Holt County] was hit near the city of [LOC:Marlow]", ""),
            ("Rain fell on [LOC:Holt County]. Hackers hit [LOC:Riverton]", ""),
            (
                "The attack on the city of [LOC:Paris], [LOC:France]",
                "organization Paris: Paris; state France <FR>: France",
            ),
        ]);
    }
}
