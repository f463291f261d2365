//! What every generated type implements.

use crate::codegen::{ReadResult, Reader, Writer};
use crate::types::{
    BigDecimal, BigInteger, Blob, Body, Document, Map, Timestamp, UnknownInt, UnknownValue,
    UnknownVariant,
};

/// The value that a missing required member gets (Smithy's client error correction): empty, zero or false.
///
/// Not `Default`, because such a value is no sensible start for a request.
pub trait Blank {
    /// Makes the value.
    fn blank() -> Self;
}

macro_rules! blank_is_default {
    ($($type:ty),*) => {$(
        impl Blank for $type {
            fn blank() -> Self {
                Self::default()
            }
        }
    )*};
}

blank_is_default!(
    String, bool, i8, i16, i32, i64, f32, f64, Blob, Body, Timestamp, Document, BigInteger,
    BigDecimal
);

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<K, V> Blank for Map<K, V> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Blank> Blank for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }
}

impl Blank for UnknownVariant {
    /// A member without a name: what a union holds that was never filled. It cannot be written.
    fn blank() -> Self {
        Self::new(String::new(), Document::Null)
    }
}

/// A structure or union: its members by index, in the order of the model.
pub trait Shape {
    /// The names of the members.
    fn keys(&self) -> &'static Keys;

    /// Reads the value of one member, or skips it if there is no member of that index. For a union: becomes that
    /// member.
    ///
    /// # Errors
    /// JSON that is broken or of another type.
    fn read_member(&mut self, index: usize, r: &mut Reader<'_>) -> ReadResult;

    /// Writes the members that are set, in any order.
    fn write_members(&self, w: &mut Writer<'_>);

    /// For a union: becomes a member that the model does not list.
    fn unknown_variant(&mut self, _variant: UnknownVariant) {}
}

impl<T: Shape + ?Sized> Shape for Box<T> {
    fn keys(&self) -> &'static Keys {
        (**self).keys()
    }

    fn read_member(&mut self, index: usize, r: &mut Reader<'_>) -> ReadResult {
        (**self).read_member(index, r)
    }

    fn write_members(&self, w: &mut Writer<'_>) {
        (**self).write_members(w);
    }

    fn unknown_variant(&mut self, variant: UnknownVariant) {
        (**self).unknown_variant(variant);
    }
}

/// The names of a structure's or union's members, by the index that [`Shape`] gives them.
///
/// Names are kept as they stand in JSON, quoted and with the colon (`"Name":`): reading compares and writing copies
/// them as they are.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// The absolute shape id.
    pub shape: &'static str,
    /// Names on the wire; empty for a member that is bound to a part of HTTP other than the JSON body.
    pub wire: &'static [&'static str],
    /// The model's member names, never empty.
    pub file: &'static [&'static str],
    /// Indexes of the members that must be there, ascending.
    pub required: &'static [u16],
    /// Whether this is a union.
    pub union: bool,
}

/// What is read of a [`Shape`] whose type is not known where it is read.
///
/// This trait and [`WriteShape`] are apart so that nobody compiles code to write what is only read, or to read what is
/// only written: a table of virtual functions holds all of a trait.
pub trait ReadShape {
    /// As [`Shape::keys`].
    fn keys(&self) -> &'static Keys;

    /// As [`Shape::read_member`].
    ///
    /// # Errors
    /// JSON that is broken or of another type.
    fn read_member(&mut self, index: usize, r: &mut Reader<'_>) -> ReadResult;

    /// As [`Shape::unknown_variant`].
    fn unknown_variant(&mut self, variant: UnknownVariant);
}

/// What is written of a [`Shape`] whose type is not known where it is written; see [`ReadShape`].
pub trait WriteShape {
    /// As [`Shape::keys`].
    fn keys(&self) -> &'static Keys;

