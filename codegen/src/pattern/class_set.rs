//! Sets of Unicode scalar values.

/// The last code point.
const LAST: u32 = 0x10_ffff;
/// The surrogates, which are no scalar values.
const SURROGATES: (u32, u32) = (0xd800, 0xdfff);

/// A set of Unicode scalar values: inclusive ranges, ascending, with gaps between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ClassSet {
    ranges: Vec<(u32, u32)>,
}

impl ClassSet {
    /// The set of these ranges, in any order; surrogates are dropped.
    pub(super) fn new(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut all: Vec<(u32, u32)> = Vec::new();
        for (first, last) in ranges {
            all.push((first, last.min(SURROGATES.0 - 1)));
            all.push((first.max(SURROGATES.1 + 1), last.min(LAST)));
        }
        all.retain(|(first, last)| first <= last);
        all.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::with_capacity(all.len());
        for (first, last) in all {
            match ranges.last_mut() {
                Some(previous) if first <= previous.1 + 1 => previous.1 = previous.1.max(last),
                _ => ranges.push((first, last)),
            }
        }
        Self { ranges }
    }

    /// The set of one character.
    pub(super) fn one(code_point: u32) -> Self {
        Self::new([(code_point, code_point)])
    }

    /// Every scalar value.
    pub(super) fn all() -> Self {
        Self::new([(0, LAST)])
    }

    /// Every scalar value that is not in this set.
    #[must_use]
    pub(super) fn negate(&self) -> Self {
        let mut next = 0;
        let mut gaps = Vec::with_capacity(self.ranges.len() + 1);
        for &(first, last) in &self.ranges {
            if next < first {
                gaps.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            gaps.push((next, LAST));
        }
        Self::new(gaps)
    }

    /// The values of either set.
    #[must_use]
    pub(super) fn union(&self, other: &Self) -> Self {
        Self::new(self.ranges.iter().chain(&other.ranges).copied())
    }

    /// The ranges, ascending.
    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    pub(super) fn contains(&self, code_point: u32) -> bool {
        let after = self
            .ranges
            .partition_point(|&(first, _)| first <= code_point);
        after > 0 && self.ranges[after - 1].1 >= code_point
    }
}

/// `\d`: ECMA-262 section 22.2.2.9, ASCII digits.
pub(super) fn digits() -> ClassSet {
    ClassSet::new([(0x30, 0x39)])
}

/// `\w`: ASCII letters, digits and `_`.
pub(super) fn word() -> ClassSet {
    ClassSet::new([(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)])
}

/// `\s`: ECMA-262's WhiteSpace (sections 12.2: tab, VT, FF, ZWNBSP, category Zs) and LineTerminator.
pub(super) fn space() -> ClassSet {
    ClassSet::new([
        (0x09, 0x0d),
        (0x20, 0x20),
        (0xa0, 0xa0),
        (0x1680, 0x1680),
        (0x2000, 0x200a),
        (0x2028, 0x2029),
        (0x202f, 0x202f),
        (0x205f, 0x205f),
        (0x3000, 0x3000),
        (0xfeff, 0xfeff),
    ])
}

/// ECMA-262's LineTerminator (section 12.3), which `.` leaves out.
pub(super) fn line_terminators() -> ClassSet {
    ClassSet::new([(0x0a, 0x0a), (0x0d, 0x0d), (0x2028, 0x2029)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_join() {
        let set = ClassSet::new([(5, 9), (1, 3), (4, 4), (20, 10)]);
        assert_eq!(set.ranges(), [(1, 9)]);
        assert_eq!(
            set.negate().ranges(),
            [(0, 0), (10, 0xd7ff), (0xe000, LAST)]
        );
        assert_eq!(set.negate().negate(), set);
        assert!(ClassSet::all().negate().is_empty());
        assert!(set.contains(9) && !set.contains(10) && !set.contains(0));
        assert!(ClassSet::new([(0xd800, 0xdfff)]).is_empty());
    }
}
