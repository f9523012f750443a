//! Draws the journal: a row for each thing that was heard, the selected one whole.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::home::{Rows, filter, paragraph};
use crate::app::App;
use crate::app::msg::Recent;
use crate::areas::lists;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::table;
use crate::parse::when;
use crate::screens::home::Heard;
use crate::screens::journal::{Standing, affects, headline, next};
use crate::theme::Styles;
use crate::ui::columns::{self, Cell, GAP, MARGIN};
use crate::ui::{beyond, frame, list, wrap};

pub(crate) fn view(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let places = lists::journal(area);
    let mut above = Rows(places.above);
    let shown = app.home.shown();
    let finding = app.bar.as_ref().is_some_and(|bar| bar.is(&table::FIND));
    let looks = finding || !app.home.filter.is_empty();
    let first = above.next();
    if looks {
        let recents = app.home.recents.iter().flatten();
        let all = recents.filter(|recent| recent.heard.is_some()).count();
        filter(app, shown.len(), all, "news item", styles, first, buf);
    }
    // Until the folder was looked at there is nothing to say.
    if app.home.recents.is_none() {
        return;
    }
    if shown.is_empty() {
        let key = app.keys.key_for(Screen::Journal, Verb::NewOne);
        let says = match (looks, app.home.is_seeking()) {
            (false, _) => format!("No news items yet. Press {key} to check one against a system."),
            (true, true) => "Looking through the news items ...".to_owned(),
            (true, false) => "No news item contains these words. Esc shows all.".to_owned(),
        };
        return paragraph(&says, styles, places.rows, buf);
    }
    let shape = Shape::of(area.width);
    let lead = vec![Span::raw(" ".repeat(MARGIN))];
    for line in columns::row(lead, &shape.heads(styles), 1) {
        frame::put(buf, above.next(), line.spans);
    }
    let wants = list::Wants {
        least: 1,
        air: false,
    };
    let at = Some(app.home.selected);
    let drawn = list::draw_fitting(buf, places.rows, shown.len(), at, wants, |place, most| {
        let heard = shown
            .get(place)
            .and_then(|it| Some((*it, it.heard.as_ref()?)));
        heard.map_or_else(Vec::new, |(recent, heard)| {
            let selected = place == app.home.selected;
            lines(app, (recent, heard), (selected, most), &shape, styles)
        })
    });
    let beyond = beyond::of(&drawn, shown.len());
    let beyond = Span::styled(format!("{beyond} "), styles.muted());
    frame::put_both(buf, places.below, Vec::new(), vec![beyond]);
}

/// The widths of the columns; 0 leaves one out.
struct Shape {
    seen: usize,
    headline: usize,
    system: usize,
    affects: usize,
    next: usize,
    state: usize,
    /// The whole width.
    whole: usize,
}

impl Shape {
    fn of(width: u16) -> Self {
        // What is next stands below the selected row, so its column leaves first.
        let (seen, system, affects, next, state) = match width {
            130.. => (11, 16, 7, 32, 16),
            96.. => (8, 12, 7, 19, 16),
            76.. => (8, 12, 7, 0, 16),
            _ => (8, 0, 7, 0, 14),
        };
        let columns = [seen, system, affects, next, state];
        let taken = columns.into_iter().filter(|width| *width > 0);
        let taken: usize = taken.map(|width| width + GAP).sum();
        let whole = usize::from(width);
        Self {
            seen,
            headline: whole.saturating_sub(MARGIN + taken + 1),
            system,
            affects,
            next,
            state,
            whole,
        }
    }

    fn heads(&self, styles: &Styles) -> [Cell; 6] {
        let head = |text: &str, width| Cell::new(text, width, styles.muted());
        [
            head("SEEN", self.seen),
            Cell::new("HEADLINE", self.headline, styles.heading()),
            head("SYSTEM", self.system),
            head("AFFECTS", self.affects),
            head("NEXT", self.next),
            head("STATE", self.state),
        ]
    }
}

/// The lines of one thing that was heard. The selected one is whole, with what its columns have no room for below it.
fn lines(
    app: &App,
    (recent, heard): (&Recent, &Heard),
    (selected, most): (bool, usize),
    shape: &Shape,
    styles: &Styles,
) -> Vec<Line<'static>> {
    let today = app.today();
    let standing = Standing::of(heard, today);
    let style = if selected {
        styles.selected()
    } else {
        styles.text()
    };
    let state = match standing {
        _ if standing.is_due() => styles.attention(),
        _ if standing.is_open() => styles.text(),
        _ => styles.muted(),
    };
    let seen = when::show(heard.seen, today);
    // A whole day of another year has no room in a narrow column; a number of the year would be read as a day.
    let seen = if wrap::width(&seen) > shape.seen {
        heard.seen.format("%b %Y").to_string()
    } else {
        seen
    };
    let text = |words: &str, width| Cell::new(words, width, styles.text());
    let system = match heard.system.as_str() {
        "" => "-",
        system => system,
    };
    let cells = [
        text(&seen, shape.seen),
        Cell::new(headline(recent, heard), shape.headline, style),
        text(system, shape.system),
        text(affects(heard.applies), shape.affects),
        text(&next(heard), shape.next),
        Cell::new(standing.words(today), shape.state, state),
    ];
    let lead = vec![columns::margin(selected, styles)];
    let most = if selected { usize::MAX } else { most };
    let mut lines = columns::row(lead, &cells, most);
    let indent = MARGIN + shape.seen + GAP;
    let below = match (selected, app.home.found_in(recent)) {
        (true, found) => found
            .map(|found| found.says.clone())
            .into_iter()
            .chain(whole(recent, heard, shape, today))
            .collect(),
        (false, Some(found)) => vec![wrap::shorten(
            &found.says,
            shape.whole.saturating_sub(indent + 1),
        )],
        (false, None) => Vec::new(),
    };
    for text in below {
        for line in wrap::wrap(&text, shape.whole.saturating_sub(indent + 1)) {
            let line = format!("{}{line}", " ".repeat(indent));
            lines.push(Line::styled(line, styles.muted()));
        }
    }
    lines
}

/// What the columns of the selected one do not say.
fn whole(recent: &Recent, heard: &Heard, shape: &Shape, today: chrono::NaiveDate) -> Vec<String> {
    let mut says = Vec::new();
    if shape.system == 0 && !heard.system.is_empty() {
        says.push(format!("System: {}", heard.system));
    }
    if let Some(step) = &heard.next {
        let due = step
            .due
            .map(|due| format!(", due {}", when::show(due, today)));
        let due = due.unwrap_or_default();
        let owner = match step.owner.as_str() {
            "" => String::new(),
            owner => format!(", owner: {owner}"),
        };
        let status = step.status.words();
        says.push(format!("Next step ({status}): {}{owner}{due}", step.text));
    }
    if let Some(day) = heard.look_again {
        says.push(format!("Look again: {}", when::show(day, today)));
    }
    if !heard.attached.is_empty() {
        says.push(format!("Attached to: {}", heard.attached.join(", ")));
    }
    if !heard.ids.is_empty() {
        says.push(heard.ids.join("  "));
    }
    says.push(recent.path.clone());
    says
}
