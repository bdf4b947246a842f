//! What runs the encoder: one small trait, so that another runtime can take the place of `rten`.

use std::path::Path;
use std::sync::Arc;

use rten::{Model, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use super::ModelError;

/// Scores of one window, row by row: one row a piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Logits {
    /// `[pieces, entity tags]`, before softmax.
    pub entity: Vec<f32>,
    /// `[pieces, threat types]`, before the mean over a sentence and the sigmoid.
    pub threat: Vec<f32>,
}

/// Runs the encoder over one window at a time. The answer may depend on the window alone: not on
/// earlier ones, not on the thread.
pub trait Engine: Send {
    /// Scores of every piece, special pieces included.
    ///
    /// # Errors
    /// If the runtime fails.
    fn run(&mut self, ids: &[u32], cases: &[u8]) -> Result<Logits, ModelError>;
}

/// The default engine: the pure Rust runtime `rten`, on one thread. The weights are shared
/// between clones.
#[derive(Clone)]
pub struct Rten {
    model: Arc<Model>,
    inputs: [NodeId; 2],
    outputs: [NodeId; 2],
    options: RunOptions,
}

impl std::fmt::Debug for Rten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rten").finish_non_exhaustive()
    }
}

impl Rten {
    /// Name and version, for the record.
    pub const NAME: &'static str = "rten 0.27.0";

    /// Loads the ONNX file's `bytes`; `path` is for messages.
    ///
    /// # Errors
    /// If they are no ONNX model with the inputs `input_ids` and `case_ids` and the outputs
    /// `entity_logits` and `threat_logits`.
    pub fn load(bytes: Vec<u8>, path: &Path) -> Result<Self, ModelError> {
        let wrong = |why: String| ModelError::Invalid { file: path.to_owned(), why };
        let mut options = rten::ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = options.load(bytes).map_err(|e| wrong(e.to_string()))?;
        let node = |name| model.node_id(name).map_err(|e| wrong(e.to_string()));
        let inputs = [node("input_ids")?, node("case_ids")?];
        let outputs = [node("entity_logits")?, node("threat_logits")?];
        Ok(Self { model: Arc::new(model), inputs, outputs, options: RunOptions::default() })
    }

    /// A second engine over the same weights with a thread of its own.
    #[must_use]
    pub fn worker(&self) -> Self {
        let pool = Arc::new(ThreadPool::with_num_threads(1));
        let options = RunOptions::default().with_thread_pool(Some(pool));
        Self { options, ..self.clone() }
    }
}

impl Engine for Rten {
    fn run(&mut self, ids: &[u32], cases: &[u8]) -> Result<Logits, ModelError> {
        let failed = |why: String| ModelError::Run { why };
        let ids: Vec<i32> = ids.iter().map(|id| id.cast_signed()).collect();
        let cases: Vec<i32> = cases.iter().map(|case| i32::from(*case)).collect();
        let ids = NdTensorView::from_data([1, ids.len()], ids.as_slice());
        let cases = NdTensorView::from_data([1, cases.len()], cases.as_slice());
        let [entity, threat] = self
            .model
            .run_n(
                vec![(self.inputs[0], ids.into()), (self.inputs[1], cases.into())],
                self.outputs,
                Some(self.options.clone()),
            )
            .map_err(|e| failed(e.to_string()))?;
        let entity: NdTensor<f32, 3> = entity.try_into().map_err(|_| failed("rank".into()))?;
        let threat: NdTensor<f32, 3> = threat.try_into().map_err(|_| failed("rank".into()))?;
        Ok(Logits { entity: entity.to_vec(), threat: threat.to_vec() })
    }
}
