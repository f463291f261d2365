//! What the values of a status mean, by their words. · The one table of words; every other value means nothing.

/// What a status says about the way to where one wants to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// It will change by itself.
    Going,
    /// What was asked for is there.
    Done,
    /// What was asked for will not come.
    Failed,
    /// The resource is not there any more.
    Gone,
    /// It stays so until somebody asks for something else.
    Resting,
}

/// Why words mean what they mean.
pub const REASONS: [(Meaning, &str); 5] = [
    (
        Meaning::Going,
        "the service is at work; so is it with every other word that ends in -ing",
    ),
    (
        Meaning::Done,
        "AWS's own waiters end well with nearly all of these (botocore's, counted: available, active, deployed, \
         completed, success, running, ready, …)",
    ),
    (
        Meaning::Failed,
        "nothing follows by itself, or what follows is the way back",
    ),
    (Meaning::Gone, "the end of every resource"),
    (Meaning::Resting, "it stays until somebody asks for another"),
];

/// Words in lower case, sorted by meaning and then by themselves.
pub const WORDS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Going,
        &[
            "inprogress",
            "pending",
            "progress",
            "queued",
            "scheduled",
            "submitted",
        ],
    ),
    (
        Meaning::Done,
        &[
            "active",
            "available",
            "complete",
            "completed",
            "deployed",
            "issued",
            "ok",
            "published",
            "ready",
            "running",
            "succeeded",
            "success",
            "successful",
            "valid",
        ],
    ),
    (
        Meaning::Failed,
        &[
            "aborted",
            "canceled",
            "cancelled",
            "error",
            "errored",
            "expired",
            "fail",
            "failed",
            "failure",
            "inaccessible",
            "incompatible",
            "invalid",
            "rejected",
            "reverted",
            "rollback",
            "timedout",
            "timeout",
        ],
    ),
    (
        Meaning::Gone,
        &[
            "deleted",
            "deregistered",
            "destroyed",
            "removed",
            "terminated",
        ],
    ),
    (
        Meaning::Resting,
        &[
            "archived",
            "disabled",
            "draft",
            "idle",
            "inactive",
            "missing",
            "none",
            "not",
            "off",
            "paused",
            "stopped",
            "streaming",
            "suspended",
            "unknown",
            "up",
        ],
    ),
];

/// A value of a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// What travels.
    pub(super) text: String,
    /// What it means.
    pub(super) meaning: Meaning,
    /// What it is about (`creat` for `CREATING` and `CREATE_FAILED`), empty for everything.
    pub(super) action: String,
}

impl Value {
    /// Whether it is about taking the resource away.
    pub(super) fn is_removal(&self) -> bool {
        ["delet", "deregister", "remov", "terminat"].contains(&self.action.as_str())
    }
}

/// What a value means, and what it is about.
pub(super) fn value(text: &str) -> Value {
    let words = words(text);
    let meant = |wanted: Meaning| words.iter().any(|word| meaning(word) == Some(wanted));
    let last_is = |wanted: Meaning| words.last().is_some_and(|it| meaning(it) == Some(wanted));
    // The order settles values of several words: FAILED_CREATION, DELETE_FAILED, PENDING_DELETION, NOT_READY.
    let found = if meant(Meaning::Failed) {
        Meaning::Failed
    } else if meant(Meaning::Going) {
        Meaning::Going
    } else if meant(Meaning::Resting) {
        Meaning::Resting
    } else if meant(Meaning::Gone) {
        Meaning::Gone
    } else if last_is(Meaning::Done) {
        Meaning::Done
    } else {
        Meaning::Resting
    };
    let about = words.iter().filter(|word| match listed(word) {
        // A participle says itself what it is about: DISABLED.
        Some(Meaning::Going | Meaning::Failed) => false,
        Some(_) => word.ends_with("ed"),
        None => !["in", "operation"].contains(&word.as_str()),
    });
    let action: Vec<String> = about.map(|word| stem(word)).collect();
    let mut value = Value {
        text: text.to_owned(),
        meaning: found,
        action: action.join(" "),
    };
    // DELETE_COMPLETE.
    if value.meaning == Meaning::Done && value.is_removal() {
        value.meaning = Meaning::Gone;
    }
    value
}

fn listed(word: &str) -> Option<Meaning> {
    let listed = WORDS.iter().find(|(_, words)| words.contains(&word));
    listed.map(|(meaning, _)| *meaning)
}

fn meaning(word: &str) -> Option<Meaning> {
    listed(word).or_else(|| (word.len() > 4 && word.ends_with("ing")).then_some(Meaning::Going))
}

/// The words of a value or name in lower case: `CREATE_FAILED`, `create-failed`, `CreateFailed`.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for c in text.chars() {
        let starts = !c.is_alphanumeric() || (c.is_uppercase() && lower);
        if starts {
            words.push(String::new());
        }
        lower = c.is_lowercase() || c.is_ascii_digit();
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What forms of a verb have in common: `creat` of create, creating, created, creation.
pub(super) fn stem(word: &str) -> String {
    let ends = ["ment", "ing", "ion", "ed", "e"];
    let cut = ends.iter().find_map(|end| word.strip_suffix(end));
    let cut = cut.filter(|cut| cut.len() > 2).unwrap_or(word);
    let mut chars = cut.chars().rev();
    // Stopped, cancelling.
    match (chars.next(), chars.next()) {
        (Some(a), Some(b)) if a == b && a != 's' => chars.rev().chain([b]).collect(),
        _ => cut.to_owned(),
    }
}
