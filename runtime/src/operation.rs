//! An operation: its input to a request, a response to its output or error.

use http::Request;

use crate::error::{ModeledError, ResponseError, ServiceError};
use crate::http::{Compression, Endpoint, RequestError, RequestWriter, ResponseReader};
use crate::json::ReadError;
use crate::token::TokenProvider;
use crate::types::Body;

/// What the model says about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationInfo {
    /// The operation's name.
    pub name: &'static str,
    /// The service's SDK id.
    pub service: &'static str,
    /// The operation's absolute shape id.
    pub shape: &'static str,
    /// `@readonly`.
    pub readonly: bool,
    /// `@idempotent`.
    pub idempotent: bool,
}

impl OperationInfo {
    /// An operation of the service with this SDK id, by its absolute shape id.
    #[must_use]
    pub const fn new(service: &'static str, shape: &'static str) -> Self {
        // What follows the `#`, in a way that works at compile time.
        let mut start = shape.len();
        while start > 0 && shape.as_bytes()[start - 1] != b'#' {
            start -= 1;
        }
        Self {
            name: shape.split_at(start).1,
            service,
            shape,
            readonly: false,
            idempotent: false,
        }
    }

    /// The same with `@readonly`.
    #[must_use]
    pub const fn readonly(self) -> Self {
        Self {
            readonly: true,
            ..self
        }
    }

    /// The same with `@idempotent`.
    #[must_use]
    pub const fn idempotent(self) -> Self {
        Self {
            idempotent: true,
            ..self
        }
    }
}

/// An operation of a service; generated for each.
pub trait Operation {
    /// What is sent.
    type Input;
    /// What comes back.
    type Output: FromResponse;
    /// The errors that the model lists, with a catch-all.
    type Error: ModeledError;

    /// What the model says about the operation.
    const INFO: &'static OperationInfo;

    /// Says where each member of the input travels. Generated.
    fn write_request(input: &Self::Input, request: &mut RequestWriter<'_>);

    /// The request for an input, unsigned. Unset idempotency tokens come from the operating system.
    ///
    /// # Errors
    /// [`RequestError`]: an empty label, a value that a header cannot hold, …
    #[cfg(feature = "tokens")]
    fn request(input: &Self::Input, endpoint: &Endpoint) -> Result<Request<Body>, RequestError> {
        Self::request_with(input, endpoint, &mut crate::token::OsTokens)
    }

    /// The request for an input, unsigned. Unset idempotency tokens come from `tokens`.
    ///
    /// # Errors
    /// [`RequestError`]: an empty label, a value that a header cannot hold, …
    fn request_with(
        input: &Self::Input,
        endpoint: &Endpoint,
        tokens: &mut dyn TokenProvider,
    ) -> Result<Request<Body>, RequestError> {
        let mut writer = RequestWriter::new(Vec::new(), tokens, endpoint.compression());
        Self::write_request(input, &mut writer);
        writer.finish(endpoint)
    }

    /// Appends only the body of the request to a buffer, for those who keep one. It is never compressed, as that
    /// would need a header.
    ///
    /// # Errors
    /// Those of the whole request; the buffer is then as it was.
    fn write_body(
        input: &Self::Input,
        buffer: &mut Vec<u8>,
        tokens: &mut dyn TokenProvider,
    ) -> Result<(), RequestError> {
        let mut writer = RequestWriter::new(std::mem::take(buffer), tokens, Compression::OFF);
        Self::write_request(input, &mut writer);
        let (bytes, result) = writer.into_buffer();
        *buffer = bytes;
        result
    }

    /// Reads a response: any 2xx status is success, anything else an error of the service.
    ///
    /// # Errors
    /// [`ResponseError::Service`] is what the service answered, [`ResponseError::Unreadable`] a response
    /// that does not have the form that the model says.
    fn response<B: AsRef<[u8]>>(
        response: &http::Response<B>,
    ) -> Result<Response<Self::Output>, ResponseError<Self::Error>> {
        let mut reader = ResponseReader::new(
            response.status(),
            response.headers(),
            response.body().as_ref(),
        );
        read_response::<Self>(&mut reader)
    }
}

/// Apart from [`Operation::response`], so that it is compiled once for all types of bodies.
fn read_response<O: Operation + ?Sized>(
    reader: &mut ResponseReader<'_>,
) -> Result<Response<O::Output>, ResponseError<O::Error>> {
    if !reader.is_success() {
        return Err(ServiceError::read(O::INFO.name, reader));
    }
    match O::Output::from_response(reader) {
        Ok(output) => Ok(Response {
            output,
            status: reader.status(),
            request_id: reader.request_id(),
            corrected: reader.take_corrected(),
        }),
        Err(error) => Err(ResponseError::Unreadable(
            reader.unreadable(O::INFO.name, error),
        )),
    }
}

/// What can be read from a whole response: outputs and modelled errors. Generated.
pub trait FromResponse: Sized {
    /// Reads every member from where it travels.
    ///
    /// # Errors
    /// A response that does not have the form that the model says.
    fn from_response(response: &mut ResponseReader<'_>) -> Result<Self, ReadError>;
}

/// A successful response.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response<O> {
    /// The output.
    pub output: O,
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
    /// The required members that were missing and got a blank value (Smithy's client error correction), as JSON
    /// pointers from the output, wherever a member travels.
    pub corrected: Vec<String>,
}
