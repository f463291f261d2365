//! HTTP bindings: requests from inputs, outputs and errors from responses (Smithy 2.0, "HTTP bindings").

#[cfg(feature = "checksums")]
mod checksum;
mod compression;
mod encode;
mod endpoint;
mod error_code;
pub mod parse;
mod percent;
mod request;
mod request_error;
mod response;
mod uri;

pub use compression::{Compression, CompressionError};
pub use encode::{ToText, base64};
pub use endpoint::{Endpoint, EndpointError};
pub(crate) use error_code::{ErrorHead, QueryError};
pub use request::RequestWriter;
pub use request_error::RequestError;
pub use response::ResponseReader;
