//! The walk of a JSON value along the shapes of the model.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::ast::{nearest, step};
use crate::model::traits::Binding;
use crate::model::{Member, Model, Shape, ShapeId, ShapeKind};

use super::constraints::Matcher;
use super::finding::{Finding, Kind, Part};
use super::scalar;

/// In which form a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// That of files and of the AWS CLI: every member under its name in the model, timestamps as ISO 8601
    /// text or as seconds since 1970.
    File,
    /// That of a JSON body: only the members that travel in it.
    Wire {
        /// Whether `@jsonName` counts: in restJson1, not in awsJson.
        json_names: bool,
    },
}

/// Checks values against shapes of one model. Patterns are compiled once each.
#[derive(Debug)]
pub struct Checker<'a> {
    pub(super) model: &'a Model,
    pub(super) patterns: BTreeMap<String, Matcher>,
}

/// One walk.
pub(super) struct Walk<'c, 'a> {
    pub(super) checker: &'c mut Checker<'a>,
    pub(super) form: Form,
    pub(super) part: Part,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Checker<'a> {
    /// A checker for the shapes of this model, which loaded without errors.
    #[must_use]
    pub fn new(model: &'a Model) -> Self {
        Self {
            model,
            patterns: BTreeMap::new(),
        }
    }

    /// Everything in which a value differs from a structure: an operation's input, output or error. None stands
    /// for the unit type, which is the structure without members.
    pub fn check(
        &mut self,
        shape: Option<&ShapeId>,
        value: &Value,
        part: Part,
        form: Form,
    ) -> Vec<Finding> {
        let model = self.model;
        let mut walk = Walk {
            checker: self,
            form,
            part,
            findings: Vec::new(),
        };
        let Some(shape) = shape.and_then(|id| model.get(id)) else {
            walk.nothing(value);
            return walk.findings;
        };
        let members: Vec<&Member> = shape.members().collect();
        match (form, value) {
            (Form::Wire { .. }, _) => walk.body(shape, &members, value),
            (Form::File, Value::Object(shown)) => walk.root(shape, &members, shown),
            (Form::File, other) => walk.wrong_type(shape, other, ""),
        }
        walk.findings
    }
}

