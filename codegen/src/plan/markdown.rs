//! Documentation of a model (CommonMark with HTML, Smithy 2.0 "documentation trait") as
//! Markdown lines that rustdoc takes.

use std::sync::LazyLock;

use htmd::options::{BulletListMarker, Options};
use htmd::{HtmlToMarkdown, HtmlToMarkdownBuilder};

static CONVERTER: LazyLock<HtmlToMarkdown> = LazyLock::new(|| {
    let options = Options {
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    HtmlToMarkdownBuilder::new()
        .options(options)
        .skip_tags(vec!["script", "style"])
        .build()
});

/// The lines of a documentation text. Text that cannot be converted is shown as it is.
pub(super) fn lines(documentation: &str) -> Vec<String> {
    let markdown = if is_html(documentation) {
        CONVERTER
            .convert(&compact(documentation))
            .unwrap_or_else(|_| escape(documentation))
    } else {
        documentation.to_owned()
    };
    let mut lines = Vec::new();
    let mut in_code = false;
    for line in markdown.lines().map(|line| line.replace('\t', "    ")) {
        let line = line.trim_end();
        if let Some(fence) = line.trim_start().strip_prefix("```") {
            let indent = &line[..line.len() - fence.len() - 3];
            // A block without a language would be compiled as Rust.
            let language = if in_code { "" } else { "text" };
            in_code = !in_code;
            lines.push(format!("{indent}```{language}"));
        } else if in_code {
            lines.push(line.to_owned());
        } else {
            // Text right below a list item would belong to it (CommonMark, "lazy continuation").
            let lazy = !line.is_empty() && !line.starts_with(' ') && !is_item(line);
            if lazy
                && lines
                    .last()
                    .is_some_and(|last| is_item(last) || last.starts_with(' '))
            {
                lines.push(String::new());
            }
            lines.push(tidy(line));
        }
    }
    if in_code {
        lines.push("```".to_owned());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Folds white space, which means nothing in HTML but would indent lists in Markdown; not
/// inside `<pre>`, whose text is made code.
fn compact(html: &str) -> String {
    let fold = |text: &str| {
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let edge = |there: bool| if there { " " } else { "" };
        let (start, end) = (
            text.starts_with(char::is_whitespace),
            text.ends_with(char::is_whitespace),
        );
        format!("{}{folded}{}", edge(start), edge(end && !folded.is_empty()))
    };
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<pre>") {
        let (code, after) = after.split_once("</pre>").unwrap_or((after, ""));
        out.push_str(&fold(before));
        out.push_str(&format!("<pre><code>{code}</code></pre>"));
        rest = after;
    }
    out.push_str(&fold(rest));
    out
}

/// Whether a line starts a list item, at any depth.
fn is_item(line: &str) -> bool {
    let text = line.trim_start();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with("- ") || (digits.len() < text.len() && digits.starts_with(". "))
}

fn is_html(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let next = text[at + 1..].chars().next();
        next.is_some_and(|c| c.is_ascii_alphabetic() || c == '/')
    })
}

fn escape(text: &str) -> String {
    text.replace('<', "\\<").replace('[', "\\[")
}

/// Makes a line of text safe for rustdoc: no bare links, no brackets that look like links to
/// items, no code by four blanks of indentation.
fn tidy(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    let (blanks, text) = line.split_at(indent);
    let mut out = blanks.to_owned();
    let mut rest = text;
    let mut code = false;
    while let Some(first) = rest.chars().next() {
        if first == '`' {
            code = !code;
        }
        let url = !code && (rest.starts_with("http://") || rest.starts_with("https://"));
        let marked = out.ends_with("](") || out.ends_with(['<', '"']);
        if url && !marked {
            let end = rest
                .find(|c: char| c.is_whitespace() || "<>\"'`)],;".contains(c))
                .unwrap_or(rest.len());
            let link = rest[..end].trim_end_matches(['.', ':', '*', '\\']);
            out.push_str(&format!("<{link}>"));
            rest = &rest[link.len()..];
            continue;
        }
        out.push(first);
        rest = &rest[first.len_utf8()..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_markdown() {
        let html = "<p>Use <code>PYTHON_3</code>, see <a href=\"https://x.example/a\">the guide</a>.</p>\n\
                    <ul>\n   <li>\n  <p>one</p>\n   </li>\n  <li><p>two</p></li></ul>";
        assert_eq!(
            lines(html),
            [
                "Use `PYTHON_3`, see [the guide](https://x.example/a).",
                "",
                "- one",
                "",
                "- two"
            ]
        );
    }

    #[test]
    fn code_blocks_are_not_rust() {
        assert_eq!(
            lines("<pre>{ \"a\": 1 }</pre>\n<p>x</p>")
                .first()
                .map(String::as_str),
            Some("```text")
        );
        assert_eq!(
            lines("text\n\n```\nlet\n```"),
            ["text", "", "```text", "let", "```"]
        );
    }

    #[test]
    fn bare_links_are_marked() {
        assert_eq!(
            lines("see https://x.example/a."),
            ["see <https://x.example/a>."]
        );
        assert_eq!(lines("`https://x.example`"), ["`https://x.example`"]);
    }
}
