//! Words that stand in a company's name and alone mean somebody else: a surname ("Kamala Harris",
//! "Harris Corp."), a demonym ("American Airlines").
//!
//! - Where the article names a person and a company in full, the word that both share belongs to the
//!   one last named in full before it, or to the one named first where it stands before both, if the
//!   model takes it for one of that kind. Else it belongs to none. A title makes it the person's ("Ms.
//!   Harris"), and counts as naming the person in full.
//! - "American said" and "American's flights" are not the state's where the article names American
//!   Airlines. That they are the company's is not sure either: they belong to none.

use std::collections::{BTreeMap, BTreeSet};

use super::Named;
use super::names::{company_front, is_company};
use super::person_names::words;
use crate::knowledge::{fold, titles};
use crate::taxonomy::EntityLabel;

/// The words that end a person's name and are all of a company's but its kind, folded.
pub(super) fn shared(text: &str, named: &[Named]) -> BTreeSet<String> {
    let of = |label: EntityLabel| -> BTreeSet<String> {
        let full = named.iter().filter_map(|mention| names_in_full(text, mention));
        full.filter(|(_, kind)| *kind == label).map(|(word, _)| word).collect()
    };
    let companies = of(EntityLabel::Org);
    if companies.is_empty() {
        return companies;
    }
    of(EntityLabel::Per).intersection(&companies).cloned().collect()
}

/// Leaves of the mentions that are one of the `words` only those whose actor is plain.
pub(super) fn part(
    text: &str,
    named: &mut Vec<Named>,
    words: &BTreeSet<String>,
    fixed: impl Fn(&Named) -> bool,
) {
    if words.is_empty() {
        return;
    }
    let mut last: BTreeMap<String, EntityLabel> = BTreeMap::new();
    for mention in named.iter() {
        if let Some((word, kind)) = names_in_full(text, mention) {
            last.entry(word).or_insert(kind);
        }
    }
    named.retain_mut(|mention| {
        if let Some((word, kind)) = names_in_full(text, mention) {
            if !fixed(mention) && words.contains(&word) && fold(mention.name) == word {
                mention.label = kind;
            }
            last.insert(word, kind);
            return true;
        }
        let word = fold(mention.name);
        let either = matches!(mention.label, EntityLabel::Per | EntityLabel::Org);
        fixed(mention)
            || !either
            || !words.contains(&word)
            || last.get(&word) == Some(&mention.label)
    });
}

/// The surname of a person, or the word of a company, that a mention names in full, and which of the
/// two.
fn names_in_full(text: &str, mention: &Named) -> Option<(String, EntityLabel)> {
    let company = match mention.label {
        EntityLabel::Org => true,
        EntityLabel::Per => is_company(mention.name),
        _ => false,
    };
    if let Some(front) = company_front(mention.name).filter(|_| company) {
        return Some((front, EntityLabel::Org));
    }
    let mut name = words(mention.name);
    let surname = name.pop()?;
    let person = match mention.label {
        EntityLabel::Per => !name.is_empty() || is_titled(text, mention),
        EntityLabel::Org => name.is_empty() && is_titled(text, mention),
        _ => false,
    };
    person.then_some((surname, EntityLabel::Per))
}

/// Words of the longest title, and bytes in which it stands.
const LONGEST: (usize, usize) = (4, 60);

/// Whether a title stands right before the mention.
fn is_titled(text: &str, mention: &Named) -> bool {
    let before = text.get(..mention.span.start()).unwrap_or_default();
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST.1))..];
    let mut title = String::new();
    let words = near.split_whitespace().rev().take(LONGEST.0);
    words.map(title_word).any(|word| {
        title = if title.is_empty() { word } else { format!("{word} {title}") };
        titles().contains(title.as_str())
    })
}

/// A word as titles have it, without the full stop of "Sen.". That of "the president." ends the
/// sentence.
fn title_word(word: &str) -> String {
    let short = word.strip_suffix('.').filter(|bare| {
        let small = || bare.chars().skip(1).all(char::is_lowercase);
        bare.contains('.')
            || bare.chars().count() <= 4 && bare.starts_with(char::is_uppercase) && small()
    });
    let folded = fold(short.unwrap_or(word));
    folded.split(' ').filter(|piece| *piece != "." || short.is_none()).collect::<Vec<_>>().join(" ")
}

/// The demonyms that begin the name of a company among `named`, folded.
pub(super) fn fronts(named: &[Named]) -> BTreeSet<String> {
    let companies = named.iter().filter(|mention| mention.label == EntityLabel::Org);
    companies.filter_map(|mention| company_front(mention.name)).collect()
}

/// Whether a demonym stands for no people, but as a name: "and American said", "American's flights".
pub(super) fn stands_alone(text: &str, mention: &Named) -> bool {
    const BEFORE: &[&str] =
        &["and", "as", "at", "but", "by", "from", "of", "or", "that", "when", "with"];
    const BEHIND: &[&str] = &[
        "did", "fell", "had", "has", "is", "rose", "said", "says", "told", "was", "will", "would",
    ];
    let before = text.get(..mention.span.start()).unwrap_or_default();
    let word = before.trim_end_matches([' ', '\n']);
    let word = word.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let rest = text.get(mention.span.end()..).unwrap_or_default();
    let owns = rest.strip_prefix(['\'', '\u{2019}']).is_some_and(|rest| rest.starts_with("s "));
    let next = rest.trim_start_matches([' ', '\n']);
    let next = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    (word.is_empty() || BEFORE.contains(&fold(word).as_str())) && (owns || BEHIND.contains(&next))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_word_of_a_person_and_a_company_is_the_last_ones() {
        check(&[
            (
                "[ORG:Harris Corp.] fell. [PER:Kamala Harris] spoke; [PER:Harris] left. [ORG:Harris] rose",
                "organization Harris Corp.: Harris Corp.; person Kamala Harris: Kamala Harris | Harris",
            ),
            (
                "[PER:Kamala Harris] spoke; [PER:Harris] left. [ORG:Harris Corp.] fell; [ORG:Harris] rose, and Ms. [PER:Harris] knew; [PER:Harris] ate",
                "person Kamala Harris: Kamala Harris | Harris | Harris | Harris; organization Harris Corp.: Harris Corp. | Harris",
            ),
            (
                "Vice President [PER:Harris] spoke. [ORG:Harris Corp.] fell; [ORG:Harris] rose",
                "person Harris: Harris; organization Harris Corp.: Harris Corp. | Harris",
            ),
            (
                "It hired a president. [ORG:Harris] rose. [ORG:Harris Corp.] fell; Sen. [PER:Harris] spoke",
                "organization Harris Corp.: Harris | Harris Corp.; person Harris: Harris",
            ),
            (
                "[ORG:Trimble, Inc.] fell; [ORG:Trimble] rose. [PER:Robert Trimble] sued",
                "organization Trimble, Inc.: Trimble, Inc. | Trimble; person Robert Trimble: Robert Trimble",
            ),
        ]);
    }

    #[test]
    fn a_demonym_may_be_short_for_a_company() {
        check(&[
            (
                "[ORG:American Airlines] fell. [MISC:American] said so, and [MISC:American]'s flights stayed. [MISC:American] officials left; an [MISC:American] said no",
                "organization American Airlines: American Airlines; state United States <US>: American | American",
            ),
            (
                "[ORG:American Airlines] and [ORG:British Airways] fell",
                "organization American Airlines: American Airlines; organization British Airways: British Airways",
            ),
            ("[MISC:American] said no", "state United States <US>: American"),
        ]);
    }
}
