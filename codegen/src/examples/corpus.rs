//! The form in which documented examples are kept: facts of a document, none of its sentences.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::ast::{Source, step};
use crate::diagnostic::{Diagnostic, Report};

/// The files of documented examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// What they come from, such as a package with its version; empty when that is not known.
    pub origin: String,
    /// A [`Document`] each, as JSON.
    pub documents: Vec<Source>,
}

impl Corpus {
    /// The documents that can be read, in their order; any other is reported with the place in its file.
    pub fn read(&self, report: &mut Report) -> Vec<Document> {
        let documents = self.documents.iter();
        documents
            .filter_map(|it| Document::read(it, report))
            .collect()
    }
}

/// The examples of one document.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The document's path in the package that it comes from.
    pub source: String,
    /// The operation's name in the model; absent where the model has none of the command's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// In the order of the document.
    pub examples: Vec<Example>,
    /// What in the document belongs to no example.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Unread>,
}

impl Document {
    /// Reads a document's file; what is wrong is reported.
    fn read(source: &Source, report: &mut Report) -> Option<Self> {
        const ID: &str = "InvalidExamples";
        let value: Value = match serde_json::from_str(&source.text) {
            Ok(value) => value,
            Err(error) => {
                let message = format!("the examples are not JSON: {error}");
                let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                let found = Diagnostic::error(ID, message).with_place(&source.name, "");
                report.push(found.with_position(number(error.line()), number(error.column())));
                return None;
            }
        };
        match Self::deserialize(&value) {
            Ok(document) => Some(document),
            Err(error) => {
                let message =
                    format!("the examples are not as `examples update` writes them: {error}");
                let found = Diagnostic::error(ID, message);
                report.push(found.with_place(&source.name, broken(&value)));
                None
            }
        }
    }
}

/// A pointer to the first example that is not of the form, or to the whole document.
fn broken(document: &Value) -> String {
    let examples = document.get("examples").and_then(Value::as_array);
    let mut examples = examples.into_iter().flatten();
    let wrong = examples.position(|example| Example::deserialize(example).is_err());
    let inside = |index: usize| step("/examples", &index.to_string());
    wrong.map_or_else(String::new, inside)
}

/// One example: a command and what it prints.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// The line of the command in the document, from 1.
    pub line: u32,
    /// The words of the command as a shell reads them, the content of files in place of none.
    pub command: Vec<String>,
    /// The parameters by the members of the operation's input; absent when they cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Map<String, Value>>,
    /// The line where the output begins, from 1; 0 when none is shown.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub output_line: u32,
    /// The output, if it is JSON, in which no object has a name twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Value>,
    /// The output as it is printed, if it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output_text: Option<String>,
    /// Whether the document says that there is no output.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_output: bool,
    /// What cannot be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Unread>,
}

/// A part of a document that cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Unread {
    /// The line in the document, from 1.
    pub line: u32,
    /// Why, one sentence without a full stop.
    pub why: String,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
