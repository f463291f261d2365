//! The documented examples in the documentation of operations: each clean one is there, and its code looks as rustfmt
//! leaves it. That it compiles and holds is what the crates' own documentation tests say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
#[allow(dead_code, reason = "other tests use the rest")]
mod support {
    pub(crate) mod models;
}

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use shapewright_codegen::examples::Linter;
use shapewright_codegen::examples::corpus::Document;
use support::models;

const README: &str = include_str!("../../../README.md");
const SERVICES: [&str; 3] = ["apigatewayv2", "appmesh", "apprunner"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The texts of a folder's files with an extension.
fn texts(folder: &Path, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == extension) {
            found.push(std::fs::read_to_string(path).unwrap());
        }
    }
    found
}

/// A block of code in a documentation.
struct Block {
    /// The line before it.
    title: String,
    /// The lines that readers see.
    visible: Vec<String>,
}

/// The code of a crate that documentation tests run.
fn blocks(folder: &Path) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for text in texts(&folder.join("src"), "rs") {
        let (mut open, mut before) = (None, String::new());
        for line in text.lines() {
            let line = line.strip_prefix("/// ").or(line.strip_prefix("///"));
            match (line, open) {
                (Some("```"), Some(_)) => open = None,
                (Some(line), None) if line.starts_with("```") => {
                    let is_code = line == "```";
                    open = Some(is_code);
                    found.extend(is_code.then(|| Block {
                        title: before.clone(),
                        visible: Vec::new(),
                    }));
                }
                (Some(line), Some(true)) if !line.starts_with("# ") => {
                    found.last_mut().unwrap().visible.push(line.to_owned());
                }
                _ => {}
            }
            before = line.unwrap_or_default().to_owned();
        }
    }
    found
}

#[test]
fn each_clean_example_is_there() {
    for service in SERVICES {
        let model = models::load(service);
        let mut linter = Linter::new(&model);
        let (mut clean, mut all) = (BTreeSet::new(), 0);
        for text in texts(
            &root().join("models").join(service).join("examples"),
            "json",
        ) {
            let document: Document = serde_json::from_str(&text).unwrap();
            let name = document.operation.unwrap();
            let (_, operation) = models::operation(&model, &name);
            let file = document.source.rsplit('/').next().unwrap().to_owned();
            all += document.examples.len();
            for (index, example) in document.examples.iter().enumerate() {
                if linter.example(operation, example).is_empty() {
                    clean.insert(format!("`{file}`, example {}", index + 1));
                }
            }
        }
        assert!(!clean.is_empty(), "{service}");
        let blocks = blocks(&root().join("generated").join(service));
        let shown: BTreeSet<String> = blocks
            .iter()
            .map(|block| {
                let (_, rest) = block.title.split_once(", `").unwrap();
                let name = rest.split([':', ',']).take(2).collect::<Vec<_>>();
                format!("`{}", name.join(","))
            })
            .collect();
        assert_eq!(shown, clean, "{service}");
        assert_eq!(blocks.len(), clean.len(), "{service}: none twice");
        let (clean, others) = (clean.len(), all - clean.len());
        let row = format!("| {service} | {all} | {clean} | {others} |\n");
        assert!(README.contains(&row), "the README has {row}");
    }
}

#[test]
fn readers_do_not_have_to_look_at_much() {
    for service in SERVICES {
        let blocks = blocks(&root().join("generated").join(service));
        let lines: usize = blocks.iter().map(|block| block.visible.len()).sum();
        assert!(lines <= 25 * blocks.len(), "{service}: {lines} lines");
        for block in blocks {
            assert!(block.visible.len() <= 35, "{}", block.title);
        }
    }
}

#[test]
fn the_readme_shows_one_of_them() {
    let (_, section) = README.split_once("## Documented examples\n").unwrap();
    let (_, shown) = section.split_once("```text\n").unwrap();
    let (shown, _) = shown.split_once("```\n").unwrap();
    let blocks = blocks(&root().join("generated/apigatewayv2"));
    let texts = blocks.iter().map(|block| block.visible.join("\n") + "\n");
    assert!(texts.into_iter().any(|text| text == shown), "{shown}");
}

/// In a function with the heuristics of lines that are not indented.
fn formatted(code: &str) -> Option<String> {
    let config = "max_width=104,chain_width=60,fn_call_width=60,array_width=60,struct_lit_width=18";
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", config])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = rustfmt.stdin.take().unwrap();
    stdin.write_all(code.as_bytes()).unwrap();
    drop(stdin);
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success(), "{code}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn rustfmt_leaves_the_code_as_it_is() {
    let shop = root().join("codegen/tests/cases/shop");
    let folders = SERVICES.map(|service| root().join("generated").join(service));
    let mut code = String::new();
    let mut expected = Vec::new();
    for block in folders.iter().chain([&shop]).flat_map(|it| blocks(it)) {
        code.push_str("fn example() {\n");
        for line in &block.visible {
            code.push_str(format!("    {line}").trim_end());
            code.push('\n');
        }
        code.push_str("}\n\n");
        expected.extend(block.visible.into_iter().filter(|line| !line.is_empty()));
    }
    let Some(formatted) = formatted(&code) else {
        writeln!(std::io::stderr(), "skipped: there is no rustfmt").unwrap();
        return;
    };
    let inside = formatted
        .lines()
        .filter_map(|line| line.strip_prefix("    "));
    let found: Vec<&str> = inside.filter(|line| !line.is_empty()).collect();
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}
