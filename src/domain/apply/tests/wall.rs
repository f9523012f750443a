//! The wall: one sequence of numbers, lines that become something else, heaps and votes for them.

use uuid::Uuid;

use super::{at_ten, id};
use crate::domain::{
    Edit, Field, FourQuestion, New, ParkedKind, Said, Session, SessionField, SessionKind, Stamp,
    Status, Text, ThreatId, Voting,
};

fn threat(text: &str) -> New {
    New::threat(text, FourQuestion::GoWrong)
}

fn question(text: &str) -> New {
    New::Question {
        text: text.into(),
        about: Vec::new(),
        speaker: None,
        owner: None,
    }
}

fn off_topic(text: &str) -> New {
    New::Parked {
        text: text.into(),
        kind: ParkedKind::OffTopic,
        about: None,
        speaker: None,
    }
}

fn session(kind: SessionKind, said: Vec<New>) -> Session {
    let mut session = Session::new(Uuid::nil(), "Exports".into(), kind, at_ten());
    for new in said {
        make(&mut session, &Edit::Add(new));
    }
    session
}

/// Makes the change, and leaves a session that can be read back.
fn make(session: &mut Session, edit: &Edit) -> String {
    let change = session.apply(edit, at_ten()).unwrap();
    session.validate().unwrap();
    change.says
}

/// A wall with one line of each kind.
fn wall() -> Session {
    session(
        SessionKind::Whiteboard,
        vec![
            threat("Links leak"),
            question("Who reads it?"),
            off_topic("Lunch is late"),
        ],
    )
}

/// `1 T1 Links leak`, and its heap in brackets.
fn lines(session: &Session) -> Vec<String> {
    let line = |line: crate::domain::WallLine<'_>| {
        let heap = line
            .heap
            .map_or_else(String::new, |heap| format!(" ({heap})"));
        format!("{} {} {}{heap}", line.number, line.id, line.text)
    };
    session.wall().into_iter().map(line).collect()
}

fn heap(line: &str, name: &str) -> Edit {
    Edit::Set(id(line), Field::Heap(name.into()))
}

fn hands(lines: &[(u32, u32)], heaps: &[(&str, u32)]) -> Edit {
    let voting = Voting {
        lines: lines.to_vec(),
        heaps: heaps
            .iter()
            .map(|(name, n)| (Text::from(*name), *n))
            .collect(),
        ..Voting::begun(3, at_ten())
    };
    Edit::Session(SessionField::Voting(Some(voting)))
}

#[test]
fn everything_said_is_one_sequence_whatever_it_is() {
    assert_eq!(
        lines(&wall()),
        [
            "1 T1 Links leak",
            "2 Q1 Who reads it?",
            "3 K1 Lunch is late"
        ]
    );
}

#[test]
fn a_number_is_never_given_twice() {
    let mut wall = wall();
    make(&mut wall, &Edit::Delete(id("K1")));
    make(&mut wall, &Edit::Add(threat("Backups are old")));
    assert_eq!(lines(&wall)[2], "4 T2 Backups are old");
}

#[test]
fn a_meeting_has_no_wall_and_its_items_get_numbers_with_one() {
    let mut session = session(SessionKind::Meeting, vec![threat("A"), question("B?")]);
    assert!(session.threats[0].wall.is_none());
    make(
        &mut session,
        &Edit::Session(SessionField::Kind(SessionKind::Whiteboard)),
    );
    make(&mut session, &Edit::Add(threat("C")));
    assert_eq!(lines(&session), ["1 T1 A", "2 Q1 B?", "3 T2 C"]);
}

