//! Documented examples, put to the test of the semantic model: what a document shows as parameters
//! and as output is walked along the shapes of its operation, and everything that does not fit is
//! told at once. · Text goes in, findings come out. · Examples are kept in the form of [`corpus`].
//!
//! The values are in the form of the AWS CLI (member names, ISO 8601 timestamps or numbers, every
//! member in one object wherever it travels); [`wire`] says how the same value travels.

mod checker;
mod constraints;
pub mod corpus;
mod finding;
pub mod json;
mod lint;
mod scalar;
pub mod wire;

pub use checker::{Checker, Form};
pub use finding::{Finding, Kind, Part};
pub use lint::{Linter, operation, written_to_a_file};
