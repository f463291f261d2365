//! The errors of an operation: what the service answered, or a response that cannot be read.

mod service;

use std::fmt;

pub use service::ServiceError;

use crate::http::ResponseReader;
use crate::json::ReadError;

/// Whose fault an error is (Smithy's `@error`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The request's: sending it again changes nothing.
    Client,
    /// The service's.
    Server,
}

/// What the model says about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// The shape's name, which is its code on the wire.
    pub name: &'static str,
    /// `@error`.
    pub kind: ErrorKind,
    /// `@httpError`, or 400 and 500 by kind.
    pub status: u16,
    /// `@retryable`.
    pub retryable: bool,
    /// `@retryable` with `throttling`.
    pub throttling: bool,
    /// The message member is `@sensitive`: neither Display nor Debug shows it.
    pub sensitive_message: bool,
}

impl ErrorInfo {
    /// A client error with this code and HTTP status.
    #[must_use]
    pub const fn client(name: &'static str, status: u16) -> Self {
        Self {
            name,
            kind: ErrorKind::Client,
            status,
            retryable: false,
            throttling: false,
            sensitive_message: false,
        }
    }

    /// A server error with this code and HTTP status.
    #[must_use]
    pub const fn server(name: &'static str, status: u16) -> Self {
        Self {
            kind: ErrorKind::Server,
            ..Self::client(name, status)
        }
    }

    /// The same with `@retryable`.
    #[must_use]
    pub const fn retryable(self) -> Self {
        Self {
            retryable: true,
            ..self
        }
    }

    /// The same with `@retryable` that asks to slow down.
    #[must_use]
    pub const fn throttling(self) -> Self {
        Self {
            retryable: true,
            throttling: true,
            ..self
        }
    }

    /// The same with a message that may not be shown.
    #[must_use]
    pub const fn sensitive_message(self) -> Self {
        Self {
            sensitive_message: true,
            ..self
        }
    }
}

/// An operation's errors as one enum; generated.
pub trait ModeledError: Sized {
    /// The errors that the model lists, those of the service included.
    const ERRORS: &'static [ErrorInfo];

    /// Whether the service is awsQuery-compatible, so that codes come from `x-amzn-query-error`.
    const QUERY_COMPATIBLE: bool = false;

    /// Reads the error of this index of [`Self::ERRORS`].
    ///
    /// # Errors
    /// A response that does not have the form that the model says.
    fn read(index: usize, response: &mut ResponseReader<'_>) -> Result<Self, ReadError>;

    /// The variant for every error that the model does not list.
    fn other(error: OtherError) -> Self;
}

/// An error that the model does not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherError {
    code: Option<String>,
    message: Option<String>,
}

impl OtherError {
    /// The error's code; None where the response has none.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The error's message; None where the response has none.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// Why an operation gave no output.
#[derive(Debug)]
pub enum ResponseError<E> {
    /// The service answered with an error.
    Service(Box<ServiceError<E>>),
    /// The response does not have the form that the model says.
    Unreadable(Box<UnreadableResponse>),
}

impl<E> ResponseError<E> {
    /// The service's error, where it is one.
    #[must_use]
    pub fn as_service(&self) -> Option<&ServiceError<E>> {
        match self {
            Self::Service(error) => Some(error),
            Self::Unreadable(_) => None,
        }
    }
}

impl<E> fmt::Display for ResponseError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error) => error.fmt(f),
            Self::Unreadable(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for ResponseError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Service(_) => None,
            Self::Unreadable(error) => Some(&error.error),
        }
    }
}

/// A response that does not have the form that the model says.
#[derive(Debug)]
pub struct UnreadableResponse {
    pub(crate) operation: &'static str,
    pub(crate) error: ReadError,
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
}

impl UnreadableResponse {
    /// What is wrong, and where.
    #[must_use]
    pub fn error(&self) -> &ReadError {
        &self.error
    }

    /// The name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Display for UnreadableResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the response cannot be read: {}",
            self.operation, self.error
        )?;
        origin(f, self.status, self.request_id())
    }
}

impl std::error::Error for UnreadableResponse {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

fn origin(f: &mut fmt::Formatter<'_>, status: u16, request_id: Option<&str>) -> fmt::Result {
    write!(f, " (HTTP {status}")?;
    if let Some(id) = request_id {
        write!(f, ", request id {id}")?;
    }
    f.write_str(")")
}
