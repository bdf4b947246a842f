//! Spans that nest, touch or overlap, written as elements that nest.
//!
//! Each span has a layer; an element of a higher layer always stands inside those of a lower one.
//! Where two spans overlap, the inner element is closed and opened again, so that a span may be
//! written in several pieces: the first has its id, the last its label.

use std::collections::BTreeSet;

use super::escape;

/// A span and the element that shows it.
pub(super) struct Layer {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// How far inside it belongs.
    pub depth: u8,
    pub tag: &'static str,
    /// Attributes of every piece, of the first one and of the last one, each with a space before.
    pub all: String,
    pub first: String,
    pub last: String,
    /// Markup right behind the opening tag of the first piece.
    pub head: String,
}

enum Step {
    Open(usize),
    Text(usize, usize),
    Close(usize),
}

/// Writes `text` with `layers` in it. Spans without a code point in the text are left out.
pub(super) fn write(out: &mut String, text: &str, layers: &[Layer]) {
    let steps = steps(text.chars().count(), layers);
    let mut pieces = vec![0_usize; layers.len()];
    for step in &steps {
        if let Step::Open(at) = step {
            pieces[*at] += 1;
        }
    }
    let mut written = vec![0_usize; layers.len()];
    let mut rest = text;
    for step in steps {
        match step {
            Step::Open(at) => {
                let layer = &layers[at];
                let is_first = written[at] == 0;
                written[at] += 1;
                out.push('<');
                out.push_str(layer.tag);
                out.push_str(&layer.all);
                if is_first {
                    out.push_str(&layer.first);
                }
                if written[at] == pieces[at] {
                    out.push_str(&layer.last);
                }
                out.push('>');
                if is_first {
                    out.push_str(&layer.head);
                }
            }
            Step::Text(start, end) => {
                let cut = rest.char_indices().nth(end - start).map_or(rest.len(), |(at, _)| at);
                let (now, later) = rest.split_at(cut);
                escape::push(out, now);
                rest = later;
            }
            Step::Close(at) => {
                out.push_str("</");
                out.push_str(layers[at].tag);
                out.push('>');
            }
        }
    }
}

fn steps(length: usize, layers: &[Layer]) -> Vec<Step> {
    let mut starts: Vec<usize> =
        (0..layers.len()).filter(|at| layers[*at].start < layers[*at].end.min(length)).collect();
    starts.sort_by_key(|at| layers[*at].start);
    let mut starts = starts.into_iter().peekable();
    let mut edges: BTreeSet<usize> = [0, length].into();
    for layer in layers {
        edges.extend([layer.start.min(length), layer.end.min(length)]);
    }
    let (mut steps, mut open, mut before) = (Vec::new(), Vec::<usize>::new(), 0);
    for edge in edges {
        if before < edge {
            steps.push(Step::Text(before, edge));
        }
        before = edge;
        let mut coming = Vec::new();
        while let Some(at) = starts.next_if(|at| layers[*at].start == edge) {
            coming.push(at);
        }
        let outermost = coming.iter().map(|at| layers[*at].depth).min();
        let ends = |at: usize| layers[at].end.min(length) <= edge;
        let keep = open
            .iter()
            .position(|at| ends(*at) || outermost.is_some_and(|depth| layers[*at].depth > depth))
            .unwrap_or(open.len());
        for at in open.drain(keep..).rev() {
            steps.push(Step::Close(at));
            if !ends(at) {
                coming.push(at);
            }
        }
        coming.sort_by_key(|at| (layers[*at].depth, usize::MAX - layers[*at].end, *at));
        steps.extend(coming.iter().map(|at| Step::Open(*at)));
        open.extend(coming);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(tag: &'static str, depth: u8, start: usize, end: usize) -> Layer {
        Layer {
            start,
            end,
            depth,
            tag,
            all: String::new(),
            first: " f".to_owned(),
            last: " l".to_owned(),
            head: String::new(),
        }
    }

    fn written(text: &str, layers: &[Layer]) -> String {
        let mut out = String::new();
        write(&mut out, text, layers);
        out
    }

    #[test]
    fn nested_spans_nest_whatever_their_order() {
        let inner = || layer("i", 0, 1, 2);
        let outer = || layer("o", 0, 0, 3);
        for layers in [[inner(), outer()], [outer(), inner()]] {
            assert_eq!(written("abc", &layers), "<o f l>a<i f l>b</i>c</o>");
        }
    }

    #[test]
    fn spans_that_overlap_are_cut() {
        let layers = [layer("x", 0, 0, 2), layer("y", 0, 1, 3)];
        assert_eq!(written("é<c", &layers), "<x f l>é<y f>&lt;</y></x><y l>c</y>");
    }

    #[test]
    fn a_higher_layer_stands_inside() {
        let layers = [layer("mark", 2, 0, 4), layer("s", 1, 1, 3)];
        let cut = "<mark f>a</mark><s f l><mark>bc</mark></s><mark l>d</mark>";
        assert_eq!(written("abcd", &layers), cut);
    }

    #[test]
    fn spans_beyond_the_text_do_no_harm() {
        let layers = [layer("x", 0, 5, 9), layer("y", 0, 1, 9), layer("z", 0, 1, 1)];
        assert_eq!(written("ab", &layers), "a<y f l>b</y>");
        assert_eq!(written("", &layers), "");
    }
}
