//! How a value of each type travels in JSON, chosen by its type.

use crate::json::{ReadResult, Reader, Writer};
use crate::shape::{Blank, MapKey, Shape};
use crate::types::{BigDecimal, BigInteger, Blob, Body, Document, Map, Timestamp};

/// Reads and writes a `T`. The implementing type says how timestamps in it travel; lists, maps and options of what it
/// can do, it can do too.
pub trait Codec<T> {
    /// Reads a value into a place.
    ///
    /// # Errors
    /// Broken JSON, or a value of another type.
    fn read(r: &mut Reader<'_>, out: &mut T) -> ReadResult;

    /// Writes a value.
    fn write(w: &mut Writer<'_>, value: &T);

    /// Reads a list; nulls in it are dropped, but where `T` is an option.
    ///
    /// # Errors
    /// As [`Self::read`].
    fn read_list(r: &mut Reader<'_>, out: &mut Vec<T>) -> ReadResult
    where
        T: Blank,
    {
        r.list(out, Self::read)
    }

    /// Reads a map; entries of null are dropped, but where `T` is an option.
    ///
    /// # Errors
    /// As [`Self::read`].
    fn read_map<K: MapKey>(r: &mut Reader<'_>, out: &mut Map<K, T>) -> ReadResult
    where
        T: Blank,
    {
        r.map(out, Self::read)
    }
}

/// Timestamps are seconds since 1970, JSON's default in Smithy's protocols; every other type travels in its one way.
#[derive(Debug)]
pub enum Plain {}

/// Timestamps are `date-time` (RFC 3339).
#[derive(Debug)]
pub enum DateTime {}

/// Timestamps are `http-date` (RFC 9110 section 5.6.7).
#[derive(Debug)]
pub enum HttpDate {}

macro_rules! codec {
    ($($codec:ident $type:ty, $method:ident;)*) => {$(
        impl Codec<$type> for $codec {
            #[inline(always)]
            fn read(r: &mut Reader<'_>, out: &mut $type) -> ReadResult {
                r.$method(out)
            }

            #[inline(always)]
            fn write(w: &mut Writer<'_>, value: &$type) {
                w.$method(value);
            }
        }
    )*};
}

codec! {
    Plain bool, bool;
    Plain i8, i8;
    Plain i16, i16;
    Plain i32, i32;
    Plain i64, i64;
    Plain f32, f32;
    Plain f64, f64;
    Plain String, string;
    Plain Blob, blob;
    Plain Body, body;
    Plain BigInteger, big_integer;
    Plain BigDecimal, big_decimal;
    Plain Document, document;
    Plain Timestamp, epoch_seconds;
    DateTime Timestamp, date_time;
    HttpDate Timestamp, http_date;
}

impl<T: Shape + Blank> Codec<T> for Plain {
    #[inline(always)]
    fn read(r: &mut Reader<'_>, out: &mut T) -> ReadResult {
        r.object(out)
    }

    #[inline(always)]
    fn write(w: &mut Writer<'_>, value: &T) {
        w.object(value);
    }
}

impl<C: Codec<T>, T: Blank> Codec<Vec<T>> for C {
    #[inline(always)]
    fn read(r: &mut Reader<'_>, out: &mut Vec<T>) -> ReadResult {
        C::read_list(r, out)
    }

    #[inline(always)]
    fn write(w: &mut Writer<'_>, value: &Vec<T>) {
        w.list(value, C::write);
    }
}

impl<C: Codec<T>, K: MapKey, T: Blank> Codec<Map<K, T>> for C {
    #[inline(always)]
    fn read(r: &mut Reader<'_>, out: &mut Map<K, T>) -> ReadResult {
        C::read_map(r, out)
    }

    #[inline(always)]
    fn write(w: &mut Writer<'_>, value: &Map<K, T>) {
        w.map(value, C::write);
    }
}

/// What may be null in a sparse list or map.
impl<C: Codec<T>, T: Blank> Codec<Option<T>> for C {
    fn read(r: &mut Reader<'_>, out: &mut Option<T>) -> ReadResult {
        r.opt(out, C::read)
    }

    fn write(w: &mut Writer<'_>, value: &Option<T>) {
        w.nullable(value, C::write);
    }

    fn read_list(r: &mut Reader<'_>, out: &mut Vec<Option<T>>) -> ReadResult {
        r.sparse_list(out, C::read)
    }

    fn read_map<K: MapKey>(r: &mut Reader<'_>, out: &mut Map<K, Option<T>>) -> ReadResult {
        r.sparse_map(out, C::read)
    }
}
