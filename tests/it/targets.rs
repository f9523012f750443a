//! A link is never guessed in silence: a line says what it is about before Enter, one key changes it, and the notice
//! says it after. Before, keys, after.

use proptest::prelude::*;
use threatboard::app::effect::Effect;
use threatboard::domain::{ItemId, Place, QuestionState, Status};

use crate::support::{Desk, PLAIN, WIDE, room};

/// The row in which the line is typed.
fn prompt(desk: &Desk) -> String {
    let bar = desk.app.bar.as_ref().unwrap();
    let asks = format!("{}>", desk.app.asks(bar));
    let screen = desk.screen(WIDE);
    assert!(screen.contains(&asks), "no {asks:?} in\n{screen}");
    asks
}

fn notice(desk: &Desk) -> &str {
    desk.app.notice.as_ref().map_or("", |n| n.says.as_str())
}

fn ids(ids: &[ItemId]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.join(" ")
}

/// One threat with two mitigations, in question 3.
fn doing() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Token replayed»<enter><esc>3m«Bind it»<enter>«Alert on two places»<enter><esc>");
    desk
}

#[test]
fn own_words_are_for_the_threat_and_plan_no_mitigation() {
    let mut desk = doing();
    desk.keys("a");
    assert_eq!(prompt(&desk), "action for T1 > M2>");
    desk.keys("«Turn on mTLS»");
    assert_eq!(prompt(&desk), "action for T1>");
    desk.keys("<enter>");
    let action = &desk.session().actions[0];
    assert_eq!(
        (action.text.as_str(), ids(&action.about)),
        ("Turn on mTLS", "T1".to_owned())
    );
    let status = |desk: &Desk| {
        desk.session()
            .mitigations
            .iter()
            .map(|m| m.status)
            .collect::<Vec<_>>()
    };
    assert_eq!(status(&desk), [Status::CouldDo, Status::CouldDo]);
    assert_eq!(notice(&desk), "A1 added for T1");
    // The next one is chosen to be for a mitigation, whose words were not taken.
    desk.keys("<ctrl-t>");
    assert_eq!(prompt(&desk), "action for T1 > M1>");
    desk.keys("«Ask ops»<enter>");
    assert_eq!(ids(&desk.session().actions[1].about), "T1 M1");
    assert_eq!(status(&desk), [Status::Planned, Status::CouldDo]);
    assert_eq!(notice(&desk), "A2 added for T1 > M1. Now planned: M1");
}

#[test]
fn the_words_of_a_mitigation_are_taken_with_it() {
    let mut desk = doing();
    desk.keys("a<enter>");
    let action = &desk.session().actions[0];
    assert_eq!(
        (action.text.as_str(), ids(&action.about)),
        ("Alert on two places", "T1 M2".to_owned())
    );
    assert_eq!(desk.session().mitigations[1].status, Status::Planned);
    let mut desk = doing();
    desk.keys("a<paste:Patch it\\nTell ops\\n><enter>");
    for action in &desk.session().actions {
        assert_eq!(ids(&action.about), "T1", "{}", action.text);
    }
    assert_eq!(desk.session().actions.len(), 2);
}

#[test]
fn the_key_goes_round_and_clears() {
    let mut desk = doing();
    desk.keys("q");
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(prompt(&desk));
        desk.keys("<ctrl-t>");
    }
    let all = [
        "question about T1>",
        "question about T1 > M1>",
        "question about T1 > M2>",
        "question>",
        "question about T1>",
    ];
    assert_eq!(seen, all);
    desk.keys("<ctrl-t><ctrl-t>");
    assert!(
        desk.screen(WIDE).contains("Ctrl+T: T1"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("«Who pays?»<enter>");
    assert!(desk.session().questions[0].about.is_empty());
    assert_eq!(notice(&desk), "Q1 added");
}

#[test]
fn in_the_round_a_line_is_about_nothing_until_someone_points() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter>«Two»<enter><esc>q");
    assert_eq!(prompt(&desk), "question>");
    desk.keys("«Who?»<enter><esc>p«sign it»<enter><esc>a«Ask»<enter><esc>");
    let session = desk.session();
    assert!(session.questions[0].about.is_empty() && session.actions[0].about.is_empty());
    assert_eq!(session.parked[0].about, None);
    desk.keys("q<ctrl-t>");
    assert_eq!(prompt(&desk), "question about T2>");
    desk.keys("<esc><up>q");
    assert_eq!(prompt(&desk), "question about T1>");
    desk.keys("«Why?»<enter>");
    assert_eq!(notice(&desk), "Q2 added about T1");
    desk.keys("<esc>p");
    assert_eq!(prompt(&desk), "park>", "the round goes on");
    desk.keys("<esc>/T1<enter>p«sign it too»<enter>");
    assert_eq!(notice(&desk), "K2 parked until question 3, for T1");
}

