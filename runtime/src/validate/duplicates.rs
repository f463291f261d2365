//! Whether two items of a list are equal (`@uniqueItems`), in less than quadratic time.

use crate::json::{Form, Reader, Writer};
use crate::types::Document;
use crate::types::decimal::Decimal;

/// Up to this many items are compared with each other directly.
const PAIRWISE: usize = 16;

/// Whether two items of a list are equal. Those of long lists are compared as text, sorted.
pub(super) fn has_duplicates<'w, T: PartialEq>(
    list: &[T],
    write: impl Fn(&mut Writer<'w>, &T),
) -> bool {
    if list.len() <= PAIRWISE {
        return list
            .iter()
            .enumerate()
            .any(|(index, item)| list[..index].contains(item));
    }
    let mut text = Vec::new();
    let mut spans = Vec::with_capacity(list.len());
    for item in list {
        let start = text.len();
        let mut writer = Writer::new(std::mem::take(&mut text), Form::File);
        write(&mut writer, item);
        let (bytes, error) = writer.into_parts();
        text = bytes;
        // What cannot be written cannot be compared; sending it fails with a better message.
        if error.is_none() {
            normalise(&mut text, start);
            spans.push(start..text.len());
        }
    }
    spans.sort_unstable_by(|a, b| text[a.clone()].cmp(&text[b.clone()]));
    spans
        .windows(2)
        .any(|pair| text[pair[0].clone()] == text[pair[1].clone()])
}

/// Gives the JSON from `start` on a form that equal values share: numbers can be written in more than one way
/// (`1`, `1.0`), and the order of a map's entries says nothing.
fn normalise(text: &mut Vec<u8>, start: usize) {
    if !matches!(text.get(start), Some(b'{' | b'[' | b'-' | b'0'..=b'9')) {
        return;
    }
    let mut value = Document::Null;
    if Reader::new(&text[start..], Form::File)
        .document(&mut value)
        .is_ok()
    {
        text.truncate(start);
        normal(&value, text);
    }
}

fn normal(value: &Document, out: &mut Vec<u8>) {
    match value {
        Document::Null => out.push(b'n'),
        Document::Bool(value) => out.push(if *value { b't' } else { b'f' }),
        Document::Number(number) => normal_number(number.as_str(), out),
        Document::String(text) => normal_text(text, out),
        Document::Array(items) => {
            out.push(b'[');
            items.iter().for_each(|item| normal(item, out));
            out.push(b']');
        }
        Document::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_unstable_by_key(|(name, _)| *name);
            out.push(b'{');
            for (name, member) in sorted {
                normal_text(name, out);
                normal(member, out);
            }
            out.push(b'}');
        }
    }
}

/// A text with its length before it, so that no text looks like what follows it.
fn normal_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(itoa::Buffer::new().format(text.len()).as_bytes());
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
}

fn normal_number(text: &str, out: &mut Vec<u8>) {
    match Decimal::parse(text) {
        Ok(number) => {
            out.push(if number.negative { b'-' } else { b'+' });
            out.extend_from_slice(&number.digits);
            out.push(b'e');
            out.extend_from_slice(itoa::Buffer::new().format(number.exponent).as_bytes());
            out.push(b';');
        }
        Err(_) => out.extend_from_slice(text.as_bytes()),
    }
}
