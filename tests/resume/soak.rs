//! Long runs: memory and speed at the end are what they were at the beginning. Minutes each, so left
//! out unless asked for; `docs/reliability.md` has what came of it.
#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::{Dice, article};
use crate::stub;

/// How things stood when so many records had been written.
struct Sample {
    records: usize,
    seconds: f64,
    /// Resident memory in bytes.
    memory: u64,
}

/// Resident memory of a process, in bytes.
fn memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Annotates `feed` and looks at it whenever another `step` records have been written.
fn watched(folder: &Path, feed: &Path, model: Option<&Path>, step: usize) -> Vec<Sample> {
    let output = folder.join("out.jsonl");
    let mut command = Command::new(env!("CARGO_BIN_EXE_wiredesk"));
    command.arg("annotate").arg(feed).arg("-o").arg(&output).args(["--mark-duplicates", "-q"]);
    if let Some(model) = model {
        command.arg("--model").arg(model);
    }
    let begin = Instant::now();
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let mut samples = Vec::new();
    let (mut records, mut wanted) = (0, step);
    let mut read: Option<File> = None;
    let mut buffer = vec![0; 1 << 20];
    loop {
        let ended = child.try_wait().unwrap();
        read = read.or_else(|| File::open(&output).ok());
        while let Some(file) = &mut read {
            let length = file.read(&mut buffer).unwrap();
            if length == 0 {
                break;
            }
            records += buffer[..length].split(|byte| *byte == b'\n').count() - 1;
        }
        if let Some(status) = ended {
            assert!(status.success(), "{status}");
            return samples;
        }
        if records >= wanted
            && let Some(memory) = memory(&child)
        {
            samples.push(Sample { records, seconds: begin.elapsed().as_secs_f64(), memory });
            wanted = records - records % step + step;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Prints ten lines of the samples, as `benches/peers/peers.py --soak` reads them, and holds memory to
/// what it was after the first of them.
#[expect(clippy::cast_precision_loss, reason = "shown with a few digits")]
fn judge(title: &str, samples: &[Sample], articles: usize) {
    println!("\n### {title}\n");
    println!("| records | seconds | articles a second since the line before | memory, MB |");
    println!("|---|---|---|---|");
    let rate = |from: &Sample, to: &Sample| {
        (to.records - from.records) as f64 / (to.seconds - from.seconds)
    };
    let (mut before, mut next) = (None::<&Sample>, 0);
    for sample in samples {
        if sample.records < next {
            continue;
        }
        let speed =
            before.map_or(sample.records as f64 / sample.seconds, |before| rate(before, sample));
        let memory = sample.memory as f64 / 1e6;
        println!("| {} | {:.0} | {speed:.1} | {memory:.1} |", sample.records, sample.seconds);
        before = Some(sample);
        next = sample.records + articles / 10;
    }
    let (first, last) = (samples.first().unwrap(), samples.last().unwrap());
    let most = samples.iter().map(|sample| sample.memory).max().unwrap();
    let share = |memory: u64| memory as f64 / first.memory as f64;
    let after = |records: usize| samples.iter().find(|sample| sample.records >= records).unwrap();
    let begin = rate(first, after(first.records + articles / 5));
    let end = rate(after(last.records - articles / 5), last);
    println!(
        "\nMemory after {} records {:.1} MB, after {} {:.2} of it, at most {:.2} of it. Speed over the last fifth {:.2} \
         of that over the first.\n",
        first.records,
        first.memory as f64 / 1e6,
        last.records,
        share(last.memory),
        share(most),
        end / begin
    );
    assert!(share(last.memory) <= 1.1, "memory has grown");
}

/// A name of three syllables.
fn name(dice: &mut Dice) -> String {
    const SYLLABLES: [&str; 20] = [
        "bel", "dor", "fa", "gra", "hul", "jan", "ka", "lo", "mer", "nu", "or", "pes", "qua", "ri",
        "shu", "ten", "ul", "vin", "wes", "zo",
    ];
    let word: String = (0..3).map(|_| dice.pick(&SYLLABLES)).collect();
    word[..1].to_uppercase() + &word[1..]
}

/// An article that is as unlike others as those of a real drop are: texts that share most of their
/// phrases would all be compared with each other, the more the longer the run.
fn varied(dice: &mut Dice, sentences: usize) -> String {
    let mut text = format!("{}\n\n", article(dice, 0).trim());
    for _ in 0..sentences {
        let ([who, whom, place, reporter], sum) =
            (std::array::from_fn(|_| name(dice)), dice.below(10_000));
        write!(text, "{who} took ${sum} from {whom} near {place}, {reporter} reported. ").unwrap();
    }
    text
}

/// 100,000 made-up articles on the stub of a model; one in fifty is a copy of one before it.
#[test]
#[ignore = "takes minutes; see docs/reliability.md"]
fn soak_on_a_stub() {
    let folder = tempfile::tempdir().unwrap();
    let feed = folder.path().join("feed.jsonl");
    let mut out = BufWriter::new(File::create(&feed).unwrap());
    let mut dice = Dice(8);
    let mut last = String::new();
    for number in 0..100_000 {
        if number % 50 != 49 {
            let sentences = 6 + dice.below(12);
            last = varied(&mut dice, sentences);
        }
        writeln!(out, "{}", json!({"text": last, "number": number})).unwrap();
    }
    out.into_inner().unwrap();
    let samples = watched(folder.path(), &feed, Some(stub::model()), 1000);
    judge("100,000 made-up articles on a stub of the model", &samples, 100_000);
}

/// 5,000 beginnings of real articles, each with a sentence of its own, on the model that ships.
#[test]
#[ignore = "takes minutes, and wants WIREDESK_DATA; see docs/reliability.md"]
fn soak_on_the_model() {
    let Some(data) = std::env::var_os("WIREDESK_DATA") else {
        println!("SKIPPED: WIREDESK_DATA is not set");
        return;
    };
    let texts: Vec<String> = walkdir::WalkDir::new(Path::new(&data).join("articles"))
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "txt"))
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .collect();
    assert!(!texts.is_empty(), "no articles in {}", data.display());
    let folder = tempfile::tempdir().unwrap();
    let feed = folder.path().join("feed.jsonl");
    let mut out = BufWriter::new(File::create(&feed).unwrap());
    let mut dice = Dice(8);
    for number in 0..5000 {
        let text = &texts[number % texts.len()];
        let end = text.floor_char_boundary(1500);
        let text = format!("{}\n\n{}", article(&mut dice, 1), &text[..end]);
        writeln!(out, "{}", json!({"text": text})).unwrap();
    }
    out.into_inner().unwrap();
    let samples = watched(folder.path(), &feed, None, 250);
    judge("5,000 beginnings of real articles on the model that ships", &samples, 5000);
}
