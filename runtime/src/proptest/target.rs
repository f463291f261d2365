//! Where and how a value is to be wrong: a walk from the root of a schema to one of the limits in it.

use super::random::Random;
use super::schema::{Kind, Node, Presence, Schema};
use crate::validate::ConstraintKind;

/// From here on the walk takes the shortest way.
const DEEP: usize = 6;

/// A step of the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Into this member.
    Member(usize),
    /// Into an item of a list.
    Item,
    /// To a key of a map.
    Key,
    /// Into a value of a map.
    Value,
}

/// A way of being wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Not set.
    Absent,
    /// Shorter than the least length.
    Short,
    /// Longer than the greatest length.
    Long,
    /// Less than the least number.
    Low,
    /// Greater than the greatest number.
    High,
    /// The pattern is not found.
    NoMatch,
    /// Two items are equal.
    Twice,
    /// Not among the values of an enum.
    Unknown,
}

impl Way {
    /// The constraint that is violated.
    pub(super) fn constraint(self) -> ConstraintKind {
        match self {
            Self::Absent => ConstraintKind::Required,
            Self::Short | Self::Long => ConstraintKind::Length,
            Self::Low | Self::High => ConstraintKind::Range,
            Self::NoMatch => ConstraintKind::Pattern,
            Self::Twice => ConstraintKind::UniqueItems,
            Self::Unknown => ConstraintKind::Enum,
        }
    }
}

/// A place and what is to be wrong there.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// Steps from the root, the last first.
    pub(super) turns: Vec<Turn>,
    pub(super) way: Way,
}

impl Target {
    /// One of the limits of a schema; `None` if it has none.
    pub(super) fn choose(schema: &Schema, random: &mut Random) -> Option<Self> {
        let mut turns = Vec::new();
        let mut node = &schema.root;
        let way = loop {
            let ways = ways(node);
            let deep = turns.len() > DEEP;
            if deep && let Some(way) = random.pick(&ways) {
                break *way;
            }
            let deeper = next(schema, node, deep);
            // Where there is more to be wrong, more often, but not so much that recursion has all.
            let weight = |to: &Option<&Node>| to.map_or(1, |node| schema.ways(node).isqrt());
            let all: usize = deeper.iter().map(|(_, to)| weight(to)).sum();
            let mut at = random.below(ways.len() + all);
            if let Some(way) = ways.get(at) {
                break *way;
            }
            at -= ways.len();
            let (turn, to) = deeper.iter().find(|(_, to)| {
                let found = at < weight(to);
                at = at.saturating_sub(weight(to));
                found
            })?;
            turns.push(*turn);
            match to {
                Some(to) => node = to,
                None => break Way::Absent,
            }
        };
        turns.reverse();
        Some(Self { turns, way })
    }
}

/// The ways that a value right here can be wrong.
pub(super) fn ways(node: &Node) -> Vec<Way> {
    let Some(limits) = node.limits else {
        return Vec::new();
    };
    let open = matches!(node.kind, Kind::Enum(_) | Kind::IntEnum(_));
    let all = [
        (Way::Unknown, open),
        (Way::Short, node.min_length() > 0),
        (Way::Long, limits.max_length.is_some()),
        (Way::Low, limits.min.is_some()),
        (Way::High, limits.max.is_some()),
        (Way::NoMatch, limits.pattern.is_some()),
        (Way::Twice, node.unique),
    ];
    let there = all.into_iter().filter(|(_, there)| *there);
    there.map(|(way, _)| way).collect()
}

/// The steps that lead on to a limit; to no node where a member can be left out. Only those to the nearest limit if
/// that is asked for: there may be cycles.
fn next<'s>(schema: &'s Schema, node: &'s Node, nearest: bool) -> Vec<(Turn, Option<&'s Node>)> {
    let mut found: Vec<(Turn, Option<&Node>)> = Vec::new();
    match &node.kind {
        Kind::List(item) => found.push((Turn::Item, Some(&**item))),
        Kind::Map(parts) => {
            found.push((Turn::Key, Some(&parts[0])));
            found.push((Turn::Value, Some(&parts[1])));
        }
        Kind::Shape(id, _) => {
            let members = schema.shape(id).map_or(&[][..], |shape| &shape.members);
            for (index, member) in members.iter().enumerate() {
                found.push((Turn::Member(index), Some(&member.node)));
                if let Presence::MustBeSet(_) = member.presence {
                    found.push((Turn::Member(index), None));
                }
            }
        }
        _ => {}
    }
    let distance = |to: &Option<&Node>| to.map_or(0, |node| schema.limit(node));
    found.retain(|(_, to)| to.is_none_or(|node| schema.reaches_limit(node)));
    if nearest && let Some(least) = found.iter().map(|(_, to)| distance(to)).min() {
        found.retain(|(_, to)| distance(to) == least);
    }
    found
}
