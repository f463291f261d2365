//! Rust types of members: what a Smithy target becomes, with the constraints on each level.

use std::collections::BTreeMap;

use crate::model::traits::TimestampFormat;
use crate::model::{Member, Model, ShapeId, ShapeKind, Simple};
use crate::names::Name;

use super::constraints::ConstraintTable;
use super::usage::Usage;

/// A Rust type with what is to be checked on it.
#[derive(Clone, Debug, PartialEq)]
pub struct TypePlan {
    /// The type.
    pub kind: TypeKind,
    /// The static with its constraints.
    pub constraints: Option<Name>,
    /// Whether it or anything in it has a constraint.
    pub checked: bool,
}

/// The Rust types that a member can have, without the `Option` of an absent one.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// `bool`.
    Bool,
    /// `i8`.
    I8,
    /// `i16`.
    I16,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// `String`; with the media type where it has one.
    String(Option<String>),
    /// `Blob`; with the media type where it has one.
    Blob(Option<String>),
    /// `Body`: a streaming blob.
    Body(Option<String>),
    /// `Document`.
    Document,
    /// `BigInteger`.
    BigInteger,
    /// `BigDecimal`.
    BigDecimal,
    /// `Timestamp`, with the format that the model asks for, if any.
    Timestamp(Option<TimestampFormat>),
    /// A generated string enum.
    Enum(Name),
    /// A generated intEnum.
    IntEnum(Name),
    /// A generated structure or union, maybe in a `Box`.
    Shape {
        /// Its name.
        name: Name,
        /// Whether recursion needs a `Box`.
        boxed: bool,
        /// Whether it is a union.
        union: bool,
    },
    /// `smithy.api#Unit`, only as a union member.
    Unit,
    /// `Vec`.
    List {
        /// The items.
        item: Box<TypePlan>,
        /// Whether items may be null.
        sparse: bool,
        /// Whether items must differ.
        unique: bool,
    },
    /// `Map`.
    Map {
        /// `String` or an enum.
        key: Box<TypePlan>,
        /// The values.
        value: Box<TypePlan>,
        /// Whether values may be null.
        sparse: bool,
    },
}

impl TypePlan {
    /// Whether a list of this type is written as a list of strings by callers
    /// (`impl Into<String>` items).
    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self.kind, TypeKind::String(_))
    }
}

/// Makes type plans; collects the constraint statics on the way.
pub(super) struct TypeBuilder<'a> {
    pub(super) model: &'a Model,
    pub(super) names: &'a BTreeMap<ShapeId, Name>,
    pub(super) usage: &'a Usage,
    pub(super) constraints: &'a mut ConstraintTable,
}

impl TypeBuilder<'_> {
    /// The type of a member.
    pub(super) fn member(&mut self, member: &Member) -> TypePlan {
        let kind = self.kind(member);
        let constraints = self.constraints.of_member(self.model, member, &kind);
        let below = match &kind {
            TypeKind::Shape { .. } => self.usage.checked.contains(&member.target),
            TypeKind::List { item, .. } => item.checked,
            TypeKind::Map { key, value, .. } => key.checked || value.checked,
            _ => false,
        };
        TypePlan {
            kind,
            checked: constraints.is_some() || below,
            constraints,
        }
    }

    fn kind(&mut self, member: &Member) -> TypeKind {
        if member.target.is_unit() {
            return TypeKind::Unit;
        }
        let Some(target) = self.model.get(&member.target) else {
            return TypeKind::Document;
        };
        let name = || {
            self.names
                .get(&member.target)
                .cloned()
                .unwrap_or_else(|| Name::camel("Unknown"))
        };
        match &target.kind {
            ShapeKind::Simple(simple) => self.simple(*simple, member),
            ShapeKind::Enum(_) => TypeKind::Enum(name()),
            ShapeKind::IntEnum(_) => TypeKind::IntEnum(name()),
            ShapeKind::Structure(_) | ShapeKind::Union(_) => {
                let union = matches!(target.kind, ShapeKind::Union(_));
                TypeKind::Shape {
                    name: name(),
                    boxed: member.recursive,
                    union,
                }
            }
            ShapeKind::List(item) => TypeKind::List {
                item: Box::new(self.member(item)),
                sparse: target.traits.sparse,
                unique: target.traits.unique_items,
            },
            ShapeKind::Map { key, value } => TypeKind::Map {
                key: Box::new(self.member(key)),
                value: Box::new(self.member(value)),
                sparse: target.traits.sparse,
            },
            ShapeKind::Service(_) | ShapeKind::Resource(_) | ShapeKind::Operation(_) => {
                TypeKind::Document
            }
        }
    }

    fn simple(&self, simple: Simple, member: &Member) -> TypeKind {
        let media_type = || self.model.media_type(member).map(str::to_owned);
        match simple {
            Simple::Blob if self.model.streaming(member) => TypeKind::Body(media_type()),
            Simple::Blob => TypeKind::Blob(media_type()),
            Simple::Boolean => TypeKind::Bool,
            Simple::String => TypeKind::String(media_type()),
            Simple::Byte => TypeKind::I8,
            Simple::Short => TypeKind::I16,
            Simple::Integer => TypeKind::I32,
            Simple::Long => TypeKind::I64,
            Simple::Float => TypeKind::F32,
            Simple::Double => TypeKind::F64,
            Simple::BigInteger => TypeKind::BigInteger,
            Simple::BigDecimal => TypeKind::BigDecimal,
            Simple::Timestamp => TypeKind::Timestamp(self.model.timestamp_format(member)),
            Simple::Document => TypeKind::Document,
        }
    }
}
