//! Members that are boxed.

use super::*;

fn recursive(model: &Model) -> Vec<String> {
    let members = model.shapes().flat_map(|shape| shape.members());
    members
        .filter(|member| member.recursive)
        .map(|member| member.id.to_string())
        .collect()
}

#[test]
fn every_edge_inside_a_cycle_and_no_other() {
    let model = load(&[r#"{
        "ex#Self": {"type": "structure", "members": {"me": {"target": "ex#Self"}, "name": {"target": "smithy.api#String"}}},
        "ex#A": {"type": "structure", "members": {"b": {"target": "ex#B"}, "self": {"target": "ex#Self"}}},
        "ex#B": {"type": "structure", "members": {"c": {"target": "ex#C"}, "leaf": {"target": "ex#Leaf"}}},
        "ex#C": {"type": "union", "members": {"a": {"target": "ex#A"}, "b": {"target": "ex#B"}, "leaf": {"target": "ex#Leaf"}}},
        "ex#Leaf": {"type": "structure", "members": {}}
    }"#]);
    assert_eq!(
        recursive(&model),
        ["ex#A$b", "ex#B$c", "ex#C$a", "ex#C$b", "ex#Self$me"]
    );
}

#[test]
fn lists_and_maps_are_indirection_enough() {
    let model = load(&[r#"{
        "ex#Tree": {"type": "structure", "members": {"children": {"target": "ex#Trees"}, "named": {"target": "ex#Named"}}},
        "ex#Trees": {"type": "list", "member": {"target": "ex#Tree"}},
        "ex#Named": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "ex#Tree"}}
    }"#]);
    assert_eq!(recursive(&model), Vec::<String>::new());
}

#[test]
fn a_deep_chain_does_not_exhaust_the_stack() {
    const LENGTH: u32 = 20_000;
    let mut shapes = String::from("{");
    for number in 0..LENGTH {
        let next = (number + 1) % LENGTH;
        shapes.push_str(&format!(
            r#"{} "ex#S{number}": {{"type": "structure", "members": {{"next": {{"target": "ex#S{next}"}}}}}}"#,
            if number == 0 { "" } else { "," }
        ));
    }
    shapes.push('}');
    assert_eq!(recursive(&load(&[&shapes])).len(), LENGTH as usize);
}
