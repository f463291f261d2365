//! A draft into shapes: every reference checked, every trait parsed. · Runs after `apply`,
//! `mixins` and `enum_trait`. · A target that does not exist is reported and left in place, so
//! that later passes can skip the member.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::context::{Context, did_you_mean};
use super::draft::{Draft, DraftMember, DraftShape, Links, Reference, find};
use super::enums;
use super::lower::{Kind, nearest};
use super::prelude;
use super::service;
use super::shape::{Member, Operation, Resource, Shape, ShapeKind, Simple};
use super::shape_id::ShapeId;
use super::trait_values::{self, TraitContext};

/// After so many wrong references the search for similar names stops, lest it take long.
const MAX_SUGGESTIONS: u32 = 100;

/// The shapes of a draft and the prelude.
pub(super) fn resolve(draft: Draft, ctx: &mut Context<'_>) -> BTreeMap<ShapeId, Shape> {
    let mut resolver = Resolver {
        kinds: draft
            .shapes
            .iter()
            .map(|(id, shape)| (id.clone(), shape.kind))
            .collect(),
        resources: resources(&draft),
        broken: draft.broken,
        traits: trait_context(&draft.shapes),
        suggestions: 0,
        ctx,
    };
    let mut shapes: BTreeMap<ShapeId, Shape> = prelude::shapes()
        .map(|shape| (shape.id.clone(), shape))
        .collect();
    for (id, shape) in draft.shapes {
        let shape = resolver.shape(&id, shape);
        shapes.extend(shape.map(|shape| (id, shape)));
    }
    trait_values::report_unhandled(resolver.traits, resolver.ctx);
    shapes
}

fn resources(draft: &Draft) -> BTreeMap<ShapeId, Links> {
    let resources = draft
        .shapes
        .iter()
        .filter(|(_, shape)| shape.kind == Kind::Resource);
    resources
        .map(|(id, shape)| (id.clone(), shape.links.clone()))
        .collect()
}

fn trait_context(shapes: &BTreeMap<ShapeId, DraftShape>) -> TraitContext {
    let with = |id: &str| {
        let shapes = shapes
            .iter()
            .filter(|(_, shape)| find(&shape.traits, id).is_some());
        shapes.map(|(id, _)| id.to_string()).collect()
    };
    const DEFINITION: &str = "smithy.api#protocolDefinition";
    let definitions = shapes
        .values()
        .filter_map(|shape| find(&shape.traits, DEFINITION));
    let listed = definitions
        .filter_map(|definition| definition.value.get("traits")?.as_array())
        .flatten();
    let needed = listed.filter_map(|id| id.as_str().map(str::to_owned));
    TraitContext::new(with("smithy.api#trait"), with(DEFINITION), needed.collect())
}

/// What a reference may lead to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Data,
    Structure,
    Operation,
    Resource,
    Any,
}

impl Wanted {
    fn allows(self, kind: Option<Kind>) -> bool {
        match self {
            Self::Data => !matches!(kind, Some(Kind::Service | Kind::Resource | Kind::Operation)),
            Self::Structure => kind == Some(Kind::Structure),
            Self::Operation => kind == Some(Kind::Operation),
            Self::Resource => kind == Some(Kind::Resource),
            Self::Any => true,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Data => "a data shape",
            Self::Structure => "a structure",
            Self::Operation => "an operation",
            Self::Resource => "a resource",
            Self::Any => "a shape",
        }
    }
}

pub(super) struct Resolver<'a, 'b> {
    /// The type of every shape outside the prelude.
    kinds: BTreeMap<ShapeId, Kind>,
    pub(super) resources: BTreeMap<ShapeId, Links>,
    broken: BTreeSet<ShapeId>,
    traits: TraitContext,
    suggestions: u32,
    pub(super) ctx: &'a mut Context<'b>,
}

