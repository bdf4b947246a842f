//! Sentences. Everything downstream is said of a sentence: the model reads one at a time, a
//! threat is a property of one, and an entity never runs over the end of one. News has its own
//! traps ("the U.S. Senate", datelines, headlines without a stop), hence our own rules.

mod context;
#[cfg(test)]
pub(in crate::text) mod laws;
mod layout;
pub(in crate::text) mod lexicon;
mod stops;

use super::Span;
use context::{After, Before, is_closer, is_ideographic};
use layout::Layout;

/// Cuts `text` into contiguous segments, one per sentence, white space between two sentences
/// belonging to the former: joined, they are the input. Time is linear in the length of `text`,
/// whatever it holds.
pub fn segments(text: &str) -> Vec<Span> {
    let mut segments = Vec::new();
    let mut start = 0;
    for cut in cuts(text) {
        segments.push(Span::new(start, cut));
        start = cut;
    }
    if start < text.len() {
        segments.push(Span::new(start, text.len()));
    }
    segments
}

/// The sentences of `text`: its segments without white space at the ends, empty ones left out.
pub fn sentences(text: &str) -> Vec<Span> {
    segments(text).into_iter().map(|s| s.trim(text)).filter(|s| !s.is_empty()).collect()
}

/// Where sentences begin, the first left out; ascending, each at the start of a word.
fn cuts(text: &str) -> Vec<usize> {
    let layout = Layout::new(text);
    let mut cuts = Vec::new();
    let mut before = Before::NOTHING;
    let mut first = true;
    for (number, line) in layout.lines.iter().enumerate() {
        let mut in_headline = None;
        let mut at = line.start;
        while at < line.end {
            let rest = &text[at..line.end];
            let begins = if at > line.start {
                stops::ends(before, After::new(rest), || {
                    *in_headline.get_or_insert_with(|| layout.is_headline(number))
                })
            } else {
                number > 0 && layout.begins(number, before)
            };
            if begins {
                cuts.push(at);
                first = true;
            }
            let token = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
            // The mark of a list item does not make its first word the second.
            let marks = token.chars().all(|c| !c.is_alphanumeric());
            before = Before::token(token, before, first);
            first = first && marks;
            if let Some(inner) = inner_cuts(token, at, &mut cuts) {
                before = Before::token(&token[inner..], before, true);
            }
            at += token.len();
            at += text[at..line.end].find(|c: char| !c.is_whitespace()).unwrap_or(line.end - at);
        }
    }
    cuts
}

/// Sentences that begin within `token`, which stands at `at` of the text, because no space was
/// set: behind a closing quote, and in scripts that set none. The start of the last one.
fn inner_cuts(token: &str, at: usize, cuts: &mut Vec<usize>) -> Option<usize> {
    let mut last = None;
    // How many of: a lower-case letter, its stop, a closing quote were just seen.
    let mut quote = 0;
    let mut ideographic = false;
    for (i, c) in token.char_indices() {
        let stop = is_ideographic(c);
        if quote == 3 && c.is_uppercase() || ideographic && !stop && !is_closer(c) {
            cuts.push(at + i);
            last = Some(i);
        }
        ideographic = stop || ideographic && is_closer(c);
        quote = match (quote, c) {
            (_, c) if c.is_lowercase() => 1,
            (1 | 2, '.' | '?' | '!') => 2,
            (2, '”' | '"') => 3,
            _ => 0,
        };
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use laws::{Gaps, segmenting_laws};

    segmenting_laws!(of_segments, segments, Gaps::None);
    segmenting_laws!(of_sentences, sentences, Gaps::White);

    fn texts(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn nothing_has_no_segments() {
        assert!(segments("").is_empty());
        assert_eq!(segments(" \n"), [Span::new(0, 2)]);
        assert!(sentences(" \n").is_empty());
    }

    #[test]
    fn an_abbreviation_ends_a_sentence_before_a_starter_only() {
        let text = "The U.S. Senate met in the U.S. But the U.N. did not.";
        assert_eq!(texts(text), ["The U.S. Senate met in the U.S.", "But the U.N. did not."]);
    }

    #[test]
    fn a_sentence_ends_behind_a_site_with_the_name_of_a_letter() {
        let text = "He posted the keys on X. Vlk blamed a guest. It was J. X. Vlk, on X. The rest is known.";
        let [first, second, third, fourth] = texts(text)[..] else { panic!("{:?}", texts(text)) };
        assert_eq!(first, "He posted the keys on X.");
        assert_eq!(second, "Vlk blamed a guest.");
        assert_eq!((third, fourth), ("It was J. X. Vlk, on X.", "The rest is known."));
    }

    #[test]
    fn sums_are_abbreviated() {
        let text = "Police link 48.2 bil. yen heist to a gang";
        assert_eq!(texts(text), [text]);
    }

    #[test]
    fn a_list_of_names_is_not_wrapped_text() {
        assert_eq!(texts("Park Jin Hyok\nJon Chang Hyok\nKim Il").len(), 3);
    }
}
