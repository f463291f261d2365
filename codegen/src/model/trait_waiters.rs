//! The value of `smithy.waiters#waitable`, read strictly. · Called by `trait_objects`. · What it says about shapes is
//! checked by `rules::waiters`.

use serde_json::{Map, Value};

use super::shape::Place;
use super::trait_values::Reading;
use super::waiters::{Acceptor, AcceptorState, Comparator, Matcher, PathMatcher, Waiter};

/// The waiters whose values have the right form.
pub(super) fn waitable(reading: &mut Reading<'_, '_>) -> Vec<Waiter> {
    let used = reading.used;
    let Some(entries) = used.value.as_object().filter(|it| !it.is_empty()) else {
        reading.invalid(None, "an object with at least one waiter");
        return Vec::new();
    };
    let mut waiters = Vec::with_capacity(entries.len());
    for (name, value) in entries {
        // Smithy 2.0, "Waiter names".
        let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric());
        let place = reading.place().step(name);
        if !is_name {
            let expected = "names of waiters in upper camel case, of letters and digits";
            reading.invalid_at(&place, expected);
            continue;
        }
        waiters.extend(Node { reading, place }.waiter(name, value));
    }
    waiters
}

/// A value inside the trait.
struct Node<'n, 'a, 'b> {
    reading: &'n mut Reading<'a, 'b>,
    place: Place,
}

impl<'a, 'b> Node<'_, 'a, 'b> {
    fn waiter(&mut self, name: &str, value: &Value) -> Option<Waiter> {
        const KEYS: [&str; 6] = [
            "documentation",
            "acceptors",
            "minDelay",
            "maxDelay",
            "deprecated",
            "tags",
        ];
        let entries = self.object(value, &KEYS)?;
        let acceptors = entries.get("acceptors").and_then(Value::as_array);
        let Some(acceptors) = acceptors.filter(|it| !it.is_empty()) else {
            self.wrong("acceptors", "at least one acceptor");
            return None;
        };
        let mut all = Vec::with_capacity(acceptors.len());
        for (index, acceptor) in acceptors.iter().enumerate() {
            let mut inner = self.inner("acceptors").down(&index.to_string());
            all.extend(inner.acceptor(acceptor));
        }
        let mut delay = |key: &str, usual: u32| match entries.get(key) {
            None => Some(usual),
            Some(value) => {
                let seconds = value.as_u64().and_then(|it| u32::try_from(it).ok());
                let seconds = seconds.filter(|it| *it > 0);
                if seconds.is_none() {
                    self.wrong(key, "a whole number of seconds, at least 1");
                }
                seconds
            }
        };
        let min_delay = delay("minDelay", Waiter::MIN_DELAY);
        let max_delay = delay("maxDelay", Waiter::MAX_DELAY);
        let deprecated = self.optional(entries, "deprecated", "true or false", Value::as_bool);
        let tags = self.optional(entries, "tags", "an array of strings", |value| {
            let tags = value.as_array()?.iter();
            tags.map(|it| it.as_str().map(str::to_owned)).collect()
        });
        let waiter = Waiter {
            name: name.to_owned(),
            documentation: self.text(entries, "documentation"),
            acceptors: all,
            min_delay: min_delay?,
            max_delay: max_delay?,
            deprecated: deprecated.unwrap_or_default(),
            tags: tags.unwrap_or_default(),
            place: self.place.clone(),
        };
        // With an acceptor lost nothing more can be said of it.
        (waiter.acceptors.len() == acceptors.len()).then_some(waiter)
    }

    fn acceptor(&mut self, value: &Value) -> Option<Acceptor> {
        let entries = self.object(value, &["state", "matcher", "message"])?;
        let state = self.choice(entries, "state", &AcceptorState::ALL);
        let message = self.text(entries, "message");
        if message.is_some() && state.is_some_and(|it| it != AcceptorState::Failure) {
            self.wrong("message", "a message on failures only");
        }
        let matcher = entries.get("matcher").and_then(Value::as_object);
        let Some((kind, value)) = matcher
            .filter(|it| it.len() == 1)
            .and_then(|it| it.iter().next())
        else {
            self.wrong(
                "matcher",
                "an object with one of `output`, `inputOutput`, `success` and `errorType`",
            );
            return None;
        };
        let mut node = self.inner("matcher");
        let matcher = match kind.as_str() {
            "output" => Matcher::Output(node.inner(kind).path(value)?),
            "inputOutput" => Matcher::InputOutput(node.inner(kind).path(value)?),
            "success" if value.is_boolean() => Matcher::Success(value == &Value::Bool(true)),
            "errorType" if value.is_string() => {
                Matcher::ErrorType(value.as_str().unwrap_or_default().to_owned())
            }
            other => {
                let expected = match other {
                    "success" => "true or false",
                    "errorType" => "the name of an error",
                    _ => "`output`, `inputOutput`, `success` or `errorType`",
                };
                node.wrong(kind, expected);
                return None;
            }
        };
        Some(Acceptor {
            state: state?,
            matcher,
            message,
        })
    }

    fn path(&mut self, value: &Value) -> Option<PathMatcher> {
        let entries = self.object(value, &["path", "expected", "comparator"])?;
        for key in ["path", "expected"] {
            if !entries.contains_key(key) {
                self.wrong(key, "a string");
            }
        }
        let path = self.text(entries, "path");
        let expected = self.text(entries, "expected");
        let comparator = self.choice(entries, "comparator", &Comparator::ALL);
        Some(PathMatcher {
            path: path?,
            expected: expected?,
            comparator: comparator?,
        })
    }

    fn inner(&mut self, key: &str) -> Node<'_, 'a, 'b> {
        Node {
            place: self.place.step(key),
            reading: self.reading,
        }
    }

    fn down(mut self, key: &str) -> Self {
        self.place = self.place.step(key);
        self
    }

    fn object<'v>(
        &mut self,
        value: &'v Value,
        known: &[&'static str],
    ) -> Option<&'v Map<String, Value>> {
        let entries = value.as_object();
        match entries {
            None => self.reading.invalid_at(&self.place, "an object"),
            Some(entries) => {
                for key in entries.keys().filter(|key| !known.contains(&key.as_str())) {
                    self.reading.unknown_key_at(&self.place, key, known);
                }
            }
        }
        entries
    }

    fn choice<T: Copy>(
        &mut self,
        entries: &Map<String, Value>,
        key: &str,
        all: &[(&'static str, T)],
    ) -> Option<T> {
        let name = entries.get(key).and_then(Value::as_str);
        let found = all.iter().find(|(known, _)| Some(*known) == name);
        if found.is_none() {
            let names: Vec<String> = all.iter().map(|(name, _)| format!("`{name}`")).collect();
            self.wrong(key, &format!("one of {}", names.join(", ")));
        }
        found.map(|(_, value)| *value)
    }

    fn optional<T>(
        &mut self,
        entries: &Map<String, Value>,
        key: &str,
        expected: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Option<T> {
        let read = read(entries.get(key)?);
        if read.is_none() {
            self.wrong(key, expected);
        }
        read
    }

    fn text(&mut self, entries: &Map<String, Value>, key: &str) -> Option<String> {
        self.optional(entries, key, "a string", |it| {
            it.as_str().map(str::to_owned)
        })
    }

    fn wrong(&mut self, key: &str, expected: &str) {
        let place = self.place.step(key);
        self.reading.invalid_at(&place, expected);
    }
}
