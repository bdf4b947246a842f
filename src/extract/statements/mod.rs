//! Statements: who says so, and how sure.
//!
//! For every sentence with a threat (that the model sees or a word names), a deed or an amount, from its [`clauses`](super::clauses):
//!
//! 1. `quotes`: which sentences stand in quotation marks, also over several sentences;
//! 2. `speakers`: who says it ("X said", "according to X", a quotation's speaker), and whom the model hears (`heard`);
//! 3. `split`: an accusation and its denial in one sentence are two statements;
//! 4. `kind`: asserted, alleged, denied, hypothetical, negated, by a cue, most often a verb (`verbs`);
//! 5. `denials`: what the accused say did not happen is denied;
//! 6. what follows a charge, and what a speaker says who names the culprit, is alleged;
//! 7. where a model sees a threat and is sure of another kind, that one counts.
//!
//! What is said spans the sentence without the words that ascribe it, if these stand at its edge.

mod again;
mod bodies;
mod cues;
mod denials;
mod heard;
mod kind;
mod mute;
mod parted;
mod quotes;
mod refusals;
mod said;
mod speakers;
mod split;
mod verbs;

use super::clauses::{Clauses, Group, Token};
use super::events::Suspects;
use super::story::{Party, Reading};
use crate::taxonomy::{ActorType, EntityLabel, StatementKind, StatementSource, ThreatType};
use crate::text::{Span, printed_date};
use quotes::Quoted;
use speakers::{Ascribed, By, ascriptions};

/// What someone says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Place of its sentence.
    pub sentence: usize,
    /// What is said.
    pub span: Span,
    /// How it is said.
    pub kind: StatementKind,
    /// Who says it; `None` for the article.
    pub speaker: Option<Party>,
    /// What kind of speaker that is.
    pub source: StatementSource,
    /// The word that shows the kind.
    pub cue: Option<Span>,
    /// Whether the speaker says who did it.
    pub(super) accuses: bool,
}

/// The statements of a story, in order, and who says anything in it, also what is no statement.
pub(super) fn statements(reading: &Reading, suspects: &Suspects) -> (Vec<Statement>, Vec<Party>) {
    let quoted = quotes::quoted(reading);
    let mut all: Vec<Vec<Ascribed>> = (0..reading.sentences.len())
        .map(|at| heard::heard(reading, at, ascriptions(reading, at)))
        .collect();
    again::name_those_who_speak_again(reading, &mut all);
    let voices = voices(reading, &quoted, &all);
    let mut found = Vec::new();
    for (at, sentence) in reading.story.sentences.iter().enumerate() {
        let has_amount = reading.sentences[at].tokens.iter().any(|token| token.amount.is_some());
        let clauses = &reading.sentences[at];
        let accuses = all[at].iter().any(|ascribed| speakers::accuses(clauses, ascribed));
        let denies = all[at].iter().any(|ascribed| speakers::denies(clauses, ascribed));
        let tells = sentence.told.is_some_and(|told| told.deed >= DEED);
        let has_threat = tells
            || !sentence.threats.is_empty()
            || accuses
            || denies
            || names_threat(reading, clauses);
        let turned = sentence.told.is_some_and(|told| {
            let (kind, share) = told.kind();
            let guessed = kind == StatementKind::Denied && !denials::may_deny(clauses);
            share >= SURE && kind != StatementKind::Asserted && !guessed
        });
        let beside = || stands_beside_a_threat(reading, at) && (turned || !all[at].is_empty());
        // The date that stands below a headline is told by nobody.
        let dated = printed_date::is_date_line(sentence.span.of(reading.story.text));
        if sentence.words.is_empty() || dated || !(has_threat || has_amount || beside()) {
            continue;
        }
        let parts = split::split(clauses, &all[at]);
        let alone = parts.len() == 1;
        let told = parts.iter().map(|part| statement(at, clauses, part, voices[at]));
        let plain = |told: &Statement| {
            told.kind == StatementKind::Asserted
                && !denials::is_denial(reading, told, alone, suspects)
        };
        found.extend(told.filter(|told| has_threat || has_amount || turned || !plain(told)));
    }
    carry_on(reading, &mut found);
    let ascribed = all.iter().flatten().map(|ascribed| ascribed.speaker);
    let quoted = voices.iter().flatten().map(|(speaker, _)| *speaker);
    (found, ascribed.chain(quoted).collect())
}

