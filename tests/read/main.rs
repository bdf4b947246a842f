//! Reading over real folders: every good input comes out as it went in, every bad one as a failure
//! that says so and costs no other article.

mod containers;
mod files;
mod properties;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use tempfile::TempDir;
use wiredesk::article::read::{Document, Failure, Inputs, ReadOptions};

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn read_with(paths: &[PathBuf], options: ReadOptions) -> Vec<Result<Document, Failure>> {
    let mut inputs = Inputs::scan(paths, options);
    let total = inputs.total_bytes();
    let all = inputs.by_ref().collect();
    assert_eq!(inputs.bytes_done().load(Ordering::Relaxed), total);
    all
}

fn read(path: impl AsRef<Path>) -> Vec<Result<Document, Failure>> {
    read_with(&[path.as_ref().to_owned()], ReadOptions::default())
}

/// Reads a file of this name and content.
fn read_file(name: &str, bytes: &[u8]) -> Vec<Result<Document, Failure>> {
    read(folder(&[(name, bytes)]).path().join(name))
}

fn failure(name: &str, bytes: &[u8]) -> Failure {
    let mut all = read_file(name, bytes);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).unwrap_err()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What a run gives, in short: the text, or the item and kind of the failure.
fn short(all: &[Result<Document, Failure>]) -> Vec<String> {
    let item = |item: Option<u64>| item.map_or(String::new(), |item| format!("{item} "));
    all.iter()
        .map(|one| match one {
            Ok(document) => format!("{}{}", item(document.source.item), document.text),
            Err(failure) => format!("{}!{}", item(failure.source.item), failure.kind),
        })
        .collect()
}
