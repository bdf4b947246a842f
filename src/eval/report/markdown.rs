//! The report for a page of documentation.

use std::fmt::Write;

use crate::eval::slips::counted;

use super::{Report, counts, difference, facts, interval, percent};

pub(super) fn write(report: &Report) -> String {
    let mut out = String::from("# Evaluation\n\n| | |\n|---|---|\n");
    for (name, value) in facts(report) {
        let _ = writeln!(out, "| {name} | {} |", cell(&value));
    }
    for remark in &report.setting.remarks {
        let _ = writeln!(out, "| note | {} |", cell(remark));
    }
    let compares = report.setting.against.is_some();
    for table in &report.tables {
        let _ = writeln!(out, "\n## {}\n\n{}\n", table.title, table.about);
        let (name, rule) = if compares { (" against |", "---|") } else { ("", "") };
        let _ = writeln!(
            out,
            "| | precision | recall | F1 or share | 95% | right | found | gold |{name}\n\
             |---|---|---|---|---|---|---|---|{rule}"
        );
        for row in &table.rows {
            let [right, found, gold] = counts(row);
            let only = |value: Option<f64>| value.map_or_else(String::new, |v| percent(Some(v)));
            let _ = write!(
                out,
                "| {} | {} | {} | {} | {} | {right} | {found} | {gold} |",
                cell(&row.measure.title),
                only(row.figures.precision),
                only(row.figures.recall),
                percent(row.figures.value),
                interval(row),
            );
            let _ = writeln!(
                out,
                "{}",
                if compares { format!(" {} |", difference(row)) } else { String::new() }
            );
        }
    }
    confusion(&mut out, report);
    slips(&mut out, report);
    out
}

fn confusion(out: &mut String, report: &Report) {
    let labels = report.confusion.labels();
    if labels.is_empty() {
        return;
    }
    let all = || labels.iter().copied().map(Some).chain([None]);
    let _ = write!(out, "\n## Labels\n\nGold down, found across.\n\n| |");
    for found in all() {
        let _ = write!(out, " {} |", cell(found.unwrap_or("nothing")));
    }
    let _ = writeln!(out, "\n|---|{}", "---|".repeat(labels.len() + 1));
    for gold in all() {
        let _ = write!(out, "| {} |", cell(gold.unwrap_or("nothing")));
        for found in all() {
            let key = (gold.map(str::to_owned), found.map(str::to_owned));
            let count = report.confusion.counts.get(&key).map_or(String::new(), usize::to_string);
            let _ = write!(out, " {count} |");
        }
        out.push('\n');
    }
}

fn slips(out: &mut String, report: &Report) {
    let Some(slips) = &report.slips else { return };
    let _ = writeln!(
        out,
        "\n## Errors\n\n{} in all.\n\n| layer | what | count |\n|---|---|---|",
        slips.len()
    );
    for (layer, slip, count) in counted(slips) {
        let _ = writeln!(out, "| {layer} | {} | {count} |", slip.name());
    }
    let _ = writeln!(
        out,
        "\n| article | where | layer | what | gold | found | context |\n|---|---|---|---|---|---|---|"
    );
    for case in slips {
        let _ = writeln!(
            out,
            "| {} | {}..{} | {} | {} | {} | {} | {}**{}**{} |",
            cell(&case.article),
            case.start,
            case.end,
            case.layer,
            case.slip.name(),
            cell(case.gold.as_deref().unwrap_or_default()),
            cell(case.found.as_deref().unwrap_or_default()),
            cell(&case.before),
            cell(&case.text),
            cell(&case.after),
        );
    }
}

/// Text that neither ends a cell nor is taken for markup.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
