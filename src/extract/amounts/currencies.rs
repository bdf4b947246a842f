//! Currencies: signs, codes and words, before and after a number, from `currencies.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::tokens::{Kind, Token, Tokens};

/// One currency or crypto-asset.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Currency {
    /// ISO 4217 code or ticker; `None` where a word says money but not which ("pesos").
    pub code: Option<&'static str>,
    /// The code is also something else, and weak evidence.
    pub weak: bool,
    /// Its countries group digits by dots.
    pub dots: bool,
    /// A crypto-asset.
    pub crypto: bool,
}

/// A currency found beside a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Which.
    pub currency: &'static Currency,
    /// First token that does not belong to it.
    pub next: usize,
    /// What every value is multiplied by: one hundredth for cents and pence.
    pub factor: Decimal,
    /// Written as a code or word that means something else as well.
    pub weak: bool,
}

struct Table {
    currencies: &'static [Currency],
    signs: HashMap<&'static str, usize>,
    codes: HashMap<&'static str, usize>,
    /// By first word: the words after it, longest first.
    words: HashMap<&'static str, Vec<(Vec<&'static str>, usize)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("currencies.csv")));

fn read(csv: &'static str) -> Table {
    let mut currencies = Vec::new();
    let (mut signs, mut codes) = (HashMap::new(), HashMap::new());
    let mut words: HashMap<&str, Vec<(Vec<&str>, usize)>> = HashMap::new();
    let rows = csv.lines().filter(|line| !line.starts_with('#')).skip(1);
    for (id, row) in rows.enumerate() {
        let mut fields = row.split(',');
        let mut field = || fields.next().unwrap_or_default();
        let (code, flags) = (field(), field());
        if !code.is_empty() {
            codes.insert(code, id);
        }
        signs.extend(field().split('|').filter(|s| !s.is_empty()).map(|sign| (sign, id)));
        for phrase in field().split('|') {
            let mut parts = phrase.split_whitespace();
            if let Some(first) = parts.next() {
                words.entry(first).or_default().push((parts.collect(), id));
            }
        }
        currencies.push(Currency {
            code: (!code.is_empty()).then_some(code),
            weak: flags.contains('w'),
            dots: flags.contains('d'),
            crypto: flags.contains('x'),
        });
    }
    for phrases in words.values_mut() {
        phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    Table { currencies: currencies.leak(), signs, codes, words }
}

/// Signs made of letters that stand before the number, and may touch it.
const LETTERS: &[&str] = &[
    "Rs", "Rp", "RM", "RMB", "DM", "Tk", "SFr", "Sfr", "KSh", "Ksh", "KShs", "Kshs", "TSh", "Tsh",
    "TShs", "Tshs", "USh", "Ush", "UShs", "Ushs", "Sh", "Shs", "NIS", "Dh", "Dhs", "SR", "TL",
    "Php", "Bt", "Fr", "FCFA",
];

/// Whether digits that touch `letters` are an amount in that currency ("USD 100m" without its space).
pub(super) fn joins_digits(letters: &str) -> bool {
    let code = TABLE.codes.get(letters).map(|id| &TABLE.currencies[*id]);
    code.is_some_and(|c| !c.weak && !c.crypto) || LETTERS.contains(&letters)
}

/// Whether a code is that of a crypto-asset.
pub(super) fn crypto(name: &str) -> bool {
    code(name).is_some_and(|currency| currency.crypto)
}

/// Whether a letter is a currency where it touches a sum: "R1.5 billion", "N300m", "W41 million", "P20 million".
pub(super) fn initial(letter: &str) -> bool {
    matches!(letter, "R" | "N" | "W" | "P")
}

/// The currency written before a number, from token `at` on.
pub(super) fn before(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let token = tokens.at(at)?;
    if token.kind == Kind::Sign {
        return Some(after_sign(tokens, at, sign(token.text)?));
    }
    if token.kind != Kind::Word {
        return None;
    }
    if tokens.at(at + 1).is_some_and(|t| t.kind == Kind::Sign && t.glued) {
        let mark = tokens[at + 1].text;
        let letters = format!("{}{mark}", token.text.replace('.', ""));
        // "A$5" is Australian; in "XY$5" only the sign is money, and it starts there.
        return sign(&letters).map(|c| Found::plain(c, at + 2));
    }
    // "US $40,000"; "gave the US $40,000" says who got it.
    let apart = tokens.at(at + 1).is_some_and(|t| t.text == "$")
        && ["US", "U.S.", "HK", "NT", "NZ", "AU", "CDN", "Cdn"].contains(&token.text)
        && tokens.before(at).is_none_or(|t| t.lower != "the");
    if apart {
        let letters = token.text.replace('.', "").to_uppercase().replace("CDN", "C");
        return sign(&format!("{letters}$")).map(|c| Found::plain(c, at + 2));
    }
    let touching = initial(token.text) && tokens.glued(at + 1);
    if touching || LETTERS.contains(&token.text) || matches!(token.text, "kr" | "Ft" | "zł") {
        let dot = usize::from(tokens.is(at + 1, ".") && tokens.glued(at + 1));
        // "DM" is a direct message as well, "Sh2-155" a nebula, "SR 71" an aeroplane, "Fr." a priest.
        let weak = matches!(token.text, "DM" | "Sh" | "SR" | "TL" | "Fr" | "NIS" | "Bt");
        return sign(token.text).map(|c| Found { weak, ..Found::plain(c, at + 1 + dot) });
    }
    let currency = code(token.text)?;
    let signed = tokens.at(at + 1).is_some_and(|t| t.kind == Kind::Sign);
    let next = at + 1 + usize::from(signed);
    Some(Found { weak: currency.weak, ..Found::plain(currency, next) })
}

/// "$" may have its country after it: "$US3 billion", "$A5m".
fn after_sign(tokens: &[Token<'_>], at: usize, currency: &'static Currency) -> Found {
    let next = tokens.at(at + 1).filter(|t| t.glued && t.kind == Kind::Word);
    let country = next.filter(|_| tokens[at].text == "$" && tokens.glued(at + 2));
    match country.and_then(|t| sign(&format!("{}$", t.text))) {
        Some(currency) => Found::plain(currency, at + 2),
        None => Found::plain(currency, at + 1),
    }
}

/// The currency written after a number, from token `at` on.
pub(super) fn after(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let token = tokens.at(at)?;
    match token.kind {
        Kind::Sign if token.text == "¢" => Some(Found::cents(sign("$")?, at + 1)),
        // In "5 $6" the sign belongs to the number after it.
        Kind::Sign => {
            let next = tokens.at(at + 1).is_some_and(|t| t.glued && t.kind == Kind::Number);
            if next { None } else { Some(Found::plain(sign(token.text)?, at + 1)) }
        }
        Kind::Word => words(tokens, at).or_else(|| {
            let named = sign_word(token.text).map(|currency| Found::plain(currency, at + 1));
            let coded = |c: &'static Currency| Found { weak: c.weak, ..Found::plain(c, at + 1) };
            named.or_else(|| code(token.text).map(coded))
        }),
        _ => None,
    }
}

/// Hundredths of a pound, up to token `next`.
pub(super) fn pence(next: usize) -> Option<Found> {
    Some(Found::cents(code("GBP")?, next))
}

/// What follows a number that has a sign already: the code or country that the sign left open.
pub(super) fn told_apart(tokens: &[Token<'_>], at: usize, sign: &Found) -> Option<Found> {
    if sign.currency.code != Some("USD") {
        return words(tokens, at).filter(|found| found.currency == sign.currency);
    }
    let country = country(&tokens.at(at)?.lower).filter(|country| *country != "EUR");
    // "$5 million Canadian fund" says whose the fund is.
    let noun = tokens.at(at + 1).is_some_and(|t| t.kind == Kind::Word && !super::stop_word(t));
    if let Some(country) = country.filter(|_| !noun) {
        return Some(Found::plain(code(country)?, at + 1));
    }
    let dollars = |found: &Found| {
        found.currency.code.is_some_and(|c| c.ends_with('D') && !found.currency.crypto)
    };
    if let Some(found) = words(tokens, at).filter(dollars) {
        return Some(found);
    }
    code(tokens[at].text).map(|c| Found::plain(c, at + 1)).filter(dollars)
}

/// Whose dollars and cents they are: "$5 million Canadian", "45 Australian cents".
fn country(lower: &str) -> Option<&'static str> {
    match lower {
        "canadian" | "cdn" => Some("CAD"),
        "australian" => Some("AUD"),
        "u.s." | "american" => Some("USD"),
        "euro" => Some("EUR"),
        _ => None,
    }
}

impl Found {
    fn plain(currency: &'static Currency, next: usize) -> Self {
        Self { currency, next, factor: Decimal::ONE, weak: false }
    }

    fn cents(currency: &'static Currency, next: usize) -> Self {
        Self { factor: Decimal::new(1, 2), ..Self::plain(currency, next) }
    }
}

fn sign(text: &str) -> Option<&'static Currency> {
    let text = if text == "＄" { "$" } else { text };
    TABLE.signs.get(text).map(|id| &TABLE.currencies[*id])
}

/// Signs made of letters that stand after the number, and a name that is a word in lower case.
fn sign_word(text: &str) -> Option<&'static Currency> {
    let known = matches!(text, "zł" | "Kč" | "kr" | "Ft" | "Dash" | "TL" | "NIS" | "FCFA" | "Dhs");
    if known { sign(text) } else { None }
}

