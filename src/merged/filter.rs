//! Which hashes have been seen, in fixed memory: a Bloom filter.
//!
//! What it has not seen is surely new; what it has seen is looked up.

/// The filter, empty at first.
#[derive(Debug)]
pub(crate) struct Filter {
    words: Vec<u64>,
    /// Places are numbers of so many bits.
    bits: u32,
}

impl Filter {
    /// One of 2 to the power of `bits` bits, at least 6 and at most 26. With 10 bits a hash one new
    /// hash in 60 is taken for a known one, with 30 one in 1,000.
    ///
    /// All of its memory is taken at once, so that a long run needs no more at its end.
    pub(crate) fn new(bits: u32) -> Self {
        let mut words = Vec::new();
        words.resize_with(1 << (bits - 6), || std::hint::black_box(0));
        Self { words, bits }
    }

    pub(crate) fn insert(&mut self, hash: u64) {
        for (word, bit) in self.places(hash) {
            self.words[word] |= 1 << bit;
        }
    }

    pub(crate) fn may_hold(&self, hash: u64) -> bool {
        self.places(hash).iter().all(|(word, bit)| self.words[*word] >> bit & 1 == 1)
    }

    /// Words, and a bit in each.
    fn places(&self, hash: u64) -> [(usize, u64); 3] {
        let (one, other) = (hash.wrapping_mul(SPREAD), hash.rotate_left(32).wrapping_mul(SPREAD));
        [one, one << 26, other].map(|hash| {
            let place = hash >> (64 - self.bits);
            (usize::try_from(place / 64).expect("it has few bits"), place % 64)
        })
    }
}

/// Odd, with bits at random: the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(seed: u64) -> impl Iterator<Item = u64> {
        let mut state = seed;
        (0..400_000).map(move |_| {
            state = (state ^ state >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_add(SPREAD);
            state ^ state >> 29
        })
    }

    #[test]
    fn holds_what_was_put_in_and_little_else() {
        let mut filter = Filter::new(26);
        hashes(1).for_each(|hash| filter.insert(hash));
        assert!(hashes(1).all(|hash| filter.may_hold(hash)));
        // 400,000 hashes in 2^26 bits: (1 - e^(-3 * 0.006))^3, that is 6 in a million.
        let wrong = hashes(2).filter(|hash| filter.may_hold(*hash)).count();
        assert!(wrong < 20, "{wrong} of 400,000 are held that were not put in");
    }
}
