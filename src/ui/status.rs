//! The status line: a save that fails, else why the line was not taken, else the last change, else what to ask next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::{Clear, Widget};

use super::frame::{Areas, put};
use super::wrap;
use crate::app::{App, Saving, Tone, voting};
use crate::domain::ended;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::figures;
use crate::theme::Styles;

/// Draws it in its row, and in the next one where it is longer and no line is typed below it, or has to be answered for.
pub(super) fn draw(app: &App, styles: &Styles, areas: &Areas, buf: &mut Buffer) {
    let Some((says, style)) = says(app, styles) else {
        return;
    };
    let second = second_row(app, areas);
    let room = usize::from(areas.status.width).saturating_sub(2);
    // What the same key goes on with is read whole.
    let third = second.filter(|row| app.gate.is_some() && *row != areas.bar);
    let third = third.map(|_| areas.bar).filter(|row| !row.is_empty());
    let most = 1 + usize::from(second.is_some()) + usize::from(third.is_some());
    let lines = wrap::wrap_to(&says, room, most);
    if let (Some(row), true) = (second, lines.len() > 1) {
        // The rule below the line moves down with its end.
        Clear.render(row, buf);
        buf.set_style(row, styles.base());
        if lines.len() > 2 {
            Clear.render(areas.bar, buf);
            buf.set_style(areas.bar, styles.base());
        } else if row != areas.bar && !is_answered_for(app) {
            let rule = styles.signs().rule(usize::from(areas.bar.width));
            put(buf, areas.bar, vec![Span::styled(rule, styles.rule())]);
        }
    }
    let is_alarm = is_unsaved(app).is_some();
    let last = lines.len().saturating_sub(1);
    let rows = [Some(areas.status), second, third].into_iter().flatten();
    for ((n, line), row) in lines.into_iter().enumerate().zip(rows) {
        let used = wrap::width(&line) + 1;
        let line = if is_alarm {
            vec![Span::styled(
                wrap::pad(&format!(" {line}"), row.width.into()),
                style,
            )]
        } else {
            vec![Span::raw(" "), Span::styled(line, style)]
        };
        let undo = Some(undo(app)).filter(|_| n == last && !is_alarm);
        let undo = undo.filter(|undo| used + wrap::width(undo) <= usize::from(row.width));
        let undo = undo.map(|undo| Span::styled(undo, styles.muted()));
        put(buf, row, line.into_iter().chain(undo).collect());
    }
}

/// Whether the line that is typed was not taken, or links what it says first: that must be read whole.
fn is_answered_for(app: &App) -> bool {
    let bar = app.bar.as_ref();
    let held = bar.is_some_and(|bar| bar.asking.is_some() || bar.refusal.is_some());
    (held || app.would_rest().is_some()) && app.choice.is_none() && app.overlay.is_none()
}

/// The row below, where nothing stands in it.
fn second_row(app: &App, areas: &Areas) -> Option<Rect> {
    if is_answered_for(app) {
        // The rule between what is said and the line gives way.
        let [.., rule, _] = areas.rules;
        return (!rule.is_empty()).then_some(rule);
    }
    let typed = app.bar.is_some() || app.choice.is_some() || app.overlay.is_some();
    // What is selected on the map is said again with the next key; what became of a change is not.
    let is_map = app.screen() == Screen::WorkingOn;
    // Nor is what the same key goes on with.
    let gives_way = app.notice.is_some() && (is_map || app.gate.is_some());
    let is_read_back = super::read_back(app).is_some() && !gives_way;
    let taken = typed || app.screen() == Screen::Home || is_read_back;
    let [.., rule, _] = areas.rules;
    let row = if rule.is_empty() { areas.bar } else { rule };
    (!taken && !areas.status.is_empty()).then_some(row)
}

/// Why the last save failed.
fn is_unsaved(app: &App) -> Option<&str> {
    match &app.open()?.saving {
        Saving::Failed(says) => Some(says),
        _ => None,
    }
}

/// What stands behind a change: the key that takes it back, which does not do that under an overlay.
fn undo(app: &App) -> String {
    let is_change = app
        .notice
        .as_ref()
        .is_some_and(|n| n.tone == Tone::Change && !n.names(Verb::Undo));
    let is_seen = app.waiting.says(app.screen()).is_none();
    let refused = app.bar.as_ref().is_some_and(|bar| bar.refusal.is_some());
    if !is_change || !is_seen || refused || app.overlay.is_some() {
        return String::new();
    }
    let unread = app.notice.as_ref().is_some_and(|n| n.unread.is_some());
    let is_blank = app.bar.as_ref().is_some_and(|bar| bar.editor.is_blank());
    let tab = if unread && is_blank {
        "   Tab edit"
    } else {
        ""
    };
    let undo = app.keys.key_for(app.screen(), Verb::Undo);
    format!("{tab}   {undo} undo")
}

fn says(app: &App, styles: &Styles) -> Option<(String, Style)> {
    if let Some(says) = is_unsaved(app) {
        return Some((says.to_owned(), styles.alarm()));
    }
    if let Some(says) = super::overlay::status(app) {
        return Some((says, styles.text()));
    }
    if let Some(says) = app.bar.as_ref().and_then(|bar| bar.refusal.as_ref()) {
        return Some((format!("! {says}"), styles.attention()));
    }
    if let Some(says) = app.bar.as_ref().and_then(figures::read_back) {
        return Some((says, styles.text()));
    }
    if let Some(says) = app.waiting.says(app.screen()) {
        return Some((says, styles.text()));
    }
    if let Some(says) = app.would_rest() {
        return Some((says, styles.text()));
    }
    if let Some(notice) = app.notice.as_ref().filter(|notice| !notice.says.is_empty()) {
        return Some(match notice.tone {
            Tone::Change => {
                let says = notice.parted_by(styles.signs().dot());
                (format!("+ {}", ended(&says)), styles.text())
            }
            Tone::Same => {
                let says = notice.parted_by(styles.signs().dot());
                (ended(&says), styles.text())
            }
            Tone::Info => (notice.says.clone(), styles.text()),
            Tone::Attention => (format!("! {}", notice.says), styles.attention()),
        });
    }
    if app.screen() == Screen::Home {
        let says = app.home.nudge(app.now)?;
        return Some((format!("! {says}"), styles.attention()));
    }
    let says = match voting::counting(app) {
        Some(counting) => super::voting::prompt(counting.now().is_some()).to_owned(),
        None => {
            let card = super::card::asks(app).map(str::to_owned);
            let nudge = || {
                app.nudge_sentence()
                    .filter(|_| app.screen() != Screen::Rehearsed)
            };
            let asks = card.or_else(|| app.tour()).or_else(nudge);
            asks.unwrap_or_else(|| app.prompt())
        }
    };
    Some((says, styles.text()))
}
