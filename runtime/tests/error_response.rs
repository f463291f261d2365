//! Responses: outputs, errors of every origin, corrections; vectors of Smithy's protocol tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use shapewright_runtime::codegen as rt;
use shapewright_runtime::{
    Blob, Document, ErrorKind, Map, Operation, Response, ResponseError, Timestamp,
};

static INFO: rt::OperationInfo = rt::OperationInfo {
    name: "CreateService",
    service: "Test",
    shape: "test#CreateService",
    readonly: false,
    idempotent: false,
};

#[derive(Debug, Default, PartialEq)]
struct Output {
    name: String,
    arn: String,
    at: Option<Timestamp>,
    list: Option<Vec<i32>>,
    map: Option<Map<String, String>>,
    status: i32,
}

static OUTPUT: rt::Keys = rt::Keys {
    shape: "test#Output",
    wire: &["\"name\":", "", "", "", "", ""],
    file: &[
        "\"name\":",
        "\"arn\":",
        "\"at\":",
        "\"list\":",
        "\"map\":",
        "\"status\":",
    ],
    required: &[0],
    union: false,
};

impl rt::Shape for Output {
    fn keys(&self) -> &'static rt::Keys {
        &OUTPUT
    }
    fn read_member(&mut self, index: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult {
        match index {
            0 => r.string(&mut self.name),
            _ => r.skip(),
        }
    }
    fn write_members(&self, w: &mut rt::Writer<'_>) {
        w.member(0, OUTPUT.wire[0], &self.name, rt::Writer::string);
    }
}

impl rt::FromResponse for Output {
    fn from_response(r: &mut rt::ResponseReader<'_>) -> Result<Self, rt::ReadError> {
        let mut out = Self::default();
        r.header_required("X-Arn", "/arn", &mut out.arn, rt::parse::string)?;
        r.header_opt("X-At", &mut out.at, rt::parse::http_date)?;
        r.header_opt("X-List", &mut out.list, |s| {
            rt::parse::list(s, false, rt::parse::i32)
        })?;
        r.prefix_headers_opt("X-Foo-", &mut out.map)?;
        r.status_code(&mut out.status);
        r.object(&mut out)?;
        Ok(out)
    }
}

#[derive(Debug, PartialEq)]
struct Greeting {
    message: Option<String>,
}

static GREETING: rt::Keys = rt::Keys {
    shape: "test#InvalidGreeting",
    wire: &["\"Message\":"],
    file: &["\"Message\":"],
    required: &[],
    union: false,
};

impl rt::Shape for Greeting {
    fn keys(&self) -> &'static rt::Keys {
        &GREETING
    }
    fn read_member(&mut self, index: usize, r: &mut rt::Reader<'_>) -> rt::ReadResult {
        match index {
            0 => r.opt(&mut self.message, rt::Reader::string),
            _ => r.skip(),
        }
    }
    fn write_members(&self, w: &mut rt::Writer<'_>) {
        w.opt(0, GREETING.wire[0], &self.message, rt::Writer::string);
    }
}

#[derive(Debug)]
enum Failure {
    Greeting(Greeting),
    Secret,
    Other(rt::OtherError),
}

const fn info(name: &'static str, kind: ErrorKind) -> rt::ErrorInfo {
    rt::ErrorInfo {
        name,
        kind,
        status: 400,
        retryable: false,
        throttling: false,
        sensitive_message: false,
    }
}

impl rt::ModeledError for Failure {
    const ERRORS: &'static [rt::ErrorInfo] = &[
        info("InvalidGreeting", ErrorKind::Client),
        rt::ErrorInfo {
            sensitive_message: true,
            ..info("SecretError", ErrorKind::Server)
        },
    ];
    const QUERY_COMPATIBLE: bool = true;
    fn read(index: usize, r: &mut rt::ResponseReader<'_>) -> Result<Self, rt::ReadError> {
        let mut error = Greeting { message: None };
        r.object(&mut error)?;
        Ok(if index == 0 {
            Self::Greeting(error)
        } else {
            Self::Secret
        })
    }
    fn other(error: rt::OtherError) -> Self {
        Self::Other(error)
    }
}

struct CreateService;

impl Operation for CreateService {
    type Input = ();
    type Output = Output;
    type Error = Failure;
    const INFO: &'static rt::OperationInfo = &INFO;
    fn write_request(_: &(), q: &mut rt::RequestWriter<'_>) {
        q.empty_json_body();
    }
}

