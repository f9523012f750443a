//! What each verb does on a screen that has no meaning of its own for it. A verb that only opens a line is a row of
//! [`crate::lines::table`], and one that only shows a screen a row of [`crate::screens::TABLE`].

use super::change::{
    business_risk, delete, due, edit, move_item, owner, redo, split, undo, verify, yes,
};
use super::{copying, listing, map, reject, since, steps};
use crate::app::bars::{choose, open_bar, reopen};
use crate::app::citing;
use crate::app::costing;
use crate::app::effect::{Effect, Reading};
use crate::app::making::{nothing_selected, with_selected};
use crate::app::overlay::Overlay;
use crate::app::selection::{self, set_step};
use crate::app::state::{App, Tone};
use crate::app::{
    cards, covering, journal, leaving, lunch, mapping, one, pasting, resting, sharpening, targets,
    voting, whiteboard,
};
use crate::domain::{
    ActionStatus, AgendaStep, Edit, Field, ItemId, NoteKind, Session, SessionField, SessionKind,
    Severity, Status, ThreatId,
};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::{About, Line, table, untouched};
use crate::screens::choice::Choice;
use crate::screens::shown_by;
use crate::screens::whiteboard::action_bar as wall_action_bar;

/// Does what a verb does where no screen says otherwise.
pub(super) fn does(app: &mut App, verb: Verb, effects: &mut Vec<Effect>) {
    use Verb as V;
    match verb {
        V::ActionItem => open_bar(app, action_bar(app)),
        V::Confidence | V::TimeWellSpent => {
            set_step(
                app,
                if verb == V::Confidence {
                    AgendaStep::Confidence
                } else {
                    AgendaStep::TimeWellSpent
                },
            );
            open_line(app, verb);
        }
        V::Rename => {
            let title = app.session().map(|session| session.title.to_string());
            let title = title.unwrap_or_default();
            open_bar(app, Bar::holding(&table::RENAME, None, &title));
        }
        V::Find => app.bar = Some(Bar::new(&table::FIND, None)),
        V::NewMeeting => app.ask_for_title(SessionKind::Meeting),
        V::NewWhiteboard => app.ask_for_title(SessionKind::Whiteboard),
        V::NewOne => one::start(app),
        V::OpenAsMeeting => one::open_as_meeting(app, effects),
        V::Promote => whiteboard::promote(app, effects),
        V::Wall => whiteboard::turn_wall(app),

        V::Card => cards::turn(app, 1),
        V::PreviousCard => cards::turn(app, -1),
        V::Packs => cards::packs(app),

        V::GoSince => since::go(app),
        V::Return => since::list(app),
        V::Example => {
            app.home.example = true;
            effects.push(Effect::OpenExample);
        }
        V::Rehearse => effects.push(Effect::FindRehearsals),
        V::GoHome => leaving::go_home(app, effects),
        V::NextStep => steps::next_step(app, effects),
        V::PreviousStep => steps::previous_step(app),
        V::GoWorkingOn if app.screen() == Screen::Whiteboard => lunch::show_map(app),
        V::CloseWell if lunch::comes_to_wall(app) => lunch::close(app, effects),
        V::CloseWell => steps::close_well(app, effects),
        V::CloseMeeting if lunch::comes_to_wall(app) => lunch::end(app, effects),
        V::CloseMeeting => {
            app.make(&Edit::Session(SessionField::Close), effects);
        }
        V::TurnBack => app.turn_back(effects),
        V::Pause => app.pause_clock(),
        V::Faster => app.turn_pace(true),
        V::Slower => app.turn_pace(false),
        V::TakeChat => app.take_chat(effects),
        V::MoreTime => app.extend_clock(1),
        V::LessTime => app.extend_clock(-1),
        V::Agenda => choose(app, Choice::Agenda),
        V::CategorySets => choose(app, Choice::Sets),
        V::ChooseScale => choose(app, Choice::Scale),

        V::Up | V::Down | V::PageUp | V::PageDown | V::First | V::Last => {
            selection::move_by_key(app, verb);
        }
        V::NextInTurn => selection::move_selection(app, V::Down),
        V::PreviousInTurn => selection::move_selection(app, V::Up),
        V::Open | V::Edit => edit(app),
        V::Back => app.notice = None,

        V::Delete => delete(app, effects),
        V::Undo if pasting::reopen(app, effects) || reopen(app, effects) => {}
        V::Undo => whiteboard::cross(app, undo, ("Undone.", V::Redo), effects),
        V::Redo => whiteboard::cross(app, redo, ("Redone.", V::Undo), effects),
        V::MoveUp => move_item(app, -1, effects),
        V::MoveDown => move_item(app, 1, effects),
        V::Merge => with_selected(app, |app, id| {
            let alike = match (app.step(), app.alike()) {
                (Some(AgendaStep::ReadBack), Some(alike)) => alike.0.to_string(),
                _ => String::new(),
            };
            open_bar(app, Bar::suggesting(&table::MERGE, Some(id), &alike));
        }),
        V::Split => split(app),
        V::Severity if app.severity_waits() => app.say(
            Tone::Info,
            "Rate severity after the read-back; for now, just collect threats.",
        ),
        V::Severity | V::Response => match app.threat_in_focus() {
            Some(id) if verb == V::Severity => choose(app, Choice::Severity(id)),
            Some(id) => choose(app, Choice::Response(id)),
            None => nothing_selected(app),
        },
        V::Status => with_selected(app, |app, id| match id {
            ItemId::Mitigation(_) | ItemId::Question(_) | ItemId::Action(_) => {
                choose(app, Choice::Status(id));
            }
            _ => app.say(
                Tone::Info,
                format!("{id} has no status. Select a mitigation, question or action item."),
            ),
        }),
        V::Owner => owner(app),
        V::Recorder => choose(app, Choice::Recorder),
        V::Due => due(app),
        V::Yes => yes(app, true, effects),
        V::No => reject::no(app, effects),
        V::Finished => with_selected(app, |app, id| {
            let done = Field::ActionStatus(ActionStatus::Done);
            app.make(&Edit::Set(id, done), effects);
        }),
        V::Verify => verify(app),
        V::BusinessRisk => business_risk(app),
        V::Numbers => costing::numbers(app),
        V::References => citing::ask(app),
        V::Sharpen => sharpening::begin(app),
        V::RestsOn => resting::ask(app),
        V::Clarity => about_threat(app, &table::CLARITY),
        V::Vote => voting::begin(app),
        V::Defer => defer(app),
        V::DeferThis => about_threat(app, &table::DEFER),

        V::Help => {
            app.overlay = Some(Overlay::Help {
                filter: Editor::default(),
                scroll: 0,
            });
        }
        V::CameAbout => app.say_how_it_came_about(),
        V::Palette => {
            app.overlay = Some(Overlay::Palette {
                filter: Editor::default(),
                selected: 0,
            });
        }
        V::ChooseTheme => effects.push(Effect::FindThemes),
        V::Blank => covering::blank(app),
        V::ShareCheck => covering::check(app),
        V::KeysBadge => covering::switch_badge(app),
        V::ListSessions => listing::list(app, effects),
        V::Journal => journal::show(app),
        V::ShowRecents => listing::always(app, effects),
        V::Target => targets::turn(app, effects),
        V::ThreatsHere => mapping::show_threats(app),
        V::SetZone => map::zone(app),
        V::Kind if app.screen() == Screen::Whiteboard => {
            whiteboard::change_kind(app, undo, effects)
        }
        V::Kind => map::kind(app),
        V::CouldDo if whiteboard::could_do(app, effects) => {}
        V::ElementNote => map::note(app),
        V::Protocol => map::protocol(app),
        V::OutOfScope | V::InScope if map::scope(app, verb == V::OutOfScope, effects) => {}
        V::LastPaste => pasting::last(app, effects),
        V::Sheet => super::handing::hand_out(app, effects),
        V::CopyThreat => copying::copy_threat(app, effects),
        V::ReadList => crate::app::listing::read(app, effects),
        V::WhereAmI => effects.push(Effect::Read(Reading::Place)),
        V::Suspend => effects.push(Effect::Suspend),
        V::Quit => leaving::ask_to_leave(app, effects),

        _ => match shown_by(verb) {
            Some(room) => selection::go_on(app, room.id),
            None => open_line(app, verb),
        },
    }
}

