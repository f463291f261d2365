//! What is written to the wire.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod json_shapes;

use json_shapes::{Service, Tag, Target, read, service, to_wire, wire};
use shapewright_runtime::codegen as rt;
use shapewright_runtime::{Document, FixedToken, Map, Timestamp};

#[test]
fn what_is_read_is_written_back() {
    for members in [
        r#""Status":"RUNNING","Level":9,"Tags":[{"Key":"a"},{"Key":"b","Value":""}]"#,
        r#""Tags":[],"MainTag":{"Key":"k"},"Labels":{},"ByStatus":{"NEW":[1,-2],"RUNNING":[]}"#,
        r#""MainTag":{"Key":"k"},"Sparse":["a",null],"SparseMap":{"x":null,"y":7}"#,
        r#""MainTag":{"Key":"k"},"Target":{"newer":{"a":[1.50,null,"x"]}}"#,
        r#""MainTag":{"Key":"k"},"Target":{"empty":{}},"Child":{"Name":"","Created":1.5,"MainTag":{"Key":""}},"Flag":false"#,
        r#""MainTag":{"Key":"k"},"Byte":-128,"Short":0,"Count":2147483647,"Size":-9223372036854775808,"Ratio":0.1,"Part":"NaN""#,
        r#""MainTag":{"Key":"k"},"Ratio":1e300,"Part":1.5,"Data":"","Extra":{"z":1,"a":"\n"}"#,
        r#""MainTag":{"Key":"k"},"Updated":"2020-02-29T00:00:00.5Z","Expires":"Sat, 29 Feb 2020 00:00:00 GMT","Integer":1000000000000000000000"#,
        r#""MainTag":{"Key":"k"},"Decimal":1.50e3,"jsonToken":"t""#,
    ] {
        let json = format!(r#"{{"Name":"n","Created":1594046778.215,{members}}}"#);
        let value = wire::<Service>(&json).unwrap().0;
        let expected = match members.contains("MainTag") {
            true => json,
            false => json.replace(
                r#""b","Value":""}]"#,
                r#""b","Value":""}],"MainTag":{"Key":""}"#,
            ),
        };
        assert_eq!(to_wire(&value).unwrap(), expected);
    }
}

#[test]
fn members_bound_elsewhere_are_not_in_the_body() {
    let mut value = read(r#""Count":1"#);
    value.id = "in the URI".into();
    assert!(!to_wire(&value).unwrap().contains("URI"));
}

#[test]
fn floats_are_the_shortest_that_read_back() {
    for value in [
        0.0,
        -0.0,
        1.0,
        0.1,
        1e15,
        1e16,
        1e21,
        1.5e300,
        5e-324,
        f64::MAX,
        f64::MIN_POSITIVE,
        1e-5,
        1e-7,
        123_456.789,
    ] {
        let mut writer = rt::Writer::new(Vec::new(), rt::Form::Wire);
        writer.f64(&value);
        let json = writer.finish().unwrap();
        assert!(json.len() < 25);
        assert_eq!(
            serde_json::from_slice::<f64>(&json).unwrap().to_bits(),
            value.to_bits()
        );
        let mut back = 1.0;
        rt::Reader::new(&json, rt::Form::Wire)
            .f64(&mut back)
            .unwrap();
        assert_eq!(back.to_bits(), value.to_bits());
    }
}

#[test]
fn tokens_fill_the_outermost_structure_only() {
    let mut value = read(r#""Count":1"#);
    value.child = Some(Box::new(value.clone()));
    let written = |value: &Service| {
        let mut tokens = FixedToken("fresh".into());
        let mut writer = rt::Writer::with_tokens(Vec::new(), rt::Form::Wire, &mut tokens);
        writer.object(value);
        String::from_utf8(writer.finish().unwrap()).unwrap()
    };
    let json = written(&value);
    assert!(
        json.ends_with(r#""Count":1,"jsonToken":"fresh"}"#),
        "{json}"
    );
    assert_eq!(json.matches("fresh").count(), 1);
    value.token = Some("mine".into());
    assert_eq!(written(&value).matches("fresh").count(), 0);
    value.token = None;
    assert!(!to_wire(&value).unwrap().contains("jsonToken"));
}

#[test]
fn what_cannot_be_written_is_named() {
    let mut value = read(r#""Count":1"#);
    value.target = Some(rt::Blank::blank());
    let mut outer = read(r#""Tags":[{"Key":"a"}]"#);
    outer.child = Some(Box::new(value));
    assert_eq!(
        to_wire(&outer).unwrap_err().to_string(),
        "/Child/Target: the union has no member"
    );
    let mut value = read(r#""Count":1"#);
    value.updated = Some(Timestamp::from_secs(i64::MAX));
    assert_eq!(
        to_wire(&value).unwrap_err().to_string(),
        "/Updated: a date cannot say a year before 1 or after 9999"
    );
    let targets = Map::from([("a/b".to_owned(), vec![Target::Empty, rt::Blank::blank()])]);
    let mut writer = rt::Writer::new(Vec::new(), rt::Form::Wire);
    writer.map(&targets, |w, x| w.list(x, rt::Writer::object));
    assert_eq!(writer.finish().unwrap_err().pointer(), "/a~1b/1");
}

#[test]
fn a_value_that_fails_is_searched_without_a_second_token() {
    struct Counting(u32);
    impl rt::TokenProvider for Counting {
        fn token(&mut self) -> Result<String, rt::TokenError> {
            self.0 += 1;
            Ok("fresh".into())
        }
    }
    // The token is the structure's last member, so what fails has to come after the structure's end.
    let mut bad = read(r#""Count":1"#);
    bad.updated = Some(Timestamp::from_secs(i64::MAX));
    let pair = vec![read(r#""Count":1"#), bad];
    let mut tokens = Counting(0);
    let mut writer = rt::Writer::with_tokens(b"kept,".to_vec(), rt::Form::Wire, &mut tokens);
    for value in &pair {
        writer.object(value);
    }
    // Nothing is written any more, and the first failure stays.
    writer.object(&pair[1]);
    let error = writer.finish().unwrap_err();
    assert_eq!(error.pointer(), "/Updated");
    assert_eq!(tokens.0, 1);
}

#[test]
fn nesting_is_limited() {
    let nested =
        |depth: usize| (0..depth).fold(Document::Null, |inner, _| Document::Array(vec![inner]));
    let write = |depth| {
        let mut writer = rt::Writer::new(Vec::new(), rt::Form::Wire);
        writer.document(&nested(depth));
        writer.finish()
    };
    assert_eq!(write(rt::MAX_DEPTH).unwrap().len(), 2 * rt::MAX_DEPTH + 4);
    assert_eq!(
        write(rt::MAX_DEPTH + 1).unwrap_err().message(),
        "arrays and objects are nested deeper than 128"
    );
    assert!(write(2_000).is_err());
}

#[test]
fn the_buffer_is_appended_to() {
    let tag = Tag {
        key: "a\"b".into(),
        value: None,
    };
    let mut writer = rt::Writer::new(b"kept,".to_vec(), rt::Form::Wire);
    writer.object(&tag);
    assert_eq!(writer.finish().unwrap(), br#"kept,{"Key":"a\"b"}"#);
}

#[test]
fn enums_convert_from_and_to_text() {
    let value = service(r#""Status":"X""#).unwrap().0;
    assert_eq!(value.status.unwrap().to_string(), "X");
    assert_eq!(<json_shapes::Status as rt::Blank>::blank().as_ref(), "");
    assert_eq!(format!("{:>9}", json_shapes::Status::Running), "  RUNNING");
}

#[test]
fn whatever_can_be_read_is_written_so_that_it_reads_the_same() {
    let json = br#"{"Name":"a\u00e9\n","Created":-1.5e1,"MainTag":{"Key":"k"},"Status":"NEW","Level":3,"Tags":[null,{"Key":""}],
        "Sparse":[null,"x"],"Target":{"newer":[1e5,{}]},"Size":12,"Ratio":0.5,"Data":"AQI=","Extra":{"a":-0.0},
        "Updated":"2020-02-29T12:00:00.5+01:00","Expires":"Sat, 29 Feb 2020 12:00:00 GMT","Integer":1e3,"Decimal":1.50}"#;
    let (mut readable, mut broken) = (0, 0);
    for at in 0..json.len() {
        for byte in *b"\"\\,:[]{}019-.eEnT \x00\x80\xe9" {
            let mut changed = json.to_vec();
            changed[at] = byte;
            let Ok((value, _)) = wire::<Service>(&changed) else {
                broken += 1;
                continue;
            };
            readable += 1;
            let written = to_wire(&value).unwrap();
            assert_eq!(
                wire::<Service>(&written).unwrap().0,
                value,
                "{}",
                changed.escape_ascii()
            );
        }
    }
    assert!(readable > 1_000 && broken > 1_000, "{readable} {broken}");
}
