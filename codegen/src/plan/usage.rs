//! Facts about shapes that several decisions need, computed once over the closure.

use std::collections::{BTreeMap, BTreeSet};

use super::lock::{Lock, LockedPresence};
use crate::model::{Closure, Member, Model, Operation, ShapeId, ShapeKind};

/// How the shapes of a closure are used.
#[derive(Clone, Debug, Default)]
pub(super) struct Usage {
    /// Shapes used as an operation's input, with the operations.
    pub(super) inputs: BTreeMap<ShapeId, Vec<ShapeId>>,
    /// Shapes used as an operation's output, with the operations.
    pub(super) outputs: BTreeMap<ShapeId, Vec<ShapeId>>,
    /// Error structures.
    pub(super) errors: BTreeSet<ShapeId>,
    /// Shapes that a member targets.
    pub(super) targeted: BTreeSet<ShapeId>,
    /// Structures and unions with something to validate, here or below.
    pub(super) checked: BTreeSet<ShapeId>,
}

impl Usage {
    /// Computes everything for the shapes of a closure.
    pub(super) fn of(model: &Model, closure: &Closure, lock: &Lock) -> Self {
        let mut usage = Self::default();
        for id in &closure.operations {
            usage.add_operation(model, id);
        }
        usage.errors.clone_from(&closure.errors);
        for id in &closure.shapes {
            for member in model.members(id) {
                usage.targeted.insert(member.target.clone());
            }
        }
        usage.checked = checked_shapes(model, closure, lock);
        usage
    }

    /// Whether a shape is nothing but one operation's input.
    pub(super) fn dedicated_input(&self, id: &ShapeId) -> Option<&ShapeId> {
        self.dedicated(id, &self.inputs, &self.outputs)
    }

    /// Whether a shape is nothing but one operation's output.
    pub(super) fn dedicated_output(&self, id: &ShapeId) -> Option<&ShapeId> {
        self.dedicated(id, &self.outputs, &self.inputs)
    }

    /// Whether this operation's input is its own alone.
    pub(super) fn dedicated_input_of(&self, operation: &Operation) -> bool {
        operation
            .input
            .as_ref()
            .is_some_and(|id| self.dedicated_input(id).is_some())
    }

    /// Whether this operation's output is its own alone.
    pub(super) fn dedicated_output_of(&self, operation: &Operation) -> bool {
        operation
            .output
            .as_ref()
            .is_some_and(|id| self.dedicated_output(id).is_some())
    }

    fn dedicated<'a>(
        &self,
        id: &ShapeId,
        uses: &'a BTreeMap<ShapeId, Vec<ShapeId>>,
        others: &BTreeMap<ShapeId, Vec<ShapeId>>,
    ) -> Option<&'a ShapeId> {
        let elsewhere =
            self.targeted.contains(id) || self.errors.contains(id) || others.contains_key(id);
        match uses.get(id).map(Vec::as_slice) {
            Some([operation]) if !elsewhere => Some(operation),
            _ => None,
        }
    }

    fn add_operation(&mut self, model: &Model, id: &ShapeId) {
        let Some(operation) = model.operation(id) else {
            return;
        };
        if let Some(input) = &operation.input {
            self.inputs
                .entry(input.clone())
                .or_default()
                .push(id.clone());
        }
        if let Some(output) = &operation.output {
            self.outputs
                .entry(output.clone())
                .or_default()
                .push(id.clone());
        }
    }
}

/// Grows the set of shapes with constraints from the members that have some themselves to
/// all shapes that contain one of them.
fn checked_shapes(model: &Model, closure: &Closure, lock: &Lock) -> BTreeSet<ShapeId> {
    let mut containers: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut open: Vec<&ShapeId> = Vec::new();
    for id in &closure.shapes {
        for member in model.members(id) {
            containers.entry(&member.target).or_default().push(id);
            if constrained(model, member) || may_be_missing(member, closure.name_of(id), lock) {
                open.push(id);
            }
        }
    }
    let mut checked = BTreeSet::new();
    while let Some(id) = open.pop() {
        if checked.insert(id.clone()) {
            open.extend(containers.get(id).into_iter().flatten());
        }
    }
    checked
}

/// Whether a required member is an `Option` because of the lock, so that it can be missing.
fn may_be_missing(member: &Member, shape: &str, lock: &Lock) -> bool {
    let Some(locked) = lock
        .structures
        .get(shape)
        .filter(|_| member.traits.required)
    else {
        return false;
    };
    let known = locked.iter().find(|locked| locked.name == member.name());
    known.is_none_or(|known| known.presence == LockedPresence::Optional)
}

fn constrained(model: &Model, member: &Member) -> bool {
    let target = model.get(&member.target).map(|shape| &shape.kind);
    matches!(target, Some(ShapeKind::Enum(_) | ShapeKind::IntEnum(_)))
        || model.length(member).is_some()
        || model.range(member).is_some()
        || model.pattern(member).is_some()
        || model.unique_items(member)
}
