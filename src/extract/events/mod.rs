//! Events: who did what to whom.
//!
//! From the [`clauses`](super::clauses) of each sentence, by the rules of `rules.txt`:
//!
//! 1. `rules` reads the file: patterns such as `P steal X from T`, with kinds of nouns from `nouns`;
//! 2. `scene` says who a phrase names, and whether they can be a perpetrator, `victims` who a target;
//! 3. `matcher` lays the patterns over the verbs of a sentence, `slots` fills them, `acts` reads nouns such as "the theft
//!    of $308 million from the exchange"; `draft` puts together what one sentence tells, `unreal` knows what did not happen;
//! 4. `types` finds the threat type, from the frame and from what the model sees;
//! 5. `told` adds what a model that tells deeds has read, with the words of `linked` or `sides`, and drops what it doubts; `seats`
//!    are places that only say where a party is, `introduced` finds the name of who came in without one, `behind` whom the next sentences blame, `accusers` knows who only
//!    accuses or is served, `arms` whose weapons they are, `elsewhere` the deeds of other stories, `observers` who only tells of a
//!    deed, `bystanders` and `spared` who else has no part in it, `notified` whose data a victim held, `partners` who is only "he" beside a name, `leaks` whose site it is, `owns` which spies own to a deed;
//! 6. `blamed` and `article` fill the sides that only the rest of the article names, where the model links nothing;
//! 7. `merge` makes one of those that are one, also where one tells a sum roundly (`rounded`) or a victim by a noun (`again`), `doubled` of those that
//!    are told as two types or of a country and its bodies, `beside` keeps apart the sides of those that are told together.
//!
//! `circumstances` finds when and where; `telling` knows the days on which a deed was only told, `counted` the amounts that are
//! not of it.
//!
//! `roles` are what actors do in an article, `charging` who accuses without a word. `score` says how sure an event is. `party` has the words of a party. `culprit` tells, for statements, whether somebody is named who did it.
//!
//! Precision comes first: what is negated, planned or possible is no event; a perpetrator must be
//! someone who can act; what investigators do is none; "it" and "the group" are whoever the event
//! before had, or nobody.

mod accusers;
mod acts;
mod again;
mod arms;
mod article;
mod behind;
mod beside;
mod blamed;
mod bystanders;
mod charging;
mod circumstances;
mod conduits;
mod counted;
mod culprit;
mod doubled;
mod draft;
mod elsewhere;
mod gains;
mod introduced;
mod leaks;
mod linked;
mod matcher;
mod merge;
mod notified;
pub(super) mod nouns;
mod observers;
mod owns;
mod partners;
mod party;
mod roles;
mod rounded;
mod rules;
mod scene;
mod score;
mod seats;
mod sides;
mod slots;
mod spared;
mod summary;
mod telling;
mod told;
mod types;
mod unreal;
mod victims;

pub(super) use culprit::Suspects;
pub(super) use roles::roles;
pub use score::{Evidence, Seats};
pub(super) use summary::summary;
pub use summary::{Money, Summary};

use super::clauses::Token;
use super::statements::Statement;
use super::story::{Party, Reading};
use crate::model::told::Told;
use crate::taxonomy::{ActorType, AmountKind, EntityLabel, StatementKind, ThreatType};
use circumstances::circumstances;
use draft::Draft;
use party::Words;
use scene::Scene;

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What was done.
    pub kind: ThreatType,
    /// By whom; empty where nobody is named.
    pub perpetrators: Vec<Party>,
    /// To whom; of an arms transfer, who got the weapons.
    pub targets: Vec<Party>,
    /// Places among the amounts.
    pub amounts: Vec<usize>,
    /// Places among the dates.
    pub when: Vec<usize>,
    /// Places among the mentions.
    pub places: Vec<usize>,
    /// Place among the statements: who says so, and how sure.
    pub statement: Option<usize>,
    /// Places of the sentences that tell it.
    pub sentences: Vec<usize>,
    /// The rule that made it, of the first sentence.
    pub rule: &'static str,
    /// What the model says of it, where it links words to deeds: how sure it is.
    pub evidence: Option<Evidence>,
}

/// How many sentences back "the group" and "the attack" may refer.
const BACK: usize = 2;

