//! Names of persons as compared: folded words, surnames among them, and what tells a son from the father
//! whose name he has.

use super::Named;
use crate::knowledge::{fold, leading_surnames};

/// Behind a name, and no part of it.
const DEGREES: &[&str] = &["esq", "md", "ph d", "phd"];

/// What a person of rank or office has behind the name, in capitals: "Emeka Obi SAN", "Jane Poe KC".
const HONOURS: &[&str] = &[
    "AM", "AO", "CBE", "CMG", "DBE", "KBE", "KC", "MBE", "MEP", "MLA", "MP", "MSP", "OAM", "OBE",
    "QC", "QPM", "SAN", "SC",
];

/// Whether a word is what a person of rank or office has behind the name.
pub(in crate::extract) fn is_honour(word: &str) -> bool {
    HONOURS.contains(&word)
}

/// Behind a name, and what tells persons of one name apart, as compared and as shown.
const GENERATIONS: &[(&str, &str)] =
    &[("ii", "II"), ("iii", "III"), ("iv", "IV"), ("jr", "Jr."), ("sr", "Sr.")];

/// "Jr.", "Sr.", "II", as shown.
pub(super) type Generation = Option<&'static str>;

/// The words of a name, folded: no full stops, no "Jr.", no accents.
pub(super) fn words(name: &str) -> Vec<String> {
    parsed(name).0
}

/// The words of a mention, and its generation: the name's, or the one that the model cut off
/// ("Robert Halloran, Jr.").
pub(super) fn parsed_mention(text: &str, mention: &Named) -> (Vec<String>, Generation) {
    let (words, own) = parsed(mention.name);
    let behind = || {
        let rest = text.get(mention.span.end()..)?;
        let rest = rest.strip_prefix(',').unwrap_or(rest).strip_prefix([' ', '\n'])?;
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        generation(&fold(&rest[..end])).filter(|_| rest.starts_with(char::is_uppercase))
    };
    (words, own.or_else(behind))
}

/// The words of a name, folded, and its generation.
pub(super) fn parsed(name: &str) -> (Vec<String>, Generation) {
    let plain = |word: &str| {
        let folded: String = fold(word).chars().map(without_accent).collect();
        folded
            .split(' ')
            .filter(|piece| !matches!(*piece, "." | "," | "(" | ")" | "\""))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut words: Vec<String> = without_honours(name)
        .split_whitespace()
        .map(plain)
        .filter(|word| !word.is_empty())
        .collect();
    let mut own = None;
    while words.len() > 1
        && let Some(last) = words.last()
    {
        let told = generation(last);
        if told.is_none() && !DEGREES.contains(&last.as_str()) {
            break;
        }
        own = own.or(told);
        words.pop();
    }
    (words, own)
}

/// A letter as agencies write it that have no accents: "António" is "Antonio".
fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => letter,
    }
}

/// The name without the honours behind it, if two words are left that are not in capitals throughout:
/// "KIM SAN" has none.
pub(super) fn without_honours(name: &str) -> &str {
    let mut left = name.trim_end();
    while let Some((front, last)) = left.rsplit_once(char::is_whitespace) {
        let front = front.trim_end_matches(|c: char| c == ',' || c.is_whitespace());
        let named = front.split_whitespace().count() > 1 && front.contains(char::is_lowercase);
        if !named || !HONOURS.contains(&last.trim_end_matches([',', '.'])) {
            break;
        }
        left = front;
    }
    left
}

fn generation(folded: &str) -> Generation {
    GENERATIONS.iter().find(|(known, _)| *known == folded).map(|(_, shown)| *shown)
}

/// Whether a generation is a number, as kings have: "Charles III" is "Charles", too.
pub(super) fn is_number(generation: Generation) -> bool {
    generation.is_some_and(|shown| !shown.contains(char::is_lowercase))
}

/// Whether two names are one, in whatever order of surname and given name.
pub(super) fn is_same(one: &[String], other: &[String]) -> bool {
    same_name(one, other) || turned(one, other)
}

/// Equal, hyphens and white space apart: "Tae-yul", "Tae Yul".
pub(super) fn same_name(one: &[String], other: &[String]) -> bool {
    one.first() == other.first() && letters(one) == letters(other)
}

