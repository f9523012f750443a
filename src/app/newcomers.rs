//! Who is named on a wall and not in the meeting yet: they come into it with the line that names them first.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::{Edit, ItemId, New, Session, SessionKind};
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::parse::tokens::What;
use crate::parse::{one, wall};

/// What the symbols in a line mean that names someone new; `None` where a name is only looked up. The wall's own line
/// reads its names itself while it is typed.
fn names(bar: &Bar, text: &str, session: &Session) -> Option<What> {
    if session.kind != SessionKind::Whiteboard {
        return None;
    }
    let lines = [
        &table::COULD_DO,
        &table::ACTION,
        &table::PARK,
        &table::THREAT,
        &table::QUESTION,
    ];
    if let Some(line) = lines.into_iter().find(|line| bar.is(line)) {
        return Some(line.what);
    }
    if bar.is(&table::EDIT) {
        return match bar.about? {
            ItemId::Action(_) => Some(What::Action),
            ItemId::Threat(_) | ItemId::Question(_) | ItemId::Parked(_) | ItemId::Mitigation(_) => {
                Some(What::Said)
            }
            _ => None,
        };
    }
    let is_pasted = bar.is(&table::WALL) && bar.editor.text() != text;
    is_pasted.then(|| wall::what(text, session)).flatten()
}

/// Lets whoever a line names first come into the session, if they are not there yet. Says the change that it is.
pub(super) fn come(
    session: &mut Cow<'_, Session>,
    today: NaiveDate,
    bar: &Bar,
    text: &str,
) -> Option<Edit> {
    let what = names(bar, text, session)?;
    let name = wall::newcomer(text, what, session, today)?;
    Some(one::comes(session.to_mut(), &name).0)
}

/// The names of those who come with a change.
pub(super) fn of(edit: &Edit) -> Vec<String> {
    match edit {
        Edit::All(edits) => edits.iter().flat_map(of).collect(),
        Edit::Add(New::Participant(name, _)) => vec![name.to_string()],
        _ => Vec::new(),
    }
}
