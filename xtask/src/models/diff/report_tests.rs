//! What people read: the text of a pull request stays short enough, and the entry of a changelog says what matters.

use serde_json::{Value, json};
use shapewright_codegen::Source;
use shapewright_codegen::diff::{self, Side};

use super::tests::history;
use super::{Compared, Outcome, changelog, markdown};

/// A service with these members in the structure that each of its operations takes and gives.
fn model(operations: &[&str], members: &[(&str, &str)]) -> Value {
    let members = members
        .iter()
        .map(|(name, target)| ((*name).to_owned(), json!({ "target": target })));
    let members: Value = members.collect::<serde_json::Map<_, _>>().into();
    let targets: Vec<Value> = operations
        .iter()
        .map(|name| json!({ "target": format!("a#{name}") }))
        .collect();
    let mut shapes = json!({
        "a#S": {
            "type": "service", "version": "1", "operations": targets,
            "traits": { "aws.protocols#awsJson1_1": {} }
        },
        "a#In": { "type": "structure", "members": { "thing": { "target": "a#Thing" } } },
        "a#Thing": { "type": "structure", "members": members },
        "a#Short": { "type": "string", "traits": { "smithy.api#length": { "max": 9 } } },
    });
    for name in operations {
        shapes[format!("a#{name}")] = json!({ "type": "operation", "input": { "target": "a#In" }, "output": { "target": "a#In" } });
    }
    json!({ "smithy": "2.0", "shapes": shapes })
}

fn compared(old: &Value, new: &Value) -> [Compared; 1] {
    let [old, new] = [old, new].map(|model| Side {
        sources: vec![Source::new("model.json", model.to_string())],
        lock: None,
    });
    let comparison = diff::compare(&old, &new, None).unwrap();
    [Compared {
        name: "shop".to_owned(),
        outcome: Outcome::Compared(Box::new(comparison)),
    }]
}

const TEXT: &str = "smithy.api#String";

#[test]
fn a_changelog_says_what_users_have_to_know() {
    let old = model(
        &["Get", "Put"],
        &[("a", TEXT), ("b", TEXT), ("c", "smithy.api#Integer")],
    );
    let new = model(
        &["Get", "List"],
        &[("a", "a#Short"), ("c", TEXT), ("d", TEXT)],
    );
    let found = compared(&old, &new);
    assert_eq!(
        changelog::entry(&found),
        "#### shop: major\n\n\
         - **Removed**: the operation `Put`, with its input and output\n\
         - **Removed**: the field `Thing.b: Option<String>`\n\
         - **Changed**: the field `Thing.c: Option<i32>, now Option<String>`\n\
         - Added operations, with their inputs and outputs (1): `List`\n\
         - Added fields (1): `Thing.d`\n\
         - `Thing.a` is checked in another way\n"
    );
    let same = compared(&old, &old);
    assert_eq!(
        changelog::entry(&same),
        "The generated crates stay as they are.\n"
    );
    let come_and_gone =
        [("a", Outcome::New), ("b", Outcome::Gone)].map(|(name, outcome)| Compared {
            name: name.to_owned(),
            outcome,
        });
    assert_eq!(
        changelog::entry(&come_and_gone),
        "#### a: new\n\nThe crate is new.\n\n#### b: major\n\nThe crate is gone.\n"
    );
    let mut lost = new.clone();
    lost["shapes"]["a#S"]["traits"] = json!({});
    let entry = changelog::entry(&compared(&new, &lost));
    assert!(
        entry.contains("#### shop: major\n\nNo crate can"),
        "{entry}"
    );
}

