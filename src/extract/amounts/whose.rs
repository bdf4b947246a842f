//! Which of the currencies that share a word a story means: "pesos" in one that names Mexico, and "$" in
//! one that writes NZ$ and US$. Where it names no country of theirs, or two, the sentence of the sum may name
//! one; else nobody knows. "Pounds" are British where no other country of pounds is named instead.

use std::collections::HashMap;

use super::Amount;
use crate::text::Span;

/// Codes, each with the words that name its country.
type Currencies = &'static [(&'static str, &'static str)];

/// Words that several currencies share, and for each of these the words that name its country.
const SHARED: &[(&[&str], Currencies)] = &[
    (
        &["peso", "pesos"],
        &[
            ("MXN", "mexico mexican mexicans guadalajara monterrey"),
            ("PHP", "philippines philippine filipino filipinos manila cebu"),
            ("COP", "colombia colombian colombians bogotá bogota medellín medellin"),
            ("ARS", "argentina argentine argentinian argentines"),
            ("CLP", "chile chilean chileans"),
            ("UYU", "uruguay uruguayan montevideo"),
            ("DOP", "dominican"),
            ("CUP", "cuba cuban cubans havana"),
        ],
    ),
    (
        &["rs", "rupee", "rupees"],
        &[
            (
                "INR",
                "india indian indians delhi mumbai bengaluru bangalore hyderabad chennai kolkata pune \
             maharashtra gujarat karnataka kerala telangana rajasthan haryana bihar odisha \
             ahmedabad jaipur lucknow nagpur noida gurugram thane surat kochi goa",
            ),
            ("PKR", "pakistan pakistani pakistanis karachi lahore islamabad"),
            ("LKR", "lanka lankan lankans colombo"),
            ("NPR", "nepal nepali nepalese kathmandu"),
            ("MUR", "mauritius mauritian"),
            ("SCR", "seychelles"),
        ],
    ),
    (
        &["shilling", "shillings", "sh", "shs"],
        &[
            ("KES", "kenya kenyan kenyans nairobi mombasa"),
            ("UGX", "uganda ugandan ugandans kampala"),
            ("TZS", "tanzania tanzanian tanzanians"),
            ("SOS", "somalia somali mogadishu"),
        ],
    ),
    (
        &["dinar", "dinars"],
        &[
            ("KWD", "kuwait kuwaiti"),
            ("IQD", "iraq iraqi iraqis baghdad"),
            ("JOD", "jordan jordanian jordanians amman"),
            ("RSD", "serbia serbian serbians belgrade"),
            ("DZD", "algeria algerian algiers"),
            ("LYD", "libya libyan tripoli"),
            ("TND", "tunisia tunisian tunis"),
            ("BHD", "bahrain bahraini manama"),
        ],
    ),
    (
        &["dirham", "dirhams"],
        &[("AED", "emirates emirati uae dubai"), ("MAD", "morocco moroccan rabat casablanca")],
    ),
    (
        &["riyal", "riyals", "rial", "rials"],
        &[
            ("SAR", "saudi riyadh"),
            ("QAR", "qatar qatari doha"),
            ("IRR", "iran iranian iranians tehran"),
            ("OMR", "oman omani muscat"),
            ("YER", "yemen yemeni"),
        ],
    ),
    (
        &["krone", "kroner", "kr", "crown", "crowns"],
        &[
            ("NOK", "norway norwegian norwegians oslo"),
            ("DKK", "denmark danish danes copenhagen"),
            ("SEK", "sweden swedish swedes stockholm"),
            ("CZK", "czech czechs prague"),
            ("ISK", "iceland icelandic reykjavik"),
        ],
    ),
    (
        &["franc", "francs"],
        &[
            ("CHF", "switzerland swiss zurich geneva basel bern lausanne liechtenstein"),
            (
                "XOF",
                "senegal senegalese dakar ivorian ivory abidjan mali malian bamako burkina benin togo niger niamey",
            ),
            ("XAF", "cameroon cameroonian yaounde douala gabon gabonese libreville chad chadian"),
            ("CDF", "congo congolese kinshasa"),
            ("RWF", "rwanda rwandan rwandans kigali"),
        ],
    ),
    (
        &["cfa", "fcfa"],
        &[
            (
                "XOF",
                "senegal senegalese dakar ivorian ivory abidjan mali malian bamako burkina benin togo niger niamey",
            ),
            (
                "XAF",
                "cameroon cameroonian yaounde douala gabon gabonese libreville chad chadian congo",
            ),
        ],
    ),
    (
        &["leu", "lei"],
        &[("RON", "romania romanian romanians bucharest"), ("MDL", "moldova moldovan chisinau")],
    ),
];

