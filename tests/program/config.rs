//! Which configuration file is in force.

use std::fs;

use crate::harness::{Run, wiredesk};

#[test]
fn a_file_that_is_passed_over_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let head = |args: &[&str]| {
        let run: Run = wiredesk(dir.path(), args).output().unwrap().into();
        run.stdout.lines().next().unwrap().to_owned()
    };
    assert_eq!(head(&["config"]), "# no configuration file");
    fs::write(dir.path().join("wiredesk.toml"), "[annotate]\nthreads = 1\n").unwrap();
    let told = head(&["config"]);
    assert!(told.starts_with("# no configuration file: the wiredesk.toml here"), "{told}");
    assert_eq!(head(&["config", "--no-config"]), "# no configuration file");
    assert_eq!(head(&["config", "-o", "out.jsonl"]), "# wiredesk.toml");
}
