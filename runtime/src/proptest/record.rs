//! A validator that notes which limits are looked at, and where, instead of judging.

use std::collections::BTreeMap;

use super::schema::{Kind, Node};
use crate::validate::{Constraints, Validator};

/// A step from a value to one inside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// A member of a structure or union.
    Member(&'static str),
    /// Any item of a list.
    Item,
    /// Any key of a map.
    Key,
    /// Any value of a map.
    Value,
}

/// What was noted.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    path: Vec<Step>,
    limits: BTreeMap<Vec<Step>, &'static Constraints>,
    unique: Vec<Vec<Step>>,
    /// Members that must be set but are not, with the ids that violations give.
    missing: BTreeMap<&'static str, &'static str>,
    /// Whether the whole structure or union is `@sensitive`.
    pub(super) sensitive: bool,
}

impl Recorder {
    /// Puts what was noted at this path, and below it, on a node.
    pub(super) fn apply(&self, path: &mut Vec<Step>, node: &mut Node) {
        node.limits = self.limits.get(path).copied();
        node.unique = self.unique.contains(path);
        let mut inside = |step: Step, node: &mut Node| {
            path.push(step);
            self.apply(path, node);
            path.pop();
        };
        match &mut node.kind {
            Kind::List(item) => inside(Step::Item, item),
            Kind::Map(parts) => {
                let [key, value] = &mut **parts;
                inside(Step::Key, key);
                inside(Step::Value, value);
            }
            _ => {}
        }
    }

    /// The id of a member that must be set, if it is one.
    pub(super) fn required(&self, name: &str) -> Option<&'static str> {
        self.missing.get(name).copied()
    }
}

impl Validator {
    /// A validator that notes.
    pub(super) fn recording() -> Self {
        Self {
            found: Vec::new(),
            recorder: Some(Box::default()),
        }
    }

    /// What was noted.
    pub(super) fn recorded(self) -> Recorder {
        self.recorder.map(|recorder| *recorder).unwrap_or_default()
    }

    /// Whether this validator notes: then structures inside are left out, because they are noted for themselves.
    pub(crate) fn records(&self) -> bool {
        self.recorder.is_some()
    }

    /// What is looked at from here on is inside.
    pub(crate) fn enter(&mut self, step: Step) {
        if let Some(recorder) = &mut self.recorder {
            recorder.path.push(step);
        }
    }

    /// The inside was looked at.
    pub(crate) fn leave(&mut self) {
        if let Some(recorder) = &mut self.recorder {
            recorder.path.pop();
        }
    }

    /// Limits of the value at hand.
    pub(crate) fn note(&mut self, limits: &'static Constraints) {
        if let Some(recorder) = &mut self.recorder {
            recorder.limits.insert(recorder.path.clone(), limits);
        }
    }

    /// The items of the list at hand must differ.
    pub(crate) fn note_unique(&mut self) {
        if let Some(recorder) = &mut self.recorder {
            recorder.unique.push(recorder.path.clone());
        }
    }

    /// A member that must be set and is not.
    pub(crate) fn note_missing(&mut self, name: &'static str, shape: &'static str) {
        if let Some(recorder) = &mut self.recorder {
            recorder.missing.insert(name, shape);
        }
    }

    /// The value at hand is a sensitive structure or union.
    pub(crate) fn note_sensitive(&mut self) {
        if let Some(recorder) = &mut self.recorder {
            recorder.sensitive = true;
        }
    }
}
