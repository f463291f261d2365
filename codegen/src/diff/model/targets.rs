//! Members that target another shape than before: `ChangedMemberTarget`.

use crate::diff::finding::{Group, ModelDiff, Severity};
use crate::model::{Member, Shape, ShapeKind};

use super::{Differ, article};

/// How many lists and maps in each other are compared; in models of AWS at most four are.
const MAX_DEPTH: usize = 50;

impl Differ<'_> {
    /// Tells that a member has another target, and how much that matters: names of structures, unions and enums are
    /// seen by users, those of other shapes are not, and what differs in these counts as it would in one shape.
    pub(super) fn target(&mut self, id: &str, before: &Member, after: &Member) {
        let (old, new) = (self.old.target(before), self.new.target(after));
        let (Some(old), Some(new)) = (old, new) else {
            return;
        };
        let (severity, why) = self.targets(old, new);
        let message = format!("the target was `{}`, now `{}`: {why}", old.id, new.id);
        let evaluator = "ChangedMemberTarget";
        self.add(Group::Members, id, severity, evaluator, message);
    }

    fn targets(&self, old: &Shape, new: &Shape) -> (Severity, String) {
        let (was, is) = (old.kind.name(), new.kind.name());
        if was != is {
            let why = format!("{} {was} became {} {is}", article(was), article(is));
            return (Severity::Error, why);
        }
        let named = !matches!(
            old.kind,
            ShapeKind::Simple(_) | ShapeKind::List(_) | ShapeKind::Map { .. }
        );
        if named {
            let why = format!("the name of {} {was} is part of the API", article(was));
            return (Severity::Error, why);
        }
        if self.depth == MAX_DEPTH {
            let why = format!(
                "what {} {was} holds in the end is not compared",
                article(was)
            );
            return (Severity::Error, why);
        }
        // The two as if they were one shape that has changed.
        let mut differ = Differ {
            old: self.old,
            new: self.new,
            out: ModelDiff::default(),
            definitions: self.definitions.clone(),
            depth: self.depth.saturating_add(1),
        };
        differ.changed(old, new);
        let found = differ.out.findings;
        let worst = found.iter().map(|finding| finding.severity).max();
        let severity = worst.unwrap_or(Severity::Warning).max(Severity::Warning);
        let why = if found.is_empty() {
            "both mean the same".to_owned()
        } else {
            let all = found
                .iter()
                .map(|f| format!("{} ({})", f.message, f.severity));
            all.collect::<Vec<_>>().join("; ")
        };
        (severity, why)
    }
}
