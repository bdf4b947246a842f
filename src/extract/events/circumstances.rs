//! When and where: the dates and places among the words of a frame.
//!
//! No date is that of the dateline, nor the day when somebody spoke, was charged or arrested (`telling`), nor the year of a thing
//! ("the 2024 Olympics").
//!
//! A place is one that the text sets the deed or its victim in: "in eastern Poland", "in Hong Kong
//! and the Emirates", "a bank in Ohio", "an Ohio bank", "an Ohio-based bank". The seat of a court is none, nor is the
//! place where somebody was arrested, or only spoke.

use std::ops::Range;

use super::draft::Draft;
use super::scene::Scene;
use super::{nouns, telling};
use crate::extract::clauses::{Class, Item, Mood, Token};
use crate::extract::story::Party;
use crate::taxonomy::{ActorType, EntityLabel, ThreatType};
use crate::text::Span;

/// Dates and places of a draft, in the order of the text, by their places in the article.
pub(super) fn circumstances(
    scene: &Scene,
    words: &Range<usize>,
    draft: &Draft,
) -> (Vec<usize>, Vec<usize>) {
    let span = scene.clauses.span(words);
    let dates = &scene.reading.story.dates;
    let from = dates.partition_point(|date| date.span.start() < span.start());
    let when = (from..dates.len())
        .take_while(|at| span.contains(dates[*at].span))
        .filter(|at| !telling::is_of_telling(scene, draft, dates[*at].span))
        .filter(|at| !is_of_noun(scene, dates[*at].span));
    (when.collect(), places(scene, words, draft))
}

fn places(scene: &Scene, words: &Range<usize>, draft: &Draft) -> Vec<usize> {
    let tokens = &scene.clauses.tokens;
    let mut found: Vec<usize> = Vec::new();
    // One past the place that was found last.
    let mut end = 0;
    for at in words.clone() {
        let Some(mention) = tokens[at].mention else { continue };
        if scene.reading.label(mention) != EntityLabel::Loc
            || is_party(scene, draft, mention)
            || is_victim(scene, draft, mention)
            || LANGUAGES.contains(&&*tokens[at].lower)
        {
            continue;
        }
        if found.last() == Some(&mention) {
            end = at + 1;
            continue;
        }
        let listed = !found.is_empty() && goes_on(&tokens[end..at]);
        let set_in = stands_in(&tokens[..at]).is_some_and(|preposition| {
            !telling::is_of_procedure(scene, preposition)
                && !is_of_receipt(scene, draft, preposition)
        }) && !is_of_speaker(scene, draft, at);
        if listed || set_in || is_seat_of_target(scene, draft, at) || is_base(scene, draft, at) {
            found.push(mention);
            end = at + 1;
        }
    }
    found
}

/// Whoever did or suffered it is no place of it, by whatever name: "North Korean hackers ... for Pyongyang's missiles".
fn is_party(scene: &Scene, draft: &Draft, mention: usize) -> bool {
    let span = scene.reading.story.mentions[mention].span;
    let actor = scene.reading.actor_of(mention);
    let own = |party: &Party| party.span == span || actor.is_some() && party.actor == actor;
    draft.perpetrators.iter().chain(&draft.targets).any(own)
}

/// A local authority that suffers the deed is no place of it.
fn is_victim(scene: &Scene, draft: &Draft, mention: usize) -> bool {
    let organization = |actor: &usize| scene.reading.actor_type(*actor) == ActorType::Organization;
    let actor = scene.reading.actor_of(mention).filter(organization);
    actor.is_some() && draft.targets.iter().any(|party| party.actor == actor)
}

/// Names of languages that are taken for places: "manuals in Farsi".
const LANGUAGES: &[&str] =
    &["arabic", "english", "farsi", "hebrew", "korean", "mandarin", "persian", "russian"];

