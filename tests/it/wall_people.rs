//! Who is named while people talk and is not in the meeting yet comes into it, on every line. Before, keys, after.

use threatboard::domain::{Session, SessionKind, Text};
use threatboard::plain::{Seen, narrate};

use crate::support::{Desk, WIDE, room, ten};

/// A wall with one threat, and letters as commands. Nobody is entered.
fn wall() -> Desk {
    let topic = Text::new("our data exports");
    let session = Session::new(uuid::Uuid::nil(), topic, SessionKind::Whiteboard, ten());
    let mut desk = Desk::with(session);
    desk.keys("«Links work for anyone»<enter><esc>");
    desk
}

fn people(desk: &Desk) -> Vec<&str> {
    let people = desk.session().participants.iter();
    people.map(|p| p.name.as_str()).collect()
}

/// The owner and the words of each action.
fn actions(desk: &Desk) -> Vec<(&str, &str)> {
    let session = desk.session();
    let actions = session.actions.iter();
    actions
        .map(|a| (session.name_of(a.owner).unwrap_or(""), a.text.as_str()))
        .collect()
}

#[test]
fn an_action_for_someone_new_is_theirs() {
    let mut desk = wall();
    desk.keys("a«sign the links @Cy due fri»<enter>");
    assert_eq!(people(&desk), ["Cy"]);
    assert_eq!(actions(&desk), [("Cy", "sign the links")]);
    assert!(desk.screen(WIDE).contains("Cy is a participant now"));
    desk.keys("«ask legal @cy»<enter>«ask sales @Di»<enter><esc>");
    assert_eq!(people(&desk), ["Cy", "Di"]);
    desk.keys("uu");
    assert_eq!(people(&desk), ["Cy"], "one step takes both back");
    assert_eq!(actions(&desk), [("Cy", "sign the links")]);
}

#[test]
fn a_mitigation_and_a_tangent_of_someone_new_are_theirs() {
    let mut desk = wall();
    desk.keys("m«make them expire @Cy»<enter><esc>p«the new office @Di»<enter><enter>");
    assert_eq!(people(&desk), ["Cy", "Di"]);
    let session = desk.session();
    let mitigation = &session.mitigations[0];
    assert_eq!(mitigation.text.as_str(), "make them expire");
    assert_eq!(session.name_of(mitigation.speaker), Some("Cy"));
    let parked = &session.parked[0];
    assert_eq!(parked.text.as_str(), "the new office");
    assert_eq!(session.name_of(parked.speaker), Some("Di"));
}

#[test]
fn an_edit_may_name_someone_new() {
    let mut desk = wall();
    desk.keys("e« @Ana»<enter>");
    assert_eq!(people(&desk), ["Ana"]);
    let threat = &desk.session().threats[0];
    assert_eq!(threat.text.as_str(), "Links work for anyone");
    assert_eq!(desk.session().name_of(threat.speaker), Some("Ana"));
}

#[test]
fn behind_someone_who_is_here_no_one_new_is_named() {
    let mut desk = wall();
    desk.keys("P«Ana»<enter><esc>a«mail it with @Ana to @exports»<enter><esc>");
    assert_eq!(people(&desk), ["Ana"]);
    assert_eq!(actions(&desk)[0].0, "Ana");
}

#[test]
fn in_pasted_lines_two_that_name_the_same_new_person_mean_one() {
    let mut desk = wall();
    desk.keys(r"t<paste:@Bo nobody reads the log\nold files stay @Bo\nslow at noon @Cy\nwho asks?><enter>");
    assert_eq!(people(&desk), ["Bo", "Cy"]);
    let session = desk.session();
    let said: Vec<(&str, Option<&str>)> = session
        .wall()
        .iter()
        .map(|line| (line.text.as_str(), session.name_of(line.speaker)))
        .collect();
    assert_eq!(
        said,
        [
            ("Links work for anyone", None),
            ("nobody reads the log", Some("Bo")),
            ("old files stay", Some("Bo")),
            ("slow at noon", Some("Cy")),
            ("who asks?", None),
        ]
    );
    let screen = desk.screen(WIDE);
    assert!(!screen.contains("is nobody here"), "{screen}");
    desk.keys("<esc>u");
    assert_eq!(people(&desk), [""; 0]);
    assert_eq!(desk.session().wall().len(), 1);
}

