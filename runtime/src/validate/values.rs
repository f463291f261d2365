//! The checks of single values: strings, enums, numbers, blobs.

use std::cmp::Ordering;

use super::constraints::{Bound, Constraints};
use super::validator::{RangeFloat, Validator};
use super::violation::{Actual, ConstraintKind, Limit};
use crate::shape::{IntEnum, StringEnum};
use crate::types::{BigDecimal, BigInteger, Blob, Body, Document};

impl Validator {
    /// A string: length in Unicode scalar values, and pattern.
    #[inline]
    pub fn string<S: AsRef<str> + ?Sized>(&mut self, value: &S, c: &'static Constraints) {
        #[cfg(feature = "proptest")]
        self.note(c);
        let value = value.as_ref();
        if !c.surely_valid(value.len()) {
            self.characters(value, c);
        }
    }

    #[inline(never)]
    fn characters(&mut self, value: &str, c: &'static Constraints) {
        if !c.surely_fits(value.len()) {
            self.length(value.chars().count(), c);
        }
        if let Some(pattern) = c.pattern
            && !pattern.is_match(value)
        {
            let limit = Limit::Pattern(pattern.source);
            self.refuse(ConstraintKind::Pattern, c, limit, || value.into());
        }
    }

    /// A string enum: whether the value is known, and what holds for strings.
    pub fn text<E: StringEnum>(&mut self, value: &E, c: &'static Constraints) {
        let text = value.as_str();
        if E::parse_known(text).is_none() {
            let values = c.values.unwrap_or(E::VALUES);
            self.refuse(ConstraintKind::Enum, c, Limit::Values(values), || {
                text.into()
            });
        }
        self.string(text, c);
    }

    /// An integer: range.
    pub fn int(&mut self, value: impl Into<i64> + Copy, c: &'static Constraints) {
        #[cfg(feature = "proptest")]
        self.note(c);
        let value = value.into();
        if !c.surely_within(value) {
            self.range(c, |bound| bound.compare_int(value), || value.to_string());
        }
    }

    /// An intEnum: whether the value is known, and range.
    pub fn int_enum<E: IntEnum>(&mut self, value: &E, c: &'static Constraints) {
        let number = value.as_i32();
        if E::from_i32_known(number).is_none() {
            let limit = Limit::IntValues(E::VALUES);
            self.refuse(ConstraintKind::Enum, c, limit, || number.to_string());
        }
        self.int(number, c);
    }

    /// A float or double: range.
    pub fn float<F: RangeFloat>(&mut self, value: F, c: &'static Constraints) {
        #[cfg(feature = "proptest")]
        self.note(c);
        if !value.within(c.min, c.max) {
            let limit = Limit::Range {
                min: c.min,
                max: c.max,
            };
            self.refuse(ConstraintKind::Range, c, limit, || value.to_string());
        }
    }

    /// A bigInteger: range.
    pub fn big_integer(&mut self, value: &BigInteger, c: &'static Constraints) {
        self.decimal(value.as_str(), c);
    }

    /// A bigDecimal: range.
    pub fn big_decimal(&mut self, value: &BigDecimal, c: &'static Constraints) {
        self.decimal(value.as_str(), c);
    }

    /// A blob: length in bytes.
    pub fn blob(&mut self, value: &Blob, c: &'static Constraints) {
        self.length(value.as_ref().len(), c);
    }

    /// A streaming blob: length in bytes.
    pub fn body(&mut self, value: &Body, c: &'static Constraints) {
        self.length(value.len(), c);
    }

    /// A document: no constraint trait applies to one.
    pub fn document(&mut self, _value: &Document, _c: &'static Constraints) {}

    fn decimal(&mut self, value: &str, c: &'static Constraints) {
        self.range(c, |bound| bound.compare_decimal(value), || value.to_owned());
    }

    /// `compare` gives the value's order relative to a bound.
    fn range(
        &mut self,
        c: &'static Constraints,
        compare: impl Fn(Bound) -> Ordering,
        actual: impl FnOnce() -> String,
    ) {
        #[cfg(feature = "proptest")]
        self.note(c);
        let below = c.min.is_some_and(|min| compare(min) == Ordering::Less);
        let above = c.max.is_some_and(|max| compare(max) == Ordering::Greater);
        if below || above {
            self.refuse(
                ConstraintKind::Range,
                c,
                Limit::Range {
                    min: c.min,
                    max: c.max,
                },
                actual,
            );
        }
    }

    #[cold]
    fn refuse(
        &mut self,
        constraint: ConstraintKind,
        c: &'static Constraints,
        limit: Limit,
        actual: impl FnOnce() -> String,
    ) {
        let actual = if c.sensitive {
            Actual::Redacted
        } else {
            Actual::Value(actual())
        };
        self.add(constraint, c.shape, limit, actual);
    }
}
