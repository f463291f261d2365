//! Puts a request together from what generated code says of each member.

mod body;
mod headers;

use http::{HeaderMap, HeaderValue, Request, header};

use super::compression::Compression;
use super::encode::ToText;
use super::endpoint::Endpoint;
use super::percent;
use super::request_error::RequestError;
use super::uri::Target;
use crate::token::TokenProvider;
use crate::types::Body;

/// Room for so many headers: those of most requests, and what signing adds.
const HEADERS: usize = 12;

/// A request that is being put together.
///
/// Generated code calls it in this order: method and path, query, headers, body, compression, checksums; what
/// comes earlier is not overridden by maps that come later. It remembers the first error.
pub struct RequestWriter<'t> {
    method: &'static str,
    target: Target,
    headers: HeaderMap,
    /// What a caller's buffer held, then the body.
    buffer: Vec<u8>,
    /// Where the body starts in the buffer.
    start: usize,
    /// Whether there is a body; it may be empty.
    has_body: bool,
    /// Where to send it instead of where the caller says.
    address: Option<Endpoint>,
    #[cfg_attr(
        not(feature = "compression"),
        expect(dead_code, reason = "nothing is compressed")
    )]
    compression: Compression,
    tokens: &'t mut dyn TokenProvider,
    error: Option<RequestError>,
}

impl std::fmt::Debug for RequestWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Members may be sensitive: only what the model gives is shown.
        f.debug_struct("RequestWriter")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

impl<'t> RequestWriter<'t> {
    /// A request whose body is appended to `buffer`.
    pub(crate) fn new(
        buffer: Vec<u8>,
        tokens: &'t mut dyn TokenProvider,
        compression: Compression,
    ) -> Self {
        Self {
            method: "POST",
            target: Target::default(),
            headers: HeaderMap::with_capacity(HEADERS),
            start: buffer.len(),
            buffer,
            has_body: false,
            address: None,
            compression,
            tokens,
            error: None,
        }
    }

    /// The HTTP method.
    pub fn method(&mut self, method: &'static str) {
        self.method = method;
    }

    /// A literal part of the path, already encoded.
    pub fn path(&mut self, literal: &'static str) {
        self.target.path_literal(literal);
    }

    /// A label (`@httpLabel`): one segment of the path.
    pub fn label(&mut self, member: &'static str, value: &(impl ToText + ?Sized)) {
        let text = value.text();
        self.check_label(member, &text, false);
        percent::encode(self.target.path(), &text);
    }

    /// A label that a service's customization fills when it is empty.
    pub fn label_or(
        &mut self,
        member: &'static str,
        value: &(impl ToText + ?Sized),
        fallback: &'static str,
    ) {
        let text = value.text();
        if text.is_empty() {
            self.label(member, fallback);
        } else {
            self.label(member, &*text);
        }
    }

    /// An idempotency token in the path; a fresh one where none is set.
    pub fn label_token(&mut self, member: &'static str, value: &Option<String>) {
        if let Some(value) = self.token_or(value) {
            self.label(member, &value);
        }
    }

    /// An idempotency token as greedy label; a fresh one where none is set.
    pub fn greedy_label_token(&mut self, member: &'static str, value: &Option<String>) {
        if let Some(value) = self.token_or(value) {
            self.greedy_label(member, &value);
        }
    }

    /// A greedy label: any number of segments; its slashes are kept.
    pub fn greedy_label(&mut self, member: &'static str, value: &(impl ToText + ?Sized)) {
        let text = value.text();
        self.check_label(member, &text, true);
        percent::encode_path(self.target.path(), &text);
    }

    /// A label must not change how many segments the path has.
    fn check_label(&mut self, member: &'static str, text: &str, greedy: bool) {
        let dots = |segment: &str| matches!(segment, "." | "..");
        if text.is_empty() {
            self.fail(RequestError::EmptyLabel { member });
        } else if dots(text) || greedy && text.split('/').any(dots) {
            self.fail(RequestError::DotSegment { member });
        }
    }

    /// A query literal of the operation's URI, `key` or `key=value`, already encoded.
    pub fn query_literal(&mut self, pair: &'static str) {
        self.target.literal(pair);
    }

