//! What is wrong with a value in file form, found from the limits alone: what the checks have to say about it.
//!
//! The checks of [`crate::validate`] are not asked, so that the strategies can be used to test them.

use std::cmp::Ordering;

use super::automaton::with_automaton;
use super::schema::{Kind, Member, Node, Presence, Schema};
use crate::types::decimal::Decimal;
use crate::types::{BigDecimal, Blob, Document, Map};
use crate::validate::{Actual, Bound, ConstraintKind, Constraints, Limit, Violation};

/// All violations of a value of a schema.
pub(super) fn judge(schema: &Schema, value: &Document) -> Vec<Violation> {
    let mut judge = Judge {
        schema,
        found: Vec::new(),
        pointer: String::new(),
        hidden: false,
    };
    judge.value(&schema.root, value);
    judge.found
}

/// The violations of a value right here, without what is inside of it.
pub(super) fn judge_here(schema: &Schema, node: &Node, value: &Document) -> Vec<ConstraintKind> {
    let mut judge = Judge {
        schema,
        found: Vec::new(),
        pointer: String::new(),
        hidden: false,
    };
    if let Some(limits) = node.limits {
        judge.here(node, limits, value);
    }
    judge.found.iter().map(Violation::constraint).collect()
}

struct Judge<'a> {
    schema: &'a Schema,
    found: Vec<Violation>,
    pointer: String,
    /// Whether something around the value is sensitive.
    hidden: bool,
}

