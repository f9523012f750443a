//! The wall: one question, and what the room says to it, large and plain, without tabs, rules, keys or letters of ours.
//! The whiteboard is drawn so, and any other list while it is asked for.

mod large;
mod lines;
mod map;
mod result;
mod script;

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Span;
use ratatui::widgets::{Clear, Widget};

use super::beyond::beyond;
use super::{frame, overlay, wrap};
use crate::app::voting::{self, Counting};
pub(super) use crate::app::wall::of;
use crate::app::wall::{Item, Wall, arranged};
use crate::app::{App, Open, Saving, Tone};
use crate::areas::wall::Places;
use crate::domain::Counted;
use crate::keys::Screen;
use crate::theme::Styles;
pub(super) use map::view as map_alone;

/// Draws the wall, and over it what lies over the screen.
pub(super) fn view(app: &App, wall: &Wall<'_>, styles: &Styles, frame: &mut Frame) {
    let area = app.area_inside(frame.area());
    let counting = &wall.counting;
    let result = app.open().filter(|_| voting::is_shown(app)).map(votes);
    let alone = wall.alone();
    let script = app.script();
    let rows = script
        .as_ref()
        .map_or(0, |script| script.rows((area.width, area.height)));
    let ended = app
        .open()
        .map_or(&[][..], |open| &open.rooms.whiteboard.ended);
    let is_end = script.is_some() && !ended.is_empty();
    let blocks = styles.signs().have_blocks();
    let (places, big) = arranged(app, wall, (area, blocks), rows);
    let (places, big) = if is_end {
        (crate::areas::wall::places(area, false).at_the_end(), false)
    } else {
        (places, big)
    };
    let buf = frame.buffer_mut();
    let asks = match &result {
        Some((asks, _)) => asks,
        None => wall.heading,
    };
    if !is_end {
        heading(asks, big, &places, styles, buf);
    }
    if let Some(news) = app.conflict() {
        // Until someone answers, even the question gives way where it has the first row.
        let row = Rect { height: 1, ..area };
        Clear.render(row, buf);
        buf.set_style(row, styles.base());
        frame::conflict(app, news, styles, row, buf);
    }
    topic(app, wall, &places, styles, buf);
    if let Some(script) = &script {
        script::draw(script, area, &places, styles, buf);
    }
    let room = alone.is_none() && counting.is_none() && result.is_none();
    let mut is_list = script.is_some() && room;
    let mut counts = vec![wall.counts.clone()];
    if is_end {
        counts = vec![script::ended(app, ended, &places, styles, buf)];
        is_list = false;
    } else if let Some((_, all)) = &result {
        let hidden = result::draw(all, places.margin, styles, places.body, buf);
        counts = vec![hides(hidden)];
    } else if let Some(counting) = counting {
        counts = vec![counted(counting, places.margin, styles, places.body, buf)];
    } else if wall.len == 0 {
        welcome(wall, &places, styles, buf);
    } else if let Some(selected) = alone {
        let item = (wall.line)(selected);
        large::alone(&item, places.margin, styles, places.body, buf);
    } else {
        let seen = lines::draw(wall, places.margin, styles, places.body, buf);
        let below = wall.len.saturating_sub(seen.end);
        let left = beyond(seen.start, below);
        if !left.is_empty() {
            // How many are hidden is never what a narrow screen cuts.
            let says = in_sight(wall, seen);
            let room = usize::from(area.width);
            counts = [says, wall.counts.clone(), String::new()]
                .into_iter()
                .find(|says| wrap::width(says) + wrap::width(&left) + 6 <= room)
                .into_iter()
                .chain([left])
                .collect();
        }
    }
    counts.retain(|words| !words.is_empty());
    let counts = format!("{}   ", counts.join("   "));
    let room = usize::from(area.width).saturating_sub(wrap::width(&counts) + 3);
    let before = is_list
        .then(|| app.earlier_lines(room))
        .flatten()
        .map(|says| Span::styled(format!("   {says}"), styles.muted()));
    frame::put_both(
        buf,
        places.counts,
        before.into_iter().collect(),
        vec![Span::styled(counts, styles.text())],
    );
    let mut row = places.says;
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: 1,
        ..area
    };
    if app.overlay.is_some() || app.choice.is_some() {
        row.height = row.height.saturating_sub(1);
        frame::keys(app, styles, last, buf);
    }
    let said = says(app, wall, styles, row, buf);
    if let Some(script) = script.filter(|_| row.bottom() == area.bottom() && said < row.height) {
        script::keys(&script, last, styles, buf);
    }
    if let Some((choice, typed)) = &app.choice {
        let lines = super::choice::lines(app, *choice, typed, styles, area.width);
        // What needs more rows than the bar grows upwards, over the lines.
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let [_, over] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(
            area.intersection(Rect {
                height: places.bar.bottom(),
                ..area
            }),
        );
        Clear.render(over, buf);
        buf.set_style(over, styles.base());
        frame::put_lines(buf, over, lines);
    }
    // The sentence that grows stands above its line, over what is there.
    let above = super::sharpen::lines(app, styles, area.width);
    let rows = u16::try_from(above.len()).unwrap_or(u16::MAX);
    let [_, over] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(
        area.intersection(Rect {
            height: places.bar.y.saturating_sub(area.y),
            ..area
        }),
    );
    Clear.render(over, buf);
    buf.set_style(over, styles.base());
    frame::put_lines(buf, over, above);
    let caret = line(app, counting.as_ref(), styles, places.bar, buf);
    let body = frame::areas(area, 1).body;
    let over = app.overlay.as_ref();
    let over = over.and_then(|over| overlay::draw(app, over, styles, body, buf));
    if let Some(caret) = over.or(caret) {
        frame.set_cursor_position(caret);
    }
}

