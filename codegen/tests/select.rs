//! What can be wrong once a model has loaded: the choice of service, protocol and operations,
//! what Rust cannot express, the lock and the tables. And what a choice of operations leaves out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use shapewright_codegen::diagnostic::{Diagnostic, Report, Severity};
use shapewright_codegen::{Generated, Package, Settings, Source, generate};
use support::code;

const SHOP: &str = include_str!("cases/shop/model.json");

fn settings() -> Settings {
    Settings::new(Package::new("shop"))
}

fn run(model: &str, settings: &Settings) -> Result<Generated, Report> {
    generate(&[Source::new("shop.json", model)], settings)
}

/// The findings of a run that has to fail.
fn errors(model: &str, settings: &Settings) -> Vec<Diagnostic> {
    let report = run(model, settings).expect_err("there is an error in it");
    assert!(report.has_errors());
    let mut sorted = report.clone();
    sorted.sort();
    assert_eq!(report, sorted, "a report is sorted");
    report.iter().cloned().collect()
}

/// The only finding of a run that has to fail.
fn error(model: &str, settings: &Settings) -> Diagnostic {
    let mut found = errors(model, settings);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn success(model: &str, settings: &Settings) -> Generated {
    run(model, settings).unwrap_or_else(|report| panic!("{report}"))
}

fn with_service(service: &str) -> Settings {
    Settings {
        service: Some(service.to_owned()),
        ..settings()
    }
}

fn with_operations(operations: &[&str]) -> Settings {
    Settings {
        operations: Some(operations.iter().map(|&name| name.to_owned()).collect()),
        ..settings()
    }
}

/// Line and column of the value after the key `"<id>": `, as an editor shows them.
fn position(model: &str, key: &str) -> Option<(u32, u32)> {
    let start = model.find(&format!("\"{key}\": ")).expect(key) + key.len() + 4;
    let before = &model[..start];
    let line = before.lines().count();
    let column = before.lines().last().unwrap().chars().count() + 1;
    Some((line.try_into().unwrap(), column.try_into().unwrap()))
}

/// The shop with one text in it replaced.
fn changed(from: &str, to: &str) -> String {
    assert!(SHOP.contains(from), "{from}");
    SHOP.replacen(from, to, 1)
}

/// The shop with more shapes, which come first.
fn more(shapes: &str) -> String {
    changed("\"shapes\": {", &format!("\"shapes\": {{\n{shapes},"))
}

#[test]
fn no_service() {
    let model = r#"{"smithy": "2.0", "shapes": {"ex#S": {"type": "string"}}}"#;
    for settings in [settings(), with_service("Shop")] {
        let found = error(model, &settings);
        assert_eq!((found.id, found.severity), ("NoService", Severity::Error));
        assert_eq!(found.message, "the model has no service");
        assert!(found.hint.unwrap().contains("add the source"));
    }
}

const SECOND: &str = r#""other#Shop": {"type": "service", "version": "1", "operations": [{"target": "example.shop#Ping"}], "traits": {"aws.protocols#awsJson1_0": {}}}"#;

#[test]
fn several_services() {
    let model = more(SECOND);
    let found = error(&model, &settings());
    assert_eq!(found.id, "SeveralServices");
    assert_eq!(found.message, "the model has 2 services");
    let ids = "choose one by its id: `example.shop#Shop`, `other#Shop`";
    assert_eq!(found.hint.as_deref(), Some(ids));
    let found = error(&model, &with_service("Shop"));
    assert_eq!(found.id, "SeveralServices", "a name that both have");
    assert_eq!(found.message, "the model has 2 services called `Shop`");
    assert_eq!(found.hint.as_deref(), Some(ids));
    let chosen = success(&model, &with_service("other#Shop"));
    assert_eq!(chosen.statistics.operations, 1);
    let chosen = success(&model, &with_service("example.shop#Shop"));
    assert_eq!(chosen.statistics.operations, 5);
    assert_eq!(
        success(SHOP, &with_service("Shop")).files,
        success(SHOP, &settings()).files
    );
}

#[test]
fn unknown_service() {
    let hint = |wanted: &str| {
        let found = error(SHOP, &with_service(wanted));
        assert_eq!(
            (found.id, found.severity),
            ("UnknownService", Severity::Error)
        );
        assert_eq!(
            found.message,
            format!("the model has no service `{wanted}`")
        );
        found.hint.unwrap()
    };
    assert_eq!(hint("Shopp"), "did you mean `Shop`?");
    assert_eq!(hint("shop"), "did you mean `Shop`?");
    assert_eq!(
        hint("exampel.shop#Shop"),
        "did you mean `example.shop#Shop`?"
    );
    assert_eq!(hint("Library"), "it has `example.shop#Shop`");
    assert_eq!(
        hint("example.shop#Ping"),
        "did you mean `example.shop#Shop`?",
        "no operation"
    );
}

#[test]
fn unsupported_protocol() {
    let model = changed("aws.protocols#restJson1", "aws.protocols#restXml");
    let found = error(&model, &settings());
    assert_eq!(
        (found.id, found.severity),
        ("UnsupportedProtocol", Severity::Error)
    );
    assert_eq!(found.message, "the service has only aws.protocols#restXml");
    assert_eq!(found.shape.as_deref(), Some("example.shop#Shop"));
    assert_eq!(found.source.as_deref(), Some("shop.json"));
    assert_eq!(found.pointer, "/shapes/example.shop#Shop");
    assert_eq!(found.position, position(&model, "example.shop#Shop"));
    let supported = "supported are aws.protocols#restJson1, #awsJson1_0 and #awsJson1_1";
    assert_eq!(found.hint.as_deref(), Some(supported));
    let none = changed("\"aws.protocols#restJson1\": {},", "");
    assert_eq!(
        error(&none, &settings()).message,
        "the service has no protocol"
    );
}

#[test]
fn of_several_protocols_rest_json_is_preferred() {
    let protocols = "\"aws.protocols#awsJson1_1\": {}, \"aws.protocols#restJson1\": {},";
    let both = changed("\"aws.protocols#restJson1\": {},", protocols);
    let one = code(&success(&both, &settings()));
    assert_eq!(one.compare(&code(&success(SHOP, &settings()))), []);
}

#[test]
fn unknown_operation() {
    let one = |name: &str| {
        let found = error(SHOP, &with_operations(&["Ping", name]));
        assert_eq!(
            (found.id, found.severity),
            ("UnknownOperation", Severity::Error)
        );
        assert_eq!(
            found.message,
            format!("the service has no operation `{name}`")
        );
        assert_eq!(found.shape.as_deref(), Some("example.shop#Shop"));
        assert_eq!(found.pointer, "/shapes/example.shop#Shop");
        assert_eq!(found.position, position(SHOP, "example.shop#Shop"));
        found.hint
    };
    assert_eq!(one("GetOrdr").as_deref(), Some("did you mean `GetOrder`?"));
    assert_eq!(one("getorder").as_deref(), Some("did you mean `GetOrder`?"));
    let id = "did you mean `example.shop#PutImage`?";
    assert_eq!(one("example.shop#PutImg").as_deref(), Some(id));
    assert_eq!(one("Cancel"), None);
    assert_eq!(one(""), None);
}

#[test]
fn all_errors_come_at_once_and_sorted() {
    let model = changed("aws.protocols#restJson1", "aws.protocols#restXml");
    let mut settings = with_operations(&["Zap", "Ping", "GetOrdr", "Zap"]);
    let ids = |found: &[Diagnostic]| found.iter().map(|d| d.id).collect::<Vec<_>>();
    let found = errors(&model, &settings);
    assert_eq!(
        ids(&found),
        [
            "UnknownOperation",
            "UnknownOperation",
            "UnsupportedProtocol"
        ]
    );
    assert!(found[0].message.contains("`GetOrdr`") && found[1].message.contains("`Zap`"));
    // What is wrong with files is told together, before there is a model to choose from.
    settings.lock = Some(Source::new(
        "api.lock",
        "structure A\n  X sometimes\nnonsense\n",
    ));
    settings.tables = vec![Source::new("zones.json", "{}")];
    let bad = model.replace("#Flavour\",", "#Flavor\",");
    let found = errors(&bad, &settings);
    assert_eq!(found.iter().filter(|d| d.id == "InvalidLock").count(), 2);
    assert_eq!(found.iter().filter(|d| d.id == "InvalidTable").count(), 7);
    assert!(ids(&found).contains(&"UnresolvedTarget"));
    let sources: BTreeSet<_> = found.iter().map(|d| d.source.clone()).collect();
    assert_eq!(sources.len(), 3, "{sources:?}");
}

const TALK: &str = r#"    "example.shop#Talk": {
      "type": "operation",
      "input": { "target": "example.shop#TalkInput" },
      "traits": { "smithy.api#http": { "method": "POST", "uri": "/talk" } }
    },
    "example.shop#TalkInput": {
      "type": "structure",
      "members": { "words": { "target": "example.shop#Words", "traits": { "smithy.api#httpPayload": {} } } },
      "traits": { "smithy.api#input": {} }
    },
    "example.shop#Words": {
      "type": "union",
      "members": { "word": { "target": "example.shop#Word" } },
      "traits": { "smithy.api#streaming": {} }
    },
    "example.shop#Word": { "type": "structure", "members": { "text": { "target": "smithy.api#String" } } }"#;

