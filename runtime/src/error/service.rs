//! An error that the service answered.

use std::fmt;

use super::{ErrorInfo, ErrorKind, ModeledError, OtherError, ResponseError, origin};
use crate::http::{ErrorHead, QueryError, ResponseReader};

/// An error that the service answered, with what the response says around it.
pub struct ServiceError<E> {
    error: E,
    answer: Answer,
}

/// What the response says around an error. Apart, so that its code is not compiled again for each operation.
struct Answer {
    operation: &'static str,
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
        response: &mut ResponseReader<'_>,
    ) -> ResponseError<E> {
        let (index, mut answer) = Answer::read(operation, E::ERRORS, E::QUERY_COMPATIBLE, response);
        let error = match index {
            Ok(index) => E::read(index, response),
            Err(other) => Ok(E::other(other)),
        };
        match error {
            Ok(error) => {
                answer.corrected = response.take_corrected();
                ResponseError::Service(Box::new(Self { error, answer }))
            }
            Err(error) => ResponseError::Unreadable(response.unreadable(operation, error)),
        }
    }
}

impl Answer {
    /// What the response says, and the index of the error among those of the model, or what is known of another one.
    fn read(
        operation: &'static str,
        errors: &'static [ErrorInfo],
        query_compatible: bool,
        response: &ResponseReader<'_>,
    ) -> (Result<usize, OtherError>, Self) {
        let headers = response.headers();
        let ErrorHead { code, message } = ErrorHead::read(headers, response.body());
        let named = |error: &ErrorInfo| Some(error.name) == code.as_deref();
        let index = errors.iter().position(named);
        let query = QueryError::read(headers).filter(|_| query_compatible);
        let other = || OtherError {
            code: code.clone(),
            message: message.clone(),
        };
        let choice = index.ok_or_else(other);
        let answer = Self {
            operation,
            info: index.and_then(|index| errors.get(index)),
            kind: query.as_ref().and_then(|query| query.kind),
            code: query.map(|query| query.code).or(code),
            message,
            status: response.status(),
            request_id: response.request_id(),
            corrected: Vec::new(),
        };
        (choice, answer)
    }

    fn kind(&self) -> ErrorKind {
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

    fn is_retryable(&self) -> bool {
        self.info.is_some_and(|info| info.retryable)
            || self.is_throttling()
            || matches!(self.status, 500 | 502 | 503 | 504)
    }

    fn is_throttling(&self) -> bool {
        let code = self.code.as_deref();
        self.info.is_some_and(|info| info.throttling)
            || self.status == 429
            || code.is_some_and(|code| THROTTLING.contains(&code))
    }

    fn shown_message(&self) -> Option<&str> {
        let sensitive = self.info.is_some_and(|info| info.sensitive_message);
        self.message.as_deref().filter(|_| !sensitive)
    }

    fn debug(&self, error: &dyn fmt::Debug, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("operation", &self.operation)
            .field("error", error)
            .field("code", &self.code)
            .field("message", &self.shown_message())
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("corrected", &self.corrected)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.as_deref().unwrap_or("error without a code");
        write!(f, "{}: {code}", self.operation)?;
        if let Some(message) = self.shown_message() {
            write!(f, ": {message}")?;
        }
        origin(f, self.status, self.request_id.as_deref())
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
        self.answer.operation
    }

    /// The error's code: its shape name, or the query code of an awsQuery-compatible service; None where
    /// the response has none.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.answer.code.as_deref()
    }

    /// The error's message, even where it is `@sensitive`; None where the response has none.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.answer.message.as_deref()
    }

    /// The HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.answer.status
    }

    /// The id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id.as_deref()
    }

    /// The required members of the error that were missing and got a blank value, as JSON pointers from the error.
    #[must_use]
    pub fn corrected(&self) -> &[String] {
        &self.answer.corrected
    }

    /// Whose fault it is: what the model says, else what an awsQuery-compatible service says, else by status.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.answer.kind()
    }

    /// Whether the same request may succeed later: what the model marks `@retryable`, throttling, and
    /// the statuses 500, 502, 503 and 504, which AWS services use for passing failures.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.answer.is_retryable()
    }

    /// Whether requests come too fast: what the model marks so, status 429, and the codes that AWS
    /// services use for it without listing them.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.answer.is_throttling()
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
        self.answer.fmt(f)
    }
}

impl<E: fmt::Debug> fmt::Debug for ServiceError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.answer.debug(&self.error, f)
    }
}

impl<E: fmt::Debug> std::error::Error for ServiceError<E> {}
