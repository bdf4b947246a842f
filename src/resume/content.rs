//! What failed, by its bytes: a file that was written anew and fails as before is another failure,
//! one that is only met again is none. For a run that meets the same file again and again.

use std::fs::{self, File};
use std::io::{self, Read};

use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::article::Source;

/// Bytes of a file that are looked at, besides its length. Articles are shorter unless that is
/// asked for, and what is dropped may be anything.
const MOST: u64 = 16 << 20;

/// A digest of what failed, by its error record: of the record's source and, where that is a whole
/// file, of what the file holds now. A line or row is told apart by what its record says of it.
pub(super) fn of_failure(json: &str) -> Option<[u8; 32]> {
    #[derive(Deserialize)]
    struct Head<'r> {
        #[serde(borrow)]
        source: &'r RawValue,
    }
    let Head { source } = serde_json::from_str(json).ok()?;
    let Source { path, item, .. } = serde_json::from_str(source.get()).ok()?;
    let mut digest = Sha256::new_with_prefix(source.get());
    if item.is_none() {
        // What cannot be read stays the same for as long as it cannot be.
        let _ = add_file(&path, &mut digest);
    }
    Some(digest.finalize().into())
}

fn add_file(path: &str, digest: &mut Sha256) -> io::Result<()> {
    let about = fs::metadata(path)?;
    // Opening a pipe would wait for somebody to write.
    if !about.is_file() {
        return Ok(());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
    digest.update(about.len().to_le_bytes());
    digest.update(bytes);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_bytes_and_a_line_by_its_record() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        let of = |path: &str, more: &str| {
            let path = serde_json::to_string(path).unwrap();
            let json =
                format!("{{\"source\":{{\"path\":{path},\"fields\":{{}}{more}}},\"error\":0}}");
            of_failure(&json).unwrap()
        };
        let written = |bytes: &str, more: &str| {
            fs::write(&path, bytes).unwrap();
            of(path.to_str().unwrap(), more)
        };
        let item = |n: u8| format!(",\"item\":{n}");
        assert_eq!(written("one", ""), written("one", ""));
        assert_ne!(written("one", ""), written("two", ""));
        assert_eq!(written("one", &item(1)), written("two", &item(1)));
        assert_ne!(written("one", &item(1)), written("one", &item(2)));
        assert_eq!(of("nowhere", ""), of("nowhere", ""));
        assert_eq!(of_failure("{}"), None);
    }
}