impl Resolver<'_, '_> {
    fn shape(&mut self, id: &ShapeId, draft: DraftShape) -> Option<Shape> {
        let place = draft.place.clone();
        let mut traits = trait_values::parse(draft.traits, &place, id, &mut self.traits, self.ctx);
        let kind = match draft.kind {
            Kind::List | Kind::Set => {
                traits.unique_items |= draft.kind == Kind::Set;
                let mut members = self.members(id, draft.members);
                ShapeKind::List(Box::new(self.pick("member", &mut members, id, &place)?))
            }
            Kind::Map => {
                let mut members = self.members(id, draft.members);
                let key = self.pick("key", &mut members, id, &place);
                let value = self.pick("value", &mut members, id, &place);
                ShapeKind::Map {
                    key: Box::new(key?),
                    value: Box::new(value?),
                }
            }
            Kind::Structure => ShapeKind::Structure(self.members(id, draft.members)),
            Kind::Union => ShapeKind::Union(self.members(id, draft.members)),
            Kind::Enum => {
                let members = self.enum_members(id, draft.members);
                ShapeKind::Enum(enums::strings(id, members, self.ctx))
            }
            Kind::IntEnum => {
                let members = self.enum_members(id, draft.members);
                ShapeKind::IntEnum(enums::integers(id, members, self.ctx))
            }
            Kind::Service => ShapeKind::Service(service::service(self, id, draft.links)),
            Kind::Resource => ShapeKind::Resource(self.resource(id, draft.links)),
            Kind::Operation => ShapeKind::Operation(self.operation(id, draft.links)),
            Kind::Apply => return None,
            simple => ShapeKind::Simple(simple_kind(simple)?),
        };
        Some(Shape {
            id: id.clone(),
            kind,
            traits,
            place,
        })
    }

    fn members(&mut self, id: &ShapeId, drafts: Vec<DraftMember>) -> Vec<Member> {
        drafts
            .into_iter()
            .map(|draft| self.member(id, draft))
            .collect()
    }

    fn member(&mut self, id: &ShapeId, draft: DraftMember) -> Member {
        let member = id.member(&draft.name);
        self.check(&draft.target, &member, Wanted::Data);
        let traits = trait_values::parse(
            draft.traits,
            &draft.place,
            &member,
            &mut self.traits,
            self.ctx,
        );
        Member {
            id: member,
            target: draft.target.id,
            traits,
            recursive: false,
            place: draft.place,
        }
    }

