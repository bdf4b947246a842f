//! An output that would take the place of what is read, or be read itself.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use wiredesk::article::read::link_into;
use wiredesk::output::Target;

use super::Fatal;

/// Refuses standard input where it is named again: it was read to its end by then.
///
/// # Errors
/// With the mend.
pub(super) fn refuse_stdin_twice(inputs: &[PathBuf]) -> Result<(), Fatal> {
    match inputs.iter().filter(|path| path.as_os_str() == "-").count() {
        0 | 1 => Ok(()),
        _ => Err("standard input can be read once only: name - once".into()),
    }
}

/// Refuses an output that is one of `inputs` under whatever name, or lies in one that is a folder:
/// what is read would be gone. `-` is standard output, among `inputs` standard input. To be called
/// before anything is read.
///
/// # Errors
/// Which input it is, and what mends it.
pub(super) fn refuse_overwrite<P: AsRef<Path>>(
    inputs: impl IntoIterator<Item = P>,
    output: &Path,
) -> Result<(), Fatal> {
    refuse_overwrite_by("the output", inputs, output)
}

/// As [`refuse_overwrite`], with a word of one's own for what is written.
pub(super) fn refuse_overwrite_by<P: AsRef<Path>>(
    written: &str,
    inputs: impl IntoIterator<Item = P>,
    output: &Path,
) -> Result<(), Fatal> {
    if output.as_os_str() == "-" {
        return Ok(());
    }
    // Pipes and devices hold nothing that could be lost, folders are looked at where they are made.
    let Some(there) = fs::metadata(output).ok().filter(Metadata::is_file) else { return Ok(()) };
    for input in inputs {
        let input = input.as_ref();
        // A redirection may have opened the very file.
        let is_stdin = input.as_os_str() == "-";
        let path = if is_stdin { Path::new("/dev/stdin") } else { input };
        let Ok(about) = fs::metadata(path) else { continue };
        let (lost, input) = (output.display(), input.display());
        let why = if about.is_dir() && lies_in(output, path) {
            format!("{lost} lies in {input}, which is read, and")
        } else if !is_same((path, &about), (output, &there)) {
            continue;
        } else if is_stdin {
            format!("{lost} is read from standard input and")
        } else {
            format!("{input} is read and")
        };
        let mend = "name another file with --output";
        return Err(format!("{why} would be overwritten by {written}; {mend}").into());
    }
    Ok(())
}

/// Refuses an output, there already or not yet, in one of `inputs` that is a folder, or where a link in
/// it leads: the next run would read it.
///
/// # Errors
/// Which folder or link it is, and what mends it.
pub(super) fn refuse_inside(inputs: &[PathBuf], output: &Path) -> Result<(), Fatal> {
    if output.as_os_str() == "-" {
        return Ok(());
    }
    let folders = || inputs.iter().filter(|path| path.is_dir());
    if let Some(folder) = folders().find(|folder| lies_in(output, folder)) {
        return Err(format!(
            "{} lies inside {}, which is read: it would be input on the next run; put it elsewhere",
            output.display(),
            folder.display()
        )
        .into());
    }
    match folders().find_map(|folder| link_into(folder, &target_of(output))) {
        None => Ok(()),
        Some(link) => Err(format!(
            "{} would be input on the next run: the link {}, which is read, leads there; put it \
             elsewhere or remove the link",
            output.display(),
            link.display()
        )
        .into()),
    }
}

/// Whether two paths lead to one file, which has a number of its own on its device: a hard link is
/// no path that could be followed.
#[cfg(unix)]
fn is_same((_, one): (&Path, &Metadata), (_, other): (&Path, &Metadata)) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether two paths lead to one file.
#[cfg(not(unix))]
fn is_same((one, _): (&Path, &Metadata), (other, _): (&Path, &Metadata)) -> bool {
    matches!((real(one), real(other)), (Ok(one), Ok(other)) if one == other)
}

/// Where a link leads that an output is; else the output. What cannot be found out is told when it is
/// opened.
fn target_of(output: &Path) -> PathBuf {
    let file = Target::from_arg(Some(output)).regular_file().ok().flatten();
    file.unwrap_or_else(|| output.to_owned())
}

/// Whether a file, there already or not yet, is one below a folder.
fn lies_in(file: &Path, folder: &Path) -> bool {
    let file = target_of(file);
    let Some(into) = file.parent() else { return false };
    let into = if into.as_os_str().is_empty() { Path::new(".") } else { into };
    matches!((real(into), real(folder)), (Ok(into), Ok(folder)) if into.starts_with(&folder))
}

fn real(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(inputs: &[&Path], output: &Path) -> Option<String> {
        refuse_overwrite(inputs, output).err().map(|error| error.to_string())
    }

    #[test]
    fn an_output_is_no_input_under_whatever_name() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("a"), "x").unwrap();
        fs::write(at("b"), "x").unwrap();
        fs::hard_link(at("a"), at("hard")).unwrap();
        let mut names = vec![at("a"), at("./a")];
        if cfg!(unix) {
            names.push(at("hard"));
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("hard", at("soft")).unwrap();
            names.push(at("soft"));
        }
        for name in &names {
            let why = refused(&[&at("b"), &at("a")], name).expect("refused");
            assert!(why.contains(&at("a").display().to_string()), "{why}");
            assert!(why.ends_with("name another file with --output"), "{why}");
        }
        for free in [at("c"), PathBuf::from("-")] {
            assert_eq!(refused(&[&at("a"), &at("none")], &free), None, "{}", free.display());
        }
        assert_eq!(refused(&[&at("a")], &at("b")), None);
    }

    #[test]
    fn an_output_lies_in_no_input() {
        let dir = tempfile::tempdir().unwrap();
        let (gold, other) = (dir.path().join("gold"), dir.path().join("golden"));
        for folder in [&gold, &other] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("a.ann"), "x").unwrap();
        }
        let why = refused(&[&gold], &gold.join("a.ann")).expect("refused");
        assert!(why.contains("a.ann lies in "), "{why}");
        assert_eq!(refused(&[&gold], &gold.join("new")), None);
        assert_eq!(refused(&[&gold], &other.join("a.ann")), None);
    }

    #[test]
    fn an_output_is_in_no_folder_that_is_read_be_it_there_or_not() {
        let dir = tempfile::tempdir().unwrap();
        let (read, other) = (dir.path().join("drop"), dir.path().join("drops"));
        for folder in [&read.join("below"), &other] {
            fs::create_dir_all(folder).unwrap();
        }
        fs::write(read.join("there"), "x").unwrap();
        let inside = |output: &Path| refuse_inside(&[other.join("none"), read.clone()], output);
        for output in ["there", "new", "below/new", "../drop/new"] {
            let why = inside(&read.join(output)).expect_err("refused").to_string();
            assert!(why.contains(&format!("lies inside {}, which is", read.display())), "{why}");
        }
        for free in [other.join("new"), read.join("none/new"), PathBuf::from("-")] {
            assert!(inside(&free).is_ok(), "{}", free.display());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_read_and_written() {
        let null = Path::new("/dev/null");
        assert_eq!(refused(&[null], null), None);
    }
}
