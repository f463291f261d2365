//! What snapshots show: how a document reads, what `validate` says of it, what travels.

#![allow(dead_code, reason = "each test uses a part")]

use std::fmt::{Debug, Write};

use shapewright_runtime::codegen::{Form, Reader, Shape};
use shapewright_runtime::{
    Blank, Endpoint, FixedToken, Operation, ResponseError, Validate, file, validate,
};

/// A snapshot in the making.
#[derive(Default)]
pub(crate) struct Report(String);

impl Report {
    /// Adds a titled part.
    pub(crate) fn part(&mut self, title: &str, text: impl AsRef<str>) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        let text = text.as_ref().trim_end();
        writeln!(self.0, "{gap}## {title}\n{text}").unwrap();
    }

    /// Compares the whole with the snapshot of a fixture.
    pub(crate) fn check(self, fixture: &str) {
        self.check_in("../snapshots", fixture);
    }

    /// Compares the whole with a snapshot in a folder.
    pub(crate) fn check_in(self, folder: &str, fixture: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(fixture.replace('/', "__"), self.0));
    }

    /// Reads text in file form and shows the value, or the error word for word.
    pub(crate) fn file<T: Shape + Blank + Validate + Debug>(
        &mut self,
        name: &str,
        json: &str,
    ) -> Option<T> {
        let title = format!("read as a file of {name}");
        match file::from_slice_with_unknown::<T>(json.as_bytes()) {
            Ok((value, unknown)) => {
                self.part(&title, format!("{value:#?}"));
                self.part("members that the model does not list", list(&unknown));
                self.validation(&value);
                Some(value)
            }
            Err(error) => {
                self.part(&title, format!("error: {error}"));
                None
            }
        }
    }

    /// What `validate` says.
    pub(crate) fn validation(&mut self, value: &dyn Validate) {
        let text = match validate(value) {
            Ok(()) => "no violation".to_owned(),
            Err(violations) => violations.to_string(),
        };
        self.part("validate()", text);
    }

    /// The request of an input, with a fixed token for what is idempotent.
    pub(crate) fn request<O: Operation>(&mut self, input: &O::Input, endpoint: &str) {
        let endpoint = Endpoint::parse(endpoint).unwrap();
        let mut token = FixedToken("00000000-0000-4000-8000-000000000000".to_owned());
        let request = match O::request_with(input, &endpoint, &mut token) {
            Ok(request) => request,
            Err(error) => return self.part("on the wire", format!("error: {error}")),
        };
        let mut text = format!("{} {}\n", request.method(), request.uri());
        let mut headers: Vec<_> = request.headers().iter().collect();
        headers.sort_by_key(|(name, _)| name.as_str());
        for (name, value) in headers {
            writeln!(text, "{name}: {}", value.to_str().unwrap()).unwrap();
        }
        let body = request.body().as_bytes();
        if !body.is_empty() {
            let value: serde_json::Value = serde_json::from_slice(body).unwrap();
            assert_eq!(
                serde_json::to_vec(&value).unwrap(),
                body,
                "indented, nothing else may change"
            );
            write!(text, "\n{}", serde_json::to_string_pretty(&value).unwrap()).unwrap();
        }
        self.part("on the wire", text);
    }

    /// Reads a response; `B` is what its body holds, to find the members that the model does not list.
    pub(crate) fn response<O: Operation, B: Shape + Blank>(
        &mut self,
        response: &http::Response<String>,
    ) -> Option<O::Output>
    where
        O::Output: Debug + Validate,
    {
        let title = format!("read as a response to {}", O::INFO.name);
        match O::response(response) {
            Ok(read) => {
                let id = read.request_id.as_deref().unwrap_or("none");
                let head = format!("HTTP {}, request id {id}", read.status);
                self.part(&title, format!("{head}\n{:#?}", read.output));
                self.part(
                    "required members that were missing and are blank",
                    list(&read.corrected),
                );
                self.part(
                    "members that the model does not list",
                    list(&unknown::<B>(response.body())),
                );
                self.validation(&read.output);
                Some(read.output)
            }
            Err(error) => {
                self.part(&title, format!("error: {error}{}", place(&error)));
                None
            }
        }
    }
}

/// Where an unreadable response is broken, as data.
fn place<E>(error: &ResponseError<E>) -> String {
    let ResponseError::Unreadable(unreadable) = error else {
        return String::new();
    };
    let error = unreadable.error();
    format!(
        "\noffset {:?}, line {:?}, column {:?}, member {:?}",
        error.offset(),
        error.line(),
        error.column(),
        error.pointer()
    )
}

/// The unknown members of a body in wire form.
fn unknown<B: Shape + Blank>(body: &str) -> Vec<String> {
    let mut reader = Reader::new(body.as_bytes(), Form::Wire);
    reader.collect_unknown();
    reader.object(&mut B::blank()).unwrap();
    reader.take_unknown_members()
}

fn list(items: &[String]) -> String {
    if items.is_empty() {
        return "none".to_owned();
    }
    items.join("\n")
}
