//! The passes of the model stage on small models, seen from outside.

mod apply;
mod closure;
mod defaults;
mod mixins;
mod recursion;
mod resources;
mod traits;
mod waiters;

use super::{Model, ShapeId};
use crate::ast::Source;
use crate::diagnostic::Report;

/// Loads sources that must be sound; each is the value of `shapes` of a 2.0 model.
fn load(shapes: &[&str]) -> Model {
    load_version("2.0", shapes)
}

fn load_version(version: &str, shapes: &[&str]) -> Model {
    let (model, report) = load_report(version, shapes);
    assert!(report.is_empty(), "{report}");
    model
}

fn load_report(version: &str, shapes: &[&str]) -> (Model, Report) {
    let sources: Vec<Source> = shapes
        .iter()
        .enumerate()
        .map(|(index, shapes)| {
            let text = format!(r#"{{"smithy": "{version}", "shapes": {shapes}}}"#);
            Source::new(format!("{index}.json"), text)
        })
        .collect();
    let mut report = Report::new();
    let model = Model::load(&sources, &mut report);
    (model, report)
}

fn id(text: &str) -> ShapeId {
    ShapeId::parse(text).unwrap()
}

fn names(ids: impl IntoIterator<Item = impl std::borrow::Borrow<ShapeId>>) -> Vec<String> {
    ids.into_iter()
        .map(|id| id.borrow().name().to_owned())
        .collect()
}
