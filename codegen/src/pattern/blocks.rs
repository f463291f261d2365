//! Lays an automaton out in blocks: runs of states that differ in "go to the next state" only, which is
//! what counted repetitions are.

use std::collections::BTreeMap;

use super::automaton::Automaton;

/// Entries of a row, as the runtime reads them.
pub(super) const REFUSE: u16 = 0;
pub(super) const ADVANCE: u16 = 1;
pub(super) const STAY: u16 = 2;
pub(super) const FIRST_BLOCK: u16 = 3;

/// A run of states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) states: u16,
    pub(super) row: usize,
    pub(super) accepting: bool,
}

/// An automaton in blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Blocks {
    pub(super) classes: usize,
    pub(super) start: usize,
    pub(super) blocks: Vec<Block>,
    /// The different rows; one entry per class.
    pub(super) rows: Vec<Vec<u16>>,
}

impl Blocks {
    /// The automaton of "`min` to `max` characters of class 1, none of class 0"; for large counts, which
    /// need no automaton first. None where it has too many blocks.
    pub(super) fn run(min: u32, max: Option<u32>) -> Option<Self> {
        let rows = vec![
            vec![REFUSE, ADVANCE],
            vec![REFUSE, STAY],
            vec![REFUSE, REFUSE],
        ];
        let mut all = Self {
            classes: 2,
            start: 0,
            blocks: Vec::new(),
            rows,
        };
        all.counted(u64::from(min), false)?;
        if let Some(max) = max {
            all.counted(u64::from(max.checked_sub(min)?), true)?;
        }
        let row = if max.is_some() { 2 } else { 1 };
        all.blocks.push(Block {
            states: 1,
            row,
            accepting: true,
        });
        Some(all)
    }

    /// So many states that advance, in blocks of what a block can hold.
    fn counted(&mut self, mut states: u64, accepting: bool) -> Option<()> {
        while states > 0 {
            let taken = u16::try_from(states).unwrap_or(u16::MAX);
            states -= u64::from(taken);
            if self.blocks.len() >= 1000 {
                return None;
            }
            self.blocks.push(Block {
                states: taken,
                row: 0,
                accepting,
            });
        }
        Some(())
    }

    /// None where there are more blocks than an entry can name.
    pub(super) fn of(automaton: &Automaton) -> Option<Self> {
        let layout = Layout::of(automaton);
        let mut result = Self {
            classes: automaton.classes,
            ..Self::default()
        };
        let starts = layout.block_starts(automaton);
        let mut numbers = vec![0_u16; automaton.len()];
        let firsts = layout.order.iter().filter(|&&state| starts[state]);
        for (number, &state) in firsts.enumerate() {
            numbers[state] = u16::try_from(number).ok()?.checked_add(FIRST_BLOCK)?;
        }
        let mut rows: BTreeMap<Vec<u16>, usize> = BTreeMap::new();
        for &state in &layout.order {
            if !starts[state]
                && let Some(block) = result.blocks.last_mut()
            {
                block.states += 1;
                continue;
            }
            let row: Vec<u16> = automaton
                .row(state)
                .iter()
                .map(|&next| layout.entry(automaton, state, next as usize, &numbers))
                .collect();
            let fresh = result.rows.len();
            let index = *rows.entry(row.clone()).or_insert(fresh);
            if index == fresh {
                result.rows.push(row);
            }
            let accepting = automaton.accepting[state];
            result.blocks.push(Block {
                states: 1,
                row: index,
                accepting,
            });
        }
        result.start = usize::from(numbers[0].saturating_sub(FIRST_BLOCK));
        Some(result)
    }
}

/// The order of states.
struct Layout {
    order: Vec<usize>,
    /// The state that each one advances to: the one that stands after it.
    successor: Vec<Option<usize>>,
    /// The state that refuses everything, which is not laid out.
    dead: Option<usize>,
}

/// A row with "refuse", "advance" and "stay" in place of states, and whether the state accepts.
type Outline = (Vec<u32>, bool);

