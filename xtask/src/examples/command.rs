//! A command of the AWS CLI as the input of its operation.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use shapewright_codegen::examples::{json, operation, written_to_a_file};
use shapewright_codegen::model::{Member, Model, ShapeKind, Simple};

use super::names::cli;
use super::typed;

/// Options of every command, and whether they have a value (the CLI's reference, "Global options", and its options
/// for pagination).
const GLOBAL: [(&str, bool); 22] = [
    ("debug", false),
    ("endpoint-url", true),
    ("no-verify-ssl", false),
    ("no-paginate", false),
    ("output", true),
    ("query", true),
    ("profile", true),
    ("region", true),
    ("version", false),
    ("color", true),
    ("no-sign-request", false),
    ("ca-bundle", true),
    ("cli-read-timeout", true),
    ("cli-connect-timeout", true),
    ("cli-binary-format", true),
    ("no-cli-pager", false),
    ("cli-auto-prompt", false),
    ("no-cli-auto-prompt", false),
    ("generate-cli-skeleton", true),
    ("max-items", true),
    ("page-size", true),
    ("starting-token", true),
];

/// What a command says.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The operation's name in the model.
    pub(super) operation: Option<String>,
    /// The parameters, unless there are none to be had.
    pub(super) input: Option<Map<String, Value>>,
    /// What cannot be read, a sentence each.
    pub(super) unread: Vec<String>,
}

/// Reads the words of a command of a service, as the CLI calls it; `files` are the files that it names, by name.
pub(super) fn read(
    model: &Model,
    service: &str,
    words: &[String],
    files: &BTreeMap<String, String>,
) -> Reading {
    let mut reading = Reading::default();
    let words = words.strip_prefix(&["$".to_owned()]).unwrap_or(words);
    let [aws, of, name, rest @ ..] = words else {
        let why = "this is no command of the AWS CLI".to_owned();
        reading.unread.push(why);
        return reading;
    };
    if aws != "aws" || of != service {
        let why = format!("`{aws} {of}` is no command of {service}");
        reading.unread.push(why);
        return reading;
    }
    let mut operations = model
        .shapes()
        .filter(|shape| matches!(shape.kind, ShapeKind::Operation(_)));
    let found = operations.find(|shape| cli(shape.id.name()) == *name);
    let Some((shape, operation)) = found.and_then(|shape| operation(model, shape.id.name())) else {
        let why = format!("the model has no operation that the CLI calls `{name}`");
        reading.unread.push(why);
        return reading;
    };
    reading.operation = Some(shape.id.name().to_owned());
    let mut options = Options {
        model,
        members: operation
            .input
            .iter()
            .flat_map(|id| model.members(id))
            .collect(),
        files,
        base: Map::new(),
        input: Map::new(),
        unread: Vec::new(),
    };
    let output = operation.output.as_ref();
    let writes_a_file = output.is_some_and(|id| written_to_a_file(model, id));
    for (name, words) in options.split(rest, writes_a_file) {
        if let Err(why) = options.set(&name, &words) {
            options.unread.push(format!("--{name}: {why}"));
        }
    }
    // What stands in the command counts more than what stands in a file.
    let mut input = options.base;
    for (name, value) in options.input {
        input.insert(name, value);
    }
    reading.input = Some(input);
    reading.unread = options.unread;
    reading
}

struct Options<'a> {
    model: &'a Model,
    members: Vec<&'a Member>,
    files: &'a BTreeMap<String, String>,
    /// What `--cli-input-json` says.
    base: Map<String, Value>,
    input: Map<String, Value>,
    unread: Vec<String>,
}

