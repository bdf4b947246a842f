//! Drops of made-up articles, runs over them, and what they leave behind.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::stub;

/// A random number that is the same on every run (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Less than `most`.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most as u64).unwrap()
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// One made-up article of `sentences` sentences.
pub fn article(dice: &mut Dice, sentences: usize) -> String {
    const WHO: [&str; 8] = [
        "Lazarus Group",
        "A ransomware gang",
        "Seoul",
        "The US Treasury",
        "Kimsuky",
        "An exchange",
        "The Brightmoor clinic",
        "North Korean hackers",
    ];
    const DID: [&str; 8] = [
        "stole",
        "denied having lost",
        "is suspected of taking",
        "demanded",
        "paid",
        "laundered",
        "reported the theft of",
        "seized",
    ];
    const WHAT: [&str; 6] = [
        "about $600 million",
        "58 bitcoin",
        "3,000 patient records",
        "source code",
        "the passwords of 41 firms",
        "1.2 trillion won",
    ];
    const WHEN: [&str; 6] =
        ["on Thursday", "in March 2024", "last year", "since 2019", "two weeks later", "on May 3"];
    let mut text = format!("{} {} {}\n\n", dice.pick(&WHO), dice.pick(&DID), dice.pick(&WHAT));
    for n in 0..sentences {
        let (who, did, what, when) =
            (dice.pick(&WHO), dice.pick(&DID), dice.pick(&WHAT), dice.pick(&WHEN));
        let number = dice.below(10_000);
        write!(text, "{who} {did} {what} {when}, said report {number}. ").unwrap();
        if n % 4 == 3 {
            text.push_str("\n\n");
        }
    }
    text
}

/// Appends a line of JSON.
pub fn add_line(lines: &mut String, value: &Value) {
    writeln!(lines, "{value}").unwrap();
}

/// A drop of `count` articles in `dir/drop`: text, HTML and JSONL, some of them equal, some of them
/// faulty.
pub fn drop_of(dir: &Path, count: usize) {
    let mut dice = Dice(8);
    let drop = dir.join("drop");
    fs::create_dir_all(&drop).unwrap();
    let mut lines = String::new();
    let mut last = String::new();
    for n in 0..count {
        let length = 1 + dice.below(6);
        let text = if n % 17 == 16 { last.clone() } else { article(&mut dice, length) };
        match n % 10 {
            3 => fs::write(drop.join(format!("{n:04}.txt")), "").unwrap(),
            7 => {
                let page =
                    format!("<html><body><p>{}</p></body></html>", text.replace("\n\n", "<p>"));
                fs::write(drop.join(format!("{n:04}.html")), page).unwrap();
            }
            8 => add_line(&mut lines, &json!({"text": text, "n": n})),
            9 if n % 30 == 9 => lines.push_str("{not json\n"),
            _ => fs::write(drop.join(format!("{n:04}.txt")), &text).unwrap(),
        }
        last = text;
    }
    fs::write(drop.join("feed.jsonl"), lines).unwrap();
}

/// `wiredesk annotate ARGS` in `dir`, with the stub.
pub fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wiredesk"));
    command.arg("annotate").args(args).arg("--model").arg(stub::model()).current_dir(dir);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("WIREDESK_MODELS");
    command
}

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

pub fn finish(mut command: Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn run(dir: &Path, args: &[&str]) -> Run {
    finish(command(dir, args))
}

/// The files of an output `name` in `dir`, with their bytes, in order: not its state.
pub fn files(dir: &Path, name: &str) -> Vec<(String, Vec<u8>)> {
    let stem = name.split('.').next().unwrap();
    let mut found: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(stem))
        .collect();
    found.sort();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    found.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// Fails with the names and lengths only: the bytes would fill the screen.
pub fn assert_same(found: &[(String, Vec<u8>)], expected: &[(String, Vec<u8>)], told: &str) {
    let lengths = |files: &[(String, Vec<u8>)]| {
        files.iter().map(|(name, bytes)| format!("{name}: {}", bytes.len())).collect::<Vec<_>>()
    };
    assert_eq!(lengths(found), lengths(expected), "{told}");
    assert!(found == expected, "{told}: other bytes");
}
