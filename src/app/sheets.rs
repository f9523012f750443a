//! Answers to sheets on their way into the session: who finished, ballots that wait for the result, hands, and notes
//! that wait for the meeting. Their items come in as the lines of any paste.

mod plain;

use std::borrow::Cow;

use chrono::NaiveDate;

use super::overlay::Overlay;
use super::state::{App, Tone};
use super::voting;
use crate::domain::fold::fold;
use crate::domain::{
    Answers, Edit, Moment, ParticipantId, Session, SessionField, SessionKind, SheetId, SheetOf,
    Stamp, Text, Waiting, says,
};
use crate::keys::verb::Verb;
use crate::parse::folded;
use crate::parse::one;
use crate::parse::sheets::{Sheet, Who};
use crate::parse::votes;
use crate::screens::pasted::{Becomes, State};
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
        let mut kept = state.lines.iter().filter(|line| line.of == Some(place));
        if !sheet.is_for_now() && kept.all(|line| line.dropped) {
            continue;
        }
        let met = known.iter().find(|(other, _)| fold(other) == fold(name));
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
    let on_sheets: Vec<&Who> = sheets(state)
        .filter(|it| it.id == sheet && it.votes.is_some())
        .map(|it| &it.who)
        .collect();
    for (who, votes) in &state.ballots {
        // Whoever voted on the sheet, too, has one ballot.
        if on_sheets.contains(&&Who::Known(*who)) {
            continue;
        }
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

/// The sheets of a paste.
fn sheets(state: &State) -> impl Iterator<Item = &Sheet> {
    state
        .answers
        .iter()
        .flat_map(|answers| &answers.back.sheets)
}

/// How far the sheets are that came in: `finished 3 of 4`.
pub(super) fn finished(app: &App, state: &State) -> Option<String> {
    let session = app.session()?;
    let ballots = (!state.ballots.is_empty()).then(|| session.sheet_id(Moment::Vote));
    let words = plain::with_words(session, state);
    let mut ids: Vec<SheetId> = words
        .sheets
        .iter()
        .filter(|sheet| sheet.is_for_now())
        .map(|sheet| sheet.id)
        .chain(ballots)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let told = ids.into_iter().filter_map(|sheet| {
        let (done, of) = session.finished_sheet(sheet);
        (done > 0).then(|| format!("finished {done} of {of}"))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// How many notes wait from now on: `3 notes wait`.
pub(super) fn waiting(state: &State) -> Option<String> {
    let lines = state.lines.iter().filter(|line| !line.dropped);
    let waits = lines.filter(|line| matches!(line.becomes, Becomes::Waits(_)));
    match waits.count() {
        0 => None,
        1 => Some("1 note waits".to_owned()),
        n => Some(format!("{n} notes wait")),
    }
}

/// Keeps the lines of answers of which parts are missing, for the paste in which these come.
pub(super) fn keep_parts(app: &mut App, state: &State) {
    let Some(answers) = &state.answers else {
        return;
    };
    let parts = answers.back.incomplete.clone();
    if let Some(open) = app.place.open_mut() {
        open.rooms.parts = parts;
    }
}

/// A paste with the parts in front that came before it and were kept.
pub(super) fn with_parts<'a>(app: &App, text: &'a str) -> Cow<'a, str> {
    let parts = app.place.open().map(|open| &open.rooms.parts);
    match parts.filter(|parts| !parts.is_empty()) {
        Some(parts) if folded::has_line(text) => {
            Cow::Owned(format!("{}\n{text}", parts.join("\n")))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Tells what came in where no item did.
pub(super) fn tell(app: &mut App, state: &State) {
    let Some(session) = app.session() else { return };
    let told = finished(app, state).unwrap_or_else(|| "answers taken".to_owned());
    let told: Vec<String> = [Some(told), waiting(state)].into_iter().flatten().collect();
    let told = capitalized(&told.join(", "));
    let ballots = voting::waiting(session).count();
    let says = if ballots > 0 && voting::is_counting(app) {
        says![format!("{told}. Press "), Verb::Open, " to show the votes."]
    } else if ballots > 0 {
        format!("{told}. The ballots wait for the vote.").into()
    } else if sheets(state).any(|sheet| sheet.of == SheetOf::Voted) {
        format!("Late ballots counted. {told}. The result may have changed.").into()
    } else {
        format!("{told}.").into()
    };
    app.say(Tone::Change, says);
}

/// The same with a capital letter in front.
fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase());
    first.into_iter().flatten().chain(letters).collect()
}
