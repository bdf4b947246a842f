//! Sentences with marked names, and who does what in them.

use std::fmt::Write as _;

use super::*;
use crate::extract::amounts::amounts_beside;
use crate::extract::dates::dates;
use crate::extract::marked::marked;
use crate::text::words;

/// Every verb with its subject, its object and its prepositional phrases.
fn read(sentence: &str) -> Vec<String> {
    let (text, mentions) = marked(sentence);
    let dates = dates(&text, None);
    let amounts = amounts_beside(&text, &dates);
    let words = words(&text);
    let all = Known { mentions: &mentions, amounts: &amounts, dates: &dates };
    let source = Source {
        text: &text,
        words: &words,
        all,
        mentions: 0..mentions.len(),
        amounts: 0..amounts.len(),
        dates: 0..dates.len(),
    };
    let read = Clauses::read(&source);
    let of = |phrase: Option<usize>| phrase.map_or("-", |p| read.phrase_span(p).of(&text));
    read.groups
        .iter()
        .zip(&read.frames)
        .map(|(group, frame)| {
            let mut line = format!(
                "{} | {}{} | {}",
                of(frame.subject),
                read.tokens[group.main].lower,
                if group.passive { " (passive)" } else { "" },
                of(frame.object)
            );
            for (word, phrase) in &frame.preps {
                write!(line, " | {} {}", read.tokens[*word].lower, of(Some(*phrase))).unwrap();
            }
            line
        })
        .collect()
}

#[test]
fn active_and_passive() {
    assert_eq!(
        read("[GROUP Lazarus Group] stole $600 million from the [ORG Ronin] bridge."),
        ["Lazarus Group | stole | $600 million | from the Ronin bridge"]
    );
    assert_eq!(
        read("A hospital in [LOC Antwerp] was hit by a ransomware attack on Sunday."),
        ["A hospital | hit (passive) | - | by a ransomware attack"]
    );
}

#[test]
fn what_stands_between_a_subject_and_its_verb() {
    assert_eq!(
        read("Hackers backed by [LOC China] have targeted four companies in [LOC Vietnam].")[1],
        "Hackers | targeted | four companies | in Vietnam"
    );
    assert_eq!(
        read("[PER Park], a member of the group, broke into [ORG Sony].")[0],
        "Park | broke | - | into Sony"
    );
    assert_eq!(
        read("The group, which is tied to [LOC Iran], hit two banks.")[1],
        "The group | hit | two banks"
    );
}

#[test]
fn complements_have_the_subject_that_their_verb_gives_them() {
    assert_eq!(
        read(
            "[LOC Washington] accused [LOC Pyongyang] of selling artillery shells to [LOC Russia]."
        )[1],
        "Pyongyang | selling | artillery shells | to Russia"
    );
    assert_eq!(
        read(
            "[PER Yildiz] was arrested and charged with illegally exporting firearms to [LOC Canada]."
        )[2],
        "Yildiz | exporting | firearms | to Canada"
    );
    assert_eq!(
        read("The defendants conspired to hack into companies and steal data from them.")[1..],
        ["The defendants | hack | - | into companies", "The defendants | steal | data | from them"]
    );
}

#[test]
fn relatives_and_participles() {
    assert_eq!(
        read("[GROUP Kimsuky], which hacked the agency, is not the same.")[0],
        "Kimsuky | hacked | the agency"
    );
    assert_eq!(
        read("The money stolen from the bank was laundered through casinos.")[..],
        [
            "The money | stolen (passive) | - | from the bank",
            "The money | laundered (passive) | - | through casinos"
        ]
    );
}

#[test]
fn nouns_are_no_verbs() {
    assert_eq!(read("The attacks on banks and the money laundering."), Vec::<String>::new());
    assert_eq!(
        read("[LOC U.S.] charges 14 men over hacks.")[0],
        "U.S. | charges | 14 men | over hacks"
    );
}

#[test]
fn asides_and_what_a_gerund_goes_on_with() {
    assert_eq!(
        read("The minister, speaking in [LOC Berlin], blamed [LOC Russia].")[1],
        "The minister | blamed | Russia"
    );
    assert_eq!(
        read("[LOC Germany] charged two [MISC Russians], accusing them of stealing files.")[1],
        "Germany | accusing | them"
    );
    assert_eq!(
        read("[ORG Northgate] shut its website, saying hackers had stolen data.")[1..],
        ["Northgate | saying | hackers", "hackers | stolen | data"]
    );
}

#[test]
fn words_between_an_auxiliary_and_its_verb() {
    assert_eq!(read("[LOC China] has for years denied the hack."), ["China | denied | the hack"]);
    assert_eq!(read("[LOC China] has long denied the hack."), ["China | denied | the hack"]);
}

#[test]
fn what_is_called_a_participle() {
    assert_eq!(
        read("The flaw, initially thought to have come from [LOC China], hit two banks.")[0],
        "The flaw | thought (passive) | -"
    );
    assert_eq!(
        read("In a statement [ORG Northgate] said nothing.")[0],
        "Northgate | said | nothing"
    );
}

#[test]
fn ages_and_dashes_are_asides() {
    assert_eq!(
        read("[PER Rita Cole], 50, of no fixed address, denied fraud."),
        ["Rita Cole | denied | fraud"]
    );
    assert_eq!(
        read("[PER Tom Hale], 45, who lost $3,000, said hackers stole it."),
        ["Tom Hale | lost | $3,000", "Tom Hale | said | hackers", "hackers | stole | it"]
    );
    assert_eq!(
        read("[PER Amy Best], aged 30, a nurse from [LOC Ohio], told the [ORG BBC].")[0],
        "Amy Best | told | the BBC"
    );
    assert_eq!(
        read("[PER Jane Poe] — who joined in May — said hackers stole it.")[1],
        "Jane Poe | said | hackers"
    );
    assert_eq!(
        read("The bank -- the largest in [LOC Laos] -- said hackers stole it.")[0],
        "The bank | said | hackers"
    );
    // A single dash parts two clauses.
    assert_eq!(
        read("[ORG Northgate] lost it all — hackers stole $3 million.")[1],
        "hackers | stole | $3 million"
    );
}

#[test]
fn as_begins_a_clause_where_its_verb_would_have_no_subject() {
    assert_eq!(
        read("[ORG Northgate] loses $3m as police warn of fraudsters.")[1],
        "police | warn | - | of fraudsters"
    );
    assert_eq!(
        read("Shares fell 4% as the firm said hackers stole it.")[1],
        "the firm | said | hackers"
    );
    assert_eq!(
        read("The gang known as [GROUP Akira] hit two banks.")[1],
        "The gang | hit | two banks"
    );
    assert_eq!(
        read("A man who works in [LOC Leeds] as a guard said hackers stole it.")[1],
        "A man | said | hackers"
    );
}

#[test]
fn likely_among_verbs_is_an_adverb() {
    assert_eq!(
        read("The files have likely been stolen by a clerk."),
        ["The files | stolen (passive) | - | by a clerk"]
    );
    assert_eq!(
        read("They were likely taken by a clerk."),
        ["They | taken (passive) | - | by a clerk"]
    );
    assert!(read("The clerk is likely to be fined.")[0].contains("| is |"));
}
