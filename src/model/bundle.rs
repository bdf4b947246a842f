//! A model as it lies in a folder: what it can say, and files that must be the ones it names.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::links::LINKS;
use super::told::{SIDE_LABELS, STATEMENT_LABELS};
use super::{ModelError, Tag};
use crate::taxonomy::ThreatType;

/// The description of a model, one in each model folder.
pub const DESCRIPTION: &str = "model.json";
/// The weights.
pub const WEIGHTS: &str = "model.onnx";
/// The sub-word vocabulary.
pub const TOKENIZER: &str = "tokenizer.json";

/// Fewest and most pieces of a window: below there is no context to speak of, above the encoder
/// has no positions.
const WINDOW: std::ops::RangeInclusive<usize> = 16..=512;

/// `model.json` as it is written.
#[derive(Debug, Deserialize)]
struct Description {
    name: String,
    version: String,
    licence: String,
    languages: Vec<String>,
    entity_labels: Vec<String>,
    threat_labels: Vec<String>,
    thresholds: BTreeMap<String, f32>,
    /// Columns of the heads that older models do not have.
    #[serde(default)]
    statement_labels: Vec<String>,
    #[serde(default)]
    side_labels: Vec<String>,
    window: usize,
    encoder: String,
    files: BTreeMap<String, String>,
}

/// What a model is, read from its folder.
#[derive(Clone, Debug)]
pub struct Card {
    /// Folder.
    pub dir: PathBuf,
    /// Name.
    pub name: String,
    /// Version of the weights.
    pub version: String,
    /// Licence of the weights.
    pub licence: String,
    /// ISO 639-1 codes; none where it is not said.
    pub languages: Vec<String>,
    /// The pretrained encoder that it grew from.
    pub encoder: String,
    /// SHA-256 of `model.json`, in hex. That file names the digests of all others, so this one
    /// stands for the whole folder.
    pub digest: String,
    /// Meaning of the entity columns.
    pub tags: Vec<Tag>,
    /// Meaning of the threat columns.
    pub threats: Vec<ThreatType>,
    /// The score from which a threat type counts, for each of `threats`.
    pub thresholds: Vec<f32>,
    /// Whether it also says what sentences tell.
    pub tells: bool,
    /// Whether it also says which words of an article name the sides of a deed.
    pub links: bool,
    /// Pieces in a window, the two special ones included.
    pub window: usize,
    /// Name and SHA-256 of every file.
    pub files: BTreeMap<String, String>,
}

impl Card {
    /// Reads the description in `dir`; the other files are not looked at.
    ///
    /// # Errors
    /// If it is missing or not understood.
    pub fn read(dir: &Path) -> Result<Self, ModelError> {
        let path = dir.join(DESCRIPTION);
        let bytes = read_file(&path)?;
        let wrong = |why: String| ModelError::Invalid { file: path.clone(), why };
        let said: Description = serde_json::from_slice(&bytes).map_err(|e| wrong(e.to_string()))?;
        let tags = parse_all::<Tag>(&said.entity_labels).map_err(&wrong)?;
        let threats = parse_all::<ThreatType>(&said.threat_labels).map_err(&wrong)?;
        let thresholds = threats
            .iter()
            .map(|t| said.thresholds.get(t.name()).copied().ok_or(t))
            .collect::<Result<Vec<f32>, _>>()
            .map_err(|t| wrong(format!("thresholds lack {t}")))?;
        let tells = match (&said.statement_labels[..], &said.side_labels[..]) {
            ([], []) => false,
            (kinds, sides) if kinds == STATEMENT_LABELS && sides == SIDE_LABELS => true,
            _ => {
                return Err(wrong(format!(
                    "statement_labels and side_labels are not {STATEMENT_LABELS:?} and {SIDE_LABELS:?}"
                )));
            }
        };
        if !WINDOW.contains(&said.window) {
            return Err(wrong(format!("window of {} is not within {WINDOW:?}", said.window)));
        }
        for name in [WEIGHTS, TOKENIZER] {
            if !said.files.contains_key(name) {
                return Err(wrong(format!("files lack the digest of {name}")));
            }
        }
        Ok(Self {
            dir: dir.to_owned(),
            name: said.name,
            version: said.version,
            licence: said.licence,
            languages: said.languages,
            encoder: said.encoder,
            digest: hex(&bytes),
            tags,
            threats,
            thresholds,
            tells,
            links: tells && said.files.contains_key(LINKS),
            window: said.window,
            files: said.files,
        })
    }

    /// Reads one of the files and compares its digest.
    ///
    /// # Errors
    /// If it cannot be read, or is not the file that the description names.
    pub fn load(&self, name: &str) -> Result<Vec<u8>, ModelError> {
        checked(&self.dir.join(name), self.files.get(name))
    }
}

