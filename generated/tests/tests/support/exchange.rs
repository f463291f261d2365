//! Sends inputs and reads answers in file form, for tests of what travels.

#![allow(dead_code, reason = "each test uses a part")]

use serde_json::Value;
use shapewright_runtime::codegen::Shape;
use shapewright_runtime::{
    Blank, Body, Endpoint, FixedToken, Operation, RequestError, Response, ResponseError, file,
};

/// The endpoint of these tests.
pub(crate) fn endpoint() -> Endpoint {
    "https://example.com/base".parse().unwrap()
}

/// An input from file form.
pub(crate) fn input<T: Shape + Blank>(json: &Value) -> T {
    file::from_slice(json.to_string().as_bytes()).unwrap()
}

/// The request for an input in file form; every fresh token is `t-1`.
pub(crate) fn try_send<O: Operation<Input: Shape + Blank>>(
    endpoint: &Endpoint,
    json: &Value,
) -> Result<http::Request<Body>, RequestError> {
    O::request_with(&input(json), endpoint, &mut FixedToken("t-1".into()))
}

/// The same for an input that makes a request.
pub(crate) fn send<O: Operation<Input: Shape + Blank>>(json: Value) -> http::Request<Body> {
    try_send::<O>(&endpoint(), &json).unwrap()
}

/// A request's body as text.
pub(crate) fn body(request: &http::Request<Body>) -> &str {
    std::str::from_utf8(request.body().as_bytes()).unwrap()
}

/// A request's body as JSON.
pub(crate) fn json(request: &http::Request<Body>) -> Value {
    serde_json::from_str(body(request)).unwrap()
}

/// A request's path and query.
pub(crate) fn target(request: &http::Request<Body>) -> &str {
    request.uri().path_and_query().unwrap().as_str()
}

/// A request's headers but for those in the list.
pub(crate) fn headers(request: &http::Request<Body>, but: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = request
        .headers()
        .iter()
        .filter(|(name, _)| !but.contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    lines
}

/// What reading a response gives.
pub(crate) type Answer<O> =
    Result<Response<<O as Operation>::Output>, ResponseError<<O as Operation>::Error>>;

/// Reads a response.
pub(crate) fn answer<O: Operation>(
    status: u16,
    headers: &[(&str, &str)],
    body: impl AsRef<[u8]>,
) -> Answer<O> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    O::response(&response.body(body).unwrap())
}

/// Reads a successful response: the output in file form, and what was corrected.
pub(crate) fn read<O: Operation<Output: Shape>>(
    headers: &[(&str, &str)],
    body: impl AsRef<[u8]>,
) -> (Value, Vec<String>) {
    match answer::<O>(200, headers, body) {
        Ok(answer) => (written(&answer.output), answer.corrected),
        Err(error) => panic!("{error}"),
    }
}

/// A value in file form.
pub(crate) fn written(value: &impl Shape) -> Value {
    serde_json::from_slice(&file::to_vec(value).unwrap()).unwrap()
}