#[test]
fn on_the_map_what_is_selected_there_is_meant() {
    let mut desk = Desk::with(room());
    desk.keys("1f«web -> api : ask»<enter>«api -> {log} : who»<enter><esc>t");
    assert_eq!(
        prompt(&desk),
        "threat>",
        "what was drawn last was not chosen"
    );
    desk.keys("<esc><home><tab>t");
    assert_eq!(prompt(&desk), "threat on web -> api>");
    desk.keys("«Replayed»<enter>");
    assert_eq!(notice(&desk), "T1 added on web -> api");
    desk.keys("<esc>q«Signed?»<enter><esc>M<home>t«Crash»<enter>");
    let session = desk.session();
    assert_eq!(
        session.place_words(session.threats[0].places[0]),
        "web -> api"
    );
    assert_eq!(ids(&session.questions[0].about), "F1");
    assert_eq!(session.place_words(session.threats[1].places[0]), "web");
    desk.keys("<ctrl-t>«Nowhere»<enter>");
    assert!(desk.session().threats[2].places.is_empty());
}

#[test]
fn what_was_chosen_comes_back_with_the_words() {
    let mut desk = doing();
    desk.keys("q«Who pays»<ctrl-t><esc>q");
    assert_eq!(prompt(&desk), "question about T1 > M1>");
    desk.keys("<esc>u");
    assert_eq!(prompt(&desk), "question about T1 > M1>");
    // After a crash too, and the key still goes on from there.
    let saved = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(snapshot) => Some(snapshot.clone()),
        _ => None,
    });
    let saved = saved.unwrap();
    let mut session = (*saved.session).clone();
    session.draft = saved.draft;
    let mut again = Desk::with(session);
    assert_eq!(prompt(&again), "question about T1 > M1>");
    again.keys("<ctrl-t>«?»<enter>");
    assert_ne!(ids(&again.session().questions[0].about), "M1");
}

#[test]
fn a_threat_is_offered_the_part_that_it_names() {
    let mut desk = Desk::with(room());
    desk.keys("1f«web -> api gateway : ask»<enter><esc>2t«The API Gateway logs tokens»");
    assert_eq!(prompt(&desk), "threat>");
    assert!(
        desk.screen(WIDE).contains("Ctrl+T: api gateway"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("<ctrl-t>");
    assert_eq!(prompt(&desk), "threat on api gateway>");
    desk.keys("<enter>");
    assert_eq!(notice(&desk), "T1 added on api gateway");
    assert_eq!(prompt(&desk), "threat>", "the next one names its own");
    desk.keys("«Web is down»<enter><esc>nn<home>.<wait:Names web>");
    assert!(desk.session().threats[1].places.is_empty());
    desk.keys("<ctrl-t><wait:T2 is on web>");
    let places = |desk: &Desk| desk.session().threats[1].places.clone();
    assert_eq!(places(&desk).len(), 1);
    desk.keys("<ctrl-t><wait:names no element>u");
    assert_eq!(places(&desk), Vec::<Place>::new());
}

#[test]
fn what_is_in_place_is_never_a_fix_that_waits() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter>«Two»<enter><esc><up>i");
    assert_eq!(prompt(&desk), "in place for T1>");
    desk.keys("«WAF»<enter>");
    let session = desk.session();
    assert_eq!(session.mitigations[0].status, Status::InPlace);
    assert_eq!(session.mitigations[0].threats, [session.threats[0].id]);
    assert!(session.parked.is_empty());
    desk.keys("<esc>i«Backups»<enter><wait:Say for which threat>« >T2»<enter>");
    let session = desk.session();
    assert_eq!(session.mitigations[1].text.as_str(), "Backups");
    assert_eq!(session.mitigations[1].threats, [session.threats[1].id]);
}

#[test]
fn l_links_by_name_and_tab_says_what_fits() {
    let mut desk = Desk::with(room());
    desk.keys("1f«web -> api gateway : ask»<enter>«api gateway -> {api log} : who»<enter><esc>");
    desk.keys("2t«Tokens leak»<enter><esc>L«api»<enter><wait:could be>");
    assert!(desk.session().threats[0].places.is_empty());
    desk.keys("<tab><wait:E2: api gateway   1 of><tab><wait:E3: api log   2 of>, «web»<enter>");
    let session = desk.session();
    let places: Vec<String> = session.threats[0]
        .places
        .iter()
        .map(|place| session.place_words(*place))
        .collect();
    assert_eq!(places, ["api log", "web"]);
    desk.keys("L«nothing so»<enter><wait:Nothing that T1 can be linked to>");
}

#[test]
fn a_question_is_linked_by_name_to_what_it_is_linked_to_by_id() {
    let mut desk = Desk::with(room());
    desk.keys("1f«zone cloud: web»<enter><esc>2q«Who patches it?»<enter><esc>");
    let question = desk.session().questions[0].id;
    desk.keys(&format!("/«{question}»<enter>L«clou, gus»<enter>"));
    let about: Vec<String> = desk.session().questions[0]
        .about
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(about, ["Z1", "P7"]);
}

#[test]
fn unused_fixes_stand_on_every_page_those_that_fit_first() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Disk full»<enter>«Partner file swapped»<enter>«Refund twice»<enter><esc>");
    desk.keys(
        "p«watch the disks»<enter>«call the bank»<enter>«sign the files »>T2<enter><esc>3<home>",
    );
    let screen = desk.screen((100, 50));
    let at = |words: &str| {
        screen
            .find(words)
            .unwrap_or_else(|| panic!("no {words:?} in\n{screen}"))
    };
    assert!(at("PARKED FIXES") < at("\"watch the disks\""));
    assert!(at("\"watch the disks\"") < at("OTHER PARKED FIXES"));
    assert!(at("OTHER PARKED FIXES") < at("\"call the bank\""));
    assert!(at("\"sign the files\", parked for T2") > at("\"call the bank\""));
    // The cursor waits on the one that fits, on T3 on none.
    desk.keys("<enter><enter><wait:K1 is now M1, for T1><esc>..");
    let screen = desk.screen((100, 50));
    assert!(
        !screen.contains("watch the disks") && screen.contains("call the bank"),
        "{screen}"
    );
    desk.keys("<enter>");
    assert!(!matches!(desk.app.selected(), Some(ItemId::Parked(_))));
    desk.keys("<esc>shD<wait:Defers T3, which has no work yet. High or critical: T3. Unused parked fixes: K2 and K3.>");
}

