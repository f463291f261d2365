//! The command's parts on real models: official ones of April 2025 against the imported ones, folders and git
//! revisions, and the three forms of the report.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use shapewright_codegen::diff::{ChangeKind, Comparison, Finding, Group, Severity, Verdict};

use crate::config;
use crate::models::tests::official;

use super::{Outcome, compare, json, markdown, text};

/// An official model of April 2025 against the imported one, if there are these two.
pub(super) fn history(service: &str, file: &str) -> Option<Comparison> {
    let official = official(service, file)?;
    let root = config::root();
    let imported = root.join("models").join(service);
    let [old, new] = [&official, &imported].map(|path| path.display().to_string());
    let mut found = compare(&root, &old, &new, None).unwrap();
    assert_eq!(found.len(), 1);
    match found.remove(0).outcome {
        Outcome::Compared(comparison) => Some(*comparison),
        Outcome::New | Outcome::Gone => panic!("{service} is on both sides"),
    }
}

/// How many findings there are by event id and severity.
fn counts(comparison: &Comparison) -> BTreeMap<(&str, Severity), usize> {
    let mut counts = BTreeMap::new();
    for finding in &comparison.model.findings {
        let key = (finding.evaluator.as_str(), finding.severity);
        *counts.entry(key).or_default() += 1;
    }
    counts
}

fn of_group(comparison: &Comparison, group: Group) -> Vec<&Finding> {
    comparison.model.groups().remove(&group).unwrap_or_default()
}

#[test]
fn api_gateway_has_got_portals_and_routing_rules() {
    let Some(found) = history("apigatewayv2", "apigatewayv2-2018-11-29.json") else {
        return;
    };
    assert_eq!(found.operations, (72, 103));
    let shapes = of_group(&found, Group::Shapes);
    assert_eq!(shapes.len(), 123);
    let members = of_group(&found, Group::Members);
    assert_eq!(members.len(), 10);
    for finding in shapes.iter().chain(&members) {
        assert_eq!(finding.evaluator, "AddedShape", "{finding:?}");
    }
    let rust = found.rust.as_ref().unwrap();
    assert_eq!(rust.verdict, Verdict::Minor);
    let added = |what: &str| {
        let changes = rust.changes.iter();
        changes
            .filter(|c| c.kind == ChangeKind::Added && c.what == what)
            .count()
    };
    assert_eq!(added("operation"), 31);
    assert_eq!(added("field"), 10);
    assert!(!found.is_breaking());
}

#[test]
fn app_runner_has_got_a_runtime() {
    let Some(found) = history("apprunner", "apprunner-2020-05-15.json") else {
        return;
    };
    assert_eq!(found.operations, (37, 37));
    let values = of_group(&found, Group::EnumValues);
    assert_eq!(values.len(), 1);
    assert_eq!(values[0].evaluator, "ChangedEnumTrait");
    assert!(values[0].message.contains("NODEJS_22"), "{:?}", values[0]);
    for group in [Group::Operations, Group::Shapes, Group::Members] {
        assert!(of_group(&found, group).is_empty(), "{group:?}");
    }
    let rust = found.rust.unwrap();
    assert_eq!(rust.verdict, Verdict::Minor);
    let added: Vec<_> = rust
        .changes
        .iter()
        .filter(|c| c.kind == ChangeKind::Added)
        .collect();
    assert_eq!(added.len(), 1);
    assert_eq!(added[0].item, "Runtime::Nodejs22");
    // The defaults that the import leaves out: fields that users have stay as they are.
    assert_eq!(rust.held.len(), 6);
}

/// Every difference of App Mesh is one that models/README.md explains.
#[test]
fn app_mesh_has_only_what_the_import_cannot_carry() {
    let Some(found) = history("appmesh", "app-mesh-2019-01-25.json") else {
        return;
    };
    let expected = [
        // Those that the official model has in its resources.
        ("AddedOperationBinding.ToService", Severity::Note, 35),
        ("AddedShape", Severity::Note, 4),
        ("ChangedDefault", Severity::Error, 2),
        ("ChangedEnumTrait.NameChanged", Severity::Error, 4),
        ("ChangedMemberOrder", Severity::Danger, 108),
        ("ChangedMemberTarget", Severity::Warning, 78),
        ("ChangedNullability.AddedInputTrait", Severity::Danger, 85),
        (
            "ModifiedTrait.Remove.smithy.api#default",
            Severity::Warning,
            4,
        ),
        (
            "ModifiedTrait.Remove.smithy.api#references",
            Severity::Warning,
            7,
        ),
        ("ModifiedTrait.Remove.smithy.api#tags", Severity::Warning, 8),
        ("ModifiedTrait.Update.aws.api#service", Severity::Note, 1),
        (
            "RemovedResourceBinding.FromServiceRemoved",
            Severity::Error,
            1,
        ),
        ("RemovedShape", Severity::Error, 7),
        (
            "TraitBreakingChange.Add.smithy.api#input",
            Severity::Error,
            38,
        ),
        (
            "TraitBreakingChange.Add.smithy.api#output",
            Severity::Error,
            38,
        ),
        (
            "TraitBreakingChange.Remove.smithy.api#cors",
            Severity::Error,
            1,
        ),
    ];
    let expected: BTreeMap<_, _> = expected
        .into_iter()
        .map(|(id, s, n)| ((id, s), n))
        .collect();
    assert_eq!(counts(&found), expected);
    for finding in &found.model.findings {
        match finding.evaluator.as_str() {
            "ChangedMemberTarget" => assert!(finding.message.ends_with("mean the same")),
            "RemovedShape" => assert_eq!(finding.message, "a resource is gone"),
            _ => {}
        }
    }
    let rust = found.rust.unwrap();
    let added: Vec<_> = rust
        .changes
        .iter()
        .filter(|c| c.kind == ChangeKind::Added)
        .collect();
    assert_eq!(added.len(), 1);
    assert_eq!(added[0].item, "ENDPOINT_PREFIX");
    assert_eq!(rust.verdict, Verdict::Minor);
}

