//! Rust's keywords (Reference, "Keywords", edition 2024).

/// Strict and reserved keywords that may be written raw, sorted.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that cannot even be raw identifiers.
pub(super) const NEVER_RAW: &[&str] = &["Self", "_", "crate", "self", "super"];

pub(super) fn is_keyword(text: &str) -> bool {
    KEYWORDS.binary_search(&text).is_ok()
}

pub(super) fn cannot_be_raw(text: &str) -> bool {
    NEVER_RAW.contains(&text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sorted() {
        assert!(super::KEYWORDS.is_sorted());
    }
}
