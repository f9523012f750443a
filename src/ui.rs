//! What is on the screen. Drawing only reads: views take `&App`, and a frame depends on nothing that was drawn before.

pub(crate) mod beyond;
mod choice;
pub(crate) mod columns;
pub(crate) mod frame;
pub(crate) mod list;
pub mod map;
mod overlay;
pub mod wrap;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::App;
use crate::app::keys::Screen;
use crate::domain::ItemId;
use crate::screens::{actions, doing, enough, export, home, questions, working, wrong};
use crate::theme::Styles;

/// Draws the whole screen.
pub fn view(app: &App, styles: &Styles, frame: &mut Frame) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, styles.base());
    if area.width < frame::LEAST.0 || area.height < frame::LEAST.1 {
        let middle = Rect {
            y: area.y + area.height / 2,
            height: area.height.min(1),
            ..area
        };
        let says = format!(
            "A little more room, please: {} x {}.",
            frame::LEAST.0,
            frame::LEAST.1
        );
        return frame::put(
            frame.buffer_mut(),
            middle,
            vec![Span::styled(says, styles.strong())],
        );
    }
    let areas = frame::areas(area);
    frame::draw(app, styles, &areas, frame);
    let buf = frame.buffer_mut();
    let body = areas.body;
    match (&app.open, app.screen) {
        (_, Screen::Home) | (None, _) => home::view::view(app, styles, body, buf),
        (Some(open), Screen::WorkingOn) => working::view::view(app, open, styles, body, buf),
        (Some(open), Screen::GoWrong) => wrong::view::view(app, open, styles, body, buf),
        (Some(open), Screen::DoAbout) => doing::view::view(app, open, styles, body, buf),
        (Some(open), Screen::GoodEnough) => enough::view::view(app, open, styles, body, buf),
        (Some(open), Screen::Questions) => questions::view::view(app, open, styles, body, buf),
        (Some(open), Screen::Actions) => actions::view::view(app, open, styles, body, buf),
        (Some(open), Screen::Export) => export::view::view(app, open, styles, body, buf),
    }
    if let Some(overlay) = &app.overlay
        && let Some(caret) = overlay::draw(app, overlay, styles, body, buf)
    {
        frame.set_cursor_position(caret);
    }
}

/// What the facilitator reads aloud from the row of the capture bar, and the keys that answer it.
fn read_back(app: &App) -> Option<(String, &'static str)> {
    let open = app.open.as_ref()?;
    let session = &*open.session;
    match (app.screen, app.selected()?) {
        (Screen::Questions, ItemId::Question(id)) => {
            let question = session.questions.iter().find(|q| q.id == id)?;
            let asks = if question.confirmed {
                "confirmed   y takes it back"
            } else {
                "Is that what was meant?  y / e edit"
            };
            Some((format!("read back: \"{}\"", question.text), asks))
        }
        (Screen::Actions, ItemId::Action(id)) => {
            let action = session.actions.iter().find(|a| a.id == id)?;
            let who = session.name_of(action.owner).unwrap_or("Nobody yet");
            let by = action.due.map_or_else(String::new, |due| {
                format!(", by {}", crate::capture::when::show(due, app.today()))
            });
            let absent = |id| session.participants.iter().any(|p| p.id == id && p.absent);
            let asks = if action.owner.is_none() {
                "o who?"
            } else if action.owner.is_some_and(absent) {
                "not here  X ask them / e edit"
            } else if action.said_yes {
                "said yes"
            } else {
                "Yes?  y / e edit"
            };
            Some((format!("{who}: \"{}\"{by}.", action.text), asks))
        }
        _ => None,
    }
}
