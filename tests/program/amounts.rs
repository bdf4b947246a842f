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
    let told =
        r#""about":"loss","about_evidence":{"start":5,"end":10,"text":"stole"},"equivalent":1}"#;
    assert!(json.ends_with(told), "{json}");
}
