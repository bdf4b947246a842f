//! What is known beforehand: countries, threat groups, malicious and ordinary software, organisations.
//!
//! The tables are CSV under `data/`, facts only, with their sources and licences in the README
//! there; `generate.py` makes the ones that have a source, people wrote the others. They are part
//! of the program and parsed once, at first use, in a few milliseconds. What a user knows beside
//! comes in lists of the same kind ([`UserLists`]).
//!
//! Names are found piece by piece ([`pieces`]): case, hyphens and white space do not count for
//! where a name may stand, and [`Form`] decides afterwards whether the text writes it as a name.

mod countries;
mod index;
mod lists;
mod organizations;
mod pieces;
mod software;
mod table;
mod threats;
mod user_lists;

pub use countries::{Countries, Country, Naming, Place, countries};
pub use index::{Alias, Form, Hit, Index};
pub use lists::{leading_surnames, titles};
pub use organizations::{Organization, Organizations, organizations};
pub use pieces::{Piece, fold, pieces};
pub use software::is_ordinary_software;
pub use threats::{Entity, Kind, Threat, Threats, threats};
pub use user_lists::{ListError, UserEntry, UserLists, UserNames};
