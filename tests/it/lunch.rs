//! A whiteboard session: one question on the whiteboard, a line that is always open, and the way to a meeting. Before,
//! keys, after.

use chrono::TimeDelta;
use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Opened};
use threatboard::domain::{
    Draft, FourQuestion, ItemId, ParkedKind, Session, SessionKind, Status, Text,
};
use threatboard::keys::Screen;

use crate::support::{Desk, SMALL, WIDE, room, ten};

/// A wall about data exports.
fn exports() -> Session {
    let topic = Text::new("our data exports");
    Session::new(uuid::Uuid::nil(), topic, SessionKind::Whiteboard, ten())
}

fn wall() -> Desk {
    Desk::with(exports())
}

fn lines(desk: &Desk) -> Vec<&str> {
    let threats = desk.session().threats.iter();
    threats.map(|threat| threat.text.as_str()).collect()
}

/// The wall after some seconds.
fn after_seconds(desk: &mut Desk, seconds: i64) -> String {
    desk.app.now += TimeDelta::seconds(seconds);
    // The smallest thing that happens: the screen is drawn anew.
    desk.tell(Msg::Resize(WIDE.0, WIDE.1));
    desk.screen(WIDE)
}

const PROMPT: &str = "What if it is slow? Wrong? Gone?";

#[test]
fn a_whiteboard_costs_its_topic_and_two_keys() {
    let mut desk = Desk::home();
    desk.keys("w«our data exports»<enter>");
    assert_eq!(desk.session().kind, SessionKind::Whiteboard);
    assert_eq!(desk.session().title.as_str(), "our data exports");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
    let screen = desk.screen(SMALL);
    assert!(
        screen.contains("W H A T   C A N   G O   W R O N G ?"),
        "{screen}"
    );
    assert!(screen.contains("lunch is over"), "{screen}");
    assert_eq!(desk.caret(SMALL), (3, 17), "the caret waits in the line");
}

#[test]
fn a_topic_that_is_too_long_stays_to_be_shortened() {
    let mut desk = Desk::home();
    desk.keys("w")
        .keys(&format!("«{}»<enter>", "exports ".repeat(600)));
    let refusal = desk.app.bar.as_ref().and_then(|bar| bar.refusal.clone());
    assert!(refusal.unwrap().contains("Shorten it"));
    desk.keys("<esc>");
    assert!(desk.app.bar.is_none(), "and Esc goes back home");
}

#[test]
fn each_line_costs_enter_and_is_sorted_by_how_it_is_written() {
    let mut desk = wall();
    desk.keys("«user -> app : ask»<enter>«Link works for anyone»<enter>«Who sees it?»<enter>");
    let session = desk.session();
    assert_eq!(session.flows.len(), 1);
    assert_eq!(lines(&desk), ["Link works for anyone"]);
    assert_eq!(session.threats[0].found_in, FourQuestion::GoWrong);
    assert_eq!(session.questions[0].text.as_str(), "Who sees it?");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("user -> app: ask"), "{screen}");
    assert!(screen.contains("   1   Link works for anyone"), "{screen}");
    assert!(screen.contains(" > 2   ? Who sees it?"), "{screen}");
    assert!(screen.contains("1 question"), "{screen}");
    for code in ["T1", "Q1", "F1", "STRIDE", "undo", "help"] {
        assert!(!screen.contains(code), "{code} on\n{screen}");
    }
}

#[test]
fn an_empty_enter_leaves_the_line_of_the_wall_open() {
    let mut desk = wall();
    desk.keys("<enter>«One»<enter><enter>«Two»<enter>");
    assert_eq!(lines(&desk), ["One", "Two"]);
}

