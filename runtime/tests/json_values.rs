//! The value types: timestamps, numbers, maps, blobs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use std::cell::Cell;
use std::cmp::Ordering;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use shapewright_runtime::TimestampFormat::{DateTime, EpochSeconds, HttpDate};
use shapewright_runtime::{BigDecimal, BigInteger, Blob, Document, Map, Number, Timestamp};

#[test]
fn epoch_seconds_are_exact() {
    for (text, secs, nanos, written) in [
        ("0", 0, 0, "0"),
        ("-0", 0, 0, "0"),
        (
            "1.594046778215E9",
            1_594_046_778,
            215_000_000,
            "1594046778.215",
        ),
        (
            "1515531081.123456789",
            1_515_531_081,
            123_456_789,
            "1515531081.123456789",
        ),
        (
            "1515531081.1234567899",
            1_515_531_081,
            123_456_789,
            "1515531081.123456789",
        ),
        ("-1.5", -2, 500_000_000, "-1.5"),
        ("-0.25", -1, 750_000_000, "-0.25"),
        ("-0.000000001", -1, 999_999_999, "-0.000000001"),
        ("-0.0000000001", 0, 0, "0"),
        ("1e-9", 0, 1, "0.000000001"),
        ("12e-10", 0, 1, "0.000000001"),
        ("1e-99999", 0, 0, "0"),
        ("0.001", 0, 1_000_000, "0.001"),
        ("100000000000000000E-9", 100_000_000, 0, "100000000"),
        (
            "9223372036854775807.999999999",
            i64::MAX,
            999_999_999,
            "9223372036854775807.999999999",
        ),
        ("-9223372036854775808", i64::MIN, 0, "-9223372036854775808"),
        (
            "-9223372036854775807.000000001",
            i64::MIN,
            999_999_999,
            "-9223372036854775807.000000001",
        ),
    ] {
        let time = Timestamp::parse(text, EpochSeconds).unwrap();
        assert_eq!((time.secs(), time.subsec_nanos()), (secs, nanos), "{text}");
        assert_eq!(time.format(EpochSeconds), written);
        assert_eq!(Timestamp::parse(written, EpochSeconds).unwrap(), time);
    }
    for text in [
        "",
        "x",
        "1.",
        "1e30",
        "9223372036854775808",
        "-9223372036854775808.5",
        "1e99999999999999999999",
        "NaN",
        " 1",
    ] {
        assert!(Timestamp::parse(text, EpochSeconds).is_err(), "{text}");
    }
}

