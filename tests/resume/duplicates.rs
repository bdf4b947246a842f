//! Copies of articles: found whatever stands around them, and only they.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{Dice, add_line, article, run};

/// A story of an agency, and the pages of four papers that carried it: each with a headline, a menu
/// and an end of its own, one with a sentence changed, one as HTML.
const STORY: &str = "\
SEOUL (Agency) - Hackers believed to work for North Korea stole about $41 million from a South \
Korean currency exchange on Tuesday night, officials in Seoul said on Wednesday.

The exchange, which serves some two million customers, noticed the withdrawals shortly before \
midnight and stopped all transfers. By then the thieves had moved 12,000 coins to wallets that \
investigators had linked to earlier thefts.

\"We will make every customer whole,\" the chief executive said in a statement. The company has \
asked the police and two security firms to look into the matter.

Officials said that the intruders had got in through the laptop of an engineer who had been offered \
a job by a person posing as a recruiter. A file that he was sent as a test of his skills held a \
program that copied his passwords.

North Korea has denied having anything to do with such thefts in the past. A panel of experts of \
the United Nations estimated last year that the country had taken three billion dollars in seven \
years, and said that the money paid for its weapons programmes.

The exchange is expected to open again on Friday, after its systems have been checked.
";

fn syndicated(dir: &Path) {
    let file = |name: &str, text: String| fs::write(dir.join(name), text).unwrap();
    file("a-first.txt", format!("Thieves take $41 million in coins\n\n{STORY}"));
    file(
        "b-menu.txt",
        format!(
            "Home | World | Business | Sports\nSubscribe now for only $1 a week\n\nExchange robbed \
             overnight\n\n{STORY}\nShare this article\nFollow us on Facebook\nRead more: Weather for \
             the weekend\nAll rights reserved.\n"
        ),
    );
    file(
        "c-edited.txt",
        format!(
            "South Korean exchange loses millions\n\n{}",
            STORY.replace("shortly before midnight", "late in the evening")
        ),
    );
    let paragraphs = format!("<p>{}</p>", STORY.replace("\n\n", "</p>\n<p>"));
    file(
        "d-page.html",
        format!(
            "<html><head><title>Coins gone</title></head><body><nav><a href='/'>Home</a> <a \
             href='/w'>World</a></nav><article><h1>Coins gone</h1>{paragraphs}</article><footer>\
             Copyright. Terms of use. Privacy policy.</footer></body></html>"
        ),
    );
    fs::copy(dir.join("b-menu.txt"), dir.join("e-again.txt")).unwrap();
    fs::copy(dir.join("a-first.txt"), dir.join("f-again.txt")).unwrap();
}

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn syndicated_copies_are_known_by_their_story() {
    let dir = tempfile::tempdir().unwrap();
    let drop = dir.path().join("drop");
    fs::create_dir(&drop).unwrap();
    syndicated(&drop);
    let marked = run(dir.path(), &["drop", "--mark-duplicates"]);
    let all = records(&marked.stdout);
    assert_eq!(all.len(), 6);
    assert_eq!(all[0]["duplicate_of"], Value::Null);
    assert_eq!(all[0].as_object().unwrap().keys().next_back().unwrap(), "duplicate_of");
    for (record, kind) in all[1..].iter().zip(["near", "near", "near", "near", "exact"]) {
        let told = &record["duplicate_of"];
        assert_eq!(told["id"], all[0]["id"], "{}", record["source"]["path"]);
        assert_eq!(told["kind"], kind, "{}", record["source"]["path"]);
        assert!(told["similarity"].as_f64().unwrap() >= 0.8);
    }
    let into_file = run(dir.path(), &["drop", "--mark-duplicates", "-o", "out.jsonl"]);
    assert!(
        into_file.stderr.contains("6 new, 0 there already, 5 duplicates"),
        "{}",
        into_file.stderr
    );
    assert_eq!(fs::read_to_string(dir.path().join("out.jsonl")).unwrap(), marked.stdout);
}

#[test]
fn what_is_left_out_is_listed_and_stays_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let drop = dir.path().join("drop");
    fs::create_dir(&drop).unwrap();
    syndicated(&drop);
    fs::write(drop.join("g.txt"), "").unwrap();
    let output = ["drop", "--skip-duplicates", "-o", "out.jsonl"];
    let first = run(dir.path(), &output);
    assert!(first.stderr.contains("1 new, 0 there already, 5 duplicates"), "{}", first.stderr);
    let listing = || fs::read_to_string(dir.path().join("out.jsonl.state/duplicates.tsv")).unwrap();
    let written = || fs::read_to_string(dir.path().join("out.jsonl")).unwrap();
    let (list, lines) = (listing(), written());
    assert_eq!((list.lines().count(), lines.lines().count()), (5, 2));
    assert!(list.contains("\t\"drop/d-page.html\"\t\thtml\tnear\t"), "{list}");
    assert!(list.lines().last().unwrap().ends_with("\t1"));
    let again = run(dir.path(), &output);
    assert!(again.stderr.contains("0 new, 6 there already"), "{}", again.stderr);
    let retried = run(dir.path(), &[&output[..], &["--retry-errors"]].concat());
    assert!(retried.stderr.contains("0 new, 6 there already"), "{}", retried.stderr);
    assert_eq!((listing(), written()), (list.clone(), lines.clone()));
    // Without a state they are looked at again, with the same end.
    fs::remove_file(dir.path().join("out.jsonl.state/state.redb")).unwrap();
    run(dir.path(), &output);
    assert_eq!((listing(), written()), (list.clone(), lines.clone()));
    run(dir.path(), &[&output[..], &["--rebuild"]].concat());
    assert_eq!((listing(), written()), (list, lines.clone()));
    let piped = run(dir.path(), &["drop", "--skip-duplicates"]);
    assert_eq!(piped.stdout, lines);
    let mixed = run(dir.path(), &["drop", "-o", "out.jsonl", "--mark-duplicates"]);
    assert_eq!(mixed.status, Some(2), "marked and unmarked records are not mixed");
}

