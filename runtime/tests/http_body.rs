//! Bodies and idempotency tokens, with vectors of Smithy's protocol tests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[cfg(feature = "compression")]
use shapewright_runtime::Compression;
use shapewright_runtime::codegen as rt;
use shapewright_runtime::{Document, Endpoint, Operation};

#[path = "support/probe.rs"]
mod probe;

use probe::{Bind, NoTokens, Probe, Two, header, send, send_to, tokens};

#[test]
fn aws_json() {
    let bind: Bind = |q| {
        q.aws_json(
            "1.0",
            "JsonRpc10.Op",
            &Two {
                label: Some("é".to_owned()),
                token: Some("t".to_owned()),
            },
        );
    };
    let request = send_to("http://example.com:8000/custom", bind).unwrap();
    assert_eq!(request.uri().to_string(), "http://example.com:8000/custom/");
    assert_eq!(request.method(), http::Method::POST);
    assert_eq!(
        header(&request, "content-type"),
        Some("application/x-amz-json-1.0")
    );
    assert_eq!(header(&request, "x-amz-target"), Some("JsonRpc10.Op"));
    assert_eq!(header(&request, "content-length"), Some("26"));
    assert_eq!(
        request.body().as_bytes(),
        "{\"label\":\"é\",\"token\":\"t\"}".as_bytes()
    );
}

#[test]
fn aws_json_with_a_host_prefix_and_headers() {
    let bind: Bind = |q| {
        q.host_prefix_literal("foo.");
        q.host_label("label", "bar");
        q.host_prefix_literal(".");
        q.header("x-amzn-query-mode", "true");
        let (label, token) = (Some("bar".to_owned()), None);
        q.aws_json("1.1", "JsonProtocol.Op", &Two { label, token });
    };
    let request = send(bind);
    assert_eq!(request.uri().to_string(), "https://foo.bar.example.com/");
    assert_eq!(header(&request, "x-amzn-query-mode"), Some("true"));
    assert_eq!(header(&request, "x-amz-target"), Some("JsonProtocol.Op"));
    let body = request.body().as_bytes();
    assert!(body.starts_with(b"{\"label\":\"bar\","));
}

#[cfg(feature = "checksums")]
#[test]
fn aws_json_with_a_checksum() {
    let bind: Bind = |q| {
        let (label, token) = (Some("foo".to_owned()), Some("t".to_owned()));
        q.aws_json("1.1", "JsonProtocol.Op", &Two { label, token });
        q.content_md5();
    };
    let md5 = "tf8IaA1z1nP1sdcbFCSvBw==";
    assert_eq!(header(&send(bind), "content-md5"), Some(md5));
}

#[test]
fn payloads() {
    let body = |bind: Bind| {
        let request = send(bind);
        let text = String::from_utf8(request.body().as_bytes().to_vec()).unwrap();
        (header(&request, "content-type").map(str::to_owned), text)
    };
    let json = Some("application/json".to_owned());
    assert_eq!(
        body(|q| q.empty_json_body()),
        (json.clone(), "{}".to_owned())
    );
    assert_eq!(
        body(|q| q.payload_object(None)),
        (json.clone(), "{}".to_owned())
    );
    // The content type is the member's, also where it has no value.
    let empty = (json.clone(), String::new());
    assert_eq!(body(|q| q.payload_union(None)), empty);
    assert_eq!(body(|q| q.payload_document(None)), empty);
    let hello: Bind = |q| q.payload_document(Some(&Document::from("hello")));
    assert_eq!(body(hello), (json.clone(), "\"hello\"".to_owned()));
    let list: Bind = |q| q.payload_json(|w| w.list(&[1, 2], rt::Writer::i32));
    assert_eq!(body(list), (json, "[1,2]".to_owned()));
    assert_eq!(
        body(|q| q.payload_bytes("image/jpg", None)),
        (Some("image/jpg".to_owned()), String::new())
    );
    let text: Bind = |q| q.payload_text("text/plain", Some("blobby"));
    assert_eq!(
        body(text),
        (Some("text/plain".to_owned()), "blobby".to_owned())
    );
    let named: Bind = |q| {
        q.header("Content-Type", "image/jpg");
        q.payload_bytes("application/octet-stream", Some(b"1234"));
    };
    assert_eq!(
        body(named),
        (Some("image/jpg".to_owned()), "1234".to_owned())
    );
}

