//! One document through everything: what comes out is in `tests/convert/expected.json`.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::model::Model;

use super::super::c2j::{Document, Paginators};
use super::{Converted, convert, converted, members, with_input};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/convert")
        .join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(file(name)).unwrap()
}

fn convert_document(text: &str) -> Converted {
    let document: Document = serde_json::from_str(text).unwrap();
    let paginators: Paginators = serde_json::from_str(&read("paginators-1.json")).unwrap();
    convert(document, &paginators).unwrap()
}

fn render(converted: &Converted) -> String {
    format!(
        "{}\n",
        serde_json::to_string_pretty(&converted.model).unwrap()
    )
}

#[test]
fn the_whole_document() {
    let found = render(&convert_document(&read("service-2.json")));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(file("expected.json"), &found).unwrap();
    }
    let expected = read("expected.json");
    assert!(found == expected, "BLESS=1 accepts this:\n{found}");
    let mut report = Report::new();
    let _ = Model::load(&[Source::new("expected.json", expected)], &mut report);
    assert_eq!(report.to_string(), "");
}

#[test]
fn the_order_of_shapes_and_operations_says_nothing() {
    let text = read("service-2.json");
    let mut document: Value = serde_json::from_str(&text).unwrap();
    for key in ["operations", "shapes", "metadata"] {
        let object = document[key].as_object_mut().unwrap();
        let reversed: Vec<_> = std::mem::take(object).into_iter().rev().collect();
        object.extend(reversed);
    }
    let shuffled = convert_document(&document.to_string());
    assert_eq!(render(&shuffled), render(&convert_document(&text)));
}

#[test]
fn members_keep_their_order() {
    let fields = json!({ "z": { "shape": "S" }, "a": { "shape": "S" }, "m": { "shape": "S" } });
    let found = converted(with_input("/", members(fields, json!({}))), json!({}));
    let input = &found.model["shapes"]["com.amazonaws.tinyservice#In"];
    let names: Vec<&String> = input["members"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["z", "a", "m"]);
}

#[test]
fn there_is_no_prose() {
    let text = read("service-2.json");
    assert!(text.contains("PROSE"));
    assert!(!render(&convert_document(&text)).contains("PROSE"));
}

#[test]
fn what_is_not_known_is_told() {
    let mut document = with_input("/", members(json!({ "s": { "shape": "S" } }), json!({})));
    document["operations"]["Get"]["colour"] = json!("red");
    document["shapes"]["In"]["members"]["s"]["location"] = json!("cookie");
    let found = converted(document, json!({}));
    let wanted = [
        "`colour` is not known and was left out (1 times)",
        "`location: cookie` is not known and was left out (1 times)",
    ];
    assert_eq!(found.notes, wanted);
}

#[test]
fn a_reference_to_nothing_is_an_error() {
    let document = with_input("/", members(json!({ "s": { "shape": "Gone" } }), json!({})));
    let document: Document = serde_json::from_value(document).unwrap();
    let error = convert(document, &Paginators::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`In` refers to `Gone`, which is no shape"
    );
}
