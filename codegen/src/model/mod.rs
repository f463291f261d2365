//! The semantic model: every shape resolved and typed.

mod access;
mod apply;
mod closure;
mod context;
mod draft;
mod enum_trait;
mod enums;
mod jmespath;
mod lower;
mod mixins;
mod overlay;
mod prelude;
mod recursion;
mod resolve;
mod rules;
mod service;
pub mod shape;
pub mod shape_id;
mod suppress;
#[cfg(test)]
mod tests;
mod trait_ids;
mod trait_objects;
pub mod trait_table;
mod trait_values;
mod trait_waiters;
pub mod traits;
pub mod uri;
pub mod waiters;
mod zero_values;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::Report;

pub use closure::Closure;
pub(crate) use overlay::KEY as OVERLAY;
pub use overlay::Origin;
pub use shape::{
    EnumMember, Member, Operation, Place, Resource, Service, Shape, ShapeKind, Simple,
};
pub use shape_id::{MemberId, ShapeId};
pub use traits::Traits;

use context::Context;
use lower::{Source, Version};

/// All shapes of the input and the prelude, immutable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    shapes: BTreeMap<ShapeId, Shape>,
    metadata: BTreeMap<String, Value>,
}

impl Model {
    /// Loads the sources of one model; the prelude is always there.
    ///
    /// Everything that is wrong is added to the report, which is sorted afterwards. With an
    /// error in it the model is not fit for use: shapes may be missing and targets unresolved.
    #[must_use]
    pub fn load(sources: &[Source], report: &mut Report) -> Self {
        let asts: Vec<_> = sources
            .iter()
            .filter_map(|source| lower::read(source, report))
            .collect();
        // What a source that cannot be read would define is missing everywhere else.
        let model = if asts.len() == sources.len() {
            Self::build(asts, report)
        } else {
            Self::default()
        };
        suppress::apply(&model, report);
        lower::locate(sources, report);
        report.sort();
        model
    }

    /// The passes, in order.
    fn build(asts: Vec<lower::Ast>, report: &mut Report) -> Self {
        let ctx = &mut Context::new(report);
        let mut draft = lower::lower(asts, ctx);
        let pending = apply::apply(&mut draft, ctx);
        mixins::flatten(&mut draft, pending, ctx);
        enum_trait::convert(&mut draft, ctx);
        let metadata = std::mem::take(&mut draft.metadata);
        let old = draft
            .shapes
            .iter()
            .filter(|(_, shape)| shape.version == Version::V1);
        let old: BTreeSet<ShapeId> = old.map(|(id, _)| id.clone()).collect();
        let mut shapes = resolve::resolve(draft, ctx);
        zero_values::fill(&mut shapes, &old);
        service::merge_pagination(&mut shapes);
        recursion::mark(&mut shapes);
        recursion::check(&shapes, ctx);
        let model = Self { shapes, metadata };
        rules::check(&model, ctx);
        model
    }

    /// Takes out the findings that the model suppresses; [`Model::load`] has done it with its own.
    pub(crate) fn suppress(&self, report: &mut Report) {
        suppress::apply(self, report);
    }

    /// The shape with this id.
    #[must_use]
    pub fn get(&self, id: &ShapeId) -> Option<&Shape> {
        self.shapes.get(id)
    }

    /// All shapes, sorted by id.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.values()
    }

    /// The services, sorted by id; those of the prelude do not exist.
    pub fn services(&self) -> impl Iterator<Item = (&Shape, &Service)> {
        self.shapes.values().filter_map(|shape| match &shape.kind {
            ShapeKind::Service(service) => Some((shape, service)),
            _ => None,
        })
    }

    /// The service with this id.
    #[must_use]
    pub fn service(&self, id: &ShapeId) -> Option<&Service> {
        match &self.get(id)?.kind {
            ShapeKind::Service(service) => Some(service),
            _ => None,
        }
    }

    /// The operation with this id.
    #[must_use]
    pub fn operation(&self, id: &ShapeId) -> Option<&Operation> {
        match &self.get(id)?.kind {
            ShapeKind::Operation(operation) => Some(operation),
            _ => None,
        }
    }

    /// The members with a target of the shape with this id; none if there is no such shape.
    pub fn members<'a>(&'a self, id: &ShapeId) -> impl Iterator<Item = &'a Member> + use<'a> {
        self.get(id).into_iter().flat_map(Shape::members)
    }

    /// The merged metadata of all sources, sorted by key.
    #[must_use]
    pub fn metadata(&self) -> &BTreeMap<String, Value> {
        &self.metadata
    }
}
