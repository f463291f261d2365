//! Strategies for [proptest](https://docs.rs/proptest) from the constraints of a model: values that satisfy all of
//! them, and values that violate exactly one. Behind the feature `proptest`.
//!
//! Every generated structure and union implements proptest's `Arbitrary`, with valid values; so do the enums, with the
//! values that the model knows. [`invalid`] gives a value and the violation that `validate()` has to find in it:
//!
//! ```text
//! proptest! {
//!     #[test]
//!     fn the_form_takes_what_the_service_takes(input: CreateVpcConnectorInput) {
//!         prop_assert!(form::check(&input).is_ok());
//!     }
//!
//!     #[test]
//!     fn and_refuses_the_rest((input, violation) in invalid::<CreateVpcConnectorInput>()) {
//!         prop_assert!(form::check(&input).unwrap_err().mentions(violation.pointer()));
//!     }
//! }
//! ```
//!
//! What is valid is what `validate()` takes: the constraint traits of Smithy 2.0. It is not everything that a service
//! wants, nor what HTTP wants of a label or header. Values have no unknown enum values or union members, no NaN and no
//! infinities, and times of whole seconds. A member that the Rust type requires is never left out.
//! A constraint that no value can violate alone (a length beyond a few hundred thousand characters, a pattern that
//! contradicts its length) is left out.
//!
//! Which violation a value has is decided from the constraints by code that shares nothing with `validate()` but
//! the data, so that each tests the other.

mod automaton;
mod describe;
mod generate;
mod judge;
mod random;
pub(crate) mod record;
mod scalar;
mod schema;
mod strategy;
mod target;

use std::fmt::Debug;
use std::sync::Arc;

use ::proptest::strategy::{BoxedStrategy, Just, Strategy};

use crate::shape::{IntEnum, StringEnum, int_from_i32, text_from_str};

pub use self::describe::{Described, Describer, Part, int_node, shape_node, text_node};
pub use self::schema::Node;
pub use self::strategy::{Invalid, InvalidTree, Valid, ValidTree};

/// Values that satisfy every constraint.
#[must_use]
pub fn valid<T: Described>() -> Valid<T> {
    Valid::new(Arc::new(schema::Schema::of::<T>()))
}

/// Values that violate exactly one constraint, with the violation that `validate()` has to find.
///
/// All constraints of the type and of what is inside of it come up. For a type without any ([`is_limited`]) proptest
/// reports that it has no value.
#[must_use]
pub fn invalid<T: Described>() -> Invalid<T> {
    Invalid::new(Arc::new(schema::Schema::of::<T>()))
}

/// Whether values of a type can violate a constraint.
#[must_use]
pub fn is_limited<T: Described>() -> bool {
    let schema = schema::Schema::of::<T>();
    schema.reaches_limit(&schema.root)
}

/// The known values of a string enum; for the enums' macro.
pub fn known_texts<E: StringEnum + Clone + Debug + 'static>() -> BoxedStrategy<E> {
    match E::VALUES {
        [] => Just(text_from_str("")).boxed(),
        known => ::proptest::sample::select(known)
            .prop_map(text_from_str)
            .boxed(),
    }
}

/// The known values of an intEnum; for the enums' macro.
pub fn known_ints<E: IntEnum + Clone + Debug + 'static>() -> BoxedStrategy<E> {
    match E::VALUES {
        [] => Just(int_from_i32(0)).boxed(),
        known => ::proptest::sample::select(known)
            .prop_map(int_from_i32)
            .boxed(),
    }
}
