//! Which model the command line asks for, and how many threads are of use.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use wiredesk::model::ModelChoice;
use wiredesk::model::bundle::{DESCRIPTION, default_dir, installed};
use wiredesk::model::checkpoint::Checkpoint;
use wiredesk::model::engine::EngineName;
use wiredesk::model::labels::LabelMap;

use super::args::ModelArgs;
use super::{Fatal, complain};

/// The model named, or the default one.
pub fn model(args: &ModelArgs, engine: EngineName) -> Result<ModelChoice, Fatal> {
    let dir = match &args.model {
        None => default_dir()?,
        Some(named) => installed_as(named).unwrap_or_else(|| named.clone()),
    };
    let is_ours = dir.join(DESCRIPTION).is_file();
    if !dir.exists() {
        return Err(format!(
            "--model {}: there is no such folder, and no installed model of that name; `wiredesk models` \
             lists those that are installed",
            dir.display()
        )
        .into());
    }
    if !is_ours && !Checkpoint::is_in(&dir) {
        return Err(format!(
            "--model {}: no model is in this folder, neither {} nor a config.json; name the model's own \
             folder, or one that `wiredesk models` lists",
            dir.display(),
            dir.join(DESCRIPTION).display()
        )
        .into());
    }
    if is_ours && args.labels.is_some() {
        complain(
            "--labels is for token classifiers from elsewhere and does nothing with wiredesk's own models",
        );
    }
    if let Some(dir) = args.threat_model.as_deref().filter(|dir| !dir.join("config.json").exists())
    {
        return Err(format!(
            "--threat-model {}: no folder of a classifier is there, with its config.json",
            dir.display()
        )
        .into());
    }
    let labels = args.labels.as_deref().map(LabelMap::open).transpose()?.unwrap_or_default();
    Ok(ModelChoice { dir, engine, labels, threat_model: args.threat_model.clone() })
}

/// The folder of the installed model that is called so, unless the name is a folder itself.
pub fn installed_as(name: &Path) -> Option<PathBuf> {
    if name.exists() || name.components().count() != 1 {
        return None;
    }
    let known = installed().ok()?;
    known.into_iter().find(|dir| dir.file_name() == Some(name.as_os_str()))
}

/// One thread a core: the engine of each worker runs on one thread of its own while the worker waits
/// for it. More would wait for each other, and each takes an engine's memory, so of what is `asked`
/// for no more than that is taken.
pub fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    let cores = available_parallelism().ok();
    match (asked, cores) {
        (Some(asked), Some(cores)) => asked.min(cores),
        (one, other) => one.or(other).unwrap_or(NonZeroUsize::MIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_threads_than_cores() {
        let cores = available_parallelism().unwrap();
        assert_eq!(threads(None), cores);
        assert_eq!(threads(NonZeroUsize::new(1)), NonZeroUsize::MIN);
        assert_eq!(threads(NonZeroUsize::new(100_000)), cores);
    }

    #[test]
    fn a_model_may_be_given_by_its_name() {
        let default = default_dir().unwrap();
        let name = default.file_name().unwrap();
        assert!(installed_as(Path::new(name)).is_some_and(|dir| dir.ends_with(name)));
        for other in ["nowhere", "src", "models/wiredesk-small-en"] {
            assert_eq!(installed_as(Path::new(other)), None, "{other}");
        }
    }
}
