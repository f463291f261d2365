//! Ways in which a service can be written down: resources, several services, several files, Smithy 1.0, metadata and
//! suppressions, ways to sign in. Each is generated, and the result is looked at.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod support;

use shapewright_codegen::{Generated, Package, Settings, Source, generate};
use support::code as sources;

fn settings() -> Settings {
    Settings::new(Package::new("services"))
}

fn run(sources: &[(&str, &str)]) -> Generated {
    run_with(sources, &settings())
}

fn run_with(sources: &[(&str, &str)], settings: &Settings) -> Generated {
    let sources: Vec<Source> = sources
        .iter()
        .map(|(name, text)| Source::new(*name, *text))
        .collect();
    generate(&sources, settings).unwrap_or_else(|report| panic!("{report}"))
}

fn code(generated: &Generated) -> String {
    generated.files.iter().map(|(_, text)| text).collect()
}

/// A model with these shapes.
fn model(version: &str, shapes: &str) -> String {
    format!(r#"{{"smithy": "{version}", "shapes": {{{shapes}}}}}"#)
}

const LIBRARY: &str = r##"
    "ex#Library": {"type": "service", "version": "1", "operations": [{"target": "ex#Ping"}],
        "resources": [{"target": "ex#Shelf"}], "errors": [{"target": "ex#Closed"}],
        "traits": {"aws.protocols#restJson1": {}}},
    "ex#Shelf": {"type": "resource", "identifiers": {"shelf": {"target": "smithy.api#String"}},
        "read": {"target": "ex#GetShelf"}, "resources": [{"target": "ex#Book"}]},
    "ex#Book": {"type": "resource", "identifiers": {"shelf": {"target": "smithy.api#String"}, "book": {"target": "ex#BookId"}},
        "properties": {"title": {"target": "smithy.api#String"}},
        "put": {"target": "ex#PutBook"}, "list": {"target": "ex#ListBooks"}, "collectionOperations": [{"target": "ex#CountBooks"}],
        "operations": [{"target": "ex#LendBook"}], "resources": [{"target": "ex#Page"}]},
    "ex#Page": {"type": "resource", "read": {"target": "ex#GetPage"},
        "identifiers": {"shelf": {"target": "smithy.api#String"}, "book": {"target": "ex#BookId"}, "page": {"target": "smithy.api#String"}}},
    "ex#Ping": {"type": "operation", "traits": {"smithy.api#http": {"method": "GET", "uri": "/"}}},
    "ex#GetShelf": {"type": "operation", "input": {"target": "ex#ShelfIn"}, "traits": {"smithy.api#http": {"method": "GET", "uri": "/{shelf}"}}},
    "ex#PutBook": {"type": "operation", "input": {"target": "ex#BookIn"}, "traits": {"smithy.api#idempotent": {}, "smithy.api#http": {"method": "PUT", "uri": "/{shelf}/{book}"}}},
    "ex#ListBooks": {"type": "operation", "input": {"target": "ex#ShelfIn"}, "traits": {"smithy.api#http": {"method": "GET", "uri": "/{shelf}/books"}}},
    "ex#CountBooks": {"type": "operation", "traits": {"smithy.api#http": {"method": "GET", "uri": "/count"}}},
    "ex#LendBook": {"type": "operation", "input": {"target": "ex#BookIn"}, "traits": {"smithy.api#http": {"method": "POST", "uri": "/{shelf}/{book}/lend"}}},
    "ex#GetPage": {"type": "operation", "input": {"target": "ex#PageIn"}, "traits": {"smithy.api#http": {"method": "GET", "uri": "/{shelf}/{book}/{page}"}}},
    "ex#ShelfIn": {"type": "structure", "members": {"shelf": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}}}},
    "ex#BookIn": {"type": "structure", "members": {
        "book": {"target": "ex#BookId", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
        "shelf": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
        "title": {"target": "smithy.api#String"}}},
    "ex#PageIn": {"type": "structure", "members": {
        "shelf": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
        "book": {"target": "ex#BookId", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
        "page": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}}}},
    "ex#BookId": {"type": "string", "traits": {"smithy.api#length": {"min": 3}}},
    "ex#Closed": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "server"}}"##;

