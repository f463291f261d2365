//! The packages whose compilation is measured: scratch packages that depend on what is to be compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::Value;

use super::super::{Tool, succeed};
use super::scratch;
use crate::config;

/// The operations of a crate of one's own.
const OPERATIONS: &str = "CreateService,DescribeService,ListServices";

/// A scratch package.
pub(super) struct Subject {
    /// The package's name.
    pub(super) name: &'static str,
    /// What it stands for, for people.
    pub(super) title: &'static str,
    /// The package that is built anew while its dependencies stay.
    pub(super) rebuilt: Option<&'static str>,
    dependencies: &'static [Dependency],
    /// A program that makes and reads a call, to be stripped and weighed.
    program: Option<&'static str>,
}

enum Dependency {
    /// A package of this project, in a folder of it.
    Ours(&'static str, &'static str),
    /// The crate that is generated for [`OPERATIONS`].
    Operations,
    /// An official crate, as `benches/` locks it, without its HTTP client.
    Official(&'static str),
    /// As that, with the client that is its default.
    Client(&'static str),
    /// What the program needs and the others bring along anyway, with a feature.
    Too(&'static str, Option<&'static str>),
}

/// How much there is to compile.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Counts {
    /// Packages in the tree, for building included.
    pub(super) crates: usize,
    /// Of them the ones that are not generated or the runtime.
    pub(super) others: usize,
    /// Of them procedural macros.
    pub(super) proc_macros: usize,
    /// Of them with a build script.
    pub(super) build_scripts: usize,
    /// Lines of the generated crates' sources.
    pub(super) lines: usize,
}

/// Every package.
pub(super) fn all() -> Vec<Subject> {
    use Dependency::{Client, Official, Operations, Ours, Too};
    vec![
        Subject {
            name: "shapewright-three-services",
            title: "shapewright-aws: all three services",
            rebuilt: None,
            dependencies: &[Ours("shapewright-aws", "generated/aws"), Too("http", None)],
            program: Some(include_str!("programs/ours.rs")),
        },
        Subject {
            name: "official-three-services",
            title: "official crates: all three services, no HTTP client",
            rebuilt: None,
            dependencies: &[
                Official("aws-sdk-apigatewayv2"),
                Official("aws-sdk-appmesh"),
                Official("aws-sdk-apprunner"),
                Too("tokio", Some("rt")),
            ],
            program: Some(include_str!("programs/official.rs")),
        },
        Subject {
            name: "shapewright-one-service",
            title: "shapewright-apprunner",
            rebuilt: Some("shapewright-apprunner"),
            dependencies: &[Ours("shapewright-apprunner", "generated/apprunner")],
            program: None,
        },
        Subject {
            name: "official-one-service",
            title: "aws-sdk-apprunner, no HTTP client",
            rebuilt: Some("aws-sdk-apprunner"),
            dependencies: &[Official("aws-sdk-apprunner")],
            program: None,
        },
        Subject {
            name: "shapewright-three-operations",
            title: "three operations of App Runner",
            rebuilt: Some("three-operations"),
            dependencies: &[Operations],
            program: None,
        },
        Subject {
            name: "official-with-client",
            title: "official crates: all three services, HTTP client",
            rebuilt: None,
            dependencies: &[
                Client("aws-sdk-apigatewayv2"),
                Client("aws-sdk-appmesh"),
                Client("aws-sdk-apprunner"),
                Too("tokio", Some("rt")),
            ],
            program: Some(include_str!("programs/official.rs")),
        },
    ]
}

impl Subject {
    /// Writes the package and fetches what it needs.
    pub(super) fn prepare(&self, tool: &Tool, folder: &Path) -> Result<()> {
        let package = folder.join(self.name);
        fs::create_dir_all(package.join("src")).with_context(|| package.display().to_string())?;
        let versions = versions(tool)?;
        let mut dependencies = toml::Table::new();
        for dependency in self.dependencies {
            let (name, entry) = dependency.entry(folder, &versions)?;
            dependencies.insert(name, entry);
        }
        let mut manifest = toml::toml! {
            [package]
            version = "0.0.0"
            edition = "2024"
            publish = false

            [[bin]]
            name = "empty"
            path = "src/main.rs"

            [workspace]
        };
        if let Some(package) = manifest["package"].as_table_mut() {
            package.insert("name".to_owned(), self.name.into());
        }
        manifest.insert("dependencies".to_owned(), dependencies.into());
        write(&package.join("Cargo.toml"), &toml::to_string(&manifest)?)?;
        write(&package.join("src/main.rs"), "fn main() {}\n")?;
        let lock = fs::read(tool.benches.join("Cargo.lock"))?;
        fs::write(package.join("Cargo.lock"), lock)?;
        // Without --locked: the benches' lock file has more than is needed here.
        succeed(scratch(tool, &package, "fetch").arg("--quiet"))
    }

