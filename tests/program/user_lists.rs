//! A user's own lists, from the file to the record.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{annotate, root};

/// Names that no table has, and a text that the model reads beside them.
const TEXT: &str = "Staff at Brightmoor told Reuters that Zinc Squad had locked their files.\n";
const GAZETTEER: &str = "alias,name,type,id\nBrightmoor,Brightmoor Hospital,organization,V-17\n\
                         Zinc Squad,Zinc Squad,group,\n";

fn record(lists: &[(&str, &str)]) -> Value {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), TEXT).unwrap();
    let model = root().join("models/wiredesk-small-en");
    let mut args = vec!["--quiet", "a.txt", "--model", model.to_str().unwrap()];
    for (option, content) in lists {
        let name = option.trim_start_matches('-');
        fs::write(dir.path().join(name), content).unwrap();
        args.extend([*option, name]);
    }
    let run = annotate(dir.path(), &args);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.records().remove(0)
}

#[test]
fn listed_names_are_found_and_linked() {
    let found = record(&[("--gazetteer", GAZETTEER)]);
    let actors = found["actors"].as_array().unwrap();
    let hospital = actors.iter().find(|a| a["name"] == "Brightmoor Hospital").unwrap();
    assert_eq!(hospital["type"], "organization");
    let link = json!([{"source": "user", "id": "V-17", "name": "Brightmoor Hospital",
        "matched": "Brightmoor", "country": null}]);
    assert_eq!(hospital["links"], link);
    let mention =
        &found["mentions"][usize::try_from(hospital["mentions"][0].as_u64().unwrap()).unwrap()];
    assert_eq!((&mention["text"], &mention["label"]), (&json!("Brightmoor"), &json!("ORG")));
    assert_eq!(mention["refers"], "alias");
    let squad = actors.iter().find(|a| a["name"] == "Zinc Squad").unwrap();
    assert_eq!((&squad["type"], &squad["links"]), (&json!("group"), &json!([])));
}

#[test]
fn ignored_names_are_no_mentions() {
    let names = |record: &Value| -> Vec<String> {
        let mentions = record["mentions"].as_array().unwrap().iter();
        mentions.map(|mention| mention["text"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names(&record(&[])).contains(&"Reuters".to_owned()));
    let without = record(&[("--ignore", "# wires\nREUTERS\n")]);
    assert!(!names(&without).contains(&"Reuters".to_owned()));
}

/// What the lists say is part of the configuration, and how their files are laid out is not.
#[test]
fn the_digest_is_that_of_the_content() {
    let config = |lists: &[(&str, &str)]| record(lists)["provenance"]["config"].clone();
    let plain = config(&[]);
    let listed = config(&[("--gazetteer", GAZETTEER)]);
    let again = "id,type,name,alias\n,group,Zinc Squad,Zinc Squad\n\
                 V-17,organization,Brightmoor Hospital,Brightmoor\n";
    assert_ne!(plain, listed);
    assert_eq!(listed, config(&[("--gazetteer", again)]));
    assert_ne!(plain, config(&[("--ignore", "Reuters\n")]));
    assert_eq!(plain, config(&[("--ignore", "# nothing\n")]));
}
