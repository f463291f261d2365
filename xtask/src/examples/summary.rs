//! Findings of many documents in few lines: what is the same everywhere is said once, with how often.

use std::collections::{BTreeMap, BTreeSet};

use shapewright_codegen::examples::{Finding, Kind};

use super::lint::Located;

/// The same thing wrong in one or more documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// What kind.
    pub(super) kind: Kind,
    /// The absolute id of the shape or member that says otherwise; empty where none does.
    pub(super) shape: String,
    /// What is shown, where that tells more than the shape.
    pub(super) shown: String,
    /// What the model says instead.
    pub(super) model: String,
    /// How many documents.
    pub(super) documents: usize,
    /// How many times in all.
    pub(super) findings: usize,
}

/// All findings in groups, those of most documents first.
pub(super) fn groups(findings: &[Located]) -> Vec<Group> {
    let mut found: BTreeMap<(Kind, &str, &str), Vec<&Located>> = BTreeMap::new();
    for located in findings {
        let finding = &located.finding;
        let key = (finding.kind, finding.shape.as_str(), shown(finding));
        found.entry(key).or_default().push(located);
    }
    let mut groups: Vec<Group> = Vec::new();
    // Members that are missing in the same documents are one thing.
    let mut missing: BTreeMap<(&str, BTreeSet<&str>, usize), Vec<&str>> = BTreeMap::new();
    for ((kind, shape, shown), all) in found {
        let documents: BTreeSet<&str> = all.iter().map(|it| it.document.as_str()).collect();
        if let (Kind::MissingRequired, Some((structure, member))) = (kind, shape.split_once('$')) {
            let key = (structure, documents, all.len());
            missing.entry(key).or_default().push(member);
            continue;
        }
        let model = all.first().map(|it| it.finding.model.clone());
        groups.push(Group {
            kind,
            shape: shape.to_owned(),
            shown: shown.to_owned(),
            model: model.unwrap_or_default(),
            documents: documents.len(),
            findings: all.len(),
        });
    }
    groups.extend(missing.into_iter().map(|(key, members)| {
        let (structure, documents, findings) = key;
        let (verb, they) = match members.len() {
            1 => ("is", "it is"),
            _ => ("are", "they are"),
        };
        Group {
            kind: Kind::MissingRequired,
            shape: structure.to_owned(),
            shown: format!("`{}` {verb} missing", members.join("`, `")),
            model: format!("{they} required"),
            documents: documents.len(),
            findings,
        }
    }));
    groups.sort_by(|a, b| {
        let key = |it: &Group| (std::cmp::Reverse((it.documents, it.findings)), it.kind);
        (key(a), &a.shape, &a.shown).cmp(&(key(b), &b.shape, &b.shown))
    });
    groups
}

/// What tells findings of one shape apart: not a value that has the wrong form, not where it stands.
fn shown(finding: &Finding) -> &str {
    match finding.kind {
        Kind::MissingRequired
        | Kind::NullItem
        | Kind::UnionMembers
        | Kind::Length
        | Kind::Range
        | Kind::Pattern
        | Kind::UniqueItems => "",
        // Its line and column come first.
        Kind::Syntax => finding.message.split_once(": ").map_or("", |it| it.1),
        _ => &finding.message,
    }
}

impl Group {
    /// `in 3 documents`, and how often if that is more.
    pub(super) fn extent(&self) -> String {
        let plural = if self.documents == 1 { "" } else { "s" };
        let mut text = format!("in {} document{plural}", self.documents);
        if self.findings > self.documents {
            text.push_str(&format!(", {} times", self.findings));
        }
        text
    }
}

/// The groups as text, a line each.
pub(super) fn text(findings: &[Located]) -> String {
    let lines = groups(findings).into_iter().map(|group| {
        let extent = group.extent();
        let what = [group.shape.as_str(), &group.shown];
        let what: Vec<&str> = what.into_iter().filter(|it| !it.is_empty()).collect();
        let kind = group.kind.to_string();
        format!("{extent:25} {kind:17} {}", what.join(": "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shapewright_codegen::examples::Part;

    fn located(document: &str, kind: Kind, shape: &str, message: &str) -> Located {
        Located {
            service: "s".to_owned(),
            document: document.to_owned(),
            page: None,
            line: 1,
            operation: "Get".to_owned(),
            finding: Finding {
                part: Part::Output,
                pointer: format!("/{message}"),
                kind,
                message: message.to_owned(),
                model: "another".to_owned(),
                shape: shape.to_owned(),
                hint: None,
            },
        }
    }

    #[test]
    fn the_same_thing_is_said_once() {
        let findings = [
            located("a.rst", Kind::Pattern, "x#Id", "\"1\" is shown"),
            located("a.rst", Kind::Pattern, "x#Id", "\"2\" is shown"),
            located("b.rst", Kind::Pattern, "x#Id", "\"1\" is shown"),
            located("b.rst", Kind::UnknownMember, "x#S", "`CPU` is shown"),
            located("b.rst", Kind::UnknownMember, "x#S", "`Ram` is shown"),
            located("c.rst", Kind::MissingRequired, "x#S$a", "`a` is missing"),
            located("c.rst", Kind::MissingRequired, "x#S$b", "`b` is missing"),
            located("d.rst", Kind::MissingRequired, "x#S$c", "`c` is missing"),
            located(
                "d.rst",
                Kind::Syntax,
                "",
                "in its line 1, column 2: wrong before `\"a\": 1`",
            ),
        ];
        let told = text(&findings);
        let lines: Vec<String> = told
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            lines,
            [
                "in 2 documents, 3 times Pattern x#Id",
                "in 1 document Syntax wrong before `\"a\": 1`",
                "in 1 document UnknownMember x#S: `CPU` is shown",
                "in 1 document UnknownMember x#S: `Ram` is shown",
                "in 1 document MissingRequired x#S: `a`, `b` are missing",
                "in 1 document MissingRequired x#S: `c` is missing",
            ]
        );
        let sum: usize = groups(&findings).iter().map(|it| it.findings).sum();
        assert_eq!(sum, 8, "two members that are missing together count once");
    }
}
