//! The smallest automaton that accepts the same strings (Hopcroft's algorithm).

use std::collections::BTreeMap;

use super::automaton::Automaton;

/// Joins states that no string tells apart. State 0 stays the start.
pub(super) fn minimise(automaton: &Automaton) -> Automaton {
    let block_of = Partition::of(automaton).block_of;
    // Blocks are numbered by their first state, so that the start is 0 and the result is the same always.
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    let mut first_states = Vec::new();
    for (state, block) in block_of.iter().enumerate() {
        numbers.entry(*block).or_insert_with(|| {
            first_states.push(state);
            first_states.len() as u32 - 1
        });
    }
    let number = |state: u32| numbers.get(&block_of[state as usize]).copied().unwrap_or(0);
    Automaton {
        classes: automaton.classes,
        next: first_states
            .iter()
            .flat_map(|&state| automaton.row(state).iter().map(|&next| number(next)))
            .collect(),
        accepting: first_states
            .iter()
            .map(|&state| automaton.accepting[state])
            .collect(),
    }
}

/// States in blocks; each block is a span of `order`.
struct Partition {
    order: Vec<usize>,
    /// Where each state is in `order`.
    place: Vec<usize>,
    block_of: Vec<usize>,
    /// Start and end of each block's span, and how many at its start are marked.
    blocks: Vec<(usize, usize, usize)>,
}

impl Partition {
    fn of(automaton: &Automaton) -> Self {
        let (len, classes) = (automaton.len(), automaton.classes);
        let sources = Sources::of(automaton);
        let mut partition = Self::by_acceptance(&automaton.accepting);
        let mut waiting: Vec<(usize, usize)> = Vec::new();
        for block in 0..partition.blocks.len() {
            waiting.extend((0..classes).map(|class| (block, class)));
        }
        let mut is_waiting = vec![false; len.max(2) * classes];
        waiting
            .iter()
            .for_each(|&(block, class)| is_waiting[block * classes + class] = true);
        let mut touched = Vec::new();
        while let Some((splitter, class)) = waiting.pop() {
            is_waiting[splitter * classes + class] = false;
            let (start, end, _) = partition.blocks[splitter];
            let into: Vec<u32> = partition.order[start..end]
                .iter()
                .flat_map(|&target| sources.of_target(target, class))
                .copied()
                .collect();
            for state in into {
                partition.mark(state as usize, &mut touched);
            }
            for block in touched.drain(..) {
                let Some(new) = partition.split(block) else {
                    continue;
                };
                for class in 0..classes {
                    // The new block is the smaller one, but where the old one still waits both must.
                    if !is_waiting[new * classes + class] {
                        is_waiting[new * classes + class] = true;
                        waiting.push((new, class));
                    }
                }
            }
        }
        partition
    }

    fn by_acceptance(accepting: &[bool]) -> Self {
        let mut order: Vec<usize> = (0..accepting.len()).collect();
        order.sort_by_key(|&state| accepting[state]);
        let refusing = accepting.iter().filter(|&&accepting| !accepting).count();
        let mut partition = Self {
            place: vec![0; order.len()],
            block_of: vec![0; order.len()],
            blocks: Vec::new(),
            order,
        };
        for (start, end) in [(0, refusing), (refusing, accepting.len())] {
            if start < end {
                partition.blocks.push((start, end, start));
            }
        }
        for block in 0..partition.blocks.len() {
            partition.number(block);
        }
        partition
    }

    /// Notes places and block of the states in a block's span.
    fn number(&mut self, block: usize) {
        let (start, end, _) = self.blocks[block];
        for place in start..end {
            let state = self.order[place];
            self.place[state] = place;
            self.block_of[state] = block;
        }
    }

    /// Moves a state to the marked ones of its block.
    fn mark(&mut self, state: usize, touched: &mut Vec<usize>) {
        let block = self.block_of[state];
        let (start, _, marked) = self.blocks[block];
        if self.place[state] < marked {
            return;
        }
        if marked == start {
            touched.push(block);
        }
        let other = self.order[marked];
        self.order.swap(self.place[state], marked);
        self.place.swap(state, other);
        self.blocks[block].2 += 1;
    }

    /// Splits the marked states from the others; the smaller part is the new block.
    fn split(&mut self, block: usize) -> Option<usize> {
        let (start, end, marked) = self.blocks[block];
        self.blocks[block].2 = start;
        if marked == end {
            return None;
        }
        let new = self.blocks.len();
        let (old_span, new_span) = if marked - start <= end - marked {
            ((marked, end), (start, marked))
        } else {
            ((start, marked), (marked, end))
        };
        self.blocks[block] = (old_span.0, old_span.1, old_span.0);
        self.blocks.push((new_span.0, new_span.1, new_span.0));
        self.number(new);
        Some(new)
    }
}

/// The states from which each state is reached, by class.
struct Sources {
    classes: usize,
    starts: Vec<usize>,
    states: Vec<u32>,
}

impl Sources {
    fn of(automaton: &Automaton) -> Self {
        let classes = automaton.classes;
        let slot = |at: usize, target: u32| target as usize * classes + at % classes;
        let mut starts = vec![0; automaton.next.len() + 1];
        for (at, &target) in automaton.next.iter().enumerate() {
            starts[slot(at, target) + 1] += 1;
        }
        for slot in 1..starts.len() {
            starts[slot] += starts[slot - 1];
        }
        let mut free = starts.clone();
        let mut states = vec![0; automaton.next.len()];
        for (at, &target) in automaton.next.iter().enumerate() {
            let slot = slot(at, target);
            states[free[slot]] = (at / classes) as u32;
            free[slot] += 1;
        }
        Self {
            classes,
            starts,
            states,
        }
    }

    fn of_target(&self, target: usize, class: usize) -> &[u32] {
        let slot = target * self.classes + class;
        &self.states[self.starts[slot]..self.starts[slot + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_states_join() {
        // a*b twice over: states 0 and 1 are alike, 2 accepts, 3 refuses.
        let automaton = Automaton {
            classes: 2,
            next: vec![1, 2, 0, 2, 3, 3, 3, 3],
            accepting: vec![false, false, true, false],
        };
        let expected = Automaton {
            classes: 2,
            next: vec![0, 1, 2, 2, 2, 2],
            accepting: vec![false, true, false],
        };
        assert_eq!(minimise(&automaton), expected);
    }
}
