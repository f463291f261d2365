//! Unions and enums.

use crate::model::{Member, ShapeId, ShapeKind};
use crate::names::{Name, Scope};

use super::lock::Lock;
use super::types::TypePlan;
use super::{Planner, docs};

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionPlan {
    /// The Rust type's name.
    pub name: Name,
    /// The absolute shape id.
    pub shape: ShapeId,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// The members.
    pub variants: Vec<UnionVariantPlan>,
    /// Whether nothing of it may be shown.
    pub sensitive: bool,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariantPlan {
    /// The variant's name.
    pub name: Name,
    /// The member's name in the model.
    pub member: String,
    /// Its key in JSON.
    pub wire: String,
    /// What it holds.
    pub ty: TypePlan,
    /// Whether its value may not be shown.
    pub sensitive: bool,
    /// Documentation, a line each.
    pub docs: Vec<String>,
}

/// A string enum or an intEnum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumPlan<V> {
    /// The Rust type's name.
    pub name: Name,
    /// The absolute shape id.
    pub shape: ShapeId,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// The known values.
    pub variants: Vec<EnumVariantPlan<V>>,
    /// Whether its value may not be shown.
    pub sensitive: bool,
}

/// A known value.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumVariantPlan<V> {
    /// The variant's name.
    pub name: Name,
    /// What travels.
    pub value: V,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// Why it is deprecated, if it is.
    pub deprecated: Option<String>,
}

/// The variant for what the model does not know; always there.
pub const UNKNOWN: &str = "Unknown";

/// What a known value called `unknown` becomes instead.
const UNKNOWN_VALUE: &str = "UnknownValue";

impl Planner<'_> {
    /// Plans the union with this shape id.
    pub(super) fn union(&mut self, id: &ShapeId) -> UnionPlan {
        let mut scope = unknown_scope();
        let members: Vec<Member> = self.model.members(id).cloned().collect();
        let members = self.ordered(id, members, |m| m.name());
        let variants = members
            .iter()
            .map(|member| {
                let wanted = not_unknown(Name::camel(member.name()));
                let name = self.claim(&mut scope, wanted, &member.id);
                let ty = self.member_type(member);
                UnionVariantPlan {
                    docs: docs::union_member(self, member, &ty),
                    name,
                    member: member.name().to_owned(),
                    wire: self.wire_name(member),
                    sensitive: self.model.sensitive(member),
                    ty,
                }
            })
            .collect();
        let traits = self.model.get(id).map(|shape| &shape.traits);
        UnionPlan {
            name: self.type_name(id),
            docs: docs::shape(self, id),
            sensitive: traits.is_some_and(|t| t.sensitive),
            shape: id.clone(),
            variants,
        }
    }

    /// Plans the string enum with this shape id.
    pub(super) fn string_enum(&mut self, id: &ShapeId) -> EnumPlan<String> {
        let members = match self.model.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::Enum(members)) => members.clone(),
            _ => Vec::new(),
        };
        let members = self.ordered(id, members, |m| m.value.as_str());
        let mut scope = unknown_scope();
        let variants = members
            .into_iter()
            .map(|member| {
                let wanted = not_unknown(Name::variant(&member.value, &member.name));
                // Values of `@enum` may have no name of their own.
                let owner = if member.name.is_empty() {
                    &member.value
                } else {
                    &member.name
                };
                let name = self.claim(&mut scope, wanted, &id.member(owner));
                EnumVariantPlan {
                    name,
                    docs: docs::enum_value(&member.traits, &member.value),
                    deprecated: docs::deprecated(&member.traits),
                    value: member.value,
                }
            })
            .collect();
        self.enum_plan(id, variants)
    }

    /// Plans the intEnum with this shape id.
    pub(super) fn int_enum(&mut self, id: &ShapeId) -> EnumPlan<i32> {
        let members = match self.model.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::IntEnum(members)) => members.clone(),
            _ => Vec::new(),
        };
        let members = self.ordered(id, members, |m| m.name.as_str());
        let mut scope = unknown_scope();
        let variants = members
            .into_iter()
            .map(|member| {
                let wanted = not_unknown(Name::variant(&member.name, "value"));
                let name = self.claim(&mut scope, wanted, &id.member(&member.name));
                EnumVariantPlan {
                    name,
                    docs: docs::enum_value(&member.traits, &member.value.to_string()),
                    deprecated: docs::deprecated(&member.traits),
                    value: member.value,
                }
            })
            .collect();
        self.enum_plan(id, variants)
    }

    fn enum_plan<V>(&self, id: &ShapeId, variants: Vec<EnumVariantPlan<V>>) -> EnumPlan<V> {
        let traits = self.model.get(id).map(|shape| &shape.traits);
        EnumPlan {
            name: self.type_name(id),
            docs: docs::shape(self, id),
            sensitive: traits.is_some_and(|t| t.sensitive),
            shape: id.clone(),
            variants,
        }
    }

    /// Variants in the lock's order; the order is recorded for the new lock.
    fn ordered<T>(&mut self, id: &ShapeId, items: Vec<T>, key: impl Fn(&T) -> &str) -> Vec<T> {
        let name = self.closure.name_of(id).to_owned();
        let known = self.lock.variants.get(&name).cloned().unwrap_or_default();
        let items = Lock::order(&known, items, &key);
        let names = items.iter().map(|item| key(item).to_owned()).collect();
        self.new_lock.variants.insert(name, names);
        items
    }
}

fn unknown_scope() -> Scope {
    let mut scope = Scope::default();
    scope.reserve(UNKNOWN, "the variant for unknown values");
    scope
}

fn not_unknown(name: Name) -> Name {
    if name.as_str() == UNKNOWN {
        Name::camel(UNKNOWN_VALUE)
    } else {
        name
    }
}
