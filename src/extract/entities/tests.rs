//! Sentences with the model's mentions marked, against what must come of them.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;

/// Words as the reader of sentences cuts them: hyphens, full stops and apostrophes stay inside a
/// word, the possessive is a word of its own.
fn words(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let inner = c.is_alphanumeric()
            || (matches!(c, '-' | '.' | '$' | '@' | '_')
                && open
                && (c != '.'
                    || found.last().is_some_and(|w| w.of(text).contains('.') || w.len() == 1)
                    || text[span.end()..].starts_with(char::is_alphanumeric)));
        if inner && open {
            let last = found.last_mut().expect("a word is open");
            *last = last.cover(span);
        } else if !c.is_whitespace() {
            let possessive = c == '\'' && text[span.end()..].starts_with('s');
            found.push(span);
            open = inner || possessive;
            continue;
        }
        open = inner;
    }
    found
}

/// "[ORG:Lazarus] Group": the bare text and the mentions marked in it.
fn marked(marked: &str) -> (String, Vec<Mention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let (inner, tail) = rest[open + 1..].split_once(']').expect("a closing bracket");
        let (label, name) = inner.split_once(':').expect("a label");
        let span = Span::new(text.len(), text.len() + name.len());
        text.push_str(name);
        mentions.push(Mention { span, label: label.parse().unwrap(), score: Some(0.5) });
        rest = tail;
    }
    text.push_str(rest);
    (text, mentions)
}

/// Runs one sentence and writes the result with marks; added mentions have a plus.
fn run(sentence: &str) -> String {
    let (text, tagged) = marked(sentence);
    let (mut written, mut at) = (String::new(), 0);
    for mention in entities(&text, &words(&text), tagged) {
        written.push_str(&text[at..mention.span.start()]);
        let plus = if mention.score.is_none() { "+" } else { "" };
        let name = mention.span.of(&text);
        let _ = write!(written, "[{plus}{}:{name}]", mention.label);
        at = mention.span.end();
    }
    written.push_str(&text[at..]);
    written
}

#[test]
fn groups_and_malware_are_corrected_and_completed() {
    for (given, expected) in [
        ("Kimsuky hit a bank.", "[+GROUP:Kimsuky] hit a bank."),
        ("[ORG:Kimsuky] hit a bank.", "[GROUP:Kimsuky] hit a bank."),
        ("[PER:Lazarus] Group's tools", "[GROUP:Lazarus Group]'s tools"),
        ("[PER:Lazarus] [ORG:Group] fell", "[GROUP:Lazarus Group] fell"),
        ("the Lazarus Group", "the [+GROUP:Lazarus Group]"),
        ("[ORG:The Shadow Brokers]", "The [GROUP:Shadow Brokers]"),
        (
            "with WannaCry and Cobalt Strike",
            "with [+MALWARE:WannaCry] and [+MALWARE:Cobalt Strike]",
        ),
        ("a [MISC:Cobalt] Strike beacon", "a [MALWARE:Cobalt Strike] beacon"),
        ("the kimsuky files", "the kimsuky files"),
        ("behind KIMSUKY, it said", "behind [+GROUP:KIMSUKY], it said"),
        ("APT 38 and APT-38 and APT38", "[+GROUP:APT 38] and [+GROUP:APT-38] and [+GROUP:APT38]"),
        ("LockBit is back", "[+MALWARE:LockBit] is back"),
        ("the LockBit gang is back", "the [+GROUP:LockBit] gang is back"),
        ("Lazarus rose from the dead", "Lazarus rose from the dead"),
        ("the Lazarus hackers", "the [+GROUP:Lazarus] hackers"),
    ] {
        assert_eq!(run(given), expected);
    }
}

