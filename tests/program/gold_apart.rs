//! The gold is read by nobody who trains: no sentence of it is among those whose statements, sides or events the model learns.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::root;

/// Shorter ones ("The indictment says:") stand in many documents.
const LETTERS: usize = 20;

fn rows(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn no_sentence_of_the_gold_is_trained_on() {
    let gold: Vec<String> = ["dev", "test"]
        .iter()
        .flat_map(|part| rows(&root().join(format!("tests/gold/{part}.jsonl"))))
        .map(|article| letters(article["text"].as_str().unwrap()))
        .collect();
    let mut looked_at = 0;
    for source in ["annoctr", "doj"] {
        // Texts by the names that `training/statements.py` has for sentences, and by document.
        let mut sentences: HashMap<String, String> = HashMap::new();
        let mut documents: HashMap<String, Vec<String>> = HashMap::new();
        for row in rows(&root().join(format!("training/threats/{source}.jsonl"))) {
            let of = ["source", "doc", "start", "end"].map(|key| text(&row[key])).join("|");
            let said = letters(row["text"].as_str().unwrap());
            let document = documents.entry(format!("{source}|{}", text(&row["doc"]))).or_default();
            document.push(said.clone());
            sentences.insert(of, said);
        }
        let is_gold = |said: &String| {
            said.len() > LETTERS && gold.iter().any(|article| article.contains(said.as_str()))
        };
        let taught = rows(&root().join(format!("training/statements/{source}.jsonl")));
        assert!(!taught.is_empty(), "{source}: no sentences");
        for row in taught {
            let said = &sentences[row["id"].as_str().unwrap()];
            looked_at += 1;
            assert!(!is_gold(said), "{}: a sentence of the gold", row["id"]);
        }
        for row in rows(&root().join(format!("training/events/{source}.jsonl"))) {
            // Headings and footers are those of other documents, too: more than a few sentences make a document.
            let same =
                documents[row["id"].as_str().unwrap()].iter().filter(|said| is_gold(said)).count();
            looked_at += 1;
            assert!(same < 3, "{}: {same} sentences of the gold", row["id"]);
        }
    }
    assert!(looked_at > 1000, "{looked_at} rows looked at");
}
