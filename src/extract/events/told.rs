//! Deeds as the model reads them: what they are, and the words for who did them to whom.
//!
//! The rules read what a verb that they know says. The model also reads "the cost of the break-in was put at
//! $3 million", and knows which sentence is the first to tell a deed. So where a sentence has been read by a
//! model that tells:
//!
//! - a deed is what the model is sure of; what a rule finds of a type that the model only takes for
//!   possible counts, too;
//! - each side is the words that the model links to the deed, of any sentence (`linked`), but a perpetrator without a name
//!   whom the sentence brings in ("a different group") is the one that it marks there; of a model that links none,
//!   the words that it marks in the sentence (`sides`), or the side of the rule that finds the deed, too, where the model marks one
//!   of its parties or none at all;
//! - a name goes before a noun for the same: "the crew Lazarus", "Meridex, the exchange"; a threat
//!   group before the state behind it;
//! - weapons are what `weapons_financing` pays for, and no victim of the theft in the same sentence;
//! - for whom a theft brings money in was not robbed (`gains`), an exchange that money goes through launders it (`conduits`);
//! - a group that comes in without a name has the one that the next sentences give it (`introduced`);
//! - a deed of another story than the article's is not its group's (`elsewhere`), who only tells of one is no victim (`observers`);
//! - "he" who is listed with somebody did it with him (`partners`), and whose leak site it is did what is told of those on it (`leaks`);
//! - a place is a target only where nobody else is, or of an arms transfer, and not where its weapons were "used against";
//! - a headline tells nothing that a sentence tells.
//!
//! Whom "they" means, and what the rest of the article names, is found as for the rules where the model links nothing.

use super::draft::Draft;
use super::party::Words;
use super::scene::Scene;
use super::sides::{self, Side};
use super::{
    WHOEVER, accusers, arms, article, bystanders, conduits, elsewhere, gains, introduced, leaks,
    linked, notified, nouns, observers, owns, partners, seats, spared,
};
use crate::extract::story::{Party, Reading, Story};
use crate::model::told::{ASKED, Told};
use crate::taxonomy::{ActorType, EntityLabel, ThreatType};

/// From here on a deed counts that no rule finds. This and the next: the best of some values on the dev part
/// of our gold and on articles of the training set that the model had not seen.
const SURE: f32 = 0.5;
/// From here on one that a rule finds.
const POSSIBLE: f32 = ASKED;
/// Of the probability of a breach, what spying must have to be told beside it.
const BESIDE: f32 = 0.7;

/// The rule of a deed that no rule finds.
pub(super) const READ: &str = "read";

