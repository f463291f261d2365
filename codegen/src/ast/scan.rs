//! JSON text (RFC 8259) into tokens. · Called by `json` (values) and `position` (places). ·
//! Any text may come in; the depth of nesting is limited so that hostile input cannot
//! exhaust the stack.

use std::borrow::Cow;

use serde_json::{Number, Value};

/// How deep arrays and objects may nest; the deepest official model stays below 40.
const MAX_DEPTH: u32 = 200;

/// Why and where the text is not JSON.
#[derive(Debug)]
pub(super) struct SyntaxError {
    /// A byte offset into the text.
    pub(super) offset: usize,
    /// What is wrong.
    pub(super) message: String,
}

/// A place in JSON text.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

/// What begins at the scanner's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Object,
    Array,
    Scalar,
}

impl<'a> Scanner<'a> {
    /// At the start of the text, after a byte order mark if there is one.
    pub(super) fn new(text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self { text, at, depth: 0 }
    }

    /// The byte offset of the place.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Skips white space and says what comes; objects and arrays are entered.
    pub(super) fn open(&mut self) -> Result<Token, SyntaxError> {
        self.skip_space();
        let token = match self.peek() {
            Some(b'{') => Token::Object,
            Some(b'[') => Token::Array,
            _ => return Ok(Token::Scalar),
        };
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error(format!("nested deeper than {MAX_DEPTH} levels")));
        }
        self.at += 1;
        Ok(token)
    }

    /// Between the entries of what was entered: whether another one follows.
    /// Steps over the comma or the closing bracket.
    pub(super) fn more(&mut self, close: u8, first: bool) -> Result<bool, SyntaxError> {
        self.skip_space();
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            Some(_) if first => Ok(true),
            Some(b',') => {
                self.at += 1;
                self.skip_space();
                if self.peek() == Some(close) {
                    return Err(self.error("a comma with nothing after it"));
                }
                Ok(true)
            }
            _ => Err(self.unexpected(&format!("`,` or `{}`", char::from(close)))),
        }
    }

    /// An object's key and the colon after it.
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        self.skip_space();
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a key in double quotes"));
        }
        let key = self.string()?;
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.unexpected("`:`"));
        }
        self.at += 1;
        Ok(key)
    }

    /// A string, number, true, false or null.
    pub(super) fn scalar(&mut self) -> Result<Value, SyntaxError> {
        match self.peek() {
            Some(b'"') => Ok(Value::String(self.string()?.into_owned())),
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            _ => {
                for (word, value) in [
                    ("null", Value::Null),
                    ("true", Value::Bool(true)),
                    ("false", Value::Bool(false)),
                ] {
                    if self.text[self.at..].starts_with(word) {
                        self.at += word.len();
                        return Ok(value);
                    }
                }
                Err(self.unexpected("a value"))
            }
        }
    }

    /// Nothing but white space may follow.
    pub(super) fn end(&mut self) -> Result<(), SyntaxError> {
        self.skip_space();
        if self.at < self.text.len() {
            Err(self.unexpected("the end"))
        } else {
            Ok(())
        }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut escaped = false;
        let mut at = start + 1;
        loop {
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    at += 2;
                }
                Some(byte) if *byte < 0x20 => {
                    self.at = at;
                    return Err(self.error("a control character in a string must be escaped"));
                }
                Some(_) => at += 1,
                None => return Err(self.error("a string without an end")),
            }
        }
        self.at = at + 1;
        if !escaped {
            return Ok(Cow::Borrowed(&self.text[start + 1..at]));
        }
        serde_json::from_str(&self.text[start..=at])
            .map(Cow::Owned)
            .map_err(|_| SyntaxError {
                offset: start,
                message: "a string with an invalid escape".to_owned(),
            })
    }

    fn number(&mut self) -> Result<Number, SyntaxError> {
        let start = self.at;
        let length = self.text.as_bytes()[start..]
            .iter()
            .take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
            .count();
        let text = &self.text[start..start + length];
        let number = serde_json::from_str(text)
            .map_err(|_| self.error(format!("`{text}` is not a number in JSON")))?;
        self.at += length;
        Ok(number)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn unexpected(&self, wanted: &str) -> SyntaxError {
        let found = match self.text[self.at..].chars().next() {
            Some(char) => format!("`{}`", char.escape_debug()),
            None => "the end of the text".to_owned(),
        };
        self.error(format!("expected {wanted}, found {found}"))
    }

    fn error(&self, message: impl Into<String>) -> SyntaxError {
        SyntaxError {
            offset: self.at,
            message: message.into(),
        }
    }
}
