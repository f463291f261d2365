//! Random patterns of the ECMA-262 grammar, small ones, the same on every run.

#![allow(dead_code, reason = "each test file uses a part of it")]

/// A xorshift generator: tests need variety, not quality.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    fn one_of(&mut self, texts: &[&str]) -> String {
        texts[self.below(texts.len())].to_owned()
    }
}

/// A pattern with groups nested at most `depth` deep.
pub(crate) fn pattern(random: &mut Random, depth: usize) -> String {
    let branches: Vec<String> = (0..=random.below(3) / 2)
        .map(|_| branch(random, depth))
        .collect();
    branches.join("|")
}

fn branch(random: &mut Random, depth: usize) -> String {
    (0..random.below(5)).map(|_| term(random, depth)).collect()
}

fn term(random: &mut Random, depth: usize) -> String {
    let assertion = match random.below(12) {
        0 => random.one_of(&["^", "$", "\\b", "\\B"]),
        1 if depth > 0 => {
            let opening = random.one_of(&["(?=", "(?!"]);
            format!("{opening}{})", pattern(random, depth - 1))
        }
        2 => random.one_of(&["(?<=a)", "(?<!b)", "(?<=^|[ab])", "(?<![^a-])"]),
        _ => String::new(),
    };
    let atom = match random.below(8) {
        0 | 1 if depth > 0 => format!("({})", pattern(random, depth - 1)),
        2 if depth > 0 => format!("(?:{})", pattern(random, depth - 1)),
        3 => random.one_of(&[
            "[ab]", "[^a]", "[a-c-]", "\\w", "\\W", ".", "\\d", "\\s", "[^]",
        ]),
        _ => random.one_of(&["a", "b", "c", "-", "\\.", "\\n", "é", "\\u{1F600}"]),
    };
    let quantifier = random.one_of(&[
        "", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,3}", "{2,}", "*?", "{3,5}?",
    ]);
    format!("{assertion}{atom}{quantifier}")
}

/// A string of characters that the patterns above tell apart.
pub(crate) fn text(random: &mut Random) -> String {
    let chars = [
        'a',
        'b',
        'c',
        '-',
        '.',
        '\n',
        'é',
        '\u{1F600}',
        ' ',
        '7',
        'a',
        'b',
    ];
    (0..random.below(9))
        .map(|_| chars[random.below(chars.len())])
        .collect()
}
