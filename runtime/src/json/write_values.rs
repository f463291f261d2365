//! Values without members, written.

use std::io::Write;

use super::scan::{BLOCK, is_run, is_special, run_in};
use super::{Form, Writer, special_float};
use crate::shape::{IntEnum, StringEnum};
use crate::types::base64;
use crate::types::{BigDecimal, BigInteger, Blob, Timestamp, TimestampFormat};

const HEX: &[u8; 16] = b"0123456789abcdef";

macro_rules! integers {
    ($($name:ident),*) => {$(
        /// Writes an integer.
        pub fn $name(&mut self, value: &$name) {
            self.number(itoa::Buffer::new().format(*value));
        }
    )*};
}

macro_rules! floats {
    ($($name:ident),*) => {$(
        /// Writes the shortest number that reads back as the same; one of the strings `NaN`, `Infinity`, `-Infinity`
        /// where there is no number.
        pub fn $name(&mut self, value: &$name) {
            if value.is_finite() {
                // The debug form has an exponent where the plain one would be long. A Vec takes everything.
                let _ = write!(self.buffer, "{value:?},");
            } else {
                self.string(special_float(f64::from(*value)));
            }
        }
    )*};
}

impl Writer<'_> {
    integers!(i8, i16, i32, i64);
    floats!(f32, f64);

    /// Writes a boolean.
    pub fn bool(&mut self, value: &bool) {
        self.raw(if *value { b"true," } else { b"false," });
    }

    /// Writes an integer of any size.
    pub fn big_integer(&mut self, value: &BigInteger) {
        self.number(value.as_str());
    }

    /// Writes a decimal number of any size.
    pub fn big_decimal(&mut self, value: &BigDecimal) {
        self.number(value.as_str());
    }

    /// Writes the text of a number.
    #[inline]
    pub(super) fn number(&mut self, text: &str) {
        self.room(text.len() + 1);
        self.buffer.extend_from_slice(text.as_bytes());
        self.buffer.push(b',');
    }

    /// Writes a string.
    #[inline]
    pub fn string<S: AsRef<str> + ?Sized>(&mut self, value: &S) {
        self.quoted(value.as_ref(), b',');
    }

    /// Writes a string enum.
    #[inline]
    pub fn text<E: StringEnum>(&mut self, value: &E) {
        self.quoted(value.as_str(), b',');
    }

    /// Writes an integer enum.
    #[inline]
    pub fn int_enum<E: IntEnum>(&mut self, value: &E) {
        self.i32(&value.as_i32());
    }

    /// Writes a string and what follows it.
    #[inline(never)]
    pub(super) fn quoted(&mut self, text: &str, after: u8) {
        let bytes = text.as_bytes();
        if !is_run(bytes) {
            return self.quoted_escaped(bytes, after);
        }
        self.room(bytes.len() + 3);
        self.buffer.push(b'"');
        self.buffer.extend_from_slice(bytes);
        self.buffer.extend_from_slice(&[b'"', after]);
    }

    /// The same for a string that needs escapes.
    #[cold]
    #[inline(never)]
    fn quoted_escaped(&mut self, bytes: &[u8], after: u8) {
        self.room(bytes.len() + 3);
        self.buffer.push(b'"');
        self.escaped(bytes);
        self.buffer.extend_from_slice(&[b'"', after]);
    }

    /// Writes the inside of a string that needs escapes.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, mut bytes: &[u8]) {
        // Runs are short here. To copy a whole block and take back what is too much needs no call.
        while let Some(block) = bytes.first_chunk::<BLOCK>() {
            self.room(BLOCK);
            let len = run_in(block);
            self.buffer.extend_from_slice(block);
            self.buffer.truncate(self.buffer.len() - (BLOCK - len));
            bytes = bytes.get(len..).unwrap_or_default();
            if len < BLOCK {
                bytes = self.escape(bytes);
            }
        }
        while let [byte, after @ ..] = bytes {
            if is_special(*byte) {
                bytes = self.escape(bytes);
            } else {
                self.buffer.push(*byte);
                bytes = after;
            }
        }
    }

    /// Writes the escape of the first byte, and gives what follows it.
    #[inline(always)]
    fn escape<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let Some((&special, after)) = bytes.split_first() else {
            return bytes;
        };
        let short = match special {
            b'"' | b'\\' => special,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x8 => b'b',
            0xc => b'f',
            _ => {
                let digit = |bits: u8| HEX[usize::from(bits & 15)];
                self.raw(&[b'\\', b'u', b'0', b'0', digit(special >> 4), digit(special)]);
                return after;
            }
        };
        self.raw(&[b'\\', short]);
        after
    }

    /// Writes bytes as base64 text.
    pub fn blob(&mut self, value: &Blob) {
        self.buffer.push(b'"');
        base64::encode(value.as_bytes(), &mut self.buffer);
        self.raw(b"\",");
    }

    /// Writes a timestamp as a number of seconds since 1970. In file form all three functions for timestamps write
    /// ISO 8601 text, or such a number where the year has more than four digits.
    pub fn epoch_seconds(&mut self, value: &Timestamp) {
        self.timestamp(*value, TimestampFormat::EpochSeconds);
    }

    /// Writes a timestamp as a date-time of RFC 3339.
    pub fn date_time(&mut self, value: &Timestamp) {
        self.timestamp(*value, TimestampFormat::DateTime);
    }

    /// Writes a timestamp as an HTTP date.
    pub fn http_date(&mut self, value: &Timestamp) {
        self.timestamp(*value, TimestampFormat::HttpDate);
    }

    #[inline(never)]
    fn timestamp(&mut self, value: Timestamp, format: TimestampFormat) {
        self.room(64);
        let format = match self.form {
            Form::Wire => format,
            Form::File if value.in_calendar() => TimestampFormat::DateTime,
            Form::File => TimestampFormat::EpochSeconds,
        };
        if format == TimestampFormat::EpochSeconds {
            value.write(format, &mut self.buffer);
            self.buffer.push(b',');
        } else if value.in_calendar() {
            self.buffer.push(b'"');
            value.write(format, &mut self.buffer);
            self.raw(b"\",");
        } else {
            self.fail("a date cannot say a year before 1 or after 9999");
        }
    }
}
