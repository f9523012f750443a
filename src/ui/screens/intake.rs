//! Draws an import: one candidate in calm large rows with its place in the row, and at the end what comes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::app::intake::Intake;
use crate::domain::{ItemId, ResponseKind, Threat};
use crate::import::preview::{called, left_out};
use crate::import::verdict::Verdict;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::screens::intake::about;
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

/// No line is wider than what the eye follows.
const COLUMN: u16 = 88;
/// From this many rows on there is air between the parts.
const AIRY: u16 = 14;
/// How many lines say what is left out, before the rest is only counted.
const LEFT_OUT: usize = 3;

/// Lines of the selected item in any case.
const SELECTED: usize = 4;

/// What a candidate is called that does not concern us.
const NOT_HERE: &str = "not affected";

/// What the row of the question says.
pub(crate) fn heading(app: &App) -> String {
    let file = app.intake.as_ref().map_or("", |i| &i.incoming.file);
    let file = wrap::shorten(file, 40);
    match app.screen() {
        Screen::Review => format!("CANDIDATES FROM {file}"),
        Screen::Heard => format!("SAID IN {file}"),
        _ => format!("IMPORT {file}"),
    }
}

/// A column in the middle of the body.
fn column(area: Rect) -> Rect {
    let margin = if area.width >= 80 { 4 } else { 1 };
    let width = area.width.saturating_sub(2 * margin).min(COLUMN);
    Rect {
        x: area.x + margin.min(area.width),
        width,
        ..area
    }
}

fn top(area: Rect, rows: u16) -> (Rect, Rect) {
    let [top, rest] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(area);
    (top, rest)
}

/// One candidate.
pub(crate) fn review(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let Some(intake) = &app.intake else { return };
    let Some((threat, verdict)) = intake.candidate() else {
        return;
    };
    let airy = area.height >= AIRY;
    let area = column(area);
    let (_, area) = top(area, u16::from(airy));
    let (head, area) = top(area, 1);
    let place = format!("{} of {}", intake.at + 1, intake.asked.len());
    let mut tally = intake.tally();
    if intake.before > 0 {
        tally.push_str(&format!("; {} decided earlier", intake.before));
    }
    let heard = intake.incoming.draft.heard;
    if let Some(heard) = heard.filter(|heard| heard.folded > 0) {
        tally.push_str(&format!("; {} folded", heard.folded));
    }
    let room = usize::from(head.width).saturating_sub(wrap::width(&place) + 2);
    frame::put_both(
        buf,
        head,
        vec![Span::styled(place, styles.focus())],
        vec![Span::styled(wrap::shorten(&tally, room), styles.muted())],
    );
    let (_, area) = top(area, 1);
    let says = said(app, intake, threat, verdict, usize::from(area.width));
    let rows = u16::try_from(says.len()).unwrap_or(u16::MAX) + 1;
    let (body, foot) = top(area, area.height.saturating_sub(rows));
    for (line, y) in words(app, intake, threat, styles, body, airy)
        .into_iter()
        .zip(body.top()..body.bottom())
    {
        buf.set_line(body.x, y, &line, body.width);
    }
    let style = match verdict {
        Some(_) => styles.focus(),
        None => styles.muted(),
    };
    for (line, y) in says.into_iter().zip(foot.top() + 1..foot.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..foot
        };
        frame::put(buf, row, vec![Span::styled(line, style)]);
    }
}

/// The candidate's words, then what is known of it, cut with a count where there is no room.
fn words(
    app: &App,
    intake: &Intake,
    threat: &Threat,
    styles: &Styles,
    area: Rect,
    airy: bool,
) -> Vec<Line<'static>> {
    let width = usize::from(area.width);
    let strong = |line: String| Line::styled(line, styles.strong());
    let mut out: Vec<Line<'_>> = wrap::wrap(&threat.text, width)
        .into_iter()
        .map(strong)
        .collect();
    let mut facts: Vec<String> = speaker(app, intake, threat).into_iter().collect();
    facts.extend(about(&intake.incoming.draft.session, threat));
    if airy && !facts.is_empty() {
        out.push(Line::default());
    }
    for fact in facts {
        let lines = wrap::wrap(&fact, width.saturating_sub(2))
            .into_iter()
            .enumerate();
        out.extend(lines.map(|(n, line)| {
            let indent = if n == 0 { "" } else { "  " };
            Line::styled(format!("{indent}{line}"), styles.text())
        }));
    }
    let height = usize::from(area.height);
    if out.len() > height {
        let left = out.len() - height.saturating_sub(1);
        out.truncate(height.saturating_sub(1));
        out.push(Line::styled(format!("{left} more lines"), styles.muted()));
    }
    out
}

/// Who said it; for a stranger, also which key lets them in.
fn speaker(app: &App, intake: &Intake, threat: &Threat) -> Option<String> {
    let who = intake.speaker_of(threat)?;
    let is_outside = threat
        .speaker
        .is_some_and(|who| intake.outside.contains(&who));
    let key = app.keys.key_for(Screen::Heard, Verb::Owner);
    let says = if is_outside {
        format!("Speaker: {who}. Press {key} to add them.")
    } else {
        format!("Speaker: {who}")
    };
    Some(says)
}

