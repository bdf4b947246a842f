//! Slips: what is missing, made up, or not quite right, one by one and in its context.

use serde::Serialize;

use super::annotation::{Amount, Annotation, DateNote, Mention, Range};
use super::metrics::{amounts, dates, entities, overlap};
use super::pairing::Pair;

/// Characters of context on either side.
const CONTEXT: usize = 40;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// Gold that nothing overlaps.
    Missed,
    /// Found where the gold has nothing.
    Spurious,
    /// The right ends and the wrong label.
    WrongType,
    /// The right label and a wrong end.
    WrongBoundary,
    /// An overlap, and nothing else right.
    WrongTypeAndBoundary,
    /// The right place and the wrong value.
    WrongValue,
}

impl Slip {
    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::WrongType => "wrong type",
            Self::WrongBoundary => "wrong boundary",
            Self::WrongTypeAndBoundary => "wrong type and boundary",
            Self::WrongValue => "wrong value",
        }
    }
}

/// One slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// The layer.
    pub layer: &'static str,
    /// What is wrong.
    pub slip: Slip,
    /// The article.
    pub article: String,
    /// Where, in code points: gold and found together.
    pub start: usize,
    /// One past its end.
    pub end: usize,
    /// The text before it.
    pub before: String,
    /// What stands there.
    pub text: String,
    /// The text behind it.
    pub after: String,
    /// What the gold says; null if nothing.
    pub gold: Option<String>,
    /// What was found; null if nothing.
    pub found: Option<String>,
}

/// All slips of an article, in the order of the text.
pub fn slips(pair: &Pair) -> Vec<Case> {
    let text: Vec<char> = pair.text().chars().collect();
    let mut cases = Vec::new();
    let mut note = |layer, slip, range: Range, gold: Option<String>, found: Option<String>| {
        cases.push(case(&text, pair.gold.name(), layer, slip, range, gold, found));
    };
    mentions(pair, &text, &mut note);
    amounts_of(&pair.gold, &pair.found, &text, &mut note);
    dates_of(&pair.gold, &pair.found, &text, &mut note);
    cases.sort_by_key(|case| (case.start, case.end));
    cases
}

fn case(
    text: &[char],
    article: &str,
    layer: &'static str,
    slip: Slip,
    [start, end]: Range,
    gold: Option<String>,
    found: Option<String>,
) -> Case {
    let part = |from: usize, to: usize| {
        let line_as_blank = |c: &char| if c.is_whitespace() { ' ' } else { *c };
        text[from.min(text.len())..to.min(text.len())].iter().map(line_as_blank).collect::<String>()
    };
    Case {
        layer,
        slip,
        article: article.to_owned(),
        start,
        end,
        before: part(start.saturating_sub(CONTEXT), start),
        text: part(start, end),
        after: part(end, end + CONTEXT),
        gold,
        found,
    }
}

type Note<'n> = dyn FnMut(&'static str, Slip, Range, Option<String>, Option<String>) + 'n;

fn mentions(pair: &Pair, text: &[char], note: &mut Note) {
    let Some(gold) = &pair.gold.mentions else { return };
    let found = pair.found.mentions.as_deref().unwrap_or_default();
    let stands = |m: &Mention| format!("{} {:?}", m.label, piece(text, [m.start, m.end]));
    for (wanted, there) in entities::side_by_side(gold, found) {
        let (slip, range) = match (wanted, there) {
            (Some(w), Some(t)) => {
                let same_ends = (w.start, w.end) == (t.start, t.end);
                let slip = match (same_ends, w.label == t.label) {
                    (true, true) => continue,
                    (true, false) => Slip::WrongType,
                    (false, true) => Slip::WrongBoundary,
                    (false, false) => Slip::WrongTypeAndBoundary,
                };
                (slip, [w.start.min(t.start), w.end.max(t.end)])
            }
            (Some(w), None) => (Slip::Missed, [w.start, w.end]),
            (None, Some(t)) => (Slip::Spurious, [t.start, t.end]),
            (None, None) => continue,
        };
        note("entities", slip, range, wanted.map(stands), there.map(stands));
    }
}

/// Spans with values: pairs, then what is alone on either side.
fn values<T>(
    layer: &'static str,
    (gold, found): (&[T], &[T]),
    range: impl Fn(&T) -> Range,
    judge: impl Fn(&T, &T) -> Option<Slip>,
    show: impl Fn(&T) -> String,
    note: &mut Note,
) {
    let ranges = |list: &[T]| list.iter().map(&range).collect::<Vec<_>>();
    let pairs = overlap::pairs(&ranges(gold), &ranges(found));
    for (g, f) in &pairs {
        if let Some(slip) = judge(&gold[*g], &found[*f]) {
            let ([a, b], [c, d]) = (range(&gold[*g]), range(&found[*f]));
            let both = [a.min(c), b.max(d)];
            note(layer, slip, both, Some(show(&gold[*g])), Some(show(&found[*f])));
        }
    }
    let alone = |at: usize, of: fn(&(usize, usize)) -> usize| !pairs.iter().any(|p| of(p) == at);
    for (_, item) in gold.iter().enumerate().filter(|(at, _)| alone(*at, |pair| pair.0)) {
        note(layer, Slip::Missed, range(item), Some(show(item)), None);
    }
    for (_, item) in found.iter().enumerate().filter(|(at, _)| alone(*at, |pair| pair.1)) {
        note(layer, Slip::Spurious, range(item), None, Some(show(item)));
    }
}

fn piece(text: &[char], [start, end]: Range) -> String {
    text[start.min(text.len())..end.min(text.len())].iter().collect()
}

fn amounts_of(gold: &Annotation, found: &Annotation, text: &[char], note: &mut Note) {
    let Some(gold) = &gold.amounts else { return };
    let range = |a: &Amount| [a.start, a.end];
    let judge = |g: &Amount, f: &Amount| {
        if amounts::same_value(g, f) {
            (range(g) != range(f)).then_some(Slip::WrongBoundary)
        } else {
            Some(Slip::WrongValue)
        }
    };
    let show = |a: &Amount| {
        let number = |n: &Option<Option<crate::record::Number>>| {
            n.as_ref().and_then(|n| *n).map(|n| n.0.normalize().to_string())
        };
        let size =
            number(&a.value).or_else(|| Some(format!("{}..{}", number(&a.min)?, number(&a.max)?)));
        let of = |s: &Option<Option<String>>| s.as_ref().and_then(Option::clone);
        let parts = [size, of(&a.currency), of(&a.unit)];
        let shown: Vec<String> = parts.into_iter().flatten().collect();
        format!("{:?} = {}", piece(text, range(a)), shown.join(" "))
    };
    let found = found.amounts.as_deref().unwrap_or_default();
    values("amounts", (gold, found), range, judge, show, note);
}

fn dates_of(gold: &Annotation, found: &Annotation, text: &[char], note: &mut Note) {
    let Some(gold) = &gold.dates else { return };
    let range = |d: &DateNote| [d.start, d.end];
    let judge = |g: &DateNote, f: &DateNote| {
        if dates::same_value(g, f) {
            (range(g) != range(f)).then_some(Slip::WrongBoundary)
        } else {
            Some(Slip::WrongValue)
        }
    };
    let show = |d: &DateNote| {
        let value = d.value.as_ref().and_then(Option::as_deref).unwrap_or("unknown");
        format!("{:?} = {value}", piece(text, range(d)))
    };
    let found = found.dates.as_deref().unwrap_or_default();
    values("dates", (gold, found), range, judge, show, note);
}
