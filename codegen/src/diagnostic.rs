//! Findings about the input: what a user reads when a model, an option or a lock cannot be used.
//!
//! Every stage adds to a [`Report`]; nothing is printed here. The form is that of Smithy's
//! own validation events: severity, shape, message, event id, then where and a hint.

use std::fmt;

/// How bad a finding is. Errors stop the run before anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The output is usable, but not all that the model says is in it.
    Warning,
    /// Worth knowing.
    Note,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of finding, a stable name in CamelCase such as `UnresolvedTarget`.
    pub id: &'static str,
    /// The name of the source as the caller gave it, usually a file path.
    pub source: Option<String>,
    /// Where in the source: an RFC 6901 JSON pointer, empty for the whole document.
    pub pointer: String,
    /// Line and column (both from 1), where the pointer leads to.
    pub position: Option<(u32, u32)>,
    /// The absolute id of the shape or member it is about.
    pub shape: Option<String>,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A finding with only a kind and a message; the `with_*` methods add the rest.
    #[must_use]
    pub fn new(severity: Severity, id: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            id,
            source: None,
            pointer: String::new(),
            position: None,
            shape: None,
            message: message.into(),
            hint: None,
        }
    }

    /// An error.
    #[must_use]
    pub fn error(id: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, id, message)
    }

    /// A warning.
    #[must_use]
    pub fn warning(id: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, id, message)
    }

    /// Names the shape or member.
    #[must_use]
    pub fn with_shape(mut self, shape: impl fmt::Display) -> Self {
        self.shape = Some(shape.to_string());
        self
    }

    /// Says where: source name and JSON pointer.
    #[must_use]
    pub fn with_place(mut self, source: impl Into<String>, pointer: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self.pointer = pointer.into();
        self
    }

    /// Says where exactly: line and column.
    #[must_use]
    pub fn with_position(mut self, line: u32, column: u32) -> Self {
        self.position = Some((line, column));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "NOTE",
        };
        write!(f, "[{severity}] ")?;
        if let Some(shape) = &self.shape {
            write!(f, "{shape}: ")?;
        }
        write!(f, "{} | {}", self.message, self.id)?;
        if let Some(source) = &self.source {
            write!(f, "\n        at {source}")?;
            if let Some((line, column)) = self.position {
                write!(f, ":{line}:{column}")?;
            }
            if !self.pointer.is_empty() {
                write!(f, " {}", self.pointer)?;
            }
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n        hint: {hint}")?;
        }
        Ok(())
    }
}

/// All findings of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// An empty report.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds all findings of another report.
    pub fn extend(&mut self, other: Report) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Whether one of the findings is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error)
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The findings in the order they were sorted or added.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// For changing findings, such as adding positions.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut()
    }

    /// How many findings have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count()
    }

    /// Errors first, then by source, position, pointer, kind and message; equal findings once.
    pub fn sort(&mut self) {
        self.diagnostics.sort_by(|a, b| {
            let key = |d: &Diagnostic| {
                (
                    d.severity,
                    d.source.clone(),
                    d.position,
                    d.pointer.clone(),
                    d.shape.clone(),
                    d.id,
                    d.message.clone(),
                )
            };
            key(a).cmp(&key(b))
        });
        self.diagnostics.dedup();
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}