/// What was decided about it.
fn said(
    app: &App,
    intake: &Intake,
    threat: &Threat,
    verdict: Option<&Verdict>,
    width: usize,
) -> Vec<String> {
    let says = match verdict {
        None if intake.is_heard() => {
            let key = app.keys.key_for(Screen::Heard, Verb::Open);
            let becomes = match intake.usual(&app.catalogue, &threat.text) {
                Verdict::Ask => "make it a question",
                Verdict::ParkFix => "park it as a fix",
                _ => "make it a threat",
            };
            format!("Not decided yet. Press {key} to {becomes}.")
        }
        None => "Not decided yet.".to_owned(),
        Some(Verdict::Ask) => "QUESTION: becomes an open question.".to_owned(),
        Some(Verdict::ParkFix) => "PARKED as a fix.".to_owned(),
        Some(Verdict::Skip) => "SKIPPED.".to_owned(),
        Some(Verdict::Take) => "ADDED: becomes a threat.".to_owned(),
        Some(Verdict::Park) => "PARKED, off topic.".to_owned(),
        Some(Verdict::NotHere { reason, by }) => {
            let by = by
                .as_ref()
                .map_or_else(String::new, |(name, _)| format!(" ({name})"));
            format!("NOT AFFECTED{by}: {reason}")
        }
    };
    wrap::wrap_to(&says, width, 2)
}

/// What Enter would bring.
pub(crate) fn import(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let Some(intake) = &app.intake else { return };
    let airy = area.height >= AIRY;
    let area = column(area);
    let (_, area) = top(area, u16::from(airy));
    let summary = summary(intake, styles, usize::from(area.width), airy);
    // At least the half is for what comes.
    let rows = u16::try_from(summary.len())
        .unwrap_or(u16::MAX)
        .min(area.height.div_ceil(2));
    let (head, area) = top(area, rows);
    for (line, y) in summary.into_iter().zip(head.top()..head.bottom()) {
        buf.set_line(head.x, y, &line, head.width);
    }
    items(intake, styles, area, buf);
}

fn summary(intake: &Intake, styles: &Styles, width: usize, airy: bool) -> Vec<Line<'static>> {
    let mut out: Vec<Line<'_>> = Vec::new();
    let mut put = |says: &str, style| {
        let lines = wrap::wrap(says, width).into_iter();
        out.extend(lines.map(|line| Line::styled(line, style)));
    };
    put(&intake.preview.summary(), styles.strong());
    if !intake.asked.is_empty() {
        let [.., left] = intake.counts();
        let again = if left > 0 && intake.is_heard() {
            "; what is left is skipped"
        } else if left > 0 {
            "; the rest will be asked again next time"
        } else {
            ""
        };
        put(
            &format!("Candidates: {}{again}.", intake.tally()),
            styles.text(),
        );
    }
    if let Some(stay) = intake.preview.stay() {
        put(&stay, styles.text());
    }
    let dropped = &intake.incoming.draft.dropped;
    for dropped in dropped.iter().take(LEFT_OUT) {
        put(&left_out(dropped), styles.attention());
    }
    if dropped.len() > LEFT_OUT {
        let more = dropped.len() - LEFT_OUT;
        put(
            &format!("Not shown: {more} more kinds."),
            styles.attention(),
        );
    }
    if airy {
        out.push(Line::default());
    }
    out
}

/// What an item is called. What does not concern us is kept, but is nothing to work on.
fn kind_of(intake: &Intake, id: ItemId) -> &'static str {
    let threat = match id {
        ItemId::Threat(id) if !intake.asked.is_empty() => intake.preview.after.threat(id),
        _ => None,
    };
    let response = threat.and_then(|threat| threat.response.as_ref());
    match response.map(|response| response.kind) {
        Some(ResponseKind::NotApplicable) => NOT_HERE,
        _ => called(id).0,
    }
}

/// A row of what comes: what it is, and its words.
fn row(intake: &Intake, place: usize) -> Option<(String, String)> {
    let preview = &intake.preview;
    if let Some(met) = preview.met.get(place) {
        return Some((met.id.to_string(), met.says.clone()));
    }
    let id = *preview.new.get(place - preview.met.len())?;
    let words = preview.after.words_of(id).unwrap_or_default();
    Some((kind_of(intake, id).to_owned(), words))
}

fn items(intake: &Intake, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let preview = &intake.preview;
    let (head, rows) = top(area, 1);
    // By kind alone: there may be thousands, and each frame asks.
    let kinds = preview.new.iter().map(|id| wrap::width(called(*id).0));
    let kind = kinds.max().unwrap_or_default().max(NOT_HERE.len()) + 2;
    let width = usize::from(area.width).saturating_sub(kind + 2);
    let wants = list::Wants {
        least: 1,
        air: false,
    };
    let at = Some(intake.row);
    let drawn = list::draw_fitting(buf, rows, preview.rows(), at, wants, |place, most| {
        let Some((what, words)) = row(intake, place) else {
            return Vec::new();
        };
        let here = place == intake.row;
        let most = if here { most.max(SELECTED) } else { most };
        let words = wrap::wrap_to(&words, width, most);
        let kept = preview.met.get(place).is_some_and(|met| met.kept);
        let style = match (here, kept) {
            (true, _) => styles.selected(),
            (false, true) => styles.attention(),
            (false, false) => styles.text(),
        };
        let what = wrap::pad(&what, kind);
        words
            .into_iter()
            .enumerate()
            .map(|(n, line)| {
                let (mark, what) = match (n, here) {
                    (0, true) => ("> ", what.clone()),
                    (0, false) => ("  ", what.clone()),
                    _ => ("  ", " ".repeat(kind)),
                };
                Line::styled(format!("{mark}{what}{line}"), style)
            })
            .collect()
    });
    let title = match (preview.met.is_empty(), preview.new.is_empty()) {
        (true, true) => "",
        (true, false) => "TO BE IMPORTED",
        (false, true) => "TO BE CHANGED",
        (false, false) => "TO BE CHANGED AND IMPORTED",
    };
    frame::put_both(
        buf,
        head,
        vec![Span::styled(title, styles.heading())],
        vec![Span::styled(
            beyond::of(&drawn, preview.rows()),
            styles.muted(),
        )],
    );
}
