//! Whom the model hears: a second opinion on who says what a sentence says.
//!
//! The model marks the words that name a speaker, in the sentence in which they stand. Where it hears nobody in
//! the words that a rule took for a speaker ("the message reads like a joke" has none), the rule was wrong:
//!
//! - it hears somebody else in the sentence: that one speaks, by the same verb;
//! - it hears nobody at all, and is sure of it: nobody does.
//!
//! Papers, and what a court is told, stay as the rules have them: of these it has seen few.
//!
//! Where no rule found anybody and the model is sure of the subject of a verb that tells somebody's words, that one
//! speaks. "Prosecutors charged two men" and "The Treasury put it on its list" are acts.

use super::cues;
use super::parted::hears;
use super::speakers::{Ascribed, By, is_source, named};
use crate::extract::clauses::{Clauses, Mood};
use crate::extract::story::Reading;
use crate::model::told::Told;
use crate::taxonomy::StatementSource;
use crate::text::Span;

/// Below this share a word is hardly a speaker's. This and the next three: by the dev part of our gold and the articles
/// that the model had not seen.
const DOUBTED: f32 = 0.2;
/// Below this one it is none, whoever else speaks or does not.
const SILENT: f32 = 0.03;
/// From here on a word is a speaker's, if a rule sees one in the sentence.
const HEARD: f32 = 0.8;
/// From here on it is one, also if no rule does.
const LOUD: f32 = 0.95;

/// What else than the verbs of saying and accusing tells somebody's words.
const VOICES: &[&str] = &[
    "assign",
    "call",
    "express",
    "highlight",
    "outline",
    "point",
    "raise",
    "repeat",
    "see",
    "urge",
    "voice",
];

/// What tells an act of the law, and no words of somebody's.
const ACTS: &[&str] = &["charge", "indict"];

/// What the rules found in one sentence, mended, in the order of its words.
pub(super) fn heard(reading: &Reading, sentence: usize, mut found: Vec<Ascribed>) -> Vec<Ascribed> {
    let told = reading.story.sentences[sentence].told;
    let Some(told) = told.filter(|told| !told.sides.is_empty()) else { return found };
    let clauses = &reading.sentences[sentence];
    let words = reading.story.sentences[sentence].words;
    let share = |span: Span| share(words, told, span);
    let heads = clauses.phrases.iter().map(|phrase| share(clauses.tokens[phrase.head].span));
    let loudest = heads.enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    let loudest = |least: f32| loudest.filter(|(_, share)| *share >= least).map(|(at, _)| at);
    let ascribed = |by: By, phrase: usize| {
        let (speaker, source) = named(reading, sentence, phrase);
        Ascribed { by, speaker, source, phrase }
    };
    if found.is_empty() {
        let said = loudest(LOUD).and_then(|phrase| Some((says(clauses, phrase)?, phrase)));
        found.extend(said.map(|(group, phrase)| ascribed(By::Verb(group), phrase)));
        return found;
    }
    let instead = loudest(HEARD).filter(|phrase| found.iter().all(|one| one.phrase != *phrase));
    found.retain_mut(|one| {
        let own = share(one.speaker.span).max(share(clauses.phrase_span(one.phrase)));
        if own >= DOUBTED || is_left(clauses, one) {
            return true;
        }
        let Some(phrase) = instead else { return own >= SILENT };
        *one = ascribed(one.by, phrase);
        true
    });
    found
}

/// Whether a speaker is none for the model to doubt: "A letter said", "The inquest was told".
fn is_left(clauses: &Clauses, one: &Ascribed) -> bool {
    let court = matches!(one.by, By::Verb(group) if hears(clauses, group));
    // "Hackers hit two ministries: spy agency"
    let headed = matches!(one.by, By::Colon(_)) && is_source(clauses, one.phrase);
    court
        || headed
        || one.source == StatementSource::Document
        || clauses.head(one.phrase) == "statement"
}

