//! Tests of generated crates live in `tests/`, their documents in `examples/`; the project's
//! README is compiled and run as a test here.

#![doc = include_str!("../../../README.md")]
