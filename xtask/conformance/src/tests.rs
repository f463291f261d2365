//! A request that differs in one thing from its case is told apart.

use http::request::Builder;
use shapewright_runtime::Body;

use super::Request;

const CASE: Request<'_> = Request {
    method: "PUT",
    host: "a.example.com",
    uri: "/base/x%2Fy",
    query: &["q=1", "q=2", "flag"],
    forbid_query: &["none"],
    require_query: &["token"],
    headers: &[("X-List", "a, b")],
    forbid_headers: &["X-None"],
    require_headers: &["Content-Length"],
    body: Some(r#"{"a": 1.0, "b": [true, null]}"#),
    media_type: Some("application/json"),
};

const URI: &str = "https://a.example.com/base/x%2Fy?flag=&q=1&token=t&q=2";
const BODY: &str = r#"{"b":[true,null],"a":1}"#;

fn request(uri: &str) -> Builder {
    let builder = http::Request::builder().method("PUT").uri(uri);
    let builder = builder.header("x-list", "a").header("x-list", "b");
    builder.header("content-length", "22")
}

fn differences(case: &Request<'_>, builder: Builder, body: &str) -> Vec<String> {
    case.differences(&builder.body(Body::from(body)).unwrap())
}

#[test]
fn what_the_case_says_is_fine() {
    assert!(differences(&CASE, request(URI), BODY).is_empty());
}

#[test]
fn every_difference_is_told() {
    let one = |uri: &str, expected: &str| {
        let found = differences(&CASE, request(uri), BODY);
        assert_eq!(found, [expected], "{uri}");
    };
    let host = URI.replace("a.ex", "b.ex");
    one(&host, "host: expected `a.example.com`, is `b.example.com`");
    let path = URI.replace("%2F", "/");
    one(&path, "uri: expected `/base/x%2Fy`, is `/base/x/y`");
    let order = URI.replace("q=1&token=t&q=2", "q=2&token=t&q=1");
    assert_eq!(differences(&CASE, request(&order), BODY).len(), 2);
    one(
        &URI.replace("flag=", "flag=1"),
        r#"query: expected [("flag", "")], is [("flag", "1")]"#,
    );
    one(
        &URI.replace("token=t", "other=t"),
        "query: `token` is missing",
    );
    one(&format!("{URI}&none"), "query: `none` must not be there");
    let found = differences(&CASE, request(URI).method("POST"), BODY);
    assert_eq!(found, ["method: expected `PUT`, is `POST`"]);
    let found = differences(&CASE, request(URI).header("x-list", "c"), BODY);
    assert_eq!(found, ["header X-List: expected `a, b`, is `a, b, c`"]);
    let found = differences(&CASE, request(URI).header("x-none", ""), BODY);
    assert_eq!(found, ["header X-None: must not be there, is ``"]);
    let bare = http::Request::builder().method("PUT").uri(URI);
    let found = differences(&CASE, bare, BODY);
    assert_eq!(
        found,
        [
            "header X-List: expected `a, b`, is missing",
            "header Content-Length: is missing"
        ]
    );
}

#[test]
fn bodies_are_compared_by_media_type() {
    for other in [
        r#"{"a":1,"b":[true]}"#,
        "",
        "{",
        r#"{"a":1,"b":[true,null],"c":0}"#,
    ] {
        assert_eq!(differences(&CASE, request(URI), other).len(), 1, "{other}");
    }
    let bytes = Request {
        media_type: None,
        body: Some("{}"),
        ..CASE
    };
    assert!(differences(&bytes, request(URI), "{}").is_empty());
    assert_eq!(differences(&bytes, request(URI), "{ }").len(), 1);
    let empty = Request {
        body: Some(""),
        ..CASE
    };
    assert!(differences(&empty, request(URI), "").is_empty());
    assert_eq!(differences(&empty, request(URI), "{}").len(), 1);
    let unsaid = Request { body: None, ..CASE };
    assert!(differences(&unsaid, request(URI), "anything").is_empty());
}