#[test]
fn an_element_is_owned_by_someone_here_or_in_words() {
    let mut desk = Desk::with(room());
    desk.keys("1f«web -> api : ask»<enter><esc>M<home>o2");
    let owner = |desk: &Desk| {
        desk.session().elements[0]
            .owner
            .clone()
            .unwrap_or_default()
            .to_string()
    };
    assert_eq!(owner(&desk), "Bo");
    desk.keys("o«platform team»<enter>");
    assert_eq!(owner(&desk), "platform team");
    desk.keys("o-");
    assert_eq!(owner(&desk), "");
}

#[test]
fn the_status_of_a_question_can_be_its_answer() {
    let mut desk = Desk::with(room());
    desk.keys("2q«Why?»<enter><esc>5<home>Ca«Law»<enter>");
    let question = &desk.session().questions[0];
    assert_eq!(
        (question.state, question.answer.as_str()),
        (QuestionState::Answered, "Law")
    );
}

#[test]
fn in_the_sweep_the_place_that_is_shown_is_meant() {
    let mut desk = Desk::with(room());
    desk.keys("1f«(user) -> web : ask»<enter><esc>2t«One»<enter><esc>n<wait:SWEEP>q");
    assert_eq!(prompt(&desk), "question about user>");
    desk.keys("<esc><enter>");
    assert_eq!(prompt(&desk), "threat on user, spoofing>");
    desk.keys("«Two»<enter>«Three»<ctrl-t>");
    assert_eq!(prompt(&desk), "threat>");
    desk.keys("<enter>");
    let session = desk.session();
    assert_eq!(session.threats[1].places.len(), 1);
    assert!(session.threats[2].places.is_empty() && session.threats[2].stride.is_empty());
}

#[test]
fn the_key_without_a_line_says_how_it_is_used() {
    let mut desk = Desk::with(room());
    desk.keys(
        "1<ctrl-t><wait:Open a line first, such as q. Then Ctrl+T chooses what it is about.>",
    );
    desk.keys("P<ctrl-t><wait:There is nothing else>");
}

#[test]
fn a_narrow_screen_names_the_target_too() {
    let mut desk = doing();
    desk.keys("<resize:60x20>q");
    assert!(
        desk.screen((60, 20)).contains("question about T1>"),
        "{}",
        desk.screen((60, 20))
    );
    assert!(
        desk.screen(PLAIN).contains("Ctrl+T: T1 > M1"),
        "{}",
        desk.screen(PLAIN)
    );
}

proptest! {
    /// However threats were collected, what is typed next is about nothing that no one pointed at or named.
    #[test]
    fn nothing_typed_in_the_round_is_about_the_last_threat(
        threats in prop::collection::vec("[a-z]{3,9}( [a-z]{3,9}){0,3}", 1..5),
        lines in prop::collection::vec(0..4usize, 1..6),
    ) {
        let mut desk = Desk::with(room());
        desk.keys("2t");
        for threat in &threats {
            desk.keys(&format!("«{threat}»<enter>"));
        }
        desk.keys("<esc>");
        for line in lines {
            let key = ["q", "p", "a", "m"][line];
            desk.keys(&format!("{key}«some words»<enter><esc>"));
        }
        let session = desk.session();
        prop_assert!(session.questions.iter().all(|q| q.about.is_empty()));
        prop_assert!(session.actions.iter().all(|a| a.about.is_empty()));
        prop_assert!(session.parked.iter().all(|p| p.about.is_none()));
    }
}