/// The events of a story, in the order of their first sentence.
pub(super) fn events(reading: &Reading, statements: &[Statement]) -> Vec<Event> {
    let mut found: Vec<Event> = Vec::new();
    // Acts of which it is not said yet whose they were.
    let mut open: Vec<Draft> = Vec::new();
    let mut untold: Vec<Draft> = Vec::new();
    for sentence in 0..reading.sentences.len() {
        let scene = Scene::new(reading, sentence);
        let (unreal, by_rule): (Vec<Draft>, Vec<Draft>) =
            draft::drafts(&scene).into_iter().partition(|draft| unreal::unreal(&scene, draft.word));
        let mut drafts = told::drafts(&scene, by_rule);
        drafts.retain(|draft| !unreal::is_counted(&scene, draft));
        drafts.retain(|draft| !unreal::is_threatened(&scene, draft, &unreal));
        let alone = drafts.iter().filter(|draft| !draft.is_open_noun()).count() == 1;
        untold.extend(open.extract_if(.., |draft| draft.sentence + BACK < sentence));
        for mut draft in drafts {
            if draft.is_open_noun() {
                open.push(draft);
                continue;
            }
            if draft.bare
                && let Some(act) = open.pop()
            {
                draft.bare = false;
                draft.targets = act.targets;
            }
            let statement = statement_of(&scene, statements, &draft);
            if statement.is_some_and(|at| is_unreal(statements[at].kind)) {
                continue;
            }
            let linked = draft.linked;
            if let Some(mut event) = event(&scene, draft, statement, alone, &mut found)
                && says_enough(&scene, &event)
            {
                without_who_blames(reading, statements, &mut event);
                if !linked {
                    suffered_by_speaker(reading, statements, &mut event);
                    from_the_article(&scene, &mut event);
                }
                merge::add(&reading.story, &mut found, event);
            }
        }
        happened(&scene, &mut found);
    }
    untold.extend(open);
    // Where a model tells deeds it has told these.
    untold.retain(|draft| reading.story.sentences[draft.sentence].told.is_none());
    for draft in untold {
        let scene = Scene::new(reading, draft.sentence);
        let statement = statement_of(&scene, statements, &draft);
        let told = |event: &Event| {
            event.kind == draft.kind && merge::suffers(&reading.story, event, &draft.targets)
        };
        let unreal = statement.is_some_and(|at| is_unreal(statements[at].kind));
        if unreal || found.iter().any(told) || !types::sees(scene.seen, draft.kind) {
            continue;
        }
        if let Some(mut event) = event(&scene, draft, statement, false, &mut [])
            && says_enough(&scene, &event)
        {
            from_the_article(&scene, &mut event);
            found.push(event);
        }
    }
    found.sort_by_key(|event| event.sentences.first().copied());
    whole(reading, statements, found)
}

/// Gives the event of the sentences before the days on which a sentence says that it happened, where it has none.
fn happened(scene: &Scene, found: &mut [Event]) {
    let Some(event) = found.last_mut() else { return };
    let near = event
        .sentences
        .last()
        .is_some_and(|last| *last < scene.sentence && last + BACK >= scene.sentence);
    if near && event.when.is_empty() {
        event.when = telling::occurred(scene);
    }
}

