//! Whether a member may be absent, and its default: `ChangedNullability`, `ChangedDefault`.

use serde_json::Value;

use crate::diff::finding::{Group, Severity};
use crate::model::{Member, Shape, ShapeKind, Traits};

use super::{Differ, shown};

/// Whether a client sees the member as optional (Smithy 2.0, "Structure member optionality").
fn nullable(container: &Shape, member: &Member) -> bool {
    let traits = &member.traits;
    let default = traits
        .default
        .as_ref()
        .is_some_and(|value| !value.is_null());
    container.traits.input || traits.client_optional || !(traits.required || default)
}

impl Differ<'_> {
    /// Tells when a member became optional or stopped being it; the traits that explain it are returned.
    pub(super) fn nullability(
        &mut self,
        id: &str,
        (old, before): (&Shape, &Member),
        (new, after): (&Shape, &Member),
    ) -> Vec<&'static str> {
        let (was, is) = (nullable(old, before), nullable(new, after));
        if was == is {
            return Vec::new();
        }
        let what = match is {
            true => "the member became optional",
            false => "the member is no longer optional",
        };
        let (a, b) = (&before.traits, &after.traits);
        let mut causes: Vec<(Severity, &str, &str, &'static str)> = Vec::new();
        let error = Severity::Error;
        match (old.traits.input, new.traits.input) {
            (true, false) => {
                causes.push((error, ".RemovedInputTrait", "the structure lost @input", ""))
            }
            (false, true) => {
                causes.push((
                    Severity::Danger,
                    ".AddedInputTrait",
                    "the structure got @input",
                    "",
                ));
            }
            (true, true) => {}
            (false, false) => self.causes(a, b, after, &mut causes),
        }
        if causes.is_empty() {
            self.add(Group::Presence, id, error, "ChangedNullability", what);
        }
        for (severity, suffix, why, _) in &causes {
            let evaluator = format!("ChangedNullability{suffix}");
            self.add(
                Group::Presence,
                id,
                *severity,
                &evaluator,
                format!("{what}: {why}"),
            );
        }
        causes.into_iter().map(|(.., told)| told).collect()
    }

    fn causes(
        &self,
        old: &Traits,
        new: &Traits,
        after: &Member,
        causes: &mut Vec<(Severity, &'static str, &'static str, &'static str)>,
    ) {
        let error = Severity::Error;
        if !old.client_optional && new.client_optional && old.required && new.required {
            let why = "it got @clientOptional, though it is required";
            causes.push((
                error,
                ".AddedClientOptionalTrait",
                why,
                "smithy.api#clientOptional",
            ));
        }
        if !old.required && new.required && !new.client_optional {
            causes.push((
                error,
                ".AddedRequiredTrait",
                "it got @required",
                "smithy.api#required",
            ));
        }
        let lost_required = old.required && !new.required;
        if old.default.is_none() && new.default.is_some() && !lost_required {
            let why = "it got @default without having been required";
            causes.push((error, ".AddedDefaultTrait", why, "smithy.api#default"));
        }
        if lost_required && new.default.is_none() && !old.client_optional {
            let target = self.new.target(after).map(|target| &target.kind);
            causes.push(match target {
                Some(ShapeKind::Structure(_) | ShapeKind::Union(_)) => {
                    let suffix = ".RemovedRequiredTrait.StructureOrUnion";
                    let why = "it lost @required; some generators treat structures and unions as optional anyway";
                    (Severity::Warning, suffix, why, "smithy.api#required")
                }
                _ => {
                    let why = "it lost @required and got no @default";
                    (error, ".RemovedRequiredTrait", why, "smithy.api#required")
                }
            });
        }
    }

    /// Tells a default that comes, goes or changes; whether it did. `member` is the new one, `None` for a shape.
    pub(super) fn default_changed(
        &mut self,
        id: &str,
        (old, new): (&Traits, &Traits),
        member: Option<&Member>,
    ) -> bool {
        let added_default = new.other.contains_key("smithy.api#addedDefault");
        let (severity, message) = match (&old.default, &new.default) {
            (Some(old), None) => {
                let target = member.and_then(|member| self.new.target(member));
                let default_of_target = target.and_then(|target| target.traits.default.as_ref());
                // Nothing was taken back that would count now.
                let harmless = member.is_some()
                    && old.is_null()
                    && default_of_target.is_none_or(Value::is_null);
                if harmless {
                    return false;
                }
                (
                    Severity::Error,
                    format!("the default {} is gone", shown(old)),
                )
            }
            (None, Some(value)) if member.is_none() => (
                Severity::Error,
                format!("the default {} of a shape is new", shown(value)),
            ),
            (None, Some(value)) if !added_default && !value.is_null() => {
                let message = format!("the default {} is new, without @addedDefault", shown(value));
                (Severity::Error, message)
            }
            (Some(old), Some(new)) if old != new => {
                let message = format!("the default was {}, now {}", shown(old), shown(new));
                (self.changed_default(old, new, member), message)
            }
            _ => return false,
        };
        self.add(Group::Presence, id, severity, "ChangedDefault", message);
        true
    }

    /// Between the zero value of the type and another the change is an error, else dangerous.
    fn changed_default(&self, old: &Value, new: &Value, member: Option<&Member>) -> Severity {
        let Some(member) = member else {
            return Severity::Error;
        };
        let kind = self.new.target(member).map(|target| target.kind.name());
        let zero = |value: &Value| match kind {
            Some("boolean") => value.as_bool() == Some(false),
            Some("byte" | "short" | "integer" | "long" | "float" | "double" | "intEnum") => {
                value.as_f64() == Some(0.0)
            }
            // Of blobs the empty one, which only streams had in Smithy 1.0.
            Some("blob") => value.as_str() == Some(""),
            _ => false,
        };
        match zero(old) == zero(new) {
            true => Severity::Danger,
            false => Severity::Error,
        }
    }
}
