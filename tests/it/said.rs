//! Everything that is said stands on the wall, as what it was said, by a number that it keeps. Before, keys, after.

use proptest::prelude::*;
use threatboard::app::msg::Msg;
use threatboard::domain::{Said, Session, SessionKind, Text};
use threatboard::keys::key::Key;

use crate::support::{Desk, SMALL, WIDE, ten};

/// An empty wall.
fn wall() -> Desk {
    let topic = Text::new("our data exports");
    let kind = SessionKind::Whiteboard;
    Desk::with(Session::new(uuid::Uuid::nil(), topic, kind, ten()))
}

/// The lines of the wall: number, what each is, and its words.
fn lines(desk: &Desk) -> Vec<(u32, Said, &str)> {
    let wall = desk.session().wall();
    let lines = wall.iter();
    lines
        .map(|line| (line.number, line.said, line.text.as_str()))
        .collect()
}

/// The number of the selected line.
fn selected(desk: &Desk) -> Option<u32> {
    let id = desk.app.selected()?;
    let wall = desk.session().wall();
    wall.iter()
        .find(|line| line.id == id)
        .map(|line| line.number)
}

const THREE: &str =
    "«Links never expire»<enter>«Who sees it?»<enter><esc>p«the office»<enter><esc>";

#[test]
fn questions_and_what_is_off_topic_stand_on_the_wall_with_a_mark() {
    let mut desk = wall();
    desk.keys(THREE);
    for size in [WIDE, SMALL] {
        let screen = desk.screen(size);
        assert!(
            screen.contains("1 Links") || screen.contains("1   Links"),
            "{screen}"
        );
        assert!(screen.contains("? Who sees it?"), "{screen}");
        assert!(screen.contains("off topic: the office"), "{screen}");
    }
    desk.keys("<esc><home>");
    assert_eq!(selected(&desk), Some(1));
    desk.keys("<down>");
    assert_eq!(selected(&desk), Some(2));
    desk.keys("<down>");
    assert_eq!(selected(&desk), Some(3));
}

#[test]
fn keys_act_on_a_question_and_on_what_is_off_topic_as_on_a_threat() {
    let mut desk = wall();
    desk.keys(THREE).keys("<esc><home><down>e« again?»<enter>");
    assert_eq!(lines(&desk)[1].2, "Who sees it? again?");
    desk.keys("<down>d");
    assert_eq!(lines(&desk).len(), 2);
    assert_eq!(selected(&desk), Some(2));
    desk.keys("u");
    assert_eq!(lines(&desk)[2], (3, Said::OffTopic, "the office"));
}

#[test]
fn one_key_changes_what_a_line_is_and_its_number_stays() {
    let mut desk = wall();
    desk.keys("«Links never expire»<enter>«Who sees it?»<enter><esc><home>");
    desk.keys("C<wait:1 is a question now>");
    assert_eq!(lines(&desk)[0], (1, Said::Question, "Links never expire"));
    assert_eq!(selected(&desk), Some(1));
    desk.keys("C<wait:1 is off topic now>");
    assert_eq!(lines(&desk)[0].1, Said::OffTopic);
    desk.keys("C<wait:1 is a threat now>");
    assert_eq!(lines(&desk)[0].1, Said::Threat);
    desk.keys("uu");
    assert_eq!(lines(&desk)[0].1, Said::Question);
    assert_eq!(lines(&desk)[1], (2, Said::Question, "Who sees it?"));
}

#[test]
fn a_line_with_a_mitigation_stays_a_threat_and_says_why() {
    let mut desk = wall();
    desk.keys("«Links never expire»<enter><esc>m«a day»<enter><esc>C<wait:1 has a mitigation>");
    assert_eq!(lines(&desk)[0].1, Said::Threat);
}

#[test]
fn a_question_is_read_back_in_its_turn_and_says_that_it_is_one() {
    let mut desk = wall();
    desk.keys(THREE).keys("<esc>..");
    let screen = desk.screen(SMALL);
    assert!(screen.contains("2   question"), "{screen}");
    desk.keys(".");
    let screen = desk.screen(SMALL);
    assert!(screen.contains("3   off topic"), "{screen}");
}

