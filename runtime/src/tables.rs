//! Generated types as tables, a row for each member: what makes the codec and the checks of all of them.

/// Implements `Shape`, `Blank` and `Validate` for a structure, and `Default` if it has the flag `default`.
///
/// The rows are in the order of the model. Each has the member's index, a module of [`member`](crate::codegen::member)
/// that says how the field holds it, the field, and the member's name; then, as far as they differ from the usual,
/// `as` its name on the wire or `in http` if it is not in the JSON body there, `by` the module inside for its
/// timestamps, `=` its default, and after a comma its check. `required` lists the indexes of
/// those that must be there in what is read. With the flag `unchecked` the checks are implemented elsewhere.
#[macro_export]
macro_rules! structure {
    (
        $(#[$attribute:meta])*
        $name:ty: $shape:literal, required $required:tt $(, $flag:ident)*;
        $(
            $index:literal $kind:ident $field:ident $file:literal
            $(as $wire:literal)? $(in $place:ident)? $(by $codec:ident)? $(= $default:expr)? $(, $check:expr)?;
        )*
    ) => {
        impl $crate::codegen::Shape for $name {
            #[inline]
            fn keys(&self) -> &'static $crate::codegen::Keys {
                &$crate::codegen::Keys {
                    shape: $shape,
                    wire: &[$($crate::__wire_key!($file $(as $wire)? $(in $place)?)),*],
                    file: &[$(concat!("\"", $file, "\":")),*],
                    required: &$required,
                    union: false,
                }
            }

            $(#[$attribute])*
            #[inline]
            fn read_member(
                &mut self,
                index: usize,
                r: &mut $crate::codegen::Reader<'_>,
            ) -> $crate::codegen::ReadResult {
                match index {
                    $($index => $crate::codegen::member::$kind$(::$codec)?::read(r, &mut self.$field),)*
                    _ => r.skip(),
                }
            }

            $(#[$attribute])*
            #[inline]
            fn write_members(&self, w: &mut $crate::codegen::Writer<'_>) {
                let _ = &w;
                $($crate::codegen::member::$kind$(::$codec)?::write(
                    w,
                    $index,
                    $crate::__wire_key!($file $(as $wire)? $(in $place)?),
                    &self.$field,
                );)*
            }
        }

        impl $crate::codegen::Blank for $name {
            $(#[$attribute])*
            #[inline]
            fn blank() -> Self {
                Self {
                    $($field: $crate::__blank!($kind $($default)?),)*
                }
            }
        }

        $crate::__validate! {
            [$($flag)*] [$name] $(#[$attribute])* $($kind $field $file [$($check)?])*
        }

        $crate::__described! {
            [$name] $(#[$attribute])* $($kind $field $file)*
        }
    };
}

/// Implements `Shape`, `Blank` and `Validate` for a union.
///
/// The rows are in the order of the model. Each has the member's index, the variant, with `(x)` if it holds a value, and
/// the member's name; then, as for [`structure!`](crate::structure), `as`, `by` and a check. With the flag `unchecked`
/// the checks are implemented elsewhere.
#[macro_export]
macro_rules! union {
    (
        $name:ty: $shape:literal $(, $flag:ident)*;
        $(
            $index:literal $variant:ident$(($value:ident))? $file:literal
            $(as $wire:literal)? $(by $codec:ident)? $(, $check:expr)?;
        )*
    ) => {
        impl $crate::codegen::Shape for $name {
            #[inline]
            fn keys(&self) -> &'static $crate::codegen::Keys {
                &$crate::codegen::Keys {
                    shape: $shape,
                    wire: &[$($crate::__wire_key!($file $(as $wire)?)),*],
                    file: &[$(concat!("\"", $file, "\":")),*],
                    required: &[],
                    union: true,
                }
            }

            #[inline]
            fn read_member(
                &mut self,
                index: usize,
                r: &mut $crate::codegen::Reader<'_>,
            ) -> $crate::codegen::ReadResult {
                match index {
                    $($index => $crate::__variant!(
                        read self r $variant ($crate::codegen::member::variant$(::$codec)?::read) $($value)?
                    ),)*
                    _ => r.skip(),
                }
            }

            #[inline]
            fn write_members(&self, w: &mut $crate::codegen::Writer<'_>) {
                match self {
                    $(Self::$variant$(($value))? => $crate::__variant!(
                        write w $index ($crate::__wire_key!($file $(as $wire)?))
                        ($crate::codegen::member::variant$(::$codec)?::write) $($value)?
                    ),)*
                    Self::Unknown(x) => w.unknown_variant(x),
                }
            }

            #[inline]
            fn unknown_variant(&mut self, variant: $crate::codegen::UnknownVariant) {
                *self = Self::Unknown(variant);
            }
        }

        impl $crate::codegen::Blank for $name {
            #[inline]
            fn blank() -> Self {
                Self::Unknown($crate::codegen::Blank::blank())
            }
        }

        $crate::__validate_union! {
            [$($flag)*] [$name] $([$variant $(($value))? $file $(, $check)?])*
        }

        $crate::__described! {
            union [$name] $([$variant $(($value))? $file])*
        }
    };
}

/// Implements `ModeledError` for an operation's errors: a row for each variant with `client` or `server`, the HTTP
/// status, the code, and the methods of `ErrorInfo` that say more. The flag
/// `query_compatible` is for services with `@awsQueryCompatible`.
#[macro_export]
macro_rules! errors {
    (
        $name:ty $(, $flag:ident)*;
        $($index:literal $variant:ident: $kind:ident $status:literal $code:literal $(, $more:ident)*;)*
    ) => {
        impl $crate::codegen::ModeledError for $name {
            const ERRORS: &'static [$crate::codegen::ErrorInfo] = &[
                $($crate::codegen::ErrorInfo::$kind($code, $status)$(.$more())*,)*
            ];
            $($crate::__error_flag!($flag);)*

            #[inline]
            fn read(
                index: usize,
                r: &mut $crate::codegen::ResponseReader<'_>,
            ) -> $crate::codegen::Read<Self> {
                let _ = &r;
                match index {
                    $($index => $crate::codegen::read_error(r, Self::$variant),)*
                    _ => ::std::result::Result::Err($crate::codegen::no_such_error(index)),
                }
            }

            #[inline]
            fn other(error: $crate::codegen::OtherError) -> Self {
                Self::Other(error)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __wire_key {
    ($file:literal) => {
        concat!("\"", $file, "\":")
    };
    ($file:literal as $wire:literal) => {
        concat!("\"", $wire, "\":")
    };
    ($file:literal in $place:ident) => {
        ""
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __blank {
    (optional) => {
        ::std::option::Option::None
    };
    (token) => {
        ::std::option::Option::None
    };
    ($kind:ident) => {
        $crate::codegen::Blank::blank()
    };
    ($kind:ident $default:expr) => {
        $default
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __validate {
    ([unchecked $($flag:ident)*] [$name:ty] $($rest:tt)*) => {
        $($crate::__default!($flag $name);)*
    };
    (
        [$($flag:ident)*] [$name:ty] $(#[$attribute:meta])*
        $($kind:ident $field:ident $file:literal [$($check:expr)?])*
    ) => {
        $($crate::__default!($flag $name);)*
        impl $crate::codegen::Validate for $name {
            $(#[$attribute])*
            #[inline]
            fn check(&self, v: &mut $crate::codegen::Validator) {
                let _ = &v;
                $($($crate::codegen::member::$kind::check(v, $file, &self.$field, $check);)?)*
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __default {
    (default $name:ty) => {
        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                $crate::codegen::Blank::blank()
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __validate_union {
    ([unchecked] $($rest:tt)*) => {};
    ([] [$name:ty] $([$variant:ident $(($value:ident))? $file:literal $(, $check:expr)?])*) => {
        impl $crate::codegen::Validate for $name {
            #[inline]
            fn check(&self, v: &mut $crate::codegen::Validator) {
                let _ = &v;
                $($(
                    if let Self::$variant(x) = self {
                        return v.member($file, x, $check);
                    }
                )?)*
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __error_flag {
    (query_compatible) => {
        const QUERY_COMPATIBLE: bool = true;
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __variant {
    (read $self:ident $r:ident $variant:ident ($read:path) $value:ident) => {
        $read($r, $self, Self::$variant)
    };
    (read $self:ident $r:ident $variant:ident ($read:path)) => {
        $r.unit_variant($self, Self::$variant)
    };
    (write $w:ident $index:literal ($wire:expr) ($write:path) $value:ident) => {
        $write($w, $index, $wire, $value)
    };
    (write $w:ident $index:literal ($wire:expr) ($write:path)) => {
        $w.unit_variant($index, $wire)
    };
}
