//! Blind ballots: `Ana: 1 4 4 9` or `From Bo to Everyone: T2, T7`, one line or more per person, pasted from a chat.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::fold::{fold, squeeze};
use crate::domain::{
    Ballot, ItemId, Participant, ParticipantId, Session, SessionKind, Text, ThreatId,
};
use crate::parse::chat;
use crate::parse::tokens::either;

/// What a paste of ballots came to. It holds votes, so it is shown to no one before they are all in.
#[expect(clippy::struct_field_names, reason = "as the file calls them")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballots {
    /// One per person, in the order in which they came.
    pub ballots: Vec<Ballot>,
    /// Lines that are not ballots, with who wrote them: someone has to read them to put them right.
    pub not_understood: Vec<String>,
    /// How many lines lie beyond what a paste may hold.
    pub beyond: usize,
    /// Whose ballot it is that two people may have sent, a sentence each; such a ballot is not counted. They are among
    /// the notes, too.
    pub unclear: Vec<String>,
    /// What the room should know before it counts them, a sentence each, with names and without votes.
    pub notes: Vec<String>,
}

/// One vote as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Vote {
    Threat(ThreatId),
    Line(u32),
    Heap(Text),
    /// For something that is not here.
    Unknown,
}

impl Vote {
    pub(super) fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }
}

/// What people can vote for, and how they write it.
pub(super) enum Field<'a> {
    /// The threats of a meeting, by id or number.
    Threats(&'a Session),
    /// The lines of a wall, by the numbers that it shows. Where a line lies on a heap, the vote is for that, and its
    /// name is one, too.
    Wall {
        lines: HashMap<u32, Option<&'a Text>>,
        heaps: HashMap<String, &'a Text>,
    },
}

impl<'a> Field<'a> {
    pub(super) fn of(session: &'a Session, since: Option<NaiveDate>) -> Self {
        if session.kind != SessionKind::Whiteboard {
            return Self::Threats(session);
        }
        let wall = session.wall_since(since);
        let heaps = wall.iter().filter_map(|line| line.heap);
        // Sheets write a name without quotes in it, as they stand around it.
        let spellings =
            |name: &'a Text| [fold(&name.replace('"', "'")), fold(name)].map(|s| (s, name));
        Self::Wall {
            heaps: heaps.flat_map(spellings).collect(),
            lines: wall.iter().map(|line| (line.number, line.heap)).collect(),
        }
    }

    /// The votes of a line; `None` when it says anything else, or nothing.
    pub(super) fn votes(&self, line: &str) -> Option<Vec<Vote>> {
        let mut votes: Vec<Vote> = Vec::new();
        // The name of a heap may have several words.
        for part in line.split([',', ';']) {
            if let Some(heap) = self.heap(part) {
                votes.push(heap);
                continue;
            }
            let words = part
                .split(|c: char| c.is_whitespace() || matches!(c, '+' | '/' | '&'))
                .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("and"));
            for word in words {
                votes.push(self.heap(word).or_else(|| self.numbered(word))?);
            }
        }
        Some(votes).filter(|votes| !votes.is_empty())
    }

    pub(super) fn heap(&self, words: &str) -> Option<Vote> {
        match self {
            Self::Threats(_) => None,
            Self::Wall { heaps, .. } => heaps
                .get(&fold(words.trim()))
                .map(|name| Vote::Heap((*name).clone())),
        }
    }

    fn numbered(&self, word: &str) -> Option<Vote> {
        let word = word.trim_end_matches('.');
        match self {
            Self::Threats(session) => {
                let id = threat(word)?;
                Some(if session.threat(id).is_some() {
                    Vote::Threat(id)
                } else {
                    Vote::Unknown
                })
            }
            Self::Wall { lines, .. } => {
                let number: u32 = word.parse().ok()?;
                Some(match lines.get(&number) {
                    Some(Some(heap)) => Vote::Heap((*heap).clone()),
                    Some(None) => Vote::Line(number),
                    None => Vote::Unknown,
                })
            }
        }
    }
}

/// The lines of one person.
pub(super) struct Voter {
    who: Option<ParticipantId>,
    name: String,
    lines: Vec<Vec<Vote>>,
}

