//! Lists, maps and untyped values, written.

use super::Writer;
use super::error::Segment;
use crate::shape::MapKey;
use crate::types::{Document, Map};

impl Writer<'_> {
    /// Writes a list.
    #[inline]
    pub fn list<T>(&mut self, values: &[T], write: impl Fn(&mut Self, &T)) {
        if !self.open(b'[') {
            return;
        }
        for (index, value) in values.iter().enumerate() {
            write(self, value);
            if self.failed() {
                self.lead_error(Segment::Index(index));
                break;
            }
        }
        self.close(b']');
    }

    /// Writes a list that may hold nulls.
    #[inline]
    pub fn sparse_list<T>(&mut self, values: &[Option<T>], write: impl Fn(&mut Self, &T)) {
        self.list(values, |w, value| w.nullable(value, &write));
    }

    /// Writes a value, or null.
    #[inline]
    pub(crate) fn nullable<T>(&mut self, value: &Option<T>, write: impl Fn(&mut Self, &T)) {
        match value {
            Some(value) => write(self, value),
            None => self.raw(b"null,"),
        }
    }

    /// Writes a map.
    #[inline]
    pub fn map<K: MapKey, T>(&mut self, entries: &Map<K, T>, write: impl Fn(&mut Self, &T)) {
        if !self.open(b'{') {
            return;
        }
        for (key, value) in entries {
            if self.failed() {
                break;
            }
            self.entry(key.as_str(), value, &write);
        }
        self.close(b'}');
    }

    /// Writes a map that may hold nulls.
    #[inline]
    pub fn sparse_map<K: MapKey, T>(
        &mut self,
        entries: &Map<K, Option<T>>,
        write: impl Fn(&mut Self, &T),
    ) {
        self.map(entries, |w, value| w.nullable(value, &write));
    }

    /// Writes one entry of an object.
    #[inline]
    pub(super) fn entry<T>(&mut self, key: &str, value: &T, write: impl Fn(&mut Self, &T)) {
        if self.failed() {
            return;
        }
        self.quoted(key, b':');
        write(self, value);
        if self.failed() {
            self.lead_error(Segment::Key(key.to_owned()));
        }
    }

    /// Writes any value.
    pub fn document(&mut self, value: &Document) {
        match value {
            Document::Null => self.raw(b"null,"),
            Document::Bool(value) => self.bool(value),
            Document::Number(number) => self.number(number.as_str()),
            Document::String(text) => self.string(text),
            Document::Array(values) => self.list(values, Self::document),
            Document::Object(members) => self.map(members, Self::document),
        }
    }
}