/// The result of the vote, and what stands above it.
fn votes(open: &Open) -> (&'static str, Vec<Counted<'_>>) {
    let since = open.rooms.whiteboard.since(&open.session);
    ("VOTES", open.session.wall_result(since))
}

/// How many lines of a result are not in sight, and how to leave it.
fn hides(hidden: usize) -> String {
    let back = "any key: back to the whiteboard";
    match hidden {
        0 => back.to_owned(),
        n => format!("{n} more below   {back}"),
    }
}

/// Rows of the list below what is voted on now: from so many rows on it is there.
const LISTED: (u16, u16) = (16, 3);

/// What is voted on now, in large letters, and where there is room all of it by number. Says how far the count is.
fn counted(
    counting: &Counting<'_>,
    margin: u16,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) -> String {
    let all = counting.candidates.len();
    let rows = u16::try_from(all + 1).unwrap_or(u16::MAX);
    let below = if area.height >= LISTED.0 {
        rows.min(area.height / 3).max(LISTED.1)
    } else {
        0
    };
    let [above, below] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(area);
    if let Some(now) = counting.now() {
        let item = Item {
            number: now
                .number()
                .map_or(0, |number| usize::try_from(number).unwrap_or_default()),
            under: now.lines.iter().map(ToString::to_string).collect(),
            ..Item::of(now.words.to_string())
        };
        large::alone(&item, margin, styles, above, buf);
    }
    super::voting::numbered(counting, styles, below, buf);
    let at = (counting.counted() + 1).min(all);
    // How many votes each person has is about ballots: hands go up as often as someone likes.
    if counting.hands.all().is_empty() {
        let each = super::voting::each(counting);
        format!("{at} of {all}   ballots: {each}")
    } else {
        format!("{at} of {all}")
    }
}

fn heading(asks: &str, big: bool, places: &Places, styles: &Styles, buf: &mut Buffer) {
    let row = Rect {
        x: places.heading.x.saturating_add(places.margin),
        width: places.heading.width.saturating_sub(places.margin),
        ..places.heading
    };
    if big {
        return large::question(asks, styles, row, buf);
    }
    let spaced = spaced(asks);
    let says = if wrap::width(&spaced) <= usize::from(row.width) {
        spaced
    } else {
        asks.to_uppercase()
    };
    frame::put(buf, row, vec![Span::styled(says, styles.strong())]);
}

