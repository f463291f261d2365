//! The rules of generated code, each shown on the small model `codegen/tests/cases/shop`:
//! presence, names, enums, unions, sensitive values, HTTP bindings, errors.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use case_shop as shop;
use serde_json::{Value, json};
use shapewright_runtime::{
    Body, Document, Endpoint, ErrorKind, FixedToken, Operation, ResponseError, Timestamp, Validate,
    file,
};
use shop::*;

fn endpoint() -> Endpoint {
    "https://shop.example:8443/base".parse().unwrap()
}

fn details() -> Details {
    Details::new("l", Timestamp::new(1_594_046_778, 215_000_000))
}

fn order() -> PutOrderInput {
    PutOrderInput::new(PutOrderInputRequired {
        shop: "my shop".into(),
        path: "a/b c".into(),
        quantity: 2,
        details: details(),
    })
}

fn sent(input: &PutOrderInput) -> (http::Request<Body>, Value) {
    let request =
        PutOrder::request_with(input, &endpoint(), &mut FixedToken("t-1".into())).unwrap();
    let body = serde_json::from_slice(request.body().as_bytes()).unwrap();
    (request, body)
}

fn response(status: u16, headers: &[(&str, &str)], body: &str) -> http::Response<Vec<u8>> {
    let mut builder = http::Response::builder().status(status);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body.as_bytes().to_vec()).unwrap()
}

#[test]
fn the_request_has_every_member_in_its_place() {
    let input = order()
        .since(Timestamp::from_secs(0))
        .labels(["x y", "z"])
        .etag("\"1\"")
        .note("n");
    let (request, body) = sent(&input);
    assert_eq!(request.method(), "PUT");
    assert_eq!(
        request.uri(),
        "https://shop.example:8443/base/shops/my%20shop/orders/a/b%20c\
         ?mode=full&since=1970-01-01T00%3A00%3A00Z&label=x%20y&label=z"
    );
    assert_eq!(request.headers()["if-match"], "\"1\"");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(
        body,
        json!({
            "note": "n", "quantity": 2, "token": "t-1",
            "details": { "label": "l", "when": 1_594_046_778.215, "count": 3, "flavour": "plain", "grade": 2 },
        })
    );
}

#[test]
fn a_default_at_the_top_of_an_input_is_sent_only_when_set() {
    assert_eq!(order().weight, None);
    assert_eq!(sent(&order()).1.get("weight"), None);
    assert_eq!(sent(&order().weight(0.0)).1["weight"], json!(0.0));
}

#[test]
fn a_nested_default_is_held_and_always_sent() {
    assert_eq!(details().count, 3);
    assert_eq!(details().flavour, Flavour::Plain);
    assert_eq!(details().grade, Grade::Second);
    assert_eq!(sent(&order()).1["details"]["count"], json!(3));
}

#[test]
fn client_optional_and_null_defaults_are_options() {
    assert_eq!(details().fragile, None);
    assert_eq!(details().nothing, None);
    let mut input = order();
    input.details = details().fragile(true).nothing(0);
    let body = sent(&input).1;
    assert_eq!(
        (&body["details"]["fragile"], &body["details"]["nothing"]),
        (&json!(true), &json!(0))
    );
}

#[test]
fn a_token_of_the_caller_is_kept() {
    assert_eq!(sent(&order().token("mine")).1["token"], "mine");
    let random = PutOrder::request(&order(), &endpoint()).unwrap();
    let body: Value = serde_json::from_slice(random.body().as_bytes()).unwrap();
    let token = body["token"].as_str().unwrap();
    assert_eq!(
        (token.len(), token.as_bytes()[14]),
        (36, b'4'),
        "a UUID of version 4: {token}"
    );
}

#[test]
fn the_body_alone_goes_to_a_buffer() {
    let mut buffer = b"kept".to_vec();
    PutOrder::write_body(&order(), &mut buffer, &mut FixedToken("t-1".into())).unwrap();
    let (request, _) = sent(&order());
    assert_eq!(&buffer[..4], b"kept");
    assert_eq!(&buffer[4..], request.body().as_bytes());
}

#[test]
fn an_empty_label_is_refused() {
    let mut input = order();
    input.shop = String::new();
    let error = PutOrder::request(&input, &endpoint())
        .unwrap_err()
        .to_string();
    assert!(error.contains("shop"), "{error}");
}

