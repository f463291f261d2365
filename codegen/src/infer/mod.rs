//! What a model does not say and lets one conclude: which operations give pages, and how to wait for what takes time. ·
//! Takes a model, gives an overlay of `apply` statements and what there is to tell about it. · Nothing that the model
//! says is ever replaced.

mod agreement;
mod overlay;
mod pagination;
mod status;
mod waiters;
mod words;

use std::collections::BTreeSet;

use crate::model::{Model, Operation, Shape, ShapeId, ShapeKind};

pub use agreement::Agreement;
pub use overlay::overlay;
pub use pagination::Pages;
pub use waiters::{MAX_DELAY, MIN_DELAY, Waits};
pub use words::{Meaning, REASONS, WORDS};

/// What was concluded of a model's services, and what the model itself says there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inference {
    /// The operations that give pages, or look as if they did, sorted by id.
    pub pages: Vec<Pages>,
    /// The operations that show a status, or have waiters in the model, sorted by id.
    pub waits: Vec<Waits>,
}

/// Looks at every operation of the model's services.
///
/// The conclusions are the same whether or not the model has the traits already, so that they can be compared; the
/// overlay leaves out what it has.
#[must_use]
pub fn infer(model: &Model) -> Inference {
    let services = model
        .services()
        .flat_map(|(_, service)| &service.operations);
    let operations: BTreeSet<&ShapeId> = services.collect();
    let operations: Vec<(&Shape, &Operation)> = operations
        .into_iter()
        .filter_map(|id| model.get(id))
        .filter_map(|shape| match &shape.kind {
            ShapeKind::Operation(operation) => Some((shape, operation)),
            _ => None,
        })
        .collect();
    Inference {
        pages: pagination::all(model, &operations),
        waits: waiters::all(model, &operations),
    }
}