/// The events of an article, with what only the rest of it tells; those of the headline only where
/// no sentence tells an event.
fn whole(reading: &Reading, statements: &[Statement], mut found: Vec<Event>) -> Vec<Event> {
    for party in found.iter_mut().flat_map(|event| &mut event.targets) {
        party.actor = party.actor.or_else(|| article::local_authority(reading, party));
    }
    again::name(&reading.story, &mut found);
    if !story_is_linked(reading) {
        let culprits = article::Culprits::of(reading, statements);
        blamed::fill(reading, &mut found);
        for event in &mut found {
            culprits.fill(reading, event);
        }
        article::fill_perpetrators(reading, &mut found);
        article::fill_targets(reading, &mut found);
    }
    // A noun alone, of which nobody says whose act it was: too little.
    let mentions = &reading.story.mentions;
    let named = |party: &Party| {
        let first = mentions.partition_point(|m| m.span.start() < party.span.start());
        party.actor.is_some() || mentions.get(first).is_some_and(|m| party.span.contains(m.span))
    };
    // In order, as the events are.
    let acts: Vec<Option<usize>> = found
        .iter()
        .filter(|event| event.rule == "act-by" && event.perpetrators.is_empty())
        .map(|event| event.sentences.first().copied())
        .collect();
    found.retain(|event| {
        let victim = article::has_victim(event.kind) && event.targets.iter().any(named);
        let first = event.sentences.first().copied();
        let before = acts.partition_point(|other| *other < first);
        let listed = acts[before..].iter().take(2).filter(|other| **other == first).count() > 1;
        // Money of nobody, or for nobody's weapons.
        if event.kind == ThreatType::WeaponsFinancing
            && (event.perpetrators.is_empty() || event.targets.is_empty())
        {
            return false;
        }
        // "It did so again": nobody is known to whom it was done, nor by whom.
        let nobody = |party: &Party| {
            let words = Words::of(reading.story.text, party.span);
            party.actor.is_none()
                && (words.is_pronoun() || matches!(words.as_str(), "the group" | "the gang"))
        };
        if event.targets.is_empty() && event.perpetrators.iter().all(nobody) {
            return false;
        }
        event.rule != "act-by" || !event.perpetrators.is_empty() || victim && !listed
    });
    let headline = |event: &Event| event.sentences.iter().all(|at| reading.is_headline(*at));
    let body = found.iter().any(|event| !headline(event));
    let mut kept: Vec<Event> = Vec::new();
    for mut event in found.into_iter().filter(|event| !(body && headline(event))) {
        if body {
            event.sentences.retain(|at| !reading.is_headline(*at));
        }
        merge::add(&reading.story, &mut kept, event);
    }
    let kept = doubled::join(&reading.story, merge::finer(&reading.story, kept));
    let mut events = beside::apart(&reading.story, kept);
    for event in &mut events {
        counted::without_doers(&reading.story, event);
        event.evidence = Evidence::of(reading, event);
    }
    events
}

/// Whether the model has linked words to deeds: then no side is open.
fn story_is_linked(reading: &Reading) -> bool {
    let links = |told: &Told| !told.deeds.is_empty();
    reading.story.sentences.iter().any(|sentence| sentence.told.is_some_and(links))
}

/// "Acme said hackers had stolen $3 million": from Acme.
fn suffered_by_speaker(reading: &Reading, statements: &[Statement], event: &mut Event) {
    let named = event.perpetrators.iter().any(|party| party.actor.is_some());
    if named || !event.targets.is_empty() || !article::has_victim(event.kind) {
        return;
    }
    let speaker = event.statement.and_then(|at| statements[at].speaker);
    let organization = |party: &Party| {
        let words = Words::of(reading.story.text, party.span);
        let police = words.iter().any(|word| nouns::is("police", word));
        !police
            && party.actor.is_some_and(|actor| reading.actor_type(actor) == ActorType::Organization)
    };
    event.targets.extend(speaker.filter(organization));
}

/// "Russia accused Ukraine of an attack": Russia did not do it, if another did.
fn without_who_blames(reading: &Reading, statements: &[Statement], event: &mut Event) {
    let Some(statement) = event.statement.map(|at| &statements[at]) else { return };
    let blames = statement.kind == StatementKind::Alleged
        && statement.cue.is_some_and(|cue| {
            let cue = cue.of(reading.story.text).to_lowercase();
            ["accus", "blam"].iter().any(|stem| cue.starts_with(stem))
        });
    let Some(speaker) = statement.speaker.filter(|_| blames).and_then(|party| party.actor) else {
        return;
    };
    let other = |party: &Party| party.actor.is_some_and(|actor| actor != speaker);
    if event.perpetrators.iter().any(other) {
        event.perpetrators.retain(|party| party.actor != Some(speaker));
    }
}

fn is_unreal(kind: StatementKind) -> bool {
    matches!(kind, StatementKind::Hypothetical | StatementKind::Negated)
}

/// Somebody with a name did it, or it was done to somebody, or of a sum.
/// Where neither is said but by a common noun, the target must be one in particular: "a health
/// insurer in Ohio", "nine hospitals", not "systems".
fn says_enough(scene: &Scene, event: &Event) -> bool {
    let named = event.perpetrators.iter().any(|party| party.actor.is_some());
    if named {
        let stolen = event.rule == "steal";
        return !stolen || !event.targets.is_empty() || !event.amounts.is_empty();
    }
    if event.targets.is_empty() {
        // Nobody suffers these but the law: who did it need be no more than "nine people", "a broker".
        let alone =
            matches!(event.kind, ThreatType::MoneyLaundering | ThreatType::SanctionsEvasion)
                && event.perpetrators.iter().any(|party| is_counted(scene, party));
        return alone || !event.amounts.is_empty() && !event.perpetrators.is_empty();
    }
    let particular = |party: &Party| {
        let inside = |token: &&Token| party.span.contains(token.span);
        let tokens = scene.clauses.tokens.iter().filter(inside);
        let marked = tokens.clone().any(|token| token.mention.is_some() || token.amount.is_some());
        let head = tokens.clone().next_back().map_or("", |token| &*token.lower);
        party.actor.is_some() || marked || !nouns::is("anyone", head)
    };
    event.targets.iter().any(particular)
}

