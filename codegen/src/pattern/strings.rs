//! Strings to try a pattern on: made from its automaton, made from its text, and changed a little.
//!
//! What an automaton tells apart is found by walking through it; what it should tell apart and does not
//! is found only by strings that know nothing of it. The same on every run.

use super::ast::{Node, Reference};
use super::class_set::ClassSet;
use super::parse::{self, Parsed};
use super::walk::Walker;

/// Strings from a pattern's text have at most about this many characters.
const MAX_CHARS: usize = 1200;

/// Strings that lead an automaton (the bytes of [`Outcome`](super::Outcome)) to its states and out of
/// them, to acceptance and past it; at most about `limit`, shortest first. None for other bytes.
#[must_use]
pub fn of_automaton(automaton: &[u8], limit: usize) -> Vec<String> {
    Walker::new(automaton).map_or_else(Vec::new, |walker| walker.strings(limit))
}

/// Strings that follow a pattern's text: any way through its alternatives, any counts, any members of its
/// classes. Assertions are not heeded, so some of the strings do not match. At most `count`, without
/// doubles, in no special order; none for a text that is no pattern.
#[must_use]
pub fn of_text(source: &str, count: usize) -> Vec<String> {
    let Ok(parsed) = parse::parse(source) else {
        return Vec::new();
    };
    let mut sampler = Sampler {
        parsed: &parsed,
        random: 0x9e37_79b9_7f4a_7c15,
        out: String::new(),
        left: MAX_CHARS,
        references: 0,
    };
    let mut found: Vec<String> = Vec::with_capacity(count);
    // Small patterns have few strings: tries that give nothing new end.
    for _ in 0..count * 3 {
        if found.len() == count {
            break;
        }
        if let Some(text) = sampler.string()
            && !found.contains(&text)
        {
            found.push(text);
        }
    }
    found
}

/// A string with one character left out, doubled, or another, and with more before or after it; `turn`
/// chooses where.
#[must_use]
pub fn mutations(text: &str, turn: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let Some(at) = (turn * 31).checked_rem(chars.len()) else {
        return Vec::new();
    };
    let with = |middle: &[char]| -> String {
        let (before, after) = (&chars[..at], &chars[at + 1..]);
        before.iter().chain(middle).chain(after).collect()
    };
    let c = chars[at];
    vec![
        with(&[]),
        with(&[c, c]),
        with(&['\n']),
        with(&['é']),
        with(&['\u{1f600}']),
        with(&[c, '-', c]),
        format!("{text}\n"),
        format!(" {text}"),
    ]
}

struct Sampler<'p> {
    parsed: &'p Parsed,
    random: u64,
    out: String,
    /// Characters that may still come; without any, loops take as few turns as they can.
    left: usize,
    /// Back-references followed in this string.
    references: usize,
}

impl Sampler<'_> {
    fn string(&mut self) -> Option<String> {
        self.out.clear();
        self.left = MAX_CHARS;
        self.references = 0;
        self.node(&self.parsed.node)?;
        Some(self.out.clone())
    }

    /// A number below `end` (xorshift: variety is all that is asked).
    fn below(&mut self, end: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random >> 33)
            .unwrap_or(0)
            .checked_rem(end)
            .unwrap_or(0)
    }

    /// None where nothing can follow, or too much must.
    fn node(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Class(set) => {
                let c = self.member(set)?;
                // Counts in counts can ask for more than fits.
                if self.out.len() > 8 * MAX_CHARS {
                    return None;
                }
                self.out.push(c);
                self.left = self.left.saturating_sub(1);
            }
            Node::Concat(nodes) => nodes.iter().try_for_each(|node| self.node(node))?,
            Node::Alternate(nodes) => {
                let chosen = self.below(nodes.len());
                self.node(&nodes[chosen])?;
            }
            Node::Repeat { node, min, max } => {
                let least = usize::try_from(*min).ok()?;
                for turn in 0..self.turns(least, *max)? {
                    if turn >= least && self.left == 0 {
                        break;
                    }
                    self.node(node)?;
                }
            }
            Node::Reference(reference) => self.reference(reference)?,
            // Assertions take no character.
            _ => {}
        }
        Some(())
    }

    /// How often a loop turns: mostly a count at a boundary.
    fn turns(&mut self, min: usize, max: Option<u32>) -> Option<usize> {
        let left = self.left;
        if min > left + MAX_CHARS {
            return None;
        }
        let max = max.map_or(min + 40, |max| usize::try_from(max).unwrap_or(usize::MAX));
        let wanted = match self.below(7) {
            0 => min,
            1 => max,
            2 => max.saturating_sub(1),
            3 => min + 1,
            4 => min + self.below(max.saturating_sub(min).max(1)),
            _ => min + self.below(6),
        };
        Some(wanted.min(max).min(left).max(min))
    }

    /// A character of a set: the ends of its ranges more often than what is between, ASCII more often
    /// than the rest.
    fn member(&mut self, set: &ClassSet) -> Option<char> {
        let ranges = set.ranges();
        let ascii = ranges.partition_point(|&(first, _)| first < 0x80);
        let choices = match self.below(8) {
            0 => ranges.len(),
            _ if ascii > 0 => ascii,
            _ => ranges.len(),
        };
        let (first, last) = *ranges.get(self.below(choices))?;
        let last = if choices == ascii {
            last.min(0x7f)
        } else {
            last
        };
        let inside = usize::try_from(last - first).ok()?;
        let code_point = match self.below(4) {
            0 => first,
            1 => last,
            _ => first + u32::try_from(self.below(inside + 1)).ok()?,
        };
        char::from_u32(code_point)
    }

    fn reference(&mut self, reference: &Reference) -> Option<()> {
        let number = match reference {
            Reference::Number(number) => *number,
            Reference::Name(name) => self.parsed.names.iter().find(|(known, _)| known == name)?.1,
        };
        self.references += 1;
        if self.references > 50 {
            return None;
        }
        let group = self
            .parsed
            .groups
            .get(usize::try_from(number).ok()?.checked_sub(1)?)?;
        self.node(group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_follow_the_text() {
        let found = of_text("^(?:ab|[0-9]{2,3})(?=x)-$", 30);
        assert!(
            found.contains(&"ab-".to_owned()) && found.len() > 10,
            "{found:?}"
        );
        for text in &found {
            let digits = text.strip_suffix('-').unwrap();
            let number =
                digits.chars().all(|c| c.is_ascii_digit()) && (2..=3).contains(&digits.len());
            assert!(digits == "ab" || number, "{text}");
        }
        assert_eq!(of_text("^a$", 30), ["a"]);
        assert_eq!(of_text("(", 30), [""; 0]);
        assert_eq!(of_text("[]", 30), [""; 0]);
        assert_eq!(of_text("x{4294967295}", 30), [""; 0]);
    }

    #[test]
    fn loops_in_loops_end() {
        let found = of_text("^(([a-z]{0,1000}){0,1000}(x+)*){0,1000}$", 20);
        assert!(!found.is_empty());
        assert!(
            found
                .iter()
                .all(|text| text.chars().count() <= 2 * MAX_CHARS)
        );
    }

    #[test]
    fn mutations_differ() {
        for turn in 0..5 {
            assert!(mutations("abc", turn).iter().all(|text| text != "abc"));
        }
        assert_eq!(mutations("", 3), [""; 0]);
    }
}
