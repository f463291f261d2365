//! Loads the committed models: the truth that documents are compared with.

use std::path::Path;

use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::examples;
use shapewright_codegen::model::{Member, Model, Operation, Shape};

/// The model of a service with its overlay, as `codegen.toml` puts them together.
pub(crate) fn load(service: &str) -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../models")
        .join(service);
    let source = |name: &str| {
        let text = std::fs::read_to_string(folder.join(name))
            .unwrap_or_else(|error| panic!("{service}/{name}: {error}"));
        Source::new(format!("{service}/{name}"), text)
    };
    let mut report = Report::new();
    let model = Model::load(&[source("model.json"), source("overlay.json")], &mut report);
    assert!(!report.has_errors(), "{report:?}");
    model
}

/// The operation with this name.
pub(crate) fn operation<'a>(model: &'a Model, name: &str) -> (&'a Shape, &'a Operation) {
    examples::operation(model, name).unwrap_or_else(|| panic!("no operation {name}"))
}

/// The members of an operation's input.
pub(crate) fn input<'a>(model: &'a Model, operation: &'a Operation) -> Vec<&'a Member> {
    let input = operation.input.iter();
    input.flat_map(|id| model.members(id)).collect()
}
