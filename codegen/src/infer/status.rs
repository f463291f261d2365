//! The status of what an operation reads: a member called so, whose values are known.

use crate::model::{Member, Model, Shape, ShapeKind};

/// How deep a resource's own status is at most: App Mesh has `mesh.status.status`.
const MAX_DEPTH: usize = 3;

/// A member that shows a status.
#[derive(Clone, Debug)]
pub(super) struct Status<'m> {
    /// A JMESPath expression.
    pub(super) path: String,
    /// The member's name without `Status` or `State`.
    pub(super) about: String,
    /// The enum's values.
    pub(super) values: Vec<&'m str>,
    /// Whether the path leads through a list.
    pub(super) list: bool,
}

/// The statuses that are nearest to the surface: what is deeper belongs to a part of the resource. Those in a list count
/// where there are no others, and there is one list.
pub(super) fn statuses<'m>(model: &'m Model, output: &'m Shape) -> Vec<Status<'m>> {
    let mut level = vec![(String::new(), output, false)];
    for _ in 0..MAX_DEPTH {
        let mut found = Vec::new();
        let mut next = Vec::new();
        for (path, shape, list) in level {
            for member in shape.members() {
                let path = match path.as_str() {
                    "" => member.name().to_owned(),
                    path => format!("{path}.{}", member.name()),
                };
                look(model, member, path, list, &mut found, &mut next);
            }
        }
        let (lists, single): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.list);
        if !single.is_empty() {
            return single;
        }
        if !lists.is_empty() {
            return if lists.len() == 1 { lists } else { Vec::new() };
        }
        level = next;
    }
    Vec::new()
}

fn look<'m>(
    model: &'m Model,
    member: &'m Member,
    path: String,
    list: bool,
    found: &mut Vec<Status<'m>>,
    next: &mut Vec<(String, &'m Shape, bool)>,
) {
    let Some(target) = model.target(member) else {
        return;
    };
    match &target.kind {
        ShapeKind::Enum(values) => {
            let name = member.name().to_ascii_lowercase();
            let rest = name
                .strip_suffix("status")
                .or_else(|| name.strip_suffix("state"));
            if let Some(about) = rest.and_then(|rest| member.name().get(..rest.len())) {
                found.push(Status {
                    path,
                    about: about.to_owned(),
                    values: values.iter().map(|value| value.value.as_str()).collect(),
                    list,
                });
            }
        }
        ShapeKind::Structure(_) => next.push((path, target, list)),
        ShapeKind::List(item) if !list => {
            if let Some(item) = model.target(item)
                && matches!(item.kind, ShapeKind::Structure(_))
            {
                next.push((format!("{path}[]"), item, true));
            }
        }
        _ => {}
    }
}
