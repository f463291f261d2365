//! What a protocol test case of Smithy asserts (Smithy 2.0, "HTTP Protocol Compliance Tests").
//!
//! Called by the tests that `cargo xtask conformance` generates, a test for each case.

#![allow(clippy::panic, reason = "a check that fails ends its test")]

mod request;
mod response;
#[cfg(test)]
mod tests;

pub use request::{Request, request};
pub use response::{error, output, response, same};