impl<'a> Walk<'_, 'a> {
    pub(super) fn model(&self) -> &'a Model {
        self.checker.model
    }

    pub(super) fn tell(
        &mut self,
        kind: Kind,
        at: &str,
        message: impl Into<String>,
        model: impl Into<String>,
        shape: impl ToString,
    ) {
        self.findings.push(Finding {
            part: self.part,
            pointer: at.to_owned(),
            kind,
            message: message.into(),
            model: model.into(),
            shape: shape.to_string(),
            hint: None,
        });
    }

    fn hint(&mut self, hint: Option<&str>) {
        if let Some(finding) = self.findings.last_mut() {
            finding.hint = hint.map(str::to_owned);
        }
    }

    pub(super) fn wrong_type(&mut self, shape: &Shape, value: &Value, at: &str) {
        let model = scalar::described(self.model(), shape);
        let shown = format!("{} is shown", scalar::shown(value));
        self.tell(Kind::WrongType, at, shown, model, &shape.id);
    }

    /// A value where the model has the unit type.
    fn nothing(&mut self, value: &Value) {
        let model = "nothing travels here";
        let Value::Object(shown) = value else {
            let message = format!("{} is shown", scalar::shown(value));
            return self.tell(Kind::WrongType, "", message, model, "");
        };
        for name in shown.keys() {
            let message = format!("`{name}` is shown");
            self.tell(Kind::UnknownMember, &step("", name), message, model, "");
        }
    }

    /// An input or output in JSON's body: its payload, or the members without a place of their own.
    fn body(&mut self, shape: &'a Shape, members: &[&'a Member], value: &Value) {
        let payload = members
            .iter()
            .find(|member| member.traits.binding == Some(Binding::Payload));
        if let Some(payload) = payload {
            return self.value(payload, value, "");
        }
        let inside: Vec<&Member> = members
            .iter()
            .copied()
            .filter(|member| member.traits.binding.is_none())
            .collect();
        match value {
            Value::Object(shown) => self.root(shape, &inside, shown),
            other => self.wrong_type(shape, other, ""),
        }
    }

    /// The outermost structure. Documents sometimes show what its one member holds, without that member.
    fn root(&mut self, shape: &'a Shape, members: &[&'a Member], shown: &Map<String, Value>) {
        let known = |name: &String| members.iter().any(|member| self.name(member) == name);
        if !shown.is_empty() && !shown.keys().any(known) {
            for member in members {
                let Some(inner) = self.model().target(member) else {
                    continue;
                };
                let ShapeKind::Structure(inside) = &inner.kind else {
                    continue;
                };
                let fits = |name: &&String| inside.iter().any(|it| self.name(it) == *name);
                if shown.keys().filter(fits).count() * 2 > shown.len() {
                    let name = self.name(member).to_owned();
                    let message = format!("the members of `{name}` are shown without it");
                    let model = format!("they are inside of `{name}`");
                    self.tell(Kind::MissingWrapper, "", message, model, &member.id);
                    let inside: Vec<&Member> = inside.iter().collect();
                    return self.structure(inner, &inside, shown, "");
                }
            }
        }
        self.structure(shape, members, shown, "");
    }

    /// A member's name in this form.
    fn name(&self, member: &'a Member) -> &'a str {
        match (self.form, &member.traits.json_name) {
            (Form::Wire { json_names: true }, Some(name)) => name,
            _ => member.name(),
        }
    }

    fn structure(
        &mut self,
        shape: &'a Shape,
        members: &[&'a Member],
        shown: &Map<String, Value>,
        at: &str,
    ) {
        self.members(shape, members, shown, at);
        for member in members {
            // A token that is not set is made, and a default stands for what is not there.
            let default = member.traits.default.as_ref();
            let filled = member.traits.idempotency_token || default.is_some_and(|it| !it.is_null());
            let required = member.traits.required && !filled;
            let name = self.name(member);
            if required && shown.get(name).is_none_or(Value::is_null) {
                let message = format!("`{name}` is missing");
                let at = step(at, name);
                self.tell(
                    Kind::MissingRequired,
                    &at,
                    message,
                    "it is required",
                    &member.id,
                );
            }
        }
    }

    /// The members that are shown; null is the same as absent.
    fn members(
        &mut self,
        shape: &'a Shape,
        members: &[&'a Member],
        shown: &Map<String, Value>,
        at: &str,
    ) {
        for (name, value) in shown {
            let below = step(at, name);
            match members.iter().find(|member| self.name(member) == name) {
                Some(_) if value.is_null() => {}
                Some(member) => self.value(member, value, &below),
                None => {
                    let names: Vec<&str> = members.iter().map(|it| self.name(it)).collect();
                    let nearest = nearest(name, names.iter().copied());
                    let message = format!("`{name}` is shown");
                    let model = format!("{} has no such member", shape.id.name());
                    self.tell(Kind::UnknownMember, &below, message, model, &shape.id);
                    self.hint(nearest);
                }
            }
        }
    }

    fn union(&mut self, shape: &'a Shape, shown: &Map<String, Value>, at: &str) {
        let members: Vec<&Member> = shape.members().collect();
        self.members(shape, &members, shown, at);
        // Some services name the member in `__type` too, which Smithy's protocols ignore.
        let set = shown
            .iter()
            .filter(|(name, value)| !value.is_null() && *name != "__type");
        let count = set.count();
        if count != 1 {
            let message = format!("{count} members are shown");
            let model = format!("{} is a union: exactly one", shape.id.name());
            self.tell(Kind::UnionMembers, at, message, model, &shape.id);
        }
    }

    /// A value of a member of anything.
    pub(super) fn value(&mut self, member: &'a Member, value: &Value, at: &str) {
        let model = self.model();
        let Some(target) = model.target(member) else {
            return;
        };
        match (&target.kind, value) {
            (ShapeKind::Structure(members), Value::Object(shown)) => {
                let members: Vec<&Member> = members.iter().collect();
                self.structure(target, &members, shown, at);
            }
            (ShapeKind::Union(_), Value::Object(shown)) => self.union(target, shown, at),
            (ShapeKind::List(item), Value::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    let below = step(at, &index.to_string());
                    match value {
                        Value::Null => self.null(target, &below),
                        _ => self.value(item, value, &below),
                    }
                }
            }
            (ShapeKind::Map { key, value: item }, Value::Object(entries)) => {
                for (name, value) in entries {
                    // What is wrong with a key is told of the map.
                    if !value.is_null() || target.traits.sparse {
                        self.value(key, &Value::from(name.as_str()), at);
                    }
                    let below = step(at, name);
                    match value {
                        Value::Null => self.null(target, &below),
                        _ => self.value(item, value, &below),
                    }
                }
            }
            (ShapeKind::Enum(_), Value::String(text)) => self.enumeration(target, text, at),
            (ShapeKind::IntEnum(_), Value::Number(_)) => {
                if !self.int_enumeration(target, value, at) {
                    return self.wrong_type(target, value, at);
                }
            }
            (ShapeKind::Simple(simple), value) => {
                if let Err(shown) = scalar::fits(model, member, *simple, value, self.form) {
                    let says = scalar::described(model, target);
                    return self.tell(Kind::WrongType, at, shown, says, &target.id);
                }
            }
            (_, other) => return self.wrong_type(target, other, at),
        }
        self.constraints(member, target, value, at);
    }

    /// A null in a list or map, which only a sparse one may have (Smithy 2.0, "sparse trait").
    fn null(&mut self, shape: &Shape, at: &str) {
        if !shape.traits.sparse {
            let model = format!("{} is not sparse", shape.id.name());
            self.tell(Kind::NullItem, at, "null is shown", model, &shape.id);
        }
    }

    fn enumeration(&mut self, shape: &'a Shape, text: &str, at: &str) {
        let ShapeKind::Enum(members) = &shape.kind else {
            return;
        };
        if members.iter().any(|member| member.value == text) {
            return;
        }
        let values = members.iter().filter(|member| !member.traits.internal);
        let values: Vec<&str> = values.map(|member| member.value.as_str()).collect();
        let message = format!("`{text}` is shown");
        let model = format!("{} is one of {}", shape.id.name(), values.join(", "));
        self.tell(Kind::UnknownEnumValue, at, message, model, &shape.id);
        self.hint(nearest(text, values.iter().copied()));
    }

    /// Whether it is an integer at all.
    fn int_enumeration(&mut self, shape: &'a Shape, value: &Value, at: &str) -> bool {
        let ShapeKind::IntEnum(members) = &shape.kind else {
            return false;
        };
        let Some(number) = scalar::integer(value).and_then(|number| i32::try_from(number).ok())
        else {
            return false;
        };
        if !members.iter().any(|member| member.value == number) {
            let values: Vec<String> = members.iter().map(|it| it.value.to_string()).collect();
            let message = format!("{number} is shown");
            let model = format!("{} is one of {}", shape.id.name(), values.join(", "));
            self.tell(Kind::UnknownEnumValue, at, message, model, &shape.id);
        }
        true
    }
}
