//! What a comparison of two models finds, classed as Smithy's own diff does.

use std::collections::BTreeMap;
use std::fmt;

/// How much a change of the model matters (Smithy 2.0, "Model validation": severity).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Compatible, but needs attention.
    Warning,
    /// Most probably a mistake, or incompatible for some.
    Danger,
    /// Incompatible.
    Error,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Danger, Self::Warning, Self::Note];

    /// The name as Smithy writes it: `NOTE`, `WARNING`, `DANGER` or `ERROR`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "NOTE",
            Self::Warning => "WARNING",
            Self::Danger => "DANGER",
            Self::Error => "ERROR",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What a finding is about; reports are grouped by it, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The service: version, renamed shapes, authentication, protocols.
    Service,
    /// Operations that come, go or change their input or output.
    Operations,
    /// The errors of operations and services.
    Errors,
    /// Data shapes and resources that come, go or change their type.
    Shapes,
    /// Members that come, go or change their target.
    Members,
    /// Values of enums.
    EnumValues,
    /// Presence: `required`, `default`, `clientOptional`, `input`.
    Presence,
    /// What limits values.
    Constraints,
    /// Where things travel in HTTP.
    HttpBindings,
    /// All other traits.
    Traits,
    /// The order of members.
    Order,
    /// The model's metadata.
    Metadata,
}

impl Group {
    /// A heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Service => "Service",
            Self::Operations => "Operations",
            Self::Errors => "Errors",
            Self::Shapes => "Shapes",
            Self::Members => "Members",
            Self::EnumValues => "Enum values",
            Self::Presence => "Presence",
            Self::Constraints => "Constraints",
            Self::HttpBindings => "HTTP bindings",
            Self::Traits => "Traits",
            Self::Order => "Order of members",
            Self::Metadata => "Metadata",
        }
    }
}

/// One change of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub group: Group,
    /// The absolute id of the shape or member; empty for metadata.
    pub shape: String,
    /// How much it matters.
    pub severity: Severity,
    /// The event id of Smithy's diff evaluator, such as `ChangedMemberTarget` or
    /// `TraitBreakingChange.Remove.smithy.api#http`, without the names of shapes that some end with.
    pub evaluator: String,
    /// What has changed, one sentence without a full stop.
    pub message: String,
}

/// How two models differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelDiff {
    /// The changes, sorted by group, shape, severity (the worst first) and evaluator.
    pub findings: Vec<Finding>,
    /// How many changes there are in what only documents, tests or finds endpoints.
    pub unlisted: usize,
}

impl ModelDiff {
    /// The worst severity; `None` when nothing is listed.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// How many findings have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let same = |finding: &&Finding| finding.severity == severity;
        self.findings.iter().filter(same).count()
    }

    /// The findings by group, in the order of the groups.
    #[must_use]
    pub fn groups(&self) -> BTreeMap<Group, Vec<&Finding>> {
        let mut groups: BTreeMap<Group, Vec<&Finding>> = BTreeMap::new();
        for finding in &self.findings {
            groups.entry(finding.group).or_default().push(finding);
        }
        groups
    }

    /// Sorts the findings; equal ones are told once.
    pub(super) fn sort(&mut self) {
        self.findings.sort_by(|a, b| {
            let key = |f: &Finding| (f.group, f.shape.clone());
            let rest = |f: &Finding| (f.evaluator.clone(), f.message.clone());
            key(a)
                .cmp(&key(b))
                .then(b.severity.cmp(&a.severity))
                .then(rest(a).cmp(&rest(b)))
        });
        self.findings.dedup();
    }
}
