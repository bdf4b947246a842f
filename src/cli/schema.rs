//! `wiredesk schema`.

use super::{Fatal, print};

/// Prints the JSON Schema of one line of output.
pub fn run() -> Result<u8, Fatal> {
    print(&format!("{:#}\n", wiredesk::record::schema()))
}
