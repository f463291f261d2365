//! Lists, maps, optional members and union members.

use super::error::Segment;
use super::{ReadError, ReadResult, Reader};
use crate::shape::{Blank, MapKey};
use crate::types::Map;

/// From so many values on, a list or map is taken to fill the rest of the text.
const MANY: usize = 16;

/// Gives back what was a guess for a list that fills the rest of the text.
#[inline]
fn shrink<T>(values: &mut Vec<T>) {
    if values.capacity() - values.len() > values.len() / 2 + 16 {
        values.shrink_to_fit();
    }
}

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
        let left = self.rest.len();
        let mut index = 0;
        let mut more = self.open(b'[', b']')?;
        while more {
            if outermost && out.len() == out.capacity() && index > 0 {
                let room = self.room(index, left, size_of::<T>());
                out.reserve_exact(room);
            }
            let mark = self.notes.len();
            if let Err(error) = each(self, out) {
                return Err(error.under_index(index));
            }
            if self.notes.len() > mark {
                self.lead_notes(mark, &Segment::Index(index));
            }
            more = self.more(b']')?;
            index += 1;
        }
        if outermost {
            self.repeated = false;
            shrink(out);
        }
        Ok(())
    }

    /// For how many more values there should be room, after `count` of them where `left` bytes were left: as many as
    /// fit into the rest of the text and an eighth more, but for few values not many times their number, and no more than
    /// the budget, so that no text can ask for much memory many times.
    #[cold]
    #[inline(never)]
    fn room(&mut self, count: usize, left: usize, size: usize) -> usize {
        let each = left.saturating_sub(self.rest.len()) / count.max(1);
        let fit = self.rest.len() / each.max(1);
        let most = if count < MANY { count * 3 } else { usize::MAX };
        let room = (fit + fit / 8 + 1)
            .min(most)
            .min(self.reserve / size.max(1));
        self.reserve -= room * size;
        room
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
        let left = self.rest.len();
        let mut more = self.open(b'{', b'}')?;
        while more {
            if outermost && entries.len() == entries.capacity() && !entries.is_empty() {
                let room = self.room(entries.len(), left, size_of::<(K, T)>());
                entries.reserve_exact(room);
            }
            let key = K::from_key(self.key()?);
            each(self, &mut entries, key)?;
            more = self.more(b'}')?;
        }
        if outermost {
            self.repeated = false;
            shrink(&mut entries);
        }
        *out = Map::from_entries(entries);
        Ok(())
    }

    /// Reads the key of a map and passes the colon.
    #[inline(never)]
    pub(super) fn key(&mut self) -> Result<String, ReadError> {
        let key = match self.plain() {
            Some(text) => text.to_owned(),
            None if self.peek() != Some(b'"') => return Err(self.expected("a member name")),
            None => self.escaped()?.to_owned(),
        };
        self.colon()?;
        Ok(key)
    }
}
