//! Which model the command line asks for.

use wiredesk::model::ModelChoice;
use wiredesk::model::bundle::default_dir;
use wiredesk::model::engine::EngineName;
use wiredesk::model::labels::LabelMap;

use super::Fatal;
use super::args::ModelArgs;

/// The model named, or the default one.
pub fn model(args: &ModelArgs, engine: EngineName) -> Result<ModelChoice, Fatal> {
    let dir = args.model.clone().map_or_else(default_dir, Ok)?;
    let labels = args.labels.as_deref().map(LabelMap::open).transpose()?.unwrap_or_default();
    Ok(ModelChoice { dir, engine, labels, threat_model: args.threat_model.clone() })
}
