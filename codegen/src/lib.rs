//! Generates Rust crates from Smithy models: load -> model -> plan -> emit -> format.
//!
//! The library does no I/O: text goes in, a set of files comes out. [`generate()`] is the whole
//! pipeline; each stage has types of its own.

pub mod ast;
pub mod conformance;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod examples;
pub mod facade;
pub mod generate;
pub mod infer;
mod literal;
pub mod model;
pub mod names;
pub mod output;
pub mod pattern;
pub mod plan;
pub mod provenance;
mod select;

pub use ast::Source;
pub use emit::Package;
pub use generate::{Generated, Settings, generate};
pub use provenance::Origin;
