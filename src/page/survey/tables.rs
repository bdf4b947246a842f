//! The figures of a drop, as tables with small drawings in them.

use std::fmt::Write;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Survey;
use super::cast::{Cast, Member};
use super::charts;
use crate::page::escape::escaped;
use crate::page::words;
use crate::taxonomy::StatementKind;

/// Actors on the page; it says how many there are.
pub(super) const MOST_ACTORS: usize = 200;
/// Actors in sight.
const FIRST_ACTORS: usize = 25;

/// A table that scrolls within itself. A heading that begins with `>` stands over numbers.
pub(super) fn scrolling(
    out: &mut String,
    caption: &str,
    head: &[&str],
    rows: impl FnOnce(&mut String),
) {
    let _ = write!(
        out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table>\n\
         <caption>{0}</caption>\n<thead><tr>",
        escaped(caption)
    );
    for cell in head {
        let _ = match cell.strip_prefix('>') {
            Some(number) => write!(out, "<th scope=\"col\" class=\"n\">{number}</th>"),
            None => write!(out, "<th scope=\"col\">{cell}</th>"),
        };
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    rows(out);
    out.push_str("</tbody></table></div>\n");
}

/// An actor's name, which shows its articles where there is a script.
pub(super) fn actor_link(cast: &Cast, at: usize) -> String {
    let name = escaped(&cast.members[at].name);
    format!("<a href=\"#articles\" data-actor=\"{at}\">{name}</a>")
}

pub(super) fn actors(out: &mut String, survey: &Survey) {
    let ranked = survey.cast.ranked();
    if ranked.is_empty() {
        out.push_str("<p>No actors were found.</p>\n");
        return;
    }
    let shown = &ranked[..ranked.len().min(MOST_ACTORS)];
    let (first, more) = shown.split_at(shown.len().min(FIRST_ACTORS));
    actor_table(out, &survey.cast, "Actors that the most articles name", first);
    if !more.is_empty() {
        let _ = write!(out, "<details>\n<summary>The next {}</summary>\n", more.len());
        actor_table(out, &survey.cast, "Further actors", more);
        out.push_str("</details>\n");
    }
    if shown.len() < ranked.len() {
        let _ = writeln!(
            out,
            "<p class=\"key\">{} in all, of which these {} are named by the most articles.</p>",
            words::count(ranked.len(), "actor"),
            shown.len()
        );
    }
}

fn actor_table(out: &mut String, cast: &Cast, caption: &str, list: &[usize]) {
    let head =
        ["Actor", "Known as", ">Articles", ">Mentions", ">Perpetrator", ">Target", ">Accuser"];
    scrolling(out, caption, &head, |out| {
        for at in list {
            let member = &cast.members[*at];
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\">{} <small>{}</small></th><td class=\"id\">{}</td><td \
                 class=\"n\">{}</td>\
                 <td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
                 <td class=\"n\">{}</td></tr>",
                actor_link(cast, *at),
                member.kind,
                known_as(member),
                words::digits(&member.articles.to_string()),
                words::digits(&member.mentions.to_string()),
                none_as_dot(member.did),
                none_as_dot(member.suffered),
                none_as_dot(member.accused),
            );
        }
    });
}

fn none_as_dot(number: usize) -> String {
    if number == 0 { "\u{b7}".to_owned() } else { words::digits(&number.to_string()) }
}

/// The best link. Of ATT&CK there is a page for each entry; it is not asked for unless clicked.
fn known_as(member: &Member) -> String {
    let Some(link) = &member.link else { return "\u{b7}".to_owned() };
    let words = escaped(&format!("{} {}", link.source, link.id));
    let digits = link
        .id
        .get(1..)
        .is_some_and(|rest| rest.len() == 4 && rest.bytes().all(|digit| digit.is_ascii_digit()));
    let folder = match link.id.as_bytes().first() {
        Some(b'G') => "groups",
        Some(b'S') => "software",
        Some(b'C') => "campaigns",
        _ => return words,
    };
    if link.source != "mitre-attack" || !digits {
        return words;
    }
    let id = &link.id;
    format!("<a href=\"https://attack.mitre.org/{folder}/{id}/\" rel=\"noreferrer\">{words}</a>")
}

