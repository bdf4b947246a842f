//! `docs/gold.md` says what its example says.

use std::fs;
use std::path::Path;

use wiredesk::eval::count;
use wiredesk::eval::formats::{self, ReadOptions};
use wiredesk::eval::pairing::Pair;

/// The example of the page as a gold file of one line.
fn example() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/gold.md")).unwrap();
    let json = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    json.replace('\n', " ")
}

#[test]
fn the_example_is_valid_gold_of_every_layer_and_agrees_with_itself() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("gold.jsonl");
    fs::write(&path, example()).unwrap();
    let set = formats::read(&path, &ReadOptions::default()).unwrap();
    let [article] = set.articles.as_slice() else { panic!("one article") };
    for (layer, articles) in wiredesk::eval::layers(&set.articles) {
        assert_eq!(articles, 1, "{layer}");
    }
    let pair = Pair { gold: article.clone(), found: article.clone() };
    let counted = count(&[pair]);
    let sums = counted.tallies.sum(&[1]);
    assert!(counted.tallies.keys().len() > 40);
    for key in counted.tallies.keys() {
        let cells = sums.of(key);
        let is_nothing = cells.found == 0.0 && cells.gold == 0.0;
        assert!(is_nothing || cells.recall() == Some(1.0), "{key}: {cells:?}");
    }
}

#[test]
fn the_article_of_the_example_is_named_by_its_id() {
    let article: wiredesk::eval::annotation::Annotation = serde_json::from_str(&example()).unwrap();
    assert_eq!(article.name(), "harbour-12");
}
