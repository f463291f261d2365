//! The botocore wheel, read in memory. · Used by `update`. · Nothing of it is executed or written.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::convert::c2j::{Document, Paginators};

/// The package on PyPI.
pub(crate) const PACKAGE: &str = "botocore";

/// No file of the package is nearly as large as this, unpacked: 256 MiB.
const LIMIT: u64 = 256 << 20;

/// An open wheel.
pub(crate) struct Wheel {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    names: BTreeSet<String>,
    /// The package's version.
    pub(crate) version: String,
    /// The file's SHA-256, in hexadecimal.
    pub(crate) sha256: String,
}

/// One service's files.
pub(crate) struct Found {
    /// Where `service-2.json` is in the wheel.
    pub(crate) path: String,
    /// The model.
    pub(crate) document: Document,
    /// How operations are paginated.
    pub(crate) paginators: Paginators,
}

impl Wheel {
    /// Opens a wheel.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let sha256 = Sha256::digest(&bytes);
        let sha256 = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        let archive = ZipArchive::new(Cursor::new(bytes))
            .with_context(|| format!("{} is not a wheel", path.display()))?;
        let names = archive.file_names().map(str::to_owned).collect();
        let mut wheel = Self {
            archive,
            names,
            version: String::new(),
            sha256,
        };
        wheel.version = wheel
            .read_version()
            .with_context(|| format!("{} is not a wheel of {PACKAGE}", path.display()))?;
        Ok(wheel)
    }

    fn read_version(&mut self) -> Result<String> {
        let suffix = ".dist-info/METADATA";
        let name = self.names.iter().find(|name| name.ends_with(suffix));
        let name = name.context("it has no metadata")?.clone();
        let text = String::from_utf8(self.read(&name)?)?;
        let field = |key: &str| {
            let mut lines = text.lines().take_while(|line| !line.is_empty());
            lines.find_map(|line| line.strip_prefix(key)).map(str::trim)
        };
        match (field("Name:"), field("Version:")) {
            (Some(PACKAGE), Some(version)) => Ok(version.to_owned()),
            (Some(other), _) => bail!("it is of `{other}`"),
            _ => bail!("its metadata has no name and version"),
        }
    }

    /// A file's bytes, unpacked.
    fn read(&mut self, name: &str) -> Result<Vec<u8>> {
        let file = self
            .archive
            .by_name(name)
            .with_context(|| name.to_owned())?;
        let packed = limited(file).with_context(|| name.to_owned())?;
        if name.ends_with(".gz") {
            let plain = limited(flate2::read::GzDecoder::new(packed.as_slice()));
            return plain.with_context(|| name.to_owned());
        }
        Ok(packed)
    }

    fn json<T: DeserializeOwned>(&mut self, name: &str) -> Result<T> {
        let bytes = self.read(name)?;
        serde_json::from_slice(&bytes)
            .with_context(|| format!("{name} is not what the importer understands"))
    }

    /// The versions of a service's API, oldest first.
    pub(crate) fn api_versions(&self, service: &str) -> Vec<String> {
        let prefix = format!("{PACKAGE}/data/{service}/");
        let below = self
            .names
            .iter()
            .filter_map(|name| name.strip_prefix(&prefix));
        let versions: BTreeSet<&str> = below
            .filter_map(|name| name.split_once('/'))
            .filter(|(_, file)| file.starts_with("service-2.json"))
            .map(|(version, _)| version)
            .collect();
        versions.into_iter().map(str::to_owned).collect()
    }

    /// Every service in the package.
    pub(crate) fn services(&self) -> BTreeSet<String> {
        let prefix = format!("{PACKAGE}/data/");
        let below = self
            .names
            .iter()
            .filter_map(|name| name.strip_prefix(&prefix));
        below
            .filter(|name| name.contains("/service-2.json"))
            .filter_map(|name| name.split('/').next())
            .map(str::to_owned)
            .collect()
    }

    /// Reads one service.
    pub(crate) fn service(&mut self, service: &str, api_version: &str) -> Result<Found> {
        let folder = format!("{PACKAGE}/data/{service}/{api_version}");
        let Some(path) = self.variant(&format!("{folder}/service-2.json")) else {
            let versions = self.api_versions(service);
            let has = if versions.is_empty() {
                "does not have the service".to_owned()
            } else {
                format!("has {}", versions.join(", "))
            };
            bail!(
                "{PACKAGE} {} has no version {api_version} of `{service}`; it {has}",
                self.version
            );
        };
        let document = self.json(&path)?;
        let mut paginators = match self.variant(&format!("{folder}/paginators-1.json")) {
            Some(path) => self.json(&path)?,
            None => Paginators::default(),
        };
        if let Some(path) = self.variant(&format!("{folder}/waiters-2.json")) {
            paginators.waiters = self.json::<Paginators>(&path)?.waiters;
        }
        Ok(Found {
            path,
            document,
            paginators,
        })
    }

    /// The name with or without `.gz`: older packages have plain files.
    fn variant(&self, name: &str) -> Option<String> {
        [format!("{name}.gz"), name.to_owned()]
            .into_iter()
            .find(|name| self.names.contains(name))
    }
}

fn limited(reader: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let size = reader.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if size as u64 > LIMIT {
        bail!("larger than {} MiB", LIMIT >> 20);
    }
    Ok(bytes)
}
