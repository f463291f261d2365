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
/// Entries of rows; from [`FIRST`] on they name a block.
const REFUSE: u16 = 0;
const NEXT: u16 = 1;
const STAY: u16 = 2;
const FIRST: u16 = 3;
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
        Self::run(self.automaton, text)
    }

    /// [`Pattern::is_match`] with an automaton that is not part of the program.
    #[must_use]
    pub fn run(automaton: &[u8], text: &str) -> bool {
        Automaton::new(automaton)
            .and_then(|automaton| match automaton.wide_rows {
                false => automaton.run_narrow(text),
                true => automaton.run_wide(text),
            })
            .unwrap_or(true)
    }
}

/// The sections of an automaton's bytes.
struct Automaton<'a> {
    classes: usize,
    wide_rows: bool,
    start: usize,
    ascii: &'a [u8; ASCII],
    blocks: &'a [[u8; 4]],
    rows: &'a [u8],
    ranges: &'a [[u8; 4]],
}

/// A block that was entered.
struct Block<'a> {
    /// States that are left, with the one at hand.
    left: u16,
    accepting: bool,
    row: &'a [u8],
}

/// The entry of a row for a class, in rows of one byte an entry.
#[inline(always)]
fn narrow(row: &[u8], class: u8) -> Option<u16> {
    row.get(usize::from(class)).copied().map(u16::from)
}

/// The same in rows of two bytes an entry.
#[inline(always)]
fn wide(row: &[u8], class: u8) -> Option<u16> {
    row.as_chunks()
        .0
        .get(usize::from(class))
        .map(|entry| u16::from_le_bytes(*entry))
}

impl<'a> Automaton<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_first_chunk::<HEADER>()?;
        if header[0] != VERSION {
            return None;
        }
        let count = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
        let classes = usize::from(header[1]);
        let width = usize::from(header[2]);
        let (ascii, rest) = rest.split_first_chunk::<ASCII>()?;
        let (blocks, rest) = rest.split_at_checked(count(4) * 4)?;
        let (rows, rest) = rest.split_at_checked(count(6) * classes * width)?;
        let (ranges, _) = rest.split_at_checked(count(10) * 4)?;
        Some(Self {
            classes,
            wide_rows: width == 2,
            start: count(8),
            ascii,
            blocks: blocks.as_chunks().0,
            rows,
            ranges: ranges.as_chunks().0,
        })
    }

    #[inline(never)]
    fn run_narrow(&self, text: &str) -> Option<bool> {
        self.run(text, narrow)
    }

    #[inline(never)]
    fn run_wide(&self, text: &str) -> Option<bool> {
        self.run(text, wide)
    }

    /// None where the bytes refer outside of themselves.
    #[inline(always)]
    fn run(&self, text: &str, entry: impl Fn(&[u8], u8) -> Option<u16>) -> Option<bool> {
        let mut rest = text.as_bytes();
        let mut at = self.start;
        let mut block = self.block(at)?;
        loop {
            // What stays in the block, one byte after the other: most of most texts.
            let (row, mut left) = (block.row, block.left);
            let leaving = loop {
                let [byte, after @ ..] = rest else {
                    return Some(block.accepting);
                };
                let Some(&class) = self.ascii.get(usize::from(*byte)) else {
                    break None;
                };
                let entry = entry(row, class)?;
                rest = after;
                match entry {
                    STAY => {}
                    NEXT if left > 1 => left -= 1,
                    _ => break Some(entry),
                }
            };
            let leaving = match leaving {
                Some(entry) => entry,
                None => {
                    let (class, len) = self.beyond_ascii(text, rest.len())?;
                    rest = rest.get(len..)?;
                    entry(row, class)?
                }
            };
            at = match leaving {
                REFUSE => return Some(false),
                STAY => {
                    block.left = left;
                    continue;
                }
                NEXT if left > 1 => {
                    block.left = left - 1;
                    continue;
                }
                NEXT => at + 1,
                first => usize::from(first - FIRST),
            };
            block = self.block(at)?;
        }
    }

    #[inline(always)]
    fn block(&self, index: usize) -> Option<Block<'a>> {
        let [a, b, c, d] = *self.blocks.get(index)?;
        let row = u16::from_le_bytes([c, d]);
        let width = self.classes << usize::from(self.wide_rows);
        let start = usize::from(row / 2) * width;
        Some(Block {
            left: u16::from_le_bytes([a, b]),
            accepting: row % 2 == 1,
            row: self.rows.get(start..start + width)?,
        })
    }

    /// Class and length of the character that stands so many bytes before the end.
    #[cold]
    #[inline(never)]
    fn beyond_ascii(&self, text: &str, left: usize) -> Option<(u8, usize)> {
        let c = text.get(text.len() - left..)?.chars().next()?;
        let after = self
            .ranges
            .partition_point(|range| u32::from_le_bytes(*range) >> 8 <= c as u32);
        let range = self.ranges.get(after.checked_sub(1)?)?;
        Some((range[0], c.len_utf8()))
    }
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
            assert!(Pattern::new("", &BYTES[..end]).is_match("zz"));
        }
    }
}
