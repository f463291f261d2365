//! Reading and writing JSON: straight between bytes and typed values, nothing in between.

mod containers;
mod document;
mod error;
mod numbers;
mod object;
mod reader;
mod scan;
mod skip;
#[cfg(feature = "serde")]
mod stream;
mod strings;
mod values;
mod write_containers;
mod write_members;
mod write_values;
mod writer;

pub use error::ReadError;
pub use reader::{ReadResult, Reader};
#[cfg(feature = "serde")]
pub(crate) use stream::{Mark, Token};
pub use writer::{WriteError, Writer};

/// How deep arrays and objects may be nested, for reading (skipped values too) and for writing: the outermost one is
/// level 1, empty ones count.
///
/// RFC 8259 section 9 allows such a limit. It bounds the stack, so that no text can exhaust it.
pub const MAX_DEPTH: usize = 128;

/// How many bytes one JSON document may have, whitespace included: 64 MiB.
///
/// RFC 8259 section 9 allows such a limit. A longer text (the body of a response or an error, a file in file form) is
/// refused before anything of it is read, a longer one that was written is refused when it ends. Payloads that are
/// blobs or strings are no JSON documents and have no limit here.
pub const MAX_DOCUMENT: usize = 64 << 20;

/// Which JSON form of a shape is read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// What travels in HTTP: `jsonName`, timestamp formats, only the members that belong into the body.
    Wire,
    /// What people keep in files: the model's member names, every member, ISO 8601 timestamps.
    File,
}

/// The strings that Smithy writes for doubles that JSON has no number for.
pub(crate) fn special_float(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}