#[test]
fn operations_with_event_streams_are_left_out_with_a_warning() {
    let model = more(TALK).replacen(
        "{ \"target\": \"example.shop#Ping\" }",
        "{ \"target\": \"example.shop#Ping\" },{ \"target\": \"example.shop#Talk\" }",
        1,
    );
    let generated = success(&model, &settings());
    let found: Vec<_> = generated.report.iter().collect();
    let talk = found
        .iter()
        .find(|d| d.id == "UnsupportedOperation")
        .unwrap();
    assert_eq!(talk.severity, Severity::Warning);
    assert_eq!(talk.shape.as_deref(), Some("example.shop#Talk"));
    assert_eq!(talk.pointer, "/shapes/example.shop#Talk");
    assert_eq!(talk.position, position(&model, "example.shop#Talk"));
    assert!(talk.message.contains("event stream"), "{talk}");
    let without = code(&success(SHOP, &settings()));
    assert_eq!(
        code(&generated).compare(&without),
        [],
        "the rest is as without it"
    );
}

/// Real models: only the operations with event streams are missing.
#[test]
fn official_models_with_event_streams_give_the_rest() {
    let others = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models/others");
    let read = |name: &str| fs::read_to_string(others.join(name));
    let Ok(lambda) = read("lambda-2015-03-31.json") else {
        eprintln!("skipped: no ../shared/models/others");
        return;
    };
    let bedrock = read("bedrock-runtime-2023-09-30.json").unwrap();
    for (model, missing, present) in [
        (lambda, "InvokeWithResponseStream", "Invoke"),
        (bedrock, "ConverseStream", "Converse"),
    ] {
        let generated = success(&model, &settings());
        let warned: Vec<_> = generated
            .report
            .iter()
            .filter(|d| d.id == "UnsupportedOperation")
            .map(|d| d.shape.clone().unwrap())
            .collect();
        assert!(
            warned.iter().any(|id| id.ends_with(&format!("#{missing}"))),
            "{warned:?}"
        );
        let code: String = generated.files.iter().map(|(_, text)| text).collect();
        assert!(!code.contains(&format!("struct {missing}Input")));
        assert!(code.contains(&format!("pub struct {present}Input")));
        assert!(generated.statistics.operations > 1);
    }
}

