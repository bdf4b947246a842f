//! What tags and classes say: which elements stand by themselves, which hold navigation, captions,
//! bylines. A class is believed only while its element holds less than a good part of the text: a
//! page may be wrapped in a `<form>` or called `with-sidebar` and be an article all the same.

use html5gum::StartTag;

use super::boxes;
use super::locks::{self, Lock};
use super::walk::Walked;

/// What an element passes on to the text inside.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Marks {
    pub heading: u8,
    pub item: bool,
    pub cell: bool,
    pub caption: bool,
    pub byline: bool,
    pub code: bool,
    pub link: bool,
    /// Inside `<article>` or `<main>`, where a `<header>` is the article's.
    pub main: bool,
}

const SKIPPED: &[&[u8]] = &[
    b"script",
    b"style",
    b"noscript",
    b"template",
    b"svg",
    b"math",
    b"iframe",
    b"object",
    b"audio",
    b"video",
    b"canvas",
    b"textarea",
    b"select",
    b"title",
];
const BLOCK: &[&[u8]] = &[
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"body",
    b"button",
    b"center",
    b"dd",
    b"details",
    b"dialog",
    b"dir",
    b"div",
    b"dl",
    b"dt",
    b"fieldset",
    b"figcaption",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"header",
    b"hgroup",
    b"hr",
    b"html",
    b"li",
    b"main",
    b"menu",
    b"nav",
    b"ol",
    b"option",
    b"p",
    b"pre",
    b"section",
    b"summary",
    b"table",
    b"tbody",
    b"td",
    b"tfoot",
    b"th",
    b"thead",
    b"tr",
    b"ul",
    b"caption",
    b"legend",
    b"label",
];
const VOID: &[&[u8]] = &[
    b"area",
    b"base",
    b"br",
    b"col",
    b"embed",
    b"hr",
    b"img",
    b"input",
    b"link",
    b"meta",
    b"param",
    b"source",
    b"track",
    b"wbr",
    b"frame",
    b"keygen",
    b"basefont",
    b"bgsound",
];
const FORMATTING: &[&[u8]] = &[
    b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike",
    b"strong", b"tt", b"u",
];
const SITE_TAGS: &[&[u8]] = &[b"nav", b"aside", b"footer", b"form", b"button", b"dialog", b"menu"];

/// Words in a class or an id that make an element a part of the site.
const SITE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "foot",
    "sidebar",
    "rail",
    "related",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "popular",
    "trending",
    "mostread",
    "promo",
    "promos",
    "promotion",
    "cta",
    "advert",
    "adverts",
    "ad",
    "ads",
    "adslot",
    "advertisement",
    "advertising",
    "banner",
    "sponsor",
    "sponsored",
    "outbrain",
    "taboola",
    "dfp",
    "share",
    "sharing",
    "sharebar",
    "social",
    "socials",
    "sns",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "paywall",
    "regwall",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "onetrust",
    "comment",
    "comments",
    "disqus",
    "login",
    "modal",
    "popup",
    "overlay",
    "toolbar",
    "tools",
    "tags",
    "taglist",
    "keywords",
    "bio",
    "copyright",
    "skip",
    "skiplink",
    "search",
    "pagination",
    "pager",
    "teaser",
    "teasers",
    "widget",
    "masthead",
    "topbar",
    "ticker",
    "pullquote",
    "complementary",
    "contentinfo",
    "alertdialog",
    "print",
    "readmore",
    "morelinks",
    "crumbs",
    "utility",
    "dropdown",
    "legal",
    "disclaimer",
    "tooltip",
];
const CAPTION: &[&str] = &["caption", "cap", "captions", "figcaption", "imgcaption"];
const BYLINE: &[&str] = &[
    "byline",
    "author",
    "authors",
    "dateline",
    "pubdate",
    "published",
    "timestamp",
    "meta",
    "date",
];

/// Whether the element has no text for a reader.
pub(super) fn is_skipped(name: &[u8]) -> bool {
    SKIPPED.contains(&name)
}

/// Whether the element ends a block.
pub(super) fn is_block(name: &[u8]) -> bool {
    BLOCK.contains(&name)
}

/// Whether the element has no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    VOID.contains(&name)
}

/// Whether a tree builder opens the element again in the next block when it was not closed.
pub(super) fn is_formatting(name: &[u8]) -> bool {
    FORMATTING.contains(&name)
}

/// Whether an element is a part of the site, and whether nothing but a lock says so.
#[derive(Clone, Copy, Default)]
pub(super) struct Site {
    pub site: bool,
    pub lock: Lock,
}