/// Whether the model sees a threat up to two sentences before or behind: what somebody says there that
/// may be, is not or is denied is said of it.
fn stands_beside_a_threat(reading: &Reading, at: usize) -> bool {
    let sentences = &reading.story.sentences;
    let near = at.saturating_sub(2)..sentences.len().min(at + 3);
    sentences[near].iter().any(|sentence| !sentence.threats.is_empty())
}

/// After a charge, the sentences that go on with the tale and have no source of their own are
/// alleged, too.
fn carry_on(reading: &Reading, found: &mut [Statement]) {
    let mut charge: Option<usize> = None;
    for statement in found {
        let clauses = &reading.sentences[statement.sentence];
        if statement.kind == StatementKind::Alleged && speaks_of_a_charge(clauses) {
            charge = Some(statement.sentence);
        } else if statement.source != StatementSource::Article {
            charge = None;
        } else if let Some(last) = charge.filter(|last| last + CARRY >= statement.sentence) {
            let other = clauses.tokens.iter().any(|token| cues::is("proven", &token.lower));
            if statement.kind == StatementKind::Asserted
                && !other
                && !is_enforced(clauses, statement.span)
            {
                statement.kind = StatementKind::Alleged;
                charge = Some(statement.sentence.max(last));
            }
        } else {
            charge = None;
        }
    }
}

/// A tale is not taken up again after more sentences without a threat.
const CARRY: usize = 4;

/// Statements of fact that are allegations all the same: a speaker who names the culprit, or whose
/// business it is to accuse; whatever is told of the threat where the article is about a charge and
/// nobody was found guilty.
pub(super) fn accuse(reading: &Reading, statements: &mut [Statement], suspects: &Suspects) {
    let charged = is_about_a_charge(reading);
    let sentences: Vec<usize> = statements.iter().map(|statement| statement.sentence).collect();
    let proven = tells_of_a_verdict(reading);
    let mut accused: Option<usize> = None;
    for (at, statement) in statements.iter_mut().enumerate() {
        let beside = |other: Option<usize>| {
            other.and_then(|other| sentences.get(other)) == Some(&statement.sentence)
        };
        let alone = !beside(at.checked_sub(1)) && !beside(Some(at + 1));
        if denials::is_denial(reading, statement, alone, suspects) {
            statement.kind = StatementKind::Denied;
        }
        // What the court heard of somebody who was found guilty is told as it was.
        if proven && is_told_in_court(reading, statement) {
            (statement.kind, statement.cue) = (StatementKind::Asserted, None);
        }
        let blames = is_by_an_accuser(reading, statement, accused);
        if blames || is_of_a_charge(reading, statement) {
            accused = Some(statement.sentence);
        }
        // "Police froze coins in wallets that they believe belong to him": what they did is told as a fact.
        if statement.kind == StatementKind::Alleged && is_cued_aside(reading, statement) {
            (statement.kind, statement.cue) = (StatementKind::Asserted, None);
        }
        if statement.kind != StatementKind::Asserted {
            continue;
        }
        let seen = !reading.story.sentences[statement.sentence].threats.is_empty();
        let words = speaker_words(reading, statement);
        let clauses = &reading.sentences[statement.sentence];
        let official = words
            .as_ref()
            .is_some_and(|words| words.split(' ').any(|word| cues::is("official", word)));
        let case = statement.speaker.is_none()
            || official
            || clauses.tokens.iter().any(|token| cues::is("case", &token.lower));
        let estimate =
            statement.speaker.is_some() && estimates_takings(reading, statement.sentence);
        let pays = statement.speaker.is_some() && accuses_a_state(reading, statement);
        let in_court = clauses.tokens.windows(3).any(|three| {
            matches!(&*three[0].lower, "told" | "tells")
                && (three[1..].iter().any(|token| matches!(&*token.lower, "court" | "judges")))
        });
        let pleads = in_court
            && statement
                .speaker
                .and_then(|speaker| speaker.actor)
                .is_some_and(|actor| reading.actor_type(actor) == ActorType::Organization);
        let told =
            seen && (charged && case && !is_enforced(clauses, statement.span) || blames || pleads);
        // "He admitted that he had sold it," said the attorney.
        let proven = clauses.tokens.iter().any(|token| {
            cues::is("verdict", &token.lower) || matches!(&*token.lower, "admitted" | "confessed")
        });
        let names = !proven && statement.accuses && suspects.named(reading, statement);
        if told || estimate || pays || names {
            statement.kind = StatementKind::Alleged;
        }
    }
}