#[test]
fn ordinary_articles_on_one_subject_are_no_copies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let marked = run(root, &["seeds", "tests/pages", "--mark-duplicates"]);
    let all = records(&marked.stdout);
    assert!(all.len() > 40);
    for record in all {
        assert_eq!(record["duplicate_of"], Value::Null, "{}", record["source"]["path"]);
    }
}

/// Changes about one word in `every`.
fn perturbed(text: &str, every: usize, dice: &mut Dice) -> String {
    let word = |word: &str| {
        if dice.below(every) == 0 {
            format!("changed{}", dice.below(1000))
        } else {
            word.to_owned()
        }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_article_keeps_its_copies_apart_from_others_with_few_changes() {
    let dir = tempfile::tempdir().unwrap();
    let mut dice = Dice(4);
    let mut lines = String::new();
    for n in 0..40 {
        let text = article(&mut dice, 20);
        for text in [text.clone(), perturbed(&text, 60, &mut dice), perturbed(&text, 4, &mut dice)]
        {
            add_line(&mut lines, &json!({"text": text, "n": n}));
        }
    }
    fs::write(dir.path().join("feed.jsonl"), lines).unwrap();
    let all = records(&run(dir.path(), &["feed.jsonl", "--mark-duplicates"]).stdout);
    let mut found = 0;
    for three in all.chunks(3) {
        assert_eq!(three[0]["duplicate_of"], Value::Null);
        if three[1]["duplicate_of"] != Value::Null {
            assert_eq!(three[1]["duplicate_of"]["id"], three[0]["id"]);
            found += 1;
        }
        assert_eq!(three[2]["duplicate_of"], Value::Null, "too much is changed");
    }
    assert!(found >= 36, "only {found} of 40 copies with one word in 60 changed are found");
}

/// Recall and precision on real articles, of copies in which words are changed and around which
/// stands other boilerplate. Needs the development sets.
#[test]
#[ignore = "needs WIREDESK_DATA"]
fn measured_on_real_articles() {
    let Some(data) = std::env::var_os("WIREDESK_DATA") else {
        println!("SKIPPED: WIREDESK_DATA is not set");
        return;
    };
    let mut files: Vec<_> = walk(&Path::new(&data).join("articles"));
    files.sort();
    let dir = tempfile::tempdir().unwrap();
    for every in [100, 60, 40, 30, 20] {
        let mut dice = Dice(every as u64);
        let (mut lines, mut kinds) = (String::new(), Vec::new());
        for file in &files {
            let Ok(text) = fs::read_to_string(file) else { continue };
            if text.split_whitespace().count() < 100 || text.len() > 100_000 {
                continue;
            }
            let copy = perturbed(&text, every, &mut dice);
            let copy = format!("Home | News | About us\n\n{copy}\n\nAll rights reserved.\n");
            for (text, is_copy) in [(text, false), (copy, true)] {
                add_line(&mut lines, &json!({"text": text}));
                kinds.push(is_copy);
            }
        }
        fs::write(dir.path().join("feed.jsonl"), lines).unwrap();
        let all = records(&run(dir.path(), &["feed.jsonl", "--mark-duplicates"]).stdout);
        assert_eq!(all.len(), kinds.len());
        let (mut right, mut wrong, mut copies) = (0, 0, 0);
        for (at, is_copy) in kinds.iter().enumerate() {
            let of = &all[at]["duplicate_of"]["id"];
            copies += usize::from(*is_copy);
            if *is_copy
                && (*of == all[at - 1]["id"] || *of == all[at - 1]["duplicate_of"]["id"])
                && !of.is_null()
            {
                right += 1;
            } else if !of.is_null() {
                wrong += 1;
                let text = all[at]["text"].as_str().unwrap();
                let head: String = text.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
                println!("  taken for a copy: {head}");
            }
        }
        println!(
            "one word in {every} changed: {right} of {copies} copies found, {wrong} articles taken \
             for copies of others"
        );
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.push(path);
        }
    }
    found
}
