//! How large the file of a session is, kept up to date step by step, so that a change that would make it too large to be
//! opened again is refused before it is made, and no key costs more in a large session.

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;

use super::id::ItemId;
use super::item::Step;
use super::refusal::Refusal;
use super::session::Session;
use super::text::legible;
use super::validate::LIMITS;

impl Session {
    /// From now on the size of its file is known: these bytes, and what changes add to them.
    pub fn measured(&mut self, bytes: usize) {
        self.index.size = Some(bytes);
    }

    /// How many bytes the file of the session has, give or take a few; `None` of a session that is only being made.
    pub fn size(&self) -> Option<usize> {
        self.index.size
    }

    /// Takes one step and says how to take it back; `None` when there was nothing to do it to.
    pub(super) fn step(&mut self, step: Step) -> Option<Step> {
        if self.index.size.is_none() {
            return self.take_step(step);
        }
        let came = weight(&step);
        let back = self.take_step(step)?;
        let size = &mut self.index.size;
        *size = size.map(|size| size.saturating_add(came).saturating_sub(weight(&back)));
        Some(back)
    }

    /// What is at its limit, as a sentence, so that no one has to find out by a refusal.
    pub fn is_full(&self) -> Option<String> {
        if self.size().is_some_and(|size| size > LIMITS.bytes) {
            return Some(full(LIMITS.bytes));
        }
        let all = self.counters.all();
        let used_up = all.into_iter().find(|id| id.number() >= LIMITS.number);
        let used_up = used_up.map(ItemId::plural);
        let on_wall = (self.counters.line >= LIMITS.number).then_some("lines of the whiteboard");
        Some(format!(
            "The {} of this session have used all numbers up to {}. Start a new session for more.",
            used_up.or(on_wall)?,
            LIMITS.number
        ))
    }

    /// Refuses a change that made the file larger than it may be.
    pub(super) fn still_fits(&self, before: Option<usize>) -> Result<(), Refusal> {
        match (before, self.size()) {
            (Some(before), Some(now)) if now > before && now > LIMITS.bytes => {
                Err(Refusal::new(full(LIMITS.bytes)))
            }
            _ => Ok(()),
        }
    }
}

fn full(most: usize) -> String {
    format!(
        "This session is full: its file can have {} MiB. Delete something, or start a new session.",
        most >> 20
    )
}

/// How many bytes of the file a step brings.
fn weight(step: &Step) -> usize {
    match step {
        Step::Insert(_, item) | Step::Replace(item) => item.weight(),
        Step::Set(header) => header.weight(),
        Step::SetSitting(_, field) => field.weight(),
        Step::PushSitting(sitting) => weigh(sitting, 2),
        Step::InsertSwept(_, swept) => weigh(swept, 2),
        Step::Remove(_)
        | Step::Keep(_)
        | Step::LeaveRound(..)
        | Step::RejoinRound(..)
        | Step::PopSitting
        | Step::RemoveSwept(_) => 0,
    }
}

/// How many bytes a value takes in the file, that many levels deep.
pub(super) fn weigh(value: &impl Serialize, depth: usize) -> usize {
    let pretty = PrettyConfig::new().new_line("\n".to_owned());
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let text = options.to_string_pretty(value, pretty).unwrap_or_default();
    let text = legible(&text);
    // Each line is indented, and the last one ends in a comma.
    text.len() + text.lines().count() * 4 * depth + 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, FourQuestion, New, SessionField, SessionKind, Stamp, Text};
    use crate::store::format;

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    fn session() -> Session {
        let title = "Refunds".into();
        let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at());
        session.measured(format::write(&session).unwrap().len());
        session
    }

    fn threat(words: &str) -> Edit {
        Edit::Add(New::threat(words, FourQuestion::GoWrong))
    }

    #[test]
    fn a_change_that_makes_the_file_too_large_is_refused_and_a_smaller_one_is_made() {
        let mut session = session();
        session.apply(&threat("Token replayed"), at()).unwrap();
        session.measured(LIMITS.bytes - 200);
        let before = session.clone();
        let says = session.apply(&threat(&"x".repeat(300)), at()).unwrap_err();
        assert_eq!(
            says.to_string(),
            "This session is full: its file can have 15 MiB. Delete something, or start a new session."
        );
        assert_eq!(session, before);
        assert_eq!(session.size(), before.size());
        assert_eq!(session.is_full(), None);
        session.measured(LIMITS.bytes + 1);
        assert!(
            session
                .is_full()
                .unwrap()
                .starts_with("This session is full")
        );
        let t1 = "T1".parse().unwrap();
        session.apply(&Edit::Delete(t1), at()).unwrap();
        assert!(session.size().unwrap() < LIMITS.bytes);
    }

    #[test]
    fn words_of_every_script_and_long_reasons_count() {
        let mut session = session();
        let dismiss = SessionField::Dismiss("Q23".into(), Text::new(&"why ".repeat(900)));
        for edit in [threat("Zoe\u{308} हिन्दी \\ \"x\""), Edit::Session(dismiss)] {
            session.apply(&edit, at()).unwrap();
        }
        let real = format::write(&session).unwrap().len();
        let known = session.size().unwrap();
        assert!(known.abs_diff(real) < 100, "{known} of {real}");
    }

    #[test]
    fn a_session_whose_numbers_are_used_up_says_so() {
        let mut session = session();
        session.counters.threat = 999_999;
        let says = "The threats of this session have used all numbers up to 999999. Start a new session for more.";
        assert_eq!(session.is_full().unwrap(), says);
        session.counters.threat = 0;
        session.counters.line = 999_999;
        let says = "The lines of the whiteboard of this session have used all numbers up to 999999. Start a new session for more.";
        assert_eq!(session.is_full().unwrap(), says);
    }
}
