//! How a team makes crates of the operations that it calls, and no others: five, of two services. This is the whole
//! of what would be the team's own xtask.
//!
//! ```text
//! cargo run --package shapewright-codegen --example team -- FOLDER
//! ```

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use shapewright_codegen::facade::{self, Member};
use shapewright_codegen::{Package, Settings, Source, generate};

/// Name of the crate, folder of the model, operations.
const SERVICES: [(&str, &str, &[&str]); 2] = [
    (
        "apprunner",
        "models/apprunner",
        &["CreateService", "DescribeService"],
    ),
    (
        "apigatewayv2",
        "models/apigatewayv2",
        &["CreateVpcLink", "GetVpcLink", "DeleteVpcLink"],
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    // A team has the models and the version of the runtime in its own repository.
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let runtime = format!("path = {:?}", fs::canonicalize(project.join("runtime"))?);
    let mut members = Vec::new();
    for (name, folder, operations) in SERVICES {
        let sources = ["model.json", "overlay.json"].map(|file| {
            let path = project.join(folder).join(file);
            fs::read_to_string(&path).map(|text| Source::new(path.display().to_string(), text))
        });
        let sources = sources.into_iter().collect::<Result<Vec<_>, _>>()?;
        let package = format!("team-{name}");
        let settings = Settings {
            operations: Some(operations.iter().map(ToString::to_string).collect()),
            ..Settings::new(Package {
                runtime: runtime.clone(),
                standalone: false,
                publish: false,
                ..Package::new(&package)
            })
        };
        let generated = generate(&sources, &settings).map_err(|report| report.to_string())?;
        println!(
            "{package}: {} operations, {} shapes, {} lines",
            generated.statistics.operations,
            generated.statistics.shapes,
            generated.statistics.lines
        );
        write(&out.join(name), generated.files.iter())?;
        members.push(Member {
            feature: name.to_owned(),
            package,
            version: "0.1.0".to_owned(),
            path: format!("../{name}"),
        });
    }
    let files = facade::files("team-aws", "0.1.0", &runtime, &members);
    write(&out.join("aws"), files.iter())
}

fn write<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)>,
) -> Result<(), Box<dyn Error>> {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}
