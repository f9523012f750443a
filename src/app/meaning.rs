//! What a typed line can be meant in several ways is asked, with a digit, before anything is made of it; what was not
//! understood in it is told beside what was made.

use super::bars::open_bar;
use super::notice::Unread;
use super::state::{App, Tone};
use crate::domain::{ItemId, Session};
use crate::keys::key::{Key, KeyCode};
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::{reads, table};
use crate::parse::tokens::{Unclear, Unknown};

/// Asks about the first thing in the line that can be meant in several ways; says whether there is any.
pub(super) fn asks(app: &mut App) -> bool {
    let today = app.today();
    let read = |bar: &Bar, app: &App| reads::unclear(bar, bar.editor.text(), app.session()?, today);
    let Some(unclear) = app.bar.as_ref().and_then(|bar| read(bar, app)) else {
        return false;
    };
    app.refuse(question(&unclear));
    if let Some(bar) = &mut app.bar {
        bar.asking = Some((bar.editor.text().to_owned(), unclear));
    }
    true
}

fn question(unclear: &Unclear) -> String {
    if unclear.as_text.is_some() {
        let digits = match unclear.offers.len() {
            2 => "1 or 2".to_owned(),
            n => format!("1 to {}", n.min(9)),
        };
        return format!("{} Press {digits}; Enter keeps it as text.", unclear.asks);
    }
    let offers = unclear.offers.iter().take(9).zip(1..);
    let offers: Vec<String> = offers.map(|((day, _), n)| format!("{n} {day}")).collect();
    format!("{} {}?", unclear.asks, offers.join(", "))
}

/// Takes a key as the answer to what was asked; says whether it was one. The line then holds what was meant.
pub(super) fn is_answered(app: &mut App, key: Key) -> bool {
    let Some(bar) = &mut app.bar else {
        return false;
    };
    let Some((text, unclear)) = bar.asking.take() else {
        return false;
    };
    let token = match key.code {
        KeyCode::Enter => unclear.as_text.as_ref(),
        KeyCode::Char(c @ '1'..='9') if key.writes() => {
            let place = c.to_digit(10).map_or(0, |digit| digit as usize - 1);
            unclear.offers.get(place).map(|(_, token)| token)
        }
        _ => None,
    };
    let Some(token) = token.filter(|_| text == bar.editor.text()) else {
        return false;
    };
    bar.editor = Editor::new(&unclear.replaced(&text, token));
    bar.refusal = None;
    true
}

/// What is not understood in a line with the words `text`.
pub(super) fn unknown(app: &App, bar: &Bar, text: &str) -> Vec<Unknown> {
    let session = app.session();
    let read = session.and_then(|session| reads::read(bar, text, session, app.today()));
    read.map(|read| read.unknown).unwrap_or_default()
}

/// Tells what was not understood, beside what was made of the line. So many tokens are named at most, as more would push
/// everything else from the status line.
pub(super) fn tell(app: &mut App, made: Option<ItemId>, unknown: &[Unknown], named: usize) {
    let Some(first) = unknown.first() else {
        return;
    };
    let mut says: Vec<String> = unknown.iter().map(|unknown| unknown.says.clone()).collect();
    if says.len() > named {
        let more = says.len() - named;
        says.truncate(named);
        says.push(format!("{more} more"));
    }
    match (&mut app.notice, made) {
        (Some(notice), Some(id)) if notice.tells_of_a_line() => notice.add_unread(Unread {
            id,
            token: first.token.clone(),
            says,
        }),
        _ => app.say(Tone::Info, says.join(". ")),
    }
}

/// Opens what was just made to change what was not understood in it, from a line that is still empty; says whether
/// there is anything.
pub(super) fn goes_to_unread(app: &mut App) -> bool {
    let is_blank = app.bar.as_ref().is_some_and(|bar| bar.editor.is_blank());
    let unread = app
        .notice
        .as_ref()
        .and_then(|notice| notice.unread.as_ref());
    let Some(id) = unread.filter(|_| is_blank).map(|unread| unread.id) else {
        return false;
    };
    let Some(bar) = edits(app, id) else {
        return false;
    };
    app.bar = None;
    open_bar(app, bar);
    true
}

/// The line that changes the words of an item, with the caret behind what was not understood in them.
pub(super) fn edits(app: &App, id: ItemId) -> Option<Bar> {
    let text = editable(app.session()?, id)?;
    let bar = Bar::holding(&table::EDIT, Some(id), &text);
    let unread = app
        .notice
        .as_ref()
        .and_then(|notice| notice.unread.as_ref());
    let token = unread
        .filter(|unread| unread.id == id)
        .map(|unread| &unread.token);
    let before = token.and_then(|token| text.split_once(token.as_str()).map(|(b, _)| (b, token)));
    Some(match before {
        Some((before, token)) => Bar {
            editor: Editor::with_caret(&text, before.chars().count() + token.chars().count()),
            ..bar
        },
        None => bar,
    })
}

/// The words of an item as they are edited.
fn editable(session: &Session, id: ItemId) -> Option<String> {
    match id {
        ItemId::Flow(flow) => session
            .flows
            .iter()
            .find(|f| f.id == flow)
            .map(|f| f.data.to_string()),
        ItemId::Participant(who) => session.participants.iter().find(|p| p.id == who).map(|p| {
            if p.role.is_empty() {
                p.name.to_string()
            } else {
                format!("{}: {}", p.name, p.role)
            }
        }),
        _ => session.words_of(id),
    }
}
