//! What generated code calls: everything in one place, so that the runtime can move its insides.
//!
//! Made for generated code. People use the types at the root of the crate.

pub mod codec;
pub mod member;

pub use self::codec::{Codec, Plain};
pub use crate::error::{
    ErrorInfo, ErrorKind, ModeledError, OtherError, ResponseError, ServiceError,
};
pub use crate::http::{
    Endpoint, RequestError, RequestWriter, ResponseReader, ToText, base64, parse,
};
pub use crate::json::{
    Form, MAX_DEPTH, MAX_DOCUMENT, ReadError, ReadResult, Reader, WriteError, Writer,
};
pub use crate::operation::{FromResponse, Operation, OperationInfo, Response};
pub use crate::pattern::Pattern;
#[cfg(feature = "serde")]
pub use crate::serde_support::{deserialize_shape, serialize_shape};
pub use crate::shape::{
    Blank, IntEnum, Keys, MapKey, ReadShape, Shape, StringEnum, WriteShape, int_from_i32,
    text_from_str,
};
pub use crate::support::{
    Read, Redacted, document_default, no_such_error, number_default, read_error,
};
pub use crate::token::{TokenError, TokenProvider};
pub use crate::types::{
    Base64Error, BigDecimal, BigInteger, Blob, Body, Document, Map, Number, NumberError, Timestamp,
    TimestampError, TimestampFormat, UnknownInt, UnknownValue, UnknownVariant,
};
pub use crate::validate::{
    Constraints, RangeFloat, Validate, Validator, Violations, check, validate,
};
pub use crate::{errors, int_enum, json_responses, serde_shapes, string_enum, structure, union};
