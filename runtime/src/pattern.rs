//! Matches strings against a Smithy `@pattern` that the generator turned into an automaton.
//!
//! The automaton is a deterministic one over classes of code points, in blocks: a block is a run of
//! states whose transitions differ only in "go to the next state", so that a counted repetition is
//! one block however long it is. A match costs one table look-up per character, never more.
//!
//! The bytes, little-endian (written by the generator's `pattern::encode`):
//! version 1 (u8), number of classes (u8), bytes per row entry (u8, 1 or 2), 0 (u8), number of blocks,
//! number of rows, start block, number of ranges (u16 each); the class of each ASCII character
//! (128 × u8); blocks (u16 states, u16 row × 2 + accepting); rows (one entry per class: 0 refuse,
//! 1 next state, 2 the same state, 3 + n first state of block n); ranges of the other characters (u32: first code
//! point × 256 + class), ascending.

/// A Smithy `@pattern` and the automaton the generator made of it.
///
/// The meaning is ECMA-262's with the flag `u`: a search, anchored only where the pattern says so.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern as the model has it; shown in messages.
    pub source: &'static str,
    /// The automaton's bytes, in the form this module describes.
    pub automaton: &'static [u8],
}

impl std::fmt::Debug for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

const VERSION: u8 = 1;
const HEADER: usize = 12;
const ASCII: usize = 128;

impl Pattern {
    /// A pattern from its text and its automaton.
    #[must_use]
    pub const fn new(source: &'static str, automaton: &'static [u8]) -> Self {
        Self { source, automaton }
    }

    /// Whether the pattern is found in `text`.
    ///
    /// Bytes that are no automaton of this version match everything: a validator that cannot decide
    /// must not refuse.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        Automaton::new(self.automaton)
            .and_then(|automaton| automaton.run(text))
            .unwrap_or(true)
    }
}

/// The sections of an automaton's bytes.
struct Automaton<'a> {
    classes: usize,
    wide_rows: bool,
    start: usize,
    ascii: &'a [u8],
    blocks: &'a [u8],
    rows: &'a [u8],
    ranges: &'a [u8],
}

impl<'a> Automaton<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        if header[0] != VERSION {
            return None;
        }
        let classes = usize::from(header[1]);
        let width = usize::from(header[2]);
        let (ascii, rest) = rest.split_at_checked(ASCII)?;
        let (blocks, rest) = rest.split_at_checked(u16_at(header, 4)? * 4)?;
        let (rows, rest) = rest.split_at_checked(u16_at(header, 6)? * classes * width)?;
        let (ranges, _) = rest.split_at_checked(u16_at(header, 10)? * 4)?;
        let start = u16_at(header, 8)?;
        Some(Self {
            classes,
            wide_rows: width == 2,
            start,
            ascii,
            blocks,
            rows,
            ranges,
        })
    }

    /// None where the bytes refer outside of themselves.
    fn run(&self, text: &str) -> Option<bool> {
        let mut block = self.start;
        let (mut left, mut row) = self.block(block)?;
        for c in text.chars() {
            match self.entry(row / 2 * self.classes + self.class(c)?)? {
                0 => return Some(false),
                1 if left > 1 => left -= 1,
                1 => {
                    block += 1;
                    (left, row) = self.block(block)?;
                }
                2 => {}
                target => {
                    block = target - 3;
                    (left, row) = self.block(block)?;
                }
            }
        }
        Some(row % 2 == 1)
    }

    fn block(&self, index: usize) -> Option<(usize, usize)> {
        Some((
            u16_at(self.blocks, index * 4)?,
            u16_at(self.blocks, index * 4 + 2)?,
        ))
    }

    fn entry(&self, index: usize) -> Option<usize> {
        if self.wide_rows {
            return u16_at(self.rows, index * 2);
        }
        self.rows.get(index).copied().map(usize::from)
    }

    fn class(&self, c: char) -> Option<usize> {
        if let Some(&class) = self.ascii.get(c as usize) {
            return Some(usize::from(class));
        }
        let (mut low, mut high) = (0, self.ranges.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            if self.range(middle)? >> 8 <= c as u32 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Some((self.range(low.checked_sub(1)?)? & 0xff) as usize)
    }

    fn range(&self, index: usize) -> Option<u32> {
        let bytes = self.ranges.get(index * 4..index * 4 + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at + 2)?;
    Some(usize::from(u16::from_le_bytes(pair.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `^[^a]{2}a?$` by hand: classes 0 = not `a`, 1 = `a`.
    const BYTES: &[u8] = &{
        let mut bytes = [0; HEADER + ASCII + 12 + 6 + 4];
        let header = [1, 2, 1, 0, 3, 0, 3, 0, 0, 0, 1, 0];
        let tail = [
            2, 0, 0, 0, 1, 0, 3, 0, 1, 0, 5, 0, // blocks
            1, 0, 0, 5, 0, 0, // rows
            0, 0x80, 0, 0, // U+0080 and up: class 0
        ];
        let mut at = 0;
        while at < HEADER {
            bytes[at] = header[at];
            at += 1;
        }
        bytes[HEADER + b'a' as usize] = 1;
        at = 0;
        while at < tail.len() {
            bytes[HEADER + ASCII + at] = tail[at];
            at += 1;
        }
        bytes
    };

    #[test]
    fn blocks_count() {
        let pattern = Pattern::new("^[^a]{2}a?$", BYTES);
        for text in ["xy", "xya", "é\u{1f600}", "\u{7f}\u{80}a"] {
            assert!(pattern.is_match(text), "{text}");
        }
        for text in ["", "x", "xa", "xyz", "xyaa", "a"] {
            assert!(!pattern.is_match(text), "{text}");
        }
    }

    #[test]
    fn broken_bytes_refuse_nothing() {
        for end in 0..BYTES.len() {
            assert!(
                Pattern {
                    source: "",
                    automaton: &BYTES[..end]
                }
                .is_match("zz")
            );
        }
    }
}