#[test]
fn a_question_has_an_action_and_an_owner() {
    let mut desk = wall();
    desk.keys(THREE).keys("<esc>P«Ana»<enter><esc><home><down>");
    desk.keys("o1");
    let question = &desk.session().questions[0];
    assert_eq!(desk.session().name_of(question.owner), Some("Ana"));
    desk.keys("a<wait:action for 2>«Ask the bucket team»<enter><esc>");
    let about = &desk.session().actions[0].about;
    assert_eq!(about, &["Q1".parse().unwrap()]);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("no owner: Ask the bucket team"), "{screen}");
}

#[test]
fn lines_are_called_by_their_numbers_wherever_the_wall_speaks() {
    let mut desk = wall();
    desk.keys("«Who sees it?»<enter>«One»<enter>«Uno»<enter><esc>");
    desk.keys("m<wait:mitigation for 3><esc>e<wait:edit 3><esc>");
    desk.keys("g<wait:merge 3 into>«1»<enter><wait:3 is a threat, and 1 is a question>");
    desk.keys("<bs>«3»<enter><wait:cannot be merged into itself>");
    desk.keys("<bs>«9»<enter><wait:Type the number of the line>");
    desk.keys("<bs>«2»<enter>");
    assert_eq!(
        lines(&desk),
        [
            (1, Said::Question, "Who sees it?"),
            (2, Said::Threat, "One")
        ]
    );
}

#[test]
fn after_a_mitigation_the_line_stays_open_and_no_word_is_a_command() {
    let mut desk = wall();
    desk.keys("«Links never expire»<enter><esc>m«signed links»<enter>«dont log names»<enter>");
    assert_eq!(lines(&desk), [(1, Said::Threat, "Links never expire")]);
    let mitigations: Vec<&str> = desk
        .session()
        .mitigations
        .iter()
        .map(|m| m.text.as_str())
        .collect();
    assert_eq!(mitigations, ["signed links", "dont log names"]);
    desk.keys("<enter>");
    assert!(desk.app.bar.is_none(), "an empty Enter closes it");
    desk.keys("a«Ask Bo»<enter>«dig out the logs»<enter><esc>");
    assert_eq!(desk.session().actions.len(), 2);
    assert_eq!(lines(&desk).len(), 1);
}

#[test]
fn after_parking_an_empty_enter_goes_on_with_the_wall_and_esc_to_its_commands() {
    let mut desk = wall();
    desk.keys("«One»<enter><esc>p«the office»<enter>«dinner»<enter>");
    assert_eq!(desk.session().parked.len(), 2);
    desk.keys("<enter>«Two»<enter><esc>");
    assert_eq!(lines(&desk)[3], (4, Said::Threat, "Two"));
    desk.keys("p«more»<enter><esc>d");
    assert_eq!(lines(&desk).len(), 4, "d is a command");
}

#[test]
fn what_is_deleted_is_named_with_the_key_that_brings_it_back() {
    let mut desk = wall();
    desk.keys("«One»<enter>«Who sees it?»<enter>«The link works for anyone»<enter><esc>");
    desk.keys("d<wait:Deleted: 3 The link works for anyone. Press u to undo.>");
    desk.keys("d<wait:Deleted: 2 Who sees it? Press u to undo.>");
    assert_eq!(lines(&desk).len(), 1);
    desk.keys("uu");
    assert_eq!(lines(&desk).len(), 3);
    desk.keys(
        "<ctrl-r><wait:Redone. Removed: 3 The link works for anyone. Press u to bring back.>",
    );
    desk.keys(
        "u<wait:Undone.><gone:Removed>u<wait:Removed: 3 The link works for anyone. Press Ctrl+R>",
    );
}

#[test]
fn a_long_line_that_is_deleted_leaves_the_key_in_sight_on_a_small_screen() {
    let mut desk = wall();
    let long =
        "The export link works for anyone who has it, and people forward their mails ".repeat(3);
    desk.keys(&format!("«{long}»<enter><esc>d"));
    let screen = desk.screen(SMALL);
    assert!(screen.contains("to undo."), "{screen}");
}

#[test]
fn a_line_that_is_merged_away_is_named() {
    let mut desk = wall();
    desk.keys("«One»<enter>«Uno»<enter><esc>g«1»<enter>");
    desk.keys("<wait:Merged into 1: 2 Uno. Both texts are kept. Press u to undo.>");
    desk.keys("u");
    assert_eq!(lines(&desk).len(), 2);
}

