//! Encodings that say nothing of themselves: text that is neither UTF-8 nor UTF-16.
//!
//! `chardetng` guesses by which bytes stand beside each other, and of English it sees few: it takes
//! the pound sign of "£3 million" for a Polish Ł, the one ï of "naïve" for a Latvian letter. News
//! here is English, and what is not ASCII in it is mostly signs and quotes of windows-1252. So a
//! guess of another Latin encoding holds only if real letters speak for it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_10, ISO_8859_13, ISO_8859_16, UTF_8,
    WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258,
};

use super::decode::{malformed, strict};
use super::failure::{FailureKind, Fault};

/// Encodings whose letters are Latin, as those of windows-1252 are, and partly at the places of its
/// signs.
const LATIN: [&Encoding; 10] = [
    WINDOWS_1250,
    WINDOWS_1254,
    WINDOWS_1257,
    WINDOWS_1258,
    ISO_8859_2,
    ISO_8859_3,
    ISO_8859_4,
    ISO_8859_10,
    ISO_8859_13,
    ISO_8859_16,
];

/// So many different letters must be other ones than in windows-1252.
const FEWEST_LETTERS: usize = 2;

/// Guesses legacy encodings, the better the more it has seen of a file.
pub(super) struct Legacy {
    seen: Seen,
}

impl Default for Legacy {
    fn default() -> Self {
        Self { seen: Seen::new() }
    }
}

impl Legacy {
    /// Takes in `bytes` from the file ahead of decoding any.
    pub(super) fn see(&mut self, bytes: &[u8]) {
        self.seen.feed(bytes, false);
    }

    /// Decodes bytes that are not UTF-8.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> Result<(String, &'static Encoding), Fault> {
        if is_damaged_utf8(bytes) {
            return Err(malformed(UTF_8, first_bad(bytes)));
        }
        self.see(bytes);
        let mut alone = Seen::new();
        alone.feed(bytes, true);
        for seen in [&self.seen, &alone] {
            let encoding = seen.guess();
            if let Ok(text) = strict(encoding, bytes.to_vec()) {
                return Ok((text, encoding));
            }
        }
        let message = format!(
            "neither UTF-8 (see byte {}) nor plainly any other encoding; pass --encoding if you \
             know it",
            first_bad(bytes)
        );
        Err(Fault::new(FailureKind::Encoding, message))
    }
}

/// What has been seen of a text.
struct Seen {
    all: EncodingDetector,
    /// The same without the signs of windows-1252.
    letters: EncodingDetector,
    /// The bytes beyond ASCII that are left without these.
    left: [bool; 256],
}

impl Seen {
    fn new() -> Self {
        let detector = || EncodingDetector::new(Iso2022JpDetection::Deny);
        Self { all: detector(), letters: detector(), left: [false; 256] }
    }

    fn feed(&mut self, bytes: &[u8], last: bool) {
        let letters = without_signs(bytes);
        for byte in letters.iter().filter(|byte| !byte.is_ascii()) {
            self.left[usize::from(*byte)] = true;
        }
        self.all.feed(bytes, last);
        self.letters.feed(&letters, last);
    }

    fn guess(&self) -> &'static Encoding {
        let by = |detector: &EncodingDetector| detector.guess(None, Utf8Detection::Deny);
        let guessed = by(&self.all);
        if guessed.is_single_byte() && !self.left.contains(&true) {
            return WINDOWS_1252;
        }
        if !LATIN.contains(&guessed) {
            return guessed;
        }
        let others = (128..=255).filter(|byte| {
            self.left[usize::from(*byte)]
                && in_encoding(guessed, *byte) != in_encoding(WINDOWS_1252, *byte)
        });
        let speaks = others.count() >= FEWEST_LETTERS && by(&self.letters) != WINDOWS_1252;
        if speaks { guessed } else { WINDOWS_1252 }
    }
}

/// The bytes with a space for each that is a sign in windows-1252, unless it stands between two
/// letters, where a sign has no business.
fn without_signs(bytes: &[u8]) -> Vec<u8> {
    let is_letter_at =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|byte| is_letter(*byte));
    let kept = |(at, byte): (usize, &u8)| {
        let is_inside = || is_letter_at(at.checked_sub(1)) && is_letter_at(at.checked_add(1));
        if byte.is_ascii() || is_letter(*byte) || is_inside() { *byte } else { b' ' }
    };
    bytes.iter().enumerate().map(kept).collect()
}

