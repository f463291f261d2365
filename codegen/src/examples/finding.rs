//! What is wrong with a documented example: kinds, places and what the model says instead.

use std::fmt;

use serde::Serialize;

/// What kind of thing is wrong. The names are stable: reports count by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Kind {
    /// A part of the document that cannot be read at all.
    Unreadable,
    /// A value that is said to be JSON and is not.
    Syntax,
    /// The members of a structure are shown without the member that holds it.
    MissingWrapper,
    /// A name that an object has twice; readers take the last value.
    RepeatedName,
    /// A member that the structure or union does not have.
    UnknownMember,
    /// A value of another type than the model's.
    WrongType,
    /// A null in a list or map that is not sparse; readers drop it, but no service may send it.
    NullItem,
    /// A required member is not there.
    MissingRequired,
    /// A union without a member, or with more than one.
    UnionMembers,
    /// A value that the enum does not list.
    UnknownEnumValue,
    /// `@length`.
    Length,
    /// `@range`.
    Range,
    /// `@pattern`.
    Pattern,
    /// `@uniqueItems`.
    UniqueItems,
    /// The document shows no output where the model has one, or the other way round.
    OutputPresence,
}

impl Kind {
    /// All kinds, in the order of reports.
    pub const ALL: [Self; 15] = [
        Self::Unreadable,
        Self::Syntax,
        Self::MissingWrapper,
        Self::RepeatedName,
        Self::UnknownMember,
        Self::WrongType,
        Self::NullItem,
        Self::MissingRequired,
        Self::UnionMembers,
        Self::UnknownEnumValue,
        Self::Length,
        Self::Range,
        Self::Pattern,
        Self::UniqueItems,
        Self::OutputPresence,
    ];

    /// Whether a typed reader of the value has to refuse it (in the form of files: `runtime::file`).
    #[must_use]
    pub fn refused_by_readers(self) -> bool {
        matches!(
            self,
            Self::Unreadable
                | Self::Syntax
                | Self::WrongType
                | Self::MissingRequired
                | Self::UnionMembers
        )
    }

    /// Whether `validate` has to report it.
    #[must_use]
    pub fn is_constraint(self) -> bool {
        matches!(
            self,
            Self::UnknownEnumValue | Self::Length | Self::Range | Self::Pattern | Self::UniqueItems
        )
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Which part of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The command line or the text around it.
    Command,
    /// The parameters.
    Input,
    /// What is shown as the answer.
    Output,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Command => "command",
            Self::Input => "input",
            Self::Output => "output",
        })
    }
}

/// One thing that is wrong with an example.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Where in the example.
    pub part: Part,
    /// A JSON pointer (RFC 6901) into that part; empty for the whole of it.
    pub pointer: String,
    /// What kind.
    pub kind: Kind,
    /// What is shown, one sentence without a full stop.
    pub message: String,
    /// What the model says instead, with its own words (enum values, pattern, limits).
    pub model: String,
    /// The absolute id of the shape or member that says it; empty where no shape does.
    pub shape: String,
    /// A name that was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Finding {
    /// A part of a document that cannot be read, for this reason.
    #[must_use]
    pub fn unreadable(why: &str) -> Self {
        Self {
            part: Part::Command,
            pointer: String::new(),
            kind: Kind::Unreadable,
            message: why.to_owned(),
            model: String::new(),
            shape: String::new(),
            hint: None,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.part)?;
        if !self.pointer.is_empty() {
            write!(f, " {}", self.pointer)?;
        }
        write!(f, ": {}: {}", self.kind, self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "; did you mean `{hint}`?")?;
        }
        if !self.model.is_empty() {
            write!(f, "; the model: {}", self.model)?;
        }
        if !self.shape.is_empty() {
            write!(f, " ({})", self.shape)?;
        }
        Ok(())
    }
}
