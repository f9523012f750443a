//! Changes of a session that is not open on the screen: as a command makes them, under its lock and whole or not at all.

use std::path::Path;

use chrono::NaiveDate;

use super::locked::with_locked;
use super::{RunError, attach};
use crate::domain::{ActionId, ActionStatus, Edit, Field, Session, SessionField, Stamp};
use crate::export::{FIVE_LINES, File, Format, Options, five_lines, render};
use crate::parse::{one, when};
use crate::store::names::shown;
use crate::store::session;

/// Marks an action item as done, or as open again, and says which one.
///
/// # Errors
/// Why it is not: who has the session open, or what the disk or the session refuses.
pub(super) fn mark(
    path: &Path,
    id: ActionId,
    status: ActionStatus,
    now: Stamp,
) -> Result<String, String> {
    change(path, now, |session| {
        let action = session.actions.iter().find(|action| action.id == id);
        let Some(action) = action else {
            return Err(format!("{id} is not in {} any more.", shown(path)));
        };
        let edit = Edit::Set(id.into(), Field::ActionStatus(status));
        let status = match status {
            ActionStatus::Open => "Open again",
            ActionStatus::Done => "Done",
            ActionStatus::Dropped => "Dropped",
        };
        Ok((edit, format!("{status}: {}", action.text)))
    })
}

/// Sets the day on which to look at it again.
///
/// # Errors
/// As [`mark`].
pub(super) fn look_again(path: &Path, day: NaiveDate, now: Stamp) -> Result<String, String> {
    change(path, now, |_| {
        let edit = Edit::Session(SessionField::Revisit(Some(day)));
        let day = when::show(day, now.date_naive());
        Ok((edit, format!("Look again on {day}")))
    })
}

/// Attaches the threat to a model whose path was typed, and says so in both files.
///
/// # Errors
/// Why it is not in the model, which is then as it was; or why only the model says so.
pub(super) fn attach(path: &Path, model: &str, me: &str, now: Stamp) -> Result<String, String> {
    let from = session::load(path).map_err(|error| error.to_string())?;
    let to = attach::typed(&from.session, &shown(path), model, me, now)?;
    let says = format!("Attached to {} as {}", to.title, to.threat);
    let noted = change(path, now, |session| {
        Ok((one::remembers(session, to), says.clone()))
    });
    noted.map_err(|why| format!("{says}, but its own file does not say so: {why}"))
}

/// Makes a change that is chosen by what the session holds now, and says it.
fn change(
    path: &Path,
    now: Stamp,
    choose: impl FnOnce(&Session) -> Result<(Edit, String), String>,
) -> Result<String, String> {
    let changed = with_locked(path, now, |session| {
        let (edit, says) = choose(session).map_err(RunError::Usage)?;
        let made = session.apply(&edit, now);
        made.map_err(|refusal| RunError::Usage(refusal.to_string()))?;
        Ok(says)
    });
    let (says, notes) = changed.map_err(RunError::says)?;
    let says = std::iter::once(says).chain(notes);
    Ok(says.collect::<Vec<String>>().join(". "))
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
        name: FIVE_LINES.to_owned(),
        contents: five_lines(&session),
    })
}

/// The sheet of a session that is not open.
///
/// # Errors
/// Why its file cannot be read.
pub(super) fn sheet(path: &Path, options: &Options) -> Result<Vec<File>, String> {
    let session = session::load(path)
        .map_err(|error| error.to_string())?
        .session;
    Ok(render(Format::SHEET, &session, options))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::one;
    use crate::store::lock::{self, LockOutcome};
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
        let says = mark(&path, ActionId(1), ActionStatus::Done, now()).unwrap();
        assert_eq!(says, "Done: Pin the package");
        assert_eq!(status(&path), ActionStatus::Done);
        let after = session::load(&path).unwrap().session;
        assert_eq!(after.threats, before.threats);
        assert_eq!(after.sittings, before.sittings);
        let says = mark(&path, ActionId(1), ActionStatus::Open, now()).unwrap();
        assert_eq!(says, "Open again: Pin the package");
        assert_eq!(status(&path), ActionStatus::Open);
    }

    #[test]
    fn a_step_that_the_file_cannot_hold_leaves_it_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = news(folder.path());
        let before = std::fs::read(&path).unwrap();
        let made = with_locked(&path, now(), |session| {
            session.title = crate::domain::Text::default();
            session.actions[0].id = ActionId(99);
            Ok::<(), RunError>(())
        });
        assert!(matches!(made, Err(RunError::Usage(_))), "{made:?}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_file_that_is_open_elsewhere_says_so_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = news(folder.path());
        let LockOutcome::Held(_held) = lock::acquire(&path, now()) else {
            panic!("no lock");
        };
        let says = mark(&path, ActionId(1), ActionStatus::Done, now()).unwrap_err();
        assert!(says.contains("worm.ron is open"), "{says}");
        assert_eq!(status(&path), ActionStatus::Open);
    }

    #[test]
    fn a_step_or_a_file_that_is_gone_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = news(folder.path());
        let says = mark(&path, ActionId(9), ActionStatus::Done, now()).unwrap_err();
        assert!(says.starts_with("A9 is not in "), "{says}");
        std::fs::remove_file(&path).unwrap();
        let says = mark(&path, ActionId(1), ActionStatus::Done, now()).unwrap_err();
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

    #[test]
    fn what_is_attached_from_a_row_is_in_both_files_or_in_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = news(folder.path());
        let model = folder.path().join("billing.ron");
        let title = "Billing".into();
        let kind = crate::domain::SessionKind::Meeting;
        let meeting = Session::new(uuid::Uuid::max(), title, kind, now());
        let text = format::write(&meeting).unwrap();
        atomic::write_new(&model, text.as_bytes(), false).unwrap();
        let typed = model.to_str().unwrap();
        assert_eq!(
            attach(&path, typed, "Ana", now()).unwrap(),
            "Attached to Billing as T1"
        );
        let (one, all) = (
            session::load(&path).unwrap(),
            session::load(&model).unwrap(),
        );
        let [to] = one.session.attached_to.as_slice() else {
            panic!("{:?}", one.session.attached_to)
        };
        assert_eq!((to.title.as_str(), to.model), ("Billing", meeting.uuid));
        assert_eq!(all.session.threats.len(), 1);
        // Where the model is open elsewhere, neither says so.
        let LockOutcome::Held(held) = lock::acquire(&model, now()) else {
            panic!("no lock");
        };
        assert!(attach(&path, typed, "Ana", now()).is_err());
        assert_eq!(session::load(&path).unwrap().session, one.session);
        drop(held);
        // Where only the news is open elsewhere, that is said.
        let LockOutcome::Held(_held) = lock::acquire(&path, now()) else {
            panic!("no lock");
        };
        let other = folder.path().join("shop.ron");
        atomic::write_new(&other, text.as_bytes(), false).unwrap();
        let says = attach(&path, other.to_str().unwrap(), "Ana", now()).unwrap_err();
        assert!(
            says.starts_with("Attached to Billing as T1, but its own file does not"),
            "{says}"
        );
    }

    #[test]
    fn the_day_to_look_again_is_set_in_the_file_of_the_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = news(folder.path());
        let day = NaiveDate::from_ymd_opt(2026, 5, 23).unwrap();
        assert_eq!(
            look_again(&path, day, now()).unwrap(),
            "Look again on 23 May"
        );
        assert_eq!(
            session::load(&path).unwrap().session.look_again(),
            Some(day)
        );
    }
}
