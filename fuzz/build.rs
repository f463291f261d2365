//! Lists every operation of the generated crates, from their sources: no list is kept by hand.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Crate and folder.
const CRATES: [(&str, &str); 4] = [
    ("shapewright_apigatewayv2", "../generated/apigatewayv2/src"),
    ("shapewright_appmesh", "../generated/appmesh/src"),
    ("shapewright_apprunner", "../generated/apprunner/src"),
    ("case_shop", "../codegen/tests/cases/shop/src"),
];

const HEAD: &str = "impl rt::Operation for ";

fn main() {
    let mut table = String::from("&[\n");
    for (name, folder) in CRATES {
        println!("cargo::rerun-if-changed={folder}");
        let mut operations = Vec::new();
        for file in sources(Path::new(folder)) {
            let text = fs::read_to_string(&file).expect("a source can be read");
            let heads = text.lines().filter_map(|line| line.strip_prefix(HEAD));
            operations.extend(heads.map(|rest| rest.trim_end_matches([' ', '{']).to_owned()));
        }
        operations.sort();
        assert!(!operations.is_empty(), "no operation in {folder}");
        for operation in operations {
            writeln!(table, "    Entry::of::<{name}::{operation}>(),").expect("a string takes it");
        }
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("operations.rs"), table).expect("the output folder takes a file");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a generated crate") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
