//! The same news held against several systems: one session each, one after the other.

use uuid::Uuid;

use crate::domain::{Edit, Pair, Session, SessionField, SessionKind, Stamp, Text};

/// The systems that a line names, each once: `Billing, Portal`.
pub fn systems(line: &str) -> Vec<Text> {
    let mut systems: Vec<Text> = Vec::new();
    for name in line.split([',', ';']).map(Text::new) {
        if !name.is_empty() && !systems.contains(&name) {
            systems.push(name);
        }
    }
    systems
}

/// Which of our things it is held against; of several the first, and the others come next. A blank line takes it back.
pub fn system(line: &str) -> Edit {
    let mut systems = systems(line).into_iter();
    let first = Edit::Session(SessionField::System(systems.next()));
    let more = Edit::Session(SessionField::MoreSystems(systems.collect()));
    Edit::All(vec![first, more])
}

/// The systems of a session as they are typed: the one it is about, and those that come next.
pub fn systems_of(session: &Session) -> String {
    let all = session.system.iter().chain(&session.more_systems);
    let all: Vec<&str> = all.map(|name| name.as_str()).collect();
    all.join(", ")
}

/// The session about the same news and the next system, if there is one.
pub fn following(of: &Session, uuid: Uuid, at: Stamp) -> Option<Session> {
    let (next, rest) = of.more_systems.split_first()?;
    let mut session = Session::new(uuid, of.title.clone(), SessionKind::OneThreat, at);
    session.source.clone_from(&of.source);
    session.system = Some(next.clone());
    session.more_systems = rest.to_vec();
    session.pair = of.pair.as_ref().map(|_| Pair::default());
    Some(session)
}
