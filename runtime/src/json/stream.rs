//! JSON step by step, for serde's formats.

use super::{ReadError, Reader, Writer};

/// What stands at a position: a whole scalar, or that an array or object begins.
pub(crate) enum Token<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A string.
    String(String),
    /// The text of a number.
    Number(&'a str),
    /// An array begins; the reader stays before it.
    Array,
    /// An object begins; the reader stays before it.
    Object,
}

/// A place in JSON to which a reader can go back.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    pos: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// This place.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            pos: self.pos(),
            depth: self.depth,
        }
    }

    /// Goes back to a place.
    pub(crate) fn reset(&mut self, mark: Mark) {
        self.rest = self.text.as_bytes().get(mark.pos..).unwrap_or_default();
        self.depth = mark.depth;
    }

    /// Reads a scalar, or says what begins here.
    pub(crate) fn token(&mut self) -> Result<Token<'a>, ReadError> {
        Ok(match self.peek() {
            Some(b'{') => Token::Object,
            Some(b'[') => Token::Array,
            Some(b'"') => Token::String(self.text_value()?.to_owned()),
            Some(b'n') => {
                self.literal("null")?;
                Token::Null
            }
            Some(b't' | b'f') => {
                let mut value = false;
                self.bool(&mut value)?;
                Token::Bool(value)
            }
            _ => Token::Number(self.number_text()?),
        })
    }

    /// Enters an array; false if it is empty.
    pub(crate) fn enter_array(&mut self) -> Result<bool, ReadError> {
        self.open(b'[', b']')
    }

    /// Whether another value follows in the array.
    pub(crate) fn next_in_array(&mut self) -> Result<bool, ReadError> {
        self.more(b']')
    }

    /// Enters an object; false if it is empty.
    pub(crate) fn enter_object(&mut self) -> Result<bool, ReadError> {
        self.open(b'{', b'}')
    }

    /// Whether another member follows in the object.
    pub(crate) fn next_in_object(&mut self) -> Result<bool, ReadError> {
        self.more(b'}')
    }

    /// Reads the name of a member and the colon.
    pub(crate) fn next_key(&mut self) -> Result<String, ReadError> {
        self.key()
    }
}

impl Writer<'_> {
    /// Writes `null`.
    pub(crate) fn null(&mut self) {
        self.raw(b"null,");
    }

    /// Begins an array.
    pub(crate) fn begin_array(&mut self) {
        self.buffer.push(b'[');
    }

    /// Begins an object.
    pub(crate) fn begin_object(&mut self) {
        self.buffer.push(b'{');
    }

    /// Writes the name of a member.
    pub(crate) fn key(&mut self, name: &str) {
        self.quoted(name, b':');
    }

    /// Ends an array.
    pub(crate) fn end_array(&mut self) {
        self.end(b']');
    }

    /// Ends an object.
    pub(crate) fn end_object(&mut self) {
        self.end(b'}');
    }
}
