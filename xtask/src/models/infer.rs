//! `cargo xtask models infer`: what models do not say about pages and waiting, concluded from their shapes. · The rules
//! are in `shapewright_codegen::infer`; here models are read, overlays written and reports printed.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use shapewright_codegen::Source;
use shapewright_codegen::diagnostic::Report;
use shapewright_codegen::infer::{self, Agreement, Inference, Pages, Waits};
use shapewright_codegen::model::traits::Paginated;
use shapewright_codegen::model::waiters::{AcceptorState, Matcher, Waiter};
use shapewright_codegen::model::{Model, ShapeId};

use crate::config;
use crate::files::{Transaction, json_files};

use super::services;

/// The file beside `model.json` that has what was inferred.
pub(super) const FILE: &str = "inferred.json";

/// Options of `cargo xtask models infer`.
#[derive(Args)]
pub(crate) struct Options {
    /// Services by their folders below models/; all when none is given.
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// Models instead of the committed ones, or folders of models: a report only.
    #[arg(long = "model", value_name = "PATH", conflicts_with_all = ["services", "write"])]
    models: Vec<PathBuf>,
    /// Write models/SERVICE/inferred.json; then `cargo xtask codegen`.
    #[arg(long)]
    write: bool,
    /// Compare what is inferred with what the models say, and print counts only.
    #[arg(long)]
    verify: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut transaction = Transaction::default();
    let mut table = Table::default();
    for (name, sources, target) in inputs(options)? {
        let inference = infer(&sources).with_context(|| name.clone())?;
        if options.verify {
            table.add(&name, Agreement::of(&inference));
        } else {
            print!("{}", report(&name, &inference, &model(&sources)?));
        }
        if let (Some(path), true) = (target, options.write) {
            transaction.write(path, infer::overlay(&inference));
        }
    }
    if options.verify {
        print!("{}", table.render());
    }
    let changed = transaction.len();
    transaction.commit()?;
    if options.write {
        println!("{changed} files changed; now `cargo xtask codegen`");
    }
    Ok(())
}

/// A name, its sources, and where its overlay belongs.
type Input = (String, Vec<Source>, Option<PathBuf>);

fn inputs(options: &Options) -> Result<Vec<Input>> {
    if options.models.is_empty() {
        let folder = config::root().join("models");
        let services = services::choose(&options.services)?;
        let input = |service: services::Service| {
            let folder = folder.join(service.name);
            let target = Some(folder.join(FILE));
            Ok((service.name.to_owned(), sources(&folder)?, target))
        };
        return services.into_iter().map(input).collect();
    }
    let mut inputs = Vec::new();
    for path in &options.models {
        let files = match path.is_dir() {
            true => json_files(path)?,
            false => vec![path.clone()],
        };
        for file in files {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            inputs.push((name.into_owned(), vec![read(&file)?], None));
        }
    }
    if inputs.is_empty() {
        bail!("there is no .json file");
    }
    Ok(inputs)
}

fn read(path: &Path) -> Result<Source> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))?;
    Ok(Source::new(name, text))
}

/// What a service's model says: the import and what was added by hand, without what was inferred before.
pub(super) fn sources(folder: &Path) -> Result<Vec<Source>> {
    let overlay = folder.join("overlay.json");
    let mut sources = vec![read(&folder.join("model.json"))?];
    if overlay.exists() {
        sources.push(read(&overlay)?);
    }
    Ok(sources)
}

fn model(sources: &[Source]) -> Result<Model> {
    let mut report = Report::new();
    let model = Model::load(sources, &mut report);
    if report.has_errors() {
        bail!("the model cannot be read\n{report}");
    }
    Ok(model)
}

fn infer(sources: &[Source]) -> Result<Inference> {
    Ok(infer::infer(&model(sources)?))
}

/// The text of `inferred.json` for a model with its overlay.
///
/// # Errors
/// When the model does not load.
pub(crate) fn overlay(sources: &[Source]) -> Result<String> {
    Ok(infer::overlay(&infer(sources)?))
}

