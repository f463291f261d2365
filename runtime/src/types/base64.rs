//! Base64 by RFC 4648 section 4: standard alphabet, padding required.

use std::fmt;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Marks a byte outside the alphabet in [`VALUES`].
const BAD: u8 = 0xff;

/// The six bits that each byte stands for, or [`BAD`].
const VALUES: [u8; 256] = {
    let mut table = [BAD; 256];
    let mut i = 0;
    while i < 64 {
        table[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    table
};

/// Why a text is not base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base64Error {
    at: Option<usize>,
}

impl fmt::Display for Base64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "not base64: wrong character at position {at}"),
            None => f.write_str("not base64: its length is not a multiple of four"),
        }
    }
}

impl std::error::Error for Base64Error {}

/// Appends the base64 text of the bytes.
pub(crate) fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    let symbol = |bits: u32| ALPHABET[(bits & 63) as usize];
    out.reserve(bytes.len().div_ceil(3) * 4);
    let (triples, rest) = bytes.as_chunks::<3>();
    for &[a, b, c] in triples {
        let bits = u32::from(a) << 16 | u32::from(b) << 8 | u32::from(c);
        out.extend_from_slice(&[
            symbol(bits >> 18),
            symbol(bits >> 12),
            symbol(bits >> 6),
            symbol(bits),
        ]);
    }
    match *rest {
        [a] => {
            let bits = u32::from(a) << 16;
            out.extend_from_slice(&[symbol(bits >> 18), symbol(bits >> 12), b'=', b'=']);
        }
        [a, b] => {
            let bits = u32::from(a) << 16 | u32::from(b) << 8;
            out.extend_from_slice(&[
                symbol(bits >> 18),
                symbol(bits >> 12),
                symbol(bits >> 6),
                b'=',
            ]);
        }
        _ => {}
    }
}

/// Reads base64 text. Bits that the last symbol has too many are ignored, as RFC 4648 section 3.5 allows.
pub(crate) fn decode(text: &[u8]) -> Result<Vec<u8>, Base64Error> {
    let (groups, rest) = text.as_chunks::<4>();
    if !rest.is_empty() {
        let at = text
            .iter()
            .position(|&b| b != b'=' && VALUES[usize::from(b)] == BAD);
        return Err(Base64Error { at });
    }
    let mut out = Vec::with_capacity(groups.len() * 3);
    for (i, group) in groups.iter().enumerate() {
        let padding = if i + 1 < groups.len() {
            0
        } else {
            match group {
                [_, _, b'=', b'='] => 2,
                [_, _, _, b'='] => 1,
                _ => 0,
            }
        };
        let mut bits = 0u32;
        for (j, &byte) in group.iter().enumerate() {
            let value = if j >= 4 - padding {
                0
            } else {
                VALUES[usize::from(byte)]
            };
            if value == BAD {
                return Err(Base64Error {
                    at: Some(i * 4 + j),
                });
            }
            bits = bits << 6 | u32::from(value);
        }
        let [_, a, b, c] = bits.to_be_bytes();
        out.extend_from_slice(&[a, b, c][..3 - padding]);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_rfc_4648_section_10() {
        let table = [
            "", "", "f", "Zg==", "fo", "Zm8=", "foo", "Zm9v", "foob", "Zm9vYg==", "fooba",
            "Zm9vYmE=", "foobar", "Zm9vYmFy",
        ];
        for pair in table.chunks(2) {
            let mut out = Vec::new();
            encode(pair[0].as_bytes(), &mut out);
            assert_eq!(out, pair[1].as_bytes());
            assert_eq!(decode(pair[1].as_bytes()).unwrap(), pair[0].as_bytes());
        }
    }

    #[test]
    fn refuses_what_is_not_base64() {
        for text in [
            "Zg", "Zg=", "Zm9v=", "Zg==Zg==", "Z===", "====", "Zm9v\n", "Zm-_", "Zm 9",
        ] {
            assert!(decode(text.as_bytes()).is_err(), "{text:?}");
        }
    }

    #[test]
    fn all_bytes_round_trip() {
        let bytes: Vec<u8> = (0..=255).collect();
        for n in 0..bytes.len() {
            let mut out = Vec::new();
            encode(&bytes[..n], &mut out);
            assert_eq!(decode(&out).unwrap(), &bytes[..n]);
        }
    }
}
