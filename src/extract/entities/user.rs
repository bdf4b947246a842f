//! The user's own lists over what the model and the tables found: they have the last word.
//!
//! - Where a sentence writes an alias of the gazetteer, on word boundaries, there is a mention with the
//!   label of the list; of aliases that overlap the leftmost counts, then the longest. What the model or
//!   the tables have there gives way, but for a longer name of the model's that holds the alias
//!   ("Acme Bank of Texas" for "Acme").
//! - Names of the other list are no mentions, whoever found them.

use super::gazetteer::{pieces_of, whole_words};
use crate::extract::Mention;
use crate::knowledge::{UserEntry, UserNames};
use crate::text::Span;

/// The mentions of an article after the user's lists. `sentences` holds the words of each sentence;
/// all spans are in `text`.
pub fn user_lists(
    text: &str,
    sentences: &[Vec<Span>],
    mentions: Vec<Mention>,
    names: &UserNames,
) -> Vec<Mention> {
    if names.is_empty() {
        return mentions;
    }
    let mut mentions = mentions;
    for (span, entry) in sentences.iter().flat_map(|words| finds(text, words, names)) {
        let from = mentions.partition_point(|mention| mention.span.end() <= span.start());
        let to = mentions.partition_point(|mention| mention.span.start() < span.end()).max(from);
        let there = &mentions[from..to];
        let holds = |m: &Mention| m.span.contains(span) && m.span != span && m.score.is_some();
        if there.iter().any(holds) {
            continue;
        }
        let score = there.iter().filter_map(|mention| mention.score).reduce(f32::max);
        mentions.splice(from..to, [Mention { span, label: entry.label, score }]);
    }
    mentions.retain(|mention| !names.ignores(mention.span.of(text)));
    mentions
}

/// The aliases that one sentence writes, ascending, without overlap.
fn finds<'n>(text: &str, words: &[Span], names: &'n UserNames) -> Vec<(Span, &'n UserEntry)> {
    let pieces = pieces_of(text, words);
    let mut found = names.hits(text, &pieces);
    found.retain(|(span, _)| whole_words(words, *span).is_some());
    found.sort_by_key(|(span, _)| (span.start(), usize::MAX - span.end()));
    let mut end = 0;
    found.retain(|(span, _)| {
        let free = span.start() >= end;
        end = if free { span.end() } else { end };
        free
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::UserLists;
    use crate::taxonomy::EntityLabel;
    use crate::text::words;

    /// The names and labels that are left of one sentence.
    fn run(text: &str, marked: &[(&str, EntityLabel, Option<f32>)]) -> Vec<(String, EntityLabel)> {
        let mut lists = UserLists::default();
        let csv = "alias,name,type,id\nAcme,Acme Corporation,ORG,V-1\nFrob Squad,Frob,GROUP,V-2\n\
                   Falcon,Falcon,MALWARE,\n";
        lists.add_gazetteer(csv.as_bytes()).unwrap();
        lists.add_ignored(b"Reuters\nSilence\n").unwrap();
        let mentions = marked
            .iter()
            .map(|(name, label, score)| {
                let start = text.find(name).expect("the name is there");
                let span = Span::new(start, start + name.len());
                Mention { span, label: *label, score: *score }
            })
            .collect();
        let out = user_lists(text, &[words(text)], mentions, &UserNames::from(&lists));
        out.into_iter().map(|m| (m.span.of(text).to_owned(), m.label)).collect()
    }

    fn owned(found: &[(&str, EntityLabel)]) -> Vec<(String, EntityLabel)> {
        found.iter().map(|(name, label)| ((*name).to_owned(), *label)).collect()
    }

    #[test]
    fn the_lists_have_the_last_word() {
        use EntityLabel::{Group, Loc, Malware, Org, Per};
        assert_eq!(run("Acme said, Acme's men", &[]), owned(&[("Acme", Org), ("Acme", Org)]));
        assert_eq!(run("Acme fell", &[("Acme", Per, Some(0.9))]), owned(&[("Acme", Org)]));
        assert_eq!(run("an acme of art; Acmeism", &[]), owned(&[]));
        let parts = [("Frob", Per, Some(0.9)), ("Squad", Org, None)];
        assert_eq!(run("the Frob Squad fell", &parts), owned(&[("Frob Squad", Group)]));
        // The model's longer name stands, a table's does not.
        let bank = |score| run("Acme Bank fell", &[("Acme Bank", Org, score)]);
        assert_eq!(bank(Some(0.9)), owned(&[("Acme Bank", Org)]));
        assert_eq!(bank(None), owned(&[("Acme", Org)]));
        assert_eq!(
            run("Falcon fell", &[("Falcon", Loc, Some(0.2))]),
            owned(&[("Falcon", Malware)])
        );
        let ignored = [("Reuters", Org, Some(0.9)), ("SILENCE", Group, None)];
        assert_eq!(run("Reuters on SILENCE", &ignored), owned(&[]));
    }
}
