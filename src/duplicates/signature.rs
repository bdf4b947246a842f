//! `MinHash`: a short signature of a text, by which the overlap of two texts can be told.
//!
//! Two texts are compared as sets of shingles (runs of [`SHINGLE`] words, lower-cased). Of every
//! set each of [`PLACES`] hash functions keeps its least value; the share of places in which two
//! signatures agree estimates how much of both sets is in common. The constants are part of the
//! state's format: with others, signatures do not compare.

/// Words in a shingle.
const SHINGLE: usize = 3;
/// Fewest words of a text that has a signature. Shorter ones are alike by chance.
const FEWEST_WORDS: usize = 50;
/// Hash functions.
const PLACES: usize = 120;
/// Places in a band. Texts are compared if they agree in all places of any band.
const ROWS: usize = 6;
/// Bands: of texts with 80 % in common 99.8 % agree in one, of those with 30 % 1.5 %.
const BANDS: usize = PLACES / ROWS;
/// Places that have to agree: 80 %.
const ENOUGH: usize = PLACES * 4 / 5;
/// Bytes of a stored signature.
const STORED: usize = PLACES * 4;

/// The signature of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature([u32; PLACES]);

impl Signature {
    /// That of a text in pieces, such as the stretches of an article; `None` for a short one.
    pub fn of<'t>(pieces: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let words: Vec<u64> = pieces.into_iter().flat_map(words).map(hash_of).collect();
        if words.len() < FEWEST_WORDS {
            return None;
        }
        let mut least = [u32::MAX; PLACES];
        for shingle in words.windows(SHINGLE) {
            let hash = shingle.iter().fold(0, |hash: u64, word| mix(hash.rotate_left(21) ^ word));
            for (place, least) in (1_u64..).zip(&mut least) {
                *least = (*least).min(high(mix(hash ^ place.wrapping_mul(GOLDEN))));
            }
        }
        Some(Self(least))
    }

    /// The share of both texts that is in common, estimated, in thousandths; `None` if it is less
    /// than that of near duplicates.
    pub fn similarity(&self, other: &Self) -> Option<u16> {
        let agree = self.0.iter().zip(&other.0).filter(|(one, other)| one == other).count();
        let share = || u16::try_from(agree * 1000 / PLACES).unwrap_or(1000);
        (agree >= ENOUGH).then(share)
    }

    /// One value a band, for looking texts up that may be alike.
    pub(crate) fn bands(&self) -> [u64; BANDS] {
        let mut bands = [0; BANDS];
        for (band, rows) in bands.iter_mut().zip(self.0.chunks(ROWS)) {
            *band = rows.iter().fold(GOLDEN, |hash, row| mix(hash ^ u64::from(*row)));
        }
        bands
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|place| place.to_le_bytes()).collect()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut places = [0; PLACES];
        if bytes.len() != STORED {
            return None;
        }
        for (place, bytes) in places.iter_mut().zip(bytes.chunks(4)) {
            *place = u32::from_le_bytes(bytes.try_into().ok()?);
        }
        Some(Self(places))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// FNV-1a over the small letters of a word.
fn hash_of(word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// 2^64 divided by the golden ratio: spreads small numbers.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finalizer of splitmix64: every bit of the result depends on every bit of `value`.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(GOLDEN);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The upper half.
fn high(value: u64) -> u32 {
    u32::try_from(value >> 32).expect("half of 64 bits are 32")
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn text(words: &[u16]) -> String {
        words
            .iter()
            .flat_map(|word| [String::from("w"), word.to_string(), " ".to_owned()])
            .collect()
    }

    fn shingles(words: &[u16]) -> HashSet<&[u16]> {
        words.windows(SHINGLE).collect()
    }

    fn agreeing(one: &Signature, other: &Signature) -> usize {
        one.0.iter().zip(&other.0).filter(|(one, other)| one == other).count()
    }

    #[test]
    fn short_texts_have_none() {
        let words: Vec<u16> = (0..50).collect();
        assert!(Signature::of([text(&words[..49]).as_str()]).is_none());
        assert!(Signature::of([text(&words).as_str()]).is_some());
    }

    #[test]
    fn case_and_punctuation_do_not_count_and_nor_do_pieces() {
        let words: Vec<u16> = (0..60).collect();
        let plain = text(&words);
        let other = plain.to_uppercase().replace(' ', ", \n");
        let one = Signature::of([plain.as_str()]).unwrap();
        assert_eq!(Signature::of([other.as_str()]), Some(one.clone()));
        let (early, late) = plain.split_at(plain.find("w30").unwrap());
        assert_eq!(Signature::of([early, late]), Some(one.clone()));
        assert_eq!(Signature::from_bytes(&one.to_bytes()), Some(one));
        assert_eq!(Signature::from_bytes(&[1, 2]), None);
    }

    proptest! {
        #[test]
        fn the_estimate_is_near_the_share_in_common(
            one in prop::collection::vec(0_u16..500, 60..200),
            other in prop::collection::vec(0_u16..500, 60..200),
            shared in 0_usize..200,
        ) {
            let mut mixed = one[..shared.min(one.len())].to_vec();
            mixed.extend_from_slice(&other);
            let (a, b) = (shingles(&one), shingles(&mixed));
            let common = a.intersection(&b).count() as f64 / a.union(&b).count() as f64;
            let signature = |words: &[u16]| Signature::of([text(words).as_str()]).unwrap();
            let (a, b) = (signature(&one), signature(&mixed));
            let estimate = agreeing(&a, &b) as f64 / PLACES as f64;
            // More than five standard deviations of the worst case.
            prop_assert!((estimate - common).abs() < 0.25, "{estimate} for {common}");
            prop_assert_eq!(a.similarity(&a), Some(1000));
            prop_assert_eq!(a.similarity(&b), b.similarity(&a));
        }
    }
}
