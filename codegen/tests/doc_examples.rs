//! Documented examples in the documentation of operations: which are shown, and what is said of files that cannot be
//! read. That they compile and hold is what `cargo test --doc` of the generated crates says, those of `cases/` too.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use serde_json::{Value, json};
use shapewright_codegen::diagnostic::{Diagnostic, Severity};
use shapewright_codegen::examples::corpus::Corpus;
use shapewright_codegen::{Generated, Package, Settings, Source, generate};

const SHOP: &str = include_str!("cases/shop/model.json");

fn settings(origin: &str, document: &str) -> Settings {
    Settings {
        examples: Corpus {
            origin: origin.to_owned(),
            documents: vec![Source::new("get-order.json", document)],
        },
        ..Settings::new(Package::new("the-shop"))
    }
}

fn run(settings: &Settings) -> Generated {
    let sources = [Source::new("shop.json", SHOP)];
    generate(&sources, settings).unwrap_or_else(|report| panic!("{report}"))
}

fn error(document: &str) -> Diagnostic {
    let sources = [Source::new("shop.json", SHOP)];
    let report = generate(&sources, &settings("", document)).expect_err("there is an error");
    let found: Vec<&Diagnostic> = report.iter().collect();
    assert_eq!(found.len(), 1, "{report}");
    found[0].clone()
}

/// A document of `GetOrder` with these inputs.
fn document(inputs: &[Value]) -> String {
    let examples = inputs.iter().map(|input| {
        let details = json!({"label": "tea", "when": 5});
        json!({"line": 1, "command": [], "input": input, "output-line": 2, "output": {"details": details}})
    });
    let examples: Vec<Value> = examples.collect();
    json!({"source": "docs/get-order.rst", "operation": "GetOrder", "examples": examples})
        .to_string()
}

fn text(generated: &Generated, path: &str) -> String {
    let mut files = generated.files.iter();
    let file = files.find(|(name, _)| *name == path).unwrap();
    file.1.to_owned()
}

#[test]
fn a_clean_example_is_the_operations_example() {
    let good = json!({"id": "o 1", "region": "eu"});
    let generated = run(&settings("handbook 3", &document(&[good])));
    assert_eq!(generated.statistics.examples, 1);
    let code = text(&generated, "src/order.rs");
    let expected = r##"/// # Example
/// From handbook 3, `get-order.rst`, example 1:
/// ```
/// use the_shop::runtime::{Endpoint, Operation, Validate};
/// use the_shop::*;
///
/// let input = GetOrderInput::new("o 1", "eu");
/// input.validate()?;
/// let endpoint: Endpoint = "https://example.com".parse()?;
/// # #[cfg(feature = "tokens")] {
/// let request = GetOrder::request(&input, &endpoint)?;
/// assert_eq!(request.uri().path(), "/orders/o%201");
/// assert_eq!(request.body().as_bytes(), br#"{"region":"eu"}"#);
/// # }
///
/// // The output that the document shows, as it travels:
/// let body = r#"{ "label": "tea", "when": 5 }"#;
/// let response = http::Response::new(body);
/// let output = GetOrder::response(&response)?.output;
/// assert_eq!(output.details.label, "tea");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
"##;
    assert!(code.contains(expected), "{code}");
    assert!(text(&generated, "Cargo.toml").contains("[dev-dependencies]\n"));
}

#[test]
fn what_is_not_clean_is_left_out() {
    let good = json!({"id": "o1", "region": "eu"});
    let wrong = json!({"id": "o1", "region": "eu", "colour": "red"});
    let missing = json!({"id": "o1"});
    let generated = run(&settings("", &document(&[wrong, good, missing])));
    assert_eq!(generated.statistics.examples, 1);
    let code = text(&generated, "src/order.rs");
    assert!(
        code.contains("/// From `get-order.rst`, example 2:\n"),
        "{code}"
    );
    assert!(!code.contains("example 1:") && !code.contains("example 3:"));
}

