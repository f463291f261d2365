//! `smithy.waiters#waitable`, from `waiters-2.json`. · Called by `operation`.

use serde_json::{Map, Value, json};
use shapewright_codegen::model::waiters::Waiter as Smithy;

use super::Context;
use super::c2j::{Acceptor, Operation, Waiter, Waiters};

/// The trait's value; `None` for operations that nobody waits with.
///
/// An acceptor that Smithy cannot say is left out with a note, and with it a waiter that would never end well.
pub(super) fn waitable(
    ctx: &mut Context,
    name: &str,
    operation: &Operation,
    waiters: &Waiters,
) -> Option<Value> {
    let mut all = Map::new();
    for (waiter_name, waiter) in waiters.iter().filter(|(_, it)| it.operation == name) {
        let value = self::waiter(ctx, waiter_name, operation, waiter);
        all.extend(value.map(|value| (waiter_name.clone(), value)));
    }
    (!all.is_empty()).then_some(Value::Object(all))
}

fn waiter(ctx: &mut Context, name: &str, operation: &Operation, waiter: &Waiter) -> Option<Value> {
    let mut acceptors = Vec::new();
    for acceptor in &waiter.acceptors {
        let matchers = matchers(ctx, operation, acceptor);
        if matchers.is_empty() {
            let Acceptor {
                state,
                matcher,
                expected,
                ..
            } = acceptor;
            let note =
                format!("the waiter {name} loses an acceptor, {state} at {matcher} {expected}");
            ctx.notes.push(note);
        }
        let state = &acceptor.state;
        let all = matchers.into_iter();
        acceptors.extend(all.map(|matcher| json!({ "state": state, "matcher": matcher })));
    }
    if !acceptors.iter().any(|it| it["state"] == "success") {
        ctx.notes.push(format!("the waiter {name} is left out"));
        return None;
    }
    let mut value = Map::new();
    value.insert("acceptors".to_owned(), Value::Array(acceptors));
    // botocore pauses as long each time; Smithy's pauses grow from there.
    value.insert("minDelay".to_owned(), json!(waiter.delay));
    if waiter.delay > Smithy::MAX_DELAY {
        value.insert("maxDelay".to_owned(), json!(waiter.delay));
    }
    Some(Value::Object(value))
}

/// The matchers that mean the same together; none if Smithy has no word for it.
fn matchers(ctx: &Context, operation: &Operation, acceptor: &Acceptor) -> Vec<Value> {
    let path = |expected: &str, comparator: &str| {
        let path = acceptor.argument.as_ref()?;
        let matcher = json!({ "path": path, "expected": expected, "comparator": comparator });
        Some(json!({ "output": matcher }))
    };
    let one = match (acceptor.matcher.as_str(), &acceptor.expected) {
        ("path", Value::String(text)) => path(text, "stringEquals"),
        ("path", Value::Bool(value)) => path(&value.to_string(), "booleanEquals"),
        ("pathAll", Value::String(text)) => path(text, "allStringEquals"),
        ("pathAny", Value::String(text)) => path(text, "anyStringEquals"),
        ("error", Value::String(name)) => Some(json!({ "errorType": name })),
        // Whether there is any error.
        ("error", Value::Bool(error)) => Some(json!({ "success": !error })),
        ("status", Value::Number(status)) => {
            let status = status.as_u64().unwrap_or_default();
            if (200..300).contains(&status) {
                return vec![json!({ "success": true })];
            }
            let errors = operation.errors.iter().filter(|it| {
                let error = ctx.shape(&it.shape).and_then(|shape| shape.error.as_ref());
                error
                    .and_then(|error| error.http_status_code)
                    .map(u64::from)
                    == Some(status)
            });
            return errors
                .map(|error| json!({ "errorType": error.shape }))
                .collect();
        }
        _ => None,
    };
    one.into_iter().collect()
}
