//! Users of the crates, as data: `user.rs`, which takes all that the base has, and those of single cases in
//! `cases.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// Which crate a user was written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// It compiles with the old crate; with the new one unless the change is major.
    Old,
    /// It uses what is new: it compiles with the new crate alone.
    New,
}

impl For {
    /// As it stands in the table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Old => "user",
            Self::New => "user of what is new",
        }
    }
}

/// A user of a case.
#[derive(Clone, Debug)]
pub(super) struct User {
    /// What it was written for.
    pub(super) written_for: For,
    /// Its source; `None` for the user of everything.
    pub(super) source: Option<String>,
}

/// The data.
pub(super) struct Users {
    /// The user of everything.
    pub(super) everything: String,
    /// Those of single cases, by the case.
    pub(super) cases: BTreeMap<String, OfCase>,
}

/// What the data say of a case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfCase {
    /// A user written for the old crate, beside the user of everything, which need not compile then.
    pub(super) old: Option<String>,
    /// A user of what is new.
    pub(super) new: Option<String>,
}

impl Users {
    /// Reads the folder.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        Ok(Self {
            everything: read("user.rs")?,
            cases: toml::from_str(&read("cases.toml")?).context("cases.toml of the users")?,
        })
    }

    /// The users of a case.
    pub(super) fn of(&self, case: &str) -> Vec<User> {
        let user = |written_for, source| User {
            written_for,
            source,
        };
        let mut users = vec![user(For::Old, None)];
        if let Some(own) = self.cases.get(case) {
            let old = own.old.iter().map(|source| (For::Old, source));
            let new = own.new.iter().map(|source| (For::New, source));
            let all = old.chain(new);
            users.extend(all.map(|(written_for, source)| user(written_for, Some(source.clone()))));
        }
        users
    }
}
