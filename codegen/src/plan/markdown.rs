//! Documentation of a model (CommonMark with HTML, Smithy 2.0 "documentation trait") as
//! Markdown lines that rustdoc takes: all of it is made HTML, which is made Markdown of one form.

use std::sync::LazyLock;

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown, HtmlToMarkdownBuilder};
use pulldown_cmark::{Event, Options as Extensions, Parser};

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
        .add_handler(vec!["a"], link)
        .add_handler(vec!["img"], image)
        .build()
});

/// The lines of a documentation text. Text that cannot be converted is shown as it is.
pub(super) fn lines(documentation: &str) -> Vec<String> {
    let documentation = &visible(documentation);
    let html = match is_html(documentation) {
        true => compact(documentation),
        false => compact(&html_of(documentation)),
    };
    let markdown = CONVERTER
        .convert(&html)
        .unwrap_or_else(|_| escape(documentation));
    let mut lines = Vec::new();
    let mut fence: Option<String> = None;
    for line in markdown.lines().map(|line| line.replace('\t', "    ")) {
        let line = line.trim_end();
        if let Some(open) = &fence {
            if line.trim_start() == open {
                fence = None;
            }
            lines.push(line.to_owned());
        } else if let Some(rest) = line.trim_start().strip_prefix("```") {
            let ticks = 3 + rest.len() - rest.trim_start_matches('`').len();
            let open = "`".repeat(ticks);
            // A block without a language would be compiled as Rust.
            let indent = line.len() - line.trim_start().len();
            lines.push(format!("{}{open}text", &line[..indent]));
            fence = Some(open);
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
    lines.extend(fence);
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A text in one line, for use within others.
pub(super) fn line(documentation: &str) -> String {
    let lines = lines(documentation);
    let words = lines.iter().flat_map(|line| line.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

/// A text without the characters that comments may not have: rustc refuses a carriage return alone and
/// what changes the direction of writing (`text_direction_codepoint_in_comment`).
pub(super) fn visible(text: &str) -> String {
    let visible = |c: &char| {
        let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        !direction && (!c.is_control() || matches!(c, '\n' | '\t'))
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(visible).collect()
}

/// A link that leads somewhere from anywhere; of others the text is kept.
fn link(handlers: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    let text = handlers.walk_children(element.node).content;
    let target = attribute(&element, "href").filter(|target| {
        ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| target.starts_with(scheme))
    });
    let (Some(target), false) = (target, text.trim().is_empty()) else {
        return Some(text.into());
    };
    let escaped: String = target.chars().map(percent_encoded).collect();
    if ["http://", "https://"]
        .iter()
        .any(|scheme| text.trim().starts_with(scheme))
    {
        // A link within a link's text would be the only one.
        return Some(format!("<{escaped}>").into());
    }
    Some(format!("[{}]({escaped})", text.trim()).into())
}

/// What would end a link's target in Markdown.
fn percent_encoded(c: char) -> String {
    match c {
        ' ' | '(' | ')' | '<' | '>' | '\\' | '`' => format!("%{:02X}", u32::from(c)),
        c => c.to_string(),
    }
}

/// An image's text: documentation shows nothing that it would have to fetch.
fn image(_: &dyn Handlers, element: Element<'_>) -> Option<HandlerResult> {
    Some(escape(&attribute(&element, "alt")?).into())
}

fn attribute(element: &Element<'_>, name: &str) -> Option<String> {
    let attribute = element.attrs.iter().find(|it| *it.name.local == *name)?;
    Some(attribute.value.trim().to_owned())
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
    while let Some((before, code, after)) = preformatted(rest) {
        out.push_str(&fold(before));
        out.push_str(&format!("<pre><code>{code}</code></pre>"));
        rest = after;
    }
    out.push_str(&fold(rest));
    // Two backticks would begin code that ends somewhere else.
    out.replace("<code></code>", "")
        .replace("<code> </code>", "")
}

/// The first `<pre>` of a text: what comes before, its content and what comes after.
fn preformatted(html: &str) -> Option<(&str, &str, &str)> {
    // ASCII letters alone change, so that places stay.
    let lower = html.to_ascii_lowercase();
    let opens = |at: &usize| matches!(lower.as_bytes().get(at + 4), Some(b'>' | b' '));
    let start = lower.match_indices("<pre").map(|(at, _)| at).find(opens)?;
    let inside = start + lower[start..].find('>')? + 1;
    let (end, after) = match lower[inside..].find("</pre>") {
        Some(length) => (inside + length, inside + length + "</pre>".len()),
        None => (html.len(), html.len()),
    };
    let mut code = html[inside..end].trim_end();
    if code.starts_with("<code")
        && let Some((_, content)) = code.split_once('>')
    {
        code = content.strip_suffix("</code>").unwrap_or(content);
    }
    Some((&html[..start], code, &html[after..]))
}

/// CommonMark as HTML.
fn html_of(text: &str) -> String {
    let events = Parser::new_ext(text, Extensions::ENABLE_TABLES).map(|event| match event {
        // `List<Item>` is no markup, though CommonMark takes it for some.
        Event::InlineHtml(tag) | Event::Html(tag) if !is_element(&tag) => Event::Text(tag),
        event => event,
    });
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

/// Whether a tag is that of an element that documentation may have.
fn is_element(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
    tag.starts_with("<!--") || ELEMENTS.binary_search(&name.as_str()).is_ok()
}

/// The elements of HTML that texts have, and those of AWS's own documentation; sorted.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "fullname",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "important",
    "ins",
    "kbd",
    "li",
    "mark",
    "note",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "version",
    "warning",
    "wbr",
];

/// Whether a line starts a list item, at any depth.
fn is_item(line: &str) -> bool {
    let text = line.trim_start();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with("- ") || (digits.len() < text.len() && digits.starts_with(". "))
}

/// Whether a text is HTML as a whole; AWS's texts are, and their white space means nothing.
fn is_html(text: &str) -> bool {
    let mut start = text.trim_start().chars();
    let element =
        start.next() == Some('<') && start.next().is_some_and(|c| c.is_ascii_alphabetic());
    element && is_element(text.trim_start()) || text.contains("<p>") || text.contains("</p>")
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
            // Nothing is escaped between angle brackets (CommonMark, "Autolinks").
            out.push_str(&format!("<{}>", link.replace('\\', "")));
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
