//! Patterns: botocore leaves the anchors out, Smithy's patterns are searched for. · Called by
//! `convert`.

/// Puts the anchors back.
///
/// Smithy's `pattern` matches anywhere in the text unless it is anchored (Smithy 2.0, "pattern
/// trait"), botocore's is meant for the whole text. `.*` accepts everything and stays. A
/// top-level alternation is grouped first, since `^a|b$` anchors each of its ends to one
/// alternative only.
pub(crate) fn anchored(pattern: &str) -> String {
    if pattern == ".*" {
        return pattern.to_owned();
    }
    let (first, last) = (pattern.starts_with('^'), ends_with_anchor(pattern));
    if first && last {
        return pattern.to_owned();
    }
    if has_alternatives(pattern) {
        return format!("^(?:{pattern})$");
    }
    let (first, last) = (if first { "" } else { "^" }, if last { "" } else { "$" });
    format!("{first}{pattern}{last}")
}

/// A `$` at the end that is not escaped.
fn ends_with_anchor(pattern: &str) -> bool {
    let Some(before) = pattern.strip_suffix('$') else {
        return false;
    };
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    backslashes.is_multiple_of(2)
}

/// A `|` outside of groups and classes.
fn has_alternatives(pattern: &str) -> bool {
    let (mut depth, mut in_class, mut escaped) = (0_usize, false, false);
    for char in pattern.chars() {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::anchored;

    #[test]
    fn anchors_are_put_back() {
        assert_eq!(anchored("[a-z]+"), "^[a-z]+$");
        assert_eq!(anchored("^[a-z]+"), "^[a-z]+$");
        assert_eq!(anchored("[a-z]+$"), "^[a-z]+$");
        assert_eq!(anchored("^[a-z]+$"), "^[a-z]+$");
    }

    #[test]
    fn everything_stays_everything() {
        assert_eq!(anchored(".*"), ".*");
        assert_eq!(anchored(".+"), "^.+$");
    }

    #[test]
    fn an_escaped_dollar_is_no_anchor() {
        assert_eq!(anchored(r"a\$"), r"^a\$$");
        assert_eq!(anchored(r"a\\$"), r"^a\\$");
    }

    #[test]
    fn alternatives_are_grouped() {
        assert_eq!(anchored("256|512|1024"), "^(?:256|512|1024)$");
        assert_eq!(anchored("(a|b)c"), "^(a|b)c$");
        assert_eq!(anchored("[|]"), "^[|]$");
        assert_eq!(anchored(r"a\|b"), r"^a\|b$");
        assert_eq!(anchored("$|^x"), "^(?:$|^x)$");
        assert_eq!(anchored("^a$|^b$"), "^a$|^b$");
    }
}