/// Whether a party is a number of people, or one that is brought in: "three men", "a trader".
fn is_counted(scene: &Scene, party: &Party) -> bool {
    let text = scene.reading.story.text;
    let words = Words::of(text, party.span);
    let number = words.iter().any(|word| {
        word.starts_with(|first: char| first.is_ascii_digit()) || merge::COUNTS.contains(&word)
    });
    let before = Words::before(text, party.span.start());
    number || [words.first(), before.as_str()].iter().any(|word| matches!(*word, "a" | "an"))
}

/// The statement that a draft is told in: the one that holds its word. Where none does, what is said in its sentence of one of
/// its parties, or by nobody in particular, and is no guess; of a deed that only the model reads in the whole sentence also what
/// one of its parties says.
fn statement_of(scene: &Scene, statements: &[Statement], draft: &Draft) -> Option<usize> {
    let word = scene.clauses.tokens[draft.word].span;
    let from = statements.partition_point(|statement| statement.sentence < draft.sentence);
    let to = statements.partition_point(|statement| statement.sentence <= draft.sentence);
    let parties = || draft.targets.iter().chain(&draft.perpetrators);
    let read = draft.rule == told::READ;
    let fits = |statement: &Statement| {
        let happened = !is_unreal(statement.kind);
        let of_party = parties().any(|party| statement.span.overlaps(party.span));
        let by_party = statement.speaker.is_some_and(|speaker| {
            let same = |party: &Party| party.actor.is_some() && party.actor == speaker.actor;
            parties().any(|party| same(party) || party.span.overlaps(speaker.span))
        });
        (read || happened) && of_party
            || read && by_party
            || happened && statement.speaker.is_none()
    };
    let holds = (from..to).find(|at| statements[*at].span.contains(word));
    holds.or_else(|| (from..to).find(|at| fits(&statements[*at])))
}

/// The event of a draft; `None` if it only adds to an event of a sentence before, or says too
/// little.
fn event(
    scene: &Scene,
    mut draft: Draft,
    statement: Option<usize>,
    alone: bool,
    found: &mut [Event],
) -> Option<Event> {
    let near =
        |event: &&Event| event.sentences.last().is_some_and(|last| last + BACK >= draft.sentence);
    if draft.refers_back {
        let words = Words::of(scene.reading.story.text, draft.perpetrators[0].span);
        let fits = |party: &&Party| {
            !words.is_he_or_she()
                || party
                    .actor
                    .is_some_and(|actor| scene.reading.actor_type(actor) == ActorType::Person)
        };
        let before =
            found.iter().rev().filter(near).find_map(|event| event.perpetrators.iter().find(fits));
        let pronoun = words.is_pronoun();
        let group = || only_group(scene).filter(|_| !pronoun);
        let before = before
            .and_then(|party| party.actor)
            .or_else(|| last_named(scene, &draft, &words))
            .or_else(group);
        draft.perpetrators[0].actor = before;
        if before.is_none() && pronoun {
            return None;
        }
        if before.is_none() && draft.by_act {
            draft.perpetrators.clear();
        }
    }
    if draft.targets.is_empty() && draft.bare {
        // "claimed responsibility for the attack": which one?
        let open = found.iter_mut().rev().find(|event| {
            event.perpetrators.iter().all(|party| party.actor.is_none())
                && event.sentences.last().is_some_and(|last| last + BACK >= draft.sentence)
        })?;
        open.perpetrators = draft.perpetrators;
        open.statement = statement.or(open.statement);
        open.sentences.push(draft.sentence);
        open.sentences.dedup();
        return None;
    }
    // "Stole 342,000 Ethereum": a sum suffers nothing.
    let sums = &scene.reading.story.amounts;
    let sum = |party: &Party| {
        let near = sums.partition_point(|sum| sum.span.end() < party.span.end());
        sums.get(near)
            .is_some_and(|sum| sum.kind == AmountKind::Money && sum.span.contains(party.span))
    };
    draft.targets.retain(|party| !sum(party));
    // Nobody suffers these but the law.
    if matches!(draft.kind, ThreatType::SanctionsEvasion | ThreatType::MoneyLaundering) {
        draft.targets.clear();
        if draft.perpetrators.is_empty() {
            return None;
        }
    }
    let words = if alone { 0..scene.clauses.tokens.len() } else { draft.words.clone() };
    let told = draft.words.start..draft.words.end.max(beside(scene, draft.words.end));
    let amounts = amounts(scene, &told, &draft);
    let (when, places) = circumstances(scene, &words, &draft);
    Some(Event {
        kind: draft.kind,
        perpetrators: draft.perpetrators,
        targets: draft.targets,
        amounts,
        when,
        places,
        statement,
        sentences: vec![draft.sentence],
        rule: draft.rule,
        evidence: None,
    })
}

