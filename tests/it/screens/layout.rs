//! Where things stand, at every size from the smallest window to a wall: what is cut, what gives way to what.

use threatboard::catalogue::Catalogue;
use threatboard::domain::{Severity, Text};

use super::{doing, ending, home, themes, voting, wall, wrong};
use crate::support::{Desk, room};

const COLUMNS: [u16; 15] = [
    40, 47, 52, 60, 68, 76, 80, 90, 96, 100, 112, 120, 150, 180, 220,
];
const ROWS: [u16; 11] = [10, 12, 13, 14, 16, 18, 20, 24, 30, 44, 60];

/// Meetings in which every list holds long and short lines, each on every screen.
fn each_state(mut look: impl FnMut(&Desk, &str)) {
    let meetings: [(&str, fn() -> Desk); 4] = [
        ("a board", wrong::busy),
        ("mitigations", doing::full),
        ("a vote", voting::rated),
        ("a finished meeting", ending::finished),
    ];
    for (name, meeting) in meetings {
        for keys in ["1", "2", "3", "3<tab>", "4", "5", "6", "7", "x"] {
            let mut desk = meeting();
            desk.keys("<esc><esc>").keys(keys);
            look(&desk, &format!("{name}, {keys}"));
        }
    }
}

/// The cells of a screen's body, one string a cell.
struct Body(Vec<Vec<String>>);

impl Body {
    fn of(desk: &Desk, size: (u16, u16)) -> Self {
        let cells = desk.cells(size, threatboard::theme::Signs::default());
        let rows = if size.1 < 14 {
            2..size.1 - 3
        } else {
            3..size.1 - 6
        };
        let row = |y| -> Vec<String> {
            let symbols = (0..size.0).map(|x| cells[(x, y)].symbol().to_owned());
            symbols.collect()
        };
        Self(rows.map(row).collect())
    }

    /// The panes from left to right, as the columns between the bars.
    fn panes(&self) -> Vec<std::ops::Range<usize>> {
        let width = self.0.first().map_or(0, Vec::len);
        let is_bar = |x: &usize| self.0.iter().all(|row| row[*x] == "│");
        let mut panes = Vec::new();
        let mut start = 0;
        for bar in (0..width).filter(is_bar).chain([width]) {
            panes.push(start..bar);
            start = bar + 1;
        }
        panes
    }
}

#[test]
fn nothing_is_cut_while_a_row_of_its_pane_is_free() {
    let mut cuts = 0;
    let mut wrong = Vec::new();
    each_state(|desk, state| {
        for columns in COLUMNS {
            // Below this the export's preview stands under its list, and a file has blank lines of its own.
            if columns < 90 && state.ends_with('x') {
                continue;
            }
            for rows in ROWS {
                let body = Body::of(desk, (columns, rows));
                for pane in body.panes() {
                    let lines: Vec<String> = body
                        .0
                        .iter()
                        .map(|row| row[pane.clone()].concat())
                        .collect();
                    // A heading is a row of its own: what it counts goes before its words.
                    let cut = lines.iter().skip(1).find(|line| line.contains('…'));
                    let free = lines.iter().any(|line| line.trim().is_empty());
                    cuts += usize::from(cut.is_some());
                    if let Some(cut) = cut.filter(|_| free) {
                        let screen = desk.screen((columns, rows));
                        wrong.push(format!("{cut:?} in {state} at {columns}x{rows}\n{screen}"));
                    }
                }
            }
        }
    });
    let first = wrong.first();
    assert_eq!(first, None, "and {} more", wrong.len().saturating_sub(1));
    assert!(cuts > 20, "only {cuts} panes held a cut");
}

/// What lies over a screen, what is asked in the place of the bar, the wall and the start screen.
fn each_other_state(mut look: impl FnMut(&Desk, &str)) {
    let busy = [
        "?",
        "?the",
        "<ctrl-p>",
        "<ctrl-p>e",
        "/e",
        "<ctrl-q>",
        "3s",
        "3s?",
        "3r",
        "6ao",
        "E",
        "nnnn",
        "w",
        "3w",
        "tone<enter>",
        "d",
    ];
    for keys in busy {
        let mut desk = wrong::busy();
        desk.keys("<esc><esc>2").keys(keys);
        look(&desk, &format!("a board, {keys}"));
    }
    for keys in ["nnnn", "E", "3E", "1", "0"] {
        let mut desk = Desk::with(room());
        desk.keys(keys);
        look(&desk, &format!("a new meeting, {keys}"));
    }
    for keys in ["", "<esc><up>", "<esc>?", "<esc><ctrl-p>"] {
        let mut desk = wall::lunch();
        desk.keys(keys);
        look(&desk, &format!("a whiteboard, {keys}"));
    }
    look(&themes::choosing(), "the themes");
    for keys in ["", "<down><down>", "?"] {
        let mut desk = home::list();
        desk.keys(keys);
        look(&desk, &format!("the start screen, {keys}"));
    }
}

/// The rows inside the box that lies over a screen.
fn inside_of_a_box(lines: &[String]) -> Option<Vec<String>> {
    let top = lines.iter().position(|line| line.contains('┌'))?;
    let inside = lines
        .iter()
        .skip(top + 1)
        .take_while(|line| !line.contains('└'));
    let row = |line: &String| {
        let (_, rest) = line.split_once('│')?;
        Some(rest.rsplit_once('│')?.0.to_owned())
    };
    inside.map(row).collect()
}

