//! Traits as they apply to a member: its own, else those of its target (Smithy, "Trait value
//! precedence" of constraint and protocol traits). · Called by later stages.

use std::collections::BTreeSet;

use serde_json::Value;

use super::shape::{Member, Place, Shape, ShapeKind};
use super::traits::{Length, Range, TimestampFormat, Traits};
use super::{Model, ShapeId};

impl Model {
    /// The shape that a member targets; always there once loading gave no error.
    #[must_use]
    pub fn target(&self, member: &Member) -> Option<&Shape> {
        self.get(&member.target)
    }

    /// `@length` of a member or its target.
    #[must_use]
    pub fn length<'a>(&'a self, member: &'a Member) -> Option<&'a Length> {
        self.inherited(member, |traits| traits.length.as_ref())
    }

    /// `@range` of a member or its target.
    #[must_use]
    pub fn range<'a>(&'a self, member: &'a Member) -> Option<&'a Range> {
        self.inherited(member, |traits| traits.range.as_ref())
    }

    /// `@pattern` of a member or its target, as written.
    #[must_use]
    pub fn pattern<'a>(&'a self, member: &'a Member) -> Option<&'a str> {
        self.inherited(member, |traits| traits.pattern.as_deref())
    }

    /// `@mediaType` of a member or its target.
    #[must_use]
    pub fn media_type<'a>(&'a self, member: &'a Member) -> Option<&'a str> {
        self.inherited(member, |traits| traits.media_type.as_deref())
    }

    /// `@timestampFormat` of a member or its target.
    #[must_use]
    pub fn timestamp_format(&self, member: &Member) -> Option<TimestampFormat> {
        self.inherited(member, |traits| traits.timestamp_format)
    }

    /// `@uniqueItems` of a member or the list that it targets.
    #[must_use]
    pub fn unique_items(&self, member: &Member) -> bool {
        self.inherited(member, |traits| traits.unique_items.then_some(()))
            .is_some()
    }

    /// `@sparse` of the list or map that a member targets.
    #[must_use]
    pub fn sparse(&self, member: &Member) -> bool {
        self.target(member)
            .is_some_and(|target| target.traits.sparse)
    }

    /// `@streaming` of the blob or union that a member targets.
    #[must_use]
    pub fn streaming(&self, member: &Member) -> bool {
        self.target(member)
            .is_some_and(|target| target.traits.streaming)
    }

    /// `@requiresLength` of the blob that a member targets.
    #[must_use]
    pub fn requires_length(&self, member: &Member) -> bool {
        self.target(member)
            .is_some_and(|target| target.traits.requires_length)
    }

    /// Whether the value of a member must not be shown: `@sensitive` on the member, its target,
    /// or on what the list or map that it targets holds, however deep.
    ///
    /// The members of a structure are asked one by one and do not make it sensitive.
    #[must_use]
    pub fn sensitive(&self, member: &Member) -> bool {
        let mut seen: BTreeSet<&ShapeId> = BTreeSet::new();
        let mut waiting = vec![member];
        while let Some(member) = waiting.pop() {
            if member.traits.sensitive {
                return true;
            }
            let Some(target) = self.target(member) else {
                continue;
            };
            if target.traits.sensitive {
                return true;
            }
            if !seen.insert(&target.id) {
                continue;
            }
            match &target.kind {
                ShapeKind::List(element) => waiting.push(element),
                ShapeKind::Map { key, value } => waiting.extend([&**key, &**value]),
                _ => {}
            }
        }
        false
    }

    /// `@default` of a member, or the zero value that a 1.0 model implies.
    ///
    /// `Value::Null` is a default that was taken back: the member is absent unless set.
    #[must_use]
    pub fn default_of<'a>(&self, member: &'a Member) -> Option<&'a Value> {
        member.traits.default.as_ref()
    }

    /// Where the shape or member with this id stands; `None` for the prelude and for what is not
    /// in the model. An enum's members keep no place: theirs is where their shape has them.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<Place> {
        let (shape, member) = match id.split_once('$') {
            Some((shape, member)) => (shape, Some(member)),
            None => (id, None),
        };
        let shape = self.get(&ShapeId::parse(shape)?)?;
        let known = shape
            .members()
            .find(|known| Some(known.name()) == member)
            .map(|member| member.place.clone());
        let place = known.unwrap_or_else(|| match member {
            Some(member) => shape.place.step("members").step(member),
            None => shape.place.clone(),
        });
        Some(place).filter(|place| !place.source.is_empty())
    }

    fn inherited<'a, T>(
        &'a self,
        member: &'a Member,
        get: impl Fn(&'a Traits) -> Option<T>,
    ) -> Option<T> {
        get(&member.traits).or_else(|| get(&self.target(member)?.traits))
    }
}
