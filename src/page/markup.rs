//! Where an HTML original is markup, so that a reader need not read it.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Stretches of `text`, in bytes, that a browser would not show: tags, comments, scripts, styles.
/// Ascending and apart.
pub(super) fn stretches(text: &str) -> Vec<(usize, usize)> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let (mut all, mut shown, mut silent) = (Vec::new(), 0, false);
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        match token {
            Token::StartTag(tag) => silent = matches!(&tag.name[..], b"script" | b"style"),
            Token::EndTag(_) => silent = false,
            Token::String(part) if !silent => {
                let (start, end) = (part.span.start, part.span.end.min(text.len()));
                if shown <= start && text.is_char_boundary(start) && text.is_char_boundary(end) {
                    if shown < start {
                        all.push((shown, start));
                    }
                    shown = shown.max(end);
                }
            }
            _ => {}
        }
    }
    if shown < text.len() {
        all.push((shown, text.len()));
    }
    all
}

/// `text` without its markup: for a span of an HTML original that is shown by itself.
pub(super) fn readable(text: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (start, end) in stretches(text) {
        out.push_str(&text[from..start]);
        from = end;
    }
    out.push_str(&text[from..]);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_and_scripts_are_markup() {
        assert_eq!(
            readable("tied to the <a href=\"/x>y\">ALPHV</a>\n  gang"),
            "tied to the ALPHV gang"
        );
        assert_eq!(readable("a<!-- b --> c<script>if (a < b) d()</script> e"), "a c e");
        assert_eq!(readable("5 < 6 & 7"), "5 < 6 & 7");
        assert_eq!(stretches("plain"), []);
    }

    proptest! {
        #[test]
        fn stretches_lie_in_the_text(text in "[<>/!a-c\"= \u{e9}&;-]{0,60}") {
            let mut last = 0;
            for (start, end) in stretches(&text) {
                prop_assert!(last <= start && start < end && end <= text.len());
                prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
                last = end;
            }
        }
    }
}
