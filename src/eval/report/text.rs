//! The report for a terminal.

use std::fmt::Write;

use crate::eval::slips::counted;

use super::{Report, Row, Table, counts, difference, facts, interval, percent};

pub(super) fn write(report: &Report) -> String {
    let mut out = String::new();
    for (name, value) in facts(report) {
        let _ = writeln!(out, "{name:<14}{value}");
    }
    for remark in &report.setting.remarks {
        let _ = writeln!(out, "{:<14}{remark}", "note");
    }
    for table in &report.tables {
        self::table(&mut out, table);
    }
    confusion(&mut out, report);
    slips(&mut out, report);
    out
}

fn table(out: &mut String, table: &Table) {
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !row.measure.is_detail).collect();
    let wide = rows.iter().map(|row| row.measure.title.chars().count()).max().unwrap_or(0).max(8);
    let head = ["precision", "recall", "F1", "95%", "right", "found", "gold"];
    let _ =
        write!(out, "\n{:<wide$}", table.title.to_uppercase(), wide = wide.max(table.title.len()));
    let wide = wide.max(table.title.len());
    for (name, width) in head.iter().zip(WIDTHS) {
        let _ = write!(out, "  {name:>width$}");
    }
    let _ = writeln!(
        out,
        "{}",
        if rows.iter().any(|r| r.difference.is_some()) { "  against" } else { "" }
    );
    for row in rows {
        let figures = &row.figures;
        let [right, found, gold] = counts(row);
        let only = |value: Option<f64>| value.map_or_else(String::new, |v| percent(Some(v)));
        let cells = [
            only(figures.precision),
            only(figures.recall),
            percent(figures.value),
            interval(row),
            right,
            found,
            gold,
        ];
        let _ = write!(out, "{:<wide$}", row.measure.title);
        for (cell, width) in cells.iter().zip(WIDTHS) {
            let _ = write!(out, "  {cell:>width$}");
        }
        let _ = writeln!(out, "  {}", difference(row));
    }
    // Lines end where their last cell does.
    let trimmed: Vec<&str> = out.lines().map(str::trim_end).collect();
    *out = trimmed.join("\n") + "\n";
}

/// Widths of the columns.
const WIDTHS: [usize; 7] = [9, 6, 6, 13, 7, 7, 7];

fn confusion(out: &mut String, report: &Report) {
    let labels = report.confusion.labels();
    if labels.is_empty() {
        return;
    }
    let wide = labels.iter().map(|label| label.len()).max().unwrap_or(0).max(7);
    let _ = writeln!(out, "\nLABELS: gold down, found across");
    let _ = write!(out, "{:<wide$}", "");
    for label in labels.iter().copied().chain(["nothing"]) {
        let _ = write!(out, "  {label:>wide$}");
    }
    out.push('\n');
    for gold in labels.iter().copied().map(Some).chain([None]) {
        let _ = write!(out, "{:<wide$}", gold.unwrap_or("nothing"));
        for found in labels.iter().copied().map(Some).chain([None]) {
            let key = (gold.map(str::to_owned), found.map(str::to_owned));
            match report.confusion.counts.get(&key) {
                Some(count) => _ = write!(out, "  {count:>wide$}"),
                None => _ = write!(out, "  {:>wide$}", "."),
            }
        }
        out.push('\n');
    }
}

fn slips(out: &mut String, report: &Report) {
    let Some(slips) = &report.slips else { return };
    let _ = writeln!(out, "\nERRORS: {}", slips.len());
    for (layer, slip, count) in counted(slips) {
        let _ = writeln!(out, "{count:>7}  {layer}, {}", slip.name());
    }
    let mut article = None;
    for case in slips {
        if article != Some(&case.article) {
            let _ = writeln!(out, "{}", case.article);
            article = Some(&case.article);
        }
        let nothing = || "nothing".to_owned();
        let _ = writeln!(
            out,
            "  {}..{} {}, {}: gold {}, found {}\n      ...{}[{}]{}...",
            case.start,
            case.end,
            case.layer,
            case.slip.name(),
            case.gold.clone().unwrap_or_else(nothing),
            case.found.clone().unwrap_or_else(nothing),
            case.before,
            case.text,
            case.after,
        );
    }
}