/// Equal but for a surname of a language that puts it first, which one of them has last.
fn turned(one: &[String], other: &[String]) -> bool {
    let turns = |front: &[String], back: &[String]| {
        let (Some((first, given)), Some((last, before))) = (front.split_first(), back.split_last())
        else {
            return false;
        };
        first == last
            && !given.is_empty()
            && letters(given) == letters(before)
            && leading_surnames().contains(first.as_str())
    };
    turns(one, other) || turns(other, one)
}

fn letters(words: &[String]) -> String {
    words.concat().replace(' ', "")
}

/// Letters of the shortest surname within a name: "de la Cruz Rojas" has no "la".
const SHORTEST: usize = 4;

/// Whether a word is the first of the two surnames of a name, small words between them or not: "Loret" of "Carlos
/// Loret de Mola".
pub(super) fn is_first_surname(name: &[String], word: &String) -> bool {
    let mut surnames = name.iter().skip(1).filter(|word| word.chars().count() >= SHORTEST);
    surnames.next() == Some(word) && surnames.count() == 1
}

/// Whether a part is the second half of a double surname: "Marlaska" of "Fernando Grande-Marlaska".
pub(super) fn ends_with_half(name: &[String], part: &[String]) -> bool {
    let ([_, .., last], [word]) = (name, part) else { return false };
    word.chars().count() >= SHORTEST && last.rsplit_once(' ').is_some_and(|(_, half)| half == word)
}

/// Whether a word of kinship stands right before a mention.
pub(super) fn is_kin(text: &str, mention: &Named) -> bool {
    let before = text.get(..mention.span.start()).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\n', ',']);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    KIN.contains(&&*word.to_lowercase())
}

/// Kin, who may have the same surname; "lady" of "first lady".
const KIN: &[&str] = &[
    "brother",
    "brothers",
    "cousin",
    "daughter",
    "daughters",
    "father",
    "husband",
    "lady",
    "mother",
    "nephew",
    "niece",
    "sister",
    "sisters",
    "son",
    "sons",
    "uncle",
    "widow",
    "wife",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::EntityLabel;
    use crate::text::Span;

    #[test]
    fn a_generation_is_read_and_a_degree_is_not() {
        for (name, shown) in [
            ("Robert Halloran Jr.", Some("Jr.")),
            ("ROBERT HALLORAN JR.", Some("Jr.")),
            ("Robert Halloran, Sr.", Some("Sr.")),
            ("Robert Halloran III", Some("III")),
            ("Robert Halloran II, Esq.", Some("II")),
            ("Robert Halloran, Ph.D.", None),
            ("Robert Halloran MD", None),
            ("Robert Halloran", None),
        ] {
            let (words, generation) = parsed(name);
            assert_eq!(
                (words.join(" ").as_str(), generation),
                ("robert halloran", shown),
                "{name}"
            );
        }
        assert!(is_number(Some("III")) && !is_number(Some("Jr.")) && !is_number(None));
    }

    #[test]
    fn honours_are_no_part_of_a_name() {
        for (name, bare) in [
            ("Emeka Obi SAN", "Emeka Obi"),
            ("Tim Hale, KBE, MP", "Tim Hale"),
            ("Ruth Hale SC", "Ruth Hale"),
            ("Obi SAN", "Obi SAN"),
            ("KIM HYUN SAN", "KIM HYUN SAN"),
            ("Kim Hyun San", "Kim Hyun San"),
        ] {
            assert_eq!(without_honours(name), bare);
            assert_eq!(words(name), words(bare));
        }
    }

    #[test]
    fn a_generation_behind_the_mention_is_its() {
        let of = |text: &str| {
            let name = "Robert Halloran";
            let span = Span::new(0, name.len());
            let label = EntityLabel::Per;
            parsed_mention(text, &Named { index: 0, name, label, span, owner: None, score: None }).1
        };
        assert_eq!(of("Robert Halloran, Jr., 34, spoke"), Some("Jr."));
        assert_eq!(of("Robert Halloran Sr. spoke"), Some("Sr."));
        assert_eq!(of("Robert Halloran, III, spoke"), Some("III"));
        assert_eq!(of("Robert Halloran, Srdjan Ilic"), None);
        assert_eq!(of("Robert Halloran. Jr. spoke"), None);
        assert_eq!(of("Robert Halloran"), None);
    }
}
