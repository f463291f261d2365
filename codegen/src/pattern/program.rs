//! A pattern as a program: its parts by number, and continuations ("this part, then that
//! continuation") by number, so that equal ones are the same.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::alphabet::{Alphabet, Mask};
use super::ast::Node;
use super::class_set::{self, ClassSet};

pub(super) type OpId = u32;
pub(super) type ContId = u32;

/// The continuation that has matched.
pub(super) const MATCHED: ContId = 0;
/// The continuation that looks for the pattern from here on.
pub(super) const SEARCH: ContId = 1;

/// A part of the pattern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Op {
    Empty,
    Class(Mask),
    Concat(Rc<[OpId]>),
    Alternate(Rc<[OpId]>),
    Repeat {
        body: OpId,
        min: u32,
        max: u32,
    },
    Start {
        lines: bool,
    },
    End {
        lines: bool,
    },
    Boundary {
        negated: bool,
    },
    Ahead {
        negated: bool,
        body: OpId,
    },
    /// The character before is of this mask, or there is none and `start`; or `always`.
    Behind {
        mask: Mask,
        start: bool,
        always: bool,
        negated: bool,
    },
}

/// A count without end.
pub(super) const UNBOUNDED: u32 = u32::MAX;

/// Continuations that differ in counts only have the same outline; then a wider count matches more.
#[derive(Debug)]
struct Cont {
    op: Op,
    next: ContId,
    outline: u32,
    counts: Rc<[(u32, u32)]>,
}

/// The parts and continuations of one pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) alphabet: Alphabet,
    pub(super) word: Mask,
    pub(super) line_terminators: Mask,
    /// Kind of each class as the character before: characters of one kind look alike to assertions.
    kinds: Vec<usize>,
    ops: Vec<Op>,
    op_ids: BTreeMap<Op, OpId>,
    conts: Vec<Cont>,
    cont_ids: BTreeMap<(Op, ContId), ContId>,
    outlines: BTreeMap<(Op, u32), u32>,
    root: OpId,
}

impl Program {
    /// None where the pattern tells too many classes of characters apart.
    pub(super) fn new(node: &Node) -> Option<Self> {
        let mut sets = Sets::default();
        sets.collect(node);
        let mut all = sets.all.clone();
        all.extend(sets.before.iter().cloned());
        all.sort_unstable();
        all.dedup();
        let alphabet = Alphabet::new(&all)?;
        let mut kinds: Vec<Vec<bool>> = Vec::new();
        let before: Vec<Mask> = sets.before.iter().map(|set| alphabet.mask(set)).collect();
        let kind_of = |class| {
            let kind: Vec<bool> = before.iter().map(|mask| mask.contains(class)).collect();
            let known = kinds.iter().position(|known| *known == kind);
            known.unwrap_or_else(|| {
                kinds.push(kind);
                kinds.len() - 1
            })
        };
        let kinds = (0..alphabet.len()).map(kind_of).collect();
        let mut program = Self {
            word: alphabet.mask(&class_set::word()),
            line_terminators: alphabet.mask(&class_set::line_terminators()),
            alphabet,
            kinds,
            ops: Vec::new(),
            op_ids: BTreeMap::new(),
            conts: Vec::new(),
            cont_ids: BTreeMap::new(),
            outlines: BTreeMap::new(),
            root: 0,
        };
        for id in [MATCHED, SEARCH] {
            let counts = Rc::from([]);
            program.conts.push(Cont {
                op: Op::Empty,
                next: id,
                outline: id,
                counts,
            });
        }
        program.root = program.op(node);
        Some(program)
    }

    /// The whole pattern.
    pub(super) fn root(&self) -> OpId {
        self.root
    }

    pub(super) fn get(&self, op: OpId) -> Op {
        self.ops[op as usize].clone()
    }

    /// The part and the rest of a continuation other than the two constants.
    pub(super) fn split(&self, cont: ContId) -> (Op, ContId) {
        let cont = &self.conts[cont as usize];
        (cont.op.clone(), cont.next)
    }

    /// The kind of a class as the character before.
    pub(super) fn kind(&self, class: usize) -> usize {
        self.kinds[class]
    }

