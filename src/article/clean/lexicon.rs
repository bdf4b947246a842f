//! The phrases that sites put around articles, read from `lexicon.csv`, so that a new phrase is
//! one line in a table and not a change of code.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// What a header line opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// A list of other articles, after which the article may go on.
    List,
    /// The end of the page: comments, about the author. The article does not go on.
    Tail,
    /// An advertisement, which lasts to the next blank line.
    Advert,
}

/// What the table says of a block.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Verdict {
    /// The block as a whole is a phrase of the site.
    pub site: bool,
    /// Could be a menu entry or a subheading.
    pub menu: bool,
    /// Heads a part of reports.
    pub part: bool,
    /// Opens a section that is not article.
    pub opens: Option<Section>,
    /// Sum of the weights of the phrases inside.
    pub points: usize,
    /// One of them is a phrase of sites, not only a word that sites use.
    pub sure: bool,
}

/// Blocks beyond this are not looked at: no site phrase is that long.
const LONGEST: usize = 2000;
/// Phrases that must start a block have at most this many words.
const LONGEST_START: usize = 6;

/// With what the headers of lists of articles end.
const LISTS: &[&str] = &[
    " latest articles",
    " latest stories",
    " popular articles",
    " popular article",
    " access ranking",
];

struct Lexicon {
    whole: HashSet<&'static str>,
    start: HashSet<&'static str>,
    menu: HashSet<&'static str>,
    part: HashSet<&'static str>,
    opens_whole: HashMap<&'static str, Section>,
    opens_start: HashMap<&'static str, Section>,
    inside: AhoCorasick,
    weights: Vec<usize>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut whole = HashSet::new();
    let mut start = HashSet::new();
    let mut menu = HashSet::new();
    let mut part = HashSet::new();
    let mut opens_whole = HashMap::new();
    let mut opens_start = HashMap::new();
    let (mut phrases, mut weights) = (Vec::new(), Vec::new());
    for line in include_str!("lexicon.csv").lines() {
        let Some((what, phrase)) = line.split_once(',') else { continue };
        match what {
            "whole" => _ = whole.insert(phrase),
            "start" => _ = start.insert(phrase),
            "menu" => _ = menu.insert(phrase),
            "part" => _ = part.insert(phrase),
            "list" => _ = opens_whole.insert(phrase, Section::List),
            "tail" => _ = opens_whole.insert(phrase, Section::Tail),
            "advert" => _ = opens_whole.insert(phrase, Section::Advert),
            "list-start" => _ = opens_start.insert(phrase, Section::List),
            "tail-start" => _ = opens_start.insert(phrase, Section::Tail),
            "advert-start" => _ = opens_start.insert(phrase, Section::Advert),
            "inside" | "sure" | "certain" => {
                phrases.push(phrase);
                weights.push(match what {
                    "inside" => 1,
                    "sure" => 2,
                    _ => 4,
                });
            }
            _ => {}
        }
    }
    let inside = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&phrases)
        .expect("the table in the program is small");
    Lexicon { whole, start, menu, part, opens_whole, opens_start, inside, weights }
});

/// The block in the form of the table: lower case, straight quotes, single blanks, digits as `#`,
/// nothing but letters and digits at either end.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '’' | '‘' => out.push('\''),
            '“' | '”' => out.push('"'),
            '*' | '_' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_ascii_digit() => {
                if out.ends_with([',', '.']) && out[..out.len() - 1].ends_with('#') {
                    out.pop();
                } else if !out.ends_with('#') {
                    out.push('#');
                }
            }
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out.trim_matches(|c: char| !c.is_alphanumeric() && c != '#').to_owned()
}

