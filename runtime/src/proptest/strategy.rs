//! The strategies, and how their values become simpler.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use ::proptest::strategy::{NewTree, Strategy, ValueTree};
use ::proptest::test_runner::{Reason, TestRunner};

use super::describe::Described;
use super::generate::Maker;
use super::judge::judge;
use super::random::Random;
use super::schema::Schema;
use super::target::Target;
use crate::file;
use crate::json::{Form, Writer};
use crate::types::{Document, Map, Number};
use crate::validate::Violation;

/// Attempts at a value, each at another one.
const ATTEMPTS: usize = 200;

/// Valid values of a type; made by [`valid`](super::valid).
pub struct Valid<T> {
    schema: Arc<Schema>,
    of: PhantomData<fn() -> T>,
}

/// Values that violate one constraint; made by [`invalid`](super::invalid).
pub struct Invalid<T> {
    schema: Arc<Schema>,
    of: PhantomData<fn() -> T>,
}

macro_rules! strategy {
    ($name:ident) => {
        impl<T> $name<T> {
            pub(super) fn new(schema: Arc<Schema>) -> Self {
                Self {
                    schema,
                    of: PhantomData,
                }
            }
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self::new(Arc::clone(&self.schema))
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}<{}>", stringify!($name), std::any::type_name::<T>())
            }
        }
    };
}
strategy!(Valid);
strategy!(Invalid);

impl<T: Described> Strategy for Valid<T> {
    type Tree = ValidTree<T>;
    type Value = T;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let mut random = Random::of(runner)?;
        for _ in 0..ATTEMPTS {
            let made = Maker::new(&self.schema, &mut random).root(None);
            if let Some(candidate) = made.ok().and_then(|document| Candidate::read(document))
                && judge(&self.schema, &candidate.document).is_empty()
            {
                return Ok(ValidTree(Simplifier::new(&self.schema, candidate, ())));
            }
        }
        Err(Reason::from("no valid value was found"))
    }
}

impl<T: Described> Strategy for Invalid<T> {
    type Tree = InvalidTree<T>;
    type Value = (T, Violation);

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let mut random = Random::of(runner)?;
        for _ in 0..ATTEMPTS {
            let Some(target) = Target::choose(&self.schema, &mut random) else {
                return Err(Reason::from("nothing limits values of this type"));
            };
            let made = Maker::new(&self.schema, &mut random).root(Some(&target));
            let Some(candidate) = made.ok().and_then(|document| Candidate::read(document)) else {
                continue;
            };
            let found = judge(&self.schema, &candidate.document);
            if let Ok([violation]) = <[Violation; 1]>::try_from(found)
                && violation.constraint() == target.way.constraint()
            {
                let simplifier = Simplifier::new(&self.schema, candidate, violation);
                return Ok(InvalidTree(simplifier));
            }
        }
        Err(Reason::from("no value with a single violation was found"))
    }
}

/// A value in both of its forms.
#[derive(Clone)]
struct Candidate<T> {
    document: Document,
    value: T,
}

impl<T: Described> Candidate<T> {
    /// The typed value of a document; `None` if the type has no such value.
    fn read(document: Document) -> Option<Self> {
        let mut writer = Writer::new(Vec::new(), Form::File);
        writer.document(&document);
        let value = file::from_slice(&writer.finish().ok()?).ok()?;
        Some(Self { document, value })
    }
}

/// What is expected of a value: nothing wrong, or one violation.
trait Verdict: Sized {
    /// The verdict on a simpler value with these violations, if it means the same.
    fn again(&self, found: Vec<Violation>) -> Option<Self>;
}

impl Verdict for () {
    fn again(&self, found: Vec<Violation>) -> Option<Self> {
        found.is_empty().then_some(())
    }
}

impl Verdict for Violation {
    fn again(&self, found: Vec<Violation>) -> Option<Self> {
        let [new] = <[Self; 1]>::try_from(found).ok()?;
        let same = (self.constraint(), self.shape()) == (new.constraint(), new.shape());
        same.then_some(new)
    }
}

