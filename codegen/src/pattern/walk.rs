//! Walks through an automaton, read from its bytes: strings that lead through all of its states.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::strings::mutations;

/// Strings of at most this many characters are made.
const MAX_CHARS: usize = 1200;

/// The parts of an automaton's bytes; see the runtime's module `pattern`.
pub(super) struct Walker {
    /// Some characters of each class.
    members: Vec<Vec<char>>,
    blocks: Vec<Block>,
    /// An entry for each class.
    rows: Vec<Vec<usize>>,
    start: usize,
}

struct Block {
    states: usize,
    row: usize,
    accepting: bool,
}

/// Block, and states left in it.
type State = (usize, usize);

/// For each state, the state before it and the class that leads from there to it.
type Ways = BTreeMap<State, Option<(State, usize)>>;

/// Takes bytes from the front.
struct Bytes<'b>(&'b [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn number(&mut self) -> Option<usize> {
        self.take().map(u16::from_le_bytes).map(usize::from)
    }
}

impl Walker {
    /// None for bytes of another form.
    pub(super) fn new(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let [_, classes, width, _] = bytes.take()?;
        let (block_count, row_count) = (bytes.number()?, bytes.number()?);
        let (start, range_count) = (bytes.number()?, bytes.number()?);
        let mut members = vec![Vec::new(); usize::from(classes)];
        for (code, class) in (0_u8..).zip(bytes.take::<128>()?) {
            members.get_mut(usize::from(class))?.push(char::from(code));
        }
        let mut blocks = Vec::with_capacity(block_count);
        for _ in 0..block_count {
            let (states, row) = (bytes.number()?, bytes.number()?);
            blocks.push(Block {
                states,
                row: row / 2,
                accepting: row % 2 == 1,
            });
        }
        let mut rows = Vec::with_capacity(row_count);
        for _ in 0..row_count {
            let mut entry = || match width {
                1 => bytes.take().map(|[entry]| usize::from(entry)),
                _ => bytes.number(),
            };
            let row: Option<Vec<usize>> = (0..classes).map(|_| entry()).collect();
            rows.push(row?);
        }
        let mut ranges = Vec::with_capacity(range_count);
        for _ in 0..range_count {
            let [class, first @ ..] = bytes.take::<4>()?;
            let first = u32::from_le_bytes([first[0], first[1], first[2], 0]);
            ranges.push((first, usize::from(class)));
        }
        for (index, &(first, class)) in ranges.iter().enumerate() {
            let end = ranges.get(index + 1).map_or(0x11_0000, |next| next.0);
            for code in [first, 0xe9, 0x4e2d, 0x1_f600, end - 1] {
                if (first..end).contains(&code) {
                    members.get_mut(class)?.extend(char::from_u32(code));
                }
            }
        }
        let inside = |block: &Block| block.row < rows.len();
        (bytes.0.is_empty() && start < blocks.len() && blocks.iter().all(inside)).then_some(Self {
            members,
            blocks,
            rows,
            start,
        })
    }

    fn first(&self, block: usize) -> Option<State> {
        Some((block, self.blocks.get(block)?.states))
    }

    fn next(&self, (block, left): State, class: usize) -> Option<State> {
        match self.rows[self.blocks[block].row][class] {
            0 => None,
            1 if left > 1 => Some((block, left - 1)),
            1 => self.first(block + 1),
            2 => Some((block, left)),
            target => self.first(target - 3),
        }
    }

    /// The classes that have characters.
    fn classes(&self) -> impl Iterator<Item = usize> {
        (0..self.members.len()).filter(|&class| !self.members[class].is_empty())
    }

    /// A character of a class; `turn` chooses which.
    fn member(&self, class: usize, turn: usize) -> Option<char> {
        let members = &self.members[class];
        members.get(turn * 7 % members.len().max(1)).copied()
    }

    /// The shortest way to each state.
    fn ways(&self) -> Ways {
        let starts = self.first(self.start);
        let mut ways: Ways = starts.into_iter().map(|start| (start, None)).collect();
        let mut queue: VecDeque<State> = starts.into_iter().collect();
        while let Some(state) = queue.pop_front() {
            for class in self.classes() {
                if let Some(next) = self.next(state, class)
                    && let Entry::Vacant(slot) = ways.entry(next)
                {
                    slot.insert(Some((state, class)));
                    queue.push_back(next);
                }
            }
        }
        ways
    }

    /// For each state from which acceptance can be reached, the class to take; None where it accepts.
    fn exits(&self, states: &Ways) -> BTreeMap<State, Option<usize>> {
        let mut before: BTreeMap<State, Vec<(State, usize)>> = BTreeMap::new();
        let mut queue: VecDeque<State> = VecDeque::new();
        let mut exits = BTreeMap::new();
        for &state in states.keys() {
            for class in self.classes() {
                if let Some(next) = self.next(state, class) {
                    before.entry(next).or_default().push((state, class));
                }
            }
            if self.blocks[state.0].accepting {
                exits.insert(state, None);
                queue.push_back(state);
            }
        }
        while let Some(state) = queue.pop_front() {
            for &(source, class) in before.get(&state).into_iter().flatten() {
                if let Entry::Vacant(slot) = exits.entry(source) {
                    slot.insert(Some(class));
                    queue.push_back(source);
                }
            }
        }
        exits
    }

    /// Strings to the states around every boundary of a block, one character of each class further, and
    /// on to acceptance, with one character changed; at most about `limit`, shortest first.
    pub(super) fn strings(&self, limit: usize) -> Vec<String> {
        let ways = self.ways();
        let exits = self.exits(&ways);
        let at_boundary =
            |&(block, left): &State| left <= 2 || left + 2 > self.blocks[block].states;
        let states: Vec<State> = ways.keys().copied().filter(at_boundary).collect();
        let every = (states.len() * (self.members.len() + 3))
            .div_ceil(limit.max(1))
            .max(1);
        let mut found = BTreeSet::new();
        for (turn, &state) in states.iter().enumerate().step_by(every) {
            let Some(text) = self.way_to(state, &ways, turn) else {
                continue;
            };
            for class in self.classes() {
                found.extend(self.member(class, turn).map(|c| format!("{text}{c}")));
            }
            if let Some(whole) = self.way_out(text.clone(), state, &exits, turn) {
                found.extend(mutations(&whole, turn));
                found.insert(whole);
            }
            found.insert(text);
        }
        let mut found: Vec<String> = found.into_iter().collect();
        found.sort_by_key(|text| (text.chars().count(), text.clone()));
        found
    }

    fn way_to(&self, mut state: State, ways: &Ways, turn: usize) -> Option<String> {
        let mut chars = Vec::new();
        while let Some((before, class)) = *ways.get(&state)? {
            chars.push(self.member(class, turn + chars.len())?);
            state = before;
            if chars.len() > MAX_CHARS {
                return None;
            }
        }
        Some(chars.into_iter().rev().collect())
    }

    fn way_out(
        &self,
        mut text: String,
        mut state: State,
        exits: &BTreeMap<State, Option<usize>>,
        turn: usize,
    ) -> Option<String> {
        let mut count = text.chars().count();
        while let Some(class) = exits.get(&state).copied()? {
            text.push(self.member(class, turn + count)?);
            state = self.next(state, class)?;
            count += 1;
            if count > MAX_CHARS {
                return None;
            }
        }
        Some(text)
    }
}