/// What the element passes on, and whether it is a part of the site.
pub(super) fn marks(tag: &StartTag<usize>, outer: Marks) -> (Marks, Site) {
    let name: &[u8] = &tag.name;
    let mut marks = outer;
    let block = is_block(name);
    if block {
        marks.heading = match name {
            [b'h', level @ b'1'..=b'6'] => level - b'0',
            _ => 0,
        };
        marks.byline = false;
    }
    match name {
        b"li" | b"dd" | b"dt" => marks.item = true,
        b"td" | b"th" => marks.cell = true,
        b"figcaption" | b"caption" => marks.caption = true,
        b"pre" | b"code" => marks.code |= name == b"pre",
        b"a" => marks.link = true,
        b"article" | b"main" => marks.main = true,
        b"time" => marks.byline = true,
        _ => {}
    }
    let mut site = SITE_TAGS.contains(&name) || name == b"header" && !marks.main;
    let mut lock = Lock::None;
    for (key, value) in &tag.attributes {
        let (key, value): (&[u8], &[u8]) = (key, value);
        match key {
            b"class" | b"id" | b"role" => {
                let value = String::from_utf8_lossy(&value[..value.len().min(400)]);
                let mut author = false;
                let mut card = false;
                let tokens = tokens(&value);
                // `sign-in` is what `login` is.
                site |= tokens.windows(2).any(|pair| pair[0] == "sign" && pair[1] == "in");
                for token in &tokens {
                    let token = token.as_str();
                    if locks::of_word(token) == Lock::None {
                        site |= SITE.contains(&token);
                    } else {
                        lock = locks::of_word(token);
                    }
                    marks.caption |= CAPTION.contains(&token);
                    marks.byline |= BYLINE.contains(&token);
                    author |= token == "author";
                    card |= matches!(token, "box" | "card" | "info" | "about" | "profile");
                }
                site |= author && card;
            }
            b"hidden" => site = true,
            b"style" => {
                let value = String::from_utf8_lossy(value).replace(' ', "").to_lowercase();
                site |= value.contains("display:none") || value.contains("visibility:hidden");
            }
            b"rel" => marks.byline |= value == b"author",
            b"itemprop" => marks.byline |= value == b"author" || value == b"datePublished",
            _ => {}
        }
    }
    // Only what stands around a paragraph can be a part of the site, not a word in it.
    let around = block || name == b"span" || name == b"a" || tag.name.contains(&b'-');
    let lock = if site || !around { Lock::None } else { lock };
    (marks, Site { site: around && (site || lock != Lock::None), lock })
}

/// The words of a class list, also of `authorBio` and `author-bio`.
fn tokens(value: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut lower = false;
    for c in value.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && lower {
            out.push(String::new());
        }
        lower = c.is_lowercase();
        if c.is_alphanumeric()
            && let Some(last) = out.last_mut()
        {
            last.extend(c.to_lowercase());
        }
    }
    out.retain(|token| !token.is_empty());
    out
}

/// The `<header>` that holds the only headline of the first level: the article's, wherever it stands.
fn header_of_headline(page: &Walked) -> Option<usize> {
    let mut headlines = (0..page.blocks.len()).filter(|&i| page.blocks[i].hints.heading == 1);
    let only = headlines.next().filter(|_| headlines.next().is_none())?;
    let mut node = page.homes[only];
    while node != 0 && !page.nodes[node].header {
        node = page.nodes[node].parent;
    }
    (node != 0).then_some(node)
}

/// Carries what the elements say over to the blocks inside them.
pub(super) fn judge(page: &mut Walked) {
    let text = page.view.text();
    let mut weights = vec![0_usize; page.nodes.len()];
    let mut all = 0;
    for (block, &home) in page.blocks.iter().zip(&page.homes) {
        let long = block.span.of(text).split_whitespace().take(12).count() >= 12;
        let weight = if long && block.hints.linked < 60 { block.span.len() } else { 0 };
        weights[home] += weight;
        all += weight;
    }
    // Children come after their parents: from the back, every child is summed before its parent.
    for node in (1..page.nodes.len()).rev() {
        weights[page.nodes[node].parent] += weights[node];
    }
    let asking = boxes::find(page);
    let header = header_of_headline(page);
    let texts = locks::find(page, &weights, all);
    let mut site = vec![false; page.nodes.len()];
    for node in 1..page.nodes.len() {
        let marked = page.nodes[node].site && !texts[node] || asking[node];
        let own = marked && header != Some(node) && (weights[node] * 10 < all * 4 || all == 0);
        site[node] = own || site[page.nodes[node].parent];
    }
    for (i, &home) in page.homes.iter().enumerate() {
        let hints = &mut page.blocks[i].hints;
        hints.site = site[home] && hints.heading != 1;
        // A list is as long as the smallest box around its header, if that is but a part.
        let around = page.nodes[page.nodes[home].parent];
        let boxed = page.nodes[home].parent;
        if boxed != 0 && weights[boxed] * 10 < all * 3 {
            hints.scope = Some(around.end.max(i + 1));
        }
    }
}
