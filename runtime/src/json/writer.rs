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

/// Stands for an error that belongs to no member of the structure at hand.
const NO_MEMBER: usize = usize::MAX;

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
    depth: usize,
    names: &'static [&'static str],
    /// The member of `names` that was begun last, or [`NO_MEMBER`]: where an error belongs.
    member: usize,
    /// Whether names have to be looked up in `names`: they are not those on the wire, or nothing may be written.
    looked_up: bool,
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
            member: NO_MEMBER,
            looked_up: form == Form::File,
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
        self.looked_up = true;
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
        self.room(1);
        self.buffer.push(open);
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
        if self.buffer.last() == Some(&b',') {
            self.buffer.pop();
        }
        self.raw(&[close, b',']);
    }

    /// Appends bytes as they are.
    #[inline(always)]
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.room(bytes.len());
        self.buffer.extend_from_slice(bytes);
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
        self.members(value, self.form == Form::File);
    }

    /// Writes a structure whose names are not those that its code was compiled with.
    pub(crate) fn rekeyed(&mut self, value: &dyn Shape) {
        self.members(value, true);
    }

    #[inline(always)]
    fn members(&mut self, value: &dyn Shape, looked_up: bool) {
        let keys = value.keys();
        let names = match self.form {
            Form::Wire => keys.wire,
            Form::File => keys.file,
        };
        if !self.open(b'{') {
            return;
        }
        let outer = (self.names, self.member, self.looked_up);
        (self.names, self.member) = (names, NO_MEMBER);
        // Once something went wrong it stays so.
        self.looked_up = looked_up | self.failed();
        value.write_members(self);
        (self.names, self.looked_up) = (outer.0, outer.2);
        if self.failed() {
            self.looked_up = true;
            if let Some(name) = names.get(self.member) {
                self.lead_error(Segment::Member(name));
            }
        }
        self.member = outer.1;
        self.close(b'}');
    }

    /// Writes the name of a member; false if the member does not belong into the JSON, or if writing has failed.
    #[inline(never)]
    fn name(&mut self, index: usize) -> bool {
        match self.names.get(index) {
            Some(name) if !name.is_empty() && !self.failed() => {
                self.member = index;
                self.raw(name.as_bytes());
                true
            }
            _ => false,
        }
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
        }
    }

    /// Writes a member whose name on the wire, quoted and with its colon, is known where this is compiled: to copy it
    /// takes a few moves then. The index is the one that [`Shape`] gives it; the name is empty for a member that does
    /// not belong into the JSON on the wire.
    #[inline(always)]
    pub fn member_as<T: ?Sized>(
        &mut self,
        index: usize,
        wire: &'static str,
        value: &T,
        write: impl FnOnce(&mut Self, &T),
    ) {
        if wire.is_empty() || self.looked_up {
            if !self.name(index) {
                return;
            }
        } else {
            self.member = index;
            self.raw(wire.as_bytes());
        }
        write(self, value);
    }

    /// Writes a member if it is set, as [`Writer::member_as`] does.
    #[inline(always)]
    pub fn opt_as<T>(
        &mut self,
        index: usize,
        wire: &'static str,
        value: &Option<T>,
        write: impl FnOnce(&mut Self, &T),
    ) {
        if let Some(value) = value {
            self.member_as(index, wire, value, write);
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
        self.member(index, &(), |w, ()| w.raw(b"{},"));
    }

    /// Writes back a union's member that the model does not list.
    pub fn unknown_variant(&mut self, variant: &UnknownVariant) {
        // Its name is the error's, if there is one.
        self.member = NO_MEMBER;
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
                Err(error) => {
                    self.member = NO_MEMBER;
                    self.fail(error.to_string());
                }
            }
        }
    }
}
