//! What an expression can be. · A type says what is there when everything is: null, which is what an absent member
//! gives, is not told apart.

use std::rc::Rc;

use super::super::shape::{Member, Shape, ShapeKind, Simple};
use super::super::{Model, ShapeId};

/// The type of an expression.
#[derive(Clone, Debug)]
pub(in super::super) enum Type<'m> {
    /// Nothing is known.
    Any,
    /// Always null.
    Null,
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A string; of an enum with its shape.
    Text(Option<&'m Shape>),
    /// A list of one type.
    List(Box<Type<'m>>),
    /// An object with any keys.
    Map(Box<Type<'m>>),
    /// A structure or union.
    Structure(&'m Shape),
    /// An object that the expression itself makes, or that a matcher is about. Its parts are shared: an expression may
    /// double them over and over, as in `{a: @, b: @} | {a: @, b: @}`.
    Object(Vec<(String, Rc<Type<'m>>)>),
}

impl<'m> Type<'m> {
    /// The type of the shape with this id.
    pub(in super::super) fn of(model: &'m Model, id: &ShapeId) -> Self {
        let Some(shape) = model.get(id) else {
            return Self::Any;
        };
        match &shape.kind {
            ShapeKind::Simple(simple) => match simple {
                Simple::Boolean => Self::Boolean,
                Simple::Blob | Simple::String => Self::Text(None),
                Simple::Timestamp | Simple::Document => Self::Any,
                _ => Self::Number,
            },
            ShapeKind::Enum(_) => Self::Text(Some(shape)),
            ShapeKind::IntEnum(_) => Self::Number,
            ShapeKind::Structure(_) | ShapeKind::Union(_) => Self::Structure(shape),
            // Smithy refuses lists and maps that hold nothing but themselves; one level at a time all the same.
            ShapeKind::List(member) => Self::List(Box::new(Self::held(model, member))),
            ShapeKind::Map { value, .. } => Self::Map(Box::new(Self::held(model, value))),
            _ => Self::Any,
        }
    }

    /// The type of what a list or map holds.
    fn held(model: &'m Model, member: &Member) -> Self {
        let mut depth = 0;
        let mut target = member.target.clone();
        while let Some(ShapeKind::List(inner) | ShapeKind::Map { value: inner, .. }) =
            model.get(&target).map(|shape| &shape.kind)
        {
            depth += 1;
            if depth > 20 {
                return Self::Any;
            }
            target = inner.target.clone();
        }
        Self::of(model, &member.target)
    }

    /// What the value is called in messages.
    pub(in super::super) fn name(&self) -> String {
        match self {
            Self::Any => "anything".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Boolean => "a boolean".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Text(None) => "a string".to_owned(),
            Self::Text(Some(shape)) => format!("a string (`{}`)", shape.id.name()),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "a map".to_owned(),
            Self::Structure(shape) => format!("the structure `{}`", shape.id.name()),
            Self::Object(_) => "an object".to_owned(),
        }
    }

    /// What holds of both: of different types nothing.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Boolean, Self::Boolean) => Self::Boolean,
            (Self::Number, Self::Number) => Self::Number,
            (Self::Null, other) | (other, Self::Null) => other,
            (Self::Text(a), Self::Text(b)) => {
                let same = a.zip(b).is_some_and(|(a, b)| a.id == b.id);
                Self::Text(a.filter(|_| same))
            }
            (Self::List(a), Self::List(b)) => Self::List(Box::new(a.or(*b))),
            (Self::Map(a), Self::Map(b)) => Self::Map(Box::new(a.or(*b))),
            (Self::Structure(a), Self::Structure(b)) if a.id == b.id => Self::Structure(a),
            _ => Self::Any,
        }
    }
}
