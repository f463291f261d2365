//! The runtime of generated crates: values, the JSON codec, HTTP bindings, validation.
//!
//! Generated code calls what [`codegen`] lists; people use the types at the root.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `tokens` (default) | idempotency tokens from the operating system's random generator |
//! | `serde` | `Serialize` and `Deserialize` for every generated type |
//! | `proptest` | strategies that make valid values and values wrong in one way, see `proptest` |
//! | `checksums` | checksums of request bodies: `Content-MD5`, and Amazon Glacier's |
//! | `compression` | gzip for request bodies, see [`Compression`] |
//!
//! The manifest of a generated crate turns on the last two where one of its operations needs them.

pub mod codegen;
mod error;
pub mod file;
mod http;
mod json;
mod macros;
mod operation;
mod pattern;
#[cfg(feature = "proptest")]
pub mod proptest;
mod proptest_macros;
#[cfg(feature = "serde")]
mod serde_support;
mod shape;
mod support;
mod tables;
mod token;
mod types;
mod validate;

pub use error::{
    ErrorInfo, ErrorKind, ModeledError, OtherError, ResponseError, ServiceError, UnreadableResponse,
};
pub use http::{Compression, CompressionError, Endpoint, EndpointError, RequestError};
pub use json::{MAX_DEPTH, MAX_DOCUMENT, ReadError, WriteError};
pub use operation::{FromResponse, Operation, OperationInfo, Response};
pub use pattern::Pattern;
pub use shape::{Blank, IntEnum, StringEnum};
#[cfg(feature = "tokens")]
pub use token::OsTokens;
pub use token::{FixedToken, TokenError, TokenProvider};
pub use types::{
    Base64Error, BigDecimal, BigInteger, Blob, Body, Document, IntoIter, Iter, Map, Number,
    NumberError, Timestamp, TimestampError, TimestampFormat, UnknownInt, UnknownValue,
    UnknownVariant,
};
pub use validate::{
    Actual, Bound, ConstraintKind, Limit, Validate, Violation, Violations, validate,
};

#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_core as __serde;

#[cfg(feature = "proptest")]
#[doc(hidden)]
pub use ::proptest as __proptest;
