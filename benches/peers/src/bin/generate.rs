//! Writes the generated modules anew; with `--check` it only compares.

use std::path::Path;
use std::process::ExitCode;

use bench_peers::generate::{MODULES, module};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let check = std::env::args().nth(1).as_deref() == Some("--check");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for it in &MODULES {
        let model = here.join("../../models").join(it.name).join("model.json");
        let model = std::fs::read_to_string(&model)
            .map_err(|error| format!("{}: {error}", model.display()))?;
        let text = module(it, &model)?;
        let file = here.join("src").join(it.name).with_extension("rs");
        let old = std::fs::read_to_string(&file).unwrap_or_default();
        if old == text {
            continue;
        }
        if check {
            return Err(format!(
                "{} is stale; `cargo run -p bench-peers` writes it anew",
                file.display()
            ));
        }
        std::fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}
