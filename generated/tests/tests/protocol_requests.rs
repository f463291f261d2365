//! What requests are made of, shown on the model `codegen/tests/cases/protocol`: labels, headers, queries, tokens,
//! hosts, payloads, defaults (Smithy 2.0, "HTTP bindings", "AWS restJson1 protocol").

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

use case_protocol::*;
use serde_json::{Value, json};
use shapewright_runtime::{Document, Operation};
use support::exchange::{body, endpoint, headers, json, send, target, try_send};

fn labels() -> Value {
    json!({
        "yes": true, "number": -9_007_199_254_740_993_i64, "half": "-Infinity",
        "time": "2000-02-29T23:59:59.5Z", "date": "2019-12-16T23:48:18Z", "epoch": "1969-12-31T23:59:58.75Z",
        "colour": "dark, blue", "grade": 2, "rest": "a/b c//%\u{e9}",
    })
}

#[test]
fn labels_of_every_type() {
    assert_eq!(
        target(&send::<Labels>(labels())),
        "/base/labels/true/-9007199254740993/-Infinity/2000-02-29T23%3A59%3A59.5Z\
         /Mon%2C%2016%20Dec%202019%2023%3A48%3A18%20GMT/-1.25/dark%2C%20blue/2/a/b%20c//%25%C3%A9/end\
         ?lit=a%2Fb&key"
    );
    for empty in ["colour", "rest"] {
        let mut input = labels();
        input[empty] = json!("");
        let error = try_send::<Labels>(&endpoint(), &input).unwrap_err();
        assert!(error.to_string().starts_with(empty), "{error}");
    }
}

#[test]
fn no_character_of_a_label_leaves_its_place() {
    let all: String = (1..=127).map(char::from).collect();
    let mut input = labels();
    input["colour"] = json!(all);
    let uri = send::<Labels>(input).uri().clone();
    let segment = uri.path().split('/').nth(9).unwrap();
    let kept: String = segment
        .chars()
        .filter(|c| !c.is_ascii_alphanumeric())
        .collect();
    let kept: Vec<char> = kept.chars().filter(|c| *c != '%').collect();
    assert_eq!(kept, ['-', '.', '_', '~']);
    assert!(
        segment.starts_with("%01%02") && segment.ends_with("%7B%7C%7D~%7F"),
        "{segment}"
    );
}

#[test]
fn headers_of_every_type() {
    let request = send::<Headers>(json!({
        "text": "plain, \"quoted\"", "yes": false, "byte": -128, "half": "NaN", "big": 1.50, "whole": 12345678901234567890_u64,
        "time": "1994-11-06T08:49:37Z", "dateTime": "1985-04-12T23:20:50.52Z", "epoch": "1970-01-01T00:00:01.5Z",
        "colour": "dark, blue", "grade": 3, "json": "{\"a\": 1}",
        "texts": ["a", "b,c", "d\"e\\", " f ", ""], "jsons": ["[1,2]", "x"], "numbers": [1, -2], "bools": [true, false],
        "times": ["1994-11-06T08:49:37Z", "1970-01-01T00:00:00Z"], "epochs": ["1970-01-01T00:00:01.5Z", "1969-12-31T23:59:59Z"],
        "dateTimes": ["1970-01-01T00:00:00Z"],
        "colours": ["red", "dark, blue", "new"], "grades": [1, 7], "halves": [0.5, "Infinity"],
        "gaps": [null, "a", null, "b,c"], "byColour": { "red": "1", "dark": "2" },
    }));
    assert_eq!(
        headers(&request, &[]),
        [
            "x-big: 1.5",
            "x-bools: true, false",
            "x-by-dark: 2",
            "x-by-red: 1",
            "x-byte: -128",
            "x-colour: dark, blue",
            "x-colours: red, \"dark, blue\", new",
            "x-date-time: 1985-04-12T23:20:50.52Z",
            "x-date-times: 1970-01-01T00:00:00Z",
            "x-epoch: 1.5",
            "x-epochs: 1.5, -1",
            "x-gaps: a, \"b,c\"",
            "x-grade: 3",
            "x-grades: 1, 7",
            "x-half: NaN",
            "x-halves: 0.5, Infinity",
            "x-json: eyJhIjogMX0=",
            "x-jsons: WzEsMl0=, eA==",
            "x-numbers: 1, -2",
            "x-text: plain, \"quoted\"",
            "x-texts: a, \"b,c\", \"d\\\"e\\\\\", \" f \", ",
            "x-time: Sun, 06 Nov 1994 08:49:37 GMT",
            "x-times: Sun, 06 Nov 1994 08:49:37 GMT, Thu, 01 Jan 1970 00:00:00 GMT",
            "x-whole: 12345678901234567890",
            "x-yes: false",
        ]
    );
    assert_eq!(body(&request), "");
    assert!(headers(&send::<Headers>(json!({})), &[]).is_empty());
    let empty = send::<Headers>(json!({ "text": "", "texts": [], "byColour": {} }));
    assert_eq!(headers(&empty, &[]), ["x-text: ", "x-texts: "]);
}

