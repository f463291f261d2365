//! What it means that a member is required, has a default, is optional or an idempotency token: how a structure's
//! field holds, reads, writes and checks it. [`structure!`](crate::structure) names the module for each member.

/// A field that always holds a value: what the model requires.
pub mod required {
    use crate::json::{ReadResult, Reader, Writer};
    use crate::shape::Blank;
    use crate::validate::Validator;

    /// The value before anything was read.
    #[inline(always)]
    pub fn blank<T: Blank>() -> T {
        T::blank()
    }

    /// Reads the value.
    ///
    /// # Errors
    /// Those of `read`.
    #[inline(always)]
    pub fn read<T>(
        r: &mut Reader<'_>,
        out: &mut T,
        read: impl FnOnce(&mut Reader<'_>, &mut T) -> ReadResult,
    ) -> ReadResult {
        read(r, out)
    }

    /// Writes the value.
    #[inline(always)]
    pub fn write<T>(
        w: &mut Writer<'_>,
        index: usize,
        value: &T,
        write: impl FnOnce(&mut Writer<'_>, &T),
    ) {
        w.member(index, value, |w, x| write(w, x));
    }

    /// Checks the value.
    #[inline(always)]
    pub fn check<T>(
        v: &mut Validator,
        name: &'static str,
        value: &T,
        check: impl FnOnce(&mut Validator, &T),
    ) {
        v.member(name, value, check);
    }
}

/// A field that always holds a value, which may be missing on the wire: what has a default.
pub mod default {
    pub use super::required::{blank, check, read, write};
}

/// A field that holds a value or none.
pub mod optional {
    use crate::json::{ReadResult, Reader, Writer};
    use crate::shape::Blank;
    use crate::validate::Validator;

    /// None.
    #[inline(always)]
    #[must_use]
    pub fn blank<T>() -> Option<T> {
        None
    }

    /// Reads the value.
    ///
    /// # Errors
    /// Those of `read`.
    #[inline(always)]
    pub fn read<T: Blank>(
        r: &mut Reader<'_>,
        out: &mut Option<T>,
        read: impl FnOnce(&mut Reader<'_>, &mut T) -> ReadResult,
    ) -> ReadResult {
        r.opt(out, |r, x| read(r, x))
    }

    /// Writes the value if there is one.
    #[inline(always)]
    pub fn write<T>(
        w: &mut Writer<'_>,
        index: usize,
        value: &Option<T>,
        write: impl FnOnce(&mut Writer<'_>, &T),
    ) {
        w.opt(index, value, |w, x| write(w, x));
    }

    /// Checks the value if there is one.
    #[inline(always)]
    pub fn check<T>(
        v: &mut Validator,
        name: &'static str,
        value: &Option<T>,
        check: impl FnOnce(&mut Validator, &T),
    ) {
        v.opt(name, value, check);
    }
}

/// An idempotency token: one is made where none is set (Smithy 2.0, "idempotencyToken trait").
pub mod token {
    pub use super::optional::{blank, check, read};
    use crate::json::Writer;

    /// Writes the token that is set, or a fresh one.
    #[inline(always)]
    pub fn write(
        w: &mut Writer<'_>,
        index: usize,
        value: &Option<String>,
        _: impl FnOnce(&mut Writer<'_>, &String),
    ) {
        w.token(index, value);
    }
}