    /// Counts the packages and the lines, by what cargo says of them.
    pub(super) fn counts(&self, tool: &Tool, folder: &Path) -> Result<Counts> {
        let package = folder.join(self.name);
        let tree = output(scratch(tool, &package, "tree").args([
            "--offline",
            "--locked",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ]))?;
        // `name vVERSION …`; a package occurs as often as it is needed.
        let names: BTreeSet<(&str, &str)> = tree
            .lines()
            .filter_map(|line| {
                let mut words = line.split(' ');
                Some((words.next()?, words.next()?.trim_start_matches('v')))
            })
            .filter(|(name, _)| *name != self.name)
            .collect();
        let metadata = output(scratch(tool, &package, "metadata").args([
            "--offline",
            "--locked",
            "--format-version=1",
        ]))?;
        let metadata: Value = serde_json::from_str(&metadata)?;
        let packages = metadata["packages"].as_array().context("no packages")?;
        let mut counts = Counts {
            crates: names.len(),
            others: 0,
            proc_macros: 0,
            build_scripts: 0,
            lines: 0,
        };
        for package in packages {
            let text = |key: &str| package[key].as_str().unwrap_or_default();
            if !names.contains(&(text("name"), text("version"))) {
                continue;
            }
            let has = |kind: &str| {
                let targets = package["targets"].as_array().into_iter().flatten();
                targets.into_iter().any(|target| {
                    let kinds = target["kind"].as_array();
                    kinds.is_some_and(|kinds| kinds.iter().any(|it| it == kind))
                })
            };
            counts.proc_macros += usize::from(has("proc-macro"));
            counts.build_scripts += usize::from(has("custom-build"));
            let name = text("name");
            let ours = name.starts_with("shapewright-") || name == "three-operations";
            counts.others += usize::from(!ours);
            let generated = ours && name != "shapewright-runtime" || name.starts_with("aws-sdk-");
            if let (true, Some(root)) = (generated, Path::new(text("manifest_path")).parent()) {
                counts.lines += lines(&root.join("src"))?;
            }
        }
        Ok(counts)
    }

    /// The bytes of the stripped release build of the program.
    pub(super) fn program_size(&self, tool: &Tool, folder: &Path) -> Result<Option<u64>> {
        let Some(program) = self.program else {
            return Ok(None);
        };
        let package = folder.join(self.name);
        write(&package.join("src/main.rs"), program)?;
        let built = succeed(
            scratch(tool, &package, "build")
                .args(["--release", "--offline", "--locked", "--quiet"])
                .env("CARGO_PROFILE_RELEASE_STRIP", "true"),
        );
        write(&package.join("src/main.rs"), "fn main() {}\n")?;
        built?;
        let file = package
            .join("target/release/empty")
            .with_extension(std::env::consts::EXE_EXTENSION);
        Ok(Some(fs::metadata(&file)?.len()))
    }
}

impl Dependency {
    /// Name and entry for the manifest.
    fn entry(
        &self,
        folder: &Path,
        versions: &BTreeMap<String, String>,
    ) -> Result<(String, toml::Value)> {
        let by_path = |path: &Path| {
            let path = path.display().to_string();
            toml::Table::from_iter([("path".to_owned(), path.into())])
        };
        let locked = |name: &str| -> Result<toml::Table> {
            let version = versions.get(name).with_context(|| name.to_owned())?;
            Ok(toml::Table::from_iter([(
                "version".to_owned(),
                format!("={version}").into(),
            )]))
        };
        Ok(match self {
            Self::Ours(name, path) => (
                (*name).to_owned(),
                by_path(&config::root().join(path)).into(),
            ),
            Self::Operations => {
                let out = folder.join("three-operations");
                generate(&out)?;
                ("three-operations".to_owned(), by_path(&out).into())
            }
            Self::Official(name) => {
                let mut entry = locked(name)?;
                entry.insert("default-features".to_owned(), false.into());
                ((*name).to_owned(), entry.into())
            }
            Self::Client(name) => ((*name).to_owned(), locked(name)?.into()),
            Self::Too(name, feature) => {
                let mut entry = locked(name)?;
                let features = feature.iter().map(|it| toml::Value::from(*it));
                entry.insert("features".to_owned(), features.collect::<Vec<_>>().into());
                ((*name).to_owned(), entry.into())
            }
        })
    }
}

/// Generates the crate of the operations with the command that users have.
fn generate(out: &Path) -> Result<()> {
    let models = config::root().join("models/apprunner");
    succeed(
        Command::new(std::env::current_exe()?)
            .args(["generate", "--model"])
            .args([models.join("model.json"), models.join("overlay.json")])
            .args([
                "--operations",
                OPERATIONS,
                "--name",
                "three-operations",
                "--out",
            ])
            .arg(out)
            .stdout(Stdio::null()),
    )
}

/// The versions that the benches have locked.
fn versions(tool: &Tool) -> Result<BTreeMap<String, String>> {
    let lock = fs::read_to_string(tool.benches.join("Cargo.lock"))?;
    let lock: toml::Table = toml::from_str(&lock)?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let text = |package: &toml::Value, key| Some(package.get(key)?.as_str()?.to_owned());
    let pair = |package| Some((text(package, "name")?, text(package, "version")?));
    Ok(packages.into_iter().flatten().filter_map(pair).collect())
}

/// Writes only what changes, so that nothing is compiled for a new date.
fn write(path: &Path, content: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::write(path, content).with_context(|| path.display().to_string())
}

/// The lines of all Rust files in a folder.
fn lines(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            count += lines(&path)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            count += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(count)
}

/// What a command that has to succeed prints.
fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        anyhow::bail!("{:?} failed ({})", command, output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}