#[test]
fn ambiguous_names_need_the_model_or_a_cue() {
    for (given, expected) in [
        ("They met in Silence.", "They met in Silence."),
        ("It blamed Silence hackers.", "It blamed [+GROUP:Silence] hackers."),
        ("the [GROUP:Silence] case", "the [GROUP:Silence] case"),
        ("hit by Cuba ransomware", "hit by [+MALWARE:Cuba] ransomware"),
        ("hit by [LOC:Cuba] ransomware", "hit by [MALWARE:Cuba] ransomware"),
        ("Stop ransomware now", "Stop ransomware now"),
        ("How to Stop Ransomware", "How to Stop Ransomware"),
        ("the Play ransomware group", "the [+GROUP:Play] ransomware group"),
        ("malware called \"Flame\" spread", "malware called \"[+MALWARE:Flame]\" spread"),
        ("a hacking group known as Machete", "a hacking group known as [+GROUP:Machete]"),
        ("a group named Magic", "a group named Magic"),
        ("the Akira ransomware gang", "the [+GROUP:Akira] ransomware gang"),
        ("Carbanak struck", "Carbanak struck"),
        ("[MISC:Carbanak] struck", "[MALWARE:Carbanak] struck"),
    ] {
        assert_eq!(run(given), expected);
    }
}

#[test]
fn countries_follow_the_conventions() {
    for (given, expected) in [
        ("North Korea said", "[+LOC:North Korea] said"),
        ("South [LOC:Korea] said", "[LOC:South Korea] said"),
        ("[MISC:S. Korea] to chair", "[LOC:S. Korea] to chair"),
        ("a [LOC:North Korean] bank", "a [MISC:North Korean] bank"),
        ("[LOC:North] [MISC:Korean] hackers", "[MISC:North Korean] hackers"),
        ("the U.S. and the UK", "the [+LOC:U.S.] and the [+LOC:UK]"),
        ("tell us about it", "tell us about it"),
        (
            "[ORG:South Korean Ministry of Foreign Affairs]",
            "[ORG:South Korean Ministry of Foreign Affairs]",
        ),
        ("[ORG:Bank of China] said", "[ORG:Bank of China] said"),
        ("the Bank of China said", "the Bank of China said"),
        ("the China Daily said", "the China Daily said"),
        ("off to Turkey and Chad", "off to Turkey and Chad"),
        ("as Russian [PER:President Putin] said", "as [+MISC:Russian] President [PER:Putin] said"),
        ("in New Mexico", "in New Mexico"),
        ("to Hong Kong", "to [+LOC:Hong Kong]"),
        ("the South China Sea", "the South China Sea"),
    ] {
        assert_eq!(run(given), expected);
    }
}

#[test]
fn what_is_no_name_comes_off() {
    for (given, expected) in [
        ("[ORG:the United Nations']", "the [ORG:United Nations]'"),
        ("[ORG:Korea Society's] event", "[ORG:Korea Society]'s event"),
        ("[PER:Mr. Hwang]", "Mr. [PER:Hwang]"),
        ("[PER:Prime Minister Kishida]", "Prime Minister [PER:Kishida]"),
        ("[PER:Lt. Gen. Mark Milley]", "Lt. Gen. [PER:Mark Milley]"),
        ("[PER:President] spoke", "President spoke"),
        ("[PER:King] spoke", "[PER:King] spoke"),
        ("[LOC:The Hague]", "[LOC:The Hague]"),
        ("[ORG:the]", "the"),
        ("[ORG:\"Korea Times\"]", "\"[ORG:Korea Times]\""),
        ("[ORG:UN Cyber] experts estimate", "[ORG:UN] Cyber experts estimate"),
        ("[ORG:Sygnia Cyber] said so", "[ORG:Sygnia Cyber] said so"),
        ("[ORG:Cyber] experts", "[ORG:Cyber] experts"),
    ] {
        assert_eq!(run(given), expected);
    }
}

#[test]
fn a_possessive_may_be_part_of_the_name() {
    for (given, expected) in [
        ("[ORG:McDonald's] said that", "[ORG:McDonald's] said that"),
        ("[ORG:McDonald]'s said that", "[ORG:McDonald's] said that"),
        ("the data of [ORG:the Sainsbury's] app", "the data of the [ORG:Sainsbury's] app"),
        ("[ORG:Ben & Jerry's] paid", "[ORG:Ben & Jerry's] paid"),
        ("[LOC:St. John's], the capital", "[LOC:St. John's], the capital"),
        ("[PER:Wendy's] brother", "[PER:Wendy]'s brother"),
        ("[ORG:Northgate's] said", "[ORG:Northgate]'s said"),
        ("[ORG:Domino Printing's] plant", "[ORG:Domino Printing]'s plant"),
        ("[ORG:Lowe] said", "[ORG:Lowe] said"),
    ] {
        assert_eq!(run(given), expected);
    }
}

