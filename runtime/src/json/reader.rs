//! The reader: a position in JSON text, and what was noticed on the way.

use super::error::{Segment, pointer};
use super::{Form, MAX_DEPTH, MAX_DOCUMENT, ReadError};

/// What reading a value gives: the value itself goes where the caller said.
pub type ReadResult = Result<(), ReadError>;

/// How many corrections and unknown members are remembered: a hostile body can cause very many.
const MAX_NOTES: usize = 10_000;

/// Bytes that the paths of notes may take for each byte of the text, and in any case: what lies below a long key or
/// deep down would else take many times the text.
const NOTE_BYTES: usize = 8;
const MIN_NOTE_BYTES: usize = 64 << 10;

/// Reads JSON (RFC 8259, strictly) into typed values.
///
/// It accepts what the grammar of RFC 8259 accepts in UTF-8, within limits as section 9 allows them: [`MAX_DOCUMENT`]
/// bytes, [`MAX_DEPTH`] levels, and strings that Unicode has. The grammar also has `"\ud800"`, half of a surrogate pair:
/// no Rust string can hold it, section 8.2 calls what becomes of such texts unpredictable, and a replacement would
/// change a value without a word; so it is refused, also where a value is skipped. Numbers have no limit where the type
/// has none: a document keeps `1e400` as it stands. Of members of one name the last that is not null counts (section 4
/// leaves it open), and a byte order mark is an error, as section 8.1 allows.
///
/// A value function expects to stand at the first byte of the value; the containers and [`Reader::new`] skip the
/// whitespace before it.
#[derive(Debug)]
pub struct Reader<'a> {
    /// What is valid UTF-8, checked once: then any part of it costs no check.
    pub(super) text: &'a str,
    /// The bytes of the text that are left.
    pub(super) rest: &'a [u8],
    /// Whether bytes follow that are no UTF-8.
    cut: bool,
    /// The size of a text that is too long to be read: the reader then has none.
    oversize: Option<usize>,
    pub(super) depth: usize,
    pub(super) form: Form,
    /// The member about to be read was there before: what it holds must not show through.
    pub(super) again: bool,
    /// Whether a list or map is being read, so that what is read next may come many times.
    pub(super) repeated: bool,
    /// Bytes that lists may still reserve ahead of what they hold.
    pub(super) reserve: usize,
    pub(super) collect_unknown: bool,
    pub(super) notes: Vec<Note>,
    /// Bytes that the notes' paths may still take.
    note_bytes: usize,
    /// The text of the last string that had escapes; one buffer for all.
    pub(super) unescaped: String,
}

/// A member that was missing or unknown.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) unknown: bool,
    /// The innermost segment first: the outer ones are added while the reader leaves the values.
    pub(super) path: Vec<Segment>,
}

impl<'a> Reader<'a> {
    /// A reader at the first value of the text. Of more than [`MAX_DOCUMENT`] bytes none is looked at, and reading any
    /// value says so.
    pub fn new(bytes: &'a [u8], form: Form) -> Self {
        let oversize = (bytes.len() > MAX_DOCUMENT).then_some(bytes.len());
        let (text, cut) = match oversize {
            Some(_) => ("", false),
            None => valid_part(bytes),
        };
        let mut reader = Self {
            text,
            rest: text.as_bytes(),
            cut,
            oversize,
            depth: 0,
            form,
            again: false,
            repeated: false,
            // In-memory sizes of real shapes are at most a few times their JSON.
            reserve: text.len() * 8,
            collect_unknown: false,
            notes: Vec::new(),
            note_bytes: MIN_NOTE_BYTES + text.len() * NOTE_BYTES,
            unescaped: String::new(),
        };
        reader.whitespace();
        reader
    }

    /// Remembers from now on the members that the model does not list.
    pub fn collect_unknown(&mut self) {
        self.collect_unknown = true;
    }

