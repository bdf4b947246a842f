//! Sentences with marked names, a line each, and who says what they say.

mod news;

use crate::extract::marked::with_reading;
use crate::extract::statements::again::name_those_who_speak_again;
use crate::extract::statements::speakers::{Ascribed, ascriptions};
use crate::extract::statements::split::split;
use crate::extract::story::Reading;

/// The speaker of the last part of each sentence, and behind "=" the first mention of the actor that it is; "-" is nobody.
fn who(marks: &str) -> Vec<String> {
    with_reading(marks, &[], |_, _, _| None, speakers)
}

fn speakers(reading: &Reading) -> Vec<String> {
    let mut all: Vec<Vec<Ascribed>> =
        (0..reading.sentences.len()).map(|at| ascriptions(reading, at)).collect();
    name_those_who_speak_again(reading, &mut all);
    let told = |at: usize| {
        let parts = split(&reading.sentences[at], &all[at]);
        let Some(ascribed) = parts.last().and_then(|part| part.ascribed) else {
            return "-".to_owned();
        };
        let actor = ascribed.speaker.actor.and_then(|actor| reading.first_named(actor));
        let text = reading.story.text;
        let actor = actor.map_or("-", |actor| actor.span.of(text));
        format!("{} = {actor}", ascribed.speaker.span.of(text))
    };
    (0..reading.sentences.len()).map(told).collect()
}

/// The speaker of the last sentence.
fn last(marks: &str) -> String {
    who(marks).pop().expect("a sentence")
}

