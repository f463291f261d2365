//! Documentation of generated code: the model's own text as Markdown, then facts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use shapewright_codegen::{Package, Settings, Source, generate};

/// The file of the shop crate in which the operations on orders live.
fn file(path: &str) -> String {
    let source = Source::new("model.json", include_str!("cases/shop/model.json"));
    let output =
        generate(&[source], &Settings::new(Package::new("shop"))).unwrap_or_else(|r| panic!("{r}"));
    output.files.get(path).unwrap().to_owned()
}

#[test]
fn html_is_markdown_and_code_is_no_rust() {
    let order = file("src/order.rs");
    for line in [
        "/// Places an **order**.",
        "/// ```text",
        "/// { \"a\":  1 }",
    ] {
        assert!(order.contains(line), "{line}");
    }
}

#[test]
fn facts_say_limits_defaults_and_places() {
    let order = file("src/order.rs");
    for line in [
        "/// Operation `PutOrder`: [`PutOrderInput`](crate::PutOrderInput) to [`PutOrderOutput`](crate::PutOrderOutput) \
         or [`PutOrderError`](crate::PutOrderError). `PUT /shops/{shop}/orders/{path+}?mode=full`.",
        "/// `shop`, 2 to 8 characters, pattern `^[a-z/ ]+$`, in the path.",
        "/// `since`, in the query as `since`.",
        "/// `count`, default `3`.",
        "/// `token`, a fresh token when absent.",
        "/// `secret`, at least 4 characters, sensitive: `Debug` hides it, serde writes it.",
    ] {
        assert!(order.contains(line), "{line}");
    }
}

#[test]
fn what_is_deprecated_says_so() {
    assert!(file("src/ping.rs").contains("/// **Deprecated**: ask GetOrder, since 2026-02-01."));
    assert!(file("src/order.rs").contains("#[deprecated(note = \"use `type`\")]"));
}
