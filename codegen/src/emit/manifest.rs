//! The crate's `Cargo.toml`.

use crate::plan::CratePlan;
use crate::provenance::quoted;

/// What the manifest says that no model knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The value of the runtime's dependency entry without braces,
    /// such as `path = "../../runtime"` or `version = "0.1"`.
    pub runtime: String,
    /// Whether the package stands alone, outside any workspace that its folder may lie in.
    pub standalone: bool,
    /// Whether the package may be published.
    pub publish: bool,
}

impl Package {
    /// Version 0.1.0 of a package that stands alone and takes the runtime from the registry.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: "0.1.0".to_owned(),
            runtime: "version = \"0.1\"".to_owned(),
            standalone: true,
            publish: true,
        }
    }

    /// The crate's name in Rust source.
    #[must_use]
    pub fn rust_name(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// The text of `Cargo.toml`; `head` is what its first lines say.
pub(crate) fn text(plan: &CratePlan, package: &Package, head: &str) -> String {
    let Package {
        name,
        version,
        runtime,
        standalone,
        publish,
    } = package;
    let description = format!("{}: typed shapes, codec and validators", plan.service.title);
    let description = quoted(&description);
    let workspace = if *standalone { "\n[workspace]\n" } else { "" };
    let features = match plan.runtime_features().as_slice() {
        [] => String::new(),
        names => format!(", features = [\"{}\"]", names.join("\", \"")),
    };
    // Doc examples read an `http::Response`; the runtime has the same version as a dependency.
    let examples = match plan.examples {
        0 => "",
        _ => "\n[dev-dependencies]\n# For the examples in the documentation.\nhttp = \"1\"\n",
    };
    let publish = if *publish { "" } else { "publish = false\n" };
    format!(
        "{head}\
         [package]\n\
         name = \"{name}\"\n\
         description = {description}\n\
         version = \"{version}\"\n\
         edition = \"2024\"\n\
         rust-version = \"1.95\"\n\
         license = \"Apache-2.0\"\n\
         {publish}\n\
         [features]\n\
         default = [\"tokens\"]\n\
         # Idempotency tokens from the operating system's random generator.\n\
         tokens = [\"shapewright-runtime/tokens\"]\n\
         # Serialize and Deserialize for every type, in the form that people keep in files.\n\
         serde = [\"shapewright-runtime/serde\"]\n\
         # Strategies for property tests: values that satisfy every constraint, or violate one.\n\
         proptest = [\"shapewright-runtime/proptest\"]\n\
         \n\
         [dependencies]\n\
         shapewright-runtime = {{ {runtime}, default-features = false{features} }}\n\
         {examples}\n\
         [lints.rust]\n\
         missing_docs = \"warn\"\n\
         unsafe_code = \"forbid\"\n\
         \n\
         [lints.clippy]\n\
         # A variant holds what the model says; boxing some by size would change with the model.\n\
         large_enum_variant = \"allow\"\n\
         # Names are the model's, even when it calls a member `foo`.\n\
         disallowed_names = \"allow\"\n\
         # Maps of maps of maps are types without a name in the model too.\n\
         type_complexity = \"allow\"\n\
         {workspace}"
    )
}
