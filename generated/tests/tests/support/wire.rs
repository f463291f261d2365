//! What stands in for an HTTP client: requests come unsigned and responses are taken as they are, since
//! sending and signing belong to the client of your choice.

use http::Response;
use serde_json::Value;
use shapewright_runtime::{Body, Endpoint};

/// Where a service is: the base of every request's URI.
pub(crate) fn endpoint(service: &str) -> Endpoint {
    let uri = format!("https://{service}.us-east-1.amazonaws.com");
    Endpoint::parse(&uri).unwrap()
}

/// A request's body, to look into it.
pub(crate) fn body(request: &http::Request<Body>) -> Value {
    serde_json::from_slice(request.body().as_bytes()).unwrap()
}

/// A response as an HTTP client gives it, its body in memory.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &Value) -> Response<Vec<u8>> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    response.body(body.into_bytes()).unwrap()
}
