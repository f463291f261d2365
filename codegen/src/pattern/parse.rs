//! Reads a pattern: the grammar of ECMA-262 section 22.2.1 with the flag `u`, and leniently what models
//! have beyond it.
//!
//! Beyond the grammar: escapes of punctuation that need none; `]`, `{` and `}` that close or open
//! nothing; a class escape as end of a range; a quantifier after a quantifier or an assertion; Java's
//! possessive quantifiers and atomic groups (which make no difference to most patterns), `\A`, `\z`, `\Z`,
//! and flags such as `(?i)`.

use super::ast::Node;
use super::class_set::{self, ClassSet};
use super::property;

/// Groups may be nested this deep; the recursion of all later stages is bounded by it.
const MAX_DEPTH: usize = 100;

/// A pattern that was read.
pub(super) struct Parsed {
    /// The whole pattern.
    pub(super) node: Node,
    /// The capturing groups, the first at index 0.
    pub(super) groups: Vec<Node>,
    /// The names of groups, with their numbers.
    pub(super) names: Vec<(String, u32)>,
}

/// Reads a pattern.
///
/// # Errors
/// What is wrong with it, and at which character.
pub(super) fn parse(source: &str) -> Result<Parsed, String> {
    let mut parser = Parser {
        chars: source.chars().collect(),
        at: 0,
        depth: 0,
        flags: Flags::default(),
        group_count: 0,
        groups: Vec::new(),
        names: Vec::new(),
    };
    parser.group_count = parser.count_groups();
    let node = parser.disjunction()?;
    if parser.at < parser.chars.len() {
        return parser.error("a parenthesis closes nothing");
    }
    Ok(Parsed {
        node,
        groups: parser.groups,
        names: parser.names,
    })
}

/// The flags in effect.
#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    pub(super) dot_all: bool,
    pub(super) lines: bool,
}

pub(super) struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
    pub(super) flags: Flags,
    /// How many groups the whole pattern has: `\2` is a reference only if there are two.
    pub(super) group_count: u32,
    groups: Vec<Node>,
    names: Vec<(String, u32)>,
}

impl Parser {
    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn peek_at(&self, offset: usize) -> Option<char> {
        self.chars.get(self.at + offset).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = text
            .chars()
            .enumerate()
            .all(|(offset, c)| self.peek_at(offset) == Some(c));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn go_back(&mut self, position: usize) {
        self.at = position;
    }

    pub(super) fn error<T>(&self, what: &str) -> Result<T, String> {
        Err(format!("{what} (at character {})", self.at + 1))
    }

    /// The capturing groups of the whole pattern.
    fn count_groups(&self) -> u32 {
        let (mut count, mut in_class, mut at) = (0, false, 0);
        while let Some(c) = self.chars.get(at) {
            let after = |offset: usize| self.chars.get(at + offset).copied();
            match c {
                '\\' => at += 1,
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class => {
                    let named = after(2) == Some('<') && !matches!(after(3), Some('=' | '!'));
                    count += u32::from(after(1) != Some('?') || named);
                }
                _ => {}
            }
            at += 1;
        }
        count
    }

    /// Alternatives up to a closing parenthesis or the end.
    fn disjunction(&mut self) -> Result<Node, String> {
        if self.depth == MAX_DEPTH {
            return self.error("groups are nested too deep");
        }
        self.depth += 1;
        // Flags set inside a group end with it.
        let flags = self.flags;
        let mut branches = vec![self.alternative()?];
        while self.eat("|") {
            branches.push(self.alternative()?);
        }
        self.flags = flags;
        self.depth -= 1;
        Ok(Node::alternate(branches))
    }

    fn alternative(&mut self) -> Result<Node, String> {
        let mut terms = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            let term = self.term()?;
            terms.push(self.quantified(term)?);
        }
        Ok(Node::concat(terms))
    }

    fn term(&mut self) -> Result<Node, String> {
        match self.next() {
            Some('^') => Ok(Node::Start {
                lines: self.flags.lines,
            }),
            Some('$') => Ok(Node::End {
                lines: self.flags.lines,
            }),
            Some('.') if self.flags.dot_all => Ok(Node::Class(ClassSet::all())),
            Some('.') => Ok(Node::Class(class_set::line_terminators().negate())),
            Some('(') => self.group(),
            Some('[') => self.class().map(Node::Class),
            Some('\\') => self.escape(),
            Some('*' | '+' | '?') => self.error("a quantifier repeats nothing"),
            Some(c) => Ok(self.literal(u32::from(c))),
            None => Ok(Node::Empty),
        }
    }

    pub(super) fn literal(&self, code_point: u32) -> Node {
        Node::Class(self.folded(ClassSet::one(code_point)))
    }

