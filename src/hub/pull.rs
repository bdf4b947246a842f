//! A model from the hub into the cache.

use std::fs;
use std::path::{Path, PathBuf};

use super::fetch::{Wanted, fetch, write};
use super::place::snapshot;
use super::routes::{Hub, Revision, Sibling};
use super::{HubError, Name, Place};

/// How far a pull is.
#[derive(Clone, Debug)]
pub struct Progress<'a> {
    /// The file that is coming.
    pub file: &'a str,
    /// Bytes of it that are here.
    pub done: u64,
    /// Its size.
    pub size: u64,
}

/// Files that are taken wherever they are: what describes the model, its licence included.
const DESCRIBE: [&str; 7] = [
    "config.json",
    "tokenizer.json",
    "model.json",
    "links.json",
    "README.md",
    "LICENSE",
    "LICENSE.txt",
];
/// Weights: of each group the first that is there. One group for each engine.
const WEIGHTS: [&[&str]; 2] = [
    &["model.onnx", "onnx/model.onnx"],
    &["model.safetensors", "model.safetensors.index.json", "rust_model.ot", "model.ot"],
];
/// Names the shards of its weights.
const INDEX: &str = "model.safetensors.index.json";

/// Fetches what wiredesk needs of a model and gives the folder of the snapshot. What the cache has
/// is not fetched again.
///
/// # Errors
/// If it cannot be had; what came so far is kept for the next try.
pub fn pull(
    place: &Place,
    name: &Name,
    tell: &mut dyn FnMut(Progress<'_>),
) -> Result<PathBuf, HubError> {
    if place.offline {
        return place.cached(name).ok_or_else(|| HubError::Offline {
            name: name.repository.clone(),
            revision: name.revision.clone(),
            cache: place.cache.clone(),
        });
    }
    let hub = Hub::new(place);
    let revision = hub.revision(name)?;
    let folder = place.folder(&name.repository);
    let target = snapshot(&folder, &revision.sha);
    for sibling in wanted(&name.repository, &revision)? {
        take(&hub, name, &revision.sha, &folder, sibling, tell)?;
    }
    if revision.sha != name.revision {
        write(&folder.join("refs").join(&name.revision), &revision.sha)?;
    }
    Ok(target)
}

/// The files that wiredesk reads.
fn wanted<'r>(repository: &str, revision: &'r Revision) -> Result<Vec<&'r Sibling>, HubError> {
    let named = |name: &str| revision.siblings.iter().find(|s| s.rfilename == name);
    let missing =
        |why: &str| HubError::Unusable { name: repository.to_owned(), why: why.to_owned() };
    let mut files: Vec<&Sibling> = DESCRIBE.iter().filter_map(|name| named(name)).collect();
    if named("config.json").is_none() && named("model.json").is_none() {
        return Err(missing("it has no config.json"));
    }
    if named("tokenizer.json").is_none() {
        return Err(missing("it has no tokenizer.json; one that has is needed"));
    }
    let before = files.len();
    for group in WEIGHTS {
        let Some(found) = group.iter().find_map(|name| named(name)) else { continue };
        files.push(found);
        if found.rfilename == INDEX {
            let shard = |s: &&Sibling| {
                s.rfilename.starts_with("model-") && s.rfilename.ends_with(".safetensors")
            };
            files.extend(revision.siblings.iter().filter(shard));
        }
    }
    if files.len() == before {
        return Err(missing("it has neither model.onnx nor safetensors nor .ot"));
    }
    Ok(files)
}

/// Fetches one file, if its blob is not there, and links it into the snapshot.
fn take(
    hub: &Hub<'_>,
    name: &Name,
    commit: &str,
    folder: &Path,
    sibling: &Sibling,
    tell: &mut dyn FnMut(Progress<'_>),
) -> Result<(), HubError> {
    let path = sibling.rfilename.as_str();
    let (digest, size) = sibling.content().ok_or_else(|| HubError::Answer {
        url: path.to_owned(),
        why: "it names no digest or no size".to_owned(),
    })?;
    // The digest becomes the name of a file.
    if !digest.chars().all(|c| c.is_ascii_hexdigit()) {
        let why = format!("{digest:?} is no digest");
        return Err(HubError::Answer { url: path.to_owned(), why });
    }
    let blobs = folder.join("blobs");
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| HubError::Io { path, source }
    };
    fs::create_dir_all(&blobs).map_err(at(&blobs))?;
    let blob = blobs.join(digest);
    if !blob.is_file() {
        let wanted = Wanted { repository: &name.repository, commit, path, digest, size };
        fetch(hub, &wanted, &blob, &mut |done| tell(Progress { file: path, done, size }))?;
    }
    tell(Progress { file: path, done: size, size });
    let link = snapshot(folder, commit).join(path);
    let parent = link.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(at(parent))?;
    if link.symlink_metadata().is_ok() {
        fs::remove_file(&link).map_err(at(&link))?;
    }
    let up = "../".repeat(2 + path.matches('/').count());
    make_link(&format!("{up}blobs/{digest}"), &blob, &link).map_err(at(&link))
}

#[cfg(unix)]
fn make_link(relative: &str, _: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(relative, link)
}

/// Elsewhere links are not for everyone to make; the other clients copy there, too.
#[cfg(not(unix))]
fn make_link(_: &str, blob: &Path, link: &Path) -> std::io::Result<()> {
    fs::copy(blob, link).map(|_| ())
}