impl<'a> Options<'a> {
    /// The options with their words.
    fn split(&mut self, words: &[String], writes_a_file: bool) -> Vec<(String, Vec<String>)> {
        let mut options: Vec<(String, Vec<String>)> = Vec::new();
        for word in words {
            if let Some(option) = word.strip_prefix("--") {
                let (name, value) = match option.split_once('=') {
                    Some((name, value)) => (name, vec![value.to_owned()]),
                    None => (option, Vec::new()),
                };
                options.push((name.to_owned(), value));
            } else if let Some((_, values)) = options.last_mut() {
                values.push(word.clone());
            } else if !writes_a_file {
                self.unread.push(format!("`{word}` belongs to no option"));
            }
        }
        // The file's name follows the last option's own value.
        if writes_a_file
            && let Some((name, values)) = options.last_mut()
            && values.len() > usize::from(!self.is_flag(name))
        {
            values.pop();
        }
        options
    }

    fn member(&self, name: &str) -> Option<&'a Member> {
        let mut members = self.members.iter().copied();
        members.find(|member| cli(member.name()) == name)
    }

    /// Whether it is an option without a value.
    fn is_flag(&self, name: &str) -> bool {
        let negated = name.strip_prefix("no-").and_then(|name| self.member(name));
        let member = self.member(name).or(negated);
        member.is_some_and(|member| self.is_boolean(member))
    }

    fn set(&mut self, name: &str, words: &[String]) -> Result<(), String> {
        let words = self.contents(words)?;
        if name == "cli-input-json" {
            let [text] = words.as_slice() else {
                return Err("it takes one value".to_owned());
            };
            let value = json::value(text).map_err(|why| format!("it is not JSON: {why}"))?;
            let Value::Object(value) = value else {
                return Err("it is not a JSON object".to_owned());
            };
            self.base = value;
            return Ok(());
        }
        if let Some(member) = self.member(name) {
            let value = match (self.is_boolean(member), words.as_slice()) {
                (true, []) => Value::Bool(true),
                (true, words) => return Err(format!("it takes no value, not {words:?}")),
                (false, words) => self.value(member, words)?,
            };
            self.input.insert(member.name().to_owned(), value);
            return Ok(());
        }
        if let Some(member) = name.strip_prefix("no-").and_then(|it| self.member(it))
            && self.is_boolean(member)
            && words.is_empty()
        {
            self.input
                .insert(member.name().to_owned(), Value::Bool(false));
            return Ok(());
        }
        match GLOBAL.iter().find(|(global, _)| *global == name) {
            Some((_, true)) if words.len() != 1 => Err("it takes one value".to_owned()),
            Some((_, false)) if !words.is_empty() => Err("it takes no value".to_owned()),
            Some(_) => Ok(()),
            None => Err("the operation has no such option".to_owned()),
        }
    }

    fn is_boolean(&self, member: &Member) -> bool {
        let target = self.model.target(member).map(|target| &target.kind);
        target == Some(&ShapeKind::Simple(Simple::Boolean))
    }

    /// Words with the content of the files that they name.
    fn contents(&self, words: &[String]) -> Result<Vec<String>, String> {
        let words = words.iter();
        words
            .map(|word| {
                let file = word.strip_prefix("file://");
                match file.or_else(|| word.strip_prefix("fileb://")) {
                    None => Ok(word.clone()),
                    Some(name) => match self.files.get(name) {
                        Some(text) => Ok(text.clone()),
                        None => Err(format!("the document does not show the file `{name}`")),
                    },
                }
            })
            .collect()
    }

    /// Inside of single quotation marks a shell keeps the backslashes that documents put at the ends of lines: told,
    /// and read as it was meant.
    fn value(&mut self, member: &Member, words: &[String]) -> Result<Value, String> {
        let value = typed::option(self.model, member, words);
        let meant: Vec<String> = words
            .iter()
            .map(|word| word.replace("\\\n", "\n"))
            .collect();
        match value {
            Err(why) if meant != words => {
                let value = typed::option(self.model, member, &meant)?;
                self.unread.push(format!(
                    "--{}: {why}: a shell keeps backslashes inside of single quotation marks",
                    cli(member.name())
                ));
                Ok(value)
            }
            value => value,
        }
    }
}
