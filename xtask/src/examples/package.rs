//! The package awscli, a wheel or a source archive, read in memory. Nothing of it is executed or written.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// The package on PyPI.
pub(super) const PACKAGE: &str = "awscli";

/// No document is nearly as large as this: 4 MiB.
const LIMIT: u64 = 4 << 20;

/// The documents of some services.
pub(super) struct Package {
    /// The package's version.
    pub(super) version: String,
    /// The file's SHA-256, in hexadecimal.
    pub(super) sha256: String,
    /// The documents by their paths in a wheel, `awscli/examples/apprunner/list-services.rst`.
    pub(super) documents: BTreeMap<String, String>,
}

impl Package {
    /// Opens a wheel (a zip file) or a source archive (a tar file, compressed with gzip).
    pub(super) fn open(path: &Path, services: &[&str]) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let sha256 = Sha256::digest(&bytes);
        let mut package = Self {
            version: String::new(),
            sha256: sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
            documents: BTreeMap::new(),
        };
        let read = match bytes.starts_with(b"PK") {
            true => package.read_wheel(bytes, services),
            false => package.read_archive(&bytes, services),
        };
        read.with_context(|| format!("{} is no package of {PACKAGE}", path.display()))?;
        if package.version.is_empty() {
            bail!("{} has no metadata of {PACKAGE}", path.display());
        }
        Ok(package)
    }

    fn read_wheel(&mut self, bytes: Vec<u8>, services: &[&str]) -> Result<()> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
        for index in 0..archive.len() {
            let file = archive.by_index(index)?;
            let name = file.name().to_owned();
            let metadata = name.ends_with(".dist-info/METADATA");
            self.take(&name, metadata, services, file)?;
        }
        Ok(())
    }

    fn read_archive(&mut self, bytes: &[u8], services: &[&str]) -> Result<()> {
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes));
        for file in archive.entries()? {
            let file = file?;
            let path = file.path()?.to_string_lossy().into_owned();
            // Everything is in a folder named after the version.
            if let Some((_, name)) = path.split_once('/') {
                let name = name.to_owned();
                self.take(&name, name == "PKG-INFO", services, file)?;
            }
        }
        Ok(())
    }

    /// Keeps a document or the version.
    fn take(
        &mut self,
        name: &str,
        metadata: bool,
        services: &[&str],
        mut file: impl Read,
    ) -> Result<()> {
        if metadata {
            self.version = version(&limited(&mut file, name)?)?;
        }
        let below = name.strip_prefix("awscli/examples/");
        let service = below.and_then(|below| below.split_once('/'));
        if let Some((service, document)) = service
            && services.contains(&service)
            && document.ends_with(".rst")
            && !document.contains('/')
        {
            self.documents
                .insert(name.to_owned(), limited(&mut file, name)?);
        }
        Ok(())
    }
}

fn version(metadata: &str) -> Result<String> {
    let field = |key: &str| {
        let mut lines = metadata.lines().take_while(|line| !line.is_empty());
        lines.find_map(|line| line.strip_prefix(key)).map(str::trim)
    };
    match (field("Name:"), field("Version:")) {
        (Some(PACKAGE), Some(version)) => Ok(version.to_owned()),
        (Some(other), _) => bail!("it is of `{other}`"),
        _ => bail!("its metadata has no name and version"),
    }
}

fn limited(file: impl Read, name: &str) -> Result<String> {
    let mut bytes = Vec::new();
    let size = file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if size as u64 > LIMIT {
        bail!("{name} is larger than {} MiB", LIMIT >> 20);
    }
    String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))
}
