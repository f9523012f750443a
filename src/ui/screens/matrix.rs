//! Draws where all threats sit: likelihood up, impact right, in each cell its level in words, how many there are and
//! which. Nothing here is said by a color alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::Open;
use crate::areas::lists;
use crate::areas::matrix::{AROUND, Grid, MARGIN, rows_of};
use crate::check::count;
use crate::domain::{Session, ThreatId};
use crate::screens::matrix::{ALONE, BEFORE, Spot, State, about, fell_words, most_that_fit, whole};
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

pub(crate) fn view(open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let (session, state) = (&*open.session, &open.rooms.matrix);
    if area.is_empty() {
        return;
    }
    match state.areas(area, session.scale()) {
        Some(grid) => matrix(session, state, &grid, styles, buf),
        None => in_a_list(session, state, styles, area, buf),
    }
}

/// What is shown, and how many threats there are of each level, the worst first; and those for which the row is too short.
fn heading(
    session: &Session,
    state: &State,
    width: usize,
    styles: &Styles,
) -> (Vec<Span<'static>>, String) {
    let (title, short) = if state.shows_left() {
        (" WHAT IS LEFT: WITH MITIGATIONS IN PLACE", " WHAT IS LEFT")
    } else {
        (" AS RATED: BEFORE MITIGATIONS", " AS RATED")
    };
    let scale = session.scale();
    let levels = state.counts(scale).into_iter().enumerate().rev();
    let mut says: Vec<String> = levels
        .filter(|(_, n)| *n > 0)
        .map(|(level, n)| format!("{n} {}", scale.word(level)))
        .collect();
    let unrated = state.threats_at(Spot::Unrated).len();
    if unrated > 0 {
        says.push(format!("{unrated} not rated"));
    }
    let all = says;
    let says = all.join(", ");
    let room = |title: &str| width.saturating_sub(wrap::width(title) + 4);
    let title = [title, short]
        .into_iter()
        .find(|title| wrap::width(&says) <= room(title))
        .unwrap_or(short);
    // No count is parted from its word.
    let fits = |n: &usize| {
        let first = all.get(..*n).unwrap_or_default().join(", ");
        wrap::width(&first) < room(title)
    };
    let here = if wrap::width(&says) <= room(title) {
        all.len()
    } else {
        (0..all.len()).rev().find(fits).unwrap_or_default()
    };
    let (first, rest) = all.split_at_checked(here).unwrap_or_default();
    let comma = if rest.is_empty() || first.is_empty() {
        ""
    } else {
        ","
    };
    let heading = vec![
        Span::styled(title, styles.heading()),
        Span::styled(format!("   {}{comma}", first.join(", ")), styles.text()),
    ];
    (heading, rest.join(", "))
}

fn matrix(session: &Session, state: &State, grid: &Grid, styles: &Styles, buf: &mut Buffer) {
    let scale = session.scale();
    let width = usize::from(grid.heading.width);
    let (first, more) = heading(session, state, width, styles);
    frame::put(buf, grid.heading, first);
    let says = " LIKELIHOOD, higher is likelier";
    let more = wrap::shorten(&more, width.saturating_sub(wrap::width(says) + 4));
    let up = vec![
        Span::styled(says, styles.muted()),
        Span::styled(format!("   {more}"), styles.text()),
    ];
    frame::put(buf, grid.up, up);
    frame::put_lines(buf, grid.cells, rows(session, state, grid, styles));
    let indent = " ".repeat(MARGIN + grid.name + 1);
    let mut steps = vec![Span::raw(indent.clone())];
    for step in &scale.impact {
        let word = wrap::pad(&format!(" {}", step.word), grid.cell + AROUND);
        steps.push(Span::styled(word, styles.heading()));
    }
    let right = vec![
        Span::raw(indent),
        Span::styled(" IMPACT, further right is worse", styles.muted()),
    ];
    frame::put_lines(buf, grid.below, [Line::from(steps), Line::from(right)]);
    let rows = usize::from(grid.strip.height);
    let beside = strip(session, state, (width, rows), styles);
    frame::put_lines(buf, grid.strip, beside);
    let detail = detail(session, state, width, grid.detail.height.into(), styles);
    frame::put_lines(buf, grid.detail, detail);
}

