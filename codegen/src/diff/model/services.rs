//! Services, operations and resources: what is bound to them. · `AddedEntityBinding`, `RemovedEntityBinding`,
//! `ServiceRename`, `ChangedOperationInput`, `ChangedOperationOutput`, `AddedOperationError`, `RemovedOperationError`,
//! `AddedServiceError`, `RemovedServiceError`,
//! `AddedServiceBoundShape`, `RemovedServiceBoundShape`, `ChangedResourceIdentifiers`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::finding::{Group, Severity};
use crate::model::{Operation, Resource, Service, ShapeId};

use super::Differ;

/// What only the second of two lists has, in its order.
fn only_second<'a>(first: &[ShapeId], second: &'a [ShapeId]) -> Vec<&'a ShapeId> {
    let known: BTreeSet<&ShapeId> = first.iter().collect();
    second.iter().filter(|id| !known.contains(id)).collect()
}

impl Differ<'_> {
    pub(super) fn service(&mut self, id: &ShapeId, old: &Service, new: &Service) {
        let name = id.to_string();
        if old.version != new.version {
            let message = format!("the version was `{}`, now `{}`", old.version, new.version);
            // No evaluator of Smithy's tells it.
            let evaluator = "ChangedServiceVersion";
            self.add(Group::Service, &name, Severity::Note, evaluator, message);
        }
        self.bound(&name, "Service", &old.direct, &new.direct);
        self.resources(&name, "Service", &old.resources, &new.resources);
        for added in only_second(&old.shapes, &new.shapes) {
            let message = format!("the shape `{added}` belongs to it");
            let evaluator = "AddedServiceBoundShape";
            self.add(Group::Shapes, &name, Severity::Note, evaluator, message);
        }
        for removed in only_second(&new.shapes, &old.shapes) {
            let message = format!("the shape `{removed}` no longer belongs to it");
            let evaluator = "RemovedServiceBoundShape";
            self.add(Group::Shapes, &name, Severity::Warning, evaluator, message);
        }
        let errors = (&old.errors, &new.errors);
        self.errors(&name, ["AddedServiceError", "RemovedServiceError"], errors);
        self.rename(id, old, new);
    }

    pub(super) fn resource(&mut self, id: &str, old: &Resource, new: &Resource) {
        self.bound(id, "Resource", &old.operations, &new.operations);
        self.resources(id, "Resource", &old.resources, &new.resources);
        if old.identifiers != new.identifiers {
            let [before, after] = [old, new].map(|resource| {
                let all = resource.identifiers.iter();
                let all: Vec<String> = all.map(|(name, id)| format!("{name}: {id}")).collect();
                all.join(", ")
            });
            let message = format!("was identified by `{before}`, now by `{after}`");
            let evaluator = "ChangedResourceIdentifiers";
            self.add(Group::Shapes, id, Severity::Error, evaluator, message);
        }
    }

    fn resources(&mut self, id: &str, parent: &str, old: &[ShapeId], new: &[ShapeId]) {
        for added in only_second(old, new) {
            let message = format!("the resource `{added}` is bound to it");
            let evaluator = format!("AddedResourceBinding.To{parent}");
            self.add(Group::Shapes, id, Severity::Note, &evaluator, message);
        }
        for removed in only_second(new, old) {
            let message = format!("the resource `{removed}` is no longer bound to it");
            let evaluator = format!("RemovedResourceBinding.From{parent}Removed");
            self.add(Group::Shapes, id, Severity::Error, &evaluator, message);
        }
    }

    fn bound(&mut self, id: &str, parent: &str, old: &[ShapeId], new: &[ShapeId]) {
        for added in only_second(old, new) {
            let message = format!("the operation `{added}` is bound to it");
            let evaluator = format!("AddedOperationBinding.To{parent}");
            self.add(Group::Operations, id, Severity::Note, &evaluator, message);
        }
        for removed in only_second(new, old) {
            let message = format!("the operation `{removed}` is no longer bound to it");
            let evaluator = format!("RemovedOperationBinding.From{parent}Removed");
            self.add(Group::Operations, id, Severity::Error, &evaluator, message);
        }
    }

    fn rename(&mut self, id: &ShapeId, old: &Service, new: &Service) {
        let before: BTreeMap<&ShapeId, &String> = old.rename.iter().map(|(a, b)| (a, b)).collect();
        let after: BTreeMap<&ShapeId, &String> = new.rename.iter().map(|(a, b)| (a, b)).collect();
        let mut messages = Vec::new();
        for (shape, name) in &before {
            match after.get(shape) {
                None => messages.push(format!("`{shape}` is no longer renamed to `{name}`")),
                Some(other) if other != name => {
                    messages.push(format!(
                        "`{shape}` was renamed to `{name}`, now to `{other}`"
                    ));
                }
                Some(_) => {}
            }
        }
        let reached = self.old.closure(id, None).shapes;
        for (shape, name) in &after {
            if !before.contains_key(shape) && reached.contains(shape) {
                let message = format!("`{shape}`, which it had before, is renamed to `{name}`");
                messages.push(message);
            }
        }
        for message in messages {
            let service = id.to_string();
            self.add(
                Group::Service,
                &service,
                Severity::Error,
                "ServiceRename",
                message,
            );
        }
    }

    pub(super) fn operation(&mut self, id: &str, old: &Operation, new: &Operation) {
        let name = |shape: &Option<ShapeId>| match shape {
            Some(shape) => shape.to_string(),
            None => "smithy.api#Unit".to_owned(),
        };
        for (end, evaluator, before, after) in [
            ("input", "ChangedOperationInput", &old.input, &new.input),
            ("output", "ChangedOperationOutput", &old.output, &new.output),
        ] {
            if before != after {
                let message = format!("the {end} was `{}`, now `{}`", name(before), name(after));
                self.add(Group::Operations, id, Severity::Error, evaluator, message);
            }
        }
        let errors = (&old.errors, &new.errors);
        self.errors(id, ["AddedOperationError", "RemovedOperationError"], errors);
    }

    fn errors(
        &mut self,
        id: &str,
        [added, removed]: [&str; 2],
        (old, new): (&Vec<ShapeId>, &Vec<ShapeId>),
    ) {
        for error in only_second(old, new) {
            let message = format!("may answer with the error `{error}`");
            self.add(Group::Errors, id, Severity::Warning, added, message);
        }
        for error in only_second(new, old) {
            let message = format!("no longer answers with the error `{error}`");
            self.add(Group::Errors, id, Severity::Warning, removed, message);
        }
    }
}