#[test]
fn a_response_is_read_from_all_its_places() {
    let headers = [
        ("ETag", "e"),
        ("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("X-Meta-Colour", "red"),
        ("x-amzn-RequestId", "r-1"),
    ];
    let body = r#"{"id":"o","quantity":5,"new":[{}],"details":{"label":"l","when":1.594046778215E9,"old":null}}"#;
    let answer = PutOrder::response(&response(201, &headers, body)).unwrap();
    assert_eq!(
        (answer.status, answer.request_id.as_deref()),
        (201, Some("r-1"))
    );
    assert!(answer.corrected.is_empty());
    let output = answer.output;
    assert_eq!(
        (output.id.as_str(), output.quantity, output.status),
        ("o", 5, Some(201))
    );
    assert_eq!(output.etag.as_deref(), Some("e"));
    assert_eq!(
        output.last_modified,
        Some(Timestamp::from_secs(784_111_777))
    );
    assert_eq!(
        output.meta.unwrap().get("colour").map(String::as_str),
        Some("red")
    );
    assert_eq!(output.details, details());
}

#[test]
fn what_is_missing_is_filled_and_told() {
    let answer = PutOrder::response(&response(200, &[], r#"{"details":{"label":"l"}}"#)).unwrap();
    assert_eq!(answer.corrected, ["/details/when", "/id"]);
    assert_eq!(answer.output.id, "");
    assert_eq!(answer.output.quantity, 1, "a default is no correction");
    assert_eq!(answer.output.details.when, Timestamp::from_secs(0));
    let answer = GetOrder::response(&response(204, &[], "")).unwrap();
    assert_eq!(answer.corrected, ["/details"]);
}

#[test]
fn broken_json_says_where() {
    let error =
        PutOrder::response(&response(200, &[], "{\"details\":\n {\"label\": 1}}")).unwrap_err();
    let ResponseError::Unreadable(error) = error else {
        panic!("not the service's error")
    };
    assert_eq!(error.error().pointer(), "/details/label");
    assert_eq!(
        (error.error().line(), error.error().column()),
        (Some(2), Some(12))
    );
}

#[test]
fn errors_are_told_apart_and_described() {
    let headers = [
        ("x-amzn-errortype", "example.shop#OutOfStock:http://x"),
        ("X-Left", "3"),
    ];
    let error =
        PutOrder::response(&response(409, &headers, r#"{"message":"no more"}"#)).unwrap_err();
    let service = error.as_service().unwrap();
    let PutOrderError::OutOfStock(stock) = service.error() else {
        panic!("{error}")
    };
    assert_eq!(stock.left, Some(3));
    assert_eq!((service.kind(), service.status()), (ErrorKind::Client, 409));
    assert!(!service.is_retryable() && !service.is_throttling());
    assert_eq!(
        error.to_string(),
        "PutOrder: OutOfStock: no more (HTTP 409)"
    );
}

#[test]
fn errors_of_the_service_and_unknown_ones() {
    let closed = response(
        503,
        &[("x-amzn-requestid", "r-2")],
        r#"{"__type":"ShopClosed","message":"s3cret"}"#,
    );
    let error = Ping::response(&closed).unwrap_err();
    let service = error.as_service().unwrap();
    assert!(matches!(service.error(), PingError::ShopClosed(_)));
    assert!(service.is_throttling() && service.kind() == ErrorKind::Server);
    let shown = format!("{error} {error:?}");
    assert!(
        !shown.contains("s3cret") && shown.contains("r-2"),
        "{shown}"
    );
    let other = response(418, &[], r#"{"code":"Teapot","message":"short"}"#);
    let error = Ping::response(&other).unwrap_err();
    let PingError::Other(other) = error.as_service().unwrap().error() else {
        panic!("{error}")
    };
    assert_eq!(
        (other.code(), other.message()),
        (Some("Teapot"), Some("short"))
    );
}

#[test]
fn enums_are_open_and_named_by_one_rule() {
    assert_eq!(Priority::from("http2-high"), Priority::Http2High);
    assert_eq!(Priority::from("unknown"), Priority::UnknownValue);
    let new = Priority::from("new");
    assert!(matches!(&new, Priority::Unknown(value) if value.as_str() == "new"));
    assert_eq!(new.to_string(), "new");
    let body = sent(&order().priority(new)).1;
    assert_eq!(body["priority"], "new");
    assert_eq!(Grade::from(7).to_string(), "7");
    assert_eq!("low".parse(), Ok(Priority::Low));
    assert_eq!(Priority::VALUES, ["low", "http2-high", "unknown", "hidden"]);
    assert_eq!(Priority::Http2High.as_str(), "http2-high");
    assert_eq!((Grade::VALUES, Grade::Second.as_i32()), (&[1, 2][..], 2));
}

#[test]
fn unions_keep_what_they_do_not_know() {
    let payment = |json: &str| file::from_slice::<Payment>(json.as_bytes());
    assert_eq!(payment(r#"{"cash":{}}"#).unwrap(), Payment::Cash);
    assert_eq!(
        payment(r#"{"card":null,"cash":{},"__type":"x"}"#).unwrap(),
        Payment::Cash
    );
    let parts = payment(r#"{"parts":[{"cash":{}},{"coin":{"a":[1]}}]}"#).unwrap();
    let Payment::Parts(list) = &parts else {
        panic!("{parts:?}")
    };
    let Payment::Unknown(unknown) = &list[1] else {
        panic!("{parts:?}")
    };
    assert_eq!(
        (unknown.name(), unknown.content().get("a").is_some()),
        ("coin", true)
    );
    assert_eq!(
        String::from_utf8(file::to_vec(&parts).unwrap()).unwrap(),
        r#"{"parts":[{"cash":{}},{"coin":{"a":[1]}}]}"#
    );
    assert!(payment("{}").is_err());
    assert!(payment(r#"{"cash":{},"card":"1234"}"#).is_err());
}

#[test]
fn sensitive_values_are_never_shown() {
    let input = order()
        .secret("hunter2")
        .payment(Payment::Card("4111".into()));
    let shown = format!("{input:?}");
    assert!(
        shown.contains("sensitive") && !shown.contains("hunter2") && !shown.contains("4111"),
        "{shown}"
    );
    let violations = order().secret("abc").validate().unwrap_err();
    let text = format!("{violations} {violations:?}");
    assert!(text.contains("/secret") && !text.contains("abc"), "{text}");
}

#[test]
fn all_violations_come_at_once() {
    let mut input = order()
        .labels(["a", "a", "b"])
        .priority(Priority::from("urgent"));
    input.shop = "X".into();
    input.details = details().tree(Tree::new().left(Tree::new().value(10)));
    let violations = input.validate().unwrap_err();
    let pointers: Vec<&str> = violations.iter().map(|v| v.pointer()).collect();
    assert_eq!(
        pointers,
        [
            "/shop",
            "/shop",
            "/details/tree/left/value",
            "/priority",
            "/labels",
            "/labels"
        ]
    );
    let priority = violations
        .iter()
        .find(|v| v.pointer() == "/priority")
        .unwrap()
        .to_string();
    assert!(
        priority.ends_with("[low, http2-high, unknown]"),
        "internal values are not named: {priority}"
    );
    assert!(order().validate().is_ok());
}

#[test]
fn payloads_and_streams() {
    let request = PutImage::request(
        &PutImageInput::new().body(vec![1, 2]).tags(["a,b", "c"]),
        &endpoint(),
    )
    .unwrap();
    assert_eq!(request.body().as_bytes(), [1, 2]);
    assert_eq!(request.headers()["content-type"], "image/png");
    assert_eq!(request.headers()["x-tags"], "\"a,b\", c");
    let answer = GetImage::response(&response(200, &[("x-tags", "\"a,b\", c")], "png")).unwrap();
    assert_eq!(answer.output.body.as_bytes(), b"png");
    assert_eq!(answer.output.tags.unwrap(), ["a,b", "c"]);
}

#[test]
fn no_input_is_no_body() {
    let request = Ping::request(&PingInput::new(), &endpoint()).unwrap();
    assert!(request.body().is_empty() && request.headers().get("content-type").is_none());
    assert_eq!(
        Ping::response(&response(200, &[], "")).unwrap().output,
        PingOutput::new()
    );
}

#[test]
fn a_host_prefix_goes_before_the_authority() {
    let request = GetOrder::request(&GetOrderInput::new("7", "eu"), &endpoint()).unwrap();
    assert_eq!(
        request.uri(),
        "https://eu.orders.shop.example:8443/base/orders/7"
    );
}

#[test]
fn file_form_has_model_names_and_every_member() {
    let input = order().secret("hunter2").etag("e");
    let text = serde_json::to_value(&input).unwrap();
    assert_eq!(text["etag"], "e");
    assert_eq!(text["secret"], "hunter2");
    assert_eq!(text["details"]["when"], "2020-07-06T14:46:18.215Z");
    let back: PutOrderInput = serde_json::from_value(text).unwrap();
    assert_eq!(back, input);
    let error = serde_json::from_str::<Details>(r#"{"label":"l"}"#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("when"), "{error}");
    let json =
        br#"{"label":"l","when":"2020-07-06T14:46:18Z","type":"t","kind":"k","tree":{"lft":{}}}"#;
    let (read, unknown) = file::from_slice_with_unknown::<Details>(json).unwrap();
    assert_eq!(read.r#type.as_deref(), Some("t"));
    assert_eq!(unknown, ["/kind", "/tree/lft"]);
}

#[test]
fn sparse_and_exact_values_survive() {
    let json = r#"{"label":"l","when":0,"count":3,"flavour":"plain","grade":2,"extra":{"n":1.10},"gaps":[1,null],"notes":{"plain":null},"exact":123456789012345678901234567890.5}"#;
    let body = format!(r#"{{"id":"o","quantity":1,"details":{json}}}"#);
    let details = PutOrder::response(&response(200, &[], &body))
        .unwrap()
        .output
        .details;
    assert_eq!(details.gaps.as_deref(), Some(&[Some(1), None][..]));
    assert_eq!(
        details.exact.as_ref().unwrap().to_string(),
        "123456789012345678901234567890.5"
    );
    assert!(matches!(details.extra, Some(Document::Object(_))));
    let mut input = order();
    input.details = details;
    let request = PutOrder::request(&input, &endpoint()).unwrap();
    let text = String::from_utf8(request.into_body().into_bytes()).unwrap();
    assert!(text.contains(json), "{text}");
}