#[test]
fn rest_json_needs_http_on_every_operation() {
    let http = "\"smithy.api#http\": { \"method\": \"POST\", \"uri\": \"/ping\" },";
    let images = "\"smithy.api#http\": { \"method\": \"POST\", \"uri\": \"/images\" }";
    let model = changed(http, "").replacen(images, "", 1);
    let found = errors(&model, &settings());
    let missing: Vec<_> = found.iter().filter(|d| d.id == "MissingHttp").collect();
    let shapes: Vec<_> = missing
        .iter()
        .map(|d| d.shape.as_deref().unwrap())
        .collect();
    assert_eq!(
        shapes,
        ["example.shop#PutImage", "example.shop#Ping"],
        "by position"
    );
    for (found, shape) in missing.iter().zip(shapes) {
        assert_eq!(found.severity, Severity::Error);
        assert_eq!(found.pointer, format!("/shapes/{shape}"));
        assert_eq!(found.position, position(&model, shape));
        assert_eq!(
            found.hint.as_deref(),
            Some("add smithy.api#http with method and uri")
        );
    }
    success(&model, &with_operations(&["GetOrder"]));
    let json = model.replacen("aws.protocols#restJson1", "aws.protocols#awsJson1_0", 1);
    success(&json, &settings());
}

/// Finds the only warning with this id, which must have a place.
fn warning<'a>(generated: &'a Generated, id: &str) -> &'a Diagnostic {
    let found: Vec<_> = generated.report.iter().filter(|d| d.id == id).collect();
    assert_eq!(found.len(), 1, "{}", generated.report);
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(
        found[0].source.as_deref(),
        Some("shop.json"),
        "{}",
        found[0]
    );
    found[0]
}

