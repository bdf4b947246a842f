//! Threat types over time.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::months::{Axis, Month};
use super::tables::scrolling;
use super::{Survey, charts};
use crate::page::words;
use crate::taxonomy::ThreatType;

pub(super) fn threats(out: &mut String, survey: &Survey) {
    if survey.threats.is_empty() {
        out.push_str("<p>No threat types were found.</p>\n");
        return;
    }
    let dated = || survey.threats.values().flat_map(|months| months.keys().copied().flatten());
    let axis = Axis::over(dated());
    let rows: Vec<(ThreatType, usize, usize, Vec<usize>)> = survey
        .threats
        .iter()
        .map(|(threat, months)| {
            let known = months.iter().filter_map(|(month, n)| Some(((*month)?, *n))).collect();
            let heights = axis.as_ref().map_or_else(Vec::new, |axis| axis.heights(&known));
            let undated = months.get(&None).copied().unwrap_or(0);
            (*threat, months.values().sum(), undated, heights)
        })
        .collect();
    let most = rows.iter().flat_map(|row| &row.3).copied().max().unwrap_or(0);
    let range = axis.as_ref().map_or_else(
        || "no article has a date".to_owned(),
        |axis| {
            let (first, last) = (axis.name(0), axis.name(axis.bars - 1));
            if axis.bars == 1 { first } else { format!("{first} to {last}") }
        },
    );
    let undated = rows.iter().any(|row| row.2 > 0);
    let mut head = vec!["Threat type", ">Articles", range.as_str()];
    head.extend(undated.then_some(">Undated"));
    scrolling(out, "Articles by threat type and time", &head, |out| {
        let mut rows: Vec<_> = rows.iter().collect();
        rows.sort_by_key(|row| (usize::MAX - row.1, row.0));
        for (threat, articles, without, heights) in rows {
            let said = spoken(*threat, heights, axis.as_ref());
            let _ = write!(
                out,
                "<tr><th scope=\"row\"><a href=\"#articles\" data-threat=\"{threat}\">{}</a></th>\
                 <td class=\"n\">{articles}</td><td class=\"chart\">{}</td>",
                words::capital(threat.name()),
                charts::bars(heights, most, &said)
            );
            if undated {
                let _ = write!(out, "<td class=\"n\">{without}</td>");
            }
            out.push_str("</tr>\n");
        }
    });
    let unit = axis.as_ref().map_or("month", Axis::unit);
    let _ = writeln!(
        out,
        "<p class=\"key\">A bar is a {unit}, the highest is {}; all rows have one scale. An \
         article \
         counts once for each type that a sentence of it reaches.</p>",
        words::count(most, "article")
    );
    threat_months(out, survey);
}

/// What a chart shows, in words.
fn spoken(threat: ThreatType, heights: &[usize], axis: Option<&Axis>) -> String {
    let name = words::capital(threat.name());
    let Some(axis) = axis else { return format!("{name}: no dates") };
    let (mut top, mut sum) = (0, 0);
    for (at, count) in heights.iter().enumerate() {
        sum += count;
        if *count > heights[top] {
            top = at;
        }
    }
    if sum == 0 {
        return format!("{name}: no article with a date");
    }
    format!("{name}: {sum} with a date, most in {} ({})", axis.name(top), heights[top])
}

fn threat_months(out: &mut String, survey: &Survey) {
    let months: BTreeSet<Option<Month>> =
        survey.threats.values().flat_map(|counts| counts.keys().copied()).collect();
    out.push_str("<details>\n<summary>The figures by month</summary>\n");
    let names: Vec<String> = months
        .iter()
        .map(|month| month.map_or(">undated".to_owned(), |m| format!(">{}", m.name())))
        .collect();
    let mut head = vec!["Threat type"];
    head.extend(names.iter().map(String::as_str));
    scrolling(out, "Articles by threat type and month", &head, |out| {
        for (threat, counts) in &survey.threats {
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", words::capital(threat.name()));
            for month in &months {
                let count = counts.get(month).copied().unwrap_or(0);
                let _ = write!(out, "<td class=\"n\">{count}</td>");
            }
            out.push_str("</tr>\n");
        }
    });
    out.push_str("</details>\n");
}
