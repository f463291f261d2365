//! Structures and unions: one loop for all of them.

use std::borrow::Cow;

use super::error::Segment;
use super::scan::{begins, run_len};
use super::{Form, ReadError, ReadResult, Reader};
use crate::shape::{Blank, Keys, Shape};
use crate::types::{Document, UnknownVariant};

/// Which members were there. Most shapes have few.
struct Seen {
    few: u128,
    many: Vec<u64>,
}

impl Seen {
    /// Remembers a member; whether it was there before.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        if index < 128 {
            let bit = 1 << index;
            let before = self.few & bit != 0;
            self.few |= bit;
            return before;
        }
        self.insert_late(index)
    }

    #[cold]
    fn insert_late(&mut self, index: usize) -> bool {
        let (word, bit) = (index / 64 - 2, 1 << (index % 64));
        if self.many.len() <= word {
            self.many.resize(word + 1, 0);
        }
        let before = self.many[word] & bit != 0;
        self.many[word] |= bit;
        before
    }

    fn contains(&self, index: usize) -> bool {
        if index < 128 {
            return self.few >> index & 1 == 1;
        }
        self.many
            .get(index / 64 - 2)
            .is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    fn count(&self) -> u32 {
        self.few.count_ones() + self.many.iter().map(|word| word.count_ones()).sum::<u32>()
    }
}

/// What the name of a member says.
enum Name<'a> {
    Known(usize),
    Unknown(Cow<'a, str>),
}

impl<'a> Reader<'a> {
    /// Reads a structure or union.
    ///
    /// # Errors
    /// Broken JSON, members of another type, a union without exactly one member; in file form also a missing required
    /// member.
    #[inline]
    pub fn object<T: Shape + Blank>(&mut self, out: &mut T) -> ReadResult {
        if std::mem::take(&mut self.again) {
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
    pub fn shape(&mut self, out: &mut dyn Shape) -> ReadResult {
        let start = self.pos;
        let keys = out.keys();
        let names = match self.form {
            Form::Wire => keys.wire,
            Form::File => keys.file,
        };
        let mut seen = Seen {
            few: 0,
            many: Vec::new(),
        };
        let mut unknown = 0;
        let mut next = 0;
        let mut more = self.open(b'{', b'}')?;
        while more {
            match self.member_name(names, next)? {
                Name::Known(index) => {
                    next = index + 1;
                    // Null is the same as absent.
                    if !self.null()? {
                        self.again = seen.insert(index);
                        let mark = self.notes.len();
                        if let Err(error) = out.read_member(index, self) {
                            return Err(error.under(Segment::Member(names[index])));
                        }
                        self.again = false;
                        if self.notes.len() > mark {
                            self.lead_notes(mark, &Segment::Member(names[index]));
                        }
                    }
                }
                Name::Unknown(name) => unknown += self.unknown_member(out, keys, name)?,
            }
            more = self.more(b'}')?;
        }
        if keys.union {
            self.one_member(start, keys, seen.count() + unknown)
        } else if keys.required.is_empty() {
            Ok(())
        } else {
            self.required(start, keys, names, &seen)
        }
    }

    /// Passes the name of a member and its colon. Members mostly come in the order of the model.
    #[inline]
    fn member_name(
        &mut self,
        names: &'static [&'static str],
        next: usize,
    ) -> Result<Name<'a>, ReadError> {
        if let Some(name) = names.get(next)
            && !name.is_empty()
            && begins(self.rest(), name.as_bytes())
        {
            self.pos += name.len();
            self.whitespace();
            return Ok(Name::Known(next));
        }
        self.find_name(names, next)
    }

    #[inline(never)]
    fn find_name(
        &mut self,
        names: &'static [&'static str],
        next: usize,
    ) -> Result<Name<'a>, ReadError> {
        let rest = self.rest();
        if rest.first() != Some(&b'"') {
            return Err(self.expected("a member name"));
        }
        let len = run_len(&rest[1..]) + 3;
        if let Some(token @ [.., b'"', b':']) = rest.get(..len) {
            let same = |name: &&str| name.len() == len && begins(token, name.as_bytes());
            let (before, after) = names.split_at(next.min(names.len()));
            let found = after.iter().position(same).map(|at| at + before.len());
            if let Some(index) = found.or_else(|| before.iter().position(same)) {
                self.pos += len;
                self.whitespace();
                return Ok(Name::Known(index));
            }
        }
        self.unusual_name(names)
    }

    /// A name that is not known, has escapes, or stands apart from its colon.
    #[cold]
    #[inline(never)]
    fn unusual_name(&mut self, names: &'static [&'static str]) -> Result<Name<'a>, ReadError> {
        let name = self.text_value()?;
        self.colon()?;
        let same = |quoted: &&str| {
            quoted.strip_prefix('"').and_then(|q| q.strip_suffix("\":")) == Some(&*name)
        };
        Ok(match names.iter().position(same) {
            Some(index) => Name::Known(index),
            None => Name::Unknown(name),
        })
    }

    /// Passes a member that the model does not list; a union keeps it. How many members of a union it stands for.
    #[cold]
    #[inline(never)]
    fn unknown_member(
        &mut self,
        out: &mut dyn Shape,
        keys: &Keys,
        name: Cow<'a, str>,
    ) -> Result<u32, ReadError> {
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
        out.unknown_variant(UnknownVariant::new(name.into_owned(), content));
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
    #[inline]
    fn required(
        &mut self,
        start: usize,
        keys: &Keys,
        names: &'static [&'static str],
        seen: &Seen,
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
