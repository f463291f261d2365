//! One document, read by our reader in every way and by serde_json. The fuzz target `json` runs the same code.
//!
//! # What our reader accepts
//! Exactly the texts of RFC 8259's grammar in UTF-8, but for the limits that its section 9 leaves to an implementation:
//!
//! - arrays and objects are nested at most [`rt::MAX_DEPTH`] deep (serde_json: one level less);
//! - strings hold Unicode: an escape that is half of a surrogate pair without the other half is refused, also in what
//!   is skipped, because no Rust string can hold it and a replacement would change the value without a word (section
//!   8.2 calls what such texts do unpredictable; serde_json refuses them too).
//!
//! Numbers are not limited: a document keeps `1e400`, which serde_json refuses, as it stands.
//!
//! # How that is shown
//! The grammar is judged by serde_json as well: what it skips ([`IgnoredAny`]) it checks in full, apart from UTF-8, and
//! without limits. The two limits are found here by a scan that shares nothing with the reader.

#![allow(unreachable_pub, reason = "the crate of the fuzz targets exports it")]

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use shapewright_runtime::codegen as rt;
use shapewright_runtime::{BigDecimal, BigInteger, Document, Timestamp, file};

/// What a document turned out to be; what does not say otherwise, our reader and serde_json agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Accepted, with equal values.
    Accepted,
    /// No JSON.
    Refused,
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// Deeper than we allow, which serde_json allows no more.
    TooDeep,
    /// As deep as we allow; serde_json refuses it.
    DeepestOnlyOurs,
    /// A number that no double can hold; serde_json refuses it.
    HugeNumberOnlyOurs,
}

