//! The command on small wheels: all or nothing, the same bytes twice.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::config;

use super::manifest::Manifest;
use super::services::Service;
use super::update::import;
use super::wheel::Wheel;

/// The version of botocore whose differences from the official models are counted in tests and in `models/README.md`.
const COUNTED: &str = "1.44.5";

/// The official model of April 2025 of a service, if it is there and the imported one is the one that was counted. An
/// update must not be refused because a model has grown.
pub(super) fn official(service: &str, file: &str) -> Option<PathBuf> {
    let root = config::root();
    let manifest = fs::read_to_string(root.join("models/manifest.toml")).unwrap();
    let manifest = Manifest::parse(&manifest).unwrap();
    let official = root.join("../shared/models").join(file);
    let skipped = if manifest.get(service)?.version != COUNTED {
        format!("the model of {service} is not of botocore {COUNTED}")
    } else if !official.exists() {
        format!("the official model {file} is not there")
    } else {
        return Some(official);
    };
    // Not eprintln!, which the test runner shows only for failures.
    let _ = writeln!(std::io::stderr(), "skipped: {skipped}");
    None
}

const SERVICES: [Service; 2] = [
    Service {
        name: "orchard",
        api_version: "2020-01-01",
    },
    Service {
        name: "pond",
        api_version: "2020-01-01",
    },
];