#[test]
fn queries_of_every_type() {
    let request = send::<Query>(json!({
        "text": " %:/?#[]@!$&'()*+,;=\u{1f639}", "number": 0, "half": "Infinity", "yes": false,
        "time": "1970-01-01T00:00:00.001Z", "date": "1970-01-01T00:00:00Z", "epoch": "1970-01-01T00:00:00.5Z",
        "colour": "dark, blue", "grades": [1, 2, 1], "times": ["1970-01-01T00:00:01Z"], "gaps": ["a", null, ""], "halves": [],
        "rest": { "red": ["1", null, "&"], "gap": ["map"], "fixed": ["map"], "halves": ["map"], "dark, blue": null, "e=": [] },
    }));
    assert_eq!(
        target(&request),
        "/base/query?fixed=1&te%20xt=%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9\
         &number=0&half=Infinity&yes=false&time=1970-01-01T00%3A00%3A00.001Z\
         &date=Thu%2C%2001%20Jan%201970%2000%3A00%3A00%20GMT&epoch=0.5&colour=dark%2C%20blue\
         &grade=1&grade=2&grade=1&epochs=1&gap=a&gap=&red=1&red=%26"
    );
    // What a member bound by name does not say, the map may.
    let map = send::<Query>(json!({ "rest": { "number": ["map"] } }));
    assert_eq!(target(&map), "/base/query?fixed=1&number=map");
}

#[test]
fn tokens_are_filled_in_path_and_query() {
    assert_eq!(target(&send::<Tokens>(json!({}))), "/base/tokens/t-1");
    assert_eq!(
        target(&send::<Tokens>(json!({ "path": "mine" }))),
        "/base/tokens/mine"
    );
    assert!(try_send::<Tokens>(&endpoint(), &json!({ "path": "" })).is_err());
    assert_eq!(
        target(&send::<LastToken>(json!({ "path": "a/b" }))),
        "/base/last/a/b?token=t-1"
    );
}

#[test]
fn a_host_label_travels_in_its_own_place_too() {
    let input = json!({ "zone": "eu" });
    let request = send::<Hosted>(input.clone());
    assert_eq!(request.uri(), "https://eu-data.example.com/base/hosted");
    assert_eq!(request.headers()["x-zone"], "eu");
    let plain = try_send::<Hosted>(&endpoint().without_host_prefix(), &input).unwrap();
    assert_eq!(plain.uri(), "https://example.com/base/hosted");
    assert_eq!(plain.headers()["x-zone"], "eu");
}

