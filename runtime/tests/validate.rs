//! Validation: paths, wording and order, as Smithy's malformed-request tests have them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use shapewright_runtime::codegen as rt;
use shapewright_runtime::{
    Actual, BigDecimal, Blob, ConstraintKind, Limit, Map, UnknownInt, UnknownValue, Violations,
    validate,
};

type Check = Box<dyn Fn(&mut rt::Validator)>;

/// A structure whose check is given by the test.
struct Probe(Check);

impl rt::Validate for Probe {
    fn check(&self, v: &mut rt::Validator) {
        (self.0)(v);
    }
}

fn found(check: impl Fn(&mut rt::Validator) + 'static) -> Violations {
    validate(&Probe(Box::new(check))).unwrap_err()
}

fn fine(check: impl Fn(&mut rt::Validator) + 'static) {
    if let Err(violations) = validate(&Probe(Box::new(check))) {
        panic!("{violations}");
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Text {
    Abc,
    Hidden,
    Unknown(UnknownValue),
}

impl rt::StringEnum for Text {
    const VALUES: &'static [&'static str] = &["abc", "hidden"];
    fn as_str(&self) -> &str {
        match self {
            Self::Abc => "abc",
            Self::Hidden => "hidden",
            Self::Unknown(value) => value.as_str(),
        }
    }
    fn parse_known(text: &str) -> Option<Self> {
        match text {
            "abc" => Some(Self::Abc),
            "hidden" => Some(Self::Hidden),
            _ => None,
        }
    }
    fn unknown(value: UnknownValue) -> Self {
        Self::Unknown(value)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Number {
    One,
    Unknown(UnknownInt),
}

impl rt::IntEnum for Number {
    const VALUES: &'static [i32] = &[1, 7];
    fn as_i32(&self) -> i32 {
        match self {
            Self::One => 1,
            Self::Unknown(value) => value.as_i32(),
        }
    }
    fn from_i32_known(value: i32) -> Option<Self> {
        (value == 1).then_some(Self::One)
    }
    fn unknown(value: UnknownInt) -> Self {
        Self::Unknown(value)
    }
}

rt::string_enum!(Text);

static PLAIN: rt::Constraints = rt::Constraints::new("ns#Plain");
static LENGTH: rt::Constraints = rt::Constraints::new("ns#Length")
    .min_length(2)
    .max_length(8);
static MIN_LENGTH: rt::Constraints = rt::Constraints::new("ns#MinLength").min_length(2);
static MAX_LENGTH: rt::Constraints = rt::Constraints::new("ns#MaxLength").max_length(8);
static RANGE: rt::Constraints = rt::Constraints::new("ns#Range").min(2).max(8);
static DECIMALS: rt::Constraints = rt::Constraints::new("ns#Decimals")
    .min_decimal("2.2")
    .max_decimal("8.8");
static MIN: rt::Constraints = rt::Constraints::new("ns#Min").min(2);
static MAX: rt::Constraints = rt::Constraints::new("ns#Max").max_decimal("8.8");
static ENUM: rt::Constraints = rt::Constraints::new("ns#Text").values(&["abc"]);
static UNIQUE: rt::Constraints = rt::Constraints::new("ns#Set").unique();
static SECRET: rt::Constraints = rt::Constraints::new("ns#Secret").sensitive().min(2);
static SECRETS: rt::Constraints = rt::Constraints::new("ns#Secrets").sensitive();
static SECRET_KEYS: rt::Constraints = rt::Constraints::new("ns#Keys").sensitive_keys();

#[test]
fn lengths() {
    let violations = found(|v| v.member("string", "a", |v, x| v.string(x, &LENGTH)));
    assert_eq!(
        violations.to_string(),
        "1 validation error detected. Value with length 1 at '/string' failed to satisfy constraint: \
         Member must have length between 2 and 8, inclusive"
    );
    let violation = &violations.as_slice()[0];
    assert_eq!(violation.pointer(), "/string");
    assert_eq!(violation.constraint(), ConstraintKind::Length);
    assert_eq!(
        violation.limit(),
        Limit::Length {
            min: Some(2),
            max: Some(8)
        }
    );
    assert_eq!(violation.actual(), &Actual::Length(1));
    assert_eq!(violation.shape(), "ns#Length");

    let sentence = |text: &'static str, c| {
        found(move |v| v.member("s", text, |v, x| v.string(x, c))).as_slice()[0].to_string()
    };
    assert!(sentence("a", &MIN_LENGTH).ends_with("have length greater than or equal to 2"));
    assert!(sentence("abcdefghi", &MAX_LENGTH).ends_with("have length less than or equal to 8"));
    // One scalar value of four bytes, two code units.
    assert!(sentence("\u{1f44d}", &LENGTH).starts_with("Value with length 1 at"));
    fine(|v| {
        for text in [
            "ab",
            "abcdefgh",
            "\u{1f44d}\u{1f44d}",
            &"\u{1f44d}".repeat(8),
        ] {
            v.member("s", text, |v, x| v.string(x, &LENGTH));
        }
        v.member("b", &Blob::from("ab"), |v, x| v.blob(x, &LENGTH));
    });
    let blob = found(|v| {
        v.member("blob", &Blob::from("é".repeat(5)), |v, x| {
            v.blob(x, &LENGTH)
        })
    });
    assert!(blob.to_string().contains("Value with length 10 at '/blob'"));
}

#[test]
fn ranges() {
    let sentence = |check: Check| validate(&Probe(check)).unwrap_err().as_slice()[0].to_string();
    assert_eq!(
        sentence(Box::new(
            |v| v.member("byte", &1_i8, |v, x| v.int(*x, &RANGE))
        )),
        "Value at '/byte' failed to satisfy constraint: Member must be between 2 and 8, inclusive"
    );
    assert_eq!(
        sentence(Box::new(
            |v| v.member("minLong", &1_i64, |v, x| v.int(*x, &MIN))
        )),
        "Value at '/minLong' failed to satisfy constraint: Member must be greater than or equal to 2"
    );
    assert_eq!(
        sentence(Box::new(
            |v| v.member("maxFloat", &8.9_f32, |v, x| v.float(*x, &MAX))
        )),
        "Value at '/maxFloat' failed to satisfy constraint: Member must be less than or equal to 8.8"
    );
    fine(|v| {
        v.float(8.8_f32, &DECIMALS);
        v.float(2.2_f32, &DECIMALS);
        v.float(8.8_f64, &DECIMALS);
        v.float(f64::NAN, &PLAIN);
        v.int(8_i32, &MAX);
        v.big_decimal(&"8.80".parse().unwrap(), &DECIMALS);
    });
    for value in [f64::NAN, f64::INFINITY, 8.800_000_1, 2.19] {
        found(move |v| v.float(value, &DECIMALS));
    }
    found(|v| v.int(9_i64, &MAX));
    let big = "8.80000000000000000000000000000001";
    let violations = found(move |v| v.big_decimal(&big.parse::<BigDecimal>().unwrap(), &DECIMALS));
    assert_eq!(
        violations.as_slice()[0].actual(),
        &Actual::Value(big.to_owned())
    );
    found(|v| v.big_integer(&"99999999999999999999999".parse().unwrap(), &RANGE));
}

#[test]
fn required_members() {
    let violations =
        found(|v| v.required("stringInHeader", &None::<String>, "ns#Input$stringInHeader"));
    assert_eq!(
        violations.as_slice()[0].to_string(),
        "Value at '/stringInHeader' failed to satisfy constraint: Member must not be null"
    );
    assert_eq!(violations.as_slice()[0].shape(), "ns#Input$stringInHeader");
    fine(|v| v.required("x", &Some(1), "ns#Input$x"));
}

#[test]
fn enums() {
    let unknown: Text = "XYZ".into();
    let violations = found(move |v| v.member("string", &unknown, |v, x| v.text(x, &ENUM)));
    assert_eq!(
        violations.as_slice()[0].to_string(),
        "Value at '/string' failed to satisfy constraint: Member must satisfy enum value set: [abc]"
    );
    assert_eq!(
        violations.as_slice()[0].actual(),
        &Actual::Value("XYZ".to_owned())
    );
    fine(|v| {
        v.text(&Text::Hidden, &ENUM);
        v.text(&Text::Abc, &ENUM);
        v.int_enum(&Number::One, &PLAIN);
    });
    let violations = found(|v| {
        v.member("n", &rt::int_from_i32::<Number>(9), |v, x| {
            v.int_enum(x, &PLAIN)
        })
    });
    assert!(
        violations
            .to_string()
            .ends_with("Member must satisfy enum value set: [1, 7]")
    );
}

/// `^[a-m]+$`: written by hand in the form of `runtime/src/pattern.rs`.
fn a_to_m() -> Vec<u8> {
    let mut bytes = vec![1, 2, 1, 0, 2, 0, 2, 0, 0, 0, 1, 0];
    bytes.extend((0..128_u8).map(|byte| u8::from((b'a'..=b'm').contains(&byte))));
    bytes.extend([1, 0, 0, 0, 1, 0, 3, 0]);
    bytes.extend([0, 1, 0, 2]);
    bytes.extend([0, 0x80, 0, 0]);
    bytes
}

#[test]
fn patterns() {
    let pattern = Box::leak(Box::new(rt::Pattern::new("^[a-m]+$", a_to_m().leak())));
    let constraints = Box::leak(Box::new(rt::Constraints::new("ns#P").pattern(pattern)));
    let constraints: &'static rt::Constraints = constraints;
    let secret: &'static rt::Constraints = Box::leak(Box::new(constraints.sensitive()));
    let sentence = "Value at '/string' failed to satisfy constraint: Member must satisfy regular \
                    expression pattern: ^[a-m]+$";
    for text in ["ABC", "xyz", "", "abcn", "aé"] {
        let violations = found(move |v| v.member("string", text, |v, x| v.string(x, constraints)));
        assert_eq!(violations.as_slice()[0].to_string(), sentence);
        assert_eq!(
            violations.as_slice()[0].actual(),
            &Actual::Value(text.to_owned())
        );
        let violations = found(move |v| v.member("string", text, |v, x| v.string(x, secret)));
        assert_eq!(violations.as_slice()[0].to_string(), sentence);
        assert_eq!(violations.as_slice()[0].actual(), &Actual::Redacted);
    }
    fine(move |v| v.string("abcm", constraints));
}

#[test]
fn lists_and_maps() {
    let violations = found(|v| {
        v.member("list", &vec!["a".to_owned()], |v, x| {
            v.list(x, &LENGTH, |v, x| v.string(x, &LENGTH));
        });
    });
    let pointers: Vec<&str> = violations
        .iter()
        .map(|violation| violation.pointer())
        .collect();
    assert_eq!(pointers, ["/list", "/list/0"]);
    assert!(
        violations
            .to_string()
            .starts_with("2 validation errors detected. Value with length 1 at '/list' ")
    );
    assert!(
        violations
            .to_string()
            .contains("inclusive; Value with length 1 at '/list/0' ")
    );

    let map = Map::from([("k".to_owned(), 1), ("a/b~c".to_owned(), 9)]);
    let violations = found(move |v| {
        v.member("map", &map, |v, x| {
            v.map(
                x,
                &LENGTH,
                |v, k| v.string(k, &LENGTH),
                |v, x| v.int(*x, &RANGE),
            );
        });
    });
    let pointers: Vec<&str> = violations
        .iter()
        .map(|violation| violation.pointer())
        .collect();
    assert_eq!(pointers, ["/map", "/map/k", "/map/a~1b~0c"]);

    let violations = found(|v| {
        v.sparse_list(&[None, Some(1_i32)], &PLAIN, |v, x| v.int(*x, &RANGE));
        let map = Map::from([("x".to_owned(), None), ("y".to_owned(), Some(1_i32))]);
        v.sparse_map(
            &map,
            &PLAIN,
            |v, k| v.string(k, &PLAIN),
            |v, x| v.int(*x, &RANGE),
        );
    });
    let pointers: Vec<&str> = violations
        .iter()
        .map(|violation| violation.pointer())
        .collect();
    assert_eq!(pointers, ["/1", "/y"]);
}

#[test]
fn nested_pointers() {
    let violations = found(|v| {
        let inner = Probe(Box::new(|v| {
            v.member("string", "a", |v, x| v.string(x, &LENGTH))
        }));
        let middle = Probe(Box::new(move |v| {
            v.opt("union", &Some(()), |v, ()| v.object(&inner))
        }));
        v.opt("union", &Some(Box::new(middle)), |v, x| v.boxed(x));
        v.opt("absent", &None::<i32>, |v, x| v.int(*x, &RANGE));
    });
    assert_eq!(violations.as_slice()[0].pointer(), "/union/union/string");
}

#[test]
fn unique_items() {
    fn unique(list: Vec<String>) -> Result<(), Violations> {
        validate(&Probe(Box::new(move |v| {
            v.member("set", &list, |v, x| {
                v.unique(x, &UNIQUE, rt::Writer::string)
            });
        })))
    }
    let numbered = |count: usize| (0..count).map(|n| n.to_string()).collect::<Vec<_>>();
    for count in [0, 1, 2, 16, 17, 5000] {
        assert!(unique(numbered(count)).is_ok(), "{count}");
        let mut list = numbered(count);
        list.extend(list.last().cloned());
        assert_eq!(unique(list).is_err(), count > 0, "{count}");
    }
    let violations = unique(vec!["abc".to_owned(); 2]).unwrap_err();
    assert_eq!(
        violations.as_slice()[0].to_string(),
        "Value at '/set' failed to satisfy constraint: Member must have unique values"
    );
    fine(|v| v.unique(&[1, 1], &PLAIN, rt::Writer::i32));
}

#[test]
fn sensitive_values_are_not_kept() {
    let violations = found(|v| {
        v.int(1, &SECRET);
        v.list(&[1], &SECRETS, |v, x| v.int(*x, &RANGE));
        v.sensitive(|v| v.int(1, &RANGE));
        let map = Map::from([("hunter2".to_owned(), 1)]);
        v.map(&map, &SECRET_KEYS, |_, _| (), |v, x| v.int(*x, &RANGE));
        v.map(&map, &SECRETS, |_, _| (), |v, x| v.int(*x, &RANGE));
    });
    let actual: Vec<&Actual> = violations
        .iter()
        .map(|violation| violation.actual())
        .collect();
    let shown = Actual::Value("1".to_owned());
    let redacted = Actual::Redacted;
    assert_eq!(actual, [&redacted, &redacted, &redacted, &shown, &redacted]);
    assert!(!format!("{violations} {violations:?}").contains("hunter2"));
    assert_eq!(violations.as_slice()[3].pointer(), "/*");
}
