//! The moment after a vote: all threats by their votes, until the room moves on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::domain::{Session, Threat};
use crate::keys::verb::Verb;
use crate::screens::level;
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

pub(super) fn view(app: &App, session: &Session, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let ranked = session.ranked();
    let threats: std::collections::HashMap<_, &Threat> =
        session.threats.iter().map(|t| (t.id, t)).collect();
    let id_width = format!("T{}", session.counters.threat).len().max(3);
    let longest = ranked.iter().map(|s| s.votes.to_string().len()).max();
    let votes_width = longest.unwrap_or(1).max("votes".len());
    let head = 1 + u16::from(area.height >= 16);
    let rows = Rect {
        y: area.y + head.min(area.height),
        height: area.height.saturating_sub(head + 1),
        ..area
    };
    let indent = 3 + votes_width + 2 + id_width + 1;
    let level_width = level::width(session);
    let text = usize::from(area.width).saturating_sub(indent + level_width + 2);
    let drawn = list::draw(buf, rows, ranked.len(), None, |row| {
        let standing = ranked.get(row);
        let Some((threat, standing)) = standing.and_then(|s| Some((*threats.get(&s.id)?, s)))
        else {
            return Vec::new();
        };
        let severity = level::rows(session, threat);
        let mut words = wrap::wrap(&threat.text, text);
        words.resize(words.len().max(severity.len()), String::new());
        words
            .into_iter()
            .enumerate()
            .map(|(n, words)| {
                let words = Span::styled(wrap::pad(&words, text), styles.text());
                let severity = severity.get(n).map_or("", String::as_str);
                if n > 0 {
                    let severity = Span::styled(format!(" {severity}"), styles.text());
                    return Line::from(vec![Span::raw(" ".repeat(indent)), words, severity]);
                }
                Line::from(vec![
                    Span::styled(
                        format!("   {:>votes_width$}  ", standing.votes),
                        styles.strong(),
                    ),
                    Span::styled(
                        format!("{:id_width$} ", threat.id.to_string()),
                        styles.text(),
                    ),
                    words,
                    Span::styled(
                        format!(" {}", wrap::pad(severity, level_width)),
                        styles.text(),
                    ),
                ])
            })
            .collect()
    });
    let row = |y: u16| {
        Rect {
            y,
            height: 1,
            ..area
        }
        .intersection(area)
    };
    let says = session.voting().map_or_else(String::new, said);
    let left = vec![
        Span::styled("   VOTES", styles.heading()),
        Span::styled(
            format!("   {says}   {}", beyond::of(&drawn, ranked.len())),
            styles.muted(),
        ),
    ];
    frame::put(buf, row(area.y), left);
    let key = app.keys.key_for(app.screen(), Verb::GoDoAbout);
    let foot =
        format!(" Press {key} to work through them in this order. Moving restores the list.");
    let foot = wrap::shorten(&foot, usize::from(area.width).saturating_sub(1));
    let foot = vec![Span::styled(foot, styles.muted())];
    frame::put(buf, row(area.bottom().saturating_sub(1)), foot);
}

/// `32 votes in 8 ballots`.
fn said(voting: &crate::domain::Voting) -> String {
    let several = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let votes = several(
        usize::try_from(voting.total()).unwrap_or(usize::MAX),
        "vote",
    );
    match voting.ballots.len() {
        0 => votes,
        n => format!("{votes} in {}", several(n, "ballot")),
    }
}
