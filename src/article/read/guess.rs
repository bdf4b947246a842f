//! The format of a file whose name does not say it, by its first characters. Only what begins
//! plainly so is taken for JSON or HTML: a plain text may begin with a bracket, too.

use encoding_rs::{Encoding, UTF_8};

use super::failure::{FailureKind, Fault};
use super::sniff;
use crate::article::Format;

/// How many bytes are looked at.
pub(super) const REACH: usize = 1024;

/// What begins an HTML page: the tags of the WHATWG's standard for sniffing, and the others that a
/// piece of a page begins with.
const TAGS: [&str; 45] = [
    "!doctype",
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "div",
    "em",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "table",
    "title",
    "ul",
    "base",
];

/// The format of what begins with `head`.
///
/// # Errors
/// If it is JSON, but not one object on each line, or a feed.
pub(super) fn format(head: &[u8], given: Option<&'static Encoding>) -> Result<Format, Fault> {
    let (encoding, mark) = Encoding::for_bom(head)
        .unwrap_or_else(|| (given.or_else(|| sniff::utf_16(even(head))).unwrap_or(UTF_8), 0));
    let text = encoding.decode_without_bom_handling(&head[mark..]).0;
    let text = text.trim_start();
    if is_feed(text) {
        let message = "an RSS or Atom feed, whose items would be read as one article; give each one's text by \
                       itself, or one JSON object on each line";
        return Err(Fault::new(FailureKind::Format, message));
    }
    if is_html(text) {
        return Ok(Format::Html);
    }
    match begins_json(text) {
        None => Ok(Format::Txt),
        Some(true) => Ok(Format::Jsonl),
        Some(false) => {
            let message = "JSON, but not one object on each line; write it so, or pass --format";
            Err(Fault::new(FailureKind::Format, message))
        }
    }
}

/// UTF-16 cut at `REACH` has whole units, whatever came before.
fn even(head: &[u8]) -> &[u8] {
    &head[..head.len() & !1]
}

/// Whether the text of an item is a page or a piece of one: it begins with a tag, or has a paragraph with both of
/// its tags.
pub(super) fn is_markup(text: &str) -> bool {
    let has_paragraph = || {
        let open = text.find("<p>").or_else(|| text.find("<p "));
        open.is_some_and(|open| text[open..].contains("</p>"))
    };
    is_html(text.trim_start_matches('\u{feff}').trim_start()) || has_paragraph()
}

fn is_html(text: &str) -> bool {
    let Some(tag) = text.strip_prefix('<') else { return false };
    if tag.starts_with("!--") || tag.starts_with("?xml") {
        return true;
    }
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
    end.is_some_and(|end| TAGS.contains(&tag[..end].to_ascii_lowercase().as_str()))
}

/// Whether a feed begins here, behind what XML may begin with.
fn is_feed(text: &str) -> bool {
    let mut rest = text;
    while rest.starts_with("<?") || rest.starts_with("<!--") {
        let end = if rest.starts_with("<?") { "?>" } else { "-->" };
        let Some((_, behind)) = rest.split_once(end) else { return false };
        rest = behind.trim_start();
    }
    let root = rest.strip_prefix('<').and_then(|tag| {
        tag.split_once(|c: char| c.is_ascii_whitespace() || c == '>').map(|(name, _)| name)
    });
    root.is_some_and(|root| ["rss", "feed", "rdf:RDF"].contains(&root))
}

/// Whether JSON begins here, and if so, whether it is an object that goes on on its line.
fn begins_json(text: &str) -> Option<bool> {
    let is_object = |text: &str| {
        let inside = text.strip_prefix('{')?;
        let first = inside.trim_start_matches([' ', '\t']);
        let key = first.trim_start();
        key.starts_with(['"', '}']).then_some(first.len() == key.len())
    };
    match text.strip_prefix('[') {
        Some(list) => is_object(list.trim_start()).map(|_| false),
        None => is_object(text),
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_16LE;
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Option<Format> {
        format(text.as_bytes(), None).ok()
    }

    #[test]
    fn items_of_feeds_may_be_pieces_of_pages() {
        for text in [
            "<p>Thieves took <b>$4&nbsp;million</b>.</p>",
            " <div>Thieves</div>",
            "Lead.<p class=x>Thieves took it.</p>",
        ] {
            assert!(is_markup(text), "{text}");
        }
        for text in [
            "Thieves took $4 million.",
            "<unknown> took it, and p < 0.05",
            "The page said <p> and nothing closed it.",
            "</p> alone, then <p>",
        ] {
            assert!(!is_markup(text), "{text}");
        }
    }

    #[test]
    fn pages_are_known_by_their_first_tag() {
        for text in [
            "<!DOCTYPE html>\n<title>x</title>",
            "\u{feff}\r\n <html lang=en>",
            "<p class=\"kicker\"><a href=\"x\">Cyber</a></p>",
            "<BR/>text",
            "<!-- x --><div>",
            "<?xml version=\"1.0\"?><html>",
        ] {
            assert_eq!(of(text), Some(Format::Html), "{text}");
        }
        for text in ["<Reuters> Hackers", "< 5 percent", "<3", "<p", "a <p>", ""] {
            assert_eq!(of(text), Some(Format::Txt), "{text}");
        }
    }

    #[test]
    fn a_feed_is_no_page() {
        for text in [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>",
            "<rss version='2.0'>\n<channel>",
            "<?xml version=\"1.0\"?><?xml-stylesheet href=\"a.xsl\"?><!-- made > daily -->\n<feed xmlns=\"a\">",
            "<rdf:RDF xmlns:rdf=\"a\">",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
        for text in ["<!-- <rss> --><div>", "<?xml version=\"1.0\"?><html><rss>"] {
            assert_eq!(of(text), Some(Format::Html), "{text}");
        }
        for text in ["<feeding> frenzy", "<rss", "RSS <rss>", "<feed"] {
            assert_eq!(of(text), Some(Format::Txt), "{text}");
        }
    }

    #[test]
    fn json_lines_are_known_by_their_first_key() {
        for text in ["{\"text\": \"a\"}\n{\"text\"", "\n { \"text\":", "{}\n{\"text\": 1}"] {
            assert_eq!(of(text), Some(Format::Jsonl), "{text}");
        }
        for text in ["{sources} said", "[Update] It", "[", "{", "[1] A note", "{{template}}"] {
            assert_eq!(of(text), Some(Format::Txt), "{text}");
        }
        for text in ["{\n  \"text\": \"a\"\n}", "[\n {\"text\": 1}]", "[{\"text\": 1}]"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn the_encoding_does_not_matter() {
        let page: Vec<u8> = "<html><p>é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(format(&page, None), Ok(Format::Html));
        assert_eq!(format(&page, Some(UTF_16LE)), Ok(Format::Html));
        assert_eq!(format(&[b"\xff\xfe", &page[..]].concat(), None), Ok(Format::Html));
        assert_eq!(format(b"<p>caf\xe9", None), Ok(Format::Html));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            let _ = format(&bytes, None);
        }

        #[test]
        fn what_begins_with_a_letter_is_text(text in "[A-Za-z“][^\0]{0,40}") {
            prop_assert_eq!(of(&text), Some(Format::Txt));
        }
    }
}
