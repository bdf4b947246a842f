//! Full dates as pages print them beside the headline: `April 4, 2024 - 18:41`, `3 June 2024`,
//! `2024-06-17`. Only dates with day, month and year count here, so that the date of publication is
//! never a guess. Dates in sentences are read by `extract::dates`.

use jiff::civil::Date;

use super::{MONTHS, Span};

/// Longer texts are not date lines and are not searched beyond this.
const LONGEST: usize = 600;

struct Token<'a> {
    text: &'a str,
    span: Span,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text[..end].char_indices().chain([(end, ' ')]) {
        if c.is_alphanumeric() {
            // `PublishedOctober 3, 2024`, as scrapers glue a label to its date.
            if c.is_uppercase()
                && let Some(from) = start.filter(|&from| is_label(&text[from..at]))
            {
                out.push(Token { text: &text[from..at], span: Span::new(from, at) });
                start = Some(at);
            }
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            out.push(Token { text: &text[from..at], span: Span::new(from, at) });
        }
    }
    out
}

fn is_label(word: &str) -> bool {
    ["published", "updated", "posted", "modified"]
        .iter()
        .any(|label| label.eq_ignore_ascii_case(word))
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    if word.len() < 3 || !word.is_ascii() {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|name| name.starts_with(&word) || word == "sept" && *name == "september")?;
    i8::try_from(at + 1).ok()
}

fn number<T: std::str::FromStr>(word: &str, longest: usize) -> Option<T> {
    let digits = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    (digits && word.len() <= longest).then(|| word.parse().ok()).flatten()
}

fn day(word: &str) -> Option<i8> {
    let lower = word.to_lowercase();
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end));
    number(bare.unwrap_or(word), 2)
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| number(word, 4)).flatten().filter(|y| (1900..=2100).contains(y))
}

