//! Constraint traits of a value that has the right type.

use std::cmp::Ordering;

use serde_json::Value;
use shapewright_runtime::{BigInteger, Blob, Pattern};

use crate::model::{Member, Shape, ShapeKind, Simple};
use crate::pattern::{self, Outcome};

use super::checker::Walk;
use super::finding::Kind;
use super::wire;

/// How strings are matched with a pattern.
#[derive(Clone, Debug)]
pub(super) enum Matcher {
    /// By this automaton.
    Automaton(Vec<u8>),
    /// Not at all, as in generated crates.
    Unchecked,
}

impl Matcher {
    fn of(source: &str) -> Self {
        match pattern::compile(source) {
            Outcome::Exact(automaton) | Outcome::Superset { automaton, .. } => {
                Self::Automaton(automaton)
            }
            Outcome::Always | Outcome::Never(_) | Outcome::Unsupported(_) => Self::Unchecked,
        }
    }

    fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Automaton(automaton) => Pattern::run(automaton, text),
            Self::Unchecked => true,
        }
    }
}

impl<'a> Walk<'_, 'a> {
    /// All constraint traits of a member or its target (Smithy, "Constraint traits").
    pub(super) fn constraints(
        &mut self,
        member: &'a Member,
        target: &'a Shape,
        value: &Value,
        at: &str,
    ) {
        let model = self.model();
        let own = &member.traits;
        let owner = |owned: bool| match owned {
            true => member.id.to_string(),
            false => member.target.to_string(),
        };
        if let (Some(limit), Some(length)) = (model.length(member), length(target, value)) {
            let below = limit.min.is_some_and(|min| length < min);
            if below || limit.max.is_some_and(|max| length > max) {
                let message = format!("the length is {length}");
                let says = bounds("a length", limit.min, limit.max);
                self.tell(Kind::Length, at, message, says, owner(own.length.is_some()));
            }
        }
        if let (Some(limit), Some(number)) = (model.range(member), number(target, value)) {
            let beyond = |bound: &Option<String>, side: Ordering| {
                let order = bound.as_deref().and_then(|bound| compare(&number, bound));
                order == Some(side)
            };
            if beyond(&limit.min, Ordering::Less) || beyond(&limit.max, Ordering::Greater) {
                let message = format!("{number} is shown");
                let says = bounds("a number", limit.min.as_deref(), limit.max.as_deref());
                self.tell(Kind::Range, at, message, says, owner(own.range.is_some()));
            }
        }
        if let (Some(source), Value::String(text)) = (model.pattern(member), value) {
            self.pattern(source, text, at, &owner(own.pattern.is_some()));
        }
        if model.unique_items(member)
            && let Value::Array(items) = wire::value(model, member, value)
        {
            self.unique(&items, at, &owner(own.unique_items));
        }
    }

    fn pattern(&mut self, source: &str, text: &str, at: &str, owner: &str) {
        let patterns = &mut self.checker.patterns;
        if !patterns.contains_key(source) {
            patterns.insert(source.to_owned(), Matcher::of(source));
        }
        let matched = patterns
            .get(source)
            .is_none_or(|matcher| matcher.is_match(text));
        if !matched {
            let message = format!("{text:?} is shown");
            self.tell(
                Kind::Pattern,
                at,
                message,
                format!("the pattern {source}"),
                owner,
            );
        }
    }

    fn unique(&mut self, items: &[Value], at: &str, owner: &str) {
        let twice = items.iter().enumerate().find(|(index, item)| {
            !item.is_null() && items.iter().take(*index).any(|before| before == *item)
        });
        if let Some((index, _)) = twice {
            let message = format!("item {index} is shown twice");
            self.tell(Kind::UniqueItems, at, message, "items differ", owner);
        }
    }
}

/// What `@length` counts: characters, bytes, items, entries; what null stands for is dropped, unless the container
/// is sparse.
fn length(target: &Shape, value: &Value) -> Option<u64> {
    let kept = |value: &&Value| target.traits.sparse || !value.is_null();
    let length = match (&target.kind, value) {
        (ShapeKind::Simple(Simple::Blob), Value::String(text)) => {
            Blob::from_base64(text).ok()?.len()
        }
        (_, Value::String(text)) => text.chars().count(),
        (_, Value::Array(items)) => items.iter().filter(kept).count(),
        (ShapeKind::Map { .. }, Value::Object(entries)) => entries.values().filter(kept).count(),
        _ => return None,
    };
    u64::try_from(length).ok()
}

/// A number in JSON syntax; those of any size may be text.
fn number(target: &Shape, value: &Value) -> Option<String> {
    match (&target.kind, value) {
        (_, Value::Number(number)) => Some(number.to_string()),
        (ShapeKind::Simple(Simple::BigInteger | Simple::BigDecimal), Value::String(text)) => {
            Some(text.clone())
        }
        _ => None,
    }
}

/// Two numbers in JSON syntax; whole ones exactly.
fn compare(left: &str, right: &str) -> Option<Ordering> {
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.parse::<f64>().ok()?.partial_cmp(&right.parse().ok()?),
    }
}

/// A whole number, also with an exponent.
fn whole(text: &str) -> Option<i128> {
    let plain = text.parse().ok();
    plain.or_else(|| text.parse::<BigInteger>().ok()?.as_str().parse().ok())
}

fn bounds<T: std::fmt::Display>(what: &str, min: Option<T>, max: Option<T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("{what} from {min} to {max}"),
        (Some(min), None) => format!("{what} of at least {min}"),
        (None, Some(max)) => format!("{what} of at most {max}"),
        (None, None) => what.to_owned(),
    }
}
