//! The models behind the operations, loaded once.

use std::path::Path;
use std::sync::OnceLock;

use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::model::{Model, Operation, Service, Shape, ShapeId};

const MODELS: [&[&str]; 4] = [
    &[
        "models/apigatewayv2/model.json",
        "models/apigatewayv2/overlay.json",
    ],
    &["models/appmesh/model.json", "models/appmesh/overlay.json"],
    &[
        "models/apprunner/model.json",
        "models/apprunner/overlay.json",
    ],
    &["codegen/tests/cases/shop/model.json"],
];

/// An operation in its model.
#[derive(Clone, Copy)]
pub(crate) struct InModel {
    pub(crate) model: &'static Model,
    pub(crate) service: (&'static Shape, &'static Service),
    pub(crate) shape: &'static Shape,
    pub(crate) operation: &'static Operation,
}

/// The operation with this absolute shape id.
pub(crate) fn find(id: &str) -> InModel {
    static LOADED: OnceLock<Vec<Model>> = OnceLock::new();
    let models = LOADED.get_or_init(|| MODELS.into_iter().map(load).collect());
    let id = ShapeId::parse(id).expect("a shape id");
    let found = models.iter().find_map(|model| {
        Some(InModel {
            model,
            service: model.services().next()?,
            shape: model.get(&id)?,
            operation: model.operation(&id)?,
        })
    });
    found.unwrap_or_else(|| panic!("no model has {id}"))
}

fn load(files: &[&str]) -> Model {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let source = |name: &&str| {
        let text = std::fs::read_to_string(root.join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        Source::new(*name, text)
    };
    let mut report = Report::new();
    let model = Model::load(&files.iter().map(source).collect::<Vec<_>>(), &mut report);
    assert!(!report.has_errors(), "{report:?}");
    model
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OPERATIONS;

    #[test]
    fn the_table_has_every_operation_of_the_models() {
        let mut count = 0;
        for files in MODELS {
            let model = load(files);
            count += model
                .services()
                .map(|(_, it)| it.operations.len())
                .sum::<usize>();
        }
        assert_eq!(OPERATIONS.len(), count);
        for entry in OPERATIONS {
            find(entry.shape);
        }
        println!("{count} operations");
    }
}
