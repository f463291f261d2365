//! Values without members, read.

use super::{Form, ReadError, ReadResult, Reader};
use crate::shape::{IntEnum, StringEnum, int_from_i32, text_from_str};
use crate::types::{BigDecimal, BigInteger, Blob, Timestamp, TimestampFormat};
use crate::types::{base64, plain_epoch};

macro_rules! integers {
    ($($name:ident $range:literal;)*) => {$(
        /// Reads an integer; it may be written with a fraction or an exponent as long as it is one.
        ///
        /// # Errors
        /// Broken JSON, anything but a number, a number that is no integer or out of range.
        #[inline(never)]
        pub fn $name(&mut self, out: &mut $name) -> ReadResult {
            self.integer(out, $range)
        }
    )*};
}

impl Reader<'_> {
    integers! {
        i8 "-128 to 127";
        i16 "-32768 to 32767";
        i32 "-2147483648 to 2147483647";
        i64 "-9223372036854775808 to 9223372036854775807";
    }

    /// Reads a boolean.
    ///
    /// # Errors
    /// Anything but `true` or `false`.
    pub fn bool(&mut self, out: &mut bool) -> ReadResult {
        match self.peek() {
            Some(b't') => self.literal("true").map(|()| *out = true),
            Some(b'f') => self.literal("false").map(|()| *out = false),
            _ => Err(self.expected("a boolean")),
        }
    }

    /// Reads a float: a number, or one of the strings `NaN`, `Infinity`, `-Infinity`.
    ///
    /// # Errors
    /// Anything else, or a number that is too large.
    #[inline(never)]
    pub fn f32(&mut self, out: &mut f32) -> ReadResult {
        self.float(out)
    }

    /// Reads a double: a number, or one of the strings `NaN`, `Infinity`, `-Infinity`.
    ///
    /// # Errors
    /// Anything else, or a number that is too large.
    #[inline(never)]
    pub fn f64(&mut self, out: &mut f64) -> ReadResult {
        self.float(out)
    }

    /// Reads an integer of any size; in file form also from a string.
    ///
    /// # Errors
    /// Anything else, or an exponent that stands for more than some thousand zeros.
    pub fn big_integer(&mut self, out: &mut BigInteger) -> ReadResult {
        self.big(out)
    }

    /// Reads a decimal number of any size; in file form also from a string.
    ///
    /// # Errors
    /// Anything else, or an exponent of more than 17 digits.
    pub fn big_decimal(&mut self, out: &mut BigDecimal) -> ReadResult {
        self.big(out)
    }

    fn big<T: std::str::FromStr<Err = crate::types::NumberError>>(
        &mut self,
        out: &mut T,
    ) -> ReadResult {
        let start = self.pos();
        // Formats other than JSON have no numbers of that size: serde carries them as strings.
        let parsed = if self.form == Form::File && self.peek() == Some(b'"') {
            self.text_value()?.parse()
        } else {
            self.number_text()?.parse()
        };
        *out = parsed.map_err(|error| self.bad_number(start, &error))?;
        Ok(())
    }

    /// Reads a string.
    ///
    /// # Errors
    /// Broken JSON, invalid UTF-8, anything but a string.
    #[inline(never)]
    pub fn string(&mut self, out: &mut String) -> ReadResult {
        *out = match self.plain() {
            Some(text) => text.to_owned(),
            None => self.escaped()?.to_owned(),
        };
        Ok(())
    }

    /// Reads a string enum; a value that is not known is kept.
    ///
    /// # Errors
    /// As [`Reader::string`].
    #[inline]
    pub fn text<E: StringEnum>(&mut self, out: &mut E) -> ReadResult {
        *out = text_from_str(self.text_value()?);
        Ok(())
    }

    /// Reads an integer enum; a value that is not known is kept.
    ///
    /// # Errors
    /// As [`Reader::i32`].
    #[inline]
    pub fn int_enum<E: IntEnum>(&mut self, out: &mut E) -> ReadResult {
        let mut value = 0;
        self.i32(&mut value)?;
        *out = int_from_i32(value);
        Ok(())
    }

    /// Reads bytes from base64 text.
    ///
    /// # Errors
    /// As [`Reader::string`], or text that is not base64.
    pub fn blob(&mut self, out: &mut Blob) -> ReadResult {
        let start = self.pos();
        let text = self.text_value()?;
        match base64::decode(text.as_bytes()) {
            Ok(bytes) => {
                *out = bytes.into();
                Ok(())
            }
            Err(error) => Err(self.error_at(start, error.to_string())),
        }
    }

    /// Reads a timestamp: a number of seconds since 1970. In file form all three functions for timestamps read both
    /// ISO 8601 text and numbers.
    ///
    /// # Errors
    /// Anything else, or a point out of range.
    pub fn epoch_seconds(&mut self, out: &mut Timestamp) -> ReadResult {
        self.timestamp(out, TimestampFormat::EpochSeconds)
    }

    /// Reads a timestamp: a date-time of RFC 3339.
    ///
    /// # Errors
    /// As [`Reader::epoch_seconds`].
    pub fn date_time(&mut self, out: &mut Timestamp) -> ReadResult {
        self.timestamp(out, TimestampFormat::DateTime)
    }

    /// Reads a timestamp: an HTTP date.
    ///
    /// # Errors
    /// As [`Reader::epoch_seconds`].
    pub fn http_date(&mut self, out: &mut Timestamp) -> ReadResult {
        self.timestamp(out, TimestampFormat::HttpDate)
    }

    #[inline(never)]
    fn timestamp(&mut self, out: &mut Timestamp, format: TimestampFormat) -> ReadResult {
        let start = self.pos();
        let format = match (self.form, self.peek()) {
            (Form::Wire, _) => format,
            (Form::File, Some(b'"')) => TimestampFormat::DateTime,
            (Form::File, Some(b'-' | b'0'..=b'9')) => TimestampFormat::EpochSeconds,
            (Form::File, _) => return Err(self.expected("a timestamp")),
        };
        if let (TimestampFormat::EpochSeconds, Some((value, len))) =
            (format, plain_epoch(self.rest))
        {
            self.pass(len);
            *out = value;
            return Ok(());
        }
        let parsed = match format {
            TimestampFormat::EpochSeconds => Timestamp::parse(self.number_text()?, format),
            _ => Timestamp::parse(self.text_value()?, format),
        };
        *out = parsed.map_err(|error| -> ReadError { self.error_at(start, error.to_string()) })?;
        Ok(())
    }
}
