//! Shapes and members, resolved: every target exists, mixins and `apply` are done,
//! members carry the traits that are written on them (not those of their target).

use std::collections::BTreeMap;

use super::shape_id::{MemberId, ShapeId};
use super::traits::Traits;

/// A named definition of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its absolute id.
    pub id: ShapeId,
    /// What it is.
    pub kind: ShapeKind,
    /// Its traits.
    pub traits: Traits,
    /// Where it is defined.
    pub place: Place,
}

/// Where a shape is defined: for diagnostics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The source's name as the caller gave it; empty for the prelude.
    pub source: String,
    /// A JSON pointer into the source.
    pub pointer: String,
}

impl Place {
    /// One step further down.
    #[must_use]
    pub fn step(&self, key: &str) -> Self {
        Self {
            source: self.source.clone(),
            pointer: crate::ast::step(&self.pointer, key),
        }
    }
}

/// What kind of shape it is, with its parts.
#[derive(Clone, Debug, PartialEq)]
pub enum ShapeKind {
    /// A shape without members.
    Simple(Simple),
    /// A string with known values (also a string with the `@enum` trait of Smithy 1.0).
    Enum(Vec<EnumMember<String>>),
    /// An integer with known values.
    IntEnum(Vec<EnumMember<i32>>),
    /// A list (also a `set` of Smithy 1.0, which then has `unique_items`).
    List(Box<Member>),
    /// A map.
    Map {
        /// A string or an enum.
        key: Box<Member>,
        /// Any shape.
        value: Box<Member>,
    },
    /// A structure with its members in model order.
    Structure(Vec<Member>),
    /// A union with its members in model order.
    Union(Vec<Member>),
    /// A service.
    Service(Service),
    /// A resource.
    Resource(Resource),
    /// An operation.
    Operation(Operation),
}

impl ShapeKind {
    /// The type's name in the JSON AST.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Simple(simple) => simple.name(),
            Self::Enum(_) => "enum",
            Self::IntEnum(_) => "intEnum",
            Self::List(_) => "list",
            Self::Map { .. } => "map",
            Self::Structure(_) => "structure",
            Self::Union(_) => "union",
            Self::Service(_) => "service",
            Self::Resource(_) => "resource",
            Self::Operation(_) => "operation",
        }
    }
}

/// The shapes without members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Simple {
    /// Bytes.
    Blob,
    /// True or false.
    Boolean,
    /// UTF-8 text.
    String,
    /// i8.
    Byte,
    /// i16.
    Short,
    /// i32.
    Integer,
    /// i64.
    Long,
    /// f32.
    Float,
    /// f64.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size.
    BigDecimal,
    /// A point in time.
    Timestamp,
    /// Any JSON-like value.
    Document,
}

impl Simple {
    /// The type's name in the JSON AST.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::Timestamp => "timestamp",
            Self::Document => "document",
        }
    }
}

/// A known value of an enum or intEnum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumMember<V> {
    /// The member's name in the model; empty when the model has none (`@enum` without names).
    pub name: String,
    /// What travels.
    pub value: V,
    /// Its traits (documentation, deprecated, internal).
    pub traits: Traits,
}

/// A member of a structure, union, list or map.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its id; the name of a list's member is `member`, a map's are `key` and `value`.
    pub id: MemberId,
    /// The shape it targets; present in the model or the prelude.
    pub target: ShapeId,
    /// The traits written on the member.
    pub traits: Traits,
    /// Whether it closes a cycle without indirection and so has to be boxed
    /// (structures and unions only).
    pub recursive: bool,
    /// Where it is defined; of a member from a mixin, in the mixin.
    pub place: Place,
}

impl Member {
    /// The member's own name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.id.member
    }
}

/// A service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The API version.
    pub version: String,
    /// Every operation bound to it, also through (nested) resources, sorted by id.
    pub operations: Vec<ShapeId>,
    /// The operations that the service itself binds, in order.
    pub direct: Vec<ShapeId>,
    /// The resources that the service itself binds, in order.
    pub resources: Vec<ShapeId>,
    /// Its `shapes`: those that belong to it though no operation reaches them, in order. Nothing is generated of them.
    pub shapes: Vec<ShapeId>,
    /// Errors that every operation may give.
    pub errors: Vec<ShapeId>,
    /// Shapes that have another name in this service: id and new name.
    pub rename: Vec<(ShapeId, String)>,
}

/// A resource; its operations are already among the service's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// All operations bound to it (lifecycle, instance and collection), sorted.
    pub operations: Vec<ShapeId>,
    /// Child resources, sorted.
    pub resources: Vec<ShapeId>,
    /// What identifies it: names and their targets.
    pub identifiers: BTreeMap<String, ShapeId>,
}

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The input structure; `None` for `smithy.api#Unit`.
    pub input: Option<ShapeId>,
    /// The output structure; `None` for `smithy.api#Unit`.
    pub output: Option<ShapeId>,
    /// Its own errors; the service's come on top.
    pub errors: Vec<ShapeId>,
}
