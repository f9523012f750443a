//! The threats in the order in which question 3 shows them, and where the one stands that the room talks about.

use std::collections::HashMap;

use crate::app::{App, Open};
use crate::domain::{Session, Standing, Threat, ThreatId};
use crate::screens::level;
use crate::ui::wrap;

/// From this many columns on, there is room for votes beside the title, and for a second remark at the foot.
const ROOMY: u16 = 76;

/// The threats in order.
pub(super) struct Ranked<'a> {
    pub(super) session: &'a Session,
    /// By votes; empty before anyone voted.
    pub(super) by_votes: Vec<&'a Threat>,
    /// How each of them stands; empty before anyone voted.
    pub(super) standings: Vec<Standing>,
    /// After how many of them the line is drawn; `None` before anyone voted.
    pub(super) line: Option<usize>,
    /// How many of them are above it and in play.
    pub(super) above: usize,
    /// The minutes that the line is drawn by.
    pub(super) minutes: Option<u32>,
    /// Where the one stands that the room talks about.
    pub(super) place: Option<usize>,
    /// Cells of the longest id.
    pub(super) id_width: usize,
}

impl<'a> Ranked<'a> {
    pub(super) fn new(app: &App, open: &'a Open) -> Self {
        let session = &*open.session;
        let (by_votes, standings, line) = if session.voting().is_some() {
            let by_id: HashMap<ThreatId, &Threat> =
                session.threats.iter().map(|t| (t.id, t)).collect();
            let standings = app.ranked_threats();
            let ids = standings.iter().map(|s| s.id);
            let threats: Vec<&Threat> = ids.filter_map(|id| by_id.get(&id).copied()).collect();
            let line = app.line_after(&standings);
            (threats, standings, line)
        } else {
            (Vec::new(), Vec::new(), None)
        };
        let above = standings.iter().take(line.unwrap_or_default());
        Self {
            above: above.filter(|s| s.in_play).count(),
            minutes: app.minutes_for_question_3(),
            place: open.rooms.do_about.threat.and_then(|id| {
                if line.is_none() {
                    return session.position(id.into());
                }
                by_votes.iter().position(|threat| threat.id == id)
            }),
            // Ids only grow, so the counter knows the longest.
            id_width: format!("T{}", session.counters.threat).len().max(3),
            session,
            by_votes,
            standings,
            line,
        }
    }

    /// The threat at a place.
    pub(super) fn threat(&self, place: usize) -> Option<&'a Threat> {
        if self.line.is_none() {
            return self.session.threats.get(place);
        }
        self.by_votes.get(place).copied()
    }

    /// How many threats there are.
    pub(super) fn len(&self) -> usize {
        self.session.threats.len()
    }

    /// The votes of the threat at a place, once there are votes.
    pub(super) fn votes(&self, place: usize) -> Option<u32> {
        self.standings.get(place).map(|s| s.votes)
    }

    /// Which of how many the threat at a place is: of as many as the list beside it has.
    pub(super) fn position(&self, place: usize, width: u16) -> String {
        let place_of = format!("{} of {}", place + 1, self.len());
        match self.votes(place) {
            Some(1) if width >= ROOMY => format!("1 vote   {place_of}"),
            Some(votes) if width >= ROOMY => format!("{votes} votes   {place_of}"),
            _ => place_of,
        }
    }

    /// A remark, with the first high threat without votes beside it where there is room for both.
    pub(super) fn with_overlooked(&self, says: &str, width: usize) -> String {
        let overlooked = self
            .standings
            .iter()
            .find(|s| s.is_high_without_votes() && !s.looked_at);
        let Some(standing) = overlooked.filter(|_| width >= usize::from(ROOMY)) else {
            return says.to_owned();
        };
        let threat = self.session.threat(standing.id);
        let severity = threat.map_or_else(String::new, |t| level::whole(self.session, t));
        let sign = format!("   ! {} {severity}, no votes", standing.id);
        let room = width.saturating_sub(wrap::width(&sign) + 24);
        format!("{}{sign}", wrap::shorten(says, room))
    }
}
