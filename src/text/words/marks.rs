//! Marks: which characters of a token are words of their own, at its ends or within.

/// The length of an ellipsis or a dash made of several marks at the head of `text`.
pub(super) fn run(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|c| matches!(c, '.' | '-'))?;
    let len = text.len() - text.trim_start_matches(mark).len();
    (len > 1).then_some(len)
}

/// Whether `c` is a word of its own at either end of a token.
pub(super) fn is_mark(c: char) -> bool {
    is_divider(c)
        || is_currency(c)
        || matches!(c, '\'' | '’' | '‘' | '‚' | '‹' | '›' | '`' | '´' | '′' | '-' | '.' | '#' | '@')
        || matches!(c, ',' | ':' | '?' | '!' | '¿' | '¡' | '%' | '‰' | '*' | '†' | '‡' | '§' | '¶')
        || matches!(c, '™' | '®' | '©' | '°' | '•' | '·' | '|' | '<' | '>' | '~' | '^' | '=')
}

/// Whether `c` is a word of its own wherever it stands.
pub(super) fn is_divider(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '(' | ')' | '[' | ']' | '{' | '}' | ';' | '|')
        || matches!(c, '–' | '—' | '―' | '−' | '…' | '\u{200b}' | '\u{feff}')
        // Scripts without spaces: each sign a word.
        || matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff0f}')
}

pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₩' | '₽' | '₹' | '₿' | '¢')
}

/// The length of "US$", "HK$", "$" at the head of `text`.
pub(super) fn currency_prefix(text: &str) -> Option<usize> {
    let letters = text.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    let mark = text[letters..].chars().next()?;
    let rest = &text[letters + mark.len_utf8()..];
    let money = rest.is_empty() || rest.starts_with(|c: char| c.is_numeric() || c == '.');
    (letters <= 3 && is_currency(mark) && money).then_some(letters + mark.len_utf8())
}

/// Whether `c` is a word of its own between `before` and `after`.
pub(super) fn parts(before: Option<char>, c: char, after: Option<char>) -> bool {
    if is_divider(c) {
        return true;
    }
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    match c {
        // "1,000", "1/2" and "8:05" are numbers.
        ',' | '/' => !(digit(before) && digit(after)),
        ':' | '?' | '!' => letter(before) && letter(after),
        // "$2.5-$3", "40%-50%", "5€each"
        '-' => after.is_some_and(is_currency),
        '%' => digit(before),
        c if is_currency(c) => before.is_none() || digit(before),
        _ => false,
    }
}