/// Opens the line that a verb stands for. What means something on screens of its own only stands for none.
fn open_line(app: &mut App, verb: Verb) {
    let Some(line) = Line::opened_by(verb) else {
        return;
    };
    let about = app.selected().filter(|_| line.about == About::Selected);
    if line.about == About::Selected && about.is_none() {
        return nothing_selected(app);
    }
    open_bar(app, Bar::new(line, about));
}

/// A line about the threat that the room talks about.
fn about_threat(app: &mut App, line: &'static Line) {
    match app.threat_in_focus() {
        Some(threat) => open_bar(app, Bar::new(line, Some(threat.into()))),
        None => nothing_selected(app),
    }
}

/// The line for putting off every threat that has no work yet.
fn defer(app: &mut App) {
    let rest = app.session().map(untouched).unwrap_or_default();
    if rest.is_empty() {
        return app.say(
            Tone::Info,
            "Nothing to defer: every threat has a response or work in progress.",
        );
    }
    let Some(session) = app.session() else { return };
    let high = grave(session, &rest);
    let unused: Vec<String> = session.unused_fixes().map(|p| p.id.to_string()).collect();
    // One row has to hold all of it.
    let most = if high.is_empty() && unused.is_empty() {
        6
    } else {
        3
    };
    let have = if rest.len() == 1 { "has" } else { "have" };
    let mut says = format!("Defers {}, which {have} no work yet.", some(&rest, most));
    if !high.is_empty() {
        says.push_str(&format!(" High or critical: {}.", some(&high, most)));
    }
    if !unused.is_empty() {
        says.push_str(&format!(" Unused parked fixes: {}.", some(&unused, most)));
    }
    open_bar(app, Bar::new(&table::DEFER, None));
    app.say(Tone::Info, says);
}

