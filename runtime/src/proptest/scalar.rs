//! Strings, numbers, bytes and times, valid and wrong.

use super::automaton::with_automaton;
use super::generate::{Impossible, Maker};
use super::schema::{Kind, Node};
use super::target::Way;
use crate::types::{Document, Number, Timestamp, TimestampFormat};
use crate::validate::{Bound, Constraints};

/// Strings and blobs that are longer are not made only to be too long.
const MOST_LENGTH: u64 = 300_000;
/// Where nothing limits a length.
const USUAL_LENGTH: usize = 12;
/// Characters where nothing limits them: letters of one to four bytes.
const LETTERS: &[char] = &[
    'a', 'b', 'c', 'd', 'e', 'k', 'n', 'o', 's', 't', 'x', 'z', 'A', 'K', 'Z', '0', '1', '7', '9',
    '-', '_', '.', '/', '~', ' ', '"', '\\', '%', '&', 'é', 'ß', '語', '🙂',
];

impl Maker<'_> {
    /// A value that is no container.
    pub(super) fn scalar(&mut self, node: &Node) -> Result<Document, Impossible> {
        match &node.kind {
            Kind::Bool => Ok(Document::Bool(self.random.one_in(2))),
            Kind::Text => self.text(node).map(Document::String),
            Kind::Enum(known) => self.known(node, known, |value| Document::from(*value)),
            Kind::IntEnum(known) => self.known(node, known, |value| Document::from(*value)),
            Kind::Blob => {
                let (low, high) = self.lengths(node)?;
                let length = self.length_between(low, high);
                Ok(self.bytes(length))
            }
            Kind::Timestamp => {
                let secs = self.random.between(0, 4_102_444_800);
                let time = Timestamp::from_secs(i64::try_from(secs).unwrap_or(0));
                let text = time.format(TimestampFormat::DateTime);
                Ok(Document::String(text))
            }
            _ => self.number(node),
        }
    }

    /// A value that is wrong in this way; in others too, maybe.
    pub(super) fn wrong_scalar(&mut self, node: &Node, way: Way) -> Result<Document, Impossible> {
        match (&node.kind, way) {
            (Kind::Enum(known), Way::Unknown) => self.unknown_text(node, known),
            (Kind::IntEnum(known), Way::Unknown) => {
                let near = i128::from(*self.random.pick(known).unwrap_or(&0));
                let (low, high) = integer_bounds(node, i32::MIN.into(), i32::MAX.into());
                let number = (near + self.random.between(-3, 3)).clamp(low, high);
                number_document(&number.to_string())
            }
            (Kind::Enum(known), _) => {
                let value = self.random.pick(known).ok_or(Impossible)?;
                Ok(Document::from(*value))
            }
            (Kind::IntEnum(known), _) => {
                let value = self.random.pick(known).ok_or(Impossible)?;
                Ok(Document::from(*value))
            }
            (Kind::Text, Way::NoMatch) => {
                let (low, high) = self.lengths(node)?;
                self.pattern_text(node, false, low, high)
                    .map(Document::String)
            }
            (Kind::Text, Way::Short) => {
                let high = self.wrong_length(node, way, MOST_LENGTH)?;
                let low = if self.random.one_in(2) { high } else { 0 };
                self.text_of(node, low, high).map(Document::String)
            }
            (Kind::Text, _) => {
                let low = self.wrong_length(node, way, MOST_LENGTH)?;
                self.text_of(node, low, low + 4).map(Document::String)
            }
            (Kind::Blob, _) => {
                let length = self.wrong_length(node, way, MOST_LENGTH)?;
                Ok(self.bytes(length))
            }
            _ => self.wrong_number(node, way),
        }
    }

    /// A known value of an enum that its other limits allow.
    fn known<T>(
        &mut self,
        node: &Node,
        known: &[T],
        document: impl Fn(&T) -> Document,
    ) -> Result<Document, Impossible> {
        let fits = |value: &Document| super::judge::judge_here(self.schema, node, value).is_empty();
        let fitting: Vec<Document> = known.iter().map(document).filter(fits).collect();
        self.random.pick(&fitting).cloned().ok_or(Impossible)
    }

    /// A text that is not among some, preferably one that is nearly one of them.
    fn unknown_text(&mut self, node: &Node, known: &[&str]) -> Result<Document, Impossible> {
        let near = self.random.pick(known).copied().unwrap_or_default();
        let text = match self.random.below(6) {
            0 => near.to_lowercase(),
            1 => near.to_uppercase(),
            2 => format!("{near}2"),
            3 => near.chars().skip(1).collect(),
            4 => near.chars().rev().collect(),
            _ => self.text(node)?,
        };
        Ok(Document::String(text))
    }

    fn text(&mut self, node: &Node) -> Result<String, Impossible> {
        let (low, high) = self.lengths(node)?;
        self.text_of(node, low, high)
    }

    /// A string that the pattern accepts, if there is one, of a length between these.
    fn text_of(&mut self, node: &Node, low: usize, high: usize) -> Result<String, Impossible> {
        let pattern = node.limits.and_then(|limits| limits.pattern);
        if pattern.is_some() {
            return self.pattern_text(node, true, low, high);
        }
        let length = self.length_between(low, high);
        let letters = (0..length).map(|_| {
            let among = if self.random.one_in(8) {
                LETTERS.len()
            } else {
                19
            };
            LETTERS[self.random.below(among)]
        });
        Ok(letters.collect())
    }

    /// A string that the pattern accepts or does not.
    fn pattern_text(
        &mut self,
        node: &Node,
        accepted: bool,
        low: usize,
        high: usize,
    ) -> Result<String, Impossible> {
        let pattern = node
            .limits
            .and_then(|limits| limits.pattern)
            .ok_or(Impossible)?;
        let random = &mut *self.random;
        let made = with_automaton(pattern, |automaton| {
            let mut lengths = automaton.lengths(accepted, low, high, USUAL_LENGTH);
            if high < 300 && random.one_in(8) {
                lengths.extend(automaton.lengths(accepted, high, high, 1));
            }
            let length = random.pick(&lengths).copied()?;
            Some(automaton.string(accepted, length, random))
        });
        made.flatten().ok_or(Impossible)
    }

    fn lengths(&self, node: &Node) -> Result<(usize, usize), Impossible> {
        let low = usize::try_from(node.min_length()).map_err(|_| Impossible)?;
        let high = usize::try_from(node.max_length()).unwrap_or(usize::MAX);
        if low > high {
            return Err(Impossible);
        }
        Ok((low, high))
    }

    /// A length between these: near the least one, or the greatest if that is not far.
    fn length_between(&mut self, low: usize, high: usize) -> usize {
        match self.random.below(12) {
            0 => low,
            1 if high <= 300 => high,
            _ => high.min(low.saturating_add(self.random.below(USUAL_LENGTH + 1))),
        }
    }

    fn number(&mut self, node: &Node) -> Result<Document, Impossible> {
        match node.kind {
            Kind::Integer(low, high) => {
                let (low, high) = integer_bounds(node, low.into(), high.into());
                let number = self.integer(low, high);
                number_document(&number.to_string())
            }
            Kind::BigInteger => {
                let most = 10i128.pow(30);
                let (low, high) = integer_bounds(node, -most, most);
                let number = self.integer(low, high);
                number_document(&number.to_string())
            }
            _ => self.fraction(node),
        }
    }

    /// A whole number of a range: one of its ends, a small one or any.
    fn integer(&mut self, low: i128, high: i128) -> i128 {
        match self.random.below(6) {
            0 => low,
            1 => high,
            2 | 3 => self.random.between(-9, 99).clamp(low, high),
            _ => self.random.between(low, high.max(low)),
        }
    }

    /// A float, double or bigDecimal within its range.
    fn fraction(&mut self, node: &Node) -> Result<Document, Impossible> {
        let bound = |bound: Option<Bound>| bound.map(|bound| bound.to_string());
        let (min, max) = node.limits.map_or((None, None), |limits| {
            (bound(limits.min), bound(limits.max))
        });
        let number =
            |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
        let (low, high) = match (number(&min), number(&max)) {
            (Some(low), Some(high)) => (low, high),
            (Some(low), None) => (low, low.abs().mul_add(2.0, low) + 100.0),
            (None, Some(high)) => (high - high.abs() * 2.0 - 100.0, high),
            (None, None) => (-1000.0, 1000.0),
        };
        let text = match (self.random.below(6), min, max) {
            (0, Some(min), _) => min,
            (1, _, Some(max)) => max,
            (2, ..) => (low + (high - low) * self.random.fraction())
                .round()
                .to_string(),
            _ => {
                let value = low + (high - low) * self.random.fraction();
                match node.kind {
                    Kind::Float => (value as f32).to_string(),
                    _ => value.to_string(),
                }
            }
        };
        let value = number_document(&text)?;
        if super::judge::judge_here(self.schema, node, &value).is_empty() {
            return Ok(value);
        }
        // Rounding went too far: an end of the range is right.
        number_document(&low.to_string())
    }

    fn wrong_number(&mut self, node: &Node, way: Way) -> Result<Document, Impossible> {
        let limits = node.limits.ok_or(Impossible)?;
        let (bound, sign) = match way {
            Way::Low => (limits.min, -1),
            _ => (limits.max, 1),
        };
        let text = bound.ok_or(Impossible)?.to_string();
        let far = self.random.one_in(3);
        match node.kind {
            Kind::Integer(low, high) => {
                let end = if sign < 0 { low } else { high };
                let number = match integer_bound(&text, sign) {
                    number if far => self
                        .random
                        .between(number.min(end.into()), number.max(end.into())),
                    number => number,
                };
                if number < low.into() || number > high.into() {
                    return Err(Impossible);
                }
                number_document(&number.to_string())
            }
            Kind::BigInteger => {
                let step = if far { 10i128.pow(25) } else { 0 };
                let number = integer_bound(&text, sign).saturating_add(step * sign);
                number_document(&number.to_string())
            }
            Kind::BigDecimal if !far => number_document(&beyond(&text, sign)),
            _ => {
                let number = text.parse::<f64>().map_err(|_| Impossible)?;
                let step = [0.25, 1.0, 1e3][self.random.below(3)];
                let away = number + step * sign as f64 * number.abs().max(1.0);
                match node.kind {
                    Kind::Float if !far => number_document(&next_f32(&text, sign).to_string()),
                    Kind::Float => number_document(&(away as f32).to_string()),
                    Kind::Double if !far => number_document(&next_f64(number, sign).to_string()),
                    _ => number_document(&away.to_string()),
                }
            }
        }
    }
}

