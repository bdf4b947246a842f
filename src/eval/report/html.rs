//! The report as one page that needs nothing else: light or dark as the reader's system is, usable
//! with a keyboard and a screen reader.

use std::fmt::Write;

use crate::eval::slips::counted;

use super::page::{bar, page};
use super::{Report, Row, Table, counts, difference, facts, interval, percent};
use crate::page::escape::escaped;

pub(super) fn write(report: &Report) -> String {
    let title = format!("Evaluation on {}", report.setting.gold);
    let mut body = format!("<h1>{}</h1>\n<dl>\n", escaped(&title));
    for (name, value) in facts(report) {
        let _ = writeln!(body, "<dt>{name}</dt><dd>{}</dd>", escaped(&value));
    }
    for remark in &report.setting.remarks {
        let _ = writeln!(body, "<dt>note</dt><dd>{}</dd>", escaped(remark));
    }
    body.push_str("</dl>\n");
    contents(&mut body, report);
    for (at, table) in report.tables.iter().enumerate() {
        figures(&mut body, at, table, report.setting.against.is_some());
    }
    confusion(&mut body, report);
    slips(&mut body, report);
    page(&title, &body)
}

fn contents(body: &mut String, report: &Report) {
    body.push_str("<nav aria-label=\"Contents\"><ul>\n");
    for (at, table) in report.tables.iter().enumerate() {
        let _ = writeln!(body, "<li><a href=\"#t{at}\">{}</a></li>", table.title);
    }
    if !report.confusion.counts.is_empty() {
        body.push_str("<li><a href=\"#labels\">Labels</a></li>\n");
    }
    if report.slips.is_some() {
        body.push_str("<li><a href=\"#errors\">Errors</a></li>\n");
    }
    body.push_str("</ul></nav>\n");
}

fn figures(body: &mut String, at: usize, table: &Table, compares: bool) {
    let _ = writeln!(
        body,
        "<section aria-labelledby=\"t{at}\">\n<h2 id=\"t{at}\">{}</h2>\n<p>{}</p>",
        table.title,
        escaped(table.about)
    );
    let (first, rest): (Vec<&Row>, Vec<&Row>) =
        table.rows.iter().partition(|row| !row.measure.is_detail);
    rows(body, &first, compares, table.title);
    if !rest.is_empty() {
        body.push_str("<details><summary>More figures</summary>\n");
        rows(body, &rest, compares, table.title);
        body.push_str("</details>\n");
    }
    body.push_str("</section>\n");
}

