//! What every pass of the model stage reports with: findings with their place. · The messages
//! are lower case, one sentence, backticks around what the user wrote.

use std::fmt::Display;

use crate::diagnostic::{Diagnostic, Report};

use super::shape::Place;

/// Adds findings to a report.
pub(super) struct Context<'a> {
    report: &'a mut Report,
}

impl<'a> Context<'a> {
    pub(super) fn new(report: &'a mut Report) -> Self {
        Self { report }
    }

    pub(super) fn error(
        &mut self,
        id: &'static str,
        place: &Place,
        shape: impl Display,
        message: impl Into<String>,
    ) {
        self.push(Diagnostic::error(id, message), place, shape);
    }

    pub(super) fn error_with_hint(
        &mut self,
        id: &'static str,
        place: &Place,
        shape: impl Display,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(Diagnostic::error(id, message).with_hint(hint), place, shape);
    }

    pub(super) fn warning(
        &mut self,
        id: &'static str,
        place: &Place,
        shape: impl Display,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(
            Diagnostic::warning(id, message).with_hint(hint),
            place,
            shape,
        );
    }

    fn push(&mut self, finding: Diagnostic, place: &Place, shape: impl Display) {
        let finding = finding.with_shape(shape);
        self.report.push(if place.source.is_empty() {
            finding
        } else {
            finding.with_place(&place.source, &place.pointer)
        });
    }
}

/// A hint from the nearest known name, else something general.
pub(super) fn did_you_mean(near: Option<&str>, otherwise: &str) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}