/// Whether a year is that of the noun behind it, which is no deed: "tickets for the 2024 Olympics", "the 2017 presidential vote".
fn is_of_noun(scene: &Scene, date: Span) -> bool {
    let tokens = &scene.clauses.tokens;
    let start = tokens.partition_point(|token| token.span.end() <= date.start());
    let end = tokens.partition_point(|token| token.span.start() < date.end());
    let year = date.of(scene.reading.story.text);
    let plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let the = start
        .checked_sub(1)
        .is_some_and(|before| matches!(tokens[before].class, Class::Det | Class::Poss));
    let nouns = tokens[end..].iter().take_while(|token| token.nominal());
    let head = nouns.last().map_or("", |token| &*token.lower);
    let deed = |noun: &str| {
        let one = noun.strip_suffix('s').unwrap_or(noun);
        nouns::act(noun).is_some()
            || matches!(
                one,
                "incident"
                    | "case"
                    | "episode"
                    | "affair"
                    | "leak"
                    | "scam"
                    | "scheme"
                    | "wave"
                    | "spree"
                    | "infection"
                    | "outbreak"
                    | "deal"
                    | "crime"
                    | "deed"
                    | "plot"
            )
    };
    plain && the && !head.is_empty() && !deed(head)
}

/// Whether a place is only where somebody speaks: "Officials in Seoul said", "Speaking to reporters in Minsk, he said". A bank in
/// Ohio that tells of its loss is robbed there.
fn is_of_speaker(scene: &Scene, draft: &Draft, at: usize) -> bool {
    let clauses = scene.clauses;
    let tokens = &clauses.tokens;
    let speaks = clauses.groups.first().is_some_and(|group| {
        let comma = tokens.iter().position(|token| token.class == Class::Comma);
        group.main == 0
            && group.mood == Mood::Gerund
            && matches!(scene.lemma(group), "speak" | "testify")
            && comma.is_some_and(|comma| at < comma)
    });
    let phrase = clauses.phrases.partition_point(|phrase| phrase.words.end <= at);
    let item = clauses.phrases.get(phrase).map(|phrase| phrase.item);
    let before = item.and_then(|item| item.checked_sub(2)).map(|item| clauses.items[item]);
    let Some(Item::Phrase(who)) = before else { return speaks };
    let span = clauses.phrase_span(who);
    let party = draft.targets.iter().chain(&draft.perpetrators).any(|p| p.span.overlaps(span));
    let mut frames = clauses.groups.iter().zip(&clauses.frames);
    let says = frames.any(|(group, frame)| {
        frame.subject == Some(who) && !group.passive && telling::says(scene.lemma(group))
    });
    speaks || says && !party
}

/// Whether the name of a place says where a target has its seat: "the Malta-based exchange Corvanta".
fn is_base(scene: &Scene, draft: &Draft, at: usize) -> bool {
    let tokens = &scene.clauses.tokens;
    let name = tokens[at].mention;
    let end = at + tokens[at..].iter().take_while(|token| token.mention == name).count();
    let Some([hyphen, based, behind @ ..]) = tokens.get(end..) else { return false };
    let based = hyphen.class == Class::Hyphen
        && matches!(&*based.lower, "based" | "headquartered" | "registered");
    let is = |token: &Token, target: &Party| {
        let actor = token.mention.and_then(|mention| scene.reading.actor_of(mention));
        target.span.overlaps(token.span) || actor.is_some() && actor == target.actor
    };
    let mut nouns = behind.iter().take_while(|token| token.nominal());
    based && nouns.any(|token| draft.targets.iter().any(|target| is(token, target)))
}

/// Whether a list of places goes on: "in Newcastle, New South Wales", "in Laos and Tanzania".
fn goes_on(between: &[Token]) -> bool {
    !between.is_empty()
        && between.len() <= 3
        && between.iter().all(|token| matches!(&*token.lower, "," | "and" | "or" | "the"))
}

