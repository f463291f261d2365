//! The writer: a buffer, and the first thing that went wrong.

use std::fmt;

use super::error::{Segment, pointer};
use super::{Form, MAX_DEPTH, MAX_DOCUMENT};
use crate::token::TokenProvider;

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

/// Stands for an error that belongs to no member of the structure at hand.
pub(super) const NO_MEMBER: usize = usize::MAX;

/// How many bytes a buffer has at first: enough for most requests.
const FIRST_ROOM: usize = 1024;

/// Up to this size a buffer grows fourfold, beyond it twofold.
const FAST_GROWTH: usize = 64 << 10;

/// Writes typed values as JSON.
///
/// Every value is followed by a comma, so that no value has to know what comes before it; closing a container or
/// finishing takes the last one back.
pub struct Writer<'t> {
    pub(super) buffer: Vec<u8>,
    /// Where the document begins in the buffer.
    start: usize,
    pub(super) form: Form,
    pub(super) depth: usize,
    pub(super) names: &'static [&'static str],
    /// The member of `names` that was begun last, or [`NO_MEMBER`]: where an error belongs.
    pub(super) member: usize,
    /// Whether members are written under the names that their code was compiled with, and nothing notes where: what
    /// fails is written once more.
    pub(super) quick: bool,
    /// Whether this is that second time.
    pub(super) tracing: bool,
    pub(super) tokens: Option<&'t mut dyn TokenProvider>,
    pub(super) error: Option<WriteError>,
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
            member: NO_MEMBER,
            quick: false,
            tracing: false,
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
        if self.buffer.len() > self.start && self.buffer.last() == Some(&b',') {
            self.buffer.pop();
        }
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
        self.quick = false;
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

    /// Makes room for so many bytes, so that what appends them need not grow the buffer bit by bit.
    #[inline(always)]
    pub(super) fn room(&mut self, len: usize) {
        if self.buffer.capacity() - self.buffer.len() < len {
            self.grow(len);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, len: usize) {
        let held = self.buffer.capacity();
        let more = if held < FAST_GROWTH { held * 3 } else { held };
        self.buffer.reserve(len.max(more).max(FIRST_ROOM));
    }

    /// Begins an array or object.
    #[inline]
    pub(super) fn open(&mut self, open: u8) -> bool {
        if self.depth == MAX_DEPTH {
            self.too_deep();
            return false;
        }
        self.depth += 1;
        self.raw(&[open]);
        true
    }

    #[cold]
    #[inline(never)]
    fn too_deep(&mut self) {
        self.fail(format!(
            "arrays and objects are nested deeper than {MAX_DEPTH}"
        ));
    }

    /// Ends an array or object.
    #[inline]
    pub(super) fn close(&mut self, close: u8) {
        self.depth -= 1;
        self.end(close);
    }

    /// Ends an array or object without counting its level.
    #[inline]
    pub(super) fn end(&mut self, close: u8) {
        // Only the writer's own comma can stand here: without members the bracket does.
        if let Some(last @ b',') = self.buffer.last_mut() {
            *last = close;
            self.raw(b",");
        } else {
            self.raw(&[close, b',']);
        }
    }

    /// Appends bytes as they are.
    #[inline(always)]
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.room(bytes.len());
        self.buffer.extend_from_slice(bytes);
    }
}
