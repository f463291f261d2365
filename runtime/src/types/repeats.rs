//! Whether a key may stand twice among others, told in little time for nearly all keys.

/// Up to this many keys the table lies on the stack.
const FEW: usize = 32;

/// Looks at one key more than this many times the number of keys before it gives up.
const PATIENCE: usize = 8;

/// False if all keys differ; true if two are equal, and sometimes else: then the keys themselves are compared.
///
/// A table of fingerprints with open addressing. Whoever chooses keys that meet in it gains nothing: it is left early.
pub(super) fn may_repeat(keys: &mut dyn ExactSizeIterator<Item = &str>) -> bool {
    match keys.len() {
        0 | 1 => false,
        2..=FEW => fill(keys, &mut [0; FEW * 2]),
        many => fill(
            keys,
            &mut vec![0; many.next_power_of_two().saturating_mul(2)],
        ),
    }
}

/// The table is empty, and its size a power of two and at least twice the number of keys.
fn fill(keys: &mut dyn ExactSizeIterator<Item = &str>, table: &mut [u64]) -> bool {
    let mut steps = keys.len() * PATIENCE;
    let mask = table.len() - 1;
    for key in keys {
        let mark = fingerprint(key.as_bytes());
        let mut at = (mark >> 32) as usize & mask;
        while let Some(slot) = table.get_mut(at) {
            if *slot == 0 {
                *slot = mark;
                break;
            }
            if *slot == mark || steps == 0 {
                return true;
            }
            steps -= 1;
            at = (at + 1) & mask;
        }
    }
    false
}

/// A number that differs for nearly all keys, never zero.
#[inline]
fn fingerprint(key: &[u8]) -> u64 {
    // Odd, its bits without a pattern: the fraction of the golden ratio.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |sum: u64, word: u64| (sum.rotate_left(29) ^ word).wrapping_mul(FACTOR);
    let mut sum = key.len() as u64;
    let (words, rest) = key.as_chunks::<8>();
    for word in words {
        sum = mix(sum, u64::from_le_bytes(*word));
    }
    let last = match key.last_chunk::<8>() {
        // It overlaps the word before it.
        Some(last) => u64::from_le_bytes(*last),
        None => rest
            .iter()
            .fold(0, |word, &byte| word << 8 | u64::from(byte)),
    };
    mix(sum, last) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(keys: &[String]) -> bool {
        may_repeat(&mut keys.iter().map(String::as_str))
    }

    #[test]
    fn equal_keys_are_found_wherever_they_stand() {
        for count in [2, 3, 31, 32, 33, 64, 65, 1000] {
            let mut keys: Vec<String> = (0..count).map(|n| format!("key-{n}")).collect();
            assert!(!asked(&keys), "{count}");
            for (a, b) in [(0, count - 1), (count / 2, count / 2 - 1)] {
                let same = keys[b].clone();
                let before = std::mem::replace(&mut keys[a], same);
                assert!(asked(&keys), "{count}");
                keys[a] = before;
            }
        }
    }

    #[test]
    fn every_byte_counts() {
        for len in 1..40 {
            for at in 0..len {
                let mut other = vec![b'k'; len];
                other[at] = b'l';
                assert_ne!(fingerprint(&other), fingerprint(&vec![b'k'; len]));
            }
            assert_ne!(fingerprint(&vec![0; len]), fingerprint(&vec![0; len - 1]));
        }
    }

    #[test]
    fn few_or_no_keys() {
        assert!(!asked(&[]) && !asked(&[String::new()]));
        assert!(asked(&[String::new(), String::new()]));
    }
}
