//! What the fuzz targets do with their bytes; `README.md` beside this says how to run them.
//!
//! The functions need no fuzzer: the tests run them on the committed corpus.

#[path = "../../runtime/tests/json_differential/compare.rs"]
pub mod compare;
mod draft;
mod input;
mod models;
mod operations;
mod requests;
mod responses;
mod rules;
mod wire;

pub use input::encode as encode_input;
pub use operations::{Entry, OPERATIONS, index_of};
pub use requests::requests;
pub use responses::{encode as encode_response, responses};
pub use rules::validators;

/// Any bytes: our reader accepts what it should, and reads what serde_json reads.
///
/// # Panics
/// A difference that no rule of [`compare`] explains.
pub fn json(data: &[u8]) {
    compare::compare(data);
}

/// Runs a target on the files that the command line names: what a fuzzer found, without one.
///
/// # Errors
/// A file that cannot be read.
pub fn run_files(target: fn(&[u8])) -> std::io::Result<()> {
    for path in std::env::args_os().skip(1) {
        target(&std::fs::read(path)?);
    }
    Ok(())
}
