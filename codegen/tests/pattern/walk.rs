//! Strings that lead an automaton through all of its states, made from its bytes.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The parts of an automaton's bytes; see the runtime's module `pattern`.
pub(crate) struct Walker {
    /// Some characters of each class.
    members: Vec<Vec<char>>,
    blocks: Vec<(usize, usize, bool)>,
    rows: Vec<Vec<usize>>,
    start: usize,
}

/// Block, and states left in it.
type State = (usize, usize);

/// Strings of at most this many characters are made.
const MAX_CHARS: usize = 1200;

impl Walker {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let field = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
        let (classes, width) = (usize::from(bytes[1]), usize::from(bytes[2]));
        let (block_count, row_count, start, range_count) =
            (field(4), field(6), field(8), field(10));
        let mut members = vec![Vec::new(); classes];
        for code in 0..128_u8 {
            members[usize::from(bytes[12 + usize::from(code)])].push(char::from(code));
        }
        let mut at = 140;
        let mut blocks = Vec::new();
        for _ in 0..block_count {
            blocks.push((field(at), field(at + 2) / 2, field(at + 2) % 2 == 1));
            at += 4;
        }
        let mut rows = Vec::new();
        for _ in 0..row_count {
            let entry = |at: usize| {
                if width == 1 {
                    usize::from(bytes[at])
                } else {
                    field(at)
                }
            };
            rows.push(
                (0..classes)
                    .map(|class| entry(at + class * width))
                    .collect(),
            );
            at += classes * width;
        }
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        let ranges: Vec<u32> = (0..range_count).map(|index| word(at + index * 4)).collect();
        assert_eq!(at + range_count * 4, bytes.len(), "nothing is left over");
        for (index, range) in ranges.iter().enumerate() {
            let end = ranges.get(index + 1).map_or(0x11_0000, |next| next >> 8);
            for code in [range >> 8, 0xe9, 0x4e2d, 0x1_f600, end - 1] {
                if (range >> 8..end).contains(&code) {
                    members[(range & 0xff) as usize].extend(char::from_u32(code));
                }
            }
        }
        Self {
            members,
            blocks,
            rows,
            start,
        }
    }

    fn first(&self, block: usize) -> State {
        (block, self.blocks[block].0)
    }

    fn next(&self, (block, left): State, class: usize) -> Option<State> {
        match self.rows[self.blocks[block].1][class] {
            0 => None,
            1 if left > 1 => Some((block, left - 1)),
            1 => Some(self.first(block + 1)),
            2 => Some((block, left)),
            target => Some(self.first(target - 3)),
        }
    }

    /// A character of a class; `turn` chooses which.
    fn member(&self, class: usize, turn: usize) -> Option<char> {
        let members = &self.members[class];
        members.get(turn * 7 % members.len().max(1)).copied()
    }

    /// The shortest way to each state: the state before and the class.
    fn ways(&self) -> BTreeMap<State, Option<(State, usize)>> {
        let start = self.first(self.start);
        let mut ways = BTreeMap::from([(start, None)]);
        let mut queue = VecDeque::from([start]);
        while let Some(state) = queue.pop_front() {
            for class in (0..self.members.len()).filter(|&class| !self.members[class].is_empty()) {
                if let Some(next) = self.next(state, class)
                    && !ways.contains_key(&next)
                {
                    ways.insert(next, Some((state, class)));
                    queue.push_back(next);
                }
            }
        }
        ways
    }

    /// For each state from which acceptance can be reached, the class to take; None where it accepts.
    fn exits(
        &self,
        states: &BTreeMap<State, Option<(State, usize)>>,
    ) -> BTreeMap<State, Option<usize>> {
        let mut before: BTreeMap<State, Vec<(State, usize)>> = BTreeMap::new();
        let mut queue: VecDeque<State> = VecDeque::new();
        let mut ordered: Vec<State> = states.keys().copied().collect();
        ordered.sort_unstable();
        let mut exits = BTreeMap::new();
        for &state in &ordered {
            for class in (0..self.members.len()).filter(|&class| !self.members[class].is_empty()) {
                if let Some(next) = self.next(state, class) {
                    before.entry(next).or_default().push((state, class));
                }
            }
            if self.blocks[state.0].2 {
                exits.insert(state, None);
                queue.push_back(state);
            }
        }
        while let Some(state) = queue.pop_front() {
            for &(source, class) in before.get(&state).into_iter().flatten() {
                if let std::collections::btree_map::Entry::Vacant(slot) = exits.entry(source) {
                    slot.insert(Some(class));
                    queue.push_back(source);
                }
            }
        }
        exits
    }

    /// Strings to the states around every boundary of a block, one character of each class further, and
    /// on to acceptance, with one character changed; at most about `limit`, shortest first.
    pub(crate) fn strings(&self, limit: usize) -> Vec<String> {
        let ways = self.ways();
        let exits = self.exits(&ways);
        let mut states: Vec<State> = ways
            .keys()
            .copied()
            .filter(|&(block, left)| left <= 2 || left + 2 > self.blocks[block].0)
            .collect();
        states.sort_unstable();
        let every = (states.len() * (self.members.len() + 3))
            .div_ceil(limit)
            .max(1);
        let mut found = BTreeSet::new();
        for (turn, &state) in states
            .iter()
            .enumerate()
            .filter(|(turn, _)| turn % every == 0)
        {
            let Some(text) = self.way_to(state, &ways, turn) else {
                continue;
            };
            for class in 0..self.members.len() {
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

    fn way_to(
        &self,
        mut state: State,
        ways: &BTreeMap<State, Option<(State, usize)>>,
        turn: usize,
    ) -> Option<String> {
        let mut chars = Vec::new();
        while let Some((before, class)) = ways[&state] {
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

/// A string with one character left out, doubled, or another.
fn mutations(text: &str, turn: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return Vec::new();
    }
    let at = turn * 31 % chars.len();
    let with = |middle: &[char]| {
        chars[..at]
            .iter()
            .chain(middle)
            .chain(&chars[at + 1..])
            .collect()
    };
    let c = chars[at];
    let mut all = vec![with(&[]), with(&[c, c]), with(&['\n']), with(&['é'])];
    all.push(with(&['\u{1f600}']));
    all.push(with(&[c, '-', c]));
    all.push(format!("{text}\n"));
    all.push(format!(" {text}"));
    all
}
