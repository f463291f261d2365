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
    /// A user written for the old crate, in place of the user of everything.
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
        let own = self.cases.get(case);
        let mut users = vec![User {
            written_for: For::Old,
            source: own.and_then(|own| own.old.clone()),
        }];
        if let Some(source) = own.and_then(|own| own.new.clone()) {
            users.push(User {
                written_for: For::New,
                source: Some(source),
            });
        }
        users
    }
}
