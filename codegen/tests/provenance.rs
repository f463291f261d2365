//! What the first lines of generated files and `PROVENANCE.toml` say.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use shapewright_codegen::provenance::sha256;
use shapewright_codegen::{Generated, Package, Settings, Source, generate};

const SHOP: &str = include_str!("cases/shop/model.json");

fn run(name: &str, settings: &Settings) -> Generated {
    generate(&[Source::new(name, SHOP)], settings).unwrap()
}

fn second_line(generated: &Generated) -> &str {
    let text = generated.files.get("src/lib.rs").unwrap();
    text.lines().nth(1).unwrap()
}

/// Neither a machine's folders nor what would end the comment.
#[test]
fn names_of_models_are_harmless() {
    let settings = Settings::new(Package::new("shop"));
    let short = &sha256(SHOP)[..12];
    for (name, shown) in [
        ("model.json", "model.json"),
        ("/home/someone/shop/model.json", "model.json"),
        ("C:\\models\\model.json", "model.json"),
        ("../model.json", "model.json"),
        ("a\npub fn b() {}.json", "a_pub fn b() {}.json"),
    ] {
        let generated = run(name, &settings);
        let line = format!("// From {shown} {short}; all operations.");
        assert_eq!(second_line(&generated), line);
        let provenance = generated.files.get("PROVENANCE.toml").unwrap();
        assert!(
            provenance.contains(&format!("name = \"{shown}\"")),
            "{provenance}"
        );
    }
}

#[test]
fn the_choice_of_operations_and_the_lock_are_told() {
    let settings = Settings {
        operations: Some(vec!["Ping".to_owned()]),
        lock: Some(Source::new("api.lock", "")),
        ..Settings::new(Package::new("shop"))
    };
    let first = run("model.json", &settings);
    assert!(second_line(&first).ends_with("; 1 operation, locked."));
    let provenance = first.files.get("PROVENANCE.toml").unwrap();
    assert!(
        provenance.contains("operations = [\"Ping\"]\n"),
        "{provenance}"
    );
    let lock = format!("lock = \"{}\"\n", sha256(&first.lock));
    assert!(provenance.contains(&lock), "{provenance}");
    let again = Settings {
        lock: Some(Source::new("api.lock", &first.lock)),
        ..settings
    };
    assert_eq!(run("model.json", &again).files, first.files);
}