#[test]
fn several_examples_say_what_differs_and_repeat_nothing() {
    let inputs = [
        json!({"path": "a", "shop": "tea", "quantity": 1, "details": {"label": "l", "when": 5}}),
        json!({"path": "a", "shop": "tea", "quantity": 1, "details": {"label": "l", "when": 5}, "priority": "low"}),
    ];
    let text_of = document(&inputs)
        .replace("GetOrder", "PutOrder")
        .replace("\"output\":{", "\"output\":{\"id\":\"o\",\"quantity\":1,");
    let generated = run(&settings("", &text_of));
    assert_eq!(generated.statistics.examples, 2);
    let code = text(&generated, "src/order.rs");
    assert_eq!(code.matches("/// # Examples\n").count(), 1);
    assert!(code.contains("example 1:\n"), "{code}");
    assert!(code.contains("example 2, with `priority`:\n"), "{code}");
    assert_eq!(code.matches("\n/// use the_shop::*;").count(), 1);
    assert_eq!(code.matches("\n/// # use the_shop::*;").count(), 1);
}

/// Whatever stands in an example, neither Markdown nor rustc takes it for something else.
#[test]
fn no_text_breaks_the_documentation() {
    let nasty = "a\u{202e}b\u{0}\r\n# c\n```\n\"#";
    let input = json!({"id": nasty, "region": "eu"});
    let text_of = document(&[input])
        .replace("docs/get-order.rst", "docs/get`order\\n# x.rst")
        .replace("\"tea\"", &Value::from(nasty).to_string());
    let generated = run(&settings("a <b>`\n", &text_of));
    assert_eq!(generated.statistics.examples, 1);
    let code = text(&generated, "src/order.rs");
    assert!(
        code.contains("/// From a _b___, `get_order__ x.rst`, example 1:\n"),
        "{code}"
    );
    let literal = r##"GetOrderInput::new("a\u{202e}b\0\r\n# c\n```\n\"#", "eu");"##;
    assert!(code.contains(literal), "{code}");
    assert!(
        code.contains(r##""label": "a\u202eb\u0000\r\n# c\n```\n\"#""##),
        "{code}"
    );
    assert!(!code.contains('\u{202e}') && !code.contains('\r'));
}

#[test]
fn no_value_of_an_enum_breaks_the_documentation() {
    let input = |priority: &str| {
        json!({"path": "a", "shop": "tea", "quantity": 1, "priority": priority,
        "details": {"label": "l", "when": 5}})
    };
    let text_of = document(&[input("<b>[a](b)"), input("http2-high")])
        .replace("GetOrder", "PutOrder")
        .replace("\"output\":{", "\"output\":{\"id\":\"o\",\"quantity\":1,");
    let sources = [Source::new(
        "shop.json",
        SHOP.replace("\"low\"", "\"<b>[a](b)\""),
    )];
    let generated =
        generate(&sources, &settings("", &text_of)).unwrap_or_else(|report| panic!("{report}"));
    let code = text(&generated, "src/order.rs");
    assert!(
        code.contains("example 1, with `priority` _b__a__b_:\n"),
        "{code}"
    );
    assert!(
        code.contains("example 2, with `priority` http2-high:\n"),
        "{code}"
    );
}

/// Examples of operations that a crate does not have are not its business.
#[test]
fn only_operations_of_the_crate_have_examples() {
    let good = document(&[json!({"id": "o1", "region": "eu"})]);
    let ping = Settings {
        operations: Some(vec!["Ping".to_owned()]),
        ..settings("", &good)
    };
    let generated = run(&ping);
    assert_eq!(generated.statistics.examples, 0);
    assert!(!text(&generated, "Cargo.toml").contains("dev-dependencies"));
    let unknown = good.replace("GetOrder", "FindOrder");
    assert_eq!(run(&settings("", &unknown)).statistics.examples, 0);
}

#[test]
fn files_that_are_no_examples_are_errors_with_their_place() {
    let found = error("{\n  \"source\": }");
    assert_eq!(
        (found.id, found.severity),
        ("InvalidExamples", Severity::Error)
    );
    assert_eq!(found.source.as_deref(), Some("get-order.json"));
    assert_eq!(found.position.map(|(line, _)| line), Some(2), "{found}");

    let good = document(&[json!({"id": "o1", "region": "eu"}), json!({})]);
    let wrong = good.replacen("\"line\":1", "\"line\":\"one\"", 1);
    let found = error(&wrong);
    assert_eq!(
        (found.id, found.pointer.as_str()),
        ("InvalidExamples", "/examples/0")
    );
    assert!(found.position.is_some(), "{found}");
    assert!(
        found.message.contains("invalid type: string \"one\""),
        "{found}"
    );

    let found = error("{\"source\": \"a\"}");
    assert_eq!(found.pointer, "");
    assert!(
        found.message.contains("missing field `examples`"),
        "{found}"
    );
}
