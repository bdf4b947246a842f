//! Float weights out of the int8 ONNX file that ships, so that no second file need be carried.
//!
//! The network is BERT with the case type in the place of the segment, so each weight has a name of
//! BERT's. Multiplications have lost theirs in the export; the nodes that use them tell it. The
//! same is done by `training/restore.py`; reference outputs hold the two together.
//!
//! Nothing here needs libtorch, so every run of the tests sees whether the file that ships can be restored.

use std::collections::HashMap;

use rten_onnx::onnx::{DataType, GraphProto, ModelProto, TensorProto};

use super::Head;

/// The export evens out the channels before this multiplication; the factor goes back into it.
const SCALED: &str = "up";

/// Parts of a layer: our name and BERT's.
const LAYER: [(&str, &str); 8] = [
    ("query", "attention.self.query"),
    ("key", "attention.self.key"),
    ("value", "attention.self.value"),
    ("out", "attention.output.dense"),
    ("norm1", "attention.output.LayerNorm"),
    ("up", "intermediate.dense"),
    ("down", "output.dense"),
    ("norm2", "output.LayerNorm"),
];

/// Weights by BERT's names, and the shape of the network.
pub(super) struct Restored {
    pub arrays: HashMap<String, Array>,
    pub shape: Shape,
}

/// The shape of the network, as far as its weights tell it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub vocabulary: usize,
    pub positions: usize,
    /// Case types, in the place of segments.
    pub types: usize,
    /// Width of a piece's row.
    pub hidden: usize,
    /// Width inside a layer.
    pub inner: usize,
    pub layers: usize,
}

/// Numbers, row by row, and their shape.
pub(super) struct Array {
    pub shape: Vec<usize>,
    pub values: Vec<f32>,
}

/// Reads the graph and turns its weights back into floats.
///
/// # Errors
/// If it is not the graph that `training/export.py` writes.
pub(super) fn restored(onnx: &[u8]) -> Result<Restored, String> {
    let model = ModelProto::parse_buf(onnx).map_err(|e| e.to_string())?;
    let graph = model.graph.ok_or("it has no graph")?;
    let held: HashMap<&str, &TensorProto> =
        graph.initializer.iter().filter_map(|t| Some((t.name.as_deref()?, t))).collect();
    let mut ours = plain(&held)?;
    multiplied(&graph, &held, &mut ours)?;
    let factors: Vec<(String, Array)> = held
        .iter()
        .filter_map(|(name, tensor)| {
            let layer = name.strip_suffix(".before.up.factor")?;
            Some(floats(tensor).map(|factor| (format!("{layer}.{SCALED}.weight"), factor)))
        })
        .collect::<Result<_, _>>()?;
    for (name, factor) in factors {
        let weight = ours.get_mut(&name).ok_or_else(|| format!("it lacks {name}"))?;
        let columns = factor.values.len();
        if weight.shape.last() != Some(&columns) {
            return Err(format!("{name} does not fit its factor"));
        }
        for row in weight.values.chunks_exact_mut(columns) {
            row.iter_mut().zip(&factor.values).for_each(|(weight, factor)| *weight *= factor);
        }
    }
    let shape = network(&ours)?;
    let named = ours.into_iter().map(|(name, array)| Ok((bert(&name)?, array)));
    Ok(Restored { arrays: named.collect::<Result<_, String>>()?, shape })
}

impl Array {
    fn transposed(&self) -> Result<Self, String> {
        let [rows, columns] = self.shape[..] else { return Err("a weight is no matrix".into()) };
        let at = |i: usize| self.values[(i % rows) * columns + i / rows];
        let values = (0..rows * columns).map(at).collect();
        Ok(Self { shape: vec![columns, rows], values })
    }
}

