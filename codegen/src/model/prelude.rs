//! The prelude (namespace `smithy.api`): the simple shapes that every model may target without
//! defining them. · Trait definitions of the prelude are not shapes here; `trait_ids` knows them.

use serde_json::Value;

use super::shape::{Place, Shape, ShapeKind, Simple};
use super::shape_id::ShapeId;
use super::traits::Traits;

/// Name and type of the shapes that can be absent.
const BOXED: [(&str, Simple); 13] = [
    ("BigDecimal", Simple::BigDecimal),
    ("BigInteger", Simple::BigInteger),
    ("Blob", Simple::Blob),
    ("Boolean", Simple::Boolean),
    ("Byte", Simple::Byte),
    ("Document", Simple::Document),
    ("Double", Simple::Double),
    ("Float", Simple::Float),
    ("Integer", Simple::Integer),
    ("Long", Simple::Long),
    ("Short", Simple::Short),
    ("String", Simple::String),
    ("Timestamp", Simple::Timestamp),
];

/// Name and type of the shapes with a zero value.
const PRIMITIVE: [(&str, Simple); 7] = [
    ("PrimitiveBoolean", Simple::Boolean),
    ("PrimitiveByte", Simple::Byte),
    ("PrimitiveDouble", Simple::Double),
    ("PrimitiveFloat", Simple::Float),
    ("PrimitiveInteger", Simple::Integer),
    ("PrimitiveLong", Simple::Long),
    ("PrimitiveShort", Simple::Short),
];

/// Whether the prelude defines this shape.
pub(super) fn contains(id: &ShapeId) -> bool {
    let name = id.name();
    id.namespace() == "smithy.api"
        && (name == "Unit"
            || BOXED.iter().any(|(known, _)| *known == name)
            || PRIMITIVE.iter().any(|(known, _)| *known == name))
}

/// The shapes of the prelude.
pub(super) fn shapes() -> impl Iterator<Item = Shape> {
    let boxed = BOXED.into_iter().map(|(name, simple)| {
        let traits = Traits {
            boxed: simple.zero_value().is_some(),
            ..Traits::default()
        };
        shape(name, ShapeKind::Simple(simple), traits)
    });
    let primitive = PRIMITIVE.into_iter().map(|(name, simple)| {
        let traits = Traits {
            default: simple.zero_value(),
            ..Traits::default()
        };
        shape(name, ShapeKind::Simple(simple), traits)
    });
    let unit = shape("Unit", ShapeKind::Structure(Vec::new()), Traits::default());
    boxed.chain(primitive).chain([unit])
}

fn shape(name: &str, kind: ShapeKind, traits: Traits) -> Shape {
    Shape {
        id: ShapeId::prelude(name),
        kind,
        traits,
        place: Place::default(),
    }
}

impl Simple {
    /// What an unboxed value of this type was in Smithy 1.0 when nothing was sent; the other
    /// types had no such value.
    #[must_use]
    pub fn zero_value(self) -> Option<Value> {
        match self {
            Self::Boolean => Some(Value::Bool(false)),
            Self::Byte | Self::Short | Self::Integer | Self::Long | Self::Float | Self::Double => {
                Some(Value::from(0))
            }
            _ => None,
        }
    }
}
