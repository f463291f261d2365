//! The target of a request while it is put together: host prefix, path and query.

use std::borrow::Cow;

use http::Uri;
use http::uri::PathAndQuery;

use super::endpoint::Endpoint;
use super::percent;

/// How long a URI may be so that its parts need no check: less than what `http` allows.
const MAX_LEN: usize = 60_000;

/// Room for most paths.
const ROOM: usize = 64;

/// Host prefix, path and query, each already encoded.
#[derive(Debug, Default)]
pub(super) struct Target {
    pub(super) host_prefix: String,
    /// A literal that the path begins with: all of most paths.
    literal: &'static str,
    path: String,
    query: String,
    /// The keys in the query, encoded, so that `@httpQueryParams` overrides none.
    keys: Vec<String>,
}

impl Target {
    /// A literal of the operation's URI: `key` or `key=value`, already encoded.
    pub(super) fn literal(&mut self, pair: &'static str) {
        let key = pair.split_once('=').map_or(pair, |(key, _)| key);
        self.keys.push(key.to_owned());
        self.separate();
        self.query.push_str(pair);
    }

    pub(super) fn query(&mut self, key: &str, value: &str) {
        self.separate();
        percent::encode(&mut self.query, key);
        self.query.push('=');
        percent::encode(&mut self.query, value);
    }

    pub(super) fn remember(&mut self, key: &str) {
        self.keys.push(encoded(key));
    }

    pub(super) fn has(&self, key: &str) -> bool {
        let key = encoded(key);
        self.keys.contains(&key)
    }

    fn separate(&mut self) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
    }

    /// A literal part of the path.
    pub(super) fn path_literal(&mut self, literal: &'static str) {
        if self.literal.is_empty() && self.path.is_empty() {
            self.literal = literal;
        } else {
            self.path().push_str(literal);
        }
    }

    /// The path behind its first literal, to be appended to.
    pub(super) fn path(&mut self) -> &mut String {
        if self.path.capacity() == 0 {
            self.path.reserve(ROOM);
        }
        &mut self.path
    }

    /// The URI below this endpoint.
    ///
    /// # Errors
    /// One that is too long, or parts that are not valid in a URI.
    pub(super) fn uri(&self, endpoint: &Endpoint) -> Result<Uri, http::Error> {
        let path = self.path_and_query(endpoint.base_path());
        if self.host_prefix.is_empty() || !endpoint.has_host_prefix() {
            if path.len() + endpoint.authority().len() < MAX_LEN {
                let mut parts = http::uri::Parts::default();
                parts.scheme = Some(endpoint.uri_scheme());
                parts.authority = Some(endpoint.uri_authority());
                parts.path_and_query = Some(match path.as_ref() {
                    "/" => PathAndQuery::from_static("/"),
                    _ => PathAndQuery::try_from(path.into_owned())?,
                });
                return Ok(Uri::from_parts(parts)?);
            }
            return Ok(Uri::try_from(format!(
                "{}://{}{path}",
                endpoint.scheme(),
                endpoint.authority()
            ))?);
        }
        Ok(Uri::try_from(format!(
            "{}://{}{}{path}",
            endpoint.scheme(),
            self.host_prefix,
            endpoint.authority()
        ))?)
    }

    /// Path and query behind a base path.
    fn path_and_query(&self, base: &str) -> Cow<'static, str> {
        let literal = match (self.literal, self.path.as_str()) {
            ("", "") => "/",
            (literal, _) => literal,
        };
        if base.is_empty() && self.path.is_empty() && self.query.is_empty() {
            return Cow::Borrowed(literal);
        }
        let size = base.len() + literal.len() + self.path.len() + 1 + self.query.len();
        let mut path = String::with_capacity(size);
        path.push_str(base);
        path.push_str(literal);
        path.push_str(&self.path);
        if !self.query.is_empty() {
            path.push('?');
            path.push_str(&self.query);
        }
        Cow::Owned(path)
    }
}

fn encoded(key: &str) -> String {
    let mut text = String::with_capacity(key.len());
    percent::encode(&mut text, key);
    text
}