fn answer(
    status: u16,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Response<Output>, ResponseError<Failure>> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    CreateService::response(&response.body(body).unwrap())
}

fn failure(status: u16, headers: &[(&str, &str)], body: &str) -> rt::ServiceError<Failure> {
    match answer(status, headers, body).unwrap_err() {
        ResponseError::Service(error) => *error,
        ResponseError::Unreadable(error) => panic!("{error}"),
    }
}

#[test]
fn outputs() {
    let headers = [
        ("x-arn", "arn:1"),
        ("x-at", "Mon, 16 Dec 2019 23:48:18 GMT"),
        ("x-list", "1, 2"),
        ("x-list", "3"),
        ("X-FOO-Abc", "Abc value"),
        ("x-amzn-RequestId", "id-1"),
    ];
    let response = answer(201, &headers, "{\"name\":\"n\",\"more\":{}}").unwrap();
    assert_eq!(response.status, 201);
    assert_eq!(response.request_id.as_deref(), Some("id-1"));
    assert!(response.corrected.is_empty());
    let expected = Output {
        name: "n".to_owned(),
        arn: "arn:1".to_owned(),
        at: Some(Timestamp::from_secs(1_576_540_098)),
        list: Some(vec![1, 2, 3]),
        map: Some(Map::from([("abc".to_owned(), "Abc value".to_owned())])),
        status: 201,
    };
    assert_eq!(response.output, expected);
}

#[test]
fn missing_members_are_noted() {
    for (status, body) in [(200, "{}"), (204, ""), (299, " \n"), (200, "null")] {
        let response = answer(status, &[], body).unwrap();
        assert_eq!(response.corrected, ["/arn", "/name"]);
        assert_eq!(response.output.map, None);
    }
}

#[test]
fn broken_outputs() {
    let headers = [("x-arn", "a"), ("x-amz-request-id", "r")];
    let error = answer(200, &headers, "{\"name\":1}").unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("CreateService: the response cannot be read: at byte 8"),
        "{text}"
    );
    assert!(
        text.contains("/name") && text.ends_with("(HTTP 200, request id r)"),
        "{text}"
    );
    assert!(std::error::Error::source(&error).is_some());
    for body in ["{}x", "[]", "{\"name\":\"\\ud800\"}", "\u{feff}{}"] {
        assert!(
            matches!(
                answer(200, &headers, body),
                Err(ResponseError::Unreadable(_))
            ),
            "{body}"
        );
    }
    let error = answer(200, &[("x-at", "secret")], "{}")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("header X-At: expected a date") && !error.contains("secret"),
        "{error}"
    );
}

#[test]
fn error_codes() {
    let uri = "http://internal.amazon.com/coral/com.amazon.coral.validate/";
    for code in [
        "InvalidGreeting".to_owned(),
        format!("InvalidGreeting:{uri}"),
        format!("aws.protocoltests.restjson#InvalidGreeting:{uri}"),
        "aws.different.namespace#InvalidGreeting".to_owned(),
    ] {
        let in_body = |key: &str| format!("{{\"{key}\":\"{code}\",\"Message\":\"Hi\"}}");
        for error in [
            failure(
                400,
                &[("X-Amzn-Errortype", code.as_str())],
                "{\"Message\":\"Hi\"}",
            ),
            failure(500, &[], &in_body("code")),
            failure(500, &[], &in_body("__type")),
        ] {
            assert!(
                matches!(error.error(), Failure::Greeting(Greeting { message: Some(m) }) if m == "Hi")
            );
            assert_eq!(error.code(), Some("InvalidGreeting"));
            assert_eq!(error.message(), Some("Hi"));
            assert_eq!(error.kind(), ErrorKind::Client);
        }
    }
    let nested = "{\"__type\":\"a#InvalidGreeting\",\"ErrorDetails\":[{\"__type\":\"b#Details\"}]}";
    assert_eq!(failure(500, &[], nested).code(), Some("InvalidGreeting"));
}

#[test]
fn query_codes() {
    let headers = [("x-amzn-query-error", "Customized;Sender")];
    let error = failure(400, &headers, "{\"__type\":\"x#InvalidGreeting\"}");
    assert_eq!(error.code(), Some("Customized"));
    assert!(matches!(error.into_error(), Failure::Greeting(_)));
}

