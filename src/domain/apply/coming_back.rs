//! Why a team came back, what happened, and whether it was on the list: kept with the last meeting.

use super::Work;
use crate::domain::coming_back::Foreseen;
use crate::domain::edit::{Refusal, SessionField};
use crate::domain::item::Header;

impl Work<'_> {
    pub(super) fn come_back(&mut self, field: &SessionField) {
        let mut sittings = self.session.sittings.clone();
        let Some(last) = sittings.last_mut() else {
            return;
        };
        self.says = match field {
            SessionField::Why(why) => {
                last.why = Some(*why);
                format!("Back because {}", why.words())
            }
            SessionField::Incident(text) => {
                last.incident = text.clone();
                "What happened is kept".to_owned()
            }
            SessionField::Foreseen(foreseen) => {
                last.foreseen = *foreseen;
                match foreseen {
                    Some(Foreseen::As(id)) => format!("It was on the list, as {id}"),
                    Some(Foreseen::No) => "It was not on the list".to_owned(),
                    None => "Whether it was on the list is open".to_owned(),
                }
            }
            _ => return,
        };
        if sittings != self.session.sittings {
            self.header(Header::Sittings(sittings));
        }
    }

    /// A threat that was taken out is what no incident was foreseen as.
    pub(super) fn forget_foreseen(&mut self) {
        let gone = |foreseen: Option<Foreseen>| match foreseen {
            Some(Foreseen::As(id)) => self.session.threat(id).is_none(),
            _ => false,
        };
        if !self.session.sittings.iter().any(|s| gone(s.foreseen)) {
            return;
        }
        let mut sittings = self.session.sittings.clone();
        for sitting in &mut sittings {
            if gone(sitting.foreseen) {
                sitting.foreseen = None;
            }
        }
        self.header(Header::Sittings(sittings));
    }

    /// The last look: what an incident was foreseen as is on the list.
    ///
    /// # Errors
    /// Which threat is not there.
    pub(super) fn is_foreseen_here(&self) -> Result<(), Refusal> {
        for sitting in &self.session.sittings {
            if let Some(Foreseen::As(id)) = sitting.foreseen
                && self.session.threat(id).is_none()
            {
                return Err(Refusal::new(format!("There is no {id} in this session.")));
            }
        }
        Ok(())
    }
}
