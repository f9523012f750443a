//! What follows from a change: its last steps, so that undo takes them back with it.

use super::Work;
use crate::domain::coming_back::Foreseen;
use crate::domain::consequences::happened::{Before, Happened, incident};
use crate::domain::consequences::related::Touched;
use crate::domain::consequences::{Event, LookAgain, StillHolds, note};
use crate::domain::edit::{Did, Field};
use crate::domain::fields::{Header, SittingField};
use crate::domain::id::{ItemId, ThreatId};
use crate::domain::item::Step;
use crate::domain::map_edit::MapField;
use crate::domain::refusal::Refusal;

/// Which events an item need not be looked at again for, once a field of it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// None: what was set says nothing about whether the item still holds.
    Nothing,
    /// Only this one, to which it is the answer.
    For(Event),
    /// All: the item says something else now, or the team decided anew.
    Everything,
}

impl Settled {
    /// What setting this field settles. Only words, severity, response and status are a second look at an item; what is
    /// beside them leaves it open. A new field belongs in one of these rows.
    fn by(field: &Field) -> Self {
        match field {
            Field::Text(_)
            | Field::Map(MapField::Data(_))
            | Field::Severity(_)
            | Field::Rating(_)
            | Field::Response(_)
            | Field::Evidence(_)
            | Field::Until(_)
            | Field::NotDeferred
            | Field::Status(_)
            | Field::Checked(_)
            | Field::Answer(_)
            | Field::QuestionState(_)
            | Field::Still
            | Field::ActionStatus(_)
            | Field::Assumption(_) => Self::Everything,
            Field::Owner(_) => Self::For(Event::OwnerLeft),
            Field::Verify(_) => Self::For(Event::TicketClosed),
            Field::Map(MapField::OutOfScope(_)) => Self::For(Event::ScopeChanged),
            Field::Places(_)
            | Field::Stride(_)
            | Field::Categories(_)
            | Field::Speaker(_)
            | Field::BusinessRisk(_)
            | Field::Actor(_)
            | Field::Part(..)
            | Field::Goals(_)
            | Field::RestsOn(_)
            | Field::Figures(_)
            | Field::Reword(_)
            | Field::Clarity(_)
            | Field::RatedBy(_)
            | Field::References(_)
            | Field::Applies(_)
            | Field::Attached(_)
            | Field::Heap(_)
            | Field::ControlKind(_)
            | Field::Strength(_)
            | Field::InsteadOf(_)
            | Field::LinkTerms(_)
            | Field::AssetKind(_)
            | Field::Needs(_)
            | Field::Effort(_)
            | Field::ElementOwner(_)
            | Field::ElementKind(_)
            | Field::Map(
                MapField::Zone(_)
                | MapField::NewZone(_)
                | MapField::Within(_)
                | MapField::Note(_)
                | MapField::Unknown(_)
                | MapField::Protocol(_),
            )
            | Field::Confirmed(_)
            | Field::External(_)
            | Field::Due(_)
            | Field::SaidYes(_)
            | Field::ActionKind(_)
            | Field::Role(_)
            | Field::Seat(_)
            | Field::Absent(_) => Self::Nothing,
        }
    }

    /// Whether this event need not be looked at again.
    fn covers(self, event: Event) -> bool {
        match self {
            Self::Nothing => false,
            Self::For(only) => only == event,
            Self::Everything => true,
        }
    }
}

