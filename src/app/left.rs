//! What is left of the threat that question 3 shows, and the cheapest set that a what-if was asked for.

use std::sync::Arc;

use super::overlay::Overlay;
use super::state::{App, Tone};
use crate::areas::wrap;
use crate::check::left;
use crate::domain::ThreatId;
use crate::keys::Screen;
use crate::risk::Model;
use crate::screens::choice::meanings::Line;
use crate::screens::what_if::Found;

/// Of so many threats at most it is said at once how what is left of them came about.
const AT_ONCE: usize = 20;

impl App {
    /// The threats whose figure is shown where the cursor is.
    fn figures(&self) -> Vec<ThreatId> {
        let Some(open) = self.place.open() else {
            return Vec::new();
        };
        let rooms = &open.rooms;
        match self.screen() {
            Screen::DoAbout => rooms.do_about.threat.into_iter().collect(),
            Screen::Matrix => rooms.matrix.threats().to_vec(),
            Screen::WhatIf => {
                let selected = rooms.what_if.at();
                let selected = selected.and_then(|id| open.session.mitigation(id));
                selected.map_or_else(Vec::new, |mitigation| mitigation.threats.clone())
            }
            _ => Vec::new(),
        }
    }

    /// Whether there is a figure that can be explained.
    pub fn explains_a_figure(&self) -> bool {
        !self.came_about(usize::MAX).is_empty()
    }

    /// Shows how the figure that is shown came about, or says that there is none.
    pub(super) fn say_how_it_came_about(&mut self) {
        if self.explains_a_figure() {
            self.overlay = Some(Overlay::CameAbout { scroll: 0 });
        } else {
            self.say(Tone::Info, "No figure here. Select a threat first.");
        }
    }

    /// How what is left of the threats under the cursor came about, in lines of at most this many cells: every
    /// mitigation, what it counts and why, defaults and the rule. On a what-if, with what is ticked.
    pub fn came_about(&self, width: usize) -> Vec<Line> {
        let Some(open) = self.place.open() else {
            return Vec::new();
        };
        let session = &*open.session;
        let threats = self.figures();
        let mut lines = Vec::new();
        for id in threats.iter().take(AT_ONCE) {
            let state = &open.rooms.what_if;
            let whole = state.model().filter(|_| self.screen() == Screen::WhatIf);
            let why = match whole {
                Some(model) => left::why(session, model, state.with(), *id),
                None => {
                    let model = Model::about(session, &self.scales.conventions, *id);
                    left::why(session, &model, model.now(), *id)
                }
            };
            let mut says = why.unwrap_or_default().into_iter();
            if let Some(head) = says.next() {
                if !lines.is_empty() {
                    lines.push(Line::Gap);
                }
                lines.extend(wrap::wrap(&head, width).into_iter().map(Line::Heading));
            }
            lines.extend(
                says.flat_map(|says| wrap::wrap(&says, width))
                    .map(Line::Says),
            );
        }
        let more = threats.len().saturating_sub(AT_ONCE);
        if more > 0 {
            lines.push(Line::Says(format!("{more} more.")));
        }
        lines
    }

    /// While one threat is shown in full: looks at what is left of it.
    pub(super) fn look_at_left(&mut self) {
        if self.screen() != Screen::DoAbout {
            return;
        }
        let scales = Arc::clone(&self.scales);
        if let Some(open) = self.place.open_mut() {
            let state = &mut open.rooms.do_about;
            state.look_at_left(&open.session, open.revision, &scales.conventions);
        }
    }

    /// The cheapest set was found: it is ticked, if the room still looks on.
    pub(super) fn take_cheapest(&mut self, found: Option<&Found>) {
        let (Some(open), Some(found)) = (self.place.open_mut(), found) else {
            return;
        };
        let state = &mut open.rooms.what_if;
        if let Some(says) = state.take_cheapest(found) {
            self.say(Tone::Info, says);
        }
    }
}
