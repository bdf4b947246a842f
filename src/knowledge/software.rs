//! Software that is no malware: what reports on attacks name beside it, as a tool that was abused, a
//! lure, a language or a target ("`KiXtart`", "Inno Setup", "`NordVPN`").

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::fold;
use super::table::rows;

const TABLE: &str = include_str!("data/software.csv");

#[derive(Deserialize)]
struct Row {
    name: String,
}

/// Whether `name` as a whole, in whatever letters, is the name of ordinary software. None of these is a
/// name of the threat tables, but for ransomware that took the name of a product.
pub fn is_ordinary_software(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
        rows::<Row>("software.csv", TABLE).into_iter().map(|row| fold(&row.name)).collect()
    });
    NAMES.contains(&fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::table::ascends;
    use crate::knowledge::threats;

    #[test]
    fn no_row_is_a_threat_or_stands_twice() {
        assert!(ascends(TABLE));
        let rows = rows::<Row>("", TABLE);
        let both: Vec<&str> =
            rows.iter().map(|row| row.name.as_str()).filter(|name| threats().has(name)).collect();
        assert!(both.is_empty(), "{both:?}");
        let folded: HashSet<String> = rows.iter().map(|row| fold(&row.name)).collect();
        assert_eq!(folded.len(), rows.len());
    }

    #[test]
    fn letters_and_hyphens_do_not_count() {
        assert!(is_ordinary_software("KIXTART") && is_ordinary_software("Inno  setup"));
        assert!(!is_ordinary_software("Inno Setup 6") && !is_ordinary_software("Emotet"));
        assert!(!is_ordinary_software(""));
    }
}