fn rows(body: &mut String, rows: &[&Row], compares: bool, title: &str) {
    let _ = write!(
        body,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\
         <table class=\"figures\">\n<thead><tr><td></td>\
         <th scope=\"col\">F1 or share</th><th scope=\"col\">95% interval</th><td></td>\
         <th scope=\"col\">precision</th><th scope=\"col\">recall</th>\
         <th scope=\"col\">right</th><th scope=\"col\">found</th><th scope=\"col\">gold</th>",
        escaped(title)
    );
    body.push_str(if compares { "<th scope=\"col\">against</th>" } else { "" });
    body.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        let only = |value: Option<f64>| value.map_or_else(String::new, |v| percent(Some(v)));
        let _ = write!(body, "<tr><th scope=\"row\">{}</th>", escaped(&row.measure.title));
        let [right, found, gold] = counts(row);
        let whisker = row.interval.map(|interval| (interval.low, interval.high));
        let _ = write!(
            body,
            "<td class=\"value\">{}</td><td>{}</td><td class=\"chart\">{}</td><td>{}</td><td>{}</td>\
             <td>{right}</td><td>{found}</td><td>{gold}</td>",
            percent(row.figures.value),
            interval(row),
            bar(row.figures.value.unwrap_or_default(), whisker),
            only(row.figures.precision),
            only(row.figures.recall),
        );
        if compares {
            let _ = write!(body, "<td class=\"against\">{}</td>", escaped(&difference(row)));
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody></table></div>\n");
}

fn confusion(body: &mut String, report: &Report) {
    let labels = report.confusion.labels();
    if labels.is_empty() {
        return;
    }
    let all = || labels.iter().copied().map(Some).chain([None]);
    let name = |label: Option<&str>| escaped(label.unwrap_or("nothing"));
    body.push_str(
        "<section aria-labelledby=\"labels\">\n<h2 id=\"labels\">Labels</h2>\n\
         <p>Gold down, found across; the shade is the share of the line.</p>\n\
         <div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Labels\">\
         <table class=\"matrix\">\n<thead><tr><td></td>",
    );
    for found in all() {
        let _ = write!(body, "<th scope=\"col\">{}</th>", name(found));
    }
    body.push_str("</tr></thead>\n<tbody>\n");
    for gold in all() {
        let of = |found: Option<&str>| {
            let key = (gold.map(str::to_owned), found.map(str::to_owned));
            report.confusion.counts.get(&key).copied().unwrap_or(0)
        };
        let sum: usize = all().map(of).sum();
        let _ = write!(body, "<tr><th scope=\"row\">{}</th>", name(gold));
        for found in all() {
            let count = of(found);
            #[expect(clippy::cast_precision_loss, reason = "a shade")]
            let part = count as f64 / sum.max(1) as f64;
            let class = if gold == found && gold.is_some() { " class=\"same\"" } else { "" };
            let shown = if count > 0 { count.to_string() } else { String::new() };
            let _ = write!(body, "<td{class} style=\"--part:{part:.3}\">{shown}</td>");
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody></table></div>\n</section>\n");
}

fn slips(body: &mut String, report: &Report) {
    let Some(slips) = &report.slips else { return };
    let _ = writeln!(
        body,
        "<section aria-labelledby=\"errors\">\n<h2 id=\"errors\">Errors</h2>\n<p>{} in all.</p>",
        slips.len()
    );
    body.push_str(
        "<table class=\"counts\">\n<thead><tr><th scope=\"col\">layer</th>\
         <th scope=\"col\">count</th><th scope=\"col\">what</th></tr></thead>\n<tbody>\n",
    );
    for kinds in counted(slips).chunk_by(|a, b| a.0 == b.0) {
        let sum: usize = kinds.iter().map(|(.., count)| count).sum();
        let each: Vec<String> =
            kinds.iter().map(|(_, slip, count)| format!("{count} {}", slip.name())).collect();
        let (layer, each) = (kinds[0].0, each.join(", "));
        let _ =
            writeln!(body, "<tr><th scope=\"row\">{layer}</th><td>{sum}</td><td>{each}</td></tr>");
    }
    body.push_str("</tbody></table>\n");
    for cases in slips.chunk_by(|a, b| a.article == b.article) {
        let _ = writeln!(
            body,
            "<details><summary>{}: {}</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" \
             aria-label=\"Errors\"><table class=\"errors\">\n<thead><tr><th scope=\"col\">where</th><th scope=\"col\">layer</th>\
             <th scope=\"col\">what</th><th scope=\"col\">gold</th><th scope=\"col\">found</th>\
             <th scope=\"col\">context</th></tr></thead>\n<tbody>",
            escaped(&cases[0].article),
            cases.len()
        );
        for case in cases {
            let _ = writeln!(
                body,
                "<tr><td>{}..{}</td><td>{}</td><td>{}</td><td class=\"gold\">{}</td><td class=\"found\">{}</td>\
                 <td class=\"context\">{}<mark>{}</mark>{}</td></tr>",
                case.start,
                case.end,
                case.layer,
                case.slip.name(),
                escaped(case.gold.as_deref().unwrap_or("nothing")),
                escaped(case.found.as_deref().unwrap_or("nothing")),
                escaped(&case.before),
                escaped(&case.text),
                escaped(&case.after),
            );
        }
        body.push_str("</tbody></table></div></details>\n");
    }
    body.push_str("</section>\n");
}
