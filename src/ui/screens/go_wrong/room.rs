//! Draws how the room is led: whose turn it is, and what is left of the screen while everyone writes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::{App, turns};
use crate::domain::{Moment, NoteKind, Participant, Session};
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// The people in the round, with whose turn it is and who had one. That someone passed is no one's business.
pub(super) fn turns(
    app: &App,
    session: &Session,
    width: usize,
    styles: &Styles,
) -> Vec<Span<'static>> {
    let Some(sitting) = session.sittings.last() else {
        return Vec::new();
    };
    let mut lines = vec![Span::styled("TURN", styles.heading())];
    let people = turns::order(session);
    let most = people
        .iter()
        .map(|p| wrap::width(&p.id.0.to_string()))
        .max();
    // A blank before the number, behind it and behind the name, and a word of three letters.
    let room = width.saturating_sub(6 + most.unwrap_or_default());
    let names: Vec<String> = people.iter().map(|p| called(p, &people, room)).collect();
    let longest = names.iter().map(|name| wrap::width(name)).max();
    let room = room.min(longest.unwrap_or_default().max(width.saturating_sub(8)));
    for (person, name) in people.iter().zip(names) {
        let here = app.turn() == Some(person.id);
        let had = sitting.turns.iter().any(|turn| turn.who == person.id);
        let name = wrap::pad(&name, room);
        // A word, as the mark of the selected line is on the list.
        let sign = match (here, had) {
            (true, _) => "now",
            (false, true) => "ok",
            (false, false) => "",
        };
        let says = format!(" {} {name} {sign}", person.id.0);
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        lines.push(Span::styled(says, style));
    }
    lines.push(Span::raw(""));
    lines
}

/// A name as the room would say it where the whole one is too long: `Jean-Luc`, `Ana K` beside another Ana, `Hassan`.
fn called(person: &Participant, people: &[&Participant], room: usize) -> String {
    let fits = |name: &str| wrap::width(name) <= room;
    let first = person.first_name();
    if fits(&person.name) {
        return person.name.to_string();
    }
    let rest = person.name.strip_prefix(first).unwrap_or_default();
    let letter = rest.split_whitespace().next_back();
    let letter = letter.and_then(|last| last.chars().next());
    let shared = people
        .iter()
        .any(|other| other.id != person.id && other.first_name() == first);
    match letter.filter(|_| shared) {
        // The letter is what tells two of one name apart.
        Some(letter) => format!("{} {letter}", wrap::shorten(first, room.saturating_sub(2))),
        None if fits(first) => first.to_owned(),
        // A title is left out first.
        None => {
            let plain = first.rsplit(". ").next().unwrap_or(first);
            wrap::shorten(plain, room)
        }
    }
}

/// The silent minutes: the list is folded, so that no one takes over what others wrote (R25).
pub(super) fn silence(session: &Session, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let width = usize::from(area.width).saturating_sub(6);
    let mut lines: Vec<Span<'_>> = vec![Span::raw("")];
    let scope: Vec<&str> = session
        .notes_of(NoteKind::InScope)
        .map(|note| note.text.as_str())
        .collect();
    if !scope.is_empty() {
        let says = format!("In scope: {}", scope.join("; "));
        lines.extend(
            wrap::wrap(&says, width)
                .into_iter()
                .map(|line| Span::styled(format!("   {line}"), styles.text())),
        );
        lines.push(Span::raw(""));
    }
    let says = match session.threats.len() {
        0 => String::new(),
        1 => "   1 threat hidden until everyone has finished writing.".to_owned(),
        n => format!("   {n} threats hidden until everyone has finished writing."),
    };
    lines.push(Span::styled(says, styles.muted()));
    if let Some((done, of)) = session.finished(Moment::Silent) {
        lines.push(Span::raw(""));
        let says = format!("   Finished {done} of {of}.");
        lines.push(Span::styled(says, styles.strong()));
    }
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        frame::put(buf, row, vec![line]);
    }
}