impl Voter {
    pub(super) fn ballot(who: Option<ParticipantId>, cast: Vec<Vote>) -> Ballot {
        let mut ballot = Ballot {
            who,
            votes: Vec::new(),
            lines: Vec::new(),
            heaps: Vec::new(),
        };
        for vote in cast {
            match vote {
                Vote::Threat(id) => ballot.votes.push(id),
                Vote::Line(number) => ballot.lines.push(number),
                Vote::Heap(name) => ballot.heaps.push(name),
                Vote::Unknown => {}
            }
        }
        ballot
    }
}

/// Reads a paste. A person may stack votes. Several lines of one person are one ballot as long as they fit into
/// `per_person`; where they do not, people have changed their minds, and the last line counts. Of too many votes in a
/// line the first ones count. On a wall there are votes only for what was said on a day or later, where one is given.
pub(crate) fn ballots(
    paste: &str,
    session: &Session,
    since: Option<NaiveDate>,
    per_person: u32,
) -> Ballots {
    let known: Vec<(u32, &str)> = session
        .participants
        .iter()
        .map(|p| (p.id.0, p.name.as_str()))
        .collect();
    let pasted = chat::lines(&plain(paste), &known);
    let field = Field::of(session, since);
    let mut result = Ballots {
        beyond: pasted.cut,
        ..Ballots::default()
    };
    let mut voters: Vec<Voter> = Vec::new();
    let mut unclear: Vec<String> = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for line in pasted.lines {
        let who = line.speaker.map(ParticipantId);
        let name = session
            .name_of(who)
            .map(str::to_owned)
            .or_else(|| line.speaker_name.clone())
            .unwrap_or_default();
        // Whoever is not in the room has no head that the chat knows, but a ballot says what it is.
        let stranger = || {
            let (who, rest) = line.text.rsplit_once(':')?;
            Some((field.votes(rest)?, who.trim().to_owned()))
        };
        let read = field.votes(&line.text).map(|votes| (votes, name.clone()));
        let Some((named, name)) = read.or_else(stranger) else {
            let words = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
            result.not_understood.push(match name.as_str() {
                "" => words,
                name => format!("{name}: {words}"),
            });
            add_name(&mut unclear, &name);
            continue;
        };
        if who.is_none()
            && let Some(says) = namesakes(&name, session)
        {
            add_name(&mut result.unclear, &says);
            continue;
        }
        // Who writes a ballot behind what was not understood has put it right.
        if !name.is_empty() {
            let own = format!("{name}: ");
            result.not_understood.retain(|line| !line.starts_with(&own));
            unclear.retain(|other| *other != name);
        }
        let (votes, gone): (Vec<Vote>, Vec<Vote>) =
            named.into_iter().partition(|vote| *vote != Vote::Unknown);
        if !gone.is_empty() {
            add_name(&mut unknown, &name);
            if name.is_empty() {
                unknown.push("a ballot without a name".to_owned());
            }
        }
        let same = |v: &&mut Voter| !name.is_empty() && v.who == who && v.name == name;
        match voters.iter_mut().find(same) {
            Some(voter) => voter.lines.push(votes),
            None => voters.push(Voter {
                who,
                name,
                lines: vec![votes],
            }),
        }
    }
    let most = usize::try_from(per_person).unwrap_or(usize::MAX);
    let (mut twice, mut long, mut strangers) = (Vec::new(), Vec::new(), Vec::new());
    for voter in voters {
        let together: usize = voter.lines.iter().map(Vec::len).sum();
        let mut votes = if together <= most {
            voter.lines.concat()
        } else {
            if voter.lines.len() > 1 {
                add_name(&mut twice, &voter.name);
            }
            voter.lines.last().cloned().unwrap_or_default()
        };
        if votes.len() > most {
            votes.truncate(most);
            let name = if voter.name.is_empty() {
                "someone"
            } else {
                &voter.name
            };
            add_name(&mut long, name);
        }
        if voter.who.is_none() {
            add_name(&mut strangers, &voter.name);
        }
        result.ballots.push(Voter::ballot(voter.who, votes));
    }
    let mut note = |names: &[String], says: &str| {
        if !names.is_empty() {
            result.notes.push(format!("{says}: {}", names.join(", ")));
        }
    };
    note(&unclear, "Not understood, ask again");
    note(
        &long,
        &format!("Too many votes, only the first {per_person} count"),
    );
    note(&twice, "Several ballots, only the last one counts");
    note(&unknown, "Votes not on the list were ignored");
    note(&strangers, "Not a participant, counted without a name");
    for says in &result.unclear {
        let says = format!("{says}, so not counted: ask for the full name");
        result.notes.push(says);
    }
    result
}

