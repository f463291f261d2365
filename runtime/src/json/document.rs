//! Untyped values, read.

use super::error::Segment;
use super::{ReadResult, Reader};
use crate::types::{Document, Map, Number};

impl Reader<'_> {
    /// Reads any value.
    ///
    /// # Errors
    /// Broken JSON.
    pub fn document(&mut self, out: &mut Document) -> ReadResult {
        *out = match self.peek() {
            Some(b'{') => return self.document_object(out),
            Some(b'[') => {
                let mut values = Vec::new();
                // Not `list`: nulls are values here.
                let mut more = self.open(b'[', b']')?;
                while more {
                    let mut value = Document::Null;
                    self.document(&mut value)
                        .map_err(|error| error.under(Segment::Index(values.len())))?;
                    values.push(value);
                    more = self.more(b']')?;
                }
                Document::Array(values)
            }
            Some(b'"') => Document::String(self.text_value()?.to_owned()),
            Some(b't') => {
                self.literal("true")?;
                Document::Bool(true)
            }
            Some(b'f') => {
                self.literal("false")?;
                Document::Bool(false)
            }
            Some(b'n') => {
                self.literal("null")?;
                Document::Null
            }
            Some(b'-' | b'0'..=b'9') => Document::Number(Number::from_checked(self.number_text()?)),
            _ => return Err(self.expected("a value")),
        };
        Ok(())
    }

    fn document_object(&mut self, out: &mut Document) -> ReadResult {
        let mut entries = Vec::new();
        let mut more = self.open(b'{', b'}')?;
        while more {
            let key = self.key()?;
            let mut value = Document::Null;
            if let Err(error) = self.document(&mut value) {
                return Err(error.under(Segment::Key(key)));
            }
            entries.push((key, value));
            more = self.more(b'}')?;
        }
        *out = Document::Object(Map::from_entries(entries));
        Ok(())
    }
}
