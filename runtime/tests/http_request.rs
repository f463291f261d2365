//! Requests: bindings of every kind, with vectors of Smithy's protocol tests.

use shapewright_runtime::codegen as rt;
use shapewright_runtime::{
    Body, Document, Endpoint, FixedToken, Map, Operation, RequestError, Timestamp,
};

/// What a test's operation does with the request.
type Bind = fn(&mut rt::RequestWriter<'_>);

/// Any operation: the input says how it is bound.
struct Probe;

static INFO: rt::OperationInfo = rt::OperationInfo {
    name: "Probe",
    service: "Test",
    shape: "test#Probe",
    readonly: false,
    idempotent: false,
};

enum NoError {}

impl rt::ModeledError for NoError {
    const ERRORS: &'static [rt::ErrorInfo] = &[];
    fn read(_: usize, _: &mut rt::ResponseReader<'_>) -> Result<Self, rt::ReadError> {
        Err(rt::ReadError::other("no such error"))
    }
    fn other(_: rt::OtherError) -> Self {
        unreachable!("no response in these tests")
    }
}

struct Nothing;

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

fn tokens() -> FixedToken {
    FixedToken("00000000-0000-4000-8000-000000000000".to_owned())
}

fn send_to(endpoint: &str, bind: Bind) -> Result<http::Request<Body>, RequestError> {
    let endpoint = Endpoint::parse(endpoint).unwrap();
    Probe::request_with(&bind, &endpoint, &mut tokens())
}

fn send(bind: Bind) -> http::Request<Body> {
    send_to("https://example.com", bind).unwrap()
}

fn header<'r>(request: &'r http::Request<Body>, name: &str) -> Option<&'r str> {
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap())
}

fn path(bind: Bind) -> String {
    send(bind).uri().path_and_query().unwrap().to_string()
}

/// A structure of two members, the second not in the body.
struct Two {
    label: Option<String>,
    token: Option<String>,
}

static TWO: rt::Keys = rt::Keys {
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
        w.opt(0, &self.label, rt::Writer::string);
        w.token(1, &self.token);
    }
}

#[test]
fn labels() {
    assert_eq!(
        path(|q| {
            q.path("/FloatHttpLabels/");
            q.label("float", &f32::NEG_INFINITY);
            q.path("/");
            q.label("double", &f64::NAN);
        }),
        "/FloatHttpLabels/-Infinity/NaN"
    );
    assert_eq!(
        path(|q| {
            q.path("/HttpRequestWithGreedyLabelInPath/foo/");
            q.label("foo", "hello/escape");
            q.path("/baz/");
            q.greedy_label("baz", "there/gu y");
        }),
        "/HttpRequestWithGreedyLabelInPath/foo/hello%2Fescape/baz/there/gu%20y"
    );
    assert_eq!(
        path(|q| {
            q.path("/");
            q.label(
                "at",
                &Timestamp::from_secs(1_576_540_098).format(rt::TimestampFormat::HttpDate),
            );
        }),
        "/Mon%2C%2016%20Dec%202019%2023%3A48%3A18%20GMT"
    );
    assert_eq!(
        path(|q| q.path("/ReDosLiteral/abc/(a+)+")),
        "/ReDosLiteral/abc/(a+)+"
    );
}

#[test]
fn empty_labels_are_refused() {
    for bind in [
        (|q| q.label("vaultName", "")) as Bind,
        |q| q.greedy_label("vaultName", ""),
        |q| q.label_or("vaultName", "", ""),
    ] {
        let error = send_to("https://example.com", bind).unwrap_err();
        assert_eq!(
            error.to_string(),
            "vaultName is part of the path and must not be empty"
        );
    }
    assert_eq!(
        path(|q| {
            q.path("/");
            q.label_or("accountId", "", "-");
            q.path("/vaults/");
            q.label_or("vaultName", "bar", "-");
        }),
        "/-/vaults/bar"
    );
}

#[test]
fn query_strings() {
    let reserved: Bind = |q| {
        q.path("/x");
        q.query("String", " %:/?#[]@!$&'()*+,;=\u{1f639}");
    };
    assert_eq!(
        path(reserved),
        "/x?String=%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9"
    );
    assert_eq!(
        path(|q| {
            q.path("/ConstantQueryString/hi");
            q.query_literal("foo=bar");
            q.query_literal("hello");
        }),
        "/ConstantQueryString/hi?foo=bar&hello"
    );
    assert_eq!(
        path(|q| {
            q.query("Empty", "");
            q.query_list("StringList", ["a", "b"]);
            q.query_list("None", [] as [i32; 0]);
            q.query("Boolean", &false);
        }),
        "/?Empty=&StringList=a&StringList=b&Boolean=false"
    );
}

