//! Gates: the least that figures must come to.

use super::report::Report;

/// A figure and its bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Name of the figure, such as `entities.strict.f1`.
    pub name: String,
    /// Its bound.
    pub bound: f64,
}

/// Reads one gate, `name=bound`.
///
/// # Errors
/// If it is not one.
pub fn parse(text: &str) -> Result<Gate, String> {
    let wrong = || format!("{text:?} is not NAME=NUMBER, such as entities.strict.f1=0.91");
    let (name, bound) = text.split_once('=').ok_or_else(wrong)?;
    let bound: f64 = bound.trim().parse().map_err(|_| wrong())?;
    if !(0.0..=1.0).contains(&bound) {
        return Err(format!("the bound of {name} is {bound}, and figures run from 0 to 1"));
    }
    Ok(Gate { name: name.trim().to_owned(), bound })
}

/// What falls short, one line each. An error (`calibration_error`) falls short where it is above
/// its bound.
///
/// # Errors
/// If a figure is not in the report: a gate that is never measured would always hold.
pub fn short(report: &Report, gates: &[Gate]) -> Result<Vec<String>, String> {
    let mut short = Vec::new();
    for Gate { name, bound } in gates {
        let value = report.figure(name).ok_or_else(|| unknown(report, name))?;
        let is_error = name.ends_with("_error");
        if (is_error && value > *bound) || (!is_error && value < *bound) {
            let side = if is_error { "above" } else { "below" };
            short.push(format!("{name} is {value:.4}, {side} {bound}"));
        }
    }
    Ok(short)
}

fn unknown(report: &Report, name: &str) -> String {
    let layer = name.split('.').next().unwrap_or_default();
    let names = report.figures();
    let known: Vec<&str> = names
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|known| known.split('.').next() == Some(layer))
        .take(6)
        .collect();
    if known.is_empty() {
        format!("no figure {name:?} was measured: the gold has nothing to count it by")
    } else {
        format!("no figure {name:?} was measured; there are {}, ...", known.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gates_are_read() {
        let gate = parse("entities.strict.f1=0.91").unwrap();
        assert_eq!(gate, Gate { name: "entities.strict.f1".into(), bound: 0.91 });
        for bad in ["entities", "a=b", "a=91", "a=NaN"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
