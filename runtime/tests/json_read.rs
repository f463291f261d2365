//! Structures, unions, lists and maps, read from the wire.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

#[path = "support/clock.rs"]
mod clock;
mod json_shapes;

use json_shapes::{Level, Service, Status, Tag, Target, read, service, wire};
use shapewright_runtime::{Document, Map, Timestamp};

#[test]
#[expect(clippy::too_many_lines, reason = "one member after the other")]
fn a_member_of_every_kind() {
    let json = r#"{
        "Name" : "orders \u00e9\ud83d\ude00\/",
        "Created": 1.594046778215E9, "Status": "CREATE_FAILED", "Level": 2,
        "Tags": [{"Key": "a", "Value": "b"}, null, {"Key": "c"}],
        "MainTag": {"Key": "m"}, "Labels": {"x": "1", "y": null, "z": "2", "x": "3"},
        "ByStatus": {"RUNNING": [1, 2], "NEW": []},
        "Sparse": ["a", null], "SparseMap": {"a": 1, "b": null},
        "Target": {"__type": "t", "name": "n", "tag": null},
        "Child": {"Name": "c", "Created": -1.5, "MainTag": {"Key": ""}},
        "Flag": true, "Byte": -128, "Short": 32767, "Count": 1e3, "Size": -9223372036854775808,
        "Ratio": 0.1, "Part": "-Infinity", "Data": "AQID",
        "Extra": {"a": [1, null, 1e400, "s", true]},
        "Updated": "2020-07-06T14:46:18.215+02:00", "Expires": "Mon, 06 Jul 2020 14:46:18 GMT",
        "Integer": 123456789012345678901234567890, "Decimal": 0.10, "jsonToken": "t", "New": [{"a": [1.5e3, "x"]}]
    }"#;
    let (x, corrections) = wire::<Service>(json).unwrap();
    assert_eq!(corrections, [] as [&str; 0]);
    assert_eq!(x.name, "orders é😀/");
    assert_eq!(x.created, Timestamp::new(1_594_046_778, 215_000_000));
    assert_eq!(x.status, Some(Status::CreateFailed));
    assert_eq!(x.level, Some(Level::High));
    let tags = [
        Tag {
            key: "a".into(),
            value: Some("b".into()),
        },
        Tag {
            key: "c".into(),
            value: None,
        },
    ];
    assert_eq!(x.tags.as_deref(), Some(&tags[..]));
    let labels = x.labels.unwrap();
    assert_eq!(
        labels
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect::<Vec<_>>(),
        [("x", "3"), ("z", "2")]
    );
    let by_status = x.by_status.unwrap();
    assert_eq!(by_status.get(&Status::Running), Some(&vec![1, 2]));
    assert_eq!(by_status.get(&Status::from("NEW")), Some(&vec![]));
    assert_eq!(x.sparse, Some(vec![Some("a".into()), None]));
    assert_eq!(
        x.sparse_map,
        Some(Map::from([
            ("a".to_owned(), Some(1)),
            ("b".to_owned(), None)
        ]))
    );
    assert_eq!(x.target, Some(Target::Name("n".into())));
    assert_eq!(x.child.unwrap().created, Timestamp::new(-2, 500_000_000));
    assert_eq!(
        (x.flag, x.byte, x.short, x.count),
        (Some(true), Some(-128), Some(32767), Some(1000))
    );
    assert_eq!(
        (x.size, x.ratio, x.part),
        (Some(i64::MIN), Some(0.1), Some(f32::NEG_INFINITY))
    );
    assert_eq!(x.data.unwrap().as_bytes(), [1, 2, 3]);
    let extra = x.extra.unwrap();
    let values = extra.get("a").unwrap();
    assert_eq!(values.at(2).unwrap().as_number().unwrap().as_str(), "1e400");
    assert_eq!(values.as_array().unwrap().len(), 5);
    assert!(values.at(1).unwrap().is_null());
    assert_eq!(x.updated.unwrap().to_string(), "2020-07-06T12:46:18.215Z");
    assert_eq!(x.expires.unwrap().to_string(), "2020-07-06T14:46:18Z");
    assert_eq!(
        x.integer.unwrap().to_string(),
        "123456789012345678901234567890"
    );
    assert_eq!(x.decimal.unwrap().to_string(), "0.10");
    assert_eq!(x.token.as_deref(), Some("t"));
}

#[test]
fn members_in_any_order_and_with_escaped_names() {
    let (x, corrections) = wire::<Service>(
        r#"{"MainTag":{"Value":"v","Key":"k"},"\u0043ount":5,"Created" :0,"N\u0061me":"n"}"#,
    )
    .unwrap();
    assert_eq!(
        (x.count, x.name.as_str(), x.main_tag.key.as_str()),
        (Some(5), "n", "k")
    );
    assert_eq!(corrections, [] as [&str; 0]);
}

