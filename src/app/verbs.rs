//! What each verb means on the screen that is shown.

mod change;
pub(super) mod copying;
mod exporting;
mod listing;
mod opening;
mod reject;
mod since;
pub(super) mod steps;

use super::bars::{choose, open_bar};
use super::choice::Choice;
use super::effect::{Effect, Reading};
use super::making::{nothing_selected, with_selected};
use super::overlay::Overlay;
use super::selection::set_step;
use super::state::{App, Tone};
use super::{cards, covering, importing, leaving, selection, voting, whiteboard};
use crate::domain::{
    ActionStatus, AgendaStep, Edit, Field, ItemId, NoteKind, SessionField, SessionKind, Status,
};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::table;
use crate::lines::untouched;
use crate::screens::{do_about, working_on};
use change::{business_risk, delete, dismiss, due, edit, move_item, owner, verify, yes};
pub(super) use change::{redo, undo};
use exporting::pick_selected;
use opening::{open, threat};
pub(super) use since::{ask_what_happened, ask_why_back, first_screen};
use steps::{back, in_turn, next_in_turn, next_step, other_pane, previous_step, scroll};

/// Does what a key or the palette asks for.
pub(super) fn perform(app: &mut App, action: Verb, effects: &mut Vec<Effect>) {
    use Verb as A;
    if importing::perform(app, action, effects)
        || !super::one::set_aside(app, action, effects)
        || whiteboard::perform(app, action, effects)
        || since::perform(app, action, effects)
    {
        return;
    }
    voting::look_away(app, action);
    if cards::takes(app, action) {
        return;
    }
    match action {
        A::Threat => threat(app),
        A::Question => open_bar(app, Bar::new(&table::QUESTION, subject(app))),
        A::ActionItem => open_bar(app, action_bar(app)),
        A::Park => open_bar(app, Bar::new(&table::PARK, subject(app))),
        A::CouldDo => open_bar(
            app,
            Bar::new(&table::COULD_DO, app.threat_in_focus().map(Into::into)),
        ),
        A::InPlace => open_bar(
            app,
            Bar::new(&table::IN_PLACE, app.threat_in_focus().map(Into::into)),
        ),
        A::InScope => open_bar(app, Bar::new(&table::IN_SCOPE, None)),
        A::OutOfScope => open_bar(app, Bar::new(&table::OUT_OF_SCOPE, None)),
        A::WhyNow => open_bar(app, Bar::new(&table::WHY_NOW, None)),
        A::Assumption => {
            // The last one is still selected when the next is written down; it is not about that.
            let about = subject(app).filter(|id| !matches!(id, ItemId::Assumption(_)));
            open_bar(app, Bar::new(&table::ASSUMPTION, about));
        }
        A::MapLine => open_bar(app, Bar::new(&table::MAP_LINE, None)),
        A::People => open_bar(app, Bar::new(&table::PEOPLE, None)),
        A::MissingRole => open_bar(app, Bar::new(&table::MISSING_ROLE, None)),
        A::ShouldHear => open_bar(app, Bar::new(&table::SHOULD_HEAR, None)),
        A::Feedback => open_bar(app, Bar::new(&table::FEEDBACK, None)),
        A::RevisitWhen => open_bar(app, Bar::new(&table::REVISIT_WHEN, None)),
        A::Confidence => {
            set_step(app, AgendaStep::Confidence);
            open_bar(app, Bar::new(&table::CONFIDENCE, None));
        }
        A::TimeWellSpent => {
            set_step(app, AgendaStep::TimeWellSpent);
            open_bar(app, Bar::new(&table::TIME_WELL_SPENT, None));
        }
        A::Revisit => open_bar(app, Bar::new(&table::REVISIT, None)),
        A::Rename => {
            let title = app
                .session()
                .map(|s| s.title.to_string())
                .unwrap_or_default();
            open_bar(app, Bar::holding(&table::RENAME, None, &title));
        }
        A::Find => app.bar = Some(Bar::new(&table::FIND, None)),
        A::NewMeeting => app.bar = Some(Bar::new(&table::TITLE, None)),
        A::Card => cards::turn(app, 1),
        A::PreviousCard => cards::turn(app, -1),
        A::Packs => cards::packs(app),

        A::NewOne => super::one::start(app),
        A::OpenAsMeeting => super::one::open_as_meeting(app, effects),

        A::GoWorkingOn => selection::go(app, Screen::WorkingOn),
        A::GoGoWrong => selection::go(app, Screen::GoWrong),
        A::GoDoAbout => selection::go(app, Screen::DoAbout),
        A::GoGoodEnough => selection::go(app, Screen::GoodEnough),
        A::GoQuestions => selection::go(app, Screen::Questions),
        A::GoActions => selection::go(app, Screen::Actions),
        A::GoExport => selection::go(app, Screen::Export),
        A::GoSince => since::go(app),
        // Bound on screens of their own only.
        A::BeginMeeting
        | A::WhyBack
        | A::Import
        | A::TakeCandidate
        | A::ParkCandidate
        | A::NotHere
        | A::TakeRest => nothing_selected(app),
        A::Return => since::list(app),
        A::GoHome => leaving::go_home(app, effects),
        A::NextStep => next_step(app, effects),
        A::PreviousStep => previous_step(app),
        A::TurnBack => app.turn_back(effects),
        A::Pause => app.pause_clock(),
        A::MoreTime => app.extend_clock(1),
        A::LessTime => app.extend_clock(-1),
        A::Agenda => choose(app, Choice::Agenda),
        A::CloseWell => steps::close_well(app, effects),
        A::NextInTurn => next_in_turn(app, effects),
        A::PreviousInTurn => in_turn(app, Verb::Up, effects),
        A::Up | A::Down | A::PageUp | A::PageDown | A::First | A::Last => {
            selection::move_by_key(app, action)
        }
        A::NextPane | A::PreviousPane if app.screen == Screen::OneThreat => {
            super::one::enter_form(app, action == A::NextPane);
        }
        A::NextPane | A::PreviousPane => other_pane(app),
        A::ScrollLeft => scroll(app, -1),
        A::ScrollRight => scroll(app, 1),
        A::Open => open(app, effects),
        A::Back if app.screen == Screen::OneThreat => super::one::leave(app, effects),
        A::Back => back(app),

        A::Edit => edit(app),
        A::Delete => delete(app, effects),
        A::Undo => undo(app, effects),
        A::Redo => redo(app, effects),
        A::MoveUp => move_item(app, -1, effects),
        A::MoveDown => move_item(app, 1, effects),
        A::Merge => with_selected(app, |app, id| {
            let alike = match (app.step(), app.alike()) {
                (Some(AgendaStep::ReadBack), Some(alike)) => alike.0.to_string(),
                _ => String::new(),
            };
            open_bar(app, Bar::suggesting(&table::MERGE, Some(id), &alike))
        }),
        A::Link => with_selected(app, |app, id| {
            open_bar(app, Bar::new(&table::LINK, Some(id)))
        }),
        A::Unlink => with_selected(app, |app, id| {
            open_bar(app, Bar::new(&table::UNLINK, Some(id)))
        }),
        A::Split => match app
            .threat_in_focus()
            .and_then(|id| app.session()?.threat(id))
        {
            Some(threat) => {
                let bar = Bar::holding(&table::SPLIT, Some(threat.id.into()), &threat.text);
                open_bar(app, bar);
            }
            None => nothing_selected(app),
        },
        A::Severity if app.severity_waits() => {
            app.say(
                Tone::Info,
                "Rate severity after the read-back; for now, just collect threats.",
            );
        }
        A::Severity => match app.threat_in_focus() {
            Some(id) => choose(app, Choice::Severity(id)),
            None => nothing_selected(app),
        },
        A::Response => match app.threat_in_focus() {
            Some(id) => choose(app, Choice::Response(id)),
            None => nothing_selected(app),
        },
        A::Status => with_selected(app, |app, id| match id {
            ItemId::Mitigation(_) | ItemId::Question(_) | ItemId::Action(_) => {
                choose(app, Choice::Status(id))
            }
            _ => app.say(
                Tone::Info,
                format!("{id} has no status. Select a mitigation, question or action item."),
            ),
        }),
        A::Owner if app.step() == Some(AgendaStep::Orientation) => choose(app, Choice::Recorder),
        A::Owner => owner(app),
        A::Recorder => choose(app, Choice::Recorder),
        A::Due => due(app),
        A::Yes => yes(app, true, effects),
        A::No => reject::no(app, effects),
        A::Finished => with_selected(app, |app, id| {
            app.make(
                &Edit::Set(id, Field::ActionStatus(ActionStatus::Done)),
                effects,
            );
        }),
        A::Verify => verify(app),
        A::BusinessRisk => business_risk(app),
        A::Vote => voting::begin(app),
        A::Defer => {
            let rest = app.session().map(untouched).unwrap_or_default();
            if rest.is_empty() {
                app.say(
                    Tone::Info,
                    "Nothing to defer: every threat has a response or work in progress.",
                );
            } else {
                open_bar(app, Bar::new(&table::DEFER, None));
                app.say(
                    Tone::Info,
                    format!("Defers {} threats that have no work yet.", rest.len()),
                );
            }
        }
        A::Dismiss => dismiss(app, effects),
        A::CloseMeeting => {
            app.make(&Edit::Session(SessionField::Close), effects);
        }

        A::MapOrTable => {
            if let Some(open) = &mut app.open {
                open.working_on.table = !open.working_on.table;
                open.working_on.pane = working_on::Pane::System;
                open.working_on.right = None;
            }
        }
        A::Help => {
            app.overlay = Some(Overlay::Help {
                filter: Editor::default(),
                scroll: 0,
            })
        }
        A::Palette => {
            app.overlay = Some(Overlay::Palette {
                filter: Editor::default(),
                selected: 0,
            })
        }
        A::ChooseTheme => effects.push(Effect::FindThemes),
        A::Blank => covering::blank(app),
        A::ShareCheck => covering::check(app),
        A::KeysBadge => covering::switch_badge(app),
        A::ListSessions => listing::list(app, effects),
        A::ShowRecents => listing::always(app, effects),
        A::CopyThreat => copying::copy_threat(app, effects),
        A::Pick => pick_selected(app),
        A::Names => exporting::next_names(app),
        A::Audience => exporting::next_audience(app),
        A::Suspend => effects.push(Effect::Suspend),
        A::Quit => leaving::ask_to_leave(app, effects),
        A::NewWhiteboard => app.ask_for_title(SessionKind::Whiteboard),
        A::Promote => whiteboard::promote(app, effects),
        A::Wall => whiteboard::turn_wall(app),
        A::ReadList => super::listing::read(app, effects),
        A::WhereAmI => effects.push(Effect::Read(Reading::Place)),
    }
}

