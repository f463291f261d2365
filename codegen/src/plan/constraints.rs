//! Constraint statics: one for each shape or member that limits values, and one pattern
//! static for each distinct `@pattern`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Report};
use crate::model::traits::{Length, Range};
use crate::model::{Member, Model, ShapeKind};
use crate::names::{Name, Scope};
use crate::pattern::{self, Outcome};

use super::types::TypeKind;

/// A static with constraints.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstraintPlan {
    /// The static's name.
    pub name: Name,
    /// The id of the shape or member that has the constraints.
    pub shape: String,
    /// Limits of the length.
    pub length: Option<Length>,
    /// Limits of the value, and whether it is an integer's.
    pub range: Option<Range>,
    /// The static of the pattern.
    pub pattern: Option<Name>,
    /// Whether items must differ.
    pub unique: bool,
    /// The enum whose values are allowed, and those to name in messages when some are internal.
    pub values: Option<EnumValues>,
    /// Whether values must not be shown.
    pub sensitive: bool,
}

/// Which values an enum constraint names.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValues {
    /// The enum's type.
    pub enumeration: Name,
    /// The values to name; `None` when all are (then the type's own list serves).
    pub public: Option<Vec<String>>,
}

/// A static with a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternPlan {
    /// The static's name.
    pub name: Name,
    /// The pattern as the model has it.
    pub source: String,
    /// The static automaton.
    pub automaton: Vec<u8>,
    /// Why the automaton accepts more than the pattern, if it does.
    pub superset: Option<String>,
}

/// Collects the statics; equal ones are made once.
#[derive(Debug, Default)]
pub(super) struct ConstraintTable {
    pub(super) constraints: Vec<ConstraintPlan>,
    pub(super) patterns: Vec<PatternPlan>,
    pub(super) report: Report,
    refused: BTreeSet<String>,
    by_owner: BTreeMap<String, Vec<usize>>,
    by_pattern: BTreeMap<String, Name>,
    scope: Scope,
}

impl ConstraintTable {
    /// The static for a member, or `None` when nothing limits it.
    pub(super) fn of_member(
        &mut self,
        model: &Model,
        member: &Member,
        kind: &TypeKind,
    ) -> Option<Name> {
        let own = &member.traits;
        let owned_by_member = own.length.is_some() || own.range.is_some() || own.pattern.is_some();
        let (owner, label) = if owned_by_member {
            let label = format!("{}_{}", member.id.shape.name(), member.name());
            (member.id.to_string(), label)
        } else {
            (member.target.to_string(), member.target.name().to_owned())
        };
        let pattern_source = model.pattern(member).map(str::to_owned);
        let pattern = pattern_source.and_then(|source| self.pattern(&source, &owner));
        let plan = ConstraintPlan {
            name: Name::screaming(&label),
            shape: owner,
            length: model.length(member).copied(),
            range: model.range(member).cloned(),
            pattern,
            unique: matches!(kind, TypeKind::List { unique: true, .. }),
            values: enum_values(model, member, kind),
            sensitive: model.sensitive(member),
        };
        let limits = plan.length.is_some()
            || plan.range.is_some()
            || plan.pattern.is_some()
            || plan.unique
            || plan.values.is_some()
            || matches!(kind, TypeKind::IntEnum(_))
            || plan.sensitive && hides_inside(model, member, kind);
        limits.then(|| self.intern(plan))
    }

    fn intern(&mut self, mut plan: ConstraintPlan) -> Name {
        let wanted = plan.name.clone();
        let same_owner = self.by_owner.entry(plan.shape.clone()).or_default();
        for known in same_owner.iter().map(|index| &self.constraints[*index]) {
            plan.name = known.name.clone();
            if *known == plan {
                return plan.name;
            }
        }
        same_owner.push(self.constraints.len());
        plan.name = self.scope.claim(wanted, &plan.shape).name;
        self.constraints.push(plan.clone());
        plan.name
    }

    /// The static for a pattern; `None` when it accepts everything or cannot be had.
    fn pattern(&mut self, source: &str, owner: &str) -> Option<Name> {
        if let Some(known) = self.by_pattern.get(source) {
            return Some(known.clone());
        }
        if self.refused.contains(source) {
            return None;
        }
        let (automaton, superset) = match pattern::compile(source) {
            Outcome::Exact(automaton) => (automaton, None),
            Outcome::Superset { automaton, reason } => (automaton, Some(reason)),
            Outcome::Always => return self.refuse(source),
            Outcome::Never(reason) => {
                self.warn(
                    owner,
                    format!("pattern `{source}` matches nothing ({reason}) and is not checked"),
                );
                return self.refuse(source);
            }
            Outcome::Unsupported(reason) => {
                self.warn(
                    owner,
                    format!("pattern `{source}` is not checked: {reason}"),
                );
                return self.refuse(source);
            }
        };
        if let Some(reason) = &superset {
            self.warn(
                owner,
                format!("pattern `{source}` is checked loosely: {reason}"),
            );
        }
        let name = owner.rsplit(['#', '$']).next().unwrap_or(owner);
        let name = self
            .scope
            .claim(Name::screaming(&format!("{name}_pattern")), owner)
            .name;
        self.by_pattern.insert(source.to_owned(), name.clone());
        self.patterns.push(PatternPlan {
            name: name.clone(),
            source: source.to_owned(),
            automaton,
            superset,
        });
        Some(name)
    }

    fn refuse(&mut self, source: &str) -> Option<Name> {
        self.refused.insert(source.to_owned());
        None
    }

    fn warn(&mut self, owner: &str, message: String) {
        self.report
            .push(Diagnostic::warning("Pattern", message).with_shape(owner));
    }
}

/// Whether violations inside a sensitive list or map show what they must not, if it has no constraints of its own.
fn hides_inside(model: &Model, member: &Member, kind: &TypeKind) -> bool {
    match kind {
        // Pointers would show the keys.
        TypeKind::Map { key, value, .. } => key.checked || value.checked,
        // Items that are sensitive themselves hide their own values.
        TypeKind::List { item, .. } => {
            let items = model.get(&member.target).map(|target| &target.kind);
            let sensitive =
                matches!(items, Some(ShapeKind::List(member)) if model.sensitive(member));
            item.checked && !sensitive
        }
        _ => false,
    }
}

fn enum_values(model: &Model, member: &Member, kind: &TypeKind) -> Option<EnumValues> {
    let TypeKind::Enum(name) = kind else {
        return None;
    };
    let ShapeKind::Enum(members) = &model.get(&member.target)?.kind else {
        return None;
    };
    let internal = members.iter().any(|m| m.traits.internal);
    let public = internal.then(|| {
        members
            .iter()
            .filter(|m| !m.traits.internal)
            .map(|m| m.value.clone())
            .collect()
    });
    Some(EnumValues {
        enumeration: name.clone(),
        public,
    })
}