    pub(super) fn folded(&self, set: ClassSet) -> ClassSet {
        if self.flags.ignore_case {
            property::fold_case(&set)
        } else {
            set
        }
    }

    /// A term with the quantifiers after it.
    fn quantified(&mut self, mut node: Node) -> Result<Node, String> {
        while let Some((min, max)) = self.quantifier()? {
            node = match node {
                // An assertion that holds once holds any number of times.
                Node::Start { .. }
                | Node::End { .. }
                | Node::Boundary { .. }
                | Node::Ahead { .. }
                | Node::Behind { .. } => {
                    if min == 0 {
                        Node::Empty
                    } else {
                        node
                    }
                }
                node => Node::repeat(node, min, max),
            };
        }
        Ok(node)
    }

    /// A quantifier, if one comes. Laziness and possession change how a match is found, not whether (a
    /// possessive one may refuse more; no ECMA pattern has it).
    fn quantifier(&mut self) -> Result<Option<(u32, Option<u32>)>, String> {
        let bounds = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.braces(),
            _ => return Ok(None),
        };
        self.at += 1;
        self.quantifier_suffix();
        Ok(Some(bounds))
    }

    /// `{n}`, `{n,}` or `{n,m}`; a brace of another form is a literal.
    fn braces(&mut self) -> Result<Option<(u32, Option<u32>)>, String> {
        let start = self.at;
        self.at += 1;
        let bounds = self.count().and_then(|min| {
            let max = if self.eat(",") {
                self.count()
            } else {
                Some(min)
            };
            self.eat("}").then_some((min, max))
        });
        match bounds {
            None => self.at = start,
            Some((min, Some(max))) if min > max => {
                return self.error("the numbers of a quantifier are out of order");
            }
            Some(_) => self.quantifier_suffix(),
        }
        Ok(bounds)
    }

    fn quantifier_suffix(&mut self) {
        if !self.eat("?") {
            self.eat("+");
        }
    }

    /// Decimal digits; beyond `u32` any number is as good as its end.
    pub(super) fn count(&mut self) -> Option<u32> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            value = Some(
                value
                    .unwrap_or(0_u32)
                    .saturating_mul(10)
                    .saturating_add(digit),
            );
            self.at += 1;
        }
        value
    }

    /// What follows an opening parenthesis.
    fn group(&mut self) -> Result<Node, String> {
        if !self.eat("?") {
            return self.capture();
        }
        if self.eat(":") || self.eat(">") {
            return self.closed();
        }
        for (opening, negated) in [("=", false), ("!", true)] {
            if self.eat(opening) {
                return Ok(Node::Ahead {
                    negated,
                    node: Box::new(self.closed()?),
                });
            }
        }
        for (opening, negated) in [("<=", false), ("<!", true)] {
            if self.eat(opening) {
                return Ok(Node::Behind {
                    negated,
                    node: Box::new(self.closed()?),
                });
            }
        }
        if self.eat("<") {
            let name = self.group_name()?;
            let number = u32::try_from(self.groups.len() + 1).unwrap_or(u32::MAX);
            self.names.push((name, number));
            return self.capture();
        }
        self.inline_flags()
    }

    pub(super) fn group_name(&mut self) -> Result<String, String> {
        let mut name = String::new();
        loop {
            match self.next() {
                Some('>') if !name.is_empty() => return Ok(name),
                Some(c) if c.is_alphanumeric() || c == '_' || c == '$' => name.push(c),
                _ => return self.error("a group has no valid name"),
            }
        }
    }

    fn capture(&mut self) -> Result<Node, String> {
        // Groups are numbered by their opening parentheses: the place is taken before what is inside.
        let index = self.groups.len();
        self.groups.push(Node::Empty);
        let node = self.closed()?;
        if let Some(group) = self.groups.get_mut(index) {
            *group = node.clone();
        }
        Ok(node)
    }

    fn closed(&mut self) -> Result<Node, String> {
        let node = self.disjunction()?;
        if self.eat(")") {
            Ok(node)
        } else {
            self.error("a parenthesis is not closed")
        }
    }

    /// Java's `(?ims-ims)` for the rest of the group, and `(?ims:…)`.
    fn inline_flags(&mut self) -> Result<Node, String> {
        let outer = self.flags;
        let mut on = true;
        loop {
            match self.next() {
                Some('i') => self.flags.ignore_case = on,
                Some('s') => self.flags.dot_all = on,
                Some('m') => self.flags.lines = on,
                Some('-') if on => on = false,
                Some(')') => return Ok(Node::Empty),
                Some(':') => {
                    let node = self.closed();
                    self.flags = outer;
                    return node;
                }
                _ => return self.error("a group starts in an unknown way"),
            }
        }
    }
}
