//! Draws the start screen: how to begin, then the sessions that can be carried on.

mod start;

use crate::keys::verb::Verb;
use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::app::msg::Recent;
use crate::areas::lists::{self, ROOMY, WITH_PATH};
use crate::domain::{SessionKind, counted};
use crate::keys::Screen;
use crate::lines::table;
use crate::parse::when;
use crate::screens::home::ago;
use crate::screens::home::doors::doors;
use crate::theme::Styles;
use crate::ui::columns::{self, Cell, GAP, MARGIN};
use crate::ui::{beyond, frame, list, wrap};

/// Cells of the digit that opens a session, with the space behind it.
const DIGIT: usize = 2;

pub(crate) fn view(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows(area);
    let air = area.height >= ROOMY;
    rows.skip(u16::from(air));
    let mut ways = doors(&app.keys, &app.home);
    // Whoever has sessions to list has tried the program; these rows are theirs.
    let tries = [Verb::Example, Verb::Rehearse];
    ways.retain(|(_, door)| !tries.contains(&door.act) || !app.home.shows_list());
    for line in start::lines(&ways, app.home.shows_list(), styles, area.width) {
        frame::put(buf, rows.next(), line.spans);
    }
    rows.skip(u16::from(air));
    // Until the folder was looked at there is nothing to say; a line that comes and goes would only flicker.
    let Some(recents) = &app.home.recents else {
        return;
    };
    rule(styles, rows.next(), buf);
    if recents.is_empty() {
        rows.skip(u16::from(air));
        let key = |verb| app.keys.key_for(Screen::Home, verb);
        let (practice, new) = (key(Verb::Rehearse), key(Verb::NewMeeting));
        let says = format!(
            "No sessions yet. First time? Press {practice} to practice for ten minutes, alone. Press {new} to start \
             a meeting; it is saved in a file you own."
        );
        return paragraph(&says, styles, rows.0, buf);
    }
    let shown = app.home.shown();
    let finding = app.bar.as_ref().is_some_and(|bar| bar.is(&table::FIND));
    if finding || !app.home.filter.is_empty() {
        let (shown, all) = (shown.len(), recents.len());
        filter(app, shown, all, "session", styles, rows.next(), buf);
    }
    if !app.home.shows_list() {
        if finding {
            return;
        }
        rows.skip(u16::from(air));
        return folded(app, recents.len(), styles, rows.next(), buf);
    }
    if shown.is_empty() {
        return paragraph(
            if app.home.is_seeking() {
                "Looking through the sessions ..."
            } else {
                "No session contains these words. Esc shows all sessions."
            },
            styles,
            rows.0,
            buf,
        );
    }
    let shape = Shape::of(area.width, &shown);
    let heads = columns::row(
        vec![Span::raw(" ".repeat(MARGIN + DIGIT))],
        &shape.heads(app.home.returning, styles),
        1,
    );
    for line in heads {
        frame::put(buf, rows.next(), line.spans);
    }
    let foot = if area.height >= WITH_PATH {
        rows.last()
    } else {
        Rect::ZERO
    };
    let wants = list::Wants {
        least: shape.least,
        air: false,
    };
    let at = Some(app.home.selected);
    let drawn = list::draw_fitting(buf, rows.0, shown.len(), at, wants, |place, most| {
        shown.get(place).map_or_else(Vec::new, |recent| {
            let selected = place == app.home.selected;
            lines(app, recent, (place, selected, most), &shape, styles)
        })
    });
    if let Some(recent) = shown.get(app.home.selected) {
        let beyond = format!("{} ", beyond::of(&drawn, shown.len()));
        let room = usize::from(foot.width).saturating_sub(wrap::width(&beyond) + MARGIN + GAP);
        let path = format!("   {}", wrap::shorten(&recent.path, room));
        frame::put_both(
            buf,
            foot,
            vec![Span::styled(path, styles.muted())],
            vec![Span::styled(beyond, styles.muted())],
        );
    }
}

/// In the row of the capture bar: what saves a meeting from the commonest failure (R10).
pub(crate) fn before_sharing(app: &App, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let key = app.keys.key_for(Screen::Home, Verb::ShareCheck);
    let (before, after) = if row.width >= 76 {
        (
            " Before you share the screen:  ",
            "  share check (can everyone read this?)",
        )
    } else {
        (" Before you share:  ", "  share check")
    };
    let spans = vec![
        Span::styled(before, styles.text()),
        Span::styled(key, styles.focus()),
        Span::styled(after, styles.text()),
    ];
    frame::put(buf, row, spans);
}