fn code(text: &str) -> Option<&'static Currency> {
    TABLE.codes.get(text).map(|id| &TABLE.currencies[*id])
}

/// The longest currency name that starts at `at`, and the names of its hundredths.
fn words(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let lower = &*tokens.at(at)?.lower;
    match lower {
        "cent" | "cents" | "cts" => {
            let bracket = tokens.is(at + 1, "(") && tokens.is(at + 3, ")");
            let country = tokens.at(at + 2).filter(|_| bracket).and_then(|t| country(&t.lower));
            return Some(Found::cents(code(country.unwrap_or("USD"))?, at + 1));
        }
        // "45 Canadian cents", "5 euro cents"
        _ if tokens.is_any(at + 1, &["cent", "cents"])
            && let Some(country) = country(lower) =>
        {
            return Some(Found::cents(code(country)?, at + 2));
        }
        "penny" | "pence" => return Some(Found::cents(code("GBP")?, at + 1)),
        _ => {}
    }
    let named =
        |first: &str| TABLE.words.get(first)?.iter().find(|(rest, _)| follow(tokens, at, rest));
    let (phrase, id) = named(lower).or_else(|| named(singular(lower)))?;
    let currency = &TABLE.currencies[*id];
    let next = at + 1 + phrase.len();
    let word = &*tokens[next - 1].lower;
    // Words that mean something else more often than money.
    let weak = matches!(word, "won" | "real" | "rand" | "som" | "crown" | "crowns" | "lev" | "kip")
        || matches!(word, "sterling" | "tether" | "solana" | "stellar" | "us" | "lei" | "kina")
        || matches!(
            word,
            "sol" | "soles" | "tron" | "leone" | "pula" | "doge" | "marks" | "punts" | "ecu"
        );
    Some(Found { weak: weak && phrase.is_empty(), ..Found::plain(currency, next) })
}

