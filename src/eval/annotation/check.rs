//! Whether annotations fit their text and each other. Each fault names the object, so that it can
//! be found in the file.

use std::collections::BTreeSet;

use super::{ActorName, Annotation, Party, Range};

const STATEMENT_KINDS: [&str; 5] = ["asserted", "alleged", "denied", "hypothetical", "negated"];

impl Annotation {
    /// Gives every object its number and checks all spans and references against `text`. Returns
    /// the faults, in the order of the layers.
    pub(crate) fn check(&mut self, text: &str) -> Vec<String> {
        self.number();
        let mut check = Check { text: Text::new(text), faults: Vec::new() };
        check.page(self);
        check.sentences(self);
        check.mentions_and_actors(self);
        check.values(self);
        check.statements_and_events(self);
        check.faults
    }

    /// Objects without a number get their place in the list.
    fn number(&mut self) {
        fn fill<T>(list: Option<&mut Vec<T>>, id: impl Fn(&mut T) -> &mut Option<usize>) {
            for (place, item) in list.into_iter().flatten().enumerate() {
                id(item).get_or_insert(place);
            }
        }
        fill(self.mentions.as_mut(), |m| &mut m.id);
        fill(self.actors.as_mut(), |a| &mut a.id);
        fill(self.amounts.as_mut(), |a| &mut a.id);
        fill(self.dates.as_mut(), |d| &mut d.id);
        fill(self.statements.as_mut(), |s| &mut s.id);
        fill(self.events.as_mut(), |e| &mut e.id);
    }
}

/// A text by code points.
struct Text<'t> {
    text: &'t str,
    /// Byte of each code point, and the length.
    bytes: Vec<usize>,
}

impl<'t> Text<'t> {
    fn new(text: &'t str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, bytes }
    }

    fn of(&self, [start, end]: Range) -> Option<&'t str> {
        (start < end).then_some(())?;
        self.text.get(*self.bytes.get(start)?..*self.bytes.get(end)?)
    }
}

