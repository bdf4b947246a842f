//! `wiredesk bench`.

use std::fmt::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;
use std::time::Instant;

use clap::Args;
use serde_json::{Value, json};
use wiredesk::article::read::ReadOptions;
use wiredesk::bench::rates::{Rate, rate};
use wiredesk::bench::stages::{Stage, Stages, stages};
use wiredesk::bench::{Settings, processor};
use wiredesk::model::engine::EngineName;
use wiredesk::{Desk, Options};

use super::args::ModelArgs;
use super::progress::counted;
use super::{Fatal, choice, complain, number, print};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wiredesk bench drop/
  wiredesk bench drop/ --threads 1,2,4 --passes 5
  wiredesk bench drop/ --json > bench.json

Reads and annotates everything in every pass, as `annotate` does, and writes the records to a \
temporary file. Stages are timed on one thread. Peak memory includes the model, and is told on Linux \
only. Let nothing else run beside it.")]
pub struct BenchArgs {
    /// Files and folders (recursively, in a stable order)
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Numbers of threads to try, at most one a core [default: 1, 2, 4, ... up to the cores]
    #[arg(short = 'j', long, value_name = "N,...", value_delimiter = ',', value_parser = number::some::<NonZeroUsize>)]
    pub threads: Vec<NonZeroUsize>,

    /// Passes over everything that count
    #[arg(long, value_name = "N", value_parser = number::some::<NonZeroUsize>, default_value = "3")]
    pub passes: NonZeroUsize,

    /// Passes before them, which do not
    #[arg(long, value_name = "N", value_parser = number::whole::<usize>, default_value_t = 1)]
    pub warm_up: usize,

    /// Engines to compare
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', default_value = "rten")]
    pub engine: Vec<EngineName>,

    #[command(flatten)]
    pub model: ModelArgs,

    /// Print JSON instead of tables
    #[arg(long)]
    pub json: bool,
}

/// Times the stages, then the whole on each number of threads.
pub fn run(args: &BenchArgs) -> Result<u8, Fatal> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("standard input can be read once only: give files or folders".into());
    }
    let cores = available_parallelism()?;
    let threads = threads(args, cores)?;
    let settings = Settings {
        paths: args.paths.clone(),
        read: ReadOptions::default(),
        passes: args.passes,
        warm_up: args.warm_up,
    };
    let engines = args.engine.iter().map(|engine| measure(args, *engine, &settings, &threads));
    let engines = engines.collect::<Result<Vec<_>, _>>()?;
    let run = Run { args, cores: cores.get(), engines };
    print(&if args.json { format!("{:#}\n", run.as_json()) } else { run.as_text() })
}

/// Measures one engine. Its model is gone before the next one is loaded, so that the peaks of
/// memory can be compared.
fn measure(
    args: &BenchArgs,
    name: EngineName,
    settings: &Settings,
    threads: &[NonZeroUsize],
) -> Result<Engine, Fatal> {
    let start = Instant::now();
    let desk = Desk::with_model(&choice::model(&args.model, name)?, Options::default())?;
    let load = start.elapsed().as_secs_f64();
    let stages = stages(&desk, settings)?;
    if stages.articles == 0 {
        let why = stages.failure.unwrap_or_else(|| "nothing is in there".to_owned());
        return Err(format!("no article could be read, so there is nothing to time: {why}").into());
    }
    if let Some(first) = &stages.failure {
        let failed = stages.failed;
        let failed = counted(failed as u64, "article");
        complain(&format!("not counted, since they failed: {failed}, the first: {first}"));
    }
    let rates = threads.iter().map(|n| rate(&desk, settings, *n)).collect::<Result<_, _>>()?;
    let card = &desk.model().card;
    let model = [&card.name, &card.version, &card.digest].map(Clone::clone);
    Ok(Engine { name, model, load, stages, rates })
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

struct Engine {
    name: EngineName,
    /// Name, version and digest of the model.
    model: [String; 3],
    /// Seconds to load and check the model.
    load: f64,
    stages: Stages,
    rates: Vec<Rate>,
}

struct Run<'a> {
    args: &'a BenchArgs,
    cores: usize,
    engines: Vec<Engine>,
}

impl Run<'_> {
    fn as_text(&self) -> String {
        let mut out = String::new();
        let processor = processor().unwrap_or_else(|| "unknown processor".to_owned());
        let facts = [
            ("program", format!("wiredesk {}", env!("CARGO_PKG_VERSION"))),
            ("machine", format!("{processor}, {} cores", self.cores)),
            (
                "passes",
                format!("{}, and {} before them to warm up", self.args.passes, self.args.warm_up),
            ),
        ];
        for (name, value) in facts {
            let _ = writeln!(out, "{name:<12}{value}");
        }
        for Engine { name, model: [model, of, digest], load, stages, rates } in &self.engines {
            let Stages { articles, words, tokens, bytes, seconds, .. } = stages;
            let _ = writeln!(
                out,
                "{:<12}{}\n{:<12}{model} {of} ({}), loaded in {load:.2} s",
                "engine",
                name.version(),
                "model",
                &digest[..12],
            );
            let _ = writeln!(
                out,
                "{:<12}{articles} with {words} words, {tokens} tokens, {bytes} bytes\n",
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
        let engines: Vec<Value> = self.engines.iter().map(Engine::as_json).collect();
        json!({
            "wiredesk": env!("CARGO_PKG_VERSION"),
            "machine": {"processor": processor(), "cores": self.cores},
            "passes": self.args.passes,
            "warm_up": self.args.warm_up,
            "engines": engines,
        })
    }
}

impl Engine {
    fn as_json(&self) -> Value {
        let Stages { articles, failed, words, tokens, bytes, seconds, .. } = &self.stages;
        let [name, version, digest] = &self.model;
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
            "engine": self.name.version(),
            "model": {"name": name, "version": version, "digest": digest},
            "load_seconds": self.load,
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
