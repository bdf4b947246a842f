//! The embeddings of RoBERTa and XLM-R with the epsilon that they were trained with.
//!
//! rust-bert normalises them with BERT's 1e-12 where these models have 1e-5. The sums of embeddings
//! are small, so the difference shows in the second decimal of a logit. Inside the encoder, whose
//! activations are large, it does not show.

use std::borrow::Borrow;

use rust_bert::RustBertError;
use rust_bert::bert::{BertConfig, BertEmbedding};
use tch::{Kind, Tensor, nn};

/// The only epsilon that this family has.
pub(super) const EPSILON: f64 = 1e-5;
/// The first position: those before it belong to padding, of which we have none.
const FIRST: i64 = 2;

/// Words, positions and segments of a RoBERTa.
#[derive(Debug)]
pub(super) struct RobertaEmbeddings {
    words: nn::Embedding,
    positions: nn::Embedding,
    segments: nn::Embedding,
    norm: nn::LayerNorm,
}

impl BertEmbedding for RobertaEmbeddings {
    fn new<'p, P>(path: P, config: &BertConfig) -> Self
    where
        P: Borrow<nn::Path<'p>>,
    {
        let path = path.borrow();
        let table = |name: &str, rows| {
            nn::embedding(path / name, rows, config.hidden_size, nn::EmbeddingConfig::default())
        };
        let norm = nn::LayerNormConfig { eps: EPSILON, ..Default::default() };
        Self {
            words: table("word_embeddings", config.vocab_size),
            positions: table("position_embeddings", config.max_position_embeddings),
            segments: table("token_type_embeddings", config.type_vocab_size),
            norm: nn::layer_norm(path / "LayerNorm", vec![config.hidden_size], norm),
        }
    }

    fn forward_t(
        &self,
        input_ids: Option<&Tensor>,
        token_type_ids: Option<&Tensor>,
        _position_ids: Option<&Tensor>,
        _input_embeds: Option<&Tensor>,
        _train: bool,
    ) -> Result<Tensor, RustBertError> {
        let missing = || RustBertError::ValueError("ids and segments must be given".into());
        let ids = input_ids.ok_or_else(missing)?;
        let segments = token_type_ids.ok_or_else(missing)?;
        let length = ids.size().last().copied().unwrap_or(0);
        let positions = Tensor::arange_start(FIRST, FIRST + length, (Kind::Int64, ids.device()));
        let sum = ids.apply(&self.words)
            + positions.unsqueeze(0).apply(&self.positions)
            + segments.apply(&self.segments);
        Ok(sum.apply(&self.norm))
    }
}
