//! Many articles at once: one worker a core, output in input order, bounded memory.
//!
//! The calling thread reads and writes; the workers annotate. At most [`IN_FLIGHT`] articles a
//! worker are between the two, however many there are and however slow one of them is.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError, mpsc};

use rayon::{ThreadPool, ThreadPoolBuilder};
use serde_json::value::RawValue;

use crate::article::read::{Document, Failure, FailureKind};
use crate::desk::{Desk, Worker};
use crate::duplicates::Signature;
use crate::limits::GiveUp;
use crate::record::Line;
use crate::resume::Key;
use crate::taxonomy::NotRead;

/// Articles read but not yet written, for each worker: enough that none waits while a long article
/// holds back the output.
const IN_FLIGHT: usize = 16;

/// Stack of a worker. Pages nest deeper than threads are made for.
const STACK: usize = 16 << 20;

/// One article's line, ready to be written.
#[derive(Clone, Debug)]
pub struct Output {
    /// The record or error record as JSON.
    pub json: Box<RawValue>,
    /// Where an article failed: its place and the reason, for a person.
    pub failure: Option<String>,
    /// Why the model has not read the article, if it has not.
    pub not_read: Option<NotRead>,
    /// Whether it was read and has no text: a page that needs a browser, or an empty one.
    pub no_text: bool,
    /// What makes it the same as another.
    pub key: Key,
    /// By which copies are found, where the options ask for it and the article is long enough.
    pub signature: Option<Box<Signature>>,
}

impl From<Line> for Output {
    fn from(line: Line) -> Self {
        Self::new(&line, None)
    }
}

impl Output {
    fn new(line: &Line, signature: Option<Signature>) -> Self {
        let failure = match line {
            Line::Article(_) => None,
            Line::Error(error) => {
                let source = &error.source;
                let item = source.item.map_or(String::new(), |item| format!(":{item}"));
                Some(format!("{}{item}: {}", source.path, error.error.message))
            }
        };
        let not_read = match line {
            Line::Article(record) => record.not_read,
            Line::Error(_) => None,
        };
        let no_text = match line {
            Line::Article(record) => record.article.is_empty() && record.not_read.is_none(),
            Line::Error(_) => false,
        };
        let key = Key::of_line(line).expect("a record's id is a digest");
        let signature = signature.map(Box::new);
        Self { json: line.to_json(), failure, not_read, no_text, key, signature }
    }
}

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E> {
    /// The threads could not be started.
    #[error("cannot start the worker threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// The output was refused.
    #[error(transparent)]
    Write(E),
}

/// Annotates `documents` on `threads` threads and gives every line to `write`, in input order, on
/// the calling thread.
///
/// # Errors
/// If the threads cannot be started, or as soon as `write` fails.
pub fn run<E>(
    desk: &Desk,
    threads: NonZeroUsize,
    documents: impl Iterator<Item = Result<Document, Failure>>,
    write: impl FnMut(Output) -> Result<(), E>,
) -> Result<(), RunError<E>> {
    run_until(desk, threads, documents, &|| false, write)
}

/// The same, given up once `give_up` is true, which is asked where the time of an article is looked at.
/// The first article that was not done, and all behind it, are not written then: what is written is the
/// beginning of what would have been.
///
/// # Errors
/// As [`run`].
pub fn run_until<E>(
    desk: &Desk,
    threads: NonZeroUsize,
    documents: impl Iterator<Item = Result<Document, Failure>>,
    give_up: &(dyn Fn() -> bool + Sync),
    write: impl FnMut(Output) -> Result<(), E>,
) -> Result<(), RunError<E>> {
    let pool: ThreadPool = ThreadPoolBuilder::new()
        .num_threads(threads.get())
        .stack_size(STACK)
        .thread_name(|at| format!("worker {at}"))
        .build()?;
    let (jobs, waiting) = mpsc::channel::<(usize, Document)>();
    let waiting = Mutex::new(waiting);
    let (done, results) = mpsc::channel::<(usize, Option<Output>)>();
    let give_up = GiveUp(give_up);
    pool.in_place_scope(|scope| {
        // Broadcast, not spawned: while a worker waits for the engine's own thread, rayon has it take
        // up other jobs of this pool, and a worker inside a worker would wait for it for ever.
        let (queue, answer) = (&waiting, done);
        scope.spawn_broadcast(move |_, _| work(desk, give_up, queue, &answer));
        let capacity = threads.get() * IN_FLIGHT;
        // Ends of channels that live on here would keep the workers waiting.
        let result = feed(desk, capacity, documents, &jobs, &results, write);
        drop(jobs);
        result
    })
    .map_err(RunError::Write)
}

/// Reads ahead up to `capacity` articles, and writes what is done in the order in which it was
/// read, up to the first that was given up.
fn feed<E>(
    desk: &Desk,
    capacity: usize,
    mut documents: impl Iterator<Item = Result<Document, Failure>>,
    jobs: &mpsc::Sender<(usize, Document)>,
    results: &mpsc::Receiver<(usize, Option<Output>)>,
    mut write: impl FnMut(Output) -> Result<(), E>,
) -> Result<(), E> {
    let mut early: BTreeMap<usize, Option<Output>> = BTreeMap::new();
    let (mut read, mut written) = (0, 0);
    let mut more = true;
    loop {
        while more && read - written < capacity {
            match documents.next() {
                Some(Ok(document)) => {
                    jobs.send((read, document)).expect("the workers wait for articles");
                }
                Some(Err(failure)) => {
                    early.insert(read, Some(desk.error(failure).into()));
                }
                None => {
                    more = false;
                    break;
                }
            }
            read += 1;
        }
        if read == written {
            return Ok(());
        }
        while !early.contains_key(&written) {
            let (at, output) = results.recv().expect("a worker answers every article");
            early.insert(at, output);
        }
        while let Some(output) = early.remove(&written) {
            let Some(output) = output else { return Ok(()) };
            write(output)?;
            written += 1;
        }
    }
}

/// Annotates what is waiting until nothing more comes.
fn work(
    desk: &Desk,
    give_up: GiveUp,
    waiting: &Mutex<mpsc::Receiver<(usize, Document)>>,
    done: &mpsc::Sender<(usize, Option<Output>)>,
) {
    // Made with the first article: where there are fewer of them than threads, no engine is idle.
    let mut worker = None;
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((at, document)) = next else { return };
        let made = worker.get_or_insert_with(|| desk.worker_until(give_up));
        let output = annotate(desk, give_up, made, document)
            .map(|(line, signature)| Output::new(&line, signature));
        // Nobody listens any more once the output has failed.
        if done.send((at, output)).is_err() {
            return;
        }
    }
}

/// Annotates one article. A panic is a fault of ours, but it must not take the run with it: the
/// article gets an error record and the worker is made anew.
fn annotate<'d>(
    desk: &'d Desk,
    give_up: GiveUp<'d>,
    worker: &mut Worker<'d>,
    document: Document,
) -> Option<(Line, Option<Signature>)> {
    let source = document.source.clone();
    catch_unwind(AssertUnwindSafe(|| worker.annotate_signed(document))).unwrap_or_else(|panic| {
        *worker = desk.worker_until(give_up);
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
        let message = format!("wiredesk failed on this article ({said}); please report it");
        let kind = FailureKind::Internal;
        Some((desk.error(Failure { source: Box::new(source), kind, message }), None))
    })
}