/// The rows of cells, likeliest first, with a rule between two where there is room.
fn rows(session: &Session, state: &State, grid: &Grid, styles: &Styles) -> Vec<Line<'static>> {
    let scale = session.scale();
    let bar = styles.signs().bar();
    let mut lines = Vec::new();
    for (likelihood, step) in scale.likelihood.iter().enumerate().rev() {
        if grid.ruled && !lines.is_empty() {
            let rule = styles
                .signs()
                .rule((grid.cell + AROUND) * scale.impact.len());
            let indent = " ".repeat(MARGIN + grid.name + 1);
            lines.push(Line::styled(format!("{indent}{rule}"), styles.rule()));
        }
        let cells: Vec<(Spot, Vec<String>)> = (0..scale.impact.len())
            .map(|impact| {
                let level = scale.cell(likelihood, impact).unwrap_or_default();
                let spot = Spot::Cell(likelihood, impact);
                let threats = state.threats_at(spot);
                let says = cell(scale.word(level), threats, grid.cell, grid.rows.into());
                (spot, says)
            })
            .collect();
        for row in 0..usize::from(grid.rows) {
            let name = if row == 0 { &*step.word } else { "" };
            let name = wrap::pad(name, grid.name);
            let mut spans = vec![
                Span::styled(format!(" {name} "), styles.heading()),
                Span::styled(bar, styles.rule()),
            ];
            for (at, (spot, says)) in cells.iter().enumerate() {
                let here = state.at() == Some(*spot);
                let text = wrap::pad(says.get(row).map_or("", String::as_str), grid.cell);
                let style = match (here, state.threats_at(*spot).is_empty()) {
                    (true, _) => styles.selected(),
                    (false, true) => styles.muted(),
                    (false, false) => styles.text(),
                };
                let mark = if here && row == 0 { ">" } else { " " };
                spans.push(Span::styled(format!("{mark}{text}"), style));
                let is_last = at + 1 == cells.len();
                spans.push(Span::styled(if is_last { "" } else { bar }, styles.rule()));
            }
            lines.push(Line::from(spans));
        }
    }
    lines
}

/// What stands in a cell: its level with the count, then the ids as far as they fit, then how many more there are.
fn cell(level: &str, threats: &[ThreatId], width: usize, rows: usize) -> Vec<String> {
    if threats.is_empty() {
        return vec![level.to_owned()];
    }
    if rows == 1 {
        return vec![named(level, threats, width)];
    }
    let mut lines = vec![format!("{level} {}", threats.len())];
    lines.extend(packed(threats, width, rows - 1));
    // Where they do not fit below the count, some may fit beside it.
    let is_cut = lines.last().is_some_and(|line| line.contains('+'));
    if is_cut && threats.len() <= most_that_fit(width, rows) {
        let all = wrap::wrap(&whole(level, threats), width);
        if all.len() <= rows {
            return all;
        }
    }
    lines
}

/// Ids in so many lines; where they do not fit, the last says how many more there are: `+3`. However many ids there are,
/// no more are put into words than could fit.
fn packed<I: ToString>(ids: &[I], width: usize, rows: usize) -> Vec<String> {
    let most = ids.len().min(most_that_fit(width, rows));
    let named: Vec<String> = ids.iter().take(most).map(I::to_string).collect();
    let lines = |shown: usize| {
        let mut words: Vec<String> = named.iter().take(shown).cloned().collect();
        if shown < ids.len() {
            words.push(format!("+{}", ids.len() - shown));
        }
        wrap::wrap(&words.join(" "), width)
    };
    if most == ids.len() && lines(most).len() <= rows {
        return lines(most);
    }
    // Fewer ids never take more lines.
    let less: Vec<usize> = (0..=most.min(ids.len().saturating_sub(1))).collect();
    let fit = less.partition_point(|shown| lines(*shown).len() <= rows);
    fit.checked_sub(1).map(lines).unwrap_or_default()
}

/// Threats that are not in the matrix, in so many rows: those rated by one level, and those that nobody rated.
fn strip(
    session: &Session,
    state: &State,
    (width, rows): (usize, usize),
    styles: &Styles,
) -> Vec<Line<'static>> {
    let scale = session.scale();
    let mut lines = Vec::new();
    let unrated = !state.threats_at(Spot::Unrated).is_empty();
    if state.has_strip() {
        let levels = (0..scale.levels.len()).rev();
        let all = levels.map(|level| (Spot::Level(level), scale.word(level)));
        let all: Vec<(Spot, &str)> = all
            .filter(|(spot, _)| !state.threats_at(*spot).is_empty())
            .collect();
        let rows = rows.saturating_sub(usize::from(unrated)).max(1);
        lines.extend(in_rows(ALONE, &all, state, (width, rows), styles));
    }
    if unrated {
        let all = [(Spot::Unrated, "")];
        lines.extend(in_rows(" Not rated", &all, state, (width, 1), styles));
    }
    lines
}

