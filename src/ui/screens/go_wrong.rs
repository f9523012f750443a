//! Draws the capture board: the threats with where they bite, and what was put aside as counts. In the step "read
//! back" one threat stands alone.

mod read_back;
mod room;
mod sweep;
mod votes;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::lists::{self, Board, GAP};
use crate::domain::{AgendaStep, ItemId, Session, Threat};
use crate::keys::verb::Verb;
use crate::screens::level;
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

/// Lines of what is said about a threat at its side.
const LINES: usize = 2;
/// Cells of a speaker's name.
const NAME: usize = 9;

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    // What was pasted is seen when the round begins; only who looks back sees it at once.
    if app.is_silent() {
        return room::silence(&open.session, styles, area, buf);
    }
    if let Some(here) = app.sweep() {
        return sweep::view(app, open, &here, styles, area, buf);
    }
    if open.rooms.go_wrong.revealed {
        return votes::view(app, &open.session, styles, area, buf);
    }
    match selected(open) {
        Some((place, threat)) if app.step() == Some(AgendaStep::ReadBack) => {
            read_back::view(app, &open.session, (place, threat), styles, area, buf);
        }
        _ => board(app, open, styles, area, buf),
    }
}

/// The selected threat and its place in the list.
fn selected(open: &Open) -> Option<(usize, &Threat)> {
    let id = open.rooms.go_wrong.selected?;
    let place = open.session.position(id)?;
    matches!(id, ItemId::Threat(_)).then_some(())?;
    Some((place, open.session.threats.get(place)?))
}

fn board(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let session = &*open.session;
    let panes = lists::board(area);
    // A row goes on in the column of the places.
    let [_, rows] = frame::head(area);
    let drawn = threats(open, styles, &panes, (rows, app.severity_waits()), buf);
    for pane in [panes.places, panes.side].into_iter().flatten() {
        bar(styles, pane, buf);
    }
    if let Some(pane) = panes.places {
        let who = if panes.speakers {
            wrap::pad("  WHO", NAME + 2)
        } else {
            String::new()
        };
        let row = Rect { height: 1, ..pane };
        let right = vec![Span::styled(format!("STRIDE{who}"), styles.heading())];
        frame::put_both(
            buf,
            row,
            vec![Span::styled("WHERE", styles.heading())],
            right,
        );
    }
    if let Some(pane) = panes.side {
        side(app, open, styles, pane, buf);
    }
    let above = beyond::of(&drawn, session.threats.len());
    heading(
        session,
        &above,
        styles,
        panes.threats.above,
        panes.side.is_none(),
        buf,
    );
    if session.threats.is_empty() {
        let key = app.keys.key_for(app.screen(), Verb::Threat);
        let says = format!("No threats yet. Press {key}, type one, press Enter, then the next.");
        let pane = frame::below(panes.threats.rows, 1);
        frame::put_sentence(buf, pane, &says, styles);
    }
}

/// The bar on the left of a pane.
fn bar(styles: &Styles, pane: Rect, buf: &mut Buffer) {
    for y in pane.top()..pane.bottom() {
        let cell = Rect::new(pane.x.saturating_sub(2), y, 1, 1);
        frame::put(
            buf,
            cell,
            vec![Span::styled(styles.signs().bar(), styles.rule())],
        );
    }
}

/// How many threats there are and how many of them are out of sight; on narrow screens the counts, too.
fn heading(
    session: &Session,
    beyond: &str,
    styles: &Styles,
    row: Rect,
    counts: bool,
    buf: &mut Buffer,
) {
    let title = format!(" THREATS  {}", session.threats.len());
    let beyond = format!("   {beyond}");
    let says = if counts {
        let parked = session.waiting_fixes() + session.off_topic();
        format!(
            "   parked {parked}   questions {} ",
            session.open_questions()
        )
    } else {
        "   fixes wait for question 3 ".to_owned()
    };
    let width = title.len() + beyond.len() + says.len();
    let says = Some(says).filter(|_| width <= usize::from(row.width));
    let left = vec![
        Span::styled(title, styles.heading()),
        Span::styled(beyond, styles.muted()),
    ];
    let says = says.unwrap_or_default();
    frame::put_both(buf, row, left, vec![Span::styled(says, styles.muted())]);
}

