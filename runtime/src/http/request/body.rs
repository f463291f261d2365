//! The body of a request.

use http::{HeaderValue, header};

use super::RequestWriter;
use crate::http::RequestError;
#[cfg(feature = "checksums")]
use crate::http::checksum;
use crate::json::{Form, Writer};
use crate::shape::Shape;
#[cfg(feature = "checksums")]
use crate::types::Blob;
use crate::types::Document;

const JSON: &str = "application/json";

impl RequestWriter<'_> {
    /// The whole request of an awsJson protocol; `version` is `1.0` or `1.1`.
    pub fn aws_json(&mut self, version: &'static str, target: &'static str, input: &dyn Shape) {
        self.method("POST");
        self.path("/");
        self.put("content-type", &format!("application/x-amz-json-{version}"));
        self.put("x-amz-target", target);
        self.write(|writer| writer.shape(input));
    }

    /// The members bound to the document: those with a wire key.
    pub fn json_body(&mut self, input: &dyn Shape) {
        self.content_type(JSON);
        self.write(|writer| writer.shape(input));
    }

    /// An empty JSON object.
    pub fn empty_json_body(&mut self) {
        self.content_type(JSON);
        self.append(b"{}");
    }

    /// A structure as payload (`@httpPayload`); absent is an empty object, so that the receiver can
    /// tell it from a body that got lost.
    pub fn payload_object(&mut self, value: Option<&dyn Shape>) {
        match value {
            Some(value) => self.json_body(value),
            None => self.empty_json_body(),
        }
    }

    /// A union as payload; absent is no body, as an empty object is no union.
    pub fn payload_union(&mut self, value: Option<&dyn Shape>) {
        if let Some(value) = value {
            self.json_body(value);
        }
    }

    /// A document as payload.
    pub fn payload_document(&mut self, value: Option<&Document>) {
        if let Some(value) = value {
            self.payload_json(|writer| writer.document(value));
        }
    }

    /// A list or map as payload, written by `write`.
    pub fn payload_json(&mut self, write: impl FnOnce(&mut Writer<'_>)) {
        self.content_type(JSON);
        self.write(write);
    }

    /// A blob as payload.
    pub fn payload_bytes(&mut self, content_type: &'static str, value: Option<&[u8]>) {
        if let Some(value) = value {
            self.content_type(content_type);
            self.append(value);
        }
    }

    /// A string as payload.
    pub fn payload_text(&mut self, content_type: &'static str, value: Option<&str>) {
        self.payload_bytes(content_type, value.map(str::as_bytes));
    }

    /// `Content-MD5` of the body (`@httpChecksumRequired`); called after it.
    #[cfg(feature = "checksums")]
    pub fn content_md5(&mut self) {
        let digest = checksum::md5(self.body());
        self.put("content-md5", &Blob::from(&digest).to_base64());
    }

    /// Amazon Glacier's checksums of the body, where there is one; called after it.
    #[cfg(feature = "checksums")]
    pub fn glacier_checksums(&mut self) {
        if self.has_body {
            let whole = checksum::hex(&checksum::sha256(self.body()));
            let tree = checksum::hex(&checksum::sha256_tree(self.body()));
            self.put("x-amz-content-sha256", &whole);
            self.put("x-amz-sha256-tree-hash", &tree);
        }
    }

    #[cfg(feature = "checksums")]
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
