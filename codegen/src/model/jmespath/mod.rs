//! JMESPath expressions walked along the shapes that they are about. · Called by `rules::waiters`. · The parser is that
//! of the library `jmespath`; what comes out is a type and whatever cannot be right.

mod functions;
mod types;
mod walk;

pub(super) use types::Type;
pub(super) use walk::Walk;

/// No expression of a model is nearly as long. The parser and the walk recurse.
const MAX_LENGTH: usize = 2000;
/// No expression of a model has nearly as many of the signs that open something.
const MAX_OPENING: usize = 100;

/// Reads an expression.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn parse(text: &str) -> Result<jmespath::ast::Ast, String> {
    let opening = text.chars().filter(|c| "([{!&*".contains(*c)).count();
    if text.len() > MAX_LENGTH || opening > MAX_OPENING {
        return Err("it is too long, or too much is nested in it".to_owned());
    }
    jmespath::parse(text).map_err(|error| match error.reason {
        jmespath::ErrorReason::Parse(reason) => {
            let (reason, offset) = (reason.trim_end_matches('.'), error.offset);
            format!("{reason} (at character {})", offset.saturating_add(1))
        }
        jmespath::ErrorReason::Runtime(reason) => reason.to_string(),
    })
}
