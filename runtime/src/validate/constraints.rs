//! The constraints of one shape, as generated code states them.

use std::cmp::Ordering;

use crate::pattern::Pattern;
use crate::types::decimal::Decimal;

/// The constraint traits in effect for a shape: `@length`, `@range`, `@pattern`, `@uniqueItems`,
/// the values of an enum, and whether it is `@sensitive`.
///
/// Built in constants: `static NAME: Constraints = Constraints::new("ns#Name").min_length(1);`.
#[derive(Clone, Copy, Debug)]
pub struct Constraints {
    pub(crate) shape: &'static str,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    /// So many bytes are enough for a string whatever characters it has.
    least_bytes: usize,
    /// No more than so many bytes are few enough for a string whatever characters it has.
    most_bytes: usize,
    pub(crate) min: Option<Bound>,
    pub(crate) max: Option<Bound>,
    /// Whole numbers from here...
    least: i64,
    /// ...to here are within the bounds.
    most: i64,
    pub(crate) pattern: Option<&'static Pattern>,
    pub(crate) unique: bool,
    pub(crate) values: Option<&'static [&'static str]>,
    pub(crate) sensitive: bool,
    pub(crate) sensitive_keys: bool,
}

impl Constraints {
    /// No constraints at all, for containers of values that have some.
    pub const NONE: Self = Self::new("");

    /// No constraints yet, for the shape of this absolute id.
    #[must_use]
    pub const fn new(shape: &'static str) -> Self {
        Self {
            shape,
            min_length: None,
            max_length: None,
            least_bytes: 0,
            most_bytes: usize::MAX,
            min: None,
            max: None,
            least: i64::MIN,
            most: i64::MAX,
            pattern: None,
            unique: false,
            values: None,
            sensitive: false,
            sensitive_keys: false,
        }
    }

    /// `@length` with this `min`: Unicode scalar values, bytes or entries.
    #[must_use]
    pub const fn min_length(mut self, min: u64) -> Self {
        self.min_length = Some(min);
        // A character has up to four bytes.
        self.least_bytes = clamp(min.saturating_mul(4).saturating_sub(3));
        self
    }

    /// `@length` with this `max`: Unicode scalar values, bytes or entries.
    #[must_use]
    pub const fn max_length(mut self, max: u64) -> Self {
        self.max_length = Some(max);
        self.most_bytes = clamp(max);
        self
    }

    /// `@range` with this whole number as `min`.
    #[must_use]
    pub const fn min(mut self, min: i64) -> Self {
        self.min = Some(Bound::Int(min));
        self.least = min;
        self
    }

    /// `@range` with this whole number as `max`.
    #[must_use]
    pub const fn max(mut self, max: i64) -> Self {
        self.max = Some(Bound::Int(max));
        self.most = max;
        self
    }

    /// `@range` with this decimal (JSON number syntax) as `min`.
    #[must_use]
    pub const fn min_decimal(mut self, min: &'static str) -> Self {
        self.min = Some(Bound::Decimal(min));
        // Nothing is within without a closer look.
        self.least = i64::MAX;
        self
    }

    /// `@range` with this decimal (JSON number syntax) as `max`.
    #[must_use]
    pub const fn max_decimal(mut self, max: &'static str) -> Self {
        self.max = Some(Bound::Decimal(max));
        self.most = i64::MIN;
        self
    }

    /// `@pattern`.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// `@uniqueItems`.
    #[must_use]
    pub const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// The values of an enum that messages may list: those not tagged `internal`, in model order.
    #[must_use]
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = Some(values);
        self
    }

    /// `@sensitive`: no violation keeps the value, nor any value inside of it.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// The keys of this map are `@sensitive`: pointers show `*` in their place.
    #[must_use]
    pub const fn sensitive_keys(mut self) -> Self {
        self.sensitive_keys = true;
        self
    }

    /// Whether a string of this many bytes has an allowed length however many characters it has. Saves the count for
    /// nearly every string.
    #[inline(always)]
    pub(super) fn surely_fits(&self, bytes: usize) -> bool {
        self.least_bytes <= bytes && bytes <= self.most_bytes
    }

    /// Whether a string of this many bytes is valid whatever characters it has.
    #[inline(always)]
    pub(super) fn surely_valid(&self, bytes: usize) -> bool {
        self.surely_fits(bytes) && self.pattern.is_none()
    }

    /// Whether a whole number is surely within the bounds. Saves a closer look at nearly every number.
    #[inline(always)]
    pub(super) fn surely_within(&self, value: i64) -> bool {
        self.least <= value && value <= self.most
    }

    /// The absolute id of the shape.
    #[must_use]
    pub const fn shape(&self) -> &'static str {
        self.shape
    }
}

/// A number of bytes; one beyond what memory can have stays so.
const fn clamp(bytes: u64) -> usize {
    if bytes > usize::MAX as u64 {
        usize::MAX
    } else {
        bytes as usize
    }
}

/// One end of a range, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A whole number.
    Int(i64),
    /// A decimal in JSON number syntax, as the model has it.
    Decimal(&'static str),
}

impl Bound {
    /// How a whole number compares to this bound.
    pub(super) fn compare_int(self, value: i64) -> Ordering {
        match self {
            Self::Int(bound) => value.cmp(&bound),
            Self::Decimal(_) => self.compare_decimal(&value.to_string()),
        }
    }

    /// How a number in JSON syntax compares to this bound; equal where one of them is no number, so that
    /// nothing is refused for a reason nobody could state.
    pub(super) fn compare_decimal(self, value: &str) -> Ordering {
        match (Decimal::parse(value), Decimal::parse(&self.to_string())) {
            (Ok(value), Ok(bound)) => value.cmp(&bound),
            _ => Ordering::Equal,
        }
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(bound) => bound.fmt(f),
            Self::Decimal(bound) => f.write_str(bound),
        }
    }
}
