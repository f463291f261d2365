//! Real models load without an error: the official ones, and Smithy's protocol tests.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shapewright_codegen::ast::Source;
use shapewright_codegen::diagnostic::{Report, Severity};
use shapewright_codegen::model::{Model, ShapeId, ShapeKind};

/// The models beside the project, which a checkout of its own does not have.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared")
        .join(path);
    if !path.exists() {
        // Not eprintln!, which the test runner shows only for failures.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: {} is not there",
            path.display()
        );
        return None;
    }
    Some(path)
}

fn load(path: &Path) -> (Model, Report) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut report = Report::new();
    let source = Source::new(name, fs::read_to_string(path).unwrap());
    let model = Model::load(&[source], &mut report);
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

/// All models that are there.
fn files() -> Vec<PathBuf> {
    let Some(models) = shared("models") else {
        return Vec::new();
    };
    let mut files = json_files(&models);
    files.extend(json_files(&models.join("others")));
    files.extend(shared("conformance/json-protocols.json"));
    assert!(files.len() >= 11, "only {} models", files.len());
    files
}

#[test]
fn official_models_load_without_an_error() {
    for file in files() {
        let (_, report) = load(&file);
        assert_eq!(
            report.count(Severity::Error),
            0,
            "{}:\n{report}",
            file.display()
        );
        // What is left are patterns that do not mean what they say, and they are worth a look.
        for finding in report.iter() {
            assert_eq!(finding.id, "LoneAnchor", "{}:\n{finding}", file.display());
            assert!(finding.position.is_some(), "{finding}");
        }
    }
}

#[test]
fn every_shape_arrives() {
    for file in files() {
        let (model, _) = load(&file);
        let json: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        for (key, raw) in json["shapes"].as_object().unwrap() {
            let id = ShapeId::parse(key).unwrap();
            let shape = model.get(&id).unwrap_or_else(|| panic!("{key} is missing"));
            let members = raw["members"]
                .as_object()
                .map_or(0, |members| members.len());
            match &shape.kind {
                ShapeKind::Structure(found) | ShapeKind::Union(found) => {
                    assert!(found.len() >= members, "{key} lacks members");
                    assert!(found.iter().all(|m| model.target(m).is_some()), "{key}");
                }
                ShapeKind::Enum(found) => {
                    let known = raw["traits"]["smithy.api#enum"]
                        .as_array()
                        .map_or(members, Vec::len);
                    assert!(found.len() >= known, "{key} lacks values");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn closures_of_the_three_services() {
    let expected = [
        (
            "apprunner-2020-05-15.json",
            "com.amazonaws.apprunner#AppRunner",
            APP_RUNNER,
        ),
        (
            "apigatewayv2-2018-11-29.json",
            "com.amazonaws.apigatewayv2#ApiGatewayV2",
            API_GATEWAY,
        ),
        (
            "app-mesh-2019-01-25.json",
            "com.amazonaws.appmesh#AppMesh",
            APP_MESH,
        ),
    ];
    for (file, service, (operations, structures, unions, enums)) in expected {
        let Some(path) = shared(&format!("models/{file}")) else {
            return;
        };
        let (model, _) = load(&path);
        let closure = model.closure(&ShapeId::parse(service).unwrap(), None);
        let count = |is: fn(&ShapeKind) -> bool| {
            closure
                .shapes
                .iter()
                .filter(|id| is(&model.get(id).unwrap().kind))
                .count()
        };
        assert_eq!(
            closure.operations.len(),
            operations,
            "{service}: operations"
        );
        let found = count(|kind| matches!(kind, ShapeKind::Structure(_)));
        assert_eq!(found, structures, "{service}: structures");
        let found = count(|kind| matches!(kind, ShapeKind::Union(_)));
        assert_eq!(found, unions, "{service}: unions");
        let found = count(|kind| matches!(kind, ShapeKind::Enum(_)));
        assert_eq!(found, enums, "{service}: enums");
    }
}

/// Operations, structures, unions and enums, counted by another program.
type Counts = (usize, usize, usize, usize);
const APP_RUNNER: Counts = (37, 113, 0, 19);
const API_GATEWAY: Counts = (72, 154, 0, 15);
const APP_MESH: Counts = (38, 208, 20, 20);