fn document(id: &str, input: &str) -> Value {
    json!({
        "metadata": {
            "apiVersion": "2020-01-01", "endpointPrefix": id, "protocol": "json",
            "jsonVersion": "1.0", "serviceFullName": id, "serviceId": id, "targetPrefix": id,
        },
        "operations": { "Get": {
            "http": { "method": "POST", "requestUri": "/" }, "input": { "shape": input },
        } },
        "shapes": {
            "In": { "type": "structure", "members": { "name": { "shape": "Name" } } },
            "Name": { "type": "string", "pattern": "[a-z]+" },
        },
    })
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A wheel with these services; one is packed, as in newer packages, the others are not.
fn wheel(folder: &Path, package: &str, services: &[(&str, Value)]) -> PathBuf {
    let path = folder.join("botocore.whl");
    let mut zip = ZipWriter::new(fs::File::create(&path).unwrap());
    let options = SimpleFileOptions::default();
    for (index, (name, document)) in services.iter().enumerate() {
        let file = format!("botocore/data/{name}/2020-01-01/service-2.json");
        let text = document.to_string();
        if index == 0 {
            zip.start_file(format!("{file}.gz"), options).unwrap();
            zip.write_all(&gzip(&text)).unwrap();
        } else {
            zip.start_file(file, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
    }
    let metadata = format!("{package}-1.2.3.dist-info/METADATA");
    zip.start_file(metadata, options).unwrap();
    write!(
        zip,
        "Metadata-Version: 2.1\nName: {package}\nVersion: 1.2.3\n\nName: no"
    )
    .unwrap();
    zip.finish().unwrap();
    path
}

fn both() -> [(&'static str, Value); 2] {
    [
        ("orchard", document("orchard", "In")),
        ("pond", document("pond", "In")),
    ]
}

/// All files of a folder with their texts.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push((path.clone(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Imports and writes; how many files have changed.
fn write(wheel: &mut Wheel, models: &Path) -> anyhow::Result<usize> {
    import(wheel, &SERVICES, models)?.write(models)
}

#[test]
fn a_second_import_changes_nothing() {
    let temporary = tempfile::tempdir().unwrap();
    let path = wheel(temporary.path(), "botocore", &both());
    let models = temporary.path().join("models");
    let mut wheel = Wheel::open(&path).unwrap();
    assert_eq!(wheel.version, "1.2.3");
    write(&mut wheel, &models).unwrap();
    let first = files(&models);
    // Of each service the model and what is inferred of it.
    assert_eq!(first.len(), 5);
    let manifest = &first[0].1;
    assert!(manifest.contains(&wheel.sha256), "{manifest}");
    assert!(
        manifest.contains("orchard/2020-01-01/service-2.json.gz"),
        "{manifest}"
    );
    assert!(
        manifest.contains("pond/2020-01-01/service-2.json\""),
        "{manifest}"
    );
    write(&mut Wheel::open(&path).unwrap(), &models).unwrap();
    assert_eq!(files(&models), first);
}

#[test]
fn one_bad_service_changes_nothing() {
    let temporary = tempfile::tempdir().unwrap();
    let models = temporary.path().join("models");
    let good = wheel(temporary.path(), "botocore", &both());
    write(&mut Wheel::open(&good).unwrap(), &models).unwrap();
    let before = files(&models);
    let mut changed = both();
    changed[0].1["shapes"]["Name"]["pattern"] = json!("[0-9]+");
    // A reference to nothing, a service that is gone, a type that does not load, no JSON.
    changed[1].1 = document("pond", "Gone");
    let mut unknown = both();
    unknown[0].1["shapes"]["Name"]["type"] = json!("colour");
    let missing = [changed[0].clone()];
    let mut broken = both();
    broken[1].1 = json!("text");
    let cases: [&[(&str, Value)]; 4] = [&changed, &missing, &unknown, &broken];
    for (index, services) in cases.into_iter().enumerate() {
        let path = wheel(temporary.path(), "botocore", services);
        let error = write(&mut Wheel::open(&path).unwrap(), &models).unwrap_err();
        let text = format!("{error:#}");
        assert!(text.contains("the models are unchanged"), "{index}: {text}");
        assert_eq!(files(&models), before, "{index}");
    }
}

#[test]
fn the_overlay_has_the_last_word() {
    let temporary = tempfile::tempdir().unwrap();
    let path = wheel(temporary.path(), "botocore", &both());
    let models = temporary.path().join("models");
    let overlay = models.join("pond/overlay.json");
    fs::create_dir_all(overlay.parent().unwrap()).unwrap();
    let apply = |id: &str| {
        let traits = json!({ "smithy.api#pattern": "^[a-z ]+$" });
        let shape = json!({ "type": "apply", "traits": traits });
        json!({ "smithy": "2.0", "shapes": { id: shape } }).to_string()
    };
    fs::write(&overlay, apply("com.amazonaws.pond#Name")).unwrap();
    write(&mut Wheel::open(&path).unwrap(), &models).unwrap();
    let model = fs::read_to_string(models.join("pond/model.json")).unwrap();
    assert!(!model.contains("smithy.api#pattern"), "{model}");
    // A shape that is gone stops the import.
    fs::write(&overlay, apply("com.amazonaws.pond#Gone")).unwrap();
    let error = write(&mut Wheel::open(&path).unwrap(), &models).unwrap_err();
    assert!(
        format!("{error:#}").contains("models/pond/overlay.json"),
        "{error:#}"
    );
}

#[test]
fn what_is_inferred_follows_the_model() {
    let temporary = tempfile::tempdir().unwrap();
    let models = temporary.path().join("models");
    let inferred = || fs::read_to_string(models.join("pond/inferred.json")).unwrap();
    let mut services = both();
    let pages = json!({ "type": "structure", "members": {
        "NextToken": { "shape": "Name" }, "Names": { "shape": "Names" },
    } });
    services[1].1["shapes"]["In"] = pages;
    services[1].1["shapes"]["Names"] = json!({ "type": "list", "member": { "shape": "Name" } });
    services[1].1["operations"]["Get"]["output"] = json!({ "shape": "In" });
    let path = wheel(temporary.path(), "botocore", &services);
    write(&mut Wheel::open(&path).unwrap(), &models).unwrap();
    let text = inferred();
    assert!(text.contains("\"items\": \"Names\""), "{text}");
    // The next version has no pages.
    let path = wheel(temporary.path(), "botocore", &both());
    write(&mut Wheel::open(&path).unwrap(), &models).unwrap();
    let text = inferred();
    assert!(text.contains("\"shapes\": {}"), "{text}");
}

#[test]
fn what_is_no_wheel_of_botocore_is_refused() {
    let temporary = tempfile::tempdir().unwrap();
    let open = |path: &Path| Wheel::open(path).err().map(|error| format!("{error:#}"));
    let other = wheel(temporary.path(), "boto3", &both());
    let error = open(&other).unwrap();
    assert!(
        error.contains("is not a wheel of botocore: it is of `boto3`"),
        "{error}"
    );
    fs::write(&other, "text").unwrap();
    let error = open(&other).unwrap();
    assert!(error.contains("is not a wheel"), "{error}");
    let error = open(&temporary.path().join("gone")).unwrap();
    assert!(error.contains("cannot be read"), "{error}");
}
