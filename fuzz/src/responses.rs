//! Any response to any operation: no panic, memory in proportion to the size.

use std::alloc::System;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use crate::operations::choose;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Bytes that reading and printing a response may allocate in all for each byte of it. Three bytes (`{},`) can be a
/// structure of some hundred bytes in memory, and printing it takes a line for each of its members.
const FACTOR: usize = 4000;
/// … and for any response: the corrections, of which there are at most 10,000 whatever the size.
const FIXED: usize = 1 << 20;

/// Headers that mean something in one of the services.
const HEADERS: [&str; 8] = [
    "x-amzn-errortype",
    "x-amzn-requestid",
    "content-type",
    "etag",
    "last-modified",
    "x-left",
    "x-tags",
    "x-meta-a",
];

/// Bytes as a response to an operation: two choose the operation, one each the status and how many headers, then the
/// headers (name, length, value), and the rest is the body.
///
/// # Panics
/// The reader does, or takes more memory than the size of the response allows.
pub fn responses(data: &[u8]) {
    let Some((entry, rest)) = choose(data) else {
        return;
    };
    let Some(response) = response(rest) else {
        return;
    };
    let region = Region::new(ALLOCATOR);
    (entry.respond)(&response);
    let allocated = region.change().bytes_allocated;
    let limit = FIXED + FACTOR * data.len();
    assert!(
        allocated <= limit,
        "{}: {allocated} bytes for a response of {}",
        entry.shape,
        data.len()
    );
}

fn response(data: &[u8]) -> Option<http::Response<&[u8]>> {
    let (&[status, headers], mut rest) = data.split_first_chunk::<2>()?;
    let status = match status {
        0..=99 => 200 + u16::from(status),
        _ => 400 + u16::from(status - 100),
    };
    let mut map = HeaderMap::new();
    for _ in 0..headers % 8 {
        let (&[name, length], after) = rest.split_first_chunk::<2>()?;
        let (value, after) = after.split_at_checked(usize::from(length))?;
        let name = HeaderName::from_static(HEADERS[usize::from(name) % HEADERS.len()]);
        if let Ok(value) = HeaderValue::from_bytes(value) {
            map.append(name, value);
        }
        rest = after;
    }
    let mut response = http::Response::new(rest);
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    *response.headers_mut() = map;
    Some(response)
}

/// The bytes that stand for a response without headers.
#[must_use]
pub fn encode(operation: usize, status: u16, body: &[u8]) -> Vec<u8> {
    let [low, high] = u16::try_from(operation).unwrap_or_default().to_le_bytes();
    let status = match status {
        0..400 => status.saturating_sub(200),
        _ => status - 300,
    };
    let head = [low, high, u8::try_from(status).unwrap_or_default(), 0];
    [&head, body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OPERATIONS, index_of};

    fn entry(name: &str) -> usize {
        index_of(name).unwrap()
    }

    #[test]
    fn what_is_encoded_is_read() {
        let operation = entry("com.amazonaws.apprunner#ListServices");
        let body = br#"{"ServiceSummaryList":[]}"#;
        for (status, success) in [(200, true), (204, true), (400, false), (503, false)] {
            let bytes = encode(operation, status, body);
            let (found, rest) = choose(&bytes).unwrap();
            let response = response(rest).unwrap();
            assert_eq!(response.status(), status);
            assert_eq!(*response.body(), body);
            assert_eq!((found.respond)(&response), success);
        }
    }

    #[test]
    fn empty_objects_stay_within_the_limit() {
        for (index, _) in OPERATIONS.iter().enumerate() {
            responses(&encode(index, 200, b"{}"));
            responses(&encode(index, 400, b"{}"));
        }
        let list = format!("{{\"ServiceSummaryList\":[{}{{}}]}}", "{},".repeat(50_000));
        let operation = entry("com.amazonaws.apprunner#ListServices");
        responses(&encode(operation, 200, list.as_bytes()));
    }
}
