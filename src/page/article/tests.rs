use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use serde_json::json;

use super::*;

/// Every element and attribute that an article may be made of.
const ELEMENTS: &str = " article style header h3 h4 p div span mark details summary label input \
 code \
                        section ul ol li b i q small br a ";
const ATTRIBUTES: &str = " class id title data-l data-n dir type aria-label href ";

/// What a parser makes of an article: the text of its pane, and all ids.
fn parsed(html: &str) -> (String, Vec<String>) {
    let (mut pane, mut ids, mut deep) = (Vec::new(), Vec::new(), None::<usize>);
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(ELEMENTS.contains(&format!(" {name} ")), "<{name}>");
                for (key, value) in &tag.attributes {
                    let (key, value) =
                        (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
                    assert!(ATTRIBUTES.contains(&format!(" {key} ")), "<{name} {key}>");
                    assert!(key != "href" || value.starts_with('#'), "{value}");
                    if key == "id" {
                        ids.push(value.into_owned());
                    } else if key == "class" && (value == "text" || value == "text html") {
                        deep = Some(0);
                    }
                }
                if name == "div" {
                    deep = deep.map(|deep| deep + 1);
                }
            }
            Token::EndTag(tag) if &tag.name[..] == b"div" => {
                deep = deep.map(|deep| deep - 1).filter(|deep| *deep > 0);
            }
            Token::String(text) if deep.is_some() => pane.extend_from_slice(&text),
            Token::Comment(_) | Token::Doctype(_) => panic!("foreign markup in {html}"),
            _ => {}
        }
    }
    (String::from_utf8(pane).unwrap(), ids)
}

/// A record over `text` with a span of each kind from `a` to `b`, and `word` wherever a record may
/// hold words of its own.
pub(in crate::page) fn record(
    text: &str,
    format: &str,
    spans: &[(usize, usize)],
    word: &str,
) -> Record {
    let (mut mentions, mut amounts, mut dates, mut sentences, mut statements, mut events) =
        (vec![], vec![], vec![], vec![], vec![], vec![]);
    for (at, (start, end)) in spans.iter().enumerate() {
        let span = json!({ "start": start, "end": end, "text": word });
        let with = |more: serde_json::Value| {
            let mut all = span.as_object().unwrap().clone();
            all.extend(more.as_object().unwrap().clone());
            serde_json::Value::from(all)
        };
        let party = with(json!({ "actor": 0 }));
        sentences.push(json!({ "start": start, "end": end, "threats": { "malware": 0.75 } }));
        mentions.push(with(json!({
            "id": at, "label": "GROUP", "score": 0.5, "actor": 0, "refers": "name"
        })));
        amounts.push(with(json!({
            "id": at, "kind": "money", "value": 5, "min": null, "max": null, "currency": word,
            "unit": null, "modifier": "approx", "per": word, "about": "loss",
            "about_evidence": span, "equivalent": null, "verb": null, "object": null
        })));
        dates.push(with(json!({ "id": at, "value": word })));
        statements.push(with(json!({
            "id": at, "sentence": at, "kind": "alleged", "speaker": party, "source": "speaker",
            "cue": span
        })));
        events.push(json!({
            "id": at, "type": "malware", "perpetrators": [party], "targets": [party],
            "amounts": [at], "when": [at], "where": [at], "statement": at, "sentences": [at],
            "rule": word
        }));
    }
    let all: Vec<usize> = (0..spans.len()).collect();
    let ranges: Vec<[usize; 2]> = spans.iter().map(|(start, end)| [*start, *end]).collect();
    serde_json::from_value(json!({
        "schema": "wiredesk/1", "id": word,
        "source": {
            "path": word, "item": 3, "format": format, "encoding": "utf-8", "bytes": 1, "fields": {}
        },
        "language": word, "title": { "start": 0, "end": 2, "text": word }, "byline": null,
        "published": word, "article": ranges, "sentences": sentences, "mentions": mentions,
        "actors": [{
            "id": 0, "name": word, "type": "group", "mentions": all, "roles": ["perpetrator"],
            "links": [{
                "source": word, "id": word, "name": word, "matched": word, "country": word
            }]
        }],
        "amounts": amounts, "dates": dates,
        "threats": [{ "type": "malware", "score": 0.75, "sentences": all }],
        "statements": statements, "events": events, "text": text,
        "provenance": {
            "wiredesk": word, "model": { "name": word, "digest": word }, "engine": word,
            "config": word
        },
        "summary": {
            "perpetrators": [0], "targets": [], "accusers": [],
            "money": [{ "about": "loss", "currency": word, "total": 5, "amounts": all }]
        }
    }))
    .expect("the shape of a record")
}

