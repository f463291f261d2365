//! `cargo xtask conformance` on a small model: right cases pass, wrong ones fail and say why.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::process::Command;

use serde_json::{Value, json};

struct Run {
    status: i32,
    out: String,
    err: String,
}

fn conformance(model: &Value, more: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("model.json"), model.to_string()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["conformance", "--model", "model.json"])
        .args(more)
        .current_dir(folder.path())
        .output()
        .unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A service with one operation and one error; a right and a wrong case of each kind.
fn model() -> Value {
    let protocol = "aws.protocols#awsJson1_1";
    let string = json!({"target": "smithy.api#String"});
    let request = |id: &str, body: &str| {
        json!({
            "id": id, "protocol": protocol, "method": "POST", "uri": "/",
            "params": {"name": "x"}, "body": body, "bodyMediaType": "application/json",
        })
    };
    let response = |id: &str, code: u16, body: &str| {
        json!({
            "id": id, "protocol": protocol, "code": code,
            "body": body, "params": {"message": "m"},
        })
    };
    json!({"smithy": "2.0", "shapes": {
        "a.b#Mini": {
            "type": "service", "version": "1", "operations": [{"target": "a.b#Put"}],
            "traits": {"aws.protocols#awsJson1_1": {}},
        },
        "a.b#Put": {
            "type": "operation",
            "input": {"target": "a.b#PutInput"}, "output": {"target": "a.b#PutOutput"},
            "errors": [{"target": "a.b#Gone"}],
            "traits": {
                "smithy.test#httpRequestTests": [
                    request("RightRequest", r#"{"name":"x"}"#),
                    request("WrongRequest", r#"{"name":"y"}"#),
                ],
                "smithy.test#httpResponseTests": [
                    response("RightResponse", 200, r#"{"message":"m"}"#),
                    response("WrongResponse", 200, "{}"),
                ],
            },
        },
        "a.b#PutInput": {"type": "structure", "members": {"name": string}},
        "a.b#PutOutput": {"type": "structure", "members": {"message": string}},
        "a.b#Gone": {
            "type": "structure", "members": {"message": string},
            "traits": {
                "smithy.api#error": "client",
                "smithy.test#httpResponseTests": [
                    response("RightError", 400, r#"{"__type":"Gone","message":"m"}"#),
                    response("WrongError", 400, r#"{"__type":"Lost","message":"m"}"#),
                ],
            },
        },
    }})
}

#[test]
fn wrong_cases_fail_and_are_counted() {
    let run = conformance(&model(), &[]);
    assert_eq!(run.status, 1, "{}", run.err);
    for said in [
        "---- request::WrongRequest stdout ----",
        "body: expected\n{\"name\":\"y\"}\nis\n{\"name\":\"x\"}",
        "---- response::WrongResponse stdout ----",
        "---- error_response::WrongError stdout ----",
        "| awsJson1_1 | request        |      1 |      1 |         |",
        "| awsJson1_1 | response       |      1 |      1 |         |",
        "| awsJson1_1 | error response |      1 |      1 |         |",
        "\n3 passed, 3 failed\n",
    ] {
        assert!(run.out.contains(said), "{said}\n{}\n{}", run.out, run.err);
    }
    assert!(!run.out.contains("Right"), "{}", run.out);
}

#[test]
fn one_case_runs_alone() {
    let run = conformance(&model(), &["--service", "Mini", "--case", "RightError"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.ends_with("\n1 passed, 0 failed\n"), "{}", run.out);
}

#[test]
fn what_is_not_there_is_told() {
    let run = conformance(&model(), &["--service", "Maxi"]);
    assert_eq!(run.status, 1);
    assert!(
        run.err.contains("no service `Maxi` has cases"),
        "{}",
        run.err
    );
    assert!(run.err.contains("a.b#Mini"), "{}", run.err);
    let run = conformance(&model(), &["--case", "None"]);
    assert!(
        run.err.contains("the model has no case `None`"),
        "{}",
        run.err
    );
    let run = conformance(&json!({"smithy": "2.0", "shapes": {}}), &[]);
    assert!(run.err.contains("no case"), "{}", run.err);
    let run = conformance(&json!({"smithy": "9"}), &[]);
    assert!(run.err.contains("the model cannot be used"), "{}", run.err);
}
