//! Each rule on a small document; here is how one is made.

use serde_json::{Value, json};

use super::c2j::{Document, Paginators};
use super::{Converted, convert};

mod bindings;
mod golden;
mod pagination;
mod shapes;
mod waiters;

/// A restJson1 service with these operations and shapes.
fn rest(operations: Value, shapes: Value) -> Value {
    json!({
        "metadata": {
            "apiVersion": "2020-01-01", "endpointPrefix": "tiny", "protocol": "rest-json",
            "serviceFullName": "Tiny", "serviceId": "Tiny Service",
        },
        "operations": operations,
        "shapes": shapes,
    })
}

/// One operation `Get` with the input `In`.
fn with_input(uri: &str, shapes: Value) -> Value {
    let http = json!({ "method": "POST", "requestUri": uri });
    rest(
        json!({ "Get": { "http": http, "input": { "shape": "In" } } }),
        shapes,
    )
}

fn converted(document: Value, pagination: Value) -> Converted {
    let document: Document = serde_json::from_value(document).unwrap();
    let paginators = json!({ "pagination": pagination });
    let paginators: Paginators = serde_json::from_value(paginators).unwrap();
    convert(document, &paginators).unwrap()
}

/// The shapes, without the namespace in their ids.
fn shapes(document: Value) -> Value {
    let found = converted(document, json!({}));
    assert_eq!(found.notes, [""; 0]);
    short(&found)
}

fn short(converted: &Converted) -> Value {
    let text = converted.model["shapes"].to_string();
    serde_json::from_str(&text.replace("com.amazonaws.tinyservice#", "")).unwrap()
}

/// A structure `In` with the members, and the shapes that they need.
fn members(members: Value, more: Value) -> Value {
    let mut all = json!({
        "In": { "type": "structure", "members": members },
        "S": { "type": "string" },
        "M": { "type": "map", "key": { "shape": "S" }, "value": { "shape": "S" } },
    });
    let target = all.as_object_mut().unwrap();
    target.extend(more.as_object().unwrap().clone());
    all
}
