//! What the evidence says of a case, beside the verdict of `models diff`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::build::{Compiled, normal, user_package};
use super::rustdoc::{Compared, Said};
use super::subject::Subject;
use super::users::{For, User};

/// All that is known of a case.
pub(super) struct Evidence<'a> {
    subject: &'a Subject,
    compared: Option<Compared>,
    compiled: &'a Compiled,
}

/// What the crates say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    /// The case.
    pub(super) name: String,
    /// The verdict of `models diff`.
    pub(super) verdict: String,
    /// The verdict of the crates.
    pub(super) crates: &'static str,
    /// How it is known, a phrase each.
    pub(super) reasons: Vec<String>,
    /// What is wrong with the case's users.
    pub(super) wrong: Vec<String>,
}

impl Judgement {
    /// Whether the verdict is confirmed.
    pub(super) fn agrees(&self) -> bool {
        self.wrong.is_empty() && self.verdict == self.crates
    }
}

impl<'a> Evidence<'a> {
    pub(super) fn new(
        subject: &'a Subject,
        compared: Option<Compared>,
        compiled: &'a Compiled,
    ) -> Self {
        Self {
            subject,
            compared,
            compiled,
        }
    }

    /// The verdict of the crates.
    pub(super) fn judge(&self) -> Judgement {
        let mut judgement = Judgement {
            name: self.subject.name.clone(),
            verdict: self.subject.verdict.clone(),
            crates: "none",
            reasons: Vec::new(),
            wrong: Vec::new(),
        };
        let Some(new) = self.subject.new else {
            let reason = "nothing can be generated of the new model";
            judgement.reasons.push(reason.to_owned());
            return judgement;
        };
        let breaks = self.users(new, For::Old, &mut judgement);
        let grows = self.users(new, For::New, &mut judgement);
        let Compared { forth, back } = self.compared.clone().unwrap_or_default();
        tell(&mut judgement.reasons, "", &forth);
        tell(&mut judgement.reasons, "added: ", &back);
        judgement.crates = if breaks || forth.major > 0 {
            "major"
        } else if grows || forth.minor > 0 || back.major > 0 {
            "minor"
        } else if self.compared.is_some() {
            judgement.reasons.push("no lint, users compile".to_owned());
            "patch"
        } else {
            judgement.reasons.push("the same files".to_owned());
            "unchanged"
        };
        judgement
    }

    /// Whether the case has a user of its own for the old crate.
    fn has_own_user(&self) -> bool {
        let own = |user: &User| user.source.is_some() && user.written_for == For::Old;
        self.subject.users.iter().any(own)
    }

    /// Whether a user that was written for one crate does not compile with the other.
    fn users(&self, new: usize, written_for: For, judgement: &mut Judgement) -> bool {
        let old = self.subject.old;
        let (own, other) = match written_for {
            For::Old => (old, new),
            For::New => (new, old),
        };
        let mut fails = false;
        for (index, user) in self.subject.users.iter().enumerate() {
            if user.written_for != written_for {
                continue;
            }
            let errors = |number| {
                let package = user_package(&self.subject.name, index, user, number);
                self.compiled
                    .get(&normal(&package))
                    .filter(|errors| !errors.is_empty())
            };
            if let Some(errors) = errors(own) {
                if user.source.is_none() && self.has_own_user() {
                    continue;
                }
                let text = format!("{} does not compile: {}", written_for.name(), list(errors));
                judgement.wrong.push(text);
                continue;
            }
            match (written_for, errors(other)) {
                (For::Old, Some(errors)) => {
                    fails = true;
                    judgement.reasons.push(format!("user: {}", list(errors)));
                }
                (For::New, Some(errors)) => {
                    fails = true;
                    judgement
                        .reasons
                        .push(format!("user of what is new: {}", list(errors)));
                }
                (For::New, None) => {
                    let text = format!("{} compiles with the old crate", written_for.name());
                    judgement.wrong.push(text);
                }
                (For::Old, None) => {}
            }
        }
        fails
    }
}

fn list(codes: &BTreeSet<String>) -> String {
    codes.iter().cloned().collect::<Vec<_>>().join(" ")
}

fn tell(reasons: &mut Vec<String>, what: &str, said: &Said) {
    if !said.lints.is_empty() {
        reasons.push(format!("{what}{}", said.lints.join(" ")));
    }
}

/// All cases, a line each.
pub(super) fn table(judged: &[Judgement]) -> String {
    let width = judged.iter().map(|one| one.name.len()).max().unwrap_or(0);
    let mut out = format!("{:width$}  verdict    crates     how it is known\n", "case");
    for one in judged {
        let mark = if one.agrees() { "" } else { "DISAGREES: " };
        let reasons: Vec<&str> = one
            .wrong
            .iter()
            .chain(&one.reasons)
            .map(String::as_str)
            .collect();
        let _ = writeln!(
            out,
            "{:width$}  {:9}  {:9}  {mark}{}",
            one.name,
            one.verdict,
            one.crates,
            reasons.join("; ")
        );
    }
    out
}
