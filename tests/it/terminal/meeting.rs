//! A session on the disk and the real program on it, as the flows need them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;
use threatboard::domain::{Session, Text};
use threatboard::store::{atomic, format, session};

use super::program::{Program, Terminal};
use crate::support::room;

pub(super) const SIZE: (u16, u16) = (100, 30);
/// How long the way out may take (R3).
pub(super) const SOON: Duration = Duration::from_millis(2500);

/// A session on the disk, and a terminal to open it in.
pub(super) struct Meeting {
    pub(super) folder: TempDir,
    pub(super) terminal: Terminal,
}

impl Meeting {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut session = room();
        session.title = Text::new("Refunds");
        put(&folder.path().join("refund.ron"), &session);
        let terminal = Terminal::new(SIZE).folder(folder.path());
        Self { folder, terminal }
    }

    pub(super) fn file(&self) -> PathBuf {
        self.folder.path().join("refund.ron")
    }

    pub(super) fn open(&self) -> Program {
        let program = self.terminal.start(&["refund.ron"]);
        program.wait_for("Refunds");
        program
    }

    pub(super) fn saved(&self) -> Session {
        session::load(&self.file()).unwrap().session
    }

    pub(super) fn line(&self) -> Option<String> {
        self.saved().draft.map(|draft| draft.text.to_string())
    }

    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub(super) fn put(path: &Path, session: &Session) {
    atomic::write_new(path, format::write(session).unwrap().as_bytes(), true).unwrap();
}

pub(super) fn threats(session: &Session) -> Vec<&str> {
    session.threats.iter().map(|t| t.text.as_str()).collect()
}
