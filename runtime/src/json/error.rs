//! What went wrong while reading, and where.

use std::fmt;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    /// A modelled member, quoted and with its colon as in `Keys`.
    Member(&'static str),
    /// The key of a map or of a member that the model does not list.
    Key(String),
    /// A position in an array.
    Index(usize),
}

impl Segment {
    /// Bytes of memory.
    pub(super) fn size(&self) -> usize {
        let text = match self {
            Self::Member(name) => name.len(),
            Self::Key(key) => key.len(),
            Self::Index(_) => 0,
        };
        size_of::<Self>() + text
    }
}

/// A JSON pointer (RFC 6901) of segments, the innermost first.
pub(crate) fn pointer(segments: &[Segment]) -> String {
    let mut text = String::new();
    for segment in segments.iter().rev() {
        text.push('/');
        match segment {
            Segment::Member(quoted) => {
                escape_into(quoted.trim_end_matches(':').trim_matches('"'), &mut text)
            }
            Segment::Key(key) => escape_into(key, &mut text),
            Segment::Index(index) => text.push_str(itoa::Buffer::new().format(*index)),
        }
    }
    text
}

fn escape_into(name: &str, text: &mut String) {
    for c in name.chars() {
        match c {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            _ => text.push(c),
        }
    }
}

/// Why a value cannot be read: what was expected, and where it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct ReadError {
    // Boxed, so that a result is one word where all goes well.
    inner: Box<Inner>,
}

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    position: Option<Position>,
    path: Vec<Segment>,
    message: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Position {
    offset: usize,
    line: usize,
    column: usize,
}

impl ReadError {
    /// An error about something that is no place in JSON text: a header, a status code.
    #[cold]
    pub fn other(message: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                position: None,
                path: Vec::new(),
                message: message.into(),
            }),
        }
    }

    /// The same error, seen from the value of which `name` is a member.
    #[cold]
    #[must_use]
    pub fn within(self, name: impl Into<String>) -> Self {
        self.under(Segment::Key(name.into()))
    }

    #[cold]
    pub(crate) fn at(bytes: &[u8], offset: usize, message: impl Into<String>) -> Self {
        let before = &bytes[..offset.min(bytes.len())];
        let line_start = before
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(0, |at| at + 1);
        let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
        // Continuation bytes of UTF-8 are no columns of their own.
        let column = 1 + before[line_start..]
            .iter()
            .filter(|&&b| b & 0xc0 != 0x80)
            .count();
        let mut error = Self::other(message);
        error.inner.position = Some(Position {
            offset,
            line,
            column,
        });
        error
    }

    #[cold]
    pub(crate) fn under(mut self, segment: Segment) -> Self {
        self.inner.path.push(segment);
        self
    }

    /// The same error, seen from the list that has the value at this position.
    #[cold]
    #[inline(never)]
    pub(super) fn under_index(self, index: usize) -> Self {
        self.under(Segment::Index(index))
    }

    /// The same error, seen from the structure of whose members it is one.
    #[cold]
    #[inline(never)]
    pub(super) fn under_member(self, names: &'static [&'static str], index: usize) -> Self {
        self.under(Segment::Member(
            names.get(index).copied().unwrap_or_default(),
        ))
    }

    /// The same error without its place in the text, for text that no user has seen.
    #[cfg(feature = "serde")]
    pub(crate) fn without_position(mut self) -> Self {
        self.inner.position = None;
        self
    }

    /// Byte offset in the JSON text, from 0; none for errors outside of it.
    pub fn offset(&self) -> Option<usize> {
        self.inner.position.map(|p| p.offset)
    }

    /// Line in the JSON text, from 1.
    pub fn line(&self) -> Option<usize> {
        self.inner.position.map(|p| p.line)
    }

    /// Column in that line in characters, from 1.
    pub fn column(&self) -> Option<usize> {
        self.inner.position.map(|p| p.column)
    }

    /// JSON pointer (RFC 6901) to the value; empty for the whole text.
    pub fn pointer(&self) -> String {
        pointer(&self.inner.path)
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.inner.message
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = self.pointer();
        if let Some(Position {
            offset,
            line,
            column,
        }) = self.inner.position
        {
            write!(f, "at byte {offset} (line {line}, column {column})")?;
            f.write_str(if pointer.is_empty() { ": " } else { ", " })?;
        }
        if !pointer.is_empty() {
            write!(f, "{pointer}: ")?;
        }
        f.write_str(&self.inner.message)
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadError({self})")
    }
}

impl std::error::Error for ReadError {}
