//! Names that come a little later: "a Chinese hacking group has broken into power plants. The group, which Microsoft calls Volt
//! Typhoon, ...", "hackers read the mail of the ministry. Officials attributed the attack to APT28.", "a Nigerian man was
//! sentenced. Tunde Balogun, 41, ...", "a former clerk was convicted of spying. Ann Weir copied ...", unless a victim without a
//! name came in with him. Who came in without a name has that name; "the hackers", of whom no sentence near says it, are the one
//! threat group of the article.

use super::merge::COUNTS;
use super::party::Words;
use super::scene::Scene;
use super::{WHOEVER, behind, nouns, sides, telling};
use crate::extract::clauses::{Clauses, Group, Token};
use crate::extract::story::{Party, Reading};
use crate::taxonomy::{ActorType, EntityLabel};

/// The name comes within so many sentences.
const NEAR: usize = 3;

/// That of a person without his age within so many.
const FEW: usize = 2;

/// Within so many before and behind an essay names "the people behind it".
const AROUND: usize = 12;

/// "The group" begins within so many words, and so near stand a verb of naming and the name.
const BEGIN: usize = 4;

/// Gives the one perpetrator who has no name, or only that of a state or an office behind it, the name of the next sentences, and
/// a deed of nobody those whom they name as behind it.
pub(super) fn name(
    reading: &Reading,
    sentence: usize,
    perpetrators: &mut Vec<Party>,
    targets: &[Party],
) {
    let [party] = perpetrators[..] else {
        if perpetrators.is_empty() {
            *perpetrators = behind::culprits(reading, sentence, targets);
        }
        return;
    };
    let behind =
        |actor| matches!(reading.actor_type(actor), ActorType::State | ActorType::Organization);
    if party.actor.is_some_and(|actor| !behind(actor)) {
        return;
    }
    let sentences = reading.story.sentences;
    let start = party.span.start();
    let Some(sentence) = sentences.partition_point(|s| s.span.start() <= start).checked_sub(1)
    else {
        return;
    };
    let words = Words::of(reading.story.text, party.span);
    let victims = brings_in_another(reading, sentence, &party, targets);
    let mut next = sentence + 1..sentences.len().min(sentence + 1 + NEAR);
    let hackers = words.iter().any(is_hackers);
    let found: Vec<Party> = if hackers || party.actor.is_some() {
        let named = |clauses| called(reading, clauses).or_else(|| identified(reading, clauses));
        let named = next.map(|at| &reading.sentences[at]).find_map(named).filter(|_| hackers);
        let named = named
            .map_or_else(|| groups_behind(reading, sentence, &party, targets), |one| vec![one]);
        let the_one = || the_one(reading, &party, &words).into_iter().collect();
        if named.is_empty() && hackers { the_one() } else { named }
    } else if let Some(many) = people(reading, &party, &words) {
        let tried = tells_of_police(&reading.sentences[sentence]);
        let charged =
            |at: usize| at <= sentence + FEW && (tried || tells_of_police(&reading.sentences[at]));
        next.find_map(|at| persons(reading, at, many, victims, charged(at))).unwrap_or_default()
    } else {
        Vec::new()
    };
    let hurt = |found: &Party| targets.iter().any(|target| target.actor == found.actor);
    if !found.is_empty() && !found.iter().any(hurt) {
        *perpetrators = found;
    }
}

/// Those named as behind the deed: of a state only its threat groups.
fn groups_behind(
    reading: &Reading,
    sentence: usize,
    party: &Party,
    targets: &[Party],
) -> Vec<Party> {
    let found = behind::culprits(reading, sentence, targets);
    let group = |party: &Party| {
        party.actor.is_some_and(|actor| reading.actor_type(actor) == ActorType::Group)
    };
    if party.actor.is_none() || found.iter().all(group) { found } else { Vec::new() }
}

/// "the hackers", "intruders": the one group of the article; "a gang" is another, and so is "the actor" of a report on several.
fn the_one(reading: &Reading, party: &Party, words: &Words) -> Option<Party> {
    let before = Words::before(reading.story.text, party.span.start());
    let new = matches!(before.as_str(), "a" | "an" | "another" | "other" | "one")
        || words.head() == "actor";
    let whoever = party.actor.is_none() && words.count() == 1 && WHOEVER.contains(&words.head());
    Some(Party { actor: Some(reading.only_group().filter(|_| whoever && !new)?), ..*party })
}

