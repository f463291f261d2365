//! `models/manifest.toml`: where each committed model comes from. · Written by `update`.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// Raised when a rule of the conversion changes what comes out.
pub(crate) const IMPORTER: u32 = 1;

const HEADER: &str = "# Where the models come from. Written by `cargo xtask models update`.\n\n";

/// The whole file: an entry for each service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Manifest(BTreeMap<String, Entry>);

/// Where one model comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Entry {
    /// The package on PyPI.
    pub(crate) package: String,
    /// Its version.
    pub(crate) version: String,
    /// The wheel's SHA-256, in hexadecimal.
    pub(crate) sha256: String,
    /// Where the model is in the wheel.
    pub(crate) path: String,
    /// The version of the service's API.
    pub(crate) api_version: String,
    /// The licence of the package and so of the model.
    pub(crate) licence: String,
    /// [`IMPORTER`] when it was converted.
    pub(crate) importer: u32,
    /// The day of the import (UTC).
    pub(crate) imported: String,
}

impl Manifest {
    /// Reads the file's text.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).context("models/manifest.toml is not understood")
    }

    /// Sets an entry. The old day stays if nothing else has changed, so that the same import
    /// gives the same file on any day.
    pub(crate) fn set(&mut self, service: &str, mut entry: Entry) {
        if let Some(old) = self.0.get(service) {
            let day = std::mem::replace(&mut entry.imported, old.imported.clone());
            if entry != *old {
                entry.imported = day;
            }
        }
        self.0.insert(service.to_owned(), entry);
    }

    /// The file's text.
    pub(crate) fn render(&self) -> Result<String> {
        Ok(format!("{HEADER}{}", toml::to_string(&self.0)?))
    }
}

/// Today (UTC) as `2026-11-21`.
pub(crate) fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    day(now.map_or(0, |now| now.as_secs() / 86_400))
}

/// The civil date of a day since 1970-01-01 in the proleptic Gregorian calendar.
fn day(mut days: u64) -> String {
    let leap =
        |year: u64| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in lengths {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(version: &str, imported: &str) -> Entry {
        Entry {
            package: "botocore".to_owned(),
            version: version.to_owned(),
            sha256: "00".to_owned(),
            path: "p".to_owned(),
            api_version: "2020-01-01".to_owned(),
            licence: "Apache-2.0".to_owned(),
            importer: IMPORTER,
            imported: imported.to_owned(),
        }
    }

    #[test]
    fn days() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(19_782), "2024-02-29");
        assert_eq!(day(20_778), "2026-11-21");
        assert_eq!(day(20_818), "2026-12-31");
        assert_eq!(day(20_819), "2027-01-01");
    }

    #[test]
    fn the_day_changes_only_with_the_rest() {
        let mut manifest = Manifest::default();
        manifest.set("a", entry("1", "2026-01-01"));
        let first = manifest.render().unwrap();
        manifest.set("a", entry("1", "2026-02-02"));
        assert_eq!(manifest.render().unwrap(), first);
        manifest.set("a", entry("2", "2026-03-03"));
        let second = manifest.render().unwrap();
        assert!(second.contains("2026-03-03"), "{second}");
        assert_eq!(Manifest::parse(&second).unwrap(), manifest);
    }
}
