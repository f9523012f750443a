//! `X`: what is not so. An assumption that does not hold, a person who is not here, words that are not clear, an owner
//! who cannot say yes.

use super::change;
use crate::app::bars::choose;
use crate::app::effect::Effect;
use crate::app::making::nothing_selected;
use crate::app::state::{App, Tone};
use crate::domain::{
    ActionKind, AgendaStep, AssumptionState, Edit, Field, ItemId, ParticipantId, SessionKind,
};
use crate::keys::Screen;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::choice::Choice;

/// Says no to what is selected; again takes it back.
pub(super) fn no(app: &mut App, effects: &mut Vec<Effect>) {
    let Some((id, session)) = app.selected().zip(app.session()) else {
        return nothing_selected(app);
    };
    match id {
        ItemId::Assumption(_) => reject(app, id, effects),
        ItemId::Participant(who) => {
            let here = session
                .participants
                .iter()
                .any(|p| p.id == who && !p.absent);
            app.make(&Edit::Set(id, Field::Absent(here)), effects);
        }
        ItemId::Threat(threat) => {
            let clear = session.threat(threat).is_some_and(|t| !t.reword);
            app.make(&Edit::Set(id, Field::Reword(clear)), effects);
        }
        ItemId::Action(_) => ask_instead(app, id, effects),
        _ => app.say(Tone::Info, format!("{id} cannot be rejected.")),
    }
}

/// An assumption that does not hold is a threat or a question: the line is there, Esc declines (R20).
fn reject(app: &mut App, id: ItemId, effects: &mut Vec<Effect>) {
    change::yes(app, false, effects);
    let Some(session) = app.session() else { return };
    let rejected = session
        .assumptions
        .iter()
        .find(|a| ItemId::from(a.id) == id && a.state == AssumptionState::Rejected)
        .map(|a| a.text.clone());
    if let (Some(text), None) = (rejected, app.place.open().and_then(|o| o.held_by.as_ref())) {
        app.bar = Some(Bar::suggesting(
            &table::THREAT,
            None,
            &format!("False assumption: {text}"),
        ));
        app.say(
            Tone::Change,
            format!("{id} is false. What can go wrong then? Esc skips"),
        );
    }
}

/// The owner of an action item, if they are not in the room.
pub(super) fn absent_owner(app: &App, id: ItemId) -> Option<ParticipantId> {
    let session = app.session()?;
    let owner = session
        .actions
        .iter()
        .find(|a| ItemId::from(a.id) == id)?
        .owner?;
    let mut absent = session.participants.iter().filter(|p| p.absent);
    absent.any(|p| p.id == owner).then_some(owner)
}

/// Who is not here cannot say yes: someone who is here asks them (R57). One change, then the digit of who asks.
fn ask_instead(app: &mut App, id: ItemId, effects: &mut Vec<Effect>) {
    let Some((owner, session)) = absent_owner(app, id).zip(app.session()) else {
        return app.say(
            Tone::Info,
            format!("No one to ask about {id}: the owner is present or not set."),
        );
    };
    let name = session.name_of(Some(owner)).unwrap_or_default();
    let text = session.words_of(id).unwrap_or_default();
    let edit = Edit::All(vec![
        Edit::Set(id, Field::Text(format!("Ask {name}: {text}").into())),
        Edit::Set(id, Field::ActionKind(ActionKind::Ask)),
        Edit::Set(id, Field::Owner(None)),
    ]);
    let says = format!("{id} now means asking {name}. Who will ask?");
    if app.make(&edit, effects).is_some() {
        app.say(Tone::Info, says);
        choose(app, Choice::Owner(id));
    }
}

impl App {
    /// Whether question 2 keeps severity for later: while the threats of a meeting are collected and read back, no one
    /// talks about how bad they are (R35). A room that has been to question 3 is past that.
    pub fn severity_waits(&self) -> bool {
        let Some(open) = self.place.open() else {
            return false;
        };
        let session = &*open.session;
        let collecting = matches!(
            open.meeting_clock.step_on(Screen::GoWrong),
            Some(
                AgendaStep::Silent
                    | AgendaStep::Pairs
                    | AgendaStep::Fours
                    | AgendaStep::Round
                    | AgendaStep::Sweep
                    | AgendaStep::ReadBack
            )
        );
        collecting
            && self.screen() == Screen::GoWrong
            && session.kind == SessionKind::Meeting
            && open.is_live(self.now)
            && open.rooms.do_about.threat.is_none()
            && session.mitigations.is_empty()
            && session.threats.iter().all(|t| t.response.is_none())
    }
}
