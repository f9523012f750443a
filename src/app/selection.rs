//! Going from screen to screen, and selecting on each: by item, never by place, so that nothing jumps.

use super::effect::Effect;
use super::overlay::Overlay;
use super::paging;
use super::state::{App, Tone};
use crate::domain::{AgendaStep, ItemId, Said, Swept, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::screens::whiteboard::instead_of;
use crate::screens::{Deed, FAR, Row, TABLE, as_threat, room, shown_by, step, working_on};

/// Shows a screen.
pub(super) fn go(app: &mut App, screen: Screen) {
    let screen = instead_of(app.session().map(|session| session.kind), screen);
    app.wall &= room(screen).plain;
    let from = app.screen();
    app.show(screen);
    if let Some(open) = app.place.open_mut() {
        open.rooms.goes(from, screen);
    }
    app.gate = None;
    app.notice = None;
    if let Some(open) = app.place.open_mut() {
        open.rooms.go_wrong.revealed = false;
    }
    app.tell(|room, look, rooms| (room.enter)(look, rooms, from));
    select_first(app);
    let onwards = matches!(
        screen,
        Screen::Questions | Screen::GoodEnough | Screen::Actions | Screen::Export
    );
    if from == Screen::DoAbout && onwards {
        super::voting::nudge_overlooked(app);
    }
}

/// Goes back to the screen that was shown before.
pub(super) fn go_back(app: &mut App) {
    let from = app.screen();
    let open = app.place.open();
    if let Some(screen) = open.and_then(|open| open.rooms.trail.back(from)) {
        go(app, screen);
    }
}

/// Goes to a screen by its key. What is selected on a tree, on the matrix or in a what-if stays selected on the questions
/// that it is gone to from there, and the other way around.
pub(super) fn go_on(app: &mut App, screen: Screen) {
    use Screen as S;
    let from = app.screen();
    let held = held(app);
    go(app, screen);
    let is_view = |screen| matches!(screen, S::Tree | S::Matrix | S::WhatIf);
    let from_view = is_view(from) && matches!(screen, S::GoWrong | S::DoAbout);
    // The tree looks for the threat that it is to show itself.
    let to_view = is_view(screen) && screen != from && (screen != S::Tree || is_view(from));
    if !from_view && !to_view {
        return;
    }
    let there = app.ask(|room, look, rooms| (room.holds)(look, rooms));
    if held.iter().any(|id| there.contains(id)) {
        return;
    }
    if from_view {
        if let Some(threat) = held.into_iter().find(|id| as_threat(*id).is_some()) {
            select(app, threat);
            app.point();
        }
        return;
    }
    // The last that can be selected there stays: the first of them comes last.
    for id in held.into_iter().rev() {
        select(app, id);
    }
}

/// What is selected on the shown screen; where nothing can be, the threat that the room talks about.
fn held(app: &App) -> Vec<ItemId> {
    let held = app.ask(|room, look, rooms| (room.holds)(look, rooms));
    if !held.is_empty() {
        return held;
    }
    let open = app.place.open();
    let threat = open.and_then(|open| open.rooms.do_about.threat);
    threat.map(ItemId::from).into_iter().collect()
}

/// Selects the first line of a screen on which nothing is selected yet.
pub(super) fn select_first(app: &mut App) {
    // Nobody who comes to the start screen has asked for its list yet.
    let folded = app.screen() == Screen::Home && !app.home.shows_list();
    let selected = app.ask(|room, look, rooms| (room.selected)(look, rooms));
    if selected.is_none() && !folded {
        move_selection(app, app.room().begins);
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
    match action {
        Verb::Up => -1,
        Verb::Down => 1,
        Verb::PageUp => paging::page(app, false),
        Verb::PageDown => paging::page(app, true),
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
    app.point();
}

/// Moves the selection of the shown screen or overlay.
pub(super) fn move_selection(app: &mut App, action: Verb) {
    let by = distance(app, action);
    if let Some(Overlay::Found { hits, selected }) = &mut app.overlay {
        *selected = selected
            .saturating_add_signed(by)
            .min(hits.len().saturating_sub(1));
        return;
    }
    if app.room().checks {
        app.check();
    }
    let deed = app.tell(|room, look, rooms| (room.travel)(look, rooms, action, by));
    match deed {
        Deed::Folded => {
            is_folded(app);
        }
        Deed::Pick(row) => pick(app, row),
        _ => {}
    }
}

/// Selects a line of a list that is there without a session, too.
pub(super) fn pick(app: &mut App, row: Row) {
    match (row, &mut app.intake) {
        (Row::Recent(place), _) => app.home.selected = place,
        (Row::Candidate(place), Some(intake)) => intake.at = place,
        (Row::Incoming(place), Some(intake)) => intake.row = place,
        _ => {}
    }
}

/// Selects an item on the shown screen, if it can be selected there.
pub(super) fn select(app: &mut App, id: ItemId) {
    app.tell(|room, look, rooms| (room.select)(look, rooms, id));
}

/// Selects what was just written down, where the room expects its eyes to be.
pub(super) fn show_new(app: &mut App, id: ItemId) {
    app.tell(|room, look, rooms| (room.show_new)(look, rooms, id));
    // Wherever an item was written down, its own screen opens on it.
    let screen = app.screen();
    let Some(open) = app.place.open_mut() else {
        return;
    };
    match id {
        ItemId::Action(_) => open.rooms.actions.selected = Some(id),
        ItemId::Question(_) if open.rooms.questions.selected.is_none() => {
            open.rooms.questions.selected = Some(id)
        }
        ItemId::Threat(_) if screen == Screen::WorkingOn => open.rooms.go_wrong.selected = Some(id),
        _ => {}
    }
}

/// Goes to the screen on which an item lives, and selects it.
pub(super) fn go_to(app: &mut App, id: ItemId) {
    // Everything that was said stands on the wall.
    if app.screen() == Screen::Whiteboard && Said::of(id).is_some() {
        return select(app, id);
    }
    let screen = match id {
        ItemId::Threat(_) if matches!(app.screen(), Screen::DoAbout | Screen::Tree) => app.screen(),
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
        set_step(app, AgendaStep::Round);
    }
    let id = match id {
        ItemId::Threat(threat) => app
            .session()
            .and_then(|s| s.threat(threat))
            .map_or(id, |t| t.id.into()),
        id => id,
    };
    select(app, id);
    app.point();
    // Who asked for a threat goes on with it, on both questions.
    if let (ItemId::Threat(threat), Some(open)) = (id, app.place.open_mut()) {
        open.rooms.go_wrong.selected = Some(id);
        open.rooms.do_about.show(&open.session, Some(threat));
    }
}

/// Selections of items that are gone fall back to nothing; the list that is shown then selects its first line.
pub(super) fn mend_selections(app: &mut App) {
    app.tell(|_, look, rooms| {
        for room in &TABLE {
            (room.mend)(look, rooms);
        }
    });
    select_first(app);
}

/// A finding that was fixed or dismissed hands the selection on to the first that is shown.
pub(super) fn mend_finding(app: &mut App) {
    app.tell(|room, look, rooms| (room.mend)(look, rooms));
}

/// Opens one of the sessions of the start screen.
pub(super) fn open_recent(app: &mut App, place: usize, effects: &mut Vec<Effect>) {
    if is_folded(app) {
        return;
    }
    if app.home.recents.is_none() {
        return app.say(Tone::Info, "Still looking for sessions.");
    }
    let home = &app.home;
    let shown = home.shown();
    let known = shown.get(place);
    let known = known.map(|r| (r.path.clone(), r.broken.clone(), home.only_in(r)));
    let Some((path, broken, found)) = known else {
        return app.say(
            Tone::Info,
            says![
                "No session to open. Press ",
                Verb::NewMeeting,
                " to start a meeting."
            ],
        );
    };
    app.home.selected = place;
    app.home.goes_to = found;
    if let Some(says) = broken {
        app.say(Tone::Attention, says);
    }
    effects.push(Effect::Open(path));
}

/// Shows the sweep at a place, with one thing in mind.
pub(super) fn sweep_at(app: &mut App, look: Swept) {
    go(app, Screen::GoWrong);
    set_step(app, AgendaStep::Sweep);
    // An agenda without a sweep goes on where it is, and the room looks at this place beside it.
    let outside = app.step() != Some(AgendaStep::Sweep);
    if let Some(open) = app.place.open_mut() {
        let walk = &mut open.rooms.go_wrong.walk;
        walk.go_to(look.place, Some(look.asked));
        walk.outside = outside;
    }
    if outside {
        let says = says![
            "This agenda has no sweep. This place is shown all the same. Back to the grid: ",
            Verb::Back,
            "."
        ];
        app.say(Tone::Info, says);
    }
}

pub(super) fn set_step(app: &mut App, step: AgendaStep) {
    let screen = app.screen();
    let Some(open) = app.place.open_mut() else {
        return;
    };
    open.meeting_clock.show(step);
    open.rooms.go_wrong.walk.outside = false;
    if screen == Screen::WorkingOn {
        open.rooms.working_on.pane = if step == AgendaStep::Map {
            working_on::Pane::System
        } else {
            working_on::Pane::Scope
        };
    }
    app.notice = None;
    select_first(app);
}

/// Whether the list is folded, so that nothing in it can be selected or opened; says how to see it.
pub(super) fn is_folded(app: &mut App) -> bool {
    let folded = !app.home.shows_list();
    if folded {
        let key = app.keys.key_for(Screen::Home, Verb::ListSessions);
        app.say(
            Tone::Info,
            format!("Press {key} to list the sessions first."),
        );
    }
    folded
}

/// Goes where the finding of a check is mended, and says which key goes back.
pub(super) fn go_to_finding(app: &mut App, check: &str, back: Verb) {
    let Some((_, report)) = app.place.open().and_then(|open| open.report.as_ref()) else {
        return;
    };
    let Some(finding) = report
        .findings
        .iter()
        .find(|finding| finding.check == check)
    else {
        return;
    };
    let subject = finding.subjects.first().copied();
    let Some(room) = shown_by(finding.fix) else {
        return;
    };
    let says = finding.sentence();
    go(app, room.id);
    if let Some(id) = subject {
        select(app, id);
    }
    let says = says![format!("{says}   "), back, " goes back"];
    app.say(Tone::Attention, says);
}
