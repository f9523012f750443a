//! Going from screen to screen, and selecting on each: by item, never by place, so that nothing jumps.

use super::effect::Effect;
use super::overlay::Overlay;
use super::{App, Open, Tone, whiteboard};
use crate::domain::{AgendaStep, ItemId, Session};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::screens::{
    FAR, actions, do_about, go_wrong, good_enough, questions, since, step, whiteboard as board,
    working_on,
};

/// How many lines a page is when the body's height is not known better.
const FRAME_ROWS: u16 = 9;

/// Shows a screen.
pub(super) fn go(app: &mut App, screen: Screen) {
    let screen = whiteboard::instead_of(app, screen);
    if screen == Screen::Export && app.screen != Screen::Export {
        app.came_from = app.screen;
    }
    let from = std::mem::replace(&mut app.screen, screen);
    app.gate = None;
    app.notice = None;
    if let Some(open) = &mut app.open {
        open.go_wrong.revealed = false;
    }
    if screen == Screen::DoAbout {
        if let (true, Some(open)) = (from != screen, &mut app.open) {
            open.do_about.arrange(&open.session);
        }
        let selected = app.open.as_ref().and_then(|open| open.go_wrong.selected);
        if let Some(open) = &mut app.open {
            open.do_about.listed = false;
        }
        if let (Some(open), Some(ItemId::Threat(id))) = (&mut app.open, selected)
            && open.do_about.threat.is_none()
            && open.session.voting.is_none()
        {
            open.do_about.threat = Some(id);
        }
    }
    select_first(app);
    if screen == Screen::Export {
        super::verbs::preview(app);
    }
    let onwards = matches!(
        screen,
        Screen::Questions | Screen::GoodEnough | Screen::Actions | Screen::Export
    );
    if from == Screen::DoAbout && onwards {
        super::voting::nudge_overlooked(app);
    }
}

/// Selects the first line of a screen on which nothing is selected yet.
pub(super) fn select_first(app: &mut App) {
    if selection_of(app).is_none() {
        // On the wall the newest line is the one that everybody looks at.
        let newest = app.screen == Screen::Whiteboard;
        move_selection(app, if newest { Verb::Last } else { Verb::First });
    }
}

fn selection_of(app: &App) -> Option<()> {
    let open = app.open.as_ref()?;
    match app.screen {
        Screen::DoAbout => open.do_about.threat.map(|_| ()),
        Screen::GoodEnough => open.good_enough.selected.map(|_| ()),
        Screen::SinceLastTime => open.since.selected.map(|_| ()),
        // A format is always selected.
        Screen::Export | Screen::OneThreat | Screen::Review | Screen::Import => Some(()),
        _ => app.selected().map(|_| ()),
    }
}

/// Goes to the next or the previous part of the meeting.
pub(super) fn next_part(screen: Screen, forward: bool) -> Screen {
    const ORDER: [Screen; 7] = [
        Screen::WorkingOn,
        Screen::GoWrong,
        Screen::DoAbout,
        Screen::Questions,
        Screen::GoodEnough,
        Screen::Actions,
        Screen::Export,
    ];
    step(&ORDER, Some(screen), if forward { 1 } else { -1 }).unwrap_or(screen)
}

/// How far a key moves the selection.
pub(super) fn distance(app: &App, action: Verb) -> isize {
    let page = isize::try_from(app.size.1.saturating_sub(FRAME_ROWS).max(2)).unwrap_or(10) - 1;
    match action {
        Verb::Up => -1,
        Verb::Down => 1,
        Verb::PageUp => -page,
        Verb::PageDown => page,
        Verb::First => -FAR,
        _ => FAR,
    }
}

/// A key moves the selection, or the sweep while it goes on.
pub(super) fn move_by_key(app: &mut App, action: Verb) {
    if app.sweep().is_some() && app.overlay.is_none() {
        let by = distance(app, action);
        return app.sweep_to(by);
    }
    move_selection(app, action);
}