/// The deeds of a sentence: those of the rules, if no model has told any.
pub(super) fn drafts(scene: &Scene, by_rule: Vec<Draft>) -> Vec<Draft> {
    let sentences = scene.reading.story.sentences;
    let Some(told) = sentences[scene.sentence].told else { return by_rule };
    if scene.reading.is_headline(scene.sentence) && is_told_below(scene.reading) {
        return Vec::new();
    }
    let perpetrators = those_named(scene, sides::perpetrators(scene, told));
    let targets = sides::targets(scene, told);
    // Who did a deed to whom, by the links.
    let by_links = |kind: ThreatType, rule: Option<&Draft>| {
        let deed = told.deeds.iter().find(|deed| deed.kind == kind)?;
        let (mut by, mut to) = linked::sides(scene.reading, scene.sentence, deed);
        leaks::turn(scene, &mut by, &mut to);
        let by = those_named(scene, by);
        let is_new = perpetrators.iter().all(|party| is_introduced(scene, party))
            && !perpetrators.is_empty()
            && !are_one(&perpetrators, &by);
        // Two against one: the sentence and a rule that reads it name the same.
        let is_read = rule.is_some_and(|rule| {
            are_one(&perpetrators, &rule.perpetrators)
                && perpetrators.iter().any(|p| p.actor.is_some())
        }) && !are_one(&perpetrators, &by);
        let mut by = if is_new || is_read { perpetrators.clone() } else { by };
        if let Some(others) = accusers::accused(scene, &by, rule) {
            by = others;
        }
        let is_other = elsewhere::leave(scene, &mut by, &perpetrators, rule);
        accusers::without_those_served(scene, &mut by, rule);
        bystanders::without_victims(scene, &mut by, rule);
        persons_of_other_deeds(scene, kind, &mut by);
        if kind == ThreatType::ArmsTransfer {
            arms::from_their_maker(scene, &mut by, &to);
        }
        // "somebody": whom the links name did other deeds.
        by.retain(|party| !linked::is_nobody(sides::words(scene, party).as_str()));
        if kind == ThreatType::MoneyLaundering {
            conduits::add(scene, &mut by);
        }
        conduits::without(scene, kind, &mut by);
        bystanders::without_owners_and_keepers(scene, &mut by);
        if !is_other {
            introduced::name(scene.reading, scene.sentence, &mut by, &to);
            introduced::dubbed(scene.reading, scene.sentence, &mut by);
            introduced::behind_it(scene, &mut by);
        }
        owns::add(scene, &mut by, rule);
        partners::add(scene, &mut by);
        gains::whose_money_pays(scene, kind, &mut by);
        let mut to = those_hurt(scene, kind, to);
        if kind == ThreatType::Disinformation && by.iter().any(|party| party.actor.is_some()) {
            spared::without_topics(scene, &mut to);
        }
        notified::add(scene, kind, &mut to);
        Some(gains::apart(scene, kind, by, to))
    };
    let by_marks = |kind: ThreatType, rule: Option<&Draft>| {
        let by = side(perpetrators.clone(), rule.map_or(&[], |rule| &rule.perpetrators));
        let to = those_hurt(scene, kind, targets.clone());
        (by, side(to, rule.map_or(&[], |rule| &rule.targets)))
    };
    let mut found = Vec::new();
    let sure = |(_, share): &&(ThreatType, f32)| *share >= SURE;
    for (kind, share) in told.events.iter().filter(sure) {
        if is_plain_breach(told, *kind, *share, &by_rule) {
            continue;
        }
        if let Some(two) = two_of_a_kind(*kind, &by_rule) {
            found.extend(two.map(|draft| Draft { linked: true, ..draft.clone() }));
            continue;
        }
        let rule = by_rule.iter().find(|draft| draft.kind == *kind);
        let links = by_links(*kind, rule);
        let linked = links.is_some();
        let (by, to) = links.unwrap_or_else(|| by_marks(*kind, rule));
        if rule.is_none() && bystanders::is_finding(scene, &by) {
            continue;
        }
        let word = rule.map_or_else(|| word_of(scene, told, &to, &by), |rule| rule.word);
        found.push(Draft {
            kind: *kind,
            refers_back: !linked && matches!(&by[..], [one] if refers_back(scene, one)),
            perpetrators: by,
            by_act: false,
            targets: to,
            linked,
            bare: false,
            sentence: scene.sentence,
            word,
            words: 0..scene.clauses.tokens.len(),
            rule: rule.map_or(READ, |rule| rule.rule),
        });
    }
    let share = |draft: &Draft| {
        told.events.iter().find(|(kind, _)| *kind == draft.kind).map_or(0.0, |(_, share)| *share)
    };
    let possible = by_rule.into_iter().filter(|draft| (POSSIBLE..SURE).contains(&share(draft)));
    found.extend(possible.map(|draft| match by_links(draft.kind, Some(&draft)) {
        Some((perpetrators, targets)) => {
            Draft { perpetrators, targets, linked: true, refers_back: false, bare: false, ..draft }
        }
        None => draft,
    }));
    found
}

/// Whether a sentence tells of spying only because data were taken: the model is much surer of a breach, and no rule finds a spy.
fn is_plain_breach(told: &Told, kind: ThreatType, share: f32, by_rule: &[Draft]) -> bool {
    let breach = told.events.iter().find(|(other, _)| *other == ThreatType::DataBreach);
    kind == ThreatType::Espionage
        && breach.is_some_and(|(_, breach)| share < BESIDE * breach)
        && by_rule.iter().all(|draft| draft.kind != kind)
}

/// Two deeds of a type that rules find in one sentence, by others and to others, each with a name: "Sandworm hacked Kyivstar,
/// while Ghostwriter hacked the parliament".
fn two_of_a_kind(kind: ThreatType, by_rule: &[Draft]) -> Option<[&Draft; 2]> {
    let mut drafts = by_rule.iter().filter(|draft| draft.kind == kind);
    let (one, other) = (drafts.next()?, drafts.next()?);
    let whole = |draft: &Draft| {
        let named = draft.perpetrators.iter().all(|party| party.actor.is_some());
        named && !draft.perpetrators.is_empty() && !draft.targets.is_empty()
    };
    let apart = !are_one(&one.perpetrators, &other.perpetrators)
        && !are_one(&one.targets, &other.targets)
        && !are_one(&one.targets, &other.perpetrators)
        && !are_one(&one.perpetrators, &other.targets);
    (drafts.next().is_none() && whole(one) && whole(other) && apart).then_some([one, other])
}

/// Takes persons whom only other sentences name from those who did a deed, where its sentence has no word for them, such as "he" or
/// "the defendants". They may have done the other deeds of the article.
fn persons_of_other_deeds(scene: &Scene, kind: ThreatType, by: &mut Vec<Party>) {
    let meant = has_word_for_them(scene);
    let elsewhere = |party: &Party| {
        party.actor.is_some_and(|actor| {
            scene.reading.actor_type(actor) == ActorType::Person
                && !scene.reading.is_named_in(scene.sentence, actor)
        })
    };
    if !meant && !article::is_of_money(kind) {
        by.retain(|party| !elsewhere(party));
    }
    bystanders::without_first_culprits(scene, by, meant);
}

