//! Tests of generated crates live in `tests/`, their documents in `examples/`; the project's
//! README and the walkthrough are compiled and run as tests here.

#![doc = include_str!("../../../README.md")]

#[doc = include_str!("../../../docs/walkthrough.md")]
pub mod walkthrough {}
