//! A map that keeps the order of the wire and hashes nothing.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Index;
use std::sync::OnceLock;

use super::repeats::may_repeat;
use crate::shape::MapKey;

/// Up to this many entries a lookup compares every key; beyond it there is an index.
const SMALL: usize = 16;

/// Entries by key, in the order in which they were inserted or stood on the wire.
///
/// Equality does not look at the order. Lookups take logarithmic time, except that the first one in a large map that
/// was read sorts its keys; they never hash, so no choice of keys makes them slow.
#[derive(Clone)]
pub struct Map<K, V> {
    entries: Vec<(K, V)>,
    /// Positions of the first `index.len()` entries, sorted by key. The entries after them are few (see
    /// [`Map::tail_limit`]) and searched one by one, so inserting need not shift the index. None while the map is
    /// small, and where nobody has looked anything up in a map that was read.
    index: OnceLock<Box<[u32]>>,
}

impl<K, V> Map<K, V> {
    /// An empty map.
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            index: OnceLock::new(),
        }
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.index = OnceLock::new();
    }

    /// The entries in order.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter(self.entries.iter())
    }

    /// The entries in order, with values that can be changed.
    pub fn iter_mut(
        &mut self,
    ) -> impl ExactSizeIterator<Item = (&K, &mut V)> + DoubleEndedIterator {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &K> + DoubleEndedIterator {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &V> + DoubleEndedIterator {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The values in order, to be changed.
    pub fn values_mut(&mut self) -> impl ExactSizeIterator<Item = &mut V> + DoubleEndedIterator {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// How many entries may lack an index: the square root keeps n insertions and the sorting between them below
    /// n^1.5 steps.
    fn tail_limit(&self) -> usize {
        SMALL + self.entries.len().isqrt()
    }
}

impl<K: Ord, V> Map<K, V> {
    /// Takes the entries out, to be filled again.
    pub(crate) fn take_entries(&mut self) -> Vec<(K, V)> {
        self.index = OnceLock::new();
        std::mem::take(&mut self.entries)
    }

    /// The sorted part; all of a map that has none although it needs one.
    fn index(&self) -> &[u32] {
        match self.index.get() {
            Some(index) => index,
            None if self.entries.len() <= self.tail_limit() => &[],
            None => self.index.get_or_init(|| sorted(&self.entries)),
        }
    }

    fn position<Q: Ord + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        let index = self.index();
        let indexed = index.binary_search_by(|&at| self.entries[at as usize].0.borrow().cmp(key));
        match indexed {
            Ok(found) => Some(index[found] as usize),
            Err(_) => {
                let tail = index.len();
                let found = self.entries[tail..]
                    .iter()
                    .position(|(other, _)| other.borrow() == key)?;
                Some(tail + found)
            }
        }
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.position(key).map(|at| &self.entries[at].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.position(key).map(|at| &mut self.entries[at].1)
    }

    /// Whether there is an entry of that key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.position(key).is_some()
    }

    /// Puts an entry at the end, or replaces the value where the key stands; gives the value that was there before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some(at) = self.position(&key) {
            return Some(std::mem::replace(&mut self.entries[at].1, value));
        }
        self.entries.push((key, value));
        if self.entries.len() - self.index().len() > self.tail_limit() {
            self.index = OnceLock::from(sorted(&self.entries));
        }
        None
    }

    /// Takes an entry out; the others keep their order. Takes time proportional to the size of the map.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let at = self.position(key)?;
        let (_, value) = self.entries.remove(at);
        if let Some(index) = self.index.take() {
            let kept = index.into_iter().filter(|&other| other as usize != at);
            let moved = kept.map(|other| other - u32::from(other as usize > at));
            self.index = OnceLock::from(moved.collect::<Box<[u32]>>());
        }
        Some(value)
    }
}

impl<K: MapKey, V> Map<K, V> {
    /// A map of these entries. Of equal keys the last value wins, at the place of the first.
    pub(crate) fn from_entries(mut entries: Vec<(K, V)>) -> Self {
        if may_repeat(&mut entries.iter().map(|(key, _)| key.as_str())) {
            entries = without_duplicates(entries);
        }
        Self {
            entries,
            index: OnceLock::new(),
        }
    }
}

/// Positions sorted by key; equal keys in order of position.
#[cold]
#[inline(never)]
fn sorted<K: Ord, V>(entries: &[(K, V)]) -> Box<[u32]> {
    let mut index: Box<[u32]> = (0..entries.len() as u32).collect();
    index.sort_by(|&a, &b| entries[a as usize].0.cmp(&entries[b as usize].0));
    index
}

/// Keeps of each group of equal keys the first position and the last value.
#[cold]
#[inline(never)]
fn without_duplicates<K: Ord, V>(entries: Vec<(K, V)>) -> Vec<(K, V)> {
    let index = sorted(&entries);
    // For each position: where its value goes, if it is the last of its key.
    let mut target: Vec<Option<u32>> = vec![None; entries.len()];
    for group in index.chunk_by(|&a, &b| entries[a as usize].0 == entries[b as usize].0) {
        if let (Some(&first), Some(&last)) = (group.first(), group.last()) {
            target[last as usize] = Some(first);
        }
    }
    let mut kept: Vec<(u32, (K, V))> = entries
        .into_iter()
        .zip(target)
        .filter_map(|(entry, target)| Some((target?, entry)))
        .collect();
    kept.sort_by_key(|(target, _)| *target);
    kept.into_iter().map(|(_, entry)| entry).collect()
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Ord, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(mine, theirs): (&(K, V), &(K, V))| mine == theirs;
        self.len() == other.len()
            && (self.entries.iter().zip(&other.entries).all(same)
                || self
                    .entries
                    .iter()
                    .all(|(key, value)| other.get(key) == Some(value)))
    }
}

impl<K: Ord, V: Eq> Eq for Map<K, V> {}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, V> Index<&Q> for Map<K, V> {
    type Output = V;

    /// The value of a key, as in the maps of the standard library.
    ///
    /// # Panics
    /// If there is none: [`Map::get`] does not.
    fn index(&self, key: &Q) -> &V {
        match self.position(key) {
            Some(at) => &self.entries[at].1,
            #[expect(clippy::panic, reason = "the contract of Index")]
            None => panic!("no entry of that key"),
        }
    }
}

/// The entries of a [`Map`] in order.
#[derive(Clone, Debug)]
pub struct Iter<'a, K, V>(std::slice::Iter<'a, (K, V)>);

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(key, value)| (key, value))
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}

/// The entries of a [`Map`] in order, by value.
#[derive(Debug)]
pub struct IntoIter<K, V>(std::vec::IntoIter<(K, V)>);

impl<K, V> Iterator for IntoIter<K, V> {
    type Item = (K, V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K, V> DoubleEndedIterator for IntoIter<K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back()
    }
}

impl<K, V> ExactSizeIterator for IntoIter<K, V> {}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> IntoIter<K, V> {
        IntoIter(self.entries.into_iter())
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}
