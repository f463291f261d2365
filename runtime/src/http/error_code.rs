//! What the head of an error response says, before its structure is known.

use http::HeaderMap;

use crate::error::ErrorKind;
use crate::json::{Form, ReadResult, Reader, Writer};
use crate::shape::{Keys, Shape};
use crate::types::Document;

/// Code and message of an error, from wherever the protocol puts them.
#[derive(Debug, Default)]
pub(crate) struct ErrorHead {
    /// The error's shape name; None where nothing says it.
    pub(crate) code: Option<String>,
    /// The message.
    pub(crate) message: Option<String>,
}

impl ErrorHead {
    /// Reads header and body. A body that is not JSON, such as a proxy's page, has neither.
    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let mut found = Body::default();
        let mut reader = Reader::new(body, Form::Wire);
        if reader.shape(&mut found).is_err() {
            found = Body::default();
        }
        let header = headers
            .get("x-amzn-errortype")
            .and_then(|value| value.to_str().ok());
        let places = [DUNDER_TYPE, CODE, UPPER_CODE].map(|place| found.text(&[place]));
        let code = [header]
            .into_iter()
            .chain(places)
            .flatten()
            .map(shape_name)
            .find(|code| !code.is_empty())
            .map(str::to_owned);
        let message = found
            .text(&[MESSAGE, UPPER_MESSAGE, ERROR_MESSAGE])
            .map(str::to_owned);
        Self { code, message }
    }
}

/// The name alone of `namespace#Name:http://…`: what is before the first colon, of that what is after the first `#`
/// (Smithy 2.0, "Operation error serialization" of each protocol).
fn shape_name(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or(code);
    code.split_once('#').map_or(code, |(_, name)| name).trim()
}

/// What an awsQuery-compatible service says in `x-amzn-query-error`: `Code;Fault` (Smithy 2.0,
/// "awsQueryCompatible trait").
#[derive(Debug)]
pub(crate) struct QueryError {
    /// The code that the error has in the query protocol.
    pub(crate) code: String,
    /// Whose fault it is, where that is said.
    pub(crate) kind: Option<ErrorKind>,
}

impl QueryError {
    /// Reads the header; None where it is missing or has no code.
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let header = headers.get("x-amzn-query-error")?.to_str().ok()?;
        let (code, fault) = header.split_once(';').unwrap_or((header, ""));
        let code = code.trim().to_owned();
        let kind = match fault.trim() {
            "Sender" => Some(ErrorKind::Client),
            "Receiver" => Some(ErrorKind::Server),
            _ => None,
        };
        (!code.is_empty()).then_some(Self { code, kind })
    }
}

const DUNDER_TYPE: usize = 0;
const CODE: usize = 1;
const UPPER_CODE: usize = 2;
const MESSAGE: usize = 3;
const UPPER_MESSAGE: usize = 4;
const ERROR_MESSAGE: usize = 5;

static NAMES: [&str; 6] = [
    "\"__type\":",
    "\"code\":",
    "\"Code\":",
    "\"message\":",
    "\"Message\":",
    "\"errorMessage\":",
];

static KEYS: Keys = Keys {
    shape: "smithy.api#Error",
    wire: &NAMES,
    file: &NAMES,
    required: &[],
    union: false,
};

/// The members of an error body that any error may have; documents, as a modelled error's own members
/// of these names may be of any type.
#[derive(Default)]
struct Body([Option<Document>; NAMES.len()]);

impl Body {
    /// The first of these members that is a string.
    fn text(&self, members: &[usize]) -> Option<&str> {
        members
            .iter()
            .find_map(|&member| self.0[member].as_ref()?.as_str())
    }
}

impl Shape for Body {
    fn keys(&self) -> &'static Keys {
        &KEYS
    }

    fn read_member(&mut self, index: usize, r: &mut Reader<'_>) -> ReadResult {
        match self.0.get_mut(index) {
            Some(member) => r.opt(member, Reader::document),
            None => r.skip(),
        }
    }

    fn write_members(&self, _w: &mut Writer<'_>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for code in [
            "FooError",
            "FooError:http://internal.example.com/coral/",
            "aws.example#FooError",
            "aws.example#FooError:http://internal.example.com/#x",
        ] {
            assert_eq!(shape_name(code), "FooError", "{code}");
        }
        assert_eq!(shape_name("a#b#c"), "b#c");
    }

    #[test]
    fn header_before_body() {
        let body = br#"{"code":"B","__type":"a#A","message":{"x":1},"Message":"m"}"#;
        let head = ErrorHead::read(&HeaderMap::new(), body);
        assert_eq!(head.code.as_deref(), Some("A"));
        assert_eq!(head.message.as_deref(), Some("m"));
        let mut headers = HeaderMap::new();
        headers.insert("X-Amzn-Errortype", "C:x".parse().unwrap());
        assert_eq!(ErrorHead::read(&headers, body).code.as_deref(), Some("C"));
        headers.insert("X-Amzn-Errortype", ":x".parse().unwrap());
        assert_eq!(ErrorHead::read(&headers, body).code.as_deref(), Some("A"));
        let head = ErrorHead::read(&HeaderMap::new(), b"<html>Bad Gateway</html>");
        assert!(head.code.is_none() && head.message.is_none());
    }
}
