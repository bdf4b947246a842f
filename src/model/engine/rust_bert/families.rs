//! The networks: rust-bert's structs with the heads that we need.

use rust_bert::RustBertError;
use rust_bert::bert::{BertConfig, BertEmbeddings, BertForSequenceClassification};
use rust_bert::bert::{BertForTokenClassification, BertModel};
use rust_bert::distilbert::{
    DistilBertConfig, DistilBertForTokenClassification, DistilBertModelClassifier,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tch::{Tensor, nn};

use super::embeddings::{EPSILON, RobertaEmbeddings};
use crate::model::checkpoint::Family;
use crate::model::engine::Head;

/// A network: ids and types of one text in, its outputs out.
pub(super) type Forward =
    Box<dyn Fn(&Tensor, &Tensor) -> Result<Vec<Tensor>, RustBertError> + Send>;

/// Makes a network whose variables lie under a path.
pub(super) type Build = Box<dyn Fn(&nn::Path<'_>) -> Result<Forward, RustBertError> + Send + Sync>;

/// The epsilon that rust-bert's BERT and DistilBERT normalise with, whatever `config.json` says.
const BERT_EPSILON: f64 = 1e-12;

/// Wrong answers are worse than none: rust-bert 0.23.0 takes the position scores of attention
/// unshifted and without the square root in their scale, so its logits are off by whole numbers.
const DEBERTA: &str = "rust-bert's DeBERTa v2 computes something else than the one that trained it: \
                       export it to ONNX and use the default engine, which is right";

/// Our model: BERT with case types for segments, and heads of so many columns.
pub(super) fn ours(config: BertConfig, heads: Vec<(&'static str, usize)>) -> Build {
    Box::new(move |root| {
        let bert =
            BertModel::<BertEmbeddings>::new_with_optional_pooler(root / "bert", &config, false);
        let heads: Vec<nn::Linear> = heads
            .iter()
            .map(|(name, columns)| linear(&(root / *name), config.hidden_size, *columns))
            .collect();
        Ok(Box::new(move |ids, types| {
            let output =
                bert.forward_t(Some(ids), None, Some(types), None, None, None, None, false)?;
            Ok(heads.iter().map(|head| output.hidden_state.apply(head)).collect())
        }))
    })
}

/// The network of a checkpoint.
///
/// # Errors
/// If `config` says something that rust-bert's structs cannot be.
pub(super) fn build(family: Family, head: Head, config: &Value) -> Result<Build, String> {
    let labels = config["id2label"].as_object().map_or(0, serde_json::Map::len);
    match (family, head) {
        (_, Head::Ours { .. }) => Err("it is no model of wiredesk's".into()),
        (Family::Bert, _) => {
            epsilon(config, BERT_EPSILON)?;
            let config: BertConfig = parse(config, &[])?;
            Ok(if head == Head::Tokens { bert_tokens(config) } else { bert_pair(config) })
        }
        (Family::Roberta, _) => {
            epsilon(config, EPSILON)?;
            Ok(roberta(parse(config, &[])?, head, labels))
        }
        (Family::DistilBert, _) => {
            // Newer files leave these out; neither changes what the network computes.
            let config: DistilBertConfig = parse(
                config,
                &[("tie_weights_", false.into()), ("sinusoidal_pos_embds", false.into())],
            )?;
            Ok(if head == Head::Tokens { distil_tokens(config) } else { distil_pair(config) })
        }
        (Family::DebertaV2, _) => Err(DEBERTA.into()),
    }
}

fn bert_tokens(config: BertConfig) -> Build {
    Box::new(move |root| {
        let net = BertForTokenClassification::new(root, &config)?;
        Ok(Box::new(move |ids, types| {
            Ok(vec![net.forward_t(Some(ids), None, Some(types), None, None, false).logits])
        }))
    })
}

fn bert_pair(config: BertConfig) -> Build {
    Box::new(move |root| {
        let net = BertForSequenceClassification::new(root, &config)?;
        Ok(Box::new(move |ids, types| {
            Ok(vec![net.forward_t(Some(ids), None, Some(types), None, None, false).logits])
        }))
    })
}

/// RoBERTa with embeddings of ours, which its ready-made structs have no place for.
fn roberta(config: BertConfig, head: Head, labels: usize) -> Build {
    Box::new(move |root| {
        let path = root / "roberta";
        let net = BertModel::<RobertaEmbeddings>::new_with_optional_pooler(path, &config, false);
        let (size, place) = (config.hidden_size, root / "classifier");
        let hidden = move |ids: &Tensor, types: &Tensor| {
            let output =
                net.forward_t(Some(ids), None, Some(types), None, None, None, None, false)?;
            Ok::<Tensor, RustBertError>(output.hidden_state)
        };
        if head == Head::Tokens {
            let classifier = linear(&place, size, labels);
            return Ok(Box::new(move |ids, types| {
                Ok(vec![hidden(ids, types)?.apply(&classifier)])
            }));
        }
        let dense = nn::linear(&place / "dense", size, size, nn::LinearConfig::default());
        let classifier = linear(&(&place / "out_proj"), size, labels);
        Ok(Box::new(move |ids, types| {
            let first = hidden(ids, types)?.select(1, 0);
            Ok(vec![first.apply(&dense).tanh().apply(&classifier)])
        }))
    })
}

fn distil_tokens(config: DistilBertConfig) -> Build {
    Box::new(move |root| {
        let net = DistilBertForTokenClassification::new(root, &config)?;
        Ok(Box::new(move |ids, _| Ok(vec![net.forward_t(Some(ids), None, None, false)?.logits])))
    })
}

fn distil_pair(config: DistilBertConfig) -> Build {
    Box::new(move |root| {
        let net = DistilBertModelClassifier::new(root, &config)?;
        Ok(Box::new(move |ids, _| Ok(vec![net.forward_t(Some(ids), None, None, false)?.logits])))
    })
}

fn linear(path: &nn::Path<'_>, size: i64, columns: usize) -> nn::Linear {
    nn::linear(path, size, i64::try_from(columns).unwrap_or(0), nn::LinearConfig::default())
}

/// `config.json` as rust-bert has it, with `defaults` for what newer files leave out.
fn parse<T: DeserializeOwned>(config: &Value, defaults: &[(&str, Value)]) -> Result<T, String> {
    let mut config = config.clone();
    for (key, value) in defaults {
        if config.get(key).is_none() {
            config[*key] = value.clone();
        }
    }
    serde_json::from_value(config).map_err(|e| format!("rust-bert does not understand it: {e}"))
}

/// Refuses an epsilon that the network would not have.
fn epsilon(config: &Value, built_in: f64) -> Result<(), String> {
    match config["layer_norm_eps"].as_f64() {
        Some(epsilon) if (epsilon / built_in - 1.0).abs() > 1e-6 => Err(format!(
            "layer_norm_eps is {epsilon:e} and rust-bert has {built_in:e} built in: export it to \
             ONNX and use the default engine"
        )),
        _ => Ok(()),
    }
}
