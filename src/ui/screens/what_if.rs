//! Draws a what-if: how many threats are at each level now and with what is ticked, what could be done, and what falls.

mod falls;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::what_if::{Wants, what_if, widths};
use crate::check::left;
use crate::domain::{ItemId, MitigationId, Session, Verb};
use crate::risk::Model;
use crate::screens::what_if::State;
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

/// Cells before the words of a mitigation: the mark, the tick and the id.
const BEFORE: usize = 12;
/// Cells of strength, work and status.
const BEHIND: [usize; 3] = [9, 5, 11];
/// Cells before the counts.
const HEAD: usize = 13;
/// More rows than any screen has.
const MANY: usize = 200;
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
            "No mitigation that could still be done or shown to work. Press {key} on question 3 to add one."
        );
        return frame::put_sentence(buf, frame::below(area, 1), &says, styles);
    }
    let says = words(app, session, state);
    let width = usize::from(area.width).saturating_sub(2);
    let says: Vec<String> = says
        .iter()
        .flat_map(|says| wrap::wrap(says, width))
        .collect();
    let rows = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let (list, fall) = widths(area);
    let wants = Wants {
        list: rows(wanted(session, state, list.into())),
        falls: rows(falls::wanted(session, model, state, fall)),
        detail: rows(says.len()),
    };
    let areas = what_if(area, wants);
    let width = usize::from(area.width);
    frame::put_lines(buf, areas.counts, counts(model, state, width, styles));
    candidates(session, state, styles, &areas.list, buf);
    if let Some(bar) = areas.bar {
        frame::put_bar(buf, bar, styles);
    }
    falls::draw(session, model, state, styles, areas.falls, buf);
    let style = if state.says().is_empty() {
        styles.muted()
    } else {
        styles.text()
    };
    let rows = usize::from(areas.detail.height);
    let width = width.saturating_sub(2);
    let says = match says.split_at_checked(rows.saturating_sub(1)) {
        // The last row says that there is more.
        Some((seen, rest)) if rest.len() > 1 => {
            let last = wrap::shorten(&rest.join(" "), width);
            [seen, &[last]].concat()
        }
        _ => says,
    };
    let lines = says.iter().take(rows);
    let lines = lines.map(|line| Line::styled(format!(" {line}"), style));
    frame::put_lines(buf, areas.detail, lines.collect::<Vec<_>>());
}

/// What was planned, and what was said of the cheapest set; else what a tick means, and what is counted by default.
fn words(app: &App, session: &Session, state: &State) -> Vec<String> {
    let planned = state.planned().into_iter();
    if !state.says().is_empty() {
        let says = state.says().join(" ");
        return vec![planned.chain([says]).collect::<Vec<_>>().join(" ")];
    }
    let Some(model) = state.model() else {
        return Vec::new();
    };
    let mut says: Vec<String> = planned.collect();
    says.push("Ticked: taken as done and shown to work.".to_owned());
    if state.would_plan(session) {
        let key = app.keys.key_for(app.screen(), Verb::Yes);
        says.push(format!("Nothing is changed until you press {key}."));
    }
    says.extend(left::unrated_words(model));
    says.extend_from_slice(state.defaults());
    vec![says.join(" ")]
}

/// The levels, the highest first, and how many threats are at each.
fn counts(model: &Model, state: &State, width: usize, styles: &Styles) -> Vec<Line<'static>> {
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
    let levels = cells(words.clone());
    // Where there is no room for these, the words below say it.
    let unrated = "not rated";
    let fits = HEAD + wrap::width(&levels) + unrated.len() < width;
    let (unrated, not_rated) = match state.unrated() {
        n if n > 0 && fits => (unrated.to_owned(), n.to_string()),
        _ => (String::new(), String::new()),
    };
    let row = |head, counts: String, last: &str| format!("{}{counts}{last}", wrap::pad(head, HEAD));
    let now = numbers(model.now());
    let with = numbers(state.with());
    vec![
        Line::styled(row(" threats", levels, &unrated), styles.heading()),
        Line::styled(row(" now", now, &not_rated), styles.text()),
        Line::styled(row(" with ticked", with, &not_rated), styles.strong()),
    ]
}

/// The cells of strength, work and status, and those that are left for words.
fn columns(width: usize) -> ([usize; 3], usize) {
    let [strength, work, status] = BEHIND;
    let status = if width >= WITH_STATUS { status } else { 0 };
    let room = width.saturating_sub(BEFORE + strength + work + status);
    ([strength, work, status], room)
}

/// The rows that all that could be done would take in whole, or more than any screen has.
fn wanted(session: &Session, state: &State, width: usize) -> usize {
    let (_, room) = columns(width);
    let ids = state.candidates().iter().take(MANY);
    let rows = ids.map(|id| {
        let words = session.words_of(ItemId::from(*id)).unwrap_or_default();
        wrap::wrap_to(&words, room.saturating_sub(1), MANY).len()
    });
    rows.sum()
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
    let ([strength, work, status], room) = columns(area.rows.width.into());
    let wants = list::Wants {
        least: 1,
        air: false,
    };
    let drawn = list::draw_fitting(buf, area.rows, ids.len(), place, wants, |row, most| {
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
        let most = if here { usize::MAX } else { most };
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
    let effort = match mitigation.effort {
        // The work was done; what is left is to show that it works.
        _ if mitigation.works() => "done".to_owned(),
        Some(effort) => effort.letter().to_string(),
        None => "-".to_owned(),
    };
    let failed = mitigation.check_passed() == Some(false);
    let status = if failed {
        "failed"
    } else {
        mitigation.status.words()
    };
    [strength.to_owned(), effort, status.to_owned()]
}
