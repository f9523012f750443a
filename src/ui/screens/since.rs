//! Draws what the last meeting left open, with what this one decided beside each row.

mod facts;
mod over_time;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::check::{Report, Strength};
use crate::domain::{Session, says};
use crate::keys::verb::Verb;
use crate::parse::when;
use crate::screens::Row;
use crate::screens::since::{Part, State, verdict};
use crate::theme::Styles;
use crate::ui::beyond::Seen;
use crate::ui::columns::{self, Cell, GAP, MARGIN};
use crate::ui::{frame, list, wrap};

pub(crate) use facts::{keys, read_back};

/// Cells of an id and the space behind it.
const ID: usize = 5;

/// A line of the list: a heading and how many stand under it, or a row.
#[derive(Clone, Copy)]
enum Entry {
    Heading(Part, usize),
    /// With its place among the rows.
    Row(usize, Part, Row),
}

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let session = &*open.session;
    let state = &open.rooms.since;
    let report = open.report.as_ref().map(|(_, report)| report);
    let rows = state.rows(session, report);
    let [top, body] = frame::head(area);
    let body = over_time::draw(state, styles, body, buf);
    if rows.is_empty() {
        return nothing(app, state, styles, body, buf);
    }
    let entries = entries(&rows);
    let selected = entries
        .iter()
        .position(|entry| matches!(entry, Entry::Row(_, _, row) if state.selected == Some(*row)));
    let is_made = |row: &Row| verdict::of(state, session, *row).is_some();
    let mut incidents = rows
        .iter()
        .map(|(_, row)| row)
        .filter(|row| matches!(row, Row::Incident(_)));
    let made = verdict::count(state, session).0 > 0 || incidents.any(is_made);
    let shape = Shape::of(area.width, made);
    let wants = list::Wants {
        least: 1,
        air: false,
    };
    let drawn =
        list::draw_fitting(
            buf,
            body,
            entries.len(),
            selected,
            wants,
            |place, most| match entries.get(place) {
                Some(Entry::Heading(part, count)) => heading(state, report, *part, *count, styles),
                Some(Entry::Row(_, part, row)) => {
                    let here = selected == Some(place);
                    shape.lines(app, open, (*part, *row), (here, most), styles)
                }
                None => Vec::new(),
            },
        );
    let mut seen = Seen::default();
    for entry in entries.get(drawn).unwrap_or_default() {
        if let Entry::Row(nth, ..) = entry {
            seen.note(*nth);
        }
    }
    let beyond = seen.words(rows.len());
    summary(app, open, &beyond, styles, top, buf);
}

/// The rows under their headings.
fn entries(rows: &[(Part, Row)]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut nth = 0;
    for group in rows.chunk_by(|(one, _), (other, _)| one == other) {
        if let Some((part, _)) = group.first() {
            entries.push(Entry::Heading(*part, group.len()));
        }
        for (part, row) in group {
            entries.push(Entry::Row(nth, *part, *row));
            nth += 1;
        }
    }
    entries
}

/// One sentence where nothing waits.
fn nothing(app: &App, state: &State, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let says = if state.asking {
        says![
            "The list is empty, so it cannot have been on it. Press ",
            Verb::No,
            " to say so."
        ]
    } else {
        says![
            "Nothing was left open. Press ",
            Verb::BeginMeeting,
            " or ",
            Verb::Open,
            " to begin the new meeting."
        ]
    };
    let says = app.says(&says);
    for (line, y) in wrap::wrap(&says, usize::from(area.width).saturating_sub(MARGIN + 1))
        .into_iter()
        .zip(area.top()..area.bottom())
    {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let line = Span::styled(format!("   {line}"), styles.text());
        frame::put(buf, row, vec![line]);
    }
}

/// Why the team is back, and how far it is.
fn summary(app: &App, open: &Open, beyond: &str, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let (session, state) = (&*open.session, &open.rooms.since);
    let (done, all) = verdict::count(state, session);
    let mut right = Vec::new();
    if !beyond.is_empty() {
        right.push(Span::styled(format!("{beyond}   "), styles.muted()));
    }
    if all > 0 && !state.asking {
        let says = format!("{done} of {all} reviewed ");
        right.push(Span::styled(says, styles.text()));
    }
    let taken: usize = right.iter().map(|span| wrap::width(&span.content)).sum();
    let room = usize::from(row.width).saturating_sub(taken + 2);
    let says = wrap::shorten(&back_because(app, session, state), room);
    let left = vec![Span::styled(format!(" {says}"), styles.text())];
    frame::put_both(buf, row, left, right);
}

