//! Since last time: what the last meeting left open, before a new one begins. The list is made when the session is
//! opened and keeps its rows, so that what is settled stays in sight with its verdict; looking changes nothing.

mod means;
pub(crate) mod verdict;

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Room, Row};
use crate::catalogue::Stage;
use crate::check::Report;
use crate::domain::{
    ActionStatus, AssumptionState, ItemId, NoteKind, ParkedKind, QuestionState, ResponseKind,
    ReturnReason, Session, SessionKind, Stamp, Threat,
};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::risk::OverTime;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::SinceLastTime,
    title: "Follow-up.",
    stage: Some(Stage::SinceLastTime),
    step: |look, rooms| match (look.session.kind, rooms.since.step()) {
        (SessionKind::Whiteboard, "left open") => "lunch left open",
        (SessionKind::Whiteboard, "nothing") => "lunch left nothing",
        (_, step) => step,
    },
    checks: true,
    rows: |look, rooms| {
        let rows = rooms.since.rows(look.session, look.report).into_iter();
        rows.map(|(_, row)| row).collect()
    },
    selected: |_, rooms| rooms.since.selected,
    shown_by: Some(Verb::GoSince),
    means: means::of,
    put: |_, rooms, row| rooms.since.selected = Some(row),
    select: |look, rooms, id| rooms.since.select(look.session, look.report, id),
    mend: |look, rooms| {
        // A row that is gone, because it was taken out, taken back or mended, hands the selection on.
        if look.screen != Screen::SinceLastTime {
            return;
        }
        let state = &mut rooms.since;
        // Almost always it is still there, and this is asked for every key.
        if let Some(Row::Item(id)) = state.selected
            && !state.asking
            && state.part_of(id).is_some()
            && look.session.holds(id)
        {
            return;
        }
        let rows = state.rows(look.session, look.report);
        let is_there = |selected: Row| rows.iter().any(|(_, row)| *row == selected);
        if !state.selected.is_some_and(is_there) {
            state.selected = rows.first().map(|(_, row)| *row);
        }
    },
    ..Room::BARE
};

/// At most this many findings are shown: question 4 has them all.
const FEW: usize = 3;

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// What was open when the session was opened, from top to bottom.
    pub agenda: Vec<(Part, ItemId)>,
    /// The selected row.
    pub selected: Option<Row>,
    /// What was looked at and left as it is. The file does not keep it.
    pub seen: Vec<ItemId>,
    /// When last time was: the end of the last meeting, or its beginning if no one closed it.
    pub last: Option<Stamp>,
    /// What is decided from here on is decided by this meeting.
    pub from: Option<Stamp>,
    /// The room is looking for the threat that an incident was.
    pub asking: bool,
    /// How risk went from meeting to meeting, as of the last look at the checks.
    pub over_time: Option<OverTime>,
}

/// The parts of the screen, in its order: late action items come before anything else (R08).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Open action items past their date.
    Late,
    /// What happened, and whether it was on the list.
    Incidents,
    /// What has to be looked at again, because something that it rests on changed.
    LookAgain,
    /// Other open action items.
    Open,
    /// Questions that became action items and have no answer yet, and what was parked for another day.
    Parked,
    /// Open questions.
    Questions,
    /// Risks that were accepted or transferred until a date that has come.
    Accepted,
    /// Threats that were deferred until a date that has come.
    Deferred,
    /// Assumptions that no one has confirmed.
    Unconfirmed,
    /// What the room wanted to be different this time.
    Change,
    /// What the checks say now.
    Checks,
}

impl Part {
    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Late => "LATE",
            Self::Incidents => "WHAT HAPPENED",
            Self::LookAgain => "LOOK AGAIN",
            Self::Open => "STILL OPEN",
            Self::Parked => "PARKED LAST TIME",
            Self::Questions => "OPEN QUESTIONS",
            Self::Accepted => "ACCEPTED, NOW DUE",
            Self::Deferred => "DEFERRED, NOW DUE",
            Self::Unconfirmed => "UNCONFIRMED ASSUMPTIONS",
            Self::Change => "FEEDBACK FROM LAST TIME",
            Self::Checks => "FINDINGS",
        }
    }
}

