//! What the documentation of generated code is as Markdown, read by the parser that rustdoc has:
//! no code that would be taken for Rust, no HTML, no link that leads nowhere.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};
use shapewright_codegen::{Generated, Package, Settings, Source, generate};

fn run(name: &str, text: String) -> Generated {
    generate(
        &[Source::new(name, text)],
        &Settings::new(Package::new("docs")),
    )
    .unwrap_or_else(|report| panic!("{report}"))
}

/// The texts of the comments of a file, each without its marks.
fn comments(code: &str) -> Vec<String> {
    let mut comments = Vec::new();
    let mut open = String::new();
    for line in code.lines() {
        let line = line.trim_start();
        let text = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        match text {
            Some(text) => {
                open.push_str(text.strip_prefix(' ').unwrap_or(text));
                open.push('\n');
            }
            None if !open.is_empty() => comments.push(std::mem::take(&mut open)),
            None => {}
        }
    }
    comments.extend((!open.is_empty()).then_some(open));
    comments
}

/// What is wrong with a comment, as rustdoc would see it.
fn faults(comment: &str) -> Vec<String> {
    let mut faults = Vec::new();
    // As rustdoc parses (rustdoc book, "Markdown").
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let item = |link: &BrokenLink<'_>| link.reference.starts_with('`');
    let mut unresolved = Vec::new();
    let mut callback = |link: BrokenLink<'_>| {
        if item(&link) {
            return Some((CowStr::from("crate::item"), CowStr::from("")));
        }
        unresolved.push(format!("brackets taken for a link: {}", link.reference));
        None
    };
    let parser = Parser::new_with_broken_link_callback(comment, options, Some(&mut callback));
    for event in parser {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                faults.push("code by indentation".to_owned());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if *language != *"text" =>
            {
                faults.push(format!("code in the language `{language}`"));
            }
            Event::Html(html) | Event::InlineHtml(html) => faults.push(format!("HTML: {html}")),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if !["https://", "http://", "mailto:", "crate::", "runtime::"]
                    .iter()
                    .any(|start| dest_url.starts_with(start)) =>
            {
                faults.push(format!("a link to `{dest_url}`"));
            }
            Event::FootnoteReference(name) => faults.push(format!("a footnote: {name}")),
            _ => {}
        }
    }
    faults.extend(unresolved);
    faults
}

fn check(name: &str, generated: &Generated) -> usize {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (path, code) in generated.files.iter() {
        for comment in comments(code) {
            seen += 1;
            for fault in faults(&comment) {
                wrong.push(format!("{name} {path}: {fault}\n{comment}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} faults, the first:\n{}",
        wrong.len(),
        wrong.iter().take(8).cloned().collect::<Vec<_>>().join("\n")
    );
    seen
}

fn models(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "json"));
    paths.sort();
    paths
}

#[test]
fn official_prose_is_markdown_without_code_html_or_dead_links() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models");
    let mut paths = models(&folder);
    paths.extend(models(&folder.join("others")));
    if paths.is_empty() {
        let _ = writeln!(std::io::stderr(), "skipped: no ../shared/models");
        return;
    }
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let generated = run(&name, fs::read_to_string(&path).unwrap());
        let seen = check(&name, &generated);
        assert!(seen > 500, "{name}: only {seen} comments");
    }
}
