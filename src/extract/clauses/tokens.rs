//! The words of a sentence, each with the class that it has where it stands.
//!
//! No tagger is asked: closed classes are listed, names, sums and dates are known already, and
//! what may be a verb is decided by the words beside it (`verbs`). "attacks" after "the" is a noun, after a
//! name and before an object a verb; "stolen" after "has" is a verb, between "the" and a noun it
//! describes the noun.

use std::borrow::Cow;

use super::Source;
use super::between::set_between;
use super::lexicon::{Closed, Verb, closed, verb};
use super::verbs::settle_verbs;
use crate::extract::actors::is_honour;
use crate::taxonomy::{AmountKind, EntityLabel};
use crate::text::Span;

/// What a word is where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Class {
    /// Nouns, adjectives, and whatever is not known.
    Noun,
    /// Part of a mention.
    Name,
    /// Part of an amount, or digits.
    Number,
    /// Part of a date.
    Time,
    /// Articles and what stands for them.
    Det,
    /// "'s".
    Poss,
    Prep,
    Conj,
    Relative,
    /// "that", whatever it is.
    That,
    Sub,
    Pron,
    Be,
    Have,
    Do,
    Modal,
    Neg,
    To,
    Adv,
    Verb,
    /// A participle that describes a noun.
    Adj,
    Comma,
    /// Colons, semicolons, dashes, the full stop.
    Break,
    Open,
    Close,
    Quote,
    /// Joins two parts of a word: "North Korea-linked".
    Hyphen,
    Mark,
}

impl Class {
    /// Whether a noun phrase may hold it.
    fn nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Name | Self::Number | Self::Adj)
    }

    fn auxiliary(self) -> bool {
        matches!(self, Self::Be | Self::Have | Self::Do | Self::Modal)
    }
}

/// One word.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Token<'t> {
    /// As written.
    pub text: &'t str,
    /// In lower case, with a straight apostrophe.
    pub lower: Cow<'t, str>,
    /// In the text of the article's view.
    pub span: Span,
    pub class: Class,
    /// The verb that it is, or could have been.
    pub verb: Option<Verb>,
    /// The mention that it is part of, by its place in the article.
    pub mention: Option<usize>,
    /// Whether the mention is a person.
    pub person: bool,
    /// The amount that it is part of, by its place in the article.
    pub amount: Option<usize>,
}

/// The words of a sentence.
pub(super) fn tokens<'t>(source: &Source<'t>) -> Vec<Token<'t>> {
    let mut tokens: Vec<Token<'t>> = Vec::with_capacity(source.words.len());
    for span in source.words {
        let text = span.of(source.text);
        let glued = tokens.last().is_some_and(|last| last.span.end() == span.start());
        let token = Token {
            text,
            lower: lower(text),
            span: *span,
            class: Class::Noun,
            verb: None,
            mention: None,
            person: false,
            amount: None,
        };
        let class = plain_class(&token, tokens.last(), glued);
        tokens.push(Token { class, ..token });
    }
    set_single_quotes(&mut tokens);
    mark_found(&mut tokens, source);
    join_hyphens(&mut tokens);
    set_phrases(&mut tokens);
    set_between(&mut tokens);
    for token in tokens.iter_mut().filter(|token| token.class == Class::Noun) {
        token.verb = verb(&token.lower);
    }
    settle_verbs(&mut tokens);
    tokens
}

