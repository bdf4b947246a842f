//! What differs between the records of an output and those that would be appended.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::error::ResumeError;
use crate::record::Provenance;

/// What made records, or would make them.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub by: &'a Provenance,
    /// The options behind its digest, by name; records themselves do not have them.
    pub given: Option<&'a BTreeMap<String, String>>,
}

/// Refuses to append records that something else has made.
pub(super) fn refuse_mixture(
    output: &Path,
    there: Made<'_>,
    now: Made<'_>,
) -> Result<(), ResumeError> {
    let changes = changes(there, now);
    if changes.is_empty() {
        return Ok(());
    }
    Err(ResumeError::Refused(format!(
        "{} was made {}; give the same, --rebuild to do everything anew, or name another --output",
        output.display(),
        changes.join(" and ")
    )))
}

fn changes(there: Made<'_>, now: Made<'_>) -> Vec<String> {
    let mut changes = Vec::new();
    let mut compare = |what: &str, there: &str, now: &str| {
        if there != now {
            changes.push(format!("with {what} {there}, not {now}"));
        }
    };
    let (was, is) = (there.by, now.by);
    compare("wiredesk", &was.wiredesk, &is.wiredesk);
    if was.model.name == is.model.name {
        compare("the model of digest", short(&was.model.digest), short(&is.model.digest));
    } else {
        compare("the model", &was.model.name, &is.model.name);
    }
    let threats = |made: &Provenance| {
        let digest = made.threat_model.as_ref().map(|model| short(&model.digest).to_owned());
        digest.unwrap_or_else(|| "none".to_owned())
    };
    compare("the threat model of digest", &threats(was), &threats(is));
    compare("the engine", &was.engine, &is.engine);
    if was.config == is.config {
        return changes;
    }
    let named = match (there.given, now.given) {
        (Some(there), Some(now)) => options(there, now),
        _ => Vec::new(),
    };
    if named.is_empty() {
        compare("options of digest", short(&was.config), short(&is.config));
    }
    changes.extend(named);
    changes
}

/// The options that differ, each with what it was.
fn options(there: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<String> {
    let names: BTreeSet<&String> = there.keys().chain(now.keys()).collect();
    let change = |name: &String| match (there.get(name), now.get(name)) {
        (Some(was), Some(is)) if was == is => None,
        (Some(was), Some(is)) => Some(format!("with {name} {was}, not {is}")),
        (Some(was), None) if was.is_empty() => Some(format!("with {name}")),
        (Some(was), None) => Some(format!("with {name} {was}")),
        (None, _) => Some(format!("without {name}")),
    };
    names.into_iter().filter_map(change).collect()
}

/// As much of a digest as a person compares.
fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::ModelProvenance;

    fn provenance(config: &str, digest: &str) -> Provenance {
        Provenance {
            wiredesk: "1.0".into(),
            model: ModelProvenance { name: "m".into(), digest: digest.into() },
            threat_model: None,
            engine: "e".into(),
            config: config.into(),
        }
    }

    #[test]
    fn each_change_is_named() {
        let (there, other) = (provenance("c", "d"), provenance("x", "y"));
        let (there, other) = (Made { by: &there, given: None }, Made { by: &other, given: None });
        assert!(refuse_mixture(Path::new("out"), there, there).is_ok());
        let told = refuse_mixture(Path::new("out"), there, other).unwrap_err().to_string();
        for part in ["out", "digest d, not y", "digest c, not x", "--rebuild"] {
            assert!(told.contains(part), "{told}");
        }
    }

    #[test]
    fn options_are_named_where_they_are_known() {
        let given = |all: &[(&str, &str)]| -> BTreeMap<String, String> {
            all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let was = given(&[("--encoding", "utf-8"), ("--no-text", ""), ("--text-field", "body")]);
        let is = given(&[("--encoding", "big5"), ("--sentences", ""), ("--ignore", "of digest a")]);
        let (there, now) = (provenance("c", "d"), provenance("x", "d"));
        let told =
            changes(Made { by: &there, given: Some(&was) }, Made { by: &now, given: Some(&is) });
        assert_eq!(
            told,
            [
                "with --encoding utf-8, not big5",
                "without --ignore",
                "with --no-text",
                "without --sentences",
                "with --text-field body",
            ]
        );
    }
}
