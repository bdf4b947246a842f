//! Names that only sign an article or carry what others say: no actors.
//!
//! - those on the line of the byline, and of "By X" and "Edited by X" elsewhere;
//! - the agency of a dateline: "SEOUL, Oct. 23 (Hansol) --";
//! - who made a picture: "(Yonhap Photo)", "Photo: Reuters", "GETTY IMAGES";
//! - the zone of a time of day: "4:18 p.m. EDT";
//! - a platform on which somebody writes: "wrote on X", "a Telegram channel". Where the article speaks of
//!   it otherwise at least once, it is an actor like any other.
//!
//! A person or paper that the article also names in its text is an actor there; only the line that signs
//! is left out.

use std::collections::BTreeSet;

use super::Named;
use crate::taxonomy::EntityLabel;
use crate::text::Span;

/// No line that signs is longer, in bytes.
const LINE: usize = 120;

/// Whether a mention is one, for each of `named`.
pub(super) fn credits(text: &str, named: &[Named], byline: Option<Span>) -> Vec<bool> {
    let platform = |mention: &Named| PLATFORMS.contains(&mention.name);
    let acting: BTreeSet<&str> = named
        .iter()
        .filter(|mention| platform(mention) && !carries(text, mention))
        .map(|mention| mention.name)
        .collect();
    named
        .iter()
        .map(|mention| {
            let by = byline.is_some_and(|byline| line(text, byline).contains(mention.span));
            by && mention.label != EntityLabel::Group
                || signs(text, mention)
                || is_agency(text, mention)
                || is_picture(text, mention)
                || is_zone(text, mention)
                || platform(mention) && !acting.contains(mention.name)
        })
        .collect()
}

/// The line of a span, if it is short; else the span.
fn line(text: &str, span: Span) -> Span {
    // No further than that: an article may be one line.
    let from = text.floor_char_boundary(span.start().saturating_sub(LINE));
    let to = text.ceil_char_boundary(span.end().saturating_add(LINE).min(text.len()));
    let start = text[from..span.start()].rfind('\n').map_or(from, |at| from + at + 1);
    let end = text[span.end()..to].find('\n').map_or(to, |at| span.end() + at);
    if end - start <= LINE { Span::new(start, end) } else { span }
}

/// "By X and Y", "Edited by X", at the front of a short line.
fn signs(text: &str, mention: &Named) -> bool {
    const CUES: &[&str] = &[
        "by ",
        "reporting by ",
        "additional reporting by ",
        "edited by ",
        "editing by ",
        "written by ",
        "translated by ",
        "compiled by ",
    ];
    let line = line(text, mention.span);
    if line == mention.span {
        return false;
    }
    let front = text[line.start()..mention.span.start()].trim_start_matches(['(', '*', '_', ' ']);
    let lower = front.to_ascii_lowercase();
    // Of "By Monday Acme had paid" no name stands right behind "By".
    let first = lower.trim_end();
    let direct = CUES.iter().any(|cue| first == cue.trim_end());
    let listed = CUES.iter().any(|cue| {
        lower.strip_prefix(cue).is_some_and(|names| {
            let words = names.split_whitespace();
            words.clone().count() <= 8 && (names.contains(" and ") || names.contains([',', '|']))
        })
    });
    let alone = !text[line.start()..line.end()].trim_end().ends_with(['.', '!', '?']);
    mention.label == EntityLabel::Per && direct && text[..line.start()].ends_with("\n\n")
        || alone && (direct || listed)
}

/// "(Hansol) --", "(Corvus) -", "(Bharat News Agency):" behind the place at the front of a paragraph.
fn is_agency(text: &str, mention: &Named) -> bool {
    let before = &text[..mention.span.start()];
    let Some(front) = before.strip_suffix('(') else { return false };
    let Some(behind) = text[mention.span.end()..].strip_prefix(')') else { return false };
    let near = &front[front.floor_char_boundary(front.len().saturating_sub(LINE))..];
    let opens = &near[near.rfind('\n').map_or(0, |at| at + 1)..];
    let place = opens.split([',', ' ']).next().unwrap_or_default();
    let shouted = place.chars().count() > 1 && !place.contains(char::is_lowercase);
    let dash = ['-', '\u{2013}', '\u{2014}', ':'];
    // "(Reuters) - Hackers stole": without a place, and broadcasters without a dash.
    let alone = opens.trim().is_empty();
    let dashed = behind.trim_start().starts_with(dash);
    opens.len() < 60 && (shouted || alone) && (dashed || AGENCIES.contains(&mention.name))
}

/// Those that sign behind a place, or before the text, without a dash.
const AGENCIES: &[&str] = &[
    "AFP",
    "AP",
    "Associated Press",
    "BBC",
    "Bloomberg",
    "CBS",
    "CBS News",
    "CNBC",
    "CNN",
    "CNN Business",
    "CNNMoney",
    "KTLA",
    "NBC",
    "NBC News",
    "NewsNation",
    "Nexstar",
    "Reuters",
    "UPI",
    "WSVN",
    "Xinhua",
];

