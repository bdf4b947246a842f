//! Slips of the page: article that was lost, boilerplate that was kept, its title, byline and date.

use super::{Notes, Slip, both};
use crate::eval::annotation::{Range, Stretch};
use crate::eval::metrics::article::mistaken;
use crate::eval::pairing::Pair;

const LAYER: &str = "article";

pub(super) fn note(pair: &Pair, notes: &mut Notes) {
    let Pair { gold, found } = pair;
    let say = |words: &str| Some(words.to_owned());
    for (is_article, range) in mistaken(gold, found, pair.text(), pair.format()) {
        let (wanted, there) =
            if is_article { ("article", "boilerplate") } else { ("boilerplate", "article") };
        let there = found.article.is_some().then(|| there.to_owned());
        let slip = if is_article || there.is_none() { Slip::Missed } else { Slip::Spurious };
        notes.add(LAYER, slip, range, say(wanted), there);
    }
    stretch("title", gold.title.as_ref(), found.title.as_ref(), notes);
    stretch("byline", gold.byline.as_ref(), found.byline.as_ref(), notes);
    if let Some(wanted) = &gold.published {
        let there = found.published.as_ref().and_then(Option::as_ref);
        let shown = |date: Option<&String>| date.map(|date| format!("published {date}"));
        let (slip, wanted) = match (wanted, there) {
            (Some(wanted), Some(there)) if wanted != there => {
                (Slip::WrongValue, shown(Some(wanted)))
            }
            (Some(wanted), None) => (Slip::Missed, shown(Some(wanted))),
            (None, Some(_)) => (Slip::Spurious, None),
            (None, None) if found.published.is_none() => (Slip::Missed, say("no date")),
            _ => return,
        };
        // It stands nowhere in particular: at the top.
        notes.add(LAYER, slip, [0, 0], wanted, shown(there));
    }
}

/// A stretch that is there or not; a gold that does not say is not held against anything.
fn stretch(
    name: &str,
    gold: Option<&Option<Stretch>>,
    found: Option<&Option<Stretch>>,
    notes: &mut Notes,
) {
    let Some(wanted) = gold else { return };
    let range = |stretch: &Stretch| -> Range { [stretch.start, stretch.end] };
    let wanted = wanted.as_ref().map(range);
    let there = found.and_then(Option::as_ref).map(range);
    if wanted.is_none() && found.is_none() {
        // The gold says that there is none, the prediction does not say anything.
        notes.add(LAYER, Slip::Missed, [0, 0], Some(format!("no {name}")), None);
        return;
    }
    let (slip, at) = match (wanted, there) {
        (Some(wanted), Some(there)) if wanted != there => {
            (Slip::WrongBoundary, both(wanted, there))
        }
        (Some(wanted), None) => (Slip::Missed, wanted),
        (None, Some(there)) => (Slip::Spurious, there),
        _ => return,
    };
    let [gold, found] =
        [wanted, there].map(|range| range.map(|range| format!("{name} {:?}", notes.line(range))));
    notes.add(LAYER, slip, at, gold, found);
}
