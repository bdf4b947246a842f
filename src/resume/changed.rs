//! What differs between the records of an output and those that would be appended.

use std::path::Path;

use super::error::ResumeError;
use crate::record::Provenance;

/// Refuses to append records that something else has made.
pub(super) fn refuse_mixture(
    output: &Path,
    there: &Provenance,
    now: &Provenance,
) -> Result<(), ResumeError> {
    let changes = changes(there, now);
    if changes.is_empty() {
        return Ok(());
    }
    Err(ResumeError::Refused(format!(
        "{} was made with {}; give the same, --rebuild to do everything anew, or name another \
         --output",
        output.display(),
        changes.join(", and with ")
    )))
}

fn changes(there: &Provenance, now: &Provenance) -> Vec<String> {
    let mut changes = Vec::new();
    let mut compare = |what: &str, there: &str, now: &str| {
        if there != now {
            changes.push(format!("{what} {there}, not {now}"));
        }
    };
    compare("wiredesk", &there.wiredesk, &now.wiredesk);
    if there.model.name == now.model.name {
        let (there, now) = (&there.model.digest, &now.model.digest);
        compare("the model of digest", short(there), short(now));
    } else {
        compare("the model", &there.model.name, &now.model.name);
    }
    let threats = |made: &Provenance| {
        let digest = made.threat_model.as_ref().map(|model| short(&model.digest).to_owned());
        digest.unwrap_or_else(|| "none".to_owned())
    };
    compare("the threat model of digest", &threats(there), &threats(now));
    compare("the engine", &there.engine, &now.engine);
    compare("options of digest", short(&there.config), short(&now.config));
    changes
}

/// As much of a digest as a person compares.
fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::ModelProvenance;

    #[test]
    fn each_change_is_named() {
        let provenance = |config: &str, digest: &str| Provenance {
            wiredesk: "1.0".into(),
            model: ModelProvenance { name: "m".into(), digest: digest.into() },
            threat_model: None,
            engine: "e".into(),
            config: config.into(),
        };
        let there = provenance("c", "d");
        assert!(refuse_mixture(Path::new("out"), &there, &there).is_ok());
        let told = refuse_mixture(Path::new("out"), &there, &provenance("x", "y"))
            .unwrap_err()
            .to_string();
        for part in ["out", "digest d, not y", "digest c, not x", "--rebuild"] {
            assert!(told.contains(part), "{told}");
        }
    }
}
