//! What is typed is understood, or it is said that it was not: before, keys, after.

use threatboard::domain::Severity;

use crate::support::{Desk, WIDE, room};

#[test]
fn find_does_not_ask_for_accents_or_capitals() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Eine Überweisung wird doppelt ausgeführt»<enter>«Ids leak»<enter><esc>");
    for looked_for in ["uberw", "ÜBERW", "u\u{308}berweisung", "AUSGEFUHRT"] {
        desk.keys(&format!("2<home>/«{looked_for}»"));
        let screen = desk.screen(WIDE);
        assert!(screen.contains("Überweisung"), "{looked_for}: {screen}");
        desk.keys("<enter>");
        assert_eq!(
            desk.app.selected(),
            Some("T1".parse().unwrap()),
            "{looked_for}"
        );
    }
}

#[test]
fn a_part_typed_composed_and_decomposed_is_one_part() {
    let mut desk = Desk::with(room());
    desk.keys("1f«Café -> web : order»<enter>«Cafe\u{301} -> ledger : bill»<enter>«CAFÉ»<enter>");
    let names: Vec<&str> = desk.session().elements.iter().map(|e| &*e.name).collect();
    assert_eq!(names, ["Café", "web", "ledger"]);
}

#[test]
fn a_person_is_listed_once_however_the_name_is_typed() {
    let mut desk = Desk::with(room());
    desk.keys("1P«José eng»<enter>");
    let people = desk.session().participants.len();
    for again in ["Jose\u{301} ops", "jose eng"] {
        desk.keys(&format!("«{again}»<enter>"));
        assert_eq!(desk.session().participants.len(), people, "{again}");
        assert!(desk.screen(WIDE).contains("is already listed"), "{again}");
        desk.keys("<esc>P<ctrl-u>");
    }
}

/// Two Anas, a name with a hyphen and one with a title, and a map with names of several words.
fn telehealth() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("1P«Ana M eng»<enter>«Jean-Luc ops»<enter>«Dr. Hassan: clinic»<enter><esc>");
    desk.keys(
        "f«patient -> api gateway : login»<enter>«api gateway -> api server : call»<enter><esc>",
    );
    desk
}

fn status(desk: &Desk) -> String {
    let screen = desk.screen(WIDE);
    let row = screen
        .lines()
        .find(|row| row.starts_with(" + ") || row.starts_with(" ! "));
    row.unwrap_or(&screen).trim().to_owned()
}

#[test]
fn two_people_of_one_first_name_are_asked_about_with_a_digit() {
    let mut desk = telehealth();
    desk.keys("2t«Ids leak >api gateway in its logs @ana»<enter>");
    assert_eq!(
        status(&desk),
        "! @ana: Ana or Ana M? Press 1 or 2; Enter keeps it as text."
    );
    assert!(desk.session().threats.is_empty(), "nothing is guessed");
    desk.keys("2");
    let threat = &desk.session().threats[0];
    assert_eq!(threat.text.as_str(), "Ids leak in its logs");
    assert_eq!(desk.session().name_of(threat.speaker), Some("Ana M"));
    assert_eq!(desk.session().place_words(threat.places[0]), "api gateway");
    let bar = desk.app.bar.as_ref().unwrap();
    assert!(bar.editor.is_blank(), "the next one can be typed");
}

#[test]
fn what_is_asked_about_can_be_changed_left_or_kept_as_text() {
    let mut desk = telehealth();
    desk.keys("2t«Ids leak @ana»<enter>« m»<enter>");
    assert_eq!(desk.session().threats[0].text.as_str(), "Ids leak");
    desk.keys("«Ids leak @ana»<enter><enter>");
    assert_eq!(desk.session().threats[1].text.as_str(), "Ids leak @ana");
    assert_eq!(desk.session().threats[1].speaker, None);
    desk.keys("«Ids leak @ana»<enter><esc>u");
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(bar.editor.text(), "Ids leak @ana", "no word is lost");
    // A digit is text again once the line is another.
    desk.keys("<bs>«a 2»<enter><wait:Ana or Ana M?><ctrl-u>«Two»<enter>");
    assert_eq!(desk.session().threats[2].text.as_str(), "Two");
}

