//! URI patterns of `@http` and host prefixes of `@endpoint`, taken apart (Smithy 2.0, "HTTP
//! URI"). · Called by the rules; later stages get only patterns that parse.

use super::shape_id::is_identifier;

/// A URI pattern such as `/a/{Id}/{Path+}?list&type=2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UriPattern {
    /// The segments of the path.
    pub segments: Vec<UriSegment>,
    /// The constant query parameters: name, and value if there is one.
    pub query: Vec<(String, Option<String>)>,
}

/// What stands between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriSegment {
    /// Text as it is; only the last one may be empty.
    Literal(String),
    /// A member's value.
    Label {
        /// The member's name.
        name: String,
        /// Whether slashes in the value stay.
        greedy: bool,
    },
}

impl UriPattern {
    /// Takes a pattern apart.
    ///
    /// # Errors
    /// What is wrong with it, in words that follow `the URI pattern`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (path, query) = text
            .split_once('?')
            .map_or((text, None), |(p, q)| (p, Some(q)));
        let Some(path) = path.strip_prefix('/') else {
            return Err("does not begin with `/`".to_owned());
        };
        if text.contains(['#', ' ', '\t', '\n', '\r']) {
            return Err("contains `#` or white space".to_owned());
        }
        let mut segments = Vec::new();
        let count = path.split('/').count();
        for (index, segment) in path.split('/').enumerate() {
            segments.push(Self::segment(segment, index + 1 == count)?);
        }
        let pattern = Self {
            segments,
            query: Self::query(query)?,
        };
        pattern.check_labels()?;
        Ok(pattern)
    }

    fn segment(text: &str, last: bool) -> Result<UriSegment, String> {
        if let Some(label) = text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            let (name, greedy) = label
                .strip_suffix('+')
                .map_or((label, false), |it| (it, true));
            if !is_identifier(name) {
                return Err(format!("has a label `{text}` that is not a member's name"));
            }
            return Ok(UriSegment::Label {
                name: name.to_owned(),
                greedy,
            });
        }
        if text.contains(['{', '}']) {
            return Err(format!("has a label that is not a whole segment: `{text}`"));
        }
        if text == "." || text == ".." || text.is_empty() && !last {
            return Err(format!("has the segment `{text}`"));
        }
        Ok(UriSegment::Literal(text.to_owned()))
    }

    fn query(text: Option<&str>) -> Result<Vec<(String, Option<String>)>, String> {
        let mut query = Vec::new();
        for part in text
            .into_iter()
            .flat_map(|text| text.split('&'))
            .filter(|it| !it.is_empty())
        {
            if part.contains(['{', '}']) {
                return Err(format!("has a label in its query: `{part}`"));
            }
            let (name, value) = part
                .split_once('=')
                .map_or((part, None), |(n, v)| (n, Some(v)));
            query.push((name.to_owned(), value.map(str::to_owned)));
        }
        Ok(query)
    }

    fn check_labels(&self) -> Result<(), String> {
        let labels: Vec<(&str, bool)> = self.labels().collect();
        for (index, (name, greedy)) in labels.iter().enumerate() {
            if labels[..index].iter().any(|(other, _)| other == name) {
                return Err(format!("has the label `{name}` twice"));
            }
            if *greedy && index + 1 < labels.len() {
                return Err(format!("has a label after the greedy label `{name}`"));
            }
        }
        Ok(())
    }

    /// The names of the labels in order, and whether they are greedy.
    pub fn labels(&self) -> impl Iterator<Item = (&str, bool)> {
        self.segments.iter().filter_map(|segment| match segment {
            UriSegment::Label { name, greedy } => Some((name.as_str(), *greedy)),
            UriSegment::Literal(_) => None,
        })
    }
}

/// The labels of a host prefix such as `{Account}.data-`.
///
/// # Errors
/// What is wrong with it, in words that follow `the host prefix`.
pub fn host_labels(text: &str) -> Result<Vec<&str>, String> {
    let mut labels = Vec::new();
    let mut rest = text;
    loop {
        let literal = rest.split('{').next().unwrap_or_default();
        let is_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        if let Some(wrong) = literal.chars().find(|c| !is_host(*c)) {
            return Err(format!("contains `{}`", wrong.escape_debug()));
        }
        let Some((_, tail)) = rest.split_once('{') else {
            return Ok(labels);
        };
        let Some((label, after)) = tail.split_once('}') else {
            return Err("has a label without an end".to_owned());
        };
        if !is_identifier(label) {
            return Err(format!("has a label `{label}` that is not a member's name"));
        }
        labels.push(label);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_parse() {
        let pattern = UriPattern::parse("/a/{Id}/b/{Path+}?list&type=2").unwrap();
        assert_eq!(
            pattern.labels().collect::<Vec<_>>(),
            [("Id", false), ("Path", true)]
        );
        assert_eq!(
            pattern.query,
            [
                ("list".to_owned(), None),
                ("type".to_owned(), Some("2".to_owned()))
            ]
        );
        assert!(UriPattern::parse("/").is_ok());
        assert!(UriPattern::parse("/a/").is_ok());
    }

    #[test]
    fn wrong_patterns_are_refused() {
        for text in [
            "",
            "a",
            "/a//b",
            "/a/../b",
            "/a#b",
            "/a b",
            "/{a}/{a}",
            "/{a+}/{b}",
            "/x{a}",
            "/{a",
            "/{}",
            "/{a-b}",
            "/a?b={c}",
        ] {
            assert!(UriPattern::parse(text).is_err(), "{text:?} was accepted");
        }
    }

    #[test]
    fn host_prefixes_parse() {
        assert_eq!(host_labels("{a}.x-{b}."), Ok(vec!["a", "b"]));
        assert_eq!(host_labels("data."), Ok(vec![]));
        for text in ["{a", "a/b", "{a.b}", "a}"] {
            assert!(host_labels(text).is_err(), "{text:?} was accepted");
        }
    }
}