/// Places one behind the other in so many rows, each with its ids as far as they fit, then how many more there are.
fn in_rows(
    head: &str,
    spots: &[(Spot, &str)],
    state: &State,
    (width, rows): (usize, usize),
    styles: &Styles,
) -> Vec<Line<'static>> {
    let indent = wrap::width(head);
    let room = width.saturating_sub(indent + 1);
    let piece = |most: usize| -> Vec<String> {
        let all = spots.iter();
        let all = all.map(|(spot, word)| named(word, state.threats_at(*spot), most));
        all.collect()
    };
    let fits = |pieces: &[String]| {
        let widths = pieces.iter().map(|piece| wrap::width(piece) + BEFORE);
        rows_of(widths, room) <= rows
    };
    // All of them, or as much of each as all can have; less of each never takes more rows.
    let widths: Vec<usize> = (0..=room.saturating_sub(BEFORE)).collect();
    let fit = widths.partition_point(|most| fits(&piece(*most)));
    let pieces = piece(fit.checked_sub(1).unwrap_or(room.saturating_sub(BEFORE)));
    let mut lines = vec![vec![Span::styled(head.to_owned(), styles.heading())]];
    let mut used = 0;
    for (says, (spot, _)) in pieces.into_iter().zip(spots) {
        let wide = wrap::width(&says) + BEFORE;
        if used > 0 && used + wide > room {
            lines.push(vec![Span::raw(" ".repeat(indent))]);
            used = 0;
        }
        used += wide;
        let here = state.at() == Some(*spot);
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let mark = if here { ">" } else { " " };
        if let Some(line) = lines.last_mut() {
            line.push(Span::raw(" "));
            line.push(Span::styled(format!("{mark}{says}"), style));
        }
    }
    lines.into_iter().take(rows).map(Line::from).collect()
}

/// A place with its count and as many of its ids as fit: `high 5: T1 T2 +3`.
fn named(word: &str, threats: &[ThreatId], most: usize) -> String {
    if threats.len() <= most_that_fit(most, 1) {
        let all = whole(word, threats);
        if wrap::width(&all) <= most {
            return all;
        }
    }
    let gap = if word.is_empty() { "" } else { " " };
    let head = format!("{word}{gap}{}", threats.len());
    let ids = packed(threats, most.saturating_sub(wrap::width(&head) + 2), 1).concat();
    // How many there are is said already.
    if ids.is_empty() || ids.starts_with('+') {
        head
    } else {
        format!("{head}: {ids}")
    }
}

/// What is known of the selected place: where it is, then its threats in their own words.
fn detail(
    session: &Session,
    state: &State,
    width: usize,
    rows: usize,
    styles: &Styles,
) -> Vec<Line<'static>> {
    let Some(spot) = state.at() else {
        let says = " No threats yet.".to_owned();
        return vec![Line::styled(says, styles.muted())];
    };
    let threats = state.threats_at(spot);
    let room = width.saturating_sub(2);
    let says = format!(
        "{}: {}",
        about(session, spot),
        count(threats.len(), "threat")
    );
    let mut lines = vec![Line::styled(
        format!(" {}", wrap::shorten(&says, room)),
        styles.strong(),
    )];
    let left = rows.saturating_sub(1);
    if left == 1 && threats.len() > 1 {
        let ids = packed(threats, room, 1).concat();
        lines.push(Line::styled(format!(" {ids}"), styles.text()));
        return lines;
    }
    let fits = if threats.len() > left {
        left.saturating_sub(1)
    } else {
        left
    };
    for id in threats.iter().take(fits) {
        let words = session.threat(*id).map_or("", |threat| &threat.text);
        let fell = fell_words(session, state, *id);
        let says = wrap::shorten(&format!("{id}{fell}  {words}"), room);
        lines.push(Line::styled(format!(" {says}"), styles.text()));
    }
    let more = threats.len().saturating_sub(fits);
    if more > 0 && left > 0 {
        lines.push(Line::styled(format!(" {more} more"), styles.muted()));
    }
    lines
}

