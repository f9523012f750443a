//! Undo and redo, back to the opening of the session.

use super::edit::{Change, Edit};
use super::fold::fold;
use super::id::{ElementId, ItemId};
use super::item::{Item, Step};
use super::refusal::Refusal;
use super::session::Session;
use super::stamp::Stamp;
use super::stays::Stays;

/// Everything that was done since the session was opened.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Done>,
    undone: Vec<Done>,
    stayed: Vec<Stays>,
}

/// A change and the steps that lead to the other side of it.
#[derive(Clone, Debug)]
struct Done {
    says: String,
    focus: Option<ItemId>,
    steps: Vec<Step>,
}

/// What was taken back or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What the change had said: `T14 added`.
    pub says: String,
    /// The item it was about, if it is still there.
    pub focus: Option<ItemId>,
}

impl History {
    /// Makes a change and remembers how to take it back, unless it stays. A change that changes nothing is not
    /// remembered.
    ///
    /// # Errors
    /// The [`Refusal`] of [`Session::apply`].
    pub fn apply(
        &mut self,
        session: &mut Session,
        edit: &Edit,
        at: Stamp,
    ) -> Result<Change, Refusal> {
        let counters = session.counters;
        let mut change = session.apply(edit, at)?;
        if counters != session.counters {
            self.stay(Stays::Numbers);
        }
        let steps = std::mem::take(&mut change.back);
        if steps.is_empty() {
            return Ok(change);
        }
        if let Some(stays) = edit.stays() {
            self.stay(stays);
        } else {
            self.undone.clear();
            // What was deleted is what to look at once it is back.
            let deleted = match edit {
                Edit::Delete(id) => Some(*id),
                _ => None,
            };
            self.done.push(Done {
                says: change.says.clone(),
                focus: change.focus.or(deleted),
                steps,
            });
        }
        Ok(change)
    }

    /// The elements that had this name before a change that can be taken back.
    pub(crate) fn elements_once_called(&self, name: &str) -> Vec<ElementId> {
        let name = fold(name);
        let steps = self.done.iter().flat_map(|done| &done.steps);
        let called = steps.filter_map(|step| match step {
            Step::Replace(item) => match item.as_ref() {
                Item::Element(element) if fold(&element.name) == name => Some(element.id),
                _ => None,
            },
            _ => None,
        });
        called.collect()
    }

    /// Takes the last change back.
    pub fn undo(&mut self, session: &mut Session) -> Option<Moved> {
        let done = self.done.pop()?;
        Some(Self::cross(done, session, &mut self.undone))
    }

    /// Does the last undone change again.
    pub fn redo(&mut self, session: &mut Session) -> Option<Moved> {
        let undone = self.undone.pop()?;
        Some(Self::cross(undone, session, &mut self.done))
    }

    /// What happened since the opening and is still there when everything is taken back, in the order in which it
    /// happened first.
    pub fn stayed(&self) -> &[Stays] {
        &self.stayed
    }

    fn stay(&mut self, stays: Stays) {
        if !self.stayed.contains(&stays) {
            self.stayed.push(stays);
        }
    }

    fn cross(mut done: Done, session: &mut Session, other_side: &mut Vec<Done>) -> Moved {
        done.steps = session.take_back(std::mem::take(&mut done.steps));
        let moved = Moved {
            says: done.says.clone(),
            focus: done.focus.filter(|id| session.holds(*id)),
        };
        other_side.push(done);
        moved
    }
}
