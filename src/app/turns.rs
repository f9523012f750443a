//! The round: one after another, each may pass (R26). Whoever's turn it is has said what is typed meanwhile.

use super::effect::Effect;
use super::making::whole_second;
use super::state::{App, Tone};
use crate::domain::{Edit, Participant, ParticipantId, Seat, Session, SessionField, Turn};

/// What is said of turns once the meeting is over.
const OVER: &str = "This meeting is over. Turns are counted in the next one.";

/// Who takes part in the round, in order: the facilitator's own threats are asked for last (R28).
pub fn order(session: &Session) -> Vec<&Participant> {
    let (last, first): (Vec<_>, Vec<_>) = session
        .participants
        .iter()
        .filter(|p| !p.absent)
        .partition(|p| p.seat == Some(Seat::Facilitator));
    first.into_iter().chain(last).collect()
}

impl App {
    /// The next person's turn; the one before spoke or passed.
    pub(super) fn next_turn(&mut self, passed: bool, effects: &mut Vec<Effect>) {
        let now = self.now;
        let Some(open) = self.place.open() else {
            return;
        };
        if !open.is_live(now) {
            return self.say(Tone::Info, OVER);
        }
        let people: Vec<ParticipantId> = order(&open.session).iter().map(|p| p.id).collect();
        let mut turns = open.session.turns();
        let had = |turns: &[Turn], who: ParticipantId| turns.iter().any(|turn| turn.who == who);
        if let Some(who) = open.session.turn() {
            turns.retain(|turn| turn.who != who);
            turns.push(Turn { who, passed });
        } else if people.iter().all(|who| had(&turns, *who)) {
            // Another round.
            turns.clear();
        }
        let next = people.iter().copied().find(|who| !had(&turns, *who));
        let says = match open.session.name_of(next) {
            Some(name) => format!("{name}, what can go wrong?"),
            None => "Everyone has had a turn.".to_owned(),
        };
        self.set_turns(next, turns, says, effects);
    }

    /// Gives the turn back to the one who had it last.
    pub(super) fn turn_back(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now;
        let Some(open) = self.place.open() else {
            return;
        };
        if !open.is_live(now) {
            return self.say(Tone::Info, OVER);
        }
        let mut turns = open.session.turns();
        let Some(turn) = turns.pop() else {
            return self.say(Tone::Info, "No one has had a turn yet.");
        };
        let name = open.session.name_of(Some(turn.who)).unwrap_or_default();
        let says = format!("Back to {name}.");
        self.set_turns(Some(turn.who), turns, says, effects);
    }

    fn set_turns(
        &mut self,
        turn: Option<ParticipantId>,
        turns: Vec<Turn>,
        says: String,
        effects: &mut Vec<Effect>,
    ) {
        let at = whole_second(self.now);
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let edit = Edit::Session(SessionField::Turns(turn, turns));
        match open.session.make(&edit, at) {
            Ok(_) => {
                open.revision += 1;
                self.say(Tone::Info, says);
                self.keep_clock();
                self.save(effects);
            }
            Err(refusal) => self.refuse(refusal.to_string()),
        }
    }
}
