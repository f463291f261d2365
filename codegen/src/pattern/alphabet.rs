//! Divides all characters into classes that a pattern cannot tell apart.

use std::collections::BTreeMap;

use super::class_set::ClassSet;

/// At most this many classes: one byte holds the number of one.
const MAX_CLASSES: usize = 255;

/// A set of character classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Mask([u64; 4]);

impl Mask {
    /// The first `count` classes.
    pub(super) fn all(count: usize) -> Self {
        (0..count).fold(Self::default(), |mask, class| mask.with(class))
    }

    pub(super) fn with(mut self, class: usize) -> Self {
        self.0[class / 64] |= 1 << (class % 64);
        self
    }

    pub(super) fn contains(&self, class: usize) -> bool {
        self.0[class / 64] >> (class % 64) & 1 == 1
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a & b == 0)
    }
}

/// The classes of all characters.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    /// First code point and class, ascending, from 0 on.
    ranges: Vec<(u32, u8)>,
    count: usize,
}

impl Alphabet {
    /// The coarsest division in which each of these sets is a union of classes; None if it has too many.
    pub(super) fn new(sets: &[ClassSet]) -> Option<Self> {
        let mut events: Vec<(u32, usize)> = vec![(0, usize::MAX)];
        for (index, set) in sets.iter().enumerate() {
            for &(first, last) in set.ranges() {
                events.push((first, index));
                events.push((last + 1, index));
            }
        }
        events.sort_unstable();
        let mut inside = vec![false; sets.len()];
        let mut classes: BTreeMap<Vec<bool>, u8> = BTreeMap::new();
        let mut ranges: Vec<(u32, u8)> = Vec::new();
        let mut events = events.into_iter().peekable();
        while let Some((at, index)) = events.next() {
            if let Some(inside) = inside.get_mut(index) {
                *inside = !*inside;
            }
            // Surrogates are no characters: what class they are in does not matter.
            let pending = events.peek().is_some_and(|&(next, _)| next == at);
            if pending || (0xd800..0xe000).contains(&at) || at > 0x10_ffff {
                continue;
            }
            let next = classes.len();
            if next == MAX_CLASSES && !classes.contains_key(&inside) {
                return None;
            }
            let class = *classes.entry(inside.clone()).or_insert(next as u8);
            if ranges.last().is_none_or(|&(_, last)| last != class) {
                ranges.push((at, class));
            }
        }
        Some(Self {
            ranges,
            count: classes.len(),
        })
    }

    /// Class 1 for the members of a set, class 0 for all others.
    pub(super) fn of_set(set: &ClassSet) -> Self {
        let outside = set.negate();
        let mut ranges: Vec<(u32, u8)> =
            set.ranges().iter().map(|&(first, _)| (first, 1)).collect();
        ranges.extend(outside.ranges().iter().map(|&(first, _)| (first, 0)));
        ranges.sort_unstable();
        // A range ends before the surrogates and starts anew after them.
        ranges.dedup_by_key(|&mut (_, class)| class);
        Self { ranges, count: 2 }
    }

    /// How many classes there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// The classes of a set that is a union of classes.
    pub(super) fn mask(&self, set: &ClassSet) -> Mask {
        self.ranges
            .iter()
            .filter(|&&(first, _)| set.contains(first))
            .fold(Mask::default(), |mask, &(_, class)| {
                mask.with(usize::from(class))
            })
    }

    /// First code point and class, ascending, from 0 on.
    pub(super) fn ranges(&self) -> &[(u32, u8)] {
        &self.ranges
    }

    /// The division with classes renumbered, several into one where they turned out to be alike.
    pub(super) fn renumber(&self, numbers: &[u8]) -> Self {
        let mut ranges: Vec<(u32, u8)> = Vec::with_capacity(self.ranges.len());
        for &(first, class) in &self.ranges {
            let class = numbers[usize::from(class)];
            if ranges.last().is_none_or(|&(_, last)| last != class) {
                ranges.push((first, class));
            }
        }
        let count = numbers
            .iter()
            .max()
            .map_or(0, |&last| usize::from(last) + 1);
        Self { ranges, count }
    }
}

#[cfg(test)]
mod tests {
    use super::super::class_set;
    use super::*;

    #[test]
    fn overlapping_sets() {
        let sets = [
            class_set::word(),
            class_set::digits(),
            ClassSet::new([(0xd000, 0xf000)]),
        ];
        let alphabet = Alphabet::new(&sets).unwrap();
        assert_eq!(alphabet.len(), 4);
        let [word, digits, wide] = sets.map(|set| alphabet.mask(&set));
        assert!(!word.is_disjoint(&digits) && word.is_disjoint(&wide));
        assert!(
            alphabet
                .ranges()
                .iter()
                .all(|&(first, _)| !(0xd800..0xe000).contains(&first))
        );
        let many: Vec<ClassSet> = (0..300).map(ClassSet::one).collect();
        assert!(Alphabet::new(&many).is_none());
    }
}
