//! Files of other formats on their way in: read whole, understood, and held against what a session file may hold,
//! before anyone is asked and before anything is written.

use std::io;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::app::intake::Incoming;
use crate::app::msg::Failure;
use crate::domain::text::safe;
use crate::domain::{Session, SessionKind, Stamp};
use crate::import::preview::Preview;
use crate::import::{self, Draft, ImportError, Source, transcript};
use crate::parse::folded;
use crate::store::foreign::{self, NotTaken};
use crate::store::names::shown;
use crate::store::{format, read};

use super::own;

/// How many characters of a wrong line are shown, at most: a scan may be one line of megabytes.
const MOST_OF_A_LINE: usize = 160;

/// Reads the file at `path`, in the format `from` or else in the one that it looks like.
///
/// # Errors
/// A [`NotTaken`] with path, line, column and remedy.
pub(crate) fn read(path: &Path, from: Option<&Source>) -> Result<Incoming, NotTaken> {
    let text = foreign::read(path, import::MAX_BYTES)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    understand(&text, &name, &shown(path), from)
}

/// Reads standard input, as [`read()`].
///
/// # Errors
/// As [`read()`].
pub(crate) fn read_stream(
    stream: impl io::Read,
    from: Option<&Source>,
) -> Result<Incoming, NotTaken> {
    let text = foreign::read_stream(stream, import::MAX_BYTES)?;
    understand(&text, "", "standard input", from)
}

/// What the screen asks for: reads the file at `path`, in the format of this name if it has one, and sees whether all
/// of it would fit.
///
/// # Errors
/// Why it was not taken, with its place.
pub(super) fn fetch(
    path: &Path,
    from: Option<&str>,
    into: Option<&Session>,
    now: Stamp,
) -> Result<Box<Incoming>, Failure> {
    let read = read(path, from.and_then(import::source));
    let read = read.and_then(|incoming| match incoming.draft.heard {
        // Most of what is said comes to nothing. What is taken is held against the limits then.
        Some(_) => Ok(incoming),
        None => fits(&incoming, into, now).map(|_| incoming),
    });
    read.map(Box::new).map_err(|error| Failure {
        path: path.to_string_lossy().into_owned(),
        says: error.says,
        line: error.line,
    })
}

/// Reads a transcript that was pasted.
///
/// # Errors
/// Why it was not taken, with its place.
pub(super) fn pasted(text: &str) -> Result<Box<Incoming>, Failure> {
    let source = import::source(transcript::NAME);
    let read = understand(text, transcript::PASTED, transcript::PASTED, source);
    read.map(Box::new).map_err(|error| Failure {
        path: String::new(),
        says: error.says,
        line: error.line,
    })
}

