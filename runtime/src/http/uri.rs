//! The target of a request while it is put together: host prefix, path and query.

use super::endpoint::Endpoint;
use super::percent;

/// Host prefix, path and query, each already encoded.
#[derive(Debug, Default)]
pub(super) struct Target {
    pub(super) host_prefix: String,
    pub(super) path: String,
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

    /// The URI below this endpoint.
    pub(super) fn uri(&self, endpoint: &Endpoint) -> String {
        let host_prefix = if endpoint.has_host_prefix() {
            self.host_prefix.as_str()
        } else {
            ""
        };
        let path = if self.path.is_empty() {
            "/"
        } else {
            &self.path
        };
        let mut uri = format!(
            "{}://{host_prefix}{}{}{path}",
            endpoint.scheme(),
            endpoint.authority(),
            endpoint.base_path()
        );
        if !self.query.is_empty() {
            uri.push('?');
            uri.push_str(&self.query);
        }
        uri
    }
}

fn encoded(key: &str) -> String {
    let mut text = String::with_capacity(key.len());
    percent::encode(&mut text, key);
    text
}