/// Weights that kept their name, as floats or as whole numbers with a scale.
fn plain(held: &HashMap<&str, &TensorProto>) -> Result<HashMap<String, Array>, String> {
    let mut found = HashMap::new();
    for (name, tensor) in held {
        if let Some(base) = name.strip_suffix("_quantized").filter(|base| base.ends_with(".weight"))
        {
            found.insert(base.to_owned(), whole(held, name)?);
        } else if matches!(name.rsplit_once('.'), Some((_, "weight" | "bias")))
            && tensor.data_type == Some(DataType::FLOAT)
        {
            found.insert((*name).to_owned(), floats(tensor)?);
        }
    }
    Ok(found)
}

/// Weights of multiplications, by the place of the node in the network.
fn multiplied(
    graph: &GraphProto,
    held: &HashMap<&str, &TensorProto>,
    found: &mut HashMap<String, Array>,
) -> Result<(), String> {
    for node in &graph.node {
        let (Some(name), Some(weight)) = (node.name.as_deref(), node.input.get(1)) else {
            continue;
        };
        let Some(tensor) = held.get(weight.as_str()) else { continue };
        let array = match node.op_type.as_deref() {
            Some("MatMulInteger") => whole(held, weight)?,
            Some("MatMul") => floats(tensor)?,
            _ => continue,
        };
        // "/layers.0/up_1/MatMul_quant": the scaling before it took the name without a number.
        let parts: Vec<&str> = name.trim_matches('/').split('/').collect();
        let place: Vec<&str> = parts[..parts.len() - 1]
            .iter()
            .map(|part| part.strip_suffix("_1").unwrap_or(part))
            .collect();
        found.insert(format!("{}.weight", place.join(".")), array.transposed()?);
    }
    Ok(())
}

/// Whole numbers with their scale: one for all, or one for each column.
fn whole(held: &HashMap<&str, &TensorProto>, name: &str) -> Result<Array, String> {
    let base = name.strip_suffix("_quantized").ok_or_else(|| format!("{name} has no scale"))?;
    let part = |suffix: &str| {
        let name = format!("{base}{suffix}");
        held.get(name.as_str()).copied().ok_or(format!("it lacks {name}"))
    };
    let scale = floats(part("_scale")?)?.values;
    let zero = integers(part("_zero_point")?)?;
    let tensor = part("_quantized")?;
    let columns = scale.len();
    if columns == 0 || zero.len() != columns {
        return Err(format!("{base} has {} zero points for {columns} scales", zero.len()));
    }
    let of = |(at, value): (usize, f32)| (value - zero[at % columns]) * scale[at % columns];
    let values = integers(tensor)?.into_iter().enumerate().map(of).collect();
    Ok(Array { shape: shape(tensor)?, values })
}

fn shape(tensor: &TensorProto) -> Result<Vec<usize>, String> {
    tensor.dims.iter().map(|n| usize::try_from(*n).map_err(|e| e.to_string())).collect()
}

fn floats(tensor: &TensorProto) -> Result<Array, String> {
    let name = tensor.name.as_deref().unwrap_or_default();
    let values: Vec<f32> = match (&tensor.raw_data, tensor.data_type) {
        (Some(raw), Some(DataType::FLOAT)) => raw
            .borrow()
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect(),
        (None, Some(DataType::FLOAT)) => tensor.float_data.clone(),
        _ => return Err(format!("{name} holds no floats")),
    };
    let shape = shape(tensor)?;
    if shape.iter().product::<usize>() != values.len() {
        return Err(format!("{name} does not fit its shape"));
    }
    Ok(Array { shape, values })
}

/// 8-bit numbers as floats, which hold them exactly.
fn integers(tensor: &TensorProto) -> Result<Vec<f32>, String> {
    let name = tensor.name.as_deref().unwrap_or_default();
    match (&tensor.raw_data, tensor.data_type) {
        (Some(raw), Some(DataType::INT8)) => {
            Ok(raw.borrow().iter().map(|b| f32::from(b.cast_signed())).collect())
        }
        (Some(raw), Some(DataType::UINT8)) => {
            Ok(raw.borrow().iter().map(|b| f32::from(*b)).collect())
        }
        (None, Some(DataType::INT8 | DataType::UINT8)) =>
        {
            #[expect(clippy::cast_precision_loss, reason = "they are 8-bit numbers")]
            Ok(tensor.int32_data.iter().map(|n| *n as f32).collect())
        }
        _ => Err(format!("{name} holds no 8-bit numbers")),
    }
}

