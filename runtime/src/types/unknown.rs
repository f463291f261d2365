//! What a service sent that the model did not know: enum values and union members.

use std::fmt;

use super::Document;

/// The text of an enum value that the model does not list.
///
/// Opaque: it cannot be built, so code cannot match on a text that a later model may turn into a variant of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    pub(crate) fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The value as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The number of an intEnum value that the model does not list. Opaque, like [`UnknownValue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownInt(i32);

impl UnknownInt {
    pub(crate) const fn new(value: i32) -> Self {
        Self(value)
    }

    /// The value as it stands on the wire.
    pub const fn as_i32(self) -> i32 {
        self.0
    }
}

impl fmt::Display for UnknownInt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A union member that the model does not list: its name and what stood there. Opaque, like [`UnknownValue`].
///
/// It is written back as it came.
#[derive(Clone, PartialEq)]
pub struct UnknownVariant(
    /// None where the union was never filled, so that a blank one costs nothing.
    Option<Box<(String, Document)>>,
);

impl UnknownVariant {
    pub(crate) fn new(name: String, content: Document) -> Self {
        if name.is_empty() && content.is_null() {
            return Self(None);
        }
        Self(Some(Box::new((name, content))))
    }

    /// The member's name on the wire; empty if the union was never filled.
    pub fn name(&self) -> &str {
        self.0.as_ref().map_or("", |member| &member.0)
    }

    /// What the member held.
    pub fn content(&self) -> &Document {
        self.0.as_ref().map_or(&Document::Null, |member| &member.1)
    }
}

impl fmt::Debug for UnknownVariant {
    // The content may be sensitive: the model cannot say.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UnknownVariant")
            .field(&self.name())
            .finish_non_exhaustive()
    }
}
