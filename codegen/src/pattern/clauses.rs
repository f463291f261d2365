//! Conditions on the rest of a string: alternatives of clauses of literals, kept as small as can be.
//!
//! A literal is "the next character is of this class and this continuation matches what follows", or
//! "the string ends here", or the negation of one. A state of the automaton is such a condition; two
//! conditions that look alike are the same state, so whatever is implied is left out.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::alphabet::Mask;
use super::program::{ContId, Program};

/// Twice the number of an atom, plus one where negated.
pub(super) type Literal = u32;
/// All of these, ascending.
pub(super) type Clause = Vec<Literal>;
/// Any of these, ascending.
pub(super) type Condition = Vec<Clause>;

/// The string ends here.
pub(super) const END: Literal = 0;

/// Among this many clauses of several literals each is compared with each.
const PAIRWISE: usize = 64;

/// The pattern takes more steps than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// A literal without its sign.
#[derive(Clone, Copy, Debug)]
struct Atom {
    mask: Mask,
    next: ContId,
    /// Atoms of one family differ in counts only.
    family: u32,
}

/// The literals of one pattern, and the count of steps taken.
#[derive(Debug)]
pub(super) struct Clauses {
    pub(super) program: Program,
    atoms: Vec<Atom>,
    atom_ids: BTreeMap<(Mask, ContId), u32>,
    families: BTreeMap<(Mask, u32), u32>,
    pub(super) memo: BTreeMap<(ContId, usize), Rc<Condition>>,
    pub(super) negations: BTreeMap<(ContId, usize), Rc<Condition>>,
    steps_left: u64,
}

impl Clauses {
    pub(super) fn new(program: Program, steps: u64) -> Self {
        Self {
            program,
            // The first is the end, which has no class.
            atoms: vec![Atom {
                mask: Mask::default(),
                next: 0,
                family: 0,
            }],
            atom_ids: BTreeMap::new(),
            families: BTreeMap::new(),
            memo: BTreeMap::new(),
            negations: BTreeMap::new(),
            steps_left: steps,
        }
    }

    /// Pays for work: the count, not the clock, ends it, so that the outcome is the same everywhere.
    pub(super) fn pay(&mut self, steps: usize) -> Result<(), TooLarge> {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        self.steps_left = self.steps_left.checked_sub(steps).ok_or(TooLarge)?;
        Ok(())
    }

    pub(super) fn atom(&mut self, mask: Mask, next: ContId) -> Literal {
        let fresh = self.atoms.len() as u32;
        let id = *self.atom_ids.entry((mask, next)).or_insert(fresh);
        if id == fresh {
            let family = self.families.len() as u32 + 1;
            let outline = self.program.outline(next);
            let family = *self.families.entry((mask, outline)).or_insert(family);
            self.atoms.push(Atom { mask, next, family });
        }
        id * 2
    }

    /// Mask and continuation of a literal other than the end.
    pub(super) fn get(&self, literal: Literal) -> (Mask, ContId) {
        let atom = &self.atoms[literal as usize / 2];
        (atom.mask, atom.next)
    }

    /// The family of a literal, with its sign.
    fn family(&self, literal: Literal) -> u32 {
        self.atoms[literal as usize / 2].family * 2 + literal % 2
    }

    /// Both conditions.
    pub(super) fn both(&mut self, a: &Condition, b: &Condition) -> Result<Condition, TooLarge> {
        if is_true(a) {
            return Ok(b.clone());
        }
        if is_true(b) {
            return Ok(a.clone());
        }
        let mut product = Vec::with_capacity(a.len() * b.len());
        for left in a {
            for right in b {
                self.pay(1 + left.len() + right.len())?;
                let mut clause = Vec::with_capacity(left.len() + right.len());
                clause.extend_from_slice(left);
                clause.extend_from_slice(right);
                product.extend(self.clause(clause));
            }
        }
        self.any_of(product)
    }

    /// The opposite of a condition.
    pub(super) fn negate(&mut self, condition: &Condition) -> Result<Condition, TooLarge> {
        let mut result = always();
        for clause in condition {
            let opposite = clause.iter().map(|literal| vec![literal ^ 1]).collect();
            result = self.both(&result, &opposite)?;
        }
        Ok(result)
    }

