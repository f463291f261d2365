//! Why an input could not be turned into a request.

use std::fmt;

use super::endpoint::EndpointError;
use crate::json::WriteError;
use crate::token::TokenError;

/// Why an input could not be turned into a request. Nothing was sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum RequestError {
    /// A member bound to the path is empty, which would make the path another operation's.
    EmptyLabel {
        /// The member.
        member: &'static str,
    },
    /// A member bound to the path is `.` or `..`, or has such a segment, which everyone on the way may resolve (RFC 3986
    /// section 5.2.4): the path would become another operation's.
    DotSegment {
        /// The member.
        member: &'static str,
    },
    /// A member bound to the host name is not one part of it: 1 to 63 letters, digits and hyphens.
    InvalidHostLabel {
        /// The member.
        member: &'static str,
    },
    /// A member that says where to send the request is not an endpoint.
    InvalidEndpoint {
        /// The member.
        member: &'static str,
        /// What is wrong with it.
        error: EndpointError,
    },
    /// A header's name or value has a character that HTTP does not allow there.
    InvalidHeader {
        /// The header.
        name: String,
    },
    /// There are more headers than a request can have (24,576).
    TooManyHeaders,
    /// The pieces do not make a URI, or make one of more than 65,534 bytes.
    InvalidUri(http::Error),
    /// There is no idempotency token.
    Token(TokenError),
    /// The body cannot be written.
    Body(WriteError),
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyLabel { member } => {
                write!(f, "{member} is part of the path and must not be empty")
            }
            Self::DotSegment { member } => {
                write!(
                    f,
                    "{member} is part of the path and must not be `.` or `..`"
                )
            }
            Self::InvalidHostLabel { member } => write!(
                f,
                "{member} is part of the host name and must be 1 to 63 letters, digits and hyphens"
            ),
            Self::InvalidEndpoint { member, error } => {
                write!(f, "{member} says where to send the request: {error}")
            }
            Self::InvalidHeader { name } => write!(
                f,
                "header {} has a character that HTTP does not allow",
                name.escape_debug()
            ),
            Self::TooManyHeaders => f.write_str("the request has too many headers"),
            Self::InvalidUri(error) => write!(f, "the request has no valid URI: {error}"),
            Self::Token(error) => error.fmt(f),
            Self::Body(error) => write!(f, "the body cannot be written: {error}"),
        }
    }
}

impl std::error::Error for RequestError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::InvalidEndpoint { error, .. } => Some(error),
            Self::InvalidUri(error) => Some(error),
            Self::Token(error) => Some(error),
            Self::Body(error) => Some(error),
            _ => None,
        }
    }
}
