//! Which files hold the annotations, and in which format. Nothing is passed over in silence: a
//! folder is in one format, and what else in it may be annotations is named.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::stored::{Kind, first_line, head_of, stem, text_of};
use super::{Format, ReadError, columns};

/// Names in a remark; the rest is counted.
const NAMED: usize = 10;

/// What is to be read.
pub(super) struct Chosen {
    pub(super) format: Format,
    pub(super) files: Vec<PathBuf>,
    /// The text of a file that was named itself: a pipe can be read but once.
    pub(super) text: Option<String>,
    /// What is not.
    pub(super) remark: Option<String>,
}

/// The file itself, or the files below a folder that are in its format.
///
/// # Errors
/// If something cannot be read, or the folder holds no annotations or those of several formats.
pub(super) fn choose(path: &Path, asked: Option<Format>) -> Result<Chosen, ReadError> {
    let failed = |source| ReadError::Io { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(failed)?.is_dir() {
        let text = text_of(path)?;
        let format = asked.unwrap_or_else(|| of_text(path, &text));
        let files = vec![path.to_owned()];
        return Ok(Chosen { format, files, text: Some(text), remark: None });
    }
    let (mut known, mut other) = (Vec::new(), Vec::new());
    for entry in walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| failed(error.into()))?;
        if entry.file_type().is_file() {
            let file = entry.into_path();
            if Kind::of(&file).is_some() { known.push(file) } else { other.push(file) }
        }
    }
    if known.is_empty() {
        let what = "holds no .jsonl, .ann, .json, .conll, .bio, .iob2 or .txt file";
        return Err(ReadError::one(format!("{}: {what}", path.display())));
    }
    let format = asked.map_or_else(|| of_folder(path, &known), Ok)?;
    let (files, mut left): (Vec<PathBuf>, Vec<PathBuf>) =
        known.into_iter().partition(|file| may_hold(file, format));
    if format == Format::Brat {
        let read = stems(&files);
        left.retain(|file| Kind::of(file) != Some(Kind::Text) || !read.contains(&stem(file)));
    }
    left.extend(other.into_iter().filter(|file| looks_annotated(file)));
    Ok(Chosen { format, files, text: None, remark: remark(path, format, &left) })
}

/// The format of one file: by its ending where that is clear, else by what it begins with.
fn of_text(file: &Path, text: &str) -> Format {
    let kind = Kind::of(file);
    if let Some(Kind::Standoff) = kind {
        return Format::Brat;
    }
    if let Some(Kind::Json) = kind {
        return Format::LabelStudio;
    }
    let line = text.trim_start().lines().next().unwrap_or_default();
    if !line.starts_with(['{', '[']) || line.starts_with("[[") {
        return Format::Columns;
    }
    // A column file may begin with a bracket, too.
    let is_json = kind == Some(Kind::Lines) || serde_json::from_str::<Value>(line).is_ok();
    if is_json { of_line(line) } else { Format::Columns }
}

/// The one format of the files of a folder.
fn of_folder(path: &Path, files: &[PathBuf]) -> Result<Format, ReadError> {
    let standoff: Vec<&PathBuf> =
        files.iter().filter(|file| Kind::of(file) == Some(Kind::Standoff)).collect();
    let annotated = stems(standoff);
    let mut seen: Vec<(Format, &Path)> = Vec::new();
    for file in files {
        let format = match Kind::of(file) {
            Some(Kind::Lines) => first_line(file)?.map(|line| of_line(&line)),
            Some(Kind::Json) => is_tasks(file).then_some(Format::LabelStudio),
            Some(Kind::Standoff) => Some(Format::Brat),
            Some(Kind::Columns) => Some(Format::Columns),
            Some(Kind::Text) if annotated.contains(&stem(file)) => None,
            Some(Kind::Text) => {
                let text = text_of(file).ok();
                text.is_some_and(|text| columns::are_in(&text)).then_some(Format::Columns)
            }
            None => None,
        };
        if let Some(format) = format
            && !seen.iter().any(|(other, _)| *other == format)
        {
            seen.push((format, file));
        }
    }
    let has = |kind| files.iter().any(|file| Kind::of(file) == Some(kind));
    match seen.as_slice() {
        [(format, _)] => Ok(*format),
        // Nothing is what it is called: what is wrong is told when it is read.
        [] if has(Kind::Lines) => Ok(Format::Records),
        [] if has(Kind::Json) => Ok(Format::LabelStudio),
        [] => Ok(Format::Columns),
        several => {
            let each =
                several.iter().map(|(format, file)| format!("{format} ({})", file.display()));
            let each: Vec<String> = each.collect();
            Err(ReadError::one(format!(
                "{}: holds more than one format, {}: keep each in a folder of its own, or name a \
                 file",
                path.display(),
                each.join(" and ")
            )))
        }
    }
}

/// Records or spans, by the first of them.
fn of_line(line: &str) -> Format {
    let is_spans = match serde_json::from_str::<Value>(line) {
        Ok(Value::Array(pair)) => pair.first().is_some_and(Value::is_string),
        Ok(object) => {
            ["spans", "entities", "label", "labels"].iter().any(|key| object.get(key).is_some())
        }
        Err(_) => false,
    };
    if is_spans { Format::Spans } else { Format::Records }
}

/// Whether a JSON file is a list of objects, as Label Studio exports its tasks.
fn is_tasks(file: &Path) -> bool {
    let json = text_of(file).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    json.is_some_and(|json| json.get(0).is_some_and(Value::is_object))
}

/// Whether a file of a folder is in the format that the folder is in, by its name.
fn may_hold(file: &Path, format: Format) -> bool {
    let kind = Kind::of(file);
    match format {
        Format::Records | Format::Spans => kind == Some(Kind::Lines),
        Format::LabelStudio => kind == Some(Kind::Json),
        Format::Brat => kind == Some(Kind::Standoff),
        Format::Columns => matches!(kind, Some(Kind::Columns | Kind::Text)),
    }
}

/// Whether a file with another ending may be annotations all the same: packed in another way, set
/// aside, or called otherwise.
fn looks_annotated(file: &Path) -> bool {
    let is_hidden = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    if is_hidden {
        return false;
    }
    let is_article = |text: &str| {
        let first = text.lines().next().unwrap_or_default();
        serde_json::from_str::<Value>(first).is_ok_and(|json| json.get("text").is_some())
    };
    Kind::of(&file.with_extension("")).is_some()
        || head_of(file).is_some_and(|text| columns::are_in(&text) || is_article(&text))
}

fn stems<'p>(files: impl IntoIterator<Item = &'p PathBuf>) -> BTreeSet<PathBuf> {
    files.into_iter().map(|file| stem(file)).collect()
}

fn remark(path: &Path, format: Format, left: &[PathBuf]) -> Option<String> {
    let name = |file: &PathBuf| file.strip_prefix(path).unwrap_or(file).display().to_string();
    let named: Vec<String> = left.iter().take(NAMED).map(name).collect();
    let more = match left.len() - named.len() {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    let (path, named) = (path.display(), named.join(", "));
    (!left.is_empty()).then(|| format!("{path}: read as {format}, without {named}{more}"))
}
