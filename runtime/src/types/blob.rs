//! Bytes that travel as base64 in JSON.

use std::fmt;

use super::base64::{self, Base64Error};

/// Binary data; base64 text in JSON (Smithy's `blob`).
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob {
    bytes: Vec<u8>,
}

impl Blob {
    /// A blob that holds these bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
        }
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, without a copy.
    pub fn into_vec(self) -> Vec<u8> {
        self.bytes
    }

    /// Number of bytes.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is no byte.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The bytes as base64 text: RFC 4648 section 4, with padding.
    pub fn to_base64(&self) -> String {
        let mut out = Vec::new();
        base64::encode(&self.bytes, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    /// Reads base64 text: RFC 4648 section 4, the standard alphabet, padding required.
    ///
    /// # Errors
    /// A character outside the alphabet, or a length that no base64 text has.
    pub fn from_base64(text: &str) -> Result<Self, Base64Error> {
        base64::decode(text.as_bytes()).map(Self::from)
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.bytes.escape_ascii())
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_vec(),
        }
    }
}

impl<const N: usize> From<&[u8; N]> for Blob {
    fn from(bytes: &[u8; N]) -> Self {
        Self {
            bytes: bytes.to_vec(),
        }
    }
}

impl From<String> for Blob {
    fn from(text: String) -> Self {
        Self {
            bytes: text.into_bytes(),
        }
    }
}

impl From<&str> for Blob {
    fn from(text: &str) -> Self {
        Self {
            bytes: text.as_bytes().to_vec(),
        }
    }
}

impl From<Blob> for Vec<u8> {
    fn from(blob: Blob) -> Self {
        blob.bytes
    }
}
