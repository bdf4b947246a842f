//! The two routes of a hub that are used: what a revision holds, and a file of it.

use std::time::Duration;

use serde::Deserialize;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use super::{HubError, Name, Place};

/// What a revision holds.
#[derive(Debug, Deserialize)]
pub(super) struct Revision {
    /// The commit.
    pub sha: String,
    /// Its files.
    pub siblings: Vec<Sibling>,
}

/// A file of a revision.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Sibling {
    /// Path in the repository.
    pub rfilename: String,
    /// Bytes.
    pub size: Option<u64>,
    /// Git's digest of the file; for a large one of the pointer that stands for it.
    #[serde(rename = "blobId")]
    pub blob_id: Option<String>,
    /// Of a large file.
    pub lfs: Option<Lfs>,
}

/// A large file.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Lfs {
    /// Digest of its content.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

impl Sibling {
    /// Digest and size of the content.
    pub fn content(&self) -> Option<(&str, u64)> {
        match &self.lfs {
            Some(lfs) => Some((&lfs.sha256, lfs.size)),
            None => Some((self.blob_id.as_deref()?, self.size?)),
        }
    }
}

/// A client of one hub.
pub(super) struct Hub<'p> {
    agent: Agent,
    place: &'p Place,
}

/// How long to wait for a connection, and for the next bytes.
const PATIENCE: Duration = Duration::from_secs(30);

impl<'p> Hub<'p> {
    pub fn new(place: &'p Place) -> Self {
        // The certificates are those of the system, so that a proxy's own are honoured.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .timeout_connect(Some(PATIENCE))
            .timeout_recv_response(Some(PATIENCE))
            .user_agent(concat!("wiredesk/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Self { agent, place }
    }

    /// What a revision of a model holds.
    pub fn revision(&self, name: &Name) -> Result<Revision, HubError> {
        let Name { repository, revision } = name;
        // A slash of a revision's name is no part of the path.
        let revision = revision.replace('/', "%2F");
        let url = format!(
            "{}/api/models/{repository}/revision/{revision}?blobs=true",
            self.place.endpoint
        );
        let mut response = self.get(&url, 0)?;
        let wrong = |why: String| HubError::Answer { url: url.clone(), why };
        let text = response.body_mut().read_to_string().map_err(|e| wrong(e.to_string()))?;
        let said: Revision = serde_json::from_str(&text).map_err(|e| wrong(e.to_string()))?;
        // The commit becomes a folder.
        if said.sha.is_empty() || !said.sha.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(wrong(format!("{:?} is no commit", said.sha)));
        }
        Ok(said)
    }

    /// A file of a commit, from a byte on. Whether the answer begins there, its status tells.
    pub fn file(
        &self,
        repository: &str,
        commit: &str,
        path: &str,
        from: u64,
    ) -> Result<Response<Body>, HubError> {
        let url = format!("{}/{repository}/resolve/{commit}/{path}", self.place.endpoint);
        self.get(&url, from)
    }

    /// The token goes to the hub alone: where it sends us on to another host, it stays behind.
    fn get(&self, url: &str, from: u64) -> Result<Response<Body>, HubError> {
        let mut request = self.agent.get(url);
        if let Some(token) = &self.place.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        if from > 0 {
            request = request.header("Range", format!("bytes={from}-"));
        }
        let response = request.call().map_err(|error| HubError::Connection {
            url: url.to_owned(),
            why: error.to_string(),
        })?;
        let status = response.status().as_u16();
        let mend = match status {
            200 | 206 => return Ok(response),
            401 | 403 => "it is not open to all: set HF_TOKEN, and accept its terms on its page",
            404 => "check the name and the revision; a private one also needs HF_TOKEN",
            416 => "what is here is longer than the file; it was thrown away, run the same again",
            429 => "too many requests: wait, or set HF_TOKEN",
            _ => "the hub is out of order: try later",
        };
        Err(HubError::Status { url: url.to_owned(), status, mend })
    }
}
