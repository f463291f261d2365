//! What is measured: an entry with its contenders.

use anyhow::Result;

/// One thing to measure; nothing is prepared before it is asked for.
pub struct Entry {
    /// What is done: `deserialize`, `serialize`, …
    pub kind: &'static str,
    /// To what: a payload or an operation.
    pub subject: &'static str,
    build: Box<dyn Fn() -> Result<Group>>,
}

impl Entry {
    /// An entry that is prepared and checked by `build`.
    pub fn new(
        kind: &'static str,
        subject: &'static str,
        build: impl Fn() -> Result<Group> + 'static,
    ) -> Self {
        Self {
            kind,
            subject,
            build: Box::new(build),
        }
    }

    /// `kind/subject`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.kind, self.subject)
    }

    /// Prepares the contenders and checks their results.
    ///
    /// # Errors
    /// A contender that fails, or whose result is not the value of the input.
    pub fn build(&self) -> Result<Group> {
        (self.build)().map_err(|error| error.context(self.name()))
    }
}

/// The contenders of an entry.
pub struct Group {
    /// The size of the JSON, in bytes.
    pub bytes: usize,
    /// Who is measured, ours first.
    pub contenders: Vec<Contender>,
}

/// Something to run again and again.
pub struct Contender {
    /// Who it is, as tables say it.
    pub name: &'static str,
    /// What is measured.
    pub run: Box<dyn FnMut()>,
    /// What `run` has to do besides; measured in the same way and subtracted.
    pub overhead: Option<Box<dyn FnMut()>>,
}

impl Contender {
    /// A contender without overhead.
    pub fn new(name: &'static str, run: impl FnMut() + 'static) -> Self {
        Self {
            name,
            run: Box::new(run),
            overhead: None,
        }
    }

    /// Says what is to be subtracted.
    #[must_use]
    pub fn without(mut self, overhead: impl FnMut() + 'static) -> Self {
        self.overhead = Some(Box::new(overhead));
        self
    }
}