/// The preposition before a name, where it sets something there: "in", "in the north of".
fn stands_in(before: &[Token]) -> Option<usize> {
    let skipped = before.iter().rev().take_while(|token| leads_to_place(&token.lower)).count();
    let before = &before[..before.len() - skipped.min(4)];
    let [before @ .., preposition] = before else { return None };
    let noun = before.last().map_or("", |token| &*token.lower);
    let sets = matches!(
        &*preposition.lower,
        "in" | "at" | "near" | "across" | "outside" | "around" | "throughout"
    ) && !matches!(
        noun,
        "court"
            | "jury"
            | "judge"
            | "jail"
            | "jailed"
            | "prison"
            | "police"
            | "prosecutors"
            | "arrested"
            | "arrests"
            | "detained"
            | "held"
            | "charged"
            | "lived"
            | "lives"
            | "living"
            | "born"
            | "based"
            | "guilty"
            | "sentenced"
            | "convicted"
            | "indicted"
            | "indictment"
            | "indictments"
            | "trial"
            | "appeared"
    );
    sets.then_some(before.len())
}

/// Whether a place is only where what was stolen went: "stole £2m and sent it to accounts in Dubai". Of laundering it is the place.
fn is_of_receipt(scene: &Scene, draft: &Draft, preposition: usize) -> bool {
    let tokens = &scene.clauses.tokens[..preposition];
    let accounts = tokens.last().is_some_and(|token| {
        matches!(&*token.lower, "account" | "accounts" | "wallet" | "wallets")
    });
    let phrase = tokens.iter().rev().take_while(|token| token.class != Class::To);
    let to = preposition - phrase.count();
    accounts
        && draft.kind != ThreatType::MoneyLaundering
        && to > 0
        && tokens[to..].iter().all(|token| token.nominal() || token.class == Class::Det)
}

/// Words between a preposition and the place itself: "the northern", "eastern", "the city of".
pub(super) fn leads_to_place(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "downtown"
            | "city"
            | "town"
            | "village"
            | "province"
            | "region"
            | "state"
            | "suburb"
            | "rural"
    )
}

/// Whether a target is told by its place: "a teacher from Osaka", "an Ohio clinic", "Kenya's
/// largest bank".
fn is_seat_of_target(scene: &Scene, draft: &Draft, at: usize) -> bool {
    let tokens = &scene.clauses.tokens;
    let span = tokens[at].span;
    let within =
        draft.targets.iter().any(|target| target.span != span && target.span.contains(span));
    let from = at > 0 && tokens[at - 1].lower == "from";
    let behind = |target: &Party| from && at > 1 && target.span.end() == tokens[at - 2].span.end();
    within || draft.targets.iter().any(behind) || owns_target(scene, draft, at)
}

/// "Japan's DMM Bitcoin"; "DMM Bitcoin, Japan's third-largest exchange,", "AMSC, a United States-based company": the place stands
/// right before the name of a target, or in the apposition behind it.
fn owns_target(scene: &Scene, draft: &Draft, at: usize) -> bool {
    let tokens = &scene.clauses.tokens;
    let name = tokens[at].mention;
    let end = at + tokens[at..].iter().take_while(|token| token.mention == name).count();
    let start = at - tokens[..at].iter().rev().take_while(|token| token.mention == name).count();
    let owns = tokens.get(end).is_some_and(|next| next.class == Class::Poss);
    let based = tokens.get(end).is_some_and(|next| next.class == Class::Hyphen)
        && tokens
            .get(end + 1)
            .is_some_and(|next| matches!(&*next.lower, "based" | "headquartered"));
    let named = |token: &Token| {
        let actor = token.mention.and_then(|mention| scene.reading.actor_of(mention));
        actor.is_some() && draft.targets.iter().any(|target| target.actor == actor)
    };
    let before = owns && tokens.get(end + 1).is_some_and(named);
    let opening =
        if tokens[..start].last().is_some_and(|token| token.class == Class::Det) { 2 } else { 1 };
    let aside = start
        .checked_sub(opening + 1)
        .is_some_and(|last| tokens[last + 1].class == Class::Comma && named(&tokens[last]));
    // "..., Japan's police said" is no apposition.
    let phrases = &scene.clauses.phrases;
    let phrase = phrases.get(phrases.partition_point(|phrase| phrase.words.end <= at));
    let closed = phrase.filter(|phrase| phrase.words.contains(&at)).is_some_and(|phrase| {
        tokens.get(phrase.words.end).is_none_or(|next| !next.nominal() && next.class != Class::Verb)
    });
    before || aside && closed && (owns || based)
}
