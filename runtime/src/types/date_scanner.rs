//! The parts that the two texts of dates share.

use super::timestamp::{NO_SUCH_DATE, TimestampError};

/// Reads the fixed parts of a date one after the other.
pub(super) struct Scanner<'a> {
    rest: &'a [u8],
    error: TimestampError,
}

impl<'a> Scanner<'a> {
    /// Begins; `error` is what a text of another form gives.
    pub(super) fn new(text: &'a str, error: TimestampError) -> Self {
        Self {
            rest: text.as_bytes(),
            error,
        }
    }

    fn fail<T>(&self) -> Result<T, TimestampError> {
        Err(self.error.clone())
    }

    /// A number of exactly that many digits.
    pub(super) fn number(&mut self, digits: usize) -> Result<u32, TimestampError> {
        match self.rest.split_at_checked(digits) {
            Some((number, rest)) if number.iter().all(u8::is_ascii_digit) => {
                self.rest = rest;
                Ok(number
                    .iter()
                    .fold(0, |sum, d| sum * 10 + u32::from(d - b'0')))
            }
            _ => self.fail(),
        }
    }

    /// One byte out of several.
    pub(super) fn byte(&mut self, allowed: &[u8]) -> Result<u8, TimestampError> {
        match self.rest.split_first() {
            Some((byte, rest)) if allowed.contains(byte) => {
                self.rest = rest;
                Ok(*byte)
            }
            _ => self.fail(),
        }
    }

    /// The position of the word that comes next.
    pub(super) fn one_of(&mut self, words: &[&str]) -> Result<u32, TimestampError> {
        for (i, word) in (0..).zip(words) {
            if let Some(rest) = self.rest.strip_prefix(word.as_bytes()) {
                self.rest = rest;
                return Ok(i);
            }
        }
        self.fail()
    }

    /// Second of the day and nanoseconds of `hh:mm:ss` with an optional fraction. A leap second is the same
    /// as the one after it; it ends an hour of UTC, which in some time zones is a quarter of one (RFC 3339 section 5.7).
    pub(super) fn time(&mut self) -> Result<(u32, u32), TimestampError> {
        let hour = self.number(2)?;
        self.byte(b":")?;
        let minute = self.number(2)?;
        self.byte(b":")?;
        let second = self.number(2)?;
        let leap = second == 60 && matches!(minute, 14 | 29 | 44 | 59);
        if hour > 23 || minute > 59 || second > 59 && !leap {
            return Err(NO_SUCH_DATE);
        }
        let mut nanos = 0;
        if let Some(rest) = self.rest.strip_prefix(b".") {
            let digits = rest.iter().take_while(|d| d.is_ascii_digit()).count();
            if digits == 0 {
                return self.fail();
            }
            nanos = (0..9).fold(0, |sum, i| {
                sum * 10 + rest[..digits].get(i).map_or(0, |d| u32::from(d - b'0'))
            });
            self.rest = &rest[digits..];
        }
        Ok((hour * 3600 + minute * 60 + second, nanos))
    }

    /// Seconds that local time is ahead of UTC: `Z` or `+hh:mm`.
    pub(super) fn offset(&mut self) -> Result<i64, TimestampError> {
        let sign = match self.byte(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Ok(0),
        };
        let hours = self.number(2)?;
        self.byte(b":")?;
        let minutes = self.number(2)?;
        if hours > 23 || minutes > 59 {
            return Err(NO_SUCH_DATE);
        }
        Ok(sign * i64::from(hours * 3600 + minutes * 60))
    }

    /// Checks that nothing follows.
    pub(super) fn end(&self) -> Result<(), TimestampError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            self.fail()
        }
    }
}