#[test]
fn lines_of_an_older_file_come_as_they_were_said_and_keep_their_numbers_with_the_next() {
    let mut old = wall();
    for (minutes, item) in [(3, 0), (1, 1), (2, 2)] {
        let at: Stamp = at_ten() + chrono::TimeDelta::minutes(minutes);
        match item {
            0 => old.threats[0].at = at,
            1 => old.questions[0].at = at,
            _ => old.parked[0].at = at,
        }
    }
    old.threats[0].wall = None;
    old.questions[0].wall = None;
    old.parked[0].wall = None;
    old.counters.line = 0;
    let before = lines(&old);
    assert_eq!(
        before,
        [
            "1 Q1 Who reads it?",
            "2 K1 Lunch is late",
            "3 T1 Links leak"
        ]
    );
    make(&mut old, &Edit::Add(threat("More")));
    assert_eq!(lines(&old)[..3], before[..]);
    assert_eq!(lines(&old)[3], "4 T2 More");
    assert_eq!(old.questions[0].changed, None, "no one said anything new");
}

#[test]
fn a_line_of_an_older_file_has_its_number_also_when_it_becomes_something_else() {
    let mut old = wall();
    old.threats[0].wall = None;
    old.questions[0].wall = None;
    old.parked[0].wall = None;
    old.counters.line = 0;
    let file = old.clone();
    make(&mut old, &Edit::SayAs(id("Q1"), Said::Threat));
    assert_eq!(
        lines(&old),
        [
            "1 T1 Links leak",
            "2 T2 Who reads it?",
            "3 K1 Lunch is late"
        ]
    );
    make(&mut old, &Edit::Add(threat("More")));
    assert_eq!(lines(&old)[3], "4 T3 More");
    let mut old = file.clone();
    old.apply(&heap("T9", "links"), at_ten()).unwrap_err();
    assert_eq!(old, file, "what was refused leaves the file as it was");
}

#[test]
fn a_meeting_that_never_was_a_whiteboard_has_no_lines() {
    let mut session = session(SessionKind::Meeting, vec![threat("A")]);
    for edit in [heap("T1", "links"), Edit::SayAs(id("T1"), Said::Question)] {
        let refused = session.apply(&edit, at_ten()).unwrap_err();
        assert_eq!(refused.to_string(), "T1 is not a line on the whiteboard.");
    }
}

#[test]
fn a_line_becomes_something_else_and_keeps_its_number_its_heap_and_its_moment() {
    let mut wall = wall();
    make(&mut wall, &heap("Q1", "links"));
    let said = wall.questions[0].at;
    let later = at_ten() + chrono::TimeDelta::minutes(20);
    let change = wall
        .apply(&Edit::SayAs(id("Q1"), Said::Threat), later)
        .unwrap();
    wall.validate().unwrap();
    assert_eq!(change.says, "2 is a threat now");
    assert_eq!(
        lines(&wall),
        [
            "1 T1 Links leak",
            "2 T2 Who reads it? (links)",
            "3 K1 Lunch is late"
        ]
    );
    assert_eq!(wall.threats[1].at, said);
    make(&mut wall, &Edit::SayAs(id("T2"), Said::OffTopic));
    make(&mut wall, &Edit::Add(threat("Next")));
    assert_eq!(
        lines(&wall)[1..],
        [
            "2 K2 Who reads it? (links)",
            "3 K1 Lunch is late",
            "4 T3 Next"
        ]
    );
}

#[test]
fn what_hangs_on_a_line_is_not_lost_when_it_would_become_something_else() {
    let mut wall = wall();
    let idea = New::mitigation("Sign them", ThreatId(1), Status::CouldDo);
    make(&mut wall, &Edit::Add(idea));
    let before = wall.clone();
    let refused = wall.apply(&Edit::SayAs(id("T1"), Said::Question), at_ten());
    assert_eq!(
        refused.unwrap_err().to_string(),
        "1 has a mitigation, so it stays what it is. To delete it: delete."
    );
    assert_eq!(wall, before);
}

#[test]
fn an_action_for_a_line_goes_along() {
    let mut wall = wall();
    make(
        &mut wall,
        &Edit::Add(New::Action(crate::domain::NewAction {
            text: "Ask Legal".into(),
            kind: None,
            about: vec![id("T1")],
            owner: None,
            due: None,
        })),
    );
    make(&mut wall, &Edit::SayAs(id("T1"), Said::Question));
    assert_eq!(wall.actions[0].about, [id("Q2")]);
}

