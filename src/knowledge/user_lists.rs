//! The user's own lists: names to find and to link, and names to leave out. Both shape the records, so
//! what they say is part of the configuration's digest.

use std::collections::{BTreeMap, BTreeSet};

use csv::{ByteRecord, ReaderBuilder, Trim};
use serde::Serialize;

use super::index::{Alias, Form, Index};
use super::pieces::{Piece, fold};
use crate::taxonomy::{ActorType, EntityLabel};
use crate::text::Span;

/// One row of a gazetteer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct UserEntry {
    /// The name as articles write it.
    pub alias: String,
    /// The canonical name.
    pub name: String,
    /// The label of its mentions.
    pub label: EntityLabel,
    /// The type of its actor.
    pub kind: ActorType,
    /// The identifier that links it, in whatever system is the user's; `None` for no link.
    pub id: Option<String>,
}

/// The lists as read, in an order of their own: that of the files does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UserLists {
    /// Names to find.
    gazetteer: BTreeSet<UserEntry>,
    /// Folded names to leave out.
    ignore: BTreeSet<String>,
}

/// What is wrong with a list, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ListError {
    /// From 1; that on which the row begins.
    pub line: u64,
    /// One sentence with the mend.
    pub message: String,
}

impl ListError {
    fn new(line: u64, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// The columns of a gazetteer.
const COLUMNS: [&str; 4] = ["alias", "name", "type", "id"];

/// What the column `type` may say: a label or the type of an actor.
const TYPES: &[(&str, EntityLabel, ActorType)] = &[
    ("PER", EntityLabel::Per, ActorType::Person),
    ("ORG", EntityLabel::Org, ActorType::Organization),
    ("LOC", EntityLabel::Loc, ActorType::Other),
    ("MISC", EntityLabel::Misc, ActorType::Other),
    ("GROUP", EntityLabel::Group, ActorType::Group),
    ("MALWARE", EntityLabel::Malware, ActorType::Other),
    ("person", EntityLabel::Per, ActorType::Person),
    ("organization", EntityLabel::Org, ActorType::Organization),
    ("state", EntityLabel::Loc, ActorType::State),
    ("group", EntityLabel::Group, ActorType::Group),
    ("other", EntityLabel::Misc, ActorType::Other),
];

impl UserLists {
    /// Adds the rows of a gazetteer: CSV in UTF-8 with a header that names the columns `alias`, `name`,
    /// `type` and `id` in any order. `type` is a label (`PER` `ORG` `LOC` `MISC` `GROUP` `MALWARE`) or
    /// the type of an actor (`person` `organization` `state` `group` `other`); `id` may be empty.
    ///
    /// # Errors
    /// At the first row that does not fit.
    pub fn add_gazetteer(&mut self, csv: &[u8]) -> Result<(), ListError> {
        let csv = csv.strip_prefix(b"\xef\xbb\xbf").unwrap_or(csv);
        let mut rows =
            ReaderBuilder::new().has_headers(false).flexible(true).trim(Trim::All).from_reader(csv);
        let mut columns: Option<[usize; 4]> = None;
        let mut seen: BTreeMap<String, (u64, UserEntry)> = BTreeMap::new();
        let mut row = ByteRecord::new();
        while rows
            .read_byte_record(&mut row)
            .map_err(|error| ListError::new(1, error.to_string()))?
        {
            let line = row.position().map_or(1, csv::Position::line);
            let fields = utf8(&row, line)?;
            let Some(columns) = columns else {
                columns = Some(header(&fields, line)?);
                continue;
            };
            // What a spreadsheet leaves behind the last row.
            if fields.iter().all(|field| field.is_empty()) {
                continue;
            }
            let entry = entry(&fields, columns, line)?;
            match seen.get(&entry.alias) {
                Some((first, other)) if *other != entry => {
                    let message = format!(
                        "{:?} stands on line {first} already, for something else; keep one of the two",
                        entry.alias
                    );
                    return Err(ListError::new(line, message));
                }
                _ => seen.insert(entry.alias.clone(), (line, entry.clone())),
            };
            self.gazetteer.insert(entry);
        }
        match columns {
            Some(_) => Ok(()),
            None => Err(ListError::new(1, format!("no header; begin with {}", COLUMNS.join(",")))),
        }
    }

    /// Adds the names of a list to leave out: UTF-8, one name on a line; empty lines and what follows
    /// a `#` at the front of a line or behind a space do not count.
    ///
    /// # Errors
    /// At the first line that is no name.
    pub fn add_ignored(&mut self, list: &[u8]) -> Result<(), ListError> {
        let list = list.strip_prefix(b"\xef\xbb\xbf").unwrap_or(list);
        for (line, bytes) in (1..).zip(list.split(|byte| *byte == b'\n')) {
            let name = std::str::from_utf8(bytes).map_err(|_| not_utf8(line))?;
            if name.contains('\0') {
                return Err(not_utf8(line)); // UTF-16
            }
            let name = name.split_once(" #").map_or(name, |(name, _)| name).trim();
            if name.is_empty() || name.starts_with('#') {
                continue;
            }
            let Some(folded) = named(name) else {
                let mend = "write one with letters or digits, or put a # before it";
                return Err(ListError::new(line, format!("{name:?} is no name; {mend}")));
            };
            self.ignore.insert(folded);
        }
        Ok(())
    }

    /// Whether there is nothing to find and nothing to leave out.
    pub fn is_empty(&self) -> bool {
        self.gazetteer.is_empty() && self.ignore.is_empty()
    }

    /// The rows of the gazetteers, sorted.
    pub fn gazetteer(&self) -> impl Iterator<Item = &UserEntry> {
        self.gazetteer.iter()
    }
}

fn not_utf8(line: u64) -> ListError {
    ListError::new(line, "not UTF-8; save the file in that encoding")
}

/// The folded name without "the", if there is one.
fn named(name: &str) -> Option<String> {
    let folded = fold(name);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    bare.contains(char::is_alphanumeric).then(|| bare.to_owned())
}

fn utf8(row: &ByteRecord, line: u64) -> Result<Vec<&str>, ListError> {
    row.iter().map(|field| std::str::from_utf8(field).map_err(|_| not_utf8(line))).collect()
}

/// Where the four columns stand.
fn header(fields: &[&str], line: u64) -> Result<[usize; 4], ListError> {
    let wanted = || format!("the header must be {}", COLUMNS.join(","));
    let mut places = [0; 4];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let mut found = fields.iter().enumerate().filter(|(_, field)| **field == column);
        let Some((at, _)) = found.next() else {
            return Err(ListError::new(line, format!("no column {column:?}; {}", wanted())));
        };
        if found.next().is_some() {
            return Err(ListError::new(line, format!("two columns {column:?}; {}", wanted())));
        }
        *place = at;
    }
    match fields.iter().find(|field| !COLUMNS.contains(field)) {
        None => Ok(places),
        Some(other) => Err(ListError::new(line, format!("unknown column {other:?}; {}", wanted()))),
    }
}

fn entry(fields: &[&str], columns: [usize; 4], line: u64) -> Result<UserEntry, ListError> {
    if fields.len() != COLUMNS.len() {
        let count = fields.len();
        let fields = if count == 1 { "field" } else { "fields" };
        let message = format!(
            "{count} {fields} where the header has {}; mend its commas or quotes",
            COLUMNS.len()
        );
        return Err(ListError::new(line, message));
    }
    let [alias, name, kind, id] = columns.map(|at| fields[at]);
    if named(alias).is_none() {
        return Err(ListError::new(line, "no alias; write the name as articles do"));
    }
    if name.is_empty() {
        return Err(ListError::new(line, "no name; write the canonical one, if need be the alias"));
    }
    let Some((_, label, kind)) = TYPES.iter().find(|(written, _, _)| *written == kind) else {
        let types: Vec<&str> = TYPES.iter().map(|(written, _, _)| *written).collect();
        let message = format!("no type {kind:?}; use one of {}", types.join(", "));
        return Err(ListError::new(line, message));
    };
    Ok(UserEntry {
        alias: alias.to_owned(),
        name: name.to_owned(),
        label: *label,
        kind: *kind,
        id: (!id.is_empty()).then(|| id.to_owned()),
    })
}

/// The lists made ready to be looked up.
#[derive(Debug, Default)]
pub struct UserNames {
    entries: Vec<UserEntry>,
    index: Index<usize>,
    ignore: BTreeSet<String>,
}

impl From<&UserLists> for UserNames {
    fn from(lists: &UserLists) -> Self {
        let entries: Vec<UserEntry> = lists.gazetteer.iter().cloned().collect();
        let mut index = Index::default();
        for (at, entry) in entries.iter().enumerate() {
            let written = entry.alias.clone();
            index.add(&fold(&written), Alias { form: form(&written), written, of: at });
        }
        Self { entries, index, ignore: lists.ignore.clone() }
    }
}

/// Capitals throughout are an abbreviation, small letters throughout any way of writing.
fn form(alias: &str) -> Form {
    let letters = || alias.chars().filter(|c| c.is_alphabetic());
    if !letters().any(char::is_uppercase) {
        Form::Any
    } else if letters().all(char::is_uppercase) {
        Form::Exact
    } else {
        Form::Name
    }
}

impl UserNames {
    /// Whether there is nothing to find and nothing to leave out.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.ignore.is_empty()
    }

