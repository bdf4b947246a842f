//! Many workers: none may wait for another.

use std::convert::Infallible;
use std::num::NonZeroUsize;

use wiredesk::article::Format;
use wiredesk::article::Source;
use wiredesk::article::read::{Document, Failure, FailureKind};
use wiredesk::{Desk, pipeline};

use crate::harness::SENTENCE;

/// A worker that waits for the engine's own thread must not take up another worker's loop
/// meanwhile: that loop waits for articles, and the first article for the loop. It happened where
/// a worker was still to be started when another's first article was already at the engine, so
/// the start is tried many times.
#[test]
fn workers_start_beside_each_other_not_inside() {
    let desk = Desk::open().unwrap();
    let threads = NonZeroUsize::new(4).unwrap();
    for _ in 0..100 {
        let documents =
            (0..6).map(|n| Ok(Document::from_text(&n.to_string(), SENTENCE.into(), Format::Txt)));
        let mut written = 0;
        let result = pipeline::run(&desk, threads, documents, |output| {
            assert!(output.failure.is_none());
            written += 1;
            Ok::<(), Infallible>(())
        });
        assert!(result.is_ok());
        assert_eq!(written, 6);
    }
}

/// What a run writes that may not wait for its articles is the beginning of what it would have written.
#[test]
fn from_the_first_article_that_is_given_up_on_nothing_is_written() {
    let desk = Desk::open().unwrap();
    let failed = |name: &str| {
        let source = Box::new(Source::new(name.to_owned()));
        Err(Failure { source, kind: FailureKind::Empty, message: "nothing".to_owned() })
    };
    let article = || Ok(Document::from_text("b", SENTENCE.into(), Format::Txt));
    for (gives_up, count) in [(true, 1), (false, 4)] {
        let documents = [failed("a"), article(), failed("c"), article()].into_iter();
        let mut written = 0;
        let result = pipeline::run_until(&desk, NonZeroUsize::MIN, documents, &|| gives_up, |_| {
            written += 1;
            Ok::<(), Infallible>(())
        });
        assert!(result.is_ok());
        assert_eq!(written, count);
    }
}
