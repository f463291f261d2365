//! The public value types: what fields of generated structures hold.

pub(crate) mod base64;
mod blob;
mod body;
mod calendar;
mod date_scanner;
pub(crate) mod decimal;
mod document;
mod map;
mod number;
mod repeats;
mod timestamp;
mod unknown;

pub use base64::Base64Error;
pub use blob::Blob;
pub use body::Body;
pub use decimal::{BigDecimal, BigInteger, NumberError};
pub use document::Document;
pub use map::{IntoIter, Iter, Map};
pub use number::Number;
pub(crate) use timestamp::plain_epoch;
pub use timestamp::{Timestamp, TimestampError, TimestampFormat};
pub use unknown::{UnknownInt, UnknownValue, UnknownVariant};
