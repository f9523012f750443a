//! A session that can be carried on, as the start screen lists it on a day.

use chrono::NaiveDate;
use uuid::Uuid;

use super::gist::{Gist, Heard};
use crate::domain::{SessionKind, Stamp};

/// A session that can be carried on, as the start screen lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    /// Where it is kept; what opening it asks for.
    pub path: String,
    /// Which session it is, wherever its file is.
    pub uuid: Uuid,
    /// Its title, or the file's name when it cannot be read.
    pub title: String,
    /// Through which door it was begun; `None` for a copy that was made in need, and when it cannot be read.
    pub kind: Option<SessionKind>,
    /// When the file was last touched.
    pub touched: Stamp,
    /// When its last meeting began, as the file says it.
    pub met: Option<Stamp>,
    /// Threats.
    pub threats: usize,
    /// Open action items.
    pub open_actions: usize,
    /// Action items, open or not.
    pub actions: usize,
    /// Open action items past their date.
    pub late_actions: usize,
    /// Questions that are open.
    pub open_questions: usize,
    /// The date to come back, if it has passed; for one threat, the day to look at it again, if it is here.
    pub revisit_due: Option<NaiveDate>,
    /// The participants' names.
    pub people: Vec<String>,
    /// One threat: what was heard, and what was answered.
    pub heard: Option<Heard>,
    /// Why it cannot be read.
    pub broken: Option<String>,
}

impl Recent {
    /// A session in a file, as it stands today.
    pub fn of(path: String, touched: Stamp, gist: &Gist, today: NaiveDate) -> Self {
        let late = |due: &&Option<NaiveDate>| due.is_some_and(|due| due < today);
        Self {
            path,
            uuid: gist.uuid,
            title: gist.title.clone(),
            kind: Some(gist.kind),
            touched,
            met: gist.met,
            threats: gist.threats,
            open_actions: gist.open.len(),
            actions: gist.actions,
            late_actions: gist.open.iter().filter(late).count(),
            open_questions: gist.open_questions,
            revisit_due: gist
                .revisit
                .filter(|on| *on < today || (gist.heard.is_some() && *on == today)),
            people: gist.people.clone(),
            heard: gist.heard.clone(),
            broken: None,
        }
    }

    /// The same for a copy that was made in need. What is late is late in the session itself, and is told once.
    pub fn copy(self, called: &str) -> Self {
        Self {
            title: format!("{called}: {}", self.title),
            kind: None,
            late_actions: 0,
            revisit_due: None,
            heard: None,
            ..self
        }
    }

    /// What cannot be read, and why.
    pub fn broken(path: String, touched: Stamp, name: String, why: String) -> Self {
        Self {
            path,
            touched,
            title: name,
            broken: Some(why),
            ..Self::default()
        }
    }

    /// What it is, in a word or two.
    pub fn called(&self) -> &'static str {
        match self.kind {
            _ if self.broken.is_some() => "broken",
            Some(SessionKind::Meeting) => "meeting",
            Some(SessionKind::Whiteboard) => "whiteboard",
            Some(SessionKind::OneThreat) => "one threat",
            None => "copy",
        }
    }

    /// The moment that orders the list and is shown in it: when its last meeting began, as a file that was copied or checked
    /// out anew was not met over today.
    pub fn when(&self) -> Stamp {
        self.met.unwrap_or(self.touched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ActionStatus, Applies, Edit, Field, Session};
    use crate::parse::one;

    fn at(text: &str) -> Stamp {
        Stamp::parse_from_rfc3339(text).unwrap()
    }

    /// News that touches us, with a step that was late on 1 June.
    fn news() -> Session {
        let seen = at("2026-05-09T10:00:00+02:00");
        let line = "Package worm (cve-2026-12345) spreads https://example.org/Worm";
        let mut session = one::begin(uuid::Uuid::nil(), line, seen).unwrap();
        let answers = one::Answers {
            system: "Billing".to_owned(),
            applies: Some(Applies::Maybe),
            threat: "The build pulls it in, see GHSA-ab12-cd34-ef56".to_owned(),
            next_step: "Pin it @me due 12 may".to_owned(),
            question: "Do we use it?".to_owned(),
            ..one::Answers::default()
        };
        one::answer(&mut session, &answers, seen).unwrap();
        session
    }

    #[test]
    fn one_threat_says_what_was_heard_and_answered() {
        let heard = Gist::of(&news()).heard.unwrap();
        assert_eq!(heard.headline, "Package worm (cve-2026-12345) spreads");
        assert_eq!(heard.seen.to_string(), "2026-05-09");
        assert_eq!(heard.system, "Billing");
        assert_eq!(heard.applies, Some(Applies::Maybe));
        assert_eq!(
            heard.ids,
            ["CVE-2026-12345", "GHSA-ab12-cd34-ef56", "example.org/Worm"]
        );
        let step = heard.next.unwrap();
        assert_eq!((&*step.text, &*step.owner), ("Pin it", "me"));
        assert_eq!(step.due.unwrap().to_string(), "2026-05-12");
        assert_eq!(step.status, ActionStatus::Open);
    }

    #[test]
    fn a_step_that_is_done_gives_way_to_one_that_is_open() {
        let mut session = news();
        let now = at("2026-05-10T10:00:00+02:00");
        let first = session.actions.last().unwrap().id;
        let more = one::next_step(&session, "Tell Ops", now.date_naive());
        session.apply(&more, now).unwrap();
        let last = session.actions.last().unwrap().id;
        let next = |session: &Session| Gist::of(session).heard.unwrap().next.unwrap();
        let mut finish = |id| {
            let done = Field::ActionStatus(ActionStatus::Done);
            session.apply(&Edit::Set(id, done), now).unwrap();
            next(&session)
        };
        assert_eq!(finish(last.into()).id, first);
        let done = finish(first.into());
        assert_eq!((done.id, done.status), (last, ActionStatus::Done));
    }

    #[test]
    fn a_list_counts_as_the_session_does_on_any_day() {
        let mut session = news();
        session.revisit = Some("2026-05-20".parse().unwrap());
        let gist = Gist::of(&session);
        for day in ["2026-05-12", "2026-05-13", "2026-05-20", "2026-05-21"] {
            let today: NaiveDate = day.parse().unwrap();
            let tally = session.tally(today);
            let recent = Recent::of(String::new(), Stamp::default(), &gist, today);
            assert_eq!(recent.threats, tally.threats, "{day}");
            assert_eq!(recent.open_actions, tally.open_actions, "{day}");
            assert_eq!(recent.actions, tally.actions, "{day}");
            assert_eq!(recent.late_actions, tally.late_actions, "{day}");
            assert_eq!(recent.open_questions, tally.open_questions, "{day}");
            let due = tally.revisit_due || session.revisit == Some(today);
            assert_eq!(recent.revisit_due.is_some(), due, "{day}");
        }
    }

    #[test]
    fn one_threat_is_looked_at_again_on_the_day_itself_and_a_meeting_is_late_after_it() {
        let today: NaiveDate = "2026-05-20".parse().unwrap();
        let due = |kind| {
            let mut session = news();
            (session.kind, session.revisit) = (kind, Some(today));
            let gist = Gist::of(&session);
            let of = |day| Recent::of(String::new(), Stamp::default(), &gist, day).revisit_due;
            [today.pred_opt().unwrap(), today, today.succ_opt().unwrap()].map(|d| of(d).is_some())
        };
        assert_eq!(due(SessionKind::OneThreat), [false, true, true]);
        assert_eq!(due(SessionKind::Meeting), [false, false, true]);
    }
}
