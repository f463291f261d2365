//! Real models load without an error: the official ones, and Smithy's protocol tests.

use std::fs;
use std::path::{Path, PathBuf};

use shapewright_codegen::ast::Source;
use shapewright_codegen::diagnostic::{Report, Severity};
use shapewright_codegen::model::{Model, ShapeId, ShapeKind};

/// The models beside the project, which a checkout of its own does not have.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared")
        .join(path);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn load(path: &Path) -> (Model, Report) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut report = Report::new();
    let source = Source::new(name, fs::read_to_string(path).unwrap());
    let start = std::time::Instant::now();
    let model = Model::load(&[source], &mut report);
    eprintln!("{}: {:?}", path.display(), start.elapsed());
    (model, report)
}

fn json_files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
}

#[test]
fn official_models_load_without_an_error() {
    let Some(models) = shared("models") else {
        return;
    };
    let mut files = json_files(&models);
    files.extend(json_files(&models.join("others")));
    files.extend(shared("conformance/json-protocols.json"));
    assert!(files.len() >= 11, "only {} models", files.len());
    for file in files {
        let (model, report) = load(&file);
        if !report.is_empty() {
            eprintln!("{report}");
        }
        assert_eq!(
            report.count(Severity::Error),
            0,
            "{}:\n{report}",
            file.display()
        );
        assert!(
            model.services().count() > 0,
            "{} has no service",
            file.display()
        );
    }
}
