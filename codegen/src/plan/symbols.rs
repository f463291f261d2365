//! Names of the crate's types: one scope for all, so that each has a short path at the root.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Closure, Model, ShapeId, ShapeKind};
use crate::names::{Name, Scope};

use super::usage::Usage;

/// What of Rust's prelude is a value: an operation's type is a value too, and one of these names would take its
/// place wherever the crate's types are imported.
const VALUES: &[&str] = &["Err", "None", "Ok", "Some"];

/// The names of everything public.
#[derive(Clone, Debug, Default)]
pub(super) struct Symbols {
    /// Structures, unions and enums (inputs and outputs included).
    pub(super) shapes: BTreeMap<ShapeId, Name>,
    /// The operations' names.
    pub(super) operations: BTreeMap<ShapeId, OperationNames>,
    /// Every claimed type name.
    pub(super) scope: Scope,
}

/// The names that belong to one operation.
#[derive(Clone, Debug)]
pub(super) struct OperationNames {
    /// The operation's own type.
    pub(super) operation: Name,
    /// Its input.
    pub(super) input: Name,
    /// Its output.
    pub(super) output: Name,
    /// Its error enum.
    pub(super) error: Name,
}

impl Symbols {
    /// Claims all names: shared shapes first, because theirs are the model's own, then the
    /// operations with what is named after them.
    pub(super) fn claim(
        model: &Model,
        closure: &Closure,
        usage: &Usage,
        report: &mut Report,
    ) -> Self {
        let mut symbols = Self::default();
        for id in closure.shapes.iter().filter(|id| is_type(model, id)) {
            if usage.dedicated_input(id).is_none() && usage.dedicated_output(id).is_none() {
                let name = symbols.take(Name::camel(closure.name_of(id)), id, report);
                symbols.shapes.insert(id.clone(), name);
            }
        }
        for id in &closure.operations {
            symbols.operation(model, usage, id, report);
        }
        symbols
    }

    fn operation(&mut self, model: &Model, usage: &Usage, id: &ShapeId, report: &mut Report) {
        let Some(operation) = model.operation(id) else {
            return;
        };
        let wanted = Name::camel(id.name());
        if VALUES.contains(&wanted.as_str()) && !self.scope.has(&wanted) {
            self.scope.reserve(wanted.as_str(), "Rust's prelude");
        }
        let name = self.take(wanted, id, report);
        let input = self.io(
            operation.input.as_ref(),
            usage.dedicated_input_of(operation),
            &name,
            "Input",
            report,
        );
        let output = self.io(
            operation.output.as_ref(),
            usage.dedicated_output_of(operation),
            &name,
            "Output",
            report,
        );
        let error = self.take(name.with_suffix("Error"), id, report);
        self.operations.insert(
            id.clone(),
            OperationNames {
                operation: name,
                input,
                output,
                error,
            },
        );
    }

    /// The name of an input or output: the operation's unless the shape is shared.
    fn io(
        &mut self,
        shape: Option<&ShapeId>,
        dedicated: bool,
        operation: &Name,
        suffix: &str,
        report: &mut Report,
    ) -> Name {
        if let Some(name) = shape.and_then(|id| self.shapes.get(id)) {
            return name.clone();
        }
        let owner = shape
            .cloned()
            .unwrap_or_else(|| ShapeId::new("smithy.api", "Unit"));
        let name = self.take(operation.with_suffix(suffix), &owner, report);
        if let (Some(id), true) = (shape, dedicated) {
            self.shapes.insert(id.clone(), name.clone());
        }
        name
    }

    fn take(&mut self, wanted: Name, owner: &ShapeId, report: &mut Report) -> Name {
        let claim = self.scope.claim(wanted.clone(), &owner.to_string());
        if let Some(other) = claim.clash {
            let message = format!(
                "the Rust name `{}` is taken by `{other}`; this one is called `{}`",
                wanted.as_str(),
                claim.name.as_str()
            );
            report.push(Diagnostic::warning("NameClash", message).with_shape(owner));
        }
        claim.name
    }
}

/// Whether a shape becomes a Rust type of its own.
pub(super) fn is_type(model: &Model, id: &ShapeId) -> bool {
    matches!(
        model.get(id).map(|shape| &shape.kind),
        Some(
            ShapeKind::Structure(_)
                | ShapeKind::Union(_)
                | ShapeKind::Enum(_)
                | ShapeKind::IntEnum(_)
        )
    ) && !id.is_unit()
}
