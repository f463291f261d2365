//! Idempotency tokens: where the value of an unset `@idempotencyToken` member comes from.
//!
//! A token is drawn from the provider the caller passes, or, under the feature `tokens`, from the
//! operating system's random generator. There is no other source.

use std::fmt;

/// A source of idempotency tokens.
///
/// Every `FnMut() -> String` is one; [`FixedToken`] always answers the same, and `OsTokens` (feature
/// `tokens`) asks the operating system.
pub trait TokenProvider {
    /// A fresh token.
    ///
    /// # Errors
    /// [`TokenError`] when the source cannot answer.
    fn token(&mut self) -> Result<String, TokenError>;
}

impl<F: FnMut() -> String> TokenProvider for F {
    fn token(&mut self) -> Result<String, TokenError> {
        Ok(self())
    }
}

/// A provider that always answers the same token: for tests, and for repeating an earlier request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedToken(
    /// The token to answer.
    pub String,
);

impl TokenProvider for FixedToken {
    fn token(&mut self) -> Result<String, TokenError> {
        Ok(self.0.clone())
    }
}

/// Random UUIDs of version 4 (RFC 9562 section 5.4) from the operating system's generator.
#[cfg(feature = "tokens")]
#[derive(Clone, Copy, Debug, Default)]
pub struct OsTokens;

#[cfg(feature = "tokens")]
impl TokenProvider for OsTokens {
    fn token(&mut self) -> Result<String, TokenError> {
        let mut bytes = [0; 16];
        random(&mut bytes).map_err(|error| TokenError::new(error.to_string()))?;
        Ok(uuid_v4(bytes))
    }
}

/// Where the generator is a file, no crate is needed to read it: getrandom and libc would be a sixth of what a clean
/// build of three services costs.
#[cfg(all(feature = "tokens", unix))]
fn random(bytes: &mut [u8]) -> std::io::Result<()> {
    use std::io::Read;
    std::fs::File::open("/dev/urandom")?.read_exact(bytes)
}

#[cfg(all(feature = "tokens", not(unix)))]
fn random(bytes: &mut [u8]) -> Result<(), getrandom::Error> {
    getrandom::fill(bytes)
}

/// The text of a version 4 UUID with these random bytes; six of the bits are fixed by RFC 9562.
#[cfg(feature = "tokens")]
fn uuid_v4(mut bytes: [u8; 16]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push(char::from(HEX[usize::from(byte >> 4)]));
        text.push(char::from(HEX[usize::from(byte & 15)]));
    }
    text
}

/// Why a token source gave no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenError(String);

impl TokenError {
    /// An error with a provider's own reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no idempotency token: {}", self.0)
    }
}

impl std::error::Error for TokenError {}

#[cfg(all(test, feature = "tokens"))]
mod tests {
    use super::*;

    #[test]
    fn version_and_variant_are_set() {
        assert_eq!(uuid_v4([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid_v4([0; 16]), "00000000-0000-4000-8000-000000000000");
    }

    #[test]
    fn tokens_differ() {
        assert_ne!(OsTokens.token(), OsTokens.token());
    }
}
