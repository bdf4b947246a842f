//! The best one-to-one assignment: the Hungarian method, for CEAF and events.

/// For each row the column that it gets, so that the weights (not negative) add up to the most.
/// `None` where a row gets none, or nothing by it. All rows are of one length.
pub fn assign(weights: &[Vec<f64>]) -> Vec<Option<usize>> {
    let columns = weights.first().map_or(0, Vec::len);
    if columns == 0 {
        return vec![None; weights.len()];
    }
    if weights.len() > columns {
        let turned: Vec<Vec<f64>> =
            (0..columns).map(|c| weights.iter().map(|row| row[c]).collect()).collect();
        let mut chosen = vec![None; weights.len()];
        for (column, row) in assign(&turned).into_iter().enumerate() {
            if let Some(row) = row {
                chosen[row] = Some(column);
            }
        }
        return chosen;
    }
    let owner = owners(weights, columns);
    let mut chosen = vec![None; weights.len()];
    for (column, row) in owner.iter().enumerate().skip(1).filter(|(_, row)| **row > 0) {
        chosen[row - 1] = (weights[row - 1][column - 1] > 0.0).then_some(column - 1);
    }
    chosen
}

/// The row of each column, both from 1, 0 for none: shortest augmenting paths over potentials, row
/// by row. There are at least as many columns as rows.
fn owners(weights: &[Vec<f64>], columns: usize) -> Vec<usize> {
    let cost = |row: usize, column: usize| -weights[row - 1][column - 1];
    let (mut row_level, mut column_level) = (vec![0.0; weights.len() + 1], vec![0.0; columns + 1]);
    let mut owner = vec![0; columns + 1];
    for row in 1..=weights.len() {
        owner[0] = row;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut from = vec![0; columns + 1];
        let mut seen = vec![false; columns + 1];
        while owner[at] != 0 {
            seen[at] = true;
            let (here, mut step, mut next) = (owner[at], f64::INFINITY, 0);
            for column in (1..=columns).filter(|column| !seen[*column]) {
                let slack = cost(here, column) - row_level[here] - column_level[column];
                if slack < least[column] {
                    (least[column], from[column]) = (slack, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=columns {
                if seen[column] {
                    row_level[owner[column]] += step;
                    column_level[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            owner[at] = owner[from[at]];
            at = from[at];
        }
    }
    owner
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(weights: &[Vec<f64>]) -> f64 {
        let chosen = assign(weights);
        chosen.iter().enumerate().filter_map(|(row, c)| Some(weights[row][(*c)?])).sum()
    }

    /// The most that any assignment reaches, by trying all.
    fn best(weights: &[Vec<f64>], used: &mut Vec<bool>, row: usize) -> f64 {
        if row == weights.len() {
            return 0.0;
        }
        let mut most = best(weights, used, row + 1);
        for column in 0..used.len() {
            if !used[column] {
                used[column] = true;
                most = most.max(weights[row][column] + best(weights, used, row + 1));
                used[column] = false;
            }
        }
        most
    }

    proptest! {
        #[test]
        fn no_other_assignment_adds_up_to_more(
            (rows, columns, cells) in (0usize..5, 0usize..5)
                .prop_flat_map(|(r, c)| (Just(r), Just(c), prop::collection::vec(0u8..10, r * c)))
        ) {
            let weights: Vec<Vec<f64>> = (0..rows)
                .map(|r| cells[r * columns..][..columns].iter().map(|w| f64::from(*w)).collect())
                .collect();
            let most = best(&weights, &mut vec![false; columns], 0);
            prop_assert!((total(&weights) - most).abs() < 1e-9);
        }
    }
}
