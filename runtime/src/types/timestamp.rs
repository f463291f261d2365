//! A point in time, exact to the nanosecond, and the three texts that Smithy writes for it.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::calendar::{date_from_days, days_from_date, days_in_month};
use super::date_scanner::Scanner;
use super::decimal::Decimal;

const NANOS: u32 = 1_000_000_000;
const DAY: i64 = 86_400;
/// Seconds of 0001-01-01T00:00:00Z and of 9999-12-31T23:59:59Z: what four digits of a year can say.
const CALENDAR: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A point in time: seconds since 1 January 1970 UTC and nanoseconds. Leap seconds do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    secs: i64,
    /// Less than [`NANOS`]; always towards the future, also before 1970.
    nanos: u32,
}

/// How a timestamp is written (Smithy's `timestampFormat` trait).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// Seconds since 1970 as a decimal number: `1515531081.123`.
    EpochSeconds,
    /// RFC 3339: `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// IMF-fixdate of RFC 9110 section 5.6.7, with an optional fraction: `Tue, 29 Apr 2014 18:30:38 GMT`.
    HttpDate,
}

/// Why a text is not a timestamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampError(pub(super) &'static str);

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for TimestampError {}

const EPOCH_RANGE: TimestampError = TimestampError("the timestamp is out of range");
const NOT_A_NUMBER: TimestampError = TimestampError("expected a number of seconds since 1970");
const NOT_A_DATE_TIME: TimestampError =
    TimestampError("expected a date-time such as 1985-04-12T23:20:50.52Z");
const NOT_AN_HTTP_DATE: TimestampError =
    TimestampError("expected a date such as Tue, 29 Apr 2014 18:30:38 GMT");
pub(super) const NO_SUCH_DATE: TimestampError =
    TimestampError("there is no such date or time of day");

impl Timestamp {
    /// The point `secs` seconds and `nanos` nanoseconds after 1970 began; more than a second of nanoseconds is carried
    /// over.
    pub const fn new(secs: i64, nanos: u32) -> Self {
        Self {
            secs: secs.saturating_add((nanos / NANOS) as i64),
            nanos: nanos % NANOS,
        }
    }

    /// The point a whole number of seconds after 1970 began.
    pub const fn from_secs(secs: i64) -> Self {
        Self { secs, nanos: 0 }
    }

    /// Whole seconds since 1970, rounded towards the past.
    pub const fn secs(self) -> i64 {
        self.secs
    }

    /// Nanoseconds after [`Timestamp::secs`], less than 1,000,000,000.
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// Whether the year has one to four digits, so that the two date formats can say it.
    pub(crate) fn in_calendar(self) -> bool {
        CALENDAR.contains(&self.secs)
    }

