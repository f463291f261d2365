//! Where a generated crate comes from: the first lines of its files, and `PROVENANCE.toml`.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ast::Source;
use crate::examples::corpus::Corpus;
use crate::generate::Settings;
use crate::plan::CratePlan;

/// The version of the generator.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is known of the models beyond their text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The package that they were imported from.
    pub import: Option<Import>,
    /// What became of the service.
    pub retirement: Option<Retirement>,
}

/// The package that a model was imported from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its name.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of the file that was read, in hexadecimal.
    pub sha256: String,
    /// The version of the rules by which it was converted.
    pub importer: u32,
    /// Its licence (SPDX).
    pub licence: String,
}

/// The end of a service, or its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retirement {
    /// What happened.
    pub kind: RetirementKind,
    /// The day, as `2026-09-30`.
    pub date: String,
    /// The address of the page that says so.
    pub source: String,
}

/// What happened to a service; in files `ended` or `closed-to-new-customers`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RetirementKind {
    /// It is no longer there.
    Ended,
    /// Only those who used it before may go on.
    ClosedToNewCustomers,
}

impl Retirement {
    /// A sentence of Markdown.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { kind, date, source } = self;
        match kind {
            RetirementKind::Ended => {
                format!("**Retired**: the service ended on {date} ([source]({source})).")
            }
            RetirementKind::ClosedToNewCustomers => format!(
                "**Closed to new customers** since {date}; who used it before may go on ([source]({source}))."
            ),
        }
    }
}

/// A text that went into a crate.
struct Input {
    name: String,
    sha256: String,
}

impl Input {
    fn new(source: &Source) -> Self {
        Self {
            // What ends a line would end the comment that the name stands in.
            name: relative(&source.name).replace(char::is_control, "_"),
            sha256: sha256(&source.text),
        }
    }
}

/// All documented examples as one input: their texts one after the other, called as what they come from, or their folder.
fn examples(corpus: &Corpus) -> Option<Input> {
    let name = relative(&corpus.documents.first()?.name);
    let folder = name.rsplit_once('/').map_or(name, |(folder, _)| folder);
    let origin = Some(corpus.origin.as_str()).filter(|it| !it.is_empty());
    let texts: String = corpus.documents.iter().map(|it| it.text.as_str()).collect();
    Some(Input {
        name: origin.unwrap_or(folder).to_owned(),
        sha256: sha256(&texts),
    })
}

/// A name without the folders of the machine that it is on.
fn relative(name: &str) -> &str {
    let absolute = name.starts_with(['/', '\\']) || name.get(1..2) == Some(":");
    let outside = absolute || name.split('/').any(|part| part == "..");
    match outside {
        true => name.rsplit(['/', '\\']).next().unwrap_or(name),
        false => name,
    }
}

/// The SHA-256 of a text, in hexadecimal.
#[must_use]
pub fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where one crate comes from.
pub(crate) struct Provenance<'a> {
    models: Vec<Input>,
    tables: Vec<Input>,
    examples: Option<Input>,
    import: Option<&'a Import>,
    service: String,
    operations: Option<Vec<String>>,
    lock: Option<String>,
}

impl<'a> Provenance<'a> {
    /// Of the crate planned for the service with this id from `sources`; `lock` is the text of the lock that comes out,
    /// not of the one that went in, so that a second run says the same.
    pub(crate) fn new(
        sources: &[Source],
        settings: &'a Settings,
        service: &str,
        plan: &CratePlan,
        lock: &str,
    ) -> Self {
        let chosen = settings.operations.is_some();
        Self {
            models: sources.iter().map(Input::new).collect(),
            tables: settings.tables.iter().map(Input::new).collect(),
            examples: examples(&settings.examples),
            import: settings.origin.import.as_ref(),
            service: service.to_owned(),
            operations: chosen.then(|| plan.operations()),
            lock: settings.lock.is_some().then(|| sha256(lock)),
        }
    }

    /// The first lines of a file, each behind what begins a comment.
    pub(crate) fn head(&self, comment: &str) -> String {
        let models: Vec<String> = self
            .models
            .iter()
            .map(|model| {
                let name = model.name.rsplit('/').next().unwrap_or(&model.name);
                format!("{name} {}", &model.sha256[..12])
            })
            .collect();
        let import = self.import.map_or_else(String::new, |import| {
            let Import {
                package,
                version,
                importer,
                ..
            } = import;
            format!(" ({package} {version}, importer {importer})")
        });
        let operations = match &self.operations {
            None => "all operations".to_owned(),
            Some(some) if some.len() == 1 => "1 operation".to_owned(),
            Some(some) => format!("{} operations", some.len()),
        };
        let lock = if self.lock.is_some() { ", locked" } else { "" };
        format!(
            "{}\n{comment} From {}{import}; {operations}{lock}.\n",
            first_line(comment),
            models.join(", ")
        )
    }

    /// The text of `PROVENANCE.toml`.
    pub(crate) fn toml(&self) -> String {
        let mut out = format!(
            "{}# Where this crate comes from; hashes are SHA-256. `codegen --check` compares it with what is there now.\n\n\
             generator = \"shapewright {VERSION}\"\n",
            self.head("#")
        );
        for model in &self.models {
            out.push_str(&input("model", model));
        }
        if let Some(import) = self.import {
            out.push_str(&format!(
                "\n[import]\npackage = {}\nversion = {}\nsha256 = {}\nimporter = {}\nlicence = {}\n",
                quoted(&import.package),
                quoted(&import.version),
                quoted(&import.sha256),
                import.importer,
                quoted(&import.licence)
            ));
        }
        let operations = match &self.operations {
            None => quoted("all"),
            Some(names) => {
                let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
                format!("[{}]", names.join(", "))
            }
        };
        out.push_str(&format!(
            "\n[options]\nservice = {}\noperations = {operations}\n",
            quoted(&self.service)
        ));
        if let Some(lock) = &self.lock {
            out.push_str(&format!("lock = {}\n", quoted(lock)));
        }
        for table in &self.tables {
            out.push_str(&input("table", table));
        }
        if let Some(examples) = &self.examples {
            out.push_str(&input("examples", examples));
        }
        out
    }
}

/// The line that tells people and tools that a file is generated, and by what.
pub(crate) fn first_line(comment: &str) -> String {
    format!("{comment} @generated by shapewright {VERSION}; edits are lost.")
}

fn input(key: &str, input: &Input) -> String {
    format!(
        "\n[[{key}]]\nname = {}\nsha256 = {}\n",
        quoted(&input.name),
        quoted(&input.sha256)
    )
}

/// A TOML string: JSON's escapes are TOML's, but for a slash, which serde_json does not escape.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