/// The British marks of what is said: ‘We lost it all,’ he said. The closing one stands behind a comma or a stop, or
/// it could be an apostrophe, and the opening one about a single word.
fn set_single_quotes(tokens: &mut [Token]) {
    let mut opened = None;
    for at in 0..tokens.len() {
        let stop = at > 0 && matches!(tokens[at - 1].text, "," | "." | "!" | "?");
        match tokens[at].text {
            "‘" => opened = Some(at),
            "’" if stop && tokens[at - 1].span.end() == tokens[at].span.start() => {
                if let Some(opened) = opened.take() {
                    tokens[opened].class = Class::Quote;
                    tokens[at].class = Class::Quote;
                }
            }
            _ => {}
        }
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().all(|c| !c.is_uppercase() && c != '’') {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    }
}

/// What a word is by itself.
fn plain_class(token: &Token, before: Option<&Token>, glued: bool) -> Class {
    let text = token.text;
    match text {
        "," => return Class::Comma,
        ";" | ":" | "." | "!" | "?" | "…" | "..." | "–" | "—" | "--" | "-" | "‒" => {
            return Class::Break;
        }
        "(" | "[" => return Class::Open,
        ")" | "]" => return Class::Close,
        "\"" | "“" | "”" | "``" | "''" | "„" | "«" | "»" => return Class::Quote,
        "'" | "’" if glued && before.is_some_and(|b| b.lower.ends_with('s')) => {
            return Class::Poss;
        }
        "'" | "’" | "‘" => return Class::Mark,
        _ => {}
    }
    if &*token.lower == "'s" {
        let pronoun =
            before.is_some_and(|b| matches!(b.class, Class::Pron | Class::That | Class::Relative));
        return if pronoun { Class::Be } else { Class::Poss };
    }
    if is_name_of_pronoun(text) {
        return Class::Noun;
    }
    if &*token.lower == "that" {
        return Class::That;
    }
    match closed(&token.lower) {
        Some(Closed::Det) => Class::Det,
        Some(Closed::Prep) => Class::Prep,
        Some(Closed::Conj) => Class::Conj,
        Some(Closed::Relative) => Class::Relative,
        Some(Closed::Sub) => Class::Sub,
        Some(Closed::Pron) => Class::Pron,
        Some(Closed::Be) => Class::Be,
        Some(Closed::Have) => Class::Have,
        Some(Closed::Do) => Class::Do,
        Some(Closed::Modal) => Class::Modal,
        Some(Closed::Neg) => Class::Neg,
        Some(Closed::To) => Class::To,
        Some(Closed::Adv) => Class::Adv,
        None if text.starts_with(|c: char| c.is_ascii_digit()) => Class::Number,
        None if text.chars().all(|c| !c.is_alphanumeric()) => Class::Mark,
        None if is_adverb(&token.lower) => Class::Adv,
        None => Class::Noun,
    }
}

/// Whether a word that is written like a pronoun is a name: neither "us" nor "it", as in "North Korean IT workers".
pub(in crate::extract) fn is_name_of_pronoun(word: &str) -> bool {
    matches!(word, "US" | "IT")
}

fn is_adverb(lower: &str) -> bool {
    const NOT: &[&str] = &[
        "family", "ally", "italy", "supply", "anomaly", "monopoly", "july", "early", "daily",
        "likely", "unlikely", "deadly", "friendly", "assembly", "costly", "weekly", "monthly",
        "elderly", "reply", "apply", "rely", "fly", "only", "belly", "bully", "rally", "comply",
    ];
    lower.len() > 4 && lower.ends_with("ly") && !NOT.contains(&lower)
}

/// Marks what is part of a mention, an amount, a date.
fn mark_found(tokens: &mut [Token], source: &Source) {
    let mut each = |span: Span, set: &mut dyn FnMut(&mut Token)| {
        let from = tokens.partition_point(|token| token.span.end() <= span.start());
        for token in tokens[from..].iter_mut().take_while(|token| token.span.start() < span.end()) {
            set(token);
        }
    };
    for (at, amount) in source.amounts.clone().zip(&source.all.amounts[source.amounts.clone()]) {
        let count = amount.kind == AmountKind::Count;
        each(amount.span, &mut |token| {
            token.amount = Some(at);
            let word = token.text.chars().all(char::is_alphabetic);
            let unit =
                count && amount.unit.as_deref().is_some_and(|unit| unit.contains(token.text));
            token.class = if word && unit { Class::Noun } else { Class::Number };
        });
    }
    for date in &source.all.dates[source.dates.clone()] {
        each(date.span, &mut |token| token.class = Class::Time);
    }
    for (at, mention) in source.mentions.clone().zip(&source.all.mentions[source.mentions.clone()])
    {
        each(mention.span, &mut |token| {
            token.mention = Some(at);
            token.person = mention.label == EntityLabel::Per;
            token.class = Class::Name;
        });
    }
    // "Jane Poe KC said": she says it.
    for at in 1..tokens.len() {
        let (before, own) = (&tokens[at - 1], &tokens[at]);
        if before.person && own.mention.is_none() && is_honour(own.text) {
            let mention = before.mention;
            tokens[at] = Token { class: Class::Name, person: true, mention, ..tokens[at].clone() };
        }
    }
}

/// A hyphen without white space on both sides makes one word of three.
fn join_hyphens(tokens: &mut [Token]) {
    for at in 1..tokens.len().saturating_sub(1) {
        let glued = tokens[at - 1].span.end() == tokens[at].span.start()
            && tokens[at].span.end() == tokens[at + 1].span.start();
        if glued
            && matches!(tokens[at].text, "-" | "‐" | "‑" | "–")
            && tokens[at].class == Class::Break
        {
            tokens[at].class = Class::Hyphen;
            if tokens[at + 1].class != Class::Name {
                tokens[at + 1].class = Class::Adj;
            }
        }
    }
}

/// Forms in "-ing" that describe who speaks: "presiding judge X", "the tracing firm".
const TITLED: &[&str] = &[
    "presiding",
    "leading",
    "managing",
    "acting",
    "outgoing",
    "incoming",
    "tracing",
    "sitting",
    "ruling",
];

/// Prepositions behind which "that" only points at something.
const POINTING: &[&str] = &[
    "of", "behind", "by", "with", "from", "for", "at", "on", "about", "against", "after", "before",
    "into", "during", "through",
];

/// What links and ties may be like.
const OF_TIES: &[&str] = &[
    "apparent",
    "clear",
    "close",
    "deep",
    "direct",
    "financial",
    "historic",
    "likely",
    "loose",
    "old",
    "personal",
    "possible",
    "strong",
    "weak",
];

/// Words that are one in meaning: "more than 58", "according to", "in order to", "as well as".
fn set_phrases(tokens: &mut [Token]) {
    let is = |tokens: &[Token], at: usize, words: &[&str]| {
        tokens.get(at).is_some_and(|token| words.contains(&&*token.lower))
    };
    for at in 0..tokens.len() {
        let before = |back: usize| at.checked_sub(back).unwrap_or(usize::MAX);
        if tokens[at].class == Class::Number
            && tokens.get(before(1)).is_none_or(|t| t.class != Class::Number)
        {
            let modifier = if is(tokens, before(1), &["than"])
                && is(tokens, before(2), &["more", "less", "fewer", "greater"])
                || is(tokens, before(1), &["least", "most"]) && is(tokens, before(2), &["at"])
                || is(tokens, before(1), &["to"]) && is(tokens, before(2), &["up"])
            {
                2
            } else if is(tokens, before(1), &["as"]) && is(tokens, before(2), &["many", "much"]) {
                3
            } else {
                usize::from(is(
                    tokens,
                    before(1),
                    &["about", "around", "over", "under", "some", "only"],
                ))
            };
            let from = at.saturating_sub(modifier);
            for token in &mut tokens[from..at] {
                token.class = Class::Adv;
            }
        }
        if is(tokens, at, &["according", "due", "prior"]) && is(tokens, at + 1, &["to"]) {
            tokens[at].class = Class::Prep;
            tokens[at + 1].class = Class::Adv;
        }
        if is(tokens, at, &["under", "deputy"]) && is(tokens, at + 1, &["secretary"]) {
            tokens[at].class = Class::Adj;
        }
        if is(tokens, at, TITLED) && tokens.get(at + 1).is_some_and(|t| t.class == Class::Noun) {
            tokens[at].class = Class::Adj;
        }
        // "found Anton Reznik guilty of laundering"
        if at > 0 && is(tokens, at, &["guilty"]) && tokens[at - 1].class == Class::Name {
            tokens[at].class = Class::Adv;
        }
        // "an Iranian think tank", "think-tanks"
        let hyphen = usize::from(tokens.get(at + 1).is_some_and(|t| t.class == Class::Hyphen));
        if is(tokens, at, &["think"]) && is(tokens, at + 1 + hyphen, &["tank", "tanks"]) {
            tokens[at].class = Class::Adj;
        }
        // "Seoul's spy agency"
        if is(tokens, at, &["spy"])
            && is(tokens, at + 1, &["agency", "agencies", "chief", "chiefs", "service", "services"])
        {
            tokens[at].class = Class::Adj;
        }
        // "have likely been stolen", "was likely taken", not "is likely to"
        if is(tokens, at, &["likely"]) && is_among_verbs(tokens, at) {
            tokens[at].class = Class::Adv;
        }
        if is(tokens, at, &["direct"]) && is(tokens, at + 1, &["message", "messages"]) {
            tokens[at].class = Class::Adj;
        }
        // "a group with possible ties to Israel said": nobody ties anything there.
        if is(tokens, at, OF_TIES) && is(tokens, at + 1, &["links", "ties"]) {
            tokens[at].class = Class::Adj;
        }
        // "the studio behind that game": what stands behind a preposition opens no clause. Not "in that hackers had".
        if tokens[at].class == Class::That
            && is(tokens, before(1), POINTING)
            && tokens.get(at + 1).is_some_and(Token::nominal)
        {
            tokens[at].class = Class::Det;
        }
        if is(tokens, at, &["worth"]) && is(tokens, at + 1, &["of"]) {
            tokens[at].class = Class::Adv;
        }
        if is(tokens, at, &["so"]) && is(tokens, at + 1, &["far"]) {
            tokens[at].class = Class::Adv;
            tokens[at + 1].class = Class::Adv;
        }
        if is(tokens, at, &["because"]) && is(tokens, at + 1, &["of"]) {
            tokens[at].class = Class::Prep;
            tokens[at + 1].class = Class::Adv;
        }
        if is(tokens, at, &["in"]) && is(tokens, at + 1, &["order"]) && is(tokens, at + 2, &["to"])
        {
            tokens[at].class = Class::Adv;
            tokens[at + 1].class = Class::Adv;
        }
        if is(tokens, at, &["as"]) && is(tokens, at + 1, &["well"]) && is(tokens, at + 2, &["as"]) {
            tokens[at].class = Class::Conj;
            tokens[at + 1].class = Class::Adv;
            tokens[at + 2].class = Class::Adv;
        }
    }
}

/// Whether a word stands between a verb that helps another and the next part of the same.
fn is_among_verbs(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| tokens[before].class);
    let Some(next) = tokens.get(at + 1) else { return false };
    let participle =
        || next.class == Class::Noun && verb(&next.lower).is_some_and(|verb| verb.forms.participle);
    match before {
        Some(Class::Have) => next.class == Class::Be || participle(),
        Some(Class::Be) => participle(),
        _ => false,
    }
}

impl Token<'_> {
    /// Whether the word helps another verb.
    pub(super) fn auxiliary(&self) -> bool {
        self.class.auxiliary()
    }

    /// Whether a noun phrase may hold it.
    pub fn nominal(&self) -> bool {
        self.class.nominal()
    }

    /// The base form of the verb that it is.
    pub fn lemma(&self) -> Option<&str> {
        self.verb.as_ref().map(|verb| &*verb.lemma)
    }
}