    /// Members of enums keep their `@enumValue` aside; they have no target of their own.
    fn enum_members(&mut self, id: &ShapeId, drafts: Vec<DraftMember>) -> Vec<enums::Draft> {
        let mut members = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            let value = draft
                .traits
                .iter()
                .position(|used| used.id == enums::ENUM_VALUE);
            let value = value.map(|index| draft.traits.remove(index));
            let label = id.member(&draft.name);
            let traits = trait_values::parse(
                draft.traits,
                &draft.place,
                &label,
                &mut self.traits,
                self.ctx,
            );
            members.push(enums::Draft {
                name: draft.name,
                value,
                traits,
                place: draft.place,
            });
        }
        enums::check(id, &members, self.ctx);
        members
    }

    fn pick(
        &mut self,
        name: &str,
        members: &mut Vec<Member>,
        id: &ShapeId,
        place: &super::shape::Place,
    ) -> Option<Member> {
        let index = members.iter().position(|member| member.name() == name);
        if index.is_none() {
            self.ctx.error(
                "MissingKey",
                place,
                id,
                format!("the key `{name}` is missing"),
            );
        }
        index.map(|index| members.remove(index))
    }

    fn resource(&mut self, id: &ShapeId, links: Links) -> Resource {
        for property in &links.properties {
            self.check(property, id, Wanted::Data);
        }
        let mut identifiers = BTreeMap::new();
        for (name, target) in links.identifiers {
            if self.check(&target, id, Wanted::Data) {
                identifiers.insert(name, target.id);
            }
        }
        Resource {
            identifiers,
            operations: self.sorted(id, links.operations, Wanted::Operation),
            resources: self.sorted(id, links.resources, Wanted::Resource),
        }
    }

    fn operation(&mut self, id: &ShapeId, links: Links) -> Operation {
        let mut side = |reference: Option<Reference>| {
            let reference = reference.filter(|reference| !reference.id.is_unit())?;
            self.check(&reference, id, Wanted::Structure)
                .then_some(reference.id)
        };
        let (input, output) = (side(links.input), side(links.output));
        Operation {
            input,
            output,
            errors: self.all(id, links.errors, Wanted::Structure),
        }
    }

    /// The references that lead somewhere, in order, each once.
    pub(super) fn all(
        &mut self,
        owner: &ShapeId,
        references: Vec<Reference>,
        wanted: Wanted,
    ) -> Vec<ShapeId> {
        let mut seen = BTreeSet::new();
        let mut ids = Vec::with_capacity(references.len());
        for reference in references {
            if self.check(&reference, owner, wanted) && seen.insert(reference.id.clone()) {
                ids.push(reference.id);
            }
        }
        ids
    }

    pub(super) fn sorted(
        &mut self,
        owner: &ShapeId,
        references: Vec<Reference>,
        wanted: Wanted,
    ) -> Vec<ShapeId> {
        let mut ids = self.all(owner, references, wanted);
        ids.sort();
        ids
    }

    pub(super) fn is_operation(&self, id: &ShapeId) -> bool {
        self.kinds.get(id) == Some(&Kind::Operation)
    }

    /// Whether a reference leads to a shape of the wanted kind; if not, it is reported.
    pub(super) fn check(
        &mut self,
        reference: &Reference,
        owner: &dyn Display,
        wanted: Wanted,
    ) -> bool {
        let id = &reference.id;
        let kind = match self.kinds.get(id) {
            Some(kind) => Some(*kind),
            None if prelude::contains(id) => id.is_unit().then_some(Kind::Structure),
            None => {
                if !self.broken.contains(id) {
                    self.unresolved(reference, owner);
                }
                return false;
            }
        };
        if wanted.allows(kind) {
            return true;
        }
        let found = kind.map_or("a simple type".to_owned(), |kind| {
            format!("type {}", kind.name())
        });
        self.ctx.error(
            "WrongTarget",
            &reference.place,
            owner,
            format!("expected {}, but `{id}` is of {found}", wanted.name()),
        );
        false
    }

    fn unresolved(&mut self, reference: &Reference, owner: &dyn Display) {
        let id = &reference.id;
        let mut near = None;
        if self.suggestions < MAX_SUGGESTIONS {
            self.suggestions += 1;
            let name = nearest(id.name(), self.kinds.keys().map(ShapeId::name));
            near = self.kinds.keys().find(|known| Some(known.name()) == name);
        }
        let near = near.map(ToString::to_string);
        self.ctx.error_with_hint(
            "UnresolvedTarget",
            &reference.place,
            owner,
            format!("target `{id}` does not exist"),
            did_you_mean(
                near.as_deref(),
                "define the shape, or add the source that does",
            ),
        );
    }
}

fn simple_kind(kind: Kind) -> Option<Simple> {
    Some(match kind {
        Kind::Blob => Simple::Blob,
        Kind::Boolean => Simple::Boolean,
        Kind::String => Simple::String,
        Kind::Byte => Simple::Byte,
        Kind::Short => Simple::Short,
        Kind::Integer => Simple::Integer,
        Kind::Long => Simple::Long,
        Kind::Float => Simple::Float,
        Kind::Double => Simple::Double,
        Kind::BigInteger => Simple::BigInteger,
        Kind::BigDecimal => Simple::BigDecimal,
        Kind::Timestamp => Simple::Timestamp,
        Kind::Document => Simple::Document,
        _ => return None,
    })
}