/// Currencies that are "pounds" at home, the British one first.
const POUNDS: Currencies = &[
    (
        "GBP",
        "britain british briton britons uk london england english scotland scottish wales welsh ireland",
    ),
    ("EGP", "egypt egyptian egyptians cairo alexandria"),
    ("LBP", "lebanon lebanese beirut"),
    ("SYP", "syria syrian syrians damascus"),
    ("SDG", "sudan sudanese khartoum"),
];

/// Currencies that write "$" at home, and the words that name their country.
const DOLLARS: Currencies = &[
    ("AUD", "australia australian australians sydney melbourne brisbane canberra perth queensland"),
    ("CAD", "canada canadian canadians toronto ottawa montreal vancouver ontario quebec alberta"),
    ("NZD", "zealand zealanders auckland wellington christchurch"),
    ("SGD", "singapore singaporean singaporeans"),
];

/// Of two countries named the one meant is named so many times as often.
const PLAINLY: usize = 3;

/// Gives the sums of a story the currency that its words leave open and its countries tell.
///
/// `text` holds the spans of `amounts`, `stretches` are those of it that are the story.
pub(crate) fn settle(text: &str, stretches: &[Span], amounts: &mut [Amount]) {
    let open = |amount: &Amount| {
        let written = amount.span.of(text);
        shared(written, amount).is_some() || plain_pounds(written, amount)
    };
    let local = local_dollar(text, amounts);
    if local.is_none() && !amounts.iter().any(open) {
        return;
    }
    let counts = words(text, stretches);
    for amount in &mut *amounts {
        let written = amount.span.of(text);
        if let Some(currencies) = shared(written, amount) {
            let told = plainly(&counts, currencies);
            let own = || alone(&words(text, &[sentence(text, amount.span)]), currencies);
            amount.currency = told.or_else(own).map(str::to_owned);
        } else if plain_pounds(written, amount)
            && let Some(code) = plainly(&counts, POUNDS)
        {
            amount.currency = Some(code.to_owned());
        }
    }
    let named =
        |code: &str| DOLLARS.iter().any(|(c, names)| *c == code && count(&counts, names) > 0);
    if let Some(code) = local.filter(|code| named(code)) {
        for amount in amounts.iter_mut().filter(|amount| plain_dollar(text, amount)) {
            amount.currency = Some(code.to_owned());
        }
    }
}

/// The currencies that the word of a sum without a currency may mean.
fn shared(written: &str, amount: &Amount) -> Option<Currencies> {
    if amount.kind != crate::taxonomy::AmountKind::Money || amount.currency.is_some() {
        return None;
    }
    let lower = written.to_lowercase();
    let mut parts = lower.split(|c: char| !c.is_alphabetic());
    parts.find_map(|part| {
        SHARED.iter().find(|(words, _)| words.contains(&part)).map(|(_, currencies)| *currencies)
    })
}

/// Whether a sum is of pounds without a sign and a country: "3 million pounds".
fn plain_pounds(written: &str, amount: &Amount) -> bool {
    let ends = |unit: &str| written.strip_suffix(unit).is_some_and(|front| !front.contains('£'));
    let sterling = || written.to_lowercase().contains("british");
    amount.currency.as_deref() == Some("GBP") && (ends(" pounds") || ends(" pound")) && !sterling()
}

/// What stands around a sum up to the ends of its sentence, or of its line.
fn sentence(text: &str, sum: Span) -> Span {
    let before = text.get(..sum.start()).unwrap_or_default();
    let behind = text.get(sum.end()..).unwrap_or_default();
    let start = [". ", "; ", "\n"].iter().filter_map(|end| before.rfind(end)).max();
    let end = [". ", "; ", "\n"].iter().filter_map(|end| behind.find(end)).min();
    Span::new(start.unwrap_or(0), sum.end() + end.unwrap_or(behind.len()))
}

/// How often each word of the story stands there, in lower case.
fn words(text: &str, stretches: &[Span]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for stretch in stretches {
        for word in stretch.of(text).split(|c: char| !c.is_alphabetic() && c != '\'') {
            if !word.is_empty() {
                let word = word.strip_suffix("'s").unwrap_or(word).to_lowercase();
                *counts.entry(word).or_insert(0) += 1;
            }
        }
    }
    counts
}

fn count(counts: &HashMap<String, usize>, names: &str) -> usize {
    names.split(' ').filter_map(|name| counts.get(name)).sum()
}

/// The currency whose country alone is named.
fn alone(counts: &HashMap<String, usize>, currencies: Currencies) -> Option<&'static str> {
    let mut named = currencies.iter().filter(|(_, names)| count(counts, names) > 0);
    let (code, _) = named.next()?;
    named.next().is_none().then_some(*code)
}