#[test]
fn owners_speakers_and_who_decided_are_all_asked_about() {
    let mut desk = telehealth();
    desk.keys("2t«Ids leak»<enter><esc>q«Who rotates keys? @ana»<enter>1<esc>");
    desk.keys("6a«Rotate keys @ana due fri»<enter>2<esc>");
    desk.keys("3<home>ra«rare @ana»<enter>2");
    let session = desk.session();
    assert_eq!(session.name_of(session.questions[0].speaker), Some("Ana"));
    let action = &session.actions[0];
    assert_eq!(session.name_of(action.owner), Some("Ana M"));
    assert_eq!(action.due.unwrap().to_string(), "2026-05-15");
    let response = session.threats[0].response.as_ref().unwrap();
    assert_eq!(session.name_of(response.by), Some("Ana M"));
    assert_eq!(response.reason.as_str(), "rare");
}

#[test]
fn two_places_that_match_are_asked_about() {
    let mut desk = telehealth();
    desk.keys("2t«>api logs leak»<enter><wait:api gateway or api server?>1");
    let threat = &desk.session().threats[0];
    assert_eq!(threat.text.as_str(), "logs leak");
    assert_eq!(desk.session().place_words(threat.places[0]), "api gateway");
}

#[test]
fn a_date_that_can_be_meant_in_two_ways_is_asked_about() {
    let mut desk = telehealth();
    desk.keys("6a«Rotate keys due 03/04/2027»<enter>");
    desk.keys("<wait:1 Sat 3 Apr 2027, 2 Thu 4 Mar 2027?><enter>");
    assert!(desk.session().actions.is_empty(), "Enter does not choose");
    desk.keys("2<esc>");
    let action = &desk.session().actions[0];
    assert_eq!(action.text.as_str(), "Rotate keys");
    assert_eq!(action.due.unwrap().to_string(), "2027-03-04");
    desk.keys("b«monday 15 december 2026»<enter><wait:15 Dec 2026 is a Tuesday.>2");
    let due = desk.session().actions[0].due.unwrap();
    assert_eq!(due.to_string(), "2026-12-14");
}

#[test]
fn the_line_of_a_date_takes_the_word_that_begins_one_elsewhere() {
    let mut desk = telehealth();
    desk.keys("6a«Rotate keys»<enter><esc>b«due in two weeks»<enter>");
    let due = |desk: &Desk| desk.session().actions[0].due.unwrap().to_string();
    assert_eq!(due(&desk), "2026-05-23");
    desk.keys("b«Until: 03/04/2027»<enter>2");
    assert_eq!(
        due(&desk),
        "2027-03-04",
        "what can be meant in two ways is asked"
    );
    desk.keys("b«due»<enter><wait:`due` is not a date><esc>");
    assert_eq!(due(&desk), "2027-03-04");
}

#[test]
fn what_was_not_understood_is_named_beside_what_was_added() {
    let mut desk = telehealth();
    desk.keys("2t«Ids leak @hasan #eop»<enter>");
    assert_eq!(
        status(&desk),
        "+ T1 added · @hasan is nobody here · #eop is not a category.   Tab edit   u undo"
    );
    desk.keys("<tab>");
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(bar.editor.text(), "Ids leak @hasan #eop");
    desk.keys("<bs><bs>«san»<enter>");
    let threat = &desk.session().threats[0];
    assert_eq!(threat.text.as_str(), "Ids leak #eop");
    assert_eq!(desk.session().name_of(threat.speaker), Some("Dr. Hassan"));
    desk.keys("6a«Rotate keys due someday»<enter>");
    assert!(
        status(&desk).contains("A1 added · someday is not a date"),
        "{}",
        status(&desk)
    );
    desk.keys("«Tell Bo @jean due fri»<enter><gone:is not><esc>");
}

#[test]
fn the_edit_of_what_was_not_understood_begins_behind_it() {
    let mut desk = telehealth();
    desk.keys("2t«Ids @hasan leak»<enter><esc>e<bs>«n»<bs><bs>«san»<enter>");
    let threat = &desk.session().threats[0];
    assert_eq!(threat.text.as_str(), "Ids leak");
    assert_eq!(desk.session().name_of(threat.speaker), Some("Dr. Hassan"));
}

#[test]
fn in_the_form_of_one_threat_nothing_is_guessed_either() {
    let mut desk = telehealth();
    desk.keys("6a«Rotate keys @jean-luc»<enter>«Sign @luc»<enter>«Ask @HASSAN due 31.12.2026»<enter><esc>");
    let owners: Vec<_> = desk
        .session()
        .actions
        .iter()
        .map(|a| a.owner.unwrap().0)
        .collect();
    assert_eq!(owners, [10, 10, 11]);
}