fn back_because(app: &App, session: &Session, state: &State) -> String {
    let current = session.sittings.len().saturating_sub(1);
    let sitting = session
        .sittings
        .get(current)
        .filter(|_| verdict::is_current(state, session, current));
    if state.asking {
        let what = sitting.map_or("", |s| s.incident.as_str());
        let gap = if what.is_empty() { "" } else { ": " };
        return format!("Was this on our list{gap}{what}?");
    }
    let due = session.revisit.filter(|on| *on <= app.today());
    match (sitting.and_then(|s| s.why), due) {
        (Some(why), _) => format!("Following up because of {}.", why.words()),
        (None, Some(on)) if on == app.today() => "The review is due today.".to_owned(),
        (None, Some(on)) => format!("The review was due on {}.", when::show(on, app.today())),
        (None, None) => String::new(),
    }
}

fn heading(
    state: &State,
    report: Option<&Report>,
    part: Part,
    count: usize,
    styles: &Styles,
) -> Vec<Line<'static>> {
    let says = match part {
        Part::Incidents if state.asking => "THREATS ON THE LIST".to_owned(),
        part => part.heading().to_owned(),
    };
    let count = match (part, report) {
        (Part::Checks, Some(report)) => {
            let look = |f: &&crate::check::Finding| f.strength == Strength::Look;
            let looks = report.findings.iter().filter(look).count();
            let asks = report.findings.len() - looks;
            format!("{looks} !   {asks} more")
        }
        _ => count.to_string(),
    };
    vec![Line::from(vec![
        Span::styled(format!(" {says}"), styles.heading()),
        Span::styled(format!("  {count}"), styles.muted()),
    ])]
}

/// The widths of the columns behind the words, which have the rest; 0 leaves one out.
struct Shape {
    width: u16,
    words: usize,
    who: usize,
    state: usize,
    made: usize,
}

impl Shape {
    /// The columns in this many cells. Before the first verdict is made, the words have the room of its column.
    fn of(width: u16, any_made: bool) -> Self {
        let (who, state, made) = match width {
            96.. if any_made => (12, 16, 15),
            96.. => (12, 16, 0),
            76.. if any_made => (9, 13, 12),
            76.. => (9, 16, 0),
            _ => (0, 0, 12),
        };
        let taken: usize = [who, state, made]
            .into_iter()
            .filter(|width| *width > 0)
            .map(|width| width + GAP)
            .sum();
        Self {
            width,
            words: usize::from(width).saturating_sub(MARGIN + ID + taken + GAP),
            who,
            state,
            made,
        }
    }

    fn lines(
        &self,
        app: &App,
        open: &Open,
        (part, row): (Part, Row),
        (here, most): (bool, usize),
        styles: &Styles,
    ) -> Vec<Line<'static>> {
        let made = verdict::of(&open.rooms.since, &open.session, row);
        let facts = facts::of(app, open, part, row);
        let text = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let alert = if facts.alert && made.is_none() {
            styles.attention()
        } else {
            styles.text()
        };
        let lead = vec![
            columns::margin(here, styles),
            Span::styled(wrap::pad(&facts.id, ID), styles.muted()),
        ];
        // On a narrow screen one column says how it stands, then what was made of it.
        let (state, made) = match (self.state, made) {
            (0, None) => (String::new(), Cell::new(facts.state, self.made, alert)),
            (_, made) => (
                facts.state,
                Cell::new(made.unwrap_or_default(), self.made, styles.strong()),
            ),
        };
        // A finding is a sentence, and no one's.
        let (words, who) = match row {
            Row::Finding(_) if self.who > 0 => (self.words + GAP + self.who, 0),
            _ => (self.words, self.who),
        };
        let most = if here { usize::MAX } else { most };
        // What it is comes first; why it is here has rows of its own where there is room for them.
        let why = facts.why.map(|why| match part {
            Part::LookAgain => why,
            _ => format!("look again: {why}"),
        });
        let (says, why) = match why {
            Some(why) if most < 2 && part == Part::LookAgain => {
                (format!("{} ({why})", facts.words), None)
            }
            // Elsewhere it waits until the row is selected.
            _ if most < 2 => (facts.words, None),
            why => (facts.words, why),
        };
        let cells = [
            Cell::new(says, words, text),
            Cell::new(facts.who, who, styles.text()),
            Cell::new(state, self.state, alert),
            made,
        ];
        let of_words = if why.is_some() { most - 1 } else { most };
        let mut lines = columns::row(lead, &cells, of_words);
        if let Some(why) = why {
            let indent = MARGIN + ID;
            let left = most.saturating_sub(lines.len()).max(1);
            let why = wrap::wrap_to(
                &why,
                usize::from(self.width).saturating_sub(indent + 1),
                left,
            );
            lines.extend(why.into_iter().map(|why| {
                let indent = Span::raw(" ".repeat(indent));
                Line::from(vec![indent, Span::styled(why, styles.attention())])
            }));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::ReturnReason;

    #[test]
    fn each_reason_reads_on_after_because() {
        let says = ReturnReason::ALL.map(|why| format!("Following up because of {}.", why.words()));
        assert_eq!(
            says,
            [
                "Following up because of a change.",
                "Following up because of an incident.",
                "Following up because of the review date.",
            ]
        );
    }
}
