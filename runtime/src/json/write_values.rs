//! Values without members, written.

use std::io::Write;

use super::scan::run_len;
use super::{Form, Writer, special_float};
use crate::shape::{IntEnum, StringEnum};
use crate::types::base64;
use crate::types::{BigDecimal, BigInteger, Blob, Timestamp, TimestampFormat};

const HEX: &[u8; 16] = b"0123456789abcdef";

macro_rules! integers {
    ($($name:ident),*) => {$(
        /// Writes an integer.
        pub fn $name(&mut self, value: &$name) {
            self.buffer.extend_from_slice(itoa::Buffer::new().format(*value).as_bytes());
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
                let _ = write!(self.buffer, "{value:?}");
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
        self.buffer
            .extend_from_slice(if *value { b"true" } else { b"false" });
    }

    /// Writes an integer of any size.
    pub fn big_integer(&mut self, value: &BigInteger) {
        self.buffer.extend_from_slice(value.as_str().as_bytes());
    }

    /// Writes a decimal number of any size.
    pub fn big_decimal(&mut self, value: &BigDecimal) {
        self.buffer.extend_from_slice(value.as_str().as_bytes());
    }

    /// Writes a string.
    #[inline]
    pub fn string<S: AsRef<str> + ?Sized>(&mut self, value: &S) {
        self.quoted(value.as_ref());
    }

    /// Writes a string enum.
    #[inline]
    pub fn text<E: StringEnum>(&mut self, value: &E) {
        self.quoted(value.as_str());
    }

    /// Writes an integer enum.
    #[inline]
    pub fn int_enum<E: IntEnum>(&mut self, value: &E) {
        self.i32(&value.as_i32());
    }

    #[inline(never)]
    fn quoted(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.buffer.reserve(bytes.len() + 3);
        self.buffer.push(b'"');
        let len = run_len(bytes);
        if len == bytes.len() {
            self.buffer.extend_from_slice(bytes);
        } else {
            self.escaped(bytes, len);
        }
        self.buffer.push(b'"');
    }

    /// Writes a string of which the first `len` bytes need no escape.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, mut bytes: &[u8], mut len: usize) {
        loop {
            let (run, rest) = bytes.split_at(len);
            self.buffer.extend_from_slice(run);
            let Some((&special, after)) = rest.split_first() else {
                return;
            };
            let short = match special {
                b'"' | b'\\' => special,
                b'\n' => b'n',
                b'\r' => b'r',
                b'\t' => b't',
                0x8 => b'b',
                0xc => b'f',
                _ => {
                    let digits = [
                        HEX[usize::from(special >> 4)],
                        HEX[usize::from(special & 15)],
                    ];
                    self.buffer.extend_from_slice(b"\\u00");
                    self.buffer.extend_from_slice(&digits);
                    0
                }
            };
            if short != 0 {
                self.buffer.extend_from_slice(&[b'\\', short]);
            }
            bytes = after;
            len = run_len(bytes);
        }
    }

    /// Writes bytes as base64 text.
    pub fn blob(&mut self, value: &Blob) {
        self.buffer.push(b'"');
        base64::encode(value.as_bytes(), &mut self.buffer);
        self.buffer.push(b'"');
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
        let format = match self.form {
            Form::Wire => format,
            Form::File if value.in_calendar() => TimestampFormat::DateTime,
            Form::File => TimestampFormat::EpochSeconds,
        };
        if format == TimestampFormat::EpochSeconds {
            value.write(format, &mut self.buffer);
        } else if value.in_calendar() {
            self.buffer.push(b'"');
            value.write(format, &mut self.buffer);
            self.buffer.push(b'"');
        } else {
            self.fail("a date cannot say a year before 1 or after 9999");
        }
    }
}