/// The words of a speaker, and the name of its actor: of "it", whoever it is.
fn speaker_words(reading: &Reading, statement: &Statement) -> Option<String> {
    statement.speaker.map(|speaker| {
        let actor = speaker.actor.map_or("", |actor| &reading.story.actors[actor].name);
        format!("{} {actor}", speaker.span.of(reading.story.text)).to_lowercase()
    })
}

/// Whether somebody speaks whose business it is to accuse: prosecutors, also as "they" behind a sentence of theirs, or "it"
/// behind one of an indictment.
fn is_by_an_accuser(reading: &Reading, statement: &Statement, accused: Option<usize>) -> bool {
    let Some(words) = speaker_words(reading, statement) else { return false };
    let near = accused
        .is_some_and(|before| before < statement.sentence && before + 1 >= statement.sentence);
    let plain =
        |word: &str| cues::is("accuser", word.trim_end_matches("'s").trim_end_matches("’s"));
    words.split(' ').any(plain) || near && matches!(words.trim(), "they" | "it")
}

/// Whether an indictment, a complaint or another paper that only accuses says something.
fn is_of_a_charge(reading: &Reading, statement: &Statement) -> bool {
    let mut tokens = reading.sentences[statement.sentence].tokens.iter();
    statement.source == StatementSource::Document
        && tokens.any(|token| cues::is("accusing", &token.lower))
}

/// "The FBI has seized 29 websites", “"We have dismantled a forum," said the prosecutor”: what the law did is no part of the charge,
/// if nobody is said to say it in what is said.
fn is_enforced(clauses: &Clauses, said: Span) -> bool {
    let says = |group: &Group| {
        let lemma = clauses.tokens[group.main].lemma();
        lemma.is_some_and(|lemma| cues::is("say", lemma) || cues::is("accuse", lemma))
    };
    let inside = |group: &&Group| said.contains(clauses.tokens[group.main].span);
    is_done_by_the_law(clauses, said) && !clauses.groups.iter().filter(inside).any(says)
}

/// Whether what is said is first of something that the law does.
fn is_done_by_the_law(clauses: &Clauses, said: Span) -> bool {
    main_verb(clauses, said).is_some_and(|lemma| ENFORCING.contains(&lemma))
}

/// The same of things that it takes away: that is a fact also where the model, for the charges beside it, reads an allegation. Whom it
/// arrests is only accused.
fn is_taken(clauses: &Clauses, said: Span) -> bool {
    const TAKING: &[&str] =
        &["seize", "recover", "freeze", "forfeit", "offer", "confiscate", "dismantle", "restrain"];
    is_enforced(clauses, said)
        && main_verb(clauses, said).is_some_and(|lemma| TAKING.contains(&lemma))
}

/// The first finite verb of what is said.
fn main_verb<'c>(clauses: &'c Clauses, said: Span) -> Option<&'c str> {
    let main = (0..clauses.groups.len()).find(|at| {
        kind::is_main(clauses, *at) && said.contains(clauses.tokens[clauses.groups[*at].main].span)
    });
    main.and_then(|at| clauses.tokens[clauses.groups[at].main].lemma())
}

