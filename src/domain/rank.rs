//! The order of question 3 and its cut-off: what the team talks about first, and how far its time goes (R40, R41).

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::action::ActionStatus;
use super::id::{ItemId, ThreatId};
use super::session::Session;
use super::threat::{ResponseKind, Severity, Threat};

/// How a threat stands when the team decides what to talk about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub id: ThreatId,
    /// Its votes; 0 as long as no one voted.
    pub votes: u32,
    /// How bad it is.
    pub severity: Option<Severity>,
    /// The level of that on the session's scale, which several severities may share or one may split.
    pub level: Option<usize>,
    /// It may be above the cut-off: neither deferred nor ruled out.
    pub in_play: bool,
    /// The team is done with it: it has a response, or a picked mitigation with an action item.
    pub done: bool,
    /// The team looked at it: it has a response, a mitigation or an action item.
    pub looked_at: bool,
}

impl Standing {
    /// High or critical, and no one voted for it. A vote narrows, it does not decide (R40).
    pub fn is_high_without_votes(&self) -> bool {
        self.severity.is_some_and(Severity::is_high) && self.votes == 0 && self.in_play
    }
}

impl Threat {
    /// Neither deferred nor ruled out for this system, so that the team may still take it up.
    pub fn is_in_play(&self) -> bool {
        let ruled_out = |r: &super::threat::Response| r.kind == ResponseKind::NotApplicable;
        self.deferred.is_none() && !self.response.as_ref().is_some_and(ruled_out)
    }
}

impl Session {
    /// How every threat stands, in the order of the list.
    pub fn standings(&self) -> Vec<Standing> {
        let counts = self.vote_counts().unwrap_or_default();
        let done = self.settled();
        self.threats
            .iter()
            .zip(self.worked_on())
            .map(|(threat, looked_at)| Standing {
                id: threat.id,
                votes: counts.get(&threat.id).copied().unwrap_or_default(),
                severity: threat.severity,
                level: self.level(threat),
                in_play: threat.is_in_play(),
                done: threat.response.is_some() || done.contains(&threat.id),
                looked_at,
            })
            .collect()
    }

    /// The order of question 3: by votes, then by severity, then as on the list; what is deferred or ruled out comes
    /// last. Before anyone voted it is the order of the list.
    pub fn ranked(&self) -> Vec<Standing> {
        let mut standings = self.standings();
        if self.voting().is_some() {
            standings.sort_by_key(|s| (!s.in_play, Reverse(s.votes), Reverse(s.level)));
        }
        standings
    }

    /// The threats that are high or critical, got no vote, and that no one looked at since; none before anyone voted.
    pub fn overlooked(&self) -> Vec<ThreatId> {
        if self.voting().is_none() {
            return Vec::new();
        }
        self.standings()
            .into_iter()
            .filter(|s| s.is_high_without_votes() && !s.looked_at)
            .map(|s| s.id)
            .collect()
    }

    /// The threats with a picked mitigation for which, or for whose threat, someone does something.
    fn settled(&self) -> HashSet<ThreatId> {
        let about: HashSet<ItemId> = self
            .actions
            .iter()
            .filter(|a| a.status != ActionStatus::Dropped)
            .flat_map(|a| a.about.iter().copied())
            .collect();
        self.mitigations
            .iter()
            .filter(|m| m.status.is_picked())
            .flat_map(|m| {
                let all = about.contains(&m.id.into());
                let about = &about;
                m.threats
                    .iter()
                    .copied()
                    .filter(move |t| all || about.contains(&(*t).into()))
            })
            .collect()
    }
}

/// After how many of the `ranked` threats the line is drawn. With `minutes_left`, as many as fit at
/// `minutes_per_threat` each, and at least one as long as there is a minute; those that the team is done with take no
/// time. Without, the first `otherwise`. What is deferred or ruled out is not counted, and never the last above the
/// cut-off.
pub fn cut(
    ranked: &[Standing],
    minutes_left: Option<u32>,
    minutes_per_threat: u32,
    otherwise: usize,
) -> usize {
    let mut room = match minutes_left {
        None => otherwise,
        Some(0) => 0,
        Some(minutes) => {
            let fit = minutes / minutes_per_threat.max(1);
            usize::try_from(fit.max(1)).unwrap_or(usize::MAX)
        }
    };
    let mut line = 0;
    for (place, standing) in ranked.iter().enumerate() {
        if !standing.in_play {
            continue;
        }
        let takes_time = minutes_left.is_none() || !standing.done;
        if takes_time && room == 0 {
            break;
        }
        room -= usize::from(takes_time);
        line = place + 1;
    }
    line
}

