//! The heap that is offered to a line of the wall while it is typed: Tab takes it, and Enter alone leaves it.

use super::state::App;
use crate::domain::{Edit, Field, ItemId, New, Said, Session, Text};
use crate::keys::Screen;
use crate::lines::bar::Bar;
use crate::lines::table;

impl App {
    /// The heap that the open line of the wall is offered.
    pub fn heap_offered(&self) -> Option<&Text> {
        let bar = self.bar.as_ref().filter(|bar| bar.is(&table::WALL))?;
        let heaps = &self.place.open()?.rooms.whiteboard.heaps;
        heaps.offer(bar.editor.text(), &self.catalogue)
    }

    /// The heap on which Enter puts the open line of the wall.
    pub fn heap_taken(&self) -> Option<&str> {
        let bar = self.bar.as_ref().filter(|bar| bar.is(&table::WALL))?;
        Some(bar.extra.as_str()).filter(|heap| !heap.is_empty())
    }
}

/// Tab: takes what is offered, or leaves it again. Says whether there was anything to take; a name that is being typed
/// is completed instead.
pub(super) fn take_offer(app: &mut App) -> bool {
    let typed = app.bar.as_ref().map_or("", |bar| bar.editor.text());
    if typed
        .rsplit(' ')
        .next()
        .is_some_and(|word| word.starts_with('@'))
    {
        return false;
    }
    let heap = match (app.heap_taken(), app.heap_offered()) {
        (Some(_), _) => String::new(),
        (None, Some(heap)) => heap.to_string(),
        (None, None) => return false,
    };
    if let Some(bar) = &mut app.bar {
        bar.extra = heap;
    }
    app.said += 1;
    true
}

/// The change of a line of the wall, with the heap that was taken for it, as one change.
pub(super) fn put(app: &App, bar: &Bar, text: &str, edit: Edit) -> Edit {
    let is_own = bar.is(&table::WALL) && bar.editor.text() == text;
    let (Some(session), true, false) = (app.session(), is_own, bar.extra.is_empty()) else {
        return edit;
    };
    let Some(id) = added(session, &edit) else {
        return edit;
    };
    let heap = Edit::Set(id, Field::Heap(Text::new(&bar.extra)));
    match edit {
        Edit::All(mut edits) => {
            edits.push(heap);
            Edit::All(edits)
        }
        edit => Edit::All(vec![edit, heap]),
    }
}

/// The id that the line will have.
fn added(session: &Session, edit: &Edit) -> Option<ItemId> {
    let said = |new: &New| {
        // A kind of line that is not told apart here would be put on no heap.
        Said::ALL.into_iter().find(|said| match said {
            Said::Threat => matches!(new, New::Threat(_)),
            Said::Question => matches!(new, New::Question { .. }),
            Said::OffTopic => matches!(new, New::Parked { .. }),
        })
    };
    match edit {
        Edit::Add(new) => said(new).map(|said| session.next_line(said)),
        Edit::All(edits) => edits.iter().find_map(|edit| added(session, edit)),
        _ => None,
    }
}

/// After a change: how the lines stand, and what the heaps say now.
pub(super) fn follow(app: &mut App) {
    if app.screen() != Screen::Whiteboard {
        return;
    }
    let catalogue = app.catalogue.clone();
    if let Some(open) = app.place.open_mut() {
        let state = &mut open.rooms.whiteboard;
        state.follow(&open.session, open.revision);
        let of = (open.revision, state.since(&open.session));
        state.heaps.follow(&open.session, of, &catalogue);
    }
}
