//! Who is at the keyboard: `@me`, by the name that they gave once.

use super::the_threat;
use crate::domain::fold::fold;
use crate::domain::{Edit, Field, New, ParticipantId, Session, Text};

/// What the person at the keyboard calls themselves.
const ME: &str = "me";

/// Who answers is called this from now on: whoever was only `me` until then, and who said that it does not touch us.
/// `None` where neither was said.
pub fn named(session: &Session, me: &str) -> Option<Edit> {
    let known = |name: &str| {
        session
            .participants
            .iter()
            .find(|p| fold(&p.name) == fold(name))
    };
    if let (Some(person), None) = (known(ME), known(me)) {
        return Some(Edit::Set(person.id.into(), Field::Text(me.into())));
    }
    let threat = the_threat(session)?;
    let response = threat.response.as_ref().filter(|r| r.by.is_none())?;
    let said = |by| (response.kind, response.reason.clone(), Some(by));
    Some(with_person(session, me, |_, me| {
        Edit::Set(threat.id.into(), Field::Response(Some(said(me))))
    }))
}

/// A change whose line may say `@me`, where that is known to be the person of this name.
///
/// # Errors
/// The sentence of the change.
pub fn as_me(
    session: &Session,
    me: &str,
    line: &str,
    edit: impl FnOnce(&Session, &str) -> Result<Edit, String>,
) -> Result<Edit, String> {
    if me.is_empty() || !says_me(line) {
        return edit(session, line);
    }
    let mut made = Ok(Edit::All(Vec::new()));
    let whole = with_person(session, me, |session, id| {
        made = edit(session, &naming(line, id));
        made.clone().unwrap_or_else(|_| Edit::All(Vec::new()))
    });
    made.map(|_| whole)
}

/// The line with the number of the person of this name for `@me`, if they are here.
pub fn meaning_me(session: &Session, me: &str, line: &str) -> String {
    match person(session, me).filter(|_| !me.is_empty()) {
        Some(id) => naming(line, id),
        None => line.to_owned(),
    }
}

fn is_me(word: &str) -> bool {
    fold(word) == "@me"
}

fn says_me(line: &str) -> bool {
    line.split_whitespace().any(is_me)
}

fn naming(line: &str, id: ParticipantId) -> String {
    if !says_me(line) {
        return line.to_owned();
    }
    let number = format!("@{}", id.0);
    let words = line.split(' ');
    let words = words.map(|word| if is_me(word) { &number } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// The person of this name; whoever was only `me` until now is meant, too.
fn person(session: &Session, name: &str) -> Option<ParticipantId> {
    let called = |name: &str| {
        let mut people = session.participants.iter();
        people.find(|p| fold(&p.name) == fold(name))
    };
    called(name).or_else(|| called(ME)).map(|person| person.id)
}

/// A change that names the person of this name, who comes into the room with it.
pub(super) fn with_person(
    session: &Session,
    name: &str,
    edit: impl FnOnce(&Session, ParticipantId) -> Edit,
) -> Edit {
    if let Some(known) = person(session, name) {
        return edit(session, known);
    }
    let mut with = session.clone();
    let id = ParticipantId(session.counters.participant.saturating_add(1));
    let person = Edit::Add(New::Participant(name.into(), Text::default()));
    let at = session.started().unwrap_or_default();
    // A name that cannot be had is refused when the change is made.
    let _ = with.apply(&person, at);
    Edit::All(vec![person, edit(&with, id)])
}

/// A change whose line may name the person at the keyboard, who comes into the room with their first `@me`.
pub(super) fn with_me(session: &Session, line: &str, edit: impl FnOnce(&Session) -> Edit) -> Edit {
    if says_me(line) {
        with_person(session, ME, |session, _| edit(session))
    } else {
        edit(session)
    }
}