/// Moves the selection of the shown screen or overlay.
pub(super) fn move_selection(app: &mut App, action: Verb) {
    let by = distance(app, action);
    if matches!(app.screen, Screen::Review | Screen::Import) && app.overlay.is_none() {
        return super::intake::select(app, action);
    }
    if let Some(Overlay::Found { hits, selected }) = &mut app.overlay {
        *selected = selected
            .saturating_add_signed(by)
            .min(hits.len().saturating_sub(1));
        return;
    }
    if app.screen == Screen::Home {
        if super::verbs::is_folded(app) {
            return;
        }
        let last = app.home.shown().len().saturating_sub(1);
        app.home.selected = app.home.selected.saturating_add_signed(by).min(last);
        return;
    }
    let screen = app.screen;
    if matches!(screen, Screen::GoodEnough | Screen::SinceLastTime) {
        app.check();
    }
    let shown = app.thresholds.shown;
    let (columns, spoken, wall) = (app.size.0, app.spoken, app.wall);
    let Some(open) = &mut app.open else { return };
    let session = &*open.session;
    match screen {
        Screen::SinceLastTime => super::verbs::step_since(open, by),
        Screen::WorkingOn => {
            let rows = open.working_on.rows(session, columns);
            let drawn = open.working_on.pane == working_on::Pane::System
                && !open.working_on.table
                && !wall
                && !spoken
                && columns >= working_on::NARROW;
            // A map is looked through page by page, and with the arrows where there is no choice of flows.
            let looks = match action {
                Verb::PageUp | Verb::PageDown => true,
                Verb::Up | Verb::Down => rows.len() < 2,
                _ => false,
            };
            if drawn && looks {
                let by = if by < 0 { -1 } else { 1 };
                open.working_on.scroll_y = open.working_on.scroll_y.saturating_add(by);
                return;
            }
            let target = step(&rows, open.working_on.selected(), by);
            open.working_on.set_selected(target);
        }
        Screen::GoWrong => {
            open.go_wrong.selected = step(&go_wrong::rows(session), open.go_wrong.selected, by)
        }
        Screen::DoAbout => match (open.do_about.pane, open.do_about.threat) {
            (do_about::Pane::Artifact, Some(threat)) => {
                open.do_about.spot =
                    step(&do_about::spots(session, threat), open.do_about.spot, by);
            }
            _ => {
                let target = step(&open.do_about.rows(session), open.do_about.threat, by);
                show_threat(open, target);
            }
        },
        Screen::GoodEnough => {
            if let Some((_, report)) = &open.report {
                open.good_enough.selected = step(
                    &good_enough::rows(report, session, shown),
                    open.good_enough.selected,
                    by,
                );
            }
        }
        Screen::Questions => {
            open.questions.selected = step(&questions::rows(session), open.questions.selected, by);
        }
        Screen::Actions => {
            open.actions.selected = step(&actions::rows(session), open.actions.selected, by)
        }
        Screen::Whiteboard => {
            open.whiteboard.selected = step(&board::rows(session), open.whiteboard.selected, by);
        }
        Screen::Export => match (action, open.export.reading) {
            (Verb::PageUp | Verb::PageDown, _) | (_, true) => {
                open.export.scroll_by(action, app.size);
            }
            _ => {
                if let Some(format) =
                    step(crate::export::Format::ALL, Some(open.export.selected), by)
                {
                    open.export.selected = format;
                }
                super::verbs::preview(app);
            }
        },
        Screen::Home | Screen::OneThreat | Screen::Review | Screen::Import => {}
    }
}

/// Makes a threat the one that the room talks about, with the cursor on a fix that was parked about it.
pub(super) fn show_threat(open: &mut Open, threat: Option<crate::domain::ThreatId>) {
    if open.do_about.threat != threat {
        open.do_about.spot = None;
    }
    open.do_about.threat = threat;
    let Some(threat) = threat else { return };
    if open.do_about.spot.is_none() {
        let spots = do_about::spots(&open.session, threat);
        let parked = spots
            .iter()
            .find(|spot| matches!(spot, do_about::Spot::Item(ItemId::Parked(_))));
        let mitigation = spots
            .iter()
            .find(|spot| matches!(spot, do_about::Spot::Item(ItemId::Mitigation(_))));
        open.do_about.spot = parked.or(mitigation).or(spots.first()).copied();
    }
}

