//! What is read from responses, shown on the model `codegen/tests/cases/protocol`: headers, payloads, nulls,
//! defaults, what is missing, errors (Smithy 2.0, "HTTP bindings", "AWS restJson1 protocol", "Client error correction").

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
use shapewright_runtime::codegen::Shape;
use shapewright_runtime::{ErrorKind, Operation, ResponseError};
use support::exchange::{answer, read};

/// The message about a response that cannot be read.
fn unreadable<O: Operation<Output: Shape>>(headers: &[(&str, &str)], body: &str) -> String {
    match answer::<O>(200, headers, body) {
        Err(ResponseError::Unreadable(error)) => error.error().to_string(),
        Err(ResponseError::Service(error)) => panic!("{error}"),
        Ok(_) => panic!("it was read: {headers:?} {body}"),
    }
}

#[test]
fn headers_of_every_type() {
    let headers = [
        ("x-text", "plain, \"quoted\""),
        ("x-yes", "false"),
        ("x-byte", "-128"),
        ("x-half", "NaN"),
        ("x-big", "1.50"),
        ("x-whole", "12345678901234567890"),
        ("x-time", "Sun, 06 Nov 1994 08:49:37.500 GMT"),
        ("x-date-time", "1985-04-12T23:20:50.52+01:00"),
        ("x-epoch", "-1.25"),
        ("x-colour", "dark, blue"),
        ("x-grade", "3"),
        ("x-json", "eyJhIjogMX0="),
        ("x-texts", "a, \"b,c\", \"d\\\"e\\\\\",,\" f \""),
        ("x-jsons", "WzEsMl0=,eA=="),
        ("x-numbers", "1,,-2"),
        ("x-bools", "true,false"),
        (
            "x-times",
            "Sun, 06 Nov 1994 08:49:37 GMT, Thu, 01 Jan 1970 00:00:00 GMT",
        ),
        ("x-epochs", "1.5, -1"),
        ("x-date-times", "1970-01-01T00:00:00Z,1969-12-31t23:59:60z"),
        ("x-colours", "red, \"dark, blue\""),
        ("x-colours", "new"),
        ("x-grades", "1, 7"),
        ("x-halves", "0.5, -Infinity"),
        ("x-gaps", "a, \"b,c\""),
        ("X-By-Red", "1"),
        ("x-by-dark", "2"),
    ];
    let (output, corrected) =
        read::<Headers>(&headers, "this is no JSON, and nothing of it is asked for");
    assert!(corrected.is_empty());
    assert_eq!(
        output,
        json!({
            "text": "plain, \"quoted\"", "yes": false, "byte": -128, "half": "NaN", "big": 1.5, "whole": 12345678901234567890_u64,
            "time": "1994-11-06T08:49:37.5Z", "dateTime": "1985-04-12T22:20:50.52Z", "epoch": "1969-12-31T23:59:58.75Z",
            "colour": "dark, blue", "grade": 3, "json": "{\"a\": 1}",
            "texts": ["a", "b,c", "d\"e\\", "", " f "], "jsons": ["[1,2]", "x"], "numbers": [1, -2], "bools": [true, false],
            "times": ["1994-11-06T08:49:37Z", "1970-01-01T00:00:00Z"], "epochs": ["1970-01-01T00:00:01.5Z", "1969-12-31T23:59:59Z"],
            "dateTimes": ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"],
            "colours": ["red", "dark, blue", "new"], "grades": [1, 7], "halves": [0.5, "-Infinity"],
            "gaps": ["a", "b,c"], "byColour": { "red": "1", "dark": "2" },
        })
    );
    assert_eq!(read::<Headers>(&[], "").0, json!({}));
    assert_eq!(
        read::<Headers>(&[("x-text", ""), ("x-texts", ""), ("x-numbers", "")], "").0,
        json!({ "text": "", "texts": [], "numbers": [] })
    );
}