/// Who said the selected threat, and what was put aside.
fn side(app: &App, open: &Open, styles: &Styles, pane: Rect, buf: &mut Buffer) {
    let session = &*open.session;
    let mut lines: Vec<Span<'_>> = Vec::new();
    if app.step() == Some(AgendaStep::Round) && app.clock().is_some() {
        lines = room::turns(app, session, usize::from(pane.width), styles);
    } else if let Some((_, threat)) = selected(open) {
        let width = usize::from(pane.width);
        lines.push(Span::styled(threat.id.to_string(), styles.heading()));
        let mut say = |says: String| {
            lines.extend(
                wrap::wrap_to(&says, width, LINES)
                    .into_iter()
                    .map(|line| Span::styled(line, styles.text())),
            );
        };
        let names = session.said_by(threat);
        if !names.is_empty() {
            say(format!("from {names}"));
        }
        for kind in threat.kinds() {
            say(kind.to_owned());
        }
        if !threat.also.is_empty() {
            say(format!("wordings {}", threat.also.len() + 1));
        }
        lines.push(Span::raw(""));
    }
    let (fixes, off_topic) = (session.waiting_fixes(), session.off_topic());
    lines.push(Span::styled(
        format!("PARKED  {}", fixes + off_topic),
        styles.heading(),
    ));
    if fixes + off_topic > 0 {
        lines.push(Span::styled(format!("  fixes     {fixes}"), styles.text()));
        lines.push(Span::styled(
            format!("  off topic {off_topic}"),
            styles.text(),
        ));
    }
    lines.push(Span::raw(""));
    lines.push(Span::styled(
        format!("QUESTIONS  {}", session.open_questions()),
        styles.heading(),
    ));
    for (span, y) in lines.into_iter().zip(pane.top()..pane.bottom()) {
        frame::put(
            buf,
            Rect {
                y,
                height: 1,
                ..pane
            },
            vec![span],
        );
    }
}

/// The rows: the threat in words, wrapped, and beside it where, as which kind, and on wide screens by whom.
fn threats(
    open: &Open,
    styles: &Styles,
    panes: &Board,
    (rows, waits): (Rect, bool),
    buf: &mut Buffer,
) -> Range<usize> {
    let session = &*open.session;
    let at = selected(open).map(|(place, _)| place);
    // Ids only grow, so the counter knows the longest.
    let id_width = format!("T{}", session.counters.threat).len().max(3);
    let indent = 3 + id_width + 1;
    let text_width = usize::from(panes.threats.rows.width).saturating_sub(indent);
    let wants = list::Wants {
        least: panes.threats.lines,
        air: true,
    };
    list::draw_fitting(buf, rows, session.threats.len(), at, wants, |row, most| {
        let Some(threat) = session.threats.get(row) else {
            return Vec::new();
        };
        let here = at == Some(row);
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let severity = beside(session, threat, waits);
        let wide = severity.first().map_or(0, |row| wrap::width(row));
        let room = text_width.saturating_sub(wide);
        let most = if here { usize::MAX } else { most };
        let words = wrap::wrap_to(&threat.text, room, most);
        let places = panes.places.map_or_else(Vec::new, |pane| {
            places(session, threat, usize::from(pane.width), most)
        });
        (0..words.len().max(places.len()).max(severity.len()))
            .map(|n| {
                let head = if n == 0 {
                    format!(
                        " {} {:id_width$} ",
                        if here { '>' } else { ' ' },
                        threat.id.to_string()
                    )
                } else {
                    " ".repeat(indent)
                };
                let text = words.get(n).map_or("", String::as_str);
                let mut spans = vec![
                    Span::styled(head, style),
                    Span::styled(wrap::pad(text, room), style),
                ];
                if wide > 0 {
                    let word = severity.get(n).map_or("", String::as_str);
                    spans.push(Span::styled(wrap::pad(word, wide), styles.text()));
                }
                if let Some(place) = places.get(n) {
                    spans.push(Span::raw(" ".repeat(usize::from(GAP))));
                    spans.push(Span::styled(place.clone(), styles.text()));
                }
                Line::from(spans)
            })
            .collect()
    })
}

/// What stands at the right of a threat, in rows of one width: that it wants other words, and how bad it is, unless that
/// waits.
fn beside(session: &Session, threat: &Threat, waits: bool) -> Vec<String> {
    let reword = if threat.reword { " reword" } else { "" };
    let rated = threat.severity.filter(|_| !waits);
    let wide = level::width(session);
    let severity = rated.map_or_else(Vec::new, |_| level::rows(session, threat));
    if severity.is_empty() {
        let reword = Some(reword).filter(|reword| !reword.is_empty());
        return reword.map(str::to_owned).into_iter().collect();
    }
    let rows = severity.iter().enumerate().map(|(n, word)| {
        let reword = if n == 0 {
            reword.to_owned()
        } else {
            " ".repeat(reword.len())
        };
        format!("{reword} {}", wrap::pad(word, wide))
    });
    rows.collect()
}

/// Where a threat bites, with the letters of its categories at the right of the first line, and its speaker where
/// there is room for that.
fn places(session: &Session, threat: &Threat, width: usize, lines: usize) -> Vec<String> {
    let who = if width > 20 {
        let names = session.said_by(threat);
        format!("  {}", wrap::pad(&wrap::shorten(&names, NAME), NAME))
    } else {
        String::new()
    };
    let letters: String = threat.stride.iter().map(|stride| stride.letter()).collect();
    let right = format!(" {letters}{who}");
    let room = width.saturating_sub(wrap::width(&right));
    let words: Vec<String> = threat
        .places
        .iter()
        // A column is narrow: a flow is written without its spaces.
        .map(|place| session.place_words(*place).replace(" > ", ">"))
        .collect();
    wrap::wrap_to(&words.join(", "), room, lines)
        .into_iter()
        .enumerate()
        .map(|(n, line)| {
            let end = if n == 0 { right.as_str() } else { "" };
            format!("{}{end}", wrap::pad(&line, room))
        })
        .collect()
}
