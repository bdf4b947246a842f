//! Any page, in any markup: stretches and blocks lie where they should, and map to the source.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wiredesk::article::{Markup, clean};

fuzz_target!(|input: (u8, &str)| {
    let (markup, text) = input;
    let markup = [Markup::Plain, Markup::Markdown, Markup::Html][usize::from(markup) % 3];
    let article = clean(text, markup);
    let view = article.view.text();
    let mut end = 0;
    for stretch in &article.stretches {
        assert!(end <= stretch.start() && stretch.end() <= view.len());
        assert_eq!(stretch.trim(view), *stretch);
        end = stretch.end();
    }
    for block in &article.blocks {
        assert!(article.stretches.iter().any(|stretch| stretch.contains(*block)));
        let source = article.view.to_source(*block).expect("a block comes from the page");
        assert!(!source.of(text).is_empty());
    }
});
