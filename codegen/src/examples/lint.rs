//! Everything that is wrong with an example: its command, its parameters, its output.

use serde_json::Value;

use crate::model::traits::Binding;
use crate::model::{Model, Operation, Shape, ShapeId, ShapeKind, Simple};

use super::checker::{Checker, Form};
use super::corpus::Example;
use super::finding::{Finding, Kind, Part};
use super::json;

/// Looks at examples of one model's operations.
#[derive(Debug)]
pub struct Linter<'a> {
    model: &'a Model,
    checker: Checker<'a>,
}

/// The operation with this name and its shape.
#[must_use]
pub fn operation<'a>(model: &'a Model, name: &str) -> Option<(&'a Shape, &'a Operation)> {
    model.shapes().find_map(|shape| match &shape.kind {
        ShapeKind::Operation(operation) if shape.id.name() == name => Some((shape, operation)),
        _ => None,
    })
}

impl<'a> Linter<'a> {
    /// For a model that loaded without errors.
    #[must_use]
    pub fn new(model: &'a Model) -> Self {
        Self {
            model,
            checker: Checker::new(model),
        }
    }

    /// The findings of an example, in the order of its parts.
    pub fn example(&mut self, operation: &Operation, example: &Example) -> Vec<Finding> {
        let unread = example.unread.iter();
        let mut findings: Vec<Finding> = unread
            .map(|unread| Finding::unreadable(&unread.why))
            .collect();
        if let Some(input) = &example.input {
            let input = Value::Object(input.clone());
            let complete = findings.is_empty();
            findings.extend(self.parameters(operation, &input, complete));
        }
        let output = operation.output.as_ref();
        match (&example.output, &example.output_text) {
            (Some(shown), _) => {
                findings.extend(self.value(output, shown, Part::Output, Form::File));
            }
            (None, Some(text)) => {
                findings.extend(self.text(output, text, Part::Output, Form::File));
            }
            (None, None) => findings.extend(self.silent(operation, example.no_output)),
        }
        findings
    }

    /// The findings of an operation's parameters. Where not all of a command could be read, they may lack something that
    /// the command has.
    pub fn parameters(
        &mut self,
        operation: &Operation,
        input: &Value,
        complete: bool,
    ) -> Vec<Finding> {
        let shape = operation.input.as_ref();
        let mut findings = self.value(shape, input, Part::Input, Form::File);
        findings.retain(|finding| complete || finding.kind != Kind::MissingRequired);
        findings
    }

    /// The findings of a JSON text.
    pub fn text(
        &mut self,
        shape: Option<&ShapeId>,
        text: &str,
        part: Part,
        form: Form,
    ) -> Vec<Finding> {
        let (value, mistakes) = json::read(text);
        let mut findings: Vec<Finding> = mistakes
            .into_iter()
            .map(|mistake| Finding {
                part,
                pointer: String::new(),
                kind: Kind::Syntax,
                message: format!(
                    "in its line {}, column {}: {}",
                    mistake.line, mistake.column, mistake.message
                ),
                model: String::new(),
                shape: String::new(),
                hint: None,
            })
            .collect();
        if let Some((value, repeated)) = value {
            findings.extend(repeated.into_iter().map(|pointer| Finding {
                part,
                pointer,
                kind: Kind::RepeatedName,
                message: "the name is there twice".to_owned(),
                model: String::new(),
                shape: String::new(),
                hint: None,
            }));
            findings.extend(self.value(shape, &value, part, form));
        }
        findings
    }

    /// The findings of a value.
    pub fn value(
        &mut self,
        shape: Option<&ShapeId>,
        value: &Value,
        part: Part,
        form: Form,
    ) -> Vec<Finding> {
        self.checker.check(shape, value, part, form)
    }

    /// Whether an operation prints something, where a document shows nothing.
    fn silent(&self, operation: &Operation, told: bool) -> Option<Finding> {
        let output = operation.output.as_ref();
        let prints = output.filter(|id| {
            self.model.members(id).next().is_some() && !written_to_a_file(self.model, id)
        });
        let (message, model, shape) = match (told, prints) {
            (true, Some(id)) => {
                let members = self.model.members(id).map(|it| it.name());
                let members: Vec<&str> = members.collect();
                let message = "the document says that there is no output";
                (message, members.join(", "), id.to_string())
            }
            (false, Some(id)) => ("no output is shown", String::new(), id.to_string()),
            (_, None) => return None,
        };
        Some(Finding {
            part: Part::Output,
            pointer: String::new(),
            kind: Kind::OutputPresence,
            message: message.to_owned(),
            model: match model.is_empty() {
                true => "there is an output".to_owned(),
                false => format!("the output has {model}"),
            },
            shape,
            hint: None,
        })
    }
}

/// Whether an output is a blob that is the whole body: the CLI writes it to the file that its last word names.
#[must_use]
pub fn written_to_a_file(model: &Model, output: &ShapeId) -> bool {
    model.members(output).any(|member| {
        member.traits.binding == Some(Binding::Payload)
            && model
                .target(member)
                .is_some_and(|target| target.kind == ShapeKind::Simple(Simple::Blob))
    })
}
