//! The project's commands: `cargo xtask --help`.

mod bench;
mod codegen;
mod config;
mod conformance;
mod e2e;
mod examples;
mod files;
mod fuzz;
mod generate;
mod models;
mod patterns;
mod scratch;
mod survey;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Shapewright: Smithy models to Rust crates.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure the codec, compile times and the generator (benches/).
    Bench(bench::Options),
    /// Generate the crates of codegen.toml from the committed models (offline).
    Codegen(codegen::Options),
    /// Run the example against a real server, moto, that is installed and started for it.
    E2e(e2e::Options),
    /// Take the examples of AWS's documentation, and say where they differ from the models.
    Examples(examples::Options),
    /// Run the fuzz targets of fuzz/ (needs cargo-fuzz).
    Fuzz(fuzz::Options),
    /// Generate a crate of your own from any Smithy JSON AST.
    Generate(generate::Options),
    /// Update the committed models, say what changes in models mean, infer what they leave out.
    Models(models::Options),
    /// Say how each pattern of models is matched, and compare with an ECMA-262 engine.
    Patterns(patterns::Options),
    /// Generate a crate from every model of a folder, and say what became of each.
    Survey(survey::Options),
    /// Run Smithy's protocol test cases against generated crates.
    Conformance(conformance::Options),
    /// Run everything: tests, documented examples, freshness of what is committed.
    Test(test::Options),
}

fn main() -> ExitCode {
    // `… | head` ends a command; Rust would have it panic.
    sigpipe::reset();
    let result = match Cli::parse().command {
        Command::Bench(options) => bench::run(&options),
        Command::Codegen(options) => codegen::run(&options),
        Command::E2e(options) => e2e::run(&options),
        Command::Examples(options) => examples::run(&options),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Generate(options) => generate::run(&options),
        Command::Models(options) => models::run(&options),
        Command::Patterns(options) => patterns::run(&options),
        Command::Survey(options) => survey::run(&options),
        Command::Conformance(options) => conformance::run(&options),
        Command::Test(options) => test::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
