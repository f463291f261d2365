//! Small helpers of generated code.

use std::fmt;
use std::str::FromStr;

use crate::http::ResponseReader;
use crate::json::{ReadError, ReadResult, Reader, Writer};
use crate::operation::FromResponse;
use crate::shape::Blank;
use crate::types::{Blob, Body, Document};

/// What reading gives.
pub type Read<T> = Result<T, ReadError>;

/// Stands in `Debug` for a `@sensitive` value (Smithy 2.0, "sensitive trait").
#[derive(Clone, Copy)]
pub struct Redacted;

impl Redacted {
    /// Tells whether there is a value, but not which.
    pub fn of<T>(value: &Option<T>) -> Option<Self> {
        value.as_ref().map(|_| Self)
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("*** sensitive ***")
    }
}

/// Reads an error's structure and makes the variant of it.
///
/// # Errors
/// A response that does not have the form that the model says.
#[inline]
pub fn read_error<T: FromResponse, E>(
    response: &mut ResponseReader<'_>,
    variant: fn(T) -> E,
) -> Read<E> {
    T::from_response(response).map(variant)
}

/// What an index gives that is not in the list of errors.
#[cold]
#[must_use]
pub fn no_such_error(index: usize) -> ReadError {
    ReadError::other(format!("the operation has no error of index {index}"))
}

/// A big number that is a default in the model, where it was checked.
pub fn number_default<T: FromStr + Blank>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| T::blank())
}

/// A document that is a default in the model, where it was checked.
#[must_use]
pub fn document_default(json: &str) -> Document {
    let mut document = Document::Null;
    let mut reader = Reader::new(json.as_bytes(), crate::json::Form::Wire);
    match reader.document(&mut document) {
        Ok(()) => document,
        Err(_) => Document::Null,
    }
}

impl Reader<'_> {
    /// A streaming blob in file form: base64 text like any blob.
    ///
    /// # Errors
    /// Anything but a string with base64 in it.
    pub fn body(&mut self, out: &mut Body) -> ReadResult {
        let mut blob = Blob::default();
        self.blob(&mut blob)?;
        *out = Body::from(blob.into_vec());
        Ok(())
    }
}

impl Writer<'_> {
    /// A streaming blob in file form: base64 text like any blob.
    pub fn body(&mut self, value: &Body) {
        self.blob(&Blob::from(value.as_bytes()));
    }
}