/// Reads a file that must have a digest.
pub(super) fn checked(path: &Path, expected: Option<&String>) -> Result<Vec<u8>, ModelError> {
    let bytes = read_file(path)?;
    let found = hex(&bytes);
    match expected {
        Some(expected) if *expected == found => Ok(bytes),
        expected => Err(ModelError::Digest {
            file: path.to_owned(),
            expected: expected.cloned().unwrap_or_default(),
            found,
        }),
    }
}

pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, ModelError> {
    fs::read(path).map_err(|source| ModelError::Read { file: path.to_owned(), source })
}

fn parse_all<T: std::str::FromStr<Err: std::fmt::Display>>(
    names: &[String],
) -> Result<Vec<T>, String> {
    names.iter().map(|name| name.parse().map_err(|e: T::Err| e.to_string())).collect()
}

/// SHA-256 in lower-case hex, as `sha256sum` prints it.
pub(crate) fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The folders of a `models` folder that hold a description, by name.
fn installed_in(models: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(models) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|dir| dir.join(DESCRIPTION).is_file())
        .collect();
    found.sort();
    found
}

/// The variable that names a folder of models.
const VARIABLE: &str = "WIREDESK_MODELS";

/// Where models are looked for, the first place first: the folder in `WIREDESK_MODELS`; `models`
/// and `../share/wiredesk/models` beside the program; `models` in the working folder; `models` of
/// the checkout that the program was built in.
///
/// # Errors
/// If `WIREDESK_MODELS` names no folder, or one without a model: another model than the one meant would
/// be used.
pub fn search_path() -> Result<Vec<PathBuf>, ModelError> {
    let mut places: Vec<PathBuf> = Vec::new();
    places.extend(named(std::env::var_os(VARIABLE))?);
    if let Some(beside) = std::env::current_exe().ok().as_deref().and_then(Path::parent) {
        places.push(beside.join("models"));
        places.push(beside.join("../share/wiredesk/models"));
    }
    places.push(PathBuf::from("models"));
    places.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("models"));
    Ok(places)
}

/// The folder that the variable names; an empty one names none, as elsewhere.
fn named(variable: Option<OsString>) -> Result<Option<PathBuf>, ModelError> {
    let place = variable.filter(|place| !place.is_empty()).map(PathBuf::from);
    match place {
        Some(place) if !place.is_dir() => Err(ModelError::NoFolder { variable: VARIABLE, place }),
        Some(place) if installed_in(&place).is_empty() => {
            Err(ModelError::NoModels { variable: VARIABLE, place })
        }
        place => Ok(place),
    }
}

/// The folders of all models that are installed, each name once: the first place that has it wins.
///
/// # Errors
/// As [`search_path`].
pub fn installed() -> Result<Vec<PathBuf>, ModelError> {
    let mut found: Vec<PathBuf> = Vec::new();
    for dir in search_path()?.iter().flat_map(|place| installed_in(place)) {
        if !found.iter().any(|known| known.file_name() == dir.file_name()) {
            found.push(dir);
        }
    }
    Ok(found)
}

/// The model that is used when none is named.
pub const DEFAULT: &str = "wiredesk-small-en";

/// The folder of the default model.
///
/// # Errors
/// If it is installed nowhere, and as [`search_path`].
pub fn default_dir() -> Result<PathBuf, ModelError> {
    search_path()?
        .iter()
        .map(|place| place.join(DEFAULT))
        .find(|dir| dir.join(DESCRIPTION).is_file())
        .ok_or(ModelError::NotInstalled { name: DEFAULT })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_that_of_sha256sum() {
        // printf abc | sha256sum
        assert_eq!(hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_variable_must_name_a_folder_of_models() {
        let dir = tempfile::tempdir().unwrap();
        let of = |place: &Path| named(Some(place.into()));
        let model = dir.path().join("mine");
        fs::create_dir(&model).unwrap();
        fs::write(model.join(DESCRIPTION), "{}").unwrap();
        assert_eq!(of(dir.path()).unwrap().as_deref(), Some(dir.path()));
        // A model's own folder is none.
        let message = of(&model).unwrap_err().to_string();
        assert!(message.contains("mine, in which no model is; name the folder"), "{message}");
        for none in [None, Some(OsString::new())] {
            assert_eq!(named(none).unwrap(), None);
        }
        fs::write(dir.path().join("file"), "").unwrap();
        for wrong in ["nope", "file"] {
            let message = of(&dir.path().join(wrong)).unwrap_err().to_string();
            assert!(message.starts_with("WIREDESK_MODELS names ") && message.contains(wrong));
        }
    }

    #[test]
    fn a_changed_file_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let card = Card::read(&default_dir().unwrap()).unwrap();
        fs::copy(card.dir.join(DESCRIPTION), dir.path().join(DESCRIPTION)).unwrap();
        fs::write(dir.path().join(TOKENIZER), "{}").unwrap();
        let copy = Card::read(dir.path()).unwrap();
        assert!(matches!(copy.load(TOKENIZER), Err(ModelError::Digest { .. })));
        assert!(matches!(copy.load(WEIGHTS), Err(ModelError::Read { .. })));
    }
}