/// What was found for one service.
fn report(name: &str, inference: &Inference, model: &Model) -> String {
    let mut out = format!("{name}\n");
    for pages in &inference.pages {
        let line = pages_line(pages, model);
        let _ = writeln!(out, "  {:40} {line}", pages.operation.name());
        notes(&mut out, &pages.notes);
    }
    for waits in &inference.waits {
        waits_lines(&mut out, waits, model);
    }
    let count = |it: &Pages| usize::from(it.modelled.is_none() && it.inferred.is_some());
    let pages: usize = inference.pages.iter().map(count).sum();
    let new = |it: &&Waits| it.modelled.is_empty();
    let waiters = inference
        .waits
        .iter()
        .filter(new)
        .map(|it| it.inferred.len());
    let waiters: usize = waiters.sum();
    let _ = writeln!(
        out,
        "  inferred: pages of {pages} operations, {waiters} waiters"
    );
    out
}

fn notes(out: &mut String, notes: &[String]) {
    for note in notes {
        let _ = writeln!(out, "  {:40}   {note}", "");
    }
}

/// Where a trait of the model comes from.
fn origin(model: &Model, operation: &ShapeId, trait_id: &str) -> String {
    match model.origin(&operation.to_string(), trait_id) {
        Some(origin) if origin.modelled => format!("modelled by AWS ({})", origin.source),
        Some(origin) => format!("by hand ({})", origin.source),
        None => "modelled by AWS".to_owned(),
    }
}

fn pages_line(pages: &Pages, model: &Model) -> String {
    let of = |it: &Paginated| {
        let text = |path: &Option<String>| path.clone().unwrap_or_else(|| "-".to_owned());
        format!(
            "token {} to {}, size {}, items {}",
            text(&it.output_token),
            text(&it.input_token),
            text(&it.page_size),
            text(&it.items)
        )
    };
    match (&pages.modelled, &pages.inferred) {
        (Some(modelled), inferred) => {
            let from = origin(model, &pages.operation, "smithy.api#paginated");
            let differs = match inferred {
                Some(inferred) if inferred == modelled => ", as inferred".to_owned(),
                Some(inferred) => format!("; inferred would be: {}", of(inferred)),
                None => "; not inferred".to_owned(),
            };
            format!("pages {from}: {}{differs}", of(modelled))
        }
        (None, Some(inferred)) => format!("pages inferred: {}", of(inferred)),
        (None, None) => "no pages".to_owned(),
    }
}

fn waits_lines(out: &mut String, waits: &Waits, model: &Model) {
    let name = waits.operation.name();
    let trait_id = shapewright_codegen::model::waiters::WAITABLE;
    for waiter in &waits.modelled {
        let from = origin(model, &waits.operation, trait_id);
        let _ = writeln!(out, "  {name:40} waiter {from}: {}", waiter_text(waiter));
    }
    for waiter in &waits.inferred {
        let which = match waits.modelled.is_empty() {
            true => "inferred",
            false => "not written (the model has others)",
        };
        let _ = writeln!(out, "  {name:40} waiter {which}: {}", waiter_text(waiter));
    }
    if waits.modelled.is_empty() && waits.inferred.is_empty() {
        let _ = writeln!(out, "  {name:40} no waiter");
    }
    notes(out, &waits.notes);
}

fn waiter_text(waiter: &Waiter) -> String {
    let ends = |state: AcceptorState| {
        // Values of one path follow each other.
        let mut ends: Vec<(String, Vec<&str>)> = Vec::new();
        for acceptor in waiter.acceptors.iter().filter(|it| it.state == state) {
            let (of, value) = match &acceptor.matcher {
                Matcher::Output(it) | Matcher::InputOutput(it) => (
                    format!("{} {} ", it.path, it.comparator.name()),
                    it.expected.as_str(),
                ),
                Matcher::Success(true) => ("success".to_owned(), ""),
                Matcher::Success(false) => ("any error".to_owned(), ""),
                Matcher::ErrorType(name) => (String::new(), name.as_str()),
            };
            match ends.last_mut().filter(|(last, _)| *last == of) {
                Some((_, values)) => values.push(value),
                None => ends.push((of, vec![value])),
            }
        }
        let texts = ends
            .into_iter()
            .map(|(of, values)| of + &values.join(" | "));
        match texts.collect::<Vec<_>>() {
            none if none.is_empty() => "-".to_owned(),
            texts => texts.join(", "),
        }
    };
    format!(
        "{}: success {}; failure {}; {} to {} s",
        waiter.name,
        ends(AcceptorState::Success),
        ends(AcceptorState::Failure),
        waiter.min_delay,
        waiter.max_delay
    )
}

