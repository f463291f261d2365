//! Processes that end when this one does: each with its own group, which is killed when it is dropped.

use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use process_wrap::std::{ChildWrapper, CommandWrap};

/// Ctrl-C, or the system asked to end.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// How often a process is looked at.
const POLL: Duration = Duration::from_millis(50);

/// From now on interrupts end what waits here, so that everything is dropped in order.
pub(super) fn watch_for_interrupts() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst))
        .context("interrupts cannot be watched for")
}

/// Waits a little.
///
/// # Errors
/// There was an interrupt.
pub(super) fn pause() -> Result<()> {
    if INTERRUPTED.load(Ordering::SeqCst) {
        bail!("interrupted");
    }
    std::thread::sleep(POLL);
    Ok(())
}

/// A process with all that it starts.
pub(super) struct Group(Box<dyn ChildWrapper>);

impl Group {
    /// Starts a command in a group of its own.
    pub(super) fn start(command: Command) -> std::io::Result<Self> {
        let mut command = CommandWrap::from(command);
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::std::JobObject);
        Ok(Self(command.spawn()?))
    }

    /// The status, once it has ended.
    pub(super) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.0.try_wait().context("a process cannot be waited for")
    }

    /// Waits for the end, or for an interrupt.
    pub(super) fn wait(mut self) -> Result<ExitStatus> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            pause()?;
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // Neither can be helped here: it has ended already, or the system does not let us.
        let _ = self.0.start_kill();
        let _ = self.0.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::process::Stdio;
    use std::time::Instant;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::null());
        command
    }

    #[test]
    fn what_a_process_started_ends_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let (ready, late) = (folder.path().join("ready"), folder.path().join("late"));
        let script = format!(
            "(sleep 1; touch '{}') & touch '{}'; wait",
            late.display(),
            ready.display()
        );
        let group = Group::start(shell(&script)).unwrap();
        while !ready.exists() {
            pause().unwrap();
        }
        drop(group);
        std::thread::sleep(Duration::from_millis(1500));
        assert!(!late.exists(), "the grandchild lived on");
    }

    #[test]
    fn the_status_comes_through_and_dropping_does_not_wait() {
        let status = Group::start(shell("exit 3")).unwrap().wait().unwrap();
        assert_eq!(status.code(), Some(3));
        let start = Instant::now();
        drop(Group::start(shell("sleep 60")).unwrap());
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}
