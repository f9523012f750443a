//! Hands and votes: what a meeting raised belongs to that meeting. Files of version 1 keep what the last one raised beside
//! the meetings, and keep it there until something is added to them.

use chrono::NaiveDate;

use super::session::{Session, VERSION};
use super::vote::Voting;

/// What a meeting raised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Raised {
    confidence: Vec<u8>,
    time_well_spent: Vec<u8>,
    voting: Option<Voting>,
}

/// The version of a session, and where it keeps what the last meeting raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    version: u32,
    /// How many meetings there were: what is kept belongs to the last of them and to no later one.
    meetings: usize,
    beside: Raised,
    inside: Raised,
}

impl Session {
    /// Hands of the last meeting, 0 to 5, one per person: is this good enough to act on?
    pub fn confidence(&self) -> &[u8] {
        match self.sittings.last() {
            Some(last) if self.version >= VERSION => &last.confidence,
            _ => &self.old_confidence,
        }
    }

    /// Hands of the last meeting, 1 to 5, one per person: was the time well spent?
    pub fn time_well_spent(&self) -> &[u8] {
        match self.sittings.last() {
            Some(last) if self.version >= VERSION => &last.time_well_spent,
            _ => &self.old_time_well_spent,
        }
    }

    /// The votes that count: those of the last meeting that voted.
    pub fn voting(&self) -> Option<&Voting> {
        self.votings().next_back()
    }

    /// The same, unless they are from before a day.
    pub fn voting_since(&self, day: Option<NaiveDate>) -> Option<&Voting> {
        let voting = self.voting()?;
        day.is_none_or(|day| voting.at.date_naive() >= day)
            .then_some(voting)
    }

    /// The votes of every meeting that voted, oldest first.
    pub fn votings(&self) -> impl DoubleEndedIterator<Item = &Voting> {
        let inside = self.sittings.iter().filter_map(|s| s.voting.as_ref());
        inside.chain(&self.old_voting)
    }

    /// The last meeting that voted, by its place.
    pub(super) fn voted(&self) -> Option<usize> {
        self.sittings.iter().rposition(|s| s.voting.is_some())
    }

    /// The session as version 2 keeps it, for [`Session::keep`].
    pub(super) fn kept_inside(&self) -> Kept {
        let last = self.sittings.last();
        let or = |beside: &Vec<u8>, inside: Option<&Vec<u8>>| match inside {
            Some(inside) if beside.is_empty() => inside.clone(),
            _ => beside.clone(),
        };
        Kept {
            version: VERSION,
            meetings: self.sittings.len(),
            beside: Raised::default(),
            inside: Raised {
                confidence: or(&self.old_confidence, last.map(|s| &s.confidence)),
                time_well_spent: or(&self.old_time_well_spent, last.map(|s| &s.time_well_spent)),
                voting: self.voting().cloned(),
            },
        }
    }

    /// Keeps everything in another place, and says where it was. Nothing happens once another meeting began.
    pub(super) fn keep(&mut self, kept: Kept) -> Option<Kept> {
        if self.sittings.len() != kept.meetings {
            return None;
        }
        let last = self.sittings.last_mut()?;
        let (beside, inside) = (kept.beside, kept.inside);
        let replace = |place: &mut Vec<u8>, new: Vec<u8>| std::mem::replace(place, new);
        Some(Kept {
            version: std::mem::replace(&mut self.version, kept.version),
            meetings: kept.meetings,
            inside: Raised {
                confidence: replace(&mut last.confidence, inside.confidence),
                time_well_spent: replace(&mut last.time_well_spent, inside.time_well_spent),
                voting: std::mem::replace(&mut last.voting, inside.voting),
            },
            beside: Raised {
                confidence: replace(&mut self.old_confidence, beside.confidence),
                time_well_spent: replace(&mut self.old_time_well_spent, beside.time_well_spent),
                voting: std::mem::replace(&mut self.old_voting, beside.voting),
            },
        })
    }
}
