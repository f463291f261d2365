//! What is JSON and what is not (RFC 8259), compared with serde_json.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod json_shapes;

use json_shapes::wire;
use shapewright_runtime::codegen as rt;
use shapewright_runtime::{Document, Map};

/// Reads as a document, and skips: both must agree.
fn accepts(json: &[u8]) -> bool {
    let mut document = Document::Null;
    let mut reader = rt::Reader::new(json, rt::Form::Wire);
    let read = reader
        .document(&mut document)
        .and_then(|()| reader.finish());
    let mut reader = rt::Reader::new(json, rt::Form::Wire);
    let skipped = reader.skip().and_then(|()| reader.finish());
    assert_eq!(read.is_ok(), skipped.is_ok(), "{}", json.escape_ascii());
    // A member that a structure does not know is skipped: the same again from inside.
    let inside = [br#"{"Key":"","x":"#, json, b"}"].concat();
    if !json.is_empty() {
        assert_eq!(
            wire::<json_shapes::Tag>(&inside).is_ok(),
            read.is_ok(),
            "{}",
            inside.escape_ascii()
        );
    }
    read.is_ok()
}

const VALID: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "0.0",
    "-0.0",
    "1e0",
    "1E+2",
    "1.5e-3",
    "123456789012345678901234567890",
    "1e10",
    "[]",
    "{}",
    "[[]]",
    "[1,2]",
    " [ 1 , 2 ] ",
    "\t\r\n {\"a\" : 1 , \"b\" : [ ] } \n",
    r#""""#,
    r#""a""#,
    r#""\"\\\/\b\f\n\r\t""#,
    r#""\u0000""#,
    r#""\u00e9\u20AC""#,
    r#""\ud83d\ude00""#,
    r#""\uD83D\uDE00x""#,
    "\"\u{7f}\"",
    "\"é€😀\u{2028}\"",
    "\"12345678\"",
    "\"1234567é\"",
    r#""1234567\n""#,
    r#"{"a":1,"a":2}"#,
    r#"{"":0}"#,
    r#"{"a":{"b":{"c":[null]}}}"#,
    r#"[{},[],"",0,true]"#,
    r#""\ufffe\uffff""#,
    r#""\u2028\ud7ff\ue000""#,
];

const INVALID: &[&str] = &[
    "",
    " ",
    "nul",
    "nulll",
    "True",
    "tru",
    "fals",
    "NaN",
    "Infinity",
    "-Infinity",
    "-",
    "+1",
    "01",
    "-01",
    "00",
    "1.",
    ".5",
    "1.e1",
    "1e",
    "1e+",
    "0x10",
    "1_000",
    "1 2",
    "--1",
    "-a",
    "[",
    "]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1}",
    "{",
    "}",
    "{]",
    r#"{"a""#,
    r#"{"a":"#,
    r#"{"a":1"#,
    r#"{"a":1,"#,
    r#"{"a":1,}"#,
    r#"{,}"#,
    "{a:1}",
    "{'a':1}",
    "{1:1}",
    r#"{"a" 1}"#,
    r#"{"a":1 "b":2}"#,
    r#"{"a":1]"#,
    r#"{null:1}"#,
    r#"""#,
    r#""a"#,
    r#"'a'"#,
    r#""\""#,
    r#""\x""#,
    r#""\a""#,
    r#""\u""#,
    r#""\u12""#,
    r#""\u123g""#,
    r#""\U0000""#,
    r#""\u+123""#,
    r#""\ud83d""#,
    r#""\ude00""#,
    r#""\ud83dx""#,
    r#""\ud83d\n""#,
    r#""\ud83d\ud83d""#,
    r#""\ud83d\u0041""#,
    r#""\ude00\ud83d""#,
    "\"\n\"",
    "\"\t\"",
    "\"\0\"",
    "\"\u{1f}\"",
    "\"1234567\u{1}89\"",
    "\u{feff}1",
    "1\u{feff}",
    "\u{a0}1",
    "\u{b}1",
    "\u{c}1",
    "1//",
    "/**/1",
    "1 x",
    "{} {}",
    "[]]",
    "nullnull",
    "\0",
    "1\0",
    r#"{"a":1}}"#,
    r#"["a""b"]"#,
    r#"{"a"::1}"#,
    r#"[1,,2]"#,
    r#"{"a":}"#,
    r#"{"a"}"#,
    "[1]\"",
];

