//! The errors that are listed add up to the figures.

use std::fs;
use std::path::Path;

use serde_json::Value;
use wiredesk::eval::annotation::Annotation;
use wiredesk::eval::count;
use wiredesk::eval::formats::{self, ReadOptions};
use wiredesk::eval::pairing::Pair;
use wiredesk::eval::slips::{Slip, slips};

/// Our own gold, and the same with every `step`th thing of every list missing or changed.
fn pairs(step: usize) -> Vec<Pair> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lines = fs::read_to_string(root.join("tests/gold/dev.jsonl")).unwrap();
    let damaged: Vec<String> = lines.lines().map(|line| damage(line, step)).collect();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("found.jsonl");
    fs::write(&path, damaged.join("\n")).unwrap();
    let read = |path: &Path| formats::read(path, &ReadOptions::default()).unwrap().articles;
    let gold: Vec<Annotation> = read(&root.join("tests/gold/dev.jsonl"));
    gold.into_iter().zip(read(&path)).map(|(gold, found)| Pair { gold, found }).collect()
}

fn damage(line: &str, step: usize) -> String {
    let mut article: Value = serde_json::from_str(line).unwrap();
    let mut turn = 0;
    let mut every = || {
        turn += 1;
        turn % step == 0
    };
    for sentence in article["sentences"].as_array_mut().unwrap() {
        if every() {
            sentence["threats"] = serde_json::json!(["supply_chain"]);
        }
    }
    for statement in article["statements"].as_array_mut().unwrap() {
        if every() {
            statement["kind"] = "hypothetical".into();
        }
        if every() {
            statement["speaker"] = Value::Null;
        }
    }
    article["statements"].as_array_mut().unwrap().retain(|_| !every());
    for event in article["events"].as_array_mut().unwrap() {
        let part = if every() { "targets" } else { "perpetrators" };
        if every() {
            event[part] = serde_json::json!([]);
        }
    }
    article["events"].as_array_mut().unwrap().retain(|_| !every());
    for actor in article["actors"].as_array_mut().unwrap() {
        let (is_lost, is_wrong) = (every(), every());
        if is_lost {
            actor["links"] = serde_json::json!([]);
        } else if is_wrong {
            actor["links"] = serde_json::json!([{"source": "iso3166", "id": "XX"}]);
        }
    }
    if let Some(range) = article["article"].as_array_mut().unwrap().last_mut() {
        range[1] = (range[1].as_u64().unwrap() - 1).into();
    }
    article.to_string()
}

/// How many cases of a layer have one of some slips.
fn told(pairs: &[Pair], layer: &str, kinds: &[Slip]) -> f64 {
    let all = pairs.iter().flat_map(slips);
    let count = all.filter(|case| case.layer == layer && kinds.contains(&case.slip)).count();
    f64::from(u32::try_from(count).unwrap())
}

#[test]
#[expect(clippy::float_cmp, reason = "counts are whole numbers")]
fn they_add_up_to_the_figures() {
    use Slip::{
        Missed, MissedLink, Spurious, SpuriousLink, WrongKind, WrongLink, WrongParties,
        WrongPerpetrators, WrongSpeaker, WrongTargets,
    };
    for step in [2, 3, 5, 7] {
        let pairs = pairs(step);
        let counted = count(&pairs);
        let ones = vec![1; pairs.len()];
        let sums = counted.tallies.sum(&ones);
        let missed = |key: &str| sums.of(key).gold - sums.of(key).right_gold;
        let spurious = |key: &str| sums.of(key).found - sums.of(key).right_found;
        let check = |layer: &str, kinds: &[Slip], expected: f64| {
            assert_eq!(told(&pairs, layer, kinds), expected, "{layer} {kinds:?}, step {step}");
        };
        check("threats", &[Missed], missed("threats"));
        check("threats", &[Spurious], spurious("threats"));
        check("statements", &[Missed, WrongKind], missed("statements.kind"));
        check("actors", &[MissedLink, WrongLink], missed("actors.links"));
        check("actors", &[SpuriousLink, WrongLink], spurious("actors.links"));
        check("events", &[Missed], missed("events.type"));
        check("events", &[Spurious], spurious("events.type"));
        let parties = [Missed, WrongPerpetrators, WrongTargets, WrongParties];
        check("events", &parties, missed("events"));
        assert!(missed("threats") > 0.0 && missed("events") > missed("events.type"));
        assert!(told(&pairs, "statements", &[WrongSpeaker]) > 0.0);
        assert!(told(&pairs, "article", &[Missed]) >= 1.0, "the last character of each is lost");
    }
}