#[test]
fn operations_of_nested_resources_are_generated() {
    let generated = run(&[("library.json", &model("2.0", LIBRARY))]);
    assert_eq!(generated.statistics.operations, 7);
    let code = code(&generated);
    for name in [
        "GetShelf",
        "PutBook",
        "ListBooks",
        "CountBooks",
        "LendBook",
        "GetPage",
    ] {
        assert!(code.contains(&format!("pub struct {name};")), "{name}");
        // The service's own error is everybody's.
        assert!(code.contains(&format!("pub enum {name}Error")), "{name}");
    }
    assert_eq!(code.matches("Closed(Closed)").count(), 7, "{code}");
    assert!(code.contains("`PUT /{shelf}/{book}`"));
    assert!(code.contains("pub fn new(shelf: impl Into<String>, book: impl Into<String>)"));
    let only = Settings {
        operations: Some(vec!["GetPage".to_owned()]),
        ..settings()
    };
    let generated = run_with(&[("library.json", &model("2.0", LIBRARY))], &only);
    assert_eq!(generated.statistics.operations, 1);
}

#[test]
fn each_of_several_services_has_its_own_crate() {
    let second = r##"
    "ex#Desk": {"type": "service", "version": "2", "operations": [{"target": "ex#Ping"}, {"target": "ex#LendBook"}],
        "rename": {"ex#BookIn": "Loan"}, "traits": {"aws.protocols#awsJson1_0": {}}}, "##;
    let text = model("2.0", &format!("{second}{LIBRARY}"));
    let of = |service: &str| {
        let settings = Settings {
            service: Some(service.to_owned()),
            ..settings()
        };
        run_with(&[("both.json", &text)], &settings)
    };
    let (library, desk) = (of("ex#Library"), of("Desk"));
    let alone = run(&[("library.json", &model("2.0", LIBRARY))]);
    assert_eq!(sources(&library).compare(&sources(&alone)), []);
    assert_eq!(
        (desk.statistics.service.as_str(), desk.statistics.operations),
        ("Desk", 2)
    );
    let code = code(&desk);
    assert!(code.contains("(awsJson1_0)") && code.contains("API_VERSION: &str = \"2\""));
    assert!(!code.contains("Closed"), "errors are those of the service");
}

#[test]
fn a_model_may_be_in_several_files() {
    let whole = model("2.0", LIBRARY);
    let (shapes, rest) = LIBRARY.split_once("    \"ex#Ping\"").unwrap();
    let bare = rest.replace(r#", "traits": {"smithy.api#length": {"min": 3}}"#, "");
    let one = model("2.0", shapes.trim_end().trim_end_matches(','));
    let two = model("2.0", &format!("\"ex#Ping\"{bare}"));
    let three = model(
        "2.0",
        r#""ex#BookId": {"type": "apply", "traits": {"smithy.api#length": {"min": 3}}}"#,
    );
    let expected = run(&[("whole.json", &whole)]);
    let files = [
        ("1.json", one.as_str()),
        ("2.json", &two),
        ("3.json", &three),
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let generated = run(&order.map(|index| files[index]));
        assert_eq!(
            sources(&generated).compare(&sources(&expected)),
            [],
            "{order:?}"
        );
        assert_eq!(generated.lock, expected.lock);
    }
}

/// What Smithy 1.0 writes, and the same in 2.0.
#[test]
fn smithy_1_is_the_same_as_2() {
    const SERVICE: &str = r##"
        "ex#Svc": {"type": "service", "version": "1", "operations": [{"target": "ex#Do"}], "traits": {"aws.protocols#awsJson1_0": {}}},
        "ex#Do": {"type": "operation", "input": {"target": "ex#In"}, "output": {"target": "ex#Out"}},
        "ex#In": {"type": "structure", "members": {"inner": {"target": "ex#Inner"}}},
        "ex#Out": {"type": "structure", "members": {"inner": {"target": "ex#Inner"}}},"##;
    let old = format!(
        r##"{SERVICE}
        "ex#Inner": {{"type": "structure", "members": {{
            "flag": {{"target": "smithy.api#PrimitiveBoolean"}}, "maybe": {{"target": "smithy.api#Boolean"}},
            "count": {{"target": "ex#Count"}}, "boxed": {{"target": "smithy.api#PrimitiveLong", "traits": {{"smithy.api#box": {{}}}}}},
            "kind": {{"target": "ex#Kind"}}, "names": {{"target": "ex#Names"}}}}}},
        "ex#Count": {{"type": "integer"}},
        "ex#Kind": {{"type": "string", "traits": {{"smithy.api#enum": [{{"value": "a", "name": "A"}}, {{"value": "b", "name": "B"}}]}}}},
        "ex#Names": {{"type": "set", "member": {{"target": "smithy.api#String"}}}}"##
    );
    let new = format!(
        r##"{SERVICE}
        "ex#Inner": {{"type": "structure", "members": {{
            "flag": {{"target": "smithy.api#Boolean", "traits": {{"smithy.api#default": false}}}}, "maybe": {{"target": "smithy.api#Boolean"}},
            "count": {{"target": "smithy.api#Integer", "traits": {{"smithy.api#default": 0}}}}, "boxed": {{"target": "smithy.api#Long"}},
            "kind": {{"target": "ex#Kind"}}, "names": {{"target": "ex#Names"}}}}}},
        "ex#Kind": {{"type": "enum", "members": {{
            "A": {{"target": "smithy.api#Unit", "traits": {{"smithy.api#enumValue": "a"}}}},
            "B": {{"target": "smithy.api#Unit", "traits": {{"smithy.api#enumValue": "b"}}}}}}}},
        "ex#Names": {{"type": "list", "member": {{"target": "smithy.api#String"}}, "traits": {{"smithy.api#uniqueItems": {{}}}}}}"##
    );
    let old = run(&[("old.json", &model("1.0", &old))]);
    let new = run(&[("new.json", &model("2.0", &new))]);
    assert_eq!(sources(&old).compare(&sources(&new)), []);
    let code = code(&old);
    for field in [
        "pub flag: bool",
        "pub maybe: Option<bool>",
        "pub count: i32",
        "pub boxed: Option<i64>",
    ] {
        assert!(code.contains(field), "{field}");
    }
}

#[test]
fn what_the_model_suppresses_is_not_told() {
    let clash = r##"
        "ex#Svc": {"type": "service", "version": "1", "operations": [{"target": "ex#Do"}], "traits": {"aws.protocols#awsJson1_0": {}}},
        "ex#Do": {"type": "operation", "input": {"target": "ex#In"}},
        "ex#In": {"type": "structure", "members": {"fooBar": {"target": "ex#Text"}, "foo_bar": {"target": "ex#Text"MORE}}},
        "ex#Text": {"type": "string", "traits": {"smithy.api#pattern": "[z-a]"}}"##;
    let kinds = |text: &str| -> Vec<&'static str> {
        let generated = run(&[("model.json", text)]);
        generated.report.iter().map(|finding| finding.id).collect()
    };
    let plain = model("2.0", &clash.replace("MORE", ""));
    assert_eq!(kinds(&plain), ["NameClash", "Pattern"]);
    let by_trait = clash.replace(
        "MORE",
        r#", "traits": {"smithy.api#suppress": ["NameClash"]}"#,
    );
    assert_eq!(kinds(&model("2.0", &by_trait)), ["Pattern"]);
    let metadata = r#""metadata": {"suppressions": [{"id": "Pattern", "namespace": "ex"}], "anything": {"else": [1]}}, "shapes""#;
    let by_metadata = model("2.0", &by_trait).replacen("\"shapes\"", metadata, 1);
    assert_eq!(kinds(&by_metadata), [""; 0]);
}