/// Nouns for those who are a threat group.
fn is_hackers(word: &str) -> bool {
    WHOEVER.contains(&word)
        || matches!(
            word,
            "spies"
                | "unit"
                | "operators"
                | "team"
                | "crook"
                | "crooks"
                | "cybercrooks"
                | "thugs"
                | "fraudsters"
                | "scammers"
                | "hacktivists"
                | "pirates"
                | "mob"
                | "outfit"
                | "ring"
                | "cartel"
                | "collective"
        )
}

/// How many people come in without a name: one in "a Nigerian man" and "an engineer of the company", two in "two men from Leeds".
fn people(reading: &Reading, party: &Party, words: &Words) -> Option<usize> {
    let before = Words::before(reading.story.text, party.span.start());
    let one = matches!(before.as_str(), "a" | "an").then_some(1);
    let more = || COUNTS.iter().position(|count| *count == words.first()).map(|at| at + 2);
    let many = one.or_else(more).filter(|many| *many < MANY)?;
    let kind = |word: &str| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        nouns::is_person(word) || nouns::is("agent", word) || is_people(singular)
    };
    words.iter().take(4).any(kind).then_some(many)
}

/// Whether a noun is that of a people: "Iranian" of "three Iranians".
fn is_people(noun: &str) -> bool {
    noun.len() > 4 && noun.ends_with("ian")
}

/// So many are not all named.
const MANY: usize = 8;

/// Whether somebody else without a name comes in with a perpetrator, as a target or in the sentence: "a pensioner has lost £84,000
/// after a man talked her into moving it". A name that comes later may be that one's.
fn brings_in_another(reading: &Reading, sentence: usize, party: &Party, to: &[Party]) -> bool {
    let story = &reading.story;
    let unnamed = |target: &Party| {
        target.actor.is_none() && is_somebody(Words::of(story.text, target.span).head())
    };
    let clauses = &reading.sentences[sentence];
    let beside = |phrase: usize| {
        let (words, span) = (clauses.words(phrase), clauses.phrase_span(phrase));
        let one = words.first().is_some_and(|word| matches!(&*word.lower, "a" | "an" | "his"));
        one && is_somebody(clauses.head(phrase)) && !span.overlaps(party.span)
    };
    to.iter().any(unnamed) || (0..clauses.phrases.len()).any(beside)
}

/// Nouns for one person, and not for a body that ends like one.
fn is_somebody(noun: &str) -> bool {
    let body = nouns::is("holder", noun)
        || matches!(
            noun,
            "retailer" | "manufacturer" | "carrier" | "supplier" | "broadcaster" | "publisher"
        );
    let one = noun.strip_suffix('s').unwrap_or(noun);
    !body
        && (nouns::is_person(noun)
            || nouns::is("private", noun)
            || matches!(one, "widow" | "retiree" | "victim" | "customer" | "client" | "investor"))
}

/// Puts the group in the place of persons whom only other sentences name, where one around says whom "the people behind it" are
/// called: one of them may have been charged with it, or with another deed.
pub(super) fn behind_it(scene: &Scene, by: &mut Vec<Party>) {
    let reading = scene.reading;
    let sentences = reading.story.sentences;
    let elsewhere = |party: &Party| {
        party.actor.is_some_and(|actor| reading.actor_type(actor) == ActorType::Person)
            && !sentences[scene.sentence].span.contains(party.span)
    };
    if by.is_empty() || !by.iter().all(elsewhere) {
        return;
    }
    let from = scene.sentence.saturating_sub(AROUND);
    let near = from..sentences.len().min(scene.sentence + 1 + AROUND);
    if let Some(group) =
        near.map(|at| &reading.sentences[at]).find_map(|clauses| named_behind(reading, clauses))
    {
        *by = vec![group];
    }
}

