//! Draws a what-if: how many threats are at each level now and with what is ticked, what could be done, and what falls.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::what_if::what_if;
use crate::domain::{ItemId, MitigationId, Session, Verb};
use crate::risk::Model;
use crate::screens::what_if::State;
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

/// Cells before the words of a mitigation: the mark, the tick and the id.
const BEFORE: usize = 12;
/// Cells of strength, work and status.
const BEHIND: [usize; 3] = [9, 5, 11];
/// More threats that fall than fit on any screen.
const MOST_FALLS: usize = 200;
/// From this many cells on, the status is seen.
const WITH_STATUS: usize = 54;

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let (session, state) = (&*open.session, &open.rooms.what_if);
    let Some(model) = state.model().filter(|_| !area.is_empty()) else {
        return;
    };
    if state.candidates().is_empty() {
        let key = app
            .keys
            .key_for(crate::keys::Screen::DoAbout, Verb::CouldDo);
        let says = format!(
            "No mitigation that could still be done. Press {key} on question 3 to add one."
        );
        return frame::put_sentence(buf, frame::below(area, 1), &says, styles);
    }
    let areas = what_if(area);
    frame::put_lines(buf, areas.counts, counts(model, state, styles));
    candidates(session, state, styles, &areas.list, buf);
    if let Some(bar) = areas.bar {
        frame::put_bar(buf, bar, styles);
    }
    falls(session, model, state, styles, areas.falls, buf);
    let width = usize::from(areas.detail.width).saturating_sub(2);
    let says = if state.says().is_empty() {
        vec![hint(app, state)]
    } else {
        vec![state.says().join(" ")]
    };
    let rows = usize::from(areas.detail.height);
    let lines = says
        .iter()
        .flat_map(|says| wrap::wrap_to(says, width, rows));
    let style = if state.says().is_empty() {
        styles.muted()
    } else {
        styles.text()
    };
    let lines = lines.map(|line| Line::styled(format!(" {line}"), style));
    frame::put_lines(buf, areas.detail, lines.take(rows).collect::<Vec<_>>());
}

/// What a tick means, and what is counted by default.
fn hint(app: &App, state: &State) -> String {
    let keys = |verb| app.keys.key_for(app.screen(), verb);
    format!(
        "Ticked: taken as done and shown to work. Nothing is changed until you press {}. {}",
        keys(Verb::Yes),
        state.defaults().join(" ")
    )
}

/// The levels, the highest first, and how many threats are at each.
fn counts(model: &Model, state: &State, styles: &Styles) -> Vec<Line<'static>> {
    let scale = model.scale();
    let words: Vec<String> = scale.levels.iter().map(|l| l.word.to_string()).collect();
    let cells = |list: Vec<String>| -> String {
        let cells = list.iter().zip(&words).rev();
        let cells = cells.map(|(cell, word)| wrap::pad(cell, wrap::width(word).max(6) + 2));
        cells.collect()
    };
    let numbers = |levels| {
        let counts = model.counted(&model.residuals(levels));
        cells(counts.iter().map(ToString::to_string).collect())
    };
    let head = wrap::pad(" threats", 13);
    let now = wrap::pad(" now", 13);
    let with = wrap::pad(" with ticked", 13);
    vec![
        Line::styled(format!("{head}{}", cells(words.clone())), styles.heading()),
        Line::styled(format!("{now}{}", numbers(model.now())), styles.text()),
        Line::styled(format!("{with}{}", numbers(state.with())), styles.strong()),
    ]
}