/// What is left of the body, taken row by row.
pub(super) struct Rows(pub(super) Rect);

impl Rows {
    pub(super) fn next(&mut self) -> Rect {
        let row = Rect {
            height: self.0.height.min(1),
            ..self.0
        };
        self.skip(1);
        row
    }

    fn skip(&mut self, rows: u16) {
        let rows = rows.min(self.0.height);
        self.0.y += rows;
        self.0.height -= rows;
    }

    fn last(&mut self) -> Rect {
        let height = self.0.height.min(1);
        self.0.height -= height;
        Rect {
            y: self.0.bottom(),
            height,
            ..self.0
        }
    }
}

fn rule(styles: &Styles, row: Rect, buf: &mut Buffer) {
    let line = styles.signs().rule(usize::from(row.width));
    frame::put(buf, row, vec![Span::styled(line, styles.rule())]);
}

pub(super) fn paragraph(says: &str, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let mut rows = Rows(area);
    for line in wrap::wrap(says, usize::from(area.width).saturating_sub(MARGIN + 1)) {
        let line = Span::styled(format!("   {line}"), styles.text());
        frame::put(buf, rows.next(), vec![line]);
    }
}

/// Instead of the list, while it is folded: how many sessions there are, and how to see them.
fn folded(app: &App, sessions: usize, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let key = app.keys.key_for(Screen::Home, Verb::ListSessions);
    let (says, them) = match (sessions, app.home.unread) {
        (1, 0) => ("1 session:  ".to_owned(), "it"),
        (n, 0) => (format!("{n} sessions:  "), "them"),
        (n, unread) => (format!("{n} known, {unread} being read:  "), "them"),
    };
    let spans = vec![
        Span::styled(format!("   {says}"), styles.text()),
        Span::styled(key, styles.focus()),
        Span::styled(format!("  to list {them}"), styles.text()),
    ];
    frame::put(buf, row, spans);
}

/// What is looked for, among so many of what is listed, and how many of them have it.
pub(super) fn filter(
    app: &App,
    shown: usize,
    all: usize,
    what: &str,
    styles: &Styles,
    row: Rect,
    buf: &mut Buffer,
) {
    let says = if app.home.filter.is_empty() {
        format!("Type words from any {what}.   {}", counted(all, what))
    } else {
        let more = if app.home.is_seeking() {
            ", still looking"
        } else {
            ""
        };
        format!(
            "{}: {} of {all}{more}",
            app.home.filter,
            counted(shown, what)
        )
    };
    let key = app.keys.key_for(app.screen(), Verb::Find);
    let spans = vec![
        Span::styled(format!("   {key} "), styles.focus()),
        Span::styled(says, styles.text()),
    ];
    frame::put(buf, row, spans);
}

/// The widths of the columns; 0 leaves one out.
struct Shape {
    title: usize,
    kind: usize,
    met: usize,
    threats: usize,
    open: usize,
    flag: usize,
    questions: usize,
    revisit: usize,
    /// The most lines of a row that is not selected, where not all rows fit.
    least: usize,
    /// The whole width.
    whole: usize,
}

impl Shape {
    fn of(width: u16, shown: &[&Recent]) -> Self {
        // In the order of the screen, so that the columns from the right are the ones that leave.
        let (kind, met, threats, open, flag, questions, revisit) = match width {
            120.. => (10, 9, 7, 7, 7, 9, 11),
            96.. => (10, 9, 7, 7, 7, 9, 0),
            76.. => (10, 9, 7, 7, 7, 0, 0),
            56.. => (0, 9, 0, 7, 7, 0, 0),
            _ => (0, 0, 0, 7, 7, 0, 0),
        };
        // A column in which nothing stands would only take cells from the titles.
        let reviews = shown.iter().any(|r| r.revisit_due.is_some());
        let revisit = if reviews { revisit } else { 0 };
        let again = |r: &Recent| r.heard.is_some() && r.revisit_due.is_some();
        let is_flagged = |r: &&Recent| r.late_actions > 0 || r.broken.is_some() || again(r);
        let flags = shown.iter().any(is_flagged) || (reviews && revisit == 0);
        let flag = if flags { flag } else { 0 };
        let taken: usize = [kind, met, threats, open, flag, questions, revisit]
            .into_iter()
            .filter(|width| *width > 0)
            .map(|width| width + GAP)
            .sum();
        Self {
            title: usize::from(width).saturating_sub(MARGIN + DIGIT + taken + 1),
            kind,
            met,
            threats,
            open,
            flag,
            questions,
            revisit,
            least: lists::session_lines(width),
            whole: usize::from(width),
        }
    }

