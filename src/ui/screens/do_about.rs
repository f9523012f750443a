//! Draws question 3: the list of threats, and one threat's artifact in full beside it. Where only one of them fits,
//! the artifact is shown, and Tab shows the list.

mod artifact;
mod page;
mod ranked;
mod ranking;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::lists;
use crate::domain::{ResponseKind, Session, Threat};
use crate::keys::verb::Verb;
use crate::screens::do_about::{Pane, TWO_PANES};
use crate::screens::level;
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};
use ranking::Ranked;

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let threats = &open.session.threats;
    if threats.is_empty() {
        let key = app.keys.key_for(app.screen(), Verb::Threat);
        return sentence(
            &format!("No threats yet. Press {key} to add one."),
            styles,
            area,
            buf,
        );
    }
    let ranked = Ranked::new(app, open);
    let place = ranked.place;
    if area.width < TWO_PANES && (place.is_none() || open.rooms.do_about.listed) {
        return side(app, open, &ranked, true, styles, area, buf);
    }
    let right = if area.width < TWO_PANES {
        area
    } else {
        let [left, bar, right] = lists::responses(area);
        side(app, open, &ranked, false, styles, left, buf);
        frame::put_bar(buf, bar, styles);
        right
    };
    let Some((place, threat)) = place.and_then(|place| Some((place, ranked.threat(place)?))) else {
        return sentence("Select a threat.", styles, right, buf);
    };
    let alone = area.width < TWO_PANES;
    let position = if alone {
        ranked.position(place, area.width)
    } else {
        String::new()
    };
    let next = if alone {
        let next = next(app, &ranked, place);
        ranked.with_overlooked(&next, usize::from(area.width))
    } else {
        String::new()
    };
    let page = artifact::page(
        app,
        open,
        (threat, ranked.line.is_none_or(|line| place < line)),
        &position,
        styles,
        usize::from(right.width),
    );
    let spot = open.rooms.do_about.spot;
    page.draw(
        spot,
        open.rooms.do_about.pane == Pane::Artifact,
        &next,
        right,
        buf,
    );
}

/// The threat that `.` goes to.
fn next(app: &App, ranked: &Ranked<'_>, place: usize) -> String {
    let key = app.keys.key_for(app.screen(), Verb::NextInTurn);
    let Some(threat) = ranked.threat(place + 1) else {
        return "This is the last threat.".to_owned();
    };
    let severity = level::whole(ranked.session, threat);
    let votes = ranked
        .votes(place + 1)
        .map_or_else(String::new, |votes| format!("{votes} "));
    let next = format!(
        "{key} next  {} {severity} {votes}{}",
        threat.id, threat.text
    );
    if ranked.line == Some(place + 1) {
        format!("below the cut-off: {next}")
    } else {
        next
    }
}

/// One calm sentence where a list would be.
fn sentence(says: &str, styles: &Styles, area: Rect, buf: &mut Buffer) {
    frame::put_sentence(buf, frame::below(area, 1), says, styles);
}

/// The list: the words, then in a word what was decided, then how bad it is.
fn side(
    app: &App,
    open: &Open,
    ranked: &Ranked<'_>,
    alone: bool,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let list = lists::threats(area, alone, ranked.line.is_some());
    let list = list.at_least(level::most_rows(&open.session));
    if ranked.line.is_some() {
        return ranked::draw(ranked, open.rooms.do_about.pane, &list, styles, buf);
    }
    let session = &*open.session;
    let place = ranked.place;
    let (head, rows) = (list.above, list.rows);
    let id_width = ranked.id_width;
    let indent = 3 + id_width + 1;
    let level_width = level::width(session);
    let width = usize::from(area.width).saturating_sub(indent + level_width + 2);
    let has_keys = open.rooms.do_about.pane == Pane::List;
    let len = session.threats.len();
    let wants = list::Wants {
        least: list.lines,
        air: true,
    };
    let drawn = list::draw_fitting(buf, rows, len, place, wants, |row, most| {
        let Some(threat) = session.threats.get(row) else {
            return Vec::new();
        };
        let here = place == Some(row);
        let style = if here && has_keys {
            styles.selected()
        } else {
            styles.text()
        };
        let mark = mark(session, threat, app.today());
        let mark = mark.map_or_else(String::new, |mark| format!(" {mark}"));
        let room = width.saturating_sub(mark.len());
        let severity = level::rows(session, threat);
        let mut words = wrap::wrap_to(&threat.text, room, if here { usize::MAX } else { most });
        words.resize(words.len().max(severity.len()), String::new());
        words
            .into_iter()
            .enumerate()
            .map(|(n, words)| {
                let severity = severity.get(n).map_or("", String::as_str);
                if n > 0 && severity.is_empty() {
                    return Line::from(Span::styled(
                        format!("{}{words}", " ".repeat(indent)),
                        style,
                    ));
                }
                if n > 0 {
                    let words = format!("{}{}", " ".repeat(indent), wrap::pad(&words, width));
                    return Line::from(vec![
                        Span::styled(words, style),
                        Span::styled(format!(" {severity}"), styles.text()),
                    ]);
                }
                let sign = if here && has_keys { '>' } else { ' ' };
                Line::from(vec![
                    Span::styled(
                        format!(
                            " {sign} {:id_width$} {}",
                            threat.id.to_string(),
                            wrap::pad(&words, room)
                        ),
                        style,
                    ),
                    Span::styled(mark.clone(), styles.muted()),
                    Span::styled(
                        format!(" {}", wrap::pad(severity, level_width)),
                        styles.text(),
                    ),
                ])
            })
            .collect()
    });
    let title = format!(" THREATS  {len}");
    let beyond = beyond::of(&drawn, len);
    let heading = (title, &*beyond, "sev  ".to_owned());
    frame::put_heading(buf, head, heading, styles);
}

/// What was decided about a threat, in a word or two; whether it has to be looked at again comes before that.
fn mark(session: &Session, threat: &Threat, today: NaiveDate) -> Option<&'static str> {
    if session.has_to_be_looked_at(threat.id.into(), today) {
        return Some("look again");
    }
    match (&threat.response, &threat.deferred) {
        (Some(response), _) if response.kind == ResponseKind::NotApplicable => Some("n/a"),
        (Some(response), _) => Some(response.kind.words()),
        (None, Some(_)) => Some("deferred"),
        (None, None) => None,
    }
}
