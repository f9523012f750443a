//! What was read of sessions, kept beside them so that a long list need not read each again. It is a cache: where it is
//! missing, broken, of another version or cannot be written, the files are read, and that is all.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::screens::home::Gist;
use crate::store::names::folder_of;
use crate::store::stamp::Marks;
use crate::store::{atomic, paths, read, sums};

/// Grows when a gist says something else of the same file.
const VERSION: u32 = 1;

/// So fine are the times of all file systems. A file that was changed less than this before it was read may change once more
/// and look the same.
const TICK: Duration = Duration::from_secs(2);

/// What is known of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    marks: Marks,
    gist: Gist,
}

/// What is known of files.
#[derive(Debug, Default)]
pub(super) struct Index {
    known: HashMap<PathBuf, (Marks, Gist)>,
    changed: bool,
}

impl Index {
    /// What the file holds; nothing where it cannot be trusted.
    pub(super) fn load(file: Option<&Path>) -> Self {
        let entries = file.and_then(|file| entries(read::read(file).ok()?.text()));
        let known = entries.unwrap_or_default().into_iter();
        Self {
            known: known
                .map(|entry| (entry.path.into(), (entry.marks, entry.gist)))
                .collect(),
            changed: false,
        }
    }

    /// What was read of a file, and whether it is still so.
    pub(super) fn get(&self, path: &Path, marks: &Marks) -> Option<(&Gist, bool)> {
        let (then, gist) = self.known.get(path)?;
        Some((gist, then == marks))
    }

    /// Keeps what was read of a file at a moment, if a later change of it will be seen.
    pub(super) fn put(&mut self, path: &Path, marks: Marks, gist: Gist, at: SystemTime) {
        self.changed = true;
        if marks.are_older_than(TICK, at) {
            self.known.insert(path.to_owned(), (marks, gist));
        } else {
            self.known.remove(path);
        }
    }

    /// What is known of a file is not so any more.
    pub(super) fn forget(&mut self, path: &Path) {
        self.changed |= self.known.remove(path).is_some();
    }

    /// Writes down what is known, but of files that are gone. Other programs may do so at the same time: each writes all
    /// that it knows in one piece, and the last one stays.
    pub(super) fn save(&mut self, file: Option<&Path>, seen: &HashSet<&Path>) {
        let Some(file) = file else { return };
        let before = self.known.len();
        self.known
            .retain(|path, _| seen.contains(path.as_path()) || path.is_file());
        if !self.changed && self.known.len() == before {
            return;
        }
        let Some(text) = self.text() else { return };
        if paths::make_private_folder(folder_of(file)).is_ok() {
            let _ = atomic::write_new_like(file, text.as_bytes(), true, atomic::NEW_FILE);
        }
    }

    fn text(&self) -> Option<String> {
        let entries = self.known.iter().filter_map(|(path, (marks, gist))| {
            Some(Entry {
                path: path.to_str()?.to_owned(),
                marks: *marks,
                gist: gist.clone(),
            })
        });
        let entries: Vec<Entry> = entries.collect();
        let body = serde_json::to_string(&entries).ok()?;
        Some(format!("{}\n{body}", head(&body)))
    }
}

/// The first line: which version it is, and the sum of what follows.
fn head(body: &str) -> String {
    let sum = sums::digits(&sums::of(body.as_bytes()));
    let program = env!("CARGO_PKG_VERSION");
    format!("threatboard {program} index {VERSION} {} {sum}", sums::NAME)
}

fn entries(text: &str) -> Option<Vec<Entry>> {
    let (first, body) = text.split_once('\n')?;
    if first != head(body) {
        return None;
    }
    serde_json::from_str(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ActionId, ActionStatus, Applies, SessionKind, Stamp};
    use crate::screens::home::{Heard, Step};

    /// Every field has something in it, so that none can hide.
    fn gist() -> Gist {
        let day = "2026-05-09".parse().ok();
        Gist {
            uuid: uuid::Uuid::nil(),
            title: "Billing".to_owned(),
            kind: SessionKind::OneThreat,
            met: Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").ok(),
            threats: 1,
            actions: 2,
            open: vec![day],
            open_questions: 3,
            revisit: day,
            people: vec!["Ana".to_owned()],
            heard: Some(Heard {
                headline: "Worm".to_owned(),
                seen: day.unwrap(),
                system: "Portal".to_owned(),
                applies: Some(Applies::Maybe),
                ids: vec!["CVE-2026-12345".to_owned()],
                look_again: day,
                attached: vec!["Billing".to_owned()],
                next: Some(Step {
                    id: ActionId(1),
                    text: "Pin it".to_owned(),
                    owner: "me".to_owned(),
                    due: day,
                    status: ActionStatus::Open,
                }),
            }),
        }
    }

    #[test]
    fn what_a_gist_holds_changes_with_the_version_alone() {
        let kept = serde_json::to_string(&gist()).unwrap();
        let known = [
            r#"{"uuid":"00000000-0000-0000-0000-000000000000","title":"Billing","kind":"OneThreat","met":"2026-05-09T10:00:00+02:00","threats":1,"actions":2,"#,
            r#""open":["2026-05-09"],"open_questions":3,"revisit":"2026-05-09","people":["Ana"],"#,
            r#""heard":{"headline":"Worm","seen":"2026-05-09","system":"Portal","applies":"Maybe","ids":["CVE-2026-12345"],"#,
            r#""look_again":"2026-05-09","attached":["Billing"],"next":{"id":"A1","text":"Pin it","owner":"me","due":"2026-05-09","status":"Open"}}}"#,
        ]
        .concat();
        assert_eq!(
            (VERSION, kept.as_str()),
            (1, &*known),
            "an old index would be believed: let VERSION grow with this"
        );
    }
}