/// `Ana may be Ana Lopez or Ana Silva`, where several people in the room have this name or this first name.
fn namesakes(name: &str, session: &Session) -> Option<String> {
    let name_of = |p: &&Participant| {
        let first = p.name.split_whitespace().next().unwrap_or_default();
        [squeeze(&p.name), squeeze(first)].contains(&squeeze(name))
    };
    let people = session.participants.iter().filter(name_of);
    let names: Vec<String> = people.map(|p| p.name.to_string()).collect();
    (names.len() > 1).then(|| format!("{name} may be {}", either(names.iter())))
}

fn add_name(names: &mut Vec<String>, name: &str) {
    if !name.is_empty() && !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

/// The paste without the characters that make a list of numbers look like a numbered list: `#1 #4`, `1. 4.`, `(1) (4)`.
fn plain(paste: &str) -> String {
    let line = |line: &str| -> String {
        let head = line.find(':').map_or(0, |at| at + 1);
        let (before, after) = line.split_at_checked(head).unwrap_or(("", line));
        let after = if before.is_empty() && !line.trim_start().starts_with(['#', '(']) {
            after.to_owned()
        } else {
            after.replace(['#', '(', ')', '.'], " ")
        };
        format!("{before}{after}")
    };
    let lines: Vec<String> = paste.split(['\r', '\n']).map(line).collect();
    lines.join("\n")
}

/// The threat that a word names, by id or by number alone.
fn threat(word: &str) -> Option<ThreatId> {
    let id = word.parse().or_else(|_| format!("T{word}").parse()).ok()?;
    match id {
        ItemId::Threat(id) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, Field as Set, FourQuestion, New, Stamp};

    /// Nine threats, T3 merged into T2, and Ana and Bo in the room.
    fn session() -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let title = Text::new("Refunds");
        let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at);
        let people = ["Ana", "Bo"].map(|n| Edit::Add(New::Participant(n.into(), "eng".into())));
        let threats =
            (1..=9).map(|n| Edit::Add(New::threat(format!("Swap {n}"), FourQuestion::GoWrong)));
        let merge = Edit::Merge(ThreatId(3).into(), ThreatId(2).into());
        for edit in people.into_iter().chain(threats).chain([merge]) {
            session.apply(&edit, at).unwrap();
        }
        session
    }

    /// The ballots as `P1: 1 4 4 9`, the lines that were not understood, and the notes.
    fn read(paste: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
        let read = ballots(paste, &session(), None, 4);
        let ballot = |b: &Ballot| {
            let who = b.who.map_or("-".to_owned(), |who| who.to_string());
            let votes: Vec<String> = b.votes.iter().map(|t| t.0.to_string()).collect();
            format!("{who}: {}", votes.join(" "))
        };
        let ballots = read.ballots.iter().map(ballot).collect();
        (ballots, read.not_understood, read.notes)
    }

    fn all(paste: &str) -> Vec<String> {
        let (ballots, not_understood, notes) = read(paste);
        assert_eq!((not_understood, notes), (vec![], vec![]), "{paste}");
        ballots
    }

    #[test]
    fn a_ballot_names_threats_by_id_or_number_in_the_ways_people_write() {
        for line in [
            "Ana: 1 4 4 9",
            "10:42 Ana: T1, t4, T4, T9",
            "From Ana to Everyone: 1,4,4,9",
            "[10:42 AM] Ana: #1 #4 #4 #9",
            "Ana: 1. 4. 4. 9.",
            "Ana: (1) (4) (4) (9)",
            "- Ana: 1; 4 & 4 and T9",
            "Ana 10:42 AM\n1\n4\n4 9",
        ] {
            assert_eq!(all(line), ["P1: 1 4 4 9"], "{line}");
        }
        assert_eq!(all("1 4\r2 2"), ["-: 1 4", "-: 2 2"]);
        assert_eq!(all("#1 #4"), ["-: 1 4"]);
    }

    #[test]
    fn a_vote_for_a_merged_threat_is_kept_as_it_was_said() {
        assert_eq!(all("Ana: 3 2"), ["P1: 3 2"]);
    }

    #[test]
    fn what_is_no_ballot_is_shown_with_its_words_and_its_writer() {
        let (ballots, not_understood, notes) = read("Ana: 1 4\nBo: the first, twice\nthanks all");
        assert_eq!(ballots, ["P1: 1 4"]);
        assert_eq!(not_understood, ["Bo: the first, twice", "thanks all"]);
        assert_eq!(notes, ["Not understood, ask again: Bo"]);
    }

    #[test]
    fn of_too_many_votes_the_first_ones_count() {
        let (ballots, _, notes) = read("Ana: 1 2 4 5 6");
        assert_eq!(ballots, ["P1: 1 2 4 5"]);
        assert_eq!(notes, ["Too many votes, only the first 4 count: Ana"]);
    }

    #[test]
    fn the_lines_of_one_person_are_one_ballot_unless_they_are_too_many() {
        assert_eq!(all("Ana: 1 4\nBo: 2\nAna: 9"), ["P1: 1 4 9", "P2: 2"]);
        let (ballots, _, notes) = read("Ana: 1 4 4 9\nAna: 2 2 2 2");
        assert_eq!(ballots, ["P1: 2 2 2 2"]);
        assert_eq!(notes, ["Several ballots, only the last one counts: Ana"]);
    }

    #[test]
    fn who_is_not_in_the_room_and_what_is_not_on_the_list_is_said() {
        for line in ["From Kim Lee to Everyone: 1 77", "Kim Lee: 1 77"] {
            let (ballots, _, notes) = read(line);
            assert_eq!(ballots, ["-: 1"]);
            assert_eq!(
                notes,
                [
                    "Votes not on the list were ignored: Kim Lee",
                    "Not a participant, counted without a name: Kim Lee"
                ]
            );
        }
    }

    #[test]
    fn a_first_name_that_two_people_share_is_asked_about_and_not_counted() {
        let mut session = session();
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        for name in ["Anne-Marie O'Neill", "Anne-Marie Šťastná"] {
            let new = New::Participant(name.into(), "eng".into());
            session.apply(&Edit::Add(new), at).unwrap();
        }
        for line in ["Anne-Marie: 1 4", "From Anne-Marie to Everyone: 1 4"] {
            let read = ballots(&format!("{line}\nBo: 2\n{line}"), &session, None, 4);
            assert_eq!(read.ballots.len(), 1, "{line}");
            assert_eq!(
                read.notes,
                [
                    "Anne-Marie may be Anne-Marie O'Neill or Anne-Marie Šťastná, so not counted: ask for the full name"
                ]
            );
        }
        let read = ballots("Anne-Marie Šťastná: 1 4", &session, None, 4);
        assert_eq!(read.notes, [""; 0]);
        assert_eq!(read.ballots[0].who, Some(ParticipantId(4)));
    }
    /// Five lines on a wall, of which 1 and 3 lie on a heap, 4 is a question and 5 is off topic.
    fn wall() -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let title = Text::new("Exports");
        let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Whiteboard, at);
        let threat = |text: &str| New::threat(text, FourQuestion::GoWrong);
        let question = New::Question {
            text: "What if it is slow?".into(),
            about: Vec::new(),
            speaker: None,
            owner: None,
        };
        let parked = New::Parked {
            text: "The new office".into(),
            kind: crate::domain::ParkedKind::OffTopic,
            about: None,
            speaker: None,
        };
        for new in [
            threat("One"),
            threat("Two"),
            threat("Three"),
            question,
            parked,
        ] {
            session.apply(&Edit::Add(new), at).unwrap();
        }
        for id in [1, 3] {
            let heap = Set::Heap("Open links".into());
            let edit = Edit::Set(ThreatId(id).into(), heap);
            session.apply(&edit, at).unwrap();
        }
        session
    }

    #[test]
    fn a_ballot_on_a_wall_is_for_any_of_its_numbers_and_for_heaps() {
        let read = |paste: &str| {
            let read = ballots(paste, &wall(), None, 4);
            assert_eq!(read.not_understood, [""; 0], "{paste}");
            let ballots = read.ballots.into_iter();
            let ballots: Vec<_> = ballots.map(|b| (b.lines, b.heaps.len())).collect();
            (ballots, read.notes)
        };
        assert_eq!(read("2 4 5").0, [(vec![2, 4, 5], 0)]);
        assert_eq!(read("1 3 4").0, [(vec![4], 2)], "1 and 3 lie on a heap");
        assert_eq!(read("open links, 2 2").0, [(vec![2, 2], 1)]);
        let (ballots, notes) = read("2 9");
        assert_eq!(ballots, [(vec![2], 0)]);
        assert_eq!(
            notes,
            ["Votes not on the list were ignored: a ballot without a name"]
        );
    }
}
