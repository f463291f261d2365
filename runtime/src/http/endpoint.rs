//! Where requests go: scheme, authority and base path.

use std::fmt;
use std::str::FromStr;

use http::uri::{Authority, PathAndQuery, Scheme};

use super::compression::Compression;

/// The address of a service, `https://host[:port][/base/path]`, and how requests go there.
///
/// The base path is put before every operation's path; it never ends in a slash. Large bodies are compressed where
/// the operation offers it, and host prefixes are added, unless [`Self::with_compression`] or
/// [`Self::without_host_prefix`] says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    https: bool,
    authority: Authority,
    base_path: String,
    compression: Compression,
    host_prefix: bool,
}

impl Endpoint {
    /// Reads an endpoint from a URI of scheme `http` or `https` without user, query or fragment.
    ///
    /// # Errors
    /// [`EndpointError`] says which part is missing or not allowed.
    pub fn parse(uri: &str) -> Result<Self, EndpointError> {
        let fail = |reason| EndpointError {
            uri: uri.to_owned(),
            reason,
        };
        let (scheme, rest) = uri
            .split_once("://")
            .ok_or_else(|| fail("it has no scheme"))?;
        let https = match scheme {
            _ if scheme.eq_ignore_ascii_case("https") => true,
            _ if scheme.eq_ignore_ascii_case("http") => false,
            _ => return Err(fail("the scheme is neither https nor http")),
        };
        if rest.contains(['?', '#']) {
            return Err(fail("a query or fragment has no meaning here"));
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(fail("a user name has no meaning here"));
        }
        let parsed = Authority::from_str(authority).map_err(|_| fail("the host is not valid"))?;
        if parsed.host().is_empty() {
            return Err(fail("it has no host"));
        }
        let port = authority.get(parsed.host().len()..).unwrap_or_default();
        if !port.is_empty() && parsed.port_u16().is_none() {
            return Err(fail("the port is not a number up to 65535"));
        }
        let base_path = path.trim_end_matches('/');
        if !base_path.is_empty() && PathAndQuery::from_str(base_path).is_err() {
            return Err(fail(
                "the path is not valid; percent-encode what is not ASCII",
            ));
        }
        Ok(Self {
            https,
            authority: parsed,
            base_path: base_path.to_owned(),
            compression: Compression::default(),
            host_prefix: true,
        })
    }

    /// The same with another rule for compressing bodies. For a single request: a clone of the endpoint.
    #[must_use]
    pub fn with_compression(self, compression: Compression) -> Self {
        Self {
            compression,
            ..self
        }
    }

    /// The rule for compressing bodies.
    #[must_use]
    pub fn compression(&self) -> Compression {
        self.compression
    }

    /// The same without the prefixes that some operations put before the host (Smithy 2.0, "endpoint trait"), for
    /// addresses that have no such names, such as `localhost`. Members of a prefix travel as always.
    #[must_use]
    pub fn without_host_prefix(self) -> Self {
        Self {
            host_prefix: false,
            ..self
        }
    }

    /// Whether operations put their prefixes before the host.
    #[must_use]
    pub fn has_host_prefix(&self) -> bool {
        self.host_prefix
    }

    /// Another address with the settings of this one.
    pub(super) fn at(&self, address: Self) -> Self {
        Self {
            compression: self.compression,
            host_prefix: self.host_prefix,
            ..address
        }
    }

    /// `https` or `http`.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        if self.https { "https" } else { "http" }
    }

    /// The host with its port, where one was given.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.authority.as_str()
    }

    /// The scheme, for a URI.
    pub(super) fn uri_scheme(&self) -> Scheme {
        if self.https {
            Scheme::HTTPS
        } else {
            Scheme::HTTP
        }
    }

    /// The authority, for a URI.
    pub(super) fn uri_authority(&self) -> Authority {
        self.authority.clone()
    }

    /// The path before every operation's own: empty, or `/…` without a slash at its end.
    #[must_use]
    pub fn base_path(&self) -> &str {
        &self.base_path
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(uri: &str) -> Result<Self, EndpointError> {
        Self::parse(uri)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}://{}{}",
            self.scheme(),
            self.authority,
            self.base_path
        )
    }
}

/// Why a text is not an [`Endpoint`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointError {
    uri: String,
    reason: &'static str,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "\"{}\" is not an endpoint: {}",
            self.uri.escape_debug(),
            self.reason
        )
    }
}

impl std::error::Error for EndpointError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let endpoint = Endpoint::parse("HTTPS://example.com:8443/base/path/").unwrap();
        assert_eq!(endpoint.scheme(), "https");
        assert_eq!(endpoint.authority(), "example.com:8443");
        assert_eq!(endpoint.base_path(), "/base/path");
        assert_eq!(endpoint.to_string(), "https://example.com:8443/base/path");
        for uri in [
            "http://localhost",
            "http://127.0.0.1:4566",
            "http://[::1]:80/x",
        ] {
            assert_eq!(Endpoint::parse(uri).unwrap().to_string(), uri);
        }
        assert_eq!(
            Endpoint::parse("http://localhost///").unwrap().base_path(),
            ""
        );
    }

    #[test]
    fn refused() {
        for uri in [
            "",
            "example.com",
            "ftp://example.com",
            "https://",
            "https:///path",
            "https://:443",
            "https://user@example.com",
            "https://example.com?x",
            "https://example.com/a#b",
            "https://exa mple.com",
            "https://example.com:99999",
            "https://example.com:",
            "https://example.com/a b",
        ] {
            let error = Endpoint::parse(uri).unwrap_err();
            assert!(error.to_string().contains("is not an endpoint: "), "{uri}");
        }
    }
}
