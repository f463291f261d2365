//! Implementations that all generated types of a kind share.

/// Implements for string enums what follows from `StringEnum`: `VALUES` and `as_str` without the trait, `Display`, `FromStr`, `From<&str>`, `From<String>`,
/// `AsRef<str>`, `Blank`, `MapKey`, and serde's traits under the runtime's feature `serde`.
///
/// The types must be `Ord`, to be keys of maps.
#[macro_export]
macro_rules! string_enum {
    ($($name:ident),* $(,)?) => {$(
        impl $name {
            /// The values that the model knows.
            pub const VALUES: &'static [&'static str] = <Self as $crate::codegen::StringEnum>::VALUES;

            /// The value as text, also of one that the model does not know.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::codegen::StringEnum::as_str(self)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::codegen::StringEnum::as_str(self))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            // Not `Self::Err`, which may be a variant.
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok($crate::codegen::text_from_str(text))
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::codegen::text_from_str(text)
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::codegen::text_from_str(&text)
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                $crate::codegen::StringEnum::as_str(self)
            }
        }

        impl $crate::codegen::Blank for $name {
            #[inline]
            fn blank() -> Self {
                $crate::codegen::text_from_str("")
            }
        }

        impl $crate::codegen::ToText for $name {
            #[inline]
            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Borrowed($crate::codegen::StringEnum::as_str(self))
            }
        }

        impl $crate::codegen::MapKey for $name {
            #[inline]
            fn as_str(&self) -> &str {
                $crate::codegen::StringEnum::as_str(self)
            }

            #[inline]
            fn from_key(text: ::std::string::String) -> Self {
                $crate::codegen::text_from_str(&text)
            }
        }

        impl $crate::codegen::Codec<$name> for $crate::codegen::Plain {
            #[inline]
            fn read(
                r: &mut $crate::codegen::Reader<'_>,
                out: &mut $name,
            ) -> $crate::codegen::ReadResult {
                r.text(out)
            }

            #[inline]
            fn write(w: &mut $crate::codegen::Writer<'_>, value: &$name) {
                w.text(value);
            }
        }

        $crate::__serde_text!($name);
        $crate::__known_values!($name: text_node known_texts);
    )*};
}

/// Implements for integer enums what follows from `IntEnum`: `Display`, `From<i32>`, `Blank`, and serde's traits under
/// the runtime's feature `serde`.
#[macro_export]
macro_rules! int_enum {
    ($($name:ident),* $(,)?) => {$(
        impl $name {
            /// The values that the model knows.
            pub const VALUES: &'static [i32] = <Self as $crate::codegen::IntEnum>::VALUES;

            /// The value as a number, also of one that the model does not know.
            #[inline]
            pub fn as_i32(&self) -> i32 {
                $crate::codegen::IntEnum::as_i32(self)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::codegen::IntEnum::as_i32(self), f)
            }
        }

        impl ::std::convert::From<i32> for $name {
            #[inline]
            fn from(value: i32) -> Self {
                $crate::codegen::int_from_i32(value)
            }
        }

        impl $crate::codegen::ToText for $name {
            #[inline]
            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Owned($crate::codegen::IntEnum::as_i32(self).to_string())
            }
        }

        impl $crate::codegen::Blank for $name {
            #[inline]
            fn blank() -> Self {
                $crate::codegen::int_from_i32(0)
            }
        }

        impl $crate::codegen::Codec<$name> for $crate::codegen::Plain {
            #[inline]
            fn read(
                r: &mut $crate::codegen::Reader<'_>,
                out: &mut $name,
            ) -> $crate::codegen::ReadResult {
                r.int_enum(out)
            }

            #[inline]
            fn write(w: &mut $crate::codegen::Writer<'_>, value: &$name) {
                w.int_enum(value);
            }
        }

        $crate::__serde_int!($name);
        $crate::__known_values!($name: int_node known_ints);
    )*};
}

/// Implements `FromResponse` for outputs and errors that are nothing but the JSON body.
#[macro_export]
macro_rules! json_responses {
    ($($name:ident),* $(,)?) => {$(
        impl $crate::codegen::FromResponse for $name {
            #[inline]
            fn from_response(r: &mut $crate::codegen::ResponseReader<'_>) -> $crate::codegen::Read<Self> {
                r.whole()
            }
        }
    )*};
}

/// Implements `Serialize` and `Deserialize` for structures and unions, in file form, under the runtime's feature
/// `serde`; nothing without it.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_shapes {
    ($($name:ident),* $(,)?) => {$(
        impl $crate::__serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::codegen::serialize_shape(self, serializer)
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::codegen::deserialize_shape(deserializer)
            }
        }
    )*};
}

/// Implements nothing: the runtime's feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_shapes {
    ($($name:ident),* $(,)?) => {};
}

#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_text {
    ($name:ident) => {
        impl $crate::__serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::codegen::StringEnum::as_str(self))
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let text = <::std::string::String as $crate::__serde::Deserialize>::deserialize(
                    deserializer,
                )?;
                ::std::result::Result::Ok($crate::codegen::text_from_str(&text))
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_text {
    ($name:ident) => {};
}

#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_int {
    ($name:ident) => {
        impl $crate::__serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i32($crate::codegen::IntEnum::as_i32(self))
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let value = <i32 as $crate::__serde::Deserialize>::deserialize(deserializer)?;
                ::std::result::Result::Ok($crate::codegen::int_from_i32(value))
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_int {
    ($name:ident) => {};
}