/// The path that someone typed, or dropped on the terminal, which puts quotes around one with spaces.
pub(super) fn typed(path: &str) -> PathBuf {
    let quoted = |sign| {
        path.strip_prefix(sign)
            .and_then(|p: &str| p.strip_suffix(sign))
    };
    let path = quoted('\'').or_else(|| quoted('"')).unwrap_or(path);
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// Whether a text is a chat with folded lines, which would be taken for a list: each of them would become an item.
fn has_answers(text: &str) -> bool {
    let is_data = text.trim_start().starts_with(['{', '[', '<']);
    !is_data && {
        let read = folded::read(text);
        !read.folded.is_empty() || !read.broken.is_empty()
    }
}

fn understand(
    text: &str,
    file_name: &str,
    path: &str,
    from: Option<&Source>,
) -> Result<Incoming, NotTaken> {
    if is_session(text) {
        return Err(NotTaken::wrong(&format!(
            "{path} is already a threatboard session. Open it: threatboard {path}"
        )));
    }
    let source = from.or_else(|| import::guess(file_name, text));
    let Some(source) = source else {
        return Err(unclaimed(text, file_name, path));
    };
    if from.is_none() && has_answers(text) {
        return Err(NotTaken::wrong(&format!(
            "{path} has answers to sheets, which belong to the session of their meeting. Take them in with --from sheets."
        )));
    }
    let file = safe(if file_name.is_empty() {
        path
    } else {
        file_name
    });
    let draft = if source.name == transcript::NAME {
        heard(text, &file)
    } else {
        (source.read)(text)
    };
    Ok(Incoming {
        draft: draft.map_err(|error| placed(&error, path, text))?,
        file,
        format: source.name.to_owned(),
    })
}

/// A transcript, read by the team's own list of filler if there is one.
fn heard(text: &str, file: &str) -> Result<Draft, ImportError> {
    let (how, wrong) = own::for_transcripts();
    let mut draft = transcript::read(text, &how)?;
    draft.said_in(file);
    for wrong in wrong {
        draft.leave_out(wrong.file, wrong.says);
    }
    Ok(draft)
}

/// Why a text in no known format is not taken. JSON that is broken is shown where: it cannot be told what it was to be.
fn unclaimed(text: &str, file_name: &str, path: &str) -> NotTaken {
    let json = text.trim_start().starts_with(['{', '[']);
    let broken = json.then(|| serde_json::from_str::<serde_json::Value>(text).err());
    if let Some(error) = broken.flatten() {
        let says = "This looks like JSON but is not valid. Export it again.";
        let (line, column) = (error.line(), error.column().max(1));
        return placed(&ImportError::at(line, column, says), path, text);
    }
    let says = match import::unclaimed::kind(file_name, text) {
        Some(kind) => {
            format!("{path}: This is {kind}, which is not a format that can be imported.")
        }
        None => format!("{path}: The format was not recognized."),
    };
    let names: Vec<&str> = import::SOURCES.iter().map(|source| source.name).collect();
    NotTaken {
        unclaimed: true,
        ..NotTaken::wrong(&format!("{says} These are: {}.", names.join(", ")))
    }
}

/// Whether a text begins as our own files do.
fn is_session(text: &str) -> bool {
    let begins: String = text.trim_start().chars().take(200).collect();
    begins.starts_with(['(', '#']) && begins.contains("(\n    version: ")
        || begins.starts_with("(version:")
}

/// As compilers write places, so that editors can jump there.
fn placed(error: &ImportError, path: &str, text: &str) -> NotTaken {
    let says = match (error.line, error.column) {
        (0, _) => format!("{path}: {}", error.says),
        (line, 0) => format!("{path}:{line}: {}", error.says),
        (line, column) => format!("{path}:{line}:{column}: {}", error.says),
    };
    let line = error.line.checked_sub(1);
    let line = line.and_then(|place| text.lines().nth(place));
    let before = error.column.saturating_sub(MOST_OF_A_LINE / 2);
    let part = |line: &str| {
        line.chars()
            .skip(before)
            .take(MOST_OF_A_LINE)
            .collect::<String>()
    };
    NotTaken {
        line: line.map(|line| safe(&part(line))),
        ..NotTaken::wrong(&says)
    }
}

/// What taking all of a draft would come to; a result that could not be opened again is refused.
///
/// # Errors
/// A sentence, when the session would be invalid or larger than a session file may be.
pub(crate) fn fits(
    incoming: &Incoming,
    into: Option<&Session>,
    now: Stamp,
) -> Result<Preview, NotTaken> {
    let from = &incoming.draft.session;
    let file = &incoming.file;
    let refused = |why: &str| NotTaken::wrong(&format!("{file} was not imported. {why}"));
    let preview = match into {
        Some(session) => Preview::of(from, session, now),
        None => Preview::of(from, &empty(incoming, now), now),
    };
    let preview = preview.map_err(|refusal| refused(&refusal.to_string()))?;
    let after = &preview.after;
    after.validate().map_err(|invalid| refused(&invalid.says))?;
    let size = format::write(after).map_or(0, |text| text.len());
    if size as u64 > read::MAX_BYTES {
        return Err(refused(
            "With it, the session would be larger than 16 MiB, the limit for a session file. Split it into parts.",
        ));
    }
    Ok(preview)
}

/// A new session for it.
fn empty(incoming: &Incoming, now: Stamp) -> Session {
    Session::new(Uuid::new_v4(), incoming.title(), SessionKind::Meeting, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str, name: &str) -> String {
        understand(text, name, name, None).unwrap_err().says
    }

    #[test]
    fn what_is_not_recognised_is_asked_for_and_a_session_is_to_be_opened() {
        let table = says("a,b\n1,2", "list.csv");
        assert!(
            table.starts_with("list.csv: This is a CSV table, which is not a format that can"),
            "{table}"
        );
        // On the screen there is nothing to name it with.
        assert!(!table.contains("--from"), "{table}");
        assert!(says("{}", "list.txt").contains("This is JSON"));
        let broken = says("{\"schema\": 1,\n \"threats\": [}", "a.json");
        assert!(
            broken.starts_with("a.json:2:14: This looks like JSON but is not valid."),
            "{broken}"
        );
        let cut = says("{\"schema\": 1,\n \"threats\": [", "a.tc.json");
        assert!(cut.contains("ends too early"), "{cut}");
        let list = says(
            "[{\"id\": \"a\", \"numericId\": 1, \"statement\": \"s\"}]",
            "a.json",
        );
        assert!(
            list.contains("This is a list, not a Threat Composer workspace"),
            "{list}"
        );
        let page = says("<html>404</html>", "a.sarif");
        assert!(page.starts_with("a.sarif:1:1: SARIF starts with"), "{page}");
        let session = says("(\n    version: 1,", "refund.ron");
        assert!(session.contains("threatboard refund.ron"), "{session}");
        assert_eq!(
            understand("One\nTwo", "", "-", None).unwrap().format,
            "lines"
        );
        let list = understand("One\nTwo", "LIST.TXT", "LIST.TXT", None).unwrap();
        assert_eq!(list.draft.session.threats.len(), 2);
    }

    #[test]
    fn a_broken_place_is_shown_with_its_line_however_long_that_is() {
        let text = format!("ok\n{}X{}", "a".repeat(100_000), "b".repeat(100_000));
        let error = ImportError::at(2, 100_001, "A comma was expected.");
        let taken = placed(&error, "a.json", &text);
        assert_eq!(taken.says, "a.json:2:100001: A comma was expected.");
        let line = taken.line.unwrap();
        assert!(
            line.len() <= MOST_OF_A_LINE && line.contains("aXb"),
            "{line}"
        );
    }

    #[test]
    fn what_would_make_a_session_that_cannot_be_opened_again_is_refused() {
        let mut incoming = understand("One", "a.txt", "a.txt", None).unwrap();
        let now = "2026-05-09T10:00:00+02:00".parse().unwrap();
        assert_eq!(fits(&incoming, None, now).unwrap().new.len(), 1);
        let large = "x".repeat(17 * 1024 * 1024);
        if let Some(origin) = &mut incoming.draft.session.threats[0].origin {
            origin.value = large.into();
        }
        let refused = fits(&incoming, None, now).unwrap_err();
        assert!(refused.says.contains("16 MiB"), "{}", refused.says);
        let mut many = understand("One", "a.txt", "a.txt", None).unwrap();
        let threat = many.draft.session.threats[0].clone();
        let numbered = |n| crate::domain::Threat {
            id: crate::domain::ThreatId(n),
            ..threat.clone()
        };
        many.draft.session.threats = (1..=20_001).map(numbered).collect();
        let refused = fits(&many, None, now).unwrap_err();
        assert!(refused.says.contains("20000"), "{}", refused.says);
    }
}
