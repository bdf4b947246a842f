//! `wiredesk models verify`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use wiredesk::hub::{Name, Place, Verdict, verify};
use wiredesk::model::bundle;

use crate::cli::args::VerifyArgs;
use crate::cli::{ALL_GOOD, Fatal, SOME_FAILED, choice, complain, print};

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
