//! When something happened with time alone: days that passed, and people who stay away. No edit brings it, so it is worked
//! out and not kept. What it touches is in the table, as with every other event.

use chrono::NaiveDate;

use super::happened::{Before, Happened, ItemOf};
use super::related::Touched;
use super::{Event, LookAgain};
use crate::domain::id::ItemId;
use crate::domain::item::Item;
use crate::domain::people::Participant;
use crate::domain::session::Session;
use crate::domain::stamp::Stamp;
use crate::domain::until::Until;

/// How many meetings in a row somebody misses before what they own is looked at again.
const MISSED: usize = 2;

impl Session {
    /// Everything that time touched and that nobody has looked at since.
    pub(super) fn passed(&self, today: NaiveDate) -> Vec<LookAgain> {
        let threats = self.threats.iter().map(|item| ItemId::from(item.id));
        let assumptions = self.assumptions.iter().map(|item| ItemId::from(item.id));
        let questions = self.questions.iter().map(|item| ItemId::from(item.id));
        let actions = self.actions.iter().map(|item| ItemId::from(item.id));
        // Most sessions have none of either, and then no list is gone through item by item.
        let anyone_left = self.participants.iter().any(|p| self.is_gone(p).is_some());
        let with_end = threats.filter(|id| anyone_left || self.end_of(*id).is_some());
        let mut all: Vec<ItemId> = with_end.chain(assumptions).collect();
        if anyone_left {
            all.extend(questions.chain(actions));
        }
        let passed = all.into_iter().flat_map(|id| self.passed_for(id, today));
        passed.collect()
    }

    /// What time touched of one item.
    pub(super) fn passed_for(&self, id: ItemId, today: NaiveDate) -> Vec<LookAgain> {
        let days = self.day_passed(id, today).into_iter();
        let all = days.chain(self.participants.iter().filter_map(|p| self.left(id, p)));
        let looks = all.flat_map(|(happened, at)| {
            let before = Before::default();
            let touched = Touched {
                session: self,
                before: &before,
                only: Some(id),
            };
            touched.by(&happened, at)
        });
        looks.collect()
    }

    /// The words of a decision or an assumption that ends, and when.
    fn end_of(&self, id: ItemId) -> Option<(String, Event, NaiveDate)> {
        let day = |until: &Option<Until>| until.as_ref().and_then(Until::day);
        let said = |on: NaiveDate| on.format("%-d %b %Y").to_string();
        let decided_by = |who| {
            let name = self.name_of(who);
            name.map_or_else(String::new, |name| format!(", decided by {name}"))
        };
        match id {
            ItemId::Threat(id) => {
                let threat = self.threat(id)?;
                if let Some(response) = &threat.response {
                    let on = day(&response.until)?;
                    let words = format!(
                        "The response {} was until {}{}",
                        response.kind.words(),
                        said(on),
                        decided_by(response.by)
                    );
                    return Some((words, Event::DecisionDue, on));
                }
                let deferred = threat.deferred.as_ref()?;
                let on = day(&deferred.until)?;
                let by = decided_by(deferred.by);
                let words = format!("It was deferred until {}{by}", said(on));
                Some((words, Event::DecisionDue, on))
            }
            ItemId::Assumption(_) => {
                let place = self.position(id)?;
                let assumption = self.assumptions.get(place)?;
                if assumption.state == crate::domain::AssumptionState::Rejected {
                    return None;
                }
                let on = day(&assumption.until)?;
                let words = format!("It was assumed until {}", said(on));
                Some((words, Event::AssumptionDue, on))
            }
            _ => None,
        }
    }

    /// The day of an item that passed, unless somebody has looked since.
    fn day_passed(&self, id: ItemId, today: NaiveDate) -> Option<(Happened<'static>, Stamp)> {
        let (words, why, on) = self.end_of(id).filter(|(_, _, on)| *on < today)?;
        let held = self.held_since(id, why);
        if held.is_some_and(|held| held.date_naive() > on) {
            return None;
        }
        let at = on.and_hms_opt(0, 0, 0)?.and_utc().fixed_offset();
        Some((Happened::alone(why, Some(id), words), at))
    }

    /// When somebody last said that this still holds.
    fn held_since(&self, id: ItemId, why: Event) -> Option<Stamp> {
        let held = self.still_holds.iter();
        let held = held.filter(|held| held.of == id && held.why == why);
        held.map(|held| held.at).max()
    }

    /// That somebody stays away, unless somebody has looked at this item since.
    fn left(&self, of: ItemId, person: &Participant) -> Option<(Happened<'static>, Stamp)> {
        let (missed, since) = self.is_gone(person)?;
        let held = self.held_since(of, Event::OwnerLeft);
        if held.is_some_and(|held| held >= since) {
            return None;
        }
        let words = format!("{} was absent from {missed} meetings", person.name);
        let left = Happened {
            item: Some(ItemOf::Is(Box::new(Item::Participant(person.clone())))),
            ..Happened::alone(Event::OwnerLeft, Some(person.id.into()), words)
        };
        Some((left, since))
    }

    /// How many meetings in a row somebody has missed, if that is too many, and since when.
    fn is_gone(&self, person: &Participant) -> Option<(usize, Stamp)> {
        let since = person.absent_since.filter(|_| person.absent)?;
        let begun = self.sittings.iter().rposition(|s| s.started <= since);
        let later = self.sittings.len() - begun.map_or(0, |place| place + 1);
        // Who was marked as absent in a meeting, and not only after it, missed that one too.
        let meeting = begun.and_then(|place| self.sittings.get(place));
        let this = meeting.is_some_and(|s| s.ended.is_none_or(|end| end >= since));
        let missed = later + usize::from(this);
        (missed >= MISSED).then_some((missed, since))
    }

    /// What time touched of an item, to be kept as looked at.
    pub(in crate::domain) fn passed_events(&self, id: ItemId, today: NaiveDate) -> Vec<Event> {
        let passed = self.passed_for(id, today).into_iter();
        passed.map(|look| look.why).collect()
    }
}
