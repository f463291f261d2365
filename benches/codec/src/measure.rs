//! Measuring time: interleaved rounds, medians and minima.

use std::time::{Duration, Instant};

use crate::entry::Group;

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// How often each contender has its turn.
    pub rounds: usize,
    /// How long a turn lasts at least.
    pub turn: Duration,
}

impl Effort {
    /// For figures to keep.
    pub const FULL: Self = Self {
        rounds: 41,
        turn: Duration::from_millis(4),
    };
    /// For a first look.
    pub const QUICK: Self = Self {
        rounds: 11,
        turn: Duration::from_millis(2),
    };
}

/// How long one run of a contender took, in nanoseconds.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    /// The median of the rounds.
    pub median: f64,
    /// The best round.
    pub min: f64,
}

/// Measures the contenders of a group; each round gives every contender a turn, and begins with another one.
pub fn measure(group: &mut Group, effort: Effort) -> Vec<Time> {
    let mut turns: Vec<Turns> = group
        .contenders
        .iter_mut()
        .map(|it| Turns {
            run: Series::new(&mut it.run, effort.turn),
            overhead: it
                .overhead
                .as_mut()
                .map(|run| Series::new(run, effort.turn)),
        })
        .collect();
    let count = turns.len();
    for round in 0..effort.rounds {
        for at in 0..count {
            let turn = &mut turns[(at + round) % count];
            turn.run.turn();
            if let Some(overhead) = &mut turn.overhead {
                overhead.turn();
            }
        }
    }
    turns.iter_mut().map(Turns::time).collect()
}

struct Turns<'a> {
    run: Series<'a>,
    overhead: Option<Series<'a>>,
}

impl Turns<'_> {
    fn time(&mut self) -> Time {
        let run = self.run.time();
        let overhead = self.overhead.as_mut().map(Series::time);
        let less = |a: f64, b: Option<f64>| a - b.unwrap_or(0.0);
        Time {
            median: less(run.median, overhead.map(|it| it.median)),
            min: less(run.min, overhead.map(|it| it.min)),
        }
    }
}

/// The rounds of one thing that is run.
struct Series<'a> {
    run: &'a mut Box<dyn FnMut()>,
    times: u32,
    nanos: Vec<f64>,
}

impl<'a> Series<'a> {
    /// Warms up, and finds out how many runs make a turn.
    fn new(run: &'a mut Box<dyn FnMut()>, turn: Duration) -> Self {
        let mut times = 1;
        loop {
            let start = Instant::now();
            for _ in 0..times {
                run();
            }
            let spent = start.elapsed();
            if spent >= turn / 2 || times >= 1 << 24 {
                let one = spent.as_secs_f64() / f64::from(times);
                // Two to 2^24 runs, so the cast is exact enough and in range.
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "positive and small"
                )]
                let wanted = (turn.as_secs_f64() / one.max(1e-9)).ceil() as u32;
                return Self {
                    run,
                    times: wanted.clamp(1, 1 << 24),
                    nanos: Vec::new(),
                };
            }
            times *= 2;
        }
    }

    fn turn(&mut self) {
        let start = Instant::now();
        for _ in 0..self.times {
            (self.run)();
        }
        let spent = start.elapsed().as_secs_f64() * 1e9;
        self.nanos.push(spent / f64::from(self.times));
    }

    fn time(&mut self) -> Time {
        self.nanos.sort_by(f64::total_cmp);
        let middle = self.nanos.len() / 2;
        Time {
            median: self.nanos.get(middle).copied().unwrap_or(f64::NAN),
            min: self.nanos.first().copied().unwrap_or(f64::NAN),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;
    use crate::entry::Contender;

    fn work(times: u64) {
        for i in 0..times {
            black_box(i);
        }
    }

    #[test]
    fn overhead_is_subtracted() {
        let mut group = Group {
            bytes: 0,
            contenders: vec![
                Contender::new("all", || work(4000)),
                Contender::new("half", || work(4000)).without(|| work(2000)),
            ],
        };
        let times = measure(
            &mut group,
            Effort {
                rounds: 15,
                turn: Duration::from_micros(500),
            },
        );
        let share = times[1].min / times[0].min;
        assert!((0.2..0.8).contains(&share), "{share}");
    }
}
