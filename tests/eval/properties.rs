//! Whatever stands in a file, reading it ends in annotations that fit their text, or in a message.

use std::fs;

use proptest::prelude::*;
use wiredesk::eval::formats::{self, ReadOptions};
use wiredesk::eval::tags::Reading;

/// Text that looks a little like each of the formats.
fn contents() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just(
            "{\"text\": \"Kim né\", \"mentions\": [{\"start\": 0, \"end\": 3, \"label\": \"PER\"}]}\n"
        ),
        Just("{\"text\": \"a\", \"spans\": [[0, 1, \"PER\"]]}\n"),
        Just("{\"text\": \"😀a\", \"spans\": [{\"start\": 1, \"end\": 7, \"label\": \"X\"}]}\n"),
        Just(
            "[{\"data\": {\"text\": \"😀a\"}, \"annotations\": [{\"result\": [{\"value\": {\"start\": 2, \"end\": 3, \"labels\": [\"A\"]}}]}]}]"
        ),
        Just("Kim B-PER\n"),
        Just("né\tO\n"),
        Just("-DOCSTART- O\n\n"),
        Just("# newdoc id = 1\n1\tKim\tB-PER\t-\n"),
        Just("\tI-PER\n"),
        Just("T1\tPER 0 3\tKim\n"),
        Just("T2\tORG 18446744073709551615 3;9 1\tx\n"),
        Just("\n"),
        Just("\u{feff}"),
    ];
    let any = "\\PC{0,20}\n?".prop_map(String::from);
    prop::collection::vec(prop_oneof![3 => pieces.prop_map(str::to_owned), 1 => any], 0..8)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn reading_gives_what_fits_or_a_message(
        text in contents(),
        name in prop_oneof![Just("a.jsonl"), Just("a.json"), Just("a.conll"), Just("a.ann"), Just("a.txt")],
    ) {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "Kim né paid.").unwrap();
        let path = dir.path().join(name);
        fs::write(&path, &text).unwrap();
        match formats::read(&path, &ReadOptions::default()) {
            Ok(set) => {
                prop_assert!(!set.articles.is_empty());
                for article in &set.articles {
                    let length = article.text.as_ref().map_or(usize::MAX, |t| t.chars().count());
                    for mention in article.mentions.iter().flatten() {
                        prop_assert!(mention.start < mention.end && mention.end <= length);
                    }
                    for word in article.words.iter().flatten().flatten() {
                        prop_assert!(word[0] <= word[1] && word[1] <= length);
                    }
                }
            }
            Err(error) => prop_assert!(error.to_string().contains(name), "{}", error),
        }
    }

    #[test]
    fn tags_read_back_by_word(
        tags in prop::collection::vec(prop::collection::vec("(O|[BI]-(PER|ORG))", 1..9), 1..5)
    ) {
        let line = |tag: &String| format!("né😀 {tag}\n");
        let sentence = |tags: &Vec<String>| tags.iter().map(line).collect::<String>();
        let text: Vec<String> = tags.iter().map(sentence).collect();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.conll");
        fs::write(&path, text.join("\n")).unwrap();
        let options = ReadOptions { tag_column: Some(2), ..ReadOptions::default() };
        let set = formats::read(&path, &options).unwrap();
        let article = &set.articles[0];
        let words = article.words.as_ref().unwrap();
        let mut expected = Vec::new();
        for (words, tags) in words.iter().zip(&tags) {
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            for chunk in wiredesk::eval::tags::chunks(&tags, Reading::default()).unwrap() {
                expected.push((words[chunk.words.start][0], words[chunk.words.end - 1][1]));
            }
        }
        let found: Vec<_> = article.mentions.iter().flatten().map(|m| (m.start, m.end)).collect();
        prop_assert_eq!(found, expected);
    }
}
