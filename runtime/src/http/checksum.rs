//! Checksums of the body for the few operations that ask for one; the digests are RustCrypto's.

use md5::{Digest, Md5};
use sha2::Sha256;

/// The MD5 digest.
pub(super) fn md5(data: &[u8]) -> [u8; 16] {
    Md5::digest(data).into()
}

/// The SHA-256 digest.
pub(super) fn sha256(data: &[u8]) -> [u8; 32] {
    Sha256::digest(data).into()
}

/// The SHA-256 tree hash of Amazon Glacier: digests of each MiB, then of neighbours, up to one.
pub(super) fn sha256_tree(data: &[u8]) -> [u8; 32] {
    let mut level: Vec<[u8; 32]> = data.chunks(1 << 20).map(sha256).collect();
    while level.len() > 1 {
        let join = |pair: &[[u8; 32]]| match pair {
            [only] => *only,
            pair => sha256(&pair.concat()),
        };
        level = level.chunks(2).map(join).collect();
    }
    level.first().copied().unwrap_or_else(|| sha256(&[]))
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tree_joins_pairs() {
        let data = vec![7; (2 << 20) + 1];
        let (a, b, c) = (
            sha256(&data[..1 << 20]),
            sha256(&data[1 << 20..2 << 20]),
            sha256(&[7]),
        );
        let left = sha256(&[a, b].concat());
        assert_eq!(sha256_tree(&data), sha256(&[left, c].concat()));
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex(&sha256_tree(b"")), empty);
    }
}
