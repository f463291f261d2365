//! Response cases.

use std::fmt::Debug;

use shapewright_runtime::codegen::Shape;
use shapewright_runtime::{ErrorKind, Operation, ResponseError, ServiceError, file};

/// The response of a case.
///
/// # Panics
/// If the case is no HTTP.
#[must_use]
pub fn response(code: u16, headers: &[(&str, &str)], body: &str) -> http::Response<Vec<u8>> {
    let mut response = http::Response::builder().status(code);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    match response.body(body.as_bytes().to_vec()) {
        Ok(response) => response,
        Err(error) => panic!("the case's response is none: {error}"),
    }
}

/// Reads a response and compares the output.
///
/// # Panics
/// If it cannot be read or differs.
pub fn output<O>(response: &http::Response<Vec<u8>>, expected: &O::Output)
where
    O: Operation<Output: Shape + PartialEq, Error: Debug>,
{
    match O::response(response) {
        Ok(read) => same(&read.output, expected),
        Err(error) => panic!("no output: {error}"),
    }
}

/// Reads a response that is an error and compares code and kind.
///
/// # Panics
/// If it is none, or differs.
pub fn error<O: Operation<Error: Debug>>(
    response: &http::Response<Vec<u8>>,
    code: &str,
    kind: ErrorKind,
) -> Box<ServiceError<O::Error>> {
    match O::response(response) {
        Ok(_) => panic!("an output was read"),
        Err(ResponseError::Service(error)) => {
            assert_eq!(error.code(), Some(code), "the error's code");
            assert_eq!(error.kind(), kind, "the error's kind");
            error
        }
        Err(error) => panic!("the error cannot be read: {error}"),
    }
}

/// Compares two values member by member; NaN equals NaN.
///
/// # Panics
/// If they differ.
pub fn same<T: Shape + PartialEq>(value: &T, expected: &T) {
    let text = |value: &T| match file::to_string_pretty(value) {
        Ok(text) => text,
        Err(error) => panic!("{error}"),
    };
    let (is, wanted) = (text(value), text(expected));
    // The file form has every member; a NaN makes values differ that have the same text.
    let equal = value == expected || is == wanted && is.contains("\"NaN\"");
    assert!(equal, "expected\n{wanted}\nis\n{is}");
}
