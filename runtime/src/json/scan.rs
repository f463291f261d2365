//! Finds the end of a run of ordinary string bytes, sixteen at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;
/// Bytes that are looked at at once.
pub(super) const BLOCK: usize = 16;
/// A word of bytes that end no run.
const ORDINARY: u64 = ONES * b' ' as u64;

/// Marks the bytes that end a run (quote, backslash, control characters) by their high bits; the others mean nothing.
/// Exact up to the first: above it a borrow may set more.
#[inline(always)]
const fn specials(word: u64) -> u64 {
    // Two exchanged with zero in the last bits, the quote follows the control characters: one subtraction for both.
    let low = (word ^ (ONES * 2)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (low | backslash) & !word
}

/// The marks of both halves of a block.
#[inline(always)]
fn marks(block: &[u8; BLOCK]) -> (u64, u64) {
    let block = u128::from_le_bytes(*block);
    (specials(block as u64), specials((block >> 64) as u64))
}

/// The position of the first mark; [`BLOCK`] where there is none.
#[inline(always)]
fn first(low: u64, high: u64) -> usize {
    let at = match low & HIGH {
        0 => 64 + (high & HIGH).trailing_zeros(),
        low => low.trailing_zeros(),
    };
    (at / 8) as usize
}

/// How many bytes of a block are of a run that begins with it.
#[inline(always)]
pub(super) fn run_in(block: &[u8; BLOCK]) -> usize {
    let (low, high) = marks(block);
    first(low, high)
}

/// Length of the run at the beginning: bytes before the first quote, backslash or control character.
#[inline(always)]
pub(super) fn run_len(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<BLOCK>() {
        let (low, high) = marks(block);
        if (low | high) & HIGH != 0 {
            return bytes.len() - rest.len() + first(low, high);
        }
        rest = after;
    }
    bytes.len() - rest.len() + short_run_len(rest)
}

/// The same for less than a block: what only the end of a text has.
#[cold]
#[inline(never)]
fn short_run_len(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|byte| is_special(*byte));
    end.unwrap_or(bytes.len())
}

/// Whether a byte ends a run.
#[inline(always)]
pub(super) fn is_special(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < 0x20
}

/// Whether a block holds a byte that ends a run.
///
/// Byte by byte and without a branch on purpose: the compiler makes vectors of it, where the target has them.
#[inline(always)]
fn has_special(block: &[u8; BLOCK]) -> bool {
    let marks: [u8; BLOCK] = std::array::from_fn(|at| {
        let byte = block[at];
        // Two exchanged with zero in the last bits, the quote follows the control characters: one comparison.
        (u8::from(byte ^ 2 <= b' ') | u8::from(byte == b'\\')).wrapping_neg()
    });
    u128::from_ne_bytes(marks) != 0
}

/// Whether one of two words holds a byte that ends a run.
#[inline(always)]
fn any_special(a: u64, b: u64) -> bool {
    (specials(a) | specials(b)) & HIGH != 0
}

/// Whether all bytes are of a run.
#[inline(always)]
pub(super) fn is_run(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<BLOCK>() {
        let mut blocks = bytes.as_chunks::<BLOCK>().0.iter();
        return !has_special(last) && blocks.all(|block| !has_special(block));
    }
    // The last word may overlap the first.
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return !any_special(u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let word = |half: &[u8; 4]| u64::from(u32::from_le_bytes(*half));
        return !any_special(word(first) << 32 | word(last), ORDINARY);
    }
    let word = |word, &byte| word << 8 | u64::from(byte);
    !any_special(bytes.iter().fold(ORDINARY, word), ORDINARY)
}

/// Whether the bytes begin with a name, which has at least four. By blocks: most names are too short for a call to
/// pay.
#[inline(always)]
pub(super) fn begins(bytes: &[u8], name: &[u8]) -> bool {
    match bytes.get(..name.len()) {
        Some(head) => same(head, name),
        None => false,
    }
}

/// Whether two texts of one length are the same.
#[inline(always)]
fn same(head: &[u8], name: &[u8]) -> bool {
    // The last blocks may overlap the ones before.
    if let (Some(a), Some(b)) = (head.last_chunk::<16>(), name.last_chunk::<16>()) {
        return a == b && same_blocks(head.as_chunks::<16>().0, name.as_chunks::<16>().0);
    }
    if let (Some(a), Some(b)) = (head.last_chunk::<8>(), name.last_chunk::<8>()) {
        return a == b && head.first_chunk::<8>() == name.first_chunk::<8>();
    }
    if let (Some(a), Some(b)) = (head.last_chunk::<4>(), name.last_chunk::<4>()) {
        return a == b && head.first_chunk::<4>() == name.first_chunk::<4>();
    }
    false
}

#[inline(always)]
fn same_blocks(a: &[[u8; 16]], b: &[[u8; 16]]) -> bool {
    a.iter().zip(b).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_byte_at_every_place() {
        for special in 0..=255u8 {
            let ends = special == b'"' || special == b'\\' || special < 0x20;
            for len in 0..37 {
                for at in 0..len {
                    for filler in [b'a', 0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f, 0x80, 0xff] {
                        let mut bytes = vec![filler; len];
                        bytes[at] = special;
                        assert_eq!(run_len(&bytes), if ends { at } else { len });
                        assert_eq!(is_run(&bytes), !ends);
                        // What follows the first hit must not matter.
                        bytes[at + 1..].fill(b'"');
                        assert_eq!(run_len(&bytes), if ends { at } else { len.min(at + 1) });
                    }
                }
            }
        }
    }

    #[test]
    fn begins_compares_every_byte() {
        for len in 0..40 {
            let name = vec![b'n'; len];
            let longer = [&name[..], b"xyz"].concat();
            // The name of a member has a quote, something, a quote and a colon.
            assert_eq!(begins(&name, &name), len >= 4);
            assert_eq!(begins(&longer, &name), len >= 4);
            assert!(len == 0 || !begins(&name[1..], &name));
            for at in 0..len {
                let mut other = longer.clone();
                other[at] = b'm';
                assert!(!begins(&other, &name));
            }
        }
    }
}