/// Whether a sentence has a word for somebody whom others name: "he", "the defendants".
fn has_word_for_them(scene: &Scene) -> bool {
    scene.clauses.tokens.iter().any(|token| {
        matches!(
            &*token.lower,
            "he" | "she" | "they" | "his" | "her" | "their" | "who" | "him" | "them" | "we" | "i"
        ) || nouns::is("agent", &token.lower)
            || nouns::is_person(&token.lower)
    })
}

/// The word that stands for a deed which no rule finds: one of those to whom it was done, of those who did it, who may only be
/// the ones who speak of it, or else the likeliest word of a side.
fn word_of(scene: &Scene, told: &Told, to: &[Party], by: &[Party]) -> usize {
    let tokens = &scene.clauses.tokens;
    let named = |party: &Party| tokens.iter().position(|token| party.span.contains(token.span));
    let share = |at: &usize| told.sides.get(*at).map_or(0.0, |s| s.perpetrator.max(s.target));
    let likeliest =
        || (0..tokens.len()).rev().max_by(|a, b| share(a).total_cmp(&share(b))).unwrap_or(0);
    to.iter().chain(by).find_map(named).unwrap_or_else(likeliest)
}

/// The parties of a side, of those that the model marks and those of a rule.
fn side(marked: Vec<Party>, by_rule: &[Party]) -> Vec<Party> {
    if marked.is_empty() || are_one(&marked, by_rule) { by_rule.to_vec() } else { marked }
}

/// Whether somebody is in both lists.
fn are_one(these: &[Party], others: &[Party]) -> bool {
    these.iter().any(|a| others.iter().any(|b| a.is(b)))
}

/// Whether a sentence below the headline tells a deed.
fn is_told_below(reading: &Reading) -> bool {
    reading.story.sentences.iter().enumerate().any(|(at, sentence)| {
        let sure = |told: &Told| told.events.iter().any(|e| e.1 >= SURE);
        sentence.told.is_some_and(sure) && !reading.is_headline(at)
    })
}

/// Perpetrators without those who are named beside them.
fn those_named(scene: &Scene, mut parties: Vec<Party>) -> Vec<Party> {
    for at in 0..parties.len() {
        let group = its_group(scene.reading, &parties[at]);
        if let Some(group) = group.filter(|group| parties.iter().all(|party| !party.is(group))) {
            parties[at] = group;
        }
    }
    let kind = |party: &Party| party.actor.map(|actor| scene.reading.actor_type(actor));
    if parties.iter().any(|party| kind(party) == Some(ActorType::Group)) {
        parties.retain(|party| kind(party) != Some(ActorType::State));
    }
    // "bankers used accounts at MRB Bank": the bank is another.
    if parties.iter().any(|party| party.actor.is_some() && !conduits::is_passed(scene, party)) {
        let noun = |party: &Party| {
            let head = seats::head(&scene.reading.story, party.span, Side::Perpetrator);
            // One name does not stand for "four Ghanaians".
            let people = sides::label(scene, party) == Some(EntityLabel::Misc);
            !people && (nouns::is("agent", &head) || nouns::is_person(&head))
        };
        parties.retain(|party| party.actor.is_some() || !(noun(party) || is_whoever(scene, party)));
    }
    parties
}

/// The threat group that stands right behind the name of its state: "North Korea's `TraderTraitor`", "the Russian hacking group Turla".
fn its_group(reading: &Reading, party: &Party) -> Option<Party> {
    let Story { text, mentions, .. } = reading.story;
    let state =
        mentions.binary_search_by_key(&party.span.start(), |name| name.span.start()).ok()?;
    let next = mentions.get(state + 1)?;
    let of_state = reading.actor_type(party.actor?) == ActorType::State
        && mentions[state].span == party.span
        && next.label == EntityLabel::Group;
    let between = text.get(party.span.end()..next.span.start()).filter(|_| of_state)?;
    let between = match mentions[state].label {
        EntityLabel::Misc => between,
        _ => between.strip_prefix("'s").or_else(|| between.strip_prefix("’s"))?,
    };
    let words: Vec<&str> = between.split_whitespace().take(4).collect();
    let plain = words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || c == '-'));
    let group = words.last().is_none_or(|word| {
        WHOEVER.contains(word) || matches!(*word, "unit" | "team" | "collective" | "outfit")
    });
    (plain && words.len() < 4 && group).then(|| reading.named(state + 1))
}