/// Capitals with air between them, which is as large as one row can be.
fn spaced(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let letters: Vec<String> = word.to_uppercase().chars().map(String::from).collect();
        letters.join(" ")
    });
    words.collect::<Vec<_>>().join("   ")
}

fn topic(app: &App, wall: &Wall<'_>, places: &Places, styles: &Styles, buf: &mut Buffer) {
    let left = " ".repeat(usize::from(places.margin));
    let mut right = Vec::new();
    // The minutes are never removed: where the topic has no row, they stand beside the question.
    if let Some((words, late)) = app.time_words() {
        let style = if late {
            styles.attention()
        } else {
            styles.text()
        };
        let words = Span::styled(format!("{words}   "), style);
        if places.topic.is_empty() {
            let width = u16::try_from(wrap::width(&words.content)).unwrap_or(u16::MAX);
            let row = places.heading;
            let x = row.right().saturating_sub(width).max(row.x);
            let row = Rect { x, ..row }.intersection(row);
            frame::put(buf, row, vec![words]);
        } else {
            right.push(words);
        }
    }
    if app.open().is_some_and(|open| open.held_by.is_some()) {
        right.push(Span::styled("READ ONLY", styles.attention()));
        right.push(Span::raw("   "));
    }
    let taken: usize = right.iter().map(|span| wrap::width(&span.content)).sum();
    let room = usize::from(places.topic.width).saturating_sub(left.len() + taken + 1);
    // On a whiteboard the topic is read from the back of the room.
    let style = if wall.big {
        styles.strong()
    } else {
        styles.text()
    };
    let words = Span::styled(wrap::shorten(&wall.topic, room), style);
    frame::put_both(buf, places.topic, vec![Span::raw(left), words], right);
}

fn welcome(wall: &Wall<'_>, places: &Places, styles: &Styles, buf: &mut Buffer) {
    let left = usize::from(places.margin);
    let room = usize::from(places.body.width).saturating_sub(left + 1);
    let mut rows = places.body.rows().skip(usize::from(places.body.height > 6));
    let mut put = |line: String, buf: &mut Buffer| {
        if let Some(row) = rows.next() {
            frame::put(buf, row, vec![Span::styled(line, styles.text())]);
        }
    };
    if !wall.strip.is_empty() {
        put(strip(wall, places.margin, places.body.width), buf);
    }
    for words in &wall.welcome {
        for line in wrap::wrap(words, room) {
            put(format!("{}{line}", " ".repeat(left)), buf);
        }
        if places.body.height >= 14 {
            put(String::new(), buf);
        }
    }
}

/// How it goes, from whom to whom, in one row; what does not fit is left out, as it is in the map.
fn strip(wall: &Wall<'_>, margin: u16, width: u16) -> String {
    let left = " ".repeat(usize::from(margin));
    let room = usize::from(width).saturating_sub(left.len() + 1);
    format!("{left}{}", wrap::shorten(&wall.strip.join("   "), room))
}

/// So many runs of numbers are named; of more it is said how many numbers are in sight.
const RUNS: usize = 3;

/// How many were said, and the numbers that are in sight: `35 said, 9 questions, 1 to 18`.
fn in_sight(wall: &Wall<'_>, seen: Range<usize>) -> String {
    let all = seen.len();
    let mut numbers: Vec<usize> = seen.map(|place| (wall.line)(place).number).collect();
    numbers.sort_unstable();
    let runs: Vec<String> = numbers
        .chunk_by(|one, next| one + 1 == *next)
        .filter_map(|run| match run {
            [only] => Some(only.to_string()),
            [first, .., last] => Some(format!("{first} to {last}")),
            [] => None,
        })
        .collect();
    let runs = if runs.len() > RUNS {
        format!("{all} in sight")
    } else {
        runs.join(", ")
    };
    match wall.counts.as_str() {
        "" => String::new(),
        counts => format!("{counts}, {runs}"),
    }
}

