//! The data shapes that a service, or some of its operations, reach. · Called by `plan` and by
//! the rule about names. · Targets that do not exist are skipped.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Member, Shape, ShapeKind};
use super::{Model, ShapeId};

/// What a service uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closure {
    /// Every data shape that is reached, also those of the prelude, but not `smithy.api#Unit`.
    pub shapes: BTreeSet<ShapeId>,
    /// The chosen operations, sorted.
    pub operations: Vec<ShapeId>,
    /// The operations' input structures.
    pub inputs: BTreeSet<ShapeId>,
    /// The operations' output structures.
    pub outputs: BTreeSet<ShapeId>,
    /// The error structures of the operations and the service.
    pub errors: BTreeSet<ShapeId>,
    /// What inputs reach, inputs included: shapes that are sent.
    pub sent: BTreeSet<ShapeId>,
    /// What outputs and errors reach, these included: shapes that are received.
    pub received: BTreeSet<ShapeId>,
    rename: BTreeMap<ShapeId, String>,
}

impl Closure {
    /// The shape's name in this service: that of `rename`, else its own.
    #[must_use]
    pub fn name_of<'a>(&'a self, id: &'a ShapeId) -> &'a str {
        self.rename.get(id).map_or(id.name(), String::as_str)
    }
}

impl Model {
    /// What a service reaches, or only the given operations of it.
    ///
    /// Operations that the service does not have are left out; an unknown service reaches
    /// nothing.
    #[must_use]
    pub fn closure(&self, service: &ShapeId, operations: Option<&[ShapeId]>) -> Closure {
        let Some(service) = self.service(service) else {
            return Closure::default();
        };
        let chosen = |id: &&ShapeId| operations.is_none_or(|operations| operations.contains(id));
        let mut closure = Closure {
            operations: service.operations.iter().filter(chosen).cloned().collect(),
            errors: service.errors.iter().cloned().collect(),
            rename: service.rename.iter().cloned().collect(),
            ..Closure::default()
        };
        for id in &closure.operations {
            if let Some(operation) = self.operation(id) {
                closure.inputs.extend(operation.input.clone());
                closure.outputs.extend(operation.output.clone());
                closure.errors.extend(operation.errors.iter().cloned());
            }
        }
        closure.sent = self.reached(closure.inputs.iter());
        closure.received = self.reached(closure.outputs.iter().chain(&closure.errors));
        closure.shapes = closure.sent.union(&closure.received).cloned().collect();
        closure
    }

    /// All shapes that the given ones lead to, these included.
    pub(crate) fn reached<'a>(
        &'a self,
        from: impl Iterator<Item = &'a ShapeId>,
    ) -> BTreeSet<ShapeId> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&ShapeId> = from.collect();
        while let Some(id) = waiting.pop() {
            let Some(shape) = self.get(id) else { continue };
            if !id.is_unit() && reached.insert(id.clone()) {
                waiting.extend(shape.members().map(|member| &member.target));
            }
        }
        reached
    }
}

impl Shape {
    /// The members that have a target: of a structure, union, list or map. Enums have none.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let (many, first, second): (&[Member], Option<&Member>, Option<&Member>) = match &self.kind
        {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => (members, None, None),
            ShapeKind::List(member) => (&[], Some(member), None),
            ShapeKind::Map { key, value } => (&[], Some(key), Some(value)),
            _ => (&[], None, None),
        };
        many.iter().chain(first).chain(second)
    }
}
