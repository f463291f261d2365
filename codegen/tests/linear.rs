//! Work in proportion to the model: of a model that is made N, 2N and 4N shapes big, everything that is written grows
//! by what the first N shapes take. How long it takes is measured by `cargo xtask bench generate`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

use shapewright_codegen::diagnostic::Severity;
use shapewright_codegen::{Generated, Package, Settings, Source, generate};

/// A model of `n` operations, each with an input, an output, a structure, a union, an enum, a list and a map of
/// its own, all linked with the operation before and with one shared structure; names clash all the time.
fn model(n: usize) -> String {
    let mut out = String::from(r#"{"smithy": "2.0", "shapes": {"#);
    for i in 0..n {
        let before = i.saturating_sub(1);
        let _ = write!(
            out,
            r##"
            "ex#Get{i}Thing": {{"type": "operation", "input": {{"target": "ex#Get{i}In"}}, "output": {{"target": "ex#Get{i}Out"}},
                "errors": [{{"target": "ex#Lost"}}]}},
            "ex#Get{i}In": {{"type": "structure", "members": {{"item": {{"target": "ex#Item{i}"}},
                "a": {{"target": "ex#Kind{i}", "traits": {{"smithy.api#required": {{}}}}}},
                "b": {{"target": "ex#Name", "traits": {{"smithy.api#required": {{}}}}}},
                "c": {{"target": "ex#Name", "traits": {{"smithy.api#required": {{}}}}}},
                "d": {{"target": "ex#Name", "traits": {{"smithy.api#required": {{}}}}}}}}}},
            "ex#Get{i}Out": {{"type": "structure", "members": {{"items": {{"target": "ex#Items{i}"}}, "shared": {{"target": "ex#Shared"}}}}}},
            "ex#Item{i}": {{"type": "structure", "members": {{"before": {{"target": "ex#Item{before}"}}, "choice": {{"target": "ex#Choice{i}"}},
                "first_name": {{"target": "ex#Name"}}, "firstName": {{"target": "ex#Name"}}}},
                "traits": {{"smithy.api#documentation": "<p>Thing <code>{i}</code>, see <a href=\"https://x.example/{i}\">there</a>.</p>"}}}},
            "ex#Choice{i}": {{"type": "union", "members": {{"item": {{"target": "ex#Item{before}"}}, "map": {{"target": "ex#Map{i}"}}}}}},
            "ex#Items{i}": {{"type": "list", "member": {{"target": "ex#Item{i}"}}, "traits": {{"smithy.api#length": {{"max": {i}}}}}}},
            "ex#Map{i}": {{"type": "map", "key": {{"target": "ex#Kind{i}"}}, "value": {{"target": "ex#Item{before}"}}}},
            "ex#Kind{i}": {{"type": "enum", "members": {{"A": {{"target": "smithy.api#Unit"}}, "B": {{"target": "smithy.api#Unit"}}}}}},"##
        );
    }
    let operations: Vec<String> = (0..n)
        .map(|i| format!(r##"{{"target": "ex#Get{i}Thing"}}"##))
        .collect();
    let _ = write!(
        out,
        r##"
        "ex#Name": {{"type": "string", "traits": {{"smithy.api#pattern": "^[a-z]{{1,8}}$"}}}},
        "ex#Shared": {{"type": "structure", "members": {{"name": {{"target": "ex#Name"}}}}}},
        "ex#Lost": {{"type": "structure", "members": {{}}, "traits": {{"smithy.api#error": "client"}}}},
        "ex#Svc": {{"type": "service", "version": "1", "operations": [{}], "traits": {{"aws.protocols#awsJson1_0": {{}}}}}}}}}}"##,
        operations.join(", ")
    );
    out
}

fn run(n: usize) -> Generated {
    let source = Source::new("model.json", model(n));
    generate(&[source], &Settings::new(Package::new("big")))
        .unwrap_or_else(|report| panic!("{report}"))
}

/// What is counted: operations, types, files, findings, lines and bytes of code and lock.
fn counts(generated: &Generated) -> [usize; 6] {
    let files = || generated.files.iter();
    [
        generated.statistics.operations,
        generated.statistics.shapes,
        files().count(),
        generated.report.count(Severity::Warning),
        generated.statistics.lines,
        files().map(|(_, text)| text.len()).sum::<usize>() + generated.lock.len(),
    ]
}

#[test]
fn everything_grows_with_the_model_and_no_faster() {
    const N: usize = 128;
    let [one, two, four] = [N, 2 * N, 4 * N].map(|n| counts(&run(n)));
    assert_eq!(one[..2], [N, 5 * N + 2], "operations and types");
    assert_eq!(one[3], N, "each clash is told once");
    for (index, ((one, two), four)) in one.iter().zip(two).zip(four).enumerate() {
        let (first, second) = (two - one, four - two);
        // Numbers have more digits later; nothing else may make a shape dearer.
        let allowed = 2 * first + first / 20;
        assert!(
            (2 * first - first / 20..=allowed).contains(&second),
            "count {index}: {first} more for {N}, {second} for {}",
            2 * N
        );
    }
}

/// `SHAPES=20000 cargo test -p shapewright-codegen --release --test linear -- --ignored` says what it takes.
#[test]
#[ignore = "a measurement"]
fn how_long_it_takes() {
    let shapes = std::env::var("SHAPES").unwrap_or_default();
    let shapes: usize = shapes.parse().unwrap_or(5000);
    let text = model(shapes / 7);
    let start = Instant::now();
    let source = Source::new("model.json", text);
    let generated = generate(&[source], &Settings::new(Package::new("big"))).unwrap();
    let _ = writeln!(
        std::io::stderr(),
        "{shapes} shapes: {} lines in {:.1} s",
        generated.statistics.lines,
        start.elapsed().as_secs_f64()
    );
}
