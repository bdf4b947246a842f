//! Units that are no things: shares and lengths of time.

use rust_decimal::Decimal;

use super::spelled;
use super::tokens::{Kind, Token, Tokens};

/// A unit beside a number: what it is called in records, and the token after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Name in the record; `None` for plain percent.
    pub name: Option<&'static str>,
    /// What the number is multiplied by to be in percent.
    pub factor: Decimal,
    /// First token after it.
    pub next: usize,
}

const POINTS: Option<&str> = Some("percentage points");

/// "%", "percent", "per cent", "percentage points", "basis points" (hundredths of a point).
pub(super) fn percent(tokens: &[Token<'_>], at: usize) -> Option<Unit> {
    let unit = |name, factor, len| Some(Unit { name, factor, next: at + len });
    match &*tokens.at(at)?.lower {
        "%" | "٪" | "％" | "percent" | "pct" => unit(None, Decimal::ONE, 1),
        "per" if tokens.is(at + 1, "cent") => unit(None, Decimal::ONE, 2),
        "percentage" => {
            let dash = usize::from(tokens.hyphen(at + 1));
            let point = tokens.is_any(at + 1 + dash, &["point", "points"]);
            if point { unit(POINTS, Decimal::ONE, 2 + dash) } else { None }
        }
        "pc" if tokens[at].text == "pc" => unit(None, Decimal::ONE, 1),
        "pp" => unit(POINTS, Decimal::ONE, 1),
        "bps" => unit(POINTS, Decimal::new(1, 2), 1),
        "basis" if tokens.is_any(at + 1, &["point", "points"]) => {
            unit(POINTS, Decimal::new(1, 2), 2)
        }
        _ => None,
    }
}

/// The unit of time that a word names, in the singular.
pub(in crate::extract) fn time_unit(lower: &str) -> Option<&'static str> {
    Some(match lower.strip_suffix("'s").unwrap_or(lower) {
        "millisecond" | "milliseconds" => "millisecond",
        "second" | "seconds" | "secs" => "second",
        "minute" | "minutes" | "mins" => "minute",
        "hour" | "hours" | "hrs" => "hour",
        "day" | "days" => "day",
        "night" | "nights" => "night",
        "weekend" | "weekends" => "weekend",
        "week" | "weeks" => "week",
        "fortnight" | "fortnights" => "fortnight",
        "month" | "months" => "month",
        "year" | "years" | "yr" | "yrs" => "year",
        "decade" | "decades" => "decade",
        "century" | "centuries" => "century",
        _ => return None,
    })
}

/// Words that may stand between a number and its unit of time.
fn between(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.is_any(
        at,
        &[
            "consecutive",
            "straight",
            "full",
            "whole",
            "calendar",
            "business",
            "working",
            "more",
            "additional",
            "long",
            "short",
            "further",
            "solid",
            "successive",
            "extra",
            "entire",
            "fiscal",
            "academic",
            "previous",
            "prior",
            "preceding",
            "following",
            "subsequent",
        ],
    )
}

