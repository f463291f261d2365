//! What a validation found.

use std::fmt;

use super::constraints::Bound;

/// The constraint that a value does not satisfy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConstraintKind {
    /// `@required`: the member is not set.
    Required,
    /// `@length`.
    Length,
    /// `@range`.
    Range,
    /// `@pattern`.
    Pattern,
    /// `@uniqueItems`.
    UniqueItems,
    /// The values of an enum or intEnum.
    Enum,
}

/// What the model allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// The constraint has no limit of its own: required, unique items.
    None,
    /// Unicode scalar values, bytes or entries, inclusive.
    Length {
        /// The least length.
        min: Option<u64>,
        /// The greatest length.
        max: Option<u64>,
    },
    /// Numbers, inclusive.
    Range {
        /// The least number.
        min: Option<Bound>,
        /// The greatest number.
        max: Option<Bound>,
    },
    /// The pattern as the model has it.
    Pattern(&'static str),
    /// The values of an enum without its internal ones.
    Values(&'static [&'static str]),
    /// The values of an intEnum.
    IntValues(&'static [i32]),
}

/// What the value was.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Actual {
    /// There is no value, or the constraint is about more than one.
    None,
    /// The length: Unicode scalar values, bytes or entries.
    Length(u64),
    /// The text or number.
    Value(String),
    /// The shape is `@sensitive`: its value is not kept.
    Redacted,
}

/// One value that does not satisfy a constraint of the model.
///
/// Displays as the sentence of Smithy's `ValidationException`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(crate) pointer: String,
    pub(crate) constraint: ConstraintKind,
    pub(crate) limit: Limit,
    pub(crate) actual: Actual,
    pub(crate) shape: &'static str,
}

impl Violation {
    /// Where the value is: an RFC 6901 JSON pointer of member names, indexes and map keys. For a map
    /// key that is at fault it is the map's.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Which constraint.
    #[must_use]
    pub fn constraint(&self) -> ConstraintKind {
        self.constraint
    }

    /// What the model allows.
    #[must_use]
    pub fn limit(&self) -> Limit {
        self.limit
    }

    /// What the value was.
    #[must_use]
    pub fn actual(&self) -> &Actual {
        &self.actual
    }

    /// The absolute id of the constrained shape; of the member where one is required.
    #[must_use]
    pub fn shape(&self) -> &'static str {
        self.shape
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value ")?;
        if let Actual::Length(length) = self.actual {
            write!(f, "with length {length} ")?;
        }
        write!(
            f,
            "at '{}' failed to satisfy constraint: Member must ",
            self.pointer
        )?;
        match self.limit {
            Limit::Length { min, max } => bounds(f, "have length ", min, max),
            Limit::Range { min, max } => bounds(f, "be ", min, max),
            Limit::Pattern(source) => write!(f, "satisfy regular expression pattern: {source}"),
            Limit::Values(values) => value_set(f, values),
            Limit::IntValues(values) => value_set(f, values),
            Limit::None if self.constraint == ConstraintKind::UniqueItems => {
                f.write_str("have unique values")
            }
            Limit::None => f.write_str("not be null"),
        }
    }
}

fn bounds<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    verb: &str,
    min: Option<T>,
    max: Option<T>,
) -> fmt::Result {
    match (min, max) {
        (Some(min), Some(max)) => write!(f, "{verb}between {min} and {max}, inclusive"),
        (Some(min), None) => write!(f, "{verb}greater than or equal to {min}"),
        (None, Some(max)) => write!(f, "{verb}less than or equal to {max}"),
        (None, None) => f.write_str(verb.trim_end()),
    }
}

fn value_set<T: fmt::Display>(f: &mut fmt::Formatter<'_>, values: &[T]) -> fmt::Result {
    f.write_str("satisfy enum value set: [")?;
    for (index, value) in values.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { ", " })?;
        value.fmt(f)?;
    }
    f.write_str("]")
}

/// Every violation of one value, in the order of the model; at least one.
///
/// Displays as the message of Smithy's `ValidationException`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(pub(super) Vec<Violation>);

impl Violations {
    /// The violations.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// The violations, as a slice that is never empty.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.0.len() == 1 { "" } else { "s" };
        write!(f, "{} validation error{plural} detected. ", self.0.len())?;
        for (index, violation) in self.0.iter().enumerate() {
            write!(f, "{}{violation}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
