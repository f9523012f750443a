//! Draws the first minutes: three lines to read aloud, who is here and who writes, and what the time is planned for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Look;
use crate::domain::{AgendaStep, FourQuestion, Seat, Session};
use crate::keys::verb::Verb;
use crate::ui::{frame, wrap};

/// Longer lines are hard to follow on a shared screen.
const LONGEST: usize = 92;
/// Cells of a label and the gap behind it.
const LABEL: usize = 14;

pub(super) fn view(look: &Look<'_>, area: Rect, buf: &mut Buffer) {
    let session = &*look.open.session;
    let styles = look.styles;
    let width = usize::from(area.width).saturating_sub(6).min(LONGEST);
    let roomy = area.height >= 16;
    let mut facts: Vec<Vec<Span<'_>>> = Vec::new();
    let room = width.saturating_sub(LABEL);
    let mut fact = |label: &str, says: Vec<String>| {
        for (n, line) in says.into_iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            facts.push(vec![
                Span::styled(format!("   {label:<LABEL$}"), styles.heading()),
                Span::styled(line, styles.text()),
            ]);
        }
    };
    fact("PEOPLE", people(session, room));
    let key = look.key(Verb::Owner);
    fact("SCRIBE", wrap::wrap(&recorder(session, &key), room));
    if let Some(says) = look.app.notes_to_look_at() {
        fact("NOTES", wrap::wrap(&says, room));
    }
    fact("PLAN", wrap::wrap(&plan(look), room));
    // What the facilitator says aloud gives way to who is here, who takes notes and how long it takes.
    let most = usize::from(area.height).saturating_sub(facts.len());
    let mut lines: Vec<Vec<Span<'_>>> = Vec::new();
    if roomy {
        lines.push(Vec::new());
    }
    for says in look.app.catalogue.orientation() {
        let said = wrap::wrap(says, width);
        if lines.len() + said.len() > most {
            break;
        }
        lines.extend(
            said.iter()
                .map(|line| vec![Span::styled(format!("   {line}"), styles.strong())]),
        );
        if roomy && lines.len() < most {
            lines.push(Vec::new());
        }
    }
    lines.append(&mut facts);
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        frame::put(buf, row, line);
    }
}

/// Everyone with the digit that picks them, which stays beside the name.
fn people(session: &Session, room: usize) -> Vec<String> {
    if session.participants.is_empty() {
        return vec!["no one listed yet".to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    for person in &session.participants {
        let name = format!("{} {}", person.id.0, person.name);
        match lines.last_mut() {
            Some(line) if wrap::width(line) + 3 + wrap::width(&name) <= room => {
                line.push_str("   ");
                line.push_str(&name);
            }
            _ => lines.push(name),
        }
    }
    lines
}

fn recorder(session: &Session, key: &str) -> String {
    session
        .participants
        .iter()
        .find(|p| p.seat == Some(Seat::Recorder))
        .map_or_else(
            || format!("no one yet: press {key} and a number to choose one"),
            |p| p.name.to_string(),
        )
}

/// The minutes of each part, and of the whole.
fn plan(look: &Look<'_>) -> String {
    let clock = &look.open.meeting_clock.clock;
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
        parts.push(format!("read back actions {}", slot.planned));
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
        rest if rest > 0 && named > 0 => parts.push(format!("other {rest}")),
        _ => {}
    }
    let key = look.key(Verb::Agenda);
    format!(
        "{} minutes: {}. {key} to change it",
        clock.planned() / 60,
        parts.join(", ")
    )
}
