//! The documented limits of JSON documents, at the limit and one beyond: depth and size, for reading, skipping and
//! writing, for responses, errors and files. And that what the limits do not reach stays proportional to the text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

#[path = "support/clock.rs"]
mod clock;
mod json_shapes;

use std::time::Duration;

use json_shapes::{Service, Tag, wire};
use shapewright_runtime::codegen as rt;
use shapewright_runtime::{
    Blank, Document, MAX_DEPTH, MAX_DOCUMENT, Map, ReadError, Response, ResponseError, file,
};

const TOO_LONG: &str = "the JSON document has 67108865 bytes, more than the limit of 67108864";

/// A response of one document, one of a blob; the errors are those without a model.
struct Get<T>(T);

static INFO: rt::OperationInfo = rt::OperationInfo {
    name: "Get",
    service: "Test",
    shape: "test#Get",
    readonly: true,
    idempotent: true,
};

#[derive(Debug)]
struct Failure(Option<String>);

impl rt::ModeledError for Failure {
    const ERRORS: &'static [rt::ErrorInfo] = &[];
    fn read(index: usize, _: &mut rt::ResponseReader<'_>) -> rt::Read<Self> {
        Err(rt::no_such_error(index))
    }
    fn other(error: rt::OtherError) -> Self {
        Self(error.message().map(str::to_owned))
    }
}

impl rt::FromResponse for Get<Tag> {
    fn from_response(r: &mut rt::ResponseReader<'_>) -> rt::Read<Self> {
        let mut tag = Tag::blank();
        r.object(&mut tag)?;
        Ok(Self(tag))
    }
}

impl rt::FromResponse for Get<Document> {
    fn from_response(r: &mut rt::ResponseReader<'_>) -> rt::Read<Self> {
        let mut document = Document::Null;
        r.payload_document(&mut document)?;
        Ok(Self(document))
    }
}

impl rt::FromResponse for Get<Vec<u8>> {
    fn from_response(r: &mut rt::ResponseReader<'_>) -> rt::Read<Self> {
        let mut bytes = Vec::new();
        r.payload_bytes(&mut bytes);
        Ok(Self(bytes))
    }
}

impl rt::FromResponse for Get<String> {
    fn from_response(r: &mut rt::ResponseReader<'_>) -> rt::Read<Self> {
        let mut text = String::new();
        r.payload_text(&mut text)?;
        Ok(Self(text))
    }
}

