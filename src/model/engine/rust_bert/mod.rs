//! The second engine: rust-bert's networks over libtorch, in 32-bit floats on the CPU.
//!
//! Only the networks themselves are rust-bert's. Words, windows, pairs and decoding are ours, as
//! with the default engine: its ready-made pipelines attach results to the wrong document past 64
//! inputs, let a text's score depend on its neighbours, and cut long texts.
//!
//! A network is `Send` and not `Sync`, so each worker builds one; the weights themselves are held
//! once and shared, since nothing writes to them.

mod embeddings;
mod families;
mod tensors;

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rust_bert::bert::BertConfig;
use tch::{Device, Kind, Tensor, nn};

use super::restore::{self, Array, Restored, Shape};
use super::{Engine, Head, Outputs, Weights};
use crate::model::ModelError;
use crate::model::checkpoint::{CONFIG, Checkpoint};
use families::{Build, Forward};

/// Weights by the names that rust-bert gives them.
type Tensors = HashMap<String, Tensor>;

/// A model of ours, its weights brought from int8 back to floats. `columns` are those of its heads, in the
/// order of its outputs; `path` is for messages.
///
/// # Errors
/// If the bytes are not the ONNX file of a model of ours.
pub fn ours(onnx: &[u8], path: &Path, columns: &[usize]) -> Result<RustBert, ModelError> {
    let wrong = |why: String| ModelError::Invalid { file: path.to_owned(), why };
    let Restored { arrays, shape } = restore::restored(onnx).map_err(wrong)?;
    // Each array goes when its tensor is made: together they are as large as the network.
    let tensors = arrays.into_iter().map(|(name, array)| Ok((name, tensor(&array)?)));
    let tensors = tensors.collect::<Result<_, String>>().map_err(wrong)?;
    let config = config(&shape).map_err(wrong)?;
    let heads = Head::names().zip(columns.iter().copied()).collect();
    RustBert::new(tensors, families::ours(config, heads), path.to_owned())
}

/// Heads of attention, which no weight tells.
const ATTENTION_HEADS: i64 = 12;

fn tensor(array: &Array) -> Result<Tensor, String> {
    let shape: Vec<i64> = array.shape.iter().map(|n| number(*n)).collect::<Result<_, _>>()?;
    Ok(Tensor::from_slice(&array.values).reshape(&shape[..]))
}

fn number(n: usize) -> Result<i64, String> {
    i64::try_from(n).map_err(|e| e.to_string())
}

fn config(shape: &Shape) -> Result<BertConfig, String> {
    Ok(BertConfig {
        hidden_act: rust_bert::Activation::gelu,
        attention_probs_dropout_prob: 0.0,
        hidden_dropout_prob: 0.0,
        hidden_size: number(shape.hidden)?,
        initializer_range: 0.02,
        intermediate_size: number(shape.inner)?,
        max_position_embeddings: number(shape.positions)?,
        num_attention_heads: ATTENTION_HEADS,
        num_hidden_layers: number(shape.layers)?,
        type_vocab_size: number(shape.types)?,
        vocab_size: number(shape.vocabulary)?,
        output_attentions: None,
        output_hidden_states: None,
        is_decoder: None,
        id2label: None,
        label2id: None,
    })
}

/// A checkpoint from elsewhere.
///
/// # Errors
/// If its weights or its configuration do not fit the architecture.
pub fn checkpoint(checkpoint: &Checkpoint, head: Head) -> Result<RustBert, ModelError> {
    let tensors = tensors::read(checkpoint)?;
    let build = families::build(checkpoint.family, head, &checkpoint.config)
        .map_err(|why| ModelError::Invalid { file: checkpoint.dir.join(CONFIG), why })?;
    RustBert::new(tensors, build, checkpoint.dir.join(&checkpoint.weights[0]))
}

/// A network and its weights.
pub struct RustBert {
    tensors: Arc<Mutex<Tensors>>,
    build: Build,
    /// For messages.
    file: PathBuf,
}

impl fmt::Debug for RustBert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RustBert").field("file", &self.file).finish_non_exhaustive()
    }
}

impl RustBert {
    /// Builds the network once, to see that everything is there and fits.
    fn new(tensors: Tensors, build: Build, file: PathBuf) -> Result<Self, ModelError> {
        tch::set_num_threads(1);
        let loaded = Self { tensors: Arc::new(Mutex::new(tensors)), build, file };
        let variables = loaded.network()?.1;
        // What the network does not use, such as a pooler, need not stay in memory.
        let mut tensors = loaded.tensors.lock().unwrap_or_else(PoisonError::into_inner);
        tensors.retain(|name, _| variables.contains(name));
        drop(tensors);
        Ok(loaded)
    }

    /// A network over the shared weights, and the names of these.
    fn network(&self) -> Result<(Forward, Vec<String>), ModelError> {
        let wrong = |why: String| ModelError::Invalid { file: self.file.clone(), why };
        let store = nn::VarStore::new(Device::Cpu);
        let forward = (self.build)(&store.root()).map_err(|e| wrong(e.to_string()))?;
        let tensors = self.tensors.lock().unwrap_or_else(PoisonError::into_inner);
        let mut names = Vec::new();
        for (name, mut variable) in store.variables() {
            let weight = tensors.get(&name).ok_or_else(|| wrong(format!("it lacks {name}")))?;
            let (found, wanted) = (weight.size(), variable.size());
            if found != wanted {
                return Err(wrong(format!("{name} is {found:?}, the network wants {wanted:?}")));
            }
            // Sets what the variable refers to: no copy, and every network reads the same memory.
            tch::no_grad(|| variable.set_data(weight));
            names.push(name);
        }
        Ok((forward, names))
    }
}

impl Weights for RustBert {
    fn worker(&self) -> Box<dyn Engine> {
        match self.network() {
            Ok((forward, _)) => Box::new(Worker { forward }),
            Err(error) => Box::new(Broken { why: error.to_string() }),
        }
    }
}

/// Runs one network on one thread.
struct Worker {
    forward: Forward,
}

impl Engine for Worker {
    fn run(&mut self, ids: &[u32], types: &[u8]) -> Result<Outputs, ModelError> {
        let failed = |why: String| ModelError::Run { why };
        // libtorch keeps this by thread, and a worker may have moved to another since it was made.
        tch::set_num_threads(1);
        let row = |values: Vec<i64>| Tensor::from_slice(&values).unsqueeze(0);
        let ids = row(ids.iter().map(|id| i64::from(*id)).collect());
        let types = row(types.iter().map(|kind| i64::from(*kind)).collect());
        let outputs = tch::no_grad(|| (self.forward)(&ids, &types));
        let outputs = outputs.map_err(|e| failed(e.to_string()))?;
        let rows = |tensor: &Tensor| {
            let flat = tensor.to_kind(Kind::Float).contiguous().flatten(0, -1);
            Vec::<f32>::try_from(flat).map_err(|e| failed(e.to_string()))
        };
        outputs.iter().map(rows).collect()
    }
}

/// Stands for a network that could not be built a second time, and says so on each run.
struct Broken {
    why: String,
}

impl Engine for Broken {
    fn run(&mut self, _: &[u32], _: &[u8]) -> Result<Outputs, ModelError> {
        Err(ModelError::Run { why: self.why.clone() })
    }
}
