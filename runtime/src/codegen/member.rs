//! What it means that a member is required, has a default, is optional or an idempotency token: how a structure's
//! field reads, writes and checks it. [`structure!`](crate::structure) names the module for each member, and the module
//! inside for timestamps that do not travel in JSON's default. `wire` is the name on the wire as it stands in JSON, quoted
//! and with its colon; it is empty for a member that is not in the body.

use super::codec::{Codec, DateTime, HttpDate, Plain};
use crate::json::{ReadResult, Reader, Writer};
use crate::shape::Blank;
use crate::validate::Validator;

/// Reading and writing of a field that always holds a value, and of one that may hold none.
macro_rules! travel {
    (value $codec:ident) => {
        /// Reads the value.
        ///
        /// # Errors
        /// Broken JSON, or a value of another type.
        #[inline(always)]
        pub fn read<T>(r: &mut Reader<'_>, out: &mut T) -> ReadResult
        where
            $codec: Codec<T>,
        {
            $codec::read(r, out)
        }

        /// Writes the value.
        #[inline(always)]
        pub fn write<T>(w: &mut Writer<'_>, index: usize, wire: &'static str, value: &T)
        where
            $codec: Codec<T>,
        {
            w.member(index, wire, value, $codec::write);
        }
    };
    (option $codec:ident) => {
        /// Reads the value.
        ///
        /// # Errors
        /// Broken JSON, or a value of another type.
        #[inline(always)]
        pub fn read<T: Blank>(r: &mut Reader<'_>, out: &mut Option<T>) -> ReadResult
        where
            $codec: Codec<T>,
        {
            r.opt(out, $codec::read)
        }

        /// Writes the value if there is one.
        #[inline(always)]
        pub fn write<T>(w: &mut Writer<'_>, index: usize, wire: &'static str, value: &Option<T>)
        where
            $codec: Codec<T>,
        {
            w.opt(index, wire, value, $codec::write);
        }
    };
    ($kind:ident) => {
        travel!($kind Plain);

        /// With timestamps that are `date-time`.
        pub mod date_time {
            use super::*;
            travel!($kind DateTime);
        }

        /// With timestamps that are `http-date`.
        pub mod http_date {
            use super::*;
            travel!($kind HttpDate);
        }
    };
}

/// A field that always holds a value: what the model requires.
pub mod required {
    use super::*;
    travel!(value);

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
    pub use super::required::{check, date_time, http_date, read, write};
}

/// A field that holds a value or none.
pub mod optional {
    use super::*;
    travel!(option);

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
    pub use super::optional::{check, read};
    use crate::json::Writer;

    /// Writes the token that is set, or a fresh one.
    #[inline(always)]
    pub fn write(w: &mut Writer<'_>, index: usize, wire: &'static str, value: &Option<String>) {
        w.token(index, wire, value);
    }
}

/// A union's member; its content is written as a field's value is.
pub mod variant {
    pub use super::required::write;
    use super::*;

    macro_rules! variant {
        ($codec:ident) => {
            /// Reads the member's content, and becomes it.
            ///
            /// # Errors
            /// Broken JSON, or a value of another type.
            #[inline(always)]
            pub fn read<U, T: Blank>(
                r: &mut Reader<'_>,
                union: &mut U,
                make: fn(T) -> U,
            ) -> ReadResult
            where
                $codec: Codec<T>,
            {
                r.variant(union, make, $codec::read)
            }
        };
    }
    variant!(Plain);

    /// With timestamps that are `date-time`.
    pub mod date_time {
        pub use super::super::required::date_time::write;
        use super::*;
        variant!(DateTime);
    }

    /// With timestamps that are `http-date`.
    pub mod http_date {
        pub use super::super::required::http_date::write;
        use super::*;
        variant!(HttpDate);
    }
}
