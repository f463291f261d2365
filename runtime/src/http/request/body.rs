//! The body of a request.

use http::{HeaderName, HeaderValue, header};

use super::RequestWriter;
use crate::http::RequestError;
#[cfg(feature = "checksums")]
use crate::http::checksum;
#[cfg(feature = "compression")]
use crate::http::compression;
use crate::json::{Form, WriteError, Writer};
use crate::shape::{Keys, Rekeyed, WriteShape};
#[cfg(feature = "checksums")]
use crate::types::Blob;
use crate::types::Document;

const JSON: &str = "application/json";

impl RequestWriter<'_> {
    /// The whole request of an awsJson protocol; `version` is `1.0` or `1.1`.
    pub fn aws_json(
        &mut self,
        version: &'static str,
        target: &'static str,
        input: &dyn WriteShape,
    ) {
        self.method("POST");
        self.path("/");
        let content_type = match version {
            "1.0" => "application/x-amz-json-1.0",
            _ => "application/x-amz-json-1.1",
        };
        self.headers
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        self.put_static(HeaderName::from_static("x-amz-target"), target);
        self.write(|writer| writer.shape(input));
    }

    /// The members bound to the document: those with a wire key.
    pub fn json_body(&mut self, input: &dyn WriteShape) {
        self.content_type(JSON);
        self.write(|writer| writer.shape(input));
    }

    /// The same with keys of their own: at the top of a request other members travel in the body than where the
    /// structure is part of another or of a response.
    pub fn json_body_with(&mut self, input: &dyn WriteShape, keys: &'static Keys) {
        self.content_type(JSON);
        let input = Rekeyed::new(input, keys);
        self.write(|writer| writer.named(&input));
    }

    /// An empty JSON object.
    pub fn empty_json_body(&mut self) {
        self.content_type(JSON);
        self.append(b"{}");
    }

    /// A structure as payload (`@httpPayload`); absent is an empty object, so that the receiver can
    /// tell it from a body that got lost.
    pub fn payload_object(&mut self, value: Option<&dyn WriteShape>) {
        match value {
            Some(value) => self.payload_json(|writer| writer.shape(value)),
            None => self.empty_json_body(),
        }
    }

    /// A union as payload; absent is no body, as an empty object is no union. The content type is that of the
    /// member, not of its value (restJson1, "Content-Type"), so it is sent in any case.
    pub fn payload_union(&mut self, value: Option<&dyn WriteShape>) {
        self.content_type(JSON);
        if let Some(value) = value {
            self.payload_json(|writer| writer.shape(value));
        }
    }

    /// A document as payload; the content type as of a union.
    pub fn payload_document(&mut self, value: Option<&Document>) {
        self.content_type(JSON);
        if let Some(value) = value {
            self.payload_json(|writer| writer.document(value));
        }
    }

    /// Any payload in JSON, written by `write`. Its members are not those of the input, so that no idempotency token
    /// is drawn (Smithy 2.0, "idempotencyToken trait").
    pub fn payload_json(&mut self, write: impl FnOnce(&mut Writer<'_>)) {
        self.content_type(JSON);
        let mut writer = Writer::new(std::mem::take(&mut self.buffer), Form::Wire);
        write(&mut writer);
        let (buffer, error) = writer.into_parts();
        self.body_of(buffer, error);
    }

    /// A blob as payload; the content type as of a union.
    pub fn payload_bytes(&mut self, content_type: &'static str, value: Option<&[u8]>) {
        self.content_type(content_type);
        if let Some(value) = value {
            self.append(value);
        }
    }

    /// A string as payload.
    pub fn payload_text(&mut self, content_type: &'static str, value: Option<&str>) {
        self.payload_bytes(content_type, value.map(str::as_bytes));
    }

    /// Compresses the body if it is as large as the endpoint's [`Compression`](crate::Compression) says
    /// (`@requestCompression`); called after it and before checksums.
    #[cfg(feature = "compression")]
    pub fn gzip(&mut self) {
        let size = self.body().len();
        let min_size = self.compression.min_size();
        if min_size.is_some_and(|min| usize::try_from(min).is_ok_and(|min| size >= min)) {
            self.gzip_stream();
        }
    }

    /// Compresses the body whatever its size, unless compression is off: for streams (`@streaming`).
    #[cfg(feature = "compression")]
    pub fn gzip_stream(&mut self) {
        if !self.has_body || self.compression.min_size().is_none() {
            return;
        }
        // A service that takes compressed bodies takes others too.
        let Some(packed) = compression::gzip(self.body()) else {
            return;
        };
        self.buffer.truncate(self.start);
        self.buffer.extend_from_slice(&packed);
        // Encodings are listed in the order in which they were applied (RFC 9110 section 8.4).
        let mut encodings = match self.headers.get(header::CONTENT_ENCODING) {
            Some(before) if !before.is_empty() => [before.as_bytes(), b", "].concat(),
            _ => Vec::new(),
        };
        encodings.extend_from_slice(b"gzip");
        if let Ok(encodings) = HeaderValue::from_bytes(&encodings) {
            self.headers.insert(header::CONTENT_ENCODING, encodings);
        }
    }

    /// `Content-MD5` of the body (`@httpChecksumRequired`), unless the caller has set it; called after it.
    #[cfg(feature = "checksums")]
    pub fn content_md5(&mut self) {
        if !self.lacks(&HeaderName::from_static("content-md5")) {
            return;
        }
        let digest = checksum::md5(self.body());
        self.put("content-md5", &Blob::from(&digest).to_base64());
    }

    /// Amazon Glacier's checksums of the body, where there is one and the caller has not set them; called after it.
    #[cfg(feature = "checksums")]
    pub fn glacier_checksums(&mut self) {
        if !self.has_body {
            return;
        }
        if self.lacks(&HeaderName::from_static("x-amz-content-sha256")) {
            let whole = checksum::hex(&checksum::sha256(self.body()));
            self.put("x-amz-content-sha256", &whole);
        }
        if self.lacks(&HeaderName::from_static("x-amz-sha256-tree-hash")) {
            let tree = checksum::hex(&checksum::sha256_tree(self.body()));
            self.put("x-amz-sha256-tree-hash", &tree);
        }
    }

    #[cfg(any(feature = "checksums", feature = "compression"))]
    fn body(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    fn append(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
        self.has_body = true;
    }

    fn write(&mut self, write: impl FnOnce(&mut Writer<'_>)) {
        let buffer = std::mem::take(&mut self.buffer);
        let mut writer = Writer::with_tokens(buffer, Form::Wire, &mut *self.tokens);
        write(&mut writer);
        let (buffer, error) = writer.into_parts();
        self.body_of(buffer, error);
    }

    fn body_of(&mut self, buffer: Vec<u8>, error: Option<WriteError>) {
        self.buffer = buffer;
        self.has_body = true;
        if let Some(error) = error {
            self.fail(RequestError::Body(error));
        }
    }

    /// A content type bound to a header, which came before, wins.
    fn content_type(&mut self, value: &'static str) {
        if self.lacks(&header::CONTENT_TYPE) {
            self.headers
                .insert(header::CONTENT_TYPE, HeaderValue::from_static(value));
        }
    }
}