/// Compares a document, and an object that has it as a member that nobody knows.
///
/// # Panics
/// A difference that no rule explains.
pub fn compare(json: &[u8]) -> Verdict {
    let verdict = judge(json);
    check(json, verdict);
    let inside = [br#"{"known":1,"x":"#, json, b"}"].concat();
    check(&inside, judge(&inside));
    verdict
}

/// The judgement of serde_json and of the scan.
fn judge(json: &[u8]) -> Verdict {
    let value = serde_json::from_slice::<Value>(json).is_ok();
    let text = std::str::from_utf8(json).ok();
    let Some(text) = text.filter(|text| serde_json::from_str::<IgnoredAny>(text).is_ok()) else {
        assert!(!value, "serde_json accepts {}", json.escape_ascii());
        return Verdict::Refused;
    };
    let scan = Scan::of(text);
    let verdict = if scan.lone_surrogate {
        Verdict::LoneSurrogate
    } else if scan.depth > rt::MAX_DEPTH {
        Verdict::TooDeep
    } else if scan.depth == rt::MAX_DEPTH {
        Verdict::DeepestOnlyOurs
    } else if scan.huge_number {
        Verdict::HugeNumberOnlyOurs
    } else {
        Verdict::Accepted
    };
    assert_eq!(value, verdict == Verdict::Accepted, "{text:?}: {verdict:?}");
    verdict
}

/// Reads a document in every way.
fn check(json: &[u8], verdict: Verdict) {
    let show = || json.escape_ascii();
    let accepted = !matches!(
        verdict,
        Verdict::Refused | Verdict::LoneSurrogate | Verdict::TooDeep
    );
    let document = read(json, rt::Reader::document, Document::Null);
    assert_eq!(document.is_ok(), accepted, "{}: {document:?}", show());
    let skipped = read(json, |r, ()| r.skip(), ());
    assert_eq!(skipped.is_ok(), accepted, "{}: skipped", show());
    let value = serde_json::from_slice::<Value>(json).ok();
    if let (Ok(document), Some(value)) = (&document, &value) {
        assert!(same(document, value), "{}: {document:?}", show());
        rewritten(document, value);
    }
    structures(json, document.as_ref().ok());
    let item = |r: &mut rt::Reader<'_>, x: &mut Document| r.document(x);
    typed(
        json,
        |r, x| r.sparse_list(x, item),
        |ours: &Vec<Option<Document>>, theirs: &Vec<Value>| {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .zip(theirs)
                    .all(|(a, b)| same(a.as_ref().unwrap_or(&Document::Null), b))
        },
    );
    typed(
        json,
        |r, x| r.sparse_map(x, item),
        |ours: &rt::Map<String, Option<Document>>, theirs: &BTreeMap<String, Value>| {
            ours.len() == theirs.len()
                && ours.iter().all(|(key, a)| {
                    theirs
                        .get(key)
                        .is_some_and(|b| same(a.as_ref().unwrap_or(&Document::Null), b))
                })
        },
    );
    typed(
        json,
        rt::Reader::string,
        |ours: &String, theirs: &String| ours == theirs,
    );
    typed(json, rt::Reader::bool, |ours: &bool, theirs: &bool| {
        ours == theirs
    });
    numbers(json, document.ok());
}

fn read<'j, T>(
    json: &'j [u8],
    value: impl Fn(&mut rt::Reader<'j>, &mut T) -> rt::ReadResult,
    mut out: T,
) -> Result<T, rt::ReadError> {
    let mut reader = rt::Reader::new(json, rt::Form::Wire);
    value(&mut reader, &mut out)?;
    reader.finish()?;
    Ok(out)
}

/// A typed reader accepts what serde_json reads into the same type. A document beyond serde_json's limits says nothing.
fn typed<'j, T: rt::Blank, U: DeserializeOwned>(
    json: &'j [u8],
    value: impl Fn(&mut rt::Reader<'j>, &mut T) -> rt::ReadResult,
    same: impl Fn(&T, &U) -> bool,
) {
    let ours = read(json, value, T::blank());
    match (&ours, serde_json::from_slice::<U>(json)) {
        (Ok(ours), Ok(theirs)) => assert!(same(ours, &theirs), "{}", json.escape_ascii()),
        (Err(_), Err(_)) => {}
        (Err(error), Ok(_)) => panic!("{}: {error}", json.escape_ascii()),
        (Ok(_), Err(error)) => {
            let verdict = judge(json);
            let explained = [Verdict::DeepestOnlyOurs, Verdict::HugeNumberOnlyOurs];
            assert!(
                explained.contains(&verdict),
                "{}: {error}",
                json.escape_ascii()
            );
        }
    }
}

/// Typed numbers, where one of them stands alone.
fn numbers(json: &[u8], document: Option<Document>) {
    let number = match document {
        Some(Document::Number(number)) => Some(number.as_str().to_owned()),
        _ => None,
    };
    let show = || json.escape_ascii();
    let finite = number
        .as_ref()
        .and_then(|text| text.parse::<f64>().ok())
        .filter(|x| x.is_finite());
    if !json.contains(&b'"') {
        let ours = read(json, rt::Reader::f64, 0.0).ok();
        assert_eq!(
            ours.map(f64::to_bits),
            finite.map(f64::to_bits),
            "{}: f64",
            show()
        );
    }
    let exponent = number.as_ref().and_then(|text| text.split_once(['e', 'E']));
    let digits = exponent.map_or(0, |(_, it)| it.trim_start_matches(['+', '-', '0']).len());
    let decimal = read(json, rt::Reader::big_decimal, BigDecimal::default());
    assert_eq!(
        decimal.is_ok(),
        number.is_some() && digits <= 17,
        "{}: decimal",
        show()
    );
    let integer = read(json, rt::Reader::i64, 0).ok();
    let big = read(json, rt::Reader::big_integer, BigInteger::default()).ok();
    match serde_json::from_slice::<i64>(json) {
        Ok(theirs) => assert_eq!(integer, Some(theirs), "{}: i64", show()),
        // `1e2`, `1.0` and `-0` are integers to us.
        Err(_) => assert!(
            integer.is_none()
                || number.is_some_and(|it| it == "-0" || it.contains(['.', 'e', 'E'])),
            "{}: i64",
            show()
        ),
    }
    if let Some(integer) = integer {
        assert_eq!(big, Some(integer.into()), "{}: big integer", show());
    }
    let time = read(json, rt::Reader::epoch_seconds, Timestamp::default());
    if let Some(secs) = integer {
        assert_eq!(
            time.ok(),
            Some(Timestamp::from_secs(secs)),
            "{}: timestamp",
            show()
        );
    }
}

/// Structures with a known member; the others are skipped.
fn structures(json: &[u8], document: Option<&Document>) {
    let object = document.and_then(Document::as_object);
    let wire = read(json, rt::Reader::object, Probe(None));
    assert_eq!(
        wire.is_ok(),
        object.is_some(),
        "{}: structure",
        json.escape_ascii()
    );
    let file = file::from_slice_with_unknown::<Probe>(json);
    assert_eq!(
        file.is_ok(),
        object.is_some(),
        "{}: file form",
        json.escape_ascii()
    );
    if let (Ok(wire), Ok((file, unknown)), Some(object)) = (wire, file, object) {
        assert_eq!(wire, file);
        // Null is the same as absent; of two members of one name the last that is not null wins.
        let known = object.get("known").filter(|it| !it.is_null());
        assert!(
            known.is_none() || wire.0.as_ref() == known,
            "{}",
            json.escape_ascii()
        );
        let others = object.keys().filter(|key| *key != "known").count();
        assert!(unknown.len() >= others.min(10_000), "{unknown:?}");
    }
}

/// What we write reads back, in both.
fn rewritten(document: &Document, value: &Value) {
    let mut writer = rt::Writer::new(Vec::new(), rt::Form::Wire);
    writer.document(document);
    let written = writer.finish().expect("what was read can be written");
    assert_eq!(
        read(&written, rt::Reader::document, Document::Null).as_ref(),
        Ok(document)
    );
    assert_eq!(
        serde_json::from_slice::<Value>(&written).ok().as_ref(),
        Some(value)
    );
}

/// Whether a document is what serde_json read.
fn same(ours: &Document, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Document::Null, Value::Null) => true,
        (Document::Bool(ours), Value::Bool(theirs)) => ours == theirs,
        (Document::String(ours), Value::String(theirs)) => ours == theirs,
        (Document::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        }
        (Document::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .all(|(key, a)| theirs.get(key).is_some_and(|b| same(a, b)))
        }
        (Document::Number(ours), Value::Number(theirs)) => {
            if let Some(theirs) = theirs.as_u64() {
                return ours.as_u64() == Some(theirs);
            }
            if let Some(theirs) = theirs.as_i64() {
                return ours.as_i64() == Some(theirs);
            }
            let (ours, theirs) = (ours.as_f64(), theirs.as_f64());
            // Without its feature `float_roundtrip` serde_json may be off by the last bit.
            ours.zip(theirs)
                .is_some_and(|(a, b)| a == b || (a - b).abs() <= a.abs() * 1e-15)
        }
        _ => false,
    }
}

