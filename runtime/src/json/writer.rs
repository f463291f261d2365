//! The writer: a buffer, and the first thing that went wrong.

use std::fmt;

use super::error::{Segment, pointer};
use super::{Form, MAX_DEPTH, MAX_DOCUMENT};
use crate::shape::Shape;
use crate::token::TokenProvider;
use crate::types::{Document, UnknownVariant};

/// Why a value cannot be written.
#[derive(Clone, PartialEq, Eq)]
pub struct WriteError {
    inner: Box<Inner>,
}

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    path: Vec<Segment>,
    message: String,
}

impl WriteError {
    #[cold]
    fn new(message: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                path: Vec::new(),
                message: message.into(),
            }),
        }
    }

    /// JSON pointer (RFC 6901) to the value.
    pub fn pointer(&self) -> String {
        pointer(&self.inner.path)
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.inner.message
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.inner.path.is_empty() {
            write!(f, "{}: ", self.pointer())?;
        }
        f.write_str(&self.inner.message)
    }
}

impl fmt::Debug for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WriteError({self})")
    }
}

impl std::error::Error for WriteError {}

/// Writes typed values as JSON.
///
/// Every value that a container holds is followed by a comma; closing the container takes the last one back.
pub struct Writer<'t> {
    pub(super) buffer: Vec<u8>,
    /// Where the document begins in the buffer.
    start: usize,
    pub(super) form: Form,
    depth: usize,
    names: &'static [&'static str],
    tokens: Option<&'t mut dyn TokenProvider>,
    error: Option<WriteError>,
}