impl Layout {
    fn of(automaton: &Automaton) -> Self {
        let len = automaton.len();
        let dead = (0..len).find(|&state| !automaton.accepting[state] && automaton.is_sink(state));
        let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut ids: BTreeMap<Outline, usize> = BTreeMap::new();
        for state in (0..len).filter(|&state| Some(state) != dead) {
            let mut targets: Vec<u32> = automaton.row(state).to_vec();
            targets.sort_unstable();
            targets.dedup();
            for target in targets.into_iter().map(|target| target as usize) {
                if target == state || Some(target) == dead {
                    continue;
                }
                let outline = outline(automaton, state, target, dead);
                let id = *ids.entry(outline).or_insert_with(|| {
                    groups.push(Vec::new());
                    groups.len() - 1
                });
                groups[id].push((state, target));
            }
        }
        // The steps that most states take alike come first, so that long runs stay whole.
        groups.sort_by_key(|steps| std::cmp::Reverse(steps.len()));
        let mut chains = Chains::new(len);
        for (state, target) in groups.into_iter().flatten() {
            chains.link(state, target);
        }
        let heads = (0..len).filter(|&state| Some(state) != dead && !chains.has_predecessor[state]);
        let mut order = Vec::with_capacity(len);
        for head in heads {
            order.extend(std::iter::successors(Some(head), |&state| {
                chains.successor[state]
            }));
        }
        Self {
            order,
            successor: chains.successor,
            dead,
        }
    }

    /// Whether each state starts a block: it does where it does not go on like the one before it, or
    /// where something but the one before it goes to it.
    fn block_starts(&self, automaton: &Automaton) -> Vec<bool> {
        let mut starts = vec![false; automaton.len()];
        starts[0] = true;
        for &state in &self.order {
            for target in automaton.row(state).iter().map(|&target| target as usize) {
                let stays = target == state;
                if !stays && self.successor[state] != Some(target) {
                    starts[target] = true;
                }
            }
        }
        let mut previous: Option<(usize, Option<Outline>)> = None;
        let mut run = 0_u16;
        for &state in &self.order {
            let outline =
                self.successor[state].map(|next| outline(automaton, state, next, self.dead));
            let goes_on = previous.as_ref().is_some_and(|(before, known)| {
                self.successor[*before] == Some(state) && known.is_some() && *known == outline
            });
            if !goes_on || starts[state] || run == u16::MAX {
                starts[state] = true;
                run = 0;
            }
            run += 1;
            previous = Some((state, outline));
        }
        starts
    }

    fn entry(&self, automaton: &Automaton, state: usize, next: usize, numbers: &[u16]) -> u16 {
        debug_assert!(next < automaton.len());
        match next {
            _ if Some(next) == self.dead => REFUSE,
            _ if next == state => STAY,
            _ if self.successor[state] == Some(next) => ADVANCE,
            _ => numbers[next],
        }
    }
}

fn outline(automaton: &Automaton, state: usize, next: usize, dead: Option<usize>) -> Outline {
    let place = |&target: &u32| match target as usize {
        target if Some(target) == dead => u32::from(REFUSE),
        target if target == next => u32::from(ADVANCE),
        target if target == state => u32::from(STAY),
        _ => target + u32::from(FIRST_BLOCK),
    };
    (
        automaton.row(state).iter().map(place).collect(),
        automaton.accepting[state],
    )
}

/// Chains of states, each linked to at most one after it and one before it, without rings.
struct Chains {
    successor: Vec<Option<usize>>,
    has_predecessor: Vec<bool>,
    /// For the last state of a chain, its first one.
    head: Vec<usize>,
    /// For the first state of a chain, its last one.
    tail: Vec<usize>,
}

impl Chains {
    fn new(len: usize) -> Self {
        Self {
            successor: vec![None; len],
            has_predecessor: vec![false; len],
            head: (0..len).collect(),
            tail: (0..len).collect(),
        }
    }

    fn link(&mut self, state: usize, next: usize) {
        if self.successor[state].is_some() || self.has_predecessor[next] || self.head[state] == next
        {
            return;
        }
        self.successor[state] = Some(next);
        self.has_predecessor[next] = true;
        let (head, tail) = (self.head[state], self.tail[next]);
        self.head[tail] = head;
        self.tail[head] = tail;
    }
}