#[test]
fn letters_are_keys_after_esc_and_text_again_after_t() {
    let mut desk = wall();
    desk.keys("«One»<enter>«half a»<esc>");
    assert!(desk.app.bar.is_none());
    assert!(
        desk.screen(WIDE).contains("t to keep typing"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("t« line»<enter>");
    assert_eq!(
        lines(&desk),
        ["One", "half a line"],
        "what was half typed is back"
    );
}

#[test]
fn a_half_typed_line_stays_in_the_file_while_keys_are_used() {
    let mut desk = wall();
    desk.keys("«One»<enter>«half»<esc>p«the new office»<enter><enter>");
    let drafts = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(snapshot) => Some(snapshot.draft.clone()),
        _ => None,
    });
    let draft = drafts.flatten().expect("a draft");
    assert_eq!(
        (draft.screen.as_str(), draft.text.as_str()),
        ("Whiteboard", "half")
    );
    desk.keys("« a line»<enter>");
    assert_eq!(lines(&desk), ["One", "half a line"]);
}

#[test]
fn a_tangent_is_parked_and_the_line_of_the_wall_is_open_again() {
    let mut desk = wall();
    desk.keys("«One»<enter><esc>p«the new office»<enter>«the rent»<enter><enter>«Two»<enter>");
    assert_eq!(lines(&desk), ["One", "Two"]);
    let parked = &desk.session().parked[0];
    assert_eq!((parked.kind, parked.about), (ParkedKind::OffTopic, None));
    assert!(
        desk.screen(WIDE).contains("2 off topic"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn one_thing_we_could_do_is_added_and_not_parked() {
    let mut desk = wall();
    desk.keys("«One»<enter>«Two»<enter><esc><up>m«let links expire»<enter>");
    assert!(desk.app.bar.is_some(), "the line stays open");
    desk.keys("<esc>");
    let mitigation = &desk.session().mitigations[0];
    assert_eq!(mitigation.status, Status::CouldDo);
    assert_eq!(
        mitigation.threats,
        ["T1".parse::<ItemId>().map(threat).unwrap()]
    );
    assert!(desk.session().parked.is_empty());
    assert!(
        desk.app.bar.is_none(),
        "the next key goes on to the next line"
    );
    let screen = desk.screen(WIDE);
    assert!(screen.contains("mitigation: let links expire"), "{screen}");
}

fn threat(id: ItemId) -> threatboard::domain::ThreatId {
    match id {
        ItemId::Threat(id) => id,
        other => panic!("{other} is no threat"),
    }
}

#[test]
fn the_minutes_on_the_wall_are_those_of_the_whole_lunch() {
    let mut desk = Desk::home();
    desk.keys("w«our data exports»<enter>");
    assert!(desk.screen(WIDE).contains("45 min left"));
    for _ in 0..6 {
        after_seconds(&mut desk, 60);
    }
    let screen = desk.screen(WIDE);
    assert!(screen.contains("39 min left"), "{screen}");
}

#[test]
fn a_way_through_the_system_is_drawn_in_one_piece() {
    let mut desk = wall();
    desk.keys("«app -> bucket -> partner»<enter>«user -> app : ask»<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("app -> bucket -> partner   user -> app: ask"),
        "{screen}"
    );
}

#[test]
fn who_tries_one_thing_by_when_costs_a_few_keys() {
    let mut desk = wall();
    desk.keys(
        "«One»<enter><esc>P«Ana, Bo»<enter><esc>m«let links expire»<enter><enter>a<enter>o2b«fri»<enter>",
    );
    let action = &desk.session().actions[0];
    assert_eq!(action.text.as_str(), "let links expire");
    assert_eq!(desk.session().name_of(action.owner), Some("Bo"));
    assert_eq!(action.due.unwrap().to_string(), "2026-05-15");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Bo: let links expire, by 15 May"),
        "{screen}"
    );
    desk.keys("<esc>6");
    assert_eq!(desk.app.screen(), Screen::Actions);
    desk.keys("<esc>");
    assert_eq!(
        desk.app.screen(),
        Screen::Whiteboard,
        "Esc goes back to the wall"
    );
}

#[test]
fn an_owner_without_an_action_item_is_told_what_to_press() {
    let mut desk = wall();
    desk.keys("«One»<enter><esc>o<wait:Press a to add one>b<wait:Press a to add one>");
}

#[test]
fn the_wall_is_read_back_from_its_first_line_on() {
    let mut desk = wall();
    desk.keys("«One»<enter>«Two»<enter>«Three»<enter><esc>.");
    assert!(desk.app.open().unwrap().rooms.whiteboard.reading);
    assert_eq!(desk.app.selected(), "T1".parse().ok());
    desk.keys("..");
    assert_eq!(desk.app.selected(), "T3".parse().ok());
    desk.keys(".<wait:That was the last line.>,");
    assert_eq!(desk.app.selected(), "T2".parse().ok());
    desk.keys("<esc>");
    assert!(!desk.app.open().unwrap().rooms.whiteboard.reading);
    desk.keys(".");
    assert_eq!(
        desk.app.selected(),
        "T2".parse().ok(),
        "a chosen line is read first"
    );
    desk.keys("t«Four»<enter>");
    assert_eq!(desk.app.selected(), "T4".parse().ok());
    assert!(
        desk.screen(WIDE).contains("> 4   Four"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn reading_back_by_name_leaves_the_open_line() {
    let mut desk = wall();
    desk.keys("«One»<enter>«Two»<enter>«half»<ctrl-p>read back<enter>");
    assert!(desk.app.bar.is_none(), "letters are keys");
    desk.keys(".t« a line»<enter>");
    assert_eq!(lines(&desk), ["One", "Two", "half a line"]);
}

#[test]
fn a_line_can_be_changed_merged_taken_off_and_brought_back() {
    let mut desk = wall();
    desk.keys("«One»<enter>«Uno»<enter>«Three»<enter><esc>e«!»<enter><up>g«1»<enter>");
    assert_eq!(lines(&desk), ["One", "Three!"]);
    assert_eq!(
        desk.session().threats[0].also.len(),
        1,
        "both wordings are kept"
    );
    desk.keys("<end>d");
    assert_eq!(lines(&desk), ["One"]);
    desk.keys("u<wait:Undone.>");
    assert_eq!(lines(&desk), ["One", "Three!"]);
    desk.keys("<ctrl-r><wait:Redone.>");
    assert_eq!(lines(&desk), ["One"]);
}

#[test]
fn a_pasted_chat_is_sorted_line_by_line_and_no_line_holds_up_the_others() {
    let mut desk = wall();
    desk.keys(r"<paste:10:31 Link works for anyone\nWho sees it?\nuser -\> app : ask\n-\> nobody knows><enter>");
    let session = desk.session();
    assert_eq!(lines(&desk), ["Link works for anyone", "-> nobody knows"]);
    assert_eq!((session.questions.len(), session.flows.len()), (1, 1));
    desk.keys("<esc>u");
    assert!(lines(&desk).is_empty(), "one u takes the whole paste back");
}

#[test]
fn a_paste_opens_the_line_of_the_wall() {
    let mut desk = wall();
    desk.keys(r"<esc><paste:One\nTwo><enter>");
    assert_eq!(lines(&desk), ["One", "Two"]);
}

#[test]
fn a_quiet_room_is_asked_once() {
    let mut desk = wall();
    assert!(
        !after_seconds(&mut desk, 600).contains(PROMPT),
        "not before the first line"
    );
    desk.keys("«One»<enter>");
    assert!(!after_seconds(&mut desk, 89).contains(PROMPT));
    assert!(after_seconds(&mut desk, 1).contains(PROMPT));
    assert!(
        after_seconds(&mut desk, 30).contains(PROMPT),
        "it stays until somebody speaks"
    );
    desk.keys("«It is slow»<enter>");
    assert!(!after_seconds(&mut desk, 1).contains(PROMPT));
    assert!(
        !after_seconds(&mut desk, 600).contains(PROMPT),
        "once is enough"
    );
}

#[test]
fn tab_completes_what_enter_takes_on_the_whiteboard() {
    let mut desk = wall();
    desk.keys("<esc>P«Ana eng, Bo ops»<enter><esc>t");
    desk.keys("«Exports leak #inf»<tab>« @a»<tab><enter>");
    assert_eq!(lines(&desk), ["Exports leak #inf"]);
    let threat = &desk.session().threats[0];
    assert_eq!(desk.session().name_of(threat.speaker), Some("Ana"));
    // Enter takes no token in a line of the map.
    desk.keys("«web -> app : file @a»<tab>");
    let typed = desk.app.bar.as_ref().map(|bar| bar.editor.text());
    assert_eq!(typed, Some("web -> app : file @a"));
}

#[test]
fn each_line_puts_the_prompt_off_and_reading_back_is_not_quiet() {
    let mut desk = wall();
    desk.keys("«One»<enter>");
    after_seconds(&mut desk, 60);
    desk.keys("«Who sees it?»<enter>");
    assert!(!after_seconds(&mut desk, 60).contains(PROMPT));
    desk.keys("<esc>.");
    assert!(!after_seconds(&mut desk, 60).contains(PROMPT));
}

#[test]
fn a_whiteboard_becomes_a_meeting_with_its_ids_and_u_takes_it_back() {
    let mut desk = wall();
    desk.keys("«user -> app : ask»<enter>«One»<enter>«Who sees it?»<enter><ctrl-p>pro<enter>");
    let session = desk.session();
    assert_eq!(session.kind, SessionKind::Meeting);
    assert_eq!(session.threats[0].id.to_string(), "T1");
    assert_eq!(session.questions[0].id.to_string(), "Q1");
    assert_eq!(session.flows.len(), 1);
    assert_eq!(desk.app.screen(), Screen::WorkingOn);
    assert!(desk.app.bar.is_none());
    desk.keys("<wait:Nothing is in scope yet: press i to add>2");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    assert!(desk.screen(WIDE).contains("> T1"), "{}", desk.screen(WIDE));
    desk.keys("u");
    assert_eq!(desk.session().kind, SessionKind::Whiteboard);
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
    desk.keys("<esc><ctrl-r>");
    assert_eq!(desk.app.screen(), Screen::WorkingOn);
}

#[test]
fn a_half_typed_line_goes_along_to_the_meeting() {
    let mut desk = wall();
    desk.keys("«One»<enter>«half»<ctrl-p>pro<enter>« a line»<enter>");
    assert_eq!(lines(&desk), ["One", "half a line"]);
}

#[test]
fn a_whiteboard_is_exported_and_then_promoted_from_the_export() {
    let mut desk = wall();
    desk.keys("«One»<enter><esc>x<enter>");
    assert!(
        desk.exported[0].contents.contains("One"),
        "{:?}",
        desk.exported
    );
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
    desk.keys("x<ctrl-p>pro<enter>");
    assert_eq!(desk.session().kind, SessionKind::Meeting);
}

#[test]
fn leaving_a_whiteboard_names_nothing_that_is_missing() {
    let mut desk = wall();
    desk.keys("«One»<enter><ctrl-q><wait:Quit?><gone:Still open>");
}

#[test]
fn ctrl_c_leaves_the_line_and_then_asks_whether_to_leave() {
    let mut desk = wall();
    desk.keys("<ctrl-c>");
    assert!(desk.app.bar.is_none());
    desk.keys("<ctrl-c><wait:Quit?>");
}

#[test]
fn question_2_of_a_whiteboard_is_its_wall() {
    let mut desk = wall();
    desk.keys("«One»<enter><esc>1");
    assert_eq!(desk.app.screen(), Screen::WorkingOn);
    desk.keys("2");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
}

#[test]
fn a_wall_that_somebody_else_has_open_is_read_only() {
    let mut desk = Desk::home();
    let mut session = exports();
    let one = threatboard::domain::Edit::Add(threatboard::domain::New::threat(
        "One",
        FourQuestion::GoWrong,
    ));
    session.apply(&one, ten()).unwrap();
    desk.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(session),
        path: "lunch.ron".to_owned(),
        held_by: Some("1@host ana".to_owned()),
        warning: None,
        new: false,
    })));
    desk.keys("<wait:READ ONLY>t«Two»<enter><paste:Three><esc>d");
    assert_eq!(lines(&desk), ["One"]);
}

#[test]
fn the_line_that_a_crash_interrupted_is_on_the_wall_again() {
    let mut session = exports();
    session.draft = Some(Draft {
        screen: Text::new("Whiteboard"),
        bar: Text::new("wall"),
        about: None,
        text: Text::new("half"),
        caret: 4,
        closed: false,
        list: Text::default(),
        pasted: Vec::new(),
    });
    let mut desk = Desk::with(session.clone());
    desk.keys("<wait:is back>« a line»<enter>");
    assert_eq!(lines(&desk), ["half a line"]);
    // Promoted from a script meanwhile: the line is a threat.
    session.kind = SessionKind::Meeting;
    let mut desk = Desk::with(session);
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    desk.keys("« a line»<enter>");
    assert_eq!(lines(&desk), ["half a line"]);
}

#[test]
fn a_meeting_has_no_wall_of_its_own_and_says_that_it_is_one() {
    let mut desk = Desk::with(room());
    desk.keys("5<ctrl-p>promote<enter><wait:a meeting already>");
    assert_eq!(desk.app.screen(), Screen::Questions);
}

#[test]
fn any_list_goes_to_the_wall_with_its_selection_and_its_keys() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter>«Two»<enter>«Three»<enter><esc><up>w");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("W H A T   C A N   G O   W R O N G ?"),
        "{screen}"
    );
    assert!(screen.contains(" > 2   Two"), "{screen}");
    assert!(!screen.contains("T2"), "{screen}");
    desk.keys("<down>");
    assert_eq!(desk.app.selected(), "T3".parse().ok());
    desk.keys("<up><up>t«Four»<wait:threat\\> Four><enter><esc>");
    assert_eq!(lines(&desk), ["One", "Two", "Three", "Four"]);
    assert!(desk.app.wall, "Esc closed the line, not the wall");
    desk.keys("5<wait:Q U E S T I O N S><esc>");
    assert!(!desk.app.wall);
    assert_eq!(desk.app.screen(), Screen::Questions);
    desk.keys("2ww<wait:[2 GO WRONG]>");
}