#[test]
fn a_name_that_is_taken_gets_a_number_and_a_warning() {
    let model = changed("\"type\": { \"target\"", "\"when_\": { \"target\"");
    let generated = success(&model, &settings());
    let found = warning(&generated, "NameClash");
    assert_eq!(found.shape.as_deref(), Some("example.shop#Details$when_"));
    assert_eq!(
        found.message,
        "the Rust name `when` is taken by `example.shop#Details$when`; this one is called `when2`"
    );
    assert_eq!(found.position, position(&model, "when_"));
    assert!(
        generated
            .files
            .get("src/order.rs")
            .unwrap()
            .contains("pub when2: ")
    );
}

#[test]
fn variants_of_one_name_are_told_with_their_place() {
    let low = "\"LOW\": { \"target\": \"smithy.api#Unit\", \"traits\": { \"smithy.api#enumValue\": \"low\" } },";
    let other = low.replace("LOW", "OTHER").replace("low", "Low");
    let model = changed(low, &format!("{low}\n{other}"));
    let generated = success(&model, &settings());
    let found = warning(&generated, "NameClash");
    assert_eq!(found.shape.as_deref(), Some("example.shop#Priority$OTHER"));
    assert_eq!(found.pointer, "/shapes/example.shop#Priority/members/OTHER");
    assert_eq!(found.position, position(&model, "OTHER"));
}

#[test]
fn two_types_of_one_name_are_told() {
    let details = "\"example.shop#Ping_\": { \"type\": \"structure\", \"members\": {} }";
    let model = more(details).replacen(
        "\"tree\": { \"target\"",
        "\"ping\": { \"target\": \"example.shop#Ping_\" }, \"tree\": { \"target\"",
        1,
    );
    let generated = success(&model, &settings());
    let found = warning(&generated, "NameClash");
    assert_eq!(found.shape.as_deref(), Some("example.shop#Ping"));
    assert!(
        found.message.contains("taken by `example.shop#Ping_`"),
        "{found}"
    );
    assert!(
        found.message.ends_with("this one is called `Ping2`"),
        "{found}"
    );
    assert_eq!(found.position, position(&model, "example.shop#Ping"));
}

#[test]
fn a_pattern_that_cannot_be_had_is_a_warning_with_the_reason() {
    for (pattern, says, checked) in [
        (
            "[z-a]",
            "is not checked: a range in brackets is out of order",
            false,
        ),
        ("a^", "matches nothing", false),
        ("^(a)\\\\1$", "is checked loosely: a back-reference", true),
    ] {
        let model = changed("^[a-z/ ]+$", pattern);
        let generated = success(&model, &settings());
        let found = warning(&generated, "Pattern");
        assert_eq!(found.shape.as_deref(), Some("example.shop#ShopName"));
        assert!(found.message.contains(says), "{found}");
        assert_eq!(found.position, position(&model, "example.shop#ShopName"));
        let statics = generated.files.get("src/constraints.rs").unwrap();
        assert_eq!(statics.contains("SHOP_NAME_PATTERN"), checked, "{pattern}");
        assert!(
            statics.contains("SHOP_NAME:"),
            "the length is still checked"
        );
    }
    assert!(success(SHOP, &settings()).report.is_empty());
}

#[test]
fn a_line_of_the_lock_that_is_not_understood() {
    let lock = |text: &str| Settings {
        lock: Some(Source::new("api.lock", text)),
        ..settings()
    };
    for (text, line) in [
        ("structure A\n  X sometimes\n", 2),
        ("# note\n\nclass A\n", 3),
        ("  X optional\n", 1),
        ("structure A\n  X new one\n", 2),
        ("enum E\n  unquoted\n", 2),
        ("structure\n", 1),
    ] {
        let found = error(SHOP, &lock(text));
        assert_eq!((found.id, found.severity), ("InvalidLock", Severity::Error));
        assert_eq!(found.source.as_deref(), Some("api.lock"));
        assert_eq!(found.position, Some((line, 1)), "{text}");
        assert!(
            found.message.contains(text.lines().last().unwrap().trim()),
            "{found}"
        );
        assert!(found.hint.unwrap().starts_with("undo the edit"));
    }
    let two = errors(SHOP, &lock("a\nstructure A\nb\n"));
    assert_eq!(
        two.iter().map(|d| d.position).collect::<Vec<_>>(),
        [Some((1, 1)), Some((3, 1))]
    );
    let written = success(SHOP, &settings()).lock;
    assert_eq!(success(SHOP, &lock(&written)).lock, written);
}

