//! What rules said of a session, so that none goes through all of it for every key.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::NaiveDate;

use crate::catalogue::Stage;
use crate::domain::Says;

/// All that a rule about the session as a whole goes by; the user's numbers and words never change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Grows with every change of the session.
    pub revision: u64,
    /// The day.
    pub today: NaiveDate,
    /// The part of the meeting that was shown before.
    pub before: Option<Stage>,
    /// The seconds that are planned.
    pub planned: i64,
}

/// What the rules about the session as a whole said on one [`Basis`].
#[derive(Clone, Debug, Default)]
pub struct Memory {
    basis: Basis,
    said: RefCell<HashMap<&'static str, Option<Says>>>,
}

impl Memory {
    /// Forgets what was said on another basis.
    pub fn keep(&mut self, basis: Basis) {
        if self.basis != basis {
            *self = Self {
                basis,
                ..Self::default()
            };
        }
    }

    /// What a rule says, looked at once.
    pub(super) fn once(
        &self,
        rule: &'static str,
        look: impl FnOnce() -> Option<Says>,
    ) -> Option<Says> {
        if let Some(says) = self.said.borrow().get(rule) {
            return says.clone();
        }
        let says = look();
        self.said.borrow_mut().insert(rule, says.clone());
        says
    }
}
