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

/// What is told of an operation of a service with these sources.
fn told(sources: &[&str], operation: &str) -> Vec<String> {
    let texts = sources.iter().enumerate();
    let sources: Vec<Source> = texts
        .map(|(index, text)| Source::new(format!("{index}.json"), *text))
        .collect();
    let output =
        generate(&sources, &Settings::new(Package::new("pond"))).unwrap_or_else(|r| panic!("{r}"));
    let files = output.files.iter();
    let text: String = files.map(|(_, text)| text.to_owned()).collect();
    let docs: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains(&format!("/// Operation `{operation}`")))
        .take_while(|line| line.starts_with("///"))
        .collect();
    docs.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn pages_and_waiters_are_told() {
    let model = include_str!("infer/pond.json");
    let overlay = include_str!("infer/pond-overlay.json");
    let docs = told(&[model], "ListPonds");
    let pages = "/// Pages of `ponds`, at most `limit` each: the output's `next` is the next input's `marker`.";
    assert!(docs.iter().any(|line| line == pages), "{docs:#?}");
    let docs = told(&[model], "GetPond");
    let waiters = "/// Waiters: `PondFilled`, until `pond.status` is `FULL`; `PondGone`, until it fails with \
                   `NotFound` or it succeeds.";
    assert!(docs.iter().any(|line| line == waiters), "{docs:#?}");
    // From an overlay: with its source where nobody models it, else as if the model itself said so.
    assert!(
        told(&[model], "GetFish")
            .iter()
            .all(|line| !line.contains("Waiters"))
    );
    let docs = told(&[model, overlay], "GetFish");
    let waiters = "/// Waiters: `FishCaught`, until `state` is `CAUGHT`. Not modelled by the owner of the service: an \
                   angler.";
    assert!(docs.iter().any(|line| line == waiters), "{docs:#?}");
    let inferred = include_str!("infer/pond-inferred.json");
    let docs = told(&[model, inferred], "DescribeGates");
    let all = "`GatesAvailable`, until all of `gates[].status` are `AVAILABLE`";
    assert!(docs.iter().any(|line| line.contains(all)), "{docs:#?}");
    let docs = told(&[model, overlay], "ListFish");
    let pages = "/// Pages: the output's `nextToken` is the next input's `nextToken`.";
    assert!(docs.iter().any(|line| line == pages), "{docs:#?}");
}
