//! Setting the votes of a round, and keeping them true to what is on the list.

use super::Work;
use crate::domain::fields::{Header, SittingField};
use crate::domain::id::{ItemId, ParticipantId};
use crate::domain::says::counted;
use crate::domain::vote::Voting;

impl Work<'_> {
    pub(super) fn set_voting(&mut self, voting: Option<&Voting>) {
        self.tell(voting.map_or_else(|| "Votes deleted".to_owned(), says));
        match voting {
            Some(voting) => self.raise(SittingField::Voting(Some(voting.clone()))),
            // Those of an earlier meeting, if there are any, count again.
            None if self.session.voting().is_some() => {
                self.modernize();
                if let Some(place) = self.session.voted() {
                    self.sitting(place, SittingField::Voting(None));
                }
            }
            None => {}
        }
    }

    /// After an item was deleted: votes for a threat go with it, and a person's ballot stays without its name.
    pub(super) fn forget_votes(&mut self, gone: ItemId) {
        let gone: Option<ParticipantId> = match gone {
            ItemId::Participant(id) => Some(id),
            ItemId::Threat(_) => None,
            _ => return,
        };
        let known = self.session.votable();
        let left = |voting: &Voting| {
            let left = voting.without(gone, |id| known.contains(&id));
            (left != *voting).then_some(left)
        };
        self.replace_votes(left);
    }

    /// Puts other votes in the place of those of every meeting, where the change makes others of them.
    pub(super) fn replace_votes(&mut self, change: impl Fn(&Voting) -> Option<Voting>) {
        if let Some(voting) = self.session.old_voting.as_ref().and_then(&change) {
            self.header(Header::OldVoting(Some(voting)));
        }
        let sittings = self.session.sittings.iter().enumerate();
        let changed: Vec<(usize, Voting)> = sittings
            .filter_map(|(place, s)| Some((place, change(s.voting.as_ref()?)?)))
            .collect();
        for (place, voting) in changed {
            self.sitting(place, SittingField::Voting(Some(voting)));
        }
    }
}

fn says(voting: &Voting) -> String {
    let votes = counted(
        usize::try_from(voting.total()).unwrap_or(usize::MAX),
        "vote",
    );
    match voting.ballots.len() {
        0 => format!("{votes} counted"),
        n => format!("{}, {votes}", counted(n, "ballot")),
    }
}