/// What limits are about, in a text that is JSON.
#[derive(Default)]
struct Scan {
    depth: usize,
    lone_surrogate: bool,
    huge_number: bool,
}

impl Scan {
    fn of(text: &str) -> Self {
        let mut scan = Self::default();
        let mut depth = 0usize;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let after = &rest[first.len_utf8()..];
            rest = match first {
                '"' => scan.string(after),
                '[' | '{' => {
                    depth += 1;
                    scan.depth = scan.depth.max(depth);
                    after
                }
                ']' | '}' => {
                    depth -= 1;
                    after
                }
                '-' | '0'..='9' => {
                    let number = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
                    let end = rest.find(|c| !number(c)).unwrap_or(rest.len());
                    let value: f64 = rest[..end].parse().expect("a number");
                    scan.huge_number |= value.is_infinite();
                    &rest[end..]
                }
                _ => after,
            };
        }
        scan
    }

    /// Passes a string behind its quote.
    fn string<'t>(&mut self, mut rest: &'t str) -> &'t str {
        let unit = |text: &str| u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok();
        loop {
            let at = rest.find(['"', '\\']).expect("a string ends");
            rest = &rest[at..];
            let Some(first) = unit(rest) else {
                // A quote ends it; after a backslash there is one more character.
                match rest.strip_prefix('"') {
                    Some(after) => return after,
                    None => rest = &rest[2..],
                }
                continue;
            };
            rest = &rest[6..];
            match (first, unit(rest)) {
                (0xd800..=0xdbff, Some(0xdc00..=0xdfff)) => rest = &rest[6..],
                (0xd800..=0xdfff, _) => self.lone_surrogate = true,
                _ => {}
            }
        }
    }
}

/// A structure of one document.
#[derive(Debug, PartialEq)]
struct Probe(Option<Document>);

static PROBE: rt::Keys = rt::Keys {
    shape: "example#Probe",
    wire: &["\"known\":"],
    file: &["\"known\":"],
    required: &[],
    union: false,
};

impl rt::Blank for Probe {
    fn blank() -> Self {
        Self(None)
    }
}

impl rt::Shape for Probe {
    fn keys(&self) -> &'static rt::Keys {
        &PROBE
    }

    fn read_member(&mut self, index: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult {
        match index {
            0 => r.opt(&mut self.0, rt::Reader::document),
            _ => r.skip(),
        }
    }

    fn write_members(&self, w: &mut rt::Writer<'_>) {
        w.opt(0, PROBE.wire[0], &self.0, rt::Writer::document);
    }
}