struct Check<'t> {
    text: Text<'t>,
    faults: Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, what: &str, why: &str) {
        self.faults.push(format!("{what}: {why}"));
    }

    /// Checks one span, and that what is said to stand there does.
    fn span(&mut self, what: &str, range: Range, said: Option<&str>) {
        let [start, end] = range;
        match self.text.of(range) {
            None if start >= end => self.fault(what, &format!("{start}..{end} covers nothing")),
            None => {
                let length = self.text.bytes.len() - 1;
                let why = format!("{start}..{end} lies beyond the text of {length} code points");
                self.fault(what, &why);
            }
            Some(there) => {
                if let Some(said) = said.filter(|said| *said != there) {
                    let why = format!("at {start}..{end} stands {there:?}, not {said:?}");
                    self.fault(what, &why);
                }
            }
        }
    }

    /// Checks that ranges ascend without overlap.
    fn ascending(&mut self, what: &str, ranges: &[Range]) {
        for (at, pair) in ranges.windows(2).enumerate() {
            if pair[1][0] < pair[0][1] {
                let why = format!("starts before {what}[{at}] ends");
                self.fault(&format!("{what}[{}]", at + 1), &why);
            }
        }
    }

    /// Checks that no two numbers are alike; returns them.
    fn ids(&mut self, what: &str, ids: impl Iterator<Item = Option<usize>>) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        for (at, id) in ids.enumerate() {
            let id = id.unwrap_or(at);
            if !seen.insert(id) {
                self.fault(&format!("{what}[{at}]"), &format!("id {id} stands twice"));
            }
        }
        seen
    }

    fn known(&mut self, what: &str, of: &str, id: usize, ids: &BTreeSet<usize>) {
        if !ids.contains(&id) {
            self.fault(what, &format!("there is no {of} {id}"));
        }
    }

    fn page(&mut self, all: &Annotation) {
        for (what, stretch) in [("title", &all.title), ("byline", &all.byline)] {
            if let Some(Some(stretch)) = stretch {
                self.span(what, [stretch.start, stretch.end], stretch.text.as_deref());
            }
        }
        if let Some(Some(date)) = &all.published
            && date.parse::<jiff::civil::Date>().is_err()
        {
            self.fault("published", &format!("{date:?} is no date YYYY-MM-DD"));
        }
        let ranges = all.article.as_deref().unwrap_or_default();
        for (at, range) in ranges.iter().enumerate() {
            self.span(&format!("article[{at}]"), *range, None);
        }
        self.ascending("article", ranges);
    }

    fn sentences(&mut self, all: &Annotation) {
        let sentences = all.sentences.as_deref().unwrap_or_default();
        for (at, sentence) in sentences.iter().enumerate() {
            let what = format!("sentences[{at}]");
            self.span(&what, [sentence.start, sentence.end], sentence.text.as_deref());
        }
        let ranges: Vec<Range> = sentences.iter().map(|s| [s.start, s.end]).collect();
        self.ascending("sentences", &ranges);
        for (at, threat) in all.threats.iter().flatten().enumerate() {
            let numbers = threat.sentences.iter().flatten();
            for number in numbers.filter(|n| **n >= sentences.len() && all.sentences.is_some()) {
                self.fault(&format!("threats[{at}]"), &format!("there is no sentence {number}"));
            }
        }
    }

    fn mentions_and_actors(&mut self, all: &Annotation) {
        let mentions = all.mentions.as_deref().unwrap_or_default();
        for (at, m) in mentions.iter().enumerate() {
            self.span(&format!("mentions[{at}]"), [m.start, m.end], m.text.as_deref());
        }
        let ids = self.ids("mentions", mentions.iter().map(|m| m.id));
        let actors = all.actors.as_deref().unwrap_or_default();
        self.ids("actors", actors.iter().map(|a| a.id));
        let mut taken = BTreeSet::new();
        for (at, actor) in actors.iter().enumerate() {
            let what = format!("actors[{at}]");
            if actor.mentions.is_empty() {
                self.fault(&what, "has no mention");
            }
            for mention in &actor.mentions {
                self.known(&what, "mention", *mention, &ids);
                if !taken.insert(*mention) {
                    self.fault(&what, &format!("mention {mention} is in two actors"));
                }
            }
        }
    }

    fn values(&mut self, all: &Annotation) {
        let amounts = all.amounts.as_deref().unwrap_or_default();
        for (at, a) in amounts.iter().enumerate() {
            self.span(&format!("amounts[{at}]"), [a.start, a.end], a.text.as_deref());
        }
        self.ids("amounts", amounts.iter().map(|a| a.id));
        let dates = all.dates.as_deref().unwrap_or_default();
        for (at, d) in dates.iter().enumerate() {
            let what = format!("dates[{at}]");
            self.span(&what, [d.start, d.end], d.text.as_deref());
            if let Some(Some(value)) = d.value.as_ref()
                && !is_date_value(value)
            {
                let why = format!("{value:?} is not YYYY-MM-DD, YYYY-MM, YYYY or an interval a/b");
                self.fault(&what, &why);
            }
        }
        self.ids("dates", dates.iter().map(|d| d.id));
    }

    fn statements_and_events(&mut self, all: &Annotation) {
        let actors: BTreeSet<usize> = all.actors.iter().flatten().filter_map(|a| a.id).collect();
        let sentences = all.sentences.as_deref().unwrap_or_default();
        let statements = all.statements.as_deref().unwrap_or_default();
        for (at, statement) in statements.iter().enumerate() {
            let what = format!("statements[{at}]");
            if !STATEMENT_KINDS.contains(&statement.kind.as_str()) {
                let why = format!("{:?} is none of {}", statement.kind, STATEMENT_KINDS.join(", "));
                self.fault(&what, &why);
            }
            if let Some(number) = statement.sentence
                && number >= sentences.len()
            {
                self.fault(&what, &format!("there is no sentence {number}"));
            }
            match (statement.start, statement.end) {
                (Some(start), Some(end)) => {
                    self.span(&what, [start, end], statement.text.as_deref());
                }
                (None, None) if statement.sentence.is_some() => {}
                _ => self.fault(&what, "needs `sentence`, or `start` and `end`"),
            }
            if let Some(Some(speaker)) = &statement.speaker {
                self.party(&format!("{what}.speaker"), speaker, &actors);
            }
        }
        self.ids("statements", statements.iter().map(|s| s.id));
        for (at, event) in all.events.iter().flatten().enumerate() {
            let what = format!("events[{at}]");
            let parties = [("perpetrators", &event.perpetrators), ("targets", &event.targets)];
            for (name, list) in parties {
                for (n, party) in list.iter().flatten().enumerate() {
                    self.party(&format!("{what}.{name}[{n}]"), party, &actors);
                }
            }
            self.references(&what, all, event);
        }
    }

    fn references(&mut self, what: &str, all: &Annotation, event: &super::Event) {
        let amounts = all.amounts.iter().flatten().filter_map(|a| a.id).collect();
        let dates = all.dates.iter().flatten().filter_map(|d| d.id).collect();
        let mentions = all.mentions.iter().flatten().filter_map(|m| m.id).collect();
        let sentences = (0..all.sentences.as_ref().map_or(0, Vec::len)).collect();
        let statements = all.statements.iter().flatten().filter_map(|s| s.id).collect();
        let statement = event.statement.map(|id| vec![id]);
        let mut all_known = |of: &str, list: Option<&Vec<usize>>, ids: BTreeSet<usize>| {
            for id in list.into_iter().flatten() {
                self.known(what, of, *id, &ids);
            }
        };
        all_known("amount", event.amounts.as_ref(), amounts);
        all_known("date", event.when.as_ref(), dates);
        all_known("mention", event.places.as_ref(), mentions);
        all_known("sentence", event.sentences.as_ref(), sentences);
        all_known("statement", statement.as_ref(), statements);
    }

    fn party(&mut self, what: &str, party: &Party, actors: &BTreeSet<usize>) {
        match (party.start, party.end) {
            (Some(start), Some(end)) => self.span(what, [start, end], party.text.as_deref()),
            (None, None) if party.actor.is_some() => {}
            _ => self.fault(what, "needs `start` and `end`, or `actor`"),
        }
        if let Some(ActorName::Id(id)) = party.actor {
            self.known(what, "actor", id, actors);
        }
    }
}

