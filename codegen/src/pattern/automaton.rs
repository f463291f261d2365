//! The deterministic automaton of a pattern: each state is a condition on the rest of the string.

use std::collections::BTreeMap;

use super::clauses::{Clause, Clauses, Condition, END, TooLarge, always, is_true};
use super::expand::{AT_START, Context};
use super::program::{Program, SEARCH};

/// At most this many states, before the smallest automaton is made.
const MAX_STATES: usize = 20_000;

/// What a state costs beside the clauses in it.
const STATE_STEPS: usize = 40;

/// A deterministic automaton over classes of characters. State 0 is the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Automaton {
    /// How many classes there are.
    pub(super) classes: usize,
    /// The next state, for each state and class.
    pub(super) next: Vec<u32>,
    /// Whether each state accepts.
    pub(super) accepting: Vec<bool>,
}

impl Automaton {
    pub(super) fn len(&self) -> usize {
        self.accepting.len()
    }

    pub(super) fn row(&self, state: usize) -> &[u32] {
        &self.next[state * self.classes..(state + 1) * self.classes]
    }

    /// Whether a state accepts all that follows, or refuses all, as its `accepting` says.
    pub(super) fn is_sink(&self, state: usize) -> bool {
        self.row(state).iter().all(|&next| next as usize == state)
    }
}

/// The states found so far.
struct States {
    ids: BTreeMap<Condition, u32>,
    list: Vec<Condition>,
}

impl States {
    fn id(&mut self, condition: Condition) -> Result<u32, TooLarge> {
        if let Some(&id) = self.ids.get(&condition) {
            return Ok(id);
        }
        if self.list.len() == MAX_STATES {
            return Err(TooLarge);
        }
        let id = self.list.len() as u32;
        self.ids.insert(condition.clone(), id);
        self.list.push(condition);
        Ok(id)
    }
}

/// The automaton of a program; the program's alphabet is its alphabet.
pub(super) fn build(program: Program, steps: u64) -> Result<(Automaton, Program), TooLarge> {
    let classes = program.alphabet.len();
    let mut clauses = Clauses::new(program, steps);
    let start = (*clauses.expand(SEARCH, AT_START)?).clone();
    let mut states = States {
        ids: BTreeMap::new(),
        list: Vec::new(),
    };
    states.id(start)?;
    let mut automaton = Automaton {
        classes,
        next: Vec::new(),
        accepting: Vec::new(),
    };
    while let Some(state) = states.list.get(automaton.len()).cloned() {
        clauses.pay(STATE_STEPS + state.len() * 4)?;
        automaton.accepting.push(accepts_end(&state));
        let mut known: BTreeMap<(Vec<bool>, Context), u32> = BTreeMap::new();
        let mut literals: Vec<_> = state.iter().flatten().copied().collect();
        literals.sort_unstable();
        literals.dedup();
        for class in 0..classes {
            clauses.pay(1 + literals.len() / 8)?;
            let inside = |&literal| clauses.get(literal).0.contains(class);
            let alike = literals.iter().map(inside).collect();
            let context = clauses.program.kind(class) + 1;
            let key = (alike, context);
            let next = match known.get(&key) {
                Some(&next) => next,
                None => {
                    let next = states.id(clauses.step(&state, class, context)?)?;
                    known.insert(key, next);
                    next
                }
            };
            automaton.next.push(next);
        }
    }
    Ok((automaton, clauses.program))
}

/// Whether a condition holds where the string ends.
fn accepts_end(condition: &Condition) -> bool {
    let holds = |&literal: &u32| literal == END || literal % 2 == 1 && literal != END + 1;
    condition.iter().any(|clause| clause.iter().all(holds))
}

impl Clauses {
    /// The condition on what follows a character of this class.
    fn step(
        &mut self,
        state: &Condition,
        class: usize,
        context: Context,
    ) -> Result<Condition, TooLarge> {
        let mut found = Condition::new();
        for clause in state {
            let condition = self.step_clause(clause, class, context)?;
            if is_true(&condition) {
                return Ok(condition);
            }
            found.extend(condition);
        }
        self.any_of(found)
    }

    fn step_clause(
        &mut self,
        clause: &Clause,
        class: usize,
        context: Context,
    ) -> Result<Condition, TooLarge> {
        let mut all = always();
        for &literal in clause {
            let negated = literal % 2 == 1;
            let (mask, next) = self.get(literal);
            self.pay(1)?;
            // The mask of the end holds no class.
            let condition = match (mask.contains(class), negated) {
                (true, false) => self.expand(next, context)?,
                (true, true) => self.expand_negated(next, context)?,
                (false, true) => continue,
                (false, false) => return Ok(Condition::new()),
            };
            all = self.both(&all, &condition)?;
            if all.is_empty() {
                break;
            }
        }
        Ok(all)
    }
}
