//! Weights in one file, in several, and in the format of rust-bert's own converter.

use std::fs;
use std::path::{Path, PathBuf};

use tch::Tensor;
use wiredesk::model::engine::EngineName;
use wiredesk::model::labels::LabelMap;
use wiredesk::model::{Model, ModelChoice};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checkpoints").join(name)
}

fn open(dir: &Path) -> Result<Model, String> {
    let labels = LabelMap::open(&folder("labels.toml")).unwrap();
    let choice = ModelChoice {
        dir: dir.to_owned(),
        engine: EngineName::RustBert,
        labels,
        threat_model: None,
    };
    Model::open(&choice).map_err(|error| error.to_string())
}

fn outputs(model: &Model) -> Vec<Vec<f32>> {
    model.reader().outputs(&[2, 9, 30, 77, 3], &[0; 5]).unwrap()
}

/// A folder with the description of a checkpoint and no weights.
fn bare(name: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for file in ["config.json", "tokenizer.json"] {
        fs::copy(folder(name).join(file), dir.path().join(file)).unwrap();
    }
    dir
}

fn tensors(name: &str) -> Vec<(String, Tensor)> {
    let files = fs::read_dir(folder(name)).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|e| e == "safetensors"));
    files.flat_map(|path| Tensor::read_safetensors(path).unwrap()).collect()
}

#[test]
fn every_format_gives_the_same_answers() {
    let sharded = folder("bert-ner");
    assert!(sharded.join("model.safetensors.index.json").is_file());
    let expected = outputs(&open(&sharded).unwrap());
    let tensors = tensors("bert-ner");

    let one = bare("bert-ner");
    Tensor::write_safetensors(&tensors, one.path().join("model.safetensors")).unwrap();
    assert_eq!(outputs(&open(one.path()).unwrap()), expected);

    // rust-bert's converter ends with this call.
    let converted = bare("bert-ner");
    Tensor::save_multi(&tensors, converted.path().join("rust_model.ot")).unwrap();
    assert_eq!(outputs(&open(converted.path()).unwrap()), expected);

    // As checkpoints of 2018 have it.
    let old = bare("bert-ner");
    let renamed: Vec<(String, Tensor)> = tensors
        .iter()
        .map(|(name, tensor)| {
            let name = name.replace("LayerNorm.weight", "LayerNorm.gamma");
            (name.replace("LayerNorm.bias", "LayerNorm.beta"), tensor.shallow_clone())
        })
        .collect();
    Tensor::write_safetensors(&renamed, old.path().join("model.safetensors")).unwrap();
    assert_eq!(outputs(&open(old.path()).unwrap()), expected);
}

#[test]
fn weights_that_do_not_fit_are_named() {
    let dir = bare("bert-ner");
    let file = dir.path().join("model.safetensors");
    let all = tensors("bert-ner");
    let some: Vec<_> = all.iter().filter(|(name, _)| name != "classifier.bias").collect();
    let some: Vec<(&str, Tensor)> =
        some.iter().map(|(name, tensor)| (name.as_str(), tensor.shallow_clone())).collect();
    Tensor::write_safetensors(&some, &file).unwrap();
    assert!(open(dir.path()).unwrap_err().contains("it lacks classifier.bias"));

    let cut: Vec<(&str, Tensor)> = all
        .iter()
        .map(|(name, tensor)| {
            let short = name == "classifier.bias";
            (name.as_str(), if short { tensor.narrow(0, 0, 3) } else { tensor.shallow_clone() })
        })
        .collect();
    Tensor::write_safetensors(&cut, &file).unwrap();
    assert!(open(dir.path()).unwrap_err().contains("classifier.bias is [3]"));

    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    assert!(open(dir.path()).unwrap_err().contains("is not usable"));
}

#[test]
fn an_epsilon_that_rust_bert_does_not_have_is_refused() {
    let dir = bare("bert-ner");
    Tensor::write_safetensors(&tensors("bert-ner"), dir.path().join("model.safetensors")).unwrap();
    let config = fs::read_to_string(dir.path().join("config.json")).unwrap();
    fs::write(dir.path().join("config.json"), config.replace("1e-12", "1e-5")).unwrap();
    let error = open(dir.path()).unwrap_err();
    assert!(error.contains("layer_norm_eps") && error.contains("ONNX"), "{error}");
}

/// rust-bert's DeBERTa v2 does not give the answers of transformers.
#[test]
fn a_network_that_rust_bert_gets_wrong_is_refused() {
    let error = open(&folder("deberta-v2-ner")).unwrap_err();
    assert!(error.contains("ONNX and use the default engine"), "{error}");
}
