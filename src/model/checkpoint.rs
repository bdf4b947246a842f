//! A checkpoint in the layout of the Hugging Face hub: `config.json`, `tokenizer.json`, weights.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};

use super::bundle::{Card, TOKENIZER, hex, read_file};
use super::engine::EngineName;
use super::labels::LabelMap;
use super::{ModelError, Tag};

/// The description of a checkpoint.
pub const CONFIG: &str = "config.json";
/// Pieces in a window where the encoder has room for more: what a model of ours has, too. More
/// costs time with the square of the length and brings little.
const WINDOW: usize = 250;
/// Names of an ONNX export, the first that is there counts.
const ONNX: [&str; 2] = ["model.onnx", "onnx/model.onnx"];
/// Names of weights for rust-bert, the first that is there counts.
const TENSORS: [&str; 3] = ["model.safetensors", "rust_model.ot", "model.ot"];
/// Names the files that weights are spread over.
const INDEX: &str = "model.safetensors.index.json";

/// The architectures that both engines know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// BERT.
    Bert,
    /// RoBERTa and XLM-R, which differ in their vocabulary alone.
    Roberta,
    /// DistilBERT.
    DistilBert,
    /// DeBERTa v2 and v3.
    DebertaV2,
}

impl Family {
    fn of(model_type: &str) -> Option<Self> {
        match model_type {
            "bert" => Some(Self::Bert),
            "roberta" | "xlm-roberta" | "camembert" => Some(Self::Roberta),
            "distilbert" => Some(Self::DistilBert),
            "deberta-v2" => Some(Self::DebertaV2),
            _ => None,
        }
    }

    /// The pieces that open and close a text, and the one for what has no other.
    pub(crate) fn special(self) -> [&'static str; 3] {
        match self {
            Self::Roberta => ["<s>", "</s>", "<unk>"],
            Self::Bert | Self::DistilBert | Self::DebertaV2 => ["[CLS]", "[SEP]", "[UNK]"],
        }
    }

    /// How many closing pieces stand between two texts.
    pub(crate) fn between(self) -> usize {
        if self == Self::Roberta { 2 } else { 1 }
    }

    /// Positions that are never used for a piece.
    fn unused_positions(self) -> usize {
        if self == Self::Roberta { 2 } else { 0 }
    }

    /// What of a second text its segment is.
    pub(crate) fn second_segment(self) -> u8 {
        u8::from(self != Self::Roberta)
    }
}

/// What we read of `config.json` whatever the family.
#[derive(Debug, Deserialize)]
struct Config {
    model_type: String,
    max_position_embeddings: usize,
    #[serde(default)]
    id2label: BTreeMap<usize, String>,
}

/// A checkpoint as it lies in a folder.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// Folder.
    pub dir: PathBuf,
    /// Architecture.
    pub family: Family,
    /// Its own name for the architecture.
    pub model_type: String,
    /// Labels, in the order of the output's columns.
    pub labels: Vec<String>,
    /// Most pieces of one run, special ones included.
    pub positions: usize,
    /// The whole of `config.json`.
    pub config: Value,
    /// Files of the weights, below the folder.
    pub weights: Vec<String>,
    /// SHA-256 of every file that is used, by its name.
    pub files: BTreeMap<String, String>,
}

impl Checkpoint {
    /// Whether a folder holds a checkpoint and no model of ours.
    pub fn is_in(dir: &Path) -> bool {
        dir.join(CONFIG).is_file() && !dir.join(super::bundle::DESCRIPTION).is_file()
    }

