//! `wiredesk eval` as users run it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const GOLD: &str = "{\"id\": \"a\", \"text\": \"Kim Lee met Orbit Bridge in Seoul.\\n\", \"mentions\": [\
    {\"start\": 0, \"end\": 7, \"label\": \"PER\"}, {\"start\": 12, \"end\": 24, \"label\": \"ORG\"}, \
    {\"start\": 28, \"end\": 33, \"label\": \"LOC\"}], \"amounts\": []}\n\
    {\"id\": \"b\", \"text\": \"Ann Roe paid $5m.\\n\", \"mentions\": [{\"start\": 0, \"end\": 7, \
    \"label\": \"PER\"}], \"amounts\": [{\"start\": 13, \"end\": 16, \"kind\": \"money\", \
    \"value\": 5000000, \"currency\": \"USD\"}]}\n";

/// Of article a: one right, one of another type, one missed. Of b: nothing at all.
const FOUND: &str = "{\"text\": \"Kim Lee met Orbit Bridge in Seoul.\\n\", \"mentions\": [\
    {\"start\": 0, \"end\": 7, \"label\": \"PER\"}, {\"start\": 12, \"end\": 24, \"label\": \"LOC\"}]}\n";

fn eval(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wiredesk"));
    command.current_dir(dir).arg("eval").args(args).output().unwrap()
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("gold.jsonl"), GOLD).unwrap();
    fs::write(dir.path().join("found.jsonl"), FOUND).unwrap();
    dir
}

