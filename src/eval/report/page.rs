//! A page of HTML that needs nothing else, and text in it.

use std::fmt::Write;

use crate::page::escape::escaped;

const STYLE: &str = include_str!("page.css");

/// The page around `body`.
pub(super) fn page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n\
         </body>\n</html>\n",
        escaped(title)
    )
}

/// A bar from 0 to 1 with its interval. The figures stand beside it, so it is not read out.
pub(super) fn bar(value: f64, interval: Option<(f64, f64)>) -> String {
    let x = |value: f64| 100.0 * value.clamp(0.0, 1.0);
    let mut svg = String::from(
        "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"track\" width=\"100\" height=\"10\"/>",
    );
    let _ = write!(svg, "<rect class=\"bar\" y=\"2\" width=\"{:.2}\" height=\"6\"/>", x(value));
    if let Some((low, high)) = interval {
        let _ = write!(
            svg,
            "<path class=\"whisker\" d=\"M{0:.2} 1V9M{0:.2} 5H{1:.2}M{1:.2} 1V9\"/>",
            x(low),
            x(high)
        );
    }
    svg + "</svg>"
}
