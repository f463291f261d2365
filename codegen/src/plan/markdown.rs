//! Documentation of a model (CommonMark with HTML) as Markdown lines that rustdoc takes.

/// The lines of a documentation text.
pub(super) fn lines(documentation: &str) -> Vec<String> {
    documentation
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}