/// Whether a byte of windows-1252 is a letter as words have it: not the ordinal signs, not the
/// micro sign, not the florin.
fn is_letter(byte: u8) -> bool {
    match byte {
        0x83 | 0xaa | 0xb5 | 0xba => false,
        byte => in_encoding(WINDOWS_1252, byte).is_some_and(char::is_alphabetic),
    }
}

/// The character that a byte alone is.
fn in_encoding(encoding: &'static Encoding, byte: u8) -> Option<char> {
    if byte.is_ascii() {
        return Some(char::from(byte));
    }
    encoding.decode_without_bom_handling(&[byte]).0.chars().next()
}

/// Whether most of what is not ASCII is UTF-8. In text of another encoding it happens to be now and
/// then, never mostly.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

fn first_bad(bytes: &[u8]) -> usize {
    std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GBK, KOI8_R, WINDOWS_874, WINDOWS_1251, WINDOWS_1253};
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let (text, encoding) = Legacy::default().decode(bytes).unwrap();
        (text, encoding.name())
    }

    fn comes_back(encoding: &'static Encoding, said: &str) {
        assert_eq!(read(&encoding.encode(said).0), (said.to_owned(), encoding.name()), "{said}");
    }

    #[test]
    fn signs_of_english_news_are_no_letters_of_other_languages() {
        for said in [
            "The gang stole £3 million, officials said.",
            "The gang stole ¥3 million, officials said.",
            "“The gang stole £3 million” — officials said – it’s so.",
            "Cost: £m; it was £bn before, and €5m.",
            "«Hackers stole it», he said. «No.»",
            "© Reuters. Windows® was hit at 20°, ±3 m², for §5 and nº 5, ¼ of 3 µm.",
        ] {
            comes_back(WINDOWS_1252, said);
            comes_back(WINDOWS_1252, &said.repeat(4));
            comes_back(WINDOWS_1252, &format!("<html><body><p>{said}</p></body></html>"));
        }
    }

    #[test]
    fn letters_of_the_west_stay_so_beside_a_sum() {
        for said in [
            "A naïve gang stole £3 million and £5m.",
            "The café lost £3 million, Müller of São Paulo said.",
            "Søren Åberg of Malmö paid £3 million to El Niño, a façade.",
            "Des pirates ont volé trois millions d’euros, a déclaré la police. « Ça, où »",
        ] {
            comes_back(WINDOWS_1252, said);
        }
    }

    #[test]
    fn real_letters_speak_against_it() {
        for (encoding, said) in [
            (WINDOWS_1250, "Hakerzy z grupy Łódź ukradli 3 miliony złotych."),
            (ISO_8859_2, "Hakerzy z grupy Łódź ukradli 3 miliony złotych, podała policja w środę."),
            (WINDOWS_1250, "Łukasz Gołębiewski said so."),
            (ISO_8859_2, "Hackeři ukradli tři miliony korun, řekla česká policie. Škoda je velká."),
            (WINDOWS_1254, "Bilgisayar korsanları üç milyon dolar çaldı, polis açıkladı. Şirket."),
            (WINDOWS_1251, "Хакеры украли криптовалюту"),
            (WINDOWS_1253, "Οι χάκερ έκλεψαν τρία εκατομμύρια, Άρης Έλλη"),
            (WINDOWS_874, "แฮกเกอร์ขโมยเงินสามล้านบาท ตำรวจกล่าว"),
            (GBK, "The “Lazarus” group—it stole $3m."),
        ] {
            comes_back(encoding, said);
        }
        let koi8 = read(&KOI8_R.encode("Хакеры украли криптовалюту на миллионы").0);
        assert_eq!(koi8.0, "Хакеры украли криптовалюту на миллионы");
    }

    #[test]
    fn what_was_seen_before_makes_no_letters_of_signs() {
        let mut legacy = Legacy::default();
        for row in ["They stole £3 million.", "They stole £5 million.", "It’s ¥7 billion."] {
            let bytes = WINDOWS_1252.encode(row).0;
            legacy.see(&bytes);
            assert_eq!(legacy.decode(&bytes).unwrap(), (row.to_owned(), WINDOWS_1252));
        }
    }

    proptest! {
        #[test]
        fn sums_in_english_keep_their_signs(
            words in "([a-zA-Z]{1,9} ){1,9}",
            sum in "[£¥€§][0-9]{1,6}(\\.[0-9])?(m|bn| million)?",
            after in "( [a-z]{1,9}){0,9}[.,’”]",
        ) {
            comes_back(WINDOWS_1252, &format!("{words}{sum}{after}"));
        }
    }
}
