//! What all sessions hold, to be looked through from the start screen: read once, and again only where a file has
//! changed. Reading and looking are work for a thread of its own.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::domain::fold::fold;
use crate::domain::{ItemId, Session};
use crate::screens::home::{Found, Sought};
use crate::store::session;

/// So many bytes of text are kept; the files beyond are read again for every search.
const KEEP: usize = 64 * 1024 * 1024;

/// A text, and where it stands.
struct Line {
    at: Option<ItemId>,
    what: &'static str,
    text: String,
    /// The same as it is compared.
    folded: String,
}

/// A file as it was read.
struct Book {
    changed: Option<SystemTime>,
    bytes: u64,
    lines: Arc<Vec<Line>>,
}

/// What was read, shared by all searches.
#[derive(Default)]
struct Shelf {
    books: HashMap<PathBuf, Book>,
    kept: usize,
}

/// The sessions that were read.
#[derive(Clone, Default)]
pub(super) struct Library {
    shelf: Arc<Mutex<Shelf>>,
    latest: Arc<AtomicU64>,
}

/// A search that is still to be made.
pub(super) struct Search {
    library: Library,
    number: u64,
    words: String,
    paths: Vec<String>,
}

impl Library {
    /// A search for words. The one before it need not go on.
    pub(super) fn search(&self, words: String, paths: Vec<String>) -> Search {
        let number = self.latest.fetch_add(1, Ordering::Relaxed) + 1;
        Search {
            library: self.clone(),
            number,
            words,
            paths,
        }
    }

    fn lines(&self, path: &Path) -> Arc<Vec<Line>> {
        let about = std::fs::metadata(path).ok();
        let changed = about.as_ref().and_then(|about| about.modified().ok());
        let bytes = about.map_or(0, |about| about.len());
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        let known = shelf.books.get(path);
        if let Some(book) = known.filter(|book| (book.changed, book.bytes) == (changed, bytes)) {
            return Arc::clone(&book.lines);
        }
        drop(shelf);
        // A file that cannot be read is listed with the reason; nothing is found in it.
        let loaded = session::load(path).ok();
        let lines = Arc::new(loaded.map_or_else(Vec::new, |loaded| lines_of(&loaded.session)));
        let book = Book {
            changed,
            bytes,
            lines: Arc::clone(&lines),
        };
        shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(old) = shelf.books.remove(path) {
            shelf.kept = shelf.kept.saturating_sub(weight(&old.lines));
        }
        let more = weight(&lines);
        if shelf.kept.saturating_add(more) <= KEEP {
            shelf.kept += more;
            shelf.books.insert(path.to_owned(), book);
        }
        lines
    }
}

impl Search {
    /// Makes it; stops as soon as another one is wanted, as nobody waits for this one then.
    pub(super) fn make(self) -> Sought {
        let folded = fold(&self.words);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let mut found = Vec::new();
        for path in &self.paths {
            if self.library.latest.load(Ordering::Relaxed) != self.number {
                break;
            }
            let lines = self.library.lines(Path::new(path));
            let mut fits = lines
                .iter()
                .filter(|line| words.iter().all(|word| line.folded.contains(word)));
            if let Some(first) = fits.next() {
                found.push(Found {
                    path: path.clone(),
                    at: first.at,
                    says: says(first),
                    more: fits.count(),
                });
            }
        }
        Sought {
            words: self.words,
            found,
        }
    }
}

fn lines_of(session: &Session) -> Vec<Line> {
    let lines = session.held().map(|held| Line {
        at: held.at,
        what: held.what,
        text: held.text.to_owned(),
        folded: fold(held.text),
    });
    lines.collect()
}

fn weight(lines: &[Line]) -> usize {
    let each = lines
        .iter()
        .map(|line| line.text.len() + line.folded.len() + size_of::<Line>());
    each.sum()
}

/// `T4: Token replayed`, `T4 response: Token replayed`.
fn says(line: &Line) -> String {
    let at = line.at.map(|id| id.to_string());
    let what = Some(line.what.to_owned()).filter(|what| !what.is_empty());
    let place: Vec<String> = at.into_iter().chain(what).collect();
    format!("{}: {}", place.join(" "), line.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, FourQuestion, New, SessionKind, Stamp, Text};
    use crate::store::{atomic, format};

    /// A session with these threats and a question, in a file of this name.
    fn file(folder: &Path, name: &str, threats: &[&str]) -> String {
        let now = Stamp::parse_from_rfc3339("2026-05-09T12:00:00+02:00").unwrap();
        let mut session = Session::new(
            uuid::Uuid::nil(),
            Text::new(name),
            SessionKind::Meeting,
            now,
        );
        for text in threats {
            let add = Edit::Add(New::threat(*text, FourQuestion::GoWrong));
            session.apply(&add, now).unwrap();
        }
        let path = folder.join(format!("{name}.ron"));
        let text = format::write(&session).unwrap();
        atomic::write_new(&path, text.as_bytes(), true).unwrap();
        path.to_string_lossy().into_owned()
    }

    fn found(library: &Library, words: &str, paths: &[String]) -> Vec<(String, usize)> {
        let sought = library.search(words.to_owned(), paths.to_vec()).make();
        assert_eq!(sought.words, words);
        let found = sought.found.into_iter();
        found.map(|found| (found.says, found.more)).collect()
    }

    #[test]
    fn words_are_found_in_any_session_and_it_is_said_where() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [
            file(
                folder.path(),
                "Refunds",
                &["Token REPLAYED", "Disk full", "Replayed file"],
            ),
            file(folder.path(), "Exports", &["Nobody looks"]),
            file(folder.path(), "Replay", &[]),
            folder
                .path()
                .join("missing.ron")
                .to_string_lossy()
                .into_owned(),
        ];
        let library = Library::default();
        let replay = [
            ("T1: Token REPLAYED".to_owned(), 1),
            ("title: Replay".to_owned(), 0),
        ];
        assert_eq!(found(&library, "replay", &paths), replay);
        assert_eq!(
            found(&library, "file repl", &paths),
            [("T3: Replayed file".to_owned(), 0)]
        );
        assert_eq!(
            found(&library, "disk token", &paths),
            [],
            "of one text, not of one session"
        );
    }

    #[test]
    fn a_file_that_has_changed_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [file(folder.path(), "Refunds", &["Token replayed"])];
        let library = Library::default();
        assert_eq!(found(&library, "token", &paths).len(), 1);
        file(folder.path(), "Refunds", &["Disk full", "File swapped"]);
        assert_eq!(found(&library, "token", &paths), []);
        assert_eq!(
            found(&library, "swapped", &paths),
            [("T2: File swapped".to_owned(), 0)]
        );
        assert_eq!(library.shelf.lock().unwrap().books.len(), 1);
    }

    #[test]
    fn a_search_that_nobody_waits_for_stops() {
        let folder = tempfile::tempdir().unwrap();
        let paths = vec![file(folder.path(), "Refunds", &["Token replayed"])];
        let library = Library::default();
        let first = library.search("token".to_owned(), paths.clone());
        let second = library.search("replayed".to_owned(), paths);
        assert_eq!(first.make().found, []);
        assert_eq!(second.make().found.len(), 1);
    }
}
