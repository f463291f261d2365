//! Our reader against serde_json, on documents that are made here: `compare.rs` has the rules, `corpus.rs` and
//! `numbers.rs` the documents.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

#[path = "json_differential/compare.rs"]
mod compare;
#[path = "json_differential/corpus.rs"]
mod corpus;
#[path = "json_differential/numbers.rs"]
mod numbers;

use std::collections::BTreeMap;

use compare::{Verdict, compare};

/// Compares all documents of a family, and says how many there were of each kind.
fn family(name: &str, documents: impl IntoIterator<Item = Vec<u8>>) -> BTreeMap<Verdict, usize> {
    let mut counts = BTreeMap::new();
    for document in documents {
        *counts.entry(compare(&document)).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    println!("{name}: {total} documents, {counts:?}");
    counts
}

fn count(counts: &BTreeMap<Verdict, usize>, verdict: Verdict) -> usize {
    counts.get(&verdict).copied().unwrap_or_default()
}

#[test]
fn numbers_of_every_form() {
    let counts = family("numbers", numbers::all());
    assert!(count(&counts, Verdict::Accepted) > 300);
    assert!(count(&counts, Verdict::Refused) > 300);
    assert!(count(&counts, Verdict::HugeNumberOnlyOurs) > 10);
}

#[test]
fn escapes() {
    let counts = family("escapes", corpus::escapes());
    // Eight short escapes, alone and between other characters; the hexadecimal ones of both cases.
    assert!(count(&counts, Verdict::Accepted) > 60);
    assert!(count(&counts, Verdict::Refused) > 250);
}

#[test]
fn surrogates() {
    let counts = family("surrogates", corpus::surrogates());
    assert!(count(&counts, Verdict::Accepted) > 10);
    assert!(count(&counts, Verdict::LoneSurrogate) > 50);
}

#[test]
fn raw_characters_in_strings() {
    let counts = family("raw characters", corpus::raw_characters());
    // 32 control characters, in keys and values at four places.
    assert_eq!(count(&counts, Verdict::Refused), 32 * 8);
}

#[test]
fn invalid_utf8() {
    let counts = family("invalid UTF-8", corpus::invalid_utf8());
    assert_eq!(counts.keys().collect::<Vec<_>>(), [&Verdict::Refused]);
    assert!(count(&counts, Verdict::Refused) > 300);
    let counts = family("valid UTF-8", corpus::valid_utf8());
    assert_eq!(counts.keys().collect::<Vec<_>>(), [&Verdict::Accepted]);
}

#[test]
fn whitespace_and_byte_order_marks() {
    let counts = family("whitespace", corpus::whitespace());
    assert!(count(&counts, Verdict::Accepted) > 20);
    assert!(count(&counts, Verdict::Refused) > 100);
}

#[test]
fn structure_of_documents() {
    let counts = family("tokens", corpus::tokens());
    // Of up to five tokens few sequences are documents: `[1,1]`, `{"a":[]}`…
    assert!(count(&counts, Verdict::Accepted) > 20);
    assert!(count(&counts, Verdict::Refused) > 8000);
    let counts = family("trailing data", corpus::trailing());
    assert!(count(&counts, Verdict::Refused) > 100);
    let counts = family("duplicate keys", corpus::duplicates());
    assert_eq!(counts.keys().collect::<Vec<_>>(), [&Verdict::Accepted]);
}

#[test]
fn depth() {
    let counts = family("depth", corpus::depth());
    assert!(count(&counts, Verdict::Accepted) > 10);
    assert!(count(&counts, Verdict::DeepestOnlyOurs) > 3);
    assert!(count(&counts, Verdict::TooDeep) > 10);
}

#[test]
fn long_strings_and_names() {
    let counts = family("long strings", corpus::long());
    assert!(count(&counts, Verdict::Accepted) >= 10);
    assert!(count(&counts, Verdict::Refused) >= 10);
}

#[test]
fn a_document_cut_off_at_every_byte() {
    let document = corpus::whole();
    assert_eq!(compare(&document), Verdict::Accepted);
    let cut = (0..document.len()).map(|len| document[..len].to_vec());
    let counts = family("cut off", cut);
    // White space may be missing at the end, and nothing else.
    assert!(count(&counts, Verdict::Accepted) <= 2);
    assert!(count(&counts, Verdict::Refused) > 1000);
}

#[test]
fn a_document_with_every_byte_changed() {
    let counts = family("changed", corpus::mutations());
    assert!(count(&counts, Verdict::Accepted) > 1000);
    assert!(count(&counts, Verdict::Refused) > 4000);
}

/// What is no valid document stays invalid, and the other way round, wherever it stands.
#[test]
fn every_short_document_in_every_place() {
    let places = [
        ("[0,", ",1]"),
        ("{\"a\":{},\"known\":", ",\"b\":null}"),
        (" [[{\"a\":[\t", "\n]}],{\"b\":0}]\r"),
    ];
    let short = numbers::all()
        .chain(corpus::escapes())
        .chain(corpus::surrogates())
        .chain(corpus::invalid_utf8());
    let placed = short.flat_map(|document| {
        places.map(|(before, after)| [before.as_bytes(), &document, after.as_bytes()].concat())
    });
    let counts = family("places", placed);
    assert!(count(&counts, Verdict::Accepted) > 1000);
}
