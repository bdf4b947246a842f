//! Slips of spans: entities, amounts and dates.

use super::{Notes, Slip, both};
use crate::eval::annotation::{Amount, Annotation, DateNote, Mention, Range};
use crate::eval::metrics::{amounts, dates, entities, overlap};
use crate::eval::pairing::Pair;
use crate::record::Number;

pub(super) fn mentions(pair: &Pair, notes: &mut Notes) {
    let Some(gold) = &pair.gold.mentions else { return };
    let found = pair.found.mentions.as_deref().unwrap_or_default();
    let stands =
        |notes: &Notes, m: &Mention| format!("{} {:?}", m.label, notes.piece([m.start, m.end]));
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
                (slip, both([w.start, w.end], [t.start, t.end]))
            }
            (Some(w), None) => (Slip::Missed, [w.start, w.end]),
            (None, Some(t)) => (Slip::Spurious, [t.start, t.end]),
            (None, None) => continue,
        };
        let [gold, found] = [wanted, there].map(|m| m.map(|m| stands(notes, m)));
        notes.add("entities", slip, range, gold, found);
    }
}

/// Spans with values: pairs, then what is alone on either side.
fn values<T>(
    layer: &'static str,
    (gold, found): (&[T], &[T]),
    range: impl Fn(&T) -> Range,
    judge: impl Fn(&T, &T) -> Option<Slip>,
    show: impl Fn(&Notes, &T) -> String,
    notes: &mut Notes,
) {
    let ranges = |list: &[T]| list.iter().map(&range).collect::<Vec<_>>();
    let pairs = overlap::pairs(&ranges(gold), &ranges(found));
    for (g, f) in &pairs {
        if let Some(slip) = judge(&gold[*g], &found[*f]) {
            let shown = [&gold[*g], &found[*f]].map(|item| Some(show(notes, item)));
            let [wanted, there] = shown;
            notes.add(layer, slip, both(range(&gold[*g]), range(&found[*f])), wanted, there);
        }
    }
    let alone = |at: usize, of: fn(&(usize, usize)) -> usize| !pairs.iter().any(|p| of(p) == at);
    for (_, item) in gold.iter().enumerate().filter(|(at, _)| alone(*at, |pair| pair.0)) {
        let shown = show(notes, item);
        notes.add(layer, Slip::Missed, range(item), Some(shown), None);
    }
    for (_, item) in found.iter().enumerate().filter(|(at, _)| alone(*at, |pair| pair.1)) {
        let shown = show(notes, item);
        notes.add(layer, Slip::Spurious, range(item), None, Some(shown));
    }
}

pub(super) fn amounts_of(gold: &Annotation, found: &Annotation, notes: &mut Notes) {
    let Some(gold) = &gold.amounts else { return };
    let range = |a: &Amount| [a.start, a.end];
    let judge = |g: &Amount, f: &Amount| {
        if amounts::same_value(g, f) {
            (range(g) != range(f)).then_some(Slip::WrongBoundary)
        } else {
            Some(Slip::WrongValue)
        }
    };
    let show = |notes: &Notes, a: &Amount| {
        let number = |n: &Option<Option<Number>>| {
            n.as_ref().and_then(|n| *n).map(|n| n.0.normalize().to_string())
        };
        let size =
            number(&a.value).or_else(|| Some(format!("{}..{}", number(&a.min)?, number(&a.max)?)));
        let of = |s: &Option<Option<String>>| s.as_ref().and_then(Option::clone);
        let parts = [size, of(&a.currency), of(&a.unit)];
        let shown: Vec<String> = parts.into_iter().flatten().collect();
        format!("{:?} = {}", notes.piece(range(a)), shown.join(" "))
    };
    let found = found.amounts.as_deref().unwrap_or_default();
    values("amounts", (gold, found), range, judge, show, notes);
}

pub(super) fn dates_of(gold: &Annotation, found: &Annotation, notes: &mut Notes) {
    let Some(gold) = &gold.dates else { return };
    let range = |d: &DateNote| [d.start, d.end];
    let judge = |g: &DateNote, f: &DateNote| {
        if dates::same_value(g, f) {
            (range(g) != range(f)).then_some(Slip::WrongBoundary)
        } else {
            Some(Slip::WrongValue)
        }
    };
    let show = |notes: &Notes, d: &DateNote| {
        let value = d.value.as_ref().and_then(Option::as_deref).unwrap_or("unknown");
        format!("{:?} = {value}", notes.piece(range(d)))
    };
    let found = found.dates.as_deref().unwrap_or_default();
    values("dates", (gold, found), range, judge, show, notes);
}
