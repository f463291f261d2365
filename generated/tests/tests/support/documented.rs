//! Documented examples with the types of generated crates.

use std::fmt::Debug;
use std::path::Path;

use serde_json::{Value, json};
use shapewright_codegen::examples::corpus::{Document, Example};
use shapewright_codegen::examples::{Finding, Linter, Part, wire};
use shapewright_codegen::model::{Model, Operation as Modelled, ShapeId};
use shapewright_runtime::codegen::Shape;
use shapewright_runtime::{Blank, FixedToken, Operation, Validate, file};

use super::agree::{agree_on, changed};
use super::models;
use super::report::Report;

const ENDPOINT: &str = "https://service.us-east-1.amazonaws.com";

/// An example and what is known of it.
pub(crate) struct Case<'a, 'm> {
    /// Service, document and number, as its snapshot is called.
    pub(crate) name: String,
    pub(crate) model: &'m Model,
    pub(crate) operation: &'m Modelled,
    pub(crate) example: &'a Example,
    pub(crate) findings: Vec<Finding>,
    pub(crate) linter: &'a mut Linter<'m>,
}

/// An operation without its types.
pub(crate) struct Entry {
    /// Its name.
    pub(crate) name: &'static str,
    /// Makes the example's snapshot.
    pub(crate) snapshot: fn(&Case<'_, '_>),
    /// Compares the lint with the typed reader, for the example and for it with one place of it changed; how many
    /// values were compared.
    pub(crate) agree: fn(&mut Case<'_, '_>) -> usize,
}

impl Entry {
    pub(crate) const fn of<O>() -> Self
    where
        O: Operation,
        O::Input: Shape + Blank + Validate + Debug,
        O::Output: Shape + Blank + Validate + Debug + PartialEq,
    {
        Self {
            name: O::INFO.name,
            snapshot: snapshot::<O>,
            agree: agree::<O>,
        }
    }
}

/// The documents of a service with their files' names, without extension.
pub(crate) fn documents(service: &str) -> Vec<(String, Document)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let entries = std::fs::read_dir(folder.join(service).join("examples")).unwrap();
    let mut documents: Vec<(String, Document)> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (stem, serde_json::from_str(&text).unwrap())
        })
        .collect();
    documents.sort_by(|a, b| a.0.cmp(&b.0));
    documents
}

fn snapshot<O>(case: &Case<'_, '_>)
where
    O: Operation,
    O::Input: Shape + Blank + Validate + Debug,
    O::Output: Shape + Blank + Validate + Debug + PartialEq,
{
    let mut report = Report::default();
    report.part("command", case.example.command.join(" "));
    if case.findings.is_empty() {
        clean_input::<O>(case, &mut report);
        clean_output::<O>(case, &mut report);
    } else {
        let lines: Vec<String> = case.findings.iter().map(ToString::to_string).collect();
        report.part("findings", lines.join("\n"));
    }
    report.check_in("../snapshots/documented", &case.name);
}

/// The value, and the request that it makes: its body is what the model alone makes of the example.
fn clean_input<O>(case: &Case<'_, '_>, report: &mut Report)
where
    O: Operation,
    O::Input: Shape + Blank + Validate + Debug,
{
    let shown = Value::Object(case.example.input.clone().unwrap());
    let name = format!("{}Input", O::INFO.name);
    let input = report.file::<O::Input>(&name, &shown.to_string()).unwrap();
    report.request::<O>(&input, ENDPOINT);

    let token = "00000000-0000-4000-8000-000000000000";
    let mut tokens = FixedToken(token.to_owned());
    let request = O::request_with(&input, &ENDPOINT.parse().unwrap(), &mut tokens).unwrap();
    let sent = match request.body().as_bytes() {
        [] => json!({}),
        body => serde_json::from_slice(body).unwrap(),
    };
    let mut expected = travels(case, case.operation.input.as_ref(), &shown);
    for member in models::input(case.model, case.operation) {
        let name = member.traits.json_name.as_deref();
        let name = name.unwrap_or_else(|| member.name());
        if member.traits.idempotency_token && sent[name] == token {
            expected[name] = token.into();
        }
    }
    assert_eq!(same(&sent), same(&expected), "{}", case.name);
}

/// The response that the model alone makes of the output shown is read back to just that.
fn clean_output<O>(case: &Case<'_, '_>, report: &mut Report)
where
    O: Operation,
    O::Output: Shape + Blank + Validate + Debug + PartialEq,
{
    let Some(shown) = &case.example.output else {
        assert!(case.example.no_output, "{}", case.name);
        return report.part("response", "the document says that there is none");
    };
    let output = case.operation.output.as_ref();
    let body = travels(case, output, shown);
    report.part("response", serde_json::to_string_pretty(&body).unwrap());
    let read = O::response(&http::Response::new(body.to_string()))
        .map_err(|error| error.to_string())
        .unwrap();
    assert_eq!(read.corrected, Vec::<String>::new(), "{}", case.name);
    report.part("read as a response", format!("{:#?}", read.output));
    let as_file: O::Output = file::from_slice(shown.to_string().as_bytes()).unwrap();
    assert_eq!(read.output, as_file, "{}", case.name);
    let written: Value = serde_json::from_slice(&file::to_vec(&read.output).unwrap()).unwrap();
    assert_eq!(
        same(&travels(case, output, &written)),
        same(&body),
        "{}",
        case.name
    );
}

fn travels(case: &Case<'_, '_>, shape: Option<&ShapeId>, shown: &Value) -> Value {
    let names = wire::json_names(case.model);
    wire::body(case.model, shape.unwrap(), shown, names).unwrap()
}

/// The same value, with one way to write numbers and no order of members.
fn same(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.iter().map(same).collect(),
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by_key(|(name, _)| *name);
            let sorted = sorted.into_iter();
            Value::Object(sorted.map(|(k, v)| (k.clone(), same(v))).collect())
        }
        other => other.clone(),
    }
}

fn agree<O>(case: &mut Case<'_, '_>) -> usize
where
    O: Operation,
    O::Input: Shape + Blank + Validate,
    O::Output: Shape + Blank + Validate,
{
    let mut compared = 0;
    if let Some(input) = &case.example.input {
        let input = Value::Object(input.clone());
        for value in changed(&input) {
            let shape = case.operation.input.as_ref();
            let text = value.to_string();
            compared += agree_on::<O::Input>(case.linter, shape, &text, Part::Input, &case.name);
        }
    }
    let output = case.example.output.iter();
    let mut texts: Vec<String> = output.flat_map(changed).map(|it| it.to_string()).collect();
    texts.extend(case.example.output_text.clone());
    for text in texts {
        let shape = case.operation.output.as_ref();
        compared += agree_on::<O::Output>(case.linter, shape, &text, Part::Output, &case.name);
    }
    compared
}
