//! How people are named in what leaves the room: by default as initials, as blame sticks to names.
//!
//! Only names that the program itself writes are replaced. A name inside a sentence that someone typed stays, as
//! changing the words of the room would be worse.

use std::collections::{HashMap, HashSet};

use crate::domain::{Participant, ParticipantId, Session};

/// How people are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Names {
    /// As in the session.
    Full,
    /// First letters, made unique with a number: `AL`, `AL2`.
    #[default]
    Initials,
    /// What they do, made unique with a number: `eng`, `eng 2`.
    Roles,
    /// Not at all.
    None,
}

impl Names {
    /// All four, the most telling first.
    pub const ALL: [Self; 4] = [Self::Full, Self::Initials, Self::Roles, Self::None];

    /// Its name on the command line and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Initials => "initials",
            Self::Roles => "roles",
            Self::None => "none",
        }
    }

    /// The choice of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|names| names.name() == name)
    }

    /// What one person is called before it is made unique, and what stands between it and the number.
    fn label(self, person: &Participant) -> Option<(String, &'static str)> {
        match self {
            Self::Full => Some((person.name.to_string(), " ")),
            Self::Initials => Some((person.initials(), "")),
            Self::Roles if person.role.is_empty() => Some(("participant".to_owned(), " ")),
            Self::Roles => Some((person.role.to_string(), " ")),
            Self::None => None,
        }
    }

    /// What everyone is called. No two people share a label, and the first in the room keeps the plain one, so that
    /// labels stay the same when someone joins.
    pub(super) fn labels(self, session: &Session) -> HashMap<ParticipantId, String> {
        let wanted: Vec<_> = session
            .participants
            .iter()
            .filter_map(|person| Some((person.id, self.label(person)?)))
            .collect();
        // A number is never made into what someone is called anyway.
        let plain: HashSet<String> = wanted.iter().map(|(_, (label, _))| label.clone()).collect();
        let mut next: HashMap<String, u32> = HashMap::new();
        let mut taken: HashSet<String> = HashSet::new();
        wanted
            .into_iter()
            .map(|(id, (label, gap))| {
                let count = next.entry(label.clone()).or_insert(0);
                *count += 1;
                let mut unique = label.clone();
                if *count > 1 {
                    unique = format!("{label}{gap}{count}");
                    while plain.contains(&unique) || taken.contains(&unique) {
                        *count += 1;
                        unique = format!("{label}{gap}{count}");
                    }
                }
                taken.insert(unique.clone());
                (id, unique)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::{Edit, New, SessionKind};

    fn labels(names: Names, people: &[(&str, &str)]) -> Vec<String> {
        let at = DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(uuid::Uuid::nil(), "t".into(), SessionKind::Meeting, at);
        for (name, role) in people {
            let new = New::Participant((*name).into(), (*role).into());
            session.apply(&Edit::Add(new), at).unwrap();
        }
        let labels = names.labels(&session);
        session
            .participants
            .iter()
            .map(|p| labels.get(&p.id).cloned().unwrap_or_default())
            .collect()
    }

    #[test]
    fn two_people_with_the_same_initials_get_different_labels() {
        let people = [("Ana Lopez", ""), ("Al Lind", ""), ("Bo", "")];
        assert_eq!(labels(Names::Initials, &people), ["AL", "AL2", "B"]);
    }

    #[test]
    fn several_engineers_are_counted() {
        let people = [("Ana", "eng"), ("Bo", "eng"), ("Di", "ops"), ("Ed", "")];
        let expected = ["eng", "eng 2", "ops", "participant"];
        assert_eq!(labels(Names::Roles, &people), expected);
    }

    #[test]
    fn a_number_never_makes_somebody_elses_label() {
        let people = [("a", "eng 2"), ("b", "eng"), ("c", "eng")];
        assert_eq!(labels(Names::Roles, &people), ["eng 2", "eng", "eng 3"]);
    }
}
