//! Holds the cleaner against pages whose article somebody marked by hand: our own sample pages,
//! and, where the data folder is at hand, the five real ones that the project starts from.

use std::path::{Path, PathBuf};

use serde_json::Value;
use wiredesk::article::{Markup, clean};

/// Pages with a known miss, each with its reason. A page that no longer misses fails the test, so
/// that the list stays short.
const EXCEPTIONS: &[(&str, &str, &str)] = &[];

/// What was found out about one page. Counts are in characters without white space.
struct Outcome {
    file: String,
    article: usize,
    article_kept: usize,
    rest: usize,
    rest_dropped: usize,
    wrong: Vec<(&'static str, String)>,
}

fn ratio(part: usize, all: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "pages have thousands of characters")]
    if all == 0 { 1.0 } else { part as f64 / all as f64 }
}

fn gold_in(folder: &Path) -> Vec<Value> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("gold is readable");
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        })
        .collect()
}

fn markup_of(file: &str) -> Markup {
    match Path::new(file).extension().and_then(|e| e.to_str()) {
        Some("html" | "htm") => Markup::Html,
        Some("md") => Markup::Markdown,
        _ => Markup::Plain,
    }
}

/// A pair of numbers in the gold, as a range of code points.
fn range(value: &Value) -> Option<(usize, usize)> {
    let number = |i: usize| value.get(i)?.as_u64().and_then(|n| usize::try_from(n).ok());
    Some((number(0)?, number(1)?))
}

fn judge(file: &str, text: &str, gold: &Value) -> Outcome {
    let article = clean(text, markup_of(file));
    // Code point offset of every byte.
    let mut point = vec![0; text.len() + 1];
    let mut n = 0;
    for (at, c) in text.char_indices() {
        point[at..at + c.len_utf8()].fill(n);
        n += 1;
    }
    point[text.len()] = n;
    let in_points = |span: wiredesk::text::Span| {
        article.view.to_source(span).map(|s| (point[s.start()], point[s.end()]))
    };
    let mut wanted = vec![false; n];
    for pair in gold["article"].as_array().expect("article is a list") {
        let (start, end) = range(pair).expect("a pair");
        wanted[start..end].fill(true);
    }
    // Only what a reader sees is counted: neither tags nor scripts, and each character once.
    let mut outcome = Outcome {
        file: file.to_owned(),
        article: 0,
        article_kept: 0,
        rest: 0,
        rest_dropped: 0,
        wrong: Vec::new(),
    };
    let view = article.view.text();
    let mut blocks = article.blocks.iter().peekable();
    for (at, c) in view.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        while blocks.next_if(|b| b.end() <= at).is_some() {}
        let kept = blocks.peek().is_some_and(|b| b.start() <= at);
        let Some((start, _)) = in_points(wiredesk::text::Span::new(at, at + c.len_utf8())) else {
            continue;
        };
        if wanted[start] {
            outcome.article += 1;
            outcome.article_kept += usize::from(kept);
        } else {
            outcome.rest += 1;
            outcome.rest_dropped += usize::from(!kept);
        }
    }
    for (what, found) in [("title", article.title), ("byline", article.byline)] {
        let found = found.and_then(in_points);
        if found != range(&gold[what]) {
            let shown = |r: Option<(usize, usize)>| {
                r.map(|(s, e)| text.chars().skip(s).take(e - s).collect::<String>())
            };
            let report = format!("{:?} instead of {:?}", shown(found), shown(range(&gold[what])));
            outcome.wrong.push((what, report));
        }
    }
    let published = article.published.map(|d| d.to_string());
    if published.as_deref() != gold["published"].as_str() {
        let report = format!("{published:?} instead of {:?}", gold["published"].as_str());
        outcome.wrong.push(("published", report));
    }
    outcome
}

fn read(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

/// Prints what was found and gives the pooled recall of article and of the rest.
fn pool(outcomes: &[Outcome]) -> (f64, f64) {
    for o in outcomes {
        let (kept, dropped) = (ratio(o.article_kept, o.article), ratio(o.rest_dropped, o.rest));
        println!("{kept:.4} {dropped:.4} {}", o.file);
        for (what, report) in &o.wrong {
            println!("    {what}: {report}");
        }
    }
    let sum = |of: fn(&Outcome) -> usize| outcomes.iter().map(of).sum::<usize>();
    let pooled = (
        ratio(sum(|o| o.article_kept), sum(|o| o.article)),
        ratio(sum(|o| o.rest_dropped), sum(|o| o.rest)),
    );
    println!("pooled: article {:.4}, boilerplate {:.4}", pooled.0, pooled.1);
    pooled
}

fn check_details(outcomes: &[Outcome]) {
    for o in outcomes {
        for what in ["title", "byline", "published"] {
            let wrong = o.wrong.iter().find(|(w, _)| *w == what);
            let excused = EXCEPTIONS.iter().find(|(f, w, _)| o.file.ends_with(f) && *w == what);
            match (wrong, excused) {
                (Some((_, report)), None) => panic!("{}: {what}: {report}", o.file),
                (None, Some(_)) => panic!("{}: {what} is right now; take it off the list", o.file),
                _ => {}
            }
        }
    }
}

#[test]
fn our_own_pages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outcomes: Vec<Outcome> = gold_in(&root.join("tests/pages/gold"))
        .iter()
        .map(|gold| {
            let file = gold["file"].as_str().expect("file is a string");
            judge(file, &read(&root.join(file)), gold)
        })
        .collect();
    assert!(!outcomes.is_empty());
    let (article, rest) = pool(&outcomes);
    assert!(article >= 0.99, "article: {article}");
    assert!(rest >= 0.95, "boilerplate: {rest}");
    for o in &outcomes {
        let (kept, dropped) = (ratio(o.article_kept, o.article), ratio(o.rest_dropped, o.rest));
        assert!(kept >= 0.95, "{}: article {kept}", o.file);
        assert!(dropped >= 0.80, "{}: boilerplate {dropped}", o.file);
    }
    check_details(&outcomes);
}

#[test]
fn the_five_real_pages() {
    let Some(data) = std::env::var_os("WIREDESK_DATA") else {
        eprintln!("skipped: WIREDESK_DATA does not say where the real pages are");
        return;
    };
    let seeds = Path::new(&data).join("../seeds");
    if !seeds.is_dir() {
        eprintln!("skipped: {} is not there", seeds.display());
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outcomes: Vec<Outcome> = gold_in(&root.join("tests/pages/gold/real"))
        .iter()
        .map(|gold| {
            let file = gold["file"].as_str().expect("file is a string");
            let name = Path::new(file).file_name().expect("a name");
            judge(file, &read(&seeds.join(name)), gold)
        })
        .collect();
    assert_eq!(outcomes.len(), 5);
    let (article, rest) = pool(&outcomes);
    assert!(article >= 0.99, "article: {article}");
    assert!(rest >= 0.95, "boilerplate: {rest}");
    check_details(&outcomes);
}
