//! `bench-report SECTION RESULTS DOCS`: writes a section of `docs/benchmarks.md` (`codec`, `compile` or `generate`) and
//! its charts from the results of `cargo xtask bench`.

mod chart;
mod codec;
mod compile;
mod generate;
mod machine;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;

/// The sections in the document's order.
const SECTIONS: [&str; 3] = ["codec", "compile", "generate"];

const TITLE: &str = "# Benchmarks\n\nWritten by `cargo xtask bench codec`, `cargo xtask bench compile` and \
    `cargo xtask bench generate`, a section each. Times are of one machine; ratios hold on others too, to about 10 %.\n";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Where results are read and the document is written.
struct Folders {
    results: PathBuf,
    charts: PathBuf,
}

impl Folders {
    fn result<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let path = self.results.join(name).with_extension("json");
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        Ok(serde_json::from_slice(&bytes)?)
    }

    /// The path of a chart.
    fn chart(&self, name: &str) -> PathBuf {
        self.charts.join(name).with_extension("svg")
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [section, results, docs] = arguments.as_slice() else {
        bail!("bench-report SECTION RESULTS DOCS");
    };
    let docs = Path::new(docs);
    let folders = Folders {
        results: results.into(),
        charts: docs.join("benchmarks"),
    };
    fs::create_dir_all(&folders.charts)?;
    let text = match section.as_str() {
        "codec" => codec::section(&folders)?,
        "compile" => compile::section(&folders)?,
        "generate" => generate::section(&folders)?,
        other => bail!(
            "there is no section {other}; there are {}",
            SECTIONS.join(", ")
        ),
    };
    let path = docs.join("benchmarks.md");
    let old = fs::read_to_string(&path).unwrap_or_default();
    fs::write(&path, with_section(&old, section, &text)).with_context(|| path.display().to_string())
}

/// The document with a section written anew; the others stay as they are.
fn with_section(old: &str, section: &str, text: &str) -> String {
    let mut out = TITLE.to_owned();
    for name in SECTIONS {
        let (begin, end) = marks(name);
        let kept = || {
            let (_, rest) = old.split_once(&begin)?;
            Some(rest.split_once(&end)?.0.trim())
        };
        let content = match name == section {
            true => Some(text.trim()),
            false => kept(),
        };
        if let Some(content) = content {
            out.push_str(&format!("\n{begin}\n{content}\n{end}\n"));
        }
    }
    out
}

fn marks(section: &str) -> (String, String) {
    (
        format!("<!-- bench {section} -->"),
        format!("<!-- /bench {section} -->"),
    )
}

#[cfg(test)]
mod tests {
    use super::{TITLE, with_section};

    #[test]
    fn a_section_is_replaced_and_the_others_stay() {
        let first = with_section("", "generate", "G1\n");
        let both = with_section(&first, "codec", "C");
        let codec = "<!-- bench codec -->\nC\n<!-- /bench codec -->\n";
        let generate = "<!-- bench generate -->\nG1\n<!-- /bench generate -->\n";
        assert_eq!(both, format!("{TITLE}\n{codec}\n{generate}"));
        assert_eq!(
            with_section(&both, "generate", "G2"),
            both.replace("G1", "G2")
        );
    }
}
