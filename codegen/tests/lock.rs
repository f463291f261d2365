//! `api.lock` keeps the Rust API while the model drifts: what a constructor takes, in which
//! order, and which fields are options.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

use serde_json::{Value, json};
use shapewright_codegen::examples::corpus::Corpus;
use shapewright_codegen::{Generated, Package, Settings, Source, generate};

fn run(model: &Value, lock: Option<&str>) -> Generated {
    let settings = Settings {
        package: Package {
            name: "shop".to_owned(),
            version: "0.1.0".to_owned(),
            runtime: "version = \"0.1\"".to_owned(),
            standalone: false,
            publish: false,
        },
        service: None,
        operations: None,
        lock: lock.map(|text| Source::new("api.lock", text)),
        tables: Vec::new(),
        origin: shapewright_codegen::Origin::default(),
        examples: Corpus::default(),
    };
    generate(&[Source::new("model.json", model.to_string())], &settings)
        .unwrap_or_else(|r| panic!("{r}"))
}

fn shop() -> Value {
    serde_json::from_str(include_str!("cases/shop/model.json")).unwrap()
}

fn members<'a>(model: &'a mut Value, shape: &str) -> &'a mut serde_json::Map<String, Value> {
    model["shapes"][format!("example.shop#{shape}")]["members"]
        .as_object_mut()
        .unwrap()
}

/// The lines of one structure in a lock.
fn entry<'a>(lock: &'a str, shape: &str) -> Vec<&'a str> {
    let lines = lock
        .lines()
        .skip_while(|line| *line != format!("structure {shape}"))
        .skip(1);
    lines
        .take_while(|line| line.starts_with(' '))
        .map(str::trim)
        .collect()
}

#[test]
fn labels_come_first_in_uri_order_then_required_members_in_model_order() {
    let lock = run(&shop(), None).lock;
    let entry = entry(&lock, "PutOrderRequest");
    for line in [
        "shop new 1",
        "path new 2",
        "quantity new 3",
        "details new 4",
        "token optional",
        "weight optional",
    ] {
        assert!(entry.contains(&line), "{line} in {entry:?}");
    }
}

#[test]
fn what_stops_being_required_stays_an_argument() {
    let lock = run(&shop(), None).lock;
    let mut model = shop();
    members(&mut model, "Details")["label"] = json!({ "target": "smithy.api#String" });
    let later = run(&model, Some(&lock));
    assert_eq!(later.lock, lock);
    let fresh = run(&model, None);
    assert!(
        entry(&fresh.lock, "Details").contains(&"label optional"),
        "unlocked, it follows the model"
    );
}

#[test]
fn what_becomes_required_stays_an_option_that_is_checked() {
    let lock = run(&shop(), None).lock;
    let mut model = shop();
    let required = json!({ "smithy.api#required": {} });
    members(&mut model, "Details").insert(
        "tree".to_owned(),
        json!({ "target": "example.shop#Tree", "traits": required.clone() }),
    );
    members(&mut model, "Details").insert(
        "brandNew".to_owned(),
        json!({ "target": "smithy.api#String", "traits": required }),
    );
    let later = run(&model, Some(&lock));
    let details = entry(&later.lock, "Details");
    assert!(
        details.contains(&"tree optional") && details.ends_with(&["brandNew optional"]),
        "{details:?}"
    );
    let wire = later.files.get("src/order/wire.rs").unwrap();
    for member in ["tree", "brandNew"] {
        assert!(
            wire.contains(&format!("example.shop#Details${member}")),
            "validate() complains about {member}"
        );
    }
}

#[test]
fn an_order_never_changes() {
    let lock = run(&shop(), None).lock;
    let mut model = shop();
    let details = members(&mut model, "Details");
    let reversed = std::mem::take(details).into_iter().rev().collect();
    *details = reversed;
    let later = run(&model, Some(&lock));
    assert_eq!(later.lock, lock);
    assert_ne!(run(&model, None).lock, lock);
}

#[test]
fn a_member_that_is_gone_is_gone() {
    let lock = run(&shop(), None).lock;
    let mut model = shop();
    members(&mut model, "Details").remove("label");
    let later = run(&model, Some(&lock));
    assert!(!later.lock.contains("  label "), "{}", later.lock);
}