/// Whether the word that shows the kind of a statement stands in a relative clause, and the statement is of what the law did.
fn is_cued_aside(reading: &Reading, statement: &Statement) -> bool {
    let clauses = &reading.sentences[statement.sentence];
    let Some(cue) = statement.cue else { return false };
    let aside = (0..clauses.groups.len()).any(|at| {
        cue.contains(clauses.tokens[clauses.groups[at].main].span) && kind::relative(clauses, at)
    });
    aside && is_done_by_the_law(clauses, statement.span)
}

/// What the law does; "arrested for hacking" has its own cue.
const ENFORCING: &[&str] = &[
    "seize",
    "recover",
    "freeze",
    "forfeit",
    "offer",
    "sentence",
    "arrest",
    "detain",
    "extradite",
    "confiscate",
    "search",
    "raid",
    "dismantle",
    "restrain",
];

/// From here on a sentence tells a deed.
const DEED: f32 = 0.5;

/// What the model says of the kind of a sentence counts before the rules from this probability on: the best of
/// some values on the dev part of our gold and on articles of the training set that the model had not seen.
const SURE: f32 = 0.85;

/// The same where it is not about whether a deed is told as a fact or is not: who says so, and words such as "not", which
/// the rules know better, do not count there.
const LIKELY: f32 = 0.7;

/// From which probability on the kind of the model counts before that of the rules.
fn enough(rules: StatementKind, model: StatementKind) -> f32 {
    use StatementKind::{Alleged, Asserted, Negated};
    match (rules, model) {
        (Asserted, Alleged | Negated) | (Alleged | Negated, Asserted) => SURE,
        _ => LIKELY,
    }
}

/// Gives statements the kind that the model is sure of. A sentence with two statements keeps what the rules say
/// of each. A cue shows the kind that the rules found, so with another kind it goes.
pub(super) fn as_the_model_reads(reading: &Reading, statements: &mut [Statement]) {
    for one in statements.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let [statement] = one else { continue };
        let sentence = &reading.story.sentences[statement.sentence];
        let Some(told) = sentence.told else { continue };
        let (kind, share) = told.kind();
        // Of a sum without a threat it mostly says "asserted", for it learned kinds from threats.
        let knows = !sentence.threats.is_empty() || kind != StatementKind::Asserted;
        // Of an embassy, or a lawyer, it has seen mostly denials.
        let guessed = kind == StatementKind::Denied
            && !denials::may_deny(&reading.sentences[statement.sentence]);
        let told = is_cleared(reading, statement)
            || is_told_in_court(reading, statement)
            || is_denied_by_word(statement)
            || is_looked_into(reading, statement)
            || kind == StatementKind::Asserted && is_without_evidence(reading, statement)
            || kind == StatementKind::Denied
                && is_left_open(&reading.sentences[statement.sentence])
            || kind == StatementKind::Alleged
                && is_taken(&reading.sentences[statement.sentence], statement.span)
            || guessed;
        let surely = share >= enough(statement.kind, kind);
        if knows && surely && kind != statement.kind && !told {
            statement.kind = kind;
            statement.cue = None;
        }
    }
}

/// "There is no evidence that", "had not paid, and there was no sign of a theft": that is not so, whatever the model guesses.
fn is_without_evidence(reading: &Reading, statement: &Statement) -> bool {
    let tokens = &reading.sentences[statement.sentence].tokens;
    let none = |pair: &[Token]| {
        statement.span.contains(pair[0].span)
            && &*pair[0].lower == "no"
            && cues::is("evidence", &pair[1].lower)
    };
    statement.kind == StatementKind::Negated && tokens.windows(2).any(none)
}

/// "is examining whether Lazarus stole the coins": nobody says so yet.
fn is_looked_into(reading: &Reading, statement: &Statement) -> bool {
    let cue = statement.cue.map(|cue| cue.of(reading.story.text).to_lowercase());
    let looks = |cue: String| {
        let stems = ["look", "investigat", "examin", "consider", "prob"];
        stems.iter().any(|stem| cue.contains(stem))
    };
    statement.kind == StatementKind::Hypothetical && cue.is_some_and(looks)
}

