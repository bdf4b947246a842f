//! What must hold for every text, and the cases of tests/knowledge/actors.tsv.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;

/// "[ORG:UN] said": the bare text and the mentions marked in it.
fn marked(marked: &str) -> (String, Vec<Mention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, (label, name), tail)) =
        rest.split_once('[').and_then(|(before, tail)| {
            let (inner, tail) = tail.split_once(']')?;
            Some((before, inner.split_once(':')?, tail))
        })
    {
        text.push_str(before);
        let span = Span::new(text.len(), text.len() + name.len());
        text.push_str(name);
        mentions.push(Mention { span, label: label.parse().unwrap(), score: None });
        rest = tail;
    }
    text.push_str(rest);
    (text, mentions)
}

/// The actors of a marked text: "type name: mention | mention; ...", the best link in brackets.
fn run(text: &str) -> String {
    let (text, mentions) = marked(&text.replace("\\n", "\n"));
    let written = actors(&text, &mentions).into_iter().map(|actor| {
        let names: Vec<&str> =
            actor.mentions.iter().map(|at| mentions[*at].span.of(&text)).collect();
        let links: Vec<&str> = actor.links.iter().map(|link| link.id.as_str()).collect();
        let links =
            if links.is_empty() { String::new() } else { format!(" <{}>", links.join(" ")) };
        format!("{} {}{links}: {}", actor.kind, actor.name, names.join(" | "))
    });
    written.collect::<Vec<_>>().join("; ")
}

/// Every marked text has the actors beside it.
pub(super) fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(run(text), *expected, "{text}");
    }
}

#[test]
fn the_cases_of_the_table() {
    let table = include_str!("../../../tests/knowledge/actors.tsv");
    let mut wrong = String::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, expected) = line.split_once('\t').expect("text, tab, actors");
        let found = run(text);
        if found != expected {
            let _ = write!(wrong, "\n  text  {text}\n  want  {expected}\n  found {found}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn links_say_which_alias_matched() {
    let (text, mentions) = marked("[GROUP:HIDDEN COBRA], or [GROUP:Lazarus], of [LOC:DPRK]");
    let found = actors(&text, &mentions);
    assert_eq!(found[0].links[0].matched, "HIDDEN COBRA");
    assert_eq!(
        (found[0].links[0].source.as_str(), found[0].links[0].id.as_str()),
        ("mitre-attack", "G0032")
    );
    assert_eq!(found[0].links[1].source, "misp-galaxy");
    assert_eq!(
        (found[1].links[0].name.as_str(), found[1].links[0].matched.as_str()),
        ("North Korea", "DPRK")
    );
}

/// How each mention of a marked text refers: "mention way".
fn ways(text: &str) -> Vec<String> {
    let (text, mentions) = marked(text);
    let mut ways = vec![String::new(); mentions.len()];
    for actor in actors(&text, &mentions) {
        for (mention, refers) in actor.mentions.iter().zip(&actor.refers) {
            ways[*mention] = format!("{} {refers}", mentions[*mention].span.of(&text));
        }
    }
    ways
}

#[test]
fn a_mention_says_how_it_refers() {
    assert_eq!(
        ways("[LOC:North Korea], the [LOC:DPRK], [MISC:North Korean], [LOC:Pyongyang]'s"),
        ["North Korea name", "DPRK acronym", "North Korean demonym", "Pyongyang metonym"]
    );
    assert_eq!(
        ways("[ORG:U.N. Security Council], [ORG:UNSC], [ORG:Security Council], the [ORG:Council]"),
        [
            "U.N. Security Council name",
            "UNSC acronym",
            "Security Council part",
            "Council reference"
        ]
    );
    assert_eq!(
        ways("[PER:Su Bin], aka [PER:Stephen Subin]; [PER:Su]; [LOC:Gaza]"),
        ["Su Bin name", "Stephen Subin alias", "Su part", ""]
    );
    assert_eq!(
        ways("[GROUP:Lazarus Group], [GROUP:Lazarus], [GROUP:Hidden Cobra]; the [ORG:Pentagon]"),
        ["Lazarus Group name", "Lazarus part", "Hidden Cobra alias", "Pentagon alias"]
    );
}

#[test]
fn a_groups_link_says_the_suspected_country() {
    let (text, mentions) = marked("[GROUP:Andariel] and [LOC:Iran]");
    let found = actors(&text, &mentions);
    let countries: Vec<(&str, Option<&str>)> =
        found[0].links.iter().map(|l| (l.source.as_str(), l.country.as_deref())).collect();
    assert_eq!(
        countries,
        [("mitre-attack", None), ("misp-galaxy", Some("KP")), ("misp-galaxy", Some("KP"))]
    );
    assert_eq!(found[1].links[0].country, None);
}

proptest! {
    /// Whatever the mentions, a mention has one actor at most, and the order is that of the text.
    #[test]
    fn actors_part_the_mentions(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "Lazarus Group", "'s", "North Korean", "Seoul", "the ", "Kim Jong Un", "Kim", "UN", "in ",
                "Security Council", "Council", "(", ")", ", ", "é", "APT38", "Andariel", "WannaCry", "\n",
                "John F. Kelly", "John Kelly", "National Police Agency", "NPA", "Pyongyang", "Bureau 121",
                "aka", "also known as", "\"", "the North", "Colonial Pipeline Co.", "Colonial", "of", "or",
            ]),
            0..20,
        ),
        labels in prop::collection::vec(0usize..6, 20),
        noise in prop::collection::vec((0usize..200, 0usize..40, 0usize..6), 0..6),
    ) {
        let (mut text, mut mentions) = (String::new(), Vec::new());
        for (part, label) in parts.iter().zip(&labels) {
            let span = Span::new(text.len(), text.len() + part.len());
            mentions.push(Mention { span, label: EntityLabel::ALL[*label], score: None });
            text.push_str(part);
            text.push(' ');
        }
        mentions.extend(noise.into_iter().map(|(start, len, label)| Mention {
            span: Span::new(start, start + len),
            label: EntityLabel::ALL[label],
            score: None,
        }));
        mentions.sort_by_key(|mention| mention.span);
        let found = actors(&text, &mentions);
        let mut all: Vec<usize> = found.iter().flat_map(|actor| actor.mentions.clone()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        prop_assert_eq!(all.len(), count);
        prop_assert!(all.iter().all(|at| *at < mentions.len()));
        for actor in &found {
            prop_assert!(!actor.mentions.is_empty() && !actor.name.is_empty());
            prop_assert_eq!(actor.mentions.len(), actor.refers.len());
            prop_assert!(actor.mentions.windows(2).all(|two| two[0] < two[1]));
        }
        prop_assert!(found.windows(2).all(|two| two[0].mentions[0] < two[1].mentions[0]));
    }
}