#[test]
fn a_folder_of_services_is_compared_with_itself() {
    let root = config::root();
    let models = root.join("models").display().to_string();
    let found = compare(&root, &models, &models, None).unwrap();
    let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["apigatewayv2", "appmesh", "apprunner"]);
    for one in &found {
        let Outcome::Compared(comparison) = &one.outcome else {
            panic!("{} is on both sides", one.name);
        };
        assert!(comparison.model.findings.is_empty(), "{}", one.name);
        let rust = comparison.rust.as_ref().unwrap();
        assert_eq!(rust.verdict, Verdict::Unchanged, "{}", one.name);
    }
    let one = compare(&root, &models, &models, Some("appmesh")).unwrap();
    assert_eq!(one.len(), 1);
    let gone = compare(&root, &models, &models, Some("appmash"));
    let message = gone.err().unwrap().to_string();
    assert!(
        message.contains("apigatewayv2, appmesh, apprunner"),
        "{message}"
    );
}

#[test]
fn a_revision_is_read_with_its_locks() {
    let root = config::root();
    if !root.join(".git").exists() {
        let _ = writeln!(std::io::stderr(), "skipped: this is no git repository");
        return;
    }
    let found = compare(&root, "HEAD", "HEAD", Some("apprunner")).unwrap();
    assert_eq!(found.len(), 1);
    assert!(!found[0].is_breaking());
    let error = compare(&root, "no-such-revision", "HEAD", None)
        .err()
        .unwrap();
    let message = format!("{error:#}");
    assert!(
        message.contains("`no-such-revision` is no file or folder"),
        "{message}"
    );
    // What looks like an option of git is none.
    assert!(compare(&root, "--output=x", "HEAD", None).is_err());
    assert!(!Path::new("x").exists());
}

/// Two small models in files: a member of a shape is gone, one is new.
fn small() -> (tempfile::TempDir, [String; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let model = |member: &str| {
        serde_json::json!({ "smithy": "2.0", "shapes": {
            "a#S": {
                "type": "service", "version": "1", "operations": [{ "target": "a#Get" }],
                "traits": { "aws.protocols#awsJson1_1": {} }
            },
            "a#Get": { "type": "operation", "input": { "target": "a#In" }, "output": { "target": "smithy.api#Unit" } },
            "a#In": { "type": "structure", "members": { member: { "target": "smithy.api#String" } } }
        }})
    };
    let paths = [("old", "size"), ("new", "weight")].map(|(name, member)| {
        let path = folder.path().join(format!("{name}.json"));
        std::fs::write(&path, model(member).to_string()).unwrap();
        path.display().to_string()
    });
    (folder, paths)
}

#[test]
fn the_report_has_three_forms() {
    let (_folder, [old, new]) = small();
    let found = compare(&config::root(), &old, &new, None).unwrap();
    let text = text::render(&found);
    assert_eq!(
        text,
        "new: operations 1, now 1\n\
         \n\
         model: 1 error, 1 danger, 1 note\n  \
           Members (2)\n    \
             ERROR   a#In$size: the member is gone | RemovedShape\n    \
             NOTE    a#In$weight: a member is new: `smithy.api#String` | AddedShape\n  \
           Order of members (1)\n    \
             DANGER  a#In: the members stand in another order, or one is gone or inserted | ChangedMemberOrder\n\
         \n\
         rust: major: code that uses the generated crate may have to change\n  \
           removed: 1 field\n    \
             field GetInput.size: Option<String>\n  \
           added: 1 field\n    \
             field GetInput.weight: Option<String>\n"
    );
    let markdown = markdown::render(&found);
    for part in [
        "## new\n\nOperations: 1, now 1.\n",
        "### Rust: major: ",
        "- field `GetInput.size: Option<String>`\n",
        "| ERROR | `In$size` | the member is gone | `RemovedShape` |\n",
    ] {
        assert!(markdown.contains(part), "{part}\n{markdown}");
    }
    let json = json(&found);
    let service = &json["services"][0];
    assert_eq!(service["breaking"], true);
    assert_eq!(service["rust"]["verdict"], "major");
    assert_eq!(service["model"]["findings"][0]["id"], "RemovedShape");
    assert_eq!(
        markdown::render(&[]),
        "The models say what they said before.\n"
    );
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let (folder, [old, _]) = small();
    let root = config::root();
    let nowhere = folder.path().join("none").display().to_string();
    assert!(compare(&root, &old, &nowhere, None).is_err());
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let error = compare(&root, &old, &empty.display().to_string(), None)
        .err()
        .unwrap();
    assert!(
        error.to_string().contains("neither a model.json"),
        "{error:#}"
    );
    let error = compare(&root, &old, &old, Some("T")).err().unwrap();
    let message = error.to_string();
    assert!(
        message.contains("the model has no service `T`"),
        "{message}"
    );
    let broken = folder.path().join("broken.json");
    std::fs::write(&broken, "{").unwrap();
    let error = compare(&root, &old, &broken.display().to_string(), None)
        .err()
        .unwrap();
    assert!(error.to_string().contains("InvalidJson"), "{error:#}");
}
