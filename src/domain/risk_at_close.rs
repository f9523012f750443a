//! How much risk was left when a meeting ended, so that meetings can be compared. A meeting ends when it is closed, or else
//! when the next one begins.

use serde::{Deserialize, Serialize};

use super::edit::{Edit, SessionField};
use super::id::ThreatId;
use super::session::Session;
use super::stamp::Stamp;
use super::text::Text;

/// What was left at the end of a meeting: the threats by level. Levels are counted and compared, never added up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskAtClose {
    /// The scale that the levels are on.
    pub scale: Text,
    /// Its version: meetings are compared on one scale only.
    pub version: u32,
    /// The levels that had threats, lowest first.
    pub left: Vec<LeftAt>,
}

/// The threats that were left at one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftAt {
    /// The id of the level: `high`.
    pub level: Text,
    /// The threats, by number.
    pub threats: Vec<ThreatId>,
}

impl Edit {
    /// Whether the meeting is over with it.
    pub fn ends_the_meeting(&self) -> bool {
        match self {
            Self::All(edits) => edits.iter().any(Self::ends_the_meeting),
            edit => matches!(edit, Self::Session(SessionField::Close)),
        }
    }

    /// Whether another meeting begins with it.
    pub fn begins_a_meeting(&self) -> bool {
        match self {
            Self::All(edits) => edits.iter().any(Self::begins_a_meeting),
            edit => matches!(edit, Self::Session(SessionField::Begin)),
        }
    }
}

impl Session {
    /// A change after which a meeting is over, together with how much risk was left then: it ends the meeting, or begins
    /// another one while nobody closed the one before. Both are one change. `None` where no meeting is over with it, where
    /// nothing is to be kept, or where it cannot be made.
    pub fn keeping(
        &self,
        edit: &Edit,
        at: Stamp,
        left: impl FnOnce(&Self) -> Option<RiskAtClose>,
    ) -> Option<Edit> {
        let keep = |left| Edit::Session(SessionField::RiskAtClose(left));
        if edit.ends_the_meeting() {
            let mut after = self.clone();
            after.apply(edit, at).ok()?;
            let left = left(&after).map(Box::new);
            return Some(Edit::All(vec![edit.clone(), keep(left)]));
        }
        let last = self.sittings.last()?;
        if !edit.begins_a_meeting() || last.ended.is_some() || last.risk.is_some() {
            return None;
        }
        // Nothing was changed since the last change of the meeting before.
        let left = Some(Box::new(left(self)?));
        Some(Edit::All(vec![keep(left), edit.clone()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SessionKind;

    fn at(minute: i64) -> Stamp {
        let ten = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        ten + chrono::TimeDelta::minutes(minute)
    }

    #[test]
    fn what_a_meeting_keeps_as_another_begins_is_one_change_with_it() {
        let (nil, title) = (uuid::Uuid::nil(), "Refunds".into());
        let mut session = Session::new(nil, title, SessionKind::Meeting, at(0));
        let begin = Edit::Session(SessionField::Begin);
        let left = |_: &Session| {
            Some(RiskAtClose {
                scale: "standard".into(),
                version: 1,
                left: vec![LeftAt {
                    level: "high".into(),
                    threats: vec![ThreatId(1)],
                }],
            })
        };
        let keeping = session.keeping(&begin, at(9), left).unwrap();
        assert!(keeping.begins_a_meeting() && !keeping.ends_the_meeting());
        assert_eq!(keeping.stays(), begin.stays());
        let before = session.sittings.clone();
        let change = session.apply(&keeping, at(9)).unwrap();
        assert_eq!(change.says, "Meeting started");
        let kept: Vec<bool> = session.sittings.iter().map(|s| s.risk.is_some()).collect();
        assert_eq!(kept, [true, false], "the one before keeps it");
        session.take_back(change.back);
        assert_eq!(session.sittings, before, "both are taken back");
        // Nothing is kept where nothing is rated, or where the meeting was closed.
        assert_eq!(session.keeping(&begin, at(9), |_| None), None);
        let close = Edit::Session(SessionField::Close);
        session.apply(&close, at(9)).unwrap();
        assert_eq!(session.keeping(&begin, at(10), left), None);
    }
}
