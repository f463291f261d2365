//! Checks as values, put together by generated code: `each(string(&NAME))` checks every item
//! of a list. Each function gives what [`Validator::member`] takes.

use super::Validate;
use super::constraints::Constraints;
use super::validator::{RangeFloat, Validator};
use crate::json::Writer;
use crate::shape::{IntEnum, MapKey, StringEnum};
use crate::types::{BigDecimal, BigInteger, Blob, Body, Map};

type Rules = &'static Constraints;

/// Nothing to check.
pub fn any<T: ?Sized>(_: &mut Validator, _: &T) {}

/// A structure or union.
pub fn object<T: Validate>(v: &mut Validator, value: &T) {
    v.object(value);
}

/// A boxed structure or union.
#[expect(clippy::borrowed_box, reason = "a function for the field as it is")]
pub fn boxed<T: Validate>(v: &mut Validator, value: &Box<T>) {
    v.object(&**value);
}

/// A string.
pub fn string(rules: Rules) -> impl Fn(&mut Validator, &String) + Copy {
    move |v, x| v.string(x, rules)
}

/// A string enum.
pub fn text<E: StringEnum>(rules: Rules) -> impl Fn(&mut Validator, &E) + Copy {
    move |v, x| v.text(x, rules)
}

/// An integer of any size up to 64 bits.
pub fn int<N: Into<i64> + Copy>(rules: Rules) -> impl Fn(&mut Validator, &N) + Copy {
    move |v, x| v.int(*x, rules)
}

/// An intEnum.
pub fn int_enum<E: IntEnum>(rules: Rules) -> impl Fn(&mut Validator, &E) + Copy {
    move |v, x| v.int_enum(x, rules)
}

/// A float or double.
pub fn float<F: RangeFloat>(rules: Rules) -> impl Fn(&mut Validator, &F) + Copy {
    move |v, x| v.float(*x, rules)
}

/// A whole number of any size.
pub fn big_integer(rules: Rules) -> impl Fn(&mut Validator, &BigInteger) + Copy {
    move |v, x| v.big_integer(x, rules)
}

/// A decimal number of any size.
pub fn big_decimal(rules: Rules) -> impl Fn(&mut Validator, &BigDecimal) + Copy {
    move |v, x| v.big_decimal(x, rules)
}

/// A blob.
pub fn blob(rules: Rules) -> impl Fn(&mut Validator, &Blob) + Copy {
    move |v, x| v.blob(x, rules)
}

/// A streaming blob.
pub fn body(rules: Rules) -> impl Fn(&mut Validator, &Body) + Copy {
    move |v, x| v.body(x, rules)
}

/// A list without limits of its own: each item.
pub fn each<T>(item: impl Fn(&mut Validator, &T)) -> impl Fn(&mut Validator, &Vec<T>) {
    list(&Constraints::NONE, item)
}

/// A list: its length, then each item.
pub fn list<T>(
    rules: Rules,
    item: impl Fn(&mut Validator, &T),
) -> impl Fn(&mut Validator, &Vec<T>) {
    move |v, x: &Vec<T>| v.list(x, rules, &item)
}

/// A list whose items must differ; `write` gives their file form.
pub fn unique_list<T: PartialEq>(
    rules: Rules,
    write: impl Fn(&mut Writer<'static>, &T),
    item: impl Fn(&mut Validator, &T),
) -> impl Fn(&mut Validator, &Vec<T>) {
    move |v, x: &Vec<T>| {
        v.list(x, rules, &item);
        v.unique(x, rules, &write);
    }
}

/// A list that may hold nulls.
pub fn sparse_list<T>(
    rules: Rules,
    item: impl Fn(&mut Validator, &T),
) -> impl Fn(&mut Validator, &Vec<Option<T>>) {
    move |v, x: &Vec<Option<T>>| v.sparse_list(x, rules, &item)
}

/// A map without limits of its own: each key and value.
pub fn entries<K: MapKey, T>(
    key: impl Fn(&mut Validator, &K),
    value: impl Fn(&mut Validator, &T),
) -> impl Fn(&mut Validator, &Map<K, T>) {
    map(&Constraints::NONE, key, value)
}

/// A map: how many entries, then each key and value.
pub fn map<K: MapKey, T>(
    rules: Rules,
    key: impl Fn(&mut Validator, &K),
    value: impl Fn(&mut Validator, &T),
) -> impl Fn(&mut Validator, &Map<K, T>) {
    move |v, x: &Map<K, T>| v.map(x, rules, &key, &value)
}

/// A map that may hold nulls.
pub fn sparse_map<K: MapKey, T>(
    rules: Rules,
    key: impl Fn(&mut Validator, &K),
    value: impl Fn(&mut Validator, &T),
) -> impl Fn(&mut Validator, &Map<K, Option<T>>) {
    move |v, x: &Map<K, Option<T>>| v.sparse_map(x, rules, &key, &value)
}
