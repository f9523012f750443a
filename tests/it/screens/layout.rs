//! Where things stand, at every size from the smallest window to a wall: what is cut, what gives way to what.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use threatboard::app::msg::Msg;
use threatboard::catalogue::Catalogue;
use threatboard::domain::{Scale, Text};

use super::{doing, ending, home, themes, voting, wall, wrong};
use crate::looks::text_of;
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

/// A screen cell by cell.
fn cells(desk: &Desk, size: (u16, u16)) -> Buffer {
    desk.cells(size, threatboard::theme::Signs::default())
}

/// Its rows, each as wide as the screen.
fn lines_of(cells: &Buffer) -> Vec<String> {
    let rows = text_of(cells);
    let width = usize::from(cells.area.width);
    let rows = rows.lines().map(|row| format!("{row:width$}"));
    rows.collect()
}

/// The cells of a screen's body, one text a cell.
struct Body<'a>(Vec<Vec<&'a str>>);

impl<'a> Body<'a> {
    fn of(cells: &'a Buffer) -> Self {
        let Rect { width, height, .. } = cells.area;
        let rows = if height < 14 {
            2..height - 3
        } else {
            3..height - 6
        };
        let row = |y| -> Vec<&str> { (0..width).map(|x| cells[(x, y)].symbol()).collect() };
        Self(rows.map(row).collect())
    }

    /// The text of each pane, row by row. The places of the board stand in the rows of its threats.
    fn lists(&self) -> Vec<Vec<String>> {
        let mut panes = self.panes();
        let heads = |pane: &std::ops::Range<usize>| {
            let head = self.0.first().map(|row| row[pane.clone()].concat());
            head.is_some_and(|head| head.trim_start().starts_with("WHERE"))
        };
        if let Some(at) = panes.iter().position(heads).filter(|at| *at > 0) {
            let places = panes.remove(at);
            panes[at - 1].end = places.end;
        }
        self.texts(panes)
    }