impl<T> rt::Operation for Get<T>
where
    Self: rt::FromResponse,
{
    type Input = ();
    type Output = Self;
    type Error = Failure;
    const INFO: &'static rt::OperationInfo = &INFO;
    fn write_request((): &(), _: &mut rt::RequestWriter<'_>) {}
}

fn respond<T>(status: u16, body: &[u8]) -> Result<Response<Get<T>>, ResponseError<Failure>>
where
    Get<T>: rt::FromResponse,
{
    let response = http::Response::builder().status(status).body(body).unwrap();
    <Get<T> as rt::Operation>::response(&response)
}

/// An object of that many bytes: a known and an unknown member, the rest a long string or whitespace.
fn object(size: usize, filler: u8) -> Vec<u8> {
    let (before, after) = match filler {
        b' ' => (&br#"{"Key":"k","other":[1]"#[..], &b"}"[..]),
        _ => (&br#"{"Key":"k","other":""#[..], &br#""}"#[..]),
    };
    let mut json = before.to_vec();
    json.resize(size - after.len(), filler);
    json.extend_from_slice(after);
    json
}

fn document(json: &[u8]) -> Result<Document, ReadError> {
    let mut out = Document::Null;
    let mut reader = rt::Reader::new(json, rt::Form::Wire);
    reader.document(&mut out)?;
    reader.finish()?;
    Ok(out)
}

fn skip(json: &[u8]) -> rt::ReadResult {
    let mut reader = rt::Reader::new(json, rt::Form::Wire);
    reader.skip()?;
    reader.finish()
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    [open.repeat(depth), close.repeat(depth)].concat()
}

#[test]
fn the_limits_are_public_and_what_the_documentation_says() {
    assert_eq!((MAX_DEPTH, MAX_DOCUMENT), (128, 64 * 1024 * 1024));
}

#[test]
fn a_document_may_be_as_long_as_the_limit() {
    let json = object(MAX_DOCUMENT, b'x');
    assert_eq!(json.len(), MAX_DOCUMENT);
    assert_eq!(document(&json).unwrap().get("Key"), Some(&"k".into()));
    let json = object(MAX_DOCUMENT, b' ');
    assert_eq!(document(&json).unwrap().get("Key"), Some(&"k".into()));
    skip(&json).unwrap();
    assert_eq!(wire::<Tag>(&json).unwrap().0.key, "k");
    assert_eq!(file::from_slice::<Tag>(&json).unwrap().key, "k");
    assert_eq!(respond::<Tag>(200, &json).unwrap().output.0.key, "k");
}

#[test]
fn one_byte_more_is_refused_unread_wherever_it_comes_from() {
    let json = object(MAX_DOCUMENT + 1, b'x');
    let told = |error: ReadError| {
        assert_eq!(
            (error.to_string().as_str(), error.offset()),
            (TOO_LONG, None)
        );
    };
    told(document(&json).unwrap_err());
    told(skip(&json).unwrap_err());
    told(wire::<Tag>(&json).unwrap_err());
    told(file::from_slice::<Tag>(&json).unwrap_err());
    told(file::from_slice_with_unknown::<Tag>(&json).unwrap_err());
    for error in [
        respond::<Tag>(200, &json).err().unwrap(),
        respond::<Document>(200, &json).err().unwrap(),
    ] {
        assert_eq!(
            error.to_string(),
            format!("Get: the response cannot be read: {TOO_LONG} (HTTP 200)")
        );
    }
    // Whatever the type, and whatever the bytes: nothing of them is looked at.
    let mut reader = rt::Reader::new(&json, rt::Form::Wire);
    told(reader.string(&mut String::new()).unwrap_err());
    told(reader.i64(&mut 0).unwrap_err());
    told(reader.f64(&mut 0.0).unwrap_err());
    told(reader.bool(&mut false).unwrap_err());
    told(reader.epoch_seconds(&mut Default::default()).unwrap_err());
    told(reader.list(&mut Vec::new(), rt::Reader::i64).unwrap_err());
    told(
        reader
            .map(&mut Map::<String, i64>::new(), rt::Reader::i64)
            .unwrap_err(),
    );
    told(skip(&vec![0xff; MAX_DOCUMENT + 1]).unwrap_err());
}

#[test]
fn an_error_response_beyond_the_limit_is_an_error_without_code_and_message() {
    let body = |size: usize| {
        let mut body = br#"{"message":"m","other":""#.to_vec();
        body.resize(size - 2, b'x');
        body.extend_from_slice(b"\"}");
        body
    };
    let message = |size| match respond::<Tag>(500, &body(size)) {
        Err(ResponseError::Service(error)) => error.into_error().0,
        other => panic!("{:?}", other.err()),
    };
    assert_eq!(message(MAX_DOCUMENT).as_deref(), Some("m"));
    assert_eq!(message(MAX_DOCUMENT + 1), None);
}

#[test]
fn payloads_that_are_no_json_have_no_limit() {
    let bytes = vec![b'x'; MAX_DOCUMENT + 1];
    assert!(respond::<Vec<u8>>(200, &bytes).unwrap().output.0 == bytes);
    assert_eq!(
        respond::<String>(200, &bytes).unwrap().output.0.len(),
        bytes.len()
    );
}

#[test]
fn a_document_beyond_the_limit_is_not_written() {
    let text = "x".repeat(MAX_DOCUMENT - 2);
    let write = |before: &[u8], text: &str| {
        let mut writer = rt::Writer::new(before.to_vec(), rt::Form::Wire);
        writer.string(text);
        writer.finish()
    };
    assert_eq!(write(b"", &text).unwrap().len(), MAX_DOCUMENT);
    // What the buffer held before is not of the document.
    assert_eq!(write(b"12345", &text).unwrap().len(), MAX_DOCUMENT + 5);
    let error = write(b"", &(text + "x")).unwrap_err();
    assert_eq!(error.to_string(), TOO_LONG);
}

#[test]
fn as_deep_as_the_limit_and_one_level_more() {
    let message = "arrays and objects are nested deeper than 128";
    for (open, close) in [("[", "]"), ("[0,{\"a\":", "}]")] {
        let per = open.matches(['[', '{']).count();
        let json = |extra: usize| {
            let inside = if per == 1 {
                String::new()
            } else {
                "0".to_owned()
            };
            let depth = MAX_DEPTH / per;
            let deep = [open.repeat(depth), inside, close.repeat(depth)].concat();
            format!("{}{deep}{}", "[".repeat(extra), "]".repeat(extra))
        };
        assert_eq!(document(json(1).as_bytes()).unwrap_err().message(), message);
        assert_eq!(skip(json(1).as_bytes()).unwrap_err().message(), message);
        skip(json(0).as_bytes()).unwrap();
        let deepest = document(json(0).as_bytes()).unwrap();
        let mut writer = rt::Writer::new(Vec::new(), rt::Form::Wire);
        writer.document(&deepest);
        assert_eq!(document(&writer.finish().unwrap()).unwrap(), deepest);
        let mut writer = rt::Writer::new(Vec::new(), rt::Form::File);
        writer.document(&Document::Array(vec![deepest]));
        assert_eq!(writer.finish().unwrap_err().message(), message);
    }
    // Inside of a structure its own level counts.
    let inside = |depth| format!(r#"{{"Key":"k","x":{}}}"#, nested("[", "]", depth));
    for depth in [MAX_DEPTH - 1, MAX_DEPTH] {
        let fits = depth < MAX_DEPTH;
        assert_eq!(wire::<Tag>(inside(depth)).is_ok(), fits);
        assert_eq!(
            file::from_slice::<Tag>(inside(depth).as_bytes()).is_ok(),
            fits
        );
        assert_eq!(respond::<Tag>(200, inside(depth).as_bytes()).is_ok(), fits);
    }
}

#[test]
fn structures_as_deep_as_the_limit_are_written_and_one_level_more_is_not() {
    let chain = |depth: usize| {
        (1..depth).fold(Service::blank(), |child, _| Service {
            child: Some(Box::new(child)),
            ..Service::blank()
        })
    };
    // A service holds a tag, which is one level below.
    let (fits, beyond) = (chain(MAX_DEPTH - 1), chain(MAX_DEPTH));
    let written = file::to_vec(&fits).unwrap();
    assert_eq!(file::from_slice::<Service>(&written).unwrap(), fits);
    let error = file::to_vec(&beyond).unwrap_err();
    assert_eq!(
        error.message(),
        "arrays and objects are nested deeper than 128"
    );
}

/// Pointers repeat what stands above a value: a long key over many of them must not multiply.
#[test]
fn corrections_take_memory_in_proportion_to_the_text() {
    let key = "k".repeat(100_000);
    let json = format!(r#"{{"{key}":[{}{{}}]}}"#, "{},".repeat(9_999));
    let mut out: Map<String, Vec<Tag>> = Map::new();
    let mut reader = rt::Reader::new(json.as_bytes(), rt::Form::Wire);
    reader
        .map(&mut out, |r, x| r.list(x, rt::Reader::object))
        .unwrap();
    let corrections = reader.take_corrections();
    let total: usize = corrections.iter().map(String::len).sum();
    assert!(total < 20 * json.len() + 200_000, "{total}");
    // Those that are told are whole.
    assert_eq!(corrections[0], format!("/{key}/0/Key"));
    assert!(
        corrections
            .iter()
            .all(|pointer| pointer.starts_with(&format!("/{key}/")))
    );
    // Ordinary ones are all there.
    let json = format!("[{}{{}}]", "{},".repeat(999));
    let mut reader = rt::Reader::new(json.as_bytes(), rt::Form::Wire);
    reader
        .list(&mut Vec::<Tag>::new(), rt::Reader::object)
        .unwrap();
    assert_eq!(reader.take_corrections().len(), 1000);
}

/// A megabyte of each: anything that takes the square of its length would take many minutes.
#[test]
fn nothing_takes_more_than_time_in_proportion_to_the_text() {
    const SIZE: usize = 1 << 20;
    let repeated = |before: &str, unit: &str, after: &str| {
        [before, &unit.repeat(SIZE / unit.len()), after]
            .concat()
            .into_bytes()
    };
    let keys: String = (0..80_000).map(|n| format!("\"{n}\":0,")).collect();
    let texts = [
        repeated("[", "0,", "0]"),
        repeated("[", "[],", "0]"),
        repeated("{", "\"a\":0,", "\"b\":0}"),
        format!("{{{keys}\"b\":0}}").into_bytes(),
        repeated("\"", "\\n", "\""),
        repeated("\"", "\\ud83d\\ude00", "\""),
        repeated("", "1", ""),
        repeated("0.", "0", "1"),
        repeated("1e", "0", "1"),
        repeated("[", " ", "]"),
        repeated("{\"Key\":\"k\",", "\"Key\":\"x\",", "\"y\":0}"),
        repeated("{\"Key\":\"k\",", "\"\\u004bey\":\"x\",", "\"y\":0}"),
        repeated("[", "{\"Key\":1e9999},", "{}]"),
        repeated("{\"a\":[", "{\"Key\":\"\"},", "{}]}"),
    ];
    for json in texts {
        let start = clock::spent();
        let _ = document(&json);
        let _ = skip(&json);
        let _ = wire::<Tag>(&json);
        let _ = file::from_slice_with_unknown::<Tag>(&json);
        let mut reader = rt::Reader::new(&json, rt::Form::Wire);
        let _ = reader.list(&mut Vec::<Tag>::new(), rt::Reader::object);
        let mut reader = rt::Reader::new(&json, rt::Form::Wire);
        let _ = reader
            .i64(&mut 0)
            .and_then(|()| reader.big_decimal(&mut Default::default()));
        let mut reader = rt::Reader::new(&json, rt::Form::Wire);
        let _ = reader.epoch_seconds(&mut Default::default());
        let took = clock::spent() - start;
        let shown = String::from_utf8_lossy(&json[..20]);
        assert!(took < Duration::from_secs(20), "{shown}…: {took:?}");
    }
}