/// Whether the words after `at` are `rest`, the last one in the singular or the plural; the first
/// one, where it is the only one, was found already.
fn follow(tokens: &[Token<'_>], at: usize, rest: &[&str]) -> bool {
    rest.iter().enumerate().all(|(i, word)| {
        let Some(token) = tokens.at(at + 1 + i) else { return false };
        let last = i + 1 == rest.len();
        token.lower == *word || (last && singular(&token.lower) == *word)
    })
}

fn singular(lower: &str) -> &str {
    lower.strip_suffix('s').unwrap_or(lower)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn code_before(text: &str) -> Option<&'static str> {
        before(&tokens(text), 0).and_then(|f| f.currency.code)
    }

    fn code_after(text: &str) -> Option<&'static str> {
        after(&tokens(text), 0).and_then(|f| f.currency.code)
    }

    #[test]
    fn dollars_are_told_apart() {
        assert_eq!(code_before("$5"), Some("USD"));
        assert_eq!(code_before("HK$5"), Some("HKD"));
        assert_eq!(code_before("NT$5"), Some("TWD"));
        assert_eq!(code_before("U.S.$5"), Some("USD"));
        assert_eq!(code_before("$A5"), Some("AUD"));
        assert_eq!(code_after("Australian dollars"), Some("AUD"));
        assert_eq!(code_after("US dollars"), Some("USD"));
        assert_eq!(code_after("United States dollars"), Some("USD"));
        assert_eq!(code_after("United States citizens"), None);
        assert_eq!(code_after("US banks"), None);
    }

    #[test]
    fn every_code_is_written_once_and_in_capitals() {
        let rows = include_str!("currencies.csv").lines().filter(|l| !l.starts_with('#')).skip(1);
        let codes: Vec<_> = rows.map(|row| row.split(',').next().unwrap()).collect();
        assert_eq!(codes.len(), TABLE.codes.len() + 1);
        assert!(codes.iter().all(|code| code.bytes().all(|b| b.is_ascii_uppercase())));
    }

    #[test]
    fn a_word_without_a_country_has_no_code() {
        let found = after(&tokens("pesos"), 0).unwrap();
        assert_eq!(found.currency.code, None);
        assert_eq!(code_after("Mexican pesos"), Some("MXN"));
        assert_eq!(before(&tokens("Shs50,000"), 0).map(|f| f.currency.code), Some(None));
    }

    #[test]
    fn shillings_of_east_africa() {
        for (text, code) in [
            ("Kshs500", "KES"),
            ("Ksh 500", "KES"),
            ("Ush62 billion", "UGX"),
            ("UShs62", "UGX"),
            ("Tsh 4.3 billion", "TZS"),
        ] {
            assert_eq!(code_before(text), Some(code), "{text}");
        }
    }
}