/// `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or two of them with a slash; either side of it may be empty.
fn is_date_value(value: &str) -> bool {
    let is_point = |point: &str| {
        let parts: Vec<&str> = point.split('-').collect();
        let digits = |part: &str, n: usize| {
            part.len() == n && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        match parts.as_slice() {
            [year] => digits(year, 4),
            [year, month] => digits(year, 4) && digits(month, 2),
            [_, _, _] => point.parse::<jiff::civil::Date>().is_ok(),
            _ => false,
        }
    };
    match value.split_once('/') {
        None => is_point(value),
        Some((from, to)) => {
            let is_end = |end: &str| end.is_empty() || is_point(end);
            !(from.is_empty() && to.is_empty()) && is_end(from) && is_end(to)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(json: &str) -> Vec<String> {
        let mut annotation: Annotation = serde_json::from_str(json).unwrap();
        let text = annotation.text.clone().unwrap();
        annotation.check(&text)
    }

    #[test]
    fn what_fits_has_no_fault() {
        let json = r#"{"text": "Kim née Lee paid $3.", "mentions": [{"start": 4, "end": 7,
            "text": "née", "label": "PER"}], "actors": [{"name": "Lee", "mentions": [0]}]}"#;
        assert_eq!(faults(json), [""; 0]);
    }

    #[test]
    fn faults_name_the_object() {
        let json = r#"{"text": "Kim paid $3.", "article": [[0, 4], [3, 9]],
            "mentions": [{"start": 0, "end": 3, "text": "Lee", "label": "PER"}],
            "amounts": [{"start": 9, "end": 90}], "dates": [{"start": 4, "end": 4, "value": "May"}],
            "actors": [{"name": "Kim", "mentions": [7]}]}"#;
        let expected = [
            "article[1]: starts before article[0] ends",
            r#"mentions[0]: at 0..3 stands "Kim", not "Lee""#,
            "actors[0]: there is no mention 7",
            "amounts[0]: 9..90 lies beyond the text of 12 code points",
            "dates[0]: 4..4 covers nothing",
            r#"dates[0]: "May" is not YYYY-MM-DD, YYYY-MM, YYYY or an interval a/b"#,
        ];
        assert_eq!(faults(json), expected);
    }

    #[test]
    fn a_statement_needs_a_place_and_a_known_kind() {
        let json = r#"{"text": "Kim paid.", "statements": [{"kind": "sure"}]}"#;
        assert_eq!(faults(json).len(), 2);
    }

    #[test]
    fn dates_and_intervals() {
        for good in ["2024", "2024-02", "2024-02-29", "2017/2023", "2024-01-01/2024-02", "2019/"] {
            assert!(is_date_value(good), "{good}");
        }
        for bad in ["24", "2023-02-29", "2024-2", "/", "last week", ""] {
            assert!(!is_date_value(bad), "{bad}");
        }
    }
}
