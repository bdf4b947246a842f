//! Article and boilerplate, by characters that a reader sees and that are not white space; title,
//! byline and date of the page.

use super::measure::{Kind, Measure, Section};
use super::tally::Tally;
use crate::article::{Format, Markup, clean};
use crate::eval::annotation::{Annotation, Range};
use crate::text::{CodePoints, Span};

/// Counts one article, if its gold has the layer. Only a prediction that has the layer, too, can be
/// right: where there is none, nobody said that there is no title, or that something is boilerplate.
pub fn count(gold: &Annotation, found: &Annotation, text: &str, format: Format, tally: &mut Tally) {
    if let Some(wanted) = &gold.article {
        // How much of each is taken for article, for boilerplate, for nothing at all.
        let (mut of_article, mut of_boilerplate) = ([0; 3], [0; 3]);
        for point in visible(text, format.markup()) {
            let taken = match &found.article {
                Some(kept) if inside(kept, point) => 0,
                Some(_) => 1,
                None => 2,
            };
            let of = if inside(wanted, point) { &mut of_article } else { &mut of_boilerplate };
            of[taken] += 1;
        }
        let all = |of: [usize; 3]| of.iter().sum::<usize>();
        let [kept, left_out] = [0, 1].map(|taken| of_article[taken] + of_boilerplate[taken]);
        tally.count("article.text", of_article[0], kept, all(of_article));
        tally.count("article.boilerplate", of_boilerplate[1], left_out, all(of_boilerplate));
    }
    let range = |stretch: &Option<Option<crate::eval::annotation::Stretch>>| {
        stretch.as_ref().and_then(Option::as_ref).map(|s| [s.start, s.end])
    };
    let stretches = [
        ("article.title", &gold.title, &found.title),
        ("article.byline", &gold.byline, &found.byline),
    ];
    for (key, gold, found) in stretches.into_iter().filter(|(_, gold, _)| gold.is_some()) {
        tally.share(key, found.is_some() && range(gold) == range(found));
    }
    if gold.published.is_some() {
        tally.share("article.published", gold.published == found.published);
    }
}

/// Stretches of the text, as a reader sees it, that were taken for what they are not, or for nothing
/// where the prediction has no such layer: whether they are article, and where, from their first to
/// their last character that is not white space.
pub fn mistaken(
    gold: &Annotation,
    found: &Annotation,
    text: &str,
    format: Format,
) -> Vec<(bool, Range)> {
    let Some(wanted) = &gold.article else { return Vec::new() };
    let mut all: Vec<(bool, Range)> = Vec::new();
    let mut open = None;
    for point in visible(text, format.markup()) {
        let is_article = inside(wanted, point);
        let is_kept = found.article.as_ref().map(|kept| inside(kept, point));
        let mistake = (Some(is_article) != is_kept).then_some(is_article);
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

    #[test]
    fn what_nobody_said_is_not_right() {
        let gold = r#"{"article": [[0, 4]], "title": null, "byline": {"start": 0, "end": 2},
            "published": null}"#;
        let right = |found: &str| {
            let [gold, found] = [gold, found].map(|json| serde_json::from_str(json).unwrap());
            let mut tally = Tally::default();
            count(&gold, &found, "ab c de f", Format::Txt, &mut tally);
            let tallies = Tallies::gather(vec![tally]);
            let sums = tallies.sum(&[1]);
            ["text", "boilerplate", "title", "byline", "published"].map(|name| {
                let cells = sums.of(&format!("article.{name}"));
                [cells.right_gold, cells.found, cells.gold]
            })
        };
        // Of "ab c" and "de f" nothing is said, so that nothing of either is right.
        let (is_right, is_wrong) = ([1.0; 3], [0.0, 1.0, 1.0]);
        let unsaid = [0.0, 0.0, 3.0];
        assert_eq!(right("{}"), [unsaid, unsaid, is_wrong, is_wrong, is_wrong]);
        let said = r#"{"article": [], "title": null, "byline": null, "published": null}"#;
        let all_left_out = [3.0, 6.0, 3.0];
        assert_eq!(right(said), [unsaid, all_left_out, is_right, is_wrong, is_right]);
    }
}
