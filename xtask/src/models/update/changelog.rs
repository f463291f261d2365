//! `CHANGELOG.md`: an entry for each update, the newest first.

use anyhow::{Result, bail};

use crate::models::diff::{self, Compared};
use crate::models::manifest::today;
use crate::models::wheel::PACKAGE;

/// What entries stand below.
const UNRELEASED: &str = "## Unreleased\n";

/// The file's text with an entry more.
pub(super) fn with_entry(text: &str, version: &str, compared: &[Compared]) -> Result<String> {
    let Some((before, after)) = text.split_once(UNRELEASED) else {
        bail!(
            "it has no line `{}`, below which the entry would stand",
            UNRELEASED.trim()
        );
    };
    let entry = diff::changelog::entry(compared);
    let entry = entry.trim_end();
    let day = today();
    Ok(format!(
        "{before}{UNRELEASED}\n### {day}: models of {PACKAGE} {version}\n\n{entry}\n{after}"
    ))
}
