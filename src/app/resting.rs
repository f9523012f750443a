//! What a threat rests on: the line for it, what Enter would link, and Tab, which finds a threat by its words.

use super::bars::open_bar;
use super::making::nothing_selected;
use super::state::App;
use crate::domain::{ItemId, Session, ThreatId};
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::table;
use crate::parse::rests_on;

/// Opens the line with what the threat rests on.
pub(super) fn ask(app: &mut App) {
    let threat = app.threat_in_focus();
    let Some((session, threat)) = app.session().zip(threat) else {
        return nothing_selected(app);
    };
    let rests = session.threat(threat).and_then(|t| session.rests(t));
    let rests = rests.map_or_else(String::new, |rests| rests.words());
    open_bar(
        app,
        Bar::holding(&table::RESTS_ON, Some(threat.into()), &rests),
    );
}

fn about(bar: &Bar) -> Option<ThreatId> {
    match bar.about {
        Some(ItemId::Threat(id)) if bar.is(&table::RESTS_ON) => Some(id),
        _ => None,
    }
}

impl App {
    /// What Enter would link, while the line for what a threat rests on is typed.
    pub fn would_rest(&self) -> Option<String> {
        let bar = self.bar.as_ref()?;
        let says = rests_on::says(self.session()?, about(bar)?, bar.editor.text());
        Some(says)
    }
}

/// Puts in the id of what the last part of the line up to the caret may mean, and says what that is. Tab again puts in
/// the next.
pub(super) fn complete(bar: &mut Bar, session: &Session) -> Option<String> {
    let threat = about(bar)?;
    let letters = || bar.editor.text().chars();
    let caret = bar.editor.caret();
    let before: String = letters().take(caret).collect();
    let after: String = letters().skip(caret).collect();
    let (head, name) = before.split_at_checked(rests_on::last_part(&before))?;
    let (stem, turn) = match bar.completing.take() {
        Some((stem, turn)) => (stem, turn + 1),
        None => (name.trim().to_owned(), 0),
    };
    let found = rests_on::fitting(session, threat, &stem);
    let place = turn % found.len().max(1);
    let id = *found.get(place)?;
    let gap = if head.is_empty() || head.ends_with(' ') {
        ""
    } else {
        " "
    };
    let line = format!("{head}{gap}{id}");
    bar.editor = Editor::with_caret(&format!("{line}{after}"), line.chars().count());
    bar.refusal = None;
    bar.completing = Some((stem, turn));
    let words = &session.threat(id)?.text;
    Some(match found.len() {
        1 => format!("{id}: {words}"),
        n => format!("{id}: {words}   {} of {n}, Tab for the next", place + 1),
    })
}
