//! The tree of a pattern.

use super::class_set::ClassSet;

/// A pattern or part of one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    /// The empty string.
    Empty,
    /// One character of this set.
    Class(ClassSet),
    /// One after the other.
    Concat(Vec<Node>),
    /// Any of these.
    Alternate(Vec<Node>),
    /// Repeated `min` to `max` times; without end where `max` is None.
    Repeat {
        /// What is repeated.
        node: Box<Node>,
        /// At least.
        min: u32,
        /// At most.
        max: Option<u32>,
    },
    /// `^`: the start; with `lines` also after a line terminator.
    Start {
        /// Whether each line counts.
        lines: bool,
    },
    /// `$`: the end; with `lines` also before a line terminator.
    End {
        /// Whether each line counts.
        lines: bool,
    },
    /// `\b`, or `\B` where negated.
    Boundary {
        /// `\B`.
        negated: bool,
    },
    /// `(?=…)`, or `(?!…)` where negated.
    Ahead {
        /// `(?!…)`.
        negated: bool,
        /// What comes, or does not come.
        node: Box<Node>,
    },
    /// `(?<=…)`, or `(?<!…)` where negated.
    Behind {
        /// `(?<!…)`.
        negated: bool,
        /// What came before, or did not.
        node: Box<Node>,
    },
    /// What a group matched; [`super::approximate`] replaces it.
    Reference(Reference),
}

/// A back-reference, by the group's number or name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Reference {
    /// `\1`.
    Number(u32),
    /// `\k<name>`.
    Name(String),
}

impl Node {
    /// One character of nothing: what can never match.
    pub(super) fn never() -> Self {
        Self::Class(ClassSet::default())
    }

    pub(super) fn concat(mut nodes: Vec<Self>) -> Self {
        nodes.retain(|node| *node != Self::Empty);
        match nodes.len() {
            0 => Self::Empty,
            1 => nodes.remove(0),
            _ => Self::Concat(nodes),
        }
    }

    /// Alternatives; single characters become one class, which keeps the automaton small.
    pub(super) fn alternate(nodes: Vec<Self>) -> Self {
        let mut class: Option<ClassSet> = None;
        let mut rest: Vec<Self> = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Self::Class(set) => class = Some(class.map_or(set.clone(), |old| old.union(&set))),
                other if rest.contains(&other) => {}
                other => rest.push(other),
            }
        }
        rest.extend(class.map(Self::Class));
        match rest.len() {
            0 => Self::never(),
            1 => rest.remove(0),
            _ => Self::Alternate(rest),
        }
    }

    /// Whether it may match without taking a character.
    pub(super) fn is_nullable(&self) -> bool {
        match self {
            Self::Class(_) => false,
            Self::Concat(nodes) => nodes.iter().all(Self::is_nullable),
            Self::Alternate(nodes) => nodes.iter().any(Self::is_nullable),
            Self::Repeat { node, min, .. } => *min == 0 || node.is_nullable(),
            _ => true,
        }
    }

    /// Whether it has no assertion, so that it means the same wherever it stands.
    fn is_plain(&self) -> bool {
        match self {
            Self::Empty | Self::Class(_) => true,
            Self::Concat(nodes) | Self::Alternate(nodes) => nodes.iter().all(Self::is_plain),
            Self::Repeat { node, .. } => node.is_plain(),
            _ => false,
        }
    }

    /// A repetition, in a form whose body always takes a character (where it has no assertions), so
    /// that no loop turns without progress.
    pub(super) fn repeat(node: Self, min: u32, max: Option<u32>) -> Self {
        if max == Some(0) || node == Self::Empty {
            return Self::Empty;
        }
        if (min, max) == (1, Some(1)) {
            return node;
        }
        if node.is_nullable() && node.is_plain() {
            let node = Box::new(node.without_empty());
            return Self::Repeat { node, min: 0, max };
        }
        Self::Repeat {
            node: Box::new(node),
            min,
            max,
        }
    }

    /// The same strings but the empty one; for plain nodes only.
    fn without_empty(self) -> Self {
        match self {
            Self::Empty => Self::never(),
            Self::Alternate(nodes) => {
                Self::alternate(nodes.into_iter().map(Self::without_empty).collect())
            }
            Self::Concat(nodes) if nodes.iter().all(Self::is_nullable) => {
                // Some part is the first that takes a character.
                let branches = (0..nodes.len()).map(|first| {
                    let head = nodes[first].clone().without_empty();
                    let rest = nodes[first + 1..].iter().cloned();
                    Self::concat(std::iter::once(head).chain(rest).collect())
                });
                Self::alternate(branches.collect())
            }
            Self::Repeat { node, max, min } if min == 0 || node.is_nullable() => {
                let node = node.without_empty();
                let rest = Self::repeat(node.clone(), 0, max.map(|max| max - 1));
                Self::concat(vec![node, rest])
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_progress() {
        let a = || Node::Class(ClassSet::one(97));
        let b = || Node::Class(ClassSet::one(98));
        let star = |node| Node::repeat(node, 0, None);
        let plus = Node::concat(vec![a(), star(a())]);
        assert_eq!(star(star(a())), star(plus));
        let Node::Repeat { node, .. } = star(Node::concat(vec![star(a()), star(b())])) else {
            panic!("no loop")
        };
        assert!(!node.is_nullable());
        assert_eq!(Node::repeat(a(), 0, Some(0)), Node::Empty);
    }
}
