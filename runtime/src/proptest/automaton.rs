//! A pattern's automaton as states and transitions: which strings of a given length it accepts, and which it does not.
//!
//! Written a second time, from the form that [`crate::pattern`] describes: what the strategies say about a string does
//! not depend on the walker that they test.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::random::Random;
use crate::pattern::Pattern;

/// States times characters that are computed at most, so that a long pattern does not hold up a test.
const MOST_WORK: usize = 4_000_000;
/// The state from which nothing is accepted any more.
const DEAD: usize = 0;

/// Characters of one class, by how readable they are.
#[derive(Debug, Default)]
struct Class {
    printable: Vec<char>,
    control: Vec<char>,
    /// Beyond ASCII, inclusive.
    ranges: Vec<(u32, u32)>,
}

/// One state for each that the automaton's blocks stand for, and [`DEAD`].
#[derive(Debug)]
pub(super) struct Automaton {
    classes: Vec<Class>,
    ascii: Vec<u8>,
    /// First code points and classes.
    ranges: Vec<(u32, u8)>,
    start: usize,
    accepting: Vec<bool>,
    /// The next state by state and class.
    next: Vec<Vec<usize>>,
    /// Where any character leads to, by state.
    leads: Vec<Vec<usize>>,
    /// By verdict and length: the states from which so many characters lead to it.
    reach: [Vec<Vec<bool>>; 2],
}

/// The automata that were used, with what was computed of them: they are static, and many shapes share one.
static READ: Mutex<BTreeMap<usize, Option<Arc<Mutex<Automaton>>>>> = Mutex::new(BTreeMap::new());

/// Uses a pattern's automaton; `None` if its bytes cannot be read.
pub(super) fn with_automaton<R>(
    pattern: &'static Pattern,
    f: impl FnOnce(&mut Automaton) -> R,
) -> Option<R> {
    let automaton = READ
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .entry(pattern.automaton.as_ptr().addr())
        .or_insert_with(|| {
            let automaton = Automaton::read(pattern.automaton)?;
            Some(Arc::new(Mutex::new(automaton)))
        })
        .clone()?;
    let mut automaton = automaton.lock().unwrap_or_else(PoisonError::into_inner);
    Some(f(&mut automaton))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at + 2)?;
    Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
}

