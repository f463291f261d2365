//! ASTs into one draft: ids parsed, the same shape twice settled, metadata merged. · First pass
//! of the model stage and the only one that sees the AST. · The sources could all be read.

use std::collections::{BTreeMap, btree_map};

use serde_json::{Map, Value};

pub(super) use crate::ast::{
    Ast, RawKind as Kind, Source, Version, load as read, locate, nearest, step,
};
use crate::ast::{RawLinks, RawReference, RawShape};

use super::context::Context;
use super::draft::{Apply, Draft, DraftMember, DraftShape, Links, Reference, TraitUse};
use super::prelude;
use super::shape::Place;
use super::shape_id::{ShapeId, is_identifier};

/// Puts all sources together.
pub(super) fn lower(asts: Vec<Ast>, ctx: &mut Context<'_>) -> Draft {
    let mut draft = Draft::default();
    for ast in asts {
        let mut lowering = Lowering {
            source: &ast.source,
            version: ast.version,
            ctx,
        };
        lowering.metadata(ast.metadata, &mut draft.metadata);
        for raw in ast.shapes {
            if raw.kind == Some(Kind::Apply) {
                draft.applies.extend(lowering.apply(raw));
                continue;
            }
            let Some(id) = lowering.definition_id(&raw) else {
                continue;
            };
            if raw.kind.is_none() {
                draft.broken.insert(id);
                continue;
            }
            let Some(shape) = lowering.shape(raw) else {
                continue;
            };
            match draft.shapes.entry(id) {
                btree_map::Entry::Occupied(known) => {
                    lowering.duplicate(known.key(), &shape, known.get());
                }
                btree_map::Entry::Vacant(free) => {
                    free.insert(shape);
                }
            }
        }
    }
    draft
}

struct Lowering<'a, 'b> {
    source: &'a str,
    version: Version,
    ctx: &'a mut Context<'b>,
}

impl Lowering<'_, '_> {
    fn place(&self, pointer: &str) -> Place {
        Place {
            source: self.source.to_owned(),
            pointer: pointer.to_owned(),
        }
    }

    /// Smithy, "Merging metadata": arrays are joined, equal values are fine, the rest conflicts.
    fn metadata(&mut self, new: Map<String, Value>, all: &mut BTreeMap<String, Value>) {
        for (key, value) in new {
            let place = self.place(&step("/metadata", &key));
            match (all.get_mut(&key), value) {
                (None, value) => {
                    all.insert(key, value);
                }
                (Some(Value::Array(old)), Value::Array(more)) => old.extend(more),
                (Some(old), value) if *old == value => {}
                _ => self.ctx.error(
                    "MetadataConflict",
                    &place,
                    format_args!("metadata {key}"),
                    "another source gives this metadata key a different value",
                ),
            }
        }
    }

    fn definition_id(&mut self, raw: &RawShape) -> Option<ShapeId> {
        let id = ShapeId::parse(&raw.id);
        if id.is_none() {
            self.bad_id(&raw.id, &raw.pointer, &raw.id);
        }
        // The prelude of this crate stands for the one that a serialized model may carry.
        id.filter(|id| !prelude::contains(id))
    }

    fn duplicate(&mut self, id: &ShapeId, new: &DraftShape, known: &DraftShape) {
        if !new.same_content(known) {
            self.ctx.error_with_hint(
                "ShapeConflict",
                &new.place,
                id,
                format!(
                    "the shape is already defined in {} with other content",
                    known.place.source
                ),
                "remove one definition, or change the shape with an `apply` statement",
            );
        }
    }

    fn shape(&mut self, raw: RawShape) -> Option<DraftShape> {
        let mut members = Vec::with_capacity(raw.members.len());
        for member in raw.members {
            let owner = format!("{}${}", raw.id, member.name);
            if !is_identifier(&member.name) {
                self.bad_id(&member.name, &member.pointer, &owner);
                continue;
            }
            let Some(target) = self.reference(&member.target, &owner) else {
                continue;
            };
            members.push(DraftMember {
                name: member.name,
                target,
                traits: trait_uses(member.traits),
                place: self.place(&member.pointer),
            });
        }
        Some(DraftShape {
            kind: raw.kind?,
            version: self.version,
            place: self.place(&raw.pointer),
            members,
            traits: trait_uses(raw.traits),
            mixins: self.references(&raw.mixins, &raw.id),
            links: self.links(&raw.links, &raw.id),
        })
    }

    fn links(&mut self, raw: &RawLinks, owner: &str) -> Links {
        let mut rename = Vec::new();
        for (from, to) in &raw.rename {
            if !is_identifier(to) {
                self.bad_id(to, &from.pointer, owner);
            } else if let Some(from) = self.reference(from, owner) {
                rename.push((from, to.clone()));
            }
        }
        Links {
            version: raw.version.clone().unwrap_or_default(),
            input: raw
                .input
                .as_ref()
                .and_then(|input| self.reference(input, owner)),
            output: raw
                .output
                .as_ref()
                .and_then(|output| self.reference(output, owner)),
            errors: self.references(&raw.errors, owner),
            operations: self.references(&raw.operations, owner),
            resources: self.references(&raw.resources, owner),
            shapes: self.references(&raw.shapes, owner),
            rename,
            identifiers: raw
                .identifiers
                .iter()
                .filter_map(|(name, target)| Some((name.clone(), self.reference(target, owner)?)))
                .collect(),
            properties: self.references(&raw.properties, owner),
        }
    }

    fn references(&mut self, raw: &[RawReference], owner: &str) -> Vec<Reference> {
        raw.iter()
            .filter_map(|reference| self.reference(reference, owner))
            .collect()
    }

    fn reference(&mut self, raw: &RawReference, owner: &str) -> Option<Reference> {
        let id = ShapeId::parse(&raw.id);
        if id.is_none() {
            self.bad_id(&raw.id, &raw.pointer, owner);
        }
        id.map(|id| Reference {
            id,
            place: self.place(&raw.pointer),
        })
    }

    fn apply(&mut self, raw: RawShape) -> Option<Apply> {
        let (shape, member) = match raw.id.split_once('$') {
            Some((shape, member)) => (shape, Some(member.to_owned())),
            None => (raw.id.as_str(), None),
        };
        let target = ShapeId::parse(shape).filter(|_| member.as_deref().is_none_or(is_identifier));
        let Some(target) = target else {
            self.bad_id(&raw.id, &raw.pointer, &raw.id);
            return None;
        };
        let place = self.place(&raw.pointer);
        let traits = trait_uses(raw.traits)
            .iter()
            .map(|used| used.moved(&place))
            .collect();
        Some(Apply {
            target,
            member,
            traits,
            place,
        })
    }

    fn bad_id(&mut self, id: &str, pointer: &str, owner: &str) {
        let place = self.place(pointer);
        self.ctx.error_with_hint(
            "InvalidShapeId",
            &place,
            owner,
            format!("`{id}` is not a valid id"),
            "a shape id is `namespace#Name`, of letters, digits and underscores that do not \
             begin with a digit",
        );
    }
}

fn trait_uses(raw: Map<String, Value>) -> Vec<TraitUse> {
    raw.into_iter()
        .map(|(id, value)| TraitUse {
            id,
            value,
            at: None,
        })
        .collect()
}
