//! Waiters: from a read operation whose output shows a status that changes by itself. · A waiter ends well with the
//! value that it is named after, and badly with those from which the way does not lead there.

use std::collections::BTreeSet;

use crate::model::waiters::{Acceptor, AcceptorState, Comparator, Matcher, PathMatcher, Waiter};
use crate::model::{Model, Operation, Shape, ShapeId};

use super::status::{Status, statuses};
use super::words::{Meaning, Value, stem, value, words};

/// The shortest pause in seconds. Of the 410 waiters of botocore 1.44.5 (the newest version of each API) more than a
/// third ask every five seconds or more often; pauses grow from there.
pub const MIN_DELAY: u32 = 5;
/// The longest pause in seconds: nine of ten of them ask at least every 30 seconds.
pub const MAX_DELAY: u32 = 30;

/// An operation to wait with.
#[derive(Clone, Debug, PartialEq)]
pub struct Waits {
    /// The operation.
    pub operation: ShapeId,
    /// What the model says.
    pub modelled: Vec<Waiter>,
    /// What its shapes say.
    pub inferred: Vec<Waiter>,
    /// What stands in the way of saying more.
    pub notes: Vec<String>,
}

/// All operations that have waiters or a status.
pub(super) fn all(model: &Model, operations: &[(&Shape, &Operation)]) -> Vec<Waits> {
    let mut taken: BTreeSet<String> = operations
        .iter()
        .flat_map(|(shape, _)| &shape.traits.waitable)
        .map(|waiter| waiter.name.to_ascii_lowercase())
        .collect();
    let mut all = Vec::new();
    for (shape, operation) in operations {
        let mut notes = Vec::new();
        let mut inferred = Finder {
            model,
            shape,
            operation,
            notes: &mut notes,
        }
        .waiters();
        // A name that the model has is no clash where nothing inferred is written: on the same operation.
        let free = !shape.traits.waitable.is_empty();
        inferred.retain(|waiter| {
            let new = free || taken.insert(waiter.name.to_ascii_lowercase());
            if !new {
                notes.push(format!(
                    "there is another waiter `{}`: left out",
                    waiter.name
                ));
            }
            new
        });
        let modelled = shape.traits.waitable.clone();
        if !(modelled.is_empty() && inferred.is_empty() && notes.is_empty()) {
            all.push(Waits {
                operation: shape.id.clone(),
                modelled,
                inferred,
                notes,
            });
        }
    }
    all
}

struct Finder<'f, 'm> {
    model: &'m Model,
    shape: &'m Shape,
    operation: &'m Operation,
    notes: &'f mut Vec<String>,
}