const TABLE: &str = r#"{
  "name": "zones_of",
  "title": "Zones of a Region",
  "key": "region",
  "value": "zone ids",
  "source": "a document",
  "date": "2026-01-01",
  "rows": { "eu-west-1": ["euw1-az1"] }
}"#;

fn with_table(text: &str) -> Settings {
    Settings {
        tables: vec![Source::new("zones.json", text)],
        ..settings()
    }
}

#[test]
fn a_table_becomes_a_function() {
    let generated = success(SHOP, &with_table(TABLE));
    let code: String = generated.files.iter().map(|(_, text)| text).collect();
    assert!(code.contains("pub fn zones_of(") && code.contains("\"euw1-az1\""));
}

#[test]
fn a_table_that_lacks_something() {
    for key in ["name", "title", "key", "value", "source", "date", "rows"] {
        let text = TABLE.replace(&format!("\"{key}\""), "\"nothing\"");
        let found = error(SHOP, &with_table(&text));
        assert_eq!(
            (found.id, found.severity),
            ("InvalidTable", Severity::Error)
        );
        assert_eq!(found.source.as_deref(), Some("zones.json"));
        assert_eq!(found.pointer, format!("/{key}"));
        assert_eq!(found.position, Some((1, 1)), "around what is missing");
    }
    let text = TABLE.replace("\"zone ids\"", "7");
    assert_eq!(error(SHOP, &with_table(&text)).position, Some((5, 12)));
    let text = TABLE.replace("[\"euw1-az1\"]", "\"euw1-az1\"");
    assert_eq!(error(SHOP, &with_table(&text)).pointer, "/rows");
}

#[test]
fn a_table_that_is_not_json() {
    let found = error(SHOP, &with_table("{\n  \"name\": zones\n}"));
    assert_eq!(found.id, "InvalidTable");
    assert!(
        found.message.starts_with("the table is not JSON: "),
        "{found}"
    );
    assert_eq!(found.source.as_deref(), Some("zones.json"));
    assert_eq!(found.position.map(|(line, _)| line), Some(2), "{found}");
}

#[test]
fn a_choice_of_operations_has_only_what_they_reach() {
    let all = success(SHOP, &settings());
    let chosen = success(SHOP, &with_operations(&["Ping", "example.shop#GetImage"]));
    assert_eq!(chosen.statistics.operations, 2);
    let paths = |generated: &Generated| -> Vec<String> {
        generated
            .files
            .iter()
            .map(|(path, _)| path.to_owned())
            .collect()
    };
    assert_eq!(
        paths(&chosen),
        [
            "Cargo.toml",
            "PROVENANCE.toml",
            "src/constraints.rs",
            "src/image.rs",
            "src/image/wire.rs",
            "src/lib.rs",
            "src/ping.rs",
            "src/ping/wire.rs",
            "src/shared.rs",
            "src/shared/wire.rs",
        ]
    );
    assert!(paths(&all).contains(&"src/order.rs".to_owned()));
    let provenance = chosen.files.get("PROVENANCE.toml").unwrap();
    assert!(
        provenance.contains("operations = [\"GetImage\", \"Ping\"]\n"),
        "{provenance}"
    );
    let text = |generated: &Generated| -> String {
        generated.files.iter().map(|(_, text)| text).collect()
    };
    let (all, chosen) = (text(&all), text(&chosen));
    for name in [
        "PutImage",
        "PutOrder",
        "OrderKey",
        "Details",
        "Tree",
        "OutOfStock",
        "Payment",
    ] {
        assert!(all.contains(name), "{name}");
        assert!(!chosen.contains(name), "{name} is reached by others only");
    }
    for name in ["GetImageOutput", "PingInput", "ShopClosed"] {
        assert!(chosen.contains(&format!("pub struct {name}")), "{name}");
    }
}

#[test]
fn a_choice_does_not_depend_on_its_order() {
    let one = success(SHOP, &with_operations(&["Ping", "GetOrder"]));
    let two = success(
        SHOP,
        &with_operations(&["GetOrder", "example.shop#Ping", "Ping"]),
    );
    assert_eq!((&one.files, &one.lock), (&two.files, &two.lock));
    let every = ["Ping", "GetImage", "PutImage", "GetOrder", "PutOrder"];
    let every = code(&success(SHOP, &with_operations(&every)));
    assert_eq!(every.compare(&code(&success(SHOP, &settings()))), []);
}
