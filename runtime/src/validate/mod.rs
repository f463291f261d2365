//! Checks values against the constraint traits of the model: `@required`, `@length`, `@range`,
//! `@pattern`, `@uniqueItems` and enum values (Smithy 2.0, "Constraint traits").
//!
//! Generated structures and unions implement [`Validate`]; [`validate`] collects every violation. A
//! violation is made with an empty pointer where the value is, and each level above puts its own
//! segment before it, so that a valid value costs no allocation.

pub mod check;
mod constraints;
mod duplicates;
mod validator;
mod values;
mod violation;

pub use constraints::{Bound, Constraints};
pub use validator::{RangeFloat, Validator};
pub use violation::{Actual, ConstraintKind, Limit, Violation, Violations};

/// A structure or union whose members can be checked.
pub trait Validate {
    /// Checks every member. Generated; the model limits nothing where it is not.
    fn check(&self, _validator: &mut Validator) {}

    /// Checks the value with everything inside of it.
    ///
    /// # Errors
    /// All violations of the model's constraints, in the order of the model.
    fn validate(&self) -> Result<(), Violations>
    where
        Self: Sized,
    {
        validate(self)
    }
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn check(&self, validator: &mut Validator) {
        (**self).check(validator);
    }
}

/// Checks a value with everything inside of it.
///
/// # Errors
/// All violations, in the order of the model.
pub fn validate(value: &dyn Validate) -> Result<(), Violations> {
    let mut validator = Validator::default();
    value.check(&mut validator);
    validator.finish()
}
