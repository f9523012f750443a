//! A session comes in: what every screen knows of it is made, and a line that a crash interrupted is put back.

use std::sync::Arc;

use super::bars::fitting;
use super::effect::Effect;
use super::making::whole_second;
use super::msg::Opened;
use super::pasting;
use super::place::Place;
use super::recorded::Recorded;
use super::state::{App, Open, Saving, Tone};
use super::{covering, importing, lunch, one, selection, verbs, voting};
use crate::domain::{Draft, Edit, ItemId, SessionField, SessionKind, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::Line;
use crate::lines::bar::Bar;
use crate::lines::kept::Kept;
use crate::lines::table;
use crate::screens::pasted::Closed;
use crate::screens::{Rooms, since, whiteboard};

impl App {
    pub(super) fn on_opened(&mut self, mut opened: Opened, effects: &mut Vec<Effect>) {
        if let Some(session) = Arc::get_mut(&mut opened.session) {
            session.know_categories(self.catalogue.categories());
        }
        let draft = opened.session.draft.clone();
        let mut session = Recorded::new(opened.session);
        self.end_rehearsal();
        let rehearsal = self.begin_rehearsal(&session);
        let meeting_clock = self.clock_of(&session, opened.new, rehearsal.as_deref());
        self.overlay = None;
        self.bar = None;
        self.notice = None;
        if draft.is_some() {
            // The line is in the bar again, and each save says how far it is.
            let taken = Edit::Session(SessionField::Draft(None));
            if let Err(refusal) = session.make(&taken, self.now) {
                self.refuse(refusal.to_string());
            }
        }
        let since = since::State::at_opening(&session, whole_second(self.now));
        let whiteboard = whiteboard::State::at_opening(&session, self.today());
        let example = std::mem::take(&mut self.home.example);
        let found = std::mem::take(&mut self.home.goes_to).filter(|_| !opened.new);
        let first = match session.kind {
            // Whoever looks around begins at the beginning, not with what a team left open.
            _ if example => Screen::WorkingOn,
            SessionKind::OneThreat => Screen::OneThreat,
            _ => verbs::since::first_screen(self, &session),
        };
        self.home.fold();
        let open = Open {
            session,
            rooms: Rooms {
                since,
                whiteboard,
                ..Rooms::default()
            },
            path: opened.path,
            held_by: opened.held_by,
            example,
            saving: Saving::Saved(None),
            conflict: None,
            revision: 0,
            changed: opened.new,
            meeting_clock,
            nudging: super::nudging::Nudging::default(),
            rehearsal,
            copied: None,
            report: None,
        };
        self.place = Place::inside(open, first);
        self.wall = false;
        self.kept = Kept::default();
        self.closed = Closed::default();
        selection::go(self, first);
        selection::select_first(self);
        lunch::mark_top(self);
        let found = found.filter(|id| session_has(self, *id) && draft.is_none());
        if let Some(id) = found.filter(|_| first != Screen::OneThreat) {
            selection::go_to(self, id);
        }
        let waits = draft.as_ref().is_some_and(|draft| !draft.closed);
        verbs::since::ask_why_back(self, waits);
        if let Some(holder) = self.place.open().and_then(|open| open.held_by.clone()) {
            self.say(Tone::Attention, format!("Read-only: {holder}."));
        } else {
            match draft {
                Some(draft) => self.offer_draft(&draft, effects),
                None if opened.new => self.save(effects),
                None => lunch::say_ended(self),
            }
            if let Some(warning) = opened.warning {
                self.say(Tone::Attention, warning);
            }
        }
        covering::nudge(self);
        one::opened(self, effects);
    }

    /// Puts the line that a crash interrupted back where it was being typed; one that was closed is offered.
    fn offer_draft(&mut self, draft: &Draft, effects: &mut Vec<Effect>) {
        if draft.closed {
            return self.offer_closed(draft);
        }
        if importing::again(self, draft) {
            return self.save(effects);
        }
        let screen = Screen::named(&draft.screen);
        if let Some(screen) = screen.filter(|screen| *screen != Screen::Heard) {
            selection::go(self, screen);
        }
        let alive = |id| session_has(self, id);
        let bar = Bar::from_draft(draft).filter(|bar| bar.about.is_none_or(alive));
        // What was pasted is back even if the item is gone that it was about.
        let pasted = Some(Draft {
            about: draft.about.filter(|id| alive(*id)),
            ..draft.clone()
        });
        let pasted = pasted.filter(|draft| !draft.pasted.is_empty());
        let Some(bar) = bar.or_else(|| Bar::from_draft(&pasted?)) else {
            return self.offer_words(draft);
        };
        if bar.is(&table::VOTE) && !voting::is_of_this_list(self, &bar) {
            return voting::say_lost(self);
        }
        if let Some(id) = bar.about {
            selection::select(self, id);
        }
        let bar = voting::with_list(self, bar);
        self.bar = Some(fitting(self, bar));
        if !draft.pasted.is_empty() {
            pasting::look_again(self, &draft.pasted, effects);
            return self.say(
                Tone::Info,
                "What you had pasted is back, with nothing decided yet. Enter adds it, Esc closes it.",
            );
        }
        self.say(
            Tone::Info,
            "Your unfinished line is back. Enter adds it, Esc closes it.",
        );
    }

    /// What a line was about is gone: its words are said, and Up in the same kind of line brings them back.
    fn offer_words(&mut self, draft: &Draft) {
        if let Some(line) = Line::named(&draft.bar) {
            self.kept.remember(line, &draft.text);
        }
        let says = format!("An unfinished line was saved: {}", draft.text);
        self.say(Tone::Attention, says);
    }

    /// Keeps a line that Esc had closed before the session was left.
    fn offer_closed(&mut self, draft: &Draft) {
        let alive = |id| session_has(self, id);
        let Some(bar) = Bar::from_draft(draft).filter(|bar| bar.about.is_none_or(alive)) else {
            return self.offer_words(draft);
        };
        let bar = voting::with_list(self, bar);
        self.kept.close(bar, &draft.screen);
        self.say(
            Tone::Info,
            says![
                "A line that was not added is kept. Press ",
                Verb::Undo,
                " to go on with it."
            ],
        );
    }
}

fn session_has(app: &App, id: ItemId) -> bool {
    app.session().is_some_and(|session| session.holds(id))
}
