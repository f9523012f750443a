//! What people answer in plain words, as the page of a sheet writes them: notes that wait, notes about the meeting, hands,
//! and yes or no to one's own action items.

use super::set_ballots_apart;
use crate::app::state::App;
use crate::app::voting;
use crate::domain::{
    ActionId, AgendaStep, ClockState, Moment, NoteKind, ParticipantId, Session, SheetOf, Text,
    WaitingKind,
};
use crate::keys::Screen;
use crate::lines::table;
use crate::parse::answers::Answer;
use crate::parse::chat::{self, grammar};
use crate::parse::sheets::{Back, Sheet, Who};
use crate::screens::pasted::{Becomes, Here, Line, Source, State, Unread};

/// Where a paste is looked at, as far as its words mean something else there.
struct Scene<'a> {
    session: &'a Session,
    /// People answer how the meeting was.
    at_end: bool,
    /// No one has begun the meeting, and no one is typing threats.
    is_before: bool,
}

/// Whether a paste has plain words about the end of the meeting, on the screen that asks for them.
pub(in crate::app) fn are_of_the_end(app: &App, text: &str) -> bool {
    let Some(session) = app.session().filter(|_| app.screen() == Screen::GoodEnough) else {
        return false;
    };
    let names = session.participants.iter();
    let names: Vec<(u32, &str)> = names.map(|p| (p.id.0, p.name.as_str())).collect();
    let lines = chat::lines(text, &names).lines;
    let is_answer = |line: &chat::ChatLine| {
        use grammar::Says;
        match grammar::read(&line.text) {
            Says::Keep(_) | Says::Change(_) => true,
            Says::Agreed(..) | Says::Confidence(_) | Says::TimeWellSpent(_) => {
                line.speaker.is_some()
            }
            _ => false,
        }
    };
    lines.iter().any(is_answer)
}

/// A chat in which no one sent a folded line.
pub(in crate::app) fn in_words(text: &str, here: &Here) -> Back {
    Back {
        rest: here.reading(false, |reading| chat::lines(text, reading.known)),
        ..Back::default()
    }
}

/// Reads the words of a paste: ballots while a vote is open, and answers.
pub(in crate::app) fn read_words(app: &App, state: &mut State) {
    if voting::is_open(app) {
        set_ballots_apart(app, state);
    }
    read(app, state);
}

/// Reads the words of the paste that is looked at once more: a speaker is another one, or lines came.
pub(in crate::app) fn read_again(app: &mut App) {
    let Some(open) = app.place.open_mut() else {
        return;
    };
    let Some(mut state) = open.rooms.pasted.take() else {
        return;
    };
    read_words(app, &mut state);
    state.at = state.at.min(state.lines.len().saturating_sub(1));
    if let Some(open) = app.place.open_mut() {
        open.rooms.pasted = Some(state);
    }
}

/// Reads the lines of a paste that no one has decided about as what their words say that they are.
fn read(app: &App, state: &mut State) {
    let is_list = matches!(state.source, Source::Lines(_));
    let takes = state.answers.is_some() || state.bar.is(&table::THREAT);
    let Some(session) = app.session().filter(|_| is_list && takes) else {
        return;
    };
    if state.bar.is(&table::WALL) {
        return;
    }
    let scene = Scene {
        session,
        at_end: is_at_end(app, session, state),
        is_before: state.opened_line
            && has_not_begun(app, session)
            && matches!(
                state.back_to,
                Screen::WorkingOn | Screen::Home | Screen::Waiting
            ),
    };
    for line in state.lines.iter_mut().filter(|line| line.of.is_none()) {
        scene.read(line);
    }
}

/// Whether people say how the meeting was: on question 4, or as soon as one of them has.
fn is_at_end(app: &App, session: &Session, state: &State) -> bool {
    let mut sheets = state
        .answers
        .iter()
        .flat_map(|answers| &answers.back.sheets);
    state.back_to == Screen::GoodEnough
        || matches!(
            app.step(),
            Some(AgendaStep::Confidence | AgendaStep::TimeWellSpent)
        )
        || session.finished(Moment::End).is_some()
        || sheets.any(|sheet| sheet.of == SheetOf::Now(Moment::End))
}

/// Whether the meeting goes on another day, or its clock has not been started.
fn has_not_begun(app: &App, session: &Session) -> bool {
    let clock = session.sittings.last().and_then(|s| s.clock.as_ref());
    session.is_between_meetings(app.now)
        || clock.is_none_or(|clock| clock.state == ClockState::Waiting)
}

