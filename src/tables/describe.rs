//! The tables in Markdown, as `docs/tables.md` has them.

use std::fmt::Write as _;

use super::schema::{Kind, Table};

/// Every table with its columns, in Markdown.
pub fn markdown() -> String {
    let mut out = String::new();
    for table in Table::ALL {
        let (name, row) = (table.name(), table.row());
        let _ = write!(out, "### `{name}`\n\nA row is {row}.\n\n");
        out.push_str("| column | type | meaning |\n|---|---|---|\n");
        for column in table.columns() {
            let null = if column.nullable { ", null" } else { "" };
            let _ = writeln!(
                out,
                "| `{}` | {}{null} | {} |",
                column.name,
                type_name(column.kind),
                column.about
            );
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Int => "int64",
        Kind::Text => "text",
        Kind::Word(_) => "dictionary",
        Kind::Number => "decimal(38, 10)",
        Kind::Score => "double",
        Kind::Day => "date32",
        Kind::Flag => "boolean",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_docs_list_every_column() {
        let docs = include_str!("../../docs/tables.md");
        assert!(
            docs.contains(&super::markdown()),
            "put the output of `wiredesk export --describe` into docs/tables.md"
        );
    }
}
