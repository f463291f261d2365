//! Escapes, and classes in brackets.

use super::ast::{Node, Reference};
use super::class_set::{self, ClassSet};
use super::parse::Parser;
use super::property::property;

/// What an escape or a character in brackets stands for.
enum Item {
    One(u32),
    Set(ClassSet),
}

impl Parser {
    /// What follows a backslash outside of brackets.
    pub(super) fn escape(&mut self) -> Result<Node, String> {
        match self.peek() {
            Some('b' | 'B') => Ok(Node::Boundary {
                negated: self.next() == Some('B'),
            }),
            Some('A') => self.then(Node::Start { lines: false }),
            Some('z') => self.then(Node::End { lines: false }),
            Some('Z') => self.then(end_or_last_line()),
            Some('k') => {
                self.next();
                if !self.eat("<") {
                    return self.error("\\k names no group");
                }
                Ok(Node::Reference(Reference::Name(self.group_name()?)))
            }
            Some('1'..='9') => {
                let start = self.position();
                match self.count() {
                    Some(number) if number <= self.group_count => {
                        Ok(Node::Reference(Reference::Number(number)))
                    }
                    _ => {
                        self.go_back(start);
                        let code_point = self.legacy_digit();
                        Ok(self.literal(code_point))
                    }
                }
            }
            _ => match self.shared_escape()? {
                Item::One(code_point) => Ok(self.literal(code_point)),
                Item::Set(set) => Ok(Node::Class(self.folded(set))),
            },
        }
    }

    fn then(&mut self, node: Node) -> Result<Node, String> {
        self.next();
        Ok(node)
    }

    /// An escape that means the same inside and outside of brackets.
    fn shared_escape(&mut self) -> Result<Item, String> {
        let Some(c) = self.next() else {
            return self.error("the pattern ends in a backslash");
        };
        let item = match c {
            'd' => Item::Set(class_set::digits()),
            'D' => Item::Set(class_set::digits().negate()),
            'w' => Item::Set(class_set::word()),
            'W' => Item::Set(class_set::word().negate()),
            's' => Item::Set(class_set::space()),
            'S' => Item::Set(class_set::space().negate()),
            'p' => Item::Set(self.property()?),
            'P' => Item::Set(self.property()?.negate()),
            't' => Item::One(0x09),
            'n' => Item::One(0x0a),
            'v' => Item::One(0x0b),
            'f' => Item::One(0x0c),
            'r' => Item::One(0x0d),
            'c' => match self.next() {
                Some(letter) if letter.is_ascii_alphabetic() => Item::One(u32::from(letter) % 32),
                _ => return self.error("\\c takes a letter"),
            },
            // Java's form: `\x{…}` is `\u{…}`.
            'x' if self.peek() == Some('{') => Item::One(self.unicode()?),
            'x' => Item::One(self.hex(2)?),
            'u' => Item::One(self.unicode()?),
            '0'..='9' => {
                self.go_back(self.position() - 1);
                Item::One(self.legacy_digit())
            }
            c if c.is_ascii_alphabetic() => {
                return self.error(&format!("\\{c} has no meaning in ECMA-262"));
            }
            c => Item::One(u32::from(c)),
        };
        Ok(item)
    }

    /// `\0` and what old engines read as octal: up to three digits below 256; 8 and 9 are themselves.
    fn legacy_digit(&mut self) -> u32 {
        let mut value = None;
        for _ in 0..3 {
            let digit = self.peek().and_then(|c| c.to_digit(8));
            match digit
                .map(|digit| value.unwrap_or(0) * 8 + digit)
                .filter(|&next| next < 256)
            {
                Some(next) => value = Some(next),
                None => break,
            }
            self.next();
        }
        value.unwrap_or_else(|| self.next().map_or(0, u32::from))
    }

    fn hex(&mut self, digits: usize) -> Result<u32, String> {
        let mut value = 0;
        for _ in 0..digits {
            match self.next().and_then(|c| c.to_digit(16)) {
                Some(digit) => value = value * 16 + digit,
                None => return self.error("an escape has too few hexadecimal digits"),
            }
        }
        Ok(value)
    }