#[test]
fn date_times_are_exact() {
    for (text, secs, nanos) in [
        ("1985-04-12T23:20:50.52Z", 482_196_050, 520_000_000),
        ("1996-12-19T16:39:57-08:00", 851_042_397, 0),
        ("1970-01-01t00:00:00z", 0, 0),
        ("1969-12-31T23:59:59.999999999Z", -1, 999_999_999),
        ("2000-02-29T00:00:00+00:30", 951_780_600, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        (
            "9999-12-31T23:59:59.1234567899Z",
            253_402_300_799,
            123_456_789,
        ),
    ] {
        let time = Timestamp::parse(text, DateTime).unwrap();
        assert_eq!((time.secs(), time.subsec_nanos()), (secs, nanos), "{text}");
        assert_eq!(time.format(DateTime).parse(), Ok(time));
    }
    for text in [
        "1900-02-29T00:00:00Z",
        "2021-02-29T00:00:00Z",
        "2020-13-01T00:00:00Z",
        "2020-00-01T00:00:00Z",
        "2020-01-00T00:00:00Z",
        "2020-04-31T00:00:00Z",
        "2020-01-01T24:00:00Z",
        "2020-01-01T00:60:00Z",
        "2020-01-01T00:00:60Z",
        "0000-01-01T00:00:00Z",
        "2020-01-01 00:00:00Z",
        "2020-01-01T00:00:00",
        "2020-01-01T00:00Z",
        "2020-1-1T00:00:00Z",
        "2020-01-01T00:00:00.Z",
        "2020-01-01T00:00:00+0100",
        "2020-01-01T00:00:00+24:00",
        "2020-01-01T00:00:00ZZ",
        "",
        "+2020-01-01T00:00:00Z",
        "20é0-01-01T00:00:00Z",
    ] {
        assert!(Timestamp::parse(text, DateTime).is_err(), "{text}");
    }
    assert_eq!(
        Timestamp::new(0, 120_000_000).to_string(),
        "1970-01-01T00:00:00.12Z"
    );
}

#[test]
fn http_dates_are_exact() {
    for (text, secs, nanos, written) in [
        (
            "Sun, 06 Nov 1994 08:49:37 GMT",
            784_111_777,
            0,
            "Sun, 06 Nov 1994 08:49:37 GMT",
        ),
        (
            "Sun, 02 Jan 2000 20:34:56.000 GMT",
            946_845_296,
            0,
            "Sun, 02 Jan 2000 20:34:56 GMT",
        ),
        (
            "Sun, 02 Jan 2000 20:34:56.456 GMT",
            946_845_296,
            456_000_000,
            "Sun, 02 Jan 2000 20:34:56.456 GMT",
        ),
        (
            "Wed, 31 Dec 1969 23:59:59 GMT",
            -1,
            0,
            "Wed, 31 Dec 1969 23:59:59 GMT",
        ),
        (
            "Tue, 29 Feb 2000 00:00:00 GMT",
            951_782_400,
            0,
            "Tue, 29 Feb 2000 00:00:00 GMT",
        ),
    ] {
        let time = Timestamp::parse(text, HttpDate).unwrap();
        assert_eq!((time.secs(), time.subsec_nanos()), (secs, nanos), "{text}");
        assert_eq!(time.format(HttpDate), written);
    }
    for text in [
        "Sun, 06 Nov 1994 08:49:37",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "",
    ] {
        assert!(Timestamp::parse(text, HttpDate).is_err(), "{text}");
    }
}

#[test]
fn timestamps_convert_from_and_to_system_time() {
    for time in [
        Timestamp::from_secs(0),
        Timestamp::new(5, 7),
        Timestamp::new(-5, 7),
        Timestamp::from_secs(-5),
    ] {
        assert_eq!(Timestamp::from(SystemTime::try_from(time).unwrap()), time);
    }
    assert_eq!(
        Timestamp::from(UNIX_EPOCH - Duration::from_millis(1500)),
        Timestamp::new(-2, 500_000_000)
    );
    assert!(Timestamp::new(-2, 999_999_999) < Timestamp::new(-1, 0));
    assert_eq!(Timestamp::new(1, 3_000_000_001), Timestamp::new(4, 1));
    // No panic at the ends.
    for secs in [i64::MIN, i64::MAX] {
        let _ = SystemTime::try_from(Timestamp::from_secs(secs));
        assert!(Timestamp::from_secs(secs).to_string().ends_with('Z'));
    }
}

#[test]
fn numbers_compare_by_value() {
    let number = |text: &str| text.parse::<Number>().unwrap();
    for (a, b) in [
        ("1e2", "100"),
        ("1.0", "1"),
        ("0", "-0.0"),
        ("0e9", "0"),
        ("12.50", "1250E-2"),
        ("-1.5e1", "-15"),
    ] {
        assert_eq!(number(a), number(b));
        assert_eq!(a.parse::<BigDecimal>().unwrap(), b.parse().unwrap());
        assert_eq!(
            a.parse::<BigDecimal>().unwrap().cmp(&b.parse().unwrap()),
            std::cmp::Ordering::Equal
        );
    }
    assert_ne!(number("9007199254740993"), number("9007199254740992"));
    assert_eq!(
        (
            number("1e2").as_i64(),
            number("1.5").as_i64(),
            number("1e2").as_f64()
        ),
        (Some(100), None, Some(100.0))
    );
    assert_eq!(
        (
            number("18446744073709551615").as_u64(),
            number("-1").as_u64()
        ),
        (Some(u64::MAX), None)
    );
    assert_eq!(
        (
            number("1e999").as_f64(),
            number("1e99999999999999999").as_i64()
        ),
        (None, None)
    );
    assert!(Number::try_from(f64::NAN).is_err());
    assert_eq!(Number::try_from(1.0).unwrap(), Number::from(1));
    for text in ["", "01", "+1", "1.", "NaN", "1e", "1e999999999999999999999"] {
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
}

#[test]
fn big_numbers_are_canonical_and_ordered() {
    let integer = |text: &str| text.parse::<BigInteger>().unwrap();
    assert_eq!(integer("-0"), integer("0"));
    assert_eq!(integer("1.50e2").as_str(), "150");
    assert_eq!(
        integer("-1e30").to_string(),
        format!("-1{}", "0".repeat(30))
    );
    for text in ["0.5", "1e-1", "1e1000000", "", "x", "1_0"] {
        assert!(text.parse::<BigInteger>().is_err(), "{text}");
    }
    let ordered = ["-1e20", "-100", "-99", "-1", "0", "1", "20", "100", "1e20"];
    assert!(
        ordered
            .windows(2)
            .all(|pair| integer(pair[0]) < integer(pair[1]))
    );
    let decimal = |text: &str| text.parse::<BigDecimal>().unwrap();
    let ordered = [
        "-1e20", "-1.5", "-1.05", "-0.1", "0", "1e-30", "0.09", "0.1", "0.11", "1", "10.01",
    ];
    assert!(
        ordered
            .windows(2)
            .all(|pair| decimal(pair[0]) < decimal(pair[1]))
    );
}

#[test]
fn maps_behave_as_a_list_of_pairs_does() {
    // A model without an index, driven by a fixed sequence of operations.
    let mut model: Vec<(String, u32)> = Vec::new();
    let mut map: Map<String, u32> = Map::new();
    let mut random = 12345u32;
    for step in 0..6_000u32 {
        random = random.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let key = format!("k{}", random >> 16 & 0x1ff);
        let at = model.iter().position(|(other, _)| *other == key);
        assert_eq!(map.get(key.as_str()), at.map(|at| &model[at].1));
        if random.is_multiple_of(5) {
            assert_eq!(map.remove(key.as_str()), at.map(|at| model.remove(at).1));
        } else {
            let before = at.map(|at| std::mem::replace(&mut model[at].1, step));
            if at.is_none() {
                model.push((key.clone(), step));
            }
            assert_eq!(map.insert(key, step), before);
        }
        assert_eq!(map.len(), model.len());
    }
    assert!(map.len() > 100);
    assert!(map.iter().eq(model.iter().map(|(k, v)| (k, v))));
    let mut reversed: Map<String, u32> = model.iter().rev().cloned().collect();
    assert_eq!(reversed, map);
    reversed.insert("k0".into(), u32::MAX);
    assert_ne!(reversed, map);
    assert!(map.into_iter().eq(model));
}

#[test]
fn inserting_is_not_quadratic() {
    thread_local!(static COMPARED: Cell<u64> = const { Cell::new(0) });
    #[derive(Eq)]
    struct Key(u32);
    impl Ord for Key {
        fn cmp(&self, other: &Self) -> Ordering {
            COMPARED.set(COMPARED.get() + 1);
            self.0.cmp(&other.0)
        }
    }
    impl PartialOrd for Key {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }
    impl PartialEq for Key {
        fn eq(&self, other: &Self) -> bool {
            self.cmp(other).is_eq()
        }
    }
    const COUNT: u32 = 20_000;
    let mut map = Map::new();
    for i in 0..COUNT {
        map.insert(Key(i.wrapping_mul(2_654_435_761)), i);
    }
    assert_eq!(map.len(), COUNT as usize);
    assert!((0..COUNT).all(|i| map.get(&Key(i.wrapping_mul(2_654_435_761))) == Some(&i)));
    // About n^1.5 times the logarithm; comparing each with each takes 200 million.
    let compared = COMPARED.get();
    assert!(compared < 50_000_000, "{compared}");
}

#[test]
fn documents_and_blobs_are_made_from_what_people_have() {
    let document = Document::from_iter([
        ("a", Document::from(1)),
        ("b", vec!["x"].into()),
        ("c", None::<bool>.into()),
    ]);
    assert_eq!(document.get("a").and_then(Document::as_i64), Some(1));
    assert_eq!(
        document
            .get("b")
            .and_then(|b| b.at(0))
            .and_then(Document::as_str),
        Some("x")
    );
    assert!(document.get("c").unwrap().is_null());
    assert_eq!(Document::from(f64::NAN).as_str(), Some("NaN"));
    let blob = Blob::from("a\"\u{0}é");
    assert_eq!(format!("{blob:?}"), r#"b"a\"\x00\xc3\xa9""#);
    assert_eq!(Blob::from_base64(&blob.to_base64()), Ok(blob));
}
