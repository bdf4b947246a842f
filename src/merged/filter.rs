//! Which bands have been seen, in fixed memory: a Bloom filter.
//!
//! Nearly every band of nearly every article is new. The filter says so without a look at the
//! disk; what it has not seen is surely new, what it has seen is looked up.

/// Bits: 8 MiB. With the bands of 100,000 articles one new band in 5,000 is looked up in vain, with
/// those of a million a third.
const BITS: usize = 1 << 26;

/// The filter, empty at first.
#[derive(Debug)]
pub(super) struct Filter(Vec<u64>);

impl Filter {
    /// All of its memory is taken at once, so that a long run needs no more at its end.
    pub(super) fn new() -> Self {
        let mut words = Vec::new();
        words.resize_with(BITS / 64, || std::hint::black_box(0));
        Self(words)
    }

    pub(super) fn insert(&mut self, band: u8, value: u64) {
        for (word, bit) in places(band, value) {
            self.0[word] |= 1 << bit;
        }
    }

    pub(super) fn may_hold(&self, band: u8, value: u64) -> bool {
        places(band, value).iter().all(|(word, bit)| self.0[*word] >> bit & 1 == 1)
    }
}

/// Word and bit of each place of a band's value, which is a good hash itself.
fn places(band: u8, value: u64) -> [(usize, u32); 3] {
    let one = value.wrapping_add(u64::from(band)).wrapping_mul(SPREAD);
    let other = value.rotate_left(32).wrapping_add(u64::from(band)).wrapping_mul(SPREAD);
    [one >> 38, one >> 12, other >> 38].map(|hash| {
        let place = usize::try_from(hash % BITS as u64).expect("it is less than BITS");
        (place / 64, (place % 64) as u32)
    })
}

/// Odd, with bits at random: the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::*;

    /// As of an article.
    fn bands(seed: u64) -> impl Iterator<Item = (u8, u64)> {
        let mut state = seed;
        (0..20).map(move |band| {
            state = (state ^ state >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_add(SPREAD);
            (band, state ^ state >> 29)
        })
    }

    #[test]
    fn holds_what_was_put_in_and_little_else() {
        let mut filter = Filter::new();
        for article in 0..20_000 {
            for (band, value) in bands(article) {
                filter.insert(band, value);
            }
        }
        let held = |from: u64, to: u64| {
            (from..to)
                .flat_map(bands)
                .filter(|(band, value)| filter.may_hold(*band, *value))
                .count()
        };
        assert_eq!(held(0, 20_000), 400_000);
        // 400,000 bands in 2^26 bits: (1 - e^(-3 * 0.006))^3, that is 6 in a million.
        let wrong = held(20_000, 40_000);
        assert!(wrong < 20, "{wrong} of 400,000 are held that were not put in");
    }
}