/// One of each in a text of two sentences.
#[test]
fn each_says_what_the_gold_has_and_what_was_found() {
    let text = "Menu\nSeoul denied it. Kim Lee hit Orbit Bridge, police said.\n";
    let gold = r#""article": [[5, 61]],
        "sentences": [{"start": 5, "end": 21, "threats": ["fraud"]}, {"start": 22, "end": 60, "threats": []}],
        "mentions": [{"start": 5, "end": 10, "label": "LOC"}, {"start": 22, "end": 29, "label": "PER"},
            {"start": 34, "end": 46, "label": "ORG"}, {"start": 48, "end": 54, "label": "PER"}],
        "actors": [{"name": "South Korea", "mentions": [0], "links": [{"source": "iso3166", "id": "KR"}]},
            {"name": "Kim Lee", "mentions": [1, 3], "links": []}, {"name": "Orbit Bridge", "mentions": [2]}],
        "statements": [{"sentence": 0, "kind": "denied", "speaker": {"start": 5, "end": 10}},
            {"sentence": 1, "kind": "asserted", "speaker": {"start": 48, "end": 54}}],
        "events": [{"type": "fraud", "perpetrators": [{"start": 22, "end": 29}], "targets": [{"actor": 2}],
            "sentences": [1]}]"#;
    let found = r#""article": [[0, 46]],
        "sentences": [{"start": 5, "end": 21, "threats": []}, {"start": 22, "end": 60, "threats": ["malware"]}],
        "mentions": [{"start": 5, "end": 10, "label": "LOC"}, {"start": 22, "end": 29, "label": "PER"},
            {"start": 34, "end": 46, "label": "ORG"}, {"start": 48, "end": 54, "label": "PER"}],
        "actors": [{"name": "Seoul", "mentions": [0], "links": []},
            {"name": "Lee", "mentions": [1, 2, 3], "links": [{"source": "mitre-attack", "id": "G1"}]}],
        "statements": [{"sentence": 0, "kind": "asserted", "speaker": null}],
        "events": [{"type": "fraud", "perpetrators": [], "targets": [{"actor": "orbit bridge"}], "sentences": [0]},
            {"type": "malware", "perpetrators": [], "targets": [], "sentences": [1]}]"#;
    let dir = tempfile::tempdir().unwrap();
    let read = |name: &str, layers: &str| {
        let path = dir.path().join(name);
        let line = format!("{{\"id\": \"a\", \"text\": {text:?}, {layers}}}").replace('\n', " ");
        fs::write(&path, line).unwrap();
        formats::read(&path, &ReadOptions::default()).unwrap().articles.remove(0)
    };
    let pair = Pair { gold: read("gold.jsonl", gold), found: read("found.jsonl", found) };
    let told: Vec<String> = slips(&pair)
        .iter()
        .map(|case| {
            let shown = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
            let (layer, slip) = (case.layer, case.slip.name());
            format!(
                "{}..{} {layer}, {slip}: {} | {}",
                case.start,
                case.end,
                shown(&case.gold),
                shown(&case.found)
            )
        })
        .collect();
    let expected = [
        "0..4 article, spurious: boilerplate | article",
        "5..10 actors, missed link: South Korea = iso3166 KR | Seoul, no link",
        "5..21 threats, missed: fraud | -",
        "5..21 statements, wrong kind: denied by \"Seoul\" | asserted by the article",
        "5..21 statements, wrong speaker: \"Seoul\" | the article",
        "22..29 actors, spurious link: Kim Lee, no link | Lee = mitre-attack G1",
        "22..60 threats, spurious: - | malware",
        "22..60 statements, missed: asserted by \"police\" | -",
        "22..60 events, wrong perpetrators: fraud by \"Kim Lee\" against Orbit Bridge | \
         fraud by nobody against orbit bridge",
        "22..60 events, spurious: - | malware by nobody against nobody",
        "34..46 actors, wrong actor: Orbit Bridge | Lee",
        "46..60 article, missed: article | boilerplate",
    ];
    assert_eq!(told, expected);
}

/// Nothing is said of the page, so that nothing of it is right: each part is told.
#[test]
fn a_page_that_nobody_read_is_missed() {
    let gold = r#"{"text": "Menu\nKim paid.\n", "article": [[5, 15]], "title": null,
        "byline": {"start": 5, "end": 8}, "published": null}"#;
    let gold: Annotation = serde_json::from_str(gold).unwrap();
    let pair = Pair { gold, found: Annotation::default() };
    let told: Vec<(Slip, Option<String>)> =
        slips(&pair).into_iter().map(|case| (case.slip, case.gold)).collect();
    let expected = ["no title", "no date", "boilerplate", "byline \"Kim\"", "article"];
    assert_eq!(told, expected.map(|what| (Slip::Missed, Some(what.to_owned()))));
    let counted = count(&[pair]);
    let sums = counted.tallies.sum(&[1]);
    for name in ["text", "boilerplate", "title", "byline", "published"] {
        let cells = sums.of(&format!("article.{name}"));
        assert!(cells.gold > 0.0 && cells.right_gold.abs() < 1e-12, "{name}: {cells:?}");
    }
}
