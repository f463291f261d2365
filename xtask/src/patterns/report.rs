//! What became of patterns, in words.

use std::fmt;

use shapewright_codegen::pattern::Outcome;

use super::Found;

/// So many disagreements on one pattern are shown.
const SHOWN: usize = 3;

/// Whether there is more to say of a pattern than its size.
pub(super) fn is_notable(found: &Found) -> bool {
    let wrong = found
        .verdict
        .as_ref()
        .is_some_and(|it| !it.wrong.is_empty());
    let exact = matches!(found.outcome, Outcome::Exact(_) | Outcome::Always);
    wrong || !exact
}

/// How a pattern is matched, and on which strings the engine disagrees.
pub(super) fn line(found: &Found) -> String {
    let how = match &found.outcome {
        Outcome::Always => "matches everything, no check".to_owned(),
        Outcome::Never(reason) => format!("not checked: {reason}"),
        Outcome::Exact(automaton) => format!("exact, {} bytes", automaton.len()),
        Outcome::Superset { automaton, reason } => {
            format!("looser, {} bytes: {reason}", automaton.len())
        }
        Outcome::Unsupported(reason) => format!("not checked: {reason}"),
    };
    let uses = found.uses;
    let mut line = format!("{how} ({uses} uses, {:.1?}): {}", found.time, found.source);
    let wrong = found.verdict.iter().flat_map(|it| &it.wrong);
    for (text, engine) in wrong.take(SHOWN) {
        let who = if *engine {
            "only the engine"
        } else {
            "only we"
        };
        line.push_str(&format!("\n    WRONG: {who} match {text:?}"));
    }
    line
}

/// How many patterns are matched how.
#[derive(Default)]
pub(super) struct Totals {
    patterns: usize,
    automata: usize,
    always: usize,
    never: usize,
    looser: usize,
    unsupported: usize,
    bytes: usize,
    slowest: Option<(std::time::Duration, String)>,
    verified: Verified,
}

/// What came of comparing.
#[derive(Default)]
struct Verified {
    patterns: usize,
    /// Of them those that the engine reads only in our words.
    in_our_words: usize,
    accepted: usize,
    refused: usize,
    looser: usize,
    halves: usize,
    disagreements: usize,
    wrong: usize,
    slow: usize,
    /// Those with a matcher and without an answer.
    unread: usize,
}

impl Totals {
    pub(super) fn of(all: &[Found]) -> Self {
        let mut totals = Self {
            patterns: all.len(),
            ..Self::default()
        };
        for found in all {
            totals.add(found);
        }
        totals
    }

    fn add(&mut self, found: &Found) {
        match &found.outcome {
            Outcome::Always => self.always += 1,
            Outcome::Never(_) => self.never += 1,
            Outcome::Exact(automaton) => {
                self.automata += 1;
                self.bytes += automaton.len();
            }
            Outcome::Superset { automaton, .. } => {
                self.looser += 1;
                self.bytes += automaton.len();
            }
            Outcome::Unsupported(_) => self.unsupported += 1,
        }
        if self
            .slowest
            .as_ref()
            .is_none_or(|(time, _)| *time < found.time)
        {
            self.slowest = Some((found.time, found.source.clone()));
        }
        let Some(verdict) = &found.verdict else {
            return;
        };
        let own = &mut self.verified;
        let strings = verdict.accepted
            + verdict.refused
            + verdict.looser
            + verdict.halves
            + verdict.wrong.len();
        match verdict.ended {
            Some(_) if matches!(found.outcome, Outcome::Unsupported(_)) => return,
            Some(_) if strings == 0 => own.unread += 1,
            Some(_) => own.slow += 1,
            None => {}
        }
        own.patterns += usize::from(strings > 0);
        own.in_our_words += usize::from(strings > 0 && !verdict.as_written);
        own.accepted += verdict.accepted;
        own.refused += verdict.refused;
        own.looser += verdict.looser;
        own.halves += verdict.halves;
        own.disagreements += verdict.wrong.len();
        own.wrong += usize::from(!verdict.wrong.is_empty());
    }

    /// How many are matched wrongly.
    pub(super) fn wrong(&self) -> usize {
        self.verified.wrong
    }

    /// The one that took longest to compile.
    pub(super) fn slowest(&self) -> String {
        let slowest = self.slowest.as_ref();
        slowest.map_or_else(String::new, |(time, source)| {
            format!("slowest: {time:.1?} for {source}")
        })
    }

    /// What came of comparing, if anything was compared.
    pub(super) fn verified(&self) -> Option<String> {
        let own = &self.verified;
        (own.patterns + own.unread > 0).then(|| {
            format!(
                "{} patterns compared with regress (flag u; {} of them in ECMA-262's words for what is \
                 written otherwise): {} strings accepted by both, {} refused by both, {} accepted by a \
                 looser automaton alone, {} for halves of surrogate pairs, {} disagreements; {} cut short because the engine takes too \
                 long, {} that it does not read",
                own.patterns,
                own.in_our_words,
                own.accepted,
                own.refused,
                own.looser,
                own.halves,
                own.disagreements,
                own.slow,
                own.unread
            )
        })
    }
}

impl fmt::Display for Totals {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exact = self.automata + self.always;
        let share = exact as f64 * 100.0 / self.patterns.max(1) as f64;
        write!(
            f,
            "{} patterns: {exact} exact ({share:.2} %: {} automata, {} match everything), {} looser, {} match \
             nothing, {} not checked; {} bytes",
            self.patterns,
            self.automata,
            self.always,
            self.looser,
            self.never,
            self.unsupported,
            self.bytes
        )
    }
}
