//! One look at a pasted list before it becomes items: how many, who said them, and the first lines as they will stand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::boxed;
use crate::app::App;
use crate::domain::ParticipantId;
use crate::parse::chat::ChatLine;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

pub(super) fn draw(
    app: &App,
    chat: &[ChatLine],
    (names, skipped, cut): (usize, usize, usize),
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) {
    let width = body.width.saturating_sub(8);
    let room = usize::from(width);
    let mut says = format!(
        "{}, {} matched",
        counted(app, chat.len()),
        several(names, "name", "names")
    );
    if skipped > 0 {
        let lines = several(skipped, "line", "lines");
        says.push_str(&format!(", {lines} skipped (only a name or a time)"));
    }
    let mut out: Vec<Line<'_>> = wrap::wrap(&says, room)
        .into_iter()
        .map(|line| Line::styled(line, styles.strong()))
        .collect();
    let mut warn = |says: &str| {
        let says = wrap::wrap(says, room).into_iter();
        out.extend(says.map(|line| Line::styled(line, styles.attention())));
    };
    if cut > 0 {
        let lines = several(cut, "line is", "lines are");
        warn(&format!("! {lines} dropped: the paste is too long."));
    }
    let unknown = unknown(chat);
    if !unknown.is_empty() {
        let who = unknown.join(", ");
        warn(&format!(
            "! Not in the meeting, so their lines have no speaker: {who}"
        ));
    }
    out.push(Line::default());
    let most = usize::from(body.height.saturating_sub(2)).saturating_sub(out.len());
    out.extend(list(app, chat, styles, room, most));
    let height = u16::try_from(out.len()).unwrap_or(u16::MAX);
    let inner = boxed("PASTED", (width, height), styles, body, buf);
    frame::put_lines(buf, inner, out);
}

/// The lines from the top, each whole, and how many more there are; at most this many rows.
fn list<'a>(
    app: &App,
    chat: &[ChatLine],
    styles: &Styles,
    room: usize,
    most: usize,
) -> Vec<Line<'a>> {
    let seen = chat.iter().take(most);
    let longest = seen.map(|line| wrap::width(&speaker(app, line))).max();
    let column = longest.unwrap_or_default().min(room / 4);
    let indent = if column == 0 { 0 } else { column + 2 };
    let mut out: Vec<Line<'_>> = Vec::new();
    for (place, line) in chat.iter().enumerate() {
        let words = wrap::wrap(&line.text, room.saturating_sub(indent));
        // A row stays free for the count of those that do not fit.
        let count = usize::from(place + 1 < chat.len());
        if out.len() + words.len() + count > most {
            let left = format!("and {} more", chat.len() - place);
            out.push(Line::styled(left, styles.muted()));
            break;
        }
        let style = if line.speaker.is_some() {
            styles.focus()
        } else {
            styles.text()
        };
        let who = wrap::pad(&wrap::shorten(&speaker(app, line), column), indent);
        for (n, words) in words.into_iter().enumerate() {
            let who = if n == 0 {
                who.clone()
            } else {
                " ".repeat(indent)
            };
            let who = Span::styled(who, style);
            out.push(Line::from(vec![who, Span::styled(words, styles.text())]));
        }
    }
    out
}

/// Who said a line: by name, with a mark when no one of that name is in the room.
pub(crate) fn speaker(app: &App, line: &ChatLine) -> String {
    let who = line.speaker.map(ParticipantId);
    let known = app.session().and_then(|session| session.name_of(who));
    match (known, &line.speaker_name) {
        (Some(name), _) => name.to_owned(),
        (None, Some(name)) => format!("{name} ?"),
        (None, None) => String::new(),
    }
}

/// The speakers whom no one in the room is, each once.
pub(crate) fn unknown(chat: &[ChatLine]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for name in chat.iter().filter_map(|line| line.speaker_name.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn several(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `12 threats`: what the lines become.
pub(crate) fn counted(app: &App, count: usize) -> String {
    let items = app.bar.as_ref().and_then(|bar| bar.line.items);
    let (one, many) = items.unwrap_or(("line", "lines"));
    several(count, one, many)
}