    /// Reads the description in `dir` and the digests of the files that `engine` needs.
    ///
    /// # Errors
    /// If a file is missing or not understood, or the architecture is none that we know.
    pub fn read(dir: &Path, engine: EngineName) -> Result<Self, ModelError> {
        let path = dir.join(CONFIG);
        let wrong = |why: String| ModelError::Invalid { file: path.clone(), why };
        let bytes = read_file(&path)?;
        let config: Value = serde_json::from_slice(&bytes).map_err(|e| wrong(e.to_string()))?;
        let said: Config = serde_json::from_slice(&bytes).map_err(|e| wrong(e.to_string()))?;
        let family = Family::of(&said.model_type).ok_or_else(|| {
            wrong(format!(
                "its model_type {:?} is none of bert, roberta, xlm-roberta, camembert, distilbert, \
                 deberta-v2",
                said.model_type
            ))
        })?;
        if said.id2label.is_empty() || !said.id2label.keys().copied().eq(0..said.id2label.len()) {
            return Err(wrong("id2label does not name every column from 0 on".into()));
        }
        let positions = said.max_position_embeddings.saturating_sub(family.unused_positions());
        if positions < 16 {
            return Err(wrong(format!("{positions} positions are too few for a sentence")));
        }
        if !dir.join(TOKENIZER).is_file() {
            return Err(wrong(format!(
                "beside it is no {TOKENIZER}: save one with AutoTokenizer.from_pretrained(...)\
                 .save_pretrained(...)"
            )));
        }
        let weights = weights(dir, engine)?;
        let used = [CONFIG, TOKENIZER].into_iter().chain(weights.iter().map(String::as_str));
        let digest = |name: &str| Ok((name.to_owned(), hex(&read_file(&dir.join(name))?)));
        let files = used.map(digest).collect::<Result<_, ModelError>>()?;
        Ok(Self {
            dir: dir.to_owned(),
            family,
            model_type: said.model_type,
            labels: said.id2label.into_values().collect(),
            positions,
            config,
            weights,
            files,
        })
    }

    /// What to call it: the name of its folder. A snapshot of the hub's cache is called by its
    /// repository.
    pub fn name(&self) -> String {
        let parts: Vec<String> = std::path::absolute(&self.dir)
            .unwrap_or_else(|_| self.dir.clone())
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        match parts.as_slice() {
            [.., repository, snapshots, _] if snapshots == "snapshots" => {
                repository.trim_start_matches("models--").replace("--", "/")
            }
            [.., last] => last.clone(),
            [] => String::new(),
        }
    }

    /// SHA-256 over the names and digests of all files, and over `more`.
    pub fn digest(&self, more: &str) -> String {
        let lines = self.files.iter().map(|(name, digest)| format!("{digest}  {name}\n"));
        hex((lines.collect::<String>() + more).as_bytes())
    }

    /// Its card as a token classifier. It has no threat head.
    ///
    /// # Errors
    /// If a label is neither ours nor in the map.
    pub fn card(&self, map: &LabelMap) -> Result<Card, ModelError> {
        let file = self.dir.join(CONFIG);
        let tag = |label: &String| {
            map.tag(label).map_err(|why| ModelError::Invalid { file: file.clone(), why })
        };
        let tags = self.labels.iter().map(tag).collect::<Result<Vec<Tag>, _>>()?;
        Ok(Card {
            dir: self.dir.clone(),
            name: self.name(),
            version: "as downloaded".to_owned(),
            licence: "see its model card".to_owned(),
            languages: Vec::new(),
            encoder: self.model_type.clone(),
            digest: self.digest(&map.canonical()),
            tags,
            threats: Vec::new(),
            thresholds: Vec::new(),
            tells: false,
            links: false,
            window: self.positions.min(WINDOW),
            files: self.files.clone(),
        })
    }

    /// The bytes of one of its files, if they are still the ones whose digest was taken.
    ///
    /// # Errors
    /// If it cannot be read, or has changed since.
    pub fn load(&self, name: &str) -> Result<Vec<u8>, ModelError> {
        super::bundle::checked(&self.dir.join(name), self.files.get(name))
    }
}

/// The files of the weights that an engine reads.
fn weights(dir: &Path, engine: EngineName) -> Result<Vec<String>, ModelError> {
    let there = |names: &[&str]| {
        names.iter().find(|name| dir.join(name).is_file()).map(|name| vec![(*name).to_owned()])
    };
    let missing = |names: String, mend: &str| ModelError::Invalid {
        file: dir.to_owned(),
        why: format!("it has none of {names}: {mend}"),
    };
    match engine {
        EngineName::Rten => there(&ONNX).ok_or_else(|| {
            missing(
                ONNX.join(", "),
                "export it with `optimum-cli export onnx`, or use --engine rust-bert, which reads \
                 model.safetensors",
            )
        }),
        EngineName::RustBert if dir.join(INDEX).is_file() => shards(&dir.join(INDEX)),
        EngineName::RustBert => there(&TENSORS).ok_or_else(|| {
            missing(format!("{INDEX}, {}", TENSORS.join(", ")), "save it as safetensors")
        }),
    }
}