#[test]
fn headers_of_another_type_are_told() {
    for (name, value) in [
        ("x-yes", "True"),
        ("x-byte", "128"),
        ("x-byte", ""),
        ("x-half", "inf"),
        ("x-time", "1994-11-06T08:49:37Z"),
        ("x-date-time", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("x-date-time", "2001-02-29T00:00:00Z"),
        ("x-epoch", "1e"),
        ("x-json", "no base64"),
        ("x-texts", "\"a"),
        ("x-numbers", "1 2"),
        ("x-times", "Sun"),
        ("x-grades", "first"),
    ] {
        let message = unreadable::<Headers>(&[(name, value)], "");
        assert!(
            message.to_ascii_lowercase().contains(name),
            "{name}: {value}: {message}"
        );
        assert!(
            value.is_empty() || value == "Sun" || !message.contains(value),
            "{message}"
        );
    }
}

#[test]
fn payloads() {
    assert_eq!(
        read::<PayText>(&[("content-type", "a/b")], "é").0,
        json!({ "kind": "a/b", "body": "é" })
    );
    assert_eq!(read::<PayText>(&[], "").0, json!({}));
    assert!(answer::<PayText>(200, &[], [0xff]).is_err());
    assert_eq!(
        read::<PayColour>(&[], "dark, blue").0,
        json!({ "body": "dark, blue" })
    );
    assert_eq!(read::<PayColour>(&[], "new").0, json!({ "body": "new" }));
    assert_eq!(
        read::<PayPicture>(&[], [0xff, 0]).0,
        json!({ "body": "/wA=" })
    );
    assert_eq!(
        read::<PayDocument>(&[], " [1, {\"a\": null}] ").0,
        json!({ "body": [1, { "a": null }] })
    );
    assert_eq!(
        read::<PayDocument>(&[], "\"text\"").0,
        json!({ "body": "text" })
    );
    assert_eq!(
        read::<PayChoice>(&[], r#"{"Text":"t","__type":"Choice"}"#).0,
        json!({ "body": { "text": "t" } })
    );
    assert_eq!(
        read::<PayChoice>(&[], r#"{"new":[1]}"#).0,
        json!({ "body": { "new": [1] } })
    );
    assert_eq!(read::<PayChoice>(&[], "").0, json!({}));
    assert_eq!(read::<PayInner>(&[], "{}").0, json!({ "body": {} }));
    assert_eq!(read::<PayInner>(&[], "").0, json!({}));
    assert!(unreadable::<PayInner>(&[], "[]").contains("expected an object"));
}

#[test]
fn values_in_json() {
    let body = r#"{
        "a": "2", "b": "1", "unknown": [{}], "list": [null, "x", null], "map": {"k": null, "": "y"}, "gaps": [null, "z"],
        "gapMap": {"k": null, "l": 1e0}, "half": 1E-7, "long": 9.223372036854775807e18, "time": -0.5e0,
        "dateTime": "1996-12-19t16:39:57.25-08:00", "date": "Tue, 29 Feb 2000 00:00:00 GMT", "free": null,
        "choices": [{"__type": "x", "Text": "t"}, {"Text": null, "none": {"any": 1}}, {"text": 5, "Text": null}],
        "byGrade": {"dark, blue": "b", "new": "c"}, "grade": 9.0, "colour": "new", "blob": "AP8=", "inner": null
    }"#;
    let (output, corrected) = read::<PayInner>(&[], body);
    assert!(corrected.is_empty());
    assert_eq!(
        output["body"],
        json!({
            "b": "2", "a": "1", "list": ["x"], "map": { "": "y" }, "gaps": [null, "z"], "gapMap": { "k": null, "l": 1 },
            "half": 1e-7, "long": i64::MAX, "time": "1969-12-31T23:59:59.5Z", "dateTime": "1996-12-20T00:39:57.25Z",
            "date": "2000-02-29T00:00:00Z", "choices": [{ "text": "t" }, { "none": {} }, { "text": 5 }],
            "byGrade": { "dark, blue": "b", "new": "c" }, "grade": 9, "colour": "new", "blob": "AP8=",
        })
    );
}

#[test]
fn values_of_another_type_are_told_with_their_place() {
    for (body, pointer) in [
        (r#"{"long": 9223372036854775808}"#, "/long"),
        (r#"{"long": 1.5}"#, "/long"),
        (r#"{"long": "1"}"#, "/long"),
        (r#"{"a": 1}"#, "/a"),
        (r#"{"list": ["x", 1]}"#, "/list/1"),
        (r#"{"map": {"k": 1}}"#, "/map/k"),
        (r#"{"half": "nan"}"#, "/half"),
        (r#"{"half": 1e400}"#, "/half"),
        (r#"{"time": "1"}"#, "/time"),
        (r#"{"dateTime": 1}"#, "/dateTime"),
        (r#"{"dateTime": "2001-02-29T00:00:00Z"}"#, "/dateTime"),
        (r#"{"date": "2000-02-29T00:00:00Z"}"#, "/date"),
        (r#"{"blob": "AP8"}"#, "/blob"),
        (r#"{"choices": [{}]}"#, "/choices/0"),
        (r#"{"choices": [{"none": {}, "Text": "t"}]}"#, "/choices/0"),
        (r#"{"inner": {"inner": []}}"#, "/inner/inner"),
    ] {
        let message = unreadable::<PayInner>(&[], body);
        assert!(
            message.contains(&format!(", {pointer}: ")),
            "{body}: {message}"
        );
    }
}

fn nested() -> Value {
    json!({
        "text": "hi", "yes": true, "number": 0, "long": 9_007_199_254_740_993_i64, "half": 0.5, "blob": "YWJj",
        "time": "1970-01-01T00:00:01.5Z", "date": "1985-04-12T23:20:50.52Z", "colour": "red", "grade": 1, "texts": [],
        "map": {}, "free": {}, "big": 7, "later": 5, "must": 4,
    })
}

#[test]
fn defaults_and_what_is_missing_are_filled() {
    let Ok(answer) = answer::<Defaults>(200, &[], r#"{"nested":{}}"#) else {
        panic!("it can be read")
    };
    let missing = [
        "/neededHead",
        "/needed",
        "/neededChoice",
        "/neededColour",
        "/neededFree",
    ];
    assert_eq!(answer.corrected, missing);
    let output = answer.output;
    assert_eq!(
        (output.head, output.needed_head, output.needed.as_str()),
        (8, false, "")
    );
    assert!(matches!(output.needed_choice, Choice::Unknown(_)));
    assert!(matches!(output.needed_colour, Colour::Unknown(_)));
    assert_eq!(
        support::exchange::written(output.nested.as_ref().unwrap()),
        nested()
    );
    let set = r#"{"needed":"","neededChoice":{"none":{}},"neededColour":"","neededFree":1,"must":0,"yes":false,"text":""}"#;
    let (output, corrected) = read::<Defaults>(&[("x-needed", "true"), ("x-head", "0")], set);
    assert!(corrected.is_empty());
    assert_eq!(
        (
            &output["must"],
            &output["yes"],
            &output["text"],
            &output["head"]
        ),
        (&json!(0), &json!(false), &json!(""), &json!(0))
    );
    // A null counts as absent, also where there is a default.
    let (output, corrected) = read::<Defaults>(
        &[("x-needed", "true")],
        set.replace("\"must\":0", "\"must\":null"),
    );
    assert_eq!((&output["must"], corrected.len()), (&json!(4), 0));
}

#[test]
fn empty_bodies() {
    for body in ["", "{}", "null", "  \n"] {
        let (_, corrected) = read::<Exchange>(&[], body);
        assert_eq!(corrected, ["/id"], "{body:?}");
        assert_eq!(read::<PayDocument>(&[], "").0, json!({}), "{body:?}");
    }
    for body in ["", "{}", "[]", "Accepted"] {
        assert_eq!(read::<Drop>(&[], body).0, json!({}), "{body:?}");
        assert_eq!(read::<Hosted>(&[], body).0, json!({}), "{body:?}");
    }
    assert_eq!(read::<GetStandard>(&[], "").0, json!({ "body": "YWJj" }));
    assert_eq!(read::<GetStandard>(&[], "x").0, json!({ "body": "eA==" }));
}

#[test]
fn errors_by_header_and_body() {
    let refused = |headers: &[(&str, &str)], body: &str| {
        let error = answer::<Exchange>(409, headers, body).unwrap_err();
        let service = error.as_service().unwrap();
        matches!(service.error(), ExchangeError::Refused(_))
    };
    for code in [
        "Refused",
        "Refused:http://x/",
        "a.b#Refused",
        "a.b#Refused:http://x/#y",
    ] {
        assert!(refused(&[("X-Amzn-ErrorType", code)], ""), "{code}");
        assert!(
            refused(&[], &json!({ "__type": code }).to_string()),
            "{code}"
        );
        assert!(refused(&[], &json!({ "code": code }).to_string()), "{code}");
    }
    assert!(refused(
        &[("x-amzn-errortype", "Refused")],
        r#"{"__type":"Other","code":"Other"}"#
    ));
    assert!(refused(
        &[("x-amzn-errortype", "")],
        r#"{"__type":"Refused"}"#
    ));
    assert!(refused(&[], r#"{"code":17,"__type":"Refused"}"#));
    assert!(!refused(&[], r#"{"__type":"Other"}"#) && !refused(&[], "") && !refused(&[], "<html>"));
    let error = answer::<Exchange>(500, &[], "").unwrap_err();
    let service = error.as_service().unwrap();
    assert_eq!(
        (service.kind(), service.code(), service.message()),
        (ErrorKind::Server, None, None)
    );
    assert!(service.is_retryable());
}
