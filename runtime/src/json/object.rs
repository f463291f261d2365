//! Structures and unions: one loop for all of them.

use super::error::Segment;
use super::scan::begins;
use super::{Form, ReadError, ReadResult, Reader};
use crate::shape::{Blank, Keys, ReadShape, Shape};
use crate::types::{Document, UnknownVariant};

/// Which members were there.
trait Seen: Default {
    /// Remembers a member; whether it was there before.
    fn insert(&mut self, index: usize) -> bool;

    /// Whether a member was there.
    fn contains(&self, index: usize) -> bool;

    /// How many were there.
    fn count(&self) -> u32;
}

/// Enough for nearly all shapes.
impl Seen for u64 {
    #[inline(always)]
    fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let before = *self & bit != 0;
        *self |= bit;
        before
    }

    #[inline(always)]
    fn contains(&self, index: usize) -> bool {
        *self >> (index % 64) & 1 == 1
    }

    fn count(&self) -> u32 {
        self.count_ones()
    }
}

impl Seen for Vec<u64> {
    fn insert(&mut self, index: usize) -> bool {
        if self.len() <= index / 64 {
            self.resize(index / 64 + 1, 0);
        }
        self[index / 64].insert(index)
    }

    fn contains(&self, index: usize) -> bool {
        self.get(index / 64)
            .is_some_and(|word| word.contains(index))
    }

    fn count(&self) -> u32 {
        self.iter().map(|word| word.count_ones()).sum()
    }
}

/// Stands for the index of a member that the model does not list.
const UNKNOWN: usize = usize::MAX;