impl fmt::Debug for Writer<'_> {
    // Not the text: it may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("form", &self.form)
            .field("length", &self.buffer.len())
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl<'t> Writer<'t> {
    /// A writer that appends to the buffer.
    pub fn new(buffer: Vec<u8>, form: Form) -> Self {
        Self {
            start: buffer.len(),
            buffer,
            form,
            depth: 0,
            names: &[],
            tokens: None,
            error: None,
        }
    }

    /// A writer that appends to the buffer, and takes values for idempotency tokens that are not set from a provider.
    pub fn with_tokens(buffer: Vec<u8>, form: Form, tokens: &'t mut dyn TokenProvider) -> Self {
        Self {
            tokens: Some(tokens),
            ..Self::new(buffer, form)
        }
    }

    /// Which form is written.
    pub fn form(&self) -> Form {
        self.form
    }

    /// The buffer with what was written.
    ///
    /// # Errors
    /// The first thing that went wrong: a value that JSON cannot say, nesting that is too deep, no token, a document
    /// that is too long.
    pub fn finish(self) -> Result<Vec<u8>, WriteError> {
        match self.into_parts() {
            (buffer, None) => Ok(buffer),
            (_, Some(error)) => Err(error),
        }
    }

    /// The buffer whatever was written, and the error; for those who keep a buffer.
    pub(crate) fn into_parts(mut self) -> (Vec<u8>, Option<WriteError>) {
        let size = self.buffer.len() - self.start;
        if size > MAX_DOCUMENT {
            self.fail(format!(
                "the JSON document has {size} bytes, more than the limit of {MAX_DOCUMENT}"
            ));
        }
        (self.buffer, self.error)
    }

    /// Remembers an error, unless there is one.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, message: impl Into<String>) {
        if self.error.is_none() {
            self.error = Some(WriteError::new(message));
        }
    }

    #[inline(always)]
    pub(super) fn failed(&self) -> bool {
        self.error.is_some()
    }

    /// Adds to the path of an error that was raised inside of a value.
    #[cold]
    #[inline(never)]
    pub(super) fn lead_error(&mut self, segment: Segment) {
        if let Some(error) = &mut self.error {
            error.inner.path.push(segment);
        }
    }

    /// Begins an array or object.
    #[inline]
    pub(super) fn open(&mut self, open: u8) -> bool {
        if self.depth == MAX_DEPTH {
            self.fail(format!(
                "arrays and objects are nested deeper than {MAX_DEPTH}"
            ));
            return false;
        }
        self.depth += 1;
        self.buffer.push(open);
        true
    }

    /// Ends an array or object.
    #[inline]
    pub(super) fn close(&mut self, close: u8) {
        self.depth -= 1;
        // Only the writer's own comma can stand here: a value ends otherwise.
        match self.buffer.last_mut() {
            Some(last @ b',') => *last = close,
            _ => self.buffer.push(close),
        }
    }

    #[inline(always)]
    pub(super) fn comma(&mut self) {
        self.buffer.push(b',');
    }

    /// Writes a structure or union.
    #[inline]
    pub fn object<T: Shape>(&mut self, value: &T) {
        self.shape(value);
    }

    /// Writes a structure or union behind a box.
    #[inline]
    #[expect(
        clippy::borrowed_box,
        reason = "what a member function passes on is the field itself"
    )]
    pub fn boxed<T: Shape>(&mut self, value: &Box<T>) {
        self.shape(&**value);
    }

    /// Writes a structure or union whose type is not known here.
    #[inline(never)]
    pub fn shape(&mut self, value: &dyn Shape) {
        let keys = value.keys();
        let names = match self.form {
            Form::Wire => keys.wire,
            Form::File => keys.file,
        };
        if self.open(b'{') {
            let outer = std::mem::replace(&mut self.names, names);
            value.write_members(self);
            self.names = outer;
            self.close(b'}');
        }
    }

    /// Writes the name of a member; false if the member does not belong into the JSON, or if writing has failed.
    #[inline]
    fn name(&mut self, index: usize) -> bool {
        match self.names.get(index) {
            Some(name) if !name.is_empty() && !self.failed() => {
                self.buffer.extend_from_slice(name.as_bytes());
                true
            }
            _ => false,
        }
    }

    /// Ends a member: the comma, or the path of the error.
    #[inline]
    fn end_member(&mut self, index: usize) {
        if self.failed() {
            self.lead_error(Segment::Member(
                self.names.get(index).copied().unwrap_or_default(),
            ));
        }
        self.comma();
    }

    /// Writes a member.
    #[inline]
    pub fn member<T: ?Sized>(
        &mut self,
        index: usize,
        value: &T,
        write: impl FnOnce(&mut Self, &T),
    ) {
        if self.name(index) {
            write(self, value);
            self.end_member(index);
        }
    }

    /// Writes a member if it is set.
    #[inline(always)]
    pub fn opt<T>(&mut self, index: usize, value: &Option<T>, write: impl FnOnce(&mut Self, &T)) {
        if let Some(value) = value {
            self.member(index, value, write);
        }
    }

    /// Writes a union's member that holds nothing.
    pub fn unit_variant(&mut self, index: usize) {
        self.member(index, &(), |w, ()| w.buffer.extend_from_slice(b"{}"));
    }

    /// Writes back a union's member that the model does not list.
    pub fn unknown_variant(&mut self, variant: &UnknownVariant) {
        if variant.name().is_empty() {
            self.fail("the union has no member");
            return;
        }
        self.entry(
            variant.name(),
            variant.content(),
            |w, content: &Document| w.document(content),
        );
    }

    /// Writes the idempotency token: the value that is set, or a fresh one if this is a member of the outermost
    /// structure and there is a provider.
    pub fn token(&mut self, index: usize, value: &Option<String>) {
        if value.is_some() || self.depth > 1 {
            return self.opt(index, value, Self::string);
        }
        let bound = self.names.get(index).is_some_and(|name| !name.is_empty());
        if let (true, Some(tokens)) = (bound, &mut self.tokens) {
            match tokens.token() {
                Ok(token) => self.member(index, &token, Self::string),
                Err(error) => self.fail(error.to_string()),
            }
        }
    }
}