#[test]
fn pasted_action_items_bring_their_people_along() {
    let mut desk = wall();
    desk.keys(r"a<paste:sign the links @Bo\nask legal @Bo><enter>");
    assert_eq!(people(&desk), ["Bo"]);
    assert_eq!(
        actions(&desk),
        [("Bo", "sign the links"), ("Bo", "ask legal")]
    );
}

#[test]
fn a_meeting_knows_its_people_and_takes_no_one_in_by_a_typing_mistake() {
    let mut desk = Desk::with(room());
    desk.keys("2a«sign the links @Hassan»<enter>");
    assert_eq!(desk.session().participants.len(), 8);
}

#[test]
fn on_a_wall_without_people_the_owner_is_typed() {
    let mut desk = wall();
    desk.keys("a«sign the links»<enter><esc>o<wait:owner of>");
    desk.keys("«Di»<enter>");
    assert_eq!(people(&desk), ["Di"]);
    assert_eq!(actions(&desk), [("Di", "sign the links")]);
}

#[test]
fn who_is_not_in_the_list_of_owners_is_typed_in_a_meeting_too() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Token replayed»<enter><esc>a«sign the links»<enter><esc>6o");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("or type a name"), "{screen}");
    let said = narrate(&Seen::default(), &desk.app).join("\n");
    assert!(said.contains("Or type a name"), "{said}");
    desk.keys("«Ivo»<enter>");
    assert_eq!(people(&desk).len(), 9);
    assert_eq!(actions(&desk), [("Ivo", "sign the links")]);
    desk.keys("o1");
    assert_eq!(actions(&desk), [("Ana", "sign the links")]);
}

#[test]
fn in_a_meeting_without_people_the_owner_of_a_question_is_typed() {
    let topic = Text::new("exports");
    let session = Session::new(uuid::Uuid::nil(), topic, SessionKind::Meeting, ten());
    let mut desk = Desk::with(session);
    desk.keys("2q«Who has the keys?»<enter><esc>5o«Ana»<enter>");
    assert_eq!(people(&desk), ["Ana"]);
    let owner = desk.session().questions[0].owner;
    assert_eq!(desk.session().name_of(owner), Some("Ana"));
}

#[test]
fn an_empty_owner_line_leaves_everything_as_it_was() {
    let mut desk = wall();
    desk.keys("a«sign the links»<enter><esc>o<enter>");
    assert!(desk.app.bar.is_none());
    desk.keys("o<esc>");
    assert_eq!(actions(&desk), [("", "sign the links")]);
    assert_eq!(people(&desk), [""; 0]);
}

/// What stands on the wall, and who said it.
fn said(desk: &Desk) -> (String, String) {
    let session = desk.session();
    let wall = session.wall();
    wall.last()
        .map(|line| {
            let speaker = session.name_of(line.speaker).unwrap_or_default();
            (line.text.to_string(), speaker.to_owned())
        })
        .unwrap_or_default()
}

#[test]
fn a_line_that_names_two_keeps_the_one_who_is_not_taken_as_its_speaker() {
    for (here, typed, words, speaker) in [
        ("", "hi @Cy @Bo", "hi @Bo", "Cy"),
        ("", "@Cy @Bo hi", "@Bo hi", "Cy"),
        ("Bo", "hi @Cy @Bo", "hi @Bo", "Cy"),
        ("Bo", "@Cy @Bo hi", "@Bo hi", "Cy"),
        ("Bo", "hi @Bo @Cy", "hi @Cy", "Bo"),
        ("Bo", "@Bo @Cy hi", "@Cy hi", "Bo"),
        ("Bo", "@Bo hi @Cy", "hi @Cy", "Bo"),
        ("Cy", "@Bo @Cy hi", "@Cy hi", "Bo"),
        ("Cy, Bo", "hi @Cy @Bo", "hi @Bo", "Cy"),
        ("Cy, Bo", "@Bo @Cy hi", "@Cy hi", "Bo"),
        ("Bo", "who knows @Cy @Bo", "who knows @Bo", "Cy"),
    ] {
        let mut desk = wall();
        if !here.is_empty() {
            desk.keys(&format!("P«{here}»<enter><esc>"));
        }
        desk.keys(&format!("t«{typed}»<enter>"));
        let expected = (words.to_owned(), speaker.to_owned());
        assert_eq!(said(&desk), expected, "{here}: {typed}");
    }
}
