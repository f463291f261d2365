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
    // Of links within one another the inner one counts, and the outer one's signs are shown.
    faults.extend(
        comment
            .contains(">](")
            .then(|| "a link within a link".to_owned()),
    );
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

/// The comment that a documentation text becomes.
fn documented(documentation: &str) -> String {
    let documentation = serde_json::Value::from(documentation);
    let model = format!(
        r#"{{"smithy": "2.0", "shapes": {{
            "ex#Svc": {{"type": "service", "version": "1", "operations": [{{"target": "ex#Do"}}],
                "traits": {{"aws.protocols#awsJson1_0": {{}}}}}},
            "ex#Do": {{"type": "operation", "input": {{"target": "ex#In"}}}},
            "ex#In": {{"type": "structure", "members": {{"order": {{"target": "ex#Order"}}}}}},
            "ex#Order": {{"type": "structure", "members": {{}},
                "traits": {{"smithy.api#documentation": {documentation}}}}}}}}}"#
    );
    let generated = run("model.json", model);
    check("model.json", &generated);
    let code = generated.files.get("src/do.rs").unwrap();
    let mut comments = comments(code).into_iter();
    let comment = comments.find(|it| it.ends_with("Structure `Order`.\n"));
    let comment = comment.unwrap_or_else(|| panic!("{code}"));
    let text = comment.strip_suffix("Structure `Order`.\n").unwrap();
    text.trim_end_matches('\n').to_owned()
}

/// Documentation texts and the comments that they become.
const TEXTS: &[(&str, &str)] = &[
    // Text and what stands in it.
    (
        "<p>a <b>b</b> <strong>s</strong> <i>i</i> <em>e</em> <code>Vec&lt;T&gt;</code> &amp; &lt;name&gt; <code></code><code>a`b</code></p>",
        "a **b** **s** *i* *e* `Vec<T>` & \\<name> ``a`b``",
    ),
    (
        "<p>Array[0], [Order], [Order](x), [a]: b *stars* _under_ # hash</p>",
        "Array\\[0\\], \\[Order\\], \\[Order\\](x), \\[a\\]: b \\*stars\\* \\_under\\_ # hash",
    ),
    (
        "Uses [Order], `[x]` and List<Item>, a <b>tag</b>.",
        "Uses \\[Order\\], `[x]` and List\\<Item>, a **tag**.",
    ),
    ("<fullname>Shop</fullname> <p>x</p>", "Shop\n\nx"),
    ("<script>alert(1)</script><p>x</p><!-- hidden -->", "x"),
    (
        "<p>un<b>closed <p>next</i> <pre>never",
        "un**closed**\n\n**next**\n\n**`never`**",
    ),
    ("<p>   </p>", ""),
    ("", ""),
    ("ends with \\", "ends with \\\\"),
    (
        "<p>\u{0}a\u{7}b\rc\u{202e}d\u{2066}e\u{200b}</p>",
        "ab cde\u{200b}",
    ),
    // Blocks.
    (
        "<p>line<br>next<br/>third</p><h1>Head</h1><h3>Sub</h3><hr>",
        "line\nnext\nthird\n\n# Head\n\n### Sub\n\n* * *",
    ),
    (
        "<dl><dt>Term</dt><dd><p>What it is.</p></dd><dt>Two</dt><dd>b</dd></dl>",
        "Term\n\nWhat it is.\n\nTwo\n\nb",
    ),
    (
        "<ol><li><p>one</p><ul><li>in</li></ul></li><li>two<pre>code\n  more</pre></li></ol>",
        "1. one\n\n   - in\n2. two\n\n   ```text\n   code\n     more\n   ```",
    ),
    (
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>x|y</td></tr></table>",
        "| a | b   |\n| - | --- |\n| 1 | x&#124;y |",
    ),
    ("<p>Note:</p> <note> <p>this</p> </note>", "Note:\n\nthis"),
    ("- one\n- two\n  - deep", "- one\n- two\n  - deep"),
    (
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "| a | b |\n| - | - |\n| 1 | 2 |",
    ),
    // Links and images.
    (
        "<p><a>A</a>, <a href=\"API_X.html\">X</a>, <a href=\"#y\">y</a>, <a href=\"https://x.example/a (b)\">z</a>, <a href=\"\">e</a><a href=\"https://x.example\"></a></p>",
        "A, X, y, [z](https://x.example/a%20%28b%29), e",
    ),
    (
        "<p><a href=\"https://x.example/a_b\">https://x.example/a_b</a> or https://y.example/a_b.</p>",
        "<https://x.example/a_b> or <https://y.example/a_b>.",
    ),
    (
        "<p>An <img src=\"https://x.example/i.png\" alt=\"a [picture]\"/></p>",
        "An a \\[picture]",
    ),
    (
        "<https://y.example>, [rel](./z.md), [ref][1], ![img](x.png), `https://z.example`\n\n[1]: https://z.example",
        "<https://y.example>, rel, [ref](https://z.example), img, `https://z.example`",
    ),
    // Code.
    (
        "<pre><code class=\"language-json\">{\"a\": 1}</code></pre>",
        "```text\n{\"a\": 1}\n```",
    ),
    (
        "<PRE class=\"x\">a ``` b\n```\n</PRE>",
        "````text\na ``` b\n```\n````",
    ),
    (
        "Text:\n\n    let x = 1;\n\n```rust\nfn main() {}\n```\n\n~~~\nplain\n~~~",
        "Text:\n\n```text\nlet x = 1;\n```\n\n```text\nfn main() {}\n```\n\n```text\nplain\n```",
    ),
    ("   \tindented at once", "```text\nindented at once\n```"),
];

#[test]
fn every_construct_becomes_what_rustdoc_takes() {
    for (text, expected) in TEXTS {
        assert_eq!(documented(text), *expected, "{text:?}");
    }
}

#[test]
fn the_faults_are_seen() {
    for comment in [
        "    let x = 1;",
        "```\nlet x = 1;\n```",
        "a <b>tag</b>",
        "<div>\nblock\n</div>",
        "see [it](API_X.html)",
        "see [Order]",
        "[<https://x.example>](https://x.example)",
    ] {
        assert_ne!(faults(comment), Vec::<String>::new(), "{comment}");
    }
    assert_eq!(
        faults("[`A`](crate::A), `b[0]`, <https://x.example>"),
        [""; 0]
    );
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