/// The longest run of columns in which nothing stands, in rows of one width.
fn free_columns(rows: &[String]) -> usize {
    let cells: Vec<Vec<char>> = rows.iter().map(|row| row.chars().collect()).collect();
    let width = cells.iter().map(Vec::len).max().unwrap_or_default();
    let is_free = |x: usize| cells.iter().all(|row| row.get(x).is_none_or(|c| *c == ' '));
    let (mut longest, mut run) = (0, 0);
    for x in 0..width {
        run = if is_free(x) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Columns that may stay free: a margin of the wall, or between two columns.
const GAP: usize = 7;

/// What is wrong with how texts are cut on a screen.
fn cut_wrongly(desk: &Desk, size: (u16, u16)) -> Option<String> {
    let screen = desk.screen(size);
    let lines: Vec<String> = screen
        .lines()
        .map(|line| format!("{line:0$}", usize::from(size.0)))
        .collect();
    if let Some(rows) = inside_of_a_box(&lines) {
        let cut = rows.iter().find(|row| row.contains('…'));
        let free = rows.iter().any(|row| row.trim().is_empty());
        return cut.filter(|_| free).map(|cut| format!("in a box: {cut}"));
    }
    // Where keys are chosen from, the bar has as many rows as they need.
    if desk.app.choice.is_some() {
        return None;
    }
    let body = Body::of(desk, size);
    for pane in body.panes() {
        let rows: Vec<String> = body
            .0
            .iter()
            .map(|row| row[pane.clone()].concat())
            .collect();
        let free = free_columns(&rows);
        let cut = rows.iter().skip(1).find(|row| row.contains('…'));
        if let Some(cut) = cut.filter(|_| free > GAP) {
            return Some(format!("beside {free} columns: {cut}"));
        }
        // A number says nothing without what it counts.
        let head = rows.first().map_or("", String::as_str);
        let is_number = |word: &str| {
            word.strip_suffix('…')
                .is_some_and(|n| n.parse::<u32>().is_ok())
        };
        if head.split(' ').any(is_number) {
            return Some(format!("a number is cut off: {head}"));
        }
    }
    let below = if size.1 < 14 { (3, 2) } else { (5, 3) };
    let row = |up: u16| {
        lines
            .get(usize::from(size.1 - up))
            .map_or("", String::as_str)
    };
    let (status, bar) = (row(below.0), row(below.1));
    let is_cut = status.contains('…') && bar.trim().is_empty();
    is_cut.then(|| format!("above an empty row: {status}"))
}

#[test]
fn nothing_is_cut_while_a_row_or_a_column_is_free() {
    let mut wrong = Vec::new();
    let mut sizes = 0;
    let mut look = |desk: &Desk, state: &str| {
        for columns in COLUMNS {
            for rows in ROWS {
                sizes += 1;
                if let Some(says) = cut_wrongly(desk, (columns, rows)) {
                    let screen = desk.screen((columns, rows));
                    wrong.push(format!("{state} at {columns}x{rows}, {says}\n{screen}"));
                    return;
                }
            }
        }
    };
    each_other_state(&mut look);
    each_state(&mut look);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(sizes > 9_000, "{sizes}");
}

#[test]
fn the_meanings_of_the_severities_are_whole_at_every_width() {
    let catalogue = Catalogue::bundled().unwrap();
    let mut desk = doing::full();
    desk.keys("<home>s?");
    for columns in 40..=220 {
        for rows in [10, 14, 20, 30] {
            let screen = desk.screen((columns, rows));
            let seen = screen.replace([' ', '\n'], "");
            for severity in Severity::ALL {
                let meaning = catalogue.meaning(severity).replace(' ', "");
                assert!(seen.contains(&meaning), "{columns}x{rows}\n{screen}");
            }
        }
    }
}

#[test]
fn a_title_of_24_characters_is_whole_at_every_width() {
    let mut session = room();
    session.title = Text::new("Payments API refund flow");
    let mut desk = Desk::with(session);
    for keys in ["1", "2", "3", "4", "5", "6", "x"] {
        desk.keys(keys);
        for columns in 40..=220 {
            let screen = desk.screen((columns, 20));
            let title = screen.lines().next().unwrap_or_default();
            assert!(
                title.starts_with(" Payments API refund flow "),
                "{columns} columns: {title}"
            );
        }
    }
}

#[test]
fn a_heading_never_runs_into_the_head_of_a_column() {
    let mut desk = Desk::with(room());
    let lines: Vec<String> = (0..400)
        .map(|n| format!("Threat number {n} of a large list"))
        .collect();
    desk.keys("2t")
        .keys(&format!("<paste:{}>", lines.join(r"\n")))
        .keys("<enter><esc>3<home>");
    for _ in 0..2 {
        desk.keys("<pgdn>");
    }
    for columns in 96..=220 {
        let screen = desk.screen((columns, 30));
        let heading = screen.lines().nth(3).unwrap_or_default();
        let heading = heading.split('│').next().unwrap_or_default();
        assert!(
            heading.contains(" above, ")
                && (heading.contains(" below ") || heading.ends_with(" below")),
            "{columns} columns: {heading}"
        );
    }
}
