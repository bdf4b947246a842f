//! What is written comes back, and nothing makes reading panic.

use proptest::prelude::*;
use serde_json::json;

use super::{gzip, read_file};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn jsonl_comes_back(texts in prop::collection::vec("\\PC*[a-z]\\PC*|[\0-\u{1f}a\"\\\\]*a", 1..8)) {
        let lines: String =
            texts.iter().enumerate().map(|(n, text)| json!({"n": n, "text": text}).to_string() + "\n").collect();
        let all = read_file("a.jsonl", lines.as_bytes());
        prop_assert_eq!(all.len(), texts.len());
        for (n, (one, text)) in all.into_iter().zip(texts).enumerate() {
            let one = one.unwrap();
            prop_assert_eq!(one.text, text);
            prop_assert_eq!(one.source.fields.get("n"), Some(json!(n)));
            prop_assert_eq!(one.source.item, Some(n as u64 + 1));
        }
    }

    #[test]
    fn csv_comes_back(texts in prop::collection::vec("[a,\"\r\n é]{0,12}a", 1..8)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["before", "text", "after"]).unwrap();
        for text in &texts {
            writer.write_record([text, text, text]).unwrap();
        }
        let all = read_file("a.csv", &writer.into_inner().unwrap());
        prop_assert_eq!(all.len(), texts.len());
        for (one, text) in all.into_iter().zip(texts) {
            let one = one.unwrap();
            prop_assert_eq!(one.source.fields.string("before"), Some(text.clone()));
            prop_assert_eq!(one.source.fields.string("after"), Some(text.clone()));
            prop_assert_eq!(one.text, text);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>, name in "a\\.(txt|html|jsonl|csv)(\\.gz|\\.zst)?") {
        let _ = read_file(&name, &bytes);
        let mut packed = gzip(&bytes);
        packed.truncate(packed.len().saturating_sub(bytes.len() % 20));
        let _ = read_file(&name, &packed);
    }
}
