//! The steps without the encoder, each by itself, on our own sample articles:
//!
//! ```text
//! cargo bench --bench micro
//! ```

use std::fs;
use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use wiredesk::article::{Format, clean};
use wiredesk::extract::actors::actors;
use wiredesk::extract::amounts::amounts;
use wiredesk::extract::dates::dates;
use wiredesk::extract::story::{Story, StorySentence};
use wiredesk::extract::{Mention, account, entities};
use wiredesk::model::bundle::{TOKENIZER, default_dir};
use wiredesk::model::{Card, tokens::PieceMaker};
use wiredesk::taxonomy::ThreatType;
use wiredesk::text::{Span, sentences, words};

fn main() {
    divan::main();
}

/// An article of `seeds/`.
fn page(name: &str) -> (String, Format) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    (fs::read_to_string(path).unwrap(), Format::from_ending(ending).unwrap())
}

/// The text of an article and its sentences.
fn cut(name: &str) -> (String, Vec<Span>) {
    let (page, format) = page(name);
    let article = clean(&page, format.markup());
    let text = article.view.text().to_owned();
    let sentences = article
        .stretches
        .iter()
        .flat_map(|s| sentences(s.of(&text)).into_iter().map(|inner| inner.shift(s.start())))
        .collect();
    (text, sentences)
}

const PAGES: [&str; 3] = [
    "hospital-ransomware-wave.html",
    "mixers-laundering-trail.md",
    "crypto-heists-panel-report.txt",
];

#[divan::bench(args = PAGES)]
fn cleaning(bencher: Bencher, name: &str) {
    let (page, format) = page(name);
    let bytes = BytesCount::of_str(&page);
    bencher.counter(bytes).bench(|| clean(black_box(&page), format.markup()));
}

#[divan::bench(args = PAGES)]
fn segmentation(bencher: Bencher, name: &str) {
    let (text, _) = cut(name);
    bencher.counter(BytesCount::of_str(&text)).bench(|| sentences(black_box(&text)));
}

#[divan::bench(args = PAGES)]
fn tokenisation_words(bencher: Bencher, name: &str) {
    let (text, _) = cut(name);
    bencher.counter(BytesCount::of_str(&text)).bench(|| words(black_box(&text)));
}

#[divan::bench(args = PAGES)]
fn tokenisation_pieces(bencher: Bencher, name: &str) {
    let (text, _) = cut(name);
    let words: Vec<&str> = words(&text).into_iter().map(|word| word.of(&text)).collect();
    let card = Card::read(&default_dir().unwrap()).unwrap();
    let mut maker = PieceMaker::new(&card.load(TOKENIZER).unwrap(), "[UNK]").unwrap();
    let bytes = BytesCount::of_str(&text);
    bencher.counter(bytes).bench_local(|| maker.pieces([words.iter().copied()]).unwrap());
}

#[divan::bench(args = PAGES)]
fn amounts_and_dates(bencher: Bencher, name: &str) {
    let (text, sentences) = cut(name);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        for sentence in &sentences {
            black_box((amounts(sentence.of(&text)), dates(sentence.of(&text), None)));
        }
    });
}

/// The words of each sentence, in the text.
fn words_of(text: &str, sentences: &[Span]) -> Vec<Vec<Span>> {
    let inside = |s: &Span| words(s.of(text)).into_iter().map(|w| w.shift(s.start())).collect();
    sentences.iter().map(inside).collect()
}

/// What the knowledge tables find without the model, and who it is.
#[divan::bench(args = PAGES)]
fn linking(bencher: Bencher, name: &str) {
    let (text, sentences) = cut(name);
    let cut = words_of(&text, &sentences);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let found: Vec<Mention> =
            cut.iter().flat_map(|words| entities(&text, words, Vec::new())).collect();
        actors(&text, black_box(&found))
    });
}

/// Who says what and who did it, over what the tables find: every sentence is read, as if the model
/// had seen a threat in each.
#[divan::bench(args = PAGES)]
fn statements_and_events(bencher: Bencher, name: &str) {
    let (text, sentences) = cut(name);
    let cut = words_of(&text, &sentences);
    let mentions: Vec<Mention> =
        cut.iter().flat_map(|words| entities(&text, words, Vec::new())).collect();
    let actors = actors(&text, &mentions);
    let read: Vec<StorySentence> = sentences
        .iter()
        .zip(&cut)
        .map(|(span, words)| StorySentence {
            span: *span,
            words,
            threats: vec![(ThreatType::GeneralCyberThreat, 1.0)],
            told: None,
        })
        .collect();
    let (amounts, dates) = (&[], &[]);
    let story = Story {
        text: &text,
        sentences: &read,
        mentions: &mentions,
        amounts,
        dates,
        actors: &actors,
    };
    bencher.counter(BytesCount::of_str(&text)).bench(|| account(black_box(story)));
}
