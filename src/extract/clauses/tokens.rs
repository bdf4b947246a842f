//! The words of a sentence, each with the class that it has where it stands.
//!
//! No tagger is asked: closed classes are listed, names, sums and dates are known already, and
//! what may be a verb is decided by the words beside it. "attacks" after "the" is a noun, after a
//! name and before an object a verb; "stolen" after "has" is a verb, between "the" and a noun it
//! describes the noun.

use std::borrow::Cow;

use super::Source;
use super::between::set_between;
use super::lexicon::{Closed, Verb, closed, verb};
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
    // Neither "us" nor "it": "North Korean IT workers".
    if matches!(text, "US" | "IT") {
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

/// Nouns that "hacking", "laundering" and the like describe rather than have as their object.
const DOERS: &[&str] = &[
    "attempt",
    "attempts",
    "campaign",
    "campaigns",
    "charges",
    "crew",
    "crews",
    "forum",
    "forums",
    "gang",
    "gangs",
    "group",
    "groups",
    "network",
    "networks",
    "operation",
    "operations",
    "ring",
    "rings",
    "scheme",
    "schemes",
    "spree",
    "team",
    "teams",
    "tool",
    "tools",
    "unit",
    "units",
    "activities",
    "activity",
    "conspiracy",
    "incident",
    "incidents",
];

/// Decides which of the words that could be verbs are verbs, from left to right.
fn settle_verbs(tokens: &mut [Token]) {
    let mut before = None;
    for at in 0..tokens.len() {
        let token = &tokens[at];
        if token.class == Class::Noun && token.verb.is_some() {
            let next = tokens.get(at + 1);
            let class = verb_class(token, before.map(|b: usize| &tokens[b]), next);
            let describes =
                class == Class::Verb && (describes_on(tokens, at) || behind_demonym(tokens, at));
            let reports = class == Class::Noun && closes_speech(tokens, at);
            tokens[at].class = match (describes, reports) {
                (true, _) => Class::Adj,
                (_, true) => Class::Verb,
                _ => class,
            };
        }
        if !matches!(tokens[at].class, Class::Adv | Class::Quote | Class::Neg) {
            before = Some(at);
        }
    }
}

/// ", the Office for Information Security reports.": a verb of saying at the end, behind a name.
fn closes_speech(tokens: &[Token], at: usize) -> bool {
    let saying = matches!(
        tokens[at].lemma(),
        Some(
            "report"
                | "estimate"
                | "claim"
                | "note"
                | "state"
                | "caution"
                | "forecast"
                | "reply"
                | "fear"
        )
    );
    let third = tokens[at].verb.as_ref().is_some_and(|verb| verb.forms.third);
    let ends =
        tokens[at + 1..].iter().all(|token| matches!(token.class, Class::Break | Class::Quote));
    // "the theft, Corven Labs estimates, cost": in the middle, too.
    let inside = tokens.get(at + 1).is_some_and(|next| next.class == Class::Comma);
    if !(saying && third && (ends || inside)) {
        return false;
    }
    let honoured = |token: &&Token| matches!(&*token.lower, "mr" | "ms" | "mrs" | "dr");
    let mut before =
        tokens[..at].iter().rev().skip_while(|token| token.class == Class::Name || honoured(token));
    let named = at > 0 && tokens[at - 1].class == Class::Name;
    let parted = match before.next() {
        Some(token) if token.class == Class::Det => before.next(),
        other => other,
    };
    named && parted.is_some_and(|token| matches!(token.class, Class::Comma | Class::Quote))
}

/// "a Danish shipping firm", "the Estonian exchange": no verb behind an article and a demonym.
fn behind_demonym(tokens: &[Token], at: usize) -> bool {
    const ENDS: &[&str] = &["ish", "ian", "ean", "ese", "can", "man", "rench", "utch"];
    let Some(verb) = &tokens[at].verb else { return false };
    let noun_next =
        tokens.get(at + 1).is_some_and(|next| matches!(next.class, Class::Noun | Class::Name));
    at > 1
        && noun_next
        && (verb.forms.ing || verb.forms.base && verb.noun)
        && tokens[at - 1].class == Class::Name
        && !tokens[at - 1].person
        && tokens[at - 2].class == Class::Det
        && ENDS.iter().any(|end| tokens[at - 1].lower.ends_with(end))
}

/// Whether a participle that could be the past describes the noun behind it because of what stands
/// further before: "coordinated and targeted intrusions", "controlled microwave integrated circuits".
fn describes_on(tokens: &[Token], at: usize) -> bool {
    let Some(verb) = &tokens[at].verb else { return false };
    let nominal = |at: usize| matches!(tokens[at].class, Class::Noun | Class::Adj);
    let noun_next =
        tokens.get(at + 1).is_some_and(|next| matches!(next.class, Class::Noun | Class::Name));
    if at < 2 || !verb.forms.participle || verb.forms.base || !noun_next {
        return false;
    }
    let (before, two_before) = (&tokens[at - 1], &tokens[at - 2]);
    match before.class {
        Class::Conj => nominal(at - 2) && two_before.lower.ends_with("ed"),
        // A noun in the singular without an article is no subject.
        Class::Noun => {
            let singular =
                !before.lower.ends_with('s') && before.text.starts_with(char::is_lowercase);
            let mass = super::lexicon::verb(&before.lower).is_some();
            singular && !mass && two_before.class == Class::Adj
        }
        _ => false,
    }
}

/// What a word that could be a verb is between two others.
fn verb_class(token: &Token, before: Option<&Token>, next: Option<&Token>) -> Class {
    let Some(Verb { forms, noun, .. }) = token.verb else { return Class::Noun };
    let before_class = before.map_or(Class::Break, |token| token.class);
    let next_class = next.map_or(Class::Break, |token| token.class);
    // A word that may be a verb itself counts as what a noun phrase goes on with.
    let noun_next = matches!(next_class, Class::Noun | Class::Name | Class::Adj);
    let object_next = noun_next || matches!(next_class, Class::Det | Class::Number | Class::Pron);
    let attributive = matches!(
        before_class,
        Class::Det | Class::Poss | Class::Number | Class::Adj | Class::Hyphen
    );
    if matches!(before_class, Class::To | Class::Modal | Class::Do) && forms.base {
        return Class::Verb;
    }
    if before_class == Class::Be && (forms.participle || forms.ing)
        || before_class == Class::Have && forms.participle
    {
        return Class::Verb;
    }
    let clause = matches!(before_class, Class::Relative | Class::Pron | Class::That);
    if clause && (forms.past || forms.third || forms.base && before_class != Class::That) {
        return Class::Verb;
    }
    // "who was not authorised to speak said": no noun is described as "said".
    let said = token.lemma() == Some("say") && before_class == Class::Verb;
    if forms.past && (!forms.participle || said) {
        return Class::Verb;
    }
    if forms.base || forms.third {
        if attributive || before_class == Class::Be || before_class == Class::Have {
            return if forms.participle && !noun { Class::Adj } else { Class::Noun };
        }
        return ambiguous_base(token, before, next_class, noun);
    }
    if forms.participle {
        let describes = match before_class {
            Class::Det | Class::Poss | Class::Number | Class::Hyphen => true,
            Class::Prep | Class::Verb | Class::Adj | Class::To => noun_next,
            Class::Break | Class::Comma | Class::Conj => noun_next && !forms.past,
            _ => false,
        };
        return match (describes, noun_next) {
            (true, true) => Class::Adj,
            (true, false) if before_class != Class::Number => Class::Noun,
            _ => Class::Verb,
        };
    }
    let doer_next = next.is_some_and(|next| DOERS.contains(&&*next.lower));
    let noun_before = before_class == Class::Noun;
    let singular = before.is_some_and(|b| !b.lower.ends_with('s'));
    if attributive || doer_next || before_class == Class::Verb && noun_next {
        Class::Noun
    } else if noun_before
        && singular
        && !matches!(next_class, Class::Det | Class::Number | Class::Name)
    {
        // "money laundering", "computer hacking"
        Class::Noun
    } else if object_next
        || matches!(
            next_class,
            Class::Prep
                | Class::To
                | Class::That
                | Class::Sub
                | Class::Be
                | Class::Adv
                | Class::Have
                | Class::Verb
        )
    {
        Class::Verb
    } else {
        Class::Noun
    }
}

/// Verbs that go on with "to", and whose third person is a noun, too.
const GO_ON: &[&str] = &[
    "plan",
    "aim",
    "hope",
    "claim",
    "promise",
    "want",
    "need",
    "vow",
    "attempt",
    "link",
    "tie",
    "trace",
    "attribute",
    "connect",
];

/// A base form or a third person that may be a noun.
fn ambiguous_base(token: &Token, before: Option<&Token>, next: Class, noun: bool) -> Class {
    let class = before.map_or(Class::Break, |token| token.class);
    if !noun {
        let starts = matches!(class, Class::Prep | Class::Verb);
        return if starts { Class::Noun } else { Class::Verb };
    }
    let object_next = matches!(next, Class::Det | Class::Name | Class::Number | Class::Pron);
    // "hit", "cut", "spread": the past is written like the base.
    let past = token.verb.as_ref().is_some_and(|verb| verb.forms.past);
    let after_subject =
        matches!(class, Class::Name | Class::Noun | Class::Comma | Class::Conj | Class::Time);
    if past
        && after_subject
        && (object_next || matches!(next, Class::Noun | Class::Adj | Class::Prep))
    {
        return Class::Verb;
    }
    let third = token.verb.as_ref().is_some_and(|verb| verb.forms.third);
    let plural = before.is_some_and(|b| {
        b.lower.ends_with('s') && !b.lower.ends_with("ss") || matches!(&*b.lower, "police" | "data")
    });
    // "Pyongyang pays for its missiles"
    let pays = token.verb.as_ref().is_some_and(|v| matches!(&*v.lemma, "pay" | "work"));
    if third && next == Class::Prep && pays && class == Class::Name {
        return Class::Verb;
    }
    // "the ministry plans to", "which Chainalysis links to"
    let goes_on = token.verb.as_ref().is_some_and(|verb| GO_ON.contains(&&*verb.lemma));
    // "ShinyHunters claims to": the name of one gang.
    if third && (!plural || class == Class::Name) && next == Class::To && goes_on {
        let subject = matches!(class, Class::Name | Class::Noun | Class::Pron);
        return if subject { Class::Verb } else { Class::Noun };
    }
    match class {
        Class::Name if object_next || third && next == Class::Noun => Class::Verb,
        Class::Name if matches!(next, Class::That) => Class::Verb,
        Class::Noun if object_next && (third != plural) => Class::Verb,
        Class::Noun if next == Class::That && (third != plural) => Class::Verb,
        Class::Conj if object_next && !third => Class::Verb,
        _ => Class::Noun,
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
