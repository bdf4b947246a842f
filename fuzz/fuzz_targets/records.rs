//! Any bytes as records to export: rows that fit their tables, and every other form, or a message.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use wiredesk::export::records::Records;
use wiredesk::export::{brat, conll, stix, web_annotation};
use wiredesk::output::Target;
use wiredesk::tables::{Cell, Table, rows};

fuzz_target!(|bytes: &[u8]| {
    let dir = tempfile::tempdir().expect("a folder for the file");
    let path = dir.path().join("a.jsonl");
    fs::write(&path, bytes).expect("the file is written");
    let records = || Records::open([path.clone()]);
    for item in records() {
        if let Ok(line) = &item.content {
            rows(item.article, line, &mut |table: Table, cells: &[Cell<'_>]| {
                assert_eq!(cells.len(), table.columns().len());
            });
        }
    }
    let target = Target::File(dir.path().join("out"));
    stix::write(records(), &target, |_| {}).expect("a bundle");
    conll::write(records(), &target, |_| {}).expect("columns");
    web_annotation::write(records(), &target, |_| {}).expect("a page");
    brat::write(records(), &dir.path().join("brat"), |_| {}).expect("a folder");
});
