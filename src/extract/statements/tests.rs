//! Kinds that are settled after a whole article has been read.

use super::*;
use crate::extract::marked;

/// The kind of each statement of sentences, all seen to be of a type of threat.
fn kinds(marks: &str, threat: ThreatType) -> Vec<StatementKind> {
    marked::with_reading(
        marks,
        &[(threat, 0.9)],
        |_, _, _| None,
        |reading| {
            let suspects = Suspects::of(reading);
            let (mut found, _) = statements(reading, &suspects);
            accuse(reading, &mut found, &suspects);
            found.iter().map(|statement| statement.kind).collect()
        },
    )
}

#[test]
fn what_the_law_did_is_a_fact_whatever_it_believes() {
    use StatementKind::{Alleged, Asserted};
    let froze = "Investigators froze bitcoin worth $3 million in wallets that they believe belong to [PER Oleg Hrytsenko].";
    assert_eq!(kinds(froze, ThreatType::Ransomware), [Asserted]);
    let said = "[ORG Interpol] offered a reward for [PER Sim Hyon-sop], who is said to have left [LOC Dubai].";
    assert_eq!(kinds(said, ThreatType::MoneyLaundering), [Asserted]);
    // Anybody else's deed is believed.
    let took = "The gang took $3 million from wallets that are believed to belong to [PER Oleg Hrytsenko].";
    assert_eq!(kinds(took, ThreatType::CryptocurrencyTheft), [Alleged]);
}

#[test]
fn what_prosecutors_say_they_did_is_no_part_of_the_charge() {
    use StatementKind::{Alleged, Asserted};
    let charged = "Prosecutors charged [PER Lee Ord] with fraud.\nThe indictment alleges that he ran a forum.\n[PER Ann Roe] was also charged.\n";
    let with = |last: &str| kinds(&format!("{charged}{last}"), ThreatType::Fraud).pop();
    let forum = "“We have dismantled a forum of thieves,” said U.S. Attorney [PER Ada Holt].";
    assert_eq!(with(forum), Some(Asserted));
    let ran = "“They have run a forum of thieves,” said U.S. Attorney [PER Ada Holt].";
    assert_eq!(with(ran), Some(Alleged));
}

#[test]
fn who_opposes_or_leaves_it_open_denies_or_not() {
    use StatementKind::Denied;
    let opposes = "“[LOC China] firmly opposes hacking,” said a spokeswoman, [PER Mao Ning].";
    assert_eq!(kinds(opposes, ThreatType::GeneralCyberThreat), [Denied]);
    let theirs = "“[ORG Acme] opposes the new rules on hacking,” said its lawyer, [PER Ada Holt].";
    assert!(!kinds(theirs, ThreatType::GeneralCyberThreat).contains(&Denied));
    let police = "“[ORG Interpol] combats cybercrime,” said its chief, [PER Ada Holt].";
    assert!(!kinds(police, ThreatType::GeneralCyberThreat).contains(&Denied));
    let open = "[ORG Equifax] neither admitted nor denied that hackers stole its data.";
    assert!(!kinds(open, ThreatType::DataBreach).contains(&Denied));
}