    /// Which form is read.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Checks that nothing but whitespace follows the value.
    ///
    /// # Errors
    /// Anything else follows.
    pub fn finish(&mut self) -> ReadResult {
        self.whitespace();
        if self.rest.is_empty() && !self.cut && self.oversize.is_none() {
            Ok(())
        } else {
            Err(self.expected("the end"))
        }
    }

    /// JSON pointers of the required members that were missing and hold a blank value now; empties the list. Not more
    /// than 10,000, and fewer where they would take many times the memory of the text.
    pub fn take_corrections(&mut self) -> Vec<String> {
        self.take_notes(false)
    }

    /// JSON pointers of the members that the model does not list, if they were asked for; empties the list. As many
    /// as of [`Reader::take_corrections`].
    pub fn take_unknown_members(&mut self) -> Vec<String> {
        self.take_notes(true)
    }

    fn take_notes(&mut self, unknown: bool) -> Vec<String> {
        let (taken, kept) = std::mem::take(&mut self.notes)
            .into_iter()
            .partition(|note| note.unknown == unknown);
        self.notes = kept;
        let taken: Vec<Note> = taken;
        taken.iter().map(|note| pointer(&note.path)).collect()
    }

    #[cold]
    pub(super) fn note(&mut self, unknown: bool, segment: Segment) {
        if self.notes.len() < MAX_NOTES && self.take_note_bytes(segment.size()) {
            self.notes.push(Note {
                unknown,
                path: vec![segment],
            });
        }
    }

    /// Adds a segment to what was noticed since there were `mark` notes.
    #[cold]
    pub(super) fn lead_notes(&mut self, mark: usize, segment: &Segment) {
        let size = segment.size();
        for at in mark..self.notes.len() {
            if !self.take_note_bytes(size) {
                // A path that lacks its beginning would say something else.
                self.notes.truncate(at);
                return;
            }
            self.notes[at].path.push(segment.clone());
        }
    }

    /// Takes from what notes may still need; whether there was enough. Once there was not, there is nothing left.
    fn take_note_bytes(&mut self, size: usize) -> bool {
        let left = self.note_bytes.checked_sub(size);
        self.note_bytes = left.unwrap_or(0);
        left.is_some()
    }

