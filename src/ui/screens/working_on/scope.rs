//! The left pane: scope, assets, assumptions, who is in the room, who is missing and who should hear about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Look, cut};
use crate::domain::{
    Asset, Assumption, AssumptionState, BusinessRisk, ItemId, Level, Note, NoteKind, Participant,
};
use crate::keys::verb::Verb;
use crate::screens::working_on::{LISTS, Pane};
use crate::ui::columns::{self, Cell, GAP, MARGIN};
use crate::ui::{beyond, frame, list, wrap};

/// Lines of an item that is not selected.
const LINES: usize = 2;
/// Cells of the state of an assumption, with the name of who confirmed it.
const STATE: usize = 8;

/// One row of the pane.
enum Row<'a> {
    Blank,
    /// A heading, and what stands at its right.
    Heading(&'static str, String),
    Note(&'a Note),
    Asset(&'a Asset),
    BusinessRisk(&'a BusinessRisk),
    Assumption(&'a Assumption),
    /// As many people as fit side by side.
    People(&'a [Participant]),
}

impl Row<'_> {
    /// How many items are in the row.
    fn items(&self) -> usize {
        match self {
            Row::Blank | Row::Heading(..) => 0,
            Row::Note(_) | Row::Asset(_) | Row::BusinessRisk(_) | Row::Assumption(_) => 1,
            Row::People(people) => people.len(),
        }
    }

    fn holds(&self, id: ItemId) -> bool {
        match self {
            Row::Blank | Row::Heading(..) => false,
            Row::Note(note) => ItemId::from(note.id) == id,
            Row::Asset(asset) => ItemId::from(asset.id) == id,
            Row::BusinessRisk(risk) => ItemId::from(risk.id) == id,
            Row::Assumption(assumption) => ItemId::from(assumption.id) == id,
            Row::People(people) => people.iter().any(|p| ItemId::from(p.id) == id),
        }
    }
}

pub(super) fn view(look: &Look<'_>, other: Option<&'static str>, area: Rect, buf: &mut Buffer) {
    let (head, area) = cut(area, u16::from(other.is_some()));
    // One cell stays free before the bar or the edge.
    let width = usize::from(area.width).saturating_sub(1);
    let person = person_width(&look.open.session.participants, width);
    let rows = rows(look, width, person, area.height);
    let marked = look
        .open
        .rooms
        .working_on
        .left
        .filter(|_| look.active(Pane::Scope));
    let place = marked.and_then(|id| rows.iter().position(|row| row.holds(id)));
    let paint = |area: Rect, buf: &mut Buffer| {
        let wants = list::Wants {
            least: LINES,
            air: false,
        };
        let drawn = list::draw_fitting(buf, area, rows.len(), place, wants, |place, most| {
            rows.get(place).map_or_else(Vec::new, |row| {
                lines(look, row, marked, (width, person), most)
            })
        });
        let beyond = beyond::among(&drawn, &rows, Row::items);
        // A heading that is not seen is no item, and the pane goes on all the same.
        if beyond.is_empty() && drawn.end < rows.len() {
            "more below".to_owned()
        } else {
            beyond
        }
    };
    if let Some(name) = other {
        let more = paint(area, buf);
        let left = vec![
            Span::styled(" SCOPE", look.styles.heading()),
            Span::styled(format!("   {more}"), look.styles.muted()),
        ];
        return frame::put_both(buf, head, left, look.other(name));
    }
    // Here the words need a row of the list, if there is more of it than is seen.
    let all = paint(area, &mut Buffer::empty(area)).is_empty();
    let (list, foot) = cut(area, area.height.saturating_sub(u16::from(!all)));
    let more = Span::styled(format!("   {}", paint(list, buf)), look.styles.muted());
    frame::put(buf, foot, vec![more]);
}

/// Every row, from top to bottom, in the order of [`crate::screens::working_on::scope_rows`].
fn rows<'a>(look: &Look<'a>, width: usize, person: usize, height: u16) -> Vec<Row<'a>> {
    let session = &*look.open.session;
    let mut rows = Vec::new();
    let hint = |action, words: &str| format!("{} {words}", look.key(action));
    let notes = |rows: &mut Vec<Row<'a>>, kind, title, action, words: &str| {
        let list: Vec<_> = session.notes_of(kind).map(Row::Note).collect();
        let right = if list.is_empty() {
            hint(action, words)
        } else {
            String::new()
        };
        rows.push(Row::Heading(title, right));
        rows.extend(list);
    };
    for (kind, title) in LISTS {
        let (action, words) = match kind {
            NoteKind::InScope => (Verb::InScope, "what is included"),
            NoteKind::OutOfScope => (Verb::OutOfScope, "what is excluded"),
            _ => (Verb::WhyNow, "what prompted this"),
        };
        notes(&mut rows, kind, title, action, words);
    }
    let first_break = rows.len();
    if !session.assets.is_empty() {
        rows.push(Row::Heading("ASSETS", session.assets.len().to_string()));
        rows.extend(session.assets.iter().map(Row::Asset));
    }
    if !session.business_risks.is_empty() {
        let count = session.business_risks.len().to_string();
        rows.push(Row::Heading("BUSINESS RISKS", count));
        rows.extend(session.business_risks.iter().map(Row::BusinessRisk));
    }
    let to_check = session
        .assumptions
        .iter()
        .filter(|a| a.state == AssumptionState::Unconfirmed)
        .count();
    let right = match (session.assumptions.len(), to_check) {
        (0, _) => hint(Verb::Assumption, "what we assume"),
        (_, 0) => "all checked".to_owned(),
        (_, n) => format!("{n} to check"),
    };
    rows.push(Row::Heading("ASSUMPTIONS", right));
    rows.extend(session.assumptions.iter().map(Row::Assumption));
    let second_break = rows.len();
    let right = match session.participants.len() {
        0 => hint(Verb::People, "Ana eng, Bo ops"),
        n => n.to_string(),
    };
    rows.push(Row::Heading("PARTICIPANTS", right));
    let side_by_side = (width.saturating_sub(1) / person.max(1)).max(1);
    rows.extend(session.participants.chunks(side_by_side).map(Row::People));
    notes(
        &mut rows,
        NoteKind::MissingRole,
        "MISSING",
        Verb::MissingRole,
        "who should be here",
    );
    notes(
        &mut rows,
        NoteKind::ShouldHear,
        "INFORM",
        Verb::ShouldHear,
        "who to inform",
    );
    // Air only where nothing has to leave for it.
    let all = || -> usize {
        let tall = |row| lines(look, row, None, (width, person), usize::MAX).len();
        rows.iter().map(tall).sum()
    };
    let height = usize::from(height);
    let tall = if rows.len() < height { all() } else { height };
    let mut added = 0;
    // So does the question for assets, which no one has to answer.
    if session.assets.is_empty() && tall < height {
        let asks = hint(Verb::Asset, "what to protect");
        rows.insert(first_break, Row::Heading("ASSETS", asks));
        added = 1;
    }
    if tall + added + 3 <= height {
        rows.insert(second_break + added, Row::Blank);
        rows.insert(first_break, Row::Blank);
    }
    rows
}

/// Cells of one person in the rows of people: as many as the longest needs, unless that leaves one a row.
fn person_width(people: &[Participant], width: usize) -> usize {
    let longest = people.iter().map(|p| wrap::width(&called(p))).max();
    let width = width.saturating_sub(1);
    (longest.unwrap_or(0) + MARGIN).min(width).max(1)
}

/// A person as the room picks them: `4 Di ops`.
fn called(person: &Participant) -> String {
    let here = if person.absent { ", absent" } else { "" };
    let who = format!("{} {} {}", person.id.0, person.name, person.role);
    format!("{}{here}", who.trim_end())
}

fn lines(
    look: &Look<'_>,
    row: &Row<'_>,
    marked: Option<ItemId>,
    (width, person): (usize, usize),
    most: usize,
) -> Vec<Line<'static>> {
    let styles = look.styles;
    let selected = marked.is_some_and(|id| row.holds(id));
    let (style, most) = if selected {
        (styles.selected(), usize::MAX)
    } else {
        (styles.text(), most)
    };
    match row {
        Row::Blank => vec![Line::default()],
        Row::Heading(title, right) => {
            let free = width.saturating_sub(1 + wrap::width(title) + wrap::width(right));
            vec![Line::from(vec![
                Span::styled(format!(" {title}"), styles.heading()),
                Span::raw(" ".repeat(free)),
                Span::styled(right.clone(), styles.muted()),
            ])]
        }
        Row::Note(note) => {
            let cell = Cell::new(&*note.text, width.saturating_sub(MARGIN), style);
            columns::row(vec![columns::margin(selected, styles)], &[cell], most)
        }
        Row::Asset(asset) => {
            let id = format!("{} ", asset.id);
            let room = width.saturating_sub(MARGIN + id.len() + GAP + STATE);
            let need = asset.sensitivity().map_or("", Level::words);
            let cells = [
                Cell::new(&*asset.name, room, style),
                Cell::new(need, STATE, styles.text()),
            ];
            let lead = vec![columns::margin(selected, styles), Span::styled(id, style)];
            columns::row(lead, &cells, most)
        }
        Row::BusinessRisk(risk) => {
            let id = format!("{} ", risk.id);
            let room = width.saturating_sub(MARGIN + id.len());
            let cell = Cell::new(&*risk.text, room, style);
            let lead = vec![columns::margin(selected, styles), Span::styled(id, style)];
            columns::row(lead, &[cell], most)
        }
        Row::Assumption(assumption) => {
            let id = format!("{} ", assumption.id);
            let room = width.saturating_sub(MARGIN + id.len() + GAP + STATE);
            let state = assumption.state.words();
            let confirmed = assumption.state != AssumptionState::Unconfirmed;
            let by = look
                .open
                .session
                .name_of(assumption.speaker.filter(|_| confirmed));
            let state = by.map_or_else(|| state.to_owned(), |name| format!("{state} {name}"));
            let cells = [
                Cell::new(&*assumption.text, room, style),
                Cell::new(wrap::shorten(&state, STATE), STATE, styles.text()),
            ];
            let lead = vec![columns::margin(selected, styles), Span::styled(id, style)];
            columns::row(lead, &cells, most)
        }
        Row::People(people) => {
            let room = person.saturating_sub(MARGIN);
            let mut spans = Vec::new();
            let mut wrapped = Vec::new();
            for one in *people {
                let selected = marked == Some(one.id.into());
                let style = if selected {
                    styles.selected()
                } else {
                    styles.text()
                };
                let text = called(one);
                let mut pieces = wrap::wrap_to(&text, room, most).into_iter();
                spans.push(columns::margin(selected, styles));
                spans.push(Span::styled(
                    wrap::pad(&pieces.next().unwrap_or_default(), room),
                    style,
                ));
                // Only where a name takes the whole width does it need a second line.
                wrapped.extend(pieces.map(|piece| {
                    let indent = " ".repeat(MARGIN + GAP);
                    Line::from(vec![Span::raw(indent), Span::styled(piece, style)])
                }));
            }
            let mut lines = vec![Line::from(spans)];
            lines.extend(wrapped);
            lines
        }
    }
}
