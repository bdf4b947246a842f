//! How sure events are.

use super::super::score::{Evidence, Seats};
use super::*;

const SURE: Evidence = Evidence {
    deed: 0.9,
    other: 0.1,
    perpetrators: Seats { taken: Some(0.9), beside: 0.1 },
    targets: Seats { taken: Some(0.9), beside: 0.1 },
};

#[test]
fn what_speaks_against_an_event_lowers_its_score() {
    let nobody = |beside| Seats { taken: None, beside };
    let less = [
        Evidence { deed: 0.5, ..SURE },
        Evidence { other: 0.5, ..SURE },
        Evidence { perpetrators: Seats { taken: Some(0.5), beside: 0.1 }, ..SURE },
        Evidence { perpetrators: Seats { taken: Some(0.9), beside: 0.5 }, ..SURE },
        Evidence { targets: Seats { taken: Some(0.5), beside: 0.1 }, ..SURE },
        Evidence { targets: Seats { taken: Some(0.9), beside: 0.5 }, ..SURE },
        Evidence { perpetrators: nobody(0.1), ..SURE },
        Evidence { targets: nobody(0.1), ..SURE },
    ];
    for evidence in less {
        assert!(evidence.score() < SURE.score(), "{evidence:?}");
    }
    for (near, far) in [
        (Evidence { targets: nobody(0.4), ..SURE }, Evidence { targets: nobody(0.05), ..SURE }),
        (
            Evidence { perpetrators: nobody(0.4), ..SURE },
            Evidence { perpetrators: nobody(0.05), ..SURE },
        ),
    ] {
        assert!(near.score() < far.score(), "somebody was nearly taken: {near:?}");
    }
}

#[test]
fn scores_are_probabilities_whatever_the_model_says() {
    for share in [0.0, f32::MIN_POSITIVE, 0.5, 1.0] {
        for taken in [None, Some(0.0), Some(1.0)] {
            let seats = Seats { taken, beside: share };
            let evidence =
                Evidence { deed: share, other: 1.0 - share, perpetrators: seats, targets: seats };
            assert!((0.0..1.0).contains(&evidence.score()), "{evidence:?}");
        }
    }
}

/// The evidence of the one event of sentences to the last of which a model links words, in hundredths.
fn evidence(marks: &str, by: &str, to: &str) -> Vec<String> {
    let hundredths = |share: f32| format!("{:.0}", share * 100.0);
    let side = |seats: Seats| {
        format!("{} / {}", seats.taken.map_or("-".to_owned(), hundredths), hundredths(seats.beside))
    };
    linked(marks, "data_breach", "", (by, to), |event, _, _| {
        let evidence = event.evidence.expect("the model links words to the deed");
        assert_eq!(hundredths(evidence.deed), "90");
        format!("{} | {}", side(evidence.perpetrators), side(evidence.targets))
    })
}

#[test]
fn the_least_likely_of_those_taken_and_the_likeliest_beside_them_count() {
    const STORY: &str = "[GROUP Lazarus Group] is in [LOC Pyongyang].\n\
                         Data of [ORG Acme] and [ORG Globex] were stolen from a server.";
    for (by, to, sides) in [
        ("Lazarus Group=80", "Acme=90; Globex=70", "80 / 10 | 70 / 10"),
        ("Lazarus Group=80; Pyongyang=40", "Acme=90", "80 / 40 | 90 / 10"),
        // Nobody is likely enough to have done it.
        ("Lazarus Group=18", "Acme=90", "- / 18 | 90 / 10"),
    ] {
        assert_eq!(evidence(STORY, by, to), [sides], "{by}, {to}");
    }
}

#[test]
fn an_actor_counts_by_the_likeliest_of_its_names() {
    const STORY: &str =
        "[ORG Acme] makes anvils.\nHackers of [GROUP Lazarus Group] stole data of [ORG Acme].";
    // The first of the two names is the likely one.
    assert_eq!(evidence(STORY, "Lazarus Group", "Acme=80"), ["90 / 10 | 80 / 10"]);
}

#[test]
fn without_links_there_is_no_score() {
    let marks = "[GROUP Lazarus Group] hacked [ORG Acme].";
    let scored =
        found(marks, "general_cyber_threat", |event, _, _| format!("{:?}", event.evidence));
    assert_eq!(scored, ["None"]);
}