    /// The text of each of these panes, row by row.
    fn texts(&self, panes: Vec<std::ops::Range<usize>>) -> Vec<Vec<String>> {
        let text = |pane: std::ops::Range<usize>| -> Vec<String> {
            let rows = self.0.iter();
            rows.map(|row| row[pane.clone()].concat().replace('│', " "))
                .collect()
        };
        panes.into_iter().map(text).collect()
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
                let here = cells(desk, (columns, rows));
                let body = Body::of(&here);
                for lines in body.lists() {
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
        "2C",
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
    let mut round = wrong::busy();
    round.keys("<esc>2<home>+n<home>.");
    look(&round, "a round");
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

/// What a row of a list begins with: an item's id, or a file that can be picked.
fn item_of(row: &str) -> Option<String> {
    let bare = row.trim_start_matches([' ', '>']);
    if row.len() - bare.len() > 3 {
        return None;
    }
    let row = bare;
    if let Some(file) = row.strip_prefix("[x] ").or(row.strip_prefix("[ ] ")) {
        return Some(file.split(' ').next().unwrap_or(file).to_owned());
    }
    let id = row.split(' ').next()?;
    let is_number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    let number = id.strip_prefix(['T', 'M', 'Q', 'A', 'S', 'F', 'P'])?;
    is_number(number).then(|| id.to_owned())
}

/// How many items a pane says to be out of sight, in one of its rows; so many lines, where it is a page of text.
fn said_to_be_beyond(rows: &[String]) -> usize {
    let counted = |row: &String| {
        let words: Vec<&str> = row.split([' ', ',']).filter(|w| !w.is_empty()).collect();
        let pairs = words.windows(2);
        let counts = pairs.filter(|pair| matches!(pair[1], "above" | "below"));
        counts
            .filter_map(|pair| pair[0].parse::<usize>().ok())
            .sum()
    };
    rows.iter().map(counted).max().unwrap_or_default()
}

/// The rows that are enough for every list.
const TALL: u16 = 200;

/// A screen that is high enough for all.
struct Whole {
    lines: Vec<String>,
    lists: Vec<Vec<String>>,
}

impl Whole {
    fn of(cells: &Buffer) -> Self {
        Self {
            lines: lines_of(cells),
            lists: Body::of(cells).lists(),
        }
    }
}

/// What is out of sight without a word, beside a screen of the same width that is high enough for all.
fn hidden_unsaid(here: &Buffer, lines: &[String], tall: &Whole) -> Option<String> {
    if let Some(rows) = inside_of_a_box(lines) {
        let all = inside_of_a_box(&tall.lines)?;
        // The samples of a theme go first where rows are scarce.
        let is_row = |row: &&String| !row.trim().is_empty() && !row.contains("HEADING");
        let count = |rows: &[String]| rows.iter().filter(is_row).count();
        let signs = ["above", "below", " more", "…"];
        let is_said = |line: &String| signs.iter().any(|sign| line.contains(sign));
        let hides = count(&rows) < count(&all) && !lines.iter().any(is_said);
        return hides.then(|| "a box hides rows".to_owned());
    }
    let items =
        |rows: &[String]| -> Vec<String> { rows.iter().filter_map(|row| item_of(row)).collect() };
    let here = Body::of(here).lists();
    here.iter().zip(&tall.lists).find_map(|(rows, all)| {
        // The map counts what it shows in its heading; a pane without rows shows nothing of a list.
        let is_map = rows.first().is_none_or(|head| head.starts_with(" MAP"));
        let is_file = rows.iter().any(|row| row.contains("PREVIEW  "));
        if is_map || is_file || rows.len() < 2 {
            return None;
        }
        let (seen, all) = (items(rows), items(all));
        let hidden = all.iter().filter(|item| !seen.contains(item)).count();
        let said = said_to_be_beyond(rows);
        let says = || format!("{hidden} are out of sight, {said} are said to be");
        (said < hidden).then(says)
    })
}

/// The marks of selected lines on a screen.
fn marks(cells: &Buffer) -> usize {
    let body = Body::of(cells);
    let is_mark = |row: &Vec<&str>| {
        let text = row.concat();
        let parts = text.split('│');
        parts
            .filter(|part| part.trim_start().starts_with("> "))
            .count()
    };
    body.0.iter().map(is_mark).sum()
}

/// A row of a screen in which a line is drawn under more than words.
fn lined_blank(cells: &Buffer) -> Option<String> {
    let (columns, rows) = (cells.area.width, cells.area.height);
    let is_lined =
        |x: u16, y: u16| x < columns && cells[(x, y)].modifier.contains(Modifier::UNDERLINED);
    let is_blank = |x: u16, y: u16| cells[(x, y)].symbol() == " ";
    let row = (0..rows).find(|y| {
        (0..columns).any(|x| {
            let word = |x: u16| is_lined(x, *y) && !is_blank(x, *y);
            let near = |x: Option<u16>| x.is_some_and(word);
            let before = near(x.checked_sub(1)) || near(x.checked_sub(2));
            let after = word(x + 1) || word(x + 2);
            is_lined(x, *y) && is_blank(x, *y) && !(before && after)
        })
    })?;
    Some((0..columns).map(|x| cells[(x, row)].symbol()).collect())
}

/// What is wrong with how texts are cut on a screen.
fn cut_wrongly(desk: &Desk, cells: &Buffer, tall: &Whole) -> Option<String> {
    let lines = lines_of(cells);
    // What is chosen from may take all rows of the body.
    let unsaid = hidden_unsaid(cells, &lines, tall).filter(|_| desk.app.choice.is_none());
    if unsaid.is_some() {
        return unsaid;
    }
    if let Some(row) = lined_blank(cells) {
        return Some(format!("a line under a blank: {row}"));
    }
    let marks = marks(cells);
    if marks > 1 {
        return Some(format!("{marks} lines are marked"));
    }
    if let Some(rows) = inside_of_a_box(&lines) {
        let cut = rows.iter().find(|row| row.contains('…'));
        let free = rows.iter().any(|row| row.trim().is_empty());
        return cut.filter(|_| free).map(|cut| format!("in a box: {cut}"));
    }
    // Where keys are chosen from, the bar has as many rows as they need.
    if desk.app.choice.is_some() {
        return None;
    }
    let body = Body::of(cells);
    for rows in body.texts(body.panes()) {
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
    let height = cells.area.height;
    let below = if height < 14 { (3, 2) } else { (5, 3) };
    let row = |up: u16| {
        lines
            .get(usize::from(height - up))
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
            // Below this width an export's file stands under its list, and may hold a list of its own.
            let is_alone = state.ends_with('x') && columns < 90;
            let tall = (!is_alone).then(|| Whole::of(&cells(desk, (columns, TALL))));
            for rows in ROWS {
                sizes += 1;
                let here = cells(desk, (columns, rows));
                let own = tall.is_none().then(|| Whole::of(&here));
                let tall = tall.as_ref().or(own.as_ref()).unwrap();
                if let Some(says) = cut_wrongly(desk, &here, tall) {
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
fn the_meanings_of_a_scale_are_whole_at_every_width() {
    let catalogue = Catalogue::bundled().unwrap();
    let scale = Scale::standard();
    let levels = (0..scale.levels.len()).map(|level| catalogue.meaning(scale, level));
    let steps = scale.likelihood.iter().chain(&scale.impact);
    let meanings: Vec<&str> = levels.chain(steps.map(|step| &*step.meaning)).collect();
    for columns in (40..=220).step_by(9).chain([60, 80, 100]) {
        for rows in [10, 20, 30] {
            let mut desk = doing::full();
            desk.tell(Msg::Resize(columns, rows));
            desk.keys("<home>s?");
            // Each page, without the frame and what shows beside the box.
            let mut seen: Vec<String> = Vec::new();
            let mut before = String::new();
            loop {
                let screen = desk.screen((columns, rows));
                if screen == before {
                    break;
                }
                let page = inside(&screen);
                // What the page before ended with is where this one begins.
                let same = (0..=page.len())
                    .rev()
                    .find(|n| page.get(..*n).is_some_and(|head| seen.ends_with(head)));
                seen.extend(page.into_iter().skip(same.unwrap_or_default()));
                before = screen;
                desk.keys("<pgdn>");
            }
            let seen = seen.join("").replace(' ', "");
            for meaning in &meanings {
                let meaning = meaning.replace(' ', "");
                assert!(
                    seen.contains(&meaning),
                    "{columns}x{rows}: {meaning}\n{seen}"
                );
            }
        }
    }
}

/// The lines inside of the box that lies over a screen.
fn inside(screen: &str) -> Vec<String> {
    let bar = |c: char| c == '│';
    let lines = screen.lines().filter(|line| line.matches(bar).count() >= 2);
    let cut = |line: &str| -> Option<String> {
        let from = line.find(bar)? + '│'.len_utf8();
        let to = line.rfind(bar)?;
        Some(line.get(from..to)?.trim_end().to_owned())
    };
    lines.filter_map(cut).collect()
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