/// Strings that are no UTF-8: a lone continuation, overlong forms, a surrogate, beyond Unicode, cut off.
const NOT_UTF8: &[&[u8]] = &[
    b"\x80",
    b"\xc0\xaf",
    b"\xe0\x80\xaf",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xf8\x88\x80\x80\x80",
    b"\xe2\x82",
    b"\xff",
    b"\xc3",
    b"12345678\xc3",
    b"\\n\xc3",
    b"\xc3\\n",
];

#[test]
fn accepts_what_serde_json_accepts() {
    for (documents, valid) in [(VALID, true), (INVALID, false)] {
        for json in documents {
            assert_eq!(accepts(json.as_bytes()), valid, "{json:?}");
            assert_eq!(
                serde_json::from_str::<serde_json::Value>(json).is_ok(),
                valid,
                "serde_json: {json:?}"
            );
        }
    }
}

#[test]
fn accepts_what_serde_json_accepts_in_every_context() {
    for context in [
        "[%]",
        "[0,%]",
        "{\"a\":%}",
        "{\"a\":0,\"b\":%}",
        " % ",
        "[[%],{\"b\":%}]",
    ] {
        for json in VALID.iter().chain(INVALID) {
            let json = context.replace('%', json);
            let oracle = serde_json::from_str::<serde_json::Value>(&json).is_ok();
            assert_eq!(accepts(json.as_bytes()), oracle, "{json:?}");
        }
    }
}

#[test]
fn refuses_strings_that_are_not_utf8() {
    for text in NOT_UTF8 {
        for (before, after) in [
            ("\"", "\""),
            ("[\"abcdefgh", "x\"]"),
            ("{\"", "\":1}"),
            ("{\"a\":{\"b\":\"", "\"}}"),
        ] {
            let json = [before.as_bytes(), text, after.as_bytes()].concat();
            assert!(!accepts(&json), "{}", json.escape_ascii());
        }
    }
    // Bytes beyond ASCII outside of strings, too.
    assert!(!accepts(b"[1\x80]"));
}

#[test]
fn every_prefix_and_every_changed_byte_agrees_with_serde_json() {
    let json = br#" {"a":[1,-2.5e+3,"x\u00e9\ud83d\ude00\n"],"b":{"c":null,"d":true},"e":"12345678","e":false} "#;
    let agree = |bytes: &[u8]| {
        let oracle = serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
        assert_eq!(accepts(bytes), oracle, "{}", bytes.escape_ascii());
    };
    for len in 1..json.len() {
        agree(&json[..len]);
    }
    for at in 0..json.len() {
        for byte in *b"\"\\,:[]{}0 -.eEn\x00\x1f\x80u" {
            let mut changed = json.to_vec();
            changed[at] = byte;
            agree(&changed);
            changed.remove(at);
            agree(&changed);
        }
    }
}

