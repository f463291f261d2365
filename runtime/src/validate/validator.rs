//! The walk over a value: where things are.

use super::Validate;
use super::constraints::{Bound, Constraints};
use super::violation::{Actual, ConstraintKind, Limit, Violation, Violations};
use crate::json::Writer;
#[cfg(feature = "proptest")]
use crate::proptest::record::Step;
use crate::shape::MapKey;
use crate::types::Map;

/// Collects the violations of a value; generated code calls it from [`Validate::check`].
#[derive(Debug, Default)]
pub struct Validator {
    pub(crate) found: Vec<Violation>,
    /// Notes where limits are looked at, for strategies.
    #[cfg(feature = "proptest")]
    pub(crate) recorder: Option<Box<crate::proptest::record::Recorder>>,
}

impl Validator {
    /// What was found, if anything.
    pub(super) fn finish(self) -> Result<(), Violations> {
        if self.found.is_empty() {
            Ok(())
        } else {
            Err(Violations(self.found))
        }
    }

    /// A member of a structure or union, by its name in the model.
    #[inline]
    pub fn member<T: ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
        check: impl FnOnce(&mut Self, &T),
    ) {
        let before = self.found.len();
        #[cfg(feature = "proptest")]
        self.enter(Step::Member(name));
        check(self, value);
        #[cfg(feature = "proptest")]
        self.leave();
        if self.found.len() > before {
            self.within(before, name);
        }
    }

    /// An optional member, by its name in the model.
    #[inline]
    pub fn opt<T>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
        check: impl FnOnce(&mut Self, &T),
    ) {
        if let Some(value) = value {
            self.member(name, value, check);
        }
    }

    /// A required member that the Rust type allows to be absent; `shape` is the member's absolute id.
    pub fn required<T>(&mut self, name: &'static str, value: &Option<T>, shape: &'static str) {
        if value.is_none() {
            #[cfg(feature = "proptest")]
            self.note_missing(name, shape);
            let before = self.found.len();
            self.add(ConstraintKind::Required, shape, Limit::None, Actual::None);
            self.within(before, name);
        }
    }

    /// A structure or union.
    pub fn object<T: Validate + ?Sized>(&mut self, value: &T) {
        #[cfg(feature = "proptest")]
        if self.records() {
            return;
        }
        value.check(self);
    }

    /// A boxed structure or union.
    pub fn boxed<T: Validate + ?Sized>(&mut self, value: &T) {
        #[cfg(feature = "proptest")]
        if self.records() {
            return;
        }
        value.check(self);
    }

    /// Anything inside a `@sensitive` structure or union: violations keep no value.
    pub fn sensitive(&mut self, check: impl FnOnce(&mut Self)) {
        let before = self.found.len();
        #[cfg(feature = "proptest")]
        self.note_sensitive();
        check(self);
        self.redact(before);
    }

    /// A list: its own length, then each member.
    pub fn list<T>(&mut self, list: &[T], c: &'static Constraints, item: impl Fn(&mut Self, &T)) {
        let start = self.found.len();
        self.length(list.len(), c);
        for (index, value) in list.iter().enumerate() {
            let before = self.found.len();
            #[cfg(feature = "proptest")]
            self.enter(Step::Item);
            item(self, value);
            #[cfg(feature = "proptest")]
            self.leave();
            if self.found.len() > before {
                self.within_index(before, index);
            }
        }
        self.redact_if(c, start);
    }

    /// A list that may hold nulls.
    pub fn sparse_list<T>(
        &mut self,
        list: &[Option<T>],
        c: &'static Constraints,
        item: impl Fn(&mut Self, &T),
    ) {
        self.list(list, c, |validator, value| {
            if let Some(value) = value {
                item(validator, value);
            }
        });
    }

    /// A map: its number of entries, then each key and value.
    ///
    /// A violation of a key points to the map, one of a value to the entry.
    pub fn map<K: MapKey, T>(
        &mut self,
        map: &Map<K, T>,
        c: &'static Constraints,
        key: impl Fn(&mut Self, &K),
        value: impl Fn(&mut Self, &T),
    ) {
        let start = self.found.len();
        self.length(map.len(), c);
        for (name, entry) in map {
            #[cfg(feature = "proptest")]
            self.enter(Step::Key);
            key(self, name);
            #[cfg(feature = "proptest")]
            self.leave();
            let before = self.found.len();
            #[cfg(feature = "proptest")]
            self.enter(Step::Value);
            value(self, entry);
            #[cfg(feature = "proptest")]
            self.leave();
            if self.found.len() > before {
                self.within(
                    before,
                    if c.sensitive || c.sensitive_keys {
                        "*"
                    } else {
                        name.as_str()
                    },
                );
            }
        }
        self.redact_if(c, start);
    }

    /// A map that may hold nulls.
    pub fn sparse_map<K: MapKey, T>(
        &mut self,
        map: &Map<K, Option<T>>,
        c: &'static Constraints,
        key: impl Fn(&mut Self, &K),
        value: impl Fn(&mut Self, &T),
    ) {
        self.map(map, c, key, |validator, entry| {
            if let Some(entry) = entry {
                value(validator, entry);
            }
        });
    }

    /// A list whose members must differ. `write` gives a value's file form; long lists are compared by
    /// it, sorted, so that time stays in O(n log n).
    pub fn unique<'w, T: PartialEq>(
        &mut self,
        list: &[T],
        c: &'static Constraints,
        write: impl Fn(&mut Writer<'w>, &T),
    ) {
        #[cfg(feature = "proptest")]
        self.note_unique();
        if c.unique && super::duplicates::has_duplicates(list, write) {
            self.add(
                ConstraintKind::UniqueItems,
                c.shape,
                Limit::None,
                Actual::None,
            );
        }
    }

    pub(super) fn length(&mut self, length: usize, c: &'static Constraints) {
        #[cfg(feature = "proptest")]
        self.note(c);
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        let too_short = c.min_length.is_some_and(|min| length < min);
        let too_long = c.max_length.is_some_and(|max| length > max);
        if too_short || too_long {
            let limit = Limit::Length {
                min: c.min_length,
                max: c.max_length,
            };
            self.add(
                ConstraintKind::Length,
                c.shape,
                limit,
                Actual::Length(length),
            );
        }
    }

    pub(super) fn add(
        &mut self,
        constraint: ConstraintKind,
        shape: &'static str,
        limit: Limit,
        actual: Actual,
    ) {
        self.found.push(Violation {
            pointer: String::new(),
            constraint,
            limit,
            actual,
            shape,
        });
    }

    #[cold]
    #[inline(never)]
    fn within_index(&mut self, since: usize, index: usize) {
        self.within(since, itoa::Buffer::new().format(index));
    }

    /// Puts a segment, escaped as RFC 6901 says, before the pointers found since.
    #[cold]
    #[inline(never)]
    fn within(&mut self, since: usize, segment: &str) {
        let escaped = format!("/{}", segment.replace('~', "~0").replace('/', "~1"));
        for violation in self.found.iter_mut().skip(since) {
            violation.pointer.insert_str(0, &escaped);
        }
    }

    fn redact_if(&mut self, c: &Constraints, since: usize) {
        if c.sensitive {
            self.redact(since);
        }
    }

    fn redact(&mut self, since: usize) {
        for violation in self.found.iter_mut().skip(since) {
            if matches!(violation.actual, Actual::Value(_)) {
                violation.actual = Actual::Redacted;
            }
        }
    }
}

/// `f32` and `f64`: each is compared in its own precision, so that the bound 8.8 admits `8.8_f32`.
pub trait RangeFloat: Copy + std::fmt::Display {
    /// Whether the number lies within these bounds; NaN lies within none.
    fn within(self, min: Option<Bound>, max: Option<Bound>) -> bool;
}

macro_rules! range_float {
    ($($float:ty),*) => {$(
        impl RangeFloat for $float {
            fn within(self, min: Option<Bound>, max: Option<Bound>) -> bool {
                // A bound that is no number (the model was checked) refuses nothing.
                let number = |bound: Bound| bound.to_string().parse::<$float>().ok();
                let min = min.and_then(number);
                let max = max.and_then(number);
                let ordered = !self.is_nan() || (min.is_none() && max.is_none());
                ordered && min.is_none_or(|min| self >= min) && max.is_none_or(|max| self <= max)
            }
        }
    )*};
}
range_float!(f32, f64);
