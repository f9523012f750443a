//! The list once there are votes: by votes, then by severity, with the line where the time ends, a star at what the
//! room is done with, and a mark at what is high and got no votes.

use ratatui::buffer::Buffer;
use ratatui::text::{Line, Span};

use super::Ranked;
use crate::areas::lists::List;
use crate::domain::{Session, Standing, Threat};
use crate::screens::do_about::Pane;
use crate::screens::level;
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

/// Cells of the mark at the right and the gap before it.
const SIGN: usize = 2;

/// One row of the list.
enum Row {
    Threat(usize),
    Line,
}

/// Draws the list; words that are not selected have at most this many lines.
pub(super) fn draw(
    ranked: &Ranked<'_>,
    pane: Pane,
    list: &List,
    styles: &Styles,
    buf: &mut Buffer,
) {
    let (rows, width) = (list.rows, usize::from(list.rows.width));
    let len = ranked.standings.len();
    let line = ranked.line.filter(|line| *line < len);
    let row_of = |row: usize| match line {
        Some(line) if row == line => Row::Line,
        Some(line) if row > line => Row::Threat(row - 1),
        _ => Row::Threat(row),
    };
    let at = ranked
        .place
        .map(|place| place + usize::from(line.is_some_and(|line| place >= line)));
    let votes_width = ranked
        .standings
        .iter()
        .map(|s| s.votes.to_string().len())
        .max()
        .unwrap_or(1)
        .max(2);
    let level_width = level::width(ranked.session);
    let columns = Columns {
        session: ranked.session,
        id: ranked.id_width,
        votes: votes_width,
        level: level_width,
        text: width
            .saturating_sub(3 + ranked.id_width + 1 + 1 + votes_width + 1 + level_width + SIGN + 1),
    };
    let all = len + usize::from(line.is_some());
    let wants = list::Wants {
        least: list.lines.max(level::most_rows(ranked.session)),
        air: true,
    };
    let drawn = list::draw_fitting(buf, rows, all, at, wants, |row, most| match row_of(row) {
        Row::Line => vec![the_line(ranked, width, styles)],
        Row::Threat(place) => {
            let threat = ranked.threat(place).zip(ranked.standings.get(place));
            threat.map_or_else(Vec::new, |(threat, standing)| {
                let here = ranked.place == Some(place);
                let selected = here && pane == Pane::List;
                columns.threat(threat, standing, (here, selected), most, styles)
            })
        }
    });
    // The line is no threat.
    let threats_before = |row: usize| row - usize::from(line.is_some_and(|line| line < row));
    let drawn = threats_before(drawn.start)..threats_before(drawn.end);
    let top = if width >= 60 {
        "BY VOTES, THEN SEVERITY"
    } else {
        "BY VOTES"
    };
    let sev = wrap::pad("sev", level_width);
    let right = format!("votes {sev} {}", " ".repeat(SIGN));
    let beyond = beyond::of(&drawn, len);
    frame::put_heading(
        buf,
        list.above,
        (format!(" {top}"), &*beyond, right),
        styles,
    );
    let says = legend(&ranked.standings, width);
    frame::put(buf, list.below, vec![Span::styled(says, styles.muted())]);
}

/// What the marks mean, as many as there is room for.
fn legend(standings: &[Standing], width: usize) -> String {
    let later = standings.iter().any(is_later);
    let words = if later {
        [
            " * decided   - deferred   ! high, no votes",
            " * decided  - deferred  ! no votes",
        ]
    } else {
        [
            " * decided   ! high severity, no votes",
            " * decided  ! high, no votes",
        ]
    };
    // A cell stays free before the bar.
    let fits = words.into_iter().find(|words| words.len() < width);
    fits.unwrap_or_default().to_owned()
}

/// Put off on purpose, and nothing else was decided.
fn is_later(standing: &Standing) -> bool {
    !standing.in_play && !standing.done
}

/// `------------- line: 25 min ------`.
fn the_line(ranked: &Ranked<'_>, width: usize, styles: &Styles) -> Line<'static> {
    let says = match ranked.minutes {
        Some(minutes) => format!(" cut-off: {minutes} min "),
        None => format!(" cut-off: top {} ", ranked.above),
    };
    let left = styles.signs().rule(13);
    let room = width.saturating_sub(3 + 13 + says.len() + 1);
    let right = styles.signs().rule(room);
    Line::from(vec![
        Span::styled(format!("   {left}"), styles.rule()),
        Span::styled(says, styles.strong()),
        Span::styled(right, styles.rule()),
    ])
}

/// How wide the columns are.
struct Columns<'a> {
    session: &'a Session,
    id: usize,
    votes: usize,
    level: usize,
    text: usize,
}

impl Columns<'_> {
    fn threat(
        &self,
        threat: &Threat,
        standing: &Standing,
        (here, selected): (bool, bool),
        lines: usize,
        styles: &Styles,
    ) -> Vec<Line<'static>> {
        let style = if selected {
            styles.selected()
        } else {
            styles.text()
        };
        let indent = 3 + self.id + 1;
        let severity = level::rows(self.session, threat);
        let (sign, sign_style) = if standing.done {
            ("*", styles.text())
        } else if standing.is_high_without_votes() {
            ("!", styles.attention())
        } else if is_later(standing) {
            ("-", styles.muted())
        } else {
            ("", styles.text())
        };
        let most = if here { usize::MAX } else { lines };
        let mut words = wrap::wrap_to(&threat.text, self.text, most);
        words.resize(words.len().max(severity.len()), String::new());
        words
            .into_iter()
            .enumerate()
            .map(|(n, words)| {
                let words = wrap::pad(&words, self.text);
                let severity = severity.get(n).map_or("", String::as_str);
                if n > 0 {
                    let words = format!("{}{words}", " ".repeat(indent));
                    let mut spans = vec![Span::styled(words, style)];
                    if !severity.is_empty() {
                        let before = " ".repeat(self.votes + 2);
                        spans.push(Span::styled(format!("{before}{severity}"), styles.text()));
                    }
                    return Line::from(spans);
                }
                let mark = if selected { '>' } else { ' ' };
                let id = threat.id.to_string();
                let head = format!(" {mark} {id:width$} {words}", width = self.id);
                let severity = wrap::pad(severity, self.level);
                let numbers = format!(
                    " {votes:>width$} {severity} ",
                    votes = standing.votes,
                    width = self.votes
                );
                Line::from(vec![
                    Span::styled(head, style),
                    Span::styled(numbers, styles.text()),
                    Span::styled(sign, sign_style),
                ])
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{self, Depth};

    #[test]
    fn the_line_says_by_what_it_is_drawn() {
        let styles = Styles::new(&theme::load("dark", &[]).0, Depth::None);
        let session = crate::import::Draft::new("").session;
        let line = |minutes| {
            let ranked = Ranked {
                session: &session,
                by_votes: Vec::new(),
                standings: Vec::new(),
                line: Some(0),
                above: 5,
                minutes,
                place: None,
                id_width: 3,
            };
            the_line(&ranked, 38, &styles).to_string()
        };
        assert_eq!(line(Some(25)), "   ───────────── cut-off: 25 min ────");
        assert_eq!(line(None), "   ───────────── cut-off: top 5 ─────");
    }
}
