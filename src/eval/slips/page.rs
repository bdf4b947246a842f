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
        if is_article {
            notes.add(LAYER, Slip::Missed, range, say("article"), say("boilerplate"));
        } else {
            notes.add(LAYER, Slip::Spurious, range, say("boilerplate"), say("article"));
        }
    }
    stretch("title", gold.title.as_ref(), found.title.as_ref(), notes);
    stretch("byline", gold.byline.as_ref(), found.byline.as_ref(), notes);
    if let Some(wanted) = &gold.published {
        let there = found.published.as_ref().and_then(Option::as_ref);
        let slip = match (wanted, there) {
            (Some(wanted), Some(there)) if wanted != there => Slip::WrongValue,
            (Some(_), None) => Slip::Missed,
            (None, Some(_)) => Slip::Spurious,
            _ => return,
        };
        let shown = |date: Option<&String>| date.map(|date| format!("published {date}"));
        // It stands nowhere in particular: at the top.
        notes.add(LAYER, slip, [0, 0], shown(wanted.as_ref()), shown(there));
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
