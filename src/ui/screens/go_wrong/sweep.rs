//! Draws the sweep: one place, one prompt in large, what is known there already, and how far the room has come.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::{App, Open};
use crate::domain::{Asked, Session, Swept};
use crate::keys::verb::Verb;
use crate::screens::go_wrong;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// Cells to the left of the words.
const INDENT: usize = 3;
/// Longer lines are hard to follow on a shared screen.
const LONGEST: usize = 80;
/// Threats that are known at a place, at most this many.
const KNOWN: usize = 8;

pub(super) fn view(
    app: &App,
    open: &Open,
    here: &Swept,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let session = &*open.session;
    let walk = app.catalogue.walk(session);
    let done = walk
        .iter()
        .filter(|cell| go_wrong::is_done(session, cell))
        .count();
    let row = |y: u16| {
        Rect {
            y: area.y + y,
            height: 1,
            ..area
        }
        .intersection(area)
    };
    let key = |action| app.keys.key_for(app.screen(), action);
    let hint = if area.width >= 76 {
        format!(
            "{} add threat   {} next   {} previous ",
            key(Verb::Open),
            key(Verb::NextInTurn),
            key(Verb::PreviousInTurn)
        )
    } else {
        String::new()
    };
    frame::put_both(
        buf,
        row(0),
        vec![Span::styled(
            format!(" SWEEP  {done} of {} reviewed", walk.len()),
            styles.heading(),
        )],
        vec![Span::styled(hint, styles.muted())],
    );
    let width = usize::from(area.width)
        .saturating_sub(INDENT * 2)
        .min(LONGEST);
    let indent = " ".repeat(INDENT);
    let mut lines: Vec<Span<'_>> = vec![Span::raw("")];
    let place = session.place_words(here.place).to_uppercase();
    lines.push(Span::styled(
        format!("{indent}{place}   {}", asked(&here.asked)),
        styles.focus(),
    ));
    lines.push(Span::raw(""));
    let prompt = app.catalogue.sweep_prompt(session, here);
    lines.extend(
        wrap::wrap(&prompt, width)
            .into_iter()
            .map(|line| Span::styled(format!("{indent}{line}"), styles.strong())),
    );
    lines.push(Span::raw(""));
    lines.extend(known(session, here, width, &indent, styles));
    let after = walk.iter().skip_while(|cell| *cell != here).skip(1);
    let next = after
        .into_iter()
        .find(|cell| !go_wrong::is_done(session, cell));
    if let Some(next) = next {
        lines.push(Span::raw(""));
        let place = session.place_words(next.place);
        lines.push(Span::styled(
            format!("{indent}next: {place}, {}", asked(&next.asked)),
            styles.muted(),
        ));
    }
    for (line, y) in lines.into_iter().zip(1..area.height) {
        frame::put(buf, row(y), vec![line]);
    }
}

/// What is on the list for this place already.
fn known(
    session: &Session,
    here: &Swept,
    width: usize,
    indent: &str,
    styles: &Styles,
) -> Vec<Span<'static>> {
    let all = session
        .threats
        .iter()
        .filter(|threat| threat.places.contains(&here.place));
    let threats: Vec<_> = all.take(KNOWN).collect();
    if threats.is_empty() {
        let says = if session.swept.contains(here) {
            "Reviewed: no threats found."
        } else {
            "No threats here yet."
        };
        return vec![Span::styled(format!("{indent}{says}"), styles.muted())];
    }
    let mut lines = vec![Span::styled(
        format!("{indent}THREATS HERE"),
        styles.heading(),
    )];
    for threat in threats {
        let says = format!("{}  {}", threat.id, threat.text);
        lines.extend(
            wrap::wrap_to(&says, width, 2)
                .into_iter()
                .map(|line| Span::styled(format!("{indent}{line}"), styles.text())),
        );
    }
    lines
}

fn asked(asked: &Asked) -> &str {
    match asked {
        Asked::Whole => "any threat",
        asked => asked.words(),
    }
}
