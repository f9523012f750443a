//! Meetings: one begins, goes on and ends; why the team came back, what happened, and whether it was on the list.

use super::Work;
use crate::domain::coming_back::Foreseen;
use crate::domain::edit::SessionField;
use crate::domain::fields::SittingField;
use crate::domain::id::ItemId;
use crate::domain::item::Step;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::Sitting;
use crate::domain::validate::room;

impl Work<'_> {
    /// Another meeting begins. Hands belong to the meeting in which they went up.
    pub(super) fn begin(&mut self) {
        self.modernize();
        self.step(Step::PushSitting(Box::new(Sitting::begun(self.at))));
        self.tell("Meeting started");
    }

    /// Sets the votes of the last meeting.
    pub(super) fn raise(&mut self, field: SittingField) {
        self.modernize();
        if let Some(last) = self.session.sittings.len().checked_sub(1) {
            self.sitting(last, field);
        }
    }

    /// Changes the last meeting.
    pub(super) fn set_sitting(&mut self, field: &SessionField) {
        let Some(last) = self.session.sittings.len().checked_sub(1) else {
            return;
        };
        let says = match field {
            SessionField::Close => {
                self.sitting(last, SittingField::Ended(Some(self.at)));
                "Meeting closed".to_owned()
            }
            // It is told with the end of the meeting.
            SessionField::RiskAtClose(left) => {
                self.sitting(last, SittingField::Risk(left.clone()));
                return;
            }
            SessionField::Why(why) => {
                self.sitting(last, SittingField::Why(Some(*why)));
                format!("Reason for this meeting: {}", why.words())
            }
            SessionField::Incident(text) => {
                self.sitting(last, SittingField::Incident(text.clone()));
                "Incident saved".to_owned()
            }
            SessionField::Foreseen(foreseen) => {
                self.sitting(last, SittingField::Foreseen(*foreseen));
                match foreseen {
                    Some(Foreseen::As(id)) => format!("It was on the list as {id}"),
                    Some(Foreseen::No) => "It was not on the list".to_owned(),
                    None => "Not known if it was on the list".to_owned(),
                }
            }
            SessionField::Turns(turn, turns) => {
                self.sitting(last, SittingField::Turn(*turn));
                self.sitting(last, SittingField::Turns(turns.clone()));
                return;
            }
            SessionField::Clock(clock) => {
                self.sitting(last, SittingField::Clock(Some((**clock).clone())));
                return;
            }
            _ => return,
        };
        self.tell(says);
    }

    /// Sets a field of the meeting at a place; nothing happens when it is that already.
    pub(super) fn sitting(&mut self, place: usize, field: SittingField) {
        let sitting = self.session.sittings.get(place);
        if sitting.is_some_and(|sitting| !sitting.has_field(&field)) {
            self.step(Step::SetSitting(place, field));
        }
    }

    /// A threat that was deleted is what no incident was foreseen as.
    pub(super) fn forget_foreseen(&mut self) {
        for place in 0..self.session.sittings.len() {
            if self.foreseen_in_vain(place).is_some() {
                self.sitting(place, SittingField::Foreseen(None));
            }
        }
    }

    /// Who was deleted has no turn, and had none.
    pub(super) fn forget_turns(&mut self, gone: ItemId) {
        let ItemId::Participant(who) = gone else {
            return;
        };
        let takes_part = |s: &Sitting| s.turn == Some(who) || s.turns.iter().any(|t| t.who == who);
        let sittings = self.session.sittings.iter().enumerate();
        let of: Vec<usize> = sittings
            .filter(|(_, s)| takes_part(s))
            .map(|(place, _)| place)
            .collect();
        for place in of {
            self.step(Step::LeaveRound(place, who));
        }
    }

    /// The threat as which the incident of a meeting was foreseen, if there is none such.
    fn foreseen_in_vain(&self, place: usize) -> Option<crate::domain::id::ThreatId> {
        match self.session.sittings.get(place)?.foreseen {
            Some(Foreseen::As(id)) if self.session.threat(id).is_none() => Some(id),
            _ => None,
        }
    }

    /// The last look at a field of a meeting.
    ///
    /// # Errors
    /// Which threat is not there, or what is wrong with turns, hands, the clock or votes.
    pub(super) fn is_sound_sitting(&self, place: usize, was: &SittingField) -> Result<(), Refusal> {
        match was {
            SittingField::Foreseen(_) => match self.foreseen_in_vain(place) {
                Some(id) => Err(Refusal::new(format!("There is no {id} in this session."))),
                None => Ok(()),
            },
            SittingField::Voting(_) => self
                .session
                .validate_voting()
                .map_err(|invalid| Refusal::new(invalid.says)),
            SittingField::Answers(_) => {
                let sitting = self.session.sittings.get(place);
                let sound = sitting.map_or(Ok(()), |s| self.session.validate_answers_of(s));
                sound.map_err(|invalid| Refusal::new(invalid.says))
            }
            SittingField::Turns(_)
            | SittingField::Clock(_)
            | SittingField::Confidence(_)
            | SittingField::Clarity(_)
            | SittingField::TimeWellSpent(_) => {
                let sitting = self.session.sittings.get(place);
                sitting
                    .map_or(Ok(()), room::sound)
                    .and_then(|()| self.session.validate_hands_of(place))
                    .map_err(|invalid| Refusal::new(invalid.says))
            }
            _ => Ok(()),
        }
    }
}