/// The table of `--verify`: models that have at least one of the traits, then all.
#[derive(Default)]
struct Table {
    rows: Vec<(String, Agreement)>,
    all: Agreement,
}

impl Table {
    fn add(&mut self, name: &str, counts: Agreement) {
        self.all += counts;
        if counts.pages + counts.waiters > 0 {
            self.rows.push((name.to_owned(), counts));
        }
    }

    fn render(&self) -> String {
        let mut out = String::from(
            "| model | pages | tokens right | other | not modelled | size right | other | items right | other | \
             waiters | by value | right | failures too | removals right | more |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
        );
        let all = ("all".to_owned(), self.all);
        for (name, it) in self.rows.iter().chain([&all]) {
            let of = |(all, right): (usize, usize)| format!("{right}/{all}");
            let cells = [
                it.pages.to_string(),
                it.tokens.to_string(),
                it.other_tokens.to_string(),
                it.pages_more.to_string(),
                of(it.page_size),
                it.page_size_more.to_string(),
                of(it.items),
                it.items_other.to_string(),
                it.waiters.to_string(),
                it.status_waiters.to_string(),
                it.same.to_string(),
                it.same_failures.to_string(),
                of(it.removals),
                it.waiters_more.to_string(),
            ];
            let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is committed is what the models give: `cargo xtask models infer --write` makes it so.
    #[test]
    fn what_is_committed_is_what_is_inferred() {
        let folder = config::root().join("models");
        for service in services::SERVICES {
            let folder = folder.join(service.name);
            let committed = fs::read_to_string(folder.join(FILE)).unwrap();
            let inferred = overlay(&sources(&folder).unwrap()).unwrap();
            assert!(committed == inferred, "{}: {FILE} is stale", service.name);
        }
    }

    /// The committed overlays fit their models: nothing that AWS models is said again, and no check finds anything.
    #[test]
    fn what_is_inferred_fits_the_model() {
        for service in services::SERVICES {
            let folder = config::root().join("models").join(service.name);
            let mut sources = sources(&folder).unwrap();
            sources.push(read(&folder.join(FILE)).unwrap());
            let mut report = Report::new();
            let model = Model::load(&sources, &mut report);
            assert!(report.is_empty(), "{report}");
            let again = infer::overlay(&infer::infer(&model));
            assert!(again.contains("\"shapes\": {}"), "{again}");
        }
    }

    #[test]
    fn the_report_says_where_things_come_from() {
        let of = |service: &str| {
            let sources = sources(&config::root().join("models").join(service)).unwrap();
            report(
                service,
                &infer(&sources).unwrap(),
                &model(&sources).unwrap(),
            )
        };
        let gateway = of("apigatewayv2");
        for text in [
            "pages modelled by AWS: token NextToken to NextToken, size -, items Items, as inferred",
            "pages inferred: token NextToken to NextToken, size -, items Items",
            "the page size `MaxResults` is not a number, which Smithy wants: left out",
            "  inferred: pages of ",
        ] {
            assert!(gateway.contains(text), "{text}\n{gateway}");
        }
        let runner = of("apprunner");
        for text in [
            "pages modelled by AWS (The official Smithy model of April 2025;",
            "waiter by hand (`ListOperations` is sorted from the newest",
            "`VpcConnector.Status` changes only when asked to: ACTIVE, INACTIVE",
        ] {
            assert!(runner.contains(text), "{text}\n{runner}");
        }
        assert!(of("appmesh").contains("inferred: pages of 0 operations, 0 waiters"));
    }

    #[test]
    fn a_folder_without_models_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            services: Vec::new(),
            models: vec![folder.path().to_path_buf()],
            write: false,
            verify: false,
        };
        let error = inputs(&options).unwrap_err().to_string();
        assert_eq!(error, "there is no .json file");
    }

    #[test]
    fn counts_of_models_add_up_in_the_table() {
        let mut table = Table::default();
        let counts = Agreement {
            pages: 2,
            tokens: 1,
            items: (2, 1),
            ..Agreement::default()
        };
        table.add("a", counts);
        table.add("without", Agreement::default());
        table.add("b", counts);
        let text = table.render();
        assert!(
            text.contains("| all | 4 | 2 | 0 | 0 | 0/0 | 0 | 2/4 |"),
            "{text}"
        );
        assert!(!text.contains("without"), "{text}");
    }
}