impl<'m> Finder<'_, 'm> {
    fn waiters(&mut self) -> Vec<Waiter> {
        let name = self.shape.id.name();
        let noun = name
            .strip_prefix("Get")
            .or(name.strip_prefix("Describe"))
            // Not of `Getaway`; and names of waiters start so.
            .filter(|noun| noun.starts_with(|c: char| c.is_ascii_uppercase()));
        let output = self
            .operation
            .output
            .as_ref()
            .and_then(|id| self.model.get(id));
        let (Some(noun), Some(output)) = (noun, output) else {
            return Vec::new();
        };
        let statuses = statuses(self.model, output);
        let mut waiters = Vec::new();
        for status in &statuses {
            if status.list && !self.is_of_one() {
                let path = &status.path;
                self.notes.push(format!(
                    "`{path}` is of many resources, of which none is asked for"
                ));
                continue;
            }
            let values: Vec<Value> = status.values.iter().map(|it| value(it)).collect();
            let before = waiters.len();
            self.arrivals(noun, status, &values, &mut waiters);
            self.removal(noun, status, &values, &mut waiters);
            if waiters.len() == before && self.notes.is_empty() {
                let path = &status.path;
                let texts = status.values.join(", ");
                self.notes
                    .push(format!("`{path}` changes only when asked to: {texts}"));
            }
        }
        waiters
    }

    /// Whether a list is part of the one thing that the input names.
    fn is_of_one(&self) -> bool {
        let input = self.operation.input.iter();
        let mut members = input.flat_map(|id| self.model.members(id));
        let output = self.operation.output.iter();
        let items = |name: &str| name.eq_ignore_ascii_case("items");
        let listing = output
            .flat_map(|id| self.model.members(id))
            .any(|it| items(it.name()));
        members.any(|it| it.traits.required) && !listing
    }

    /// A waiter for each value that is an end: of the action that leads there, or of whatever is going on.
    fn arrivals(&self, noun: &str, status: &Status<'_>, values: &[Value], out: &mut Vec<Waiter>) {
        let going = |value: &&Value| value.meaning == Meaning::Going;
        let leads: BTreeSet<&str> = values
            .iter()
            .filter(going)
            .map(|it| it.action.as_str())
            .collect();
        let settled = |value: &&Value| matches!(value.meaning, Meaning::Done | Meaning::Resting);
        let paired =
            |value: &Value| !value.action.is_empty() && leads.contains(value.action.as_str());
        // What is going on, but for what leads to an end of its own or away.
        let pairs: Vec<&str> = values
            .iter()
            .filter(settled)
            .filter(|it| paired(it))
            .map(|it| it.action.as_str())
            .collect();
        let general = values.iter().filter(going).any(|it| {
            !it.is_removal() && (it.action.is_empty() || !pairs.contains(&it.action.as_str()))
        });
        for value in values.iter().filter(settled) {
            let pair = paired(value);
            let reached = pair || general && value.meaning == Meaning::Done;
            if !reached {
                continue;
            }
            let fails = |other: &&Value| match other.meaning {
                Meaning::Failed => !pair || other.action.is_empty() || other.action == value.action,
                Meaning::Gone => true,
                Meaning::Going => other.is_removal(),
                _ => false,
            };
            let failures = values.iter().filter(fails).map(|it| it.text.as_str());
            let mut acceptors = vec![accept(status, AcceptorState::Success, &value.text)];
            acceptors.extend(failures.map(|it| accept(status, AcceptorState::Failure, it)));
            out.push(self.waiter(noun, status, &value.text, acceptors));
        }
    }

    /// A waiter for the end of the resource, if that takes time: it says so, or is not found.
    fn removal(
        &mut self,
        noun: &str,
        status: &Status<'_>,
        values: &[Value],
        out: &mut Vec<Waiter>,
    ) {
        let going = |value: &Value| value.meaning == Meaning::Going;
        let removing = values.iter().any(|it| going(it) && it.is_removal());
        let gone: Vec<&Value> = values
            .iter()
            .filter(|it| it.meaning == Meaning::Gone)
            .collect();
        let anything = values.iter().any(|it| going(it) && it.action.is_empty());
        if !(removing || anything && !gone.is_empty()) {
            return;
        }
        if status.list {
            let path = &status.path;
            self.notes.push(format!(
                "`{path}` shows a removal, and an empty list its end: no comparator can say that"
            ));
            return;
        }
        let mut acceptors: Vec<Acceptor> = gone
            .iter()
            .map(|it| accept(status, AcceptorState::Success, &it.text))
            .collect();
        let missing = self.operation.errors.iter().map(ShapeId::name);
        let missing = missing.filter(|it| it.contains("NotFound") || it.contains("NoSuch"));
        acceptors.extend(missing.map(|name| Acceptor {
            state: AcceptorState::Success,
            matcher: Matcher::ErrorType(name.to_owned()),
            message: None,
        }));
        if acceptors.is_empty() {
            self.notes.push(format!(
                "`{}` shows a removal, and nothing its end",
                status.path
            ));
            return;
        }
        let failures = values
            .iter()
            .filter(|it| it.meaning == Meaning::Failed && it.is_removal());
        acceptors.extend(failures.map(|it| accept(status, AcceptorState::Failure, &it.text)));
        let end = gone.first().map_or("DELETED", |it| it.text.as_str());
        out.push(self.waiter(noun, status, end, acceptors));
    }

    fn waiter(
        &self,
        noun: &str,
        status: &Status<'_>,
        end: &str,
        acceptors: Vec<Acceptor>,
    ) -> Waiter {
        let pascal = |text: &str| -> String {
            let words = words(text).into_iter().map(|word| {
                let mut chars = word.chars();
                let first = chars.next().map(|c| c.to_ascii_uppercase());
                first.into_iter().chain(chars).collect::<String>()
            });
            words.collect()
        };
        let end = pascal(end);
        // `VpcLinkStatus` of GetVpcLink says nothing new, nor does `PublishStatus` with values such as `PUBLISHED`.
        let about = pascal(&status.about);
        let lower = |text: &str| text.to_ascii_lowercase();
        let verb = stem(&lower(&about));
        let said = lower(noun).ends_with(&lower(&about))
            || status.values.iter().any(|it| value(it).action == verb);
        let about = if said { "" } else { &about };
        let mut name = format!("{noun}{about}{end}");
        // Operations may have `_` in their names, and values anything.
        name.retain(|c| c.is_ascii_alphanumeric());
        Waiter {
            name,
            documentation: None,
            acceptors,
            min_delay: MIN_DELAY,
            max_delay: MAX_DELAY,
            deprecated: false,
            tags: Vec::new(),
            place: self.shape.place.clone(),
        }
    }
}

/// An acceptor of a value: of a list all have to be there, and one is enough to fail.
fn accept(status: &Status<'_>, state: AcceptorState, expected: &str) -> Acceptor {
    let comparator = match (status.list, state) {
        (false, _) => Comparator::StringEquals,
        (true, AcceptorState::Success) => Comparator::AllStringEquals,
        (true, _) => Comparator::AnyStringEquals,
    };
    Acceptor {
        state,
        matcher: Matcher::Output(PathMatcher {
            path: status.path.clone(),
            expected: expected.to_owned(),
            comparator,
        }),
        message: None,
    }
}