#[cfg(feature = "checksums")]
#[test]
fn checksums() {
    let request = send(|q| {
        q.payload_bytes("application/octet-stream", Some(b"hello world"));
        q.glacier_checksums();
        q.content_md5();
    });
    let digest = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    assert_eq!(header(&request, "X-Amz-Content-Sha256"), Some(digest));
    assert_eq!(header(&request, "X-Amz-Sha256-Tree-Hash"), Some(digest));
    assert_eq!(
        header(&request, "Content-MD5"),
        Some("XrY7u+Ae7tCTyyK7j1rNww==")
    );
    assert_eq!(
        header(&send(|q| q.glacier_checksums()), "X-Amz-Content-Sha256"),
        None
    );
    // A caller who knows the tree's hash need not compute it again.
    let request = send(|q| {
        q.header("x-amz-sha256-tree-hash", "known");
        q.payload_bytes("application/octet-stream", Some(b"hello world"));
        q.glacier_checksums();
    });
    assert_eq!(header(&request, "X-Amz-Content-Sha256"), Some(digest));
    assert_eq!(header(&request, "X-Amz-Sha256-Tree-Hash"), Some("known"));
}

#[cfg(feature = "compression")]
#[test]
fn compression() {
    use std::io::Read;

    let bind: Bind = |q| {
        q.header("Content-Encoding", "aes128gcm");
        q.payload_text("text/plain", Some("short"));
        q.gzip();
    };
    assert_eq!(header(&send(bind), "content-encoding"), Some("aes128gcm"));
    let always = Endpoint::parse("https://example.com").unwrap();
    let always = always.with_compression(Compression::from_size(5).unwrap());
    let request = Probe::request_with(&bind, &always, &mut tokens()).unwrap();
    assert_eq!(
        header(&request, "content-encoding"),
        Some("aes128gcm, gzip")
    );
    let mut text = String::new();
    let mut decoder = flate2::read::GzDecoder::new(request.body().as_bytes());
    decoder.read_to_string(&mut text).unwrap();
    assert_eq!(text, "short");
    let length = request.body().len().to_string();
    assert_eq!(header(&request, "content-length"), Some(&*length));
    // A buffer of the caller keeps what it held, and the body as it is.
    let mut buffer = b"before ".to_vec();
    Probe::write_body(&bind, &mut buffer, &mut tokens()).unwrap();
    assert_eq!(buffer, b"before short");
}

#[test]
fn payloads_draw_no_tokens() {
    let bind: Bind = |q| {
        let two = Two {
            label: Some("l".to_owned()),
            token: None,
        };
        q.payload_object(Some(&two));
    };
    assert_eq!(send(bind).body().as_bytes(), b"{\"label\":\"l\"}");
}

#[test]
fn bodies_are_appended() {
    let mut buffer = b"before ".to_vec();
    let bind: Bind = |q| q.payload_text("text/plain", Some("body"));
    Probe::write_body(&bind, &mut buffer, &mut tokens()).unwrap();
    assert_eq!(buffer, b"before body");
    let bind: Bind = |q| {
        q.json_body(&Two {
            label: None,
            token: None,
        });
        q.label("x", "");
    };
    assert!(Probe::write_body(&bind, &mut buffer, &mut tokens()).is_err());
    assert_eq!(buffer, b"before body");
    assert!(Probe::write_body(&bind, &mut buffer, &mut NoTokens).is_err());
    assert_eq!(buffer, b"before body");
}

#[test]
fn tokens_fill_what_is_unset() {
    let request = send(|q| {
        q.query_token("token", &None);
        q.query_token("set", &Some("mine".to_owned()));
        q.header_token("X-Token", &None);
        q.json_body(&Two {
            label: None,
            token: None,
        });
    });
    let query = request.uri().query().unwrap();
    assert_eq!(query, "token=00000000-0000-4000-8000-000000000000&set=mine");
    assert_eq!(
        header(&request, "x-token"),
        Some("00000000-0000-4000-8000-000000000000")
    );
    assert_eq!(
        request.body().as_bytes(),
        b"{\"token\":\"00000000-0000-4000-8000-000000000000\"}"
    );

    let mut count = 0;
    let mut counting = || {
        count += 1;
        format!("token-{count}")
    };
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let bind: Bind = |q| q.query_token("token", &None);
    let request = Probe::request_with(&bind, &endpoint, &mut counting).unwrap();
    assert_eq!(request.uri().query(), Some("token=token-1"));
}

#[test]
fn a_source_of_tokens_may_fail() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    for bind in [(|q| q.query_token("t", &None)) as Bind, |q| {
        q.json_body(&Two {
            label: None,
            token: None,
        })
    }] {
        let error = Probe::request_with(&bind, &endpoint, &mut NoTokens).unwrap_err();
        assert!(
            error.to_string().contains("no idempotency token: closed"),
            "{error}"
        );
    }
}
