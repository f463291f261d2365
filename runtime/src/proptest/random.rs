//! A small generator of pseudo-random numbers, seeded by proptest's, so that a failure is found again from its seed.

use ::proptest::strategy::{Strategy, ValueTree};
use ::proptest::test_runner::{Reason, TestRunner};

/// SplitMix64.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// A generator that goes on where the runner's is.
    pub(super) fn of(runner: &mut TestRunner) -> Result<Self, Reason> {
        let seed = ::proptest::num::u64::ANY.new_tree(runner)?;
        Ok(Self(seed.current()))
    }

    /// Any number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number less than `end`; 0 if there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        match u64::try_from(end) {
            Ok(end @ 1..) => usize::try_from(self.next() % end).unwrap_or(0),
            _ => 0,
        }
    }

    /// A number of an inclusive range.
    pub(super) fn between(&mut self, low: i128, high: i128) -> i128 {
        let count = high.saturating_sub(low).saturating_add(1);
        if count <= 1 {
            return low;
        }
        let wide = (i128::from(self.next()) << 63) | i128::from(self.next() >> 1);
        low + wide.rem_euclid(count)
    }

    /// Whether something happens that happens once in so many times.
    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of some.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// A number from 0 to 1.
    pub(super) fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}
