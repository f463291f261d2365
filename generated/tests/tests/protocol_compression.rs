//! Compression of request bodies (Smithy 2.0, "requestCompression trait"), shown on the models
//! `codegen/tests/cases/protocol` and `rpc`.

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

use std::io::Read;

use case_protocol::{PayText, Upload, UploadInput, UploadStream, UploadText};
use serde_json::json;
use shapewright_runtime::{Body, Compression, Endpoint, FixedToken, Operation};
use support::exchange::{body, endpoint, headers, send, try_send};

/// The body as it was before compression.
fn unpacked(request: &http::Request<Body>) -> String {
    let mut text = String::new();
    let mut decoder = flate2::read::GzDecoder::new(request.body().as_bytes());
    decoder.read_to_string(&mut text).unwrap();
    assert!(
        decoder.into_inner().is_empty(),
        "nothing follows the gzip file"
    );
    text
}

fn from(size: u32) -> Endpoint {
    endpoint().with_compression(Compression::from_size(size).unwrap())
}

#[test]
fn bodies_are_compressed_from_the_limit_on() {
    let text = |length: usize| json!({ "body": "a".repeat(length) });
    let small = send::<UploadText>(text(10_239));
    assert_eq!(body(&small).len(), 10_239);
    assert!(small.headers().get("content-encoding").is_none());
    let large = send::<UploadText>(text(10_240));
    assert_eq!(large.headers()["content-encoding"], "gzip");
    assert_eq!(large.headers()["content-type"], "text/plain");
    assert_eq!(
        large.headers()["content-length"],
        large.body().len().to_string()
    );
    assert!(large.body().len() < 100);
    assert_eq!(unpacked(&large), "a".repeat(10_240));
    for (size, length, compressed) in [(5, 4, false), (5, 5, true), (0, 0, true), (0, 1, true)] {
        let request = try_send::<UploadText>(&from(size), &text(length)).unwrap();
        let encoding = request.headers().get("content-encoding");
        assert_eq!(
            encoding.is_some(),
            compressed,
            "{length} bytes, from {size}"
        );
    }
    // Without a body there is nothing to compress, and other operations never do.
    let none = try_send::<UploadText>(&from(0), &json!({})).unwrap();
    assert!(none.body().is_empty() && !none.headers().contains_key("content-encoding"));
    let other = try_send::<PayText>(&from(0), &text(20_000)).unwrap();
    assert_eq!(body(&other).len(), 20_000);
}

#[test]
fn compression_can_be_turned_off() {
    let off = endpoint().with_compression(Compression::OFF);
    let request = try_send::<UploadText>(&off, &json!({ "body": "a".repeat(20_000) })).unwrap();
    assert_eq!(body(&request).len(), 20_000);
    let request = try_send::<UploadStream>(&off, &json!({ "body": "YQ==" })).unwrap();
    assert_eq!(body(&request), "a");
    // A buffer gets the body as it is: a header would have to tell that it is another.
    let mut buffer = Vec::new();
    let input = UploadInput::new().note("a".repeat(20_000));
    Upload::write_body(&input, &mut buffer, &mut FixedToken(String::new())).unwrap();
    assert!(buffer.starts_with(b"{\"note\":\"aaa"));
}

#[test]
fn streams_are_compressed_whatever_their_size() {
    for (text, plain) in [("YQ==", "a"), ("", "")] {
        let request = send::<UploadStream>(json!({ "body": text }));
        assert_eq!(request.headers()["content-encoding"], "gzip");
        assert_eq!(unpacked(&request), plain);
    }
    let none = send::<UploadStream>(json!({}));
    assert!(none.body().is_empty() && !none.headers().contains_key("content-encoding"));
}

#[test]
fn the_encoding_follows_that_of_the_caller_and_comes_before_the_checksum() {
    let note = "a".repeat(10_240);
    let request = send::<Upload>(json!({ "note": note, "encoding": "custom" }));
    assert_eq!(
        headers(&request, &["content-length", "content-md5"]),
        [
            "content-encoding: custom, gzip",
            "content-type: application/json"
        ]
    );
    let sent = unpacked(&request);
    assert_eq!(sent, json!({ "note": note }).to_string());
    // The checksum is that of what is sent: another body of the same text has the same one.
    let sum = |request: &http::Request<Body>| request.headers()["content-md5"].clone();
    let plain = endpoint().with_compression(Compression::OFF);
    let uncompressed = try_send::<Upload>(&plain, &json!({ "note": note })).unwrap();
    assert_ne!(sum(&request), sum(&uncompressed));
    assert_eq!(sum(&request), sum(&send::<Upload>(json!({ "note": note }))));
    let empty = send::<Upload>(json!({ "note": note, "encoding": "" }));
    assert_eq!(empty.headers()["content-encoding"], "gzip");
    let small = send::<Upload>(json!({ "note": "n", "encoding": "custom" }));
    assert_eq!(small.headers()["content-encoding"], "custom");
    assert_eq!(body(&small), r#"{"note":"n"}"#);
}

#[test]
fn aws_json_compresses_too_and_ignores_bound_headers() {
    let note = "a".repeat(10_300);
    let request = send::<case_rpc::Upload>(json!({ "note": note, "encoding": "custom" }));
    assert_eq!(request.headers()["content-encoding"], "gzip");
    assert_eq!(
        unpacked(&request),
        json!({ "note": note, "encoding": "custom" }).to_string()
    );
    assert!(request.headers().contains_key("content-md5"));
}