/// "has neither confirmed nor denied the attack".
fn is_left_open(clauses: &Clauses) -> bool {
    clauses.tokens.windows(2).any(|pair| {
        let denies = pair[1].lemma().is_some_and(|lemma| cues::is("deny", lemma));
        matches!(&*pair[0].lower, "nor" | "or") && denies
    })
}

/// "dismissed as baseless", "denied": of denials the model has seen few.
fn is_denied_by_word(statement: &Statement) -> bool {
    statement.kind == StatementKind::Denied && statement.cue.is_some()
}

/// "Jurors heard that", "the inquest was told": of what is told in court the model knows no more than who hears it.
fn is_told_in_court(reading: &Reading, statement: &Statement) -> bool {
    let cue = statement.cue.map(|cue| cue.of(reading.story.text).to_lowercase());
    statement.kind == StatementKind::Alleged
        && cue.is_some_and(|cue| matches!(&*cue, "heard" | "hears" | "told"))
}

/// "was acquitted of", "was cleared of", "is not accused of", "failed to": of verdicts, of charges, and of what was tried the
/// model has seen mostly the other ones.
fn is_cleared(reading: &Reading, statement: &Statement) -> bool {
    let cue = statement.cue.map(|cue| cue.of(reading.story.text).to_lowercase());
    let words = |cue: String| {
        let last = cue.split_whitespace().next_back().unwrap_or_default();
        matches!(&*cue, "acquitted" | "cleared" | "exonerated" | "failed" | "unable")
            || matches!(last, "accused" | "accusing" | "accuse" | "charged" | "blaming" | "blame")
    };
    statement.kind == StatementKind::Negated && cue.is_some_and(words)
}

/// Whether a sentence tells of what is done for a state's weapons or purse: whoever says that it
/// is done accuses the state.
fn accuses_a_state(reading: &Reading, statement: &Statement) -> bool {
    let told = reading.story.sentences[statement.sentence].threats.iter().any(|(threat, _)| {
        matches!(threat, ThreatType::WeaponsFinancing | ThreatType::IllicitItWorkers)
    });
    let speaker = statement.speaker.and_then(|speaker| speaker.actor);
    let state = reading.sentences[statement.sentence].tokens.iter().any(|token| {
        let actor = token.mention.and_then(|mention| reading.actor_of(mention));
        actor.is_some_and(|actor| {
            reading.actor_type(actor) == ActorType::State && speaker != Some(actor)
        })
    });
    told && state
}

/// Estimates of what an accused state or group takes in.
fn estimates_takings(reading: &Reading, sentence: usize) -> bool {
    let estimates = reading.sentences[sentence]
        .tokens
        .iter()
        .any(|token| matches!(&*token.lower, "estimates" | "estimated" | "estimate"));
    let taken = |(threat, _): &(ThreatType, f32)| {
        matches!(
            threat,
            ThreatType::WeaponsFinancing
                | ThreatType::IllicitItWorkers
                | ThreatType::CryptocurrencyTheft
        )
    };
    estimates && reading.story.sentences[sentence].threats.iter().any(taken)
}

/// Whether an article tells of a verdict.
pub(super) fn tells_of_a_verdict(reading: &Reading) -> bool {
    let verdict = |s: &Clauses| s.tokens.iter().any(|token| cues::is("verdict", &token.lower));
    reading.sentences.iter().any(verdict)
}

/// Whether a sentence has a word of a charge.
pub(super) fn speaks_of_a_charge(clauses: &Clauses) -> bool {
    clauses.tokens.iter().any(|token| cues::is("charge", &token.lower))
}

/// Whether an article tells of a charge in several sentences, and of no verdict.
fn is_about_a_charge(reading: &Reading) -> bool {
    let with = |list: &str| {
        let sentences = reading.sentences.iter();
        sentences.filter(|s| s.tokens.iter().any(|token| cues::is(list, &token.lower))).count()
    };
    let charges = with("charge");
    charges > 2 && charges * 8 > reading.sentences.len() && with("verdict") * 3 <= charges
}

