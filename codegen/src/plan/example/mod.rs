//! Documented examples as code in the documentation of their operations: the input, the request that is made of it, and
//! the answer that the document shows. · Reads the finished plan, adds lines of documentation. · Only examples that the
//! lint finds nothing in are shown; cargo compiles and runs them as tests.

mod answer;
mod layout;
mod request;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::examples::corpus::{Document, Example};
use crate::examples::{Linter, wire};
use crate::model::traits::Binding;
use crate::model::{Model, Operation};

use super::{CratePlan, ItemPlan, OperationPlan, Protocol, StructPlan};

use value::{Writer, raw};

/// Lines that a reader should have to look at; a body that does not fit is hidden.
const MAX_VISIBLE: usize = 26;
/// Lines of a body that are always shown.
const MIN_BODY: usize = 4;

/// Members that are named of an example.
const MAX_MEMBERS: usize = 4;

/// Examples of one operation.
struct Shown<'a> {
    /// The name of the document's file.
    document: &'a str,
    /// Its number in the document, from 1.
    number: usize,
    example: &'a Example,
}

/// Adds the clean examples to the documentation of their operations.
pub(crate) fn show(
    plan: &mut CratePlan,
    model: &Model,
    documents: &[Document],
    origin: &str,
    package: &str,
) {
    let mut linter = Linter::new(model);
    let mut added = Vec::new();
    let mut count = 0;
    for (module, item) in places(plan) {
        let ItemPlan::Operation(operation, input) = &plan.modules[module].items[item] else {
            continue;
        };
        let Some(modelled) = model.operation(&operation.shape) else {
            continue;
        };
        let clean = clean(&mut linter, modelled, operation, documents);
        let printer = Printer {
            plan,
            model,
            package,
            operation,
            modelled,
            input,
        };
        let (lines, shown) = printer.section(&clean, origin);
        added.push((module, item, lines));
        count += shown;
    }
    for (module, item, lines) in added {
        if let ItemPlan::Operation(operation, _) = &mut plan.modules[module].items[item] {
            operation.docs.extend(lines);
        }
    }
    plan.examples = count;
}

/// The index of each item and its module.
fn places(plan: &CratePlan) -> Vec<(usize, usize)> {
    let modules = plan.modules.iter().enumerate();
    let places =
        modules.flat_map(|(index, module)| (0..module.items.len()).map(move |item| (index, item)));
    places.collect()
}

fn clean<'a>(
    linter: &mut Linter<'_>,
    modelled: &Operation,
    operation: &OperationPlan,
    documents: &'a [Document],
) -> Vec<Shown<'a>> {
    let mut found = Vec::new();
    for document in documents {
        if document.operation.as_deref() != Some(operation.shape.name()) {
            continue;
        }
        for (index, example) in document.examples.iter().enumerate() {
            if example.input.is_some() && linter.example(modelled, example).is_empty() {
                found.push(Shown {
                    document: document.source.rsplit('/').next().unwrap_or_default(),
                    number: index + 1,
                    example,
                });
            }
        }
    }
    found
}

/// Prints the examples of one operation.
struct Printer<'a> {
    plan: &'a CratePlan,
    model: &'a Model,
    package: &'a str,
    operation: &'a OperationPlan,
    modelled: &'a Operation,
    input: &'a StructPlan,
}

/// A line of code, and whether readers see it.
struct Line(bool, String);

