//! How people are named in what leaves the room: by default with their first names, as the room speaks of them. Who
//! reads outside of the team may get initials, roles or nothing, as blame sticks to names.
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
    /// First names; two that are equal get the letter of their last name, or else a number: `Ana K`, `Ana M`.
    #[default]
    First,
    /// First letters, made unique with a number: `AL`, `AL2`.
    Initials,
    /// What they do, made unique with a number: `eng`, `eng 2`.
    Roles,
    /// Not at all.
    None,
}

impl Names {
    /// All of them, the most telling first.
    pub const ALL: [Self; 5] = [
        Self::Full,
        Self::First,
        Self::Initials,
        Self::Roles,
        Self::None,
    ];

    /// Its name on the command line and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::First => "first",
            Self::Initials => "initials",
            Self::Roles => "roles",
            Self::None => "none",
        }
    }

    /// How names are written, after "written".
    pub fn words(self) -> &'static str {
        match self {
            Self::Full => "in full",
            Self::First => "as first names",
            Self::Initials => "as initials",
            Self::Roles => "as roles",
            Self::None => "nowhere",
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
            Self::First => Some((person.first_name().to_owned(), " ")),
            Self::Initials => Some((person.initials(), "")),
            Self::Roles if person.role.is_empty() => Some(("participant".to_owned(), " ")),
            Self::Roles => Some((person.role.to_string(), " ")),
            Self::None => None,
        }
    }

    /// What everyone is called. No two people share a label, and the first in the room keeps the plain one, so that
    /// labels stay the same when someone joins.
    pub(super) fn labels(self, session: &Session) -> HashMap<ParticipantId, String> {
        let mut firsts: HashMap<&str, usize> = HashMap::new();
        for person in &session.participants {
            *firsts.entry(person.first_name()).or_default() += 1;
        }
        let is_shared = |person: &Participant| {
            self == Self::First && firsts.get(person.first_name()).is_some_and(|n| *n > 1)
        };
        let wanted: Vec<_> = session
            .participants
            .iter()
            .filter_map(|person| {
                let (mut label, gap) = self.label(person)?;
                if is_shared(person) {
                    label.push_str(&last_letter(person));
                }
                Some((person.id, (label, gap)))
            })
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

/// The first letter of the last name, after a space; nothing where there is only one name.
fn last_letter(person: &Participant) -> String {
    let name = person.name.as_str();
    let last = match name.split_once(", ") {
        Some((last, _)) => Some(last),
        None => name
            .strip_prefix(person.first_name())
            .and_then(|rest| rest.split_whitespace().next_back()),
    };
    let letter = last.and_then(|last| last.chars().next());
    letter.map_or_else(String::new, |letter| format!(" {letter}"))
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
    fn people_are_called_by_first_names_that_tell_them_apart() {
        let people = [
            ("Ana Kovac", ""),
            ("Bo", ""),
            ("Ana Moor", ""),
            ("Dr. Hassan", ""),
            ("Ana", ""),
            ("Meyer, Ana", ""),
        ];
        assert_eq!(Names::default(), Names::First);
        assert_eq!(
            labels(Names::First, &people),
            ["Ana K", "Bo", "Ana M", "Dr. Hassan", "Ana", "Ana M 2"]
        );
    }

    #[test]
    fn two_of_one_first_name_are_told_apart_from_each_other_only() {
        let people = [("Bo Berg", ""), ("Di", ""), ("Bo Lind", "")];
        assert_eq!(labels(Names::First, &people), ["Bo B", "Di", "Bo L"]);
        assert_eq!(labels(Names::First, &people[1..]), ["Di", "Bo"]);
    }

    #[test]
    fn how_names_are_written_is_said_in_words() {
        let said = Names::ALL.map(Names::words);
        let expected = [
            "in full",
            "as first names",
            "as initials",
            "as roles",
            "nowhere",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn initials_are_never_a_word() {
        let people = [("Ingrid", ""), ("Ines", ""), ("Ian Orr", "")];
        assert_eq!(labels(Names::Initials, &people), ["IN", "IN2", "IO"]);
    }

    #[test]
    fn several_engineers_are_counted() {
        let people = [("Ana", "eng"), ("Bo", "eng"), ("Di", "ops"), ("Ed", "")];
        let expected = ["eng", "eng 2", "ops", "participant"];
        assert_eq!(labels(Names::Roles, &people), expected);
    }

    #[test]
    fn no_two_people_share_a_label_however_they_are_named() {
        let people = [
            ("Ana Lopez", "eng"),
            ("Ana Lind", "eng"),
            ("Al Lind", "eng"),
            ("Ana", ""),
            ("ana lopez 2", ""),
            ("AL2", "eng 3"),
            ("Ana L", "ops"),
        ];
        for names in [Names::Full, Names::First, Names::Initials, Names::Roles] {
            let labels = labels(names, &people);
            let different: HashSet<&String> = labels.iter().collect();
            assert_eq!(different.len(), people.len(), "{labels:?}");
            assert!(labels.iter().all(|label| !label.is_empty()), "{labels:?}");
        }
        assert_eq!(labels(Names::None, &people), [""; 7]);
    }

    #[test]
    fn a_number_never_makes_somebody_elses_label() {
        let people = [("a", "eng 2"), ("b", "eng"), ("c", "eng")];
        assert_eq!(labels(Names::Roles, &people), ["eng 2", "eng", "eng 3"]);
    }
}
