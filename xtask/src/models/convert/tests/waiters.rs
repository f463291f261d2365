//! `smithy.waiters#waitable`, from botocore's waiters.

use serde_json::{Value, json};

use super::super::c2j::Paginators;
use super::super::{Converted, convert};
use super::{rest, short};

/// An operation `Get` with these waiters; it has an error with status 404 and one without.
fn with_waiters(waiters: Value) -> Converted {
    let error = |status: Value| json!({ "type": "structure", "members": {}, "exception": true, "error": status });
    let operations = json!({ "Get": {
        "http": { "method": "GET", "requestUri": "/" }, "output": { "shape": "Out" },
        "errors": [{ "shape": "Missing" }, { "shape": "Other" }],
    } });
    let shapes = json!({
        "Out": { "type": "structure", "members": { "State": { "shape": "State" } } },
        "State": { "type": "string", "enum": ["READY"] },
        "Missing": error(json!({ "httpStatusCode": 404 })), "Other": error(json!({})),
    });
    let document = serde_json::from_value(rest(operations, shapes)).unwrap();
    let paginators: Paginators = serde_json::from_value(json!({ "waiters": waiters })).unwrap();
    convert(document, &paginators).unwrap()
}

fn waiter(delay: u32, acceptors: &[Value]) -> Value {
    json!({ "operation": "Get", "delay": delay, "maxAttempts": 9, "acceptors": acceptors })
}

fn acceptor(state: &str, matcher: &str, expected: Value) -> Value {
    let argument = matcher.starts_with("path").then_some("State");
    json!({ "state": state, "matcher": matcher, "expected": expected, "argument": argument })
}

#[test]
fn every_matcher_that_smithy_has() {
    let acceptors = [
        acceptor("success", "path", json!("READY")),
        acceptor("success", "path", json!(true)),
        acceptor("success", "pathAll", json!("READY")),
        acceptor("failure", "pathAny", json!("READY")),
        acceptor("retry", "error", json!("Other")),
        acceptor("failure", "error", json!(true)),
        acceptor("success", "status", json!(200)),
        acceptor("retry", "status", json!(404)),
    ];
    let found = with_waiters(json!({ "Ready": waiter(15, &acceptors) }));
    assert_eq!(found.notes, [""; 0]);
    let path = |comparator: &str, expected: &str| json!({ "output": { "path": "State", "expected": expected, "comparator": comparator } });
    let wanted = [
        ("success", path("stringEquals", "READY")),
        ("success", path("booleanEquals", "true")),
        ("success", path("allStringEquals", "READY")),
        ("failure", path("anyStringEquals", "READY")),
        ("retry", json!({ "errorType": "Other" })),
        ("failure", json!({ "success": false })),
        ("success", json!({ "success": true })),
        ("retry", json!({ "errorType": "Missing" })),
    ];
    let wanted = wanted.map(|(state, matcher)| json!({ "state": state, "matcher": matcher }));
    let trait_value = &short(&found)["Get"]["traits"]["smithy.waiters#waitable"];
    let expected = json!({ "Ready": { "acceptors": wanted, "minDelay": 15 } });
    assert_eq!(trait_value, &expected);
}

#[test]
fn what_smithy_cannot_say_is_left_out_and_told() {
    let teapot = acceptor("success", "status", json!(418));
    let ready = acceptor("success", "path", json!("READY"));
    let waiters = json!({
        "Never": waiter(300, std::slice::from_ref(&teapot)),
        "Slow": waiter(300, &[teapot, ready]),
        "Elsewhere": { "operation": "Gone", "delay": 1, "acceptors": [] },
    });
    let found = with_waiters(waiters);
    let notes = [
        "the waiter Never loses an acceptor, success at status 418",
        "the waiter Never is left out",
        "the waiter Slow loses an acceptor, success at status 418",
    ];
    assert_eq!(found.notes, notes);
    let trait_value = &short(&found)["Get"]["traits"]["smithy.waiters#waitable"];
    assert_eq!(trait_value["Slow"]["minDelay"], 300);
    assert_eq!(trait_value["Slow"]["maxDelay"], 300);
    assert_eq!(trait_value.as_object().unwrap().len(), 1);
}
