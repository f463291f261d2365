//! Strings: one copy where there is no escape.

use std::borrow::Cow;

use super::scan::run_len;
use super::{ReadError, Reader};

impl<'a> Reader<'a> {
    /// The text of a string that has no escapes; `None` if it has, and then the reader stays before it.
    #[inline]
    pub(super) fn plain(&mut self) -> Result<Option<&'a str>, ReadError> {
        let Some((b'"', inside)) = self.rest().split_first() else {
            return Err(self.expected("a string"));
        };
        let len = run_len(inside);
        match inside.get(len) {
            Some(b'"') => {
                let start = self.pos + 1;
                self.pos = start + len + 1;
                // Quotes are ASCII, so what is between them is whole characters.
                Ok(Some(self.text.get(start..start + len).unwrap_or_default()))
            }
            Some(b'\\') => Ok(None),
            _ => Err(self.broken_run(self.pos + 1 + len)),
        }
    }

    /// The text of a string.
    #[inline]
    pub(super) fn text_value(&mut self) -> Result<Cow<'a, str>, ReadError> {
        match self.plain()? {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => Ok(Cow::Owned(self.escaped()?)),
        }
    }

    /// The text of a string with escapes.
    #[cold]
    #[inline(never)]
    pub(super) fn escaped(&mut self) -> Result<String, ReadError> {
        let mut text = String::new();
        self.pos += 1;
        loop {
            let rest = self.rest();
            let len = run_len(rest);
            text.push_str(self.text.get(self.pos..self.pos + len).unwrap_or_default());
            self.pos += len;
            match rest.get(len) {
                Some(b'"') => {
                    self.pos += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.broken_run(self.pos)),
            }
        }
    }

    /// The character of the escape that begins here.
    fn escape(&mut self) -> Result<char, ReadError> {
        let c = match self.rest().get(1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.error("there is no such escape in JSON")),
        };
        self.pos += 2;
        Ok(c)
    }

    /// `\uXXXX`, or two of them for a character beyond the basic plane (RFC 8259 section 7).
    fn unicode_escape(&mut self) -> Result<char, ReadError> {
        let first = self.hex_escape(0)?;
        let (code, len) = match first {
            0xd800..=0xdbff => match self.hex_escape(6) {
                Ok(second @ 0xdc00..=0xdfff) => {
                    (0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00), 12)
                }
                _ => return Err(self.error("half of a surrogate pair is missing")),
            },
            _ => (first, 6),
        };
        let c = char::from_u32(code)
            .ok_or_else(|| self.error("half of a surrogate pair is missing"))?;
        self.pos += len;
        Ok(c)
    }

    /// The number of the `\uXXXX` that stands so many bytes ahead.
    fn hex_escape(&self, ahead: usize) -> Result<u32, ReadError> {
        let digits = match self.rest().get(ahead..ahead + 6) {
            Some([b'\\', b'u', digits @ ..]) => digits,
            _ => return Err(self.error("expected four hexadecimal digits")),
        };
        let mut code = 0;
        for &digit in digits {
            let Some(value) = char::from(digit).to_digit(16) else {
                return Err(self.error("expected four hexadecimal digits"));
            };
            code = code << 4 | value;
        }
        Ok(code)
    }

    /// Passes a string without keeping it.
    pub(super) fn skip_string(&mut self) -> Result<(), ReadError> {
        if self.plain()?.is_some() {
            return Ok(());
        }
        self.pos += 1;
        loop {
            let rest = self.rest();
            let len = run_len(rest);
            self.pos += len;
            match rest.get(len) {
                Some(b'"') => {
                    self.pos += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape().map(drop)?,
                _ => return Err(self.broken_run(self.pos)),
            }
        }
    }

    /// The error for a run that neither a quote nor a backslash ends.
    #[cold]
    #[inline(never)]
    fn broken_run(&self, at: usize) -> ReadError {
        match self.bytes.get(at) {
            None => self.endless_string(),
            Some(byte) => self.error_at(
                at,
                format!("control character 0x{byte:02x} in a string must be escaped"),
            ),
        }
    }
}
