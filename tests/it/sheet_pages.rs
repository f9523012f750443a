//! Sheets in real browsers: people open the exported file from the disk, write, vote and copy.

mod answered;
mod handled;
mod kept;
mod looked_at;
mod quiet;
mod wraps;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;
use threatboard::domain::Session;
use threatboard::store::{atomic, format, session};

use crate::browsers::{Browser, Page};

/// The four moments that a sheet is for.
const MOMENTS: [&str; 4] = ["before", "silent", "vote", "end"];

/// The people of the example, in order.
const PEOPLE: [&str; 8] = ["Ana", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal"];

/// A session in a folder of its own, with the sheets that were made of it.
struct Handed {
    folder: TempDir,
}

impl Handed {
    /// Hands out a sheet of the example meeting.
    fn of_example(moment: &str) -> Self {
        Self::of_changed(moment, |_| {})
    }

    /// Hands out a sheet of the example meeting after something was changed in it.
    fn of_changed(moment: &str, change: impl FnOnce(&mut Session)) -> Self {
        let example =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/example-refund-flow.ron");
        let mut session = session::load(&example).unwrap().session;
        change(&mut session);
        Self::of(&session, moment)
    }

    /// Hands out a sheet of a session.
    fn of(session: &Session, moment: &str) -> Self {
        let handed = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let text = format::write(session).unwrap();
        atomic::write_new(&handed.session(), text.as_bytes(), false).unwrap();
        handed.export(moment);
        handed
    }

    /// Hands out one more sheet.
    fn export(&self, moment: &str) {
        let output = Command::new(env!("CARGO_BIN_EXE_threatboard"))
            .arg("export")
            .arg(self.session())
            .args(["--to", "sheet", "--moment", moment, "--force", "--out"])
            .arg(self.folder.path().join("out"))
            .env("HOME", self.folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    fn session(&self) -> PathBuf {
        self.folder.path().join("refunds.ron")
    }

    fn sheet(&self) -> PathBuf {
        self.folder.path().join("out/sheet.html")
    }

    /// The page as text.
    fn html(&self) -> String {
        String::from_utf8(std::fs::read(self.sheet()).unwrap()).unwrap()
    }

    /// Puts another page in its place.
    fn replace(&self, html: &str) {
        atomic::write_new(&self.sheet(), html.as_bytes(), true).unwrap();
    }

    /// Opens the sheet before a person.
    fn opened(&self, browser: &Browser) -> Page {
        let person = browser.person();
        person.open(&self.sheet());
        person
    }
}

/// Writes lines into a list of the sheet, with Enter between them: `t` for threats, `q`, `m` and so on.
fn write(person: &Page, letter: char, lines: &[&str]) {
    person.click(&format!("#{letter}-1"));
    person.type_text(&lines.join("\n"));
}

/// Presses "Finished" and waits for the lines to copy.
fn finish(person: &Page) {
    person.click("#finished");
    person.wait(
        "!document.getElementById('result').hidden && document.querySelector('#lines textarea')",
    );
}

/// What stands in the fields of the result, a line each.
fn lines(person: &Page) -> Vec<String> {
    let lines =
        person.run("[...document.querySelectorAll('#lines textarea')].map(field => field.value)");
    serde_json::from_value(lines).unwrap()
}

/// What the page says about the last thing that was done.
fn said(person: &Page) -> String {
    person.text("#said")
}

/// Whether an element has the focus.
fn has_focus(person: &Page, selector: &str) -> bool {
    person.run(&format!(
        "document.activeElement.matches({})",
        json!(selector)
    )) == json!(true)
}

/// Copies everything that is to be sent, and gives what another program gets when it is pasted there.
fn copied(person: &Page) -> String {
    let all = person.shows("#all");
    person.click(if all { "#all" } else { "#lines button" });
    person.wait("document.getElementById('said').textContent.startsWith('Copied')");
    person.pasted_elsewhere()
}