/// What a question, a park or an assumption typed now is about: the threat that the room talks about, or the selected
/// part of the system.
fn subject(app: &App) -> Option<ItemId> {
    if let Some(threat) = app.threat_in_focus() {
        let on_mitigation = app.screen == Screen::DoAbout
            && app
                .open
                .as_ref()
                .is_some_and(|open| open.do_about.pane == do_about::Pane::Artifact);
        return match app.selected() {
            Some(id @ ItemId::Mitigation(_)) if on_mitigation => Some(id),
            _ => Some(threat.into()),
        };
    }
    app.selected().filter(|id| {
        let system = matches!(
            id,
            ItemId::Element(_) | ItemId::Flow(_) | ItemId::Assumption(_)
        );
        app.screen == Screen::WorkingOn && system
    })
}

/// An action item for what is selected, with its words filled in where they are known.
fn action_bar(app: &App) -> Bar {
    let Some(open) = &app.open else {
        return Bar::new(&table::ACTION, None);
    };
    let session = &open.session;
    match app.selected() {
        Some(ItemId::Threat(_)) if app.screen == Screen::DoAbout => whiteboard::action_bar(app),
        Some(ItemId::Assumption(_)) if app.screen == Screen::DoAbout => {
            Bar::new(&table::ACTION, app.threat_in_focus().map(Into::into))
        }
        Some(id @ ItemId::Mitigation(m)) => {
            let idea = session
                .mitigation(m)
                .filter(|m| m.status == Status::CouldDo || m.status == Status::Planned);
            let has_action = session.actions_about(id).next().is_some();
            match idea.filter(|_| !has_action) {
                Some(m) => Bar::suggesting(&table::ACTION, Some(id), &m.text),
                None => Bar::new(&table::ACTION, app.threat_in_focus().map(Into::into)),
            }
        }
        Some(id @ ItemId::Question(q)) => {
            let text = session
                .questions
                .iter()
                .find(|x| x.id == q)
                .map(|q| format!("Find out: {}", q.text));
            Bar::suggesting(&table::ACTION, Some(id), &text.unwrap_or_default())
        }
        Some(ItemId::Note(note)) => {
            let missing = session.notes.iter().find(|n| n.id == note);
            match missing.filter(|n| matches!(n.kind, NoteKind::MissingRole | NoteKind::ShouldHear))
            {
                Some(n) => Bar::suggesting(
                    &table::ACTION,
                    None,
                    &format!("Inform {} of the results", n.text),
                ),
                None => Bar::new(&table::ACTION, None),
            }
        }
        Some(id @ (ItemId::Element(_) | ItemId::Flow(_) | ItemId::Assumption(_))) => {
            Bar::new(&table::ACTION, Some(id))
        }
        _ => Bar::new(&table::ACTION, app.threat_in_focus().map(Into::into)),
    }
}