fn json(dir: &Path, args: &[&str]) -> Value {
    let output = eval(dir, args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {stderr}"))
}

#[test]
fn gold_that_no_prediction_touched_counts() {
    let dir = folder();
    let report = json(dir.path(), &["gold.jsonl", "found.jsonl", "--format", "json", "--errors"]);
    let figures = &report["figures"];
    // One of two found is right, and one of four.
    assert_eq!(figures["entities.strict.precision"], 0.5);
    assert_eq!(figures["entities.strict.recall"], 0.25);
    assert_eq!(figures["entities.exact.recall"], 0.5);
    assert_eq!(figures["amounts.value.f1"], 0.0);
    let remarks = report["remarks"].to_string();
    assert!(remarks.contains("1 of 2 gold articles have no prediction"), "{remarks}");
    let slips: Vec<&str> =
        report["errors"].as_array().unwrap().iter().map(|e| e["slip"].as_str().unwrap()).collect();
    assert_eq!(slips, ["wrong_type", "missed", "missed", "missed"]);
    assert_eq!(report["errors"][0]["before"], "Kim Lee met ");
}

#[test]
fn the_same_files_give_the_same_report() {
    let dir = folder();
    let args = ["gold.jsonl", "found.jsonl", "--against", "gold.jsonl"];
    let first = eval(dir.path(), &args);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert_eq!(first.stdout, eval(dir.path(), &args).stdout);
    let report = json(
        dir.path(),
        &["gold.jsonl", "found.jsonl", "--against", "gold.jsonl", "--format", "json"],
    );
    let entities = report["tables"].as_array().unwrap().iter().find(|t| t["title"] == "Entities");
    let strict = &entities.unwrap()["rows"][1];
    let by = strict["against"]["by"].as_f64().unwrap();
    assert!((by - (1.0 / 3.0 - 1.0)).abs() < 1e-9, "{strict}");
}

#[test]
fn gates_end_with_status_3_and_unknown_ones_with_2() {
    let dir = folder();
    let status = |gate: &str| {
        eval(dir.path(), &["gold.jsonl", "found.jsonl", "--fail-under", gate]).status.code()
    };
    assert_eq!(status("entities.strict.recall=0.25,entities.exact.f1=0.5"), Some(0));
    assert_eq!(status("entities.strict.recall=0.25,entities.strict.f1=0.9"), Some(3));
    assert_eq!(status("events.f1=0.1"), Some(2));
    assert_eq!(status("entities.strict.f1=91"), Some(2));
}

#[test]
fn every_form_holds_the_figures_and_no_markup_of_the_text() {
    let dir = folder();
    let gold = GOLD.replace("Kim Lee", "<b>|*&x");
    fs::write(dir.path().join("gold.jsonl"), &gold).unwrap();
    fs::write(dir.path().join("found.jsonl"), gold.replace("LOC", "MISC")).unwrap();
    for form in ["text", "markdown", "html"] {
        let out = format!("report.{form}");
        let args = ["gold.jsonl", "found.jsonl", "--errors", "--format", form, "-o", out.as_str()];
        let run = eval(dir.path(), &args);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let report = fs::read_to_string(dir.path().join(out)).unwrap();
        assert!(report.contains("75.00"), "{form}");
        assert!(form == "text" || !report.contains("<b>|*&x"), "{form}");
    }
    let html = fs::read_to_string(dir.path().join("report.html")).unwrap();
    assert!(!html.contains("http"), "a page that needs nothing else");
}

#[test]
fn wiredesk_reads_gold_of_every_kind_itself() {
    let dir = folder();
    fs::write(dir.path().join("a.conll"), "Kim B-PER\nLee I-PER\nmet O\nSeoul B-LOC\n. O\n")
        .unwrap();
    for gold in ["gold.jsonl", "a.conll"] {
        let report = json(dir.path(), &[gold, "--format", "json", "-j", "1"]);
        assert!(report["predictions"].as_str().unwrap().starts_with("wiredesk "), "{gold}");
        assert!(report["figures"]["entities.strict.f1"].as_f64().unwrap() > 0.0, "{gold}");
    }
    // A record is a prediction, and gold.
    let record = Command::new(env!("CARGO_BIN_EXE_wiredesk"))
        .args(["annotate", "--quiet", "seeds/brightmoor-data-breach.html"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    fs::write(dir.path().join("record.jsonl"), record.stdout).unwrap();
    let report = json(dir.path(), &["record.jsonl", "--format", "json", "-j", "1"]);
    for name in [
        "entities.strict.f1",
        "amounts.value.f1",
        "article.text.f1",
        "threats.f1",
        "actors.b_cubed.f1",
    ] {
        assert_eq!(report["figures"][name], 1.0, "{name}");
    }
}

/// The row of a figure in a JSON report.
fn row<'r>(report: &'r Value, name: &str) -> &'r Value {
    let tables = report["tables"].as_array().unwrap().iter();
    let mut rows = tables.flat_map(|table| table["rows"].as_array().unwrap());
    rows.find(|row| row["name"] == name).unwrap_or_else(|| panic!("no {name}: {report}"))
}

#[test]
fn a_label_that_only_the_other_has_counts_against_it() {
    let dir = tempfile::tempdir().unwrap();
    let line = |text: &str, mentions: &str| {
        format!("{{\"text\": \"{text}\", \"mentions\": [{mentions}]}}\n")
    };
    let kim = "{\"start\": 0, \"end\": 3, \"label\": \"PER\"}";
    let made_up = format!("{kim}, {{\"start\": 8, \"end\": 11, \"label\": \"ORG\"}}");
    let file = |name: &str, mentions: &str| {
        let lines = ["Kim met Lee.", "Kim saw Lee."].map(|text| line(text, mentions));
        fs::write(dir.path().join(name), lines.concat()).unwrap();
    };
    file("gold.jsonl", kim);
    file("found.jsonl", kim);
    file("other.jsonl", &made_up);
    let args = |sides: [&'static str; 2]| {
        ["gold.jsonl", sides[0], "--against", sides[1], "--format", "json"]
    };
    for (sides, value, by) in
        [(["found.jsonl", "other.jsonl"], 1.0, 0.5), (["other.jsonl", "found.jsonl"], 0.5, -0.5)]
    {
        let report = json(dir.path(), &args(sides));
        let row = row(&report, "entities.strict.macro_f1");
        assert_eq!(row["value"], value, "{row}");
        assert_eq!(row["against"]["by"], by, "{row}");
    }
}

#[test]
fn without_draws_there_is_no_p() {
    let dir = folder();
    let args = ["gold.jsonl", "found.jsonl", "--against", "gold.jsonl", "--resamples", "0"];
    let report = json(dir.path(), &[&args[..], &["--format", "json"]].concat());
    let against = &row(&report, "entities.strict.f1")["against"];
    assert!(against["by"].is_f64() && against["p"].is_null(), "{against}");
    let text = String::from_utf8(eval(dir.path(), &args).stdout).unwrap();
    assert!(text.contains("against") && !text.contains("p = "), "{text}");
}

#[test]
fn a_report_never_takes_the_place_of_what_is_read() {
    let dir = folder();
    fs::create_dir(dir.path().join("gold")).unwrap();
    for (name, text) in [
        ("gold/a.jsonl", GOLD),
        ("map.toml", "[gold]\nPER = \"PER\"\nORG = \"ORG\"\nLOC = \"LOC\"\n"),
        ("seen.conll", "Kim B-PER\n"),
        ("b.ann", "T1\tPER 0 3\tKim\n"),
        ("b.txt", "Kim paid."),
    ] {
        fs::write(dir.path().join(name), text).unwrap();
    }
    let all = ["gold.jsonl", "found.jsonl", "--map", "map.toml", "--seen", "seen.conll"];
    for (args, output) in [
        (&all[..], "gold.jsonl"),
        (&all[..], "./found.jsonl"),
        (&all[..], "map.toml"),
        (&all[..], "seen.conll"),
        (&["gold", "found.jsonl"][..], "gold/a.jsonl"),
        (&["gold", "found.jsonl", "--against", "gold.jsonl"][..], "gold.jsonl"),
        (&["b.ann", "found.jsonl"][..], "b.txt"),
    ] {
        let before = fs::read(dir.path().join(output)).unwrap();
        let run = eval(dir.path(), &[args, &["-o", output]].concat());
        let stderr = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{output}: {stderr}");
        assert!(stderr.contains("would be overwritten"), "{output}: {stderr}");
        assert_eq!(fs::read(dir.path().join(output)).unwrap(), before, "{output}");
    }
}

#[test]
fn a_place_that_is_not_there_is_told_before_anything_is_read() {
    let dir = folder();
    let run = eval(dir.path(), &["no-gold.jsonl", "-o", "nowhere/report.html"]);
    let stderr = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("there is no folder nowhere; make it first"), "{stderr}");
    let run = eval(dir.path(), &["gold.jsonl", "found.jsonl", "-o", "report.txt"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn gold_without_text_is_a_fault() {
    let dir = folder();
    let gold = "{\"id\": \"a\", \"mentions\": [{\"start\": 0, \"end\": 7, \"label\": \"PER\"}]}\n";
    fs::write(dir.path().join("gold.jsonl"), gold).unwrap();
    for args in [&["gold.jsonl", "found.jsonl"][..], &["--check", "gold.jsonl"]] {
        let run = eval(dir.path(), args);
        let stderr = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains("gold.jsonl:1: no `text`"), "{stderr}");
        assert!(stderr.contains("--no-text"), "{stderr}");
    }
}