#[test]
fn the_wall_reads_back_one_threat_and_ends_with_the_export() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One»<enter>«Two»<enter><esc>wnn<end>");
    let screen = desk.screen(SMALL);
    assert!(screen.contains("\n  2\n"), "{screen}");
    assert!(!screen.contains("One"), "{screen}");
    desk.keys(",");
    assert_eq!(desk.app.selected(), "T1".parse().ok());
    desk.keys("x");
    assert!(!desk.app.wall);
}

#[test]
fn page_keys_leave_the_selection_of_the_map_alone_where_it_is() {
    let mut desk = Desk::with(room());
    desk.keys("1f«a -> b»<enter>«b -> c»<enter>«c -> d»<enter><esc>w<home><tab>");
    assert_eq!(desk.app.selected(), "F1".parse().ok());
    desk.keys("<pgdn>");
    assert_eq!(desk.app.selected(), "F1".parse().ok());
    desk.keys("<tab>");
    assert_eq!(desk.app.selected(), "F2".parse().ok());
}

#[test]
fn undo_names_the_promotion_that_it_takes_back() {
    let mut desk = wall();
    desk.keys("«Old exports stay»<enter><esc><ctrl-p>promote<enter><esc>");
    desk.keys("u<wait:Undone: This is now a meeting>");
    assert_eq!(desk.session().kind, SessionKind::Whiteboard);
    desk.keys("<ctrl-r><wait:Redone: This is now a meeting>");
    assert_eq!(desk.session().kind, SessionKind::Meeting);
}
