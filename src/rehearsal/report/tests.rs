use super::*;
use crate::domain::{Edit, Field, FourQuestion, ItemId, New, SessionKind, Stamp, Text, ThreatId};

const SCRIPT: &str = r#"(
    name: "x", title: "X", keys: 10,
    people: [(name: "Ana"), (name: "Bo"), (name: "Cy")],
    steps: [(step: Map, minutes: 5), (step: Round, minutes: 5)],
    lines: [
        (id: "flow", by: "Ana", when: In(Map, 0), kind: Describe, says: "A guest opens the door with a phone.",
            expect: (item: Flow, words: "phone -> door")),
        (id: "link", by: "Ana", when: In(Round, 0), kind: Threat, says: "Anyone who has the link opens the door, at any time.",
            expect: (item: Threat, named: true)),
        (id: "battery", by: "Bo", when: In(Round, 1), kind: Chat, says: "The battery is empty and a guest stands in the rain",
            expect: (item: Threat)),
        (id: "expire", by: "Bo", when: In(Round, 2), kind: Fix, says: "Let links expire after the stay.",
            expect: (item: Fix, about: "link")),
        (id: "fun", by: "Cy", when: In(Round, 3), kind: SmallTalk, says: "I love that door."),
        (id: "spare", by: "Ana", when: In(Round, 4), kind: Question, says: "Who holds the spare key?",
            expect: (item: Question)),
    ],
)"#;

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

/// A session of the three people.
fn session(changes: &[Edit]) -> Session {
    let mut session = Session::new(uuid::Uuid::nil(), "x".into(), SessionKind::Meeting, at());
    for name in ["Ana", "Bo", "Cy"] {
        let person = New::Participant(name.into(), Text::default());
        session.apply(&Edit::Add(person), at()).unwrap();
    }
    for change in changes {
        session.apply(change, at()).unwrap();
    }
    session
}

fn looked(session: &Session, said: &[usize], keys: usize) -> Report {
    looked_at(SCRIPT, session, (said, &[]), keys)
}

fn looked_at(script: &str, session: &Session, heard: (&[usize], &[usize]), keys: usize) -> Report {
    let script = Script::parse(script).unwrap();
    let catalogue = Catalogue::bundled().unwrap();
    let rules = Rules::bundled().unwrap();
    Report::of(&script, heard, session, keys, (&catalogue, &rules))
}

const ALL: [usize; 6] = [0, 1, 2, 3, 4, 5];

fn threat(text: &str) -> Edit {
    Edit::Add(New::threat(text, FourQuestion::GoWrong))
}

