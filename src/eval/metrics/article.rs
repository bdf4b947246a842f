//! Article and boilerplate, by characters that a reader sees and that are not white space; title,
//! byline and date of the page.

use super::measure::{Kind, Measure, Section};
use super::tally::Tally;
use crate::article::{Format, Markup, clean};
use crate::eval::annotation::{Annotation, Range};
use crate::text::{CodePoints, Span};

/// Counts one article, if its gold has the layer.
pub fn count(gold: &Annotation, found: &Annotation, text: &str, format: Format, tally: &mut Tally) {
    if let Some(wanted) = &gold.article {
        let kept = found.article.as_deref().unwrap_or_default();
        let [mut both, mut only_kept, mut only_wanted, mut neither] = [0; 4];
        for point in visible(text, format.markup()) {
            match (inside(wanted, point), inside(kept, point)) {
                (true, true) => both += 1,
                (true, false) => only_wanted += 1,
                (false, true) => only_kept += 1,
                (false, false) => neither += 1,
            }
        }
        tally.count("article.text", both, both + only_kept, both + only_wanted);
        tally.count("article.boilerplate", neither, neither + only_wanted, neither + only_kept);
    }
    let range = |stretch: &Option<Option<crate::eval::annotation::Stretch>>| {
        stretch.as_ref().and_then(Option::as_ref).map(|s| [s.start, s.end])
    };
    if gold.title.is_some() {
        tally.share("article.title", range(&gold.title) == range(&found.title));
    }
    if gold.byline.is_some() {
        tally.share("article.byline", range(&gold.byline) == range(&found.byline));
    }
    if let Some(published) = &gold.published {
        let found = found.published.as_ref().and_then(Option::as_ref);
        tally.share("article.published", published.as_ref() == found);
    }
}

/// Stretches of the text, as a reader sees it, that were taken for what they are not: whether they
/// are article, and where, from their first to their last character that is not white space.
pub fn mistaken(
    gold: &Annotation,
    found: &Annotation,
    text: &str,
    format: Format,
) -> Vec<(bool, Range)> {
    let Some(wanted) = &gold.article else { return Vec::new() };
    let kept = found.article.as_deref().unwrap_or_default();
    let mut all: Vec<(bool, Range)> = Vec::new();
    let mut open = None;
    for point in visible(text, format.markup()) {
        let (is_article, is_kept) = (inside(wanted, point), inside(kept, point));
        let mistake = (is_article != is_kept).then_some(is_article);
        match (mistake, all.last_mut()) {
            (Some(is_article), Some((_, range))) if open == Some(is_article) => {
                range[1] = point + 1;
            }
            (Some(is_article), _) => all.push((is_article, [point, point + 1])),
            (None, _) => {}
        }
        open = mistake;
    }
    all
}

/// Code points of the characters that a reader sees, white space left out.
fn visible(text: &str, markup: Markup) -> Vec<usize> {
    if markup == Markup::Plain {
        let points = text.chars().enumerate();
        return points.filter(|(_, c)| !c.is_whitespace()).map(|(point, _)| point).collect();
    }
    let view = clean(text, markup).view;
    let points = CodePoints::new(text);
    let seen = view.text().char_indices().filter(|(_, c)| !c.is_whitespace());
    let source = |(at, c): (usize, char)| view.to_source(Span::new(at, at + c.len_utf8()));
    seen.filter_map(source).map(|span| points.at(span.start())).collect()
}

/// Whether a code point lies in one of some ascending ranges.
fn inside(ranges: &[Range], point: usize) -> bool {
    let at = ranges.partition_point(|range| range[1] <= point);
    ranges.get(at).is_some_and(|range| range[0] <= point)
}

/// The section of the report.
pub fn section() -> Section {
    Section {
        title: "Article and boilerplate",
        about: "By characters that are not white space; title and byline by both ends, the date by \
                its value.",
        measures: vec![
            Measure::new("article.text", "article", Kind::Scores),
            Measure::new("article.boilerplate", "boilerplate", Kind::Scores),
            Measure::new("article.title", "title", Kind::Share),
            Measure::new("article.byline", "byline", Kind::Share),
            Measure::new("article.published", "published", Kind::Share),
        ],
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "counts are whole numbers")]
mod tests {
    use super::*;
    use crate::eval::metrics::Tallies;

    #[test]
    fn white_space_and_markup_are_not_counted() {
        let html = "<body><p>ab c</p><p>de</p></body>";
        assert_eq!(visible(html, Markup::Html).len(), 5);
        let gold = Annotation { article: Some(vec![[0, 4]]), ..Annotation::default() };
        let found = Annotation { article: Some(vec![[3, 7]]), ..Annotation::default() };
        let mut tally = Tally::default();
        count(&gold, &found, "ab c de", Format::Txt, &mut tally);
        let tallies = Tallies::gather(vec![tally]);
        let sums = tallies.sum(&[1]);
        let cells = sums.of("article.text");
        assert_eq!([cells.right_gold, cells.found, cells.gold], [1.0, 3.0, 3.0]);
        assert_eq!(sums.of("article.boilerplate").right_gold, 0.0);
    }
}