/// Selects an item on the shown screen, if it can be selected there.
pub(super) fn select(app: &mut App, id: ItemId) {
    let screen = app.screen;
    let Some(open) = &mut app.open else { return };
    match (screen, id) {
        (Screen::SinceLastTime, _) => super::verbs::select_since(open, id),
        (Screen::WorkingOn, _) => open.working_on.select(id),
        (Screen::GoWrong, ItemId::Threat(_)) => open.go_wrong.selected = Some(id),
        (Screen::Whiteboard, ItemId::Threat(_)) => open.whiteboard.selected = Some(id),
        (Screen::DoAbout, ItemId::Threat(threat)) => {
            let threat = open.session.threat(threat).map(|t| t.id);
            show_threat(open, threat);
            open.do_about.pane = do_about::Pane::List;
        }
        (Screen::DoAbout, _) => {
            if let Some(threat) = threat_of(&open.session, id, open.do_about.threat) {
                show_threat(open, Some(threat));
                open.do_about.enter();
            }
            open.do_about.spot = Some(do_about::Spot::Item(id));
        }
        (Screen::GoodEnough, ItemId::Note(_)) => {
            open.good_enough.selected = Some(good_enough::Row::Note(id))
        }
        (Screen::Questions, ItemId::Question(_) | ItemId::Parked(_)) => {
            open.questions.selected = Some(id)
        }
        (Screen::Actions, ItemId::Action(_)) => open.actions.selected = Some(id),
        _ => {}
    }
}