/// BERT's name of a weight of ours.
fn bert(name: &str) -> Result<String, String> {
    let unknown = || format!("it has a weight {name} that no BERT has");
    let (stem, kind) = name.rsplit_once('.').ok_or_else(unknown)?;
    let place = match stem {
        "word" => "bert.embeddings.word_embeddings".to_owned(),
        "position" => "bert.embeddings.position_embeddings".to_owned(),
        "case" => "bert.embeddings.token_type_embeddings".to_owned(),
        "norm" => "bert.embeddings.LayerNorm".to_owned(),
        head if Head::names().any(|name| name == head) => stem.to_owned(),
        _ => {
            let (layer, part) = stem
                .strip_prefix("layers.")
                .and_then(|rest| rest.split_once('.'))
                .ok_or_else(unknown)?;
            let (_, theirs) = LAYER.iter().find(|(ours, _)| *ours == part).ok_or_else(unknown)?;
            format!("bert.encoder.layer.{layer}.{theirs}")
        }
    };
    Ok(format!("{place}.{kind}"))
}

/// The shape of the network, by its weights.
fn network(ours: &HashMap<String, Array>) -> Result<Shape, String> {
    let sizes = |name: &str| match ours.get(name).map(|array| &array.shape[..]) {
        Some([rows, columns]) => Ok([*rows, *columns]),
        _ => Err(format!("it lacks the matrix {name}")),
    };
    let [vocabulary, hidden] = sizes("word.weight")?;
    let [positions, _] = sizes("position.weight")?;
    let [types, _] = sizes("case.weight")?;
    let [inner, _] = sizes("layers.0.up.weight")?;
    let layers = ours.keys().filter(|name| name.ends_with(".up.weight")).count();
    Ok(Shape { vocabulary, positions, types, hidden, inner, layers })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Card;
    use crate::model::bundle::{WEIGHTS, default_dir};

    /// Also in builds without libtorch: a head that the second engine does not know is found when the model is made.
    #[test]
    fn what_ships_can_be_restored() {
        let card = Card::read(&default_dir().unwrap()).unwrap();
        let restored = restored(&card.load(WEIGHTS).unwrap()).unwrap();
        let Shape { hidden, inner, layers, types, .. } = restored.shape;
        assert_eq!((hidden, inner, types), (384, 1536, 6));
        let parts = layers * LAYER.len() + 4 + Head::names().count();
        // Of the embeddings only the norm has a bias.
        assert_eq!(restored.arrays.len(), 2 * parts - 3);
        for name in Head::names() {
            assert_eq!(restored.arrays[&format!("{name}.weight")].shape[1], hidden);
        }
        for (name, Array { shape, values }) in &restored.arrays {
            assert_eq!(shape.iter().product::<usize>(), values.len(), "{name}");
            assert!(values.iter().all(|value| value.is_finite()), "{name}");
        }
    }

    #[test]
    fn other_files_are_refused_with_the_reason() {
        let other = std::fs::read("tests/checkpoints/distilbert-ner/model.onnx").unwrap();
        assert!(restored(&other).is_err_and(|why| !why.is_empty()));
        assert!(restored(b"<!doctype html>").is_err());
        assert_eq!(
            bert("layers.3.up.bias").as_deref(),
            Ok("bert.encoder.layer.3.intermediate.dense.bias")
        );
        assert_eq!(bert("link.bias").as_deref(), Ok("link.bias"));
        assert!(bert("links.bias").is_err_and(|why| why.contains("links.bias")));
    }
}
