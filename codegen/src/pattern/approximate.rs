//! Replaces what no automaton of ours can do by something that accepts more, and says so: a
//! back-reference by what its group may match, a look behind at more than one character by nothing.

use std::fmt;

use super::ast::{Node, Reference};
use super::class_set::ClassSet;
use super::parse::Parsed;

/// So many back-references are replaced by their groups; more would make the tree large.
const MAX_REFERENCES: usize = 50;

/// The pattern without back-references and long looks behind, and what is not exact about it.
pub(super) fn approximate(parsed: Parsed) -> Result<(Node, Option<&'static str>), String> {
    let mut pass = Pass {
        groups: &parsed.groups,
        names: &parsed.names,
        open: Vec::new(),
        references: 0,
        inexact: None,
    };
    let node = pass.node(&ends_ahead(&parsed.node))?;
    Ok((node, pass.inexact))
}

/// What is looked for behind the end of the whole string can be looked for ahead from its start:
/// `^A(?<!B)$` is `^(?![^]*B$)A$`.
fn ends_ahead(node: &Node) -> Node {
    let start = Node::Start { lines: false };
    let end = Node::End { lines: false };
    let Node::Concat(parts) = node else {
        return node.clone();
    };
    let [first, middle @ .., last] = parts.as_slice() else {
        return node.clone();
    };
    if *first != start || *last != end {
        return node.clone();
    }
    let is_behind = |node: &&Node| matches!(node, Node::Behind { node, .. } if !looks_at_one(node));
    let count = middle.iter().rev().take_while(is_behind).count();
    let (middle, behind) = middle.split_at(middle.len() - count);
    let anything = || Node::repeat(Node::Class(ClassSet::all()), 0, None);
    let ahead = behind.iter().filter_map(|node| match node {
        Node::Behind { negated, node } => Some(Node::Ahead {
            negated: *negated,
            node: Box::new(Node::concat(vec![
                anything(),
                (**node).clone(),
                end.clone(),
            ])),
        }),
        _ => None,
    });
    let mut all = vec![start];
    all.extend(ahead);
    all.extend_from_slice(middle);
    all.push(end.clone());
    Node::concat(all)
}

struct Pass<'p> {
    groups: &'p [Node],
    names: &'p [(String, u32)],
    /// The groups that are being copied, so that one inside itself ends.
    open: Vec<usize>,
    references: usize,
    inexact: Option<&'static str>,
}

impl Pass<'_> {
    fn node(&mut self, node: &Node) -> Result<Node, String> {
        Ok(match node {
            Node::Concat(nodes) => Node::concat(self.nodes(nodes)?),
            Node::Alternate(nodes) => Node::alternate(self.nodes(nodes)?),
            Node::Repeat { node, min, max } => Node::repeat(self.node(node)?, *min, *max),
            Node::Ahead { negated, node } => {
                let before = self.inexact.take();
                let node = self.node(node)?;
                let inside = self.inexact;
                self.inexact = before.or(inside);
                if inside.is_some() && *negated {
                    // More would be refused if more were accepted inside.
                    return Ok(Node::Empty);
                }
                Node::Ahead {
                    negated: *negated,
                    node: Box::new(node),
                }
            }
            Node::Behind { node, .. } if !looks_at_one(node) => {
                self.inexact = Some("it looks behind at more than one character");
                Node::Empty
            }
            Node::Reference(reference) => self.reference(reference)?,
            other => other.clone(),
        })
    }

    fn nodes(&mut self, nodes: &[Node]) -> Result<Vec<Node>, String> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn reference(&mut self, reference: &Reference) -> Result<Node, String> {
        self.inexact = Some("a back-reference is checked as if its group stood there again");
        let number = match reference {
            Reference::Number(number) => Some(*number),
            Reference::Name(name) => self
                .names
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, number)| *number),
        };
        let index = number.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        let Some((index, group)) = index.and_then(|index| Some((index, self.groups.get(index)?)))
        else {
            return Err("a back-reference names no group".to_owned());
        };
        if self.open.contains(&index) {
            return Ok(Node::Empty);
        }
        self.references += 1;
        if self.references > MAX_REFERENCES {
            return Ok(Node::repeat(Node::Class(ClassSet::all()), 0, None));
        }
        self.open.push(index);
        let node = self.node(group);
        self.open.pop();
        // A group that took no part matches the empty string.
        Ok(Node::alternate(vec![node?, Node::Empty]))
    }
}

/// Whether a look behind needs to know no more than the character before, or that there is none.
fn looks_at_one(node: &Node) -> bool {
    match node {
        Node::Empty | Node::Class(_) | Node::Start { .. } => true,
        Node::Alternate(nodes) => nodes.iter().all(looks_at_one),
        _ => false,
    }
}

/// A way to make a pattern accept more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Relaxation {
    /// Counts above this become unbounded.
    pub(super) count_limit: u32,
    /// Whether negative looks ahead stay.
    pub(super) negations: bool,
}

impl fmt::Display for Relaxation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "counts above {}", self.count_limit)?;
        f.write_str(if self.negations {
            ""
        } else {
            " and what must not follow"
        })?;
        f.write_str(" are not checked")
    }
}

/// The pattern relaxed; None where that changes nothing. Counts inside of a negation stay, as the whole
/// must accept more, not less.
pub(super) fn relax(node: &Node, how: Relaxation) -> Option<Node> {
    let relaxed = relaxed(node, how);
    (relaxed != *node).then_some(relaxed)
}

fn relaxed(node: &Node, how: Relaxation) -> Node {
    let each = |nodes: &[Node]| nodes.iter().map(|node| relaxed(node, how)).collect();
    match node {
        Node::Concat(nodes) => Node::concat(each(nodes)),
        Node::Alternate(nodes) => Node::alternate(each(nodes)),
        Node::Repeat { node, min, max } => {
            let max = max.filter(|&max| max <= how.count_limit);
            Node::repeat(relaxed(node, how), (*min).min(how.count_limit), max)
        }
        Node::Ahead {
            negated: false,
            node,
        } => Node::Ahead {
            negated: false,
            node: Box::new(relaxed(node, how)),
        },
        Node::Ahead { negated: true, .. } if !how.negations => Node::Empty,
        other => other.clone(),
    }
}
