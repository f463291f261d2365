//! Any input of any operation: its request, read back by readers that share nothing with the writer.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::Value;
use shapewright_runtime::{Body, RequestError};

use crate::input::sample;
use crate::wire::{self, Expected, Payload};

/// Bytes as an input (see `input.rs`), whose request has to be what the model says.
///
/// # Panics
/// It is not.
pub fn requests(data: &[u8]) {
    let Some(sample) = sample(data) else {
        return;
    };
    let endpoint = "https://example.com/base".parse().expect("an endpoint");
    let request = sample.typed.request(&endpoint);
    let expected = wire::expected(&sample.place, &sample.file);
    match (request, expected) {
        (Ok(request), Ok(expected)) => compare(&request, expected),
        // `http::Uri` holds 65,534 bytes.
        (Err(RequestError::InvalidUri(_)), Ok(expected)) if long(&expected) => {}
        (Err(_), Err(_)) => {}
        (Ok(request), Err(refused)) => {
            // Whatever the year: no parser has to accept it, and the writer need not refuse it.
            assert_eq!(refused, "no date of four digits", "{}", request.uri());
        }
        (Err(error), Ok(expected)) => {
            panic!("{}: {error}: {expected:?}", sample.entry.shape);
        }
    }
}

fn long(expected: &Expected) -> bool {
    let query = expected
        .query
        .iter()
        .map(|(name, value)| name.len() + value.len());
    let path = expected.path.iter().map(String::len);
    // Three bytes for one that is encoded.
    3 * (path.sum::<usize>() + query.sum::<usize>()) > 60_000
}

fn compare(request: &http::Request<Body>, mut expected: Expected) {
    assert_eq!(request.method(), expected.method.as_str());
    let uri = request.uri();
    let host = format!("{}example.com", expected.host_prefix);
    assert_eq!(
        uri.authority().map(http::uri::Authority::as_str),
        Some(&*host)
    );
    let path = uri.path().strip_prefix("/base/").expect("the base path");
    let path: Vec<String> = path.split('/').map(decoded).collect();
    assert_eq!(path, expected.path);
    let mut query: Vec<(String, String)> = uri
        .query()
        .into_iter()
        .flat_map(|query| query.split('&'))
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    query.sort();
    expected.query.sort();
    assert_eq!(query, expected.query);
    let body = request.body().as_bytes();
    if !matches!(expected.body, Payload::None) {
        let length = body.len().to_string();
        expected.headers.push(("content-length".to_owned(), length));
    }
    let mut headers: Vec<(String, String)> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), utf8(value.as_bytes()).into_owned()))
        .collect();
    for (name, items) in expected.lists {
        let at = headers.iter().position(|(known, _)| *known == name);
        let (_, line) = headers.swap_remove(at.expect("a header for the list"));
        // One empty item and none look the same.
        let none = items.is_empty() && line.is_empty();
        assert!(none || listed(&line) == items, "{line:?} for {items:?}");
    }
    headers.sort();
    expected.headers.sort();
    assert_eq!(headers, expected.headers);
    match expected.body {
        Payload::None => assert!(body.is_empty()),
        Payload::Bytes(bytes) => assert_eq!(body, bytes),
        Payload::Json(expected) => {
            let value: Value = serde_json::from_slice(body).expect("a body of JSON");
            assert_eq!(value, expected);
        }
    }
}

/// The items of a list in a header (RFC 9110 sections 5.6.1 and 5.6.4).
fn listed(line: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let mut item = String::new();
        if let Some(inside) = rest.strip_prefix('"') {
            let mut letters = inside.chars();
            loop {
                match letters.next().expect("a quoted string ends") {
                    '"' => break,
                    '\\' => item.push(letters.next().expect("an escaped character")),
                    letter => item.push(letter),
                }
            }
            rest = letters.as_str();
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            item.push_str(rest[..end].trim_end_matches([' ', '\t']));
            rest = &rest[end..];
        }
        items.push(item);
        match rest.trim_start_matches([' ', '\t']).strip_prefix(',') {
            Some(more) => rest = more,
            None => {
                assert_eq!(rest.trim_matches([' ', '\t']), "", "{line:?}");
                return items;
            }
        }
    }
}

fn decoded(text: &str) -> String {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~%".contains(&b);
    assert!(text.bytes().all(allowed), "{text:?} is not encoded");
    let bytes: Cow<'_, [u8]> = percent_decode_str(text).into();
    utf8(&bytes).into_owned()
}

fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    Cow::Borrowed(std::str::from_utf8(bytes).expect("UTF-8"))
}
