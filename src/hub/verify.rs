//! Are the files still the ones that were fetched?

use std::fs;
use std::path::{Path, PathBuf};

use super::HubError;
use super::files::Running;
use crate::model::Card;
use crate::model::bundle::DESCRIPTION;

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has the digest that it should have.
    Right(PathBuf),
    /// It has not, or is not there; why.
    Wrong(PathBuf, String),
    /// Nothing says what it should be.
    Unknown(PathBuf),
}

/// Compares every file of a model's folder with its digest: of a model of ours with those in
/// `model.json`, of a snapshot in the cache with the names of the blobs.
///
/// # Errors
/// If the folder cannot be read.
pub fn verify(dir: &Path) -> Result<Vec<Verdict>, HubError> {
    if dir.join(DESCRIPTION).is_file() {
        return Ok(ours(dir));
    }
    let mut verdicts = Vec::new();
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let at = |error: &walkdir::Error| error.path().unwrap_or(dir).to_owned();
        let entry = entry.map_err(|e| HubError::Io { path: at(&e), source: e.into() })?;
        if !entry.file_type().is_dir() {
            verdicts.push(blob(entry.path()));
        }
    }
    Ok(verdicts)
}

fn ours(dir: &Path) -> Vec<Verdict> {
    let card = match Card::read(dir) {
        Ok(card) => card,
        Err(error) => return vec![Verdict::Wrong(dir.join(DESCRIPTION), error.to_string())],
    };
    let verdict = |name: &String| match card.load(name) {
        Ok(_) => Verdict::Right(dir.join(name)),
        Err(error) => Verdict::Wrong(dir.join(name), error.to_string()),
    };
    card.files.keys().map(verdict).collect()
}

/// A file of a snapshot is a link to a blob that is named by its digest.
fn blob(path: &Path) -> Verdict {
    let name = fs::read_link(path).ok().and_then(|to| Some(to.file_name()?.to_str()?.to_owned()));
    let Some(expected) = name else { return Verdict::Unknown(path.to_owned()) };
    let size = match fs::metadata(path) {
        Ok(file) => file.len(),
        Err(error) => {
            let why = format!("{}: {error}: pull it again", path.display());
            return Verdict::Wrong(path.to_owned(), why);
        }
    };
    let Some(mut running) = Running::for_digest(&expected, size) else {
        return Verdict::Unknown(path.to_owned());
    };
    if let Err(error) = running.file(path) {
        return Verdict::Wrong(path.to_owned(), error.to_string());
    }
    let found = running.finish();
    if found == expected {
        Verdict::Right(path.to_owned())
    } else {
        let why = format!("its digest is {found} and should be {expected}: pull it again");
        Verdict::Wrong(path.to_owned(), why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::bundle::default_dir;

    #[test]
    fn the_model_that_ships_is_right() {
        let verdicts = verify(&default_dir().unwrap()).unwrap();
        assert!(verdicts.len() >= 2);
        assert!(verdicts.iter().all(|v| matches!(v, Verdict::Right(_))), "{verdicts:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_changed_blob_is_wrong_and_a_plain_file_unknown() {
        let dir = tempfile::tempdir().unwrap();
        let name = "ce013625030ba8dba906f756967f9e9ca394464a";
        let (blob, snapshot) = (dir.path().join(name), dir.path().join("s"));
        fs::write(&blob, "hello\n").unwrap();
        fs::create_dir(&snapshot).unwrap();
        let link = snapshot.join("a.json");
        std::os::unix::fs::symlink(&blob, &link).unwrap();
        assert_eq!(verify(&snapshot).unwrap(), [Verdict::Right(link.clone())]);
        fs::write(&blob, "hallo\n").unwrap();
        assert!(matches!(&verify(&snapshot).unwrap()[..], [Verdict::Wrong(..)]));
        fs::remove_file(&blob).unwrap();
        assert!(matches!(&verify(&snapshot).unwrap()[..], [Verdict::Wrong(..)]));
        fs::remove_file(&link).unwrap();
        fs::write(&link, "x").unwrap();
        assert_eq!(verify(&snapshot).unwrap(), [Verdict::Unknown(link)]);
    }
}