/// Those of the threats that are rated high or critical.
fn grave(session: &Session, threats: &[ThreatId]) -> Vec<ThreatId> {
    let is_grave = |id: &&ThreatId| {
        let severity = session.threat(**id).and_then(|threat| threat.severity);
        matches!(severity, Some(Severity::High | Severity::Critical))
    };
    threats.iter().filter(is_grave).copied().collect()
}

/// The first few of several items by their ids, and how many more there are: `T2, T5, T7 and 3 more`.
fn some(items: &[impl ToString], most: usize) -> String {
    let ids: Vec<String> = items.iter().map(ToString::to_string).collect();
    match ids.split_at_checked(most) {
        Some((first, rest)) if rest.len() > 1 => {
            format!("{} and {} more", first.join(", "), rest.len())
        }
        _ => match ids.split_last() {
            Some((last, before)) if !before.is_empty() => {
                format!("{} and {last}", before.join(", "))
            }
            _ => ids.concat(),
        },
    }
}

/// An action item, with the words of what is selected filled in where they are known. Other words are about what
/// [`crate::app::targets`] says.
fn action_bar(app: &App) -> Bar {
    let empty = Bar::new(&table::ACTION, None);
    let Some(open) = app.place.open() else {
        return empty;
    };
    let session = &open.session;
    match app.selected() {
        Some(ItemId::Threat(_)) if app.screen() == Screen::DoAbout => {
            wall_action_bar(session, app.threat_in_focus())
        }
        Some(id @ ItemId::Mitigation(m)) => {
            let idea = session
                .mitigation(m)
                .filter(|m| m.status == Status::CouldDo || m.status == Status::Planned);
            let has_action = session.actions_about(id).next().is_some();
            match idea.filter(|_| !has_action) {
                Some(m) => Bar::suggesting(&table::ACTION, Some(id), &m.text),
                None => empty,
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
                None => empty,
            }
        }
        _ => empty,
    }
}