impl State {
    /// What a session that is opened `now` has left open.
    pub fn at_opening(session: &Session, now: Stamp) -> Self {
        let between = session.is_between_meetings(now);
        let mut before = session.sittings.iter().rev();
        let from = if between {
            now
        } else {
            before.next().map_or(now, |sitting| sitting.started)
        };
        let Some(last) = before.next() else {
            return Self::default();
        };
        let is_old = |at: Stamp| between || at < from;
        let mut agenda = Vec::new();
        actions(session, now.date_naive(), &is_old, &mut agenda);
        questions(session, &is_old, &mut agenda);
        threats(session, now.date_naive(), &is_old, &mut agenda);
        let unconfirmed = session.assumptions.iter().filter(|a| is_old(a.at));
        agenda.extend(
            unconfirmed
                .filter(|a| a.state == AssumptionState::Unconfirmed)
                .map(|a| (Part::Unconfirmed, a.id.into())),
        );
        let feedback = session.notes_of(NoteKind::Change);
        agenda.extend(
            feedback
                .filter(|n| n.at >= last.started && is_old(n.at))
                .map(|n| (Part::Change, n.id.into())),
        );
        // What stands in the list anyway has its reason there.
        let mut known: HashSet<ItemId> = agenda.iter().map(|(_, id)| *id).collect();
        let again = session.looks_again(now.date_naive()).into_iter();
        let again = again.map(|look| look.of).filter(|id| known.insert(*id));
        let again: Vec<(Part, ItemId)> = again.map(|id| (Part::LookAgain, id)).collect();
        agenda.splice(0..0, again);
        Self {
            agenda,
            last: Some(last.ended.unwrap_or(last.started)),
            from: Some(from),
            ..Self::default()
        }
    }

    /// `Last meeting: 14 Nov 2026 (7 days ago)`, when there was a last time.
    pub fn heading(&self, today: NaiveDate) -> Option<String> {
        let last = self.last?.date_naive();
        let ago = match (today - last).num_days() {
            ..=0 => "today".to_owned(),
            1 => "1 day ago".to_owned(),
            days => format!("{days} days ago"),
        };
        Some(format!(
            "Last meeting: {} ({ago})",
            last.format("%-d %b %Y")
        ))
    }

    /// Selects what brought the meeting together.
    pub(crate) fn select_incident(&mut self, session: &Session) {
        let place = session.sittings.len().saturating_sub(1);
        self.selected = Some(Row::Incident(place));
    }

    /// The question about an incident is answered: the next row that waits is selected.
    pub(crate) fn go_on(&mut self, session: &Session, report: Option<&Report>) {
        self.asking = false;
        self.selected = self.waiting(session, report, None);
    }

    /// What is done here now, as the prompts call it.
    pub fn step(&self) -> &'static str {
        match (self.asking, self.agenda.is_empty()) {
            (true, _) => "on the list",
            (false, true) => "nothing",
            (false, false) => "left open",
        }
    }

    /// The part that an item stands in.
    pub fn part_of(&self, id: ItemId) -> Option<Part> {
        self.agenda
            .iter()
            .find(|(_, other)| *other == id)
            .map(|(part, _)| *part)
    }

    /// Everything that can be selected, from top to bottom, with its part. While the room is asked whether an incident
    /// was on the list, that is the list of threats.
    pub fn rows(&self, session: &Session, report: Option<&Report>) -> Vec<(Part, Row)> {
        if self.asking {
            let threats = session.threats.iter();
            return threats
                .map(|t| (Part::Incidents, Row::Item(t.id.into())))
                .collect();
        }
        let (late, rest): (Vec<_>, Vec<_>) = self
            .agenda
            .iter()
            .filter(|(_, id)| session.holds(*id))
            .map(|(part, id)| (*part, Row::Item(*id)))
            .partition(|(part, _)| *part == Part::Late);
        let incidents = session.sittings.iter().enumerate();
        let incidents = incidents
            .filter(|(_, sitting)| sitting.why == Some(ReturnReason::Incident))
            .map(|(place, _)| (Part::Incidents, Row::Incident(place)));
        // A lunch owes no one a complete list.
        let is_checked = session.kind != SessionKind::Whiteboard;
        let report = report.filter(|_| is_checked);
        let findings = report.iter().flat_map(|report| &report.findings);
        let findings = findings
            .take(FEW)
            .map(|finding| (Part::Checks, Row::Finding(finding.check)));
        let mut rows = late;
        rows.extend(incidents);
        rows.extend(rest);
        rows.extend(findings);
        rows
    }

    /// Selects the row of an item; once it is settled, the next one that waits.
    fn select(&mut self, session: &Session, report: Option<&Report>, id: ItemId) {
        let rows = self.rows(session, report);
        let row = Row::Item(id);
        if self.asking || !rows.iter().any(|(_, other)| *other == row) {
            return;
        }
        let settled = verdict::of(self, session, row).is_some();
        let next = if settled {
            self.waiting(session, report, Some(id))
        } else {
            None
        };
        self.selected = next.or(Some(row));
    }

    /// The first row after this item that waits, else the first of all that waits.
    pub(crate) fn waiting(
        &self,
        session: &Session,
        report: Option<&Report>,
        after: Option<ItemId>,
    ) -> Option<Row> {
        let rows = self.rows(session, report);
        let here = after
            .map(Row::Item)
            .or(self.selected.filter(|_| after.is_none()));
        let place = here.and_then(|here| rows.iter().position(|(_, row)| *row == here));
        let waits = |row: &Row| verdict::of(self, session, *row).is_none();
        let from = place.map_or(0, |place| place + 1);
        rows.iter()
            .skip(from)
            .chain(rows.iter().take(from))
            .map(|(_, row)| *row)
            .find(|row| Some(*row) != here && waits(row))
    }
}

