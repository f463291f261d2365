//! The output is the same bytes for every run and for every order of keys in the input.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

mod support;

use serde_json::Value;
use shapewright_codegen::{Generated, Package, Settings, Source, generate};
use support::code;

fn settings(lock: Option<&str>) -> Settings {
    let mut settings = Settings::new(Package::new("shop"));
    settings.lock = lock.map(|text| Source::new("api.lock", text));
    settings
}

fn run(model: &str, lock: Option<&str>) -> Generated {
    generate(&[Source::new("model.json", model)], &settings(lock))
        .unwrap_or_else(|report| panic!("{report}"))
}

fn shop() -> &'static str {
    include_str!("cases/shop/model.json")
}

/// The same document with the keys of every object in another order.
fn reordered(value: &Value, by: usize) -> Value {
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<(String, Value)> = entries
                .iter()
                .map(|(key, value)| (key.clone(), reordered(value, by)))
                .collect();
            let len = entries.len().max(1);
            entries.rotate_left(by % len);
            if by.is_multiple_of(2) {
                entries.reverse();
            }
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| reordered(item, by)).collect()),
        other => other.clone(),
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert_eq!(run(shop(), None).files, run(shop(), None).files);
}

#[test]
fn the_order_of_keys_does_not_matter_once_there_is_a_lock() {
    let first = run(shop(), None);
    let locked = run(shop(), Some(&first.lock));
    assert_eq!(
        code(&first).compare(&code(&locked)),
        [],
        "a fresh lock changes nothing"
    );
    let model: Value = serde_json::from_str(shop()).unwrap();
    for by in 1..6 {
        let other = run(&reordered(&model, by).to_string(), Some(&first.lock));
        assert_eq!(code(&first).compare(&code(&other)), [], "rotated by {by}");
        assert_eq!(first.lock, other.lock);
    }
}

#[test]
fn without_a_lock_only_the_order_of_members_shows() {
    let model: Value = serde_json::from_str(shop()).unwrap();
    let mut top = model.clone();
    let shapes = top["shapes"]
        .as_object()
        .unwrap()
        .clone()
        .into_iter()
        .rev()
        .collect();
    top["shapes"] = Value::Object(shapes);
    let other = run(&top.to_string(), None);
    assert_eq!(code(&run(shop(), None)).compare(&code(&other)), []);
}
