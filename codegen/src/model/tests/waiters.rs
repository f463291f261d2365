//! Expressions of waiters that nobody writes by accident: refused, or walked in no time.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::diagnostic::Report;
use crate::model::Model;
use crate::model::lower::Source;

/// What is said about a waiter with this path, on an output with a string `a` and a list of itself `b`.
fn findings(path: &str) -> Vec<String> {
    let matcher = json!({ "path": path, "expected": "x", "comparator": "stringEquals" });
    let acceptor = json!({ "state": "success", "matcher": { "output": matcher } });
    let model = json!({ "smithy": "2.0", "shapes": {
        "ex#Get": {
            "type": "operation", "output": { "target": "ex#Out" },
            "traits": { "smithy.waiters#waitable": { "Ready": { "acceptors": [acceptor] } } },
        },
        "ex#Out": { "type": "structure", "members": {
            "a": { "target": "smithy.api#String" }, "b": { "target": "ex#List" },
        } },
        "ex#List": { "type": "list", "member": { "target": "ex#Out" } },
    } });
    let mut report = Report::new();
    let _ = Model::load(&[Source::new("model.json", model.to_string())], &mut report);
    report
        .iter()
        .map(|finding| finding.message.clone())
        .collect()
}

#[test]
fn what_doubles_itself_is_walked_once() {
    let start = Instant::now();
    let twice = ["{a: @, b: @}"; 60].join(" | ");
    let back = ".a".repeat(60);
    assert_eq!(
        findings(&format!("({twice}){back}.a")),
        Vec::<String>::new()
    );
    let lists = ["[@, @]"; 60].join(" | ");
    let deep = format!("{lists}{}.a", "[0]".repeat(30));
    assert_eq!(findings(&deep).len(), 1, "a list has no member");
    let deeper = format!("a{}", ".b[0]".repeat(90));
    assert!(!findings(&deeper).is_empty());
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn what_is_too_deep_is_refused_and_no_overflow() {
    for path in [
        "(".repeat(1900),
        "!".repeat(1900),
        "a[*]".repeat(400),
        "&".repeat(101),
        "a".repeat(2001),
    ] {
        let found = findings(&path);
        assert!(
            found[0].contains("too long, or too much is nested"),
            "{found:?}"
        );
    }
    let path = ["a"; 900].join(".");
    assert!(findings(&path)[0].contains("is looked up in a string"));
    // As much as is allowed.
    for path in [
        format!("{}a{}", "(".repeat(100), ")".repeat(100)),
        "b[*].".repeat(50) + "a",
    ] {
        let found = findings(&path);
        assert!(
            found.iter().all(|it| !it.contains("not a JMESPath")),
            "{found:?}"
        );
    }
    let path = ["a"; 600].join("||");
    assert_eq!(findings(&path), Vec::<String>::new());
}
