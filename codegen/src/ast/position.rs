//! Lines and columns for diagnostics, by a second scan of the text along their JSON pointers. ·
//! Called once at the end of loading, and by later stages for their own findings. · Costs
//! nothing while there is no diagnostic.

use std::collections::BTreeMap;

use crate::diagnostic::Report;

use super::scan::{Scanner, SyntaxError, Token};
use super::{Source, push_step};

/// Fills in line and column of every finding that has a source and a pointer but no position.
///
/// Where the pointer leads to nothing (a key that is missing, a trait that came from
/// elsewhere), the position is that of the nearest value around it.
pub fn locate(sources: &[Source], report: &mut Report) {
    for source in sources {
        let mut wanted: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for diagnostic in report.iter() {
            if diagnostic.position.is_none() && diagnostic.source.as_ref() == Some(&source.name) {
                for around in prefixes(&diagnostic.pointer) {
                    wanted.entry(around.to_owned()).or_default();
                }
            }
        }
        if wanted.is_empty() {
            continue;
        }
        // A text that is not JSON has been reported with its own position.
        let _ = visit(
            &mut Scanner::new(&source.text),
            &mut String::new(),
            &mut wanted,
        );
        let lines = Lines::new(&source.text);
        for diagnostic in report.iter_mut() {
            if diagnostic.position.is_none() && diagnostic.source.as_ref() == Some(&source.name) {
                diagnostic.position = prefixes(&diagnostic.pointer)
                    .find_map(|around| wanted.get(around).copied().flatten())
                    .map(|offset| lines.position(offset));
            }
        }
    }
}

/// The pointer and every shorter one around it, longest first; the root is empty.
fn prefixes(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pointer), |at| at.rfind('/').map(|end| &at[..end]))
}

/// Notes the offset of every wanted value. Of a key that appears twice the last one counts,
/// as when reading.
fn visit(
    scanner: &mut Scanner<'_>,
    pointer: &mut String,
    wanted: &mut BTreeMap<String, Option<usize>>,
) -> Result<(), SyntaxError> {
    let token = scanner.open()?;
    let start = scanner.offset() - usize::from(token != Token::Scalar);
    if let Some(offset) = wanted.get_mut(pointer.as_str()) {
        *offset = Some(start);
    }
    let length = pointer.len();
    let mut index = 0_usize;
    match token {
        Token::Scalar => {
            scanner.scalar()?;
        }
        Token::Array => {
            while scanner.more(b']', index == 0)? {
                push_step(pointer, &index.to_string());
                visit(scanner, pointer, wanted)?;
                pointer.truncate(length);
                index += 1;
            }
        }
        Token::Object => {
            while scanner.more(b'}', index == 0)? {
                push_step(pointer, &scanner.key()?);
                visit(scanner, pointer, wanted)?;
                pointer.truncate(length);
                index += 1;
            }
        }
    }
    Ok(())
}

/// Where the lines of a text begin.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines.
    pub(super) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self { text, starts }
    }

    /// Line and column (in characters) of a byte offset, both from 1.
    pub(super) fn position(&self, offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self
            .text
            .get(start..offset)
            .map_or(0, |before| before.chars().count())
            + 1;
        (
            u32::try_from(line).unwrap_or(u32::MAX),
            u32::try_from(column).unwrap_or(u32::MAX),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;

    #[test]
    fn finds_values_and_falls_back_to_what_is_around() {
        let source = Source::new("a.json", "{\n \"é\": 1,\n  \"x~/\": [true,\n 7]\n}");
        let mut report = Report::new();
        for pointer in ["", "/é", "/x~0~1/1", "/x~0~1/9/z", "/nothing"] {
            report.push(Diagnostic::error("Any", "m").with_place("a.json", pointer));
        }
        locate(&[source], &mut report);
        let found: Vec<_> = report.iter().map(|d| d.position.unwrap()).collect();
        assert_eq!(found, [(1, 1), (2, 7), (4, 2), (3, 10), (1, 1)]);
    }
}