/// One past a sum that stands in apposition behind a frame: "..., worth $3 million".
fn beside(scene: &Scene, end: usize) -> usize {
    let tokens = &scene.clauses.tokens;
    let near = end..tokens.len().min(end + 4);
    let sum = near.clone().find(|at| tokens[*at].amount.is_some());
    sum.map_or(end, |at| {
        let amount = tokens[at].amount;
        at + tokens[at..].iter().take_while(|token| token.amount == amount).count()
    })
}

/// Nouns for those who did it, whoever they are.
const WHOEVER: &[&str] = &[
    "hackers",
    "hacker",
    "attackers",
    "attacker",
    "intruders",
    "thieves",
    "criminals",
    "extortionists",
    "cybercriminals",
    "gang",
    "crew",
    "group",
    "actor",
    "actors",
    "burglars",
    "culprits",
];

/// Sides that only the rest of the article names: the attackers are its one threat group, "the
/// clinic" is the clinic with a name.
fn from_the_article(scene: &Scene, event: &mut Event) {
    let story = &scene.reading.story;
    let group = scene.reading.only_group();
    if let Some(group) = group {
        for party in event.perpetrators.iter_mut().filter(|party| party.actor.is_none()) {
            let words = Words::of(story.text, party.span);
            if words.count() <= 2 && WHOEVER.contains(&words.head()) {
                party.actor = Some(group);
            }
        }
    }
    for party in event.targets.iter_mut().filter(|party| party.actor.is_none()) {
        let words = Words::of(story.text, party.span);
        if words.first() != "the" || words.count() != 2 {
            continue;
        }
        let before = story.mentions.partition_point(|m| m.span.start() < party.span.start());
        let named =
            story.mentions[..before].iter().enumerate().rev().take(60).find(|(_, mention)| {
                let name = Words::of(story.text, mention.span);
                mention.label == EntityLabel::Org && name.iter().any(|part| part == words.head())
            });
        party.actor = named.and_then(|(at, _)| scene.reading.actor_of(at));
    }
}

/// Whom "he", "the group" means: the last person, the last threat group named before.
fn last_named(scene: &Scene, draft: &Draft, words: &Words) -> Option<usize> {
    let label = match words.head() {
        "he" | "she" => EntityLabel::Per,
        "group" | "gang" | "crew" | "outfit" => EntityLabel::Group,
        _ => return None,
    };
    let story = &scene.reading.story;
    let start = draft.perpetrators[0].span.start();
    let before = story.mentions.partition_point(|mention| mention.span.start() < start);
    (0..before)
        .rev()
        .find(|at| story.mentions[*at].label == label)
        .and_then(|at| scene.reading.actor_of(at))
}

/// The one threat group of an article that names it often and no other: "the group", "this
/// campaign".
fn only_group(scene: &Scene) -> Option<usize> {
    let group = scene.reading.only_group()?;
    (scene.reading.story.actors[group].mentions.len() > 2).then_some(group)
}

/// The sums and counts of a draft's words.
fn amounts(scene: &Scene, words: &std::ops::Range<usize>, draft: &Draft) -> Vec<usize> {
    let kinds = [AmountKind::Money, AmountKind::Count];
    let mut found: Vec<usize> = scene.clauses.tokens[words.clone()]
        .iter()
        .filter_map(|token| token.amount)
        .filter(|amount| kinds.contains(&scene.reading.story.amounts[*amount].kind))
        .collect();
    found.dedup();
    found.retain(|amount| !counted::is_aside(scene, draft, *amount));
    found
}

#[cfg(test)]
mod tests;
