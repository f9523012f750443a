//! What a word calls: people and parts of the map by their names, or by any part of a name that is theirs alone.

use super::fold::{fold, joins, squeeze};
use super::people::Participant;
use super::session::Session;

/// What a word calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called<T> {
    /// Nothing that is known.
    Nothing,
    /// This and no other.
    One(T),
    /// Each of these, so that whoever typed it must say which.
    Several(Vec<T>),
}

impl<T> Called<T> {
    /// What was found.
    pub fn of(mut found: Vec<T>) -> Self {
        match (found.pop(), found.is_empty()) {
            (None, _) => Self::Nothing,
            (Some(only), true) => Self::One(only),
            (Some(last), false) => {
                found.push(last);
                Self::Several(found)
            }
        }
    }

    /// The only one.
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(only) => Some(only),
            Self::Nothing | Self::Several(_) => None,
        }
    }

    /// This, or what else is found where it is nothing.
    pub fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Nothing => other(),
            found => found,
        }
    }

    /// The same of something else.
    pub fn map<U>(self, to: impl Fn(T) -> U) -> Called<U> {
        match self {
            Self::Nothing => Called::Nothing,
            Self::One(only) => Called::One(to(only)),
            Self::Several(all) => Called::Several(all.into_iter().map(to).collect()),
        }
    }
}

/// The parts of a name, each with what follows it: `jeanluc` and `luc` for Jean-Luc.
pub fn tails(name: &str) -> impl Iterator<Item = String> + '_ {
    let mut inside = false;
    let starts = name.char_indices().filter_map(move |(at, c)| {
        let begins = !inside && !joins(c);
        inside = !joins(c);
        begins.then_some(at)
    });
    starts.filter_map(|at| name.get(at..).map(squeeze))
}

/// Whether `word`, squeezed, is a whole part of a name, as `luc` and `jeanluc` are of Jean-Luc Picard.
fn has_part(name: &str, word: &str) -> bool {
    let mut parts = name.split_whitespace().chain(name.split(joins));
    squeeze(name) == word || parts.any(|part| squeeze(part) == word)
}

/// Those of `all` whom `is` says of their names.
fn those<T: Copy, N: AsRef<str>>(all: &[(T, N)], is: impl Fn(&str) -> bool) -> Called<T> {
    let found = all.iter().filter(|(_, name)| is(name.as_ref()));
    Called::of(found.map(|(item, _)| *item).collect())
}

/// Who of these has this whole name, as it is shown or as it is typed in a hurry.
pub(crate) fn named<T: Copy, N: AsRef<str>>(name: &str, all: &[(T, N)]) -> Called<T> {
    let (folded, squeezed) = (fold(name), squeeze(name));
    those(all, |other| fold(other) == folded)
        .or_else(|| those(all, |other| squeeze(other) == squeezed))
}

/// Who of these has this as a whole part of the name.
pub(crate) fn having_part<T: Copy, N: AsRef<str>>(word: &str, all: &[(T, N)]) -> Called<T> {
    let stem = squeeze(word);
    if stem.is_empty() {
        return Called::Nothing;
    }
    those(all, |name| has_part(name, &stem))
}

/// Who of these has this anywhere in the name.
pub(crate) fn containing<T: Copy, N: AsRef<str>>(word: &str, all: &[(T, N)]) -> Called<T> {
    let stem = squeeze(word);
    if stem.is_empty() {
        return Called::Nothing;
    }
    those(all, |name| squeeze(name).contains(&stem))
}

impl Session {
    /// Whom `word` calls: by number, by the whole name or a part of it, or by how a part of it begins. Two people who
    /// share that part are both called, even where one of them has no other name.
    pub fn called(&self, word: &str) -> Called<&Participant> {
        let number = |p: &&Participant| {
            word == p.id.0.to_string() || word.eq_ignore_ascii_case(&p.id.to_string())
        };
        if let Some(person) = self.participants.iter().find(number) {
            return Called::One(person);
        }
        let stem = squeeze(word);
        if stem.is_empty() {
            return Called::Nothing;
        }
        // Several parts leave no doubt: `ana lopez` is not `Ana Lopez Garcia`.
        if word.trim().contains(joins)
            && let found @ (Called::One(_) | Called::Several(_)) = self.named(word)
        {
            return found;
        }
        let names = self.names();
        having_part(word, &names).or_else(|| {
            those(&names, |name| {
                tails(name).any(|tail| tail.starts_with(&stem))
            })
        })
    }