/// "The people behind it, whom Washington calls the Lazarus Group, ...".
fn named_behind(reading: &Reading, clauses: &Clauses) -> Option<Party> {
    let tokens = &clauses.tokens;
    let [the, who, behind, rest @ ..] = &tokens[..] else { return None };
    let begins = matches!(&*the.lower, "the" | "those")
        && (nouns::is("agent", &who.lower) || is_hackers(&who.lower))
        && &*behind.lower == "behind";
    let act = rest.iter().take(2).any(|token| {
        matches!(&*token.lower, "it" | "this" | "that") || nouns::act(&token.lower).is_some()
    });
    let calls = |token: &Token| {
        matches!(token.lemma(), Some("call" | "dub" | "know" | "track" | "name" | "identify"))
    };
    let verb = rest.iter().take(3 * BEGIN).position(calls).filter(|_| begins && act)?;
    rest[verb + 1..].iter().take(BEGIN).find_map(|token| group(reading, token))
}

/// The threat group that a word is a name of.
fn group(reading: &Reading, token: &Token) -> Option<Party> {
    let party = reading.named(token.mention?);
    (reading.actor_type(party.actor?) == ActorType::Group).then_some(party)
}

/// "The group, which Microsoft calls Volt Typhoon, ...".
fn called(reading: &Reading, clauses: &Clauses) -> Option<Party> {
    let tokens = &clauses.tokens;
    let the = matches!(&*tokens.first()?.lower, "the" | "this");
    let noun =
        tokens.iter().take(BEGIN).position(|token| is_hackers(&token.lower)).filter(|_| the)?;
    let names = |token: &Token| {
        matches!(
            token.lemma(),
            Some("call" | "dub" | "know" | "track" | "name" | "label" | "refer")
        )
    };
    let verb = noun + 1 + tokens[noun + 1..].iter().take(3 * BEGIN).position(names)?;
    tokens[verb + 1..].iter().take(BEGIN).find_map(|token| group(reading, token))
}

/// Gives who is no more than linked to a deed, a threat group that its sentence does not name, the name that one of the next two
/// sentences has for those behind it: "The people behind the 2012 attack were dubbed Shamoon".
pub(super) fn dubbed(reading: &Reading, sentence: usize, perpetrators: &mut [Party]) {
    let [party] = perpetrators else { return };
    let elsewhere = |actor| {
        reading.actor_type(actor) == ActorType::Group && !reading.is_named_in(sentence, actor)
    };
    if !party.actor.is_some_and(elsewhere) {
        return;
    }
    let own = &reading.sentences[sentence];
    let mut next = reading.sentences.iter().skip(sentence + 1).take(2);
    if let Some(found) = next.find_map(|clauses| named_for_deed(reading, own, clauses)) {
        *party = found;
    }
}

