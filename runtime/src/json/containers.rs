//! Lists, maps, optional members and union members.

use super::error::Segment;
use super::{ReadError, ReadResult, Reader};
use crate::shape::{Blank, MapKey};
use crate::types::Map;

impl Reader<'_> {
    /// Reads a value that may be absent.
    ///
    /// # Errors
    /// As reading the value.
    #[inline]
    pub fn opt<T: Blank>(
        &mut self,
        out: &mut Option<T>,
        read: impl FnOnce(&mut Self, &mut T) -> ReadResult,
    ) -> ReadResult {
        read(self, out.insert(T::blank()))
    }

    /// Reads the content of a union's member.
    ///
    /// # Errors
    /// As reading the content.
    #[inline]
    pub fn variant<U, T: Blank>(
        &mut self,
        union: &mut U,
        make: impl FnOnce(T) -> U,
        read: impl FnOnce(&mut Self, &mut T) -> ReadResult,
    ) -> ReadResult {
        let mut content = T::blank();
        read(self, &mut content)?;
        *union = make(content);
        Ok(())
    }

    /// Reads a union's member that holds nothing: an object, whose members do not matter.
    ///
    /// # Errors
    /// Broken JSON, or anything but an object.
    pub fn unit_variant<U>(&mut self, union: &mut U, value: U) -> ReadResult {
        if self.peek() != Some(b'{') {
            return Err(self.expected("an object"));
        }
        self.skip()?;
        *union = value;
        Ok(())
    }

    /// Reads a list; nulls in it are dropped, as Smithy wants it of a list that is not sparse.
    ///
    /// # Errors
    /// Broken JSON, anything but an array, or a value that cannot be read.
    pub fn list<T: Blank>(
        &mut self,
        out: &mut Vec<T>,
        read: impl Fn(&mut Self, &mut T) -> ReadResult,
    ) -> ReadResult {
        self.list_of(out, |r, out| {
            if r.null()? {
                Ok(())
            } else {
                r.push(out, &read)
            }
        })
    }

    /// Reads a list that keeps nulls.
    ///
    /// # Errors
    /// As [`Reader::list`].
    pub fn sparse_list<T: Blank>(
        &mut self,
        out: &mut Vec<Option<T>>,
        read: impl Fn(&mut Self, &mut T) -> ReadResult,
    ) -> ReadResult {
        self.list_of(out, |r, out| {
            if r.null()? {
                out.push(None);
                return Ok(());
            }
            r.push(out, |r, value: &mut Option<T>| r.opt(value, &read))
        })
    }

    #[inline]
    fn push<T: Blank>(
        &mut self,
        out: &mut Vec<T>,
        read: impl Fn(&mut Self, &mut T) -> ReadResult,
    ) -> ReadResult {
        out.push(T::blank());
        match out.last_mut() {
            Some(value) => read(self, value),
            None => Ok(()),
        }
    }

    #[inline]
    fn list_of<T>(
        &mut self,
        out: &mut Vec<T>,
        each: impl Fn(&mut Self, &mut Vec<T>) -> ReadResult,
    ) -> ReadResult {
        out.clear();
        let outermost = !std::mem::replace(&mut self.repeated, true);
        let mut index = 0;
        let mut more = self.open(b'[', b']')?;
        while more {
            let (start, mark) = (self.pos, self.notes.len());
            if let Err(error) = each(self, out) {
                return Err(error.under(Segment::Index(index)));
            }
            if self.notes.len() > mark {
                self.lead_notes(mark, &Segment::Index(index));
            }
            more = self.more(b']')?;
            if index == 0 && more && outermost {
                let count = self.expected_count(self.pos - start, size_of::<T>());
                out.reserve(count);
            }
            index += 1;
        }
        if outermost {
            self.repeated = false;
            // The guess was for a list that fills the rest of the text.
            if out.capacity() - out.len() > out.len() / 2 + 16 {
                out.shrink_to_fit();
            }
        }
        Ok(())
    }

    /// How many values to expect after a first one of that many bytes: as many as fit into the rest of the text, and
    /// an eighth more. No more than the budget, so that no text can ask for much memory many times.
    fn expected_count(&mut self, json_size: usize, size: usize) -> usize {
        let rest = self.bytes.len() - self.pos;
        let count = rest / json_size.max(1);
        let count = (count + count / 8 + 1).min(self.reserve / size.max(1));
        self.reserve -= count * size;
        count
    }

    /// Reads a map; entries of null are dropped, as Smithy wants it of a map that is not sparse. Of equal keys the
    /// last value wins.
    ///
    /// # Errors
    /// Broken JSON, anything but an object, or a value that cannot be read.
    pub fn map<K: MapKey, T: Blank>(
        &mut self,
        out: &mut Map<K, T>,
        read: impl Fn(&mut Self, &mut T) -> ReadResult,
    ) -> ReadResult {
        self.map_of(out, |r, entries, key| {
            if r.null()? {
                Ok(())
            } else {
                r.entry(entries, key, &read)
            }
        })
    }

    /// Reads a map that keeps entries of null.
    ///
    /// # Errors
    /// As [`Reader::map`].
    pub fn sparse_map<K: MapKey, T: Blank>(
        &mut self,
        out: &mut Map<K, Option<T>>,
        read: impl Fn(&mut Self, &mut T) -> ReadResult,
    ) -> ReadResult {
        self.map_of(out, |r, entries, key| {
            if r.null()? {
                entries.push((key, None));
                return Ok(());
            }
            r.entry(entries, key, |r, value: &mut Option<T>| r.opt(value, &read))
        })
    }

    #[inline]
    fn entry<K: MapKey, T: Blank>(
        &mut self,
        entries: &mut Vec<(K, T)>,
        key: K,
        read: impl Fn(&mut Self, &mut T) -> ReadResult,
    ) -> ReadResult {
        let mark = self.notes.len();
        entries.push((key, T::blank()));
        let Some((key, value)) = entries.last_mut() else {
            return Ok(());
        };
        if let Err(error) = read(self, value) {
            return Err(error.under(Segment::Key(key.as_str().to_owned())));
        }
        if self.notes.len() > mark {
            self.lead_notes(mark, &Segment::Key(key.as_str().to_owned()));
        }
        Ok(())
    }

    #[inline]
    fn map_of<K: MapKey, T>(
        &mut self,
        out: &mut Map<K, T>,
        each: impl Fn(&mut Self, &mut Vec<(K, T)>, K) -> ReadResult,
    ) -> ReadResult {
        let mut entries = out.take_entries();
        entries.clear();
        let outermost = !std::mem::replace(&mut self.repeated, true);
        let mut more = self.open(b'{', b'}')?;
        while more {
            let key = K::from_key(self.key()?);
            each(self, &mut entries, key)?;
            more = self.more(b'}')?;
        }
        self.repeated = !outermost;
        *out = Map::from_entries(entries);
        Ok(())
    }

    /// Reads the key of a map and passes the colon.
    pub(super) fn key(&mut self) -> Result<String, ReadError> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a member name"));
        }
        let key = self.text_value()?.into_owned();
        self.colon()?;
        Ok(key)
    }
}
