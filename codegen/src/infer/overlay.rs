//! The overlay of what was inferred and is not modelled.

use serde_json::{Map, Value, json};

use crate::model::traits::Paginated;
use crate::model::waiters::{self, AcceptorState, Comparator, Matcher, Waiter};

use super::Inference;

/// A Smithy AST of `apply` statements, each with its source in the metadata key `shapewright.overlay`;
/// without statements when the model says everything itself. The same inference gives the same text.
#[must_use]
pub fn overlay(inference: &Inference) -> String {
    let mut sources = Vec::new();
    let mut shapes = Map::new();
    for pages in &inference.pages {
        if let (None, Some(inferred)) = (&pages.modelled, &pages.inferred) {
            let source = pages_source(inferred);
            let id = pages.operation.to_string();
            put(
                &mut sources,
                &mut shapes,
                &id,
                ("smithy.api#paginated", value(inferred)),
                source,
            );
        }
    }
    for waits in &inference.waits {
        if waits.modelled.is_empty() && !waits.inferred.is_empty() {
            let source = waits_source(&waits.inferred);
            let id = waits.operation.to_string();
            let value = waiters::to_value(&waits.inferred);
            put(
                &mut sources,
                &mut shapes,
                &id,
                (waiters::WAITABLE, value),
                source,
            );
        }
    }
    let overlay = json!({
        "smithy": "2.0",
        "metadata": { crate::model::OVERLAY: sources },
        "shapes": shapes,
    });
    // Indented by two spaces, as serde_json does it.
    format!("{overlay:#}\n")
}

fn put(
    sources: &mut Vec<Value>,
    shapes: &mut Map<String, Value>,
    id: &str,
    (name, value): (&str, Value),
    source: String,
) {
    sources.push(json!({ "shape": id, "trait": name, "source": source, "modelled": false }));
    let apply = shapes
        .entry(id)
        .or_insert_with(|| json!({ "type": "apply", "traits": {} }));
    apply["traits"][name] = value;
}

fn value(paginated: &Paginated) -> Value {
    let entries = [
        ("inputToken", &paginated.input_token),
        ("outputToken", &paginated.output_token),
        ("pageSize", &paginated.page_size),
        ("items", &paginated.items),
    ];
    let present = entries
        .into_iter()
        .filter_map(|(key, path)| Some((key.to_owned(), json!(path.as_ref()?))));
    Value::Object(present.collect())
}

fn pages_source(paginated: &Paginated) -> String {
    let name = |path: &Option<String>| path.clone().unwrap_or_default();
    let (from, to) = (name(&paginated.input_token), name(&paginated.output_token));
    let tokens = match from == to {
        true => format!("`{from}` in input and output"),
        false => format!("`{from}` in the input and `{to}` in the output"),
    };
    match &paginated.items {
        Some(items) => format!("inferred from {tokens}, beside `{items}`"),
        None => format!("inferred from {tokens}"),
    }
}

fn waits_source(waiters: &[Waiter]) -> String {
    let mut paths: Vec<String> = Vec::new();
    let mut first_page = false;
    for acceptor in waiters.iter().flat_map(|waiter| &waiter.acceptors) {
        if let (AcceptorState::Success, Matcher::Output(matcher)) =
            (acceptor.state, &acceptor.matcher)
        {
            let path = format!("`{}`", matcher.path);
            first_page |= matcher.comparator == Comparator::AllStringEquals;
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    let list = if first_page {
        ", all in one answer"
    } else {
        ""
    };
    format!("inferred from the values of {}{list}", paths.join(" and "))
}
