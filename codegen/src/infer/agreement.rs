//! How what was inferred compares with what models say themselves: how far the rules can be trusted.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use crate::model::waiters::{AcceptorState, Matcher, Waiter};

use super::{Inference, Pages, Waits};

/// Counts over operations with pages, and over waiters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Operations that have `@paginated` in the model.
    pub pages: usize,
    /// Of these, both tokens are inferred as they are.
    pub tokens: usize,
    /// Of these, other tokens are inferred.
    pub other_tokens: usize,
    /// Operations with the right tokens that name a page size, and those where it is inferred.
    pub page_size: (usize, usize),
    /// Of those with the right tokens, how many got a page size that is another one, or that the model lacks.
    pub page_size_more: usize,
    /// Operations with the right tokens that name items, and those where they are inferred.
    pub items: (usize, usize),
    /// Of those with the right tokens that name items, how many got others; where the model names none, any is fine.
    pub items_other: usize,
    /// Operations that look paginated, and have no trait in a model that has some.
    pub pages_more: usize,
    /// Waiters of the models.
    pub waiters: usize,
    /// Of these, those that end well with a value of an output.
    pub status_waiters: usize,
    /// Of these, the ones that are inferred: the same path and values.
    pub same: usize,
    /// Of the same, the ones whose failures by values are the same too.
    pub same_failures: usize,
    /// Waiters for the end of a resource (not found), and those that are inferred.
    pub removals: (usize, usize),
    /// Inferred waiters of operations that have waiters, and that are none of the model's.
    pub waiters_more: usize,
}

impl Agreement {
    /// Counts one model.
    #[must_use]
    pub fn of(inference: &Inference) -> Self {
        let mut all = Self::default();
        let has_pages = inference.pages.iter().any(|pages| pages.modelled.is_some());
        for pages in &inference.pages {
            all.add_pages(pages, has_pages);
        }
        for waits in &inference.waits {
            all.add_waits(waits);
        }
        all
    }

    fn add_pages(&mut self, pages: &Pages, has_pages: bool) {
        let (modelled, inferred) = match (&pages.modelled, &pages.inferred) {
            (Some(modelled), Some(inferred)) => (modelled, inferred),
            (Some(_), None) => {
                self.pages += 1;
                return;
            }
            (None, inferred) => {
                self.pages_more += usize::from(has_pages && inferred.is_some());
                return;
            }
        };
        self.pages += 1;
        let same = modelled.input_token == inferred.input_token
            && modelled.output_token == inferred.output_token;
        if !same {
            self.other_tokens += 1;
            return;
        }
        self.tokens += 1;
        if modelled.page_size.is_some() {
            self.page_size.0 += 1;
            self.page_size.1 += usize::from(modelled.page_size == inferred.page_size);
        }
        let differs = modelled.page_size != inferred.page_size;
        self.page_size_more += usize::from(inferred.page_size.is_some() && differs);
        if modelled.items.is_some() {
            self.items.0 += 1;
            self.items.1 += usize::from(modelled.items == inferred.items);
            let other = inferred.items.is_some() && modelled.items != inferred.items;
            self.items_other += usize::from(other);
        }
    }

    fn add_waits(&mut self, waits: &Waits) {
        let mut used = BTreeSet::new();
        for waiter in &waits.modelled {
            self.waiters += 1;
            let ends = values(waiter, AcceptorState::Success);
            let gone = removes(waiter);
            if ends.is_empty() && !gone {
                continue;
            }
            let found = waits
                .inferred
                .iter()
                .enumerate()
                .find(|(_, inferred)| match gone {
                    true => removes(inferred),
                    false => values(inferred, AcceptorState::Success) == ends,
                });
            used.extend(found.map(|(index, _)| index));
            if gone {
                self.removals.0 += 1;
                self.removals.1 += usize::from(found.is_some());
                continue;
            }
            self.status_waiters += 1;
            if let Some((_, inferred)) = found {
                self.same += 1;
                let (ours, theirs) = (
                    values(inferred, AcceptorState::Failure),
                    values(waiter, AcceptorState::Failure),
                );
                self.same_failures += usize::from(ours == theirs);
            }
        }
        if !waits.modelled.is_empty() {
            self.waiters_more += waits.inferred.len() - used.len();
        }
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        let pair = |a: &mut (usize, usize), b: (usize, usize)| {
            a.0 += b.0;
            a.1 += b.1;
        };
        self.pages += other.pages;
        self.tokens += other.tokens;
        self.other_tokens += other.other_tokens;
        pair(&mut self.page_size, other.page_size);
        self.page_size_more += other.page_size_more;
        pair(&mut self.items, other.items);
        self.items_other += other.items_other;
        self.pages_more += other.pages_more;
        self.waiters += other.waiters;
        self.status_waiters += other.status_waiters;
        self.same += other.same;
        self.same_failures += other.same_failures;
        pair(&mut self.removals, other.removals);
        self.waiters_more += other.waiters_more;
    }
}

/// The paths and values of the output that lead to a state.
fn values(waiter: &Waiter, state: AcceptorState) -> BTreeSet<(&str, &str)> {
    let acceptors = waiter.acceptors.iter().filter(|it| it.state == state);
    acceptors
        .filter_map(|acceptor| match &acceptor.matcher {
            Matcher::Output(matcher) => Some((matcher.path.as_str(), matcher.expected.as_str())),
            _ => None,
        })
        .collect()
}

/// Whether an error ends the wait well.
fn removes(waiter: &Waiter) -> bool {
    waiter
        .acceptors
        .iter()
        .any(|it| it.state == AcceptorState::Success && matches!(it.matcher, Matcher::ErrorType(_)))
}
