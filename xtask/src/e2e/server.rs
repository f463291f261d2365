//! The server: started on a free port, waited for, stopped.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::process::{Group, pause};

/// How long a server may take until it answers.
const DEADLINE: Duration = Duration::from_secs(60);

/// Someone else may take the free port before the server does.
const ATTEMPTS: usize = 5;

/// How much of the log is shown.
const TAIL: usize = 40;

/// A running server.
pub(super) struct Server {
    process: Option<Group>,
    address: SocketAddr,
    log: PathBuf,
}

impl Server {
    /// Starts a server and waits until it answers.
    pub(super) fn start(python: &Path, script: &Path, folder: &Path) -> Result<Self> {
        for _ in 0..ATTEMPTS {
            let address = free_address()?;
            let log = folder.join("server.log");
            let file = File::create(&log).with_context(|| format!("{}", log.display()))?;
            let mut command = Command::new(python);
            command
                .arg(script)
                .args(["-H", &address.ip().to_string()])
                .args(["-p", &address.port().to_string()])
                // Never written to: the server ends when it is closed, even if this process is killed.
                .stdin(Stdio::piped())
                .stdout(file.try_clone().context("the log")?)
                .stderr(file)
                .env("TZ", "UTC");
            let process = Group::start(command).context("the server cannot be started")?;
            let mut server = Self {
                process: Some(process),
                address,
                log,
            };
            if server.wait_until_it_answers()? {
                return Ok(server);
            }
        }
        bail!("the server found no free port, {ATTEMPTS} times");
    }

    /// The endpoint for clients.
    pub(super) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops the server; the end of what it said.
    pub(super) fn stop(&mut self) -> String {
        drop(self.process.take());
        self.log_tail()
    }

    /// Whether it answers; it does not where another process took the port.
    fn wait_until_it_answers(&mut self) -> Result<bool> {
        let start = Instant::now();
        while start.elapsed() < DEADLINE {
            // Looked at after the answer: what answers may be whoever took the port.
            let answers = answers(self.address);
            if let Some(process) = &mut self.process
                && let Some(status) = process.ended()?
            {
                let log = self.log_tail();
                if log.contains("in use") {
                    return Ok(false);
                }
                bail!("the server ended ({status}); it said\n{log}");
            }
            if answers {
                return Ok(true);
            }
            pause()?;
        }
        let log = self.log_tail();
        bail!("the server does not answer after {DEADLINE:?}; it said\n{log}");
    }

    fn log_tail(&self) -> String {
        let log = fs::read(&self.log).unwrap_or_default();
        tail(&String::from_utf8_lossy(&log))
    }
}

/// The last lines.
fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

/// An address that nothing listens on, at this moment.
fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port")?;
    listener.local_addr().context("no free port")
}

/// Whether there is an HTTP server at the address.
fn answers(address: SocketAddr) -> bool {
    let limit = Duration::from_secs(5);
    let ask = || -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect_timeout(&address, limit)?;
        stream.set_read_timeout(Some(limit))?;
        stream.write_all(b"GET /moto-api/ HTTP/1.0\r\n\r\n")?;
        let mut start = [0; 5];
        stream.read_exact(&mut start)?;
        Ok(start.to_vec())
    };
    ask().is_ok_and(|start| start == b"HTTP/")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn started(script: &str) -> Result<Server> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("script");
        fs::write(&file, script)?;
        Server::start(Path::new("sh"), &file, folder.path())
    }

    #[test]
    fn a_server_that_ends_is_told_with_what_it_said() {
        let error = started("echo no such module; exit 7").err().unwrap();
        let text = error.to_string();
        assert!(
            text.contains("exit status: 7") && text.contains("no such module"),
            "{text}"
        );
    }

    #[test]
    fn a_port_that_is_taken_is_tried_again() {
        let error = started("echo Address already in use; exit 1")
            .err()
            .unwrap();
        assert_eq!(error.to_string(), "the server found no free port, 5 times");
    }

    #[test]
    fn only_an_answer_in_http_counts() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let other = std::thread::spawn(move || {
            for answer in ["SSH-2.0-x\r\n", "HTTP/1.0 200 OK\r\n\r\n"] {
                let (mut stream, _) = listener.accept().unwrap();
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        assert!(!answers(address));
        assert!(answers(address));
        other.join().unwrap();
        assert!(!answers(address), "nothing listens any more");
    }

    #[test]
    fn the_tail_is_the_last_lines() {
        let text: String = (0..100).map(|n| format!("{n}\n")).collect();
        let tail = tail(&text);
        assert!(tail.starts_with("60\n") && tail.ends_with("\n99"));
    }
}
