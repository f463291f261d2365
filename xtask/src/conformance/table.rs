//! The table of what passed, failed and did not run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use shapewright_codegen::conformance::{CaseKind, NotRun, Run, Suite};

use super::run::Outcomes;
use crate::files;

/// Rows by protocol and kind.
#[derive(Default)]
pub(super) struct Table {
    rows: BTreeMap<(String, CaseKind), Row>,
}

#[derive(Default)]
struct Row {
    passed: usize,
    failed: usize,
    not_run: BTreeMap<NotRun, usize>,
}

impl Table {
    /// Counts the cases of all services.
    pub(super) fn of(suites: &[Suite], outcomes: &Outcomes) -> Self {
        let mut table = Self::default();
        for suite in suites {
            for case in &suite.cases {
                let key = (suite.protocol.clone(), case.kind);
                let row = table.rows.entry(key).or_default();
                match &case.run {
                    Run::Test(test) if outcomes.passed(&suite.service, test) => row.passed += 1,
                    Run::Test(_) => row.failed += 1,
                    Run::Not(reason) => *row.not_run.entry(*reason).or_default() += 1,
                }
            }
        }
        table
    }

    /// How many cases passed and failed.
    pub(super) fn totals(&self) -> (usize, usize) {
        let rows = self.rows.values();
        rows.fold((0, 0), |(passed, failed), row| {
            (passed + row.passed, failed + row.failed)
        })
    }

    /// The table as Markdown, columns aligned.
    pub(super) fn text(&self) -> String {
        let heads = ["protocol", "kind", "passed", "failed", "not run"].map(str::to_owned);
        let rows = self.rows.iter().map(|((protocol, kind), row)| {
            let reasons = row.not_run.iter();
            let reasons = reasons.map(|(reason, count)| format!("{count}: {reason}"));
            [
                protocol.clone(),
                kind.to_string(),
                row.passed.to_string(),
                row.failed.to_string(),
                reasons.collect::<Vec<_>>().join(", "),
            ]
        });
        let lines: Vec<[String; 5]> = std::iter::once(heads).chain(rows).collect();
        let width = |column: usize| lines.iter().map(|line| line[column].len()).max();
        let widths: Vec<usize> = (0..5).map(|column| width(column).unwrap_or(0)).collect();
        let mut out = String::new();
        for (number, line) in lines.iter().enumerate() {
            let cells = line.iter().zip(&widths).enumerate();
            let cells = cells.map(|(column, (cell, width))| match column {
                2 | 3 => format!("{cell:>width$}"),
                _ => format!("{cell:width$}"),
            });
            let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
            if number == 0 {
                let rules = widths
                    .iter()
                    .enumerate()
                    .map(|(column, width)| match column {
                        2 | 3 => format!("{}:", "-".repeat(width - 1)),
                        _ => "-".repeat(*width),
                    });
                let _ = writeln!(out, "| {} |", rules.collect::<Vec<_>>().join(" | "));
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

const START: &str = "<!-- conformance: cargo xtask conformance --write-readme -->\n";
const END: &str = "\n<!-- /conformance -->";

/// Compares the table with the one in the README, or puts it there.
pub(super) fn readme(path: &Path, table: &Table, write: bool) -> Result<()> {
    let text = std::fs::read_to_string(path).context("README.md cannot be read")?;
    let Some(new) = files::between(&text, START, END, &table.text()) else {
        bail!("README.md has no place for the table: {}", START.trim_end());
    };
    if new == text {
        return Ok(());
    }
    if !write {
        bail!("README.md has another table; `cargo xtask conformance --write-readme` writes it");
    }
    std::fs::write(path, new).context("README.md cannot be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_aligned_and_reasons_counted() {
        let mut table = Table::default();
        let key = ("restJson1".to_owned(), CaseKind::Request);
        let row = table.rows.entry(key).or_default();
        (row.passed, row.failed) = (107, 2);
        row.not_run.insert(NotRun::Server, 13);
        assert_eq!(table.totals(), (107, 2));
        assert_eq!(
            table.text(),
            "| protocol  | kind    | passed | failed | not run    |\n\
             | --------- | ------- | -----: | -----: | ---------- |\n\
             | restJson1 | request |    107 |      2 | 13: server |"
        );
    }

    #[test]
    fn only_the_text_between_the_marks_changes() {
        let text = format!("a\n{START}old{END}\nb");
        assert_eq!(
            files::between(&text, START, END, "new"),
            Some(format!("a\n{START}new{END}\nb"))
        );
        assert_eq!(files::between("no marks", START, END, "new"), None);
    }
}
