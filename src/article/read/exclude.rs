//! What below a folder the user wants left out: patterns of names, as shells have them.

use std::path::Path;

use globset::{GlobBuilder, GlobMatcher};

/// A pattern of the files and folders below a named folder that are left out.
///
/// `*` and `?` stand for anything but a slash, `**` for any number of folders, `[a-z]` for one of some
/// characters, `{a,b}` for either. Without a slash within it the pattern is one of names, wherever they are;
/// otherwise of paths below the folder. What lies in a folder that it fits is left out with it.
#[derive(Clone, Debug)]
pub struct Pattern {
    given: String,
    matcher: GlobMatcher,
}

/// What is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadPattern(String);

impl Pattern {
    /// Reads a pattern. A slash before or behind it changes nothing but that one before it makes it a path.
    ///
    /// # Errors
    /// [`BadPattern`] if it is empty or breaks off, as in `[a-`.
    pub fn new(given: &str) -> Result<Self, BadPattern> {
        let path = given.strip_prefix("./").unwrap_or(given).trim_end_matches('/');
        let is_name = !path.contains('/');
        let path = path.trim_start_matches('/');
        if path.is_empty() {
            return Err(BadPattern("an empty pattern; give one such as '*.jpg'".to_owned()));
        }
        let glob = if is_name { format!("**/{path}") } else { path.to_owned() };
        let glob = GlobBuilder::new(&glob).literal_separator(true).build();
        let glob = glob.map_err(|error| BadPattern(format!("{}: {given:?}", error.kind())))?;
        Ok(Self { given: given.to_owned(), matcher: glob.compile_matcher() })
    }

    /// The pattern as it was given.
    pub fn as_str(&self) -> &str {
        &self.given
    }

    /// Whether it fits `below`, the path of a file below the folder, or a folder that the file is in.
    fn covers(&self, below: &Path) -> bool {
        let mut parts = below.ancestors().filter(|part| !part.as_os_str().is_empty());
        parts.any(|part| self.matcher.is_match(part))
    }
}

/// Whether one of `patterns` leaves out the file that lies at `below` in a folder.
pub(super) fn is_excluded(patterns: &[Pattern], below: &Path) -> bool {
    patterns.iter().any(|pattern| pattern.covers(below))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn covers(pattern: &str, below: &str) -> bool {
        Pattern::new(pattern).unwrap().covers(Path::new(below))
    }

    #[test]
    fn a_pattern_without_a_slash_is_of_names_everywhere() {
        for (pattern, below) in [
            ("*.jpg", "a.jpg"),
            ("*.jpg", "x/y/a.jpg"),
            ("*.{jpg,png}", "x/a.png"),
            ("img", "img"),
            ("img", "x/img/deep/a.txt"),
            ("img/", "img/a.txt"),
            ("./img", "x/img/a.txt"),
            ("[ab].txt", "b.txt"),
            ("*", "anything/at/all"),
        ] {
            assert!(covers(pattern, below), "{pattern} {below}");
        }
        for (pattern, below) in [
            ("*.jpg", "a.jpg.txt"),
            ("*.jpg", "a.JPG"),
            ("img", "imgs/a.txt"),
            ("img", "x/img.txt"),
            ("?.txt", "ab.txt"),
        ] {
            assert!(!covers(pattern, below), "{pattern} {below}");
        }
    }

    #[test]
    fn a_pattern_with_a_slash_is_of_paths_below_the_folder() {
        for (pattern, below) in [
            ("x/img", "x/img/a.txt"),
            ("x/*.txt", "x/a.txt"),
            ("/img", "img/a.txt"),
            ("x/**/a.txt", "x/y/z/a.txt"),
            ("**/img/a.txt", "x/img/a.txt"),
        ] {
            assert!(covers(pattern, below), "{pattern} {below}");
        }
        for (pattern, below) in
            [("x/img", "y/x/img/a.txt"), ("x/*.txt", "x/y/a.txt"), ("/img", "x/img/a.txt")]
        {
            assert!(!covers(pattern, below), "{pattern} {below}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_told_with_itself() {
        for wrong in ["[a-", "{a", "", "/"] {
            let said = Pattern::new(wrong).unwrap_err().to_string();
            assert!(said.contains(wrong.trim_matches('/')) && !said.is_empty(), "{wrong}: {said}");
        }
        assert_eq!(Pattern::new("./img/").unwrap().as_str(), "./img/");
    }

    proptest! {
        #[test]
        fn a_name_fits_itself_wherever_it_lies(folders in prop::collection::vec("[a-z.]{1,4}x", 0..3), name in "[a-z0-9._ -]{1,8}x") {
            let below = folders.iter().chain([&name]).cloned().collect::<Vec<_>>().join("/");
            prop_assert!(covers(&name, &below));
            let rooted = format!("/{below}");
            prop_assert!(covers(&rooted, &below));
            let deeper = format!("{below}/more");
            prop_assert!(covers(&name, &deeper));
        }

        #[test]
        fn any_text_is_a_pattern_or_refused(given in "\\PC{0,12}", below in "[a-z/]{1,9}") {
            match Pattern::new(&given) {
                Ok(pattern) => { let _ = pattern.covers(Path::new(&below)); }
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }
}
