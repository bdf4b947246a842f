//! Sentence and word cases, written by hand before the code was run on them: each marks where it
//! is to be cut, so that a failure shows the text as it should be beside what came out.

use std::fmt::Write as _;
use wiredesk::text::{Span, sentences, words};

/// The text of a case and where its marks stand.
fn parse(case: &str) -> (String, Vec<usize>) {
    let (mut text, mut marks) = (String::new(), vec![]);
    for c in case.chars() {
        if c == '|' { marks.push(text.len()) } else { text.push(c) }
    }
    (text, marks)
}

/// `text` with "|" at `marks` and its line ends visible.
fn marked(text: &str, marks: &[usize]) -> String {
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        if marks.contains(&at) {
            out.push('|');
        }
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            _ => out.push(c),
        }
    }
    out
}

fn sentence_starts(text: &str) -> Vec<usize> {
    sentences(text).iter().skip(1).map(|s| s.start()).collect()
}

/// Runs `cases` and says of all that fail, not of the first only.
fn check(cases: &[String], found: impl Fn(&str) -> Vec<usize>) {
    let (mut report, mut failed) = (String::new(), 0);
    for case in cases {
        let (text, marks) = parse(case);
        let found = found(&text);
        if found != marks {
            failed += 1;
            let (want, got) = (marked(&text, &marks), marked(&text, &found));
            writeln!(report, "want {want}\n got {got}\n").unwrap();
        }
    }
    assert!(failed == 0, "{failed} of {} cases fail:\n\n{report}", cases.len());
}

fn lines_of(file: &str) -> Vec<String> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(|line| line.replace("\\n", "\n").replace("\\f", "\u{c}"))
        .collect()
}

fn line_cases() -> Vec<String> {
    lines_of(include_str!("text/sentences.txt"))
}

fn block_cases() -> Vec<String> {
    let file = include_str!("text/blocks.txt");
    let blocks = file.split("\n==== ").skip(1);
    blocks.map(|block| block.split_once('\n').unwrap().1.to_owned()).collect()
}

fn with_crlf(cases: Vec<String>) -> Vec<String> {
    cases.into_iter().map(|case| case.replace('\n', "\r\n")).collect()
}

#[test]
fn sentences_of_one_line() {
    let cases = line_cases();
    assert!(cases.len() >= 120);
    check(&cases, sentence_starts);
}

#[test]
fn sentences_of_blocks() {
    check(&block_cases(), sentence_starts);
}

#[test]
fn line_ends_of_two_bytes_change_nothing() {
    check(&with_crlf(line_cases()), sentence_starts);
    check(&with_crlf(block_cases()), sentence_starts);
}

/// The cases that are prose, each a paragraph, wrapped at 72 columns: the cuts stay.
#[test]
fn wrapping_prose_changes_nothing() {
    let prose = line_cases().into_iter().filter(|case| {
        let lower = case.chars().filter(|c| c.is_lowercase()).count();
        !case.contains(['\n', '\u{c}']) && case.trim() == case && lower > case.len() / 2
    });
    let mut text = String::new();
    for case in prose {
        let mut column = 0;
        for word in case.split(' ') {
            let len = word.chars().filter(|c| *c != '|').count();
            if column + len > 72 {
                text.push('\n');
                column = 0;
            } else if column > 0 {
                text.push(' ');
            }
            text.push_str(word);
            column += len + 1;
        }
        text.push_str("\n\n|");
    }
    check(&[text.trim_end_matches('|').to_owned()], sentence_starts);
}

#[test]
fn words_of_sentences() {
    let cases = lines_of(include_str!("text/words.txt"));
    assert!(cases.len() >= 60);
    let cuts = |text: &str| {
        let found = words(text);
        let touching = found.windows(2).filter(|pair| pair[0].end() == pair[1].start());
        touching.map(|pair: &[Span]| pair[1].start()).collect()
    };
    // A mark beside a space says nothing that the space does not.
    let cases: Vec<String> =
        cases.iter().map(|case| case.replace("| ", " ").replace(" |", " ")).collect();
    check(&cases, cuts);
}
