//! The process of a browser, with a home of its own, and the address at which it can be spoken to.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use std::os::unix::process::CommandExt;

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

/// How long a browser may take to start. Far more than a busy machine needs.
const LIMIT: Duration = Duration::from_mins(2);

/// A browser's process and those that it started, which end together.
pub(super) struct Process {
    child: Child,
    /// Where it can be spoken to.
    pub(super) address: String,
    home: TempDir,
}

/// The folder of a home in which files are saved.
pub(super) fn downloads(home: &Path) -> PathBuf {
    home.join("downloads")
}

/// The first of some programs that is in the `PATH`.
pub(super) fn program(names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut files = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("none of {} is installed", names.join(", ")))
}

impl Process {
    /// Where files are saved.
    pub(super) fn downloads(&self) -> PathBuf {
        downloads(self.home.path())
    }

    /// Starts a browser in an empty home and waits until it says where it listens.
    pub(super) fn start(program: &Path, arguments: &[impl AsRef<OsStr>], home: TempDir) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for name in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_RUNTIME_DIR",
            "TMPDIR",
        ] {
            command.env(name, home.path());
        }
        command.env("LANG", "C.UTF-8");
        command.env("MOZ_CRASHREPORTER_DISABLE", "1");
        // Without this, Firefox asks its maker for settings whatever its own settings say.
        command.env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1");
        command.stdin(Stdio::null()).stdout(Stdio::null());
        // A group of its own: what the browser starts is ended with it.
        command.stderr(Stdio::piped()).process_group(0);
        let mut child = command.spawn().unwrap();
        let said = child.stderr.take().unwrap();
        let mut process = Self {
            child,
            address: String::new(),
            home,
        };
        process.address = address(said);
        process
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It is not waited for yet, so that its number is still its own.
        let group = Pid::from_child(&self.child);
        let _ = kill_process_group(group, Signal::KILL);
        let _ = self.child.wait();
    }
}

/// Reads where a browser listens. The rest of what it says is read too, so that it never waits for a reader.
fn address(said: impl Read + Send + 'static) -> String {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(said).lines().map_while(Result::ok) {
            // Nobody listens any more once the address was found.
            let _ = tell.send(line);
        }
    });
    let mut lines = Vec::new();
    loop {
        match told.recv_timeout(LIMIT) {
            Ok(line) => {
                if let Some((_, address)) = line.split_once("listening on ws://") {
                    return format!("ws://{address}");
                }
                lines.push(line);
            }
            Err(RecvTimeoutError::Timeout) => panic!("no address after {LIMIT:?}: {lines:#?}"),
            Err(RecvTimeoutError::Disconnected) => panic!("the browser ended: {lines:#?}"),
        }
    }
}