#[test]
fn named_parameters_win_over_maps() {
    assert_eq!(
        path(|q| {
            q.query_literal("lit=1");
            q.query("corge", "named");
            q.query_params_lists(&Map::from([
                ("baz".to_owned(), vec!["bar".to_owned(), "qux".to_owned()]),
                ("corge".to_owned(), vec!["map".to_owned()]),
                ("lit".to_owned(), vec!["map".to_owned()]),
            ]));
        }),
        "/?lit=1&corge=named&baz=bar&baz=qux"
    );
    assert_eq!(
        path(|q| {
            q.query_list("bar", ["named"]);
            let map = [("bar", "fromMap"), ("q u", "also&")];
            q.query_params(
                &map.into_iter()
                    .map(|(k, v)| (k.to_owned(), v.to_owned()))
                    .collect(),
            );
        }),
        "/?bar=named&q%20u=also%26"
    );
}

#[test]
fn tokens_fill_what_is_unset() {
    let request = send(|q| {
        q.query_token("token", &None);
        q.query_token("set", &Some("mine".to_owned()));
        q.header_token("X-Token", &None);
        q.json_body(&Two {
            label: None,
            token: None,
        });
    });
    let query = request.uri().query().unwrap();
    assert_eq!(query, "token=00000000-0000-4000-8000-000000000000&set=mine");
    assert_eq!(
        header(&request, "x-token"),
        Some("00000000-0000-4000-8000-000000000000")
    );
    assert_eq!(
        request.body().as_bytes(),
        b"{\"token\":\"00000000-0000-4000-8000-000000000000\"}"
    );

    let mut count = 0;
    let mut counting = || {
        count += 1;
        format!("token-{count}")
    };
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let bind: Bind = |q| q.query_token("token", &None);
    let request = Probe::request_with(&bind, &endpoint, &mut counting).unwrap();
    assert_eq!(request.uri().query(), Some("token=token-1"));
}

struct NoTokens;

impl rt::TokenProvider for NoTokens {
    fn token(&mut self) -> Result<String, rt::TokenError> {
        Err(rt::TokenError::new("closed"))
    }
}

#[test]
fn a_source_of_tokens_may_fail() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    for bind in [(|q| q.query_token("t", &None)) as Bind, |q| {
        q.json_body(&Two {
            label: None,
            token: None,
        })
    }] {
        let error = Probe::request_with(&bind, &endpoint, &mut NoTokens).unwrap_err();
        assert!(
            error.to_string().contains("no idempotency token: closed"),
            "{error}"
        );
    }
}

#[test]
fn headers() {
    let request = send(|q| {
        q.method("GET");
        q.header("X-String", "Hello");
        q.header("X-Byte", &1_i8);
        q.header("X-Float", &1.1_f32);
        q.header("X-Empty", "");
        q.header_list("X-StringList", ["b,c", "\"def\"", "a"], true);
        q.header_list("X-Dates", ["Mon, 16 Dec 2019 23:48:18 GMT"], false);
        q.header_list("X-BooleanList", [true, false, true], false);
        q.header_list("X-None", [] as [&str; 0], true);
        q.header_media_type("X-Json", "true");
    });
    assert_eq!(header(&request, "x-string"), Some("Hello"));
    assert_eq!(header(&request, "x-byte"), Some("1"));
    assert_eq!(header(&request, "x-float"), Some("1.1"));
    assert_eq!(header(&request, "x-empty"), Some(""));
    assert_eq!(
        header(&request, "x-stringlist"),
        Some("\"b,c\", \"\\\"def\\\"\", a")
    );
    assert_eq!(
        header(&request, "x-dates"),
        Some("Mon, 16 Dec 2019 23:48:18 GMT")
    );
    assert_eq!(header(&request, "x-booleanlist"), Some("true, false, true"));
    assert_eq!(header(&request, "x-none"), Some(""));
    assert_eq!(header(&request, "x-json"), Some("dHJ1ZQ=="));
    assert_eq!(header(&request, "content-type"), None);
    assert_eq!(header(&request, "content-length"), None);
    assert_eq!(request.method(), http::Method::GET);
}

#[test]
fn headers_cannot_be_split() {
    let error = send_to("https://example.com", |q| q.header("X-A", "a\r\nX-B: b")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "header X-A has a character that HTTP does not allow"
    );
    let bind: Bind = |q| q.prefix_headers("x-", &Map::from([("a b".to_owned(), String::new())]));
    assert!(send_to("https://example.com", bind).is_err());
}

#[test]
fn prefix_headers_do_not_override() {
    let request = send(|q| {
        q.header("hello", "There");
        q.prefix_headers(
            "",
            &Map::from([
                ("x-foo".to_owned(), "Foo".to_owned()),
                ("Hello".to_owned(), "Hello".to_owned()),
            ]),
        );
        q.prefix_headers("x-foo-", &Map::from([("abc".to_owned(), String::new())]));
    });
    assert_eq!(header(&request, "hello"), Some("There"));
    assert_eq!(header(&request, "x-foo"), Some("Foo"));
    assert_eq!(header(&request, "x-foo-abc"), Some(""));
}

