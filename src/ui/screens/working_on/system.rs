//! The right pane: the system as a drawing with its flows under it, as a table, or, where columns are few, as flows by
//! boundary.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Look, cut, drawing, flows, table};
use crate::domain::Session;
use crate::keys::verb::Verb;
use crate::screens::working_on::{NARROW, Pane};
use crate::ui::{frame, wrap};

/// From this many rows on, there is a row of air under the heading.
const ROOMY: u16 = 18;

pub(super) fn view(look: &Look<'_>, other: Option<&'static str>, area: Rect, buf: &mut Buffer) {
    let session = &*look.open.session;
    let (row, rest) = cut(area, 1);
    if session.elements.is_empty() && session.flows.is_empty() {
        heading(look, other, "", row, buf);
        return empty(look, rest, buf);
    }
    let rest = if look.open.rooms.working_on.table {
        cut(rest, u16::from(area.height >= ROOMY)).1
    } else {
        rest
    };
    let body = foot(look, rest, buf);
    let beyond = if look.open.rooms.working_on.table {
        table::view(look, body, buf)
    } else if look.app.size.0 < NARROW && session.flows.is_empty() {
        let says = format!(
            "No flows yet. Press {} to see the elements.",
            look.key(Verb::MapOrTable)
        );
        frame::put_sentence(buf, body, &says, look.styles);
        String::new()
    } else if look.app.size.0 < NARROW {
        flows::grouped(look, body, buf)
    } else {
        map(look, body, buf);
        String::new()
    };
    heading(look, other, &beyond, row, buf);
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// The map as one line: how much is drawn, and the key to it.
pub(super) fn line(look: &Look<'_>, row: Rect, buf: &mut Buffer) {
    let (session, styles) = (&*look.open.session, look.styles);
    let counts = match (session.elements.len(), session.flows.len()) {
        (0, 0) => "nothing drawn yet".to_owned(),
        (elements, flows) => format!("{}   {}", count(elements, "element"), count(flows, "flow")),
    };
    let left = vec![
        Span::styled(" MAP", styles.heading()),
        Span::styled(format!("   {counts}"), styles.muted()),
    ];
    frame::put_both(buf, row, left, look.other(Some("map")));
}

/// What is not seen, what is counted, and which of the two views is shown.
fn heading(
    look: &Look<'_>,
    other: Option<&'static str>,
    beyond: &str,
    row: Rect,
    buf: &mut Buffer,
) {
    let (session, styles) = (&*look.open.session, look.styles);
    let narrow = look.app.size.0 < NARROW;
    let table = look.open.rooms.working_on.table;
    let name = match (table, narrow) {
        (true, _) => "TABLE",
        (false, true) => "FLOWS",
        (false, false) => "MAP",
    };
    let counts = [
        count(session.elements.len(), "element"),
        count(session.flows.len(), "flow"),
        count(session.zones.len(), "zone"),
    ];
    let mut left = vec![Span::styled(format!(" {name}"), styles.heading())];
    if !beyond.is_empty() {
        left.push(Span::styled(format!("   {beyond}"), styles.muted()));
    }
    let to = match (table, narrow) {
        (false, _) => "table",
        (true, true) => "flows",
        (true, false) => "map",
    };
    let mut right = vec![
        Span::styled(format!("  {} ", look.key(Verb::MapOrTable)), styles.focus()),
        Span::styled(format!("{to} "), styles.muted()),
    ];
    right.extend(look.other(other));
    if !session.elements.is_empty() {
        // A number is whole or it is not there.
        let taken: usize = left.iter().chain(&right).map(Span::width).sum();
        let mut room = usize::from(row.width).saturating_sub(taken);
        for count in counts {
            let Some(left_over) = room.checked_sub(count.len() + 3) else {
                break;
            };
            room = left_over;
            left.push(Span::styled(format!("   {count}"), styles.muted()));
        }
    }
    frame::put_both(buf, row, left, right);
}

/// Before the first line there is nothing to draw, only a way to begin.
fn empty(look: &Look<'_>, area: Rect, buf: &mut Buffer) {
    let (_, area) = cut(area, u16::from(area.height >= 6));
    let says = format!(
        "Nothing drawn yet. Press {} and type a line; the map grows with every Enter:",
        look.key(Verb::MapLine)
    );
    frame::put_sentence(buf, area, &says, look.styles);
    let used = wrap::wrap(&says, usize::from(area.width).saturating_sub(4)).len();
    let (_, area) = cut(area, u16::try_from(used + 1).unwrap_or(u16::MAX));
    let (row, _) = cut(area, 1);
    let example = "     (customer) -> web : refund request";
    frame::put(buf, row, vec![Span::styled(example, look.styles.strong())]);
}

/// Who owns nothing of it, and which zones are empty, in the last rows; gives what is left above.
fn foot(look: &Look<'_>, area: Rect, buf: &mut Buffer) -> Rect {
    let session = &*look.open.session;
    let width = usize::from(area.width).saturating_sub(2);
    let mut lines: Vec<(&str, String)> = Vec::new();
    // What is wrong with the map must not take the room of the map.
    let most = usize::from(area.height / 4);
    let head = "NO OWNER     ";
    if let Some(names) = table::nobody_owns(session, width.saturating_sub(head.len()), most) {
        let heads = std::iter::once(head).chain(std::iter::repeat("             "));
        lines.extend(heads.zip(names));
    }
    let empty = empty_zones(session);
    if !empty.is_empty() {
        let head = "EMPTY ZONES  ";
        let room = width.saturating_sub(head.len());
        lines.push((head, wrap::shorten(&empty.join(", "), room)));
    }
    lines.truncate(most);
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let (body, rows) = cut(area, area.height.saturating_sub(height));
    let lines = lines.into_iter().map(|(head, text)| {
        Line::from(vec![
            Span::styled(format!(" {head}"), look.styles.heading()),
            Span::styled(text, look.styles.text()),
        ])
    });
    frame::put_lines(buf, rows, lines);
    body
}

/// The zones in which nothing is, and which therefore have no place on the map.
fn empty_zones(session: &Session) -> Vec<&str> {
    session
        .zones
        .iter()
        .filter(|zone| session.elements.iter().all(|e| e.zone != Some(zone.id)))
        .map(|zone| zone.name.as_str())
        .collect()
}

/// The drawing, and under it the flows with what moves.
fn map(look: &Look<'_>, area: Rect, buf: &mut Buffer) {
    let (session, state, styles) = (
        &*look.open.session,
        &look.open.rooms.working_on,
        look.styles,
    );
    let selected = state.right.filter(|_| look.active(Pane::System));
    // The cell before the map; after it comes the edge of the screen.
    let margin = 1;
    let width = usize::from(area.width.saturating_sub(margin));
    let canvas = drawing::lay_out(session, selected, width, styles.signs());
    let wanted = u16::try_from(canvas.height()).unwrap_or(u16::MAX);
    let air = u16::from(area.height >= ROOMY);
    // The flows get what the map leaves, and a third in any case.
    let flows = match flows::height(look, area) {
        0 => 0,
        lines => u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1),
    };
    let room = area.height.saturating_sub(air);
    let flows = flows.min(room.saturating_sub(wanted).max(room / 3));
    let (hint, rest) = cut(area, air);
    let (picture, list) = cut(rest, room.saturating_sub(flows));
    let lit = drawing::lit(&canvas);
    let picture = Rect {
        x: picture.x + 1,
        width: picture.width.saturating_sub(margin),
        ..picture
    };
    let height = usize::from(picture.height);
    let x = drawing::window(canvas.width(), width, lit.columns, state.scroll_x);
    let y = drawing::window(canvas.height(), height, lit.rows, state.scroll_y);
    drawing::draw(&canvas, (x, y), styles, picture, buf);
    let more: Vec<String> = [
        (x > 0, Verb::ScrollLeft),
        (x + width < canvas.width(), Verb::ScrollRight),
        (y > 0, Verb::PageUp),
        (y + height < canvas.height(), Verb::PageDown),
    ]
    .into_iter()
    .filter(|(more, _)| *more)
    .map(|(_, action)| look.key(action))
    .collect();
    if !more.is_empty() {
        // Without a row of its own the hint stands where the map ends.
        let row = if hint.is_empty() {
            cut(list, 1).0
        } else {
            hint
        };
        let says = format!("more of the map: {} ", more.join(" "));
        frame::put_both(
            buf,
            row,
            Vec::new(),
            vec![Span::styled(says, styles.muted())],
        );
    }
    if list.height < 2 {
        return;
    }
    let (head, rows) = cut(list, 1);
    let beyond = flows::list(look, rows, buf);
    frame::put(
        buf,
        Rect {
            width: head.width / 2,
            ..head
        },
        vec![
            Span::styled(" FLOWS", styles.heading()),
            Span::styled(format!("   {beyond}"), styles.muted()),
        ],
    );
}
