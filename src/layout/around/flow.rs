//! A flow in the middle of its two elements.

use crate::areas::wrap::wrap;
use crate::domain::{Element, Flow, FlowId, Place, Session};
use crate::theme::Signs;

use super::part::Middle;
use super::words::{facts, moves, threats_on, zones_beside};
use super::{Around, Ink, Line, NARROW, Role, Room, Sheet, widest};

/// The fewest cells between the two elements.
const BETWEEN: usize = 24;
/// The cells of both elements besides their words: a line and a blank on each side.
const EDGES: usize = 8;
/// The most, as longer rows are hard to read.
const MOST: usize = 60;

/// Draws the neighborhood of a flow.
pub(super) fn draw(session: &Session, id: FlowId, room: Room, signs: Signs) -> Option<Around> {
    let flow = session.flow(id)?;
    let id = flow.id;
    let (from, to) = (session.element(flow.from)?, session.element(flow.to)?);
    let flows = session.flows.iter();
    let both = |f: &&Flow| {
        f.id != id && ((f.from, f.to) == (from.id, to.id) || (f.from, f.to) == (to.id, from.id))
    };
    let view = View {
        flow,
        from,
        to,
        ends: [from, to].map(|element| Middle {
            element,
            facts: facts(session, element),
        }),
        notes: notes(session, flow),
        others: flows.filter(both).collect(),
        crosses: session.crosses(flow),
    };
    Some(if room.columns < NARROW {
        view.upright(room, signs)
    } else {
        view.across(room, signs)
    })
}

/// What is said of the flow below its words.
fn notes(session: &Session, flow: &Flow) -> Vec<(String, Role)> {
    let mut notes = Vec::new();
    if session.crosses(flow) {
        let from = zones_beside(session, flow.from, flow.to);
        let to = zones_beside(session, flow.to, flow.from);
        notes.push((format!("crosses from {from} to {to}"), Role::CrossingNumber));
    }
    if let Some(worth) = session.worth_at(Place::Flow(flow.id)) {
        notes.push((worth, Role::Words));
    }
    let threats = threats_on(session, flow.id.into());
    if !threats.is_empty() {
        notes.push((format!("threats: {}", threats.join(", ")), Role::Words));
    }
    notes
}

struct View<'a> {
    flow: &'a Flow,
    from: &'a Element,
    to: &'a Element,
    ends: [Middle<'a>; 2],
    notes: Vec<(String, Role)>,
    others: Vec<&'a Flow>,
    crosses: bool,
}

/// One arrow with its words.
struct Arrow<'a> {
    flow: &'a Flow,
    back: bool,
    crosses: bool,
    rows: Vec<Line>,
}