/// What must be said although the wall is calm: that saving fails, why a line was not taken, what a key did that cannot
/// be seen. Else, at the right, what the room is asked once more.
/// Returns how many rows that takes.
fn says(app: &App, wall: &Wall<'_>, styles: &Styles, area: Rect, buf: &mut Buffer) -> u16 {
    let room = usize::from(area.width).saturating_sub(2);
    let saving = app.open().map(|open| &open.saving);
    let (says, style) = if let Some(Saving::Failed(says)) = saving {
        (says.clone(), styles.alarm())
    } else if let Some(says) = overlay::status(app) {
        (says, styles.text())
    } else if let Some(says) = app.bar.as_ref().and_then(|bar| bar.refusal.as_ref()) {
        (format!("! {says}"), styles.attention())
    } else {
        match &app.notice {
            // A change is seen on the wall, and its words would bring our ids there.
            Some(notice) if notice.tone == Tone::Info => (notice.says.clone(), styles.text()),
            Some(notice) if notice.tone == Tone::Attention => {
                (format!("! {}", notice.says), styles.attention())
            }
            _ => {
                let counting = wall.counting.as_ref();
                let counting = counting.filter(|_| app.screen() == Screen::Whiteboard);
                let prompt = counting.map(|it| super::voting::prompt(it.now().is_some()));
                return corner(prompt.unwrap_or(&wall.corner), styles, area, buf);
            }
        }
    };
    let lines = wrap::wrap_to(&says, room, usize::from(area.height));
    let taken = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    for (line, row) in lines.into_iter().zip(area.rows()) {
        let line = vec![Span::raw(" "), Span::styled(line, style)];
        frame::put(buf, row, line);
    }
    taken
}

fn corner(says: &str, styles: &Styles, area: Rect, buf: &mut Buffer) -> u16 {
    let room = usize::from(area.width).saturating_sub(2);
    // Where it does not fit, its end is the part that can be missed.
    let first = wrap::wrap(says, room).into_iter().next();
    let right = format!("{} ", first.unwrap_or_default());
    if let Some(row) = area.rows().next() {
        let right = vec![Span::styled(right, styles.text())];
        frame::put_both(buf, row, Vec::new(), right);
    }
    u16::from(!says.is_empty())
}

/// The line that is being typed; says where its caret is.
fn line(
    app: &App,
    counting: Option<&Counting<'_>>,
    styles: &Styles,
    row: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let bar = app.bar.as_ref().filter(|_| app.choice.is_none())?;
    let prompt = if bar.is(&crate::lines::table::WALL) {
        " > ".to_owned()
    } else {
        format!(" {}> ", app.asks(bar))
    };
    let room = usize::from(row.width).saturating_sub(wrap::width(&prompt) + 1);
    // What is counted is shown to no one before all are in.
    let (typed, at) = match counting {
        Some(counting) => ("*".repeat(counting.counted()), counting.counted()),
        None => (bar.editor.text().to_owned(), bar.editor.caret()),
    };
    let (text, caret) = super::bar::window(&typed, at, room);
    let style = if bar.suggested {
        styles.selected()
    } else {
        styles.text()
    };
    let x = u16::try_from(wrap::width(&prompt) + caret).unwrap_or(u16::MAX);
    let x = row.x.saturating_add(x).min(row.right().saturating_sub(1));
    let spans = vec![
        Span::styled(prompt, styles.focus()),
        Span::styled(text.clone(), style),
    ];
    let free = room.saturating_sub(wrap::width(&text) + 2);
    let right = offered(app).into_iter();
    let right = right.filter(|(says, _)| wrap::width(says) < free);
    let right = right.map(|(says, taken)| {
        let style = if taken {
            styles.focus()
        } else {
            styles.muted()
        };
        Span::styled(format!("{says} "), style)
    });
    frame::put_both(buf, row, spans, right.collect());
    Some(Position::new(x, row.y))
}

/// The heap that the line is offered, or on which it goes, and whether it does.
fn offered(app: &App) -> Option<(String, bool)> {
    match (app.heap_taken(), app.heap_offered()) {
        (Some(heap), _) => Some((format!("on heap {heap}"), true)),
        (None, Some(heap)) => Some((format!("Tab: heap {heap}"), false)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_have_air_between_letters_and_more_between_words() {
        assert_eq!(spaced("What now?"), "W H A T   N O W ?");
    }
}