/// The threat in whose artifact an item shows: the current one if it does there, else the first.
fn threat_of(
    session: &Session,
    id: ItemId,
    current: Option<crate::domain::ThreatId>,
) -> Option<crate::domain::ThreatId> {
    let threats: Vec<crate::domain::ThreatId> = match id {
        ItemId::Mitigation(m) => session
            .mitigation(m)
            .map(|m| m.threats.clone())
            .unwrap_or_default(),
        ItemId::Parked(p) => session
            .parked
            .iter()
            .filter(|parked| parked.id == p)
            .filter_map(|parked| match parked.about {
                Some(ItemId::Threat(threat)) => Some(threat),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    current
        .filter(|threat| threats.contains(threat))
        .or(threats.first().copied())
}

/// Selects what was just written down, where the room expects its eyes to be.
pub(super) fn show_new(app: &mut App, id: ItemId) {
    let screen = app.screen;
    let Some(open) = &mut app.open else { return };
    match (screen, id) {
        (
            Screen::WorkingOn,
            ItemId::Threat(_) | ItemId::Question(_) | ItemId::Action(_) | ItemId::Parked(_),
        ) => {}
        // The line being typed keeps its place: only the map pane follows a map line.
        (Screen::WorkingOn, ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_)) => {
            open.working_on.pane = working_on::Pane::System;
            if let ItemId::Flow(_) = id {
                open.working_on.set_selected(Some(id));
            }
        }
        (Screen::DoAbout, ItemId::Threat(_)) => {}
        (
            Screen::DoAbout,
            ItemId::Mitigation(_) | ItemId::Action(_) | ItemId::Question(_) | ItemId::Assumption(_),
        ) => {
            let shown = open
                .do_about
                .threat
                .map(|threat| do_about::spots(&open.session, threat))
                .unwrap_or_default();
            if shown.contains(&do_about::Spot::Item(id)) {
                open.do_about.spot = Some(do_about::Spot::Item(id));
            }
        }
        (Screen::DoAbout, _) => {}
        _ => select(app, id),
    }
    // Wherever an item was written down, its own screen opens on it.
    let Some(open) = &mut app.open else { return };
    match id {
        ItemId::Action(_) => open.actions.selected = Some(id),
        ItemId::Question(_) if open.questions.selected.is_none() => {
            open.questions.selected = Some(id)
        }
        ItemId::Threat(_) if screen == Screen::WorkingOn => open.go_wrong.selected = Some(id),
        _ => {}
    }
}

/// Goes to the screen on which an item lives, and selects it.
pub(super) fn go_to(app: &mut App, id: ItemId) {
    let screen = match id {
        ItemId::Threat(_) if app.screen == Screen::DoAbout => Screen::DoAbout,
        ItemId::Threat(_) => Screen::GoWrong,
        ItemId::Mitigation(_) => Screen::DoAbout,
        ItemId::Question(_) => Screen::Questions,
        ItemId::Action(_) => Screen::Actions,
        ItemId::Parked(_) => {
            let fix = app.session().is_some_and(|s| {
                s.parked
                    .iter()
                    .any(|p| ItemId::Parked(p.id) == id && p.kind == crate::domain::ParkedKind::Fix)
            });
            if fix {
                Screen::DoAbout
            } else {
                Screen::Questions
            }
        }
        ItemId::Note(note) => {
            use crate::domain::NoteKind as K;
            let kind = app
                .session()
                .and_then(|s| s.notes.iter().find(|n| n.id == note))
                .map(|n| n.kind);
            if matches!(kind, Some(K::Keep | K::Change | K::RevisitWhen)) {
                Screen::GoodEnough
            } else {
                Screen::WorkingOn
            }
        }
        _ => Screen::WorkingOn,
    };
    go(app, screen);
    // Who asked for a threat wants to see it, not the folded list or a place of the sweep.
    if screen == Screen::GoWrong && app.step().is_some_and(|step| step != AgendaStep::ReadBack) {
        super::verbs::steps::set_step(app, AgendaStep::Round);
    }
    let id = match id {
        ItemId::Threat(threat) => app
            .session()
            .and_then(|s| s.threat(threat))
            .map_or(id, |t| t.id.into()),
        id => id,
    };
    select(app, id);
}

/// Selections of items that are gone fall back to nothing; the list that is shown then selects its first line.
pub(super) fn mend_selections(app: &mut App) {
    let Some(open) = &mut app.open else { return };
    let session = &*open.session;
    let alive = |id: &ItemId| session.holds(*id);
    open.working_on.left = open.working_on.left.filter(alive);
    open.working_on.right = open.working_on.right.filter(alive);
    open.go_wrong.selected = open.go_wrong.selected.filter(alive);
    open.whiteboard.selected = open.whiteboard.selected.filter(alive);
    open.questions.selected = open.questions.selected.filter(alive);
    open.actions.selected = open.actions.selected.filter(alive);
    open.do_about.threat = open
        .do_about
        .threat
        .filter(|id| session.holds((*id).into()));
    open.do_about.follow_the_votes(session);
    open.go_wrong.revealed &= session.voting.is_some();
    if let Some(do_about::Spot::Item(id)) = open.do_about.spot
        && !session.holds(id)
    {
        open.do_about.spot = None;
    }
    if let Some(good_enough::Row::Note(id)) = open.good_enough.selected
        && !session.holds(id)
    {
        open.good_enough.selected = None;
    }
    if let Some(since::Row::Item(id)) = open.since.selected
        && !session.holds(id)
    {
        open.since.selected = None;
    }
    select_first(app);
}

/// A finding that was mended or dismissed hands the selection on to the first that is shown.
pub(super) fn mend_finding(app: &mut App) {
    let shown = app.thresholds.shown;
    let Some(open) = &mut app.open else { return };
    if app.screen == Screen::SinceLastTime {
        return super::verbs::mend_since(open);
    }
    let Some((_, report)) = &open.report else {
        return;
    };
    let rows = good_enough::rows(report, &open.session, shown);
    if !open
        .good_enough
        .selected
        .is_some_and(|row| rows.contains(&row))
    {
        open.good_enough.selected = rows.first().copied();
    }
}

/// Opens one of the sessions of the start screen.
pub(super) fn open_recent(app: &mut App, place: usize, effects: &mut Vec<Effect>) {
    if super::verbs::is_folded(app) {
        return;
    }
    if app.home.recents.is_none() {
        return app.say(Tone::Info, "Still looking for sessions.");
    }
    let Some((path, broken)) = app
        .home
        .shown()
        .get(place)
        .map(|r| (r.path.clone(), r.broken.clone()))
    else {
        return app.say(
            Tone::Info,
            "No session to open. Press m to start a meeting.",
        );
    };
    app.home.selected = place;
    if let Some(says) = broken {
        app.say(Tone::Attention, says);
    }
    effects.push(Effect::Open(path));
}
