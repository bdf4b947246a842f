//! Names that end in a possessive: "`McDonald's`", "Ben & Jerry's", "St. John's".
//!
//! Of any other name the possessive says whose something is. Which of the two it is, nothing beside the
//! name tells ("`McDonald's` customers"), so these are listed: companies that are hardly ever called by the
//! name without it.

use crate::taxonomy::EntityLabel;

/// Companies, folded and without the possessive.
const COMPANIES: &[&str] = &[
    "applebee",
    "arby",
    "ben & jerry",
    "bloomingdale",
    "brink",
    "chili",
    "christie",
    "claire",
    "denny",
    "domino",
    "hardee",
    "kohl",
    "levi",
    "lloyd",
    "lowe",
    "macy",
    "mcdonald",
    "moody",
    "nando",
    "papa john",
    "sainsbury",
    "sotheby",
    "trader joe",
    "wendy",
    "zaxby",
];

/// Places, folded and without the possessive.
const PLACES: &[&str] = &["st john"];

/// Whether the possessive behind a name, folded and without full stops, is part of it. A person's never
/// is: "Wendy's brother".
pub(super) fn is_possessive_name(folded: &str, label: EntityLabel) -> bool {
    match label {
        EntityLabel::Org => COMPANIES.binary_search(&folded).is_ok(),
        EntityLabel::Loc => PLACES.contains(&folded),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_companies_are_in_order() {
        assert!(COMPANIES.windows(2).all(|two| two[0] < two[1]));
    }
}