/// Whether the words name a threat although the model sees none.
pub(super) fn names_threat(reading: &Reading, clauses: &Clauses) -> bool {
    let threat = |mention: usize| {
        matches!(reading.label(mention), EntityLabel::Group | EntityLabel::Malware)
    };
    clauses
        .tokens
        .iter()
        .any(|token| cues::is("threat", &token.lower) || token.mention.is_some_and(threat))
}

fn statement(
    sentence: usize,
    clauses: &Clauses,
    part: &split::Part,
    voice: Option<(Party, StatementSource)>,
) -> Statement {
    let content = split::trimmed(clauses, &part.words);
    let cued = match &part.cue {
        Some(cue) => Some(cue.clone()),
        None => kind::kind(clauses, &content),
    };
    let own = part.ascribed.map(|ascribed| (Some(ascribed.speaker), ascribed.source));
    let (speaker, source) = own
        .or(voice.map(|(speaker, source)| (Some(speaker), source)))
        .unwrap_or((None, StatementSource::Article));
    // A paper that is nobody's is a source, and no speaker.
    let nobodys = source == StatementSource::Document;
    let speaker = speaker.filter(|speaker| !nobodys || speaker.actor.is_some());
    let in_a_paper = part.ascribed.is_some_and(|ascribed| match ascribed.by {
        By::Verb(group) if speakers::in_a_paper(clauses, group) => true,
        _ => is_statement(clauses.head(ascribed.phrase)),
    });
    let source = if in_a_paper { StatementSource::Document } else { source };
    let (kind, cue) = cued.map_or((StatementKind::Asserted, None), |(kind, cue)| (kind, Some(cue)));
    Statement {
        sentence,
        span: clauses.span(&content),
        kind,
        speaker,
        source,
        cue: cue.map(|cue| clauses.span(&cue)),
        accuses: if part.ascribed.is_some() { part.accuses } else { speaker.is_some() },
    }
}

/// What is put out as a paper, by somebody who may be named in it.
fn is_statement(head: &str) -> bool {
    matches!(head, "statement" | "statements")
}

/// "“We had warned of it.”": whether a quotation that begins and ends in a sentence is of somebody who speaks of himself, so
/// that whoever is quoted right before goes on.
fn speaks_on(clauses: &Clauses, quoted: Quoted) -> bool {
    let own = |lower: &str| matches!(lower, "we" | "i" | "our" | "my" | "us");
    !quoted.goes_on
        && !quoted.open
        && clauses.tokens.first().is_some_and(|first| speakers::is_quote(first.class))
        && clauses.tokens.iter().any(|token| own(&token.lower))
}

/// The speaker of each sentence that is a quotation without an ascription of its own.
fn voices(
    reading: &Reading,
    quoted: &[Quoted],
    all: &[Vec<Ascribed>],
) -> Vec<Option<(Party, StatementSource)>> {
    let own = |at: usize| {
        let clauses = &reading.sentences[at];
        // Nobody knows who tells a court.
        let speaks = |ascribed: &Ascribed| match ascribed.by {
            By::Verb(group) => !parted::hears(clauses, group),
            _ => true,
        };
        split::chosen(clauses, &all[at])
            .filter(speaks)
            .map(|ascribed| (ascribed.speaker, ascribed.source))
    };
    let mut voices: Vec<Option<(Party, StatementSource)>> = vec![None; all.len()];
    for at in 0..all.len() {
        if !quoted[at].partly {
            continue;
        }
        if !all[at].is_empty() {
            voices[at] = own(at);
        } else if quoted[at].mostly && (quoted[at].continues || !reading.starts_paragraph(at)) {
            voices[at] = voices[at - 1];
            if voices[at].is_none() && speaks_on(&reading.sentences[at], quoted[at]) {
                let near = (at.saturating_sub(2)..at).rev().find(|before| !all[*before].is_empty());
                voices[at] = near.filter(|before| quoted[*before].partly).and_then(own);
            }
        }
    }
    // "... ," he said, behind the last of several quoted sentences.
    for at in (1..all.len()).rev() {
        if quoted[at].goes_on && quoted[at - 1].mostly && voices[at - 1].is_none() {
            voices[at - 1] = voices[at];
        }
    }
    voices
}

#[cfg(test)]
mod tests;
