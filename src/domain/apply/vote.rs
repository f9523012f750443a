//! Setting the votes of a round, and keeping them true to what is on the list.

use super::Work;
use crate::domain::fields::Header;
use crate::domain::id::{ItemId, ParticipantId};
use crate::domain::vote::Voting;

impl Work<'_> {
    pub(super) fn set_voting(&mut self, voting: Option<&Voting>) {
        self.says = voting.map_or_else(|| "Votes taken out".to_owned(), says);
        self.header(Header::Voting(voting.cloned()));
    }

    /// After an item was taken out: votes for a threat go with it, and a person's ballot stays without its name.
    pub(super) fn forget_votes(&mut self, gone: ItemId) {
        let gone: Option<ParticipantId> = match gone {
            ItemId::Participant(id) => Some(id),
            ItemId::Threat(_) => None,
            _ => return,
        };
        let Some(voting) = &self.session.voting else {
            return;
        };
        let known = self.session.votable();
        let left = voting.without(gone, |id| known.contains(&id));
        if left != *voting {
            self.header(Header::Voting(Some(left)));
        }
    }
}

fn says(voting: &Voting) -> String {
    let several = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let votes = several(
        usize::try_from(voting.total()).unwrap_or(usize::MAX),
        "vote",
    );
    match voting.ballots.len() {
        0 => format!("{votes} counted"),
        n => format!("{}, {votes}", several(n, "ballot")),
    }
}