/// The files that an index names, each once.
fn shards(index: &Path) -> Result<Vec<String>, ModelError> {
    #[derive(Deserialize)]
    struct Index {
        weight_map: BTreeMap<String, String>,
    }
    let wrong = |why: String| ModelError::Invalid { file: index.to_owned(), why };
    let said: Index =
        serde_json::from_slice(&read_file(index)?).map_err(|e| wrong(e.to_string()))?;
    let mut files: Vec<String> = said.weight_map.into_values().collect();
    files.sort();
    files.dedup();
    // A name with a folder in it would reach out of the checkpoint.
    match files.iter().find(|name| name.contains(['/', '\\'])) {
        Some(name) => Err(wrong(format!("it names {name:?}, which is no file beside it"))),
        None if files.is_empty() => Err(wrong("it names no file".into())),
        None => Ok(files),
    }
}

/// A checkpoint's `tokenizer.json` as we use it: word by word, nothing cut, nothing filled up.
///
/// Every word gets the mark of a word's beginning, as where a checkpoint is trained on words that
/// are cut already.
///
/// # Errors
/// If it is no JSON object.
pub(crate) fn tokenizer_for_words(json: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
    let mut spec: Map<String, Value> = serde_json::from_slice(json)?;
    spec.insert("truncation".into(), Value::Null);
    spec.insert("padding".into(), Value::Null);
    spec.get_mut("pre_tokenizer").map(mark_beginnings);
    serde_json::to_vec(&spec)
}

fn mark_beginnings(pre_tokenizer: &mut Value) {
    match pre_tokenizer["type"].as_str() {
        Some("ByteLevel") => pre_tokenizer["add_prefix_space"] = true.into(),
        Some("Metaspace") => pre_tokenizer["prepend_scheme"] = "always".into(),
        Some("Sequence") => {
            if let Some(parts) = pre_tokenizer["pretokenizers"].as_array_mut() {
                parts.iter_mut().for_each(mark_beginnings);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tokenizer_is_an_object() {
        for other in ["2", "[]", "null", "\"\"", "{"] {
            assert!(tokenizer_for_words(other.as_bytes()).is_err(), "{other}");
        }
        assert!(tokenizer_for_words(b"{}").is_ok());
    }

    #[test]
    fn words_begin_with_a_mark_whatever_the_file_says() {
        let json = br#"{"truncation": {"max_length": 5}, "padding": {}, "pre_tokenizer":
            {"type": "Sequence", "pretokenizers": [
                {"type": "WhitespaceSplit"},
                {"type": "ByteLevel", "add_prefix_space": false},
                {"type": "Metaspace", "prepend_scheme": "first"}]}}"#;
        let spec: Value = serde_json::from_slice(&tokenizer_for_words(json).unwrap()).unwrap();
        assert!(spec["truncation"].is_null() && spec["padding"].is_null());
        let parts = &spec["pre_tokenizer"]["pretokenizers"];
        assert_eq!(parts[1]["add_prefix_space"], true);
        assert_eq!(parts[2]["prepend_scheme"], "always");
    }

    #[test]
    fn an_index_must_stay_in_its_folder() {
        let dir = tempfile::tempdir().unwrap();
        let index = dir.path().join(INDEX);
        std::fs::write(&index, r#"{"weight_map": {"a": "x-2", "b": "x-1", "c": "x-2"}}"#).unwrap();
        assert_eq!(shards(&index).unwrap(), ["x-1", "x-2"]);
        for bad in ["../x", "a/b", "C:\\x"] {
            let text = serde_json::json!({"weight_map": {"a": bad}}).to_string();
            std::fs::write(&index, text).unwrap();
            assert!(shards(&index).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_snapshot_is_called_by_its_repository() {
        let checkpoint = |dir: &str| Checkpoint {
            dir: dir.into(),
            family: Family::Bert,
            model_type: "bert".into(),
            labels: Vec::new(),
            positions: 512,
            config: Value::Null,
            weights: Vec::new(),
            files: BTreeMap::new(),
        };
        let cached = "/h/hub/models--dslim--bert-base-NER/snapshots/d1a3e8f1";
        assert_eq!(checkpoint(cached).name(), "dslim/bert-base-NER");
        assert_eq!(checkpoint("/h/my-ner/").name(), "my-ner");
    }
}
