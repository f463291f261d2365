//! The binary itself, as a user runs it.

use std::process::Command;

use crate::server::{REGION, endpoint};

fn send() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_send"));
    command.env("AWS_REGION", REGION);
    command.env("AWS_ACCESS_KEY_ID", "test");
    command.env("AWS_SECRET_ACCESS_KEY", "test");
    command
}

#[test]
fn the_example_creates_reads_and_deletes_a_vpc_link() {
    let Some(endpoint) = endpoint() else { return };
    let output = send().env("AWS_ENDPOINT_URL", endpoint).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let id = lines[0].strip_prefix("created ").expect("created");
    assert!(!id.is_empty());
    assert_eq!(lines[1], "orders was Some(Available)");
    assert_eq!(lines[2..], [format!("deleted {id}")]);
}

#[test]
fn what_is_missing_is_told() {
    let output = send().env_remove("AWS_REGION").output().unwrap();
    assert!(!output.status.success());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("AWS_REGION"), "{errors}");
}
