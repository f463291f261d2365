//! The workspace with the generated crates and their tests, below `target/`.

use std::path::Path;

use anyhow::Result;
use shapewright_codegen::conformance::Suite;

use crate::config;
use crate::scratch::Scratch;

/// The package that has a test target for each service.
const TESTS: &str = "conformance-tests";

/// A service's package: its shape id in the form that names of packages have.
pub(super) fn package(service: &str) -> String {
    service.replace(['.', '#', '_'], "-").to_lowercase()
}

/// Writes everything anew.
pub(super) fn write(root: &Path, suites: &[Suite]) -> Result<Scratch> {
    let place = Scratch::new(root, "conformance")?;
    place.file("Cargo.toml", manifest(root, suites))?;
    for suite in suites {
        let package = package(&suite.service);
        for (path, text) in suite.generated.files.iter() {
            place.file(&format!("{package}/{path}"), text)?;
        }
        place.file(&format!("tests/{package}.rs"), &suite.tests)?;
    }
    Ok(place)
}

fn manifest(root: &Path, suites: &[Suite]) -> String {
    let packages: Vec<String> = suites.iter().map(|s| package(&s.service)).collect();
    let members = toml::Value::from(packages.clone());
    let entry = |(name, folder): (&str, &str)| {
        format!(
            "{name} = {{ {} }}\n",
            config::path_entry(&root.join(folder))
        )
    };
    let own: String = [
        ("shapewright-conformance", "xtask/conformance"),
        ("shapewright-runtime", "runtime"),
    ]
    .map(entry)
    .concat();
    let services: String = packages
        .iter()
        .map(|name| format!("{name} = {{ path = \"{name}\" }}\n"))
        .collect();
    format!(
        "[workspace]\nmembers = {members}\n\n\
         [package]\nname = \"{TESTS}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{own}{services}\n\
         [profile.dev]\ndebug = false\n"
    )
}
