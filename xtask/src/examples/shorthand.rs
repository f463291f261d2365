//! The AWS CLI's shorthand syntax: `Key=Value,List=a,b,Nested={Inner=[1,2]}`. · Text to a tree without types;
//! `typed` gives it those of the model.

/// A value of the shorthand syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Anything that is no list and has no keys.
    Text(String),
    /// `a,b` or `[a,b]`.
    List(Vec<Node>),
    /// `k=v,…` or `{k=v,…}`.
    Entries(Vec<(String, Node)>),
}

/// Reads a whole word.
pub(super) fn parse(text: &str) -> Result<Node, String> {
    let mut parser = Parser { rest: text };
    let mut entries = vec![parser.entry(true)?];
    while parser.comma() {
        if parser.rest.is_empty() {
            break;
        }
        entries.push(parser.entry(true)?);
    }
    match parser.rest {
        "" => Ok(Node::Entries(entries)),
        rest => Err(format!("`{rest}` is not expected in shorthand")),
    }
}

struct Parser<'t> {
    rest: &'t str,
}

impl Parser<'_> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn comma(&mut self) -> bool {
        self.taken(',')
    }

    fn taken(&mut self, c: char) -> bool {
        self.blanks();
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                self.blanks();
                true
            }
            None => false,
        }
    }

    /// `key=value`; outside of braces and brackets a value may be several, separated by commas.
    fn entry(&mut self, several: bool) -> Result<(String, Node), String> {
        self.blanks();
        let in_key = |c: char| c.is_ascii_alphanumeric() || "_-.#/:".contains(c);
        let end = self.rest.find(|c| !in_key(c)).unwrap_or(self.rest.len());
        let (key, rest) = self.rest.split_at(end);
        let key = key.to_owned();
        self.rest = rest;
        if key.is_empty() || !self.taken('=') {
            return Err(format!("`{key}{rest}` is no key with a value"));
        }
        let first = self.value()?;
        if !several || !matches!(first, Node::Text(_)) {
            return Ok((key, first));
        }
        let mut items = vec![first];
        loop {
            let before = self.rest;
            if !self.comma() || self.rest.is_empty() || self.at_key() {
                self.rest = before;
                break;
            }
            items.push(self.value()?);
        }
        let value = match (items.pop(), items.is_empty()) {
            (Some(only), true) => only,
            (last, _) => Node::List(items.into_iter().chain(last).collect()),
        };
        Ok((key, value))
    }

    /// Whether what follows, up to the next comma, has an equals sign outside of quotation marks.
    fn at_key(&self) -> bool {
        if self.rest.starts_with(['"', '\'']) {
            return false;
        }
        let end = self.rest.find(',').unwrap_or(self.rest.len());
        self.rest[..end].contains('=')
    }

    fn value(&mut self) -> Result<Node, String> {
        self.blanks();
        if self.taken('[') {
            let mut items = Vec::new();
            while !self.taken(']') {
                items.push(self.value()?);
                if !self.comma() && !self.rest.starts_with(']') {
                    return Err("a list has no `]`".to_owned());
                }
            }
            return Ok(Node::List(items));
        }
        if self.taken('{') {
            let mut entries = Vec::new();
            while !self.taken('}') {
                entries.push(self.entry(false)?);
                if !self.comma() && !self.rest.starts_with('}') {
                    return Err("an object has no `}`".to_owned());
                }
            }
            return Ok(Node::Entries(entries));
        }
        self.text().map(Node::Text)
    }

    fn text(&mut self) -> Result<String, String> {
        let quote = self.rest.chars().next().filter(|c| ['"', '\''].contains(c));
        let mut text = String::new();
        let mut chars = self.rest.char_indices().skip(usize::from(quote.is_some()));
        while let Some((at, c)) = chars.next() {
            let next = self.rest[at + c.len_utf8()..].chars().next();
            match (c, quote) {
                ('\\', Some(quote)) if next == Some(quote) => {
                    text.extend(chars.next().map(|c| c.1))
                }
                ('\\', None) if next == Some(',') => text.extend(chars.next().map(|c| c.1)),
                (c, Some(quote)) if c == quote => {
                    self.rest = &self.rest[at + 1..];
                    return Ok(text);
                }
                (',' | ']' | '}', None) => {
                    self.rest = &self.rest[at..];
                    return Ok(text.trim_end().to_owned());
                }
                (c, _) => text.push(c),
            }
        }
        if let Some(quote) = quote {
            return Err(format!("a text has no second {quote}"));
        }
        self.rest = "";
        Ok(text.trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As JSON, which is shorter to compare.
    fn json(node: &Node) -> serde_json::Value {
        match node {
            Node::Text(text) => text.as_str().into(),
            Node::List(items) => items.iter().map(json).collect(),
            Node::Entries(entries) => entries.iter().map(|(k, v)| (k.clone(), json(v))).collect(),
        }
    }

    #[test]
    fn values_and_their_lists() {
        for (text, expected) in [
            ("a=b", r#"{"a":"b"}"#),
            ("a=b,c=d", r#"{"a":"b","c":"d"}"#),
            ("a=b,c,d=e", r#"{"a":["b","c"],"d":"e"}"#),
            (
                "a=x=y,b=https://h/p?q=1",
                r#"{"a":"x=y","b":"https://h/p?q=1"}"#,
            ),
            (
                "a=[b, c],d={e=f,g=[h]}",
                r#"{"a":["b","c"],"d":{"e":"f","g":["h"]}}"#,
            ),
            (r#"a="b,c",d='e'"#, r#"{"a":"b,c","d":"e"}"#),
            (r"a=b\,c", r#"{"a":"b,c"}"#),
            ("a=,b=c", r#"{"a":"","b":"c"}"#),
            ("a=[],b={}", r#"{"a":[],"b":{}}"#),
            ("a=b,", r#"{"a":"b"}"#),
            ("a=b,\"c=d\"", r#"{"a":["b","c=d"]}"#),
            ("a=[{b=c},{b=d}]", r#"{"a":[{"b":"c"},{"b":"d"}]}"#),
        ] {
            let node = parse(text).unwrap();
            assert_eq!(json(&node).to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_shorthand_is_refused() {
        for text in [
            "",
            "a",
            "=b",
            "a=[b",
            "a={b=c",
            "a=\"b",
            "a=b]",
            "a={b}",
            "a=[b c=d]x",
            "ä=b",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
