//! Draws the sweep: one stop with its letters on one line, the question of one of them in large, what is known there
//! already, and how far the room has come.

mod asked;
mod known;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::check::count;
use crate::check::coverage::{State, state_sign};
use crate::domain::{Asked, ItemId, Place, Session};
use crate::keys::verb::Verb;
use crate::layout::{self, Owner, Role, Run};
use crate::screens::go_wrong::{Here, Known, Sweep};
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// Cells to the left of the words.
const INDENT: usize = 3;
/// Longer lines are hard to follow on a shared screen.
const LONGEST: usize = 92;
/// Rows that the neighborhood leaves to the other questions.
const SPARED: usize = 4;

pub(super) fn view(
    app: &App,
    open: &Open,
    here: &Here,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let [head, body] = frame::head(area);
    let session = &*open.session;
    let sweep = app.stops();
    let stop = Stopped {
        app,
        open,
        sweep: &sweep,
        here,
        styles,
        width: usize::from(area.width)
            .saturating_sub(INDENT + 1)
            .min(LONGEST),
    };
    let (lines, hidden) = stop.lines(session, usize::from(body.height));
    heading(app, open, &sweep, (styles, hidden), head, buf);
    frame::put_lines(buf, body, lines);
}

/// How far the room has come, and what fits into the time that is left; or how many threats there is no row for.
fn heading(
    app: &App,
    open: &Open,
    sweep: &Sweep,
    (styles, hidden): (&Styles, usize),
    row: Rect,
    buf: &mut Buffer,
) {
    let walk = &open.rooms.go_wrong.walk;
    let all = sweep.stops().iter().filter(|stop| walk.covers(stop));
    let (all, todo) = (
        all.count(),
        sweep.to_do().filter(|stop| walk.covers(stop)).count(),
    );
    let only = if walk.boundaries_only {
        ", boundaries only"
    } else {
        ""
    };
    let skipped = match walk.left(sweep).len() {
        0 => String::new(),
        n => format!(", {n} skipped"),
    };
    let done = all - todo;
    let below = match hidden {
        0 => String::new(),
        n => format!("   {n} below"),
    };
    let lefts = [
        format!(" SWEEP{only}  {done} of {all} stops looked at{skipped}{below}"),
        format!(" SWEEP  {done} of {all} looked at{skipped}{below}"),
        format!(" SWEEP  {done} of {all}{skipped}{below}"),
    ];
    let fits_here = |says: &&String| wrap::width(says) <= usize::from(row.width);
    let left = lefts.iter().find(fits_here).or(lefts.last());
    let left = left.cloned().unwrap_or_default();
    let key = |action| app.keys.key_for(app.screen(), action);
    let keys = format!(
        "{} add threat   {} looked at, next   {} previous",
        key(Verb::Open),
        key(Verb::NextInTurn),
        key(Verb::PreviousInTurn)
    );
    // What does not fit beside the count is left out; a count of what fits is worth more than keys.
    let room = usize::from(row.width).saturating_sub(wrap::width(&left) + 4);
    let fits = app.stops_that_fit();
    let short = fits.as_ref().and_then(|fits| fits.split(';').next());
    let offers = [
        fits.as_deref(),
        short,
        Some(keys.as_str()).filter(|_| fits.is_none()),
    ];
    let right = offers
        .into_iter()
        .flatten()
        .find(|says| wrap::width(says) <= room)
        .map_or_else(String::new, |says| format!("{says} "));
    frame::put_both(
        buf,
        row,
        vec![Span::styled(left, styles.heading())],
        vec![Span::styled(right, styles.muted())],
    );
}

/// A stop as it is shown.
struct Stopped<'a> {
    app: &'a App,
    open: &'a Open,
    sweep: &'a Sweep,
    here: &'a Here,
    styles: &'a Styles,
    width: usize,
}