impl Work<'_> {
    /// A field of an item was set.
    pub(super) fn was_set(&mut self, id: ItemId, field: &Field) {
        self.settled.push((id, Settled::by(field)));
        if matches!(field, Field::Absent(true) | Field::Until(Some(_))) {
            self.modernize();
        }
    }

    /// Notes what has to be looked at again after the steps of this change, and what need not any more.
    pub(super) fn follow(&mut self) {
        let mut before = Before::default();
        let mut rescaled = false;
        let mut foreseen: Vec<(usize, Option<Foreseen>)> = Vec::new();
        for step in &self.back {
            match step {
                Step::Replace(item) | Step::Insert(_, item) => before.was(item.id(), Some(item)),
                Step::Remove(id) => before.was(*id, None),
                Step::Set(Header::Scale(_)) => rescaled = true,
                Step::SetSitting(place, SittingField::Foreseen(was)) => {
                    foreseen.push((*place, *was));
                }
                _ => {}
            }
        }
        let mut happened = before.happened(self.session);
        if rescaled {
            let name = &self.session.scale().name;
            let words = format!("Threats are rated with the scale {name} now");
            happened.push(Happened::alone(Event::ScaleChanged, None, words));
        }
        let mut taken_back: Vec<ItemId> = Vec::new();
        for (place, was) in foreseen {
            if let Some(Foreseen::As(id)) = was {
                taken_back.push(id.into());
            }
            happened.extend(self.came_true(place));
        }
        let scanned = std::mem::take(&mut self.scanned).into_iter();
        happened.extend(scanned.map(|(id, says)| Happened::alone(Event::ScanSays, Some(id), says)));
        let touched = Touched {
            session: self.session,
            before: &before,
            only: None,
        };
        let new = happened.iter().flat_map(|one| touched.by(one, self.at));
        let new: Vec<LookAgain> = new.collect();
        let settled = |look: &LookAgain| {
            let set = self.settled.iter();
            let mut set = set.filter(|(of, _)| *of == look.of);
            set.any(|(_, settled)| settled.covers(look.why))
                || self.walked.contains(&look.of)
                || look.why == Event::Incident && look.by.is_some_and(|by| taken_back.contains(&by))
        };
        // Most changes touch nothing, and then the list is not copied.
        if new.is_empty() && !self.session.look_again.iter().any(settled) {
            return;
        }
        let mut looks = self.session.look_again.clone();
        looks.retain(|look| !settled(look));
        note(&mut looks, new);
        self.modernize();
        self.header(Header::LookAgain(looks));
    }

    /// The threat that came true in a meeting, if that is said of it.
    fn came_true(&self, place: usize) -> Option<Happened<'static>> {
        let sitting = self.session.sittings.get(place)?;
        match sitting.foreseen {
            Some(Foreseen::As(id)) => {
                let now: ThreatId = self.session.threat(id)?.id;
                incident(self.session, now, &sitting.incident)
            }
            _ => None,
        }
    }

    /// Somebody looked, and it still holds.
    pub(super) fn still_holds(&mut self, id: ItemId) -> Result<(), Refusal> {
        let mut item = self.find(id)?;
        let was_copied = item.looked_at();
        let mut looks = self.session.look_again.clone();
        looks.retain(|look| look.of != id);
        let passed = self.session.passed_events(id, self.at.date_naive());
        let has_reasons = looks.len() != self.session.look_again.len() || !passed.is_empty();
        if !has_reasons && !was_copied {
            return Err(Refusal::new(format!("{id} has nothing to look at again.")));
        }
        if was_copied {
            self.replace(item);
        }
        self.header(Header::LookAgain(looks));
        let mut held = self.session.still_holds.clone();
        for why in passed {
            held.retain(|old| (old.of, old.why) != (id, why));
            held.push(StillHolds {
                of: id,
                why,
                at: self.at,
            });
        }
        if held != self.session.still_holds {
            self.modernize();
            self.header(Header::StillHolds(held));
        }
        self.touch(id);
        self.tell(format!("{id} still holds"));
        self.did = Some(Did::Told(id));
        Ok(())
    }

    /// What was to be looked at again is the item that it became, or is gone with it.
    pub(super) fn looks_follow(&mut self, old: ItemId, new: Option<ItemId>) {
        let names = |look: &LookAgain| look.of == old || look.by == Some(old);
        if self.session.look_again.iter().any(names) {
            let mut led = self.session.look_again.clone();
            led.retain_mut(|look| look.lead(old, new));
            let mut looks: Vec<LookAgain> = Vec::new();
            note(&mut looks, led);
            self.header(Header::LookAgain(looks));
        }
        if self.session.still_holds.iter().any(|held| held.of == old) {
            let mut held = self.session.still_holds.clone();
            held.retain_mut(|held| held.lead(old, new));
            self.header(Header::StillHolds(held));
        }
    }
}