    /// A clause in its smallest form; None where it cannot hold.
    fn clause(&self, mut literals: Clause) -> Option<Clause> {
        literals.sort_unstable();
        literals.dedup();
        if literals.len() < 2 {
            return Some(literals);
        }
        if literals.windows(2).any(|pair| pair[0] ^ pair[1] == 1) {
            return None;
        }
        let positive = |literal: Literal| literal.is_multiple_of(2);
        let has_end = literals[0] == END;
        let mut taken = literals
            .iter()
            .filter(|&&literal| positive(literal) && literal != END);
        if has_end {
            // At the end no character follows: what asks for one fails, what forbids one holds.
            return taken.next().is_none().then(|| vec![END]);
        }
        let asked: Vec<Literal> = taken.copied().collect();
        for (index, &a) in asked.iter().enumerate() {
            if asked[..index]
                .iter()
                .any(|&b| self.get(a).0.is_disjoint(&self.get(b).0))
            {
                return None;
            }
        }
        if !asked.is_empty() {
            literals.retain(|&literal| literal != END + 1);
        }
        let all = literals.clone();
        literals.retain(|&weak| {
            !all.iter()
                .any(|&strong| strong != weak && self.implies(strong, weak))
        });
        Some(literals)
    }

    /// Whether one literal holding means that another does, seen by counts alone.
    fn implies(&self, strong: Literal, weak: Literal) -> bool {
        if strong == weak {
            return true;
        }
        if self.family(strong) != self.family(weak) {
            return false;
        }
        let (narrow, wide) = if strong.is_multiple_of(2) {
            (strong, weak)
        } else {
            (weak, strong)
        };
        self.program.is_within(self.get(narrow).1, self.get(wide).1)
    }

    fn clause_implies(&self, strong: &Clause, weak: &Clause) -> bool {
        weak.iter()
            .all(|&weak| strong.iter().any(|&strong| self.implies(strong, weak)))
    }

    /// Any of these clauses, without those that another makes needless.
    ///
    /// This is what keeps counts from multiplying: of two threads in the same repetition the one that
    /// may still do more is enough.
    pub(super) fn any_of(&mut self, mut clauses: Vec<Clause>) -> Result<Condition, TooLarge> {
        // Sorting and comparing is most of the work there is.
        self.pay(clauses.len() * 4)?;
        clauses.sort_unstable();
        clauses.dedup();
        if clauses.first().is_some_and(Vec::is_empty) {
            return Ok(always());
        }
        if clauses.len() < 2 {
            return Ok(clauses);
        }
        // Only clauses of the same families can make each other needless by counts.
        let mut by_family: Vec<(Vec<u32>, Clause)> = Vec::with_capacity(clauses.len());
        for clause in clauses {
            let mut families: Vec<u32> = clause.iter().map(|&l| self.family(l)).collect();
            families.sort_unstable();
            by_family.push((families, clause));
        }
        by_family.sort_unstable();
        let mut kept = Vec::with_capacity(by_family.len());
        for group in by_family.chunk_by(|a, b| a.0 == b.0) {
            let clauses = group.iter().map(|(_, clause)| clause.clone()).collect();
            kept.append(&mut self.front(clauses)?);
        }
        if kept.len() <= PAIRWISE && kept.iter().any(|clause| clause.len() > 1) {
            kept = self.front(kept)?;
        }
        kept.sort_unstable();
        Ok(kept)
    }

    /// The clauses that no other one makes needless.
    fn front(&mut self, clauses: Vec<Clause>) -> Result<Vec<Clause>, TooLarge> {
        if clauses.len() < 2 {
            return Ok(clauses);
        }
        let mut front: Vec<Clause> = Vec::new();
        for clause in clauses {
            self.pay(front.len() * clause.len())?;
            if front.iter().any(|wide| self.clause_implies(&clause, wide)) {
                continue;
            }
            front.retain(|narrow| !self.clause_implies(narrow, &clause));
            front.push(clause);
        }
        Ok(front)
    }
}

/// The condition that always holds.
pub(super) fn always() -> Condition {
    vec![Vec::new()]
}

pub(super) fn is_true(condition: &Condition) -> bool {
    condition.first().is_some_and(Vec::is_empty)
}
