//! Gates: the least that figures must come to.

use super::metrics::{Kind, Tallies, Tally};
use super::report::Report;
use super::sections;
use crate::taxonomy::{EntityLabel, StatementKind, ThreatType};

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
/// If it is not one, or names a figure that no gold can measure.
pub fn parse(text: &str) -> Result<Gate, String> {
    let wrong = || format!("{text:?} is not NAME=NUMBER, such as entities.strict.f1=0.91");
    let (name, bound) = text.split_once('=').ok_or_else(wrong)?;
    let bound: f64 = bound.trim().parse().map_err(|_| wrong())?;
    if !(0.0..=1.0).contains(&bound) {
        return Err(format!("the bound of {name} is {bound}, and figures run from 0 to 1"));
    }
    let name = name.trim().to_owned();
    let known = names();
    if !known.contains(&name) {
        return Err(format!("there is no figure {name:?}{}", meant(&name, &known)));
    }
    Ok(Gate { name, bound })
}

/// The names of all figures that there can be.
fn names() -> Vec<String> {
    // Some are only in a report whose articles have them.
    let mut tally = Tally::default();
    for label in EntityLabel::ALL {
        tally.count(&format!("entities.strict.{label}"), 1, 1, 1);
    }
    for kind in StatementKind::ALL {
        tally.count(&format!("statements.kind.{kind}"), 1, 1, 1);
    }
    for threat in ThreatType::ALL {
        tally.rank(&format!("threats.{threat}"), Some(1.0), true);
    }
    let mut names = Vec::new();
    for section in sections(&Tallies::gather(vec![tally])) {
        for measure in section.measures {
            if measure.kind == Kind::Scores {
                names.extend(["precision", "recall"].map(|part| format!("{}.{part}", measure.key)));
            }
            names.push(measure.name());
        }
    }
    names
}

/// A question after the name that is most alike, and where the others stand.
fn meant(name: &str, known: &[String]) -> String {
    known
        .iter()
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(alike, _)| *alike > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map_or("; --format json lists them".to_owned(), |(_, known)| {
            format!("; did you mean {known:?}? --format json lists them all")
        })
}

/// What gates come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What falls short, one line each.
    pub short: Vec<String>,
    /// Figures that the gold cannot measure, one line each: a gate that is never measured would
    /// always hold.
    pub unmeasured: Vec<String>,
}

/// Holds the figures of a report against the gates. An error (`calibration_error`) falls short where
/// it is above its bound.
pub fn judge(report: &Report, gates: &[Gate]) -> Verdict {
    let mut verdict = Verdict::default();
    for Gate { name, bound } in gates {
        let Some(value) = report.figure(name) else {
            verdict.unmeasured.push(unknown(report, name));
            continue;
        };
        let is_error = name.ends_with("_error");
        if (is_error && value > *bound) || (!is_error && value < *bound) {
            let side = if is_error { "above" } else { "below" };
            verdict.short.push(format!("{name} is {value:.4}, {side} {bound}"));
        }
    }
    verdict
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

    #[test]
    fn a_figure_that_cannot_be_is_told_before_anything_is_read() {
        let why = |gate: &str| parse(gate).unwrap_err();
        let meant = |gate: &str, name: &str| {
            assert!(why(gate).contains(&format!("did you mean {name:?}?")), "{}", why(gate));
        };
        meant("enttities.strict.f1=0.9", "entities.strict.f1");
        meant("threats.averageprecision=0.9", "threats.average_precision");
        assert!(why("zzz=0.9").contains("--format json lists them"), "{}", why("zzz=0.9"));
        for good in [
            "entities.conlleval.f1",
            "entities.partial.GROUP.recall",
            "entities.strict.macro_f1",
            "statements.kind.accuracy",
            "statements.kind.alleged.precision",
            "threats.calibration_error",
            "threats.ransomware.f1",
            "threats.macro_f1",
            "amounts.value.money.f1",
            "article.title.accuracy",
            "events.matched.where.f1",
        ] {
            parse(&format!("{good}=0.5")).unwrap();
        }
    }
}