impl View<'_> {
    /// The flow itself, then those between the same two elements, in rows of this many cells.
    fn arrows(&self, width: usize) -> Vec<Arrow<'_>> {
        let all = std::iter::once(&self.flow).chain(&self.others);
        let arrows = all.map(|flow| {
            let back = flow.from != self.from.id;
            let mine = flow.id == self.flow.id;
            // A line, the number and a blank before the words; a blank, a line and the head behind them.
            let lead = flow.id.0.to_string().len() + 2;
            let rows = wrap(&moves(flow), width.saturating_sub(lead + 3).max(1));
            let mut rows: Vec<Line> = rows
                .into_iter()
                .map(|row| vec![(row, Role::Words)])
                .collect();
            if mine {
                let notes = self.notes.iter();
                let notes = notes.flat_map(|(note, role)| {
                    let rows = wrap(note, width.saturating_sub(lead).max(1));
                    rows.into_iter().map(move |row| vec![(row, *role)])
                });
                rows.extend(notes);
            }
            Arrow {
                flow,
                back,
                crosses: self.crosses,
                rows,
            }
        });
        arrows.collect()
    }

    /// The two elements side by side, the flow between them.
    fn across(&self, room: Room, signs: Signs) -> Around {
        let most = room.columns.saturating_sub(EDGES + BETWEEN) / 2;
        let [(left, left_width), (right, right_width)] =
            [&self.ends[0], &self.ends[1]].map(|end| end.block(room.rows, most, true));
        let taken = left_width + right_width + EDGES;
        let between = room
            .columns
            .saturating_sub(taken)
            .clamp(BETWEEN.min(room.columns), MOST);
        let (arrows, hidden) = within(self.arrows(between), room.rows);
        let rows: usize = arrows.iter().map(|arrow| arrow.rows.len()).sum();
        let height = (rows + usize::from(hidden > 0))
            .max(left.len())
            .max(right.len())
            .min(room.rows);
        let mut sheet = Sheet::new((taken + between).min(room.columns), height, signs);
        let first = left_width + 4;
        let second = first + between;
        sheet.spot(self.from.id.into(), (0, 0), (first, left.len()));
        sheet.lines(2, 0, &left, Some(self.from.id.into()));
        let bars = [[0, first - 1], [second, second + right_width + 3]];
        for (bars, end) in bars.into_iter().zip(&self.ends) {
            for bar in bars {
                sheet.upright(bar, 0, height, end.ink());
            }
        }
        paint(&mut sheet, &arrows, (first, 0), between, hidden);
        sheet.spot(
            self.to.id.into(),
            (second, 0),
            (right_width + 4, right.len()),
        );
        sheet.lines(second + 2, 0, &right, Some(self.to.id.into()));
        sheet.around.hidden = hidden;
        sheet.done()
    }

    /// The two elements one above the other.
    fn upright(&self, room: Room, signs: Signs) -> Around {
        let width = room.columns;
        let inner = width.saturating_sub(2);
        let [mut above, mut below] =
            [&self.ends[0], &self.ends[1]].map(|end| end.paragraph(inner, room.rows));
        // The words of the flow come first, then the names at its ends, then what is known of those.
        if room.rows < above.len() + below.len() + 1 {
            let name = usize::from(room.rows > 2);
            above.truncate(name);
            below.truncate(name);
        }
        let free = room.rows.saturating_sub(above.len() + below.len());
        let (arrows, hidden) = within(self.arrows(inner), free);
        let rows: usize = arrows.iter().map(|arrow| arrow.rows.len()).sum();
        let middle = (rows + usize::from(hidden > 0)).min(free);
        let height = (above.len() + middle + below.len()).min(room.rows);
        let wide = (widest(&above).max(widest(&below)) + 2)
            .max(inner + 2)
            .min(width);
        let mut sheet = Sheet::new(wide, height, signs);
        sheet.spot(
            self.from.id.into(),
            (0, 0),
            (widest(&above) + 2, above.len()),
        );
        sheet.lines(2, 0, &above, Some(self.from.id.into()));
        let y = above.len();
        paint(&mut sheet, &arrows, (2, y), inner, hidden);
        sheet.spot(
            self.to.id.into(),
            (0, y + middle),
            (widest(&below) + 2, below.len()),
        );
        sheet.lines(2, y + middle, &below, Some(self.to.id.into()));
        sheet.around.hidden = hidden;
        sheet.done()
    }
}

/// The arrows that go into so many rows, and how many do not. The first one is there as far as there is room.
fn within(mut arrows: Vec<Arrow<'_>>, rows: usize) -> (Vec<Arrow<'_>>, usize) {
    let all: usize = arrows.iter().map(|arrow| arrow.rows.len()).sum();
    if all <= rows {
        return (arrows, 0);
    }
    let (mut shown, mut used) = (0, 0);
    for arrow in &arrows {
        used += arrow.rows.len();
        if used >= rows && shown > 0 {
            break;
        }
        shown += 1;
    }
    let hidden = arrows.len() - shown;
    arrows.truncate(shown);
    if let Some(first) = arrows.first_mut() {
        // One row says how many more there are, if there is one to spare.
        let spare = usize::from(hidden > 0 && rows > 1);
        first.rows.truncate(rows - spare);
    }
    (arrows, hidden)
}

fn paint(
    sheet: &mut Sheet,
    arrows: &[Arrow<'_>],
    (x, y): (usize, usize),
    width: usize,
    hidden: usize,
) {
    let mut row = y;
    let [back, _, forth, _] = sheet.signs.heads();
    for arrow in arrows {
        let ink = Ink {
            role: if arrow.crosses {
                Role::CrossingLine
            } else {
                Role::Line
            },
            item: arrow.flow.id.into(),
        };
        let role = if arrow.crosses {
            Role::CrossingNumber
        } else {
            Role::Number
        };
        let number = arrow.flow.id.0.to_string();
        let indent = number.len() + 2;
        sheet.across(x, x + width, row, ink);
        if arrow.back {
            sheet.put(x, row, back, ink);
        } else {
            sheet.put(x + width.saturating_sub(1), row, forth, ink);
        }
        sheet.line(
            x + 1,
            row,
            &vec![(format!("{number} "), role)],
            Some(ink.item),
        );
        for (down, line) in arrow.rows.iter().enumerate() {
            let mut line = line.clone();
            if down == 0 && line.iter().any(|(text, _)| !text.is_empty()) {
                line.push((" ".to_owned(), Role::Words));
            }
            sheet.line(x + indent, row + down, &line, Some(ink.item));
        }
        sheet.spot(ink.item, (x, row), (width, arrow.rows.len()));
        row += arrow.rows.len();
    }
    if hidden > 0 {
        let says = format!("and {hidden} more between them");
        sheet.line(x, row, &vec![(says, Role::Words)], None);
    }
}
