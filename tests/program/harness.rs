//! Runs the program and reads its records.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program with `args`, in `dir`, off a terminal.
pub fn wiredesk(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wiredesk"));
    command.current_dir(dir).args(args).stdin(Stdio::null()).env_remove("WIREDESK_MODELS");
    command
}

/// What a finished run left behind.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().expect("the program ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

impl Run {
    /// The records on stdout, one a line.
    pub fn records(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is JSON"))
            .collect()
    }
}

/// Runs `wiredesk annotate ARGS...` in `dir`.
pub fn annotate(dir: &Path, args: &[&str]) -> Run {
    let mut all = vec!["annotate"];
    all.extend(args);
    wiredesk(dir, &all).output().expect("the program starts").into()
}

/// The error kind of a record, or an empty string for an annotated article.
pub fn error_kind(record: &Value) -> &str {
    record["error"]["kind"].as_str().unwrap_or_default()
}

/// The checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A sentence to annotate where only reading matters.
pub const SENTENCE: &str =
    "North Korea stole $3 billion from 58 firms, a UN panel said on Thursday.";