/// Makes a value simpler, one edit after the other, as long as the verdict stays.
struct Simplifier<T, V> {
    schema: Arc<Schema>,
    current: Candidate<T>,
    verdict: V,
    /// What the last edit was made on.
    before: Option<(Candidate<T>, V)>,
    /// The next edit to try.
    edit: usize,
}

impl<T: Described, V: Verdict> Simplifier<T, V> {
    fn new(schema: &Arc<Schema>, current: Candidate<T>, verdict: V) -> Self {
        Self {
            schema: Arc::clone(schema),
            current,
            verdict,
            before: None,
            edit: 0,
        }
    }

    fn simplify(&mut self) -> bool {
        while let Some(document) = edited(&self.current.document, &mut self.edit.clone()) {
            let found = judge(&self.schema, &document);
            if let Some(verdict) = self.verdict.again(found)
                && let Some(candidate) = Candidate::read(document)
            {
                self.before = Some((
                    std::mem::replace(&mut self.current, candidate),
                    std::mem::replace(&mut self.verdict, verdict),
                ));
                return true;
            }
            self.edit += 1;
        }
        false
    }

    fn complicate(&mut self) -> bool {
        let Some((current, verdict)) = self.before.take() else {
            return false;
        };
        (self.current, self.verdict) = (current, verdict);
        self.edit += 1;
        true
    }
}

/// A copy with one edit: a member, entry or item is left out, a text is shorter, a number is zero. Counts down to the
/// edit that is asked for.
fn edited(value: &Document, edit: &mut usize) -> Option<Document> {
    let mut turn = || {
        let now = *edit == 0;
        *edit = edit.wrapping_sub(1);
        now
    };
    match value {
        Document::Object(members) => {
            for name in members.keys() {
                if turn() {
                    let rest = members.iter().filter(|(other, _)| *other != name);
                    let rest: Map<_, _> = rest.map(|(k, v)| (k.clone(), v.clone())).collect();
                    return Some(Document::Object(rest));
                }
            }
            for (name, member) in members {
                if let Some(member) = edited(member, edit) {
                    let mut members = members.clone();
                    members.insert(name.clone(), member);
                    return Some(Document::Object(members));
                }
            }
        }
        Document::Array(items) => {
            for index in 0..items.len() {
                if turn() {
                    let mut items = items.clone();
                    items.remove(index);
                    return Some(Document::Array(items));
                }
            }
            for (index, item) in items.iter().enumerate() {
                if let Some(item) = edited(item, edit) {
                    let mut items = items.clone();
                    items[index] = item;
                    return Some(Document::Array(items));
                }
            }
        }
        Document::String(text) if !text.is_empty() => {
            let half = text.chars().count() / 2;
            if turn() {
                return Some(Document::String(text.chars().take(half).collect()));
            }
            if turn() {
                return Some(Document::String(text.chars().skip(1).collect()));
            }
        }
        Document::Number(number) if number.as_i64() != Some(0) && turn() => {
            return Some(Document::Number(Number::from(0)));
        }
        _ => {}
    }
    None
}

/// A valid value that can become simpler.
pub struct ValidTree<T>(Simplifier<T, ()>);

/// A value with one violation that can become simpler.
pub struct InvalidTree<T>(Simplifier<T, Violation>);

impl<T: Described> ValueTree for ValidTree<T> {
    type Value = T;

    fn current(&self) -> T {
        self.0.current.value.clone()
    }

    fn simplify(&mut self) -> bool {
        self.0.simplify()
    }

    fn complicate(&mut self) -> bool {
        self.0.complicate()
    }
}

impl<T: Described> ValueTree for InvalidTree<T> {
    type Value = (T, Violation);

    fn current(&self) -> (T, Violation) {
        (self.0.current.value.clone(), self.0.verdict.clone())
    }

    fn simplify(&mut self) -> bool {
        self.0.simplify()
    }

    fn complicate(&mut self) -> bool {
        self.0.complicate()
    }
}