/// What could be done, each with a tick, its strength, work and status.
fn candidates(
    session: &Session,
    state: &State,
    styles: &Styles,
    area: &crate::areas::lists::List,
    buf: &mut Buffer,
) {
    let ids = state.candidates();
    let place = ids.iter().position(|id| Some(*id) == state.at());
    let width = usize::from(area.rows.width);
    let [strength, work, status] = BEHIND;
    let status = if width >= WITH_STATUS { status } else { 0 };
    let room = width.saturating_sub(BEFORE + strength + work + status);
    let drawn = list::draw(buf, area.rows, ids.len(), place, |row| {
        let Some(id) = ids.get(row).copied() else {
            return Vec::new();
        };
        let here = place == Some(row);
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let sign = if here { '>' } else { ' ' };
        let tick = if state.ticked().contains(&id) {
            "[x]"
        } else {
            "[ ]"
        };
        let words = session.words_of(ItemId::from(id)).unwrap_or_default();
        let [takes, days, is] = facts(session, id);
        let most = if here { usize::MAX } else { 1 };
        let lines = wrap::wrap_to(&words, room.saturating_sub(1), most).into_iter();
        let lines = lines.enumerate().map(|(n, words)| {
            if n > 0 {
                return Line::styled(format!("{}{words}", " ".repeat(BEFORE)), style);
            }
            let head = wrap::pad(&format!(" {sign} {tick} {id}"), BEFORE);
            Line::from(vec![
                Span::styled(format!("{head}{}", wrap::pad(&words, room)), style),
                Span::styled(wrap::pad(&takes, strength), styles.text()),
                Span::styled(wrap::pad(&days, work), styles.text()),
                Span::styled(wrap::shorten(&is, status), styles.muted()),
            ])
        });
        lines.collect()
    });
    let ticked = format!(" WHAT IF  {} of {} ticked", state.ticked().len(), ids.len());
    let right = format!(
        "{}{}{}",
        wrap::pad("strength", strength),
        wrap::pad("work", work),
        wrap::pad("", status)
    );
    let beyond = beyond::of(&drawn, ids.len());
    frame::put_heading(buf, area.above, (ticked, &*beyond, right), styles);
}

/// How much it takes away, how much work it is, and how far it is.
fn facts(session: &Session, id: MitigationId) -> [String; 3] {
    let Some(mitigation) = session.mitigation(id) else {
        return [String::new(), String::new(), String::new()];
    };
    let differs = mitigation
        .links
        .iter()
        .any(|terms| terms.strength.is_some());
    let strength = match mitigation.strength {
        _ if differs => "differs",
        Some(strength) => strength.words(),
        None => "unsaid",
    };
    let effort = mitigation.effort;
    let effort = effort.map_or_else(|| "-".to_owned(), |effort| effort.letter().to_string());
    let failed = mitigation.check_passed() == Some(false);
    let status = if failed {
        "failed"
    } else {
        mitigation.status.words()
    };
    [strength.to_owned(), effort, status.to_owned()]
}

/// The threats whose level changes.
fn falls(
    session: &Session,
    model: &Model,
    state: &State,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let scale = model.scale();
    let falls = state.falls();
    let width = usize::from(area.width).saturating_sub(2);
    let mut lines = vec![Line::styled(
        format!(" WHAT FALLS  {}", falls.len()),
        styles.heading(),
    )];
    let rows = usize::from(area.height).saturating_sub(1);
    if falls.is_empty() {
        let says = if state.ticked().is_empty() {
            "Nothing is ticked yet."
        } else {
            "No threat changes its level."
        };
        lines.push(Line::styled(format!(" {says}"), styles.muted()));
    }
    if falls.len() > rows {
        // Close together, as many as there is room for.
        let says = wrap::wrap_to(&state.fall_words(MOST_FALLS), width, rows).into_iter();
        lines.extend(says.map(|says| Line::styled(format!(" {says}"), styles.strong())));
        return frame::put_lines(buf, area, lines);
    }
    for (id, before, after) in falls {
        let moved = format!("{id} {} -> {}", scale.word(*before), scale.word(*after));
        let words = session.words_of(ItemId::from(*id)).unwrap_or_default();
        let room = width.saturating_sub(wrap::width(&moved) + 2);
        lines.push(Line::from(vec![
            Span::styled(format!(" {moved}"), styles.strong()),
            Span::styled(format!("  {}", wrap::shorten(&words, room)), styles.text()),
        ]));
    }
    frame::put_lines(buf, area, lines);
}
