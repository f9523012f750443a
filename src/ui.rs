//! What is on the screen. Drawing only reads: views take `&App`, and a frame depends on nothing that was drawn before.

mod badge;
pub(crate) mod bar;
pub(crate) mod beyond;
mod card;
mod choice;
pub(crate) mod columns;
mod cover;
pub(crate) mod cuts;
pub(crate) mod frame;
pub(crate) mod list;
pub(crate) mod overlay;
mod rows;
pub(crate) mod screens;
mod sharpen;
pub(crate) mod spark;
mod status;
mod strip;
pub(crate) mod voting;
pub(crate) mod wall;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::App;
use crate::app::overlay::Overlay;
use crate::areas::below;
pub use crate::areas::wrap;
use crate::domain::ItemId;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::theme::Styles;
use screens::{since, working_on};

/// Draws the whole screen.
pub fn view(app: &App, styles: &Styles, frame: &mut Frame) {
    draw(app, styles, frame);
    cuts::finish(styles.signs(), frame.buffer_mut());
    cuts::underline_words(frame.buffer_mut());
}

fn draw(app: &App, styles: &Styles, frame: &mut Frame) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, styles.base());
    if let Some(cover) = &app.sharing.cover {
        return cover::draw(app, cover, styles, area, frame.buffer_mut());
    }
    if ask_for_room(area, styles, frame.buffer_mut()) {
        return;
    }
    let strip = app.strip_rows(area.height);
    let whole = area;
    let area = app.area_inside(area);
    let is_map = app.wall && app.is_on_map();
    let wall = wall::of(app);
    if is_map || wall.is_some() {
        strip::draw(app, styles, below(whole, area.height), frame.buffer_mut());
    }
    if let (Some(open), true) = (app.open(), is_map) {
        return wall::map_alone(app, open, styles, frame);
    }
    if let Some(says) = wall {
        return wall::view(app, &says, styles, frame);
    }
    let bar = bar::rows(app, styles, area.width);
    let (areas, strip) = app.frame_areas(area, bar).with_strip(strip);
    strip::draw(app, styles, strip, frame.buffer_mut());
    let says = app.waiting.says(app.screen());
    if let (Some(title), None, Some(says)) = (app.home.opens.as_ref(), &app.overlay, says) {
        return frame::opening(title, &says, styles, &areas, frame.buffer_mut());
    }
    frame::draw(app, styles, &areas, frame);
    let buf = frame.buffer_mut();
    if let Some(counting) = crate::app::voting::counting(app) {
        // Once ballots are in, no hands are asked for.
        if !matches!(app.overlay, Some(Overlay::Ballots(_))) {
            voting::body(&counting, styles, areas.body, buf);
        }
    } else {
        let (body, card) = card::split(app, areas.body);
        if let Some(body) = body {
            screens::draw(app, styles, body, buf);
        }
        card::draw(app, styles, card, buf);
    }
    if let Some(overlay) = &app.overlay
        // Boxes stand at the same place on every screen.
        && let Some(caret) = overlay::draw(
            app,
            overlay,
            styles,
            frame::areas(area, bar).body,
            buf,
        )
    {
        frame.set_cursor_position(caret);
    }
}

/// Asks for a larger window where nothing can be shown, and says whether it did.
pub(crate) fn ask_for_room(area: Rect, styles: &Styles, buf: &mut Buffer) -> bool {
    let (columns, rows) = frame::LEAST;
    if area.width >= columns && area.height >= rows {
        return false;
    }
    let middle = Rect {
        y: area.y + area.height / 2,
        height: area.height.min(1),
        ..area
    };
    let says = format!("Window too small: {columns} x {rows}. Enlarge it or zoom out.");
    frame::put(buf, middle, vec![Span::styled(says, styles.strong())]);
    true
}

/// The keys of what last time left open, where only a few mean anything.
fn since_keys(app: &App) -> Option<Vec<(String, String)>> {
    let open = app.open()?;
    let keys = (app.screen() == Screen::SinceLastTime).then(|| since::keys(open))??;
    let keys = keys.into_iter().map(|(verb, label)| {
        let key = app.keys.key_for(app.screen(), verb);
        (key, label.to_owned())
    });
    Some(keys.collect())
}

/// What the facilitator reads aloud from the row of the capture bar: words that may be cut and what stays behind them;
/// and the keys that answer it.
fn read_back(app: &App) -> Option<([String; 2], String)> {
    let open = app.open()?;
    let key = |act| app.keys.key_for(app.screen(), act);
    let (yes, edit) = (key(Verb::Yes), key(Verb::Edit));
    let session = &*open.session;
    if app.screen() == Screen::SinceLastTime {
        return since::read_back(app, open);
    }
    let selected = app.selected()?;
    let has_yes = [Screen::WorkingOn, Screen::Questions, Screen::Actions].contains(&app.screen());
    let again = session.look_again_words(selected, app.today());
    if let Some(why) = again.filter(|_| has_yes) {
        let words = session.words_of(selected)?;
        let says = format!("Look again: {why} ({selected} {words}");
        return Some(([says, ")".to_owned()], format!("{yes} still holds")));
    }
    match (app.screen(), selected) {
        (Screen::WorkingOn, _) => working_on::said(app, open),
        (Screen::Questions, ItemId::Question(id)) => {
            let question = session.questions.get(session.position(id.into())?)?;
            let asks = if question.confirmed {
                format!("confirmed   {yes} undoes")
            } else {
                format!("Is that what was meant?  {yes} yes / {edit} edit")
            };
            let says = [format!("read back: \"{}", question.text), "\"".to_owned()];
            Some((says, asks))
        }
        (Screen::Actions, ItemId::Action(id)) => {
            let action = session.actions.get(session.position(id.into())?)?;
            let who = session.name_of(action.owner).unwrap_or("No owner");
            let by = action.due.map_or_else(String::new, |due| {
                format!(", by {}", crate::parse::when::show(due, app.today()))
            });
            let absent = |id| session.participants.iter().any(|p| p.id == id && p.absent);
            let asks = if action.owner.is_none() {
                format!("{}: owner?", key(Verb::Owner))
            } else if action.owner.is_some_and(absent) {
                format!("absent  {} ask owner / {edit} edit", key(Verb::No))
            } else if action.said_yes && action.due.is_none() {
                "agreed, no date yet".to_owned()
            } else if action.said_yes {
                "agreed".to_owned()
            } else {
                format!("Agreed?  {yes} yes / {edit} edit")
            };
            let says = [format!("{who}: \"{}", action.text), format!("\"{by}.")];
            Some((says, asks))
        }
        _ => None,
    }
}
