//! The wall as it is shown: which lines stand on it, in which words, and how high each is. It is drawn from here, and a page
//! goes as far as what is drawn.

pub(crate) mod item;
mod lists;
pub(crate) mod said;

use super::state::App;
use super::voting;
use crate::areas::Rect;
use crate::areas::wall::{Places, can_be_big, places};
use crate::keys::Screen;
pub(crate) use item::{Item, Wall};

/// What stands on the wall, if a wall is shown.
pub(crate) fn of(app: &App) -> Option<Wall<'_>> {
    let open = app.open()?;
    match app.screen() {
        Screen::Whiteboard => Some(said::wall(app, open)),
        _ if app.wall => lists::wall(app, open),
        _ => None,
    }
}

/// Where its parts stand below a script of so many rows, and whether the question is in large letters, which are drawn
/// with `blocks`.
pub(crate) fn arranged(
    app: &App,
    wall: &Wall<'_>,
    (area, blocks): (Rect, bool),
    script: usize,
) -> (Places, bool) {
    // A line that is read back is the larger one.
    let room = wall.alone().is_none() && wall.counting.is_none() && !voting::is_shown(app);
    let big = wall.big && blocks && room && can_be_big(area);
    (places(area, big).with_script(script), big)
}
