//! Numbers: exact, whatever way they are written.

use super::{ReadError, ReadResult, Reader};
use crate::types::decimal::{Decimal, NumberError, number_len};

impl<'a> Reader<'a> {
    /// The text of a number that stands here.
    pub(super) fn number_text(&mut self) -> Result<&'a str, ReadError> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.expected("a number"));
        }
        let start = self.pos();
        match number_len(self.rest) {
            Ok(len) => {
                self.pass(len);
                // A number is ASCII.
                Ok(self.text.get(start..start + len).unwrap_or_default())
            }
            Err((at, message)) => Err(self.error_at(start + at, message)),
        }
    }

    /// An integer of at most 18 digits written plainly; `None` leaves the reader where it stands.
    #[inline]
    fn plain_integer(&mut self) -> Option<i64> {
        let (negative, digits) = match self.rest {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        let mut value = 0i64;
        let mut rest = digits;
        while let [digit @ b'0'..=b'9', after @ ..] = rest {
            // Whether this was too much is told from the length.
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            rest = after;
        }
        let len = digits.len() - rest.len();
        let leading_zero = len > 1 && digits.first() == Some(&b'0');
        if len == 0 || len > 18 || leading_zero || matches!(rest, [b'.' | b'e' | b'E', ..]) {
            return None;
        }
        self.rest = rest;
        Some(if negative { -value } else { value })
    }

    /// An integer of that type; `1e2` and `1.0` are integers.
    #[inline]
    pub(super) fn integer<T: TryFrom<i64>>(
        &mut self,
        out: &mut T,
        range: &'static str,
    ) -> ReadResult {
        let start = self.pos();
        let value = match self.plain_integer() {
            Some(value) => value,
            None => self.other_integer(range)?,
        };
        match T::try_from(value) {
            Ok(value) => {
                *out = value;
                Ok(())
            }
            Err(_) => Err(self.out_of_range(start, range)),
        }
    }

    #[cold]
    #[inline(never)]
    fn other_integer(&mut self, range: &'static str) -> Result<i64, ReadError> {
        let start = self.pos();
        let text = self.number_text()?;
        let decimal = Decimal::parse(text).map_err(|error| self.bad_number(start, &error))?;
        match decimal.to_i128() {
            Some(value) => i64::try_from(value).map_err(|_| self.out_of_range(start, range)),
            None if decimal.exponent > 39 => Err(self.out_of_range(start, range)),
            None if decimal.exponent < decimal.digits.len() as i64 => {
                Err(self.error_at(start, format!("expected an integer, found {text}")))
            }
            None => Err(self.out_of_range(start, range)),
        }
    }

    #[cold]
    #[inline(never)]
    fn out_of_range(&self, at: usize, range: &'static str) -> ReadError {
        self.error_at(at, format!("the number is out of range: {range}"))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn bad_number(&self, at: usize, error: &NumberError) -> ReadError {
        self.error_at(at, error.to_string())
    }

    /// A float: a number, or a string that names what JSON has no number for.
    pub(super) fn float<T: std::str::FromStr + Into<f64> + Copy>(
        &mut self,
        out: &mut T,
    ) -> ReadResult {
        let start = self.pos();
        let text = if self.peek() == Some(b'"') {
            match self.text_value()? {
                "NaN" => "NaN",
                "Infinity" => "inf",
                "-Infinity" => "-inf",
                _ => return Err(self.error_at(start, "expected a number, found a string")),
            }
        } else {
            self.number_text()?
        };
        let value: T = text
            .parse()
            .map_err(|_| self.error_at(start, "expected a number"))?;
        if value.into().is_infinite() && !text.ends_with("inf") {
            return Err(self.error_at(start, "the number is too large for a float"));
        }
        *out = value;
        Ok(())
    }
}