    /// The continuation that matches this part, then `next`.
    pub(super) fn cont(&mut self, op: Op, next: ContId) -> ContId {
        if let Some(&id) = self.cont_ids.get(&(op.clone(), next)) {
            return id;
        }
        let id = self.conts.len() as ContId;
        let rest = &self.conts[next as usize];
        let mut counts = rest.counts.to_vec();
        let shape = match op {
            Op::Repeat { body, min, max } => {
                counts.push((min, max));
                Op::Repeat {
                    body,
                    min: 0,
                    max: 0,
                }
            }
            ref other => other.clone(),
        };
        // Continuations before the first are the constants, which are their own outlines.
        let fresh = self.outlines.len() as u32 + 2;
        let outline = *self.outlines.entry((shape, rest.outline)).or_insert(fresh);
        self.conts.push(Cont {
            op: op.clone(),
            next,
            outline,
            counts: counts.into(),
        });
        self.cont_ids.insert((op, next), id);
        id
    }

    pub(super) fn outline(&self, cont: ContId) -> u32 {
        self.conts[cont as usize].outline
    }

    /// Whether all that `narrow` matches `wide` matches, seen by counts alone.
    pub(super) fn is_within(&self, narrow: ContId, wide: ContId) -> bool {
        let (narrow, wide) = (&self.conts[narrow as usize], &self.conts[wide as usize]);
        narrow.outline == wide.outline
            && narrow
                .counts
                .iter()
                .zip(&*wide.counts)
                .all(|(a, b)| a.0 >= b.0 && a.1 <= b.1)
    }

    fn op(&mut self, node: &Node) -> OpId {
        let op = match node {
            Node::Empty | Node::Reference(_) => Op::Empty,
            Node::Class(set) => Op::Class(self.alphabet.mask(set)),
            Node::Concat(nodes) => Op::Concat(nodes.iter().map(|node| self.op(node)).collect()),
            Node::Alternate(nodes) => {
                Op::Alternate(nodes.iter().map(|node| self.op(node)).collect())
            }
            Node::Repeat { node, min, max } => Op::Repeat {
                body: self.op(node),
                min: *min,
                max: max.unwrap_or(UNBOUNDED),
            },
            Node::Start { lines } => Op::Start { lines: *lines },
            Node::End { lines } => Op::End { lines: *lines },
            Node::Boundary { negated } => Op::Boundary { negated: *negated },
            Node::Ahead { negated, node } => Op::Ahead {
                negated: *negated,
                body: self.op(node),
            },
            Node::Behind { negated, node } => self.behind(*negated, node),
        };
        let fresh = self.ops.len() as OpId;
        let id = *self.op_ids.entry(op.clone()).or_insert(fresh);
        if id == fresh {
            self.ops.push(op);
        }
        id
    }

    fn behind(&self, negated: bool, node: &Node) -> Op {
        let mut set = ClassSet::default();
        let (mut start, mut always) = (false, false);
        let branches = match node {
            Node::Alternate(nodes) => nodes.as_slice(),
            other => std::slice::from_ref(other),
        };
        for branch in branches {
            match branch {
                Node::Class(class) => set = set.union(class),
                Node::Start { lines } => {
                    start = true;
                    if *lines {
                        set = set.union(&class_set::line_terminators());
                    }
                }
                _ => always = true,
            }
        }
        Op::Behind {
            mask: self.alphabet.mask(&set),
            start,
            always,
            negated,
        }
    }
}

/// The sets of characters that a pattern names.
#[derive(Default)]
struct Sets {
    all: Vec<ClassSet>,
    /// Those that assertions ask the character before about.
    before: Vec<ClassSet>,
}

impl Sets {
    fn collect(&mut self, node: &Node) {
        match node {
            Node::Class(set) => self.all.push(set.clone()),
            Node::Concat(nodes) | Node::Alternate(nodes) => {
                nodes.iter().for_each(|node| self.collect(node));
            }
            Node::Repeat { node, .. } | Node::Ahead { node, .. } => self.collect(node),
            Node::Start { lines: true } => self.before.push(class_set::line_terminators()),
            Node::End { lines: true } => self.all.push(class_set::line_terminators()),
            Node::Boundary { .. } => self.before.push(class_set::word()),
            Node::Behind { node, .. } => {
                let mut inside = Self::default();
                inside.collect(node);
                // A look behind at an alternative of classes asks for their union.
                self.before.append(&mut inside.all);
                self.before.append(&mut inside.before);
            }
            _ => {}
        }
    }
}