#[test]
fn host_prefixes() {
    let request = send(|q| {
        q.host_prefix_literal("foo.");
        q.host_label("label", "bar");
        q.host_prefix_literal(".");
        q.json_body(&Two {
            label: Some("bar".to_owned()),
            token: Some("t".to_owned()),
        });
    });
    assert_eq!(request.uri().to_string(), "https://foo.bar.example.com/");
    for value in ["", "a.b", "evil.com/", "a@b", "ü", &"a".repeat(64)] {
        let endpoint = Endpoint::parse("https://example.com").unwrap();
        struct HostLabel;
        impl Operation for HostLabel {
            type Input = String;
            type Output = Nothing;
            type Error = NoError;
            const INFO: &'static rt::OperationInfo = &INFO;
            fn write_request(input: &String, q: &mut rt::RequestWriter<'_>) {
                q.host_label("label", input);
            }
        }
        let error = HostLabel::request(&value.to_owned(), &endpoint).unwrap_err();
        assert!(
            matches!(error, RequestError::InvalidHostLabel { member: "label" }),
            "{value}"
        );
    }
}

#[test]
fn aws_json() {
    let bind: Bind = |q| {
        q.aws_json(
            "1.0",
            "JsonRpc10.Op",
            &Two {
                label: Some("é".to_owned()),
                token: Some("t".to_owned()),
            },
        );
    };
    let request = send_to("http://example.com:8000/custom", bind).unwrap();
    assert_eq!(request.uri().to_string(), "http://example.com:8000/custom/");
    assert_eq!(request.method(), http::Method::POST);
    assert_eq!(
        header(&request, "content-type"),
        Some("application/x-amz-json-1.0")
    );
    assert_eq!(header(&request, "x-amz-target"), Some("JsonRpc10.Op"));
    assert_eq!(header(&request, "content-length"), Some("26"));
    assert_eq!(
        request.body().as_bytes(),
        "{\"label\":\"é\",\"token\":\"t\"}".as_bytes()
    );
}

#[test]
fn payloads() {
    let body = |bind: Bind| {
        let request = send(bind);
        let text = String::from_utf8(request.body().as_bytes().to_vec()).unwrap();
        (header(&request, "content-type").map(str::to_owned), text)
    };
    let json = Some("application/json".to_owned());
    assert_eq!(
        body(|q| q.empty_json_body()),
        (json.clone(), "{}".to_owned())
    );
    assert_eq!(
        body(|q| q.payload_object(None)),
        (json.clone(), "{}".to_owned())
    );
    assert_eq!(body(|q| q.payload_union(None)), (None, String::new()));
    assert_eq!(body(|q| q.payload_document(None)), (None, String::new()));
    let hello: Bind = |q| q.payload_document(Some(&Document::from("hello")));
    assert_eq!(body(hello), (json.clone(), "\"hello\"".to_owned()));
    let list: Bind = |q| q.payload_json(|w| w.list(&[1, 2], rt::Writer::i32));
    assert_eq!(body(list), (json, "[1,2]".to_owned()));
    assert_eq!(
        body(|q| q.payload_bytes("image/jpg", None)),
        (None, String::new())
    );
    let text: Bind = |q| q.payload_text("text/plain", Some("blobby"));
    assert_eq!(
        body(text),
        (Some("text/plain".to_owned()), "blobby".to_owned())
    );
    let named: Bind = |q| {
        q.header("Content-Type", "image/jpg");
        q.payload_bytes("application/octet-stream", Some(b"1234"));
    };
    assert_eq!(
        body(named),
        (Some("image/jpg".to_owned()), "1234".to_owned())
    );
}

#[test]
fn checksums() {
    let request = send(|q| {
        q.payload_bytes("application/octet-stream", Some(b"hello world"));
        q.glacier_checksums();
        q.content_md5();
    });
    let digest = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    assert_eq!(header(&request, "X-Amz-Content-Sha256"), Some(digest));
    assert_eq!(header(&request, "X-Amz-Sha256-Tree-Hash"), Some(digest));
    assert_eq!(
        header(&request, "Content-MD5"),
        Some("XrY7u+Ae7tCTyyK7j1rNww==")
    );
    assert_eq!(
        header(&send(|q| q.glacier_checksums()), "X-Amz-Content-Sha256"),
        None
    );
}

#[test]
fn bodies_are_appended() {
    let mut buffer = b"before ".to_vec();
    let bind: Bind = |q| q.payload_text("text/plain", Some("body"));
    Probe::write_body(&bind, &mut buffer, &mut tokens()).unwrap();
    assert_eq!(buffer, b"before body");
    let bind: Bind = |q| {
        q.json_body(&Two {
            label: None,
            token: None,
        });
        q.label("x", "");
    };
    assert!(Probe::write_body(&bind, &mut buffer, &mut tokens()).is_err());
    assert_eq!(buffer, b"before body");
    assert!(Probe::write_body(&bind, &mut buffer, &mut NoTokens).is_err());
    assert_eq!(buffer, b"before body");
}

#[test]
fn uris_that_are_too_long() {
    let bind: Bind = |q| {
        q.path("/");
        q.label("x", &"a".repeat(70_000));
    };
    let error = send_to("https://example.com", bind).unwrap_err();
    assert!(matches!(error, RequestError::InvalidUri(_)), "{error}");
}