#[test]
fn a_changelog_is_short() {
    let names: Vec<String> = (0..300).map(|number| format!("member{number}")).collect();
    let members = |target| {
        names
            .iter()
            .map(|name| (name.as_str(), target))
            .collect::<Vec<_>>()
    };
    let (few, many) = (model(&["Get"], &[]), model(&["Get"], &members(TEXT)));
    let gone = changelog::entry(&compared(&many, &few));
    assert!(gone.lines().count() < 20, "{gone}");
    assert!(
        gone.contains("- **Removed**: 292 more; in all 300 fields\n"),
        "{gone}"
    );
    let come = changelog::entry(&compared(&few, &many));
    assert!(come.ends_with(" and 260 more\n"), "{come}");
    let limited = changelog::entry(&compared(&many, &model(&["Get"], &members("a#Short"))));
    assert!(
        limited.contains("300 fields of 1 type are checked "),
        "{limited}"
    );
}

#[test]
fn long_lists_fold() {
    let names: Vec<String> = (0..30).map(|number| format!("m{number}")).collect();
    let members: Vec<_> = names.iter().map(|name| (name.as_str(), TEXT)).collect();
    let limited: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), "a#Short"))
        .collect();
    let (few, many) = (model(&["Get"], &[]), model(&["Get"], &members));
    let text = markdown::render(&compared(&few, &many));
    assert!(
        text.contains("<details><summary>added: 30 fields</summary>\n\n- field `Thing.m0: "),
        "{text}"
    );
    // Shapes without the service's namespace; those with the same change in one row.
    assert!(text.contains("| NOTE | `Thing$m0`, `Thing$m1`, "), "{text}");
    let text = markdown::render(&compared(&many, &model(&["Get"], &limited)));
    assert!(
        text.contains("30 fields are checked in another way</summary>\n\n- `Thing`: `m0`, `m1`, "),
        "{text}"
    );
    let text = markdown::render(&compared(
        &model(&["Get"], &members[..2]),
        &model(&["Get"], &limited[..2]),
    ));
    assert!(
        text.contains("- `Thing.m0`, `Thing.m1` are checked in another way\n"),
        "{text}"
    );
}

#[test]
fn a_report_fits_a_pull_request() {
    let names: Vec<String> = (0..3000)
        .map(|number| format!("aMemberWithALongName{number}"))
        .collect();
    let members = |target| {
        names
            .iter()
            .map(|name| (name.as_str(), target))
            .collect::<Vec<_>>()
    };
    let (few, many) = (model(&["Get"], &[]), model(&["Get"], &members(TEXT)));
    let found = compared(&few, &many);
    let text = markdown::render(&found);
    assert!(text.chars().count() < 65_536, "{}", text.len());
    assert!(text.contains("### Rust: minor"), "the verdict stays");
    assert!(text.ends_with("The rest is left out: `cargo xtask models diff` prints it.\n"));
    assert_eq!(
        text.matches("<details>").count(),
        text.matches("</details>").count()
    );
    assert_eq!(markdown::cut("short\n".to_owned(), 10), "short\n");
}

/// The update that this project has seen: readable, and told in a few lines.
#[test]
fn the_history_of_api_gateway_is_readable() {
    let Some(found) = history("apigatewayv2", "apigatewayv2-2018-11-29.json") else {
        return;
    };
    let found = [Compared {
        name: "apigatewayv2".to_owned(),
        outcome: Outcome::Compared(Box::new(found)),
    }];
    let text = markdown::render(&found);
    assert!(text.chars().count() < 32_768, "{}", text.len());
    assert!(
        text.contains("`CreatePortal`, `CreatePortalProduct`"),
        "{text}"
    );
    let entry = changelog::entry(&found);
    assert!(entry.lines().count() < 40, "{entry}");
    assert!(
        entry.starts_with(
            "#### apigatewayv2: minor\n\n72 operations, now 103.\n\n- Added operations"
        ),
        "{entry}"
    );
    assert!(
        entry.contains("- Added fields (10): `CreateDomainNameInput.routing_mode`, "),
        "{entry}"
    );
    assert!(
        entry.contains("- 249 fields of 83 types are checked"),
        "{entry}"
    );
}