#[test]
fn titles_of_other_countries_come_off() {
    for (given, expected) in [
        ("[PER:Shri Amit Verma] spoke", "Shri [PER:Amit Verma] spoke"),
        ("[PER:Shri] Verma", "Shri Verma"),
        ("[PER:Datuk Seri Azlan Omar]", "Datuk Seri [PER:Azlan Omar]"),
        ("[PER:Tan Sri Omar]", "Tan Sri [PER:Omar]"),
        ("[PER:Alhaji Musa Danladi]", "Alhaji [PER:Musa Danladi]"),
        ("[PER:Chief Inspector Ann Orr]", "Chief Inspector [PER:Ann Orr]"),
        ("[PER:ACP Ifeoma Uche]", "ACP [PER:Ifeoma Uche]"),
        (
            "[ORG:DCP] [PER:Abba Danladi] of the [ORG:DCP]",
            "DCP [PER:Abba Danladi] of the [ORG:DCP]",
        ),
        ("Datuk [PER:Seri Ramli Yoosuf]", "Datuk Seri [PER:Ramli Yoosuf]"),
        ("[PER:Lord Hallam], [PER:Lord]", "Lord [PER:Hallam], [PER:Lord]"),
        ("[PER:Acp Ifeoma] and [PER:DIG]", "[PER:Acp Ifeoma] and [PER:DIG]"),
        ("the [ORG:ASI] dig", "the [ORG:ASI] dig"),
        ("[PER:Sri Mulyani]", "[PER:Sri Mulyani]"),
        ("[PER:Lady Gaga]", "[PER:Lady Gaga]"),
        ("[ORG:Chief Industries]", "[ORG:Chief Industries]"),
    ] {
        assert_eq!(run(given), expected);
    }
}

#[test]
fn bodies_and_places_are_no_groups() {
    for (given, expected) in [
        ("[GROUP:SVR] hackers", "[ORG:SVR] hackers"),
        ("[GROUP:GCHQ] hacked it", "[ORG:GCHQ] hacked it"),
        ("talks with [GROUP:Beijing]", "talks with [LOC:Beijing]"),
        ("blamed [GROUP:Iran]", "blamed [LOC:Iran]"),
        // Names that some group has, too, and what needs another name.
        ("[GROUP:Cuba] claimed it", "[GROUP:Cuba] claimed it"),
        ("[GROUP:Security Council] claimed it", "[GROUP:Security Council] claimed it"),
        ("[GROUP:Anonymous] claimed it", "[GROUP:Anonymous] claimed it"),
    ] {
        assert_eq!(run(given), expected);
    }
}

#[test]
fn what_names_nobody_is_no_mention() {
    for (given, expected) in [
        ("[ORG:Attorney General] spoke", "Attorney General spoke"),
        ("[ORG:We] know", "We know"),
        ("the [GROUP:RAT] spread", "the RAT spread"),
        ("[MALWARE:TA511] and [ORG:Storm-0558]", "[GROUP:TA511] and [GROUP:Storm-0558]"),
        ("[MALWARE:Get2] of [MISC:A-10]", "[MALWARE:Get2] of [MISC:A-10]"),
        ("[ORG:national] law", "national law"),
        ("[ORG:Mabna Institute in] Iran", "[ORG:Mabna Institute] in [+LOC:Iran]"),
        ("the [ORG:of Texas] court", "the of [ORG:Texas] court"),
        ("[PER:kayla] wrote", "[PER:kayla] wrote"),
        ("[MISC:a] $3 fine of [MISC:NZ$] 4", "a $3 fine of NZ$ 4"),
        ("[GROUP:Lapsus$] and [ORG:R$] 4", "[GROUP:Lapsus$] and R$ 4"),
    ] {
        assert_eq!(run(given), expected);
    }
}

