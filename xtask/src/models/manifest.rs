//! `models/manifest.toml`: where each committed model comes from. · Written by `update`.

use std::collections::BTreeMap;
use std::time::SystemTime;

use anyhow::{Context, Result};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use shapewright_codegen::provenance::RetirementKind;
use shapewright_runtime::Timestamp;

/// Raised when a rule of the conversion changes what comes out.
pub(crate) const IMPORTER: u32 = 2;

const HEADER: &str = "# Where the models come from. Written by `cargo xtask models update`.\n\n";

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub(crate) struct Manifest {
    /// Where Smithy's protocol tests come from: written by hand, kept as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    conformance: Option<toml::Table>,
    /// Where the documented examples come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    examples: Option<Examples>,
    /// An entry for each service.
    #[serde(flatten)]
    services: BTreeMap<String, Entry>,
}

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
    /// The SHA-256 of the `model.json` that came out, in hexadecimal.
    #[serde(default)]
    pub(crate) model_sha256: String,
    /// What became of the service: written by hand, kept as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retirement: Option<Retirement>,
}

/// The end of a service, or its beginning.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Retirement {
    /// What happened.
    pub(crate) kind: RetirementKind,
    /// The day, as `2026-09-30`.
    #[serde(deserialize_with = "day")]
    pub(crate) date: String,
    /// The page that says so.
    pub(crate) source: String,
}

/// Where the documented examples come from: written by `cargo xtask examples update`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Examples {
    /// The package on PyPI.
    package: String,
    /// Its version.
    version: String,
    /// The file's SHA-256, in hexadecimal.
    sha256: String,
    /// Where the documents are in it.
    path: String,
    /// The licence of the package and so of the examples.
    licence: String,
    /// The day of the import (UTC).
    imported: String,
}

impl Entry {
    /// Whether two imports gave the same model by the same rules, whichever version of the package they read.
    pub(crate) fn made_alike(&self, other: &Self) -> bool {
        (self.importer, &self.model_sha256, &self.api_version)
            == (other.importer, &other.model_sha256, &other.api_version)
    }
}

impl Manifest {
    /// Reads the file's text.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let what = "models/manifest.toml is not understood";
        let mut rest: toml::Table = text.parse().context(what)?;
        let mut services = BTreeMap::new();
        for (name, value) in std::mem::take(&mut rest) {
            if ["conformance", "examples"].contains(&name.as_str()) {
                rest.insert(name, value);
            } else {
                let entry = Entry::deserialize(value).with_context(|| format!("{what}: {name}"))?;
                services.insert(name, entry);
            }
        }
        let manifest = Self::deserialize(rest).context(what)?;
        Ok(Self {
            services,
            ..manifest
        })
    }

    /// The entry of a service.
    pub(crate) fn get(&self, service: &str) -> Option<&Entry> {
        self.services.get(service)
    }

    /// Sets an entry; what became of the service is kept. The old day stays if nothing else has changed, so that the same import
    /// gives the same file on any day.
    pub(crate) fn set(&mut self, service: &str, mut entry: Entry) {
        if let Some(old) = self.services.get(service) {
            entry.retirement = old.retirement.clone();
            let day = std::mem::replace(&mut entry.imported, old.imported.clone());
            if entry != *old {
                entry.imported = day;
            }
        }
        self.services.insert(service.to_owned(), entry);
    }

    /// Sets where the examples come from; the day as in [`Manifest::set`].
    pub(crate) fn set_examples(&mut self, package: &str, version: &str, sha256: &str) {
        let mut new = Examples {
            package: package.to_owned(),
            version: version.to_owned(),
            sha256: sha256.to_owned(),
            path: format!("{package}/examples/<service>/<operation>.rst"),
            licence: "Apache-2.0".to_owned(),
            imported: today(),
        };
        if let Some(old) = &self.examples {
            let day = std::mem::replace(&mut new.imported, old.imported.clone());
            if new != *old {
                new.imported = day;
            }
        }
        self.examples = Some(new);
    }

    /// The package that the examples are of, with its version.
    pub(crate) fn examples_source(&self) -> String {
        let source = self.examples.as_ref();
        source.map_or_else(String::new, |it| format!("{} {}", it.package, it.version))
    }

    /// The file's text.
    pub(crate) fn render(&self) -> Result<String> {
        Ok(format!("{HEADER}{}", toml::to_string(&self)?))
    }
}

/// A day and nothing else: it is part of a sentence in the documentation.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let is_day = text.parse().is_ok_and(|it: toml::value::Datetime| {
        it.date.is_some() && it.time.is_none() && it.offset.is_none()
    });
    if !is_day {
        let message = format!("`{text}` is no day; one looks like 2026-09-30");
        return Err(D::Error::custom(message));
    }
    Ok(text)
}

/// Today (UTC) as `2026-11-21`.
pub(crate) fn today() -> String {
    let now = Timestamp::from(SystemTime::now()).to_string();
    now.split('T').next().unwrap_or_default().to_owned()
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
            model_sha256: "11".to_owned(),
            retirement: None,
        }
    }

    #[test]
    fn today_is_a_day() {
        let today = today();
        assert_eq!(today.len(), 10, "{today}");
        assert!(today.as_str() > "2026-11-20", "{today}");
    }

    #[test]
    fn what_is_not_imported_is_kept() {
        let text = "[conformance]\npath = \"p\"\n";
        let mut manifest = Manifest::parse(text).unwrap();
        manifest.set("a", entry("1", "2026-01-01"));
        assert!(manifest.render().unwrap().contains(text.trim()));
    }

    #[test]
    fn what_became_of_a_service_is_kept() {
        let mut manifest = Manifest::default();
        manifest.set("a", entry("1", "2026-01-01"));
        let ended = "[a.retirement]\nkind = \"ended\"\ndate = \"2026-09-30\"\nsource = \"s\"\n";
        let text = manifest.render().unwrap() + ended;
        let mut manifest = Manifest::parse(&text).unwrap();
        manifest.set("a", entry("2", "2026-01-02"));
        assert!(manifest.render().unwrap().ends_with(ended));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_service() {
        let mut manifest = Manifest::default();
        manifest.set("a", entry("1", "2026-01-01"));
        let text = manifest.render().unwrap();
        let message = |kind: &str, date: &str| {
            let retirement =
                format!("[a.retirement]\nkind = {kind:?}\ndate = {date:?}\nsource = \"s\"\n");
            let error = Manifest::parse(&(text.clone() + &retirement)).unwrap_err();
            format!("{error:#}")
        };
        for (kind, date, said) in [
            (
                "over",
                "2026-09-30",
                "unknown variant `over`, expected `ended`",
            ),
            (
                "ended",
                "soon",
                "`soon` is no day; one looks like 2026-09-30",
            ),
            ("ended", "2026-09-31", "`2026-09-31` is no day"),
            ("ended", "10:00:00", "`10:00:00` is no day"),
        ] {
            let message = message(kind, date);
            assert!(
                message.starts_with("models/manifest.toml is not understood: a: "),
                "{message}"
            );
            assert!(message.contains(said), "{message}");
        }
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
