//! An error that the service answered.

use std::fmt;

use http::HeaderMap;

use super::{
    ErrorInfo, ErrorKind, ModeledError, OtherError, ResponseError, UnreadableResponse, origin,
};
use crate::http::{ErrorHead, QueryError, ResponseReader};
use crate::operation::request_id;

/// An error that the service answered, with what the response says around it.
pub struct ServiceError<E> {
    operation: &'static str,
    error: E,
    info: Option<&'static ErrorInfo>,
    /// What the service says where the model does not.
    kind: Option<ErrorKind>,
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
        let query = QueryError::read(headers).filter(|_| E::QUERY_COMPATIBLE);
        ResponseError::Service(Box::new(Self {
            operation,
            error,
            info: index.and_then(|index| E::ERRORS.get(index)),
            kind: query.as_ref().and_then(|query| query.kind),
            code: query.map(|query| query.code).or(code),
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

    /// The required members of the error that were missing and got a blank value, as JSON pointers from the error.
    #[must_use]
    pub fn corrected(&self) -> &[String] {
        &self.corrected
    }

    /// Whose fault it is: what the model says, else what an awsQuery-compatible service says, else by status.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        let by_status = if self.status >= 500 {
            ErrorKind::Server
        } else {
            ErrorKind::Client
        };
        self.info
            .map(|info| info.kind)
            .or(self.kind)
            .unwrap_or(by_status)
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
