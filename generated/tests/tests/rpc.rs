//! The awsJson protocols, an awsQuery-compatible service and the customization of Machine Learning, shown on the model
//! `codegen/tests/cases/rpc` (Smithy 2.0, "AWS JSON 1.0 protocol", "awsQueryCompatible trait").

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

use case_rpc::*;
use serde_json::{Value, json};
use shapewright_runtime::{Compression, Endpoint, ErrorKind, RequestError};
use support::exchange::{answer, body, endpoint, headers, json, read, send, try_send, written};

#[test]
fn every_request_is_a_post_of_json_to_the_root() {
    let request = send::<Nothing>(json!({}));
    assert_eq!(
        (request.method().as_str(), request.uri().path()),
        ("POST", "/base/")
    );
    assert_eq!(body(&request), "{}");
    assert_eq!(
        headers(&request, &[]),
        [
            "content-length: 2",
            "content-type: application/x-amz-json-1.0",
            "x-amz-target: Rpc.Nothing",
            "x-amzn-query-mode: true",
        ]
    );
    for body in ["", "{}", r#"{"any":1}"#] {
        assert_eq!(read::<Nothing>(&[], body), (json!({}), Vec::new()));
    }
}

#[test]
fn http_bindings_and_json_names_are_ignored() {
    let value = json!({
        "id": "i", "filter": "f", "tag": "t", "status": 7, "data": "AA==", "note": "n",
        "inner": { "id": "j", "status": 8, "data": "AQ==" },
    });
    let request = send::<Exchange>(value.clone());
    let mut sent = value.clone();
    sent["token"] = json!("t-1");
    assert_eq!(json(&request), sent, "a token is drawn at the top only");
    assert_eq!(request.uri(), "https://example.com/base/");
    assert!(!request.headers().contains_key("x-tag"));
    let (output, corrected) = read::<Exchange>(&[("x-tag", "no")], value.to_string());
    assert_eq!((output, corrected.len()), (value, 0));
    assert_eq!(read::<Exchange>(&[], "").1, ["/id"]);
}

#[test]
fn a_host_label_stays_in_the_body() {
    let request = send::<Hosted>(json!({ "zone": "eu" }));
    assert_eq!(request.uri(), "https://eu.example.com/base/");
    assert_eq!(json(&request), json!({ "zone": "eu" }));
    let plain = endpoint().without_host_prefix();
    let request = try_send::<Hosted>(&plain, &json!({ "zone": "eu" })).unwrap();
    assert_eq!(request.uri(), "https://example.com/base/");
}

fn predict(at: &str) -> Value {
    json!({ "model": "m", "PredictEndpoint": at })
}

#[test]
fn predict_goes_to_the_address_in_its_input() {
    for (at, uri) in [
        (
            "https://realtime.example.org",
            "https://realtime.example.org/",
        ),
        (
            "https://realtime.example.org/",
            "https://realtime.example.org/",
        ),
        ("http://127.0.0.1:8080/v1/x/", "http://127.0.0.1:8080/v1/x/"),
        ("realtime.example.org", "https://realtime.example.org/"),
    ] {
        let request = send::<Predict>(predict(at));
        assert_eq!(request.uri(), uri);
        assert_eq!(json(&request), predict(at), "the member stays in the body");
    }
    for at in ["", "ftp://x", "https://a b", "https://user@x"] {
        let error = try_send::<Predict>(&endpoint(), &predict(at)).unwrap_err();
        assert!(matches!(
            error,
            RequestError::InvalidEndpoint {
                member: "PredictEndpoint",
                ..
            }
        ));
        assert!(
            error.to_string().starts_with("PredictEndpoint says where"),
            "{error}"
        );
    }
    assert_eq!(
        send::<Nothing>(json!({})).uri(),
        "https://example.com/base/"
    );
}

#[test]
fn settings_of_an_endpoint_are_no_part_of_its_address() {
    let plain: Endpoint = "https://example.com".parse().unwrap();
    let set = plain
        .clone()
        .with_compression(Compression::OFF)
        .without_host_prefix();
    assert_eq!(plain.to_string(), set.to_string());
    assert_ne!(plain, set);
    assert!(!set.has_host_prefix() && plain.has_host_prefix());
}

#[test]
fn codes_of_the_query_protocol() {
    let type_and = |code: &str| {
        format!(r#"{{"__type":"example.rpc#{code}","message":"m","code":3,"status":9}}"#)
    };
    let header = [("x-amzn-query-error", "Custom.NotMounted;Sender")];
    let error = answer::<Predict>(402, &header, type_and("NotMounted")).unwrap_err();
    let service = error.as_service().unwrap();
    assert_eq!(service.code(), Some("Custom.NotMounted"));
    let PredictError::NotMounted(error) = service.error() else {
        panic!("{service}")
    };
    assert_eq!(
        written(error),
        json!({ "message": "m", "code": 3, "status": 9 })
    );
    let kind = |header: &str, status: u16, body: &str| {
        let error = answer::<Predict>(status, &[("x-amzn-query-error", header)], body).unwrap_err();
        let service = error.as_service().unwrap();
        (service.kind(), service.code().map(str::to_owned))
    };
    let code = |code: &str| Some(code.to_owned());
    let new = type_and("New");
    assert_eq!(
        kind("C.New;Receiver", 400, &new),
        (ErrorKind::Server, code("C.New"))
    );
    assert_eq!(
        kind("C.New;Sender", 500, &new),
        (ErrorKind::Client, code("C.New"))
    );
    assert_eq!(kind("C.New", 500, &new), (ErrorKind::Server, code("C.New")));
    assert_eq!(kind(";Sender", 500, &new), (ErrorKind::Server, code("New")));
    assert_eq!(
        kind("C.X;Receiver", 402, &type_and("NotMounted")),
        (ErrorKind::Client, code("C.X"))
    );
}

#[test]
fn errors_are_named_in_header_or_body() {
    let mounted = |headers: &[(&str, &str)], body: &str| {
        let error = answer::<Predict>(400, headers, body).unwrap_err();
        matches!(
            error.as_service().unwrap().error(),
            PredictError::NotMounted(_)
        )
    };
    assert!(mounted(
        &[],
        r#"{"__type":"example.rpc#NotMounted:http://x"}"#
    ));
    assert!(mounted(&[], r#"{"__type":"NotMounted","code":3}"#));
    assert!(mounted(&[("x-amzn-errortype", "NotMounted")], ""));
    assert!(!mounted(&[], r#"{"__type":"Mounted"}"#));
}