#[test]
fn missing_required_members_are_corrected_and_named() {
    let (x, corrections) = wire::<Service>(
        r#"{"Name":null,"Tags":[{"Key":"a"},{"Value":"b"}],"Child":{"Name":"","Created":0},"MainTag":{}}"#,
    )
    .unwrap();
    assert_eq!(x.name, "");
    // Not /Id: it does not travel in the body.
    assert_eq!(
        corrections,
        [
            "/Tags/1/Key",
            "/Child/MainTag",
            "/MainTag/Key",
            "/Name",
            "/Created"
        ]
    );
}

#[test]
fn corrections_inside_maps_are_escaped_pointers() {
    use shapewright_runtime::codegen as rt;
    let mut map: Map<String, Tag> = Map::new();
    let mut reader = rt::Reader::new(br#"{"a/b~c":{"Value":"v"}}"#, rt::Form::Wire);
    reader.map(&mut map, rt::Reader::object).unwrap();
    assert_eq!(reader.take_corrections(), ["/a~1b~0c/Key"]);
}

#[test]
fn of_duplicate_members_the_last_wins_whole() {
    let x = read(
        r#""MainTag":{"Key":"1","Value":"old"},"MainTag":{"Key":"2"},"Count":1,"Count":2,"Tags":[{"Key":"a"}],"Tags":[]"#,
    );
    assert_eq!(
        x.main_tag,
        Tag {
            key: "2".into(),
            value: None
        }
    );
    assert_eq!((x.count, x.tags), (Some(2), Some(vec![])));
    let x = read(
        r#""Child":{"Name":"a","Created":0,"MainTag":{"Key":"","Value":"v"}},"Child":{"Name":"b","Created":0,"MainTag":{"Key":""}}"#,
    );
    assert_eq!(x.child.unwrap().main_tag.value, None);
}

#[test]
fn unions_hold_exactly_one_member() {
    let target = |json: &str| wire::<Target>(json).map(|(target, _)| target);
    assert_eq!(target(r#"{"empty":{"any":1}}"#).unwrap(), Target::Empty);
    assert_eq!(
        target(r#"{"name":"a","name":"b"}"#).unwrap(),
        Target::Name("b".into())
    );
    let Target::Unknown(unknown) =
        target(r#"{"__type":"x","newer":{"a":[1]},"tag":null}"#).unwrap()
    else {
        panic!()
    };
    assert_eq!(
        (unknown.name(), unknown.content().get("a")),
        ("newer", Some(&Document::from([1])))
    );
    for (json, message) in [
        (
            "{}",
            "at byte 0 (line 1, column 1): the union example#Target has no member",
        ),
        (
            r#"{"tag":null,"other":null}"#,
            "at byte 0 (line 1, column 1): the union example#Target has no member",
        ),
        (
            r#"{"name":"a","empty":{}}"#,
            "at byte 0 (line 1, column 1): the union example#Target has more than one member",
        ),
        (
            r#"{"name":"a","other":{}}"#,
            "at byte 0 (line 1, column 1): the union example#Target has more than one member",
        ),
        (
            r#"{"empty":1}"#,
            "at byte 9 (line 1, column 10), /empty: expected an object, found a number",
        ),
    ] {
        assert_eq!(target(json).unwrap_err().to_string(), message);
    }
}

#[test]
fn errors_say_where() {
    let error = |json: &str| wire::<Service>(json).unwrap_err().to_string();
    assert_eq!(
        error("{\"Name\":\"é\",\n \"Tags\":[{\"Key\":\"é\"},{\"Key\":1}]}"),
        "at byte 43 (line 2, column 29), /Tags/1/Key: expected a string, found a number"
    );
    assert_eq!(
        error(r#"{"Created":"x"}"#),
        "at byte 11 (line 1, column 12), /Created: expected a number, found a string"
    );
    assert_eq!(
        error(r#"{"Labels":{"a/b":[]}}"#),
        "at byte 17 (line 1, column 18), /Labels/a~1b: expected a string, found an array"
    );
    assert_eq!(
        error(r#"{"Byte":128}"#),
        "at byte 8 (line 1, column 9), /Byte: the number is out of range: -128 to 127"
    );
    assert_eq!(
        error(r#"{"Count":1.5}"#),
        "at byte 9 (line 1, column 10), /Count: expected an integer, found 1.5"
    );
    assert_eq!(
        error(r#"{"Data":"a"}"#),
        "at byte 8 (line 1, column 9), /Data: not base64: its length is not a multiple of four"
    );
    assert_eq!(
        error("{} x"),
        "at byte 3 (line 1, column 4): expected the end, found `x`"
    );
    assert_eq!(
        error("\u{feff}{}"),
        "at byte 0 (line 1, column 1): expected an object, found a byte order mark"
    );
    assert_eq!(
        error(r#"{"New":[1,{"a":tru}]}"#),
        "at byte 15 (line 1, column 16), /New: expected a value"
    );
    assert_eq!(
        error(""),
        "at byte 0 (line 1, column 1): expected an object, found the end"
    );
    let error = wire::<Service>(r#"{"Flag":0}"#).unwrap_err();
    assert_eq!(
        (error.offset(), error.line(), error.column()),
        (Some(8), Some(1), Some(9))
    );
    assert_eq!(
        (error.pointer().as_str(), error.message()),
        ("/Flag", "expected a boolean, found a number")
    );
}

#[test]
fn integers_are_exact_and_in_range() {
    for (text, value) in [
        ("0", 0),
        ("-0", 0),
        ("1e0", 1),
        ("12.00", 12),
        ("1.5e1", 15),
        ("0.0e99", 0),
        ("150E-1", 15),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("922337203685477580.7e1", i64::MAX),
        ("999999999999999999", 999_999_999_999_999_999),
        ("1000000000000000000", 1_000_000_000_000_000_000),
    ] {
        assert_eq!(
            read(&format!(r#""Size":{text}"#)).size,
            Some(value),
            "{text}"
        );
    }
    for text in [
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e999999999999999999999",
        "0.5",
        "1e-1",
        "01",
        "-",
        "+1",
        "1.",
        ".5",
        "1e",
        "\"1\"",
        "0x1",
    ] {
        assert!(service(&format!(r#""Size":{text}"#)).is_err(), "{text}");
    }
    for text in ["2147483648", "-2147483649", "1e10"] {
        assert!(service(&format!(r#""Count":{text}"#)).is_err(), "{text}");
    }
}

#[test]
fn floats_read_numbers_and_their_three_names() {
    for (text, value) in [
        ("1", 1.0),
        ("-0.0", 0.0),
        ("1e-400", 0.0),
        ("\"Infinity\"", f64::INFINITY),
        ("1.7976931348623157e308", f64::MAX),
    ] {
        assert_eq!(
            read(&format!(r#""Ratio":{text}"#)).ratio,
            Some(value),
            "{text}"
        );
    }
    assert!(read(r#""Ratio":"NaN""#).ratio.unwrap().is_nan());
    for text in ["1e400", "\"inf\"", "\"1\"", "NaN", "Infinity", "true"] {
        assert!(service(&format!(r#""Ratio":{text}"#)).is_err(), "{text}");
    }
    assert!(service(r#""Part":1e39"#).is_err());
    assert_eq!(read(r#""Part":16777217"#).part, Some(16_777_216.0));
}

#[test]
fn unknown_enum_values_are_kept() {
    let x = read(r#""Status":"PAUS\u0045D","Level":7"#);
    assert_eq!(x.status.as_ref().map(Status::as_ref), Some("PAUSED"));
    assert_eq!(x.level.map(|level| level.to_string()).as_deref(), Some("7"));
    assert_eq!(
        read(r#""Status":"RUNN\u0049NG""#).status,
        Some(Status::Running)
    );
    assert_eq!("RUNNING".parse(), Ok(Status::Running));
    assert_eq!(Level::from(2), Level::High);
}

#[test]
fn hostile_keys_and_lists_take_no_quadratic_time() {
    let start = clock::spent();
    // Equal lengths and long common prefixes, every key twice.
    let entries: Vec<String> = (0..200_000)
        .map(|i| format!(r#""{}{:06}":"v""#, "k".repeat(40), i % 100_000))
        .collect();
    let x = read(&format!(r#""Labels":{{{}}}"#, entries.join(",")));
    assert_eq!(x.labels.unwrap().len(), 100_000);
    // Members that are unknown, and the same one again and again.
    let members: Vec<String> = (0..200_000)
        .map(|i| format!(r#""u{i}":0,"Tags":[{{"Key":""}},{{"Key":""}}]"#))
        .collect();
    assert_eq!(read(&members.join(",")).tags.unwrap().len(), 2);
    // Every element lacks what is required.
    let (x, corrections) =
        service(&format!(r#""Tags":[{}]"#, vec!["{}"; 300_000].join(","))).unwrap();
    assert_eq!(
        (x.tags.unwrap().len(), corrections.len()),
        (300_000, 10_000)
    );
    let took = clock::spent() - start;
    assert!(took.as_secs() < 20, "{took:?}");
}

#[test]
fn memory_follows_the_text() {
    let x = read(
        r#""Tags":[{"Key":"a"},{"Key":"b"}],"Name":"a name that is so much longer than the elements of the list are""#,
    );
    assert!(x.tags.unwrap().capacity() < 40);
}
