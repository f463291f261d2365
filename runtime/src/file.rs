//! The form that people keep in files: what `aws … --cli-input-json` reads and `--output json` prints.
//!
//! JSON with the model's member names, every member (also those that travel in the URI or headers), ISO 8601 timestamps
//! (numbers of seconds since 1970 are read too) and base64 blobs. Values of enums and members of unions that the model
//! does not list are kept; other unknown members are ignored, or named on request. A missing required member is an
//! error.

use crate::json::{Form, ReadError, Reader, WriteError, Writer};
use crate::shape::{Blank, Shape, WriteShape};

/// Reads a structure or union.
///
/// # Errors
/// Broken JSON, members of another type, a missing required member.
pub fn from_slice<T: Shape + Blank>(json: &[u8]) -> Result<T, ReadError> {
    let mut reader = Reader::new(json, Form::File);
    read(&mut reader)
}

/// Reads a structure or union, and gives JSON pointers to the members that the model does not list.
///
/// # Errors
/// As [`from_slice`].
pub fn from_slice_with_unknown<T: Shape + Blank>(
    json: &[u8],
) -> Result<(T, Vec<String>), ReadError> {
    let mut reader = Reader::new(json, Form::File);
    reader.collect_unknown();
    let value = read(&mut reader)?;
    Ok((value, reader.take_unknown_members()))
}

fn read<T: Shape + Blank>(reader: &mut Reader<'_>) -> Result<T, ReadError> {
    let mut value = T::blank();
    reader.object(&mut value)?;
    reader.finish()?;
    Ok(value)
}

/// Writes a structure or union, without whitespace.
///
/// # Errors
/// A union without a member, nesting that is too deep.
pub fn to_vec(value: &dyn WriteShape) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer::new(Vec::new(), Form::File);
    writer.shape(value);
    writer.finish()
}

/// Writes a structure or union for people to read: a line for each value, indented by two spaces.
///
/// # Errors
/// As [`to_vec`].
pub fn to_string_pretty(value: &dyn WriteShape) -> Result<String, WriteError> {
    to_vec(value).map(|json| String::from_utf8(indent(&json)).unwrap_or_default())
}

/// Adds whitespace to JSON that has none.
fn indent(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len() * 2);
    let mut depth = 0usize;
    let mut in_string = false;
    let mut bytes = json.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if in_string {
            out.push(byte);
            match byte {
                // What follows a backslash is no quote that ends the string.
                b'\\' => out.extend(bytes.next()),
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'{' | b'[' => {
                out.push(byte);
                match bytes.next_if(|next| matches!(next, b'}' | b']')) {
                    Some(close) => out.push(close),
                    None => {
                        depth += 1;
                        new_line(&mut out, depth);
                    }
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                new_line(&mut out, depth);
            }
            b':' => out.extend_from_slice(b": "),
            _ => {
                in_string = byte == b'"';
                out.push(byte);
            }
        }
    }
    out
}

fn new_line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.extend(std::iter::repeat_n(b' ', depth * 2));
}
