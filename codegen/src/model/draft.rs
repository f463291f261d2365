//! Shapes on their way from the AST to the model: ids are parsed, nothing is resolved. ·
//! Changed in place by `apply`, `mixins` and `enum_trait`, then consumed by `resolve`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::lower::{Kind, Version};
use super::shape::Place;
use super::shape_id::ShapeId;

/// All shapes of all sources.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The shapes by id, without the prelude.
    pub(super) shapes: BTreeMap<ShapeId, DraftShape>,
    /// The `apply` statements in the order of the sources.
    pub(super) applies: Vec<Apply>,
    /// Merged metadata.
    pub(super) metadata: BTreeMap<String, Value>,
    /// Shapes that exist but could not be read; references to them are not reported again.
    pub(super) broken: BTreeSet<ShapeId>,
}

/// A shape.
#[derive(Clone, Debug)]
pub(super) struct DraftShape {
    pub(super) kind: Kind,
    pub(super) version: Version,
    pub(super) place: Place,
    pub(super) members: Vec<DraftMember>,
    pub(super) traits: Vec<TraitUse>,
    pub(super) mixins: Vec<Reference>,
    pub(super) links: Links,
}

impl DraftShape {
    /// Whether both say the same, wherever it is written; the order of traits does not count.
    pub(super) fn same_content(&self, other: &Self) -> bool {
        self.kind == other.kind
            && same_traits(&self.traits, &other.traits)
            && same_ids(&self.mixins, &other.mixins)
            && self.links.same_content(&other.links)
            && self.members.len() == other.members.len()
            && self.members.iter().zip(&other.members).all(|(a, b)| {
                a.name == b.name && a.target.id == b.target.id && same_traits(&a.traits, &b.traits)
            })
    }
}

/// A member.
#[derive(Clone, Debug)]
pub(super) struct DraftMember {
    pub(super) name: String,
    pub(super) target: Reference,
    pub(super) traits: Vec<TraitUse>,
    pub(super) place: Place,
}

/// A shape id with the place where it is written.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) id: ShapeId,
    pub(super) place: Place,
}

/// The parts of services, resources and operations.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    pub(super) version: String,
    pub(super) input: Option<Reference>,
    pub(super) output: Option<Reference>,
    pub(super) errors: Vec<Reference>,
    pub(super) operations: Vec<Reference>,
    pub(super) resources: Vec<Reference>,
    pub(super) shapes: Vec<Reference>,
    pub(super) rename: Vec<(Reference, String)>,
    pub(super) identifiers: Vec<(String, Reference)>,
    pub(super) properties: Vec<Reference>,
}

impl Links {
    fn same_content(&self, other: &Self) -> bool {
        let id = |reference: &Option<Reference>| reference.as_ref().map(|it| it.id.clone());
        self.version == other.version
            && id(&self.input) == id(&other.input)
            && id(&self.output) == id(&other.output)
            && same_ids(&self.errors, &other.errors)
            && same_ids(&self.operations, &other.operations)
            && same_ids(&self.resources, &other.resources)
            && same_ids(&self.shapes, &other.shapes)
            && same_ids(&self.properties, &other.properties)
            && self.identifiers.len() == other.identifiers.len()
            && self
                .identifiers
                .iter()
                .zip(&other.identifiers)
                .all(|(a, b)| a.0 == b.0 && a.1.id == b.1.id)
            && self.rename.len() == other.rename.len()
            && self
                .rename
                .iter()
                .zip(&other.rename)
                .all(|(a, b)| a.0.id == b.0.id && a.1 == b.1)
    }
}

fn same_ids(a: &[Reference], b: &[Reference]) -> bool {
    a.iter()
        .map(|reference| &reference.id)
        .eq(b.iter().map(|reference| &reference.id))
}

fn same_traits(a: &[TraitUse], b: &[TraitUse]) -> bool {
    a.len() == b.len()
        && a.iter()
            .all(|used| find(b, &used.id).is_some_and(|other| other.value == used.value))
}

/// An `apply` statement.
#[derive(Debug)]
pub(super) struct Apply {
    pub(super) target: ShapeId,
    /// The member, when it is applied to one.
    pub(super) member: Option<String>,
    pub(super) traits: Vec<TraitUse>,
    pub(super) place: Place,
}

/// A trait on a shape or member.
#[derive(Clone, Debug)]
pub(super) struct TraitUse {
    /// The trait's absolute id.
    pub(super) id: String,
    pub(super) value: Value,
    /// Where the value is written; `None` is beneath its owner's own place.
    pub(super) at: Option<Box<Place>>,
}

impl TraitUse {
    /// Where the value is written.
    pub(super) fn place(&self, owner: &Place) -> Place {
        match &self.at {
            Some(at) => (**at).clone(),
            None => owner.step("traits").step(&self.id),
        }
    }

    /// The same trait where its owner is no longer known: with its place.
    pub(super) fn moved(&self, owner: &Place) -> Self {
        Self {
            id: self.id.clone(),
            value: self.value.clone(),
            at: Some(Box::new(self.place(owner))),
        }
    }
}

/// The trait with this id.
pub(super) fn find<'a>(traits: &'a [TraitUse], id: &str) -> Option<&'a TraitUse> {
    traits.iter().find(|used| used.id == id)
}

/// Sets a trait; the new value wins.
pub(super) fn replace(traits: &mut Vec<TraitUse>, new: TraitUse) {
    match traits.iter_mut().find(|used| used.id == new.id) {
        Some(old) => *old = new,
        None => traits.push(new),
    }
}
