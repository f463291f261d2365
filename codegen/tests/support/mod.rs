//! What several tests compare with.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use shapewright_codegen::Generated;
use shapewright_codegen::output::FileSet;

/// The files without what says where they come from: the model's bytes, the choice of operations, the lock.
pub(crate) fn code(generated: &Generated) -> FileSet {
    let mut out = FileSet::default();
    for (path, text) in generated.files.iter() {
        let mut parts = text.splitn(3, '\n');
        let (first, from) = (parts.next().unwrap(), parts.next().unwrap());
        assert!(first.contains("@generated"), "{path}: {first}");
        assert!(from.contains(" From "), "{path}: {from}");
        if path != "PROVENANCE.toml" {
            out.insert(path, parts.next().unwrap());
        }
    }
    out
}