/// The year in `20246`, as scrapers glue it to the hour, `March 29, 20246:47 AM`, and in `2024Ada`, as
/// they glue it to a name.
fn glued_year(word: &str) -> Option<i16> {
    let hour = (5..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    year(if hour || is_glued(word) { &word[..4] } else { word })
}

/// Whether four digits and a capital begin a word.
fn is_glued(word: &str) -> bool {
    word.len() > 5
        && word.bytes().take(4).all(|b| b.is_ascii_digit())
        && word[4..].starts_with(char::is_uppercase)
        && word.ends_with(char::is_lowercase)
}

/// All full dates in `text`, in order, with where they stand.
pub(crate) fn find_all(text: &str) -> Vec<(Span, Date)> {
    written(text).into_iter().filter_map(|(span, date)| Some((span, date?))).collect()
}

/// Where `text` has a full date, also one like `03/06/2024` that is one day or another.
pub(crate) fn days(text: &str) -> Vec<Span> {
    written(text).into_iter().map(|(span, _)| span).collect()
}

/// All full dates, those without a value that are one day or another.
fn written(text: &str) -> Vec<(Span, Option<Date>)> {
    if !text.bytes().take(LONGEST).any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at + 2 < tokens.len() {
        let near = |i: usize| text[tokens[i].span.end()..tokens[i + 1].span.start()].len() <= 3;
        if near(at)
            && near(at + 1)
            && let words = [tokens[at].text, tokens[at + 1].text, tokens[at + 2].text]
            && let dotted = [at, at + 1].map(|i| text.as_bytes()[tokens[i].span.end()] == b'.')
            && let Some(date) = triple(words, dotted == [true, true])
        {
            out.push((tokens[at].span.cover(tokens[at + 2].span), Some(date)));
            at += 3;
        } else if near(at)
            && near(at + 1)
            && is_either([at, at + 1, at + 2].map(|i| tokens[i].text))
        {
            out.push((tokens[at].span.cover(tokens[at + 2].span), None));
            at += 3; // the hour behind it is no month: `09/02/2026 - 11:05`
        } else {
            at += 1;
        }
    }
    out
}

/// `03/06/2024`, which is one day or another.
fn is_either([one, two, three]: [&str; 3]) -> bool {
    [one, two].iter().all(|word| number::<i8>(word, 2).is_some_and(|n| (1..=12).contains(&n)))
        && year(three).is_some()
}

fn triple(words: [&str; 3], dotted: bool) -> Option<Date> {
    let (year, month, day) = named(words).or_else(|| numeric(words, dotted))?;
    Date::new(year, month, day).ok()
}

/// `June 3, 2024`, `3 June 2024`, `2024 June 3`
fn named([one, two, three]: [&str; 3]) -> Option<(i16, i8, i8)> {
    let orders = [(three, one, two), (three, two, one), (one, two, three)];
    orders.into_iter().find_map(|(y, m, d)| Some((glued_year(y)?, month(m)?, day(d)?)))
}

/// `2024-06-03`, `13/06/2024`, `03.06.2024`
fn numeric([one, two, three]: [&str; 3], dotted: bool) -> Option<(i16, i8, i8)> {
    if let Some(year) = year(one) {
        return Some((year, number(two, 2)?, number(iso_day(three), 2)?));
    }
    // 13/06/2024 can only be one day; 03/06/2024 is two, so it is none. Dots are European.
    let (first, second, year) = (number(one, 2)?, number(two, 2)?, year(three)?);
    match (first, second) {
        (13.., 1..=12) => Some((year, second, first)),
        (_, 1..=12) if dotted => Some((year, second, first)),
        (1..=12, 13..) => Some((year, first, second)),
        (1..=12, same) if same == first => Some((year, first, same)),
        _ => None,
    }
}

/// The day in `05T10`, as ISO date-times have it.
fn iso_day(word: &str) -> &str {
    match word.split_once('T') {
        Some((day, _)) => day,
        None => word,
    }
}

/// The first full date in `text`.
pub(crate) fn first(text: &str) -> Option<Date> {
    find_all(text).first().map(|&(_, date)| date)
}

const AROUND: &[&str] = &[
    "published",
    "posted",
    "updated",
    "modified",
    "on",
    "at",
    "by",
    "am",
    "pm",
    "a",
    "m",
    "p",
    "et",
    "est",
    "edt",
    "gmt",
    "utc",
    "kst",
    "pt",
    "pst",
    "pdt",
    "cet",
    "bst",
    "ist",
    "jst",
    "date",
    "created",
    "first",
    "last",
    "all",
    "news",
    "time",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "local",
    "issued",
    "released",
    "release",
    "uploaded",
    "input",
    "edited",
    "the",
    "ago",
    "hr",
    "hrs",
    "hour",
    "hours",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "print",
];

/// Whether a line begins with a date to which a scraper glued what was set below it: `Oct 03, 2024Ada
/// QuillBanks`.
pub(crate) fn is_glued_line(text: &str) -> bool {
    begins_glued(text, &days(text))
}

/// The same of a line whose full dates are known.
fn begins_glued(text: &str, dates: &[Span]) -> bool {
    text.len() <= 100
        && dates.first().is_some_and(|date| {
            let year = date.of(text).rsplit(|c: char| !c.is_alphanumeric()).next();
            date.start() == 0 && year.is_some_and(is_glued)
        })
}

/// Whether `text` is a date (or a time of day with its zone) and hardly anything else.
pub(crate) fn is_date_line(text: &str) -> bool {
    if text.len() > 160 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let dates = days(text);
    let inside = |span: Span| dates.iter().any(|date| date.overlaps(span));
    if begins_glued(text, &dates) {
        return true;
    }
    let (mut other, mut clock) = (0, false);
    for token in tokens(text) {
        let lower = token.text.to_lowercase();
        let numeric = lower.starts_with(|c: char| c.is_ascii_digit());
        clock |=
            ["am", "pm", "gmt", "utc"].iter().any(|z| lower.starts_with(z) || lower.ends_with(z))
                && text.contains(|c: char| c.is_ascii_digit());
        if !inside(token.span)
            && !numeric
            && !AROUND.contains(&lower.as_str())
            && !lower.starts_with("gmt")
        {
            other += 1;
        }
    }
    // `North Korea 11:02 March 04, 2024`: with the hour, a section or a place may stand by.
    let hour = text
        .as_bytes()
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit());
    if dates.is_empty() { clock && other == 0 } else { other <= if hour { 3 } else { 1 } }
}

