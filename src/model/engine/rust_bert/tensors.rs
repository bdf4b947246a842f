//! The weights of a checkpoint in the file formats that there are.

use tch::{Device, Kind, Tensor};

use super::Tensors;
use crate::model::ModelError;
use crate::model::checkpoint::Checkpoint;

/// Endings of names that older checkpoints have, and what they are called now.
const RENAMED: [(&str, &str); 2] =
    [("LayerNorm.gamma", "LayerNorm.weight"), ("LayerNorm.beta", "LayerNorm.bias")];

/// Reads all tensors as 32-bit floats, from one file or from several.
///
/// # Errors
/// If a file cannot be read, or has changed since its digest was taken.
pub(super) fn read(checkpoint: &Checkpoint) -> Result<Tensors, ModelError> {
    let mut all = Tensors::new();
    for name in &checkpoint.weights {
        let path = checkpoint.dir.join(name);
        // libtorch reads files by their path; this is for the digest.
        drop(checkpoint.load(name)?);
        let tensors = if path.extension().is_some_and(|e| e == "safetensors") {
            Tensor::read_safetensors(&path)
        } else {
            Tensor::load_multi_with_device(&path, Device::Cpu)
        };
        let tensors =
            tensors.map_err(|e| ModelError::Invalid { file: path.clone(), why: e.to_string() })?;
        for (name, tensor) in tensors {
            let tensor =
                if tensor.is_floating_point() { tensor.to_kind(Kind::Float) } else { tensor };
            all.insert(renamed(&name), tensor);
        }
    }
    Ok(all)
}

fn renamed(name: &str) -> String {
    for (old, new) in RENAMED {
        if let Some(start) = name.strip_suffix(old) {
            return format!("{start}{new}");
        }
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_old_checkpoints_are_brought_up_to_date() {
        assert_eq!(renamed("bert.embeddings.LayerNorm.gamma"), "bert.embeddings.LayerNorm.weight");
        assert_eq!(renamed("bert.embeddings.LayerNorm.weight"), "bert.embeddings.LayerNorm.weight");
    }
}
