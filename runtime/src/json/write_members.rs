//! Structures, unions and their members, written.

use super::error::Segment;
use super::writer::NO_MEMBER;
use super::{Form, Writer};
use crate::shape::{Shape, WriteShape};
use crate::types::{Document, UnknownVariant};

impl Writer<'_> {
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
    pub fn shape(&mut self, value: &dyn WriteShape) {
        if !self.quick {
            return self.outer(value);
        }
        if self.open(b'{') {
            value.write_members(self);
            self.close(b'}');
        }
    }

    /// Writes a structure that is in none that is written quickly.
    #[inline(never)]
    fn outer(&mut self, value: &dyn WriteShape) {
        if self.form == Form::File || self.tracing || self.failed() {
            return self.named(value);
        }
        let start = self.buffer.len();
        self.quick = true;
        self.shape(value);
        self.quick = false;
        if self.failed() {
            self.buffer.truncate(start);
            self.trace(value);
        }
    }

    /// Writes what has failed once more, to find where.
    #[cold]
    fn trace(&mut self, value: &dyn WriteShape) {
        // Nobody wants a second token.
        let (error, tokens) = (self.error.take(), self.tokens.take());
        self.tracing = true;
        self.named(value);
        self.tracing = false;
        self.tokens = tokens;
        // Without a token's own error, which belongs to no member, all else fails again.
        self.error = self.error.take().or(error);
    }

    /// Writes a structure, looking up the names of its members and noting where it is; also for one whose names are
    /// not those that its code was compiled with.
    pub(crate) fn named(&mut self, value: &dyn WriteShape) {
        let keys = value.keys();
        let names = match self.form {
            Form::Wire => keys.wire,
            Form::File => keys.file,
        };
        if !self.open(b'{') {
            return;
        }
        let outer = (self.names, self.member);
        (self.names, self.member) = (names, NO_MEMBER);
        value.write_members(self);
        if self.failed()
            && let Some(name) = names.get(self.member)
        {
            self.lead_error(Segment::Member(name));
        }
        (self.names, self.member) = outer;
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

    /// Writes a member. Its name on the wire, quoted and with its colon, is known where this is compiled: to copy it
    /// takes a few moves then. The index is the one that [`Shape`] gives it; the name is empty for a member that does
    /// not belong into the JSON on the wire.
    #[inline(always)]
    pub fn member<T: ?Sized>(
        &mut self,
        index: usize,
        wire: &'static str,
        value: &T,
        write: impl FnOnce(&mut Self, &T),
    ) {
        if self.quick {
            if wire.is_empty() {
                return;
            }
            self.raw(wire.as_bytes());
        } else if !self.name(index) {
            return;
        }
        write(self, value);
    }

    /// Writes a member if it is set, as [`Writer::member`] does.
    #[inline(always)]
    pub fn opt<T>(
        &mut self,
        index: usize,
        wire: &'static str,
        value: &Option<T>,
        write: impl FnOnce(&mut Self, &T),
    ) {
        if let Some(value) = value {
            self.member(index, wire, value, write);
        }
    }

    /// Writes a union's member that holds nothing.
    pub fn unit_variant(&mut self, index: usize, wire: &'static str) {
        self.member(index, wire, &(), |w, ()| w.raw(b"{},"));
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
    pub fn token(&mut self, index: usize, wire: &'static str, value: &Option<String>) {
        if value.is_some() || self.depth > 1 {
            return self.opt(index, wire, value, Self::string);
        }
        let name = if self.quick {
            Some(&wire)
        } else {
            self.names.get(index)
        };
        let bound = name.is_some_and(|name| !name.is_empty()) && !self.failed();
        if let (true, Some(tokens)) = (bound, &mut self.tokens) {
            match tokens.token() {
                Ok(token) => self.member(index, wire, &token, Self::string),
                Err(error) => {
                    self.member = NO_MEMBER;
                    self.fail(error.to_string());
                }
            }
        }
    }
}
