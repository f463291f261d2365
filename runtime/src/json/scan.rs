//! Finds the end of a run of ordinary string bytes, eight at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The high bit of every byte that is zero. Exact up to the first: above it a borrow may set more.
#[inline(always)]
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGH
}

/// Marks the bytes that end a run: quote, backslash, control characters. Exact up to the first.
#[inline(always)]
const fn specials(word: u64) -> u64 {
    zeros(word ^ (ONES * b'"' as u64))
        | zeros(word ^ (ONES * b'\\' as u64))
        | (word.wrapping_sub(ONES * 0x20) & !word & HIGH)
}

/// Length of the run at the beginning: bytes before the first quote, backslash or control character.
#[inline(always)]
pub(super) fn run_len(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<8>() {
        let found = specials(u64::from_le_bytes(*block));
        if found != 0 {
            return bytes.len() - rest.len() + (found.trailing_zeros() / 8) as usize;
        }
        rest = after;
    }
    let ordinary = |&b: &u8| b != b'"' && b != b'\\' && b >= 0x20;
    bytes.len() - rest.len() + rest.iter().position(|b| !ordinary(b)).unwrap_or(rest.len())
}

/// Whether the bytes begin with a name. By words: most names are too short for a call to pay.
#[inline(always)]
pub(super) fn begins(bytes: &[u8], name: &[u8]) -> bool {
    let Some(head) = bytes.get(..name.len()) else {
        return false;
    };
    match (head.last_chunk::<8>(), name.last_chunk::<8>()) {
        // The last words may overlap the ones before.
        (Some(a), Some(b)) => {
            a == b
                && head
                    .as_chunks::<8>()
                    .0
                    .iter()
                    .zip(name.as_chunks::<8>().0)
                    .all(|(a, b)| a == b)
        }
        _ => head == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_byte_at_every_place() {
        for special in 0..=255u8 {
            let ends = special == b'"' || special == b'\\' || special < 0x20;
            for len in 0..27 {
                for at in 0..len {
                    for filler in [b'a', 0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f, 0x80, 0xff] {
                        let mut bytes = vec![filler; len];
                        bytes[at] = special;
                        assert_eq!(run_len(&bytes), if ends { at } else { len });
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
            assert!(begins(&name, &name) && begins(&longer, &name));
            assert!(len == 0 || !begins(&name[1..], &name));
            for at in 0..len {
                let mut other = longer.clone();
                other[at] = b'm';
                assert!(!begins(&other, &name));
            }
        }
    }
}
