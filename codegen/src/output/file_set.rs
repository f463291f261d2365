//! A crate's files as paths and texts, and how they differ from what is there.

use std::collections::BTreeMap;

/// Paths (with `/`, below the crate's folder) and texts, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<String, String>,
}

/// How a file on disk differs from the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// It is not there.
    Missing,
    /// It is there with other contents.
    Stale,
    /// It is there but no longer produced.
    Orphaned,
}

impl FileSet {
    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// Path and text of each file, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// How many lines all files have together.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.files.values().map(|text| text.lines().count()).sum()
    }

    /// Compares both ways with what is there.
    #[must_use]
    pub fn compare(&self, there: &FileSet) -> Vec<(String, Difference)> {
        let mut out = Vec::new();
        for (path, text) in self.iter() {
            match there.get(path) {
                None => out.push((path.to_owned(), Difference::Missing)),
                Some(old) if old != text => out.push((path.to_owned(), Difference::Stale)),
                Some(_) => {}
            }
        }
        let orphaned = there.iter().filter(|(path, _)| self.get(path).is_none());
        out.extend(orphaned.map(|(path, _)| (path.to_owned(), Difference::Orphaned)));
        out.sort();
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_found_both_ways() {
        let set = |files: &[(&str, &str)]| {
            let mut set = FileSet::default();
            files
                .iter()
                .for_each(|(path, text)| set.insert(*path, *text));
            set
        };
        let (new, old) = (
            set(&[("a", "1"), ("b", "2")]),
            set(&[("b", "x"), ("c", "3")]),
        );
        let expected = [
            ("a", Difference::Missing),
            ("b", Difference::Stale),
            ("c", Difference::Orphaned),
        ];
        assert_eq!(
            new.compare(&old),
            expected.map(|(path, d)| (path.to_owned(), d))
        );
        assert!(new.compare(&new).is_empty());
    }
}
