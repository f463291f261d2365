//! Reads commands of the AWS CLI: a shell's words, then options, then the members of an input.

use serde_json::{Value, json};
use shapewright_codegen::model::{Model, ShapeKind, Simple};

use super::models;

/// A command as its options; each has the words up to the next one.
#[derive(Debug)]
pub(crate) struct Command {
    /// The service as the CLI calls it.
    pub(crate) service: String,
    /// The operation as the CLI calls it.
    pub(crate) operation: String,
    /// The options with their values.
    pub(crate) options: Vec<(String, Vec<String>)>,
}

/// The commands of a text, each as its words: as POSIX shells read them, as far as examples go.
///
/// A line is a command; a backslash continues it at its end and keeps the next character elsewhere;
/// double quotation marks keep blanks. Nothing is substituted.
pub(crate) fn shell(text: &str) -> Vec<Vec<String>> {
    let mut commands = vec![Vec::new()];
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('\n') | None => {}
                Some(kept) => word.get_or_insert_default().push(kept),
            },
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' | '\n' if !quoted => {
                if let (Some(word), Some(command)) = (word.take(), commands.last_mut()) {
                    command.push(word);
                }
                if c == '\n' {
                    commands.push(Vec::new());
                }
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    if let (Some(word), Some(command)) = (word, commands.last_mut()) {
        command.push(word);
    }
    commands.retain(|command| !command.is_empty());
    commands
}

impl Command {
    /// Reads a command's words; a prompt before them is passed over.
    pub(crate) fn parse(words: &[String]) -> Result<Self, String> {
        let words = words.strip_prefix(&["$".to_owned()]).unwrap_or(words);
        let [aws, service, operation, rest @ ..] = words else {
            return Err(format!("no command of the AWS CLI: {words:?}"));
        };
        if aws != "aws" {
            return Err(format!("no command of the AWS CLI: {words:?}"));
        }
        let mut options: Vec<(String, Vec<String>)> = Vec::new();
        for word in rest {
            match (word.strip_prefix("--"), options.last_mut()) {
                (Some(option), _) => options.push((option.to_owned(), Vec::new())),
                (None, Some((_, values))) => values.push(word.clone()),
                (None, None) => return Err(format!("{word:?} belongs to no option")),
            }
        }
        Ok(Self {
            service: service.clone(),
            operation: operation.clone(),
            options,
        })
    }

    /// The operation's name in the model.
    pub(crate) fn operation(&self, model: &Model) -> Result<String, String> {
        let mut names = model.shapes().filter_map(|shape| match shape.kind {
            ShapeKind::Operation(_) => Some(shape.id.name()),
            _ => None,
        });
        names
            .find(|name| kebab(name) == self.operation)
            .map(str::to_owned)
            .ok_or_else(|| format!("{} has no operation {}", self.service, self.operation))
    }

    /// The input as `--cli-input-json` would have it.
    pub(crate) fn input(&self, model: &Model) -> Result<Value, String> {
        let name = self.operation(model)?;
        let members = models::input(model, models::operation(model, &name).1);
        let mut input = serde_json::Map::new();
        for (option, values) in &self.options {
            let member = members
                .iter()
                .find(|member| kebab(member.name()) == *option)
                .ok_or_else(|| format!("{} has no option --{option}", self.operation))?;
            let value = match model.target(member).map(|target| &target.kind) {
                Some(ShapeKind::List(_)) => json!(values),
                Some(ShapeKind::Simple(Simple::String)) => match &values[..] {
                    [value] => json!(value),
                    [] => return Err(format!("--{option} has no value")),
                    _ => return Err(format!("--{option} takes one value, it has {values:?}")),
                },
                _ => return Err(format!("--{option}: no example needs such values yet")),
            };
            input.insert(member.name().to_owned(), value);
        }
        Ok(Value::Object(input))
    }
}

/// `VpcLinkId` as the CLI spells it, `vpc-link-id`.
fn kebab(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}