#[test]
fn depth_is_limited_everywhere() {
    let nested = |open: &str, inner: &str, close: &str, depth| {
        [open.repeat(depth), inner.into(), close.repeat(depth)].concat()
    };
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let read = |depth| {
            let json = nested(open, "0", close, depth);
            let mut reader = rt::Reader::new(json.as_bytes(), rt::Form::Wire);
            let mut document = Document::Null;
            let read = reader.document(&mut document);
            let mut reader = rt::Reader::new(json.as_bytes(), rt::Form::Wire);
            assert_eq!(reader.skip().is_ok(), read.is_ok());
            read.map_err(|error| error.message().to_owned())
        };
        assert_eq!(read(rt::MAX_DEPTH), Ok(()));
        assert_eq!(
            read(rt::MAX_DEPTH + 1).unwrap_err(),
            "arrays and objects are nested deeper than 128"
        );
        assert!(read(1_000_000).is_err());
    }
    // Empty ones count as well, and depth is per branch.
    assert!(accepts_document(&nested("[", "", "]", rt::MAX_DEPTH)));
    assert!(!accepts_document(&nested("[", "", "]", rt::MAX_DEPTH + 1)));
    assert!(accepts_document(&nested(
        "[",
        "[],[],[[]],{}",
        "]",
        rt::MAX_DEPTH - 2
    )));
    let child = |depth| {
        nested(
            r#"{"Name":"","Created":0,"MainTag":{"Key":""},"Child":"#,
            "null",
            "}",
            depth,
        )
    };
    assert!(wire::<json_shapes::Service>(child(127)).is_ok());
    let error = wire::<json_shapes::Service>(child(128)).unwrap_err();
    // The innermost object within the limit holds one more.
    assert_eq!(error.pointer(), "/Child".repeat(127) + "/MainTag");
    // Skipped inside of read values: both count.
    let skipped = |depth| {
        child(1).replace(
            "null",
            &format!("null,\"x\":{}", nested("[", "", "]", depth)),
        )
    };
    assert!(wire::<json_shapes::Service>(skipped(127)).is_ok());
    assert!(wire::<json_shapes::Service>(skipped(128)).is_err());
}

fn accepts_document(json: &str) -> bool {
    let mut document = Document::Null;
    rt::Reader::new(json.as_bytes(), rt::Form::Wire)
        .document(&mut document)
        .is_ok()
}

#[test]
fn strings_of_every_length_and_escape_position_are_read_exactly() {
    for len in 0..40 {
        for at in 0..=len {
            for (escape, text) in [
                ("\\n", "\n"),
                ("\\u00e9", "é"),
                ("é", "é"),
                ("\\ud83d\\ude00", "😀"),
                ("\\\"", "\""),
            ] {
                let (before, after) = ("a".repeat(at), "b".repeat(len - at));
                let mut out = String::new();
                let json = format!("\"{before}{escape}{after}\"");
                rt::Reader::new(json.as_bytes(), rt::Form::Wire)
                    .string(&mut out)
                    .unwrap();
                assert_eq!(out, format!("{before}{text}{after}"));
                let mut written = rt::Writer::new(Vec::new(), rt::Form::Wire);
                written.string(&out);
                let oracle = serde_json::to_string(&out).unwrap();
                assert_eq!(
                    String::from_utf8(written.finish().unwrap()).unwrap(),
                    oracle
                );
            }
        }
    }
}

#[test]
fn all_control_characters_are_escaped_as_serde_json_does() {
    let all: String = (0..0x100).filter_map(char::from_u32).collect();
    let mut writer = rt::Writer::new(Vec::new(), rt::Form::Wire);
    writer.string(&all);
    let json = writer.finish().unwrap();
    assert_eq!(
        String::from_utf8(json.clone()).unwrap(),
        serde_json::to_string(&all).unwrap()
    );
    let mut back = String::new();
    rt::Reader::new(&json, rt::Form::Wire)
        .string(&mut back)
        .unwrap();
    assert_eq!(back, all);
}

#[test]
fn a_map_of_documents_is_what_serde_json_reads() {
    let json = r#"{"b":1,"a":[true,{"x":"y"}],"b":2.50}"#;
    let mut map: Map<String, Document> = Map::new();
    rt::Reader::new(json.as_bytes(), rt::Form::Wire)
        .sparse_map(
            &mut Map::<String, Option<Document>>::new(),
            rt::Reader::document,
        )
        .unwrap();
    rt::Reader::new(json.as_bytes(), rt::Form::Wire)
        .map(&mut map, rt::Reader::document)
        .unwrap();
    let mut writer = rt::Writer::new(Vec::new(), rt::Form::Wire);
    writer.map(&map, rt::Writer::document);
    let written = writer.finish().unwrap();
    assert_eq!(written, br#"{"b":2.50,"a":[true,{"x":"y"}]}"#);
    let oracle: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&written).unwrap(),
        oracle
    );
}
