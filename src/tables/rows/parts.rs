//! Cells that several tables have, or that a part of a record gives at once.

use std::borrow::Cow;

use super::cell::{Cell, word};
use crate::article::Source;
use crate::record::{DuplicateRecord, Number, Passage, Provenance};
use crate::tables::number::scaled;

/// Where an article came from.
pub(super) fn source_cells(source: &Source) -> [Cell<'_>; 6] {
    let fields = serde_json::to_string(&source.fields).expect("a JSON object is always JSON");
    [
        (&source.path).into(),
        source.item.into(),
        word!(source.format, or null),
        source.encoding.as_ref().into(),
        source.bytes.into(),
        Cell::Text(Cow::Owned(fields)),
    ]
}

/// What made a record.
pub(super) fn made_by(provenance: &Provenance) -> [Cell<'_>; 7] {
    let threats_by = provenance.threat_model.as_ref();
    [
        (&provenance.wiredesk).into(),
        (&provenance.model.name).into(),
        (&provenance.model.digest).into(),
        (&provenance.engine).into(),
        (&provenance.config).into(),
        threats_by.map(|model| &model.name).into(),
        threats_by.map(|model| &model.digest).into(),
    ]
}

/// Whether a record is that of a copy, and of which article: null where nobody looked.
pub(super) fn copied(said: Option<&Option<DuplicateRecord>>) -> [Cell<'_>; 4] {
    let copy = said.and_then(Option::as_ref);
    [
        said.map_or(Cell::Null, |copy| Cell::Flag(copy.is_some())),
        copy.map(|copy| &copy.id).into(),
        word!(copy.map(|copy| copy.kind), or null),
        copy.map_or(Cell::Null, |copy| Cell::Score(copy.similarity)),
    ]
}

/// Text, first code point and end of a passage that may not be there.
pub(super) fn passage(passage: Option<&Passage>) -> [Cell<'_>; 3] {
    let start = passage.map(|p| p.start).into();
    [passage.map(|p| &p.text).into(), start, passage.map(|p| p.end).into()]
}

/// The numbers that fit their columns, and the digits of those that do not.
pub(super) fn fitted<const N: usize>(
    numbers: [(&'static str, Option<Number>); N],
) -> ([Cell<'static>; N], Cell<'static>) {
    let mut unfit = serde_json::Map::new();
    let cells = numbers.map(|(name, number)| match number {
        None => Cell::Null,
        Some(Number(number)) if scaled(number).is_some() => Cell::Number(number.normalize()),
        Some(Number(number)) => {
            unfit.insert(name.to_owned(), number.normalize().to_string().into());
            Cell::Null
        }
    });
    let digits = if unfit.is_empty() {
        Cell::Null
    } else {
        Cell::Text(Cow::Owned(serde_json::Value::Object(unfit).to_string()))
    };
    (cells, digits)
}
