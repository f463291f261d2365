//! Turns a Smithy `@pattern` (ECMA-262, flag `u`) into the automaton that the runtime runs.
//!
//! Stages: text → tree (`parse`) → the same without what no automaton does (`approximate`) →
//! automaton over classes of characters (`program`, `clauses`, `expand`, `automaton`) → the smallest one
//! (`minimise`) → runs of states (`blocks`) → bytes (`encode`).
//!
//! A pattern whose automaton would be too large is replaced by one that accepts more: large counts
//! become unbounded. Nothing that the pattern accepts is ever refused.

mod alphabet;
mod approximate;
mod ast;
mod automaton;
mod blocks;
mod class_set;
mod clauses;
mod encode;
mod expand;
mod minimise;
mod parse;
mod parse_escape;
mod plain;
mod program;
mod property;
pub mod strings;
mod walk;

use alphabet::Alphabet;
use approximate::Relaxation;
use ast::Node;
use blocks::Blocks;
use program::Program;

/// An exact automaton may have this many bytes.
pub const MAX_EXACT_BYTES: usize = 32 * 1024;

/// An automaton that accepts more than its pattern may have this many bytes.
pub const MAX_SUPERSET_BYTES: usize = 8 * 1024;

/// The work that an exact automaton may take, and one that accepts more: together less than 100 ms in a
/// release build. Counted, not timed, so that every machine comes to the same end.
const EXACT_STEPS: u64 = 1_200_000;
const SUPERSET_STEPS: u64 = 150_000;

/// Counts above these become unbounded, one after the other, until the automaton is small enough; at
/// last what must not follow is left out too.
const RELAXATIONS: [Relaxation; 5] = [
    Relaxation {
        count_limit: 256,
        negations: true,
    },
    Relaxation {
        count_limit: 64,
        negations: true,
    },
    Relaxation {
        count_limit: 16,
        negations: true,
    },
    Relaxation {
        count_limit: 1,
        negations: true,
    },
    Relaxation {
        count_limit: 16,
        negations: false,
    },
];

/// What becomes of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It matches every string: nothing to check.
    Always,
    /// It matches no string, so a check would refuse everything: worth a warning, not a check.
    Never(String),
    /// The automaton that accepts exactly what the pattern matches.
    Exact(Vec<u8>),
    /// An automaton that accepts all that the pattern matches, and more.
    Superset {
        /// The automaton.
        automaton: Vec<u8>,
        /// What it does not check.
        reason: String,
    },
    /// It cannot be checked, for this reason.
    Unsupported(String),
}

/// Turns a pattern into an automaton.
///
/// The meaning is that of ECMA-262 with the flag `u`: a search, anchored only where the pattern says so.
#[must_use]
pub fn compile(source: &str) -> Outcome {
    let (node, inexact) = match parse::parse(source).and_then(approximate::approximate) {
        Ok(parsed) => parsed,
        Err(reason) => return Outcome::Unsupported(reason),
    };
    match automaton_of(&node, EXACT_STEPS, MAX_EXACT_BYTES) {
        Automatic::Always if inexact.is_none() => return Outcome::Always,
        Automatic::Never => return Outcome::Never("no string can match it".to_owned()),
        Automatic::Bytes(automaton) => {
            return match inexact {
                None => Outcome::Exact(automaton),
                Some(reason) => Outcome::Superset {
                    automaton,
                    reason: reason.to_owned(),
                },
            };
        }
        Automatic::Always => return Outcome::Unsupported(inexact.unwrap_or_default().to_owned()),
        Automatic::TooLarge => {}
    }
    for relaxation in RELAXATIONS {
        let Some(relaxed) = approximate::relax(&node, relaxation) else {
            continue;
        };
        match automaton_of(&relaxed, SUPERSET_STEPS, MAX_SUPERSET_BYTES) {
            Automatic::Bytes(automaton) => {
                let also = inexact
                    .map(|reason| format!("; {reason}"))
                    .unwrap_or_default();
                return Outcome::Superset {
                    automaton,
                    reason: format!("{relaxation}{also}"),
                };
            }
            // What accepts everything checks nothing; the next one might.
            Automatic::Always | Automatic::Never | Automatic::TooLarge => {}
        }
    }
    Outcome::Unsupported("its automaton would be too large".to_owned())
}

/// A pattern in the words of ECMA-262 alone, with the meaning that [`compile`] takes: what any engine with
/// the flag `u` reads, for comparing. None for a text that is no pattern, and for a back-reference.
#[must_use]
pub fn plain(source: &str) -> Option<String> {
    plain::text(&parse::parse(source).ok()?.node)
}

enum Automatic {
    Always,
    Never,
    Bytes(Vec<u8>),
    TooLarge,
}

fn automaton_of(node: &Node, steps: u64, max_bytes: usize) -> Automatic {
    let bytes = match class_run(node) {
        Some(bytes) => Some(bytes),
        None => {
            let Some(program) = Program::new(node) else {
                return Automatic::TooLarge;
            };
            let Ok((automaton, program)) = automaton::build(program, steps) else {
                return Automatic::TooLarge;
            };
            let smallest = minimise::minimise(&automaton);
            if smallest.len() == 1 {
                return if smallest.accepting[0] {
                    Automatic::Always
                } else {
                    Automatic::Never
                };
            }
            let (joined, alphabet) = encode::join_classes(&smallest, &program.alphabet);
            Blocks::of(&joined).and_then(|blocks| encode::encode(&blocks, &alphabet))
        }
    };
    bytes
        .filter(|bytes| bytes.len() <= max_bytes)
        .map_or(Automatic::TooLarge, Automatic::Bytes)
}

/// `^C{m,n}$`, a third of all patterns: its blocks are known without an automaton, however large the
/// counts are.
fn class_run(node: &Node) -> Option<Vec<u8>> {
    let Node::Concat(parts) = node else {
        return None;
    };
    let [
        Node::Start { lines: false },
        run,
        Node::End { lines: false },
    ] = parts.as_slice()
    else {
        return None;
    };
    let (set, min, max) = match run {
        Node::Class(set) => (set, 1, Some(1)),
        Node::Repeat { node, min, max } => match &**node {
            Node::Class(set) => (set, *min, *max),
            _ => return None,
        },
        _ => return None,
    };
    if set.is_empty() || set.negate().is_empty() && min == 0 && max.is_none() {
        return None;
    }
    encode::encode(&Blocks::run(min, max)?, &Alphabet::of_set(set))
}
