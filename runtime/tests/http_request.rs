//! Requests: bindings of every kind, with vectors of Smithy's protocol tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use shapewright_runtime::codegen as rt;
use shapewright_runtime::{Endpoint, Map, Operation, RequestError, Timestamp};

#[path = "support/probe.rs"]
mod probe;

use probe::{Bind, INFO, NoError, Nothing, Two, header, path, send, send_to};

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
            q.query_literal("lit%20x");
            q.query("corge", "named");
            q.query_params_lists(&Map::from([
                ("baz".to_owned(), vec!["bar".to_owned(), "qux".to_owned()]),
                ("corge".to_owned(), vec!["map".to_owned()]),
                ("lit".to_owned(), vec!["map".to_owned()]),
                ("lit x".to_owned(), vec!["map".to_owned()]),
            ]));
        }),
        "/?lit=1&lit%20x&corge=named&baz=bar&baz=qux"
    );
    assert_eq!(
        path(|q| {
            q.query_list("bar", ["named"]);
            let map = [("bar", "fromMap"), ("q u", "also&")];
            q.query_params(
                &map.into_iter()
                    .map(|(k, v)| (k.to_owned(), v.to_owned()))
                    .collect::<Map<String, String>>(),
            );
        }),
        "/?bar=named&q%20u=also%26"
    );
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
        let input = value.to_owned();
        let error = HostLabel::request_with(&input, &endpoint, &mut probe::tokens()).unwrap_err();
        assert!(
            matches!(error, RequestError::InvalidHostLabel { member: "label" }),
            "{value}"
        );
    }
}

#[test]
fn a_member_says_where_to_send() {
    let bind: Bind = |q| {
        q.endpoint("At", "http://other.example:81/x/");
        q.path("/p");
    };
    let request = send(bind);
    assert_eq!(request.uri(), "http://other.example:81/x/p");
    let bare: Bind = |q| q.endpoint("At", "other.example");
    assert_eq!(send(bare).uri(), "https://other.example/");
    let error = send_to("https://example.com", |q| q.endpoint("At", "")).unwrap_err();
    assert!(matches!(
        error,
        RequestError::InvalidEndpoint { member: "At", .. }
    ));
    let said = "At says where to send the request: \"https://\" is not an endpoint: ";
    assert!(error.to_string().starts_with(said), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn settings_of_the_endpoint_count_wherever_it_goes() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let endpoint = endpoint.without_host_prefix();
    let bind: Bind = |q| {
        q.host_prefix_literal("data.");
        q.endpoint("At", "https://other.example");
    };
    let request = probe::Probe::request_with(&bind, &endpoint, &mut probe::tokens()).unwrap();
    assert_eq!(request.uri(), "https://other.example/");
    assert_eq!(send(bind).uri(), "https://data.other.example/");
}

#[test]
fn tokens_in_the_path() {
    assert_eq!(
        path(|q| {
            q.path("/");
            q.label_token("t", &None);
            q.path("/");
            q.greedy_label_token("u", &Some("a/b".to_owned()));
        }),
        "/00000000-0000-4000-8000-000000000000/a/b"
    );
}

#[test]
fn a_label_does_not_change_the_segments() {
    let labels: [Bind; 2] = [|q| q.label("x", "."), |q| q.label("x", "..")];
    for label in labels {
        let error = send_to("https://example.com", label).unwrap_err();
        assert!(matches!(error, RequestError::DotSegment { member: "x" }));
        assert!(error.to_string().contains("must not be `.` or `..`"));
    }
    let error = send_to("https://example.com", |q| q.greedy_label("x", "a/../b")).unwrap_err();
    assert!(matches!(error, RequestError::DotSegment { member: "x" }));
    assert_eq!(
        path(|q| {
            q.path("/");
            q.label("x", "a/../b");
            q.path("/");
            q.greedy_label("x", "...//.a/b..");
        }),
        "/a%2F..%2Fb/...//.a/b.."
    );
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
