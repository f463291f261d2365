//! Everything that can be in values of a type, with the limits: a graph of structures and unions.

use std::any::TypeId;
use std::collections::BTreeMap;

use super::describe::{Described, Describer};
use super::target::ways;
use crate::validate::Constraints;

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// `true` or `false`.
    Bool,
    /// A whole number between these.
    Integer(i64, i64),
    /// `f32`.
    Float,
    /// `f64`.
    Double,
    /// A whole number of any size.
    BigInteger,
    /// A decimal of any size.
    BigDecimal,
    /// A string.
    Text,
    /// One of these strings.
    Enum(&'static [&'static str]),
    /// One of these numbers.
    IntEnum(&'static [i32]),
    /// Bytes.
    Blob,
    /// A point in time.
    Timestamp,
    /// Any JSON.
    Document,
    /// What a union's member without a value has: `{}`.
    Unit,
    /// Items.
    List(Box<Node>),
    /// Keys and values.
    Map(Box<[Node; 2]>),
    /// A structure or union.
    Shape(TypeId, fn(&mut Describer)),
}

/// What can stand in one place of a value.
#[derive(Clone, Debug)]
pub struct Node {
    pub(crate) kind: Kind,
    /// The limits that the checks look at here.
    pub(crate) limits: Option<&'static Constraints>,
    /// Whether items must differ.
    pub(crate) unique: bool,
    /// Whether it may be null: in sparse lists and maps.
    pub(crate) nullable: bool,
}

impl Node {
    /// A place without limits.
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            limits: None,
            unique: false,
            nullable: false,
        }
    }

    /// The least length.
    pub(super) fn min_length(&self) -> u64 {
        self.limits
            .and_then(|limits| limits.min_length)
            .unwrap_or(0)
    }

    /// The greatest length.
    pub(super) fn max_length(&self) -> u64 {
        self.limits
            .and_then(|limits| limits.max_length)
            .unwrap_or(u64::MAX)
    }
}

/// Whether a member is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Rust has no way to leave it out.
    Always,
    /// As one likes.
    Maybe,
    /// It can be left out but must not be; with the id that the violation gives.
    MustBeSet(&'static str),
}

/// A member of a structure or union.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(super) name: &'static str,
    pub(super) presence: Presence,
    pub(super) node: Node,
}

/// A structure or union.
#[derive(Debug)]
pub(super) struct ShapeData {
    pub(super) union: bool,
    pub(super) sensitive: bool,
    pub(super) members: Vec<Member>,
    /// How many structures and unions its smallest values have inside each other; `FAR` while not known, and where
    /// there are no finite values.
    height: usize,
    /// How many structures and unions are around the nearest limit, from here on.
    limit: usize,
    /// How many ways of being wrong are in it, up to [`MANY`].
    ways: usize,
}

/// So many ways of being wrong are as good as more: there may be cycles.
const MANY: usize = 300;

/// More than anything that is there.
const FAR: usize = usize::MAX / 4;

/// All structures and unions that values of a type can have in them.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(super) root: Node,
    shapes: BTreeMap<TypeId, ShapeData>,
}

impl Schema {
    /// Of a type with everything that it leads to.
    pub(super) fn of<T: Described>() -> Self {
        let root = Node::new(Kind::Shape(TypeId::of::<T>(), T::describe));
        let mut shapes = BTreeMap::new();
        collect(&root, &mut shapes);
        let mut schema = Self { root, shapes };
        schema.settle();
        schema
    }

    /// The structure or union of an id.
    pub(super) fn shape(&self, id: &TypeId) -> Option<&ShapeData> {
        self.shapes.get(id)
    }

    /// Computes heights, distances and counts, until nothing changes: there are cycles.
    fn settle(&mut self) {
        let ids: Vec<TypeId> = self.shapes.keys().copied().collect();
        loop {
            let mut changed = false;
            for id in &ids {
                let Some(shape) = self.shapes.get(id) else {
                    continue;
                };
                let now = (
                    self.height_of(shape),
                    self.limit_of(shape),
                    self.ways_of(shape),
                );
                if let Some(shape) = self.shapes.get_mut(id)
                    && (shape.height, shape.limit, shape.ways) != now
                {
                    (shape.height, shape.limit, shape.ways) = now;
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn height_of(&self, shape: &ShapeData) -> usize {
        let heights = shape.members.iter().filter_map(|member| {
            let counts = shape.union || member.presence != Presence::Maybe;
            counts.then(|| self.height(&member.node))
        });
        let inside = if shape.union {
            heights.min().unwrap_or(FAR)
        } else {
            heights.max().unwrap_or(0)
        };
        (inside + 1).min(FAR)
    }

    /// How many structures and unions the smallest values here have inside each other.
    pub(super) fn height(&self, node: &Node) -> usize {
        match &node.kind {
            _ if node.nullable => 0,
            Kind::Shape(id, _) => self.shapes.get(id).map_or(0, |shape| shape.height),
            Kind::List(item) if node.min_length() > 0 => self.height(item),
            Kind::Map(parts) if node.min_length() > 0 => self.height(&parts[1]),
            _ => 0,
        }
    }

    fn limit_of(&self, shape: &ShapeData) -> usize {
        let nearest = shape.members.iter().map(|member| match member.presence {
            Presence::MustBeSet(_) => 0,
            _ => self.limit(&member.node),
        });
        (nearest.min().unwrap_or(FAR) + 1).min(FAR)
    }

    /// How many structures and unions are around the nearest limit.
    pub(super) fn limit(&self, node: &Node) -> usize {
        if !ways(node).is_empty() {
            return 0;
        }
        match &node.kind {
            Kind::Shape(id, _) => self.shapes.get(id).map_or(FAR, |shape| shape.limit),
            Kind::List(item) => self.limit(item),
            Kind::Map(parts) => self.limit(&parts[0]).min(self.limit(&parts[1])),
            _ => FAR,
        }
    }

    fn ways_of(&self, shape: &ShapeData) -> usize {
        let ways = shape.members.iter().map(|member| {
            let absent = matches!(member.presence, Presence::MustBeSet(_));
            self.ways(&member.node) + usize::from(absent)
        });
        ways.fold(0, |sum, ways| (sum + ways).min(MANY))
    }

    /// How many ways of being wrong there are here and inside.
    pub(super) fn ways(&self, node: &Node) -> usize {
        let inside = match &node.kind {
            Kind::Shape(id, _) => self.shapes.get(id).map_or(0, |shape| shape.ways),
            Kind::List(item) => self.ways(item),
            Kind::Map(parts) => self.ways(&parts[0]) + self.ways(&parts[1]),
            _ => 0,
        };
        (ways(node).len() + inside).min(MANY)
    }

    /// Whether anything limits what is here.
    pub(super) fn reaches_limit(&self, node: &Node) -> bool {
        self.limit(node) < FAR
    }
}

fn collect(node: &Node, shapes: &mut BTreeMap<TypeId, ShapeData>) {
    let mut waiting = vec![node.clone()];
    while let Some(node) = waiting.pop() {
        match node.kind {
            Kind::List(item) => waiting.push(*item),
            Kind::Map(parts) => waiting.extend(*parts),
            Kind::Shape(id, describe) if !shapes.contains_key(&id) => {
                let d = Describer::of(describe);
                waiting.extend(d.members.iter().map(|member| member.node.clone()));
                shapes.insert(
                    id,
                    ShapeData {
                        union: d.union,
                        sensitive: d.sensitive,
                        members: d.members,
                        height: FAR,
                        limit: FAR,
                        ways: 0,
                    },
                );
            }
            _ => {}
        }
    }
}
