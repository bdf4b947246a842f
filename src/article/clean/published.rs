//! When the article was published: by the page's own account in its head, else as printed in the
//! kept blocks beside the headline, else in a dateline with a year. A date on a line of its own
//! above the headline is the site's, not the article's.

use jiff::civil::Date;

use super::classify::Verdict;
use super::features::Shape;
use super::meta::Time;
use super::names;
use super::page::Page;
use crate::text::printed_date;

/// Blocks above a headline in which its date may stand.
const ABOVE: usize = 4;
/// What offices print above the headline of what they publish, below or beside its date.
const RELEASES: &[&str] =
    &["press release", "news release", "media release", "news", "statement", "advisory", "alert"];
/// A dateline ends within so many bytes.
const DATELINE: usize = 90;

/// The date of publication.
pub(super) fn find(page: &Page, verdict: &Verdict) -> Option<Date> {
    if !verdict.keep.contains(&true) {
        return None;
    }
    page.meta
        .published
        .or_else(|| times(page, verdict).find(|time| time.published).map(|time| time.date))
        .or_else(|| beside_title(page, verdict))
        .or_else(|| lone_time(page, verdict))
        .or_else(|| in_dateline(page, verdict))
        .or_else(|| labelled(page, verdict))
        .or_else(|| above_title(page, verdict))
}

/// The date right above the headline of a page that prints none below it. At the very top of a page a
/// day of the week is today's.
fn above_title(page: &Page, verdict: &Verdict) -> Option<Date> {
    let title = verdict.title?;
    let below = title + 1..(verdict.first + 4).min(page.blocks.len());
    if below.into_iter().any(|i| page.looks[i].date_line) {
        return None;
    }
    let label = |i: usize| RELEASES.contains(&&*page.text(i).to_lowercase());
    let passes = |i: &usize| page.looks[*i].date_line || page.looks[*i].site || label(*i);
    let dates: Vec<(usize, Date)> = (title.saturating_sub(ABOVE)..title)
        .rev()
        .take_while(passes)
        .filter(|&i| page.looks[i].date_line)
        .filter_map(|i| Some((i, printed_date::first(page.text(i))?)))
        .collect();
    let &(i, date) = dates.last()?;
    let above = i.checked_sub(1)?;
    // Below another headline or its author it is that one's.
    let other = names::is_plain_name(page.text(above))
        || page.looks[above].shape != Shape::Fragment
        || page.looks[above].words > 4 && !page.looks[above].row && !page.looks[above].site;
    let today = i < 3 && starts_with_weekday(page.text(i));
    (!other && !today && page.repeats[i] == 1).then_some(date)
}

fn starts_with_weekday(text: &str) -> bool {
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let start: String = text.chars().take(3).flat_map(char::to_lowercase).collect();
    DAYS.contains(&&*start)
}

/// Among the kept blocks around the headline: the first that is not the time of a change.
fn beside_title(page: &Page, verdict: &Verdict) -> Option<Date> {
    let mut updated = None;
    // A caption or a standfirst may stand above the date.
    for i in verdict.head..verdict.head_end(page) {
        if !verdict.keep[i]
            || Some(i) == verdict.title
            || page.looks[i].shape == Shape::Prose
                && !(page.looks[i].byline || page.looks[i].date_line)
        {
            continue;
        }
        let text = page.text(i);
        if !(page.looks[i].date_line || page.looks[i].byline || page.blocks[i].hints.byline) {
            continue;
        }
        for (span, date) in printed_date::find_all(text) {
            let before = text[..span.start()].to_lowercase();
            let changed = before.rfind("updated").max(before.rfind("modified"));
            let published =
                before.rfind("published").max(before.rfind("posted")).max(before.rfind("first"));
            if changed > published {
                updated = updated.or(Some(date));
            } else {
                return Some(date);
            }
        }
    }
    updated
}

/// The days that the markup gives between headline and text.
fn times<'p>(page: &'p Page, verdict: &Verdict) -> impl Iterator<Item = &'p Time> {
    let head = verdict.title.map_or(0..0, |title| title + 1..verdict.first);
    page.meta.times.iter().filter(move |time| head.contains(&time.block))
}

/// The only one of them, of which nothing says what day it is.
fn lone_time(page: &Page, verdict: &Verdict) -> Option<Date> {
    let mut times = times(page, verdict);
    times.next().filter(|_| times.next().is_none()).map(|time| time.date)
}

/// `TRIESTE, Italy, Sept. 10, 2024 /NewsRelay/ --`, `SAO PAULO, Jul 4 2025 (EFE).- `
fn in_dateline(page: &Page, verdict: &Verdict) -> Option<Date> {
    let text = page.text(verdict.first);
    let mut end = text.len().min(DATELINE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let dash = ["--", "—", "–", " - ", ".- "].iter().filter_map(|mark| head.find(mark)).min()?;
    let place = head.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty())?;
    let shouted = place.len() >= 3 && place.chars().all(char::is_uppercase);
    shouted.then(|| printed_date::first(&head[..dash])).flatten()
}

/// A line that says what its date is: a release header above, `First published …` below.
fn labelled(page: &Page, verdict: &Verdict) -> Option<Date> {
    let near_release = |i: usize| {
        (i.saturating_sub(3)..i)
            .any(|j| page.text(j).to_lowercase().starts_with("for immediate release"))
    };
    (0..page.blocks.len()).find_map(|i| {
        let look = &page.looks[i];
        let text = page.text(i);
        // A paragraph of facts, each on its line: `Advisory ID: 3`, `Date: 2024-04-12`.
        if look.words <= 60
            && text.contains('\n')
            && let Some(date) =
                text.lines().filter(|line| is_labelled(line)).find_map(printed_date::first)
        {
            return Some(date);
        }
        if look.words > 16 || look.shape == Shape::Prose && !look.date_line {
            return None;
        }
        let release = i < verdict.first && look.words <= 12 && near_release(i);
        (release || is_labelled(text)).then(|| printed_date::first(text)).flatten()
    })
}

/// Whether a line says of itself that its date is the one of publication.
fn is_labelled(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "published",
        "first published",
        "originally published",
        "posted",
        "date:",
        "publication date",
    ];
    let line = line.trim_start_matches(['*', '_', ' ']).replace("**", "").to_lowercase();
    LABELS.iter().any(|label| line.starts_with(label))
}
