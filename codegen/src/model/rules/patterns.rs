//! Patterns that probably do not mean what they say: `^a|b$` accepts all that begins with `a`
//! or ends with `b`. · They keep their meaning; whether a pattern can be compiled is decided
//! elsewhere.

use std::fmt::Display;

use super::super::Model;
use super::super::context::Context;
use super::super::shape::Place;
use super::super::traits::Traits;

/// Checks the patterns of all shapes and members.
pub(super) fn check(model: &Model, ctx: &mut Context<'_>) {
    for shape in model.shapes() {
        pattern(&shape.traits, &shape.place, &shape.id, ctx);
        for member in shape.members() {
            pattern(&member.traits, &member.place, &member.id, ctx);
        }
    }
}

fn pattern(traits: &Traits, place: &Place, label: &dyn Display, ctx: &mut Context<'_>) {
    let Some(pattern) = &traits.pattern else {
        return;
    };
    let alternatives = alternatives(pattern);
    let anchors: Vec<(bool, bool)> = alternatives.iter().map(|text| anchors(text)).collect();
    if anchors.windows(2).all(|pair| pair[0] == pair[1]) {
        return;
    }
    let parts: Vec<String> = alternatives
        .iter()
        .zip(&anchors)
        .map(|(text, anchors)| meaning(text, *anchors))
        .collect();
    let shown = match parts.as_slice() {
        [first, .., last] if parts.len() > 3 => format!("{first}, … or {last}"),
        _ => parts.join(" or "),
    };
    ctx.warning(
        "LoneAnchor",
        place,
        label,
        format!("`^` and `$` hold for single alternatives of the pattern: it accepts {shown}"),
        format!(
            "if the whole text is meant, group the alternatives: `{}`",
            grouped(pattern)
        ),
    );
}

/// The alternatives at the top level.
fn alternatives(pattern: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut depth, mut in_class, mut escaped) = (0, 0_usize, false, false);
    for (at, char) in pattern.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match char {
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => depth = depth.saturating_sub(1),
            '|' if !in_class && depth == 0 => {
                found.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&pattern[start..]);
    found
}

/// Whether an alternative begins with `^` and ends with `$`.
fn anchors(text: &str) -> (bool, bool) {
    let escapes = text
        .strip_suffix('$')
        .map(|rest| rest.bytes().rev().take_while(|byte| *byte == b'\\').count());
    (
        text.starts_with('^'),
        escapes.is_some_and(|count| count % 2 == 0),
    )
}

fn meaning(text: &str, (start, end): (bool, bool)) -> String {
    let inner = inner(text);
    if inner.is_empty() && start && end {
        return "what is empty".to_owned();
    }
    let verb = match (start, end) {
        (true, true) => "what is",
        (true, false) => "what begins with",
        (false, true) => "what ends with",
        (false, false) => "what contains",
    };
    format!("{verb} `{}`", shortened(inner))
}

/// An alternative without its anchors.
fn inner(text: &str) -> &str {
    let (start, end) = anchors(text);
    let text = if start { &text[1..] } else { text };
    if end && !text.is_empty() {
        &text[..text.len() - 1]
    } else {
        text
    }
}

/// The pattern as it was probably meant, short enough to read.
fn grouped(pattern: &str) -> String {
    let parts: Vec<&str> = alternatives(pattern).into_iter().map(inner).collect();
    format!("^(?:{})$", shortened(&parts.join("|")))
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_only_at_the_top() {
        assert_eq!(alternatives(r"a(b|c)[|(]\||d"), [r"a(b|c)[|(]\|", "d"]);
        assert_eq!(alternatives("a"), ["a"]);
    }

    #[test]
    fn anchors_are_seen_but_not_escaped_ones() {
        assert_eq!(anchors("^a$"), (true, true));
        assert_eq!(anchors(r"a\$"), (false, false));
        assert_eq!(anchors(r"a\\$"), (false, true));
    }

    #[test]
    fn groups() {
        assert_eq!(grouped("^256|512|1024$"), "^(?:256|512|1024)$");
    }
}
