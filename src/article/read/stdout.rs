//! The file that standard output goes to, if it is one: what is read from it would be what was just
//! written. ripgrep passes it over likewise.

use std::fs::Metadata;

/// What tells the file from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stdout(Option<Number>);

/// A device and the number of a file on it.
type Number = (u64, u64);

impl Stdout {
    /// Looks where standard output goes to.
    pub(super) fn look() -> Self {
        Self(of_stream(&std::io::stdout()))
    }

    /// Whether the file of which this is told is the one.
    pub(super) fn is(self, about: &Metadata) -> bool {
        self.0.is_some() && self.0 == number(about)
    }

    /// Whether standard input is read from it.
    pub(super) fn is_stdin(self) -> bool {
        self.0.is_some() && self.0 == of_stream(&std::io::stdin())
    }
}

#[cfg(unix)]
fn of_stream(stream: &impl std::os::fd::AsFd) -> Option<Number> {
    let file = std::fs::File::from(stream.as_fd().try_clone_to_owned().ok()?);
    number(&file.metadata().ok()?)
}

/// Of regular files only: pipes and devices are read and written at once.
#[cfg(unix)]
fn number(about: &Metadata) -> Option<Number> {
    use std::os::unix::fs::MetadataExt;
    about.is_file().then(|| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn of_stream<T>(_: &T) -> Option<Number> {
    None
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<Number> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, File};

    use super::*;

    #[test]
    fn a_file_is_known_by_its_number() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        let written = Stdout(of_stream(&File::create(at("a")).unwrap()));
        fs::write(at("b"), "").unwrap();
        fs::hard_link(at("a"), at("c")).unwrap();
        let is = |name: &str| written.is(&fs::metadata(at(name)).unwrap());
        assert_eq!([is("a"), is("b"), is("c")], [true, false, true]);
        let device = Stdout(of_stream(&File::open("/dev/null").unwrap()));
        assert!(!device.is(&fs::metadata("/dev/null").unwrap()));
    }
}
