//! Links and images as Markdown writes them, in texts that do not say that they are Markdown: many scrapers leave
//! "[Emotet](https://example.org/emotet)" in a plain text. Who reads the page reads "Emotet", and so does the view.

use crate::article::View;
use crate::text::Span;

/// How an address begins. "[1](2)" and "f[x](y)" have none.
const BEGINNINGS: &[&str] = &["http://", "https://", "/", "#", "www.", "mailto:", "data:"];

/// A longer title behind an address is none.
const TITLE: usize = 300;

/// A text as it is read: without brackets and addresses of links; and what of the view is text of a link.
pub(super) fn view(text: &str) -> (View, Vec<Span>) {
    let mut marks = marks(text);
    if marks.is_empty() {
        return (View::identity(text), Vec::new());
    }
    marks.sort_unstable_by_key(|mark| mark.span.start());
    let (mut view, mut links) = (View::default(), Vec::new());
    let (mut at, mut opened) = (0, Vec::new());
    for mark in marks {
        view.copy(&text[at..mark.span.start()], at);
        at = mark.span.end();
        let here = view.text().len();
        if mark.opens {
            opened.push(here);
        } else if let Some(start) = opened.pop()
            && opened.is_empty()
        {
            links.push(Span::new(start, here));
        }
    }
    view.copy(&text[at..], at);
    (view, links)
}

/// How many of a hundred bytes of a block are text of links.
pub(super) fn share(block: Span, links: &[Span]) -> u8 {
    let first = links.partition_point(|link| link.end() <= block.start());
    let own = links[first..].iter().take_while(|link| link.start() < block.end());
    let linked: usize =
        own.map(|link| link.end().min(block.end()) - link.start().max(block.start())).sum();
    (linked * 100).checked_div(block.len()).and_then(|of| u8::try_from(of).ok()).unwrap_or(0)
}

/// A bracket before the text of a link, or the bracket behind it with the address.
struct Mark {
    span: Span,
    opens: bool,
}

/// The marks of all links, those of an image in a link among them.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = 0;
    for (at, byte) in text.bytes().enumerate() {
        if at < rest {
            continue;
        }
        match byte {
            b'\n' => open.clear(),
            b'[' => open.push(at),
            b']' => {
                let Some(start) = open.pop() else { continue };
                if let Some(end) = address(text, at + 1) {
                    let image = usize::from(text[..start].ends_with('!'));
                    marks.push(Mark { span: Span::new(start - image, start + 1), opens: true });
                    marks.push(Mark { span: Span::new(at, end), opens: false });
                    rest = end;
                }
            }
            _ => {}
        }
    }
    marks
}

/// The end of an address in brackets that begins here, with a title behind it or without.
fn address(text: &str, start: usize) -> Option<usize> {
    let inner = text[start..].strip_prefix('(')?;
    if !BEGINNINGS.iter().any(|beginning| inner.starts_with(beginning)) {
        return None;
    }
    let mut depth = 0;
    for (at, c) in inner.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start + at + 2),
            ')' => depth -= 1,
            ' ' => return title(&inner[at..]).map(|end| start + 1 + at + end),
            // Another link: this one was never closed. Each stretch is so looked at once.
            '[' | ']' => return None,
            c if c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// The end of a title in quotation marks and of the bracket behind it: `"Email Security")`.
fn title(rest: &str) -> Option<usize> {
    let quoted = rest.trim_start_matches(' ').strip_prefix('"')?;
    let line = quoted.char_indices().take(TITLE).take_while(|(_, c)| *c != '\n');
    let closed = |at: usize| quoted[at + 1..].trim_start_matches(' ').strip_prefix(')');
    let behind = line.filter(|(_, c)| *c == '"').find_map(|(at, _)| closed(at))?;
    Some(rest.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_addresses_are_not_read() {
        for (text, expected) in [
            ("a [Emotet](https://example.org/e) b", "a Emotet b"),
            ("[one](/a)[two](/b_(c)) [three](#d)", "onetwo three"),
            ("![Figure 1](/f.png) x ![](data:image/gif;base64,R0)", "Figure 1 x "),
            ("[![alt](https://e.org/i.png)](https://e.org) end", "alt end"),
            ("see [\\[5](https://e.org/5)]", "see [\\5]"),
            ("[a](https://e.org \"Title (long)\") b", "a b"),
            // No links.
            ("f[x](y) and [1](2)", "f[x](y) and [1](2)"),
            ("[sic](https://e.org b)", "[sic](https://e.org b)"),
            ("[over\nlines](https://e.org)", "[over\nlines](https://e.org)"),
            ("](https://e.org) [open](https://e.org", "](https://e.org) [open](https://e.org"),
            ("[a](https://e.org [b](https://e.net)", "[a](https://e.org b"),
            ("[a](https://e.org \"no end", "[a](https://e.org \"no end"),
            ("[[a](https://e.org](https://e.net)", "[a](https://e.org"),
        ] {
            let (view, _) = view(text);
            assert_eq!(view.text(), expected, "{text}");
        }
    }

    #[test]
    fn places_lead_back_to_the_text() {
        let text = "Then [Emotet](https://example.org/e) came back.";
        let (view, links) = view(text);
        assert_eq!(links, [Span::new(5, 11)]);
        assert_eq!(view.to_source(links[0]), Some(Span::new(6, 12)));
        let whole = view.to_source(Span::new(0, view.text().len()));
        assert_eq!(whole, Some(Span::new(0, text.len())));
        assert_eq!(share(Span::new(0, 12), &links), 50);
        assert_eq!(share(Span::new(11, 21), &links), 0);
    }
}
