//! File form, and serde through JSON and TOML.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod json_shapes;

use json_shapes::{Service, Tag, service};
use shapewright_runtime::{Document, Timestamp, file};

const ALL: &str = r#""Status":"NEW","Level":7,"Tags":[{"Key":"a","Value":"b"}],"Labels":{"x":"1","a":"2"},
    "ByStatus":{"RUNNING":[1]},"Target":{"newer":{"a":[1,{"b":true}]}},"Child":{"Name":"c","Created":1.25,"MainTag":{"Key":""}},
    "Flag":true,"Byte":-1,"Short":2,"Count":-3,"Size":9007199254740993,"Ratio":0.5,"Part":1.5,"Data":"AQID",
    "Updated":"2020-02-29T12:00:00Z","Expires":"Sat, 29 Feb 2020 12:00:00 GMT","jsonToken":"t""#;

fn all() -> Service {
    let mut value = service(ALL).unwrap().0;
    value.id = "i".into();
    if let Some(child) = &mut value.child {
        child.id = "j".into();
    }
    value
}

#[test]
fn file_form_has_model_names_iso_timestamps_and_every_member() {
    let mut value = all();
    value.child = None;
    let json = String::from_utf8(file::to_vec(&value).unwrap()).unwrap();
    assert_eq!(
        json,
        r#"{"Id":"i","Name":"n","Created":"1970-01-01T00:00:00Z","Status":"NEW","Level":7,"Tags":[{"Key":"a","Value":"b"}],"MainTag":{"Key":"k"},"Labels":{"x":"1","a":"2"},"ByStatus":{"RUNNING":[1]},"Target":{"newer":{"a":[1,{"b":true}]}},"Flag":true,"Byte":-1,"Short":2,"Count":-3,"Size":9007199254740993,"Ratio":0.5,"Part":1.5,"Data":"AQID","Updated":"2020-02-29T12:00:00Z","Expires":"2020-02-29T12:00:00Z","Token":"t"}"#
    );
    assert_eq!(file::from_slice::<Service>(json.as_bytes()).unwrap(), value);
}

#[test]
fn every_timestamp_reads_iso_text_and_numbers() {
    for time in [
        "\"2020-02-29T13:00:00+01:00\"",
        "1582977600",
        "1.5829776E9",
        "\"2020-02-29t12:00:00.000z\"",
    ] {
        let json = format!(
            r#"{{"Id":"","Name":"","MainTag":{{"Key":""}},"Created":{time},"Updated":{time},"Expires":{time}}}"#
        );
        let value: Service = file::from_slice(json.as_bytes()).unwrap();
        let expected = Timestamp::from_secs(1_582_977_600);
        assert_eq!(
            (value.created, value.updated, value.expires),
            (expected, Some(expected), Some(expected))
        );
    }
    let far = Tag {
        key: String::new(),
        value: None,
    };
    let mut value = all();
    value.main_tag = far;
    value.created = Timestamp::new(i64::MIN, 1);
    let json = file::to_vec(&value).unwrap();
    assert_eq!(file::from_slice::<Service>(&json).unwrap(), value);
}

#[test]
fn a_missing_required_member_is_an_error() {
    let error = file::from_slice::<Service>(
        br#"{"Id":"i","Name":"n","Created":0,"MainTag":{"Value":"v"}}"#,
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "at byte 43 (line 1, column 44), /MainTag: the required member \"Key\" is missing"
    );
    // Also those that do not travel in the body, and those that are null.
    let error = file::from_slice::<Service>(br#"{"Id":null,"Name":"n"}"#).unwrap_err();
    assert_eq!(error.message(), "the required member \"Id\" is missing");
}

#[test]
fn unknown_members_are_named_on_request() {
    let json = br#"{"Id":"","Name":"","Created":0,"CPU":"1","MainTag":{"Key":"","a/b":[1]},"Tags":[{"Key":""},{"Key":"","X":null}],
        "Target":{"nmae":"x"},"Labels":{"any":""}}"#;
    let (value, unknown) = file::from_slice_with_unknown::<Service>(json).unwrap();
    assert_eq!(
        unknown,
        ["/CPU", "/MainTag/a~1b", "/Tags/1/X", "/Target/nmae"]
    );
    assert_eq!(value.tags.unwrap().len(), 2);
    assert!(file::from_slice::<Service>(json).is_ok());
}

