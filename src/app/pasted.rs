//! A paste that is looked at, as the screen and its pages read it.

use super::state::App;
use crate::areas::{self, Rect, wrap};
use crate::screens::pasted::{State, speaker};

/// Stands before what wants attention.
pub const HOT: &str = "! ";

/// The paste that is looked at.
pub fn shown(app: &App) -> Option<&State> {
    app.open()?.rooms.pasted.as_deref()
}

/// What is to be known about it, and whether that wants attention.
pub fn facts(app: &App) -> Vec<(String, bool)> {
    let facts = shown(app).map(State::facts).unwrap_or_default();
    let facts = facts.into_iter();
    facts.map(|(says, hot)| (app.says(&says), hot)).collect()
}

/// Where it stands in this body.
pub fn places(app: &App, body: Rect) -> Option<areas::pasted::Pasted> {
    let (paste, session) = (shown(app)?, app.session()?);
    let width = usize::from(areas::pasted::column(body).width);
    let facts = facts(app);
    let facts = facts.iter().map(|(says, hot)| {
        let mark = if *hot { HOT } else { "" };
        wrap::wrap(&format!("{mark}{says}"), width).len()
    });
    let kinds = paste.lines.iter().map(|line| paste.kind(line).len());
    let names = paste.lines.iter();
    let names = names.map(|line| wrap::width(&speaker(session, &line.said)));
    let columns = [
        kinds.max().unwrap_or_default().max(paste.usual().len()),
        names.max().unwrap_or_default(),
    ];
    Some(areas::pasted::pasted(body, facts.sum(), columns))
}
