//! What is reckoned beside the screen: drawing the map, the cheapest set.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use super::Program;
use crate::app::msg::Msg;
use crate::app::waiting::Task;
use crate::screens::costs;
use crate::screens::what_if::Search;
use crate::screens::working_on::Order;
use crate::shell::desk::Desk;
use crate::shell::work::{Done, FRAME};

impl Program {
    /// Has a map drawn. Nothing waits for it: the last drawing is shown until then. Whoever asks again wants no older one.
    pub(super) fn draw(&mut self, order: Order, desk: &mut Desk) -> Option<Msg> {
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        let newest = Arc::clone(&self.newest);
        let turn = Arc::clone(&self.turn);
        self.start_within(Duration::ZERO, Task::Drawing, desk, move || {
            // One after the other: of those that were asked for meanwhile only the newest is begun.
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            let made = order.make(&mut || newest.load(Ordering::Relaxed) == number);
            Done::Drawn(made.map(Box::new))
        })
    }

    /// Simulates what a year costs, beside the screen.
    pub(super) fn simulate(&mut self, order: costs::Order, desk: &mut Desk) -> Option<Msg> {
        self.start_within(Duration::ZERO, Task::Simulating, desk, move || {
            Done::Simulated(Box::new(order.make()))
        })
    }

    /// Looks for the cheapest set: what is found within a frame is there at once.
    pub(super) fn look_for_cheapest(&mut self, search: Search, desk: &mut Desk) -> Option<Msg> {
        self.start_within(FRAME, Task::Cheapest, desk, move || {
            Done::Cheapest(search.make().map(Box::new))
        })
    }
}
