//! Strings: one copy where there is no escape.

use super::scan::run_len;
use super::{ReadError, Reader};

impl<'a> Reader<'a> {
    /// Passes a string that has no escapes and gives its text; where anything else stands, the reader stays before it.
    #[inline(always)]
    pub(super) fn plain(&mut self) -> Option<&'a str> {
        let [b'"', inside @ ..] = self.rest else {
            return None;
        };
        let len = run_len(inside);
        let (_, [b'"', after @ ..]) = inside.split_at_checked(len)? else {
            return None;
        };
        let end = self.text.len() - after.len() - 1;
        // Quotes are ASCII, so what is between them is whole characters.
        let text = self.text.get(end - len..end)?;
        self.rest = after;
        Some(text)
    }

    /// Passes a string and gives its text.
    #[inline(never)]
    pub(super) fn text_value(&mut self) -> Result<&str, ReadError> {
        match self.plain() {
            Some(text) => Ok(text),
            None => self.escaped(),
        }
    }

    /// The text of a string that may have escapes.
    #[cold]
    #[inline(never)]
    pub(super) fn escaped(&mut self) -> Result<&str, ReadError> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a string"));
        }
        let mut text = std::mem::take(&mut self.unescaped);
        text.clear();
        let result = self.unescape(&mut text);
        self.unescaped = text;
        result.map(|()| self.unescaped.as_str())
    }

    fn unescape(&mut self, text: &mut String) -> Result<(), ReadError> {
        self.pass(1);
        loop {
            let start = self.pos();
            let len = run_len(self.rest);
            text.push_str(self.text.get(start..start + len).unwrap_or_default());
            self.pass(len);
            match self.peek() {
                Some(b'"') => {
                    self.pass(1);
                    return Ok(());
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.broken_run()),
            }
        }
    }

    /// The character of the escape that begins here.
    fn escape(&mut self) -> Result<char, ReadError> {
        let c = match self.rest.get(1) {
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
        self.pass(2);
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
        self.pass(len);
        Ok(c)
    }

    /// The number of the `\uXXXX` that stands so many bytes ahead.
    fn hex_escape(&self, ahead: usize) -> Result<u32, ReadError> {
        let digits = match self.rest.get(ahead..ahead + 6) {
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
        if self.plain().is_some() {
            return Ok(());
        }
        self.escaped().map(drop)
    }

    /// The error for a run that neither a quote nor a backslash ends.
    #[cold]
    #[inline(never)]
    fn broken_run(&self) -> ReadError {
        match self.peek() {
            None => self.endless_string(),
            Some(byte) => self.error(format!(
                "control character 0x{byte:02x} in a string must be escaped"
            )),
        }
    }
}