impl Reader<'_> {
    /// Reads a structure or union.
    ///
    /// # Errors
    /// Broken JSON, members of another type, a union without exactly one member; in file form also a missing required
    /// member.
    #[inline]
    pub fn object<T: Shape + Blank>(&mut self, out: &mut T) -> ReadResult {
        if self.again {
            self.again = false;
            *out = T::blank();
        }
        self.shape(out)
    }

    /// Reads a structure or union behind a box.
    ///
    /// # Errors
    /// As [`Reader::object`].
    #[inline]
    pub fn boxed<T: Shape + Blank>(&mut self, out: &mut Box<T>) -> ReadResult {
        self.object(&mut **out)
    }

    /// Reads a structure or union whose type is not known here.
    ///
    /// # Errors
    /// As [`Reader::object`].
    #[inline(never)]
    pub fn shape(&mut self, out: &mut dyn ReadShape) -> ReadResult {
        let keys = out.keys();
        let names = match self.form {
            Form::Wire => keys.wire,
            Form::File => keys.file,
        };
        if names.len() <= 64 {
            self.members::<u64>(out, keys, names)
        } else {
            self.many_members(out, keys, names)
        }
    }

    #[cold]
    #[inline(never)]
    fn many_members(
        &mut self,
        out: &mut dyn ReadShape,
        keys: &'static Keys,
        names: &'static [&'static str],
    ) -> ReadResult {
        self.members::<Vec<u64>>(out, keys, names)
    }

    #[inline(always)]
    fn members<S: Seen>(
        &mut self,
        out: &mut dyn ReadShape,
        keys: &'static Keys,
        names: &'static [&'static str],
    ) -> ReadResult {
        let left = self.rest.len();
        let mut seen = S::default();
        let mut unknown = 0;
        let mut next = 0;
        let mut more = self.open(b'{', b'}')?;
        while more {
            let index = self.member_name(names, next)?;
            if index == UNKNOWN {
                unknown += self.unknown_member(out, keys)?;
            } else {
                next = index + 1;
                // Null is the same as absent.
                if !self.null()? {
                    let mark = self.notes.len();
                    let result = if seen.insert(index) {
                        self.member_again(out, index)
                    } else {
                        out.read_member(index, self)
                    };
                    if let Err(error) = result {
                        return Err(error.under_member(names, index));
                    }
                    if self.notes.len() > mark {
                        self.lead_notes(mark, &Segment::Member(names[index]));
                    }
                }
            }
            more = self.more_members()?;
        }
        let start = self.text.len() - left;
        if keys.union {
            self.one_member(start, keys, seen.count() + unknown)
        } else if keys.required.iter().all(|&at| seen.contains(at.into())) {
            Ok(())
        } else {
            self.required(start, keys, names, &seen)
        }
    }

    /// Reads a member that was there before: nothing of what it held shows through.
    #[cold]
    #[inline(never)]
    fn member_again(&mut self, out: &mut dyn ReadShape, index: usize) -> ReadResult {
        self.again = true;
        let result = out.read_member(index, self);
        self.again = false;
        result
    }

    /// As [`Reader::more`]; the blanks before a name are left to those who read names.
    #[inline(always)]
    fn more_members(&mut self) -> Result<bool, ReadError> {
        if let [b',', after @ ..] = self.rest {
            self.rest = after;
            return Ok(true);
        }
        self.more(b'}')
    }

    /// Passes the name of a member and its colon, and gives the member's index; stays before a name that the model does
    /// not list. Members mostly come in the order of the model.
    #[inline(always)]
    fn member_name(
        &mut self,
        names: &'static [&'static str],
        next: usize,
    ) -> Result<usize, ReadError> {
        if let Some(name) = names.get(next)
            && begins(self.rest, name.as_bytes())
        {
            self.pass(name.len());
            self.whitespace();
            return Ok(next);
        }
        self.find_name(names, next)
    }

    #[inline(never)]
    fn find_name(
        &mut self,
        names: &'static [&'static str],
        next: usize,
    ) -> Result<usize, ReadError> {
        self.whitespace();
        // Most often a member or two are not there.
        let count = names.len();
        for step in next..next + count {
            let index = if step < count { step } else { step - count };
            if let Some(name) = names.get(index)
                && begins(self.rest, name.as_bytes())
            {
                self.pass(name.len());
                self.whitespace();
                return Ok(index);
            }
        }
        if self.peek() != Some(b'"') {
            return Err(self.expected("a member name"));
        }
        self.unusual_name(names)
    }

    /// A name that is not known, has escapes, or stands apart from its colon.
    #[cold]
    #[inline(never)]
    fn unusual_name(&mut self, names: &'static [&'static str]) -> Result<usize, ReadError> {
        let before = self.rest;
        let name = self.text_value()?;
        let same = |quoted: &&str| {
            quoted.strip_prefix('"').and_then(|q| q.strip_suffix("\":")) == Some(name)
        };
        let found = names.iter().position(same);
        self.colon()?;
        if found.is_none() {
            self.rest = before;
        }
        Ok(found.unwrap_or(UNKNOWN))
    }

    /// Passes a member that the model does not list; a union keeps it. How many members of a union it stands for.
    #[cold]
    #[inline(never)]
    fn unknown_member(&mut self, out: &mut dyn ReadShape, keys: &Keys) -> Result<u32, ReadError> {
        let name = self.key()?;
        let key = |name: &str| Segment::Key(name.to_owned());
        if self.collect_unknown {
            self.note(true, key(&name));
        }
        // Some services say with it which member is set: Smithy's protocols ignore it in unions.
        if !keys.union || name == "__type" || self.peek() == Some(b'n') {
            self.skip().map_err(|error| error.under(key(&name)))?;
            return Ok(0);
        }
        let mut content = Document::Null;
        self.document(&mut content)
            .map_err(|error| error.under(key(&name)))?;
        out.unknown_variant(UnknownVariant::new(name, content));
        Ok(1)
    }

    #[inline]
    fn one_member(&self, start: usize, keys: &Keys, members: u32) -> ReadResult {
        match members {
            1 => Ok(()),
            0 => Err(self.error_at(start, format!("the union {} has no member", keys.shape))),
            _ => Err(self.error_at(
                start,
                format!("the union {} has more than one member", keys.shape),
            )),
        }
    }

    /// Notes or refuses required members that are missing.
    #[cold]
    #[inline(never)]
    fn required(
        &mut self,
        start: usize,
        keys: &Keys,
        names: &'static [&'static str],
        seen: &impl Seen,
    ) -> ReadResult {
        for &index in keys.required {
            let name = names.get(usize::from(index)).copied().unwrap_or_default();
            if name.is_empty() || seen.contains(usize::from(index)) {
                continue;
            }
            if self.form == Form::File {
                let message = format!(
                    "the required member {} is missing",
                    name.trim_end_matches(':')
                );
                return Err(self.error_at(start, message));
            }
            self.note(false, Segment::Member(name));
        }
        Ok(())
    }
}
