//! Reads fixtures of `generated/tests/examples`.

use std::path::{Path, PathBuf};

/// The folder of all fixtures.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// A fixture's text without the line break that ends the file.
pub(crate) fn read(path: &str) -> String {
    let text = std::fs::read_to_string(root().join(path))
        .unwrap_or_else(|error| panic!("fixture {path}: {error}"));
    text.trim_end_matches('\n').to_owned()
}