/// Looks `text` up; `words` is its number of words.
pub(super) fn look_up(text: &str, words: usize) -> Verdict {
    let mut verdict = Verdict::default();
    if text.len() > LONGEST {
        return verdict;
    }
    let lexicon = &*LEXICON;
    let line = normal(text);
    verdict.site = lexicon.whole.contains(line.as_str());
    verdict.menu = lexicon.menu.contains(line.as_str());
    verdict.part = lexicon.part.contains(line.as_str());
    verdict.opens = lexicon.opens_whole.get(line.as_str()).copied();
    // `Harbour Latest Articles`: the section that they are of comes first.
    let list = words <= 6 && LISTS.iter().any(|end| line.ends_with(end)) && line.contains(' ');
    verdict.opens = verdict.opens.or(list.then_some(Section::List));
    verdict.site |= words <= 20 && is_pointer(text);
    if words <= 40 {
        let mut seen = 0;
        for (at, _) in line.match_indices(|c: char| !c.is_alphanumeric() && c != '\'') {
            // Both with and without the mark: `tags:` and `share this`.
            let with = line[at..].chars().next().map_or(at, |c| at + c.len_utf8());
            for head in [&line[..at], &line[..with]] {
                verdict.site |= lexicon.start.contains(head);
                if words <= 9 && verdict.opens.is_none() {
                    verdict.opens = lexicon.opens_start.get(head).copied();
                }
            }
            seen += 1;
            if seen == LONGEST_START {
                break;
            }
        }
    }
    for hit in lexicon.inside.find_iter(&line) {
        let before = line[..hit.start()].chars().next_back();
        let after = line[hit.end()..].chars().next();
        if !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric) {
            let weight = lexicon.weights[hit.pattern().as_usize()];
            verdict.points += weight;
            verdict.sure |= weight > 1;
        }
    }
    verdict
}

/// Whether a line points to another article without the colon that pointers have in the table:
/// `READ | The lock picker`, `ALSO READ The lock picker`, `Read moreThe lock picker`, `Related article
/// The lock picker`. `Also: The lock picker` may as well begin a sentence, which has a stop.
fn is_pointer(text: &str) -> bool {
    const POINTERS: &[&str] = &["READ MORE", "READ ALSO", "ALSO READ", "SEE ALSO", "READ", "WATCH"];
    let capitals =
        |text: &str| text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    if text.ends_with(['.', '!', '?', '…', '"', '”']) {
        return false;
    }
    let glued =
        text.strip_prefix("Read more").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let pointed = || {
        let rest = POINTERS.iter().find_map(|pointer| text.strip_prefix(pointer))?;
        let other = rest.trim_start_matches([' ', '\u{a0}', '|', '>', '»', '–', '-']);
        // All of a line in capitals is a headline.
        Some(other.len() < rest.len() && other.starts_with(char::is_uppercase) && !capitals(other))
    };
    let related = || {
        let (label, other) = text.split_once(' ')?;
        let (what, other) = other.split_once([' ', '\u{a0}'])?;
        let what = ["article", "story", "video"].iter().any(|w| w.eq_ignore_ascii_case(what));
        Some(label.eq_ignore_ascii_case("related") && what && other.starts_with(char::is_uppercase))
    };
    let also =
        || text.strip_prefix("Also: ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    glued || also() || pointed() == Some(true) || related() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_case_and_numbers_do_not_matter() {
        assert_eq!(normal("── 1,204 Shares! ──"), "# shares");
        assert!(look_up("**Send to**", 2).site);
        assert!(look_up("READ MORE: The lock picker", 5).site);
        assert_eq!(look_up("── Related Articles ──", 2).opens, Some(Section::List));
    }

    #[test]
    fn pointers_need_no_colon() {
        for line in
            ["READ | The lock picker", "ALSO READ The lock picker", "Read moreThe lock picker"]
        {
            assert!(look_up(line, 5).site, "{line}");
        }
        for line in
            ["READ THE LETTER OF THE WORM", "READ it first", "WATCH Ltd has paid.", "READY or not"]
        {
            assert!(!look_up(line, 5).site, "{line}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_in_its_own_normal_form_and_of_a_known_kind() {
        let kinds = [
            "whole",
            "start",
            "menu",
            "part",
            "list",
            "tail",
            "advert",
            "list-start",
            "tail-start",
            "advert-start",
            "inside",
            "sure",
            "certain",
        ];
        for line in include_str!("lexicon.csv").lines() {
            let (kind, phrase) = line.split_once(',').expect(line);
            assert!(kinds.contains(&kind), "{line}");
            let bare = phrase.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '#');
            assert_eq!(normal(bare), bare, "{line}");
            assert!(!phrase.is_empty() && phrase.trim() == phrase, "{line}");
        }
    }
}