impl Printer<'_> {
    /// The lines of documentation, and how many examples are in them.
    fn section(&self, examples: &[Shown<'_>], origin: &str) -> (Vec<String>, usize) {
        let mut blocks = Vec::new();
        for shown in examples {
            let first = blocks.is_empty();
            if let Some(code) = self.code(shown.example, first) {
                blocks.push((shown, code));
            }
        }
        let count = blocks.len();
        let mut lines = Vec::new();
        for (index, (shown, code)) in blocks.into_iter().enumerate() {
            if index == 0 {
                let title = if count == 1 {
                    "# Example"
                } else {
                    "# Examples"
                };
                lines.extend([String::new(), title.to_owned()]);
            } else {
                lines.push(String::new());
            }
            let mut source = format!("`{}`, example {}", name(shown.document), shown.number);
            if !origin.is_empty() {
                source = format!("{}, {source}", name(origin));
            }
            let differs = self.differs(shown.example, examples);
            lines.push(format!("From {source}{differs}:"));
            lines.push("```".to_owned());
            lines.extend(code.into_iter().map(|Line(visible, text)| match visible {
                true => text,
                false => format!("# {text}"),
            }));
            lines.push("```".to_owned());
        }
        (lines, count)
    }

    /// What is set here and not in each of an operation's examples.
    fn differs(&self, example: &Example, all: &[Shown<'_>]) -> String {
        let value = |example: &Example, member: &str| {
            let input = example.input.as_ref()?;
            input.get(member).filter(|value| !value.is_null()).cloned()
        };
        let mut words = Vec::new();
        for field in &self.input.fields {
            let Some(own) = value(example, &field.member) else {
                continue;
            };
            let others = || all.iter().map(|it| value(it.example, &field.member));
            let member = field.name.as_str();
            if others().any(|other| other.is_none()) {
                words.push(format!("`{member}`"));
            } else if let (super::TypeKind::Enum(_), Value::String(text)) = (&field.ty.kind, &own)
                && others().any(|other| other.as_ref() != Some(&own))
            {
                words.push(format!("`{member}` {}", name(text)));
            }
        }
        if words.len() > MAX_MEMBERS {
            let more = words.split_off(MAX_MEMBERS - 1).len();
            words.push(format!("{more} more"));
        }
        match words.split_last() {
            None => String::new(),
            Some((last, [])) => format!(", with {last}"),
            Some((last, before)) => format!(", with {} and {last}", before.join(", ")),
        }
    }

    /// The code of one example; None where a value of it cannot be written in Rust. Later ones repeat no imports.
    fn code(&self, example: &Example, first: bool) -> Option<Vec<Line>> {
        let mut writer = Writer::new(self.plan, self.package);
        let input = example.input.as_ref()?;
        let operation = self.operation.name.to_source();
        let value = writer.structure(self.input, input)?;
        let endpoint = writer.runtime("Endpoint");

        let shown = |text: &str| Line(true, text.to_owned());
        let hidden = |text: &str| Line(false, text.to_owned());
        let mut lines: Vec<Line> = Vec::new();
        let built = value.statement("let input = ");
        lines.extend(built.iter().map(|it| shown(it)));
        lines.push(shown("input.validate()?;"));
        let host = self.plan.service.endpoint_prefix.as_deref();
        let host = host.map_or("example.com".to_owned(), |prefix| {
            format!("{prefix}.us-east-1.amazonaws.com")
        });
        let address = format!("let endpoint: {endpoint} = \"https://{host}\".parse()?;");
        lines.push(Line(first, address));
        // Without the feature there is no `request`, only `request_with`.
        lines.push(hidden("#[cfg(feature = \"tokens\")] {"));
        let request = format!("let request = {operation}::request(&input, &endpoint)?;");
        lines.push(shown(&request));
        for code in request::assertions(&writer, self.operation, self.input, input, first) {
            lines.extend(code.statement("").iter().map(|it| shown(it)));
        }
        lines.push(hidden("}"));

        let answer = self.answer(&mut writer, &operation, example);
        let imports = self.imports(&writer).into_iter();
        let mut all: Vec<Line> = imports.map(|it| Line(first, it)).collect();
        all.extend(first.then(|| shown("")));
        all.extend(lines);
        let visible = all.iter().filter(|line| line.0).count();
        all.extend(answer.into_iter().flat_map(|answer| answer.lines(visible)));
        all.push(hidden(&format!(
            "Ok::<(), {}<dyn std::error::Error>>(())",
            writer.boxes()
        )));
        Some(all)
    }

    /// The `use` lines.
    fn imports(&self, writer: &Writer<'_>) -> Vec<String> {
        let mut runtime: BTreeSet<String> = writer.values.clone();
        for name in ["Operation", "Validate"] {
            // A type of that name does not keep the trait from being used.
            let taken = self.plan.type_names.contains(name);
            runtime.insert(if taken {
                format!("{name} as _")
            } else {
                name.to_owned()
            });
        }
        let runtime: Vec<String> = runtime.into_iter().collect();
        // The names of the crate's types would be more to read than they tell.
        vec![
            format!("use {}::runtime::{{{}}};", self.package, runtime.join(", ")),
            format!("use {}::*;", self.package),
        ]
    }

    /// What the document shows as output, or that there is none.
    fn answer(
        &self,
        writer: &mut Writer<'_>,
        operation: &str,
        example: &Example,
    ) -> Option<Answer> {
        let plan = writer.structure_plan(&self.operation.output)?;
        let empty = Map::new();
        let shown = match &example.output {
            Some(Value::Object(shown)) => shown,
            // A blob that the CLI writes to a file, of which nothing is known.
            None if plan.fields.is_empty() => &empty,
            _ => return None,
        };
        // Headers and the status are not in the body.
        let elsewhere = |binding: &Binding| *binding != Binding::Payload;
        let mut bound = plan.fields.iter().filter(|field| {
            field.response_binding().is_some_and(elsewhere) && shown.contains_key(&field.member)
        });
        if bound.next().is_some() {
            return None;
        }
        let body = match &self.modelled.output {
            Some(id) if !plan.fields.is_empty() => {
                let names = wire::json_names(self.model);
                let shown = Value::Object(shown.clone());
                Some(wire::body(self.model, id, &shown, names)?)
            }
            _ => None,
        };
        let input = example.input.as_ref().unwrap_or(&empty);
        let looks = answer::assertions(writer, plan, shown, input);
        Some(Answer {
            body,
            is_rest: self.plan.service.protocol == Protocol::RestJson1,
            status: self.status(),
            operation: operation.to_owned(),
            assertions: looks.iter().flat_map(|code| code.statement("")).collect(),
        })
    }

    /// The status of success.
    fn status(&self) -> u16 {
        let shape = self.model.get(&self.operation.shape);
        let http = shape.and_then(|shape| shape.traits.http.as_ref());
        match self.plan.service.protocol {
            Protocol::RestJson1 => http.map_or(200, |http| http.code),
            Protocol::AwsJson { .. } => 200,
        }
    }
}

/// A name as it may stand in Markdown: only characters that mean nothing there.
fn name(text: &str) -> String {
    let keep = |char: char| char.is_alphanumeric() || " -._+".contains(char);
    text.chars()
        .map(|char| if keep(char) { char } else { '_' })
        .collect()
}

/// The answer of an example.
struct Answer {
    /// None where there is nothing to read.
    body: Option<Value>,
    is_rest: bool,
    status: u16,
    operation: String,
    assertions: Vec<String>,
}

impl Answer {
    /// The lines, after so many others that readers see.
    fn lines(&self, visible: usize) -> Vec<Line> {
        let mut lines = vec![Line(true, String::new())];
        let response = |body: &str| match self.status {
            200 => format!("let response = http::Response::new({body});"),
            status => {
                format!("let response = http::Response::builder().status({status}).body({body})?;")
            }
        };
        let reads = format!("{}::response(&response)?", self.operation);
        let Some(body) = &self.body else {
            let body = if self.is_rest { "\"\"" } else { "\"{}\"" };
            lines.push(Line(true, "// The answer has no members.".to_owned()));
            lines.extend([response(body), format!("{reads};")].map(|it| Line(true, it)));
            return lines;
        };
        let text = answer::json(body);
        // A blank line, a comment, the response and its reading.
        let others = visible + 4 + self.assertions.len();
        let room = MAX_VISIBLE.saturating_sub(others).max(MIN_BODY);
        if text.lines().count() <= room {
            let comment = "// The output that the document shows, as it travels:";
            lines.push(Line(true, comment.to_owned()));
            let text = format!("let body = {};", raw(&text));
            lines.extend(text.lines().map(|it| Line(true, it.to_owned())));
        } else {
            lines.push(Line(
                false,
                format!("let body = {};", raw(&answer::compact(body))),
            ));
            let comment = "// `body` is the output that the document shows, as it travels.";
            lines.push(Line(true, comment.to_owned()));
        }
        lines.push(Line(true, response("body")));
        lines.push(Line(true, format!("let output = {reads}.output;")));
        lines.extend(self.assertions.iter().map(|it| Line(true, it.clone())));
        lines
    }
}