pub(super) fn money(out: &mut String, survey: &Survey) {
    let currencies = survey.money.by_currency();
    if currencies.is_empty() {
        out.push_str("<p>No money with an exact value was found.</p>\n");
        return;
    }
    let head = ["Money", ">Total", "In its currency", ">Sums", ">Largest", ">Reports", ">Articles"];
    scrolling(out, "Money by currency and by what it is in the story", &head, |out| {
        for (currency, list) in currencies {
            let name = currency.as_deref().unwrap_or("no currency");
            let most = list.iter().filter_map(|(_, sum)| sum.total()).max().unwrap_or_default();
            for (about, sum) in &list {
                let what = about.map_or("not said for what".to_owned(), |a| words::plain(a.name()));
                let total = sum.total();
                let shown = total.map_or("more digits than are exact".to_owned(), words::decimal);
                // One bar has nothing to be compared with.
                let bar = match list.len() {
                    1 => String::new(),
                    _ => charts::bar(thousandths(total.unwrap_or_default(), most)),
                };
                let _ = writeln!(
                    out,
                    "<tr><th scope=\"row\">{} <small>{what}</small></th><td \
                     class=\"n\">{shown}</td>\
                     <td class=\"chart\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
                     <td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
                    escaped(name),
                    bar,
                    sum.values.len(),
                    sum.largest().map_or_else(String::new, words::decimal),
                    sum.reports,
                    sum.articles,
                );
            }
        }
    });
}

fn thousandths(part: Decimal, whole: Decimal) -> u32 {
    let share = part.checked_div(whole).and_then(|share| share.checked_mul(Decimal::ONE_THOUSAND));
    share.and_then(|share| share.trunc().to_u32()).unwrap_or(0)
}

pub(super) fn statements(out: &mut String, survey: &Survey) {
    let Some(all) = survey.kinds.get(&None) else {
        out.push_str("<p>No statements were found.</p>\n");
        return;
    };
    out.push_str(charts::HATCH);
    let mut head = vec!["Statements on", "Shares"];
    let names: Vec<String> =
        StatementKind::ALL.iter().map(|kind| format!("><i class=\"{kind}\"></i> {kind}")).collect();
    head.extend(names.iter().map(String::as_str));
    scrolling(out, "Statements by kind and threat type", &head, |out| {
        let types = survey.kinds.iter().filter_map(|(threat, kinds)| Some(((*threat)?, kinds)));
        let by_type = types.map(|(threat, kinds)| (words::capital(threat.name()), kinds));
        for (what, kinds) in [("Everything".to_owned(), all)].into_iter().chain(by_type) {
            let of = |kind: StatementKind| kinds.get(&kind).copied().unwrap_or(0);
            let counts: Vec<(&str, usize)> =
                StatementKind::ALL.iter().map(|kind| (kind.name(), of(*kind))).collect();
            let said: Vec<String> = counts.iter().map(|(name, n)| format!("{name} {n}")).collect();
            let said = format!("{what}: {}", said.join(", "));
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{what}</th><td class=\"chart\">{}</td>",
                charts::shares(&counts, &said)
            );
            for (_, count) in counts {
                let _ = write!(out, "<td class=\"n\">{}</td>", none_as_dot(count));
            }
            out.push_str("</tr>\n");
        }
    });
    if survey.events > 0 {
        let parts: Vec<String> = survey
            .event_kinds
            .iter()
            .map(|(kind, n)| match kind {
                Some(kind) => format!("{n} {kind}"),
                None => format!("{n} on no statement"),
            })
            .collect();
        let _ = writeln!(
            out,
            "<p class=\"key\">Of {} by the kind of statement that they rest on: {}.</p>",
            words::count(survey.events, "event"),
            parts.join(", ")
        );
    }
}

pub(super) fn errors(out: &mut String, survey: &Survey) {
    if survey.errors.is_empty() {
        out.push_str("<p>None: every article was annotated.</p>\n");
        return;
    }
    scrolling(out, "Articles that failed", &["File", "Kind", "What happened"], |out| {
        for error in &survey.errors {
            let item = error.source.item.map_or_else(String::new, |item| format!(", item {item}"));
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\">{}{item}</th><td>{}</td><td>{}</td></tr>",
                escaped(&error.source.path),
                error.error.kind,
                escaped(&error.error.message)
            );
        }
    });
}