/// Late ones first, the longest waiting on top.
fn actions(
    session: &Session,
    today: NaiveDate,
    is_old: &dyn Fn(Stamp) -> bool,
    agenda: &mut Vec<(Part, ItemId)>,
) {
    let open = session.actions.iter();
    let (mut late, open): (Vec<_>, Vec<_>) = open
        .filter(|a| a.status == ActionStatus::Open && is_old(a.at))
        .partition(|a| a.is_late(today));
    late.sort_by_key(|a| a.due);
    agenda.extend(late.iter().map(|a| (Part::Late, a.id.into())));
    agenda.extend(open.iter().map(|a| (Part::Open, a.id.into())));
}

fn questions(session: &Session, is_old: &dyn Fn(Stamp) -> bool, agenda: &mut Vec<(Part, ItemId)>) {
    let with = |state| {
        let questions = session.questions.iter();
        questions.filter(move |q| q.state == state && is_old(q.at))
    };
    let moved = with(QuestionState::Moved).filter(|q| q.answer.is_empty());
    agenda.extend(moved.map(|q| (Part::Parked, q.id.into())));
    let parked = session.parked.iter();
    agenda.extend(
        parked
            .filter(|p| p.kind == ParkedKind::OffTopic && is_old(p.at))
            .map(|p| (Part::Parked, p.id.into())),
    );
    agenda.extend(with(QuestionState::Open).map(|q| (Part::Questions, q.id.into())));
}

fn threats(
    session: &Session,
    today: NaiveDate,
    is_old: &dyn Fn(Stamp) -> bool,
    agenda: &mut Vec<(Part, ItemId)>,
) {
    let due = |t: &&Threat| is_old(t.at) && is_due(session, t, today);
    let (accepted, deferred): (Vec<_>, Vec<_>) = session
        .threats
        .iter()
        .filter(due)
        .partition(|t| is_accepted(t));
    agenda.extend(accepted.iter().map(|t| (Part::Accepted, t.id.into())));
    agenda.extend(deferred.iter().map(|t| (Part::Deferred, t.id.into())));
}

/// The team lives with it, or someone else carries it.
fn is_accepted(threat: &Threat) -> bool {
    threat
        .response
        .as_ref()
        .is_some_and(|r| matches!(r.kind, ResponseKind::Accept | ResponseKind::Transfer))
}

/// Whether the day has come on which this is to be looked at again: its own, or for an accepted risk the day on which
/// the team wanted to come back.
fn is_due(session: &Session, threat: &Threat, today: NaiveDate) -> bool {
    let put_off = threat.deferred.as_ref().and_then(|d| d.until.as_ref());
    let decided = threat.response.as_ref().and_then(|r| r.until.as_ref());
    if let Some(until) = decided.or(put_off) {
        // Of a day that passed somebody may have said before that it still holds.
        let id = threat.id.into();
        let holds = |on| on < today && !session.has_to_be_looked_at(id, today);
        return until.day().is_some_and(|on| on <= today && !holds(on));
    }
    let back = session.revisit.filter(|on| {
        let decided = threat.response.as_ref().map(|r| r.at.date_naive());
        is_accepted(threat) && decided.is_some_and(|decided| decided < *on)
    });
    back.is_some_and(|on| on <= today)
}
