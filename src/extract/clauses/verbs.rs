//! Which of the words that could be verbs are verbs: what stands beside each decides.

use super::chunks::OF_CLAUSES;
use super::lexicon::{self, Verb};
use super::tokens::{Class, Token};

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
pub(super) fn settle_verbs(tokens: &mut [Token]) {
    let mut before = None;
    for at in 0..tokens.len() {
        let token = &tokens[at];
        if token.class == Class::Noun && token.verb.is_some() {
            let next = tokens.get(at + 1);
            let class = verb_class(token, before.map(|b: usize| &tokens[b]), next);
            let describes =
                class == Class::Verb && (describes_on(tokens, at) || behind_demonym(tokens, at));
            let reports =
                class == Class::Noun && (says_at_an_edge(tokens, at) || is_of_several(tokens, at));
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

/// "firms that track coins", "agencies that run the network": a base form behind "that" and a plural. Not "told
/// investors that trade secrets", nor "told agencies that run".
fn is_of_several(tokens: &[Token], at: usize) -> bool {
    let Some(verb) = &tokens[at].verb else { return false };
    let (Some(noun), Some(next)) = (at.checked_sub(2), tokens.get(at + 1)) else { return false };
    let plural = |token: &Token| {
        token.class == Class::Noun && token.lower.ends_with('s') && !token.lower.ends_with("ss")
    };
    let object = match next.class {
        Class::Det | Class::Name | Class::Number | Class::Pron | Class::Adj => true,
        Class::Noun => !verb.noun || plural(next) || next.verb.is_none(),
        Class::Prep => !verb.noun,
        _ => false,
    };
    let told = tokens[noun.saturating_sub(TOLD)..noun].iter().any(|token| {
        matches!(token.lemma(), Some("tell" | "inform" | "notify" | "warn" | "assure" | "remind"))
    });
    tokens[at - 1].class == Class::That
        && verb.forms.base
        && plural(&tokens[noun])
        && object
        && !told
}

/// No further before those who are told something stands the verb of telling, in words.
const TOLD: usize = 4;

/// Whether a word that could be a noun is a verb of saying, by its place behind or before what is said.
fn says_at_an_edge(tokens: &[Token], at: usize) -> bool {
    closes_speech(tokens, at)
        || names_who_reports(tokens, at)
        || papers_show(tokens, at)
        || papers_of_a_name_show(tokens, at)
        || paper_states(tokens, at)
        || points_out(tokens, at)
        || opens_speech(tokens, at)
}

/// ", reports the Evening Herald.": a third person of reporting behind a comma, and a name that ends the clause.
fn names_who_reports(tokens: &[Token], at: usize) -> bool {
    let reports = matches!(tokens[at].lemma(), Some("report" | "note" | "state" | "claim"))
        && tokens[at].verb.as_ref().is_some_and(|verb| verb.forms.third);
    let before = at.checked_sub(1).map(|before| tokens[before].class);
    let article = tokens.get(at + 1).is_some_and(|next| next.class == Class::Det);
    let name = at + 1 + usize::from(article);
    let named = |token: &&Token| token.class == Class::Name;
    let words = tokens.get(name..).unwrap_or_default().iter().take_while(named).count();
    let end = tokens.get(name + words).map(|end| end.class);
    reports
        && words > 0
        && matches!(before, Some(Class::Comma | Class::Quote))
        && matches!(end, None | Some(Class::Break | Class::Comma | Class::Quote | Class::Time))
}

/// Papers in the plural by which something is shown.
const SHOWING: &[&str] = &[
    "documents",
    "emails",
    "figures",
    "filings",
    "letters",
    "logs",
    "messages",
    "papers",
    "records",
];

/// "figures from Action Fraud show", "emails seen by Politico show": papers of a name, or read by one, and what they do.
fn papers_of_a_name_show(tokens: &[Token], at: usize) -> bool {
    let name = tokens[..at].iter().rev().take_while(|token| token.class == Class::Name).count();
    let mut before = tokens[..at - name].iter().rev().take(4).filter(|t| &*t.lower != "the");
    let by = before.next().is_some_and(|token| matches!(&*token.lower, "from" | "by"));
    let paper = |token: &Token| {
        SHOWING.contains(&&*token.lower) || matches!(&*token.lower, "data" | "statistics")
    };
    let next = tokens.get(at + 1).map(|next| next.class);
    &*tokens[at].lower == "show"
        && name > 0
        && by
        && before.take(2).any(paper)
        && !matches!(next, None | Some(Class::Break | Class::Comma | Class::Prep | Class::Time))
}

/// ", court records show.": papers behind a comma, and what they do at the end of the sentence.
fn papers_show(tokens: &[Token], at: usize) -> bool {
    let shows = matches!(tokens[at].lemma(), Some("show" | "state" | "claim" | "note"))
        && tokens[at].verb.as_ref().is_some_and(|verb| verb.forms.base);
    let ends =
        tokens[at + 1..].iter().all(|token| matches!(token.class, Class::Break | Class::Quote));
    let within = |token: &&Token| token.nominal() || token.class == Class::Poss;
    let words = tokens[..at].iter().rev().take(LONGEST).take_while(within).count();
    let papers = words > 0 && SHOWING.contains(&&*tokens[at - 1].lower);
    let left = |back: usize| at.checked_sub(words + back).map(|at| tokens[at].class);
    let article = left(1) == Some(Class::Det);
    let parted = matches!(left(1 + usize::from(article)), Some(Class::Comma | Class::Quote));
    shows && ends && papers && parted
}

/// ", saying: “...", "Lee elaborates on it in a post: “...": what goes on with a quotation or with what it is about.
fn opens_speech(tokens: &[Token], at: usize) -> bool {
    let Some(verb) = &tokens[at].verb else { return false };
    let before = at.checked_sub(1).map(|before| tokens[before].class);
    let next = tokens.get(at + 1);
    let says = verb.forms.ing
        && matches!(&*verb.lemma, "say" | "add" | "write" | "explain")
        && before == Some(Class::Comma)
        && next.is_some_and(|next| next.text == ":");
    let elaborates = verb.forms.third
        && verb.lemma == "elaborate"
        && matches!(before, Some(Class::Name | Class::Noun | Class::Comma | Class::Pron))
        && next.is_some_and(|next| matches!(next.class, Class::Prep | Class::Break));
    says || elaborates
}

/// "Lee points out that": not "two points out of ten".
fn points_out(tokens: &[Token], at: usize) -> bool {
    let out = tokens.get(at + 1).is_some_and(|next| &*next.lower == "out");
    let of = tokens.get(at + 2).is_some_and(|next| &*next.lower == "of");
    let before = at.checked_sub(1).map(|before| tokens[before].class);
    tokens[at].lemma() == Some("point")
        && out
        && !of
        && matches!(
            before,
            Some(Class::Name | Class::Noun | Class::Pron | Class::Comma | Class::Quote)
        )
}

/// Those of the press and of the authorities whose reports close a sentence, in the singular.
const REPORTING: &[&str] = &[
    "agency",
    "broadcaster",
    "company",
    "daily",
    "magazine",
    "ministry",
    "newspaper",
    "outlet",
    "service",
    "watchdog",
];

/// Papers that state and note, in the singular.
const PAPERS: &[&str] = &[
    "advisory",
    "affidavit",
    "alert",
    "assessment",
    "bulletin",
    "complaint",
    "document",
    "filing",
    "indictment",
    "lawsuit",
    "letter",
    "memo",
    "message",
    "notice",
    "page",
    "paper",
    "post",
    "release",
    "report",
    "statement",
    "study",
    "warrant",
];

/// "the advisory states hackers had": a paper has no states.
fn paper_states(tokens: &[Token], at: usize) -> bool {
    let paper = at.checked_sub(1).is_some_and(|head| PAPERS.contains(&&*tokens[head].lower));
    paper && &*tokens[at].lower == "states"
}

/// ", the Office for Information Security reports.": a verb of saying at the end, behind a name or one of [`REPORTING`].
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
    // "..., sanctions monitors report": several, in a phrase without an article, as headlines have them.
    let base = tokens[at].verb.as_ref().is_some_and(|verb| verb.forms.base);
    if saying && base && ends && several_report(tokens, at) {
        return true;
    }
    if !(saying && third && (ends || inside)) {
        return false;
    }
    if reports_last(tokens, at) {
        return true;
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

/// Whether a plural of people or bodies stands before a word, in a phrase that begins behind a comma.
fn several_report(tokens: &[Token], at: usize) -> bool {
    const ENDS: &[&str] = &["ers", "ors", "ists", "ysts", "erts", "ials", "cies", "ries"];
    let within = |token: &&Token| token.nominal() || token.class == Class::Poss;
    let words = tokens[..at].iter().rev().take(LONGEST).take_while(within).count();
    let several = |head: usize| ENDS.iter().any(|end| tokens[head].lower.ends_with(end));
    let before = at.checked_sub(words + 1).map(|before| tokens[before].class);
    words > 0 && several(at - 1) && matches!(before, Some(Class::Comma | Class::Quote))
}

/// No phrase of who reports is longer, in words.
const LONGEST: usize = 10;

/// ", the ministry's press service reports", ", the filing notes": whether one of [`REPORTING`] or [`PAPERS`] stands before a
/// word, in a phrase behind a comma that begins with an article or has a name in it, or it could be the last of a list.
fn reports_last(tokens: &[Token], at: usize) -> bool {
    let reports = |head: usize| {
        let lower = &*tokens[head].lower;
        REPORTING.contains(&lower) || PAPERS.contains(&lower)
    };
    if !at.checked_sub(1).is_some_and(reports) {
        return false;
    }
    let within = |token: &&Token| token.nominal() || token.class == Class::Poss;
    let words = tokens[..at].iter().rev().take(LONGEST).take_while(within).count();
    let phrase = &tokens[at - words..at];
    let before = |back: usize| at.checked_sub(words + back).map(|at| tokens[at].class);
    let article = before(1) == Some(Class::Det);
    let named = phrase.iter().any(|token| token.class == Class::Name);
    let left = before(1 + usize::from(article));
    (article || named) && matches!(left, Some(Class::Comma | Class::Quote))
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
    // "a think tank told lawmakers": no noun is described so.
    let says = matches!(&*verb.lemma, "say" | "tell");
    if at < 2 || !verb.forms.participle || verb.forms.base || !noun_next || says {
        return false;
    }
    let (before, two_before) = (&tokens[at - 1], &tokens[at - 2]);
    match before.class {
        Class::Conj => nominal(at - 2) && two_before.lower.ends_with("ed"),
        // A noun in the singular without an article is no subject.
        Class::Noun => {
            let singular =
                !before.lower.ends_with('s') && before.text.starts_with(char::is_lowercase);
            let mass = lexicon::verb(&before.lower).is_some();
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
    // "who was not authorised to speak said": no noun is described as "said", or "told".
    let said = matches!(token.lemma(), Some("say" | "tell")) && before_class == Class::Verb;
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
        // "on its Telegram channel that": a name is one, and wants the third person, or the past.
        Class::Name if matches!(next, Class::That) => {
            let says = token.lemma().is_some_and(|lemma| OF_CLAUSES.contains(&lemma));
            if says || third || past { Class::Verb } else { Class::Noun }
        }
        Class::Noun if object_next && (third != plural) => Class::Verb,
        Class::Noun if next == Class::That && (third != plural) => Class::Verb,
        Class::Conj if object_next && !third => Class::Verb,
        _ => Class::Noun,
    }
}
