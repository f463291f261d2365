//! Exact decimal numbers kept as text, and the grammar of JSON numbers.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// Zeros that an exponent may add to an integer; more would let a short text ask for much memory.
const MAX_ADDED_ZEROS: i64 = 4096;

/// Why a text is not the number that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberError(pub(crate) &'static str);

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for NumberError {}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Length of the JSON number that the bytes begin with (RFC 8259 section 6).
///
/// The error holds the offset of the first wrong byte.
pub(crate) fn number_len(bytes: &[u8]) -> Result<usize, (usize, &'static str)> {
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(&bytes[at..]);
    if whole == 0 {
        return Err((at, "expected a digit"));
    }
    if whole > 1 && bytes[at] == b'0' {
        return Err((at, "a number cannot have leading zeros"));
    }
    at += whole;
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(&bytes[at + 1..]);
        if fraction == 0 {
            return Err((at + 1, "expected a digit after the decimal point"));
        }
        at += 1 + fraction;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1;
        at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
        let exponent = digits(&bytes[at..]);
        if exponent == 0 {
            return Err((at, "expected a digit in the exponent"));
        }
        at += exponent;
    }
    Ok(at)
}

/// A decimal number in normal form: `0.d1d2d3… × 10^exponent`, neither first nor last digit zero.
///
/// Zero has no digits, exponent 0 and no sign, so equal values have equal normal forms.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Decimal {
    pub(crate) negative: bool,
    /// ASCII digits.
    pub(crate) digits: Vec<u8>,
    pub(crate) exponent: i64,
}

impl Decimal {
    /// Reads the text of a JSON number. Exponents of more than 17 digits are refused, so no sum overflows.
    pub(crate) fn parse(text: &str) -> Result<Self, NumberError> {
        let bytes = text.as_bytes();
        if number_len(bytes) != Ok(bytes.len()) {
            return Err(NumberError("not a number"));
        }
        let (mantissa, power) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], exponent(&text[at + 1..])?),
            None => (text, 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = Vec::with_capacity(whole.len() + fraction.len());
        digits.extend_from_slice(whole.as_bytes());
        digits.extend_from_slice(fraction.as_bytes());
        let zeros = digits.iter().take_while(|&&d| d == b'0').count();
        digits.drain(..zeros);
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return Ok(Self {
                negative: false,
                digits,
                exponent: 0,
            });
        }
        let exponent = power + whole.len() as i64 - zeros as i64;
        Ok(Self {
            negative,
            digits,
            exponent,
        })
    }

    /// The value, if it is an integer that fits.
    pub(crate) fn to_i128(&self) -> Option<i128> {
        if self.exponent < self.digits.len() as i64 || self.exponent > 39 {
            return self.digits.is_empty().then_some(0);
        }
        let mut value = 0i128;
        for i in 0..self.exponent as usize {
            let digit = self.digits.get(i).map_or(0, |d| i128::from(d - b'0'));
            value = value.checked_mul(10)?;
            value = if self.negative {
                value.checked_sub(digit)?
            } else {
                value.checked_add(digit)?
            };
        }
        Some(value)
    }

    /// The integer in plain digits, if it is one.
    fn to_integer_text(&self) -> Result<String, NumberError> {
        if self.digits.is_empty() {
            return Ok("0".to_owned());
        }
        let zeros = self.exponent - self.digits.len() as i64;
        if zeros < 0 {
            return Err(NumberError("not an integer"));
        }
        if zeros > MAX_ADDED_ZEROS {
            return Err(NumberError("the exponent is too large for an integer"));
        }
        let mut text = String::with_capacity(self.exponent as usize + 1);
        if self.negative {
            text.push('-');
        }
        text.extend(self.digits.iter().map(|&d| char::from(d)));
        text.extend(std::iter::repeat_n('0', zeros as usize));
        Ok(text)
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        // Zero has exponent 0 and would sort above 0.01.
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self
                .exponent
                .cmp(&other.exponent)
                .then_with(|| self.digits.cmp(&other.digits)),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

fn exponent(text: &str) -> Result<i64, NumberError> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.trim_start_matches('0');
    if text.len() > 17 {
        return Err(NumberError("the exponent is too large"));
    }
    let value = text
        .bytes()
        .fold(0i64, |sum, d| sum * 10 + i64::from(d - b'0'));
    Ok(if negative { -value } else { value })
}

/// An integer of any size, exact (Smithy's `bigInteger`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigInteger {
    /// Canonical: no plus sign, no leading zeros, no `-0`.
    text: String,
}

impl BigInteger {
    /// The digits, with a minus sign where negative.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The value, if it fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.text.parse().ok()
    }
}

impl FromStr for BigInteger {
    type Err = NumberError;

    /// Reads a JSON number that is an integer: `1e3` and `1.0` are.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let bytes = text.as_bytes();
        if text != "-0" && number_len(bytes) == Ok(bytes.len()) && !text.contains(['.', 'e', 'E']) {
            return Ok(Self {
                text: text.to_owned(),
            });
        }
        let text = Decimal::parse(text)?.to_integer_text()?;
        Ok(Self { text })
    }
}

impl fmt::Display for BigInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Default for BigInteger {
    fn default() -> Self {
        Self {
            text: "0".to_owned(),
        }
    }
}

impl PartialOrd for BigInteger {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for BigInteger {
    fn cmp(&self, other: &Self) -> Ordering {
        let parts = |x: &'_ Self| (x.text.starts_with('-'), x.text.len());
        let ((negative, length), (other_negative, other_length)) = (parts(self), parts(other));
        let magnitude = length
            .cmp(&other_length)
            .then_with(|| self.text.cmp(&other.text));
        match (negative, other_negative) {
            (false, false) => magnitude,
            (true, true) => magnitude.reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

macro_rules! from_integers {
    ($($int:ty),*) => {$(
        impl From<$int> for BigInteger {
            fn from(value: $int) -> Self {
                Self { text: itoa::Buffer::new().format(value).to_owned() }
            }
        }

        impl From<$int> for BigDecimal {
            fn from(value: $int) -> Self {
                Self { text: itoa::Buffer::new().format(value).to_owned() }
            }
        }
    )*};
}

from_integers!(i32, u32, i64, u64, i128, u128);

/// A decimal number of any size and precision, exact (Smithy's `bigDecimal`).
///
/// Keeps the text that it was made from; compares by value.
#[derive(Clone, Debug)]
pub struct BigDecimal {
    text: String,
}

impl BigDecimal {
    /// The number as JSON text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The nearest double; infinite if too large.
    pub fn to_f64(&self) -> f64 {
        self.text.parse().unwrap_or(f64::NAN)
    }

    fn normal(&self) -> Decimal {
        // The text was parsed when the value was made.
        Decimal::parse(&self.text).unwrap_or(Decimal {
            negative: false,
            digits: Vec::new(),
            exponent: 0,
        })
    }
}

impl FromStr for BigDecimal {
    type Err = NumberError;

    /// Reads a JSON number.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        Decimal::parse(text)?;
        Ok(Self {
            text: text.to_owned(),
        })
    }
}

impl fmt::Display for BigDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Default for BigDecimal {
    fn default() -> Self {
        Self {
            text: "0".to_owned(),
        }
    }
}

impl PartialEq for BigDecimal {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.normal() == other.normal()
    }
}

impl Eq for BigDecimal {}

impl Hash for BigDecimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normal().hash(state);
    }
}

impl PartialOrd for BigDecimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for BigDecimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.normal().cmp(&other.normal())
    }
}

impl From<BigInteger> for BigDecimal {
    fn from(value: BigInteger) -> Self {
        Self { text: value.text }
    }
}
