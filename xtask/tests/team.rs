//! The documented way to a crate of five operations from two services: its output compiles and works, and has no more
//! than those operations.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

const MAIN: &str = r#"
use team_aws::apigatewayv2::{CreateVpcLink, CreateVpcLinkInput, DeleteVpcLink, GetVpcLink};
use team_aws::apprunner::{CreateService, DescribeService, DescribeServiceInput};
use team_aws::runtime::{Endpoint, Operation, Validate};

fn main() {
    let names = [CreateService::INFO, DescribeService::INFO, CreateVpcLink::INFO, GetVpcLink::INFO, DeleteVpcLink::INFO];
    println!("{}", names.map(|info| info.name).join(" "));
    let endpoint: Endpoint = "https://example.com".parse().unwrap();
    let input = CreateVpcLinkInput::new("orders", ["subnet-0a1b"]);
    let request = CreateVpcLink::request(&input, &endpoint).unwrap();
    println!("{} {}", request.method(), request.uri().path());
    println!("{}", DescribeServiceInput::new("x").validate().unwrap_err().as_slice().len());
}
"#;

fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn five_operations_of_two_services() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let run = ["run", "--quiet", "--package", "shapewright-codegen"];
    let said = cargo(
        &project,
        &[&run[..], &["--example", "team", "--", out]].concat(),
    );
    let counts: Vec<&str> = said
        .lines()
        .map(|line| line.split(',').next().unwrap())
        .collect();
    assert_eq!(
        counts,
        [
            "team-apprunner: 2 operations",
            "team-apigatewayv2: 3 operations"
        ]
    );
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"aws\", \"apprunner\", \"apigatewayv2\", \"app\"]\n\
                     [workspace.package]\nversion = \"0.1.0\"\n";
    let app = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
               [dependencies]\nteam-aws = { path = \"../aws\" }\n";
    fs::write(folder.path().join("Cargo.toml"), workspace).unwrap();
    // The same versions as the project's, which are there already.
    fs::copy(project.join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    fs::create_dir_all(folder.path().join("app/src")).unwrap();
    fs::write(folder.path().join("app/Cargo.toml"), app).unwrap();
    fs::write(folder.path().join("app/src/main.rs"), MAIN).unwrap();
    let printed = cargo(folder.path(), &["run", "--quiet", "--package", "app"]);
    assert_eq!(
        printed,
        "CreateService DescribeService CreateVpcLink GetVpcLink DeleteVpcLink\nPOST /v2/vpclinks\n1\n"
    );
}
