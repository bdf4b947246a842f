//! Digests of files as the hub names them.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use data_encoding::HEXLOWER;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// A digest that is still being taken.
pub(super) enum Running {
    /// Of a large file: over its content.
    Sha256(Sha256),
    /// Of a small one: Git's, over its size and its content.
    Git(Sha1),
}

impl Running {
    /// For a file that is to have the digest `named`; its length tells which kind it is.
    pub fn for_digest(named: &str, size: u64) -> Option<Self> {
        if !named.chars().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        match named.len() {
            64 => Some(Self::Sha256(Sha256::new())),
            40 => {
                let mut git = Sha1::new();
                git.update(format!("blob {size}\0"));
                Some(Self::Git(git))
            }
            _ => None,
        }
    }

    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(digest) => digest.update(bytes),
            Self::Git(digest) => digest.update(bytes),
        }
    }

    pub fn finish(self) -> String {
        match self {
            Self::Sha256(digest) => HEXLOWER.encode(&digest.finalize()),
            Self::Git(digest) => HEXLOWER.encode(&digest.finalize()),
        }
    }

    /// Takes in the whole of a file.
    pub fn file(&mut self, path: &Path) -> io::Result<u64> {
        let mut file = File::open(path)?;
        let mut buffer = vec![0; 1 << 16];
        let mut all = 0;
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                return Ok(all);
            }
            self.update(&buffer[..read]);
            all += read as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(kind: &str, bytes: &[u8]) -> String {
        let mut running = Running::for_digest(kind, bytes.len() as u64).unwrap();
        running.update(bytes);
        running.finish()
    }

    #[test]
    fn digests_are_those_of_sha256sum_and_of_git() {
        // printf 'hello\n' | sha256sum; printf 'hello\n' | git hash-object --stdin
        let sha256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
        let git = "ce013625030ba8dba906f756967f9e9ca394464a";
        assert_eq!(digest(sha256, b"hello\n"), sha256);
        assert_eq!(digest(git, b"hello\n"), git);
        for none in ["", "abc", &"g".repeat(64)] {
            assert!(Running::for_digest(none, 0).is_none(), "{none}");
        }
    }
}
