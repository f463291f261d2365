//! Counts allocations: a process of its own, so that counting does not cost the others time. `allocations [FILTER]`
//! prints JSON.

use std::alloc::System;
use std::process::ExitCode;

use anyhow::Result;
use bench_figures::Allocations;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let filter = std::env::args().nth(1).unwrap_or_default();
    let mut all = Allocations::new();
    for entry in bench_codec::entries() {
        if !entry.name().contains(&filter) {
            continue;
        }
        let counts = all.entry(entry.name()).or_default();
        for mut it in entry.build()?.contenders {
            let mut count = count(&mut it.run);
            if let Some(overhead) = &mut it.overhead {
                let less = self::count(overhead);
                count = (count.0 - less.0, count.1 - less.1);
            }
            counts.insert(it.name.to_owned(), count);
        }
    }
    println!("{}", serde_json::to_string(&all)?);
    Ok(())
}

/// Allocations with reallocations, and bytes, of one run: the least of several, for what is set up once does not count.
fn count(run: &mut Box<dyn FnMut()>) -> (i64, i64) {
    let mut least = (i64::MAX, i64::MAX);
    for _ in 0..5 {
        let region = Region::new(ALLOCATOR);
        run();
        let Stats {
            allocations,
            reallocations,
            bytes_allocated,
            ..
        } = region.change();
        let count = i64::try_from(allocations + reallocations).unwrap_or(i64::MAX);
        let bytes = i64::try_from(bytes_allocated).unwrap_or(i64::MAX);
        least = least.min((count, bytes));
    }
    least
}
