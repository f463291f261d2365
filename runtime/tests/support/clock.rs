//! Time that tests may take before they say that something is quadratic.

use std::fs;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Processor time of this thread: what else the machine does must not count. Where Linux does not tell it, the time
/// since the first call.
pub(crate) fn spent() -> Duration {
    let start = *START;
    let told = || {
        let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split(' ').next()?.parse().ok()
    };
    told().map_or_else(|| start.elapsed(), Duration::from_nanos)
}