    /// A query parameter (`@httpQuery`).
    pub fn query(&mut self, name: &'static str, value: &(impl ToText + ?Sized)) {
        self.target.remember(name);
        self.target.query(name, &value.text());
    }

    /// A list bound to a query parameter: the key is repeated for each item, and not sent for none.
    pub fn query_list<T: ToText>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) {
        self.target.remember(name);
        for value in values {
            self.target.query(name, &value.text());
        }
    }

    /// A map of query parameters (`@httpQueryParams`); parameters named before win.
    pub fn query_params<K: ToText, V: ToText>(&mut self, map: impl IntoIterator<Item = (K, V)>) {
        self.query_params_lists(map.into_iter().map(|(name, value)| (name, [value])));
    }

    /// A map of query parameters with lists of values; parameters named before win.
    pub fn query_params_lists<K: ToText, L: IntoIterator<Item: ToText>>(
        &mut self,
        map: impl IntoIterator<Item = (K, L)>,
    ) {
        for (name, values) in map {
            let name = name.text();
            if !self.target.has(&name) {
                for value in values {
                    self.target.query(&name, &value.text());
                }
            }
        }
    }

    /// An idempotency token bound to the query; a fresh one where none is set.
    pub fn query_token(&mut self, name: &'static str, value: &Option<String>) {
        if let Some(value) = self.token_or(value) {
            self.query(name, &value);
        }
    }

    /// A literal part of the host prefix (`@endpoint`).
    pub fn host_prefix_literal(&mut self, literal: &'static str) {
        self.target.host_prefix.push_str(literal);
    }

    /// A member in the host prefix (`@hostLabel`): one label of a host name, so that no value can
    /// send the request to another host.
    pub fn host_label(&mut self, member: &'static str, value: &(impl ToText + ?Sized)) {
        let text = value.text();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if !(1..=63).contains(&text.len()) || !text.bytes().all(allowed) {
            self.fail(RequestError::InvalidHostLabel { member });
        }
        self.target.host_prefix.push_str(&text);
    }

    /// Sends the request to the address in a member instead (customizations); `https` where it has no scheme. The
    /// settings of the caller's endpoint stay.
    pub fn endpoint(&mut self, member: &'static str, address: &str) {
        let parsed = if address.contains("://") {
            Endpoint::parse(address)
        } else {
            Endpoint::parse(&format!("https://{address}"))
        };
        match parsed {
            Ok(address) => self.address = Some(address),
            Err(error) => self.fail(RequestError::InvalidEndpoint { member, error }),
        }
    }

    /// The value, or a fresh token; None when the source of tokens failed.
    fn token_or(&mut self, value: &Option<String>) -> Option<String> {
        if value.is_some() {
            return value.clone();
        }
        match self.tokens.token() {
            Ok(token) => Some(token),
            Err(error) => {
                self.fail(RequestError::Token(error));
                None
            }
        }
    }

    fn fail(&mut self, error: RequestError) {
        self.error.get_or_insert(error);
    }

    /// The request.
    pub(crate) fn finish(mut self, endpoint: &Endpoint) -> Result<Request<Body>, RequestError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if self.has_body {
            let length = self.buffer.len() - self.start;
            let length = HeaderValue::from_str(itoa::Buffer::new().format(length));
            // Digits are a valid value.
            if let Ok(length) = length {
                self.headers.insert(header::CONTENT_LENGTH, length);
            }
        }
        let uri = match self.address {
            Some(address) => self.target.uri(&endpoint.at(address)),
            None => self.target.uri(endpoint),
        };
        let mut request = Request::builder()
            .method(self.method)
            .uri(uri.map_err(RequestError::InvalidUri)?)
            .body(Body::from(self.buffer))
            .map_err(RequestError::InvalidUri)?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    /// The buffer with the body at its end; as it was where there is an error.
    pub(crate) fn into_buffer(mut self) -> (Vec<u8>, Result<(), RequestError>) {
        match self.error {
            None => (self.buffer, Ok(())),
            Some(error) => {
                self.buffer.truncate(self.start);
                (self.buffer, Err(error))
            }
        }
    }
}