#[test]
fn on_the_wall_a_name_is_asked_about_and_what_is_unknown_is_told() {
    let mut desk = telehealth();
    desk.keys("2t<paste:Ids leak @ana>");
    let said = desk.app.bar.as_ref().unwrap().editor.text().to_owned();
    assert_eq!(said, "Ids leak @ana");
    desk.keys("<enter>«2»<wait:T1 added>");
    assert_eq!(
        desk.session().name_of(desk.session().threats[0].speaker),
        Some("Ana M")
    );
}

#[test]
fn the_first_of_two_counts_and_the_second_is_said() {
    let mut desk = telehealth();
    desk.keys("2t«Ids leak @bo @cy !h !m»<enter>");
    desk.keys("<wait:+ T1 added · @cy stays text: one name per line · !m stays text: one severity per line.>");
    let threat = &desk.session().threats[0];
    assert_eq!(threat.text.as_str(), "Ids leak @cy !m");
    assert_eq!(desk.session().name_of(threat.speaker), Some("Bo"));
    assert_eq!(threat.severity, Some(Severity::High));
    // The same twice is no question, and a second name is not asked about either.
    desk.keys("«Tokens leak @bo @bo !h !high»<enter><gone:stays text>");
    assert_eq!(desk.session().threats[1].text.as_str(), "Tokens leak");
    desk.keys("«Keys leak @bo @ana»<enter><wait:@ana stays text: one name per line><esc>");

    desk.keys("6a«Rotate keys @bo @cy #test #fix due fri due mon»<enter>");
    desk.keys("<wait:@cy stays text: one name per line><wait:1 more><esc>");
    let action = &desk.session().actions[0];
    assert_eq!(action.text.as_str(), "Rotate keys @cy #fix due fri");
    assert_eq!(desk.session().name_of(action.owner), Some("Bo"));
    assert_eq!(action.due.unwrap().to_string(), "2026-05-11");
    desk.keys("a«Rotate due fri due mon»<enter>");
    desk.keys("<wait:due fri stays text: one date per line><esc>");

    desk.keys("3<home>m«Sign ids #prevent #detect %S %L»<enter>");
    desk.keys(
        "<wait:#detect stays text: one kind per line><wait:%L stays text: one effort per line>",
    );
    let mitigation = &desk.session().mitigations[0];
    assert_eq!(mitigation.text.as_str(), "Sign ids #detect %L");
    assert_eq!(mitigation.effort.map(|effort| effort.letter()), Some('S'));
    desk.keys("<esc><tab>e<ctrl-u><ctrl-k>«Sign ids #mo»<tab>« %M»<enter>");
    let mitigation = &desk.session().mitigations[0];
    assert_eq!(
        mitigation.strength,
        Some(threatboard::domain::Strength::Most)
    );
    assert_eq!(mitigation.text.as_str(), "Sign ids");
}

#[test]
fn a_name_that_no_one_has_is_said_once() {
    for name in ["@team", "@Everyone"] {
        let mut desk = telehealth();
        desk.keys(&format!("6a«Rotate keys {name}»<enter>"));
        let says = &desk.app.notice.as_ref().unwrap().says;
        assert_eq!(*says, format!("A1 added - {name} is nobody here"));
    }
    let mut desk = telehealth();
    desk.keys(
        "6a«Ask the team to rotate keys»<enter><wait:\"team\" is not a name or a date: press>",
    );
}

#[test]
fn what_is_asked_about_is_read_whole_at_60_columns() {
    let mut desk = telehealth();
    desk.keys("1P«Anastasia Papadopoulou eng»<enter><esc>");
    for (line, says) in [
        ("2t«Ids leak @ana»", "Enter keeps it as text."),
        ("6a«Rotate keys due 03/04/2027»", "Thu 4 Mar 2027"),
    ] {
        desk.keys(&format!("{line}<enter>"));
        let screen = desk.screen((60, 20));
        let words: Vec<&str> = screen.split_whitespace().collect();
        assert!(words.join(" ").contains(says), "{screen}");
        let typed = screen
            .lines()
            .any(|row| row.contains("> Ids leak @ana") || row.contains("> Rotate keys due"));
        assert!(typed, "the line stays in sight: {screen}");
        desk.keys("<esc>");
    }
}
