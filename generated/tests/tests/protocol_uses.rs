//! One structure in several places: each HTTP binding counts only where Smithy says so, shown on the model
//! `codegen/tests/cases/protocol` (Smithy 2.0, "HTTP bindings").

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod exchange;
}

use case_protocol::*;
use serde_json::json;
use support::exchange::{answer, json, read, send, target, written};

fn both() -> serde_json::Value {
    json!({
        "id": "i", "filter": "f", "more": { "k": "v" }, "tag": "t", "meta": { "a": "b" },
        "status": 7, "note": "n", "count": 3,
    })
}

#[test]
fn in_a_request_the_status_is_in_the_body() {
    let request = send::<Exchange>(both());
    assert_eq!(target(&request), "/base/exchange/i?filter=f&k=v");
    assert_eq!(request.headers()["x-tag"], "t");
    assert_eq!(request.headers()["x-meta-a"], "b");
    assert_eq!(
        json(&request),
        json!({ "status": 7, "Note": "n", "count": 3 })
    );
    let again = send::<ExchangeAgain>(both());
    assert_eq!(target(&again), "/base/again/i?filter=f&k=v");
    assert_eq!(json(&again), json(&request));
}

#[test]
fn a_label_alone_is_the_body_of_the_answer() {
    let request = send::<Same>(json!({ "id": "a b" }));
    assert_eq!(target(&request), "/base/same/a%20b");
    assert!(request.body().is_empty());
    let (output, corrected) = read::<Same>(&[], r#"{"id":"a b"}"#);
    assert_eq!((output, corrected.len()), (json!({ "id": "a b" }), 0));
    assert_eq!(read::<Same>(&[], "").1, ["/id"]);
}

#[test]
fn in_a_response_labels_and_query_are_in_the_body() {
    let headers = [("X-Tag", "t"), ("X-Meta-A", "b")];
    let body = r#"{"id":"i","filter":"f","more":{"k":"v"},"tag":"no","status":7,"Note":"n"}"#;
    let (output, corrected) = read::<Exchange>(&headers, body);
    let mut expected = both();
    expected["status"] = json!(200);
    expected["meta"] = json!({ "a": "b" });
    assert_eq!(output, expected);
    assert!(corrected.is_empty());
    let (output, corrected) = read::<Exchange>(&[], "{}");
    assert_eq!(output, json!({ "id": "", "status": 200, "count": 3 }));
    assert_eq!(corrected, ["/id"]);
}

#[test]
fn inside_of_other_structures_everything_is_in_the_body() {
    let on_the_wire = json!({
        "both": {
            "id": "i", "filter": "f", "more": { "k": "v" }, "tag": "t", "meta": { "a": "b" },
            "status": 7, "Note": "n", "count": 3,
        },
        "wrapped": { "tag": "t", "data": { "b": "jsonName" } },
        "refused": { "message": "m", "retryAfter": 1, "why": { "x": "y" }, "status": 5, "label": "l" },
    });
    let mut input = on_the_wire.clone();
    input["both"] = both();
    input["wrapped"]["data"] = json!({ "a": "jsonName" });
    let request = send::<Enclose>(input.clone());
    assert_eq!(json(&request), on_the_wire);
    assert!(request.headers().get("x-tag").is_none());
    let (output, corrected) = read::<Enclose>(&[("X-Tag", "no")], on_the_wire.to_string());
    assert_eq!(output, input);
    assert!(corrected.is_empty());
    let (_, corrected) = read::<Enclose>(&[], r#"{"both":{}}"#);
    assert_eq!(corrected, ["/both/id"]);
}

#[test]
fn a_payload_is_the_body_at_the_top_only() {
    let request = send::<Wrap>(json!({ "tag": "t", "data": { "a": "x" } }));
    assert_eq!(json(&request), json!({ "b": "x" }));
    assert_eq!(request.headers()["x-tag"], "t");
    let (output, _) = read::<Wrap>(&[("x-tag", "t")], r#"{"b":"x","data":1,"tag":2}"#);
    assert_eq!(output, json!({ "tag": "t", "data": { "a": "x" } }));
    // A payload of the same type as the structure around it, which is a document inside.
    let tree = json!({ "leaf": "top", "tree": { "leaf": "in", "tree": { "leaf": "deep" } } });
    let request = send::<PayTree>(tree.clone());
    assert_eq!(request.headers()["x-leaf"], "top");
    assert_eq!(
        json(&request),
        json!({ "leaf": "in", "tree": { "leaf": "deep" } })
    );
    let body = r#"{"leaf":"in","tree":{"leaf":"deep"}}"#;
    assert_eq!(read::<PayTree>(&[("X-Leaf", "top")], body).0, tree);
}

#[test]
fn errors_are_bound_like_responses() {
    let headers = [
        ("x-amzn-errortype", "Refused"),
        ("Retry-After", "12"),
        ("X-Why-Colour", "red"),
    ];
    let body = r#"{"message":"no","label":"l","retryAfter":99}"#;
    let error = answer::<Exchange>(429, &headers, body).unwrap_err();
    let service = error.as_service().unwrap();
    let ExchangeError::Refused(refused) = service.error() else {
        panic!("{error}")
    };
    assert_eq!(
        written(refused),
        json!({
            "message": "no", "retryAfter": 12, "why": { "colour": "red" }, "status": 429, "label": "l",
        })
    );
    assert!(service.is_retryable());
}
