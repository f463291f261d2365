//! Operations bound through resources, and pagination of the service.

use super::*;

#[test]
fn operations_of_nested_resources_belong_to_the_service() {
    let mut shapes = String::from(
        r#"{
        "ex#Svc": {"type": "service", "version": "1", "operations": [{"target": "ex#Ping"}], "resources": [{"target": "ex#Shelf"}]},
        "ex#Shelf": {"type": "resource", "identifiers": {"shelf": {"target": "smithy.api#String"}},
            "create": {"target": "ex#C"}, "put": {"target": "ex#P"}, "read": {"target": "ex#R"},
            "operations": [{"target": "ex#O"}], "resources": [{"target": "ex#Book"}]},
        "ex#Book": {"type": "resource", "update": {"target": "ex#U"}, "delete": {"target": "ex#D"},
            "list": {"target": "ex#L"}, "collectionOperations": [{"target": "ex#X"}]}"#,
    );
    for name in ["Ping", "C", "P", "R", "O", "U", "D", "L", "X", "Unbound"] {
        shapes.push_str(&format!(r#", "ex#{name}": {{"type": "operation"}}"#));
    }
    shapes.push('}');
    let model = load(&[&shapes]);
    let service = model.service(&id("ex#Svc")).unwrap();
    assert_eq!(
        names(&service.operations),
        ["C", "D", "L", "O", "P", "Ping", "R", "U", "X"]
    );
}

#[test]
fn resources_that_contain_each_other_end() {
    let model = load(&[r#"{
        "ex#Svc": {"type": "service", "version": "1", "resources": [{"target": "ex#A"}]},
        "ex#A": {"type": "resource", "resources": [{"target": "ex#B"}]},
        "ex#B": {"type": "resource", "resources": [{"target": "ex#A"}], "read": {"target": "ex#Op"}},
        "ex#Op": {"type": "operation"}
    }"#]);
    assert_eq!(
        names(&model.service(&id("ex#Svc")).unwrap().operations),
        ["Op"]
    );
}

#[test]
fn pagination_is_completed_from_the_service() {
    let model = load(&[r#"{
        "ex#Svc": {"type": "service", "version": "1", "operations": [{"target": "ex#List"}, {"target": "ex#Get"}],
                   "traits": {"smithy.api#paginated": {"inputToken": "next", "outputToken": "next", "pageSize": "max"}}},
        "ex#List": {"type": "operation", "input": {"target": "ex#In"}, "output": {"target": "ex#Out"},
                    "traits": {"smithy.api#paginated": {"items": "items", "pageSize": "limit"}}},
        "ex#In": {"type": "structure", "members": {
            "next": {"target": "smithy.api#String"}, "limit": {"target": "smithy.api#Integer"}
        }},
        "ex#Out": {"type": "structure", "members": {
            "next": {"target": "smithy.api#String"}, "items": {"target": "ex#Items"}
        }},
        "ex#Items": {"type": "list", "member": {"target": "smithy.api#String"}},
        "ex#Get": {"type": "operation"}
    }"#]);
    let traits = |name: &str| model.get(&id(name)).unwrap().traits.paginated.clone();
    let list = traits("ex#List").unwrap();
    assert_eq!(list.input_token.as_deref(), Some("next"));
    assert_eq!(list.items.as_deref(), Some("items"));
    assert_eq!(list.page_size.as_deref(), Some("limit"));
    assert!(traits("ex#Get").is_none());
}