#[test]
fn undo_makes_it_what_it_was() {
    let mut wall = wall();
    make(&mut wall, &heap("T1", "links"));
    make(&mut wall, &hands(&[(1, 4)], &[]));
    let before = wall.clone();
    let mut history = crate::domain::History::default();
    let edit = Edit::SayAs(id("T1"), Said::OffTopic);
    history.apply(&mut wall, &edit, at_ten()).unwrap();
    history.undo(&mut wall).unwrap();
    let counters = wall.counters;
    wall.counters = before.counters;
    assert_eq!(wall, before);
    assert_eq!(
        counters.line, before.counters.line,
        "no number of the wall was spent"
    );
}

#[test]
fn a_heap_keeps_the_spelling_that_came_first() {
    let mut wall = wall();
    make(&mut wall, &heap("T1", "Links"));
    assert_eq!(
        make(&mut wall, &heap("Q1", "links")),
        "2 is on the heap Links"
    );
    let heaps = wall.heaps();
    assert_eq!(heaps.len(), 1);
    assert_eq!(heaps[0].lines.len(), 2);
}

#[test]
fn a_heap_that_is_called_something_else_keeps_its_votes() {
    let mut wall = wall();
    make(&mut wall, &heap("T1", "links"));
    make(&mut wall, &hands(&[], &[("links", 5)]));
    make(
        &mut wall,
        &Edit::NameHeap("LINKS".into(), "Shared links".into()),
    );
    assert_eq!(lines(&wall)[0], "1 T1 Links leak (Shared links)");
    assert_eq!(wall.votes(ThreatId(1)), Some(5));
    let gone = make(&mut wall, &Edit::NameHeap("shared links".into(), "".into()));
    assert_eq!(
        gone,
        "The heap shared links is gone; its lines are still on the whiteboard; 5 votes for it are gone"
    );
    assert_eq!((wall.heaps().len(), wall.votes(ThreatId(1))), (0, Some(0)));
}

#[test]
fn a_heap_without_votes_goes_without_a_word_about_votes() {
    let mut wall = wall();
    make(&mut wall, &heap("T1", "links"));
    let gone = make(&mut wall, &Edit::NameHeap("links".into(), "".into()));
    assert_eq!(
        gone,
        "The heap links is gone; its lines are still on the whiteboard"
    );
    make(&mut wall, &heap("T1", "links"));
    make(&mut wall, &hands(&[], &[("links", 1)]));
    let gone = make(&mut wall, &Edit::NameHeap("links".into(), "".into()));
    assert!(gone.ends_with("; 1 vote for it is gone"), "{gone}");
}

#[test]
fn votes_that_come_to_one_line_or_heap_are_added_up() {
    let mut wall = wall();
    make(&mut wall, &heap("T1", "links"));
    make(&mut wall, &heap("Q1", "leaks"));
    make(&mut wall, &hands(&[], &[("links", 2), ("leaks", 3)]));
    make(&mut wall, &Edit::NameHeap("links".into(), "Leaks".into()));
    assert_eq!(wall.voting().unwrap().heaps, [(Text::new("Leaks"), 5)]);
    let voting = Voting {
        hands: vec![(ThreatId(1), 4)],
        lines: vec![(1, 2)],
        ..Voting::begun(9, at_ten())
    };
    let voting = Edit::Session(SessionField::Voting(Some(voting)));
    make(&mut wall, &voting);
    make(&mut wall, &Edit::SayAs(id("T1"), Said::Question));
    assert_eq!(wall.voting().unwrap().lines, [(1, 6)]);
    wall.validate().unwrap();
}