impl Judge<'_> {
    fn value(&mut self, node: &Node, value: &Document) {
        if value.is_null() && node.nullable {
            return;
        }
        let hidden = self.hidden;
        if let Some(limits) = node.limits {
            self.hidden |= limits.sensitive;
            self.here(node, limits, value);
        }
        match (&node.kind, value) {
            (Kind::List(item), Document::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.inside(&index.to_string(), |judge| judge.value(item, value));
                }
            }
            (Kind::Map(parts), Document::Object(entries)) => {
                let [key, value] = &**parts;
                let secret = node
                    .limits
                    .is_some_and(|limits| limits.sensitive || limits.sensitive_keys);
                for (name, entry) in entries {
                    self.value(key, &Document::String(name.clone()));
                    let shown = if secret { "*" } else { name };
                    self.inside(shown, |judge| judge.value(value, entry));
                }
            }
            (Kind::Shape(id, _), Document::Object(members)) => {
                if let Some(shape) = self.schema.shape(id) {
                    self.hidden |= shape.sensitive;
                    self.members(&shape.members, members);
                }
            }
            _ => {}
        }
        self.hidden = hidden;
    }

    fn members(&mut self, members: &[Member], values: &Map<String, Document>) {
        for member in members {
            self.inside(member.name, |judge| {
                match (values.get(member.name), member.presence) {
                    (Some(value), _) => judge.value(&member.node, value),
                    (None, Presence::MustBeSet(shape)) => {
                        judge.add(ConstraintKind::Required, shape, Limit::None, Actual::None);
                    }
                    (None, _) => {}
                }
            });
        }
    }

    fn inside(&mut self, segment: &str, f: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        let escaped = segment.replace('~', "~0").replace('/', "~1");
        self.pointer.push_str(&escaped);
        f(self);
        self.pointer.truncate(length);
    }

    fn add(
        &mut self,
        constraint: ConstraintKind,
        shape: &'static str,
        limit: Limit,
        actual: Actual,
    ) {
        self.found.push(Violation {
            pointer: self.pointer.clone(),
            constraint,
            limit,
            actual,
            shape,
        });
    }

    fn refuse(&mut self, constraint: ConstraintKind, c: &Constraints, limit: Limit, text: String) {
        let actual = if self.hidden || c.sensitive {
            Actual::Redacted
        } else {
            Actual::Value(text)
        };
        self.add(constraint, c.shape, limit, actual);
    }

    fn here(&mut self, node: &Node, c: &'static Constraints, value: &Document) {
        match (&node.kind, value) {
            (Kind::Text, Document::String(text)) => self.text(c, text),
            (Kind::Enum(known), Document::String(text)) => {
                if !known.contains(&text.as_str()) {
                    let limit = Limit::Values(c.values.unwrap_or(known));
                    self.refuse(ConstraintKind::Enum, c, limit, text.clone());
                }
                self.text(c, text);
            }
            (Kind::IntEnum(known), Document::Number(number)) => {
                let text = number.as_str();
                if !known.iter().any(|value| value.to_string() == text) {
                    let limit = Limit::IntValues(known);
                    self.refuse(ConstraintKind::Enum, c, limit, text.to_owned());
                }
                self.decimal(c, text);
            }
            (Kind::Blob, Document::String(text)) => {
                let bytes = Blob::from_base64(text).map_or(0, |blob| blob.len());
                self.length(c, bytes);
            }
            (Kind::List(_), Document::Array(items)) => {
                self.length(c, items.len());
                let twice = |(index, item)| items[..index].contains(item);
                if node.unique && items.iter().enumerate().any(twice) {
                    self.add(
                        ConstraintKind::UniqueItems,
                        c.shape,
                        Limit::None,
                        Actual::None,
                    );
                }
            }
            (Kind::Map(_), Document::Object(entries)) => self.length(c, entries.len()),
            (Kind::Float, Document::Number(number)) => {
                if let Ok(value) = number.as_str().parse::<f32>() {
                    self.float(c, value, &value.to_string());
                }
            }
            (Kind::Double, Document::Number(number)) => {
                if let Ok(value) = number.as_str().parse::<f64>() {
                    self.float(c, value, &value.to_string());
                }
            }
            (Kind::Integer(..) | Kind::BigInteger | Kind::BigDecimal, Document::Number(number)) => {
                self.decimal(c, number.as_str())
            }
            _ => {}
        }
    }

    fn length(&mut self, c: &Constraints, length: usize) {
        let length = length as u64;
        let (min, max) = (c.min_length, c.max_length);
        if length < min.unwrap_or(0) || length > max.unwrap_or(u64::MAX) {
            let limit = Limit::Length { min, max };
            self.add(
                ConstraintKind::Length,
                c.shape,
                limit,
                Actual::Length(length),
            );
        }
    }

    fn text(&mut self, c: &Constraints, text: &str) {
        self.length(c, text.chars().count());
        if let Some(pattern) = c.pattern
            && with_automaton(pattern, |automaton| automaton.accepts(text)) == Some(false)
        {
            let limit = Limit::Pattern(pattern.source);
            self.refuse(ConstraintKind::Pattern, c, limit, text.to_owned());
        }
    }

    fn decimal(&mut self, c: &Constraints, text: &str) {
        let order = |bound: Bound| {
            let (value, bound) = (
                Decimal::parse(text).ok()?,
                Decimal::parse(&bound.to_string()).ok()?,
            );
            Some(value.cmp(&bound))
        };
        let below = c.min.and_then(order) == Some(Ordering::Less);
        let above = c.max.and_then(order) == Some(Ordering::Greater);
        if below || above {
            let written = text
                .parse::<BigDecimal>()
                .map_or_else(|_| text.to_owned(), |number| number.as_str().to_owned());
            self.range(c, written);
        }
    }

    fn float<F: PartialOrd + std::str::FromStr>(&mut self, c: &Constraints, value: F, text: &str) {
        let number = |bound: Bound| bound.to_string().parse::<F>().ok();
        let below = c.min.and_then(number).is_some_and(|min| value < min);
        let above = c.max.and_then(number).is_some_and(|max| value > max);
        if below || above {
            self.range(c, text.to_owned());
        }
    }

    fn range(&mut self, c: &Constraints, text: String) {
        let limit = Limit::Range {
            min: c.min,
            max: c.max,
        };
        self.refuse(ConstraintKind::Range, c, limit, text);
    }
}
