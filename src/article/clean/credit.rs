//! Who took a picture, as captions end.

const CREDITS: &[&str] = &[
    "photo",
    "photos",
    "image",
    "images",
    "picture",
    "pictures",
    "photograph",
    "graphic",
    "illustration",
    "courtesy",
    "credit",
    "getty",
    "reuters",
    "afp",
    "ap",
    "epa",
    "yonhap",
    "shutterstock",
    "file photo",
    "video",
    "screenshot",
    "screengrab",
    "handout",
    "via",
];

/// Whether the text ends with the credit of a picture: `(Reuters)`, `Photo: Name / Agency`.
pub(super) fn has_credit(text: &str, words: usize) -> bool {
    if !(3..=90).contains(&words) {
        return false;
    }
    // `(Ada Quill/Fenland Echo) @adaquill`
    let text = match text.trim_end().rsplit_once(' ') {
        Some((before, account)) if account.starts_with('@') => before,
        _ => text,
    };
    let is_credit = |part: &str| {
        let part = part.trim_start_matches([' ', '\u{a0}']).to_lowercase();
        CREDITS.iter().any(|credit| {
            part.strip_prefix(credit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    // In brackets at the end.
    if let Some(inside) = text.trim_end().strip_suffix(')')
        && let Some(open) = inside.rfind('(')
    {
        let credit = &inside[open + 1..];
        let few = credit.split_whitespace().count() <= 6;
        if few && (is_credit(credit) || credit.contains('/')) && words >= 6 {
            return true;
        }
    }
    // After the last full stop.
    let mut tail_start = 0;
    for mark in [". ", ".\u{a0}", "\u{a0}©", " ©", "| "] {
        if let Some(at) = text.rfind(mark) {
            tail_start = tail_start.max(at + mark.len());
        }
    }
    let tail = &text[tail_start..];
    let courtesy = tail.to_lowercase().starts_with("courtesy of");
    let named = tail.split_whitespace().count() <= if courtesy { 30 } else { 14 };
    let labelled = courtesy || tail.contains([':', '/']) || tail.contains("via ");
    tail_start > 0 && named && (is_credit(tail) && labelled || text[..tail_start].ends_with('©'))
}

/// Whether a line says whose a picture is: `Image: Name via Agency`, `© Agency`.
pub(super) fn is_credit_line(text: &str) -> bool {
    ["Image:", "Image source,", "Photo:", "Photo by ", "Picture:", "Credit:", "©"]
        .iter()
        .any(|label| text.starts_with(label))
        && text.split_whitespace().count() <= 12
}
