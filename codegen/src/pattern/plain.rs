//! A tree as the text of a pattern that any ECMA-262 engine reads with the flag `u`.

use std::fmt::Write as _;

use super::ast::Node;
use super::class_set::ClassSet;

/// ECMA-262's LineTerminator (section 12.3), in brackets.
const LINE_TERMINATORS: &str = "[\\n\\r\\u2028\\u2029]";

/// The text; None where the tree has a back-reference, as its groups have no numbers any more.
pub(super) fn text(node: &Node) -> Option<String> {
    let mut out = String::new();
    write(node, &mut out)?;
    Some(out)
}

fn write(node: &Node, out: &mut String) -> Option<()> {
    match node {
        Node::Empty => out.push_str("(?:)"),
        Node::Class(set) => class(set, out),
        Node::Concat(nodes) => nodes.iter().try_for_each(|node| write(node, out))?,
        Node::Alternate(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                out.push_str(if index == 0 { "(?:" } else { "|" });
                write(node, out)?;
            }
            out.push(')');
        }
        Node::Repeat { node, min, max } => {
            group("(?:", node, out)?;
            let _ = match max {
                Some(max) => write!(out, "{{{min},{max}}}"),
                None => write!(out, "{{{min},}}"),
            };
        }
        Node::Start { lines: false } => out.push('^'),
        Node::End { lines: false } => out.push('$'),
        Node::Start { lines: true } => {
            let _ = write!(out, "(?<=^|{LINE_TERMINATORS})");
        }
        Node::End { lines: true } => {
            let _ = write!(out, "(?=$|{LINE_TERMINATORS})");
        }
        Node::Boundary { negated } => out.push_str(if *negated { "\\B" } else { "\\b" }),
        Node::Ahead { negated, node } => {
            group(if *negated { "(?!" } else { "(?=" }, node, out)?;
        }
        Node::Behind { negated, node } => {
            group(if *negated { "(?<!" } else { "(?<=" }, node, out)?;
        }
        Node::Reference(_) => return None,
    }
    Some(())
}

fn group(opening: &str, node: &Node, out: &mut String) -> Option<()> {
    out.push_str(opening);
    write(node, out)?;
    out.push(')');
    Some(())
}

fn class(set: &ClassSet, out: &mut String) {
    let outside = set.negate();
    // An empty class matches nothing, the negation of one anything.
    let (opening, shorter) = match outside.ranges().len() < set.ranges().len() {
        true => ("[^", &outside),
        false => ("[", set),
    };
    out.push_str(opening);
    for &(first, last) in shorter.ranges() {
        let _ = write!(out, "\\u{{{first:x}}}");
        if first < last {
            let _ = write!(out, "-\\u{{{last:x}}}");
        }
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn plain(source: &str) -> Option<String> {
        text(&parse(source).unwrap().node)
    }

    #[test]
    fn every_construct() {
        assert_eq!(
            plain("^(a|bc)[^]{2}$").unwrap(),
            "^(?:[\\u{62}][\\u{63}]|[\\u{61}])(?:[^]){2,2}$"
        );
        assert_eq!(
            plain("\\p{XDigit}+").unwrap(),
            "(?:[\\u{30}-\\u{39}\\u{41}-\\u{46}\\u{61}-\\u{66}]){1,}"
        );
        assert_eq!(
            plain("(?m)^\\b(?!a)(?<=b)").unwrap(),
            "(?<=^|[\\n\\r\\u2028\\u2029])\\b(?![\\u{61}])(?<=[\\u{62}])"
        );
        assert_eq!(plain("(a)\\1"), None);
    }
}