/// "Yonhap Photo", "GETTY IMAGES", "Photo: Reuters".
fn is_picture(text: &str, mention: &Named) -> bool {
    let last = mention.name.rsplit(char::is_whitespace).next().unwrap_or_default();
    let several = mention.name.contains(char::is_whitespace);
    if several && ["photo", "photos", "images"].iter().any(|word| last.eq_ignore_ascii_case(word)) {
        return true;
    }
    let before = text[..mention.span.start()].trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let cues = ["photo:", "photograph:", "picture:", "image:", "credit:", "photo/", "(photo:"];
    cues.iter().any(|cue| word.eq_ignore_ascii_case(cue))
}

/// "4:18 p.m. EDT", "07:45 CET": a time of day.
fn is_zone(text: &str, mention: &Named) -> bool {
    const ZONES: &[&str] = &[
        "AEDT", "AEST", "BST", "CDT", "CEST", "CET", "CST", "EAT", "EDT", "EEST", "EET", "EST",
        "ET", "GMT", "GST", "HKT", "IST", "JST", "KST", "MDT", "MSK", "MST", "NZDT", "NZST", "PDT",
        "PHT", "PKT", "PST", "PT", "SGT", "UTC", "WAT", "WIB",
    ];
    let before = text[..mention.span.start()].trim_end();
    let hour = before.ends_with(|c: char| c.is_ascii_digit())
        || ["am", "pm", "a.m.", "p.m.", "AM", "PM"].iter().any(|word| before.ends_with(word));
    hour && ZONES.contains(&mention.name)
}

/// Where others write.
const PLATFORMS: &[&str] = &[
    "Bluesky",
    "Discord",
    "Facebook",
    "Facebook Messenger",
    "Gmail",
    "Instagram",
    "LinkedIn",
    "Mastodon",
    "Messenger",
    "Pastebin",
    "Reddit",
    "Signal",
    "Skype",
    "Snapchat",
    "Telegram",
    "Threads",
    "TikTok",
    "Truth Social",
    "Twitter",
    "VK",
    "WeChat",
    "Weibo",
    "WhatsApp",
    "X",
    "YouTube",
];

/// Whether a platform is where something stands: "on X", "a Telegram channel", "Facebook accounts".
fn carries(text: &str, mention: &Named) -> bool {
    let before = text[..mention.span.start()].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let on = ["on", "via", "over", "through", "across", "daily", "from", "impersonated", "using"];
    let behind = text[mention.span.end()..].trim_start_matches([' ', '\n']);
    let next = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let things = [
        "account",
        "accounts",
        "ad",
        "ads",
        "app",
        "channel",
        "channels",
        "chat",
        "chats",
        "conversation",
        "group",
        "groups",
        "message",
        "messages",
        "page",
        "pages",
        "post",
        "posts",
        "profile",
        "profiles",
        "thread",
        "user",
        "users",
        "video",
        "videos",
    ];
    on.iter().any(|on| word.eq_ignore_ascii_case(on)) || things.contains(&next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_credit(text: &str, name: &str, label: EntityLabel) -> bool {
        let start = text.find(name).expect("the name is there");
        let span = Span::new(start, start + name.len());
        credits(text, &[Named { index: 0, name, label, span, owner: None, score: None }], None)[0]
    }

    #[test]
    fn who_signs_or_carries_is_no_actor() {
        use EntityLabel::{Loc, Org, Per};
        for (text, name, label) in [
            ("Ports hit\n\nBy Ana Ruiz and Lev Katz\n\nLISBON", "Lev Katz", Per),
            ("Ports hit\n\nBy Ana Ruiz, Morning Post, Paris\n\nThe", "Paris", Loc),
            ("Ports hit\n\nBy Ana Ruiz, head of Delphic.\n\nThe", "Ana Ruiz", Per),
            ("(Reporting by Ana Ruiz)", "Ana Ruiz", Per),
            ("SEOUL, Oct. 23 (Hansol) -- North Korea", "Hansol", Org),
            ("MUMBAI, Nov 6 (Bharat News Agency): An engineer", "Bharat News Agency", Org),
            ("(Reuters) - Hackers stole", "Reuters", Org),
            ("NEW YORK (CNNMoney) Hackers stole", "CNNMoney", Org),
            ("(CNN) Hackers stole", "CNN", Org),
            ("A flag. GETTY IMAGES\n\nThe", "GETTY IMAGES", Org),
            ("Photo: Reuters\n", "Reuters", Org),
            ("he wrote on X.", "X", Org),
            ("June 10, 4:18 p.m. UTC\n", "UTC", Org),
            ("a Telegram channel of the gang", "Telegram", Org),
        ] {
            assert!(is_credit(text, name, label), "{name} of {text:?}");
        }
        for (text, name, label) in [
            ("By Monday Acme had paid.", "Acme", Org),
            ("The bank was robbed by Ana Ruiz.", "Ana Ruiz", Per),
            ("The agency (NPA) said", "NPA", Org),
            ("(Acme) Hackers stole", "Acme", Org),
            ("The paper (Reuters) said", "Reuters", Org),
            ("Telegram said that it had closed the channel", "Telegram", Org),
            ("The drones were made by Acme and Orbit,\nit said.", "Orbit", Org),
        ] {
            assert!(!is_credit(text, name, label), "{name} of {text:?}");
        }
    }
}
