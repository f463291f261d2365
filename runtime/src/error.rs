//! The errors of an operation: what the service answered, or a response that cannot be read.

use std::fmt;

use http::HeaderMap;

use crate::http::{ErrorHead, ResponseReader, query_error_code};
use crate::json::ReadError;
use crate::operation::request_id;

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

/// An error that the service answered, with what the response says around it.
pub struct ServiceError<E> {
    operation: &'static str,
    error: E,
    info: Option<&'static ErrorInfo>,
    code: Option<String>,
    message: Option<String>,
    status: u16,
    request_id: Option<String>,
    corrected: Vec<String>,
}

impl<E: ModeledError> ServiceError<E> {
    /// Reads the response to an operation whose status is no success.
    pub(crate) fn read(
        operation: &'static str,
        status: u16,
        headers: &HeaderMap,
        body: &[u8],
    ) -> ResponseError<E> {
        let ErrorHead { code, message } = ErrorHead::read(headers, body);
        let mut reader = ResponseReader::new(status, headers, body);
        let index = E::ERRORS
            .iter()
            .position(|error| Some(error.name) == code.as_deref());
        let error = match index {
            Some(index) => E::read(index, &mut reader),
            None => Ok(E::other(OtherError {
                code: code.clone(),
                message: message.clone(),
            })),
        };
        let request_id = request_id(headers);
        let error = match error {
            Ok(error) => error,
            Err(error) => {
                let unreadable = UnreadableResponse {
                    operation,
                    error,
                    status,
                    request_id,
                };
                return ResponseError::Unreadable(Box::new(unreadable));
            }
        };
        let query = if E::QUERY_COMPATIBLE {
            query_error_code(headers)
        } else {
            None
        };
        ResponseError::Service(Box::new(Self {
            operation,
            error,
            info: index.and_then(|index| E::ERRORS.get(index)),
            code: query.or(code),
            message,
            status,
            request_id,
            corrected: reader.into_corrected(),
        }))
    }
}

impl<E> ServiceError<E> {
    /// The error.
    #[must_use]
    pub fn error(&self) -> &E {
        &self.error
    }

    /// The error alone.
    #[must_use]
    pub fn into_error(self) -> E {
        self.error
    }

    /// The name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The error's code: its shape name, or the query code of an awsQuery-compatible service; None where
    /// the response has none.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The error's message, even where it is `@sensitive`; None where the response has none.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
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

    /// JSON pointers to the required members of the error that were missing and got a blank value.
    #[must_use]
    pub fn corrected(&self) -> &[String] {
        &self.corrected
    }

    /// Whose fault it is: what the model says, else by status.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self.info {
            Some(info) => info.kind,
            None if self.status >= 500 => ErrorKind::Server,
            None => ErrorKind::Client,
        }
    }

    /// Whether the same request may succeed later: what the model marks `@retryable`, throttling, and
    /// the statuses 500, 502, 503 and 504, which AWS services use for passing failures.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.info.is_some_and(|info| info.retryable)
            || self.is_throttling()
            || matches!(self.status, 500 | 502 | 503 | 504)
    }

    /// Whether requests come too fast: what the model marks so, status 429, and the codes that AWS
    /// services use for it without listing them.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.info.is_some_and(|info| info.throttling)
            || self.status == 429
            || self.code().is_some_and(|code| THROTTLING.contains(&code))
    }

    fn shown_message(&self) -> Option<&str> {
        let sensitive = self.info.is_some_and(|info| info.sensitive_message);
        self.message.as_deref().filter(|_| !sensitive)
    }
}

const THROTTLING: [&str; 8] = [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottled",
    "RequestThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "PriorRequestNotComplete",
];

impl<E> fmt::Display for ServiceError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}",
            self.operation,
            self.code().unwrap_or("error without a code")
        )?;
        if let Some(message) = self.shown_message() {
            write!(f, ": {message}")?;
        }
        origin(f, self.status, self.request_id())
    }
}

impl<E: fmt::Debug> fmt::Debug for ServiceError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("operation", &self.operation)
            .field("error", &self.error)
            .field("code", &self.code)
            .field("message", &self.shown_message())
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("corrected", &self.corrected)
            .finish_non_exhaustive()
    }
}

impl<E: fmt::Debug> std::error::Error for ServiceError<E> {}

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
