//! Names of models and where their files lie.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::HubError;

/// A model on the hub: `OWNER/NAME`, or `NAME` alone for the oldest ones, and a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// `OWNER/NAME`.
    pub repository: String,
    /// A branch, a tag or a commit.
    pub revision: String,
}

/// The revision where none is named.
const MAIN: &str = "main";

impl std::str::FromStr for Name {
    type Err = HubError;

    fn from_str(name: &str) -> Result<Self, HubError> {
        let wrong = || HubError::Name { name: name.to_owned() };
        let (repository, revision) = name.split_once('@').unwrap_or((name, MAIN));
        // These become folders and parts of addresses: nothing may lead out of either.
        let plain = |part: &str| {
            let letters = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            !part.is_empty() && part.chars().all(letters) && !part.starts_with('.')
        };
        let parts: Vec<&str> = repository.split('/').collect();
        if parts.len() > 2 || !parts.iter().all(|part| plain(part)) {
            return Err(wrong());
        }
        if !revision.split('/').all(plain) {
            return Err(wrong());
        }
        Ok(Self { repository: repository.to_owned(), revision: revision.to_owned() })
    }
}

/// Where the hub is and where its files go, as the environment has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Address of the hub, without a slash at the end.
    pub endpoint: String,
    /// The cache.
    pub cache: PathBuf,
    /// Said to the hub, never to others.
    pub token: Option<String>,
    /// Whether nothing may be fetched.
    pub offline: bool,
}

impl Place {
    /// By `HF_ENDPOINT`, `HF_HUB_CACHE`, `HF_HOME`, `HF_TOKEN` and `HF_HUB_OFFLINE`.
    pub fn of_environment() -> Self {
        Self::by(&|name| std::env::var_os(name).filter(|value| !value.is_empty()))
    }

    fn by(variable: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let text = |name: &str| variable(name)?.into_string().ok();
        let endpoint = text("HF_ENDPOINT").unwrap_or_else(|| "https://huggingface.co".to_owned());
        let home = || {
            let cache = variable("XDG_CACHE_HOME").map(PathBuf::from);
            let user = || PathBuf::from(variable("HOME").unwrap_or_default()).join(".cache");
            cache.unwrap_or_else(user).join("huggingface")
        };
        let home = variable("HF_HOME").map_or_else(home, PathBuf::from);
        let stored = || std::fs::read_to_string(home.join("token")).ok();
        let token = text("HF_TOKEN").or_else(stored).map(|token| token.trim().to_owned());
        let yes = |value: String| matches!(&*value.to_lowercase(), "1" | "true" | "yes" | "on");
        Self {
            endpoint: endpoint.trim_end_matches('/').to_owned(),
            cache: variable("HF_HUB_CACHE").map_or_else(|| home.join("hub"), PathBuf::from),
            token: token.filter(|token| !token.is_empty()),
            offline: text("HF_HUB_OFFLINE").is_some_and(yes),
        }
    }

    /// The folder of a repository.
    pub fn folder(&self, repository: &str) -> PathBuf {
        self.cache.join(format!("models--{}", repository.replace('/', "--")))
    }

    /// The snapshot that the cache has of a model, if any: by a branch that it has seen, or by
    /// the commit.
    pub fn cached(&self, name: &Name) -> Option<PathBuf> {
        let folder = self.folder(&name.repository);
        let seen = std::fs::read_to_string(folder.join("refs").join(&name.revision)).ok();
        let commit = seen.as_deref().map_or(&*name.revision, str::trim);
        Some(snapshot(&folder, commit)).filter(|snapshot| snapshot.is_dir())
    }
}

/// The folder of one commit.
pub(super) fn snapshot(folder: &Path, commit: &str) -> PathBuf {
    folder.join("snapshots").join(commit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_with_their_revision() {
        let name: Name = "dslim/bert-base-NER".parse().unwrap();
        assert_eq!((&*name.repository, &*name.revision), ("dslim/bert-base-NER", "main"));
        let name: Name = "gpt2@refs/pr/1".parse().unwrap();
        assert_eq!((&*name.repository, &*name.revision), ("gpt2", "refs/pr/1"));
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_cache() {
        for bad in
            ["", "a/b/c", "../x", "a/..", "/a", "a/", "a@", "a@../../x", "a b", "a/b?x", "a\\b"]
        {
            assert!(bad.parse::<Name>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_environment_says_where() {
        let place = |set: &[(&str, &str)]| {
            Place::by(&|name| set.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v)))
        };
        let plain = place(&[("HOME", "/h")]);
        assert_eq!(plain.cache, Path::new("/h/.cache/huggingface/hub"));
        assert!(!plain.offline && plain.token.is_none());
        let set = place(&[
            ("HF_HOME", "/d"),
            ("HF_ENDPOINT", "http://mirror/"),
            ("HF_TOKEN", " secret\n"),
            ("HF_HUB_OFFLINE", "1"),
        ]);
        assert_eq!(set.cache, Path::new("/d/hub"));
        assert_eq!(set.endpoint, "http://mirror");
        assert_eq!(set.token.as_deref(), Some("secret"));
        assert!(set.offline);
        assert_eq!(place(&[("HF_HUB_CACHE", "/c")]).cache, Path::new("/c"));
    }
}