/// The words of the page, a row a line.
fn words(report: &Report) -> String {
    let rows = page(report).into_iter().map(|row| match row {
        Row::Heading(says) | Row::Text(says) | Row::Note(says) => says,
        Row::Said(by, says) => format!("{by}: {says}"),
        Row::Holds(id, says) => format!("{id} {says}"),
        Row::Rule(n, says) => format!("{n}. {says}"),
        Row::Gap => String::new(),
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn ids(report: &Report) -> Vec<Option<&str>> {
    let found = report.lines.iter().map(|heard| heard.found.as_ref());
    found
        .map(|found| found.map(|found| found.id.as_str()))
        .collect()
}

#[test]
fn an_empty_file_has_missed_everything_that_was_said_and_matters() {
    let report = looked(&session(&[]), &[0, 1, 2, 4], 3);
    assert_eq!(ids(&report), [None, None, None]);
    assert_eq!((report.right(), report.left, report.to_come), (0, 0, 2));
    assert_eq!(report.never_asked, ["Ana", "Bo", "Cy"]);
    let page = words(&report);
    for says in [
        "SCORE  0 of 3",
        "Still to come: 2 lines.",
        "MISSED  3",
        "Ana Anyone who has the link opens the door, at any time.",
        "Expected: threat.",
        "NEVER ASKED  3",
        "No turn, no item, no task: Ana, Bo, Cy.",
        "3 besides the words, no more than the 10 of a practiced facilitator.",
    ] {
        assert!(page.contains(says), "no {says:?} in\n{page}");
    }
    assert!(!page.contains("IN THE FILE"), "{page}");
}

#[test]
fn a_line_is_found_in_few_words_and_in_the_chats_words() {
    let session = session(&[
        threat("Guest in the rain, battery empty"),
        threat("anyone with link opens door"),
    ]);
    let report = looked(&session, &ALL, 3);
    assert_eq!(ids(&report), [None, Some("T2"), Some("T1"), None, None]);
    let page = words(&report);
    let pair = "Bo: The battery is empty and a guest stands in the rain\nT1 Guest in the rain, battery empty";
    assert!(page.contains(pair), "side by side in\n{page}");
}

#[test]
fn other_words_about_the_same_system_are_not_taken_for_the_line() {
    let session = session(&[
        threat("The door company goes out of business"),
        threat("Guest"),
    ]);
    assert_eq!(ids(&looked(&session, &ALL, 3)), [None; 5]);
}

#[test]
fn what_is_in_or_out_of_scope_may_be_one_word() {
    let script = SCRIPT.replace(
        "(id: \"flow\"",
        "(id: \"out\", by: \"Ana\", when: In(Map, 0), kind: Describe,
            says: \"Leave the website out. It only shows our opening hours.\", expect: (item: OutOfScope)),
        (id: \"flow\"",
    );
    let note = |kind| session(&[Edit::Add(New::Note(kind, "website".into()))]);
    let found = |kind| looked_at(&script, &note(kind), (&[0], &[]), 0).right();
    assert_eq!(found(crate::domain::NoteKind::OutOfScope), 1);
    assert_eq!(found(crate::domain::NoteKind::InScope), 0);
}

#[test]
fn one_item_is_not_two_lines_and_a_merged_one_may_be() {
    let twice = [
        threat("anyone with the link opens the door"),
        threat("battery empty and guest in the rain"),
        Edit::Merge(ThreatId(2).into(), ThreatId(1).into()),
    ];
    let [link, battery, merge] = &twice;
    let one = session(std::slice::from_ref(link));
    assert_eq!(ids(&looked(&one, &ALL, 3)).iter().flatten().count(), 1);
    let both = session(&[link.clone(), battery.clone(), merge.clone()]);
    let report = looked(&both, &ALL, 3);
    assert_eq!(ids(&report), [None, Some("T1"), Some("T1"), None, None]);
}

#[test]
fn an_item_that_two_lines_are_like_is_that_of_one() {
    let twice = SCRIPT.replace(
        "Who holds the spare key?",
        "Anyone who has the link opens the door?",
    );
    let session = session(&[threat("anyone with the link opens the door")]);
    let report = looked_at(&twice, &session, (&ALL, &[]), 0);
    assert_eq!(ids(&report).iter().flatten().count(), 1);
}

#[test]
fn a_fix_among_the_threats_and_one_on_the_wrong_threat_are_named() {
    let park = |about: Option<ItemId>| {
        Edit::Add(New::Parked {
            text: "Links expire after the stay".into(),
            kind: crate::domain::ParkedKind::Fix,
            about,
            speaker: None,
        })
    };
    let link = threat("anyone with the link opens the door");
    let battery = threat("battery empty and guest in the rain");
    let cases = [
        (
            threat("Links expire after the stay"),
            Some("T3 is in the file as: threat. Expected: fix."),
        ),
        (
            park(Some(ThreatId(2).into())),
            Some("K1 is about T2. Expected: T1."),
        ),
        (park(None), Some("K1 is about nothing. Expected: T1.")),
        (park(Some(ThreatId(1).into())), None),
    ];
    for (edit, says) in cases {
        let report = looked(&session(&[link.clone(), battery.clone(), edit]), &ALL, 3);
        let page = words(&report);
        match says {
            Some(says) => assert!(page.contains(says), "no {says:?} in\n{page}"),
            None => assert!(!page.contains("K1 is about"), "{page}"),
        }
    }
}

#[test]
fn who_said_it_counts_where_the_script_says_so_and_a_wrong_name_always() {
    let by = |id, who| Edit::Set(ItemId::Threat(ThreatId(id)), Field::Speaker(who));
    let both = [
        threat("anyone with the link opens the door"),
        threat("battery empty and guest in the rain"),
    ];
    let [ana, cy] = [1, 3].map(|n| Some(crate::domain::ParticipantId(n)));
    let with = |more: &[Edit]| {
        let edits: Vec<Edit> = both.iter().chain(more).cloned().collect();
        looked(&session(&edits), &ALL, 3)
    };
    let nobody = words(&with(&[]));
    assert!(
        nobody.contains("T1 has no speaker. Expected: Ana."),
        "{nobody}"
    );
    assert!(!nobody.contains("T2 has no speaker"), "{nobody}");
    let named = with(&[by(1, ana), by(2, cy)]);
    let page = words(&named);
    assert!(!page.contains("T1 has"), "{page}");
    assert!(
        page.contains("T2 has the speaker Cy. Expected: Bo."),
        "{page}"
    );
    assert_eq!(named.never_asked, ["Bo"]);
}

#[test]
fn what_two_people_said_and_one_threat_holds_has_no_wrong_speaker() {
    let by = |id, who| Edit::Set(ItemId::Threat(ThreatId(id)), Field::Speaker(who));
    let [ana, bo, cy] = [1, 2, 3].map(|n| Some(crate::domain::ParticipantId(n)));
    let merged = |speakers: &[Edit]| {
        let mut edits = vec![
            threat("anyone with the link opens the door"),
            threat("battery empty and guest in the rain"),
        ];
        edits.extend(speakers.iter().cloned());
        edits.push(Edit::Merge(ThreatId(2).into(), ThreatId(1).into()));
        words(&looked(&session(&edits), &ALL, 0))
    };
    let both = merged(&[by(1, ana), by(2, bo)]);
    assert!(!both.contains("has the speaker"), "{both}");
    // Nobody asked for Bo's name, and Ana's is right.
    let one = merged(&[by(1, ana)]);
    assert!(!one.contains("has the speaker"), "{one}");
    let other = merged(&[by(1, bo), by(2, cy)]);
    let says = "T1 has the speaker Bo, Cy. Expected: Ana.";
    assert!(other.contains(says), "{other}");
}

#[test]
fn a_question_that_was_merged_keeps_one_name_and_has_no_wrong_one() {
    let question = |text: &str, who| {
        let id = ItemId::Question(crate::domain::QuestionId(who));
        [
            Edit::Add(New::Question {
                text: text.into(),
                about: Vec::new(),
                speaker: None,
                owner: None,
            }),
            Edit::Set(id, Field::Speaker(Some(crate::domain::ParticipantId(who)))),
        ]
    };
    let mut edits = question("When does the office open?", 1).to_vec();
    edits.extend(question("Who holds the spare key?", 2));
    let wrong = words(&looked(&session(&edits), &ALL, 0));
    assert!(
        wrong.contains("Q2 has the speaker Bo. Expected: Ana."),
        "{wrong}"
    );
    let [one, two] = [1, 2].map(|n| ItemId::Question(crate::domain::QuestionId(n)));
    edits.push(Edit::Merge(one, two));
    let merged = words(&looked(&session(&edits), &ALL, 0));
    assert!(!merged.contains("has the speaker"), "{merged}");
}

#[test]
fn whoever_has_another_name_by_now_is_still_known() {
    let edits = [
        threat("battery empty and guest in the rain"),
        Edit::Set(
            ItemId::Threat(ThreatId(1)),
            Field::Speaker(Some(crate::domain::ParticipantId(2))),
        ),
        Edit::Set(
            ItemId::Participant(crate::domain::ParticipantId(2)),
            Field::Text("Bogdan".into()),
        ),
    ];
    let report = looked(&session(&edits), &ALL, 0);
    assert_eq!(report.never_asked, ["Ana", "Cy"]);
    let page = words(&report);
    assert!(!page.contains("has the speaker"), "{page}");
}

#[test]
fn what_was_left_and_what_is_still_to_come_are_told_apart() {
    let report = looked_at(SCRIPT, &session(&[]), (&[0], &[1, 4]), 0);
    assert_eq!(
        (report.left, report.to_come),
        (1, 3),
        "small talk does not count"
    );
    let page = words(&report);
    for says in [
        "Not heard, as you moved on before: 1 line.",
        "Still to come: 3 lines.",
    ] {
        assert!(page.contains(says), "no {says:?} in\n{page}");
    }
}

#[test]
fn a_flow_is_found_by_its_ends() {
    for (line, found) in [
        ("phone -> door", true),
        ("guest phone -> front door", true),
        ("door -> phone", false),
    ] {
        let (from, to) = line.split_once(" -> ").unwrap();
        let flow = New::Flow {
            from: from.into(),
            to: to.into(),
            data: Text::default(),
        };
        let session = session(&[Edit::Add(flow)]);
        assert_eq!(
            ids(&looked(&session, &ALL, 3))[0].is_some(),
            found,
            "{line}"
        );
    }
}

#[test]
fn the_three_rules_are_for_what_went_wrong_most() {
    let rules =
        |report: &Report| -> Vec<String> { report.rules.iter().map(ToString::to_string).collect() };
    let empty = rules(&looked(&session(&[]), &ALL, 99));
    assert_eq!(empty.len(), 3);
    assert!(
        empty[0].starts_with("Ask the quiet ones"),
        "three people: {empty:?}"
    );
    let waiting = rules(&looked(&session(&[]), &[], 99));
    assert!(
        !waiting.concat().contains("Count to ten"),
        "nothing was left yet: {waiting:?}"
    );
    let hurried = rules(&looked_at(SCRIPT, &session(&[]), (&[], &ALL), 99));
    assert!(
        hurried[0].starts_with("Count to ten"),
        "five lines: {hurried:?}"
    );
    assert!(hurried[2].starts_with("Leave the line open"), "{hurried:?}");
}

#[test]
fn what_is_like_no_line_stands_beside_what_was_missed_for_the_reader_to_judge() {
    let link = threat("Anyone who has the link opens the door");
    let own = session(&[link.clone(), threat("Wet tenant")]);
    let report = looked(&own, &ALL, 0);
    assert_eq!(report.others, [("T2".to_owned(), "Wet tenant".to_owned())]);
    let page = words(&report);
    assert!(page.contains("ALSO IN THE FILE  1"), "{page}");
    assert!(page.contains("T2 Wet tenant"), "{page}");
    // Whoever missed nothing has nothing to judge.
    let page = words(&looked(&session(&[link]), &[1], 0));
    assert!(!page.contains("ALSO IN THE FILE"), "{page}");
    let page = words(&looked(&own, &[1], 0));
    assert!(!page.contains("ALSO IN THE FILE"), "{page}");
}
