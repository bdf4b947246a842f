//! The default engine: the pure Rust runtime `rten`, on one thread.

use std::path::Path;
use std::sync::Arc;

use rten::{Model, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensorView, Tensor};

use super::{Engine, Head, ModelError, Outputs, Weights, onnx};

/// A network in an ONNX file. The weights are shared between clones.
#[derive(Clone)]
pub struct Rten {
    model: Arc<Model>,
    ids: NodeId,
    /// Not every network asks for types.
    types: Option<NodeId>,
    /// Exports of other tools ask which pieces are there; all of ours are.
    mask: Option<NodeId>,
    outputs: Vec<NodeId>,
    options: RunOptions,
}

impl std::fmt::Debug for Rten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rten").finish_non_exhaustive()
    }
}

impl Rten {
    /// Loads the ONNX file's `bytes`; `path` is for messages.
    ///
    /// # Errors
    /// If they are no ONNX model with the inputs and outputs of `head`.
    pub fn load(bytes: Vec<u8>, path: &Path, head: Head) -> Result<Self, ModelError> {
        let wrong = |why: String| ModelError::Invalid { file: path.to_owned(), why };
        if !onnx::is_whole(&bytes) {
            return Err(wrong("it is no ONNX file, or a part of one; fetch it again".into()));
        }
        let mut options = rten::ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = options.load(bytes).map_err(|e| wrong(e.to_string()))?;
        let node = |name: &str| model.node_id(name).map_err(|e| wrong(e.to_string()));
        let [ids, types] = head.inputs();
        let (ids, types, mask) = match head {
            Head::Ours { .. } => (node(ids)?, Some(node(types)?), None),
            Head::Tokens | Head::Pair => {
                (node(ids)?, model.find_node(types), model.find_node("attention_mask"))
            }
        };
        let outputs = head.outputs().iter().map(|name| node(name)).collect::<Result<_, _>>()?;
        let options = RunOptions::default();
        Ok(Self { model: Arc::new(model), ids, types, mask, outputs, options })
    }
}

impl Weights for Rten {
    /// An engine over the same weights with a thread of its own.
    fn worker(&self) -> Box<dyn Engine> {
        let pool = Arc::new(ThreadPool::with_num_threads(1));
        let options = RunOptions::default().with_thread_pool(Some(pool));
        Box::new(Self { options, ..self.clone() })
    }
}

impl Engine for Rten {
    fn run(&mut self, ids: &[u32], types: &[u8]) -> Result<Outputs, ModelError> {
        let failed = |why: String| ModelError::Run { why };
        let ids: Vec<i32> = ids.iter().map(|id| id.cast_signed()).collect();
        let types: Vec<i32> = types.iter().map(|kind| i32::from(*kind)).collect();
        let mask = vec![1; ids.len()];
        let given = [(Some(self.ids), &ids), (self.types, &types), (self.mask, &mask)];
        let inputs = given.into_iter().filter_map(|(node, values)| {
            Some((node?, NdTensorView::from_data([1, values.len()], values.as_slice()).into()))
        });
        let outputs = self
            .model
            .run(inputs.collect(), &self.outputs, Some(self.options.clone()))
            .map_err(|e| failed(e.to_string()))?;
        let rows = |output: rten::Value| {
            let tensor: Tensor<f32> =
                output.try_into().map_err(|_| failed("an output holds no numbers".into()))?;
            Ok(tensor.to_vec())
        };
        outputs.into_iter().map(rows).collect()
    }
}