fn number_document(text: &str) -> Result<Document, Impossible> {
    let number: Number = text.parse().map_err(|_| Impossible)?;
    Ok(Document::Number(number))
}

/// The nearest float beyond a bound.
fn next_f32(bound: &str, sign: i128) -> f32 {
    let bound: f32 = bound.parse().unwrap_or_default();
    if sign < 0 {
        bound.next_down()
    } else {
        bound.next_up()
    }
}

/// The nearest double beyond a bound.
fn next_f64(bound: f64, sign: i128) -> f64 {
    if sign < 0 {
        bound.next_down()
    } else {
        bound.next_up()
    }
}

/// The nearest whole number beyond a bound.
fn integer_bound(text: &str, sign: i128) -> i128 {
    match text.parse::<i128>() {
        Ok(number) => number.saturating_add(sign),
        Err(_) => {
            let number: f64 = text.parse().unwrap_or_default();
            if sign < 0 {
                (number.ceil() as i128).saturating_sub(1)
            } else {
                (number.floor() as i128).saturating_add(1)
            }
        }
    }
}

/// The whole numbers that a range leaves of a type's.
fn integer_bounds(node: &Node, low: i128, high: i128) -> (i128, i128) {
    let inside = |bound: Option<Bound>, sign: i128| {
        bound.map(|bound| integer_bound(&bound.to_string(), sign).saturating_sub(sign))
    };
    let bounds = |limits: &Constraints| (inside(limits.min, -1), inside(limits.max, 1));
    let (min, max) = node.limits.map_or((None, None), bounds);
    let low = min.unwrap_or(low).max(low);
    (low, max.unwrap_or(high).min(high).max(low))
}

/// A decimal a little beyond a bound: one digit more, or one less of the last digit.
fn beyond(bound: &str, sign: i128) -> String {
    let negative = bound.starts_with('-');
    let fraction = if bound.contains('.') { "" } else { ".0" };
    if negative == (sign < 0) {
        return format!("{bound}{fraction}00000000000000000001");
    }
    let magnitude = bound.trim_start_matches('-');
    let minus = if negative { "-" } else { "" };
    let whole = format!("{magnitude}{fraction}");
    // 1.50 less a little is 1.49999…
    let mut digits: Vec<u8> = whole.into_bytes();
    let mut at = digits.len();
    while at > 0 {
        at -= 1;
        match digits[at] {
            b'0' => digits[at] = b'9',
            b'1'..=b'9' => {
                digits[at] -= 1;
                break;
            }
            _ => {}
        }
    }
    let mut text = String::from_utf8(digits).unwrap_or_default();
    while text.starts_with('0') && text.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
        text.remove(0);
    }
    if magnitude.bytes().all(|b| matches!(b, b'0' | b'.')) {
        // Beyond zero is the other sign.
        let minus = if sign < 0 { "-" } else { "" };
        return format!("{minus}0.00000000000000000001");
    }
    format!("{minus}{text}99")
}
