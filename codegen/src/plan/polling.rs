//! What the documentation of an operation says about pages and waiters: for the caller, who asks for them. · What the
//! model's owner does not say, but an overlay, has its source.

use crate::model::traits::Paginated;
use crate::model::waiters::{AcceptorState, Comparator, Matcher, WAITABLE, Waiter};
use crate::model::{Origin, ShapeId};

use super::Planner;
use super::docs::code;

/// A paragraph each, with an empty line before it.
pub(super) fn lines(planner: &Planner<'_>, id: &ShapeId) -> Vec<String> {
    let Some(traits) = planner.model.get(id).map(|shape| &shape.traits) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut say = |text: String, trait_id: &str| {
        let origin = planner.model.origin(&id.to_string(), trait_id);
        let source = origin
            .filter(|it| !it.modelled)
            .map(|it| source(planner, it));
        lines.extend([String::new(), text + &source.unwrap_or_default()]);
    };
    if let Some(text) = traits.paginated.as_ref().and_then(pages) {
        say(text, "smithy.api#paginated");
    }
    if !traits.waitable.is_empty() {
        let waiters: Vec<String> = traits.waitable.iter().map(waiter).collect();
        let text = format!("Waiters: {}.", waiters.join("; "));
        say(text, WAITABLE);
    }
    lines
}

/// Both tokens are there in a model that loads.
fn pages(paginated: &Paginated) -> Option<String> {
    let (from, to) = paginated
        .output_token
        .as_ref()
        .zip(paginated.input_token.as_ref())?;
    let items = paginated.items.as_ref();
    let of = items.map_or(String::new(), |items| format!(" of {}", code(items)));
    let size = paginated.page_size.as_ref();
    let size = size.map_or(String::new(), |size| {
        format!(", at most {} each", code(size))
    });
    Some(format!(
        "Pages{of}{size}: the output's {} is the next input's {}.",
        code(from),
        code(to)
    ))
}

fn waiter(waiter: &Waiter) -> String {
    let ends = waiter
        .acceptors
        .iter()
        .filter(|it| it.state == AcceptorState::Success)
        .map(|it| match &it.matcher {
            Matcher::Output(it) | Matcher::InputOutput(it) => {
                let (path, expected) = (code(&it.path), code(&it.expected));
                match it.comparator {
                    Comparator::StringEquals | Comparator::BooleanEquals => {
                        format!("{path} is {expected}")
                    }
                    Comparator::AllStringEquals => format!("all of {path} are {expected}"),
                    Comparator::AnyStringEquals => format!("one of {path} is {expected}"),
                }
            }
            Matcher::Success(true) => "it succeeds".to_owned(),
            Matcher::Success(false) => "it fails".to_owned(),
            Matcher::ErrorType(name) => format!("it fails with {}", code(name)),
        });
    let ends: Vec<String> = ends.collect();
    format!("{}, until {}", code(&waiter.name), ends.join(" or "))
}

fn source(planner: &Planner<'_>, origin: Origin<'_>) -> String {
    let owner = match planner.doc_id() {
        Some(_) => "by AWS",
        None => "by the owner of the service",
    };
    let source = super::markdown::line(origin.source);
    format!(" Not modelled {owner}: {}.", source.trim_end_matches('.'))
}
