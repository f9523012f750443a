//! The map of question 1 is drawn when the system, the window or the level changes, before the frame that shows it. What
//! takes its time is drawn outside, and the last drawing stays until then.

use super::effect::Effect;
use super::overlay::{self, Hit, Overlay};
use super::selection;
use super::state::{App, Tone};
use crate::areas::{Rect, frame, map};
use crate::domain::{Edit, ElementId, Field, ItemId, ThreatId, says};
use crate::keys::Screen;
use crate::keys::key::{Key, KeyCode};
use crate::keys::verb::Verb;
use crate::layout::Window;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::working_on::{Made, Pane, Zoom};

impl App {
    /// Whether the system is shown on question 1, as a map or as a list, in the whole width.
    pub fn is_on_map(&self) -> bool {
        let Some(open) = self.place.open() else {
            return false;
        };
        let state = &open.rooms.working_on;
        self.screen() == Screen::WorkingOn
            && !self.is_orientation()
            && (self.wall || (state.pane == Pane::System && !self.is_beside()))
    }

    /// Whether scope and map stand side by side: there is room for all of both.
    pub fn is_beside(&self) -> bool {
        let Some(open) = self.place.open() else {
            return false;
        };
        let state = &open.rooms.working_on;
        let drawing = state.sight.whole();
        let size = drawing.map_or((0, 0), |whole| (whole.width(), whole.height()));
        !self.wall
            && !state.list
            && state.zoom() == Zoom::Whole
            && map::fits_beside(self.size_inside(), size)
    }

    /// The rows of the frame around the shown screen; `bar` is how many the line needs.
    pub fn frame_areas(&self, area: Rect, bar: u16) -> frame::Areas {
        if self.is_on_map() {
            frame::around_map(area, bar)
        } else {
            frame::areas(area, bar)
        }
    }

    /// After every message: the map is what there is now.
    pub(super) fn follow_map(&mut self, effects: &mut Vec<Effect>) {
        if self.screen() != Screen::WorkingOn || self.spoken {
            return;
        }
        if let Some(open) = self.place.open_mut() {
            let known = &mut open.rooms.working_on.known;
            known.follow(&open.session, open.revision);
        }
        if self.is_orientation() {
            return;
        }
        let typing = self
            .bar
            .as_ref()
            .is_some_and(|bar| bar.is(&table::MAP_LINE));
        let room = map::room(self.size_inside(), self.wall);
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let window = Window {
            columns: room.width.saturating_sub(2),
            rows: room.height,
        };
        let state = &mut open.rooms.working_on;
        let seen = (open.revision, state.level);
        let mut order = state.sight.follow(&open.session, seen, window, typing);
        match state.zoom() {
            // What is looked at is drawn first.
            Zoom::Zones => order = state.sight.look_at_zones(&open.session).or(order),
            Zoom::Near => state.look_near(&open.session),
            Zoom::Whole => {}
        }
        effects.extend(order.map(|order| Effect::Draw(Box::new(order))));
    }

    /// A drawing was made, or is not waited for any more.
    pub(super) fn take_drawing(&mut self, made: Option<Box<Made>>) {
        if let Some((open, made)) = self.place.open_mut().zip(made) {
            open.rooms.working_on.sight.take(*made);
        }
    }
}

/// What a line of the map changes while the map of an element is shown: what is new stands there.
pub(super) fn on_level(app: &App, bar: &Bar, edit: Edit) -> Edit {
    if bar.is(&table::MAP_LINE) {
        within_shown(app, edit)
    } else {
        on_shown_map(app, edit)
    }
}

/// The owner of a trust zone is one of what is seen of it.
pub(super) fn on_shown_map(app: &App, edit: Edit) -> Edit {
    match edit {
        Edit::Set(ItemId::Zone(_), Field::ElementOwner(_)) => within_shown(app, edit),
        edit => edit,
    }
}

fn within_shown(app: &App, edit: Edit) -> Edit {
    match shown_level(app) {
        Some(level) => Edit::Within(level, Box::new(edit)),
        None => edit,
    }
}

/// The element whose map the room looks at, alone or beside the scope. The list is that of the whole system.
fn shown_level(app: &App) -> Option<ElementId> {
    let state = &app.place.open()?.rooms.working_on;
    let is_shown = app.screen() == Screen::WorkingOn && !app.is_orientation();
    let is_seen = is_shown && (app.is_on_map() || app.is_beside());
    state.level.filter(|_| is_seen && !state.list)
}

/// Lists the threats at what is selected.
pub(super) fn show_threats(app: &mut App) {
    let Some((id, session)) = app.selected().zip(app.session()) else {
        return super::making::nothing_selected(app);
    };
    let is_part = matches!(id, ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_));
    if !is_part {
        return app.say(Tone::Info, "Select an element or a flow of the map first.");
    }
    let threats: Vec<ThreatId> = session.threats_of(id).iter().map(|t| t.id).collect();
    if threats.is_empty() {
        let key = app.keys.key_for(app.screen(), Verb::Threat);
        let says = format!(
            "No threats at {}. Press {key} to add one.",
            session.label_of(id)
        );
        return app.say(Tone::Info, says);
    }
    let about = session.label_of(id);
    list_threats(app, about, threats);
}

/// Lists threats that are all at one place.
pub(super) fn list_threats(app: &mut App, about: String, threats: Vec<ThreatId>) {
    let Some(session) = app.session() else { return };
    let hits = threats.into_iter().map(|id| Hit {
        id: id.into(),
        words: session.words_of(id.into()).unwrap_or_default(),
    });
    app.overlay = Some(Overlay::Threats {
        about,
        hits: hits.collect(),
        selected: 0,
    });
}

/// A key while the threats at a place are listed: Enter goes to the selected one, and says which key comes back.
pub(super) fn on_threats_key(
    app: &mut App,
    key: Key,
    (about, hits, selected): (String, Vec<Hit>, usize),
) {
    let last = hits.len().saturating_sub(1);
    let selected = match key.code {
        KeyCode::Esc => return,
        KeyCode::Enter => {
            if let Some(hit) = hits.get(selected) {
                let from_matrix = app.screen() == Screen::Matrix;
                let (back, says) = if from_matrix {
                    selection::go(app, Screen::DoAbout);
                    selection::select(app, hit.id);
                    (Verb::GoMatrix, format!("{}: {about}   ", hit.id))
                } else {
                    selection::go_to(app, hit.id);
                    (Verb::GoWorkingOn, format!("{} on {about}   ", hit.id))
                };
                app.say(Tone::Info, says![says, back, " goes back"]);
            }
            return;
        }
        code => overlay::moved(code, selected, last),
    };
    app.overlay = Some(Overlay::Threats {
        about,
        hits,
        selected,
    });
}
