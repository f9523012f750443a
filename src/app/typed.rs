//! What a typed line stands for as it is: the change that Enter would make of it, and what Tab makes of it.

use super::citing;
use super::models;
use super::newcomers;
use super::resting;
use super::state::{App, Tone};
use crate::domain::{Edit, New, Session};
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::{Made, Typed, heaps, links, names, reads, sharpen, table, worth};
use crate::parse::tokens;

/// Puts in what Tab can make of the word at the caret; Tab again puts in the next.
pub(super) fn complete(app: &mut App) {
    if app.bar.as_ref().is_some_and(|bar| bar.is(&table::ATTACH)) {
        return models::complete(app);
    }
    let Some(session) = app.place.open().map(|open| open.session.share()) else {
        return;
    };
    if super::heaps::take_offer(app) {
        return;
    }
    let since = app.wall_since();
    let Some(bar) = &mut app.bar else { return };
    if bar.is(&table::HEAP) {
        return heaps::complete(bar, &session.heaps_since(since));
    }
    if bar.is(&table::LINK) || bar.is(&table::UNLINK) {
        if let Some(says) = complete_link(bar, &session) {
            app.say(Tone::Info, says);
        }
        return;
    }
    if bar.is(&table::RESTS_ON) {
        resting::complete(bar, &session);
        return;
    }
    let cites = bar.is(&table::REFERENCES);
    if cites || reads::what(bar, bar.editor.text(), &session) == Some(tokens::What::Threat) {
        let says = if cites {
            citing::complete(bar)
        } else {
            citing::complete_word(bar)
        };
        if let Some(says) = says {
            return app.say(Tone::Info, says);
        }
        if cites {
            return;
        }
    }
    if sharpen::asked(bar).is_some() {
        return sharpen::complete(bar, &session);
    }
    if let Some(says) = worth::complete(bar, &session) {
        return app.say(Tone::Info, says);
    }
    if names::is_map(bar) {
        return names::complete(bar, &session);
    }
    let text: String = bar.editor.text().chars().take(bar.editor.caret()).collect();
    let after: String = bar.editor.text().chars().skip(bar.editor.caret()).collect();
    let (head, word) = text
        .rsplit_once(' ')
        .map_or(("", text.as_str()), |(head, word)| (head, word));
    let (stem, turn) = match &bar.completing {
        Some((stem, turn)) => (stem.clone(), turn + 1),
        None => (word.to_owned(), 0),
    };
    let Some(what) = reads::what(bar, bar.editor.text(), &session) else {
        return;
    };
    let offers = tokens::complete(&stem, what, &session);
    let Some(offer) = offers.get(turn % offers.len().max(1)) else {
        return;
    };
    let gap = if head.is_empty() && !text.starts_with(' ') {
        ""
    } else {
        " "
    };
    let before = format!("{head}{gap}{offer}");
    bar.editor = crate::lines::editor::Editor::with_caret(
        &format!("{before}{after}"),
        before.chars().count(),
    );
    bar.completing = Some((stem, turn));
}

/// Puts in the id of what the last part of the line names, and says what that is.
fn complete_link(bar: &mut Bar, session: &Session) -> Option<String> {
    let text = bar.editor.text().to_owned();
    let cut = text.rfind(',').map_or(0, |comma| comma + 1);
    let (head, name) = text.split_at_checked(cut)?;
    let (stem, turn) = match bar.completing.take() {
        Some((stem, turn)) => (stem, turn + 1),
        None => (name.trim().to_owned(), 0),
    };
    let found = links::fitting(session, bar.about?, &stem);
    let place = turn % found.len().max(1);
    let id = *found.get(place)?;
    let gap = if head.is_empty() { "" } else { " " };
    bar.editor = Editor::new(&format!("{head}{gap}{id}"));
    bar.refusal = None;
    bar.completing = Some((stem, turn));
    let words = session.words_of(id).unwrap_or_default();
    Some(match found.len() {
        1 => format!("{id}: {words}"),
        n => format!("{id}: {words}   {} of {n}, Tab for the next", place + 1),
    })
}

/// What becomes of a line with the words `text`. Who is named on a wall and not in the meeting yet comes into it.
pub(super) fn made(app: &App, bar: &Bar, text: &str) -> Result<Made, String> {
    let Some(session) = app.session() else {
        return made_in(app, None, bar, text);
    };
    let mut with = std::borrow::Cow::Borrowed(session);
    let people = newcomers::come(&mut with, app.today(), bar, text);
    Ok(match (people, made_in(app, Some(&with), bar, text)?) {
        (Some(person), Made::Edit(edit)) => Made::Edit(Edit::All(vec![person, edit])),
        (_, made) => made,
    })
}

/// What becomes of a line in this session.
fn made_in(app: &App, session: Option<&Session>, bar: &Bar, text: &str) -> Result<Made, String> {
    let made = (bar.line.make)(&Typed {
        session,
        today: app.today(),
        now: app.now,
        screen: app.screen(),
        focus: app.threat_in_focus(),
        bar,
        text,
        me: app.my_name(),
    })?;
    Ok(match made {
        Made::Edit(edit) => {
            let edit = said_in_turn(app, edit);
            let edit = super::heaps::put(app, bar, text, edit);
            Made::Edit(if bar.is_cleared() {
                edit
            } else {
                app.put_here(edit)
            })
        }
        made => made,
    })
}

/// The change that a line with the words `text` stands for.
pub(super) fn edit_for(app: &App, bar: &Bar, text: &str) -> Result<Edit, String> {
    edit_of(made(app, bar, text)?)
}

/// The same in a session that the change before has made.
pub(super) fn edit_in(app: &App, session: &Session, bar: &Bar, text: &str) -> Result<Edit, String> {
    edit_of(made_in(app, Some(session), bar, text)?)
}

fn edit_of(made: Made) -> Result<Edit, String> {
    match made {
        Made::Edit(edit) => Ok(edit),
        _ => Err("Nothing to change in this line.".to_owned()),
    }
}

/// What is typed during someone's turn was said by them, unless the line says by whom.
fn said_in_turn(app: &App, edit: Edit) -> Edit {
    match (app.turn(), edit) {
        (Some(who), Edit::Add(New::Threat(mut new))) => {
            new.speaker.get_or_insert(who);
            Edit::Add(New::Threat(new))
        }
        (_, edit) => edit,
    }
}