impl Scene<'_> {
    fn read(&self, line: &mut Line) {
        let Some(written) = line.as_written() else {
            return;
        };
        let who = line.said.speaker.map(ParticipantId);
        let (becomes, words) = match grammar::read(&written) {
            grammar::Says::Missing(words) => (Ok(Becomes::Waits(WaitingKind::Map)), words),
            grammar::Says::Assumption(words) => {
                (Ok(Becomes::Waits(WaitingKind::Assumption)), words)
            }
            grammar::Says::Keep(words) => (self.note(NoteKind::Keep), words),
            grammar::Says::Change(words) => (self.note(NoteKind::Change), words),
            grammar::Says::Agreed(id, yes) => (self.agreed(who, id, yes), written.as_str()),
            grammar::Says::Confidence(hand) => {
                let hand = who.map(|_| Becomes::Confidence(hand));
                (hand.ok_or(Unread::NoSpeaker), written.as_str())
            }
            grammar::Says::TimeWellSpent(hand) => {
                let hand = who.map(|_| Becomes::TimeWellSpent(hand));
                (hand.ok_or(Unread::NoSpeaker), written.as_str())
            }
            grammar::Says::Usual | grammar::Says::Question | grammar::Says::Fix(_) => {
                return self.waits(line);
            }
        };
        line.unread = becomes.err();
        match becomes {
            Ok(becomes) => {
                let mark = written.strip_suffix(words).unwrap_or_default().to_owned();
                let words = words.to_owned();
                line.read_as(becomes, mark, words);
            }
            // What was an answer before its speaker changed is none now.
            Err(_) if line.becomes.is_of_the_end() => {
                line.read_as(Becomes::Threat, String::new(), written);
            }
            Err(_) => {}
        }
    }

    /// Whatever someone in the room wrote before the meeting is heard in it first.
    fn waits(&self, line: &mut Line) {
        if !self.is_before || line.said.speaker.is_none() {
            return;
        }
        let kind = match line.written {
            Becomes::Usual | Becomes::Threat => WaitingKind::Threat,
            Becomes::Question => WaitingKind::Question,
            Becomes::Parked => WaitingKind::Fix,
            _ => return,
        };
        let words = line.said.text.clone();
        line.read_as(Becomes::Waits(kind), String::new(), words);
        line.fix = false;
    }

    fn note(&self, kind: NoteKind) -> Result<Becomes, Unread> {
        if self.at_end {
            Ok(Becomes::Note(kind))
        } else {
            Err(Unread::NotTheEnd)
        }
    }

    fn agreed(
        &self,
        who: Option<ParticipantId>,
        id: ActionId,
        yes: bool,
    ) -> Result<Becomes, Unread> {
        let who = who.ok_or(Unread::NoSpeaker)?;
        let mut actions = self.session.actions.iter();
        let owned = actions.any(|action| action.id == id && action.owner == Some(who));
        if owned {
            Ok(Becomes::Agreed(id, yes))
        } else {
            Err(Unread::NotTheirs)
        }
    }
}

/// What came back on sheets, together with what people said in plain words.
pub(super) fn with_words(session: &Session, state: &State) -> Back {
    let answers = state.answers.as_ref();
    let mut back = answers
        .map(|answers| answers.back.clone())
        .unwrap_or_default();
    let mut said: Vec<(Who, Vec<Answer>)> = Vec::new();
    for line in state.lines.iter().filter(|line| !line.dropped) {
        let text = Text::new(&line.said.text);
        let answer = match line.becomes {
            Becomes::Note(NoteKind::Keep) => Answer::Keep(text),
            Becomes::Note(_) => Answer::Change(text),
            Becomes::Agreed(id, yes) => Answer::Agreed(id, yes),
            Becomes::Confidence(hand) => Answer::Confidence(hand),
            Becomes::TimeWellSpent(hand) => Answer::TimeWellSpent(hand),
            _ => continue,
        };
        let who = line.said.speaker.map(ParticipantId);
        let who = who.map_or(Who::Unknown, Who::Known);
        match said.iter_mut().find(|(other, _)| *other == who) {
            Some((_, answers)) => answers.push(answer),
            None => said.push((who, vec![answer])),
        }
    }
    for (who, answers) in said {
        back.add_words(Sheet::in_words(session, Moment::End, who, answers));
    }
    back
}
