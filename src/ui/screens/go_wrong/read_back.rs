//! One threat alone, in full, to be read to the room: is that what was meant?

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::App;
use crate::domain::{Session, Threat};
use crate::keys::verb::Verb;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// Cells to the left of the threat.
const INDENT: usize = 3;
/// Cells of the longest label and the gap behind it.
const LABEL: usize = 11;
/// Longer lines are hard to follow on a shared screen.
const LONGEST: usize = 80;

/// Draws the threat at a place of the list, and names the next one.
pub(super) fn view(
    app: &App,
    session: &Session,
    (place, threat): (usize, &Threat),
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let row = |y: u16| {
        Rect {
            y,
            height: 1,
            ..area
        }
        .intersection(area)
    };
    let key = |action| app.keys.key_for(app.screen(), action);
    let hint = if area.width >= 76 {
        format!(
            "{} edit   {} merge   {} split ",
            key(Verb::Edit),
            key(Verb::Merge),
            key(Verb::Split)
        )
    } else {
        String::new()
    };
    let position = format!(" READ BACK  {} of {}", place + 1, session.threats.len());
    frame::put_both(
        buf,
        row(area.y),
        vec![Span::styled(position, styles.heading())],
        vec![Span::styled(hint, styles.muted())],
    );

    let room = usize::from(area.height).saturating_sub(2);
    let width = usize::from(area.width)
        .saturating_sub(INDENT * 2)
        .min(LONGEST);
    let mut lines = threat_lines(session, threat, app.severity_waits(), styles, width);
    if let Some(other) = app.alike().and_then(|id| session.threat(id)) {
        lines.push(Vec::new());
        let merge = key(Verb::Merge);
        let says = format!(
            "Similar to {}: {}   {merge} then Enter merges them.",
            other.id, other.text
        );
        for line in wrap::wrap(&says, width) {
            lines.push(vec![Span::styled(line, styles.attention())]);
        }
    }
    if let Some((_, name)) = app.place_offered() {
        lines.push(Vec::new());
        let says = format!("Names {name}   {} puts it there.", key(Verb::Target));
        for line in wrap::wrap(&says, width) {
            lines.push(vec![Span::styled(line, styles.attention())]);
        }
    }
    // Blank lines go first, from the bottom up.
    while lines.len() > room
        && let Some(blank) = lines.iter().rposition(Vec::is_empty)
    {
        lines.remove(blank);
    }
    for (mut spans, y) in lines
        .into_iter()
        .zip(area.y + 1..area.bottom().saturating_sub(1))
    {
        spans.insert(0, Span::raw(" ".repeat(INDENT)));
        frame::put(buf, row(y), spans);
    }
    if area.height < 3 {
        return;
    }
    let next = match session.threats.get(place + 1) {
        Some(next) => format!(" {} next  {} {}", key(Verb::NextInTurn), next.id, next.text),
        None => {
            let steps = app.steps();
            let mut after = steps.iter().skip_while(|step| Some(**step) != app.step());
            let next = after.nth(1).map_or("question 3", |step| step.word());
            let key = key(Verb::NextStep);
            format!(" That was the last one. Press {key} to go on. Next: {next}.")
        }
    };
    let next = wrap::shorten(&next, usize::from(area.width).saturating_sub(1));
    frame::put(
        buf,
        row(area.bottom().saturating_sub(1)),
        vec![Span::styled(next, styles.muted())],
    );
}

/// The threat's lines; one without spans may be left out.
fn threat_lines<'a>(
    session: &Session,
    threat: &Threat,
    waits: bool,
    styles: &Styles,
    width: usize,
) -> Vec<Vec<Span<'a>>> {
    let mut lines = vec![
        Vec::new(),
        vec![Span::styled(threat.id.to_string(), styles.focus())],
        Vec::new(),
    ];
    lines.extend(
        wrap::wrap(&threat.text, width)
            .into_iter()
            .map(|line| vec![Span::styled(line, styles.strong())]),
    );
    lines.extend([Vec::new(), Vec::new()]);
    let mut fact = |label: &str, words: String, missing: &str| {
        let (words, style) = if words.is_empty() {
            (missing.to_owned(), styles.muted())
        } else {
            (words, styles.text())
        };
        for (n, line) in wrap::wrap(&words, width.saturating_sub(LABEL))
            .into_iter()
            .enumerate()
        {
            let label = if n == 0 { label } else { "" };
            lines.push(vec![
                Span::styled(wrap::pad(label, LABEL), styles.heading()),
                Span::styled(line, style),
            ]);
        }
    };
    let places: Vec<String> = threat
        .places
        .iter()
        .map(|place| session.place_words(*place))
        .collect();
    fact("WHERE", places.join(", "), "no element or flow yet");
    let label = if session.sets.is_empty() {
        "STRIDE"
    } else {
        "KIND"
    };
    fact(label, threat.kinds().join(", "), "no category yet");
    fact("FROM", session.said_by(threat), "not recorded");
    if threat.reword {
        fact("REWORD", "not clear to everyone yet".to_owned(), "");
    }
    if let Some(severity) = session.level_words(threat).filter(|_| !waits) {
        fact("SEVERITY", severity.to_owned(), "");
    }
    for (n, also) in threat.also.iter().enumerate() {
        fact(if n == 0 { "ALSO" } else { "" }, format!("\"{also}\""), "");
    }
    lines
}
