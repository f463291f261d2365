//! Members of structures, unions, lists and maps: `AddedShape` and `RemovedShape` of members, `AddedRequiredMember`,
//! `ChangedMemberOrder`, and what their traits and targets say.

use std::collections::BTreeSet;

use crate::diff::finding::{Group, Severity};
use crate::model::{Member, Shape, ShapeKind};

use super::{Differ, values};

impl Differ<'_> {
    /// Compares the members of two shapes of the same type.
    pub(super) fn members(&mut self, old: &Shape, new: &Shape) {
        let find = |shape: &'_ Shape, name: &str| shape.members().position(|m| m.name() == name);
        for before in old.members() {
            match new.members().find(|after| after.name() == before.name()) {
                Some(after) => self.member((old, before), (new, after)),
                None => {
                    let id = before.id.to_string();
                    let message = "the member is gone";
                    let evaluator = "RemovedShape";
                    self.add(Group::Members, &id, Severity::Error, evaluator, message);
                }
            }
        }
        for after in new.members().filter(|m| find(old, m.name()).is_none()) {
            self.new_member(new, after);
        }
        let ordered = matches!(new.kind, ShapeKind::Structure(_) | ShapeKind::Union(_));
        let pairs = old.members().zip(new.members());
        if ordered && pairs.into_iter().any(|(a, b)| a.name() != b.name()) {
            let message = "the members stand in another order, or one is gone or inserted";
            let id = new.id.to_string();
            let evaluator = "ChangedMemberOrder";
            self.add(Group::Order, &id, Severity::Danger, evaluator, message);
        }
    }

    fn new_member(&mut self, shape: &Shape, member: &Member) {
        let id = member.id.to_string();
        let message = format!("a member is new: `{}`", member.target);
        self.add(Group::Members, &id, Severity::Note, "AddedShape", message);
        let traits = &member.traits;
        let structure = matches!(shape.kind, ShapeKind::Structure(_));
        if structure && traits.required && traits.default.is_none() {
            let message = "the new member is required and has no default";
            let evaluator = "AddedRequiredMember";
            self.add(Group::Members, &id, Severity::Error, evaluator, message);
        }
    }

    /// Compares a member with what it was; `new` and `old` are the shapes that have it.
    pub(super) fn member(
        &mut self,
        (old, before): (&Shape, &Member),
        (new, after): (&Shape, &Member),
    ) {
        let id = after.id.to_string();
        let mut told = BTreeSet::new();
        if before.target != after.target {
            self.target(&id, before, after);
        }
        if self.default_changed(&id, (&before.traits, &after.traits), Some(after)) {
            told.insert("smithy.api#default");
        }
        if matches!(new.kind, ShapeKind::Structure(_)) {
            told.extend(self.nullability(&id, (old, before), (new, after)));
        }
        let (before, after) = (values::of(&before.traits), values::of(&after.traits));
        self.traits(&id, &before, &after, &told);
    }
}
