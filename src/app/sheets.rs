//! Answers to sheets on their way into the session: who finished, ballots that wait for the result, hands, and notes
//! that wait for the meeting. Their items come in as the lines of any paste.

mod plain;

use std::borrow::Cow;

use chrono::NaiveDate;

use super::overlay::Overlay;
use super::state::{App, Tone};
use super::voting;
use crate::domain::{
    Answers, Edit, Moment, ParticipantId, Session, SessionField, SessionKind, SheetOf, Stamp, Text,
    Waiting, says,
};
use crate::keys::verb::Verb;
use crate::parse::folded;
use crate::parse::one;
use crate::parse::sheets::Who;
use crate::parse::votes;
use crate::screens::pasted::{Becomes, Line, State};
pub(super) use plain::{are_of_the_end, in_words, read_again, read_words};

/// Brings those into the session who answered and are not there yet, and gives their lines to them.
pub(super) fn newcomers(with: &mut Cow<'_, Session>, state: &mut State) -> Vec<Edit> {
    let mut edits = Vec::new();
    let Some(answers) = &mut state.answers else {
        return edits;
    };
    let mut known: Vec<(Text, ParticipantId)> = Vec::new();
    for (place, sheet) in answers.back.sheets.iter_mut().enumerate() {
        let Who::New(name) = &sheet.who else { continue };
        let met = known.iter().find(|(other, _)| other == name);
        let id = if let Some((_, id)) = met {
            *id
        } else {
            let (edit, id) = one::comes(with.to_mut(), name);
            edits.push(edit);
            known.push((name.clone(), id));
            id
        };
        sheet.who = Who::Known(id);
        let lines = state.lines.iter_mut();
        for line in lines.filter(|line| line.of == Some(place)) {
            line.said.speaker_name = None;
            line.said.speaker = Some(id.0);
        }
    }
    edits
}

/// What else the answers change besides adding their items.
pub(super) fn edits(
    session: &Session,
    state: &State,
    now: Stamp,
    since: Option<NaiveDate>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut waiting = session.waiting.clone();
    let notes = state.lines.iter().filter(|line| !line.dropped);
    waiting.extend(notes.filter_map(|line| match line.becomes {
        Becomes::Waits(kind) => Some(Waiting {
            kind,
            text: Text::new(&line.said.text),
            speaker: line.said.speaker.map(ParticipantId),
            at: now,
        }),
        _ => None,
    }));
    if waiting.len() > session.waiting.len() {
        edits.push(Edit::Session(SessionField::Waiting(waiting)));
    }
    edits.extend(plain::with_words(session, state).taken(session, since));
    let sheet = session.sheet_id(Moment::Vote);
    for (who, votes) in &state.ballots {
        let before = session.answers_of(sheet, *who).cloned();
        edits.push(Edit::Session(SessionField::Answers(Answers {
            votes: votes.clone(),
            ..before.unwrap_or_else(|| Answers::to(sheet, *who))
        })));
    }
    edits
}

/// Takes the lines of a chat out that are nothing but votes of someone who is here: they wait for the result.
fn set_ballots_apart(app: &App, state: &mut State) {
    let Some(session) = app.session() else { return };
    let since = app.wall_since();
    let mut ballots: Vec<(ParticipantId, Vec<Text>)> = Vec::new();
    state.lines.retain(|line| {
        let who = line.said.speaker.map(ParticipantId);
        let labels = who.zip(votes::labels(session, since, &line.said.text));
        let Some((who, labels)) = labels.filter(|_| line.of.is_none()) else {
            return true;
        };
        // Whoever writes a second line has changed their mind.
        ballots.retain(|(other, _)| *other != who);
        ballots.push((who, labels));
        false
    });
    state
        .ballots
        .retain(|(who, _)| ballots.iter().all(|(other, _)| other != who));
    state.ballots.extend(ballots);
}

/// Why answers that were pasted cannot be looked at now; `None` where they can, or the paste has none.
pub(super) fn refuses_answers(app: &App, text: &str) -> Option<String> {
    let is_found = matches!(app.overlay, None | Some(Overlay::Found { .. }));
    let can = is_found
        && app
            .session()
            .is_some_and(|session| session.kind != SessionKind::OneThreat);
    let read = (!can).then(|| folded::read(text))?;
    if read.folded.is_empty() && read.broken.is_empty() {
        return None;
    }
    Some(if !is_found {
        "Answers to sheets were pasted. Close what is open here, then paste them again.".to_owned()
    } else if app.session().is_some() {
        "Answers to sheets belong to a meeting. Open its session, then paste them there.".to_owned()
    } else {
        "These are answers to sheets. Open their session, then paste them there.".to_owned()
    })
}

/// Asks once whose answers they are that someone else sent. Says whether it asks.
pub(super) fn asks_whose(app: &mut App) -> bool {
    let Some(session) = app.place.open().map(|open| open.session.share()) else {
        return false;
    };
    let Some(open) = app.place.open_mut() else {
        return false;
    };
    let paste = open.rooms.pasted.as_deref_mut();
    let Some(answers) = paste.and_then(|paste| paste.answers.as_mut()) else {
        return false;
    };
    let Some(unsure) = answers.unsure(&session) else {
        return false;
    };
    answers.asked = true;
    let says = says![
        format!("{unsure}. Press "),
        Verb::Open,
        " again to take them as they are signed, or ",
        Verb::Owner,
        " to change who said a line."
    ];
    app.say(Tone::Attention, says);
    true
}

/// How far the sheets are that came in: `3 of 4 finished`.
pub(super) fn finished(app: &App, state: &State) -> Option<String> {
    let session = app.session()?;
    let sheets = state
        .answers
        .iter()
        .flat_map(|answers| &answers.back.sheets);
    let mut moments: Vec<Moment> = sheets
        .filter_map(|sheet| match sheet.of {
            SheetOf::Now(moment) => Some(moment),
            SheetOf::Voted => Some(Moment::Vote),
            SheetOf::Earlier(_) => None,
        })
        .collect();
    moments.extend((!state.ballots.is_empty()).then_some(Moment::Vote));
    let said = |line: &Line| !line.dropped && line.becomes.is_of_the_end();
    let is_said = !moments.contains(&Moment::End) && state.lines.iter().any(said);
    moments.extend(is_said.then_some(Moment::End));
    moments.dedup();
    let told: Vec<String> = moments
        .into_iter()
        .filter_map(|moment| session.finished(moment))
        .map(|(done, of)| format!("{done} of {of} finished"))
        .collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// Tells what came in where no item did.
pub(super) fn tell(app: &mut App, state: &State) {
    let Some(session) = app.session() else { return };
    let told = finished(app, state).unwrap_or_else(|| "Answers taken".to_owned());
    let waiting = voting::waiting(session).count();
    let says = if waiting > 0 && voting::is_counting(app) {
        says![format!("{told}. Press "), Verb::Open, " to show the votes."]
    } else if waiting > 0 {
        says![
            format!("{told}. Press "),
            Verb::Vote,
            ", then ",
            Verb::Open,
            " to show the votes."
        ]
    } else {
        format!("{told}.").into()
    };
    app.say(Tone::Change, says);
}
