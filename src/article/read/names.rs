//! Names of fields and columns that stand twice.

use std::collections::{HashMap, HashSet};

/// Names, numbered where they are taken. Takes no longer for names that are all the same: a line of
/// commas is a header, too.
pub(super) fn unique(names: Vec<String>) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::with_capacity(names.len());
    // The number that a name of so many columns has reached.
    let mut reached: HashMap<String, usize> = HashMap::new();
    let unique = |name: String| {
        if taken.insert(name.clone()) {
            return name;
        }
        let count = reached.entry(name.clone()).or_insert(1);
        loop {
            *count += 1;
            let numbered = format!("{name}.{count}");
            if taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    };
    names.into_iter().map(unique).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_names_are_made_unique() {
        let names = ["a", "a.2", "a", "a", ""].map(str::to_owned).to_vec();
        assert_eq!(unique(names), ["a", "a.2", "a.3", "a.4", ""]);
    }

    #[test]
    fn a_header_of_commas_is_soon_read() {
        // Comparing each name with all others would take hours.
        let names = unique(vec![String::new(); 100_000]);
        assert_eq!(names[99_999], ".100000");
    }
}
