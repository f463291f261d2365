//! Reads HTTP messages as documents print them: start line, headers and body in one line.

/// A message.
#[derive(Debug)]
pub(crate) struct Message {
    /// The request line or status line.
    pub(crate) start: String,
    /// The headers in their order.
    pub(crate) headers: Vec<(String, String)>,
    /// The body as printed.
    pub(crate) body: String,
}

impl Message {
    /// Takes a message apart: a word that ends in a colon begins a header, a brace the body.
    pub(crate) fn parse(text: &str) -> Self {
        let (head, body) = text.split_at(text.find('{').unwrap_or(text.len()));
        let mut start = Vec::new();
        let mut headers: Vec<(String, Vec<&str>)> = Vec::new();
        for word in head.split_whitespace() {
            match (word.strip_suffix(':'), headers.last_mut()) {
                (Some(name), _) => headers.push((name.to_owned(), Vec::new())),
                (None, Some((_, words))) => words.push(word),
                (None, None) => start.push(word),
            }
        }
        let joined = |(name, words): (String, Vec<&str>)| (name, words.join(" "));
        Self {
            start: start.join(" "),
            headers: headers.into_iter().map(joined).collect(),
            body: body.to_owned(),
        }
    }

    /// The method and the target of a request line.
    pub(crate) fn request_line(&self) -> (&str, &str) {
        match self.start.split(' ').collect::<Vec<_>>()[..] {
            [method, target, "HTTP/1.1"] => (method, target),
            _ => panic!("no request line: {}", self.start),
        }
    }

    /// A header's value, whatever the case of its name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(header, _)| header.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}
