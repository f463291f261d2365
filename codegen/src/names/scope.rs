//! Scopes: where names are claimed, so that a clash is seen and settled in one way.

use std::collections::BTreeMap;

use super::Name;

/// The names taken in one Rust namespace (a module's types, a structure's fields, an enum's
/// variants), each with its owner.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeMap<String, String>,
}

/// What came of claiming a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The name that was given.
    pub name: Name,
    /// Who has the name that was wanted, when it was not free.
    pub clash: Option<String>,
}

impl Scope {
    /// Takes a name out of reach, such as a method that the generator adds itself.
    pub fn reserve(&mut self, name: &str, owner: &str) {
        self.taken.insert(name.to_owned(), owner.to_owned());
    }

    /// Whether a name is taken.
    #[must_use]
    pub fn has(&self, name: &Name) -> bool {
        self.taken.contains_key(name.as_str())
    }

    /// Claims a name for an owner (a shape or member id). A taken name gets the first free
    /// number from 2 on appended, in the order of the claims, so the same model always gives
    /// the same names.
    pub fn claim(&mut self, wanted: Name, owner: &str) -> Claim {
        let clash = self.taken.get(wanted.as_str()).cloned();
        let mut name = wanted.clone();
        let mut number = 2;
        while self.has(&name) {
            name = wanted.with_suffix(&number.to_string());
            number += 1;
        }
        self.taken
            .insert(name.as_str().to_owned(), owner.to_owned());
        Claim { name, clash }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clash_is_settled_by_number_and_told() {
        let mut scope = Scope::default();
        assert_eq!(scope.claim(Name::snake("fooBar"), "a").clash, None);
        let second = scope.claim(Name::snake("foo_bar"), "b");
        assert_eq!(second.name.as_str(), "foo_bar2");
        assert_eq!(second.clash.as_deref(), Some("a"));
        assert_eq!(
            scope.claim(Name::snake("FooBar"), "c").name.as_str(),
            "foo_bar3"
        );
    }
}
