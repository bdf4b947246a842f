//! The page around the figures.

use std::fmt::Write;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::{Survey, network, shelf, tables, timeline};
use crate::page::article;
use crate::page::escape::escaped;
use crate::page::words;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A section of the page: its id, its heading, what its figures mean.
type Section = (&'static str, &'static str, &'static str, fn(&mut String, &Survey));

const SECTIONS: [Section; 7] = [
    (
        "threats",
        "Threats over time",
        "By the month in which an article was published. A name leads to its articles.",
        timeline::threats,
    ),
    (
        "actors",
        "Actors",
        "Actors of different articles are one where their best link to a knowledge table is the \
         same; without a link, where type and name are. The right-hand columns count events, and \
         for accusers articles.",
        tables::actors,
    ),
    (
        "network",
        "Who to whom",
        "Those with a part in an event first, then the most named.",
        network::write,
    ),
    (
        "statements",
        "Alleged and asserted",
        "How the statements of the articles are made: said to be so, said by way of accusation, \
         denied, possible, or said not to be so. A statement counts for each threat type of its \
         sentence.",
        tables::statements,
    ),
    (
        "money",
        "Money",
        "By currency and by what the sum is in the story. News repeats its sums, so each value \
         counts once in a total; reports says how often it was named. Of a sum in two currencies \
         the first counts. Ranges, vague sums and those that recur are in no total.",
        tables::money,
    ),
    ("errors", "Errors", "What could not be read or annotated.", tables::errors),
    (
        "articles",
        "Articles",
        "Open one to read it with its highlights; Escape closes it.",
        shelf::write,
    ),
];

/// The whole page.
pub(super) fn page(survey: &Survey) -> String {
    let title = title(survey);
    let style = format!("\n{}{STYLE}", article::STYLE);
    let script = format!("\n{SCRIPT}");
    let digest = |text: &str| BASE64.encode(&Sha256::digest(text));
    // Nothing is loaded, and no other script or style than these two counts, whatever the page
    // might come to hold.
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        digest(&style),
        digest(&script)
    );
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{0}</title>\n\
         <style>{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#articles\">Skip to the articles</a>\n\
         <header class=\"masthead\">\n<p class=\"kicker\">wiredesk report</p>\n<h1>{0}</h1>\n",
        escaped(&title)
    );
    facts(&mut out, survey);
    out.push_str("<nav aria-label=\"Contents\"><ul>\n");
    for (id, heading, _, _) in SECTIONS {
        let _ = writeln!(out, "<li><a href=\"#{id}\">{heading}</a></li>");
    }
    out.push_str("</ul></nav>\n</header>\n<main>\n");
    for (id, heading, note, write) in SECTIONS {
        let _ = write!(
            out,
            "<section id=\"{id}\" class=\"part\" aria-labelledby=\"{id}-h\">\n<div class=\"lead\">\
             <h2 id=\"{id}-h\">{heading}</h2>\n<p>{note}</p></div>\n<div class=\"body\">\n"
        );
        write(&mut out, survey);
        out.push_str("</div>\n</section>\n");
    }
    out.push_str("</main>\n");
    made_by(&mut out, survey);
    let _ = write!(out, "<script>{script}</script>\n</body>\n</html>\n");
    out
}

fn title(survey: &Survey) -> String {
    survey.title.clone().unwrap_or_else(|| {
        let articles = words::count(survey.articles, "article");
        match (survey.months.first(), survey.months.last()) {
            (Some(first), Some(last)) if first == last => format!("{articles}, {}", first.words()),
            (Some(first), Some(last)) => {
                format!("{articles}, {} to {}", first.words(), last.words())
            }
            _ => articles,
        }
    })
}

/// The drop in numbers.
fn facts(out: &mut String, survey: &Survey) {
    let number = |count: usize| words::digits(&count.to_string());
    let mut facts =
        vec![("articles", number(survey.articles)), ("failed", number(survey.errors.len()))];
    if survey.not_read() > 0 {
        facts.push(("not read", number(survey.not_read())));
    }
    if !survey.duplicates.is_empty() {
        facts.push(("duplicates", number(survey.duplicates.values().sum())));
    }
    facts.extend([
        ("without a date", number(survey.undated)),
        ("sentences", number(survey.sentences)),
        ("mentions", number(survey.mentions)),
        ("actors", number(survey.cast.members.len())),
        ("statements", number(survey.statements)),
        ("events", number(survey.events)),
    ]);
    out.push_str("<dl class=\"facts\">\n");
    for (name, value) in facts {
        let _ = writeln!(out, "<div><dt>{name}</dt><dd>{value}</dd></div>");
    }
    out.push_str("</dl>\n");
    if survey.not_read() > 0 {
        let languages: Vec<String> = survey
            .not_read
            .iter()
            .map(|(language, n)| format!("{} {}", escaped(language), number(*n)))
            .collect();
        let _ = writeln!(
            out,
            "<p class=\"note\">Not read, because the model was not made for their language: {}. \
             That they have no findings says nothing of them; <code>annotate \
             --any-language</code> reads them all the same.</p>",
            languages.join(", ")
        );
    }
    if !survey.duplicates.is_empty() {
        let kinds: Vec<String> =
            survey.duplicates.iter().map(|(kind, n)| format!("{n} {}", escaped(kind))).collect();
        let _ = writeln!(
            out,
            "<p class=\"note\">Duplicates by kind: {}. All figures count them.</p>",
            kinds.join(", ")
        );
    }
}

fn made_by(out: &mut String, survey: &Survey) {
    out.push_str("<footer>\n<h2>What made the records</h2>\n<ul>\n");
    for (made, count) in &survey.made_by {
        let line = format!(
            "{}: wiredesk {}, model {} ({}), engine {}, options {}",
            words::count(*count, "record"),
            made.wiredesk,
            made.model.name,
            made.model.digest,
            made.engine,
            made.config
        );
        let _ = writeln!(out, "<li>{}</li>", escaped(&line));
    }
    let _ = writeln!(
        out,
        "</ul>\n<p>The page was made by wiredesk {}. The same records give the same \
         page.</p>\n</footer>",
        env!("CARGO_PKG_VERSION")
    );
}
