//! What generated types tell the strategies of [`crate::proptest`]; nothing without the feature `proptest`.

/// Implements `Described` and proptest's `Arbitrary` for a structure or union, from what its table says.
#[cfg(feature = "proptest")]
#[doc(hidden)]
#[macro_export]
macro_rules! __described {
    (union [$name:ty] $([$variant:ident $(($value:ident))? $file:literal])*) => {
        impl $crate::proptest::Described for $name {
            fn describe(d: &mut $crate::proptest::Describer) {
                d.union();
                $($crate::__described!(variant d $file $variant $($value)?);)*
            }
        }
        $crate::__described!(arbitrary $name);
    };
    ([$name:ty] $(#[$attribute:meta])* $($kind:ident $field:ident $file:literal)*) => {
        impl $crate::proptest::Described for $name {
            $(#[$attribute])*
            fn describe(d: &mut $crate::proptest::Describer) {
                let mut probe: Self = $crate::codegen::Blank::blank();
                $(d.$kind($file, &mut probe.$field);)*
                d.checks(&mut probe);
            }
        }
        $crate::__described!(arbitrary $name);
    };
    (variant $d:ident $file:literal $variant:ident $value:ident) => {
        $d.variant($file, Self::$variant)
    };
    (variant $d:ident $file:literal $variant:ident) => {
        $d.unit_variant($file)
    };
    (arbitrary $name:ty) => {
        impl $crate::proptest::Part for $name {
            fn node() -> $crate::proptest::Node {
                $crate::proptest::shape_node::<Self>()
            }

            fn probe() -> Self {
                $crate::codegen::Blank::blank()
            }
        }

        impl $crate::__proptest::arbitrary::Arbitrary for $name {
            type Parameters = ();
            type Strategy = $crate::proptest::Valid<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                $crate::proptest::valid()
            }
        }
    };
}

/// Implements nothing: the runtime's feature `proptest` is off.
#[cfg(not(feature = "proptest"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __described {
    ($($rest:tt)*) => {};
}

/// Implements proptest's `Arbitrary` for an enum, and what the strategies of structures need of it.
#[cfg(feature = "proptest")]
#[doc(hidden)]
#[macro_export]
macro_rules! __known_values {
    ($name:ident: $node:ident $strategy:ident) => {
        impl $crate::proptest::Part for $name {
            fn node() -> $crate::proptest::Node {
                $crate::proptest::$node::<Self>()
            }

            fn probe() -> Self {
                $crate::codegen::Blank::blank()
            }
        }

        impl $crate::__proptest::arbitrary::Arbitrary for $name {
            type Parameters = ();
            type Strategy = $crate::__proptest::strategy::BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                $crate::proptest::$strategy()
            }
        }
    };
}

/// Implements nothing: the runtime's feature `proptest` is off.
#[cfg(not(feature = "proptest"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __known_values {
    ($($rest:tt)*) => {};
}
