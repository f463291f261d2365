//! An import gives way to its overlay. · Called by `update`.
//!
//! Smithy lets two sources give a shape the same trait only if the values are equal (Smithy 2.0,
//! "Trait conflict resolution"). So what the overlay says of a shape is left out of the import.

use serde_json::{Map, Value};

/// Removes from the model what the overlay says otherwise; returns what it no longer needs to say.
///
/// An overlay that is not JSON, or is about shapes that are gone, is left to the loader, which
/// reports it with its place.
pub(super) fn give_way(model: &mut Value, overlay: &str) -> Vec<String> {
    let mut notes = Vec::new();
    let overlay: Value = serde_json::from_str(overlay).unwrap_or_default();
    let applies = overlay.get("shapes").and_then(Value::as_object);
    for (id, apply) in applies.into_iter().flatten() {
        let said = apply.get("traits").and_then(Value::as_object);
        let Some(body) = target(model, id) else {
            continue;
        };
        let Some(traits) = body.get_mut("traits").and_then(Value::as_object_mut) else {
            continue;
        };
        for (name, value) in said.into_iter().flatten() {
            match traits.get(name) {
                Some(old) if old == value => {
                    notes.push(format!("the overlay's {name} of {id} is in botocore too"));
                }
                _ => drop(traits.shift_remove(name)),
            }
        }
        if traits.is_empty() {
            body.shift_remove("traits");
        }
    }
    notes
}

/// The object of a shape, or of a member when the id has one.
fn target<'a>(model: &'a mut Value, id: &str) -> Option<&'a mut Map<String, Value>> {
    let (shape, member) = match id.split_once('$') {
        Some((shape, member)) => (shape, Some(member)),
        None => (id, None),
    };
    let body = model.get_mut("shapes")?.get_mut(shape)?;
    let body = match (member, body.get("type").and_then(Value::as_str)) {
        (None, _) => body,
        (Some(member), Some("list" | "map")) => body.get_mut(member)?,
        (Some(member), _) => body.get_mut("members")?.get_mut(member)?,
    };
    body.as_object_mut()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::give_way;

    #[test]
    fn other_values_go_and_equal_ones_are_told() {
        let mut model = json!({ "shapes": {
            "a#S": { "type": "string", "traits": { "t#p": "x" } },
            "a#T": { "type": "structure", "members": {
                "m": { "target": "a#S", "traits": { "t#q": 1, "t#r": 2 } }
            } },
        } });
        let overlay = json!({ "shapes": {
            "a#S": { "type": "apply", "traits": { "t#p": "y" } },
            "a#T$m": { "type": "apply", "traits": { "t#q": 1, "t#r": 3 } },
            "a#Gone": { "type": "apply", "traits": { "t#p": "y" } },
        } });
        let notes = give_way(&mut model, &overlay.to_string());
        assert_eq!(notes, ["the overlay's t#q of a#T$m is in botocore too"]);
        let wanted = json!({ "shapes": {
            "a#S": { "type": "string" },
            "a#T": { "type": "structure", "members": {
                "m": { "target": "a#S", "traits": { "t#q": 1 } }
            } },
        } });
        assert_eq!(model, wanted);
    }
}