    /// As [`Shape::write_members`].
    fn write_members(&self, w: &mut Writer<'_>);
}

impl<T: Shape> ReadShape for T {
    #[inline]
    fn keys(&self) -> &'static Keys {
        Shape::keys(self)
    }

    #[inline]
    fn read_member(&mut self, index: usize, r: &mut Reader<'_>) -> ReadResult {
        Shape::read_member(self, index, r)
    }

    #[inline]
    fn unknown_variant(&mut self, variant: UnknownVariant) {
        Shape::unknown_variant(self, variant);
    }
}

impl<T: Shape> WriteShape for T {
    #[inline]
    fn keys(&self) -> &'static Keys {
        Shape::keys(self)
    }

    #[inline]
    fn write_members(&self, w: &mut Writer<'_>) {
        Shape::write_members(self, w);
    }
}

/// A structure with other names on the wire than its own: those of one place where it travels. For writing.
pub(crate) struct Rekeyed<'a> {
    shape: &'a dyn WriteShape,
    keys: &'static Keys,
}

impl<'a> Rekeyed<'a> {
    /// The structure with these names.
    pub(crate) fn new(shape: &'a dyn WriteShape, keys: &'static Keys) -> Self {
        Self { shape, keys }
    }
}

impl WriteShape for Rekeyed<'_> {
    fn keys(&self) -> &'static Keys {
        self.keys
    }

    fn write_members(&self, w: &mut Writer<'_>) {
        self.shape.write_members(w);
    }
}

/// The same for reading.
pub(crate) struct RekeyedMut<'a> {
    shape: &'a mut dyn ReadShape,
    keys: &'static Keys,
}

impl<'a> RekeyedMut<'a> {
    /// The structure with these names.
    pub(crate) fn new(shape: &'a mut dyn ReadShape, keys: &'static Keys) -> Self {
        Self { shape, keys }
    }
}

impl ReadShape for RekeyedMut<'_> {
    fn keys(&self) -> &'static Keys {
        self.keys
    }

    fn read_member(&mut self, index: usize, r: &mut Reader<'_>) -> ReadResult {
        self.shape.read_member(index, r)
    }

    fn unknown_variant(&mut self, variant: UnknownVariant) {
        self.shape.unknown_variant(variant);
    }
}

/// A string with known values, open to others (Smithy's `enum`).
pub trait StringEnum: Sized {
    /// The known values.
    const VALUES: &'static [&'static str];

    /// The value on the wire.
    fn as_str(&self) -> &str;

    /// The variant of a known value.
    fn parse_known(text: &str) -> Option<Self>;

    /// The variant that keeps a value that is not known.
    fn unknown(value: UnknownValue) -> Self;
}

/// An integer with known values, open to others (Smithy's `intEnum`).
pub trait IntEnum: Sized {
    /// The known values.
    const VALUES: &'static [i32];

    /// The value on the wire.
    fn as_i32(&self) -> i32;

    /// The variant of a known value.
    fn from_i32_known(value: i32) -> Option<Self>;

    /// The variant that keeps a value that is not known.
    fn unknown(value: UnknownInt) -> Self;
}

/// The variant of a text, known or not.
pub fn text_from_str<E: StringEnum>(text: &str) -> E {
    E::parse_known(text).unwrap_or_else(|| E::unknown(UnknownValue::new(text)))
}

/// The variant of a number, known or not.
pub fn int_from_i32<E: IntEnum>(value: i32) -> E {
    E::from_i32_known(value).unwrap_or_else(|| E::unknown(UnknownInt::new(value)))
}

/// A type that can be the key of a [`Map`] in JSON: `String` and every string enum.
pub trait MapKey: Ord {
    /// The key on the wire.
    fn as_str(&self) -> &str;

    /// The key of a text.
    fn from_key(text: String) -> Self;
}

impl MapKey for String {
    fn as_str(&self) -> &str {
        self
    }

    fn from_key(text: String) -> Self {
        text
    }
}
