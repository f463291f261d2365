//! Request cases.

use http::HeaderMap;
use serde_json::Value;
use shapewright_runtime::{Body, Endpoint, FixedToken, Operation};

/// The idempotency token of all cases.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// What the request of a case has to be.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The method.
    pub method: &'a str,
    /// The host with the operation's prefix, without the endpoint's path.
    pub host: &'a str,
    /// The path with the endpoint's, percent-encoded.
    pub uri: &'a str,
    /// `name=value` pairs, percent-encoded, that must be there; those of one name in this order.
    pub query: &'a [&'a str],
    /// Names of query parameters that must not be there.
    pub forbid_query: &'a [&'a str],
    /// Names of query parameters that must be there.
    pub require_query: &'a [&'a str],
    /// Headers that must be there, with their values.
    pub headers: &'a [(&'a str, &'a str)],
    /// Headers that must not be there.
    pub forbid_headers: &'a [&'a str],
    /// Headers that must be there.
    pub require_headers: &'a [&'a str],
    /// The body; nothing is known of it without one.
    pub body: Option<&'a str>,
    /// The body's media type, which says how bodies are compared: bytes when there is none.
    pub media_type: Option<&'a str>,
}

/// The request for an input.
///
/// # Panics
/// If the input cannot be sent.
pub fn request<O: Operation>(input: &O::Input, endpoint: &str) -> http::Request<Body> {
    let endpoint = match Endpoint::parse(endpoint) {
        Ok(endpoint) => endpoint,
        Err(error) => panic!("the case's host is no endpoint: {error}"),
    };
    match O::request_with(input, &endpoint, &mut FixedToken(TOKEN.to_owned())) {
        Ok(request) => request,
        Err(error) => panic!("the input cannot be sent: {error}"),
    }
}

impl Request<'_> {
    /// Compares everything and tells all that differs.
    ///
    /// # Panics
    /// If anything differs.
    pub fn check(&self, request: &http::Request<Body>) {
        let found = self.differences(request);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    /// What differs, a line each.
    pub(crate) fn differences(&self, request: &http::Request<Body>) -> Vec<String> {
        let mut found = Vec::new();
        let uri = request.uri();
        differ("method", self.method, request.method().as_str(), &mut found);
        differ(
            "host",
            self.host,
            uri.host().unwrap_or_default(),
            &mut found,
        );
        differ("uri", self.uri, uri.path(), &mut found);
        self.query(uri.query().unwrap_or_default(), &mut found);
        self.headers(request.headers(), &mut found);
        if let Some(body) = self.body {
            self.body(body, request.body().as_bytes(), &mut found);
        }
        found
    }

    fn query(&self, query: &str, found: &mut Vec<String>) {
        let there: Vec<&str> = query.split('&').filter(|part| !part.is_empty()).collect();
        for expected in self.query {
            let wanted = named(self.query, name(expected));
            let values = named(&there, name(expected));
            if wanted != values {
                found.push(format!("query: expected {wanted:?}, is {values:?}"));
            }
        }
        for forbidden in self.forbid_query {
            if !named(&there, forbidden).is_empty() {
                found.push(format!("query: `{forbidden}` must not be there"));
            }
        }
        for required in self.require_query {
            if named(&there, required).is_empty() {
                found.push(format!("query: `{required}` is missing"));
            }
        }
    }

    fn headers(&self, headers: &HeaderMap, found: &mut Vec<String>) {
        for (name, expected) in self.headers {
            match value(headers, name) {
                Some(value) => differ(&format!("header {name}"), expected, &value, found),
                None => found.push(format!("header {name}: expected `{expected}`, is missing")),
            }
        }
        for name in self.forbid_headers {
            if let Some(value) = value(headers, name) {
                found.push(format!("header {name}: must not be there, is `{value}`"));
            }
        }
        for name in self.require_headers {
            if value(headers, name).is_none() {
                found.push(format!("header {name}: is missing"));
            }
        }
    }

    fn body(&self, expected: &str, body: &[u8], found: &mut Vec<String>) {
        let json = self.media_type.is_some_and(is_json);
        // No body at all is not the same as any JSON.
        let same = if json && !expected.is_empty() {
            let parse = serde_json::from_slice::<Value>;
            match (parse(expected.as_bytes()), parse(body)) {
                (Ok(expected), Ok(body)) => equal(&expected, &body),
                _ => false,
            }
        } else {
            expected.as_bytes() == body
        };
        if !same {
            let body = String::from_utf8_lossy(body);
            found.push(format!("body: expected\n{expected}\nis\n{body}"));
        }
    }
}

fn differ(what: &str, expected: &str, is: &str, found: &mut Vec<String>) {
    if expected != is {
        found.push(format!("{what}: expected `{expected}`, is `{is}`"));
    }
}

fn name(parameter: &str) -> &str {
    parameter.split('=').next().unwrap_or_default()
}

/// The parameters of one name, in order; `name` and `name=` are the same.
fn named<'q>(parameters: &[&'q str], wanted: &str) -> Vec<(&'q str, &'q str)> {
    parameters
        .iter()
        .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
        .filter(|(name, _)| *name == wanted)
        .collect()
}

/// A header's value; several lines are one list (RFC 9110, section 5.3).
fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(name).into_iter();
    let lines: Vec<String> = lines
        .map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned())
        .collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Equal as JSON: members in any order, numbers by value.
fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let same = |(name, a)| b.get(name).is_some_and(|b| equal(a, b));
            a.len() == b.len() && a.iter().all(same)
        }
        _ => a == b,
    }
}
