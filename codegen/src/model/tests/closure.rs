//! What a service or some operations reach.

use super::*;

const SHOP: &str = r#"{
    "ex#Shop": {"type": "service", "version": "1", "operations": [{"target": "ex#Get"}, {"target": "ex#Put"}],
                "errors": [{"target": "ex#Down"}], "rename": {"old#Item": "OldItem"}},
    "ex#Get": {"type": "operation", "input": {"target": "ex#GetInput"}, "output": {"target": "ex#GetOutput"}, "errors": [{"target": "ex#Missing"}]},
    "ex#Put": {"type": "operation", "input": {"target": "ex#PutInput"}, "output": {"target": "smithy.api#Unit"}},
    "ex#GetInput": {"type": "structure", "members": {"id": {"target": "ex#Id"}}},
    "ex#GetOutput": {"type": "structure", "members": {"items": {"target": "ex#Items"}}},
    "ex#PutInput": {"type": "structure", "members": {"item": {"target": "old#Item"}}},
    "ex#Items": {"type": "list", "member": {"target": "ex#Item"}},
    "ex#Item": {"type": "structure", "members": {"parent": {"target": "ex#Item"}}},
    "old#Item": {"type": "union", "members": {"none": {"target": "smithy.api#Unit"}, "id": {"target": "ex#Id"}}},
    "ex#Id": {"type": "string"},
    "ex#Unused": {"type": "structure", "members": {}},
    "ex#Down": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "server"}},
    "ex#Missing": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}}
}"#;

#[test]
fn the_whole_service() {
    let closure = load(&[SHOP]).closure(&id("ex#Shop"), None);
    assert_eq!(names(&closure.operations), ["Get", "Put"]);
    assert_eq!(
        names(&closure.shapes),
        [
            "Down",
            "GetInput",
            "GetOutput",
            "Id",
            "Item",
            "Items",
            "Missing",
            "PutInput",
            "Item"
        ]
    );
    assert_eq!(names(&closure.errors), ["Down", "Missing"]);
    assert_eq!(names(&closure.sent), ["GetInput", "Id", "PutInput", "Item"]);
    assert_eq!(
        names(&closure.received),
        ["Down", "GetOutput", "Item", "Items", "Missing"]
    );
}

#[test]
fn some_operations() {
    let closure = load(&[SHOP]).closure(&id("ex#Shop"), Some(&[id("ex#Put"), id("ex#Nothing")]));
    assert_eq!(names(&closure.operations), ["Put"]);
    assert_eq!(names(&closure.shapes), ["Down", "Id", "PutInput", "Item"]);
    assert_eq!(names(&closure.inputs), ["PutInput"]);
    assert!(closure.outputs.is_empty());
}

#[test]
fn renamed_shapes() {
    let closure = load(&[SHOP]).closure(&id("ex#Shop"), None);
    assert_eq!(closure.name_of(&id("old#Item")), "OldItem");
    assert_eq!(closure.name_of(&id("ex#Item")), "Item");
}