/// The one full date that `text` consists of, with a label, a weekday, a place, a time of day or a
/// time zone around it at most: "April 4, 2024 - 18:41", "Published: 21 March 2024",
/// "2024-03-21T10:00:00Z", "Wednesday, April 23, 2025". "3/21/2024" is read, "3/4/2024" is not.
/// Prose that has a date in it is not a date.
pub fn parse_date(text: &str) -> Option<Date> {
    let [(_, date)] = find_all(text)[..] else { return None };
    is_date_line(text).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_forms() {
        let of = |text| first(text).map(|d| d.to_string());
        for (text, iso) in [
            ("April 4, 2024 - 18:41 By Ji Da-gyum", "2024-04-04"),
            ("Apr. 05, 2024", "2024-04-05"),
            ("Published 6:02 a.m. PT Dec. 13, 2024", "2024-12-13"),
            ("Wed, June 5th 2024 at 5:31 PM", "2024-06-05"),
            ("All News 11:48 June 17, 2024", "2024-06-17"),
            ("21 April 2023 · Ines Calloway", "2023-04-21"),
            ("2024-05-14T17:40:00-04:00", "2024-05-14"),
            ("2024.06.17 11:48", "2024-06-17"),
            ("18/06/2024", "2024-06-18"),
            ("09.04.2024, 07:15", "2024-04-09"),
            ("March 29, 20246:47 AM GMT+1Updated a year ago", "2024-03-29"),
            ("30-October-2015", "2015-10-30"),
            ("TRIESTE, Italy, Sept. 10, 2024 /NewsRelay/ --", "2024-09-10"),
            ("Sep 10, 2024Ada QuillBanks / Worms", "2024-09-10"),
            ("PublishedSeptember 10, 2024", "2024-09-10"),
        ] {
            assert_eq!(of(text).as_deref(), Some(iso), "{text}");
        }
        for text in [
            "SEOUL, March 21 (Yonhap)",
            "03/06/2024",
            "in May",
            "31 February 2024",
            "1.2.3",
            "09/02/2026 - 11:05",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn date_lines() {
        for text in [
            "8:05 PM GMT+9",
            "Thursday 29 August 2024",
            "North Korea 11:02 March 04, 2024",
            "May 2, 2024 Updated 5 hrs ago",
            "2 May 2024 - 6 min read",
            "Posted on 11/02/2024",
            "Sep 10, 2024Ada QuillBanks / Harbour Worms",
        ] {
            assert!(is_date_line(text), "{text}");
        }
        for text in [
            "Seoul",
            "Worm 3/4/2024 came to a bank",
            "On June 5, 2024 the council met again",
            "12",
            "April",
        ] {
            assert!(!is_date_line(text), "{text}");
        }
    }

    #[test]
    fn one_date_and_its_furniture() {
        for (text, expected) in [
            ("April 4, 2024 - 18:41", "2024-04-04"),
            ("Apr. 05, 2024", "2024-04-05"),
            ("Apr. 05, 2024 8:05 PM GMT+9", "2024-04-05"),
            ("2024-03-21T10:00:00Z", "2024-03-21"),
            ("2024-03-21T10:00:00.000+09:00", "2024-03-21"),
            ("2024-03-21 10:00", "2024-03-21"),
            ("21 March 2024", "2024-03-21"),
            ("3/21/2024", "2024-03-21"),
            ("21/3/2024", "2024-03-21"),
            ("5/5/2024", "2024-05-05"),
            ("Wednesday, April 23, 2025", "2025-04-23"),
            ("WEDNESDAY, JUNE 18, 1997", "1997-06-18"),
            ("Published: 21 Mar 2024 at 9 am", "2024-03-21"),
            ("Thu, 21 Mar 2024 10:00:00 +0000", "2024-03-21"),
            ("April 4th, 2024", "2024-04-04"),
            ("20.06.2024", "2024-06-20"),
        ] {
            assert_eq!(
                parse_date(text).map(|d| d.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_one_full_date() {
        for text in [
            "",
            "April 2024",
            "April 4",
            "2024",
            "3/4/2024",
            "February 30, 2024",
            "Thursday",
            "April 4, 2024 April 5, 2024",
            "The meeting on April 4, 2024 was chaired by Seoul",
            "18:41",
            "$2024",
            "13/13/2024",
            "2024-13-01",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
