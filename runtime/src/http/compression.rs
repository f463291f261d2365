//! Compression of request bodies (Smithy 2.0, "requestCompression trait").

use std::fmt;

/// When the body of a request is compressed, for operations that offer it (`@requestCompression`); others never are.
///
/// The one encoding is gzip. A stream of unknown length is compressed whatever its size, unless compression is off.
/// It is a setting of an [`Endpoint`](crate::Endpoint):
///
/// ```
/// use shapewright_runtime::{Compression, Endpoint};
///
/// let endpoint: Endpoint = "https://example.com".parse()?;
/// assert_eq!(endpoint.compression(), Compression::from_size(10_240)?);
/// let small_too = endpoint.clone().with_compression(Compression::from_size(1024)?);
/// let never = endpoint.with_compression(Compression::OFF);
/// # assert_ne!(small_too, never);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Compression {
    /// None is off.
    min_size: Option<u32>,
}

impl Compression {
    /// No body is compressed.
    pub const OFF: Self = Self { min_size: None };

    /// The size in bytes from which on bodies are compressed unless something else is said.
    pub const DEFAULT_SIZE: u32 = 10_240;

    /// The largest size that can be asked for, in bytes.
    pub const MAX_SIZE: u32 = 10_485_760;

    /// Bodies of at least this many bytes are compressed.
    ///
    /// # Errors
    /// More than [`Self::MAX_SIZE`] bytes.
    pub const fn from_size(bytes: u32) -> Result<Self, CompressionError> {
        if bytes > Self::MAX_SIZE {
            return Err(CompressionError { bytes });
        }
        Ok(Self {
            min_size: Some(bytes),
        })
    }

    /// The size in bytes from which on bodies are compressed; None where compression is off.
    #[must_use]
    pub const fn min_size(self) -> Option<u32> {
        self.min_size
    }
}

impl Default for Compression {
    /// From [`Self::DEFAULT_SIZE`] on.
    fn default() -> Self {
        Self {
            min_size: Some(Self::DEFAULT_SIZE),
        }
    }
}

/// Why a number is no size for [`Compression::from_size`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompressionError {
    bytes: u32,
}

impl fmt::Display for CompressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the size from which bodies are compressed cannot be {} bytes: it is 0 to {}",
            self.bytes,
            Compression::MAX_SIZE
        )
    }
}

impl std::error::Error for CompressionError {}

/// The bytes as a gzip file (RFC 1952) of the usual level; None where that cannot be made, which memory cannot cause.
#[cfg(feature = "compression")]
pub(super) fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    use std::io::Write;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(Compression::default().min_size(), Some(10_240));
        assert_eq!(Compression::OFF.min_size(), None);
        assert_eq!(Compression::from_size(0).unwrap().min_size(), Some(0));
        let most = Compression::from_size(Compression::MAX_SIZE).unwrap();
        assert_eq!(most.min_size(), Some(10_485_760));
        let error = Compression::from_size(Compression::MAX_SIZE + 1).unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("cannot be 10485761 bytes: it is 0 to 10485760")
        );
    }

    #[cfg(feature = "compression")]
    #[test]
    fn there_and_back() {
        use std::io::Read;

        for bytes in [&b""[..], b"a", &[7; 100_000]] {
            let packed = gzip(bytes).unwrap();
            let mut back = Vec::new();
            let mut decoder = flate2::read::GzDecoder::new(&packed[..]);
            decoder.read_to_end(&mut back).unwrap();
            assert_eq!(back, bytes);
            assert_eq!(gzip(bytes).unwrap(), packed, "no time stamp is in it");
        }
    }
}