    /// How many bytes were passed.
    #[inline(always)]
    pub(super) fn pos(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// Passes so many bytes, of those that are left.
    #[inline(always)]
    pub(super) fn pass(&mut self, len: usize) {
        self.rest = self.rest.get(len..).unwrap_or_default();
    }

    #[inline(always)]
    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    #[inline(always)]
    pub(super) fn whitespace(&mut self) {
        // Services write compact JSON: the first byte is nearly always beyond whitespace.
        if self.peek().is_some_and(|b| b <= b' ') {
            self.long_whitespace();
        }
    }

    #[cold]
    #[inline(never)]
    fn long_whitespace(&mut self) {
        let blank = |b: &u8| matches!(b, b' ' | b'\n' | b'\r' | b'\t');
        let len = self.rest.iter().take_while(|b| blank(b)).count();
        self.pass(len);
    }

    /// Enters an array or object; false if it is empty, and then it is left already.
    #[inline]
    pub(super) fn open(&mut self, open: u8, close: u8) -> Result<bool, ReadError> {
        match self.rest.split_first() {
            Some((&first, after)) if first == open && self.depth < MAX_DEPTH => {
                self.rest = after;
                self.whitespace();
            }
            _ => return Err(self.not_open(open)),
        }
        match self.rest.split_first() {
            Some((&first, after)) if first == close => {
                self.rest = after;
                Ok(false)
            }
            _ => {
                self.depth += 1;
                Ok(true)
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn not_open(&self, open: u8) -> ReadError {
        if self.peek() == Some(open) {
            return self.too_deep();
        }
        self.expected(if open == b'{' {
            "an object"
        } else {
            "an array"
        })
    }

    /// Passes the comma, and stands at what follows; false if the array or object ended, and then it is left.
    #[inline]
    pub(super) fn more(&mut self, close: u8) -> Result<bool, ReadError> {
        match self.rest {
            [b',', after @ ..] => {
                self.rest = after;
                self.whitespace();
                Ok(true)
            }
            [byte, after @ ..] if *byte == close => {
                self.rest = after;
                self.depth -= 1;
                Ok(false)
            }
            _ => self.more_behind_blanks(close),
        }
    }

    #[cold]
    #[inline(never)]
    fn more_behind_blanks(&mut self, close: u8) -> Result<bool, ReadError> {
        self.whitespace();
        match self.peek() {
            Some(b',') => {
                self.pass(1);
                self.whitespace();
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.pass(1);
                self.depth -= 1;
                Ok(false)
            }
            _ => Err(self.expected(if close == b'}' {
                "`,` or `}`"
            } else {
                "`,` or `]`"
            })),
        }
    }

    /// Passes `null`, if it stands here.
    #[inline(always)]
    pub(super) fn null(&mut self) -> Result<bool, ReadError> {
        if self.peek() == Some(b'n') {
            self.literal("null")?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Passes `true`, `false` or `null`.
    #[inline]
    pub(super) fn literal(&mut self, text: &'static str) -> ReadResult {
        match self.rest.strip_prefix(text.as_bytes()) {
            Some(after) => {
                self.rest = after;
                Ok(())
            }
            None => Err(self.error("expected a value")),
        }
    }

    /// An error at this position.
    #[cold]
    pub(super) fn error(&self, message: impl Into<String>) -> ReadError {
        ReadError::at(self.text.as_bytes(), self.pos(), message)
    }

    /// An error at another position.
    #[cold]
    pub(super) fn error_at(&self, at: usize, message: impl Into<String>) -> ReadError {
        ReadError::at(self.text.as_bytes(), at, message)
    }

    /// The error that something else stands here.
    #[cold]
    #[inline(never)]
    pub(super) fn expected(&self, what: &str) -> ReadError {
        if let Some(size) = self.oversize {
            return ReadError::other(format!(
                "the JSON document has {size} bytes, more than the limit of {MAX_DOCUMENT}"
            ));
        }
        let found = match self.peek() {
            None if self.cut => "bytes that are not valid UTF-8".to_owned(),
            None => "the end".to_owned(),
            Some(b'"') => "a string".to_owned(),
            Some(b'{') => "an object".to_owned(),
            Some(b'[') => "an array".to_owned(),
            Some(b'-' | b'0'..=b'9') => "a number".to_owned(),
            Some(b't' | b'f') => "a boolean".to_owned(),
            Some(b'n') => "null".to_owned(),
            Some(0xef) if self.rest.starts_with(b"\xef\xbb\xbf") => "a byte order mark".to_owned(),
            Some(byte @ 0x21..=0x7e) => format!("`{}`", char::from(byte)),
            Some(byte) => format!("byte 0x{byte:02x}"),
        };
        self.error(format!("expected {what}, found {found}"))
    }

    /// The error for a string that does not end.
    #[cold]
    #[inline(never)]
    pub(super) fn endless_string(&self) -> ReadError {
        let message = if self.cut {
            "the string is not valid UTF-8"
        } else {
            "the string does not end"
        };
        self.error_at(self.text.len(), message)
    }

    #[cold]
    #[inline(never)]
    fn too_deep(&self) -> ReadError {
        self.error(format!(
            "arrays and objects are nested deeper than {MAX_DEPTH}"
        ))
    }
}

/// The text up to the first byte that is no UTF-8, and whether there is one.
fn valid_part(bytes: &[u8]) -> (&str, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => {
            let valid = std::str::from_utf8(&bytes[..error.valid_up_to()]);
            (valid.unwrap_or_default(), true)
        }
    }
}
