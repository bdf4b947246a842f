//! Models from a hub in the manner of Hugging Face, into the cache that its other clients use.
//!
//! This is the only part of wiredesk that ever opens a connection, and only `wiredesk models pull`
//! asks it to. The layout is theirs, so that a file is fetched once whoever needs it:
//!
//! ```text
//! HF_HOME/hub/models--OWNER--NAME/
//!     refs/main                     the commit that a branch stood at
//!     blobs/DIGEST                  a file's content: SHA-256 (large ones) or Git's SHA-1
//!     snapshots/COMMIT/config.json  a link to its blob
//! ```

#[cfg(feature = "hub")]
mod fetch;
mod files;
mod place;
#[cfg(feature = "hub")]
mod pull;
#[cfg(feature = "hub")]
mod routes;
mod verify;

use std::io;
use std::path::PathBuf;

pub use place::{Name, Place};
#[cfg(feature = "hub")]
pub use pull::{Progress, pull};
pub use verify::{Verdict, verify};

/// Why a model could not be fetched or checked.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// The name is none of a repository.
    #[error("{name:?} is no model of a hub: say OWNER/NAME or OWNER/NAME@REVISION")]
    Name {
        /// What was asked for.
        name: String,
    },
    /// Nothing may be fetched, and the cache does not have it.
    #[error(
        "{name} at {revision} is not in {}, and HF_HUB_OFFLINE forbids to fetch it: unset it, or \
         copy the folder from a machine that has it", cache.display()
    )]
    Offline {
        /// The model.
        name: String,
        /// The revision.
        revision: String,
        /// The cache.
        cache: PathBuf,
    },
    /// The hub does not have it, or does not show it.
    #[error("{url} answered {status}: {mend}")]
    Status {
        /// What was asked.
        url: String,
        /// Number of the answer.
        status: u16,
        /// What to do.
        mend: &'static str,
    },
    /// The connection failed.
    #[error("cannot reach {url}: {why}; check the connection, HF_ENDPOINT and HTTPS_PROXY")]
    Connection {
        /// What was asked.
        url: String,
        /// Why.
        why: String,
    },
    /// An answer is none that a hub gives.
    #[error("{url} gave no answer of a hub: {why}; check HF_ENDPOINT")]
    Answer {
        /// What was asked.
        url: String,
        /// Why.
        why: String,
    },
    /// The connection broke off before the file was whole.
    #[error("{file} broke off after {got} of {size} bytes: run the same again, it goes on there")]
    Cut {
        /// The file.
        file: String,
        /// Bytes that are here.
        got: u64,
        /// Bytes that there should be.
        size: u64,
    },
    /// What arrived is not what the hub named.
    #[error(
        "{file} arrived with digest {found} and should have {expected}: it was thrown away; run the \
         same again, and if this stays, the hub or what stands between is at fault"
    )]
    Digest {
        /// The file.
        file: String,
        /// Digest that the hub named.
        expected: String,
        /// Digest of what came.
        found: String,
    },
    /// The disk is full.
    #[error(
        "no space left in {} for {file} ({size} bytes): make room, or set HF_HOME to a folder on \
         another disk, and run the same again", folder.display()
    )]
    Space {
        /// The file.
        file: String,
        /// Its size.
        size: u64,
        /// Where it was to go.
        folder: PathBuf,
    },
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The repository holds nothing that wiredesk can run.
    #[error("{name} holds no model that wiredesk can run: {why}")]
    Unusable {
        /// The model.
        name: String,
        /// Why.
        why: String,
    },
}
