//! What a record says of an amount beyond the amount itself.

use wiredesk::Desk;
use wiredesk::record::{AmountRecord, Record};

/// The text between two offsets of the record.
fn at(record: &Record, start: usize, end: usize) -> String {
    record.text.as_deref().unwrap().chars().skip(start).take(end - start).collect()
}

fn amount<'r>(record: &'r Record, text: &str) -> &'r AmountRecord {
    record.amounts.iter().find(|amount| amount.text == text).unwrap()
}

#[test]
fn sums_have_their_evidence_and_their_conversion() {
    let desk = Desk::open().unwrap();
    let record = desk.worker().annotate_text(
        "Séoul’s exchange has 40 employees, officials said — and “no plan”. The thieves stole 3.6 \
         trillion won (about $2.6 billion) in 2023. It was fined €5 million later.",
    );
    let record = record.unwrap();
    let (won, dollars) = (amount(&record, "3.6 trillion won"), amount(&record, "$2.6 billion"));
    assert_eq!(won.equivalent, Some(dollars.id));
    assert_eq!(dollars.equivalent, Some(won.id));
    assert_eq!(amount(&record, "40 employees").equivalent, None);
    for (sum, word) in
        [(won, "stole"), (dollars, "stole"), (amount(&record, "€5 million"), "fined")]
    {
        let evidence = sum.about_evidence.as_ref().unwrap();
        assert_eq!(evidence.text, word);
        assert_eq!(at(&record, evidence.start, evidence.end), word);
    }
    for (place, amount) in record.amounts.iter().enumerate() {
        assert_eq!(amount.id, place);
        assert_eq!(at(&record, amount.start, amount.end), amount.text);
    }
}

#[test]
fn the_new_keys_come_after_the_old_ones() {
    let record = Desk::open().unwrap().worker().annotate_text("They stole $5 (4 euros).").unwrap();
    let json = serde_json::to_string(&record.amounts[0]).unwrap();
    let told = r#""about":"loss","about_evidence":{"start":5,"end":10,"text":"stole"},"equivalent":1,"verb":{"start":5,"end":10,"text":"stole"},"object":null}"#;
    assert!(json.ends_with(told), "{json}");
}

#[test]
fn sums_have_the_verb_and_the_object_of_their_clause() {
    let record = Desk::open().unwrap().worker().annotate_text(
        "Séoul’s prosecutors sought a fine of €5 million. The bank paid a ransom of $2 million.",
    );
    let record = record.unwrap();
    for (sum, verb, object) in [("€5 million", "sought", "fine"), ("$2 million", "paid", "ransom")]
    {
        let sum = amount(&record, sum);
        for (span, word) in [(&sum.verb, verb), (&sum.object, object)] {
            let span = span.as_ref().unwrap();
            assert_eq!(span.text, word);
            assert_eq!(at(&record, span.start, span.end), word);
        }
    }
}

#[test]
fn a_dateline_dates_an_article_whose_page_does_not() {
    let desk = Desk::open().unwrap();
    let dates = |text: &str| {
        let record = desk.worker().annotate_text(text).unwrap();
        assert_eq!(record.published, None);
        record.dates.iter().map(|date| date.value.clone()).collect::<Vec<_>>()
    };
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(
        dates("Seoul, April 4, 2024 (Yonhap) — The council met on Wednesday, officials said.\n"),
        [day("2024-04-04"), day("2024-04-03")]
    );
    assert_eq!(
        dates("Seoul, April 4 (Yonhap) — The council met on Wednesday, officials said.\n"),
        [None, None]
    );
}
