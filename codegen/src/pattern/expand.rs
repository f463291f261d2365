//! What a continuation asks of the rest of the string: follows every way through it up to the next
//! character.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::alphabet::Mask;
use super::clauses::{Clauses, Condition, END, TooLarge, always, is_true};
use super::program::{ContId, MATCHED, Op, OpId, SEARCH, UNBOUNDED};

/// What stands before the place: nothing, or a character of a kind (see `Program::kind`).
pub(super) type Context = usize;

/// The context at the start of the string.
pub(super) const AT_START: Context = 0;

/// Ways through a continuation that take no character may have this many parts.
const MAX_DEPTH: usize = 400;

/// One walk through a continuation.
struct Walk {
    context: Context,
    /// Continuations already walked without a condition.
    done: BTreeSet<ContId>,
    /// Continuations on the way to here: to come back to one without a character adds nothing.
    path: Vec<ContId>,
    found: Condition,
}

impl Clauses {
    /// The condition under which a continuation matches from a place with this context.
    pub(super) fn expand(
        &mut self,
        cont: ContId,
        context: Context,
    ) -> Result<Rc<Condition>, TooLarge> {
        if let Some(known) = self.memo.get(&(cont, context)) {
            return Ok(Rc::clone(known));
        }
        let mut walk = Walk {
            context,
            done: BTreeSet::new(),
            path: Vec::new(),
            found: Vec::new(),
        };
        self.walk(cont, &always(), &mut walk)?;
        let condition = Rc::new(self.any_of(walk.found)?);
        self.memo.insert((cont, context), Rc::clone(&condition));
        Ok(condition)
    }

    /// The condition under which a continuation does not match.
    pub(super) fn expand_negated(
        &mut self,
        cont: ContId,
        context: Context,
    ) -> Result<Rc<Condition>, TooLarge> {
        if let Some(known) = self.negations.get(&(cont, context)) {
            return Ok(Rc::clone(known));
        }
        let condition = self.expand(cont, context)?;
        let condition = Rc::new(self.negate(&condition)?);
        self.negations
            .insert((cont, context), Rc::clone(&condition));
        Ok(condition)
    }

    fn walk(&mut self, cont: ContId, given: &Condition, walk: &mut Walk) -> Result<(), TooLarge> {
        self.pay(1)?;
        if given.is_empty() || walk.found.first().is_some_and(Vec::is_empty) {
            return Ok(());
        }
        if cont == MATCHED {
            if is_true(given) {
                walk.found.clear();
            }
            walk.found.extend_from_slice(given);
            return Ok(());
        }
        if walk.done.contains(&cont) || walk.path.contains(&cont) {
            return Ok(());
        }
        if walk.path.len() == MAX_DEPTH {
            return Err(TooLarge);
        }
        if is_true(given) {
            walk.done.insert(cont);
        }
        walk.path.push(cont);
        self.walk_into(cont, given, walk)?;
        walk.path.pop();
        Ok(())
    }

    fn walk_into(
        &mut self,
        cont: ContId,
        given: &Condition,
        walk: &mut Walk,
    ) -> Result<(), TooLarge> {
        if cont == SEARCH {
            let all = Mask::all(self.program.alphabet.len());
            self.take(all, SEARCH, given, walk)?;
            return self.walk_op(self.program.root(), MATCHED, given, walk);
        }
        let (op, next) = self.program.split(cont);
        match op {
            Op::Empty => self.walk(next, given, walk),
            Op::Class(mask) => self.take(mask, next, given, walk),
            Op::Concat(parts) => {
                let mut cont = next;
                for &part in parts.iter().rev() {
                    cont = self.after(part, cont);
                }
                self.walk(cont, given, walk)
            }
            Op::Alternate(branches) => branches
                .iter()
                .try_for_each(|&branch| self.walk_op(branch, next, given, walk)),
            Op::Repeat { body, min, max } => {
                if min == 0 {
                    self.walk(next, given, walk)?;
                }
                let fewer = if max == UNBOUNDED { max } else { max - 1 };
                let rest = Op::Repeat {
                    body,
                    min: min.saturating_sub(1),
                    max: fewer,
                };
                let rest = if fewer == 0 {
                    next
                } else {
                    self.program.cont(rest, next)
                };
                self.walk_op(body, rest, given, walk)
            }
            assertion => {
                let holds = self.assertion(assertion, walk.context)?;
                let given = self.both(given, &holds)?;
                self.walk(next, &given, walk)
            }
        }
    }

    fn after(&mut self, op: OpId, next: ContId) -> ContId {
        match self.program.get(op) {
            Op::Empty => next,
            op => self.program.cont(op, next),
        }
    }

    fn walk_op(
        &mut self,
        op: OpId,
        next: ContId,
        given: &Condition,
        walk: &mut Walk,
    ) -> Result<(), TooLarge> {
        let cont = self.after(op, next);
        self.walk(cont, given, walk)
    }

    /// A way that takes a character.
    fn take(
        &mut self,
        mask: Mask,
        next: ContId,
        given: &Condition,
        walk: &mut Walk,
    ) -> Result<(), TooLarge> {
        if !mask.is_empty() {
            let literal = vec![vec![self.atom(mask, next)]];
            walk.found.append(&mut self.both(given, &literal)?);
        }
        Ok(())
    }

    /// The condition under which an assertion holds.
    fn assertion(&mut self, op: Op, context: Context) -> Result<Condition, TooLarge> {
        let start = context == AT_START;
        let never = Condition::new();
        let decided = |holds: bool| if holds { always() } else { never.clone() };
        Ok(match op {
            Op::Start { lines } => {
                let terminators = self.program.line_terminators;
                decided(start || lines && self.is_before(terminators, context))
            }
            Op::End { lines: false } => vec![vec![END]],
            Op::End { lines: true } => {
                vec![
                    vec![END],
                    vec![self.atom(self.program.line_terminators, MATCHED)],
                ]
            }
            Op::Boundary { negated } => {
                let word = self.atom(self.program.word, MATCHED);
                let after_word = !start && self.is_before(self.program.word, context);
                vec![vec![word ^ u32::from(after_word != negated)]]
            }
            Op::Behind {
                mask,
                start: at_start,
                always,
                negated,
            } => {
                let holds = always
                    || if start {
                        at_start
                    } else {
                        self.is_before(mask, context)
                    };
                decided(holds != negated)
            }
            Op::Ahead { negated, body } => {
                let cont = self.after(body, MATCHED);
                if cont == MATCHED {
                    return Ok(decided(!negated));
                }
                let condition = if negated {
                    self.expand_negated(cont, context)?
                } else {
                    self.expand(cont, context)?
                };
                (*condition).clone()
            }
            _ => always(),
        })
    }

    /// Whether the character before is of this mask.
    fn is_before(&self, mask: Mask, context: Context) -> bool {
        (0..self.program.alphabet.len())
            .find(|&class| self.program.kind(class) + 1 == context)
            .is_some_and(|class| mask.contains(class))
    }
}