impl Stopped<'_> {
    /// As much as there are rows for: the place, its letters and the question first, then what is known there, around
    /// it, and asked besides. And how many threats are known there without a row that says so.
    fn lines(&self, session: &Session, rows: usize) -> (Vec<Line<'static>>, usize) {
        let first = self.place_and_letters(session);
        let mut asks = self.question(session);
        let others = self.others(session);
        let mut next = self.next(session);
        // Keys act on the selected threat, so its row is there before the end of a long question.
        let row = usize::from(self.app.selected().is_some());
        asks.truncate(rows.saturating_sub(first.len() + row).max(1));
        let mut left = rows.saturating_sub(first.len() + asks.len());
        // In the order of what a room would miss most.
        let gap = usize::from(left > 1);
        let known = self.known(session, left.saturating_sub(gap));
        let mut missing = self.missing(session);
        let (known, hidden) = known.unwrap_or_else(|all| (Vec::new(), all));
        left = left.saturating_sub(known.len() + if known.is_empty() { 0 } else { gap });
        // A few rows stay for the other questions, where there are more than a few.
        let around = self.around(session, left.saturating_sub(SPARED).max(left.min(SPARED)));
        left = left.saturating_sub(around.len());
        let take = |lines: &mut Vec<Line<'static>>, left: &mut usize| {
            lines.truncate(left.saturating_sub(1));
            *left -= match lines.len() {
                0 => 0,
                taken => taken + 1,
            };
        };
        take(&mut missing, &mut left);
        // Even where there is no row for a question, it is said that there are more.
        let mut others = self.cut(others, left.saturating_sub(1));
        take(&mut others, &mut left);
        take(&mut next, &mut left);
        // What is still free parts the place from what is around it, and the question from its letters.
        let mut free = || {
            let is_free = left > 0;
            left = left.saturating_sub(1);
            is_free.then(|| Line::raw(""))
        };
        let (top, above, below) = (free(), free(), free());
        let mut lines: Vec<Line<'static>> = Vec::new();
        lines.extend(top);
        lines.extend(around);
        lines.extend(above);
        lines.extend(first);
        lines.extend(below);
        lines.extend(asks);
        for (part, gap) in [(missing, 1), (others, 1), (known, gap), (next, 1)] {
            if !part.is_empty() {
                lines.extend(vec![Line::raw(""); gap]);
                lines.extend(part);
            }
        }
        (lines, hidden)
    }

    fn indented(&self, text: &str) -> String {
        format!("{}{text}", " ".repeat(INDENT.min(self.width)))
    }

    /// The place, and each letter with what is known of it.
    fn place_and_letters(&self, session: &Session) -> Vec<Line<'static>> {
        let place = title(session, self.here.stop.place);
        let letters = self.letters(session);
        let wide = |spans: &[Span<'_>]| -> usize { spans.iter().map(Span::width).sum() };
        let is_one_row = letters.len() == 1;
        if let (true, Some(letters)) = (is_one_row, letters.first())
            && wrap::width(&place) + 4 + wide(letters) <= self.width
        {
            let mut spans = vec![Span::styled(
                format!("{}    ", self.indented(&place)),
                self.styles.focus(),
            )];
            spans.extend(letters.iter().cloned());
            return vec![Line::from(spans)];
        }
        let place = wrap::wrap_to(&place, self.width, 2).into_iter();
        let place = place.map(|line| Line::styled(self.indented(&line), self.styles.focus()));
        let letters = letters.into_iter().map(|spans| {
            let indent = Span::raw(" ".repeat(INDENT));
            Line::from([indent].into_iter().chain(spans).collect::<Vec<_>>())
        });
        place.chain(letters).collect()
    }

    /// The letters in rows, with the title of their set where there are several sets.
    fn letters(&self, session: &Session) -> Vec<Vec<Span<'static>>> {
        let catalogue = &self.app.catalogue;
        let several = session.set_names().len() > 1;
        let titles = catalogue.sets_of(session).into_iter();
        let titles = titles.map(|set| wrap::width(&set.title)).max().unwrap_or(0);
        let mut rows: Vec<Vec<Span<'static>>> = Vec::new();
        let mut set_before = None;
        for (asked, known) in self.sweep.letters(&self.here.stop) {
            let set = asked::set_of(asked);
            let begins = several && set != set_before;
            if rows.is_empty() || begins {
                rows.push(Vec::new());
            }
            let title = set.and_then(|set| catalogue.set_named(set));
            let title = title.filter(|_| begins);
            let title = title.map(|set| format!("{}  ", wrap::pad(&set.title, titles)));
            set_before = set;
            let mark = catalogue.mark(asked);
            let mark = mark.unwrap_or_else(|| words(asked).to_owned());
            let state = match known {
                Known::Found(n) => n.to_string(),
                Known::Nothing => state_sign(State::Nothing).to_owned(),
                Known::NotYet => state_sign(State::Open).to_owned(),
            };
            // Also where no one chose it: what is typed next is found under it.
            let (says, style) = if self.here.asked == *asked {
                (format!("[{mark} {state}]"), self.styles.selected())
            } else {
                let style = match known {
                    Known::NotYet => self.styles.strong(),
                    _ => self.styles.muted(),
                };
                (format!(" {mark} {state} "), style)
            };
            if let Some(row) = rows.last_mut() {
                row.extend(title.map(|title| Span::styled(title, self.styles.heading())));
                row.push(Span::styled(says, style));
            }
        }
        rows
    }

    /// What is around the place, drawn in at most so many rows; in words where they are too few for a drawing.
    fn around(&self, session: &Session, rows: usize) -> Vec<Line<'static>> {
        let words = |says: &str| {
            let lines = wrap::wrap_to(says, self.width, rows).into_iter();
            let line = |line: String| Line::styled(self.indented(&line), self.styles.text());
            lines.map(line).collect::<Vec<_>>()
        };
        let Some(id) = self.here.stop.place.item() else {
            return words(&size_of(session));
        };
        let cells = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let signs = self.styles.signs();
        let drawn = layout::around(session, id, cells(self.width), cells(rows), signs);
        match drawn.filter(|drawn| (2..=rows).contains(&drawn.canvas().height())) {
            Some(drawn) => {
                let canvas = drawn.canvas();
                let lines = canvas.lines(0, 0, canvas.width(), canvas.height());
                lines
                    .into_iter()
                    .map(|runs| self.painted(runs, id))
                    .collect()
            }
            None if rows > 0 => words(&self.in_words(session, id, rows)),
            None => Vec::new(),
        }
    }

    /// What is around the place, in as many whole sentences as these rows hold; the first of them in any case.
    fn in_words(&self, session: &Session, id: ItemId, rows: usize) -> String {
        let mut says = String::new();
        for sentence in layout::speak(session, id) {
            let longer = match says.as_str() {
                "" => sentence,
                before => format!("{before}; {sentence}"),
            };
            if !says.is_empty() && wrap::wrap(&longer, self.width).len() > rows {
                break;
            }
            says = longer;
        }
        says
    }

    /// A row of a neighborhood.
    fn painted(&self, runs: Vec<Run>, here: ItemId) -> Line<'static> {
        let indent = Span::raw(self.indented(""));
        let styles = self.styles;
        let spans = runs.into_iter().map(|run| {
            let style = match run.role {
                Role::Part if run.owner == Some(Owner::Item(here)) => styles.focus(),
                Role::Blank | Role::Part | Role::Number | Role::Words => styles.text(),
                Role::Badge => styles.strong(),
                Role::Line | Role::CrossingLine | Role::Stub => styles.muted(),
                Role::CrossingNumber => styles.crossing(),
                Role::Zone | Role::Title => styles.zone(),
            };
            Span::styled(run.text, style)
        });
        Line::from([indent].into_iter().chain(spans).collect::<Vec<_>>())
    }

    /// Which category sets of the session cannot be asked about here.
    fn missing(&self, session: &Session) -> Vec<Line<'static>> {
        let missing = self.app.catalogue.missing_sets(session);
        if missing.is_empty() {
            return Vec::new();
        }
        let says = format!(
            "Not on this computer, so not asked about: {}.",
            missing.join(", ")
        );
        let lines = wrap::wrap_to(&says, self.width, 2).into_iter();
        let line = |line: String| Line::styled(self.indented(&line), self.styles.text());
        lines.map(line).collect()
    }

    /// Where the room goes from here.
    fn next(&self, session: &Session) -> Vec<Line<'static>> {
        let walk = &self.open.rooms.go_wrong.walk;
        let next = walk.next(self.sweep, Some(self.here.stop.place));
        let line = next.map(|place| {
            let says = format!("next: {}", name(session, place));
            let says = wrap::shorten(&says, self.width);
            Line::styled(self.indented(&says), self.styles.muted())
        });
        line.into_iter().collect()
    }
}

/// What a stop is called. A flow has its number and what it carries, as there may be another between the same two.
fn name(session: &Session, place: Place) -> String {
    let flow = match place {
        Place::Flow(id) => session.flow(id),
        _ => None,
    };
    flow.map_or_else(
        || session.place_words(place),
        |flow| format!("{} {}", flow.id, layout::flow_words(session, flow)),
    )
}

/// The same as a heading, in capitals but for what a flow carries.
fn title(session: &Session, place: Place) -> String {
    let (name, words) = (name(session, place), session.place_words(place));
    name.replacen(&words, &words.to_uppercase(), 1)
}

/// What is asked about, where it has no mark.
fn words(asked: &Asked) -> &str {
    match asked {
        Asked::Whole => "any threat",
        asked => asked.words(),
    }
}

/// What the whole system is made of, in a line.
fn size_of(session: &Session) -> String {
    let zones = match session.zones.len() {
        0 => String::new(),
        n => format!(", {}", count(n, "trust zone")),
    };
    let (elements, flows) = (session.elements.len(), session.flows.len());
    let (elements, flows) = (count(elements, "element"), count(flows, "flow"));
    format!("{elements}, {flows}{zones}")
}
