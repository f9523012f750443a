//! Who reads a file learns only the names that were chosen, wherever a name comes from.

use proptest::prelude::*;
use proptest::sample::select;

use super::rich::rich;
use super::{told_to, whole};
use crate::domain::{ParticipantId, Response, ResponseKind, Session, Text};
use crate::export::{Audience, Format, Names, one_threat, remarks};

/// First and last names that stand in no sentence of the program, and that no abbreviation contains.
const PEOPLE: [(&str, &str); 8] = [
    ("Zorvana", "Quilpek"),
    ("Xubert", "Wrombly"),
    ("Yffel", "Kjosvik"),
    ("Qadira", "Vjuntz"),
    ("Wystan", "Pfloxx"),
    ("Jzabel", "Xanqvist"),
    ("Vlothar", "Zwyckel"),
    ("Kquinn", "Yrjvold"),
];

/// How the owner of an element can be written.
fn owner(form: usize, (first, last): (&str, &str)) -> String {
    match form {
        0 => format!("{first} {last}"),
        1 => format!("{first} {last}").to_uppercase(),
        2 => first.to_lowercase(),
        3 => last.to_owned(),
        _ => format!("{last}, {first}"),
    }
}

/// The finished meeting, held by these people, who said, own and decided all there is.
fn session(owners: &[(usize, usize)], turn: usize) -> Session {
    let mut session = rich();
    for (person, (first, last)) in session.participants.iter_mut().zip(PEOPLE) {
        person.name = Text::new(&format!("{first} {last}"));
    }
    for (element, (who, form)) in session.elements.iter_mut().zip(owners) {
        element.owner = Some(Text::new(&owner(*form, PEOPLE[*who])));
    }
    let mut ids = session
        .participants
        .iter()
        .map(|p| p.id)
        .collect::<Vec<ParticipantId>>()
        .into_iter()
        .cycle()
        .skip(turn);
    let mut who = move || ids.next();
    for threat in &mut session.threats {
        threat.speaker = who();
        threat.also_said_by.extend(who());
        let by = who();
        let at = threat.at;
        let response = threat.response.get_or_insert_with(|| Response {
            until: None,
            kind: ResponseKind::Reduce,
            reason: Text::default(),
            by: None,
            evidence: Text::default(),
            at,
        });
        response.by = by;
    }
    for item in &mut session.assumptions {
        item.speaker = who();
    }
    for item in &mut session.mitigations {
        item.speaker = who();
    }
    for item in &mut session.questions {
        item.speaker = who();
        item.owner = who();
    }
    for item in &mut session.actions {
        item.owner = who();
    }
    for item in &mut session.parked {
        item.speaker = who();
    }
    session.validate().unwrap();
    session
}

/// All that leaves the room, for everyone that it is written for.
fn all(session: &Session, names: Names) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for audience in Audience::ALL {
        let options = told_to(audience, names);
        for format in Format::ALL.iter().copied() {
            if audience == Audience::default() || format == Format::SUMMARY {
                let from = format!("{} for {}", format.name(), audience.name());
                let said = remarks(format, session, &options).join("\n");
                texts.push((from, whole(format, session, &options) + &said));
            }
        }
    }
    let options = told_to(Audience::default(), names);
    for threat in &session.threats {
        let file = one_threat(session, threat.id, &options).unwrap();
        texts.push((file.name, file.contents));
    }
    texts
}

fn owners() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..PEOPLE.len(), 0..5_usize), 6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn only_the_names_that_were_chosen_leave_the_room(
        owners in owners(),
        turn in 0..PEOPLE.len(),
        names in select(vec![Names::None, Names::Initials, Names::Roles, Names::First]),
    ) {
        let session = session(&owners, turn);
        for (from, text) in all(&session, names) {
            let text = text.to_lowercase();
            for (first, last) in PEOPLE {
                let is_hidden = !text.contains(&last.to_lowercase());
                prop_assert!(is_hidden, "{} in {}, names {}", last, from, names.name());
                let is_told = text.contains(&first.to_lowercase());
                let is_right = !is_told || names == Names::First;
                prop_assert!(is_right, "{} in {}, names {}", first, from, names.name());
            }
        }
    }
}

/// What the table of elements in the report says of the owner of the first one.
fn told(owner: &str, people: &[&str], names: Names) -> String {
    let mut session = rich();
    for (person, name) in session.participants.iter_mut().zip(people) {
        person.name = Text::new(name);
    }
    session.elements[0].owner = Some(Text::new(owner));
    let options = told_to(Audience::default(), names);
    let page = whole(Format::HTML, &session, &options);
    let row = page.split("<tr id=\"E1\">").nth(1).unwrap_or_default();
    let cells = row.split("</tr>").next().unwrap_or_default();
    super::report::words(&format!("<table>{cells}</table>"))
}

#[test]
fn the_owner_of_an_element_is_named_as_everyone_is() {
    let people = ["Ana Lopez", "Ana Lind"];
    for (owner, names, says) in [
        ("Ana Lopez", Names::Full, "Ana Lopez"),
        ("ana lopez", Names::First, "Ana L"),
        ("Ana Lopez", Names::Initials, "AL"),
        ("Ana Lopez", Names::Roles, "eng"),
        ("Ana Lopez", Names::None, "named"),
        // Which of the two is not known, so there is no label for her.
        ("Ana", Names::First, "Ana"),
        ("Ana", Names::Initials, "named"),
        ("Ana", Names::Roles, "named"),
        ("Ana", Names::None, "named"),
        ("Ana Lopez and Bo", Names::Initials, "named"),
        ("Team 2", Names::Roles, "Team 2"),
        ("Payments team", Names::Roles, "Payments team"),
        ("Payments team", Names::None, "named"),
    ] {
        let told = told(owner, &people, names);
        assert!(
            told.ends_with(&format!("\n{says}")),
            "{owner} {names:?}: {told}"
        );
    }
}