/// The currency whose country the story names, and no other's nearly as often.
fn plainly(counts: &HashMap<String, usize>, currencies: Currencies) -> Option<&'static str> {
    let mut named: Vec<_> =
        currencies.iter().map(|(code, names)| (count(counts, names), *code)).collect();
    named.sort_unstable_by(|a, b| b.cmp(a));
    let [(most, code), (next, _), ..] = named[..] else { return None };
    (most > 0 && most >= next * PLAINLY).then_some(code)
}

/// Whether a sum is written with "$" alone.
fn plain_dollar(text: &str, amount: &Amount) -> bool {
    amount.currency.as_deref() == Some("USD")
        && amount.span.of(text).starts_with('$')
        && !amount.span.of(text)[1..].starts_with(char::is_alphabetic)
}

/// What "$" means in a story that writes American dollars as "US$": the one other dollar that it
/// writes, as "NZ$". A story that gives "$" as what other sums come to means American ones.
fn local_dollar(text: &str, amounts: &[Amount]) -> Option<&'static str> {
    let written = |amount: &Amount| amount.span.of(text).replace(['.', ' '], "");
    let american = amounts.iter().any(|amount| written(amount).starts_with("US$"));
    let converts = |amount: &Amount| {
        plain_dollar(text, amount)
            && amount.equivalent.is_some_and(|other| {
                amounts.get(other).is_some_and(|other| !written(other).starts_with("US$"))
            })
    };
    if !american || amounts.iter().any(converts) {
        return None;
    }
    let signed = |code: &str| {
        let own = |amount: &Amount| amount.currency.as_deref() == Some(code);
        amounts.iter().any(|amount| own(amount) && written(amount).contains('$'))
    };
    let mut codes = DOLLARS.iter().map(|(code, _)| *code).filter(|code| signed(code));
    codes.next().filter(|_| codes.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::super::amounts;
    use super::*;

    fn of(text: &str) -> Vec<Option<String>> {
        let mut found = amounts(text);
        settle(text, &[Span::new(0, text.len())], &mut found);
        found.into_iter().map(|amount| amount.currency).collect()
    }

    fn codes(text: &str) -> Vec<String> {
        of(text).into_iter().map(|code| code.unwrap_or("-".to_owned())).collect()
    }

    #[test]
    fn a_country_tells_whose_pesos() {
        assert_eq!(codes("A Mexican bank lost 94 million pesos."), ["MXN"]);
        assert_eq!(codes("Police in Mumbai said Rs 2 crore was gone."), ["INR"]);
        assert_eq!(codes("Kenya's central bank fined it 5 million shillings."), ["KES"]);
        assert_eq!(codes("Kenyans lost Sh29.9 billion."), ["KES"]);
        assert_eq!(codes("Agents in Kampala got Shs50,000 each."), ["UGX"]);
        assert_eq!(codes("Agents got Shs50,000 each."), ["-"]);
        assert_eq!(codes("It lost 94 million pesos."), ["-"]);
        assert_eq!(codes("Mexico and Chile lost 94 million pesos."), ["-"]);
        assert_eq!(codes("A six-figure sum was paid in Mexico."), ["-"]);
    }

    #[test]
    fn the_sentence_of_a_sum_tells_where_the_story_names_two_countries() {
        let text = "A Danish line lost 90 million kroner. A Norwegian yard lost 4 million kroner.";
        assert_eq!(codes(text), ["DKK", "NOK"]);
        assert_eq!(codes("Danes and Swedes lost 90 million kroner."), ["-"]);
        assert_eq!(codes("A bank in Geneva lost 3 million francs."), ["CHF"]);
        assert_eq!(codes("A bank lost 3 million francs."), ["-"]);
    }

    #[test]
    fn pounds_are_british_unless_another_country_of_pounds_is_meant() {
        assert_eq!(codes("A clinic in Cairo paid 3 million pounds."), ["EGP"]);
        assert_eq!(codes("A clinic in Leeds paid 3 million pounds."), ["GBP"]);
        assert_eq!(codes("London gave Egypt 3 million pounds."), ["GBP"]);
        assert_eq!(codes("Egypt got £3 million."), ["GBP"]);
    }

    #[test]
    fn dollars_of_a_story_that_writes_two_kinds() {
        let text =
            "New Zealand will spend NZ$210 million (US$129 million). Fines reach $5 million.";
        assert_eq!(codes(text), ["NZD", "USD", "NZD"]);
        let text = "New Zealand will spend NZ$210 million ($129 million). Fines reach $5 million.";
        assert_eq!(codes(text), ["NZD", "USD", "USD"]);
        assert_eq!(codes("Australia paid A$5 million and $3 million."), ["AUD", "USD"]);
    }
}