#[test]
fn what_looks_like_a_symbol_elsewhere_is_text_on_the_wall() {
    let said = [
        "Exports leak #info",
        "It costs us !m",
        "customer => portal",
        "=SUM(A1:A9)",
        "Everyone sees it >all",
        "The file opens as %web",
        "%S ##x !!h",
        "if total -> 0 we crash",
        "file ->",
        "-> nobody knows",
        "?",
        "two  blanks , here:",
    ];
    let mut desk = wall();
    for line in said {
        desk.keys(&format!("«{line}»<enter>"));
    }
    let session = desk.session();
    let lines: Vec<&str> = session
        .wall()
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(lines, said);
    assert!(session.elements.is_empty() && session.questions.is_empty());
    assert!(
        session
            .threats
            .iter()
            .all(|t| t.stride.is_empty() && t.severity.is_none())
    );
}

#[test]
fn new_words_and_what_belongs_to_a_line_are_text_on_the_wall_too() {
    let mut desk = wall();
    desk.keys("«Exports leak»<enter><esc>e« #info !h»<enter>");
    assert_eq!(lines(&desk)[0].2, "Exports leak #info !h");
    desk.keys("m«#detect it with %S»<enter><esc>a«#fix it due fri»<enter><esc>p«#off the office»<enter><esc>");
    let session = desk.session();
    assert_eq!(session.mitigations[0].text.as_str(), "#detect it with %S");
    assert_eq!(session.actions[0].text.as_str(), "#fix it");
    assert!(session.actions[0].due.is_some(), "a day is a day");
    assert_eq!(session.parked[0].text.as_str(), "#off the office");
}

#[test]
fn what_is_drawn_is_said_and_one_key_makes_it_a_line() {
    let mut desk = wall();
    desk.keys("«login fails -> data leaks»<enter><wait:Drawn in the sketch. To make it a line: Esc, then C.>");
    assert_eq!(desk.session().flows.len(), 1);
    desk.keys("<esc>C<wait:it is line 1 now>");
    assert!(desk.session().flows.is_empty() && desk.session().elements.is_empty());
    assert_eq!(
        lines(&desk)[0],
        (1, Said::Threat, "login fails -> data leaks")
    );
    assert_eq!(selected(&desk), Some(1));
    desk.keys("C");
    assert_eq!(
        lines(&desk)[0].1,
        Said::Question,
        "the next C is about the line"
    );
    desk.keys("t«a -> b : ask»<enter><esc><up>C<wait:1 is off topic now>");
    assert_eq!(
        desk.session().flows.len(),
        1,
        "who selects a line means that one"
    );
}

#[test]
fn a_flow_that_was_drawn_before_becomes_a_line_without_taking_another_line_away() {
    let mut desk = wall();
    desk.keys("«cat -> bird»<enter>«Someone steals the seeds»<enter>«The lamp is hacked»<enter>");
    desk.keys("«cat -> bird»<enter><wait:Already in the sketch.><esc>C<wait:it is line 3 now>");
    assert_eq!(
        lines(&desk),
        [
            (1, Said::Threat, "Someone steals the seeds"),
            (2, Said::Threat, "The lamp is hacked"),
            (3, Said::Threat, "cat -> bird"),
        ]
    );
    assert_eq!(desk.session().flows.len(), 1, "the sketch is as it was");
}

#[test]
fn once_the_room_talks_an_arrow_is_drawn_between_known_parts_or_with_what_flows() {
    let mut desk = wall();
    desk.keys("«user -> app»<enter>«It is slow»<enter>");
    desk.keys("«water -> electricity»<enter>«heat sensor lies -> windows open -> frost»<enter>");
    desk.keys("«app -> bucket»<enter>«mail -> printer : invoices»<enter>");
    assert_eq!(
        lines(&desk)[1..],
        [
            (2, Said::Threat, "water -> electricity"),
            (3, Said::Threat, "heat sensor lies -> windows open -> frost"),
        ]
    );
    assert_eq!(desk.session().flows.len(), 3);
}

#[test]
fn a_name_in_the_middle_of_a_sentence_stays_in_it() {
    let mut desk = wall();
    desk.keys("<esc>P«Cem, Dana, Eve»<enter><esc>t");
    desk.keys("«Ask @cem about the old firmware»<enter>«Tell @dana and @eve, too»<enter>");
    desk.keys("«The firmware is old @cem»<enter>«@dana the lamp flickers»<enter>");
    let said: Vec<_> = lines(&desk).into_iter().map(|line| line.2).collect();
    assert_eq!(
        said,
        [
            "Ask @cem about the old firmware",
            "Tell @dana and @eve, too",
            "The firmware is old",
            "the lamp flickers",
        ]
    );
    let session = desk.session();
    let who = |place: usize| session.name_of(session.threats[place].speaker);
    assert_eq!([who(0), who(2), who(3)], [None, Some("Cem"), Some("Dana")]);
}

