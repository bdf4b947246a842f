//! `wiredesk models verify`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use wiredesk::hub::{Name, Place, Verdict, verify};
use wiredesk::model::bundle;

use crate::cli::{ALL_GOOD, Fatal, SOME_FAILED, choice, complain, print};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wiredesk models verify
  wiredesk models verify wiredesk-small-en dslim/bert-base-NER models/my-ner/

A file is \"unknown\" where nothing says what its digest should be.

Exit status: 0 no file is wrong, 1 one is, 2 could not be carried out.")]
pub struct VerifyArgs {
    /// Folders, or names of models that are installed or in the hub's cache [default: all that
    /// `wiredesk models` lists]
    #[arg(value_name = "MODEL")]
    pub models: Vec<PathBuf>,
}

/// Compares the files of models with their digests.
pub fn run(args: &VerifyArgs) -> Result<u8, Fatal> {
    let folders = if args.models.is_empty() {
        bundle::installed()?
    } else {
        args.models.iter().map(|model| folder(model)).collect::<Result<_, _>>()?
    };
    if folders.is_empty() {
        return Err("no model is installed: name a folder".into());
    }
    let (mut out, mut status) = (String::new(), ALL_GOOD);
    for folder in &folders {
        let is_model =
            [bundle::DESCRIPTION, "config.json"].iter().any(|name| folder.join(name).exists());
        if !is_model {
            return Err(format!(
                "{}: no model is in this folder, for it has no {} and no config.json; name the model's own \
                 folder, or one that `wiredesk models` lists",
                folder.display(),
                bundle::DESCRIPTION
            )
            .into());
        }
        for verdict in verify(folder)? {
            match verdict {
                Verdict::Right(path) => {
                    let _ = writeln!(out, "right    {}", path.display());
                }
                Verdict::Unknown(path) => {
                    let _ = writeln!(out, "unknown  {}", path.display());
                }
                Verdict::Wrong(path, why) => {
                    let _ = writeln!(out, "wrong    {}", path.display());
                    complain(&why);
                    status = SOME_FAILED;
                }
            }
        }
    }
    print(&out)?;
    Ok(status)
}

/// The folder that is meant: as it stands, of the installed model that is called so, or the snapshot
/// of that name in the hub's cache.
fn folder(model: &Path) -> Result<PathBuf, Fatal> {
    if model.is_dir() {
        return Ok(model.to_owned());
    }
    let name: Option<Name> = model.to_str().and_then(|name| name.parse().ok());
    let place = Place::of_environment();
    let cached = || name.and_then(|name| place.cached(&name));
    choice::installed_as(model).or_else(cached).ok_or_else(|| {
        let (model, cache) = (model.display(), place.cache.display());
        format!(
            "{model} is no folder, and no model of that name is in {cache} or among those that \
             `wiredesk models` lists"
        )
        .into()
    })
}