    /// What follows `\u`: `{…}`, or four digits; two escapes of surrogates are one character.
    fn unicode(&mut self) -> Result<u32, String> {
        if self.eat("{") {
            let mut value = 0_u32;
            loop {
                match self.next() {
                    Some('}') if value <= 0x10_ffff => return Ok(value),
                    Some(c) if c.is_ascii_hexdigit() && value <= 0x10_ffff => {
                        value = value * 16 + c.to_digit(16).unwrap_or(0);
                    }
                    _ => return self.error("\\u{…} is not a code point"),
                }
            }
        }
        let high = self.hex(4)?;
        let start = self.position();
        if (0xd800..0xdc00).contains(&high) && self.eat("\\u") {
            if let Ok(low @ 0xdc00..0xe000) = self.hex(4) {
                return Ok(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00));
            }
            self.go_back(start);
        }
        Ok(high)
    }

    /// What follows `\p`.
    fn property(&mut self) -> Result<ClassSet, String> {
        let mut name = String::new();
        match self.next() {
            Some('{') => loop {
                match self.next() {
                    Some('}') => break,
                    Some(c) => name.push(c),
                    None => return self.error("\\p{ is not closed"),
                }
            },
            // Java's one-letter form.
            Some(c) if c.is_ascii_uppercase() => name.push(c),
            _ => return self.error("\\p names no property"),
        }
        match property(&name) {
            Some(set) => Ok(set),
            None => self.error(&format!("there is no property \\p{{{name}}}")),
        }
    }

    /// What follows an opening bracket.
    pub(super) fn class(&mut self) -> Result<ClassSet, String> {
        let negated = self.eat("^");
        let mut set = ClassSet::default();
        let mut lone_surrogates = false;
        let mut note = |item: &Item| {
            lone_surrogates |= matches!(item, Item::One(0xd800..0xe000));
        };
        while !self.eat("]") {
            let first = self.class_item()?;
            note(&first);
            let ranged = self.peek() == Some('-') && !matches!(self.peek_at(1), None | Some(']'));
            if !ranged {
                set = set.union(&first.into_set());
                continue;
            }
            self.next();
            let last = self.class_item()?;
            note(&last);
            set = match (first, last) {
                (Item::One(first), Item::One(last)) if first <= last => {
                    set.union(&ClassSet::new([(first, last)]))
                }
                (Item::One(_), Item::One(_)) => {
                    return self.error("a range in brackets is out of order");
                }
                // A class escape ends no range: the hyphen is itself.
                (first, last) => set
                    .union(&first.into_set())
                    .union(&ClassSet::one(u32::from('-')))
                    .union(&last.into_set()),
            };
        }
        if lone_surrogates && !negated {
            // Written for engines that see UTF-16: halves of pairs stand for all characters that have them.
            set = set.union(&ClassSet::new([(0x1_0000, 0x10_ffff)]));
        }
        let set = self.folded(set);
        Ok(if negated { set.negate() } else { set })
    }

    fn class_item(&mut self) -> Result<Item, String> {
        match self.next() {
            None => self.error("a bracket is not closed"),
            Some('\\') if self.eat("b") => Ok(Item::One(0x08)),
            Some('\\') => self.shared_escape(),
            Some(c) => Ok(Item::One(u32::from(c))),
        }
    }
}

impl Item {
    fn into_set(self) -> ClassSet {
        match self {
            Self::One(code_point) => ClassSet::one(code_point),
            Self::Set(set) => set,
        }
    }
}

/// Java's `\Z`: the end, or before a line terminator at the end.
fn end_or_last_line() -> Node {
    let newline = Node::repeat(Node::Class(class_set::line_terminators()), 0, Some(1));
    let node = Node::concat(vec![newline, Node::End { lines: false }]);
    Node::Ahead {
        negated: false,
        node: Box::new(node),
    }
}
