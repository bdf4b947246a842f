//! The noun behind a name that it goes with: "prosecutors" of "two Berlin prosecutors", "tank" of "a
//! Washington think tank", read from the words around ([`clauses`](crate::extract::clauses)).
//!
//! A word that no list has may be a verb ("Beijing shrugs"). It is a noun where it does not end as verbs
//! behind a name do, where a verb follows ("London clubs were"), or where an article or the like, a
//! preposition or a verb stands before the name and so has the noun behind ("on London clubs").

use super::Named;
use crate::extract::Mention;
use crate::extract::clauses::{Class, Clauses, Item, Known, Source, Token};
use crate::text::{Span, words};

/// Bytes around the name that are read.
const AROUND: usize = 100;

/// The head, in lower case, of the noun phrase in which common nouns stand right behind the name
/// `named[at]` or its possessive.
pub(super) fn compound_head(text: &str, named: &[Named], at: usize) -> Option<String> {
    let name = named[at].span;
    let near = around(text, name);
    let words: Vec<Span> =
        words(near.of(text)).into_iter().map(|word| word.shift(near.start())).collect();
    // In the order of the text: not all names are looked at for each.
    let from = named.partition_point(|mention| mention.span.start() < near.start());
    let mentions: Vec<Mention> = named[from..]
        .iter()
        .take_while(|mention| mention.span.start() < near.end())
        .filter(|mention| near.contains(mention.span))
        .map(|mention| Mention { span: mention.span, label: mention.label, score: None })
        .collect();
    let all = Known { mentions: &mentions, amounts: &[], dates: &[] };
    let mentions = 0..mentions.len();
    let read =
        Clauses::read(&Source { text, words: &words, all, mentions, amounts: 0..0, dates: 0..0 });
    let last = read.tokens.iter().rposition(|token| name.contains(token.span))?;
    let phrase = read.phrases.iter().find(|phrase| phrase.words.contains(&last))?;
    // "A Washington think tank": no verb behind "a" and a name has its base form.
    let article = read.tokens[phrase.words.start].class == Class::Det;
    let base = |token: &Token| token.verb.as_ref().is_some_and(|verb| verb.forms.base);
    if let Some(next) = read.tokens.get(last + 1)
        && article
        && next.class == Class::Verb
        && base(next)
    {
        let noun = read.phrases.iter().find(|phrase| phrase.words.start == last + 2);
        let head = noun.map_or(last + 1, |noun| noun.head);
        return Some(read.tokens[head].lower.to_string());
    }
    let (head, behind) = (phrase.head, last + 1);
    let possesses = read.tokens.get(behind).is_some_and(|token| token.class == Class::Poss);
    let nouns = if possesses { behind + 1 } else { behind };
    let common = |token: &Token| {
        matches!(token.class, Class::Noun | Class::Adj)
            && token.text.starts_with(char::is_lowercase)
    };
    if head < nouns || !read.tokens.get(nouns..=head)?.iter().all(common) {
        return None;
    }
    let lower = &*read.tokens[head].lower;
    let first = &*read.tokens[nouns].lower;
    let before = read.tokens.get(..phrase.words.start).and_then(<[_]>::last).map(|t| t.class);
    let has_noun =
        phrase.words.start < last || matches!(before, Some(Class::Prep | Class::Verb | Class::To));
    let verb_behind = matches!(read.items.get(phrase.item + 1), Some(Item::Group(_)));
    let as_verb = first.ends_with('s') || first.ends_with("ed");
    let noun = possesses || has_noun || verb_behind || !as_verb;
    (noun && !is_adjective(lower)).then(|| lower.to_owned())
}

/// "held Beijing responsible": said of the name, and no noun.
fn is_adjective(lower: &str) -> bool {
    const ENDINGS: &[&str] = &["able", "ible", "ful", "less", "ous"];
    const OTHERS: &[&str] = &[
        "angry", "aware", "behind", "guilty", "itself", "nervous", "ready", "silent", "sure",
        "unaware", "wary",
    ];
    lower.len() > 5 && ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || OTHERS.contains(&lower)
}

/// What is near a name in its paragraph, whole words.
fn around(text: &str, name: Span) -> Span {
    let from = text.ceil_char_boundary(name.start().saturating_sub(AROUND));
    let to = text.floor_char_boundary(name.end().saturating_add(AROUND).min(text.len()));
    let before = &text[from..name.start()];
    let start = match before.rfind("\n\n") {
        Some(end) => from + end + 2,
        None if from == 0 => 0,
        // The first word may be cut.
        None => before.find(char::is_whitespace).map_or(name.start(), |end| from + end),
    };
    let behind = &text[name.end()..to];
    let end = match behind.find("\n\n") {
        Some(end) => name.end() + end,
        None if to == text.len() => to,
        None => behind.rfind(char::is_whitespace).map_or(name.end(), |end| name.end() + end),
    };
    Span::new(start, end)
}
