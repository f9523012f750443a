//! Changes of a session that is not open on the screen: as a command makes them, under its lock and whole or not at all.

use std::path::Path;

use crate::domain::{ActionId, ActionStatus, Edit, Field, Stamp};
use crate::export::{File, five_lines};
use crate::store::atomic::SaveError;
use crate::store::lock::{self, LockOutcome};
use crate::store::names::shown;
use crate::store::session;

/// Marks an action item as done, and says which one.
///
/// # Errors
/// Why it is not: who has the session open, or what the disk or the session refuses.
pub(super) fn finish(path: &Path, id: ActionId, now: Stamp) -> Result<String, String> {
    let _held = match lock::acquire_for_command(path, now) {
        LockOutcome::Held(lock) => Some(lock),
        LockOutcome::HeldBy(holder) | LockOutcome::HeldByCommand(holder) => {
            return Err(format!(
                "{} is {}. Close it there, or mark it as done there.",
                shown(path),
                lock::in_words(&holder, now)
            ));
        }
        // Other writers are then still noticed by the stamp.
        LockOutcome::Unsupported(_) => None,
    };
    let mut loaded = session::load(path).map_err(|error| error.to_string())?;
    let action = loaded.session.actions.iter().find(|a| a.id == id);
    let Some(text) = action.map(|action| action.text.to_string()) else {
        return Err(format!("{id} is not in {} any more.", shown(path)));
    };
    let done = Edit::Set(id.into(), Field::ActionStatus(ActionStatus::Done));
    loaded
        .session
        .apply(&done, now)
        .map_err(|refusal| refusal.to_string())?;
    match session::save(path, &loaded) {
        Ok(_) => Ok(format!("Done: {text}")),
        Err(error @ SaveError::NotSynced(..)) => Ok(format!("Done: {text}. {error}")),
        Err(error) => Err(error.to_string()),
    }
}

/// A one-threat session as the lines for the chat.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn for_the_chat(path: &Path) -> Result<File, String> {
    let session = session::load(path)
        .map_err(|error| error.to_string())?
        .session;
    Ok(File {
        name: "chat.md".to_owned(),
        contents: five_lines(&session),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::one;
    use crate::store::{atomic, format};

    fn now() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    /// A file of news with one step.
    fn news(folder: &Path) -> std::path::PathBuf {
        let mut session = one::begin(uuid::Uuid::nil(), "Package worm", now()).unwrap();
        let answers = one::Answers {
            applies: Some(crate::domain::Applies::Yes),
            threat: "The build pulls it in".to_owned(),
            could_do: vec!["Pin it".to_owned()],
            next_step: "Pin the package @me".to_owned(),
            ..one::Answers::default()
        };
        one::answer(&mut session, &answers, now()).unwrap();
        let path = folder.join("worm.ron");
        let text = format::write(&session).unwrap();
        atomic::write_new(&path, text.as_bytes(), false).unwrap();
        path
    }

    fn status(path: &Path) -> ActionStatus {
        session::load(path).unwrap().session.actions[0].status
    }

    #[test]
    fn a_step_is_done_in_its_file_and_nothing_else_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = news(folder.path());
        let before = session::load(&path).unwrap().session;
        let says = finish(&path, ActionId(1), now()).unwrap();
        assert_eq!(says, "Done: Pin the package");
        assert_eq!(status(&path), ActionStatus::Done);
        let after = session::load(&path).unwrap().session;
        assert_eq!(after.threats, before.threats);
        assert_eq!(after.sittings, before.sittings);
    }

    #[test]
    fn a_file_that_is_open_elsewhere_says_so_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = news(folder.path());
        let LockOutcome::Held(_held) = lock::acquire(&path, now()) else {
            panic!("no lock");
        };
        let says = finish(&path, ActionId(1), now()).unwrap_err();
        assert!(says.contains("worm.ron is open"), "{says}");
        assert_eq!(status(&path), ActionStatus::Open);
    }

    #[test]
    fn a_step_or_a_file_that_is_gone_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = news(folder.path());
        let says = finish(&path, ActionId(9), now()).unwrap_err();
        assert!(says.starts_with("A9 is not in "), "{says}");
        std::fs::remove_file(&path).unwrap();
        let says = finish(&path, ActionId(1), now()).unwrap_err();
        assert!(says.starts_with("There is no file"), "{says}");
        assert!(
            for_the_chat(&path)
                .unwrap_err()
                .starts_with("There is no file")
        );
    }

    #[test]
    fn what_is_copied_is_what_the_command_prints() {
        let folder = tempfile::tempdir().unwrap();
        let path = news(folder.path());
        let file = for_the_chat(&path).unwrap();
        assert_eq!(file.contents.lines().next(), Some("News: Package worm"));
        assert_eq!(file.contents.lines().count(), 5);
    }
}