/// Targets of a deed of a type.
fn those_hurt(scene: &Scene, kind: ThreatType, mut parties: Vec<Party>) -> Vec<Party> {
    let weapons = |party: &Party| {
        // "workers with the World Food Programme": a body, and no missiles.
        let body = sides::label(scene, party) == Some(EntityLabel::Org);
        let words = party.span.of(scene.reading.story.text).to_lowercase();
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
        words.iter().enumerate().any(|(at, word)| {
            // Think tanks do not roll.
            let thinks = at > 0 && words[at - 1] == "think";
            nouns::is("weapons", word) && !thinks
                || !body && nouns::is("programme", word)
                || !body && matches!(*word, "program" | "programs" | "programme" | "programmes")
        })
    };
    if kind == ThreatType::WeaponsFinancing {
        // Who was robbed for it has no name, most of the time; a state, a programme or a militia has one.
        let paid = parties.iter().any(weapons);
        parties.retain(|party| weapons(party) || party.actor.is_some() && !paid);
    } else {
        parties.retain(|party| !weapons(party));
    }
    parties.retain(|party| sides::label(scene, party) != Some(EntityLabel::Malware));
    observers::leave_out(scene, &mut parties);
    if kind == ThreatType::ArmsTransfer {
        parties.retain(|party| !is_aimed_at(scene, party));
    }
    without_their_states(scene, &mut parties);
    bystanders::without_reporters(scene, &mut parties);
    spared::leave_out(scene, kind, &mut parties);
    if kind != ThreatType::ArmsTransfer {
        bystanders::without_scenes(scene, &mut parties);
    }
    // "impacting more than 50 states": where those are whom it hit.
    let head = |party: &Party| seats::head(&scene.reading.story, party.span, Side::Target);
    let states = |party: &Party| {
        party.actor.is_none()
            && matches!(&*head(party), "countries" | "states" | "nations" | "continents")
    };
    let place =
        |party: &Party| sides::label(scene, party) == Some(EntityLabel::Loc) || states(party);
    if kind != ThreatType::ArmsTransfer && parties.iter().any(|party| !place(party)) {
        parties.retain(|party| !place(party));
    }
    if parties.iter().any(|party| party.actor.is_some()) {
        parties.retain(|party| party.actor.is_some() || !nouns::is("holder", &head(party)));
    }
    parties
}

/// "drones used against Ukraine", "rockets fired at Israel": no more than that happened to them, others got the weapons.
fn is_aimed_at(scene: &Scene, party: &Party) -> bool {
    let before = scene.reading.story.text[..party.span.start()].split_whitespace().rev();
    let mut before = before.skip_while(|word| word.eq_ignore_ascii_case("the"));
    match before.next() {
        Some("against") => true,
        Some("at" | "in" | "on" | "into") => before.next().is_some_and(|verb| {
            matches!(verb, "used" | "fired" | "deployed" | "aimed" | "launched" | "dropped")
        }),
        _ => false,
    }
}

/// "the Czech Foreign Ministry": the ministry.
fn without_their_states(scene: &Scene, parties: &mut Vec<Party>) {
    let text = scene.reading.story.text;
    let starts: Vec<usize> = parties.iter().map(|party| party.span.start()).collect();
    let describes = |party: &Party| {
        let mut behind = starts.iter().filter(|start| **start > party.span.end());
        behind.any(|start| text[party.span.end()..*start].trim().is_empty())
    };
    let state = |party: &Party| {
        party.actor.is_some_and(|actor| scene.reading.actor_type(actor) == ActorType::State)
    };
    parties.retain(|party| !(state(party) && describes(party)));
}

/// "they", "the group": whoever it was before.
fn refers_back(scene: &Scene, party: &Party) -> bool {
    let words = sides::words(scene, party);
    let bare = words.as_str().strip_prefix("the ").unwrap_or(words.as_str());
    words.is_pronoun() || matches!(bare, "group" | "gang" | "crew" | "hackers" | "attackers")
}

/// "a different group", "unknown callers": somebody without a name of whom the article has not spoken before.
fn is_introduced(scene: &Scene, party: &Party) -> bool {
    const KNOWN: &[&str] =
        &["the", "this", "these", "those", "that", "its", "his", "her", "their", "same", "both"];
    const OTHER: &[&str] =
        &["different", "another", "second", "third", "unknown", "separate", "rival"];
    let before = Words::before(scene.reading.story.text, party.span.start());
    let known = KNOWN.contains(&before.as_str());
    let other = OTHER.contains(&sides::words(scene, party).first()) || !is_whoever(scene, party);
    party.actor.is_none() && !known && other && !refers_back(scene, party)
}

/// "the attackers", "he", "its operators": nobody in particular.
fn is_whoever(scene: &Scene, party: &Party) -> bool {
    party.actor.is_none() && article::is_whoever(&sides::words(scene, party))
}
