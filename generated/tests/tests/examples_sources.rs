//! The fixtures of `generated/tests/examples` are what the documents print: each says where it comes
//! from, what was changed and why, and nothing that the documents show is left out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests"
)]

/// What the tests share.
mod support {
    pub(crate) mod fixture;
}

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use support::fixture;

/// A folder of fixtures.
struct Folder {
    /// Relative to all fixtures.
    path: String,
    /// The document's file name.
    document: String,
    /// The files that are as the document prints them.
    printed: Vec<String>,
    /// The files that were made from others, with the other's name.
    made: Vec<(String, String)>,
}

fn folders() -> Vec<Folder> {
    let mut found = Vec::new();
    let mut waiting = vec![fixture::root()];
    while let Some(path) = waiting.pop() {
        let entries = std::fs::read_dir(&path).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let (inner, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
        waiting.extend(inner);
        // The examples of Cargo stand beside the folders.
        if path != fixture::root() && !files.is_empty() {
            found.push(folder(&path, &files));
        }
    }
    assert!(!found.is_empty());
    found
}

fn folder(path: &Path, files: &[PathBuf]) -> Folder {
    let path = path.strip_prefix(fixture::root()).unwrap();
    let path = path.to_str().unwrap().replace('\\', "/");
    let source: toml::Table = fixture::read(&format!("{path}/SOURCE.toml"))
        .parse()
        .unwrap();
    for key in ["document", "title", "publication"] {
        assert!(source[key].is_str(), "{path}: {key}");
    }
    let printed: Vec<String> = source["printed"]
        .as_table()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let mut made = Vec::new();
    if let Some(table) = source.get("made") {
        for (name, value) in table.as_table().unwrap() {
            let changes = value["changes"].as_array().unwrap();
            assert!(
                !changes.is_empty(),
                "{path}/{name}: what was changed, and why"
            );
            made.push((name.clone(), value["from"].as_str().unwrap().to_owned()));
        }
    }
    let told: BTreeSet<&str> = printed
        .iter()
        .chain(made.iter().map(|(name, _)| name))
        .map(String::as_str)
        .chain(["SOURCE.toml"])
        .collect();
    let there: BTreeSet<&str> = files
        .iter()
        .map(|file| file.file_name().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(told, there, "{path}: SOURCE.toml and the files");
    Folder {
        path,
        document: source["document"].as_str().unwrap().to_owned(),
        printed,
        made,
    }
}

#[test]
fn each_made_fixture_differs_from_what_it_was_made_from() {
    for folder in folders() {
        for (name, from) in &folder.made {
            let known =
                folder.printed.contains(from) || folder.made.iter().any(|(made, _)| made == from);
            assert!(known, "{}/{name} is made from {from}", folder.path);
            let read = |name: &str| fixture::read(&format!("{}/{name}", folder.path));
            assert_ne!(read(name), read(from), "{}/{name}", folder.path);
        }
    }
}

#[test]
fn each_example_has_a_snapshot_and_each_snapshot_an_example() {
    let mut fixtures = BTreeSet::new();
    for folder in folders() {
        let names = folder
            .printed
            .iter()
            .chain(folder.made.iter().map(|(name, _)| name));
        for name in names.filter(|name| *name != "table.txt") {
            fixtures.insert(format!("{}/{name}", folder.path).replace('/', "__"));
        }
    }
    let snapshots = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let entries = std::fs::read_dir(snapshots).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let snapshots: BTreeSet<String> = names
        .filter_map(|name| name.strip_suffix(".snap").map(str::to_owned))
        .collect();
    assert_eq!(fixtures, snapshots);
}

/// The documents, or nothing, visibly, where they are not there.
fn documents() -> Option<BTreeMap<String, String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/documents");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        // Not eprintln!, which the test runner shows only for failures.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: there is no {}",
            folder.display()
        );
        return None;
    };
    let mut documents = BTreeMap::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            documents.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    Some(documents)
}

#[test]
fn printed_fixtures_stand_in_their_documents_and_no_example_is_left_out() {
    let Some(mut documents) = documents() else {
        return;
    };
    // The longest first: a short one may be a part of it.
    let mut printed = Vec::new();
    for folder in folders() {
        for name in &folder.printed {
            let path = format!("{}/{name}", folder.path);
            printed.push((fixture::read(&path), path, folder.document.clone()));
        }
    }
    printed.sort_by_key(|(text, ..)| std::cmp::Reverse(text.len()));
    for (text, path, document) in printed {
        let document = documents.get_mut(&document).expect(&path);
        // Once each: two examples of a document may begin with the same command.
        let start = document
            .find(&text)
            .unwrap_or_else(|| panic!("{path} is not printed so"));
        document.replace_range(start..start + text.len(), "");
    }
    for (name, rest) in documents {
        for line in rest.lines().map(str::trim_start) {
            let example = ["{", "$ ", "aws ", "PUT ", "HTTP/1.1 ", "response = "]
                .iter()
                .any(|start| line.starts_with(start));
            assert!(!example, "{name}: no fixture has: {line}");
        }
    }
}