impl Automaton {
    /// Reads an automaton's bytes.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let [1, classes, width, ..] = *bytes else {
            return None;
        };
        let (classes, width) = (usize::from(classes), usize::from(width));
        let (blocks, rows) = (u16_at(bytes, 4)?, u16_at(bytes, 6)?);
        let (start, ranges) = (u16_at(bytes, 8)?, u16_at(bytes, 10)?);
        let ascii = bytes.get(12..140)?.to_vec();
        let rows_at = 140 + blocks * 4;
        let ranges_at = rows_at + rows * classes * width;
        let mut blocks_read = Vec::with_capacity(blocks);
        for block in 0..blocks {
            let row = u16_at(bytes, 140 + block * 4 + 2)?;
            blocks_read.push((u16_at(bytes, 140 + block * 4)?, row / 2, row % 2 == 1));
        }
        // The first state of each block; state 0 is the dead one.
        let mut first = vec![1];
        for (states, _, _) in &blocks_read {
            first.push(first.last()? + states);
        }
        let mut out = Self {
            classes: Vec::new(),
            ascii,
            ranges: (0..ranges)
                .map(|range| {
                    let quad = bytes.get(ranges_at + range * 4..ranges_at + range * 4 + 4)?;
                    Some((u32::from_le_bytes([quad[1], quad[2], quad[3], 0]), quad[0]))
                })
                .collect::<Option<_>>()?,
            start: *first.get(start)?,
            accepting: vec![false],
            next: vec![vec![DEAD; classes]],
            leads: Vec::new(),
            reach: [Vec::new(), Vec::new()],
        };
        for (states, row, accepting) in blocks_read {
            for _ in 0..states {
                let here = out.next.len();
                let targets = (0..classes).map(|class| {
                    let at = rows_at + (row * classes + class) * width;
                    let entry = match width {
                        1 => usize::from(*bytes.get(at)?),
                        _ => u16_at(bytes, at)?,
                    };
                    match entry {
                        0 => Some(DEAD),
                        1 => Some(here + 1),
                        2 => Some(here),
                        block => first.get(block - 3).copied(),
                    }
                });
                out.next.push(targets.collect::<Option<_>>()?);
                out.accepting.push(accepting);
            }
        }
        let states = out.next.len();
        let inside = |row: &Vec<usize>| row.iter().all(|&to| to < states);
        if !out.next.iter().all(inside) || out.start >= states {
            return None;
        }
        out.classes = out.characters(classes);
        let leads = |row: &Vec<usize>| {
            let there = row
                .iter()
                .zip(&out.classes)
                .filter(|(_, class)| !class.is_empty());
            let targets: BTreeSet<usize> = there.map(|(to, _)| *to).collect();
            targets.into_iter().collect()
        };
        out.leads = out.next.iter().map(leads).collect();
        Some(out)
    }

    fn characters(&self, classes: usize) -> Vec<Class> {
        let mut out: Vec<Class> = (0..classes).map(|_| Class::default()).collect();
        for (c, &class) in (0u8..).zip(&self.ascii) {
            if let Some(class) = out.get_mut(usize::from(class)) {
                let printable = c.is_ascii_graphic() || c == b' ';
                let list = if printable {
                    &mut class.printable
                } else {
                    &mut class.control
                };
                list.push(char::from(c));
            }
        }
        let ends = self.ranges.iter().skip(1).map(|(first, _)| first - 1);
        for ((first, class), last) in self.ranges.iter().zip(ends.chain([u32::from(char::MAX)])) {
            if let Some(class) = out.get_mut(usize::from(*class)) {
                class.ranges.push((*first, last));
            }
        }
        out
    }

    /// Whether the pattern is found in a text.
    pub(super) fn accepts(&self, text: &str) -> bool {
        let mut state = self.start;
        for c in text.chars() {
            let class = match self.ascii.get(c as usize) {
                Some(class) => *class,
                None => {
                    let after = self
                        .ranges
                        .partition_point(|(first, _)| *first <= u32::from(c));
                    after
                        .checked_sub(1)
                        .and_then(|at| self.ranges.get(at))
                        .map_or(0, |(_, class)| *class)
                }
            };
            state = self.next[state]
                .get(usize::from(class))
                .copied()
                .unwrap_or(DEAD);
        }
        self.accepting[state]
    }

    /// The lengths up to `most` from `least` on that have strings with this verdict, not many more than `count`.
    pub(super) fn lengths(
        &mut self,
        accepted: bool,
        least: usize,
        most: usize,
        count: usize,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        let mut length = least;
        // Lengths without strings follow each other as often as there are states, or to the end.
        let mut last = least;
        while length <= most
            && found.len() < count
            && length - last <= self.next.len()
            && self.prepare(accepted, length)
        {
            if self.reach[usize::from(accepted)][length][self.start] {
                found.push(length);
                last = length;
            }
            length += 1;
        }
        found
    }

    /// Computes `reach` up to a length; `false` if that is too much.
    fn prepare(&mut self, accepted: bool, length: usize) -> bool {
        if length.saturating_mul(self.next.len()) > MOST_WORK {
            return false;
        }
        let reach = &mut self.reach[usize::from(accepted)];
        if reach.is_empty() {
            reach.push(self.accepting.iter().map(|&a| a == accepted).collect());
        }
        while reach.len() <= length {
            let Some(last) = reach.last() else {
                return false;
            };
            let step = |leads: &Vec<usize>| leads.iter().any(|&to| last[to]);
            let states = self.leads.iter().map(step).collect();
            reach.push(states);
        }
        true
    }

    /// A string of one of [`Self::lengths`]. Strings that are not accepted look as if they were for as long as they
    /// can.
    pub(super) fn string(&self, accepted: bool, length: usize, random: &mut Random) -> String {
        let reach = &self.reach[usize::from(accepted)];
        let mut out = String::new();
        let mut state = self.start;
        for left in (0..length).rev() {
            let Some(reachable) = reach.get(left) else {
                break;
            };
            let leads: Vec<(usize, usize)> = self.next[state]
                .iter()
                .copied()
                .enumerate()
                .filter(|&(class, to)| reachable[to] && !self.classes[class].is_empty())
                .collect();
            let alive: Vec<(usize, usize)> = leads
                .iter()
                .copied()
                .filter(|&(_, to)| to != DEAD)
                .collect();
            let from = if alive.is_empty() || random.one_in(16) {
                &leads
            } else {
                &alive
            };
            let Some(&(class, to)) = random.pick(from) else {
                break;
            };
            out.push(self.classes[class].character(random));
            state = to;
        }
        out
    }
}

impl Class {
    fn is_empty(&self) -> bool {
        self.printable.is_empty() && self.control.is_empty() && self.ranges.is_empty()
    }

    /// A character, readable where there is a choice.
    fn character(&self, random: &mut Random) -> char {
        let rare = random.one_in(12);
        if let Some(&c) = random.pick(&self.printable)
            && (!rare || self.ranges.is_empty())
        {
            return c;
        }
        if let Some(&(first, last)) = random.pick(&self.ranges) {
            // Surrogates are no characters; on either side of them there are some.
            let code = random.between(first.into(), last.into());
            let c = u32::try_from(code).ok().and_then(char::from_u32);
            let near = || char::from_u32(first).or_else(|| char::from_u32(last));
            return c.or_else(near).unwrap_or('\u{fffd}');
        }
        random.pick(&self.control).copied().unwrap_or('\0')
    }
}