    /// Who has this whole name.
    pub fn named(&self, name: &str) -> Called<&Participant> {
        named(name, &self.names())
    }

    fn names(&self) -> Vec<(&Participant, &str)> {
        let people = self.participants.iter();
        people
            .map(|person| (person, person.name.as_str()))
            .collect()
    }

    /// The one participant whom `word` calls; whoever has it as the whole name comes first.
    pub fn participant_called(&self, word: &str) -> Option<&Participant> {
        self.named(word).one().or_else(|| self.called(word).one())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, New, SessionKind, Stamp, Text};

    fn session(names: &[&str]) -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let title = Text::new("Refunds");
        let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at);
        for name in names {
            let new = New::Participant((*name).into(), Text::default());
            session.apply(&Edit::Add(new), at).unwrap();
        }
        session
    }

    /// The names that a word calls.
    fn called(word: &str, names: &[&str]) -> Vec<String> {
        let session = session(names);
        match session.called(word) {
            Called::Nothing => Vec::new(),
            Called::One(person) => vec![person.name.to_string()],
            Called::Several(people) => people.iter().map(|p| p.name.to_string()).collect(),
        }
    }

    #[test]
    fn any_part_of_a_name_calls_who_alone_has_it() {
        let room = [
            "Jean-Luc Picard",
            "Siobhán O’Neil",
            "Dr. Hassan",
            "José",
            "Zoë van der Berg",
            "Łukasz",
            "李雷",
            "Bo",
        ];
        for (word, name) in [
            ("jean-luc", "Jean-Luc Picard"),
            ("jean luc", "Jean-Luc Picard"),
            ("jeanluc", "Jean-Luc Picard"),
            ("jean", "Jean-Luc Picard"),
            ("luc", "Jean-Luc Picard"),
            ("pic", "Jean-Luc Picard"),
            ("o'neil", "Siobhán O’Neil"),
            ("O’Neil", "Siobhán O’Neil"),
            ("oneil", "Siobhán O’Neil"),
            ("neil", "Siobhán O’Neil"),
            ("siobhan", "Siobhán O’Neil"),
            ("hassan", "Dr. Hassan"),
            ("dr.hassan", "Dr. Hassan"),
            ("Dr.-Hassan", "Dr. Hassan"),
            ("has", "Dr. Hassan"),
            ("jose", "José"),
            ("JOSE\u{301}", "José"),
            ("zoe", "Zoë van der Berg"),
            ("berg", "Zoë van der Berg"),
            ("van-der-berg", "Zoë van der Berg"),
            ("lukasz", "Łukasz"),
            ("李", "李雷"),
            ("P8", "Bo"),
            ("8", "Bo"),
            ("b", ""),
            ("bo", "Bo"),
        ] {
            let found = called(word, &room);
            match name {
                // Bo and Berg
                "" => assert_eq!(found.len(), 2, "{word}"),
                name => assert_eq!(found, [name], "{word}"),
            }
        }
        for nobody in ["", "-", "'", "hassam", "0", "P9", "@", "eil"] {
            assert!(called(nobody, &room).is_empty(), "{nobody}");
        }
    }

    #[test]
    fn two_people_of_one_name_are_both_called() {
        let room = ["Ana K", "Ana M", "Di", "Dilan", "Kim Lee", "Lee", "Ana"];
        assert_eq!(called("ana", &room), ["Ana K", "Ana M", "Ana"]);
        assert_eq!(called("ana k", &room), ["Ana K"]);
        assert_eq!(called("ana-m", &room), ["Ana M"]);
        assert_eq!(called("lee", &room), ["Kim Lee", "Lee"]);
        assert_eq!(
            called("di", &room),
            ["Di"],
            "a whole part wins over how another begins"
        );
        assert_eq!(called("d", &room), ["Di", "Dilan"]);
        assert_eq!(called("3", &room), ["Di"]);
    }

    #[test]
    fn a_whole_name_is_one_person_where_names_are_compared() {
        let session = session(&["Ana K", "Ana", "Bo Li"]);
        let name = |word| session.participant_called(word).map(|p| p.name.as_str());
        assert_eq!(name("ana"), Some("Ana"));
        assert_eq!(name("bo"), Some("Bo Li"));
        assert_eq!(name("k"), Some("Ana K"));
        assert_eq!(name("a"), None);
    }
}