#[test]
fn ways_to_sign_in_are_the_senders() {
    let shapes = r##"
        "ex#Svc": {"type": "service", "version": "1", "operations": [{"target": "ex#Open"}, {"target": "ex#Free"}, {"target": "ex#Signed"}],
            "traits": {"aws.protocols#restJson1": {}, "aws.auth#sigv4": {"name": "ex"}, "smithy.api#httpBearerAuth": {}, "smithy.api#auth": ["aws.auth#sigv4"]}},
        "ex#Open": {"type": "operation", "traits": {"smithy.api#optionalAuth": {}, "smithy.api#http": {"method": "POST", "uri": "/open"}}},
        "ex#Free": {"type": "operation", "traits": {"smithy.api#auth": [], "smithy.api#http": {"method": "POST", "uri": "/free"}}},
        "ex#Signed": {"type": "operation", "input": {"target": "ex#In"}, "traits": {"smithy.api#auth": ["aws.auth#sigv4"], "aws.auth#unsignedPayload": {},
            "smithy.api#endpoint": {"hostPrefix": "data.{zone}."}, "smithy.api#http": {"method": "POST", "uri": "/signed"}}},
        "ex#In": {"type": "structure", "members": {"zone": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#hostLabel": {}}}}}"##;
    let generated = run(&[("model.json", &model("2.0", shapes))]);
    assert!(generated.report.is_empty(), "{}", generated.report);
    let code = code(&generated);
    let says = |operation: &str| {
        let start = code.find(&format!("/// Operation `{operation}`")).unwrap();
        let line = code[start..].lines().next().unwrap();
        line.contains("It may be sent without a signature.")
    };
    assert_eq!(["Open", "Free", "Signed"].map(says), [true, true, false]);
    assert!(code.contains("pub const SIGNING_NAME: &str = \"ex\";"));
    assert!(code.contains("\"data.\""), "the prefix of the host");
}