/// The standings in a given order, by id; ids that are gone are left out.
pub fn in_order(standings: Vec<Standing>, order: &[ThreatId]) -> Vec<Standing> {
    let mut at: HashMap<ThreatId, usize> = HashMap::new();
    for (place, id) in order.iter().enumerate() {
        at.entry(*id).or_insert(place);
    }
    let mut sorted = standings;
    // The sort is stable: what is new stays in the order of the list, at the end.
    sorted.sort_by_key(|s| at.get(&s.id).copied().unwrap_or(usize::MAX));
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Edit, Field, FourQuestion, New, NewAction, NewMitigation, SessionField, SessionKind, Stamp,
        Status, Text, Voting,
    };

    /// This many threats; those in `done` are done with, those in `out` are deferred.
    fn ranked(len: u32, done: &[u32], out: &[u32]) -> Vec<Standing> {
        (1..=len)
            .map(|n| Standing {
                id: ThreatId(n),
                votes: 0,
                severity: None,
                level: None,
                in_play: !out.contains(&n),
                done: done.contains(&n),
                looked_at: false,
            })
            .collect()
    }

    #[test]
    fn as_many_threats_are_above_the_line_as_fit_into_the_time() {
        let fourteen = ranked(14, &[], &[]);
        for (minutes, above) in [(25, 6), (20, 5), (4, 1), (3, 1), (1, 1), (0, 0), (400, 14)] {
            assert_eq!(cut(&fourteen, Some(minutes), 4, 5), above, "{minutes}");
        }
        assert_eq!(
            cut(&fourteen, Some(2), 0, 5),
            2,
            "a plan of nothing is a minute each"
        );
        assert_eq!(cut(&[], Some(20), 4, 5), 0);
    }

    #[test]
    fn without_a_clock_the_first_few_are_above_the_line() {
        assert_eq!(cut(&ranked(14, &[], &[]), None, 4, 5), 5);
        assert_eq!(cut(&ranked(3, &[], &[]), None, 4, 5), 3);
        assert_eq!(cut(&ranked(14, &[1, 2], &[]), None, 4, 5), 5);
    }

    #[test]
    fn what_the_room_is_done_with_takes_no_more_time() {
        assert_eq!(cut(&ranked(14, &[1, 2], &[]), Some(12), 4, 5), 5);
        assert_eq!(cut(&ranked(14, &[1, 2], &[]), Some(0), 4, 5), 2);
    }

    #[test]
    fn what_is_put_off_is_never_the_last_above_the_line() {
        assert_eq!(cut(&ranked(6, &[], &[2, 4]), None, 4, 2), 3);
        assert_eq!(cut(&ranked(6, &[], &[5, 6]), None, 4, 5), 4);
        assert_eq!(cut(&ranked(3, &[], &[1, 2, 3]), None, 4, 5), 0);
    }

    /// A session with a threat for each of these, with its votes, once there are any, and its severity.
    fn session(threats: &[(u32, Option<Severity>)], voted: bool) -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let uuid = uuid::Uuid::nil();
        let mut session = Session::new(uuid, "Refund".into(), SessionKind::Meeting, at);
        let mut hands = Vec::new();
        for (number, (votes, severity)) in (1..).zip(threats) {
            let new = New::threat(format!("Threat {number}"), FourQuestion::GoWrong);
            let id = ThreatId(number);
            make(&mut session, Edit::Add(new));
            make(
                &mut session,
                Edit::Set(id.into(), Field::Severity(*severity)),
            );
            hands.push((id, *votes));
        }
        let (per_person, ballots) = (3, Vec::new());
        let voting = Voting {
            sheet: Text::default(),
            lines: Vec::new(),
            heaps: Vec::new(),
            per_person,
            hands,
            ballots,
            at,
        };
        let voting = voted.then_some(voting);
        make(&mut session, Edit::Session(SessionField::Voting(voting)));
        session
    }

    fn make(session: &mut Session, edit: Edit) {
        let at = session.started().unwrap();
        session.apply(&edit, at).unwrap();
    }

    fn order(session: &Session) -> Vec<u32> {
        session.ranked().iter().map(|s| s.id.0).collect()
    }

    #[test]
    fn threats_are_ranked_by_votes_then_by_severity_then_as_they_were_said() {
        use Severity::{Critical, High, Low, Medium};
        let threats = [
            (0, Some(Critical)),
            (2, None),
            (2, Some(Low)),
            (2, Some(High)),
            (5, None),
            (2, Some(Low)),
            (0, Some(Medium)),
            (0, Some(Critical)),
            (2, None),
        ];
        let voted = session(&threats, true);
        assert_eq!(order(&voted), [5, 4, 3, 6, 2, 9, 1, 8, 7]);
        let not_yet = session(&threats, false);
        assert_eq!(order(&not_yet), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    #[test]
    fn what_is_deferred_or_ruled_out_comes_last_however_many_votes_it_has() {
        let mut session = session(&[(9, None), (8, None), (7, None), (0, None)], true);
        make(
            &mut session,
            Edit::Defer(vec![ThreatId(1)], "Later".into(), None, None),
        );
        let respond = |n, kind| {
            let response = Some((kind, Text::default(), None));
            Edit::Set(ThreatId(n).into(), Field::Response(response))
        };
        make(&mut session, respond(2, ResponseKind::NotApplicable));
        make(&mut session, respond(3, ResponseKind::Accept));
        assert_eq!(order(&session), [3, 4, 1, 2]);
        let in_play: Vec<bool> = session.standings().iter().map(|s| s.in_play).collect();
        assert_eq!(in_play, [false, false, true, true]);
    }

    #[test]
    fn a_high_threat_without_a_vote_is_overlooked_until_someone_looks_at_it() {
        let high = Some(Severity::High);
        let threats = [
            (0, high),
            (1, high),
            (0, Some(Severity::Medium)),
            (0, Some(Severity::Critical)),
            (0, high),
            (0, None),
        ];
        let overlooked = |session: &Session| -> Vec<u32> {
            session.overlooked().iter().map(|id| id.0).collect()
        };
        let mut voted = session(&threats, true);
        make(
            &mut voted,
            Edit::Defer(vec![ThreatId(5)], "Later".into(), None, None),
        );
        assert_eq!(overlooked(&voted), [1, 4]);
        make(&mut voted, mitigation(1, Status::CouldDo));
        assert_eq!(overlooked(&voted), [4]);
        assert_eq!(overlooked(&session(&threats, false)), [0; 0]);
    }

    fn mitigation(threat: u32, status: Status) -> Edit {
        Edit::Add(New::Mitigation(NewMitigation {
            text: format!("Fix of {threat}").into(),
            threats: vec![ThreatId(threat)],
            status,
            kind: None,
            strength: None,
            effort: None,
            speaker: None,
        }))
    }

    #[test]
    fn a_threat_is_done_with_when_someone_does_what_was_picked_for_it() {
        let mut session = session(&[(0, None); 6], false);
        let action = |about: &str| {
            Edit::Add(New::Action(NewAction {
                text: "Sign the files".into(),
                kind: None,
                about: vec![about.parse().unwrap()],
                owner: None,
                due: None,
            }))
        };
        let dropped = Field::ActionStatus(ActionStatus::Dropped);
        for edit in [
            // Picked, with an action for the mitigation, and one for the threat
            mitigation(1, Status::Planned),
            action("M1"),
            mitigation(2, Status::Planned),
            action("T2"),
            // Picked, and no one does it
            mitigation(3, Status::Planned),
            // Not picked
            action("T4"),
            // Picked, and the action was dropped
            mitigation(5, Status::Planned),
            action("T5"),
            Edit::Set("A4".parse().unwrap(), dropped),
        ] {
            make(&mut session, edit);
        }
        let done: Vec<bool> = session.standings().iter().map(|s| s.done).collect();
        assert_eq!(done, [true, true, false, false, false, false]);
        let looked_at: Vec<bool> = session.standings().iter().map(|s| s.looked_at).collect();
        assert_eq!(looked_at[..4], [true; 4]);
        assert!(!looked_at[5]);
    }

    #[test]
    fn an_order_is_kept_and_what_is_new_comes_at_its_end() {
        let all = ranked(4, &[], &[]);
        let order = [3, 9, 1, 3].map(ThreatId);
        let sorted: Vec<u32> = in_order(all, &order).iter().map(|s| s.id.0).collect();
        assert_eq!(sorted, [3, 1, 2, 4]);
    }
}
