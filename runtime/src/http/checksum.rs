//! MD5 (RFC 1321) and SHA-256 (FIPS 180-4) for the few headers that ask for a checksum of the body.
//!
//! Integrity only; nothing here guards a secret. Written out because a dependency would cost every
//! user compile time for two rare headers.

/// The MD5 digest.
pub(super) fn md5(data: &[u8]) -> [u8; 16] {
    const SHIFTS: [[u32; 4]; 4] = [
        [7, 12, 17, 22],
        [5, 9, 14, 20],
        [4, 11, 16, 23],
        [6, 10, 15, 21],
    ];
    // floor(2^32 × |sin(i + 1)|): RFC 1321 section 3.4 defines the table by this formula.
    let table: [u32; 64] =
        std::array::from_fn(|i| ((i as f64 + 1.0).sin().abs() * 4_294_967_296.0) as u32);
    let mut state: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for_each_chunk(data, u64::to_le_bytes, |chunk| {
        let words = words(chunk, u32::from_le_bytes);
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64 {
            let (mix, word) = match i / 16 {
                0 => (b & c | !b & d, i),
                1 => (d & b | !d & c, (5 * i + 1) % 16),
                2 => (b ^ c ^ d, (3 * i + 5) % 16),
                _ => (c ^ (b | !d), 7 * i % 16),
            };
            let sum = a
                .wrapping_add(mix)
                .wrapping_add(table[i])
                .wrapping_add(words[word]);
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(SHIFTS[i / 16][i % 4]));
        }
        for (old, new) in state.iter_mut().zip([a, b, c, d]) {
            *old = old.wrapping_add(new);
        }
    });
    let mut digest = [0; 16];
    for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_le_bytes());
    }
    digest
}

/// The SHA-256 digest.
pub(super) fn sha256(data: &[u8]) -> [u8; 32] {
    // FIPS 180-4 sections 4.2.2 and 5.3.3: fractions of the cube and square roots of the primes.
    let mut primes = [0_u32; 64];
    for (slot, prime) in primes
        .iter_mut()
        .zip((2_u32..).filter(|&n| (2..n).all(|d| n % d != 0)))
    {
        *slot = prime;
    }
    let keys = primes.map(|prime| root_fraction(u128::from(prime) << 96, 3));
    let mut state: [u32; 8] =
        std::array::from_fn(|i| root_fraction(u128::from(primes[i]) << 64, 2));
    for_each_chunk(data, u64::to_be_bytes, |chunk| {
        sha256_chunk(&mut state, &keys, chunk)
    });
    let mut digest = [0; 32];
    for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}

fn sha256_chunk(state: &mut [u32; 8], keys: &[u32; 64], chunk: &[u8; 64]) {
    let mut words = [0_u32; 64];
    words[..16].copy_from_slice(&self::words(chunk, u32::from_be_bytes));
    for i in 16..64 {
        let (near, far) = (words[i - 2], words[i - 15]);
        let near = near.rotate_right(17) ^ near.rotate_right(19) ^ near >> 10;
        let far = far.rotate_right(7) ^ far.rotate_right(18) ^ far >> 3;
        words[i] = near
            .wrapping_add(words[i - 7])
            .wrapping_add(far)
            .wrapping_add(words[i - 16]);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for (word, key) in words.iter().zip(keys) {
        let high = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let choice = e & f ^ !e & g;
        let one = h
            .wrapping_add(high)
            .wrapping_add(choice)
            .wrapping_add(*key)
            .wrapping_add(*word);
        let low = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let two = low.wrapping_add(a & b ^ a & c ^ b & c);
        (h, g, f, e, d, c, b) = (g, f, e, d.wrapping_add(one), c, b, a);
        a = one.wrapping_add(two);
    }
    for (old, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *old = old.wrapping_add(new);
    }
}

/// The SHA-256 tree hash of Amazon Glacier: digests of each MiB, then of neighbours, up to one.
pub(super) fn sha256_tree(data: &[u8]) -> [u8; 32] {
    let mut level: Vec<[u8; 32]> = data.chunks(1 << 20).map(sha256).collect();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| {
                if pair.len() == 2 {
                    sha256(&pair.concat())
                } else {
                    pair[0]
                }
            })
            .collect();
    }
    level.first().copied().unwrap_or_else(|| sha256(&[]))
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The lowest 32 bits of the whole root of this degree, found digit by digit.
fn root_fraction(number: u128, degree: u32) -> u32 {
    let mut root = 0_u128;
    for bit in (0..48).rev() {
        let next = root | 1 << bit;
        if next
            .checked_pow(degree)
            .is_some_and(|power| power <= number)
        {
            root = next;
        }
    }
    root as u32
}

/// Calls `each` with the data padded to chunks of 64 bytes: a one bit, zeros, the length in bits.
fn for_each_chunk(data: &[u8], length: fn(u64) -> [u8; 8], mut each: impl FnMut(&[u8; 64])) {
    let (chunks, rest) = data.as_chunks::<64>();
    chunks.iter().for_each(&mut each);
    let mut tail = [0; 128];
    tail[..rest.len()].copy_from_slice(rest);
    tail[rest.len()] = 0x80;
    let end = if rest.len() < 56 { 64 } else { 128 };
    tail[end - 8..end].copy_from_slice(&length(data.len() as u64 * 8));
    tail[..end].as_chunks::<64>().0.iter().for_each(each);
}

fn words(chunk: &[u8; 64], read: fn([u8; 4]) -> u32) -> [u32; 16] {
    let (words, _) = chunk.as_chunks::<4>();
    std::array::from_fn(|i| read(words[i]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_digests() {
        assert_eq!(hex(&md5(b"")), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(
            hex(&md5(b"message digest")),
            "f96b697d7cb7938d525a2f31aaf161d0"
        );
        let digits = "1234567890".repeat(8);
        assert_eq!(
            hex(&md5(digits.as_bytes())),
            "57edf4a22be3c955ac49da2e2107b67a"
        );
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&sha256(b"abc")), abc);
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex(&sha256_tree(b"")), empty);
        let two_chunks = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
        let text = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        assert_eq!(hex(&sha256(text)), two_chunks);
    }

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
    }
}
