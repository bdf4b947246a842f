//! Any bytes as records to export: rows that fit their tables, and every other form, or a message.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use wiredesk::export::records::Records;
use wiredesk::export::{ExportError, Tally, brat, conll, stix, web_annotation};
use wiredesk::output::Target;
use wiredesk::tables::{Cell, Table, rows};

fuzz_target!(|bytes: &[u8]| {
    let dir = tempfile::tempdir().expect("a folder for the file");
    let path = dir.path().join("a.jsonl");
    fs::write(&path, bytes).expect("the file is written");
    let records = || Records::open([path.clone()]);
    for item in records() {
        let Ok(item) = item else { break };
        if let Ok(line) = &item.content {
            rows(item.article, line, &mut |table: Table, cells: &[Cell<'_>]| {
                assert_eq!(cells.len(), table.columns().len());
            });
        }
    }
    let target = Target::File(dir.path().join("out"));
    written(stix::write(records(), &target, |_| {}));
    written(conll::write(records(), &target, |_| {}));
    written(web_annotation::write(records(), &target, |_| {}));
    written(brat::write(records(), &dir.path().join("brat"), |_| {}));
});

/// An export is made, or it is the input that it is told off for.
fn written(made: Result<Tally, ExportError>) {
    match made {
        Ok(_) | Err(ExportError::Input { .. } | ExportError::NoRecord) => {}
        Err(error) => panic!("{error}"),
    }
}