#[test]
fn broken_names_are_mended() {
    for (given, expected) in [
        ("[PER:Xuehua] ([PER:Edward) Peng] was", "[PER:Xuehua (Edward) Peng] was"),
        (
            "[ORG:United Nations] ([ORG:UN) Security Council]",
            "[ORG:United Nations (UN) Security Council]",
        ),
        ("the WMD ([ORG:OIG) Evaluation Division]", "the WMD (OIG) [ORG:Evaluation Division]"),
        ("[PER:Ricardo (] said", "[PER:Ricardo] ( said"),
        ("[MISC:South] [ORG:Korean Ministry of Defense]", "[ORG:South Korean Ministry of Defense]"),
        ("[ORG:Embassy of South] Korea", "[ORG:Embassy of South Korea]"),
        ("[LOC:United] [ORG:Nations] said", "[ORG:United Nations] said"),
        (
            "Russia's [ORG:Federal Security Service]",
            "[+LOC:Russia]'s [ORG:Federal Security Service]",
        ),
        ("said the World Bank today", "said the [+ORG:World Bank] today"),
        ("said the World Bank Group today", "said the World Bank Group today"),
        ("[LOC:Hong Kong] Police said", "[ORG:Hong Kong Police] said"),
        ("told [LOC:Delhi] Police's cyber cell", "told [ORG:Delhi Police]'s cyber cell"),
        ("[LOC:Moscow] police said", "[LOC:Moscow] police said"),
        ("[LOC:Delhi] Police Arrest Two", "[LOC:Delhi] Police Arrest Two"),
        ("the [LOC:Boston] Police Department", "the [LOC:Boston] Police Department"),
        ("[MISC:Dutch] Police took it", "[MISC:Dutch] Police took it"),
        ("the [ORG:Port] of [LOC:Nagoya] shut", "the [ORG:Port of Nagoya] shut"),
    ] {
        assert_eq!(run(given), expected);
    }
}

proptest! {
    /// Whatever the model says, mentions ascend without overlap and are made of whole words.
    #[test]
    fn mentions_are_whole_words_without_overlap(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "Lazarus", "Group", "'s", "North", "Korean", "Korea", "the", "Cuba", "ransomware",
                "U.S.", "President", "Bank", "of", "China", "é", "\"", ",", "APT", "38", "WannaCry",
                "(", ")", "United", "Nations", "South",
            ]),
            0..12,
        ),
        spans in prop::collection::vec((0usize..80, 0usize..30, 0usize..6), 0..6),
        noise in "\\PC{0,20}",
    ) {
        let text = parts.join(" ") + &noise;
        let words = words(&text);
        let tagged = spans
            .into_iter()
            .map(|(start, len, label)| Mention {
                span: Span::new(start, start + len),
                label: EntityLabel::ALL[label],
                score: Some(0.5),
            })
            .collect();
        let found = entities(&text, &words, tagged);
        for mention in &found {
            prop_assert!(words.iter().any(|word| word.start() == mention.span.start()));
            prop_assert!(words.iter().any(|word| word.end() == mention.span.end()));
        }
        for two in found.windows(2) {
            prop_assert!(two[0].span.end() <= two[1].span.start());
        }
    }
}

#[test]
fn ordinary_software_is_no_malware() {
    let tagged = |text: &str, name: &str| {
        let start = text.find(name).expect("the name is there");
        let span = Span::new(start, start + name.len());
        let mention = Mention { span, label: EntityLabel::Malware, score: Some(0.9) };
        let found = entities(text, &words(text), vec![mention]);
        found.iter().find(|mention| mention.span == span).map(|mention| mention.label)
    };
    let (misc, malware) = (Some(EntityLabel::Misc), Some(EntityLabel::Malware));
    assert_eq!(tagged("A KiXtart script loads Netwire.", "KiXtart"), misc);
    assert_eq!(tagged("It ships a trojanised NordVPN installer.", "NordVPN"), misc);
    assert_eq!(tagged("They met the Python ransomware again.", "Python"), malware);
    assert_eq!(tagged("A dropper called Vrelk loads it.", "Vrelk"), malware);
    // Tools of the attackers' tables stay what they are.
    assert_eq!(tagged("They ran rclone on it.", "rclone"), malware);
}

/// Common words that are names of groups or software somewhere never name them by themselves.
#[test]
fn ordinary_sentences_name_no_threat() {
    let lines = include_str!("../../../tests/knowledge/ordinary.txt").lines();
    let sentences: Vec<&str> = lines.filter(|line| !line.starts_with('#')).collect();
    assert!(sentences.len() >= 200);
    let wrong: Vec<String> = sentences
        .iter()
        .flat_map(|text| {
            let found = entities(text, &words(text), Vec::new()).into_iter();
            let threats = found.filter(|mention| is_threat(mention.label));
            threats.map(move |mention| format!("{:?} in {text:?}", mention.span.of(text)))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
