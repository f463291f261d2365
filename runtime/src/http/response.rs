//! Reads a response into what generated code asks for, member by member.

use http::header::HeaderName;
use http::{HeaderMap, StatusCode};

use crate::error::UnreadableResponse;
use crate::json::{Form, ReadError, ReadResult, Reader};
use crate::shape::{Blank, Keys, MapKey, ReadShape, RekeyedMut, Shape};
use crate::types::{Document, Map};

/// A response that is being read: status, headers and the whole body.
#[derive(Debug)]
pub struct ResponseReader<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
    corrected: Vec<String>,
}

impl<'a> ResponseReader<'a> {
    pub(crate) fn new(status: StatusCode, headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self {
            status,
            headers,
            body,
            corrected: Vec::new(),
        }
    }

    /// Whether the status is 2xx.
    pub(crate) fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// The status.
    pub(crate) fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers.
    pub(crate) fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The whole body.
    pub(crate) fn body(&self) -> &'a [u8] {
        self.body
    }

    /// The request's id, under any of the names that AWS services use.
    pub(crate) fn request_id(&self) -> Option<String> {
        const NAMES: [HeaderName; 3] = [
            HeaderName::from_static("x-amzn-requestid"),
            HeaderName::from_static("x-amz-request-id"),
            HeaderName::from_static("apigw-requestid"),
        ];
        let value = NAMES.iter().find_map(|name| self.headers.get(name))?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// What was missing although the model requires it.
    pub(crate) fn take_corrected(&mut self) -> Vec<String> {
        std::mem::take(&mut self.corrected)
    }

    /// That the response cannot be read.
    #[cold]
    pub(crate) fn unreadable(
        &self,
        operation: &'static str,
        error: ReadError,
    ) -> Box<UnreadableResponse> {
        Box::new(UnreadableResponse {
            operation,
            error,
            status: self.status(),
            request_id: self.request_id(),
        })
    }

    /// Notes a required member that was missing and keeps its blank value.
    pub fn correct(&mut self, pointer: impl Into<String>) {
        self.corrected.push(pointer.into());
    }

    /// The members bound to the document. An empty body is an empty object; where no member is in the body, it
    /// does not matter what is there.
    ///
    /// # Errors
    /// Broken JSON, or a value of the wrong type.
    pub fn object(&mut self, out: &mut dyn ReadShape) -> ReadResult {
        if out.keys().wire.iter().all(|name| name.is_empty()) {
            return Ok(());
        }
        let body: &[u8] = if self.has_json() { self.body } else { b"{}" };
        self.json("", body, |reader| reader.shape(out))
    }

    /// What has no member elsewhere than in the document.
    ///
    /// # Errors
    /// As [`Self::object`].
    #[inline]
    pub fn whole<T: Shape + Blank>(&mut self) -> Result<T, ReadError> {
        let mut out = T::blank();
        self.object(&mut out).map(|()| out)
    }

    /// The same with keys of their own: at the top of a response other members travel in the body than where the
    /// structure is part of another or of a request.
    ///
    /// # Errors
    /// Broken JSON, or a value of the wrong type.
    pub fn object_with(&mut self, out: &mut dyn ReadShape, keys: &'static Keys) -> ReadResult {
        self.object(&mut RekeyedMut::new(out, keys))
    }

    /// A required member bound to a header; a missing one is noted by its pointer and left blank.
    ///
    /// # Errors
    /// A value that `parse` refuses.
    pub fn header_required<T>(
        &mut self,
        name: &'static str,
        pointer: &'static str,
        out: &mut T,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> ReadResult {
        match self.header_value(name, parse)? {
            Some(value) => *out = value,
            None => self.correct(pointer),
        }
        Ok(())
    }

    /// A member with a default bound to a header; a missing one keeps its value.
    ///
    /// # Errors
    /// A value that `parse` refuses.
    pub fn header<T>(
        &mut self,
        name: &'static str,
        out: &mut T,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> ReadResult {
        if let Some(value) = self.header_value(name, parse)? {
            *out = value;
        }
        Ok(())
    }

    /// An optional member bound to a header.
    ///
    /// # Errors
    /// A value that `parse` refuses.
    pub fn header_opt<T>(
        &mut self,
        name: &'static str,
        out: &mut Option<T>,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> ReadResult {
        *out = self.header_value(name, parse)?;
        Ok(())
    }

    /// A header sent in several lines is one list (RFC 9110 section 5.3).
    fn header_value<T>(
        &self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, ReadError> {
        let Some(value) = self.header_line(name)? else {
            return Ok(None);
        };
        parse(&value)
            .map(Some)
            .map_err(|reason| header_error(name, &reason))
    }

    /// A header's lines as one.
    fn header_line(&self, name: &str) -> Result<Option<String>, ReadError> {
        let mut lines = self.headers.get_all(name).iter();
        let Some(first) = lines.next() else {
            return Ok(None);
        };
        let mut value = header_text(name, first.as_bytes())?.to_owned();
        for line in lines {
            value.push_str(", ");
            value.push_str(header_text(name, line.as_bytes())?);
        }
        Ok(Some(value))
    }

    /// The headers whose names start with `prefix`, in whatever case; the rest of a name, in lower case,
    /// is the key.
    ///
    /// # Errors
    /// A value that is not UTF-8.
    pub fn prefix_headers<K: MapKey, V: From<String>>(
        &mut self,
        prefix: &'static str,
        out: &mut Map<K, V>,
    ) -> ReadResult {
        let prefix = prefix.to_ascii_lowercase();
        for name in self.headers.keys() {
            if let Some(key) = name.as_str().strip_prefix(&prefix)
                && let Some(value) = self.header_line(name.as_str())?
            {
                out.insert(K::from_key(key.to_owned()), V::from(value));
            }
        }
        Ok(())
    }

    /// Like [`Self::prefix_headers`], None where there are no such headers.
    ///
    /// # Errors
    /// A value that is not UTF-8.
    pub fn prefix_headers_opt<K: MapKey, V: From<String>>(
        &mut self,
        prefix: &'static str,
        out: &mut Option<Map<K, V>>,
    ) -> ReadResult {
        let mut map = Map::new();
        self.prefix_headers(prefix, &mut map)?;
        *out = (!map.is_empty()).then_some(map);
        Ok(())
    }

    /// The status code (`@httpResponseCode`).
    pub fn status_code(&mut self, out: &mut i32) {
        *out = i32::from(self.status());
    }

    /// The status code, for an optional member.
    pub fn status_code_opt(&mut self, out: &mut Option<i32>) {
        *out = Some(i32::from(self.status()));
    }

    /// A structure or union as payload (`@httpPayload`), the member `pointer`; it stays blank where there
    /// is no body.
    ///
    /// # Errors
    /// Broken JSON, or a value of the wrong type.
    pub fn payload_object<T: Shape>(&mut self, pointer: &'static str, out: &mut T) -> ReadResult {
        self.payload_json(pointer, |reader| reader.shape(out))
    }

    /// An optional structure or union as payload; None where there is no body.
    ///
    /// # Errors
    /// Broken JSON, or a value of the wrong type.
    pub fn payload_object_opt<T: Shape + Blank>(
        &mut self,
        pointer: &'static str,
        out: &mut Option<T>,
    ) -> ReadResult {
        self.payload_json(pointer, |reader| {
            reader.opt(out, |reader, value| reader.shape(value))
        })
    }

    /// A document as payload; it stays as it is where there is no body.
    ///
    /// # Errors
    /// Broken JSON.
    pub fn payload_document(&mut self, out: &mut Document) -> ReadResult {
        self.payload_json("", |reader| reader.document(out))
    }

    /// An optional document as payload; None where there is no body.
    ///
    /// # Errors
    /// Broken JSON.
    pub fn payload_document_opt(&mut self, out: &mut Option<Document>) -> ReadResult {
        self.payload_json("", |reader| reader.opt(out, Reader::document))
    }

    /// A list or map as payload, read by `read`, which is not called where there is no body; `pointer` is the member's.
    ///
    /// # Errors
    /// Broken JSON, or a value of the wrong type.
    pub fn payload_json(
        &mut self,
        pointer: &'static str,
        read: impl FnOnce(&mut Reader<'_>) -> ReadResult,
    ) -> ReadResult {
        if self.has_json() {
            self.json(pointer, self.body, read)
        } else {
            Ok(())
        }
    }

    /// Notes a required payload that is not there.
    pub fn required_payload(&mut self, pointer: &'static str) {
        if !self.has_json() {
            self.correct(pointer);
        }
    }

    /// Some services answer `null` where they mean nothing.
    fn has_json(&self) -> bool {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let start = self.body.iter().position(|byte| !blank(byte));
        let end = self.body.iter().rposition(|byte| !blank(byte));
        match start.zip(end) {
            Some((start, end)) => self.body.get(start..=end) != Some(b"null"),
            None => false,
        }
    }

    /// A blob as payload; it stays as it is where there is no body.
    pub fn payload_bytes<T: From<Vec<u8>>>(&mut self, out: &mut T) {
        if !self.body.is_empty() {
            *out = T::from(self.body.to_vec());
        }
    }

    /// An optional blob as payload; None where the body is empty.
    pub fn payload_bytes_opt<T: From<Vec<u8>>>(&mut self, out: &mut Option<T>) {
        *out = (!self.body.is_empty()).then(|| T::from(self.body.to_vec()));
    }

    /// A string or string enum as payload; it stays as it is where there is no body.
    ///
    /// # Errors
    /// A body that is not UTF-8.
    pub fn payload_text<T: From<String>>(&mut self, out: &mut T) -> ReadResult {
        if !self.body.is_empty() {
            *out = T::from(self.body_text()?);
        }
        Ok(())
    }

    /// An optional string or string enum as payload; None where the body is empty.
    ///
    /// # Errors
    /// A body that is not UTF-8.
    pub fn payload_text_opt<T: From<String>>(&mut self, out: &mut Option<T>) -> ReadResult {
        *out = if self.body.is_empty() {
            None
        } else {
            Some(T::from(self.body_text()?))
        };
        Ok(())
    }

    fn body_text(&self) -> Result<String, ReadError> {
        std::str::from_utf8(self.body)
            .map(str::to_owned)
            .map_err(|error| ReadError::other(format!("the body is not UTF-8: {error}")))
    }

    /// Reads the body, the member `pointer` or all of the output; what is corrected in it is told from the output.
    fn json(
        &mut self,
        pointer: &str,
        body: &[u8],
        read: impl FnOnce(&mut Reader<'_>) -> ReadResult,
    ) -> ReadResult {
        let mut reader = Reader::new(body, Form::Wire);
        read(&mut reader)?;
        reader.finish()?;
        let corrections = reader.take_corrections().into_iter();
        self.corrected
            .extend(corrections.map(|inner| format!("{pointer}{inner}")));
        Ok(())
    }
}

/// Blanks around a value are no part of it (RFC 9110 section 5.5).
fn header_text<'v>(name: &str, value: &'v [u8]) -> Result<&'v str, ReadError> {
    match std::str::from_utf8(value) {
        Ok(text) => Ok(text.trim_matches([' ', '\t'])),
        Err(_) => Err(header_error(name, "the value is not UTF-8")),
    }
}

/// The value itself stays out of the message: the member may be sensitive.
fn header_error(name: &str, reason: &str) -> ReadError {
    ReadError::other(format!("header {name}: {reason}"))
}