#[test]
fn payloads_and_their_content_types() {
    let sent = |request: http::Request<_>| {
        let kind = request.headers().get("content-type");
        (
            kind.map(|kind| kind.to_str().unwrap().to_owned()),
            body(&request).to_owned(),
        )
    };
    let is = |kind: &str, body: &str| (Some(kind.to_owned()), body.to_owned());
    // The content type is the member's, also where it has no value.
    assert_eq!(
        sent(send::<PayText>(json!({ "body": "é" }))),
        is("text/plain", "é")
    );
    assert_eq!(
        sent(send::<PayText>(json!({ "body": "" }))),
        is("text/plain", "")
    );
    assert_eq!(sent(send::<PayText>(json!({}))), is("text/plain", ""));
    let named = json!({ "kind": "text/csv", "body": "a,b" });
    assert_eq!(sent(send::<PayText>(named)), is("text/csv", "a,b"));
    assert_eq!(
        sent(send::<PayText>(json!({ "kind": "x/y" }))),
        is("x/y", "")
    );
    assert_eq!(
        sent(send::<PayColour>(json!({ "body": "red" }))),
        is("text/plain", "red")
    );
    assert_eq!(
        sent(send::<PayPicture>(json!({ "body": "cG5n" }))),
        is("image/png", "png")
    );
    assert_eq!(sent(send::<PayPicture>(json!({}))), is("image/png", ""));
    let json_is = |body: &str| is("application/json", body);
    assert_eq!(
        sent(send::<PayDocument>(json!({ "body": [1, null] }))),
        json_is("[1,null]")
    );
    assert_eq!(sent(send::<PayDocument>(json!({}))), json_is(""));
    let null = DocumentPayload::new().body(Document::Null);
    assert_eq!(
        sent(PayDocument::request(&null, &endpoint()).unwrap()),
        json_is("null")
    );
    let choice = json!({ "body": { "text": "t" } });
    assert_eq!(sent(send::<PayChoice>(choice)), json_is(r#"{"Text":"t"}"#));
    assert_eq!(sent(send::<PayChoice>(json!({}))), json_is(""));
    assert_eq!(sent(send::<PayInner>(json!({}))), json_is("{}"));
    assert_eq!(sent(send::<PayInner>(json!({ "body": {} }))), json_is("{}"));
}

#[test]
fn values_in_json() {
    let inner = json!({
        "a": "1", "b": "2", "list": ["x"], "map": { "": "y" }, "gaps": [null, "z"], "gapMap": { "k": null },
        "choices": [{ "none": {} }, { "list": [] }, { "new": [1, { "a": 1.5 }] }],
        "half": "-Infinity", "long": i64::MIN, "time": "1969-12-31T23:59:59.5Z",
        "dateTime": "2000-02-29T00:00:00Z", "date": "2000-02-29T00:00:00Z", "free": { "n": 10_000_000_000_000_000_000_u64 },
        "byGrade": { "dark, blue": "b" }, "grade": 9, "colour": "new", "blob": "AP8=", "inner": {},
    });
    assert_eq!(
        body(&send::<PayInner>(json!({ "body": inner }))),
        r#"{"b":"1","a":"2","list":["x"],"map":{"":"y"},"gaps":[null,"z"],"gapMap":{"k":null},"choices":[{"none":{}},{"list":[]},{"new":[1,{"a":1.5}]}],"half":"-Infinity","long":-9223372036854775808,"time":-0.5,"dateTime":"2000-02-29T00:00:00Z","date":"Tue, 29 Feb 2000 00:00:00 GMT","free":{"n":10000000000000000000},"byGrade":{"dark, blue":"b"},"grade":9,"colour":"new","blob":"AP8=","inner":{}}"#
    );
}

#[test]
fn defaults_at_the_top_are_sent_when_set_and_inside_always() {
    let request =
        send::<Defaults>(json!({ "must": 4, "yes": true, "number": 0, "nested": { "must": 4 } }));
    assert_eq!(
        json(&request),
        json!({
            "must": 4, "yes": true, "number": 0,
            "nested": {
                "text": "hi", "yes": true, "number": 0, "long": 9_007_199_254_740_993_i64, "half": 0.5, "blob": "YWJj",
                "time": 1.5, "date": 482_196_050.52, "colour": "red", "grade": 1, "texts": [], "map": {}, "free": {},
                "big": 7, "later": 5, "must": 4,
            },
        })
    );
}

#[test]
fn a_checksum_of_the_caller_is_kept() {
    let request = send::<Sum>(json!({ "note": "n" }));
    assert_eq!(
        headers(&request, &["content-type", "content-length"]),
        ["content-md5: 0/A6tICxnyVpL0x8hyk7fQ=="]
    );
    let request = send::<Sum>(json!({ "note": "n", "sum": "mine" }));
    assert_eq!(request.headers()["content-md5"], "mine");
}
