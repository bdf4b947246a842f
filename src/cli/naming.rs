//! Names of outputs that promise what records are not.

use std::path::Path;

use super::Fatal;

/// Refuses a file of records under a name that promises another format or a compression that there
/// is not: whoever opens it would be misled.
///
/// # Errors
/// What the name promises, and the mend.
pub fn refuse_misleading(file: &Path) -> Result<(), Fatal> {
    let ending = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let mut name = file.to_owned();
    if matches!(ending(&name).as_deref(), Some("gz" | "zst")) {
        name.set_extension("");
    }
    let Some(ending) = ending(&name) else { return Ok(()) };
    let stem = name.with_extension("");
    let (shown, stem) = (file.display(), stem.display());
    let mend = match ending.as_str() {
        "parquet" | "csv" | "arrow" => format!(
            "records are lines of JSON: write them to {stem}.jsonl and turn that into tables with \
             `wiredesk export --to {ending} {stem}.jsonl -o FOLDER`"
        ),
        "tsv" | "feather" | "xlsx" | "xls" | "ods" | "db" | "sqlite" | "duckdb" => format!(
            "records are lines of JSON: write them to {stem}.jsonl; `wiredesk export` makes tables of \
             them"
        ),
        "bz2" | "xz" | "lzma" | "lz4" | "br" | "7z" | "zip" | "tar" | "tgz" | "z" => {
            format!("records are compressed as .gz or .zst: name it {stem}.zst or {stem}.gz")
        }
        _ => return Ok(()),
    };
    Err(format!("{shown} would not be what its name says; {mend}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_is_in_the_file() {
        let why = |name: &str| refuse_misleading(Path::new(name)).err().map(|e| e.to_string());
        for free in
            ["a.jsonl", "a.JSONL.gz", "a.json", "a.ndjson.zst", "a", "csv", "a.csv/b", ".csv"]
        {
            assert_eq!(why(free), None, "{free}");
        }
        for (name, mend) in [
            ("out/a.parquet", "--to parquet out/a.jsonl"),
            ("a.CSV", "--to csv a.jsonl"),
            ("a.csv.gz", "--to csv a.jsonl"),
            ("a.tsv", "write them to a.jsonl"),
            ("b.jsonl.bz2", "name it b.jsonl.zst or b.jsonl.gz"),
        ] {
            let why = why(name).unwrap_or_default();
            assert!(why.starts_with(name) && why.contains(mend), "{name}: {why}");
        }
    }
}