#[test]
fn a_way_that_leads_back_to_where_it_began_is_drawn_and_swallows_no_line() {
    let mut desk = wall();
    desk.keys("«web -> web»<enter>«Two»<enter>");
    assert_eq!(desk.session().flows.len(), 1);
    assert_eq!(lines(&desk), [(1, Said::Threat, "Two")]);
}

#[test]
fn blank_lines_do_nothing() {
    let mut desk = wall();
    desk.keys("<enter>«   »<enter>«One»<enter><enter>");
    assert_eq!(lines(&desk), [(1, Said::Threat, "One")]);
}

/// The line as it is typed on an empty wall: at once, or key by key.
fn typed(line: &str, at_once: bool) -> Desk {
    let mut desk = wall();
    if at_once {
        desk.tell(Msg::Typed(line.to_owned()));
    } else {
        for c in line.chars() {
            desk.tell(Msg::Key(Key::char(c)));
        }
    }
    desk.keys("<enter>");
    desk
}

/// Words and symbols as people at a lunch type them, and any character that is seen.
fn line() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        3 => "[a-zA-Z0-9]{1,8}",
        2 => "[-!#%=><?~*+:;.,_/(){}'\"|&^$]{1,3}[a-zA-Z0-9]{0,5}",
        1 => "\\PC{1,6}",
        1 => Just("->".to_owned()),
        1 => Just("zone".to_owned()),
    ];
    proptest::collection::vec((word, 1..3_usize), 1..8).prop_map(|words| {
        let words = words.into_iter().map(|(word, gap)| word + &" ".repeat(gap));
        words.collect::<String>().trim().to_owned()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_line_stands_on_the_wall_as_typed_or_in_its_sketch(line in line(), at_once: bool) {
        // `@` says who; what has no letters to see is no line.
        prop_assume!(!line.contains(['@', '＠']) && !Text::new(&line).is_empty());
        let desk = typed(&line, at_once);
        let session = desk.session();
        let bar = desk.app.bar.as_ref().map(|bar| bar.editor.text().to_owned());
        prop_assert_eq!(bar.as_deref(), Some(""), "the line is open for the next one");
        let said: Vec<String> = session.wall().iter().map(|line| line.text.to_string()).collect();
        if session.elements.is_empty() {
            prop_assert_eq!(said, [Text::new(&line).to_string()]);
        } else {
            prop_assert!(said.is_empty());
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            for element in &session.elements {
                prop_assert!(line.contains(element.name.as_str()), "{} of {}", element.name, line);
            }
        }
    }
}

#[test]
fn a_name_that_is_typed_on_the_wall_becomes_a_participant() {
    let mut desk = wall();
    desk.keys("«Links never expire @Bo»<enter><wait:Bo is a participant now>");
    assert_eq!(lines(&desk), [(1, Said::Threat, "Links never expire")]);
    assert_eq!(
        desk.session().name_of(desk.session().threats[0].speaker),
        Some("Bo")
    );
    desk.keys("«Who sees it? @bo»<enter>");
    assert_eq!(desk.session().participants.len(), 1, "the same Bo");
    assert_eq!(lines(&desk)[1], (2, Said::Question, "Who sees it?"));
    desk.keys("<esc>uu");
    assert!(desk.session().participants.is_empty() && lines(&desk).is_empty());
}

#[test]
fn two_bens_are_asked_about_and_a_minus_takes_a_person_out() {
    let mut desk = wall();
    desk.keys("<esc>P«Ben K eng, Ben L ops, Cy»<enter><esc>t«It leaks @Ben»<enter>");
    assert!(lines(&desk).is_empty(), "nothing is guessed");
    desk.keys("2<enter>");
    assert_eq!(
        desk.session().name_of(desk.session().threats[0].speaker),
        Some("Ben L")
    );
    desk.keys("<esc>P«-Cy»<enter><wait:No longer a participant: Cy. To undo: Esc, then u.>");
    assert_eq!(desk.session().participants.len(), 2);
    desk.keys("«-Cy»<enter><wait:Cy is not a participant>");
}
