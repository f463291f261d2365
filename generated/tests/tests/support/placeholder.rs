//! Reads the Request and Response Syntax of API pages: JSON-like text in which placeholders stand for
//! values, in the form of the API references and in that of boto3.

/// What a page says of a value.
#[derive(Debug, PartialEq)]
pub(crate) enum Syntax {
    /// `"string"`.
    Text,
    /// `'ACTIVE'|'INACTIVE'`.
    Values(Vec<String>),
    /// `number`, which the API references also write for timestamps.
    Number,
    /// `123`.
    Integer,
    /// `boolean` or `True|False`.
    Boolean,
    /// `datetime(2015, 1, 1)`.
    Datetime,
    /// `[ … ]`.
    List(Box<Syntax>),
    /// `{ "string": … }`.
    Map(Box<Syntax>),
    /// `{ "Name": … }`.
    Members(Vec<(String, Syntax)>),
}

/// Reads a value, or a call such as `client.create(Name='string')` as its members.
pub(crate) fn parse(text: &str) -> Syntax {
    // A call's arguments are members with `=` for the colon.
    let call = text.split_once('(').filter(|(head, _)| !head.contains('{'));
    let mut reader = Reader {
        rest: call.map_or(text, |(_, arguments)| arguments),
    };
    let syntax = match call {
        Some(_) => reader.members(')'),
        None => reader.value(),
    };
    assert_eq!(reader.rest.trim(), "", "text after the syntax");
    syntax
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Passes a character, after whitespace, if it is there.
    fn take(&mut self, c: char) -> bool {
        match self.rest.trim_start().strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// The text in quotation marks of either kind; pages put line breaks before the closing one.
    fn quoted(&mut self) -> Option<String> {
        let quote = ['"', '\''].into_iter().find(|quote| self.take(*quote))?;
        let (text, rest) = self.rest.split_once(quote).expect("a closing mark");
        self.rest = rest;
        Some(text.trim().to_owned())
    }

    /// A word such as `number`.
    fn word(&mut self) -> String {
        let text = self.rest.trim_start();
        let end = text.find(|c: char| !c.is_ascii_alphanumeric());
        let (word, rest) = text.split_at(end.unwrap_or(text.len()));
        self.rest = rest;
        word.to_owned()
    }

    fn value(&mut self) -> Syntax {
        if self.take('{') {
            return self.members('}');
        }
        if self.take('[') {
            let item = self.value();
            self.take(',');
            assert!(self.take(']'), "the end of a list: {}", self.rest);
            return Syntax::List(Box::new(item));
        }
        if let Some(text) = self.quoted() {
            return self.text(text);
        }
        match self.word().as_str() {
            "number" => Syntax::Number,
            "boolean" => Syntax::Boolean,
            "123" => Syntax::Integer,
            "True" => {
                assert!(self.take('|') && self.word() == "False");
                Syntax::Boolean
            }
            "datetime" => {
                let (_, rest) = self.rest.split_once(')').expect("a closing bracket");
                self.rest = rest;
                Syntax::Datetime
            }
            other => panic!("no placeholder: {other:?} before {:?}", self.rest),
        }
    }

    fn text(&mut self, first: String) -> Syntax {
        let mut values = vec![first];
        while self.take('|') {
            values.push(self.quoted().expect("a value"));
        }
        if values == ["string"] {
            Syntax::Text
        } else {
            Syntax::Values(values)
        }
    }

    fn members(&mut self, end: char) -> Syntax {
        let mut members = Vec::new();
        while !self.take(end) {
            let name = self.quoted().unwrap_or_else(|| self.word());
            assert!(
                self.take(':') || self.take('='),
                "after {name}: {}",
                self.rest
            );
            members.push((name, self.value()));
            self.take(',');
        }
        match &members[..] {
            [(name, _)] if name == "string" => Syntax::Map(Box::new(members.remove(0).1)),
            _ => Syntax::Members(members),
        }
    }
}
