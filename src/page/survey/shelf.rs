//! The articles of a drop: a list to filter, each with its text in a data block.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::tables::MOST_ACTORS;
use super::{Card, Survey};
use crate::page::escape::escaped;
use crate::page::words;
use crate::taxonomy::{StatementKind, ThreatType};

pub(super) fn write(out: &mut String, survey: &Survey) {
    if survey.left_out() > 0 {
        let _ = writeln!(
            out,
            "<p>The first {} can be opened here; the figures above count all {}. \
             <code>--most-articles</code> sets how many the page holds.</p>",
            words::count(survey.cards.len(), "article"),
            words::digits(&survey.articles.to_string())
        );
    }
    if survey.cards.is_empty() {
        return;
    }
    out.push_str(
        "<noscript><p>Opening an article and filtering the list need JavaScript, which is off. \
         Everything above is complete without it.</p></noscript>\n",
    );
    form(out, survey);
    let by_rank: BTreeSet<usize> = survey.cast.ranked().into_iter().take(MOST_ACTORS).collect();
    out.push_str("<ol id=\"shelf\" class=\"shelf\">\n");
    for (at, card) in survey.cards.iter().enumerate() {
        one(out, at, card, &by_rank);
    }
    out.push_str("</ol>\n");
    for (at, card) in survey.cards.iter().enumerate() {
        // In a data block only `</script` and `<!--` would count as markup; foreign text is escaped
        // in it already, so neither can be there.
        let _ =
            writeln!(out, "<script type=\"text/plain\" id=\"text-{at}\">{}</script>", card.html);
    }
}

/// Hidden until the script shows it: without it a form would do nothing.
fn form(out: &mut String, survey: &Survey) {
    out.push_str(
        "<form id=\"filter\" role=\"search\" aria-label=\"Articles\" hidden>\n\
         <label>Words <input id=\"words\" type=\"search\" autocomplete=\"off\" \
         placeholder=\"in title, text, file\"></label>\n",
    );
    let mut types: BTreeMap<ThreatType, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<StatementKind, usize> = BTreeMap::new();
    for card in &survey.cards {
        for threat in &card.threats {
            *types.entry(*threat).or_default() += 1;
        }
        for kind in &card.kinds {
            *kinds.entry(*kind).or_default() += 1;
        }
    }
    let named = types.iter().map(|(t, n)| (t.name().to_owned(), words::plain(t.name()), *n));
    select(out, "threat", "Threat type", named);
    let members = &survey.cast.members;
    let mut ranked: Vec<usize> = survey.cast.ranked().into_iter().take(MOST_ACTORS).collect();
    ranked.sort_by_cached_key(|at| members[*at].name.to_lowercase());
    let named =
        ranked.iter().map(|at| (at.to_string(), members[*at].name.clone(), members[*at].articles));
    select(out, "actor", "Actor", named);
    let named = kinds.iter().map(|(k, n)| (k.name().to_owned(), k.name().to_owned(), *n));
    select(out, "kind", "With a statement that is", named);
    out.push_str(
        "<button type=\"reset\">Show all</button>\n</form>\n<p id=\"status\" \
     role=\"status\" aria-live=\"polite\">",
    );
    let _ = writeln!(out, "{}</p>", words::count(survey.cards.len(), "article"));
}

fn select(
    out: &mut String,
    id: &str,
    label: &str,
    options: impl Iterator<Item = (String, String, usize)>,
) {
    let _ = write!(out, "<label>{label} <select id=\"{id}\"><option value=\"\">any</option>");
    for (value, name, count) in options {
        let _ = write!(out, "<option value=\"{value}\">{} ({count})</option>", escaped(&name));
    }
    out.push_str("</select></label>\n");
}

fn one(out: &mut String, at: usize, card: &Card, ranked: &BTreeSet<usize>) {
    let list = |names: Vec<String>| names.join(" ");
    let members = card.members.iter().filter(|member| ranked.contains(member));
    let _ = write!(
        out,
        "<li class=\"card\" data-t=\"{}\" data-k=\"{}\" data-a=\"{}\">\n\
         <h3><button type=\"button\" aria-expanded=\"false\" id=\"open-{at}\" \
         aria-controls=\"pane-{at}\" disabled>{}</button></h3>\n<p class=\"about\">{}</p>\n",
        list(card.threats.iter().map(ToString::to_string).collect()),
        list(card.kinds.iter().map(ToString::to_string).collect()),
        list(members.map(ToString::to_string).collect()),
        escaped(&card.title),
        card.about
    );
    let threats: Vec<String> = card.threats.iter().map(|t| words::plain(t.name())).collect();
    let mut line = if !card.is_read {
        "not read, because of its language".to_owned()
    } else if threats.is_empty() {
        "no threat type".to_owned()
    } else {
        threats.join(", ")
    };
    if let Some(kind) = &card.duplicate {
        let _ = write!(line, "; a duplicate ({kind})");
    }
    let _ = writeln!(
        out,
        "<p class=\"seen\">{}</p>\n<div class=\"pane wiredesk\" id=\"pane-{at}\" role=\"region\" \
         aria-labelledby=\"open-{at}\" hidden></div>\n</li>",
        escaped(&line)
    );
}
