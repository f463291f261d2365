//! Codecs, validators and whole calls, side by side in one process.
//!
//! Each module makes entries: what is measured, with the contenders. Before anything is measured an entry checks every
//! contender's result by value against the input.

pub mod call;
pub mod deserialize;
pub mod entry;
pub mod inputs;
pub mod measure;
pub mod official;
pub mod official_values;
pub mod payload;
pub mod serialize;
pub mod validate;

use entry::Entry;

/// Everything that can be measured, in the order of the report.
pub fn entries() -> Vec<Entry> {
    let mut all = deserialize::entries();
    all.extend(serialize::entries());
    all.extend(validate::entries());
    all.extend(call::entries());
    all
}