pub(in crate::page) const HOSTILE: &str =
    "</script><script>alert(1)</script><!-- \" onload='x' ]]> &lt; & --><img src=x>";

#[test]
fn hostile_words_never_become_markup() {
    for format in ["txt", "html", "md"] {
        let record = record(HOSTILE, format, &[(0, 9), (4, 30), (2, 60)], HOSTILE);
        let html = article(&record);
        assert_eq!(parsed(&html).0, HOSTILE);
        assert!(!html.contains("<script"), "{html}");
    }
}

#[test]
fn a_record_without_text_gives_the_lists_and_says_so() {
    let mut record = record("Lee stole $5.", "txt", &[(0, 3)], "Lee");
    record.text = None;
    let html = article(&record);
    assert!(html.contains("--no-text"), "{html}");
    assert!(!html.contains("class=\"text"), "{html}");
    assert!(html.contains("<h4>Mentions</h4>") && html.contains("<h4>Statements</h4>"), "{html}");
    // Only what is there can be linked to: the statement.
    let links: Vec<&str> = html.split("href=\"#").skip(1).collect();
    assert!(links.iter().all(|link| link.starts_with("wLee-t0")), "{links:?}");
}

#[test]
fn an_event_says_how_sure_it_is() {
    let mut record = record("Lee stole $5.", "txt", &[(0, 3)], "x");
    assert!(!article(&record).contains(", score"));
    record.events[0].score = Some(0.625.into());
    assert!(article(&record).contains("rule x, score 0.625"));
}

#[test]
fn a_sentence_of_any_number_is_named() {
    let mut record = record("Lee", "txt", &[(0, 3)], "x");
    record.statements[0].sentence = usize::MAX;
    assert!(article(&record).contains(&format!("s{}\"", usize::MAX)));
}

#[test]
fn long_boilerplate_is_folded_and_says_how_long_it_is() {
    let text = format!("{}Story.", "menu ".repeat(200));
    let html = article(&record(&text, "txt", &[(1000, 1006)], "x"));
    assert!(html.contains("aria-label=\"Not article: 1,000 characters\""), "{html}");
    assert_eq!(parsed(&html).0, text);
}

#[test]
fn links_lead_to_what_is_there() {
    let html = article(&record("Lee stole $5 on Friday.", "txt", &[(0, 3), (10, 12)], "Lee"));
    let (_, ids) = parsed(&html);
    let links: Vec<&str> =
        html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.len() > 10);
    for link in links {
        assert!(ids.iter().any(|id| id == link), "{link} of {ids:?}");
    }
    let mut unique = ids.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
}

proptest! {
    #[test]
    fn the_pane_holds_the_text_to_the_last_code_point(
        text in "([<>&\"'/a-c!é\r\n\t \u{85}\u{1f600}-]|</script>|<b>|<!--|&amp;|]]>){0,50}",
        spans in proptest::collection::vec((0_usize..70, 0_usize..70), 0..6),
        word in "[<>&\"'/a-b =\n]{1,12}",
        format in prop_oneof!["txt", "html", "md"],
    ) {
        let html = article(&record(&text, &format, &spans, &word));
        prop_assert_eq!(parsed(&html).0, text);
    }
}
