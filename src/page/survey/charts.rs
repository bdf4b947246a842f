//! Small drawings that stand in tables, with nothing in them that the table does not say.

use std::fmt::Write;

use crate::page::escape::escaped;

/// Bars over time, all of `heights` against `most`. Read out as `said`.
pub(super) fn bars(heights: &[usize], most: usize, said: &str) -> String {
    // A fixed drawing, stretched to its cell: 12 wide a bar, of which 2 are free.
    let width = heights.len().max(1) * 12;
    let mut svg = format!(
        "<svg class=\"bars\" viewBox=\"0 0 {width} 40\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{0}\"><title>{0}</title><path class=\"base\" d=\"M0 39.5H{width}\"/>",
        escaped(said)
    );
    for (at, count) in heights.iter().enumerate().filter(|(_, count)| **count > 0) {
        let tall = (count * 38).div_ceil(most.max(1));
        let _ = write!(
            svg,
            "<rect x=\"{}\" y=\"{}\" width=\"10\" height=\"{tall}\"/>",
            at * 12 + 1,
            39 - tall
        );
    }
    svg + "</svg>"
}

/// One bar of `part` in thousandths of the cell. The figure stands beside it.
pub(super) fn bar(part: u32) -> String {
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\"><rect width=\"{}\" height=\"10\"/></svg>",
        part.clamp(4, 1000)
    )
}

/// The hatching of what is alleged, so that print without colour tells it apart.
pub(super) const HATCH: &str = "<svg class=\"defs\" width=\"0\" height=\"0\" \
 aria-hidden=\"true\"><defs>\
     <pattern id=\"hatch\" width=\"16\" height=\"20\" patternUnits=\"userSpaceOnUse\">\
     <rect width=\"16\" height=\"20\"/><path d=\"M-4 25L20 -5\"/></pattern></defs></svg>\n";

/// Shares of a whole side by side, each with the class at its place. Read out as `said`.
pub(super) fn shares(counts: &[(&str, usize)], said: &str) -> String {
    let whole = counts.iter().map(|(_, count)| count).sum::<usize>().max(1);
    let mut svg = format!(
        "<svg class=\"shares\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{0}\"><title>{0}</title>",
        escaped(said)
    );
    let mut before = 0;
    for (class, count) in counts.iter().filter(|(_, count)| *count > 0) {
        let (from, to) = (before * 1000 / whole, (before + count) * 1000 / whole);
        before += count;
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{from}\" width=\"{}\" height=\"20\"/>",
            (to - from).saturating_sub(3).max(1)
        );
    }
    svg + "</svg>"
}
