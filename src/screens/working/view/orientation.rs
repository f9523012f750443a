//! Draws the first minutes: three lines to read aloud, who is here and who writes, and what the time is planned for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Look;
use crate::app::action::Action;
use crate::domain::{AgendaStep, FourQuestion, Seat, Session};
use crate::ui::{frame, wrap};

/// Longer lines are hard to follow on a shared screen.
const LONGEST: usize = 84;

pub(super) fn view(look: &Look<'_>, area: Rect, buf: &mut Buffer) {
    let session = &*look.open.session;
    let styles = look.styles;
    let width = usize::from(area.width).saturating_sub(6).min(LONGEST);
    let roomy = area.height >= 16;
    let mut lines: Vec<Vec<Span<'_>>> = Vec::new();
    if roomy {
        lines.push(Vec::new());
    }
    for says in look.app.catalogue.orientation() {
        for line in wrap::wrap(says, width) {
            lines.push(vec![Span::styled(format!("   {line}"), styles.strong())]);
        }
        if roomy {
            lines.push(Vec::new());
        }
    }
    let mut fact = |label: &str, says: &str| {
        for (n, line) in wrap::wrap(says, width.saturating_sub(14))
            .iter()
            .enumerate()
        {
            let label = if n == 0 { label } else { "" };
            lines.push(vec![
                Span::styled(format!("   {label:<14}"), styles.heading()),
                Span::styled(line.clone(), styles.text()),
            ]);
        }
    };
    fact("IN THE ROOM", &people(session));
    let key = look.key(Action::Owner);
    fact("WRITTEN BY", &recorder(session, &key));
    fact("PLAN", &plan(look));
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        frame::put(buf, row, line);
    }
}

fn people(session: &Session) -> String {
    let names: Vec<String> = session
        .participants
        .iter()
        .map(|p| format!("{} {}", p.id.0, p.name))
        .collect();
    if names.is_empty() {
        "nobody is written down yet".to_owned()
    } else {
        names.join("   ")
    }
}

fn recorder(session: &Session, key: &str) -> String {
    session
        .participants
        .iter()
        .find(|p| p.seat == Some(Seat::Recorder))
        .map_or_else(
            || format!("nobody yet. {key} and a digit names who writes the questions down"),
            |p| p.name.to_string(),
        )
}

/// The minutes of each part, and of the whole.
fn plan(look: &Look<'_>) -> String {
    let clock = &look.open.pace.clock;
    let mut parts: Vec<String> = FourQuestion::ALL
        .into_iter()
        .map(|question| {
            (
                question.short().to_lowercase(),
                clock.planned_for(question) / 60,
            )
        })
        .filter(|(_, minutes)| *minutes > 0)
        .map(|(word, minutes)| format!("{word} {minutes}"))
        .collect();
    let read_back = clock.place_of(AgendaStep::ActionsReadBack);
    if let Some(slot) = read_back.and_then(|place| clock.slots.get(place)) {
        parts.push(format!("actions read back {}", slot.planned));
    }
    // Whoever adds the minutes up must come to the whole.
    let named: i64 = FourQuestion::ALL
        .into_iter()
        .map(|question| clock.planned_for(question) / 60)
        .sum::<i64>()
        + read_back
            .and_then(|place| clock.slots.get(place))
            .map_or(0, |slot| i64::from(slot.planned));
    match clock.planned() / 60 - named {
        rest if rest > 0 && named > 0 => parts.push(format!("all else {rest}")),
        _ => {}
    }
    let key = look.key(Action::Agenda);
    format!(
        "{} minutes: {}. {key} changes it",
        clock.planned() / 60,
        parts.join(", ")
    )
}
