//! The bytes of an automaton, in the form that the runtime's module `pattern` describes.

use super::alphabet::Alphabet;
use super::automaton::Automaton;
use super::blocks::{Blocks, FIRST_BLOCK};

const VERSION: u8 = 1;

/// The bytes; None where a number does not fit its field.
pub(super) fn encode(blocks: &Blocks, alphabet: &Alphabet) -> Option<Vec<u8>> {
    let wide = blocks.blocks.len() + usize::from(FIRST_BLOCK) > 256;
    let mut ascii = [0; 128];
    let mut ranges = Vec::new();
    for (index, &(first, class)) in alphabet.ranges().iter().enumerate() {
        let end = alphabet
            .ranges()
            .get(index + 1)
            .map_or(0x11_0000, |&(next, _)| next);
        for slot in ascii.iter_mut().take(end as usize).skip(first as usize) {
            *slot = class;
        }
        if end > 0x80 {
            ranges.push(first.max(0x80) << 8 | u32::from(class));
        }
    }
    let mut bytes = vec![
        VERSION,
        u8::try_from(blocks.classes).ok()?,
        if wide { 2 } else { 1 },
        0,
    ];
    for count in [
        blocks.blocks.len(),
        blocks.rows.len(),
        blocks.start,
        ranges.len(),
    ] {
        bytes.extend(u16::try_from(count).ok()?.to_le_bytes());
    }
    bytes.extend(ascii);
    for block in &blocks.blocks {
        bytes.extend(block.states.to_le_bytes());
        let row = u16::try_from(block.row * 2).ok()? + u16::from(block.accepting);
        bytes.extend(row.to_le_bytes());
    }
    for &entry in blocks.rows.iter().flatten() {
        match u8::try_from(entry) {
            Ok(entry) if !wide => bytes.push(entry),
            _ => bytes.extend(entry.to_le_bytes()),
        }
    }
    bytes.extend(ranges.into_iter().flat_map(u32::to_le_bytes));
    Some(bytes)
}

/// Joins classes that the smallest automaton treats alike.
pub(super) fn join_classes(automaton: &Automaton, alphabet: &Alphabet) -> (Automaton, Alphabet) {
    let classes = automaton.classes;
    let alike = |a: usize, b: usize| {
        automaton
            .next
            .chunks_exact(classes)
            .all(|row| row[a] == row[b])
    };
    let mut kept: Vec<usize> = Vec::new();
    let mut numbers: Vec<u8> = Vec::with_capacity(classes);
    for class in 0..classes {
        let known = kept.iter().position(|&other| alike(other, class));
        numbers.push(known.unwrap_or(kept.len()) as u8);
        if known.is_none() {
            kept.push(class);
        }
    }
    let next = automaton
        .next
        .chunks_exact(classes)
        .flat_map(|row| kept.iter().map(|&class| row[class]))
        .collect();
    let joined = Automaton {
        classes: kept.len(),
        next,
        accepting: automaton.accepting.clone(),
    };
    (joined, alphabet.renumber(&numbers))
}
