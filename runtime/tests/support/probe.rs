//! An operation whose input says how it is bound.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "helpers of tests, each of which uses a part"
)]

use shapewright_runtime::codegen as rt;
use shapewright_runtime::{Body, Endpoint, FixedToken, Operation, RequestError};

/// What a test's operation does with the request.
pub(crate) type Bind = fn(&mut rt::RequestWriter<'_>);

/// Any operation: the input says how it is bound.
pub(crate) struct Probe;

pub(crate) static INFO: rt::OperationInfo = rt::OperationInfo {
    name: "Probe",
    service: "Test",
    shape: "test#Probe",
    readonly: false,
    idempotent: false,
};

pub(crate) enum NoError {}

impl rt::ModeledError for NoError {
    const ERRORS: &'static [rt::ErrorInfo] = &[];
    fn read(_: usize, _: &mut rt::ResponseReader<'_>) -> Result<Self, rt::ReadError> {
        Err(rt::ReadError::other("no such error"))
    }
    fn other(_: rt::OtherError) -> Self {
        unreachable!("no response in these tests")
    }
}

pub(crate) struct Nothing;

impl rt::FromResponse for Nothing {
    fn from_response(_: &mut rt::ResponseReader<'_>) -> Result<Self, rt::ReadError> {
        Ok(Self)
    }
}

impl Operation for Probe {
    type Input = Bind;
    type Output = Nothing;
    type Error = NoError;
    const INFO: &'static rt::OperationInfo = &INFO;
    fn write_request(input: &Bind, q: &mut rt::RequestWriter<'_>) {
        input(q);
    }
}

pub(crate) fn tokens() -> FixedToken {
    FixedToken("00000000-0000-4000-8000-000000000000".to_owned())
}

pub(crate) fn send_to(endpoint: &str, bind: Bind) -> Result<http::Request<Body>, RequestError> {
    let endpoint = Endpoint::parse(endpoint).unwrap();
    Probe::request_with(&bind, &endpoint, &mut tokens())
}

pub(crate) fn send(bind: Bind) -> http::Request<Body> {
    send_to("https://example.com", bind).unwrap()
}

pub(crate) fn header<'r>(request: &'r http::Request<Body>, name: &str) -> Option<&'r str> {
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap())
}

pub(crate) fn path(bind: Bind) -> String {
    send(bind).uri().path_and_query().unwrap().to_string()
}

/// A structure of two members, the second not in the body.
pub(crate) struct Two {
    pub(crate) label: Option<String>,
    pub(crate) token: Option<String>,
}

pub(crate) static TWO: rt::Keys = rt::Keys {
    shape: "test#Two",
    wire: &["\"label\":", "\"token\":", ""],
    file: &["\"label\":", "\"token\":", "\"header\":"],
    required: &[],
    union: false,
};

impl rt::Shape for Two {
    fn keys(&self) -> &'static rt::Keys {
        &TWO
    }
    fn read_member(&mut self, _: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult {
        r.skip()
    }
    fn write_members(&self, w: &mut rt::Writer<'_>) {
        w.opt(0, TWO.wire[0], &self.label, rt::Writer::string);
        w.token(1, TWO.wire[1], &self.token);
    }
}

pub(crate) struct NoTokens;

impl rt::TokenProvider for NoTokens {
    fn token(&mut self) -> Result<String, rt::TokenError> {
        Err(rt::TokenError::new("closed"))
    }
}