    fn heads(&self, returning: bool, styles: &Styles) -> [Cell; 8] {
        let head = |text: &str, width| Cell::new(text, width, styles.muted());
        [
            Cell::new(
                if returning { "FOLLOW UP ON" } else { "RECENT" },
                self.title,
                styles.heading(),
            ),
            head("KIND", self.kind),
            head("LAST MET", self.met),
            head("THREATS", self.threats),
            head("ACTIONS", self.open),
            head("", self.flag),
            head("QUESTIONS", self.questions),
            head("REVIEW", self.revisit),
        ]
    }
}

/// The lines of one session. The selected title wraps; the reason why a file cannot be read stands under its name.
fn lines(
    app: &App,
    recent: &Recent,
    (place, selected, most): (usize, bool, usize),
    shape: &Shape,
    styles: &Styles,
) -> Vec<Line<'static>> {
    let digit = match place {
        0..9 => format!("{} ", place + 1),
        _ => "  ".to_owned(),
    };
    let style = if selected {
        styles.selected()
    } else {
        styles.text()
    };
    let lead = vec![
        columns::margin(selected, styles),
        Span::styled(digit, styles.muted()),
    ];
    let most = if selected { usize::MAX } else { most };
    let title = match recent.kind {
        Some(SessionKind::OneThreat) if shape.kind == 0 => format!("One threat: {}", recent.title),
        Some(SessionKind::Whiteboard) if shape.kind == 0 => format!("Whiteboard: {}", recent.title),
        _ => recent.title.clone(),
    };
    let title = Cell::new(title, shape.title, style);
    let kind = Cell::new(recent.called(), shape.kind, styles.text());
    let met = ago::short(recent.when(), app.now);
    let met = Cell::new(met, shape.met, styles.text());
    if let Some(why) = &recent.broken {
        let room = shape.open + GAP + shape.flag;
        let cells = [
            title,
            kind,
            met,
            Cell::new("CANNOT BE READ", room, styles.attention()),
        ];
        let mut lines = columns::row(lead, &cells, most);
        let indent = MARGIN + DIGIT;
        let width = shape.whole.saturating_sub(indent + 1);
        let why = [Cell::new(&**why, width, styles.text())];
        lines.extend(columns::row(
            vec![Span::raw(" ".repeat(indent))],
            &why,
            most,
        ));
        return lines;
    }
    let mut cells = vec![title, kind, met];
    cells.extend(counts(app, recent, shape, styles));
    let mut lines = columns::row(lead, &cells, most);
    if let Some(found) = app.home.found_in(recent) {
        let indent = MARGIN + DIGIT;
        let more = match found.more {
            0 => String::new(),
            more => format!("  and {more} more"),
        };
        let room = shape.whole.saturating_sub(indent + 1 + wrap::width(&more));
        let says = format!("{}{more}", wrap::shorten(&found.says, room));
        lines.push(Line::styled(
            format!("{}{says}", " ".repeat(indent)),
            styles.muted(),
        ));
    }
    lines
}

fn counts(app: &App, recent: &Recent, shape: &Shape, styles: &Styles) -> [Cell; 5] {
    let open = match (recent.open_actions, recent.actions) {
        (0, 0) => "-".to_owned(),
        (0, _) => "done".to_owned(),
        (open, _) => format!("{open} open"),
    };
    let questions = match recent.open_questions {
        0 => "-".to_owned(),
        open => format!("{open} open"),
    };
    let attention: Style = styles.attention();
    let flag = if recent.late_actions > 0 {
        format!("{} LATE", recent.late_actions)
    } else if recent.revisit_due.is_some() && recent.heard.is_some() {
        "AGAIN".to_owned()
    } else if recent.revisit_due.is_some() && shape.revisit == 0 {
        "REVIEW".to_owned()
    } else {
        String::new()
    };
    let revisit = match recent.revisit_due {
        Some(date) if date.year() == app.today().year() => {
            format!("was {}", when::show(date, app.today()))
        }
        Some(date) => format!("was in {}", date.year()),
        None => String::new(),
    };
    [
        Cell::number(recent.threats, shape.threats, styles.text()),
        Cell::new(open, shape.open, styles.text()),
        Cell::new(flag, shape.flag, attention),
        Cell::new(questions, shape.questions, styles.text()),
        Cell::new(revisit, shape.revisit, attention),
    ]
}