/// The places that hold threats as a list, the worst first: where the matrix does not fit, or there is none.
fn in_a_list(session: &Session, state: &State, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let areas = lists::plain(area);
    let scale = session.scale();
    let spots = state.filled(scale);
    let at = state
        .at()
        .and_then(|at| spots.iter().position(|spot| *spot == at));
    let width = usize::from(area.width);
    let drawn = list::draw(buf, areas.rows, spots.len(), at, |place| {
        let Some(spot) = spots.get(place) else {
            return Vec::new();
        };
        let here = at == Some(place);
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let threats = state.threats_at(*spot);
        let says = format!(
            "{}: {}",
            level_first(session, *spot),
            count(threats.len(), "threat")
        );
        let mark = if here { '>' } else { ' ' };
        let says = wrap::wrap(&says, width.saturating_sub(4))
            .into_iter()
            .enumerate();
        let mut lines: Vec<Line<'_>> = says
            .map(|(n, says)| {
                let mark = if n == 0 { mark } else { ' ' };
                Line::styled(format!(" {mark} {says}"), style)
            })
            .collect();
        let ids = packed(threats, width.saturating_sub(6), 2).into_iter();
        lines.extend(ids.map(|ids| Line::styled(format!("     {ids}"), styles.text())));
        lines
    });
    let beyond = beyond::of(&drawn, spots.len());
    let (mut left, more) = heading(
        session,
        state,
        width.saturating_sub(beyond.len() + 1),
        styles,
    );
    if !more.is_empty() {
        left.push(Span::styled(wrap::CUT, styles.text()));
    }
    let right = vec![Span::styled(format!("{beyond} "), styles.muted())];
    frame::put_both(buf, areas.above, left, right);
    if spots.is_empty() {
        frame::put_sentence(buf, areas.rows, "No threats yet.", styles);
    }
}

/// `critical: high likelihood, high impact`
fn level_first(session: &Session, spot: Spot) -> String {
    let scale = session.scale();
    match spot {
        Spot::Cell(likelihood, impact) => {
            let level = scale.cell(likelihood, impact).unwrap_or_default();
            let step = |axis: &[crate::domain::AxisLevel], at: usize| {
                axis.get(at)
                    .map_or_else(String::new, |step| step.word.to_string())
            };
            format!(
                "{}, {} likelihood and {} impact",
                scale.word(level),
                step(&scale.likelihood, likelihood),
                step(&scale.impact, impact)
            )
        }
        _ => about(session, spot),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(all: &[u32]) -> Vec<ThreatId> {
        all.iter().copied().map(ThreatId).collect()
    }

    #[test]
    fn a_cell_names_as_many_threats_as_fit_and_counts_the_rest() {
        let many = ids(&[1, 2, 3, 14, 15]);
        assert_eq!(cell("high", &many, 16, 3), ["high 5", "T1 T2 T3 T14 T15"]);
        assert_eq!(cell("high", &many, 9, 2), ["high 5", "T1 T2 +3"]);
        assert_eq!(cell("high", &many, 9, 3), ["high 5", "T1 T2 T3", "T14 T15"]);
        assert_eq!(cell("high", &many, 9, 1), ["high 5"]);
        assert_eq!(cell("high", &many[..1], 12, 1), ["high 1: T1"]);
        assert_eq!(cell("low", &[], 9, 3), ["low"]);
        // The shortest ids, with no cell to spare.
        assert_eq!(cell("high", &ids(&[1, 2, 3]), 8, 2), ["high 3", "T1 T2 T3"]);
        assert_eq!(cell("high", &ids(&[100_000; 12]), 4, 2), ["high 12", "+12"]);
    }

    #[test]
    fn a_cell_of_thousands_puts_no_more_ids_into_words_than_fit() {
        struct Counted<'a>(&'a std::cell::Cell<usize>);
        impl std::fmt::Display for Counted<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.set(self.0.get() + 1);
                f.write_str("T1")
            }
        }
        let named = std::cell::Cell::new(0);
        let many: Vec<Counted<'_>> = (0..5_000).map(|_| Counted(&named)).collect();
        let lines = packed(&many, 26, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].contains("+49"), "{lines:?}");
        assert!(named.get() <= 27, "{} ids were named", named.get());
    }
}