    /// The text of this point, without zeros at the end of a fraction.
    ///
    /// The two date formats hold the years 1 to 9999; other years come out with more digits or a sign, which no
    /// parser has to accept.
    pub fn format(self, format: TimestampFormat) -> String {
        let mut out = Vec::with_capacity(32);
        self.write(format, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    /// Appends what [`Timestamp::format`] gives.
    pub(crate) fn write(self, format: TimestampFormat, out: &mut Vec<u8>) {
        match format {
            TimestampFormat::EpochSeconds => self.write_epoch(out),
            TimestampFormat::DateTime => self.write_date_time(out),
            TimestampFormat::HttpDate => self.write_http_date(out),
        }
    }

    fn write_epoch(self, out: &mut Vec<u8>) {
        let (whole, nanos) = match (self.secs, self.nanos) {
            (secs, nanos @ 1..) if secs < 0 => {
                if secs == -1 {
                    out.push(b'-');
                }
                (secs + 1, NANOS - nanos)
            }
            same => same,
        };
        out.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
        write_fraction(nanos, out);
    }

    fn write_date_time(self, out: &mut Vec<u8>) {
        let (year, month, day) = date_from_days(self.secs.div_euclid(DAY));
        write_year(year, out);
        out.push(b'-');
        write_two(month, out);
        out.push(b'-');
        write_two(day, out);
        out.push(b'T');
        self.write_time(out);
        out.push(b'Z');
    }

    fn write_http_date(self, out: &mut Vec<u8>) {
        let days = self.secs.div_euclid(DAY);
        let (year, month, day) = date_from_days(days);
        out.extend_from_slice(WEEKDAYS[days.rem_euclid(7) as usize].as_bytes());
        out.extend_from_slice(b", ");
        write_two(day, out);
        out.push(b' ');
        out.extend_from_slice(MONTHS[month as usize - 1].as_bytes());
        out.push(b' ');
        write_year(year, out);
        out.push(b' ');
        self.write_time(out);
        out.extend_from_slice(b" GMT");
    }

    fn write_time(self, out: &mut Vec<u8>) {
        let second = self.secs.rem_euclid(DAY) as u32;
        write_two(second / 3600, out);
        out.push(b':');
        write_two(second / 60 % 60, out);
        out.push(b':');
        write_two(second % 60, out);
        write_fraction(self.nanos, out);
    }

    /// Reads a text of that format. Digits after the ninth of a fraction are dropped.
    ///
    /// # Errors
    /// Text of another form, a date that does not exist, or a point out of range.
    pub fn parse(text: &str, format: TimestampFormat) -> Result<Self, TimestampError> {
        match format {
            TimestampFormat::EpochSeconds => Self::parse_epoch(text),
            TimestampFormat::DateTime => Self::parse_date_time(text),
            TimestampFormat::HttpDate => Self::parse_http_date(text),
        }
    }

    fn parse_epoch(text: &str) -> Result<Self, TimestampError> {
        match plain_epoch(text.as_bytes()) {
            Some((timestamp, len)) if len == text.len() => Ok(timestamp),
            _ => Self::parse_decimal(text),
        }
    }

    #[cold]
    fn parse_decimal(text: &str) -> Result<Self, TimestampError> {
        let decimal = Decimal::parse(text).map_err(|_| NOT_A_NUMBER)?;
        if decimal.exponent > 19 {
            return Err(EPOCH_RANGE);
        }
        // Where the fraction begins among the digits; far behind the point there is nothing to keep.
        let point = decimal.exponent.max(-9);
        let digit = |at: i64| {
            usize::try_from(at)
                .ok()
                .and_then(|at| decimal.digits.get(at))
                .map_or(0, |d| d - b'0')
        };
        let secs = (0..point).fold(0i128, |sum, at| sum * 10 + i128::from(digit(at)));
        let nanos = (point..point + 9).fold(0u32, |sum, at| sum * 10 + u32::from(digit(at)));
        let (secs, nanos) = match (decimal.negative, nanos) {
            (false, nanos) => (secs, nanos),
            (true, 0) => (-secs, 0),
            (true, nanos) => (-secs - 1, NANOS - nanos),
        };
        Ok(Self {
            secs: i64::try_from(secs).map_err(|_| EPOCH_RANGE)?,
            nanos,
        })
    }

    fn parse_date_time(text: &str) -> Result<Self, TimestampError> {
        let mut s = Scanner::new(text, NOT_A_DATE_TIME);
        let year = s.number(4)?;
        s.byte(b"-")?;
        let month = s.number(2)?;
        s.byte(b"-")?;
        let day = s.number(2)?;
        s.byte(b"Tt")?;
        let (second, nanos) = s.time()?;
        let offset = s.offset()?;
        s.end()?;
        let secs = at_second(year, month, day, second)? - offset;
        Ok(Self { secs, nanos })
    }

    fn parse_http_date(text: &str) -> Result<Self, TimestampError> {
        let mut s = Scanner::new(text, NOT_AN_HTTP_DATE);
        s.one_of(&WEEKDAYS)?;
        s.byte(b",")?;
        s.byte(b" ")?;
        let day = s.number(2)?;
        s.byte(b" ")?;
        let month = s.one_of(&MONTHS)? + 1;
        s.byte(b" ")?;
        let year = s.number(4)?;
        s.byte(b" ")?;
        let (second, nanos) = s.time()?;
        s.one_of(&[" GMT"])?;
        s.end()?;
        Ok(Self {
            secs: at_second(year, month, day, second)?,
            nanos,
        })
    }
}

/// A timestamp in the usual form at the beginning of the bytes, and its length: up to 18 digits, and
/// digits after a point. Anything else is for the slow way to read or refuse.
#[inline]
pub(crate) fn plain_epoch(text: &[u8]) -> Option<(Timestamp, usize)> {
    let (mut secs, mut len) = (0i64, 0);
    while let Some(digit @ b'0'..=b'9') = text.get(len) {
        secs = secs.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
        len += 1;
    }
    if len == 0 || len > 18 || (text[0] == b'0' && len > 1) {
        return None;
    }
    let mut nanos = 0;
    if text.get(len) == Some(&b'.') {
        len += 1;
        let mut unit = NANOS;
        while let Some(digit @ b'0'..=b'9') = text.get(len) {
            unit /= 10;
            nanos += u32::from(digit - b'0') * unit;
            len += 1;
        }
        if unit == NANOS {
            return None;
        }
    }
    let ended = !matches!(text.get(len), Some(b'e' | b'E' | b'.'));
    ended.then_some((Timestamp { secs, nanos }, len))
}

fn at_second(year: u32, month: u32, day: u32, second: u32) -> Result<i64, TimestampError> {
    let year = i64::from(year);
    if year == 0 || day == 0 || day > days_in_month(year, month) {
        return Err(NO_SUCH_DATE);
    }
    Ok(days_from_date(year, month, day) * DAY + i64::from(second))
}

fn write_year(year: i64, out: &mut Vec<u8>) {
    if (0..10_000).contains(&year) {
        write_two(year as u32 / 100, out);
        write_two(year as u32 % 100, out);
    } else {
        out.extend_from_slice(itoa::Buffer::new().format(year).as_bytes());
    }
}

fn write_two(value: u32, out: &mut Vec<u8>) {
    out.extend_from_slice(&[b'0' + (value / 10) as u8, b'0' + (value % 10) as u8]);
}

fn write_fraction(mut nanos: u32, out: &mut Vec<u8>) {
    if nanos == 0 {
        return;
    }
    let mut text = *b".000000000";
    for digit in text[1..].iter_mut().rev() {
        *digit = b'0' + (nanos % 10) as u8;
        nanos /= 10;
    }
    let zeros = text.iter().rev().take_while(|&&d| d == b'0').count();
    out.extend_from_slice(&text[..text.len() - zeros]);
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.format(TimestampFormat::DateTime))
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// Reads a date-time of RFC 3339.
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        Self::parse_date_time(text)
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let clamp = |d: Duration| i64::try_from(d.as_secs()).unwrap_or(i64::MAX);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self {
                secs: clamp(after),
                nanos: after.subsec_nanos(),
            },
            Err(before) => match before.duration() {
                d if d.subsec_nanos() == 0 => Self {
                    secs: -clamp(d),
                    nanos: 0,
                },
                d => Self {
                    secs: -clamp(d) - 1,
                    nanos: NANOS - d.subsec_nanos(),
                },
            },
        }
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampError;

    /// Fails where the platform's clock cannot hold the point.
    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        let secs = Duration::from_secs(timestamp.secs.unsigned_abs());
        let whole = if timestamp.secs < 0 {
            UNIX_EPOCH.checked_sub(secs)
        } else {
            UNIX_EPOCH.checked_add(secs)
        };
        whole
            .and_then(|time| time.checked_add(Duration::from_nanos(timestamp.nanos.into())))
            .ok_or(EPOCH_RANGE)
    }
}