    /// Every place where the text of `pieces` writes an alias, with its entry.
    pub fn hits(&self, text: &str, pieces: &[Piece]) -> Vec<(Span, &UserEntry)> {
        let hits = self.index.hits(pieces).into_iter();
        hits.filter_map(|hit| Some((hit.span, self.written(hit.aliases, hit.span.of(text))?)))
            .collect()
    }

    /// The entry that `name` as a whole is an alias of.
    pub fn named(&self, name: &str) -> Option<&UserEntry> {
        self.written(self.index.whole(name), name)
    }

    /// Of entries whose aliases differ in capitals alone, the one that is written so.
    fn written(&self, aliases: &[Alias<usize>], text: &str) -> Option<&UserEntry> {
        let exact = aliases.iter().find(|alias| alias.written == text);
        let alias = exact.or_else(|| aliases.iter().find(|alias| alias.is_written(text)))?;
        self.entries.get(alias.of)
    }

    /// Whether a mention of `name` is to be left out.
    pub fn ignores(&self, name: &str) -> bool {
        !self.ignore.is_empty() && named(name).is_some_and(|name| self.ignore.contains(&name))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn gazetteer(csv: &str) -> Result<UserLists, String> {
        let mut lists = UserLists::default();
        lists.add_gazetteer(csv.as_bytes()).map_err(|error| error.to_string())?;
        Ok(lists)
    }

    #[test]
    fn rows_become_entries() {
        let lists = gazetteer(
            "\u{feff}type,alias,name,id\nORG,ACME,Acme Corporation,V-17\n\n state , Norks , North Korea ,KP\n\
             MALWARE,frobnicator,Frobnicator,\n",
        )
        .unwrap();
        let found: Vec<_> = lists
            .gazetteer()
            .map(|e| {
                (e.alias.as_str(), e.name.as_str(), e.label.name(), e.kind.name(), e.id.as_deref())
            })
            .collect();
        assert_eq!(
            found,
            [
                ("ACME", "Acme Corporation", "ORG", "organization", Some("V-17")),
                ("Norks", "North Korea", "LOC", "state", Some("KP")),
                ("frobnicator", "Frobnicator", "MALWARE", "other", None),
            ]
        );
        let names = UserNames::from(&lists);
        assert!(names.named("ACME").is_some() && names.named("Acme").is_none());
        assert!(names.named("NORKS").is_some() && names.named("norks").is_none());
        assert!(names.named("Frobnicator").is_some() && names.named("frobnicator").is_some());
    }

    #[test]
    fn empty_rows_and_comments_are_left_out_and_a_third_row_contradicts_too() {
        let lists = gazetteer("alias,name,type,id\nA,Ay,ORG,\n,,,\n").unwrap();
        assert_eq!(lists.gazetteer().count(), 1);
        let error =
            gazetteer("alias,name,type,id\nAcme,One,ORG,\nACME,Two,ORG,\nAcme,Three,ORG,\n");
        assert!(error.is_err_and(|error| error.starts_with("line 4:")));
        let mut lists = UserLists::default();
        lists.add_ignored(b"Reuters # the agency\n").unwrap();
        assert!(lists.ignore.contains("reuters"));
        assert!(lists.add_ignored(b"R\0e\0u\0").is_err());
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_line() {
        for (csv, message) in [
            ("", "line 1: no header; begin with alias,name,type,id"),
            (
                "alias,name,type\nA,A,ORG\n",
                "line 1: no column \"id\"; the header must be alias,name,type,id",
            ),
            (
                "alias,alias,name,type,id\n",
                "line 1: two columns \"alias\"; the header must be alias,name,type,id",
            ),
            (
                "alias,name,type,id,note\n",
                "line 1: unknown column \"note\"; the header must be alias,name,type,id",
            ),
            (
                "alias,name,type,id\nA,A,ORG\n",
                "line 2: 3 fields where the header has 4; mend its commas or quotes",
            ),
            (
                "alias,name,type,id\nA,A,ORG,\n\"B,B,ORG,\n",
                "line 3: 1 field where the header has 4; mend its commas or quotes",
            ),
            ("alias,name,type,id\n-,A,ORG,1\n", "line 2: no alias; write the name as articles do"),
            (
                "alias,name,type,id\nA,,ORG,1\n",
                "line 2: no name; write the canonical one, if need be the alias",
            ),
            (
                "alias,name,type,id\nA,A,vendor,1\n",
                "line 2: no type \"vendor\"; use one of PER, ORG, LOC, MISC, GROUP, MALWARE, person, organization, state, group, other",
            ),
            (
                "alias,name,type,id\nA,A,ORG,1\nB,B,ORG,2\nA,A,ORG,3\n",
                "line 4: \"A\" stands on line 2 already, for something else; keep one of the two",
            ),
        ] {
            assert_eq!(gazetteer(csv).unwrap_err(), message);
        }
        let latin = b"alias,name,type,id\nCaf\xe9,Caf\xe9,ORG,1\n";
        let error = UserLists::default().add_gazetteer(latin).unwrap_err();
        assert_eq!(error.to_string(), "line 2: not UTF-8; save the file in that encoding");
    }

    #[test]
    fn a_list_of_names_to_leave_out() {
        let mut lists = UserLists::default();
        lists.add_ignored("# ours\r\nThe Acme-Corp\r\n\r\nReuters\r\n".as_bytes()).unwrap();
        let names = UserNames::from(&lists);
        assert!(names.ignores("acme corp") && names.ignores("REUTERS") && !names.ignores("Acme"));
        let error = lists.add_ignored(b"Acme\n--\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 2: \"--\" is no name; write one with letters or digits, or put a # before it"
        );
    }

    #[test]
    fn the_order_of_rows_does_not_matter() {
        let one = gazetteer("alias,name,type,id\nA,A,ORG,1\nB,B,PER,2\n").unwrap();
        let other = gazetteer("id,alias,name,type\n2,B,B,PER\n1,A,A,ORG\n1,A,A,ORG\n").unwrap();
        assert_eq!(one, other);
    }

    proptest! {
        /// Whatever the bytes, they are read or refused.
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut lists = UserLists::default();
            let _ = lists.add_gazetteer(&bytes);
            let _ = lists.add_ignored(&bytes);
            let _ = UserNames::from(&lists).named("Acme");
        }

        /// What was written as CSV is read back.
        #[test]
        fn rows_read_back(names in prop::collection::btree_set("[A-Z][a-z\",\\n ]{1,12}[a-z]", 1..8)) {
            let mut file = csv::Writer::from_writer(Vec::new());
            file.write_record(COLUMNS).unwrap();
            for name in &names {
                file.write_record([name, name, "ORG", "1"]).unwrap();
            }
            let mut lists = UserLists::default();
            lists.add_gazetteer(&file.into_inner().unwrap()).unwrap();
            let read: BTreeSet<String> = lists.gazetteer().map(|entry| entry.alias.clone()).collect();
            prop_assert_eq!(read, names);
        }
    }
}