#[test]
fn sentences() {
    let headers = [
        ("x-amzn-errortype", "InvalidGreeting"),
        ("Apigw-Requestid", "abc="),
    ];
    let error = failure(400, &headers, "{\"Message\":\"Hi\"}");
    assert_eq!(
        error.to_string(),
        "CreateService: InvalidGreeting: Hi (HTTP 400, request id abc=)"
    );
    let error = failure(502, &[], "<html>Bad Gateway</html>");
    assert_eq!(
        error.to_string(),
        "CreateService: error without a code (HTTP 502)"
    );
    assert!(matches!(error.error(), Failure::Other(other) if other.code().is_none()));
    assert_eq!(error.kind(), ErrorKind::Server);
    assert!(error.is_retryable() && !error.is_throttling());
    let error = failure(301, &[], "");
    assert_eq!(error.kind(), ErrorKind::Client);
    assert!(!error.is_retryable());
}

#[test]
fn sensitive_messages_are_not_shown() {
    let error = failure(
        500,
        &[],
        "{\"code\":\"SecretError\",\"message\":\"hunter2\"}",
    );
    assert_eq!(error.message(), Some("hunter2"));
    assert_eq!(error.to_string(), "CreateService: SecretError (HTTP 500)");
    assert!(matches!(error.error(), Failure::Secret));
    assert!(!format!("{error:?}").contains("hunter2"));
    assert_eq!(error.kind(), ErrorKind::Server);
}

#[test]
fn unlisted_errors_and_throttling() {
    let body = "{\"__type\":\"com.amazon#ThrottlingException\",\"message\":\"Rate exceeded\"}";
    let error = failure(400, &[], body);
    let Failure::Other(other) = error.error() else {
        panic!("{error}")
    };
    assert_eq!(other.code(), Some("ThrottlingException"));
    assert_eq!(other.message(), Some("Rate exceeded"));
    assert!(error.is_throttling() && error.is_retryable());
    assert!(failure(429, &[], "{}").is_throttling());
    let error = answer(
        400,
        &[("x-amzn-errortype", "InvalidGreeting")],
        "{\"Message\":1}",
    )
    .unwrap_err();
    assert!(matches!(error, ResponseError::Unreadable(_)), "{error}");
}

/// Reads one payload through an operation whose output is of this type.
macro_rules! payload {
    ($body:expr, $type:ty, $blank:expr, $method:ident) => {{
        struct Payload($type);
        impl rt::FromResponse for Payload {
            fn from_response(r: &mut rt::ResponseReader<'_>) -> Result<Self, rt::ReadError> {
                let mut out: $type = $blank;
                #[allow(clippy::let_unit_value, clippy::unit_arg)]
                let done = r.$method(&mut out);
                IntoResult::into_result(done)?;
                Ok(Self(out))
            }
        }
        struct Get;
        impl Operation for Get {
            type Input = ();
            type Output = Payload;
            type Error = Failure;
            const INFO: &'static rt::OperationInfo = &INFO;
            fn write_request(_: &(), _: &mut rt::RequestWriter<'_>) {}
        }
        Get::response(&http::Response::new($body)).map(|response| response.output.0)
    }};
}

trait IntoResult {
    fn into_result(self) -> rt::ReadResult;
}
impl IntoResult for () {
    fn into_result(self) -> rt::ReadResult {
        Ok(())
    }
}
impl IntoResult for rt::ReadResult {
    fn into_result(self) -> rt::ReadResult {
        self
    }
}

#[test]
fn payloads() {
    let blob = payload!("blobby", Option<Blob>, None, payload_bytes_opt).unwrap();
    assert_eq!(blob, Some(Blob::from("blobby")));
    assert_eq!(
        payload!("", Option<Blob>, None, payload_bytes_opt).unwrap(),
        None
    );
    let default = payload!("", Blob, Blob::from("x"), payload_bytes).unwrap();
    assert_eq!(default, Blob::from("x"));
    let text = payload!("enumvalue", String, String::new(), payload_text).unwrap();
    assert_eq!(text, "enumvalue");
    assert!(payload!(b"\xff", Option<String>, None, payload_text_opt).is_err());
    let document = payload!("\"hello\"", Option<Document>, None, payload_document_opt).unwrap();
    assert_eq!(document, Some(Document::from("hello")));
    assert_eq!(
        payload!("", Option<Document>, None, payload_document_opt).unwrap(),
        None
    );
    assert!(payload!("{", Document, Document::Null, payload_document).is_err());
}