#[test]
fn pretty_text_is_the_same_value() {
    let mut value = all();
    value.tags = Some(vec![]);
    value.extra = Some(Document::from(["a\\\"{[,:]}", "é"]));
    let pretty = file::to_string_pretty(&value).unwrap();
    assert!(
        pretty.contains("\n  \"MainTag\": {\n    \"Key\": \"k\"\n  },\n"),
        "{pretty}"
    );
    assert!(pretty.contains("\n  \"Tags\": [],\n"));
    assert_eq!(
        file::from_slice::<Service>(pretty.as_bytes()).unwrap(),
        value
    );
    let oracle: serde_json::Value = serde_json::from_str(&pretty).unwrap();
    assert_eq!(serde_json::to_string_pretty(&oracle).unwrap(), pretty);
}

#[cfg(feature = "serde")]
mod serde {
    use super::json_shapes::{Level, Status, Target};
    use super::*;

    #[test]
    fn through_serde_json() {
        let mut value = all();
        value.sparse = Some(vec![None, Some("a".into())]);
        value.extra = Some(Document::from_iter([(
            "a",
            Document::from(vec![Document::Null, 1.5.into(), u64::MAX.into()]),
        )]));
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(json.as_bytes(), file::to_vec(&value).unwrap());
        assert_eq!(serde_json::from_str::<Service>(&json).unwrap(), value);
        let tree = serde_json::to_value(&value).unwrap();
        assert_eq!(serde_json::from_value::<Service>(tree).unwrap(), value);
    }

    #[test]
    fn through_toml() {
        let value = all();
        let text = toml::to_string(&value).unwrap();
        assert!(
            text.contains("Created = \"1970-01-01T00:00:00Z\""),
            "{text}"
        );
        assert_eq!(toml::from_str::<Service>(&text).unwrap(), value);
    }

    #[test]
    fn numbers_stay_exact() {
        let mut value = all();
        for integer in [
            "0",
            "-9223372036854775808",
            "18446744073709551615",
            "123456789012345678901234567890",
            "-1e30",
        ] {
            value.integer = Some(integer.parse().unwrap());
            value.decimal = Some("0.1000000000000000000000000001".parse().unwrap());
            let json = serde_json::to_string(&value).unwrap();
            assert_eq!(
                serde_json::from_str::<Service>(&json).unwrap(),
                value,
                "{json}"
            );
        }
        value.integer = None;
        value.decimal = Some("0.1".parse().unwrap());
        value.ratio = Some(f64::NEG_INFINITY);
        let json = serde_json::to_string(&value).unwrap();
        assert!(
            json.contains("\"Ratio\":\"-Infinity\"") && json.contains("\"Decimal\":0.1"),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Service>(&json).unwrap(), value);
    }

    #[test]
    fn errors_carry_the_path() {
        let error = serde_json::from_str::<Service>(r#"{"Id":"","Tags":[{"Key":1}]}"#).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("/Tags/0/Key: expected a string, found a number"),
            "{error}"
        );
        let error = toml::from_str::<Tag>("Value = 'x'").unwrap_err();
        assert!(
            error
                .to_string()
                .contains("the required member \"Key\" is missing"),
            "{error}"
        );
        let blank: Target = shapewright_runtime::Blank::blank();
        assert_eq!(
            serde_json::to_string(&blank).unwrap_err().to_string(),
            "the union has no member"
        );
    }

    #[test]
    fn enums_and_unions_stand_alone() {
        assert_eq!(serde_json::to_string(&Status::from("X")).unwrap(), "\"X\"");
        assert_eq!(
            serde_json::from_str::<Status>("\"RUNNING\"").unwrap(),
            Status::Running
        );
        assert_eq!(serde_json::to_string(&Level::High).unwrap(), "2");
        assert_eq!(
            serde_json::from_str::<Target>(r#"{"empty":{}}"#).unwrap(),
            Target::Empty
        );
    }

    #[test]
    fn nesting_is_limited() {
        let json = format!(
            "{{\"Key\":\"\",\"x\":{}{}}}",
            "[".repeat(126),
            "]".repeat(126)
        );
        assert!(serde_json::from_str::<Tag>(&json).is_ok());
        let mut deep = toml::Value::Array(vec![]);
        for _ in 0..200 {
            deep = toml::Value::Array(vec![deep]);
        }
        let table = toml::Table::from_iter([("Key".to_owned(), "".into()), ("x".to_owned(), deep)]);
        assert!(
            table
                .try_into::<Tag>()
                .unwrap_err()
                .to_string()
                .contains("nested deeper than 128")
        );
    }
}
