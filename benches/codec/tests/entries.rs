//! Every entry is prepared, which compares each contender's result by value with the input, and runs.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;

#[test]
fn every_contender_gives_the_value_of_the_input() {
    let mut names = BTreeSet::new();
    for entry in bench_codec::entries() {
        assert!(
            names.insert(entry.name()),
            "{} is there twice",
            entry.name()
        );
        let group = entry.build().unwrap();
        assert_eq!(group.contenders.first().unwrap().name, "ours");
        assert!(group.contenders.len() > 2 && group.bytes > 100);
        for mut it in group.contenders {
            (it.run)();
            if let Some(overhead) = &mut it.overhead {
                overhead();
            }
        }
    }
    assert_eq!(names.len(), 23);
}