/// The verb group by which a phrase, as its subject, says something.
fn says(clauses: &Clauses, phrase: usize) -> Option<usize> {
    (0..clauses.groups.len()).find(|at| {
        let (group, frame) = (&clauses.groups[*at], &clauses.frames[*at]);
        let lemma = clauses.tokens[group.main].lemma().unwrap_or_default();
        frame.subject == Some(phrase)
            && !group.passive
            && group.mood == Mood::Finite
            && is_voice(lemma)
    })
}

/// Whether a verb tells what somebody says, finds, or accuses another of. One that the lexicon does not know stands for
/// its own base form.
fn is_voice(lemma: &str) -> bool {
    let told = ["say", "find", "accuse", "deny"].iter().any(|list| cues::is(list, lemma));
    let voice =
        |verb: &&str| matches!(lemma.strip_prefix(verb), Some("" | "d" | "ed" | "s" | "es"));
    !ACTS.contains(&lemma) && (told || VOICES.iter().any(voice))
}

/// How likely a stretch of a sentence names a speaker: as its likeliest word.
fn share(words: &[Span], told: &Told, span: Span) -> f32 {
    let inside = words.iter().zip(&told.sides).filter(|(word, _)| span.contains(**word));
    inside.map(|(_, side)| side.speaker).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::marked::{share_of, with_reading};
    use crate::extract::statements::speakers::ascriptions;
    use crate::extract::statements::split::split;
    use crate::model::told::Sides;

    /// The speaker of the last part of a sentence in which the model hears stretches of its words (`share_of`); "-" is nobody.
    fn who(marks: &str, speaker: &str) -> String {
        let tell = |text: &str, at: usize, words: &[Vec<Span>]| {
            let side = |word: &Span| {
                let speaker = share_of(text, *word, speaker).unwrap_or(0.01);
                Sides { perpetrator: 0.0, target: 0.0, speaker }
            };
            Some(Told { sides: words[at].iter().map(side).collect(), ..Told::default() })
        };
        with_reading(marks, &[], tell, |reading| {
            let found = heard(reading, 0, ascriptions(reading, 0));
            let parts = split(&reading.sentences[0], &found);
            let ascribed = parts.last().and_then(|part| part.ascribed);
            ascribed
                .map_or("-".to_owned(), |one| one.speaker.span.of(reading.story.text).to_owned())
        })
    }

    #[test]
    fn who_is_not_heard_does_not_speak() {
        let letters = "The conspirators wrote that the files were old.";
        assert_eq!(who(letters, "conspirators=10"), "The conspirators");
        assert_eq!(who(letters, ""), "-");
        let report = "The exchange says that customers will be paid.";
        assert_eq!(who(report, "The exchange=97"), "The exchange");
        assert_eq!(who(report, "exchange=10"), "The exchange");
    }

    #[test]
    fn who_is_heard_takes_the_place_of_another() {
        for (sentence, speaker) in [
            (
                "Further forgeries are likely before the vote, said [PER Odhiambo Were].",
                "Odhiambo Were",
            ),
            ("It might have opened doors, warned [PER Nwosu-Blythe].", "Nwosu-Blythe"),
        ] {
            assert_eq!(who(sentence, &format!("{speaker}=97")), speaker, "{sentence}");
        }
    }

    #[test]
    fn who_is_heard_and_no_rule_sees_speaks_unless_it_is_an_act() {
        for sentence in [
            "[ORG Rapid7] assigned the operation to [GROUP Lotus Blossom].",
            "[ORG Rapid7] highlighted thefts by [GROUP Lotus Blossom].",
            "[ORG Rapid7] expressed concern over thefts.",
        ] {
            assert_eq!(who(sentence, "Rapid7=97"), "Rapid7", "{sentence}");
            assert_eq!(who(sentence, "Rapid7=10"), "-", "{sentence}");
        }
        for act in [
            "[ORG Rapid7] charged [PER Bo Lind] with the theft.",
            "[ORG Rapid7] put [GROUP Lotus Blossom], a service that mixes bitcoins, on its list.",
        ] {
            assert_eq!(who(act, "Rapid7=97"), "-", "{act}");
        }
    }
}
