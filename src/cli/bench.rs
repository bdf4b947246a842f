//! `wiredesk bench`.

use std::fmt::Write;
use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Instant;

use serde_json::{Value, json};
use wiredesk::article::read::ReadOptions;
use wiredesk::bench::rates::{Rate, rate};
use wiredesk::bench::stages::{Stage, Stages, stages};
use wiredesk::bench::{Settings, processor};
use wiredesk::model::bundle::default_dir;
use wiredesk::model::engine::Rten;
use wiredesk::{Desk, Options};

use super::args::BenchArgs;
use super::{Fatal, complain, print};

/// Times the stages, then the whole on each number of threads.
pub fn run(args: &BenchArgs) -> Result<u8, Fatal> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("standard input can be read once only: give files or folders".into());
    }
    let cores = available_parallelism()?;
    let threads = threads(args, cores)?;
    let dir = args.model.clone().map_or_else(default_dir, Ok)?;
    let start = Instant::now();
    let desk = Desk::new(&dir, Options::default())?;
    let load = start.elapsed().as_secs_f64();
    let settings = Settings {
        paths: args.paths.clone(),
        read: ReadOptions::default(),
        passes: args.passes,
        warm_up: args.warm_up,
    };
    let mut engines = Vec::new();
    for engine in &args.engine {
        let stages = stages(&desk, &settings)?;
        if stages.articles == 0 {
            let failed = stages.failed;
            return Err(format!("no article could be read ({failed} failed): try annotate").into());
        }
        if stages.failed > 0 {
            complain(&format!("{} articles failed and are not counted", stages.failed));
        }
        let rates = threads.iter().map(|n| rate(&desk, &settings, *n));
        engines.push(Engine { name: engine, stages, rates: rates.collect::<Result<_, _>>()? });
    }
    let run = Run { args, desk: &desk, load, cores: cores.get(), engines };
    print(&if args.json { format!("{:#}\n", run.as_json()) } else { run.as_text() })
}

/// What was asked for, or 1, 2, 4, ... up to the cores. More threads than cores would only wait for
/// each other: an engine keeps to one thread, so threads times one must fit the cores.
fn threads(args: &BenchArgs, cores: NonZeroUsize) -> Result<Vec<NonZeroUsize>, String> {
    if let Some(many) = args.threads.iter().find(|n| **n > cores) {
        return Err(format!(
            "{many} threads with one thread each for the engine are more than the {cores} cores of \
             this machine: give at most {cores} with --threads"
        ));
    }
    if !args.threads.is_empty() {
        return Ok(args.threads.clone());
    }
    let doubled = std::iter::successors(Some(NonZeroUsize::MIN), |n| {
        n.checked_mul(NonZeroUsize::MIN.saturating_add(1))
    });
    let mut all: Vec<NonZeroUsize> = doubled.take_while(|n| *n < cores).collect();
    all.push(cores);
    Ok(all)
}

/// Refuses an engine that this program does not have.
pub fn engine_by_name(name: &str) -> Result<String, String> {
    match name {
        "rten" => Ok(name.to_owned()),
        _ => Err(format!("this program has no engine {name:?}; it has rten")),
    }
}

struct Engine<'a> {
    name: &'a str,
    stages: Stages,
    rates: Vec<Rate>,
}

struct Run<'a> {
    args: &'a BenchArgs,
    desk: &'a Desk,
    /// Seconds to load and check the model.
    load: f64,
    cores: usize,
    engines: Vec<Engine<'a>>,
}

impl Run<'_> {
    fn as_text(&self) -> String {
        let card = &self.desk.model().card;
        let mut out = String::new();
        let processor = processor().unwrap_or_else(|| "unknown processor".to_owned());
        let facts = [
            ("program", format!("wiredesk {}", env!("CARGO_PKG_VERSION"))),
            ("model", format!("{} {} ({})", card.name, card.version, &card.digest[..12])),
            ("loaded in", format!("{:.2} s", self.load)),
            ("machine", format!("{processor}, {} cores", self.cores)),
            (
                "passes",
                format!("{}, after {} that do not count", self.args.passes, self.args.warm_up),
            ),
        ];
        for (name, value) in facts {
            let _ = writeln!(out, "{name:<12}{value}");
        }
        for Engine { name, stages, rates } in &self.engines {
            let Stages { articles, words, tokens, bytes, seconds, .. } = stages;
            let _ = writeln!(
                out,
                "{:<12}{}\n{:<12}{articles} with {words} words, {tokens} tokens, {bytes} bytes\n",
                "engine",
                version(name),
                "articles",
            );
            let all: f64 = seconds.iter().sum();
            let _ = writeln!(out, "{:<12}{:>9}  {:>6}   one thread", "STAGE", "seconds", "share");
            for (stage, seconds) in Stage::ALL.iter().zip(seconds) {
                let share = 100.0 * seconds / all.max(1e-9);
                let _ = writeln!(out, "{:<12}{seconds:>9.3}  {share:>5.1}%", stage.name());
            }
            let _ = writeln!(
                out,
                "\n{:<12}{:>9}  {:>11}  {:>11}  {:>11}  {:>9}",
                "THREADS", "seconds", "articles/s", "words/s", "tokens/s", "peak MiB"
            );
            for rate in rates {
                let per = |count: &usize| rate.per_second(*count);
                let peak = rate.peak_memory.map_or("unknown".to_owned(), |b| (b >> 20).to_string());
                let _ = writeln!(
                    out,
                    "{:<12}{:>9.3}  {:>11.2}  {:>11.0}  {:>11.0}  {peak:>9}",
                    rate.threads,
                    wiredesk::bench::median(&rate.seconds),
                    per(articles),
                    per(words),
                    per(tokens),
                );
            }
        }
        out
    }

    fn as_json(&self) -> Value {
        let card = &self.desk.model().card;
        let engines: Vec<Value> = self.engines.iter().map(Engine::as_json).collect();
        json!({
            "wiredesk": env!("CARGO_PKG_VERSION"),
            "model": {"name": card.name, "version": card.version, "digest": card.digest},
            "load_seconds": self.load,
            "machine": {"processor": processor(), "cores": self.cores},
            "passes": self.args.passes,
            "warm_up": self.args.warm_up,
            "engines": engines,
        })
    }
}

impl Engine<'_> {
    fn as_json(&self) -> Value {
        let Stages { articles, failed, words, tokens, bytes, seconds } = &self.stages;
        let stages: serde_json::Map<String, Value> = Stage::ALL
            .iter()
            .zip(seconds)
            .map(|(stage, seconds)| (stage.name().to_owned(), (*seconds).into()))
            .collect();
        let rate = |rate: &Rate| {
            json!({
                "threads": rate.threads,
                "threads_of_engine": 1,
                "seconds": rate.seconds,
                "median_seconds": wiredesk::bench::median(&rate.seconds),
                "articles_per_second": rate.per_second(*articles),
                "words_per_second": rate.per_second(*words),
                "tokens_per_second": rate.per_second(*tokens),
                "peak_memory_bytes": rate.peak_memory,
            })
        };
        json!({
            "engine": version(self.name),
            "articles": articles,
            "failed": failed,
            "words": words,
            "tokens": tokens,
            "bytes": bytes,
            "stage_seconds": stages,
            "runs": self.rates.iter().map(rate).collect::<Vec<_>>(),
        })
    }
}

/// Name and version of an engine.
fn version(name: &str) -> &str {
    if name == "rten" { Rten::NAME } else { name }
}
