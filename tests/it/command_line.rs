//! The real program from a script's side: what each command prints, its exit status, and that a file is only ever
//! changed whole.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

mod agree;
mod backlog;
#[cfg(unix)]
mod categories;
mod closing;
mod consequences;
mod copied;
mod coverage;
mod durable;
mod figures;
mod hostile;
mod importing;
mod invalid;
mod invite;
mod journal;
mod limits;
mod map;
mod nothing_lost;
#[cfg(unix)]
mod one;
mod one_more;
mod overwriting;
mod own;
mod reading;
mod references;
mod rehearse;
mod rests_on;
mod risk;
mod scale;
mod set_map;
mod sheets;
mod simulate;
mod sync;
mod transcripts;
mod tree;
mod words;
mod worth;
mod writing;

/// A folder to work in, which is also the home folder.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A desk with `refund.ron`: three people, three elements, two threats.
    fn with_session() -> Self {
        let desk = Self::new();
        desk.ok(&[
            "new",
            "Payments API: refund flow",
            "--with",
            "Ana Lopez eng, Bo eng, Di ops",
            "--file",
            "refund.ron",
            "--no-open",
        ]);
        let map = "customer -> web -> {ledger} : refund request";
        desk.ok(&["add", "refund.ron", "map", map]);
        desk.ok(&[
            "add",
            "refund.ron",
            "threat",
            "Attacker replays a refund >web !h #tamp @ana",
        ]);
        desk.ok(&[
            "add",
            "refund.ron",
            "threat",
            "Someone edits the log",
            "--about",
            "E3",
        ]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Puts a file there, whole.
    fn put(&self, name: &str, text: &str) {
        threatboard::store::atomic::write_new(&self.path(name), text.as_bytes(), true).unwrap();
    }

    /// A session file as if it had been made on another day, though the file is new.
    fn backdated(&self, name: &str, day: &str) -> String {
        let text = String::from_utf8(self.bytes(name)).unwrap();
        let (_, rest) = text.split_once("started: \"").unwrap();
        let (today, _) = rest.split_once('T').unwrap();
        text.replace(today, day)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(self.folder.path());
        command.args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// Runs, with `input` on standard input.
    fn feed(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }

    /// Runs what must work, and gives standard output.
    fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
        ran.out
    }

    /// Runs what must be refused, and gives the message. The session's file does not change.
    fn refused(&self, status: i32, arguments: &[&str]) -> String {
        let before = fs::read(self.path("refund.ron")).ok();
        let ran = self.run(arguments);
        assert_eq!(ran.status, status, "{arguments:?}: {}{}", ran.out, ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
        assert_eq!(
            fs::read(self.path("refund.ron")).ok(),
            before,
            "{arguments:?}"
        );
        ran.err
    }
}

/// The program in a folder, with no other home and no settings.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_threatboard"));
    command.current_dir(folder).env("HOME", folder);
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    command
}

struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Whether a text could steer a terminal.
fn is_hostile(text: &str) -> bool {
    text.chars()
        .any(|c| (c.is_control() && c != '\n') || c == '\u{202e}')
}
