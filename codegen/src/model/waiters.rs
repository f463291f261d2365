//! `smithy.waiters#waitable` as types (Smithy 2.0, "Waiters").

use serde_json::{Map, Value, json};

use super::shape::Place;

/// The id of the trait.
pub const WAITABLE: &str = "smithy.waiters#waitable";

/// How to wait for a resource to get somewhere: the operation is called until an acceptor ends it.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiter {
    /// Its name, in upper camel case, unique in the service.
    pub name: String,
    /// What it is for: CommonMark.
    pub documentation: Option<String>,
    /// Looked at in this order after each call; the first that matches decides.
    pub acceptors: Vec<Acceptor>,
    /// The shortest pause between two calls, in seconds.
    pub min_delay: u32,
    /// The longest, in seconds.
    pub max_delay: u32,
    /// Whether there is something better by now.
    pub deprecated: bool,
    /// Labels.
    pub tags: Vec<String>,
    /// Where it is written.
    pub place: Place,
}

impl Waiter {
    /// The shortest pause where the model says nothing, in seconds.
    pub const MIN_DELAY: u32 = 2;
    /// The longest pause where the model says nothing, in seconds.
    pub const MAX_DELAY: u32 = 120;
}

/// What one answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptor {
    /// What follows when it matches.
    pub state: AcceptorState,
    /// When it matches.
    pub matcher: Matcher,
    /// A JMESPath expression over the output that says why waiting failed; on failures only.
    pub message: Option<String>,
}

/// What follows when an acceptor matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AcceptorState {
    /// The wait is over.
    Success,
    /// What is waited for will not come.
    Failure,
    /// Another call after a pause, which also follows when nothing matches a success.
    Retry,
}

impl AcceptorState {
    /// All, by the names that the trait has for them.
    pub(crate) const ALL: [(&'static str, Self); 3] = [
        ("success", Self::Success),
        ("failure", Self::Failure),
        ("retry", Self::Retry),
    ];
}

/// When an acceptor matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// By the output.
    Output(PathMatcher),
    /// By an object with `input` and `output`.
    InputOutput(PathMatcher),
    /// By whether the call succeeded (true) or gave any error (false).
    Success(bool),
    /// By the error's name, without its namespace or with it.
    ErrorType(String),
}

/// A value that is looked up and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathMatcher {
    /// A JMESPath expression.
    pub path: String,
    /// What its result is compared with.
    pub expected: String,
    /// How.
    pub comparator: Comparator,
}

/// How the result of an expression is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// It is this string.
    StringEquals,
    /// It is this boolean.
    BooleanEquals,
    /// It is a list with at least one item, and each is this string.
    AllStringEquals,
    /// It is a list, and at least one item is this string.
    AnyStringEquals,
}

impl Comparator {
    /// All, by the names that the trait has for them.
    pub(crate) const ALL: [(&'static str, Self); 4] = [
        ("stringEquals", Self::StringEquals),
        ("booleanEquals", Self::BooleanEquals),
        ("allStringEquals", Self::AllStringEquals),
        ("anyStringEquals", Self::AnyStringEquals),
    ];

    /// The trait's name for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        name(&Self::ALL, self)
    }
}

/// The trait's value.
#[must_use]
pub fn to_value(waiters: &[Waiter]) -> Value {
    let waiters = waiters
        .iter()
        .map(|waiter| (waiter.name.clone(), waiter_value(waiter)));
    Value::Object(waiters.collect())
}

fn waiter_value(waiter: &Waiter) -> Value {
    let mut value = Map::new();
    let mut put = |key: &str, it: Option<Value>| value.extend(it.map(|it| (key.to_owned(), it)));
    put(
        "documentation",
        waiter.documentation.clone().map(Value::from),
    );
    let acceptors = waiter.acceptors.iter().map(acceptor_value).collect();
    put("acceptors", Some(Value::Array(acceptors)));
    let other = |value: u32, usual: u32| (value != usual).then(|| json!(value));
    put("minDelay", other(waiter.min_delay, Waiter::MIN_DELAY));
    put("maxDelay", other(waiter.max_delay, Waiter::MAX_DELAY));
    put("deprecated", waiter.deprecated.then(|| json!(true)));
    put(
        "tags",
        (!waiter.tags.is_empty()).then(|| json!(waiter.tags)),
    );
    Value::Object(value)
}

fn acceptor_value(acceptor: &Acceptor) -> Value {
    let path = |path: &PathMatcher| {
        json!({
            "path": path.path,
            "expected": path.expected,
            "comparator": path.comparator.name(),
        })
    };
    let matcher = match &acceptor.matcher {
        Matcher::Output(matcher) => json!({ "output": path(matcher) }),
        Matcher::InputOutput(matcher) => json!({ "inputOutput": path(matcher) }),
        Matcher::Success(success) => json!({ "success": success }),
        Matcher::ErrorType(name) => json!({ "errorType": name }),
    };
    let state = name(&AcceptorState::ALL, acceptor.state);
    let mut value = json!({ "state": state, "matcher": matcher });
    if let Some(message) = &acceptor.message {
        value["message"] = json!(message);
    }
    value
}

fn name<T: Copy + PartialEq>(all: &[(&'static str, T)], one: T) -> &'static str {
    let found = all.iter().find(|(_, known)| *known == one);
    found.map_or("", |(name, _)| name)
}