/// The group that a sentence names as those behind the deed of another, if it gives the deed no other year.
fn named_for_deed(reading: &Reading, deed: &Clauses, clauses: &Clauses) -> Option<Party> {
    let tokens = &clauses.tokens;
    let who = |token: &Token| {
        is_hackers(&token.lower)
            || matches!(&*token.lower, "perpetrators" | "people" | "those" | "culprits")
    };
    let noun = tokens.iter().take(BEGIN).position(who)?;
    tokens.get(noun + 1).filter(|token| &*token.lower == "behind")?;
    let from = noun + 2;
    let act = from
        + tokens[from..]
            .iter()
            .take(2 * BEGIN)
            .position(|token| nouns::act(&token.lower).is_some())?;
    let is_year = |token: &&Token| {
        token.text.len() == 4 && token.text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let same = |year: &Token| deed.tokens.iter().any(|token| token.text == year.text);
    if !tokens[from..act].iter().filter(is_year).all(same) {
        return None;
    }
    let names =
        |token: &Token| matches!(token.lemma(), Some("call" | "dub" | "know" | "track" | "name"));
    let verb = act + 1 + tokens[act + 1..].iter().take(BEGIN).position(names)?;
    tokens[verb + 1..].iter().take(BEGIN).find_map(|token| group(reading, token))
}

/// "The agency identified the group as Kimsuky", "the FBI believes the hackers were members of APT42".
fn identified(reading: &Reading, clauses: &Clauses) -> Option<Party> {
    let tokens = &clauses.tokens;
    let verb = tokens.iter().position(|token| {
        matches!(token.lemma(), Some("identify" | "name" | "describe" | "believe"))
    })?;
    let mut behind = (verb + 1..tokens.len()).skip_while(|at| &*tokens[*at].lower == "that");
    let the = behind.next().filter(|at| matches!(&*tokens[*at].lower, "the" | "this" | "these"))?;
    let noun = (the + 1..tokens.len()).take(3).find(|at| is_hackers(&tokens[*at].lower))?;
    let is = (noun + 1..tokens.len())
        .take(2)
        .find(|at| matches!(&*tokens[*at].lower, "as" | "was" | "were" | "is" | "are" | "be"))?;
    tokens[is + 1..].iter().take(BEGIN).find_map(|token| group(reading, token))
}

/// The persons with whom a sentence begins: one with his age ("Tunde Balogun, 41, ...") or, of a deed that is `charged`, one whom
/// nobody has named before and the model marks as who did something; or as many as came in ("Matthew Hanley, 23, and Connor
/// Allsopp, 21, stole ..."), unless they only speak. It must tell of police or of a court where they could be the victims.
fn persons(
    reading: &Reading,
    at: usize,
    many: usize,
    victims: bool,
    charged: bool,
) -> Option<Vec<Party>> {
    let clauses = &reading.sentences[at];
    if victims && !is_of_court(clauses) {
        return None;
    }
    let tokens = &clauses.tokens;
    let age =
        |token: &Token| token.text.len() == 2 && token.text.chars().all(|c| c.is_ascii_digit());
    let mut word = tokens.iter().take(BEGIN).position(|token| token.mention.is_some())?;
    let (mut found, mut aged) = (Vec::new(), false);
    while let Some(name) = tokens.get(word).and_then(|token| token.mention) {
        let party = reading.named(name);
        if reading.label(name) != EntityLabel::Per || party.actor.is_none() {
            return None;
        }
        found.push(party);
        word += tokens[word..].iter().take_while(|token| token.mention == Some(name)).count();
        let joins = |token: &&Token| matches!(&*token.lower, "," | "and") || age(token);
        let between = tokens[word..].iter().take_while(joins).count();
        aged |= tokens[word..word + between].iter().any(age);
        word += between;
    }
    let verb = clauses.groups.iter().find(|group| group.words.start >= word)?;
    let speaks = tokens[verb.main].lemma().is_some_and(telling::says);
    let fits = match found[..] {
        [party] if many == 1 => aged || charged && !speaks && is_new_culprit(reading, at, &party),
        _ => found.len() == many && !speaks,
    };
    fits.then_some(found)
}

/// Whether a sentence tells what a court or police do about somebody.
fn is_of_court(clauses: &Clauses) -> bool {
    let judged = |group: &Group| clauses.tokens[group.main].lemma().is_some_and(telling::judges);
    let court = |token: &Token| matches!(&*token.lower, "court" | "jailed" | "prison");
    clauses.groups.iter().any(judged) || clauses.tokens.iter().any(court)
}

/// Whether a sentence tells that, or who says so: "prosecutors said".
fn tells_of_police(clauses: &Clauses) -> bool {
    let says = |token: &Token| {
        matches!(&*token.lower, "prosecutors" | "police" | "indictment" | "complaint" | "jury")
    };
    is_of_court(clauses) || clauses.tokens.iter().any(says)
}

/// Whether a sentence names a person for the first time below the headline, and the model marks that one as who did something.
fn is_new_culprit(reading: &Reading, at: usize, person: &Party) -> bool {
    let story = &reading.story;
    let (Some(actor), Some(told)) = (person.actor, story.sentences[at].told) else { return false };
    let headline = |start: usize| {
        let before = story.sentences.partition_point(|s| s.span.start() <= start);
        before > 0 && reading.is_headline(before - 1)
    };
    let names = story.actors[actor].mentions.iter().map(|name| story.mentions[*name].span.start());
    let start = story.sentences[at].span.start();
    names.take_while(|name| *name < start).all(headline)
        && sides::perpetrators(&Scene::new(reading, at), told).iter().any(|party| party.is(person))
}
