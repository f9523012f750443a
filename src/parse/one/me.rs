//! Who is at the keyboard: `@me`, by the name that they gave once.

use super::the_threat;
use crate::domain::fold::fold;
use crate::domain::{Called, Edit, Field, ItemId, New, ParticipantId, Session, Text};

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
    Some(with_user(session, me, |_, me| {
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
    let whole = with_user(session, me, |session, id| {
        made = edit(session, &naming(line, id));
        made.clone().unwrap_or_else(|_| Edit::All(Vec::new()))
    });
    made.map(|_| whole)
}

/// The line with the number of the person of this name for `@me`, if they are here.
pub fn meaning_me(session: &Session, me: &str, line: &str) -> String {
    match user(session, me).filter(|_| !me.is_empty()) {
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

fn called(session: &Session, name: &str) -> Option<ParticipantId> {
    let mut people = session.participants.iter();
    let person = people.find(|p| fold(&p.name) == fold(name));
    person.map(|person| person.id)
}

/// The user, by their name; whoever was only `me` until now is meant, too.
fn user(session: &Session, me: &str) -> Option<ParticipantId> {
    called(session, me).or_else(|| called(session, ME))
}

/// A change that names the user, who comes into the room with it.
pub(super) fn with_user(
    session: &Session,
    me: &str,
    edit: impl FnOnce(&Session, ParticipantId) -> Edit,
) -> Edit {
    match user(session, me) {
        Some(known) => edit(session, known),
        None => with_new(session, me, edit),
    }
}

/// A change that names someone who comes into the room with it.
fn with_new(
    session: &Session,
    name: &str,
    edit: impl FnOnce(&Session, ParticipantId) -> Edit,
) -> Edit {
    let mut with = session.clone();
    let (person, id) = comes(&mut with, name);
    Edit::All(vec![person, edit(&with, id)])
}

/// Someone comes into the room.
pub(crate) fn comes(session: &mut Session, name: &str) -> (Edit, ParticipantId) {
    let id = ParticipantId(session.counters.participant.saturating_add(1));
    let person = Edit::Add(New::Participant(name.into(), Text::default()));
    let at = session.started().unwrap_or_default();
    // A name that cannot be had is refused when the change is made.
    let _ = session.apply(&person, at);
    (person, id)
}

/// The same as [`as_me`] for a line in which `@name` is someone: who is not here yet comes into the room with it, as the
/// form has no other way in.
///
/// # Errors
/// The sentence of the change.
pub fn as_said(
    session: &Session,
    me: &str,
    line: &str,
    edit: impl FnOnce(&Session, &str) -> Result<Edit, String>,
) -> Result<Edit, String> {
    as_me(session, me, line, |session, line| {
        let (mut with, mut line) = (session.clone(), line.to_owned());
        let mut edits = Vec::new();
        while let Some((word, name)) = newcomer(&with, &line) {
            let (person, id) = comes(&mut with, &name);
            edits.push(person);
            line = line.replacen(&word, &format!("@{}", id.0), 1);
        }
        edits.push(edit(&with, &line)?);
        Ok(Edit::All(edits))
    })
}

/// The first `@name` in a line that calls no one, and the name.
fn newcomer(session: &Session, line: &str) -> Option<(String, String)> {
    line.split_whitespace().find_map(|word| {
        let name = word.strip_prefix(['@', '＠'])?;
        let name = name.trim_end_matches([',', '.', ';', ':', '!', '?']);
        let is_name = name.chars().count() > 1
            && name
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\''));
        (is_name && fold(name) != ME && session.called(name) == Called::Nothing)
            .then(|| (word.to_owned(), name.to_owned()))
    })
}

/// Who an item belongs to, by number or by name. A name that calls no one is that of someone new.
///
/// # Errors
/// A sentence when it is not clear who is meant.
pub fn owned(session: &Session, me: &str, id: ItemId, name: &str) -> Result<Edit, String> {
    let name = name.trim().trim_start_matches(['@', '＠']).trim();
    let set = |who: ParticipantId| Edit::Set(id, Field::Owner(Some(who)));
    if fold(name) == ME {
        let me = if me.is_empty() { ME } else { me };
        return Ok(with_user(session, me, |_, me| set(me)));
    }
    if let Ok(number) = name.parse() {
        let who = ParticipantId(number);
        return if session.holds(who.into()) {
            Ok(set(who))
        } else {
            Err(format!("There is no person {number}. Type a name."))
        };
    }
    match session.called(name) {
        Called::One(person) => Ok(set(person.id)),
        Called::Several(people) => {
            let names: Vec<&str> = people.iter().map(|p| p.name.as_str()).collect();
            let names = names.join(" or ");
            Err(format!("{name} is {names}. Type more of the name."))
        }
        Called::Nothing => Ok(with_new(session, name, |_, who| set(who))),
    }
}

/// A change whose line may name the person at the keyboard, who comes into the room with their first `@me`.
pub(super) fn with_me(session: &Session, line: &str, edit: impl FnOnce(&Session) -> Edit) -> Edit {
    if says_me(line) {
        with_user(session, ME, |session, _| edit(session))
    } else {
        edit(session)
    }
}
