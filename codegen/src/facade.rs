//! The crate that re-exports other generated crates, a feature each.

use crate::output::FileSet;
use crate::provenance::{first_line, quoted};

/// A crate that the facade re-exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The feature, which is also the module.
    pub feature: String,
    /// The package.
    pub package: String,
    /// Its version.
    pub version: String,
    /// Its folder, seen from the facade's.
    pub path: String,
}

/// The facade's files; `runtime` is the runtime's dependency entry without braces.
#[must_use]
pub fn files(package: &str, version: &str, runtime: &str, members: &[Member]) -> FileSet {
    let mut files = FileSet::default();
    files.insert("Cargo.toml", manifest(package, version, runtime, members));
    files.insert("src/lib.rs", root(members));
    files.insert("PROVENANCE.toml", provenance(members));
    files
}

fn manifest(package: &str, version: &str, runtime: &str, members: &[Member]) -> String {
    let names: Vec<String> = members
        .iter()
        .map(|m| format!("\"{}\"", m.feature))
        .collect();
    let pass_on = |feature: &str| {
        let all = members
            .iter()
            .map(|m| format!("\"{}?/{feature}\"", m.package));
        all.collect::<Vec<_>>().join(", ")
    };
    let mut out = format!(
        "{}\n\
         [package]\n\
         name = \"{package}\"\n\
         description = \"All generated services in one crate, a feature each\"\n\
         version = \"{version}\"\n\
         edition = \"2024\"\n\
         rust-version = \"1.95\"\n\
         license = \"Apache-2.0\"\n\
         \n\
         [features]\n\
         default = [{}, \"tokens\"]\n\
         # Idempotency tokens from the operating system's random generator.\n\
         tokens = [{}]\n\
         # Serialize and Deserialize for every type.\n\
         serde = [{}]\n\
         # Strategies for property tests.\n\
         proptest = [{}]\n",
        first_line("#"),
        names.join(", "),
        pass_on("tokens"),
        pass_on("serde"),
        pass_on("proptest")
    );
    for member in members {
        out.push_str(&format!(
            "{} = [\"dep:{}\"]\n",
            member.feature, member.package
        ));
    }
    out.push_str(&format!(
        "\n[dependencies]\nshapewright-runtime = {{ {runtime}, default-features = false }}\n"
    ));
    for Member {
        package,
        version,
        path,
        ..
    } in members
    {
        out.push_str(&format!(
            "{package} = {{ path = \"{path}\", version = \"{version}\", default-features = false, optional = true }}\n"
        ));
    }
    out.push_str("\n[lints.rust]\nmissing_docs = \"warn\"\nunsafe_code = \"forbid\"\n");
    out
}

fn root(members: &[Member]) -> String {
    let mut out = format!(
        "{}\n\n//! All generated services, a module and a feature each.\n\n\
         #[doc(no_inline)]\npub use shapewright_runtime as runtime;\n",
        first_line("//")
    );
    for Member {
        feature, package, ..
    } in members
    {
        let krate = package.replace('-', "_");
        out.push_str(&format!(
            "\n#[cfg(feature = \"{feature}\")]\n#[doc(inline)]\npub use {krate} as {feature};\n"
        ));
    }
    out
}

/// The text of `PROVENANCE.toml`; where the models come from stands in each member's own.
fn provenance(members: &[Member]) -> String {
    let generator = first_line("#");
    let mut out = format!("{generator}\n# Where this crate comes from; see also its members'.\n");
    for Member {
        feature,
        package,
        version,
        ..
    } in members
    {
        out.push_str(&format!(
            "\n[[member]]\nfeature = {}\npackage = {}\nversion = {}\n",
            quoted(feature),
            quoted(package),
            quoted(version)
        ));
    }
    out
}
