//! Values of enums: `ChangedEnumTrait`; of intEnums, whose members Smithy compares by their names.

use std::collections::BTreeSet;

use serde_json::json;

use crate::diff::finding::{Group, Severity};
use crate::model::EnumMember;

use super::{Differ, values};

impl Differ<'_> {
    /// Values are matched by what travels; the names are the model's own.
    pub(super) fn values(
        &mut self,
        id: &str,
        old: &[EnumMember<String>],
        new: &[EnumMember<String>],
    ) {
        let mut kept = 0;
        for before in old {
            let Some(after) = new.iter().find(|after| after.value == before.value) else {
                let message = format!("the value `{}` is gone", before.value);
                let evaluator = "ChangedEnumTrait.Removed";
                self.add(Group::EnumValues, id, Severity::Error, evaluator, message);
                continue;
            };
            kept += 1;
            if before.name != after.name {
                let message = format!(
                    "the value `{}` was called `{}`, now `{}`",
                    before.value, before.name, after.name
                );
                let evaluator = "ChangedEnumTrait.NameChanged";
                self.add(Group::EnumValues, id, Severity::Error, evaluator, message);
            }
            self.value_traits(id, &after.name, &before.traits, &after.traits);
        }
        for (place, after) in new.iter().enumerate() {
            if old.iter().any(|before| before.value == after.value) {
                continue;
            }
            // Everything that was there before stands before it.
            let (severity, evaluator, how) = if place < kept {
                let evaluator = "ChangedEnumTrait.OrderChanged";
                (Severity::Error, evaluator, " and stands before older ones")
            } else {
                (Severity::Note, "ChangedEnumTrait", "")
            };
            let message = format!("the value `{}` is new{how}", after.value);
            self.add(Group::EnumValues, id, severity, evaluator, message);
        }
    }

    /// The members of an intEnum are members like any other to Smithy; a number that changes is an `@enumValue`.
    pub(super) fn int_values(
        &mut self,
        id: &str,
        old: &[EnumMember<i32>],
        new: &[EnumMember<i32>],
    ) {
        let group = Group::EnumValues;
        for before in old {
            let member = format!("{id}${}", before.name);
            let Some(after) = new.iter().find(|after| after.name == before.name) else {
                let message = format!("the value {} is gone", before.value);
                self.add(group, &member, Severity::Error, "RemovedShape", message);
                continue;
            };
            if before.value != after.value {
                let evaluator = "ModifiedTrait.Update.smithy.api#enumValue";
                let message = format!("the value was {}, now {}", before.value, after.value);
                self.add(group, &member, Severity::Error, evaluator, message);
            }
            self.value_traits(id, &after.name, &before.traits, &after.traits);
        }
        for after in new {
            if !old.iter().any(|before| before.name == after.name) {
                let member = format!("{id}${}", after.name);
                let message = format!("the value {} is new", after.value);
                self.add(group, &member, Severity::Note, "AddedShape", message);
            }
        }
    }

    fn value_traits(
        &mut self,
        id: &str,
        name: &str,
        old: &crate::model::Traits,
        new: &crate::model::Traits,
    ) {
        let (mut before, mut after) = (values::of(old), values::of(new));
        for all in [&mut before, &mut after] {
            // The value itself has been compared.
            all.insert("smithy.api#enumValue".to_owned(), json!(null));
        }
        self.traits(&format!("{id}${name}"), &before, &after, &BTreeSet::new());
    }
}