/// A length of time: unit and last token. `many` is false for exactly one.
pub(super) fn duration(
    tokens: &[Token<'_>],
    at: usize,
    many: bool,
) -> Option<(&'static str, usize)> {
    let hyphen = usize::from(tokens.hyphen(at));
    let mut word = at + hyphen;
    if hyphen == 0 {
        word += (0..2).take_while(|i| between(tokens, at + i)).count();
    }
    let lower = &*tokens.at(word)?.lower;
    let unit = time_unit(lower)?;
    let plural = lower != unit || matches!(lower, "yr");
    // "two second chances": without a hyphen more than one takes a plural.
    (hyphen == 1 || plural || !many).then_some((unit, word))
}

/// "a 12 month service": behind an article the singular at `unit` says how long the thing is. "a two second chances
/// rule" shows why seconds are left out.
pub(super) fn modifies(tokens: &[Token<'_>], first: usize, unit: usize) -> bool {
    const BEFORE: &[&str] = &["a", "an", "her", "his", "its", "our", "their"];
    const UNITS: &[&str] = &["hour", "day", "week", "month", "year"];
    tokens.before(first).is_some_and(|t| BEFORE.contains(&&*t.lower))
        && tokens.at(unit).is_some_and(|t| UNITS.contains(&t.text))
}

/// The unit of "a week" where it is a length of time: "for a week", "nearly a year", "a year in
/// prison"; "a week after", "twice a week" and "the case of a year" are others.
pub(super) fn article_time(tokens: &[Token<'_>], at: usize) -> Option<&'static str> {
    const MEASURING: &[&str] = &[
        "for", "within", "than", "nearly", "almost", "about", "around", "least", "roughly",
        "lasted", "took", "takes", "only", "just", "spent", "spending", "over", "under",
    ];
    const HEDGES: &[&str] = &["nearly", "almost", "than", "least", "roughly"];
    let word = &*tokens.at(at + 1)?.lower;
    let unit = time_unit(word).filter(|unit| *unit == word)?;
    if matches!(unit, "second" | "millisecond" | "night" | "weekend") {
        return None;
    }
    let measured = tokens.before(at).is_some_and(|t| MEASURING.contains(&&*t.lower));
    let jailed = tokens.is(at + 2, "in") && tokens.is_any(at + 3, &["prison", "jail", "custody"]);
    // "nearly a month of silence" lasts a month, "the case of a year of war" does not.
    let hedged = tokens.before(at).is_some_and(|t| HEDGES.contains(&&*t.lower));
    let of = tokens.is(at + 2, "of") && (!hedged || tokens.is(at + 3, "age"));
    let after = &["ago", "after", "before", "earlier", "later", "old", "when", "from"];
    let other = of
        || tokens.is_any(at + 2, after)
        || tokens.hyphen(at + 2)
        || super::per::period(tokens, at + 2).is_some();
    ((measured || jailed) && !other).then_some(unit)
}

/// Whether the years whose number starts at `first` are an age, by the words before: "aged between 22
/// and 35 years", "at the age of 40 years".
pub(super) fn aged(tokens: &[Token<'_>], first: usize) -> bool {
    const LINKS: &[&str] = &["of", "between", "from", "about", "around", "over", "under"];
    let number = |at: usize| {
        let token = tokens.at(at);
        token.is_some_and(|t| t.kind == Kind::Number || spelled::small(&t.lower).is_some())
    };
    // The second of two ages, behind the first one.
    let and = first >= 2 && tokens.is(first - 1, "and");
    let to = first >= 2 && (tokens.is_any(first - 1, &["to", "or"]) || tokens[first - 1].dash());
    let start = if (and || to) && number(first - 2) { first - 2 } else { first };
    let link = start.checked_sub(1).filter(|at| tokens.is_any(*at, LINKS));
    // "aged 34 and 12 years in jail" are an age and a term.
    let apart = and && link.is_none();
    let word = link.unwrap_or(start).checked_sub(1).filter(|_| !apart);
    word.is_some_and(|at| tokens.is_any(at, &["aged", "age", "ages"]))
}

/// Whether the length of time that ends at token `last` is an age: "17-year-old", "34 years old".
pub(super) fn age(tokens: &[Token<'_>], last: usize) -> bool {
    let dash = usize::from(tokens.hyphen(last + 1));
    tokens.is_any(last + 1 + dash, &["old", "olds", "old's", "olds'"])
        || tokens.are(last + 1, &["of", "age"])
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn shares() {
        let of = |text: &str| percent(&tokens(text), 0).map(|u| (u.name, u.next));
        assert_eq!(of("% of"), Some((None, 1)));
        assert_eq!(of("per cent"), Some((None, 2)));
        assert_eq!(of("percentage points"), Some((POINTS, 2)));
        assert_eq!(of("percentage of"), None);
        assert_eq!(of("per year"), None);
    }

    #[test]
    fn lengths_of_time() {
        let of = |text: &str, many| duration(&tokens(text), 0, many);
        assert_eq!(of("years between", true), Some(("year", 0)));
        assert_eq!(of("consecutive years", true), Some(("year", 1)));
        assert_eq!(of("second chances", true), None);
        assert!(age(&tokens("years old"), 0));
        assert!(!age(&tokens("years in prison"), 0));
        assert!(aged(&tokens("aged between 22 and 35 years"), 4));
        assert!(aged(&tokens("aged 22 to 35 years"), 3));
        assert!(aged(&tokens("at the age of forty years"), 4));
        assert!(!aged(&tokens("aged 34 and 12 years in jail"), 3));
        assert!(!aged(&tokens("between 22 and 35 years"), 3));
    }
}