#[test]
fn an_aside_does_not_turn_the_verb_round() {
    for (sentence, speaker) in [
        (
            "[PER David Bradbury], the chief security officer of [ORG Okta], said five of its clients, including \
             [ORG MGM], had fallen victim.",
            "David Bradbury = David Bradbury",
        ),
        (
            "[ORG Corven Labs], the [LOC Vietnam]-based company, said most of the funds were stolen.",
            "Corven Labs = Corven Labs",
        ),
        (
            "Three officials, speaking on condition of anonymity, said the hackers, dubbed [GROUP Akira], had left.",
            "Three officials = -",
        ),
        // Behind what is said the speaker follows.
        (
            "Hackers stole the records of 40,000 patients, said [PER Jane Smith], a lawyer.",
            "Jane Smith = Jane Smith",
        ),
        (
            "Malware on five terminals resembles tools of [GROUP APT38], a group of bank robbers, said [PER Jane \
             Smith] of [ORG Corven].",
            "Jane Smith = Jane Smith",
        ),
        (
            "[PER Ann Lee], head of research at [ORG Corven], described [GROUP Akira] as the worst of them.",
            "Ann Lee = Ann Lee",
        ),
        ("Worst breach in years, says [ORG Northgate].", "Northgate = Northgate"),
        ("“They stole it,” said [PER Jane Smith].", "Jane Smith = Jane Smith"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn it_is_who_spoke_before() {
    // The commission has no name here, and the department is only told of.
    let told = "The commission said the [ORG Justice Department] was breached.\nIt said the breach did not affect \
                other systems.";
    assert_eq!(last(told), "It = -");
    let told = "The [ORG European Commission] said the [ORG Justice Department] was breached.\nIt said the breach \
                did not affect other systems.";
    assert_eq!(last(told), "It = European Commission");
    let told = "[ORG Northgate] shut down its website.\nIt said hackers had stolen data.";
    assert_eq!(last(told), "It = Northgate");
    let told = "The [ORG FBI] said it was looking into it.\n[ORG Corven] was hit in May, and it said hackers had \
                stolen data.";
    assert_eq!(last(told), "it = Corven");
}

#[test]
fn a_noun_fits_only_its_kind() {
    let told = "[ORG Northgate] was hit in May.\nThe gang said it had stolen the data.";
    assert_eq!(last(told), "The gang = -");
    let told = "[GROUP Akira] hit [ORG Northgate] in May.\nThe gang said it had stolen the data.";
    assert_eq!(last(told), "The gang = Akira");
    let told = "[GROUP Akira] hit a bank in May.\n[ORG Northgate] was hit in June.\nThe group said it had stolen the \
                data.";
    assert_eq!(last(told), "The group = Akira");
    let told = "[ORG Northgate] was hit in May.\nThe ministry said hackers had stolen the data.";
    assert_eq!(last(told), "The ministry = -");
    let told = "The [ORG Defence Ministry] shut its website.\n[ORG Northgate] was hit in May.\nThe ministry said hackers \
                had stolen the data.";
    assert_eq!(last(told), "The ministry = Defence Ministry");
}

#[test]
fn bodies_that_are_described() {
    let told = "[ORG Northgate] was hit in [LOC Japan].\nThe [MISC Japanese] automaker said hackers had stolen data.";
    assert_eq!(last(told), "The Japanese automaker = Northgate");
    let told = "A [MISC Japanese] automaker said hackers had stolen data.";
    assert_eq!(last(told), "A Japanese automaker = -");
    let told = "[ORG Corven] found the flaw.\nThe security company said hackers had used it.";
    assert_eq!(last(told), "The security company = Corven");
    let told = "[ORG Corven] found the flaw.\nThe rival company said hackers had used it.";
    assert_eq!(last(told), "The rival company = -");
    let told = "The [ORG Evening Herald] reported that [ORG Northgate] was hit.\nThe newspaper said hackers had stolen \
                data.";
    assert_eq!(last(told), "The newspaper = Evening Herald");
    let told = "[ORG Northgate] was hit in May.\nA spokesman for the utility said hackers had stolen data.";
    assert!(last(told).ends_with("= Northgate"), "{}", last(told));
}

#[test]
fn names_beside_what_they_are() {
    for (sentence, speaker) in [
        (
            "A [MISC Spanish] lender, [ORG Santander], said hackers had stolen data.",
            "Santander = Santander",
        ),
        ("The gang, [GROUP Akira], said it had stolen data.", "Akira = Akira"),
        (
            "The head of [ORG Corven], [PER Ann Lee], said hackers had stolen data.",
            "Ann Lee = Ann Lee",
        ),
        (
            "[MISC Russian] Ambassador to the [ORG United Nations] [PER Vassily Nebenzia] said the report was wrong.",
            "Vassily Nebenzia = Vassily Nebenzia",
        ),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn gerunds_in_an_aside_are_no_speech() {
    for (sentence, speaker) in [
        ("The minister, speaking in [LOC Berlin], blamed [LOC Russia].", "The minister = -"),
        (
            "[PER Tom Reed], citing the investigation, said hackers had stolen data.",
            "Tom Reed = Tom Reed",
        ),
        ("People briefed on the matter said hackers had stolen data.", "People = -"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn several_speak_together() {
    for (sentence, speaker) in [
        (
            "The [ORG NSA] and other agencies said hackers had stolen data.",
            "NSA and other agencies = NSA",
        ),
        (
            "[ORG Corven] and [ORG Northgate] said hackers had stolen data.",
            "Corven and Northgate = Corven",
        ),
        (
            "[LOC Russia] and [LOC North Korea] both deny the theft.",
            "Russia and North Korea = Russia",
        ),
        ("Hackers hit the bank, and [ORG Northgate] said they had left.", "Northgate = Northgate"),
        (
            "After the hack of [ORG Okta], [ORG Corven] and [ORG Northgate] said hackers had left.",
            "Corven and Northgate = Corven",
        ),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn gerunds_of_saying_have_the_speaker_of_the_main_verb() {
    for (sentence, speaker) in [
        (
            "[ORG Northgate] shut down its website, saying hackers had stolen data.",
            "Northgate = Northgate",
        ),
        (
            "[ORG Northgate] left the talks, insisting that nobody had paid.",
            "Northgate = Northgate",
        ),
        (
            "[LOC Germany] expelled two [MISC Russians], accusing them of spying.",
            "Germany = Germany",
        ),
        // "charged" is an act; who accuses is who charged.
        ("The [ORG FBI] charged two hackers, accusing them of theft.", "FBI = FBI"),
        // What they do is no speech.
        ("[GROUP Akira] hit forty firms, adding malware that spreads.", "-"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn the_main_one_of_several_ascriptions() {
    for (sentence, speaker) in [
        (
            "“Everything indicates that hackers stole the data,” [PER Donald Tusk] said, adding that nobody was hurt.",
            "Donald Tusk = Donald Tusk",
        ),
        (
            "The [ORG Home Ministry], which lost its data according to the leak, said hackers had left.",
            "Home Ministry = Home Ministry",
        ),
        (
            "[ORG Northgate] did not confirm that, but [PER Steven Cheung] accused [LOC Iran] of the theft.",
            "Steven Cheung = Steven Cheung",
        ),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn what_stands_between_two_verbs() {
    for (sentence, speaker) in [
        ("[LOC China] has long denied hacking the ministry.", "China = China"),
        (
            "[MISC U.S.] officials have long warned that hackers could steal data.",
            "U.S. officials = U.S.",
        ),
        ("[LOC China] has in the past rejected accusations of hacking.", "China = China"),
        ("[LOC China] has for years denied hacking the ministry.", "China = China"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn verbs_that_say_something_with_others() {
    for (sentence, speaker) in [
        ("[PER Ann Lee] called it “a crude attack”.", "Ann Lee = Ann Lee"),
        ("[PER Ann Lee] condemned the attack as “barbaric”.", "Ann Lee = Ann Lee"),
        ("[PER Ann Lee] condemned the attack.", "-"),
        (
            "[PER Ann Lee] called the police, and [ORG Corven] said it was “shocked”.",
            "Corven = Corven",
        ),
        (
            "[ORG Northgate] notified its customers that hackers had stolen data.",
            "Northgate = Northgate",
        ),
        ("[ORG Northgate] notified its customers of the theft.", "-"),
        (
            "[ORG Interfax] quoted [PER Ivan Petrov] as saying hackers had stolen data.",
            "Ivan Petrov = Ivan Petrov",
        ),
        ("The flaw, initially thought to have been harmless, hit two banks.", "-"),
        ("In a statement [ORG Northgate] said hackers had stolen data.", "Northgate = Northgate"),
        ("The ministry rubbished the report.", "The ministry = -"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn whose_client_it_was_does_not_judge() {
    let told = "[PER Ann Lee]'s lawyer denied that his client had stolen anything and called him “a fool”.";
    assert!(last(told).starts_with("Ann Lee's lawyer"), "{}", last(told));
    let told = "[ORG Northgate] would not discuss the theft but denied that an employee had helped the thieves.";
    assert_eq!(who(told), ["Northgate = Northgate"]);
}

#[test]
fn verbs_by_which_something_is_done_say_nothing() {
    for (sentence, speaker) in [
        ("[ORG CISA] added the flaw, which hackers exploit, to its catalog on Monday.", "-"),
        ("The agency added two exploited flaws to its list.", "-"),
        ("[ORG Corven] added that hackers had exploited the flaw.", "Corven = Corven"),
        ("[ORG Corven] added hackers had exploited the flaw.", "Corven = Corven"),
        ("A bill would make firms report ransoms within a day.", "-"),
        ("[PER Ann Lee] is claiming $2 million from the bank over the theft.", "-"),
        ("[GROUP Akira] claimed $2 million had been stolen.", "Akira = Akira"),
        (
            "[ORG Corven] said the theft was the work of [GROUP Jade Sleet], a group considered part of [GROUP Lazarus].",
            "Corven = Corven",
        ),
        ("The court held a hearing on the theft.", "-"),
        (
            "In one message, read aloud in court, [PER Ann Lee] said hackers had robbed the bank.",
            "Ann Lee = Ann Lee",
        ),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn who_speaks_beside_a_quotation() {
    for (sentence, speaker) in [
        ("“Your files are encrypted,” the note read.", "the note = -"),
        ("[PER Eze], the court held, had laundered the money.", "the court = -"),
        ("“We will find the hackers,” vowed [PER Jan Novak].", "Jan Novak = Jan Novak"),
        ("“The hackers are gone”, says founder [PER Petr Vlk].", "Petr Vlk = Petr Vlk"),
        (
            "“Hackers broke in,” managing director [PER Omar Sabbagh] wrote in an email.",
            "Omar Sabbagh = Omar Sabbagh",
        ),
        (
            "Co-author [PER Leila Haddad]: “Nine of ten clips were faked.”",
            "Leila Haddad = Leila Haddad",
        ),
        ("The theft, [PER Ann Lee] fears, could cost it billions.", "Ann Lee = Ann Lee"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn subjects_that_speak() {
    for (sentence, speaker) in [
        ("[ORG Corven] itself said hackers had stolen the data.", "Corven = Corven"),
        ("Police suspect the flood of traffic came from hackers.", "Police = -"),
        (
            "[ORG Chainalysis] data show that hackers laundered $40 million.",
            "Chainalysis data = Chainalysis",
        ),
        (
            "Data from [ORG Chainalysis] show that hackers laundered $40 million.",
            "Data from Chainalysis = Chainalysis",
        ),
        ("The data show that hackers laundered $40 million.", "-"),
        (
            "A class action filed in [LOC Delaware] claims [ORG Corven] hid the breach.",
            "A class action = -",
        ),
        ("[ORG PeckShield] flagged the theft of $94 million.", "PeckShield = PeckShield"),
        (
            "[PER Ivan Petrov] brushed aside the report of a hack as a tale.",
            "Ivan Petrov = Ivan Petrov",
        ),
        ("Rumours of a theft were knocked down by [PER Ann Lee].", "Ann Lee = Ann Lee"),
        (
            "[LOC China] opposes what it calls a farce and has denied that its banks launder money.",
            "China = China",
        ),
        (
            "Asked about the theft, [PER Ann Lee] denied that a ransom was paid.",
            "Ann Lee = Ann Lee",
        ),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn a_title_is_who_last_spoke_with_it() {
    let told = "Judge [PER Ann Lee] said hackers had robbed the bank.\nThe mayor, [PER Tom Reed], said they had \
                left.\nThe judge rejected his report of a theft.";
    assert_eq!(last(told), "The judge = Ann Lee");
    let told = "[PER Tom Reed] said hackers had robbed the bank.\nThe judge rejected his report of a theft.";
    assert_eq!(last(told), "The judge = -");
}

#[test]
fn papers_are_published_and_say_something() {
    for (sentence, speaker) in [
        ("A report published on Monday said hackers stole 40,000 records.", "A report = -"),
        (
            "A complaint filed in [LOC Boston] alleges that two men hacked the bank.",
            "A complaint = -",
        ),
        (
            "Documents unsealed in [LOC Brooklyn] show that two men hacked the bank.",
            "Documents = -",
        ),
        // Whoever is no paper files one.
        ("[ORG Corven] filed in [LOC Boston] and said hackers had stolen data.", "Corven = Corven"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn who_was_not_to_speak_said_it() {
    let told =
        "An official who was not authorised to speak said [LOC Russia] was behind the attack.";
    assert_eq!(last(told), "An official = -");
    let told = "The ministry is considering a ban on ransoms.";
    assert_eq!(last(told), "-");
}

#[test]
fn gangs_with_a_name_in_the_plural_claim() {
    let told = "A gang known as [GROUP ShinyHunters] claims to have stolen the records.";
    assert!(last(told).starts_with("A gang"), "{}", last(told));
}

#[test]
fn asides_of_age_and_between_dashes() {
    for (sentence, speaker) in [
        ("[PER Rita Cole], 50, of no fixed address, denied fraud.", "Rita Cole = Rita Cole"),
        (
            "[PER Bob Ray], 33, from [LOC Kent], told the court that hackers stole it.",
            "Bob Ray = Bob Ray",
        ),
        (
            "“We were robbed by hackers,” [PER Elena Cruz], 44, a nurse, said.",
            "Elena Cruz = Elena Cruz",
        ),
        ("[PER Tom Hale], 45, said hackers stole $3,000.", "Tom Hale = Tom Hale"),
        ("The bank – which lost $3 million – blamed [LOC North Korea].", "The bank = -"),
        (
            "[PER Jane Poe] -- the bank's chief -- denied that hackers stole the data.",
            "Jane Poe = Jane Poe",
        ),
        ("Telco fined $100m as [ORG FBI] says [LOC China] hacked it.", "FBI = FBI"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn nobody_says_what_nobody_is_said_to() {
    for (sentence, speaker) in [
        ("No government has blamed [LOC Russia] for the hack.", "-"),
        ("Not a single minister accused [LOC China] of hacking.", "-"),
        ("Neither the [ORG U.N.] nor [ORG Interpol] has accused the group of theft.", "-"),
        ("Neither [ORG Acme] nor [ORG Bolt] said hackers stole data.", "-"),
        ("Neither bank was hit by hackers, [ORG Acme] said.", "Acme = Acme"),
        ("No data was stolen, [ORG Acme] said.", "Acme = Acme"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn who_reports_at_the_end() {
    for (sentence, speaker) in [
        ("Hackers stole $4 million, per the [ORG FBI].", "FBI = FBI"),
        ("Hackers took $4 million, per person.", "-"),
        (
            "Hackers stole $4 million, the [ORG SBU] press service reports.",
            "the SBU press service = SBU",
        ),
        (
            "Hackers stole $4 million, the ministry's press service reports.",
            "the ministry's press service = -",
        ),
        ("Hackers stole passwords, keys and service reports.", "-"),
        ("Hackers stole passwords, service reports.", "-"),
        ("The [ORG FBI] responded to a ransomware attack.", "-"),
        ("[ORG Acme] has responded to intrusions since March.", "-"),
        ("[ORG Acme] responded that hackers stole data.", "Acme = Acme"),
        ("“They left,” [PER Ann Lee] responded to reporters.", "Ann Lee = Ann Lee"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn offices_with_long_names() {
    for (sentence, speaker) in [
        (
            "Hackers stole it, said Acting Under Secretary of the [ORG Treasury] for Terrorism and Financial \
             Intelligence [PER Bradley Smith].",
            "Bradley Smith = Bradley Smith",
        ),
        (
            "Hackers stole it, said Assistant Attorney General for National Security [PER John Eisenberg].",
            "John Eisenberg = John Eisenberg",
        ),
        (
            "Minister of State for Home Affairs [PER Nityanand Rai] said hackers stole it.",
            "Nityanand Rai = Nityanand Rai",
        ),
        (
            "The top [MISC Democrat] on the committee, Sen. [PER Mark Warner], says hackers stole it.",
            "Mark Warner = Mark Warner",
        ),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn bodies_of_another_kind_are_not_meant() {
    for (sentences, speaker) in [
        ("[ORG Chainalysis] said hackers stole it.\nThe panel said they sold it.", "The panel = -"),
        (
            "The [ORG Panel of Experts] met.\n[ORG Chainalysis] spoke.\nThe panel said hackers stole it.",
            "The panel = Panel of Experts",
        ),
        (
            "[ORG Halden Bank] said hackers stole it.\nThe agency said they sold it.",
            "The agency = -",
        ),
        ("[ORG CISA] said hackers stole it.\nThe agency said they sold it.", "The agency = CISA"),
    ] {
        assert_eq!(last(sentences), speaker, "{sentences}");
    }
}

#[test]
fn the_county_is_the_one_that_is_called_so() {
    let hit = "Hackers hit the city of [LOC Marlow].\n[LOC Holt County] was hit, too.\n";
    assert_eq!(last(&format!("{hit}The city said it would not pay.")), "The city = Marlow");
    assert_eq!(last(&format!("{hit}The county said so.")), "The county = Holt County");
    assert_eq!(last(&format!("{hit}The township said so.")), "The township = -");
}

#[test]
fn things_say_only_what_is_there() {
    for (sentence, speaker) in [
        ("The holes could allow remote logins, disclose passwords or delete print jobs.", "-"),
        ("Hundreds of apps for [ORG Corven] phones revealed 12 gigabytes of private photos.", "-"),
        ("Hundreds of apps revealed 12 gigabytes of private photos.", "-"),
        ("Hackers who find holes in the printer can take over the network.", "-"),
        ("A stranger on the line would hear nothing of use.", "-"),
        ("The thieves answered back with a link to a fake page.", "-"),
        ("When the clerk replied, the thieves sent her a fake page.", "-"),
        ("The scam suggests that hackers know the customers of the bank.", "-"),
        ("[MALWARE Odrax] last showed up in March after an attack on a clinic.", "-"),
        ("The device answers with an error.", "-"),
        ("The tool boasts two million users.", "-"),
        ("The lab did not speak with any of the hackers.", "-"),
        ("[ORG Corven] revealed little about the attack.", "-"),
        ("A letter in their inboxes that said they owed money was fake.", "-"),
        // What they say is there.
        ("A screen on the machines said: “Pay two bitcoin.”", "A screen = -"),
        ("A pop-up said that the files were locked.", "A pop-up = -"),
        ("The hackers revealed that the files were sold.", "The hackers = -"),
        ("Your files are locked, a pop-up warned.", "a pop-up = -"),
        ("The court heard that hackers stole $3 million.", "-"),
        ("Hackers stole $3 million, say researchers.", "researchers = -"),
        ("A clerk confirmed the theft.", "A clerk = -"),
        ("The hospital disclosed the breach in May.", "The hospital = -"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn what_is_not_said_is_nobodys() {
    for (sentence, speaker) in [
        ("The league did not reveal which ransomware locked its computers.", "-"),
        ("They would not say how much was stolen.", "-"),
        ("[ORG Corven] has not confirmed any theft.", "-"),
        ("[ORG Corven] did not say that hackers stole it.", "Corven = Corven"),
        ("[ORG Corven] confirmed the theft.", "Corven = Corven"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn links_that_are_no_accusations() {
    for (sentence, speaker) in [
        ("The phones connect to a server of the hackers.", "-"),
        ("Small carriers can link into the network of [ORG Corven].", "-"),
        ("A flaw in the namespace attribute lets hackers in.", "-"),
        ("Detectives linked the theft to [GROUP Akira].", "Detectives = -"),
        ("[ORG Corven] ties the theft to [GROUP Akira].", "Corven = Corven"),
    ] {
        assert_eq!(last(sentence), speaker, "{sentence}");
    }
}

#[test]
fn whom_a_speaker_names_is_another() {
    let thanks =
        "[PER Ben Zhou] said coins were stolen.\n“We thank [PER Tom Robinson] for it,” he said.";
    assert_eq!(last(thanks), "he = Ben Zhou");
    let two = "[PER Ben Zhou] met [PER Tom Robinson].\n“We are glad,” he said.";
    assert_eq!(last(two), "he = -");
}

#[test]
fn the_company_is_the_only_one_named() {
    assert_eq!(last("Data was stolen from [ORG Optus], the company said."), "the company = Optus");
    let two = "Data was stolen from [ORG Optus] by a worker of [ORG Telstra], the company said.";
    assert_eq!(last(two), "the company = -");
}