#[test]
fn votes_that_no_room_could_have_cast_are_not_read() {
    let says = |lines: &[(u32, u32)], heaps: &[(&str, u32)]| {
        let mut wall = wall();
        let heaps = heaps.iter().map(|(name, count)| ((*name).into(), *count));
        wall.sittings[0].voting = Some(Voting {
            lines: lines.to_vec(),
            heaps: heaps.collect(),
            ..Voting::begun(3, at_ten())
        });
        let invalid = wall.validate().err();
        invalid.map(|invalid| (invalid.says, invalid.word.unwrap_or_default()))
    };
    for (lines, heaps, expected, word) in [
        (
            vec![(1, 1), (1, 2)],
            vec![],
            "The votes for line 1 are counted twice. Add them up in one entry.",
            "lines:",
        ),
        (
            vec![],
            vec![("links", 1), ("LINKS", 2)],
            "The votes for the heap LINKS are counted twice. Add them up in one entry.",
            "heaps:",
        ),
        (
            vec![(1, u32::MAX)],
            vec![],
            "4294967295 votes for one thing are more than 999999. Correct the count.",
            "lines:",
        ),
        (
            vec![],
            vec![("links", 1_000_000)],
            "1000000 votes for one thing are more than 999999. Correct the count.",
            "heaps:",
        ),
    ] {
        let expected = Some((expected.to_owned(), word.to_owned()));
        assert_eq!(says(&lines, &heaps), expected);
    }
    assert_eq!(says(&[(1, 999_999), (2, 1)], &[("links", 999_999)]), None);
}

#[test]
fn votes_for_lines_and_heaps_count_for_their_threats() {
    let mut wall = wall();
    make(&mut wall, &Edit::Add(threat("Old links work")));
    for line in ["T1", "T2"] {
        make(&mut wall, &heap(line, "links"));
    }
    make(&mut wall, &hands(&[(1, 2), (2, 9)], &[("links", 5)]));
    assert_eq!(wall.votes(ThreatId(1)), Some(7));
    assert_eq!(wall.votes(ThreatId(2)), Some(5));
    make(&mut wall, &Edit::SayAs(id("T1"), Said::Question));
    make(&mut wall, &Edit::SayAs(id("Q2"), Said::Threat));
    assert_eq!(wall.votes(ThreatId(3)), Some(7), "the votes are the line's");
}

#[test]
fn votes_of_an_older_file_stay_with_the_line_that_becomes_something_else() {
    let mut wall = wall();
    let voting = Voting {
        hands: vec![(ThreatId(1), 4)],
        ..Voting::begun(3, at_ten())
    };
    make(
        &mut wall,
        &Edit::Session(SessionField::Voting(Some(voting))),
    );
    make(&mut wall, &Edit::SayAs(id("T1"), Said::Question));
    assert_eq!(wall.voting().unwrap().lines, [(1, 4)]);
}

#[test]
fn a_wall_that_no_one_could_have_made_is_not_read() {
    let says = |spoil: fn(&mut Session)| {
        let mut wall = wall();
        spoil(&mut wall);
        wall.validate().unwrap_err().says
    };
    assert_eq!(
        says(|s| s.questions[0].wall = s.threats[0].wall.clone()),
        "T1 and Q1 are both line 1 on the whiteboard. Give one of them the next free number, and set `counters.line` to it."
    );
    assert_eq!(
        says(|s| s.counters.line = 2),
        "K1 is line 3 on the whiteboard, but the last number given is 2. Set `counters.line` to the highest number in use."
    );
    for (number, why) in [
        (
            0,
            "numbers begin at 1. Give it the next free number, and set `counters.line` to it.",
        ),
        (1_000_000, "numbers end at 999999. Give it a free number."),
    ] {
        let mut wall = wall();
        wall.counters.line = u32::MAX;
        if let Some(spot) = &mut wall.parked[0].wall {
            spot.number = number;
        }
        let invalid = wall.validate().unwrap_err();
        assert_eq!(
            invalid.says,
            format!("K1 is line {number} on the whiteboard, but {why}")
        );
        assert_eq!(invalid.word, Some(format!("number: {number}")));
    }
    assert_eq!(
        says(|s| {
            if let Some(spot) = &mut s.threats[0].wall {
                spot.heap = Text::new(&"x".repeat(513));
            }
        }),
        "The heap of T1 has a name of more than 512 bytes. Shorten it."
    );
    assert_eq!(
        says(|s| {
            let voting = Voting {
                lines: vec![(4, 1)],
                ..Voting::begun(3, at_ten())
            };
            s.sittings[0].voting = Some(voting);
        }),
        "A vote is for line 4, which was never on the whiteboard. Delete the vote."
    );
}
