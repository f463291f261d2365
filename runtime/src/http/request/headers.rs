//! The headers of a request.

use http::{HeaderName, HeaderValue};

use super::RequestWriter;
use crate::http::RequestError;
use crate::http::encode::{ToText, base64, quote};

impl RequestWriter<'_> {
    /// A header (`@httpHeader`). An empty value is sent; only null is not.
    pub fn header(&mut self, name: &'static str, value: &(impl ToText + ?Sized)) {
        self.put(name, &value.text());
    }

    /// An idempotency token bound to a header; a fresh one where none is set.
    pub fn header_token(&mut self, name: &'static str, value: &Option<String>) {
        if let Some(value) = self.token_or(value) {
            self.put(name, &value);
        }
    }

    /// A string of a `@mediaType`, which travels in base64 (Smithy 2.0, "httpHeader").
    pub fn header_media_type(&mut self, name: &'static str, value: &str) {
        self.put(name, &base64(value));
    }

    /// A list in one header, separated by commas. With `quoted`, items that hold a comma or a quote are
    /// quoted; http-dates are not, though they hold one. An empty list sends an empty header.
    pub fn header_list<T: ToText>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = T>,
        quoted: bool,
    ) {
        let mut line = String::new();
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                line.push_str(", ");
            }
            let text = value.text();
            line.push_str(&if quoted {
                quote(&text)
            } else {
                text.as_ref().into()
            });
        }
        self.put(name, &line);
    }

    /// A map of headers whose names start with `prefix` (`@httpPrefixHeaders`); headers named before
    /// win.
    pub fn prefix_headers<K: ToText, V: ToText>(
        &mut self,
        prefix: &'static str,
        map: impl IntoIterator<Item = (K, V)>,
    ) {
        let before = self.headers.clone();
        for (name, value) in map {
            let name = format!("{prefix}{}", name.text());
            if !before.contains_key(&name) {
                self.put(&name, &value.text());
            }
        }
    }

    /// Whether nobody has set this header yet.
    pub(super) fn lacks(&self, name: &HeaderName) -> bool {
        !self.headers.contains_key(name)
    }

    /// A header whose value is part of the model: it is not copied.
    pub(super) fn put_static(&mut self, name: HeaderName, value: &'static str) {
        // Anything else would be a panic.
        if value.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            self.headers.insert(name, HeaderValue::from_static(value));
        } else {
            self.put(name.as_str(), value);
        }
    }

    pub(super) fn put(&mut self, name: &str, value: &str) {
        // The value may be sensitive: the error names the header only.
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_bytes(value.as_bytes()),
        ) {
            (Ok(name), Ok(value)) => {
                if self.headers.try_insert(name, value).is_err() {
                    self.fail(RequestError::TooManyHeaders);
                }
            }
            _ => self.fail(RequestError::InvalidHeader {
                name: name.to_owned(),
            }),
        }
    }
}
