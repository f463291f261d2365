//! Percent-encoding of labels and query strings (RFC 3986 section 2.1).

/// Appends `text`, everything but RFC 3986's unreserved characters (letters, digits, `-._~`) encoded.
pub(crate) fn encode(out: &mut String, text: &str) {
    encode_but(out, text, |byte| {
        byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
    });
}

/// Like [`encode`], but keeps slashes: for a greedy label, which spans path segments.
pub(crate) fn encode_path(out: &mut String, text: &str) {
    encode_but(out, text, |byte| {
        byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte)
    });
}

fn encode_but(out: &mut String, text: &str, keep: impl Fn(u8) -> bool) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for &byte in text.as_bytes() {
        if keep(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_and_wide_characters() {
        let mut out = String::new();
        encode(&mut out, " %:/?#[]@!$&'()*+,;=\u{1f639}-._~aZ9");
        assert_eq!(
            out,
            "%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9-._~aZ9"
        );
        out.clear();
        encode_path(&mut out, "a/b c");
        assert_eq!(out, "a/b%20c");
    }
}
