//! A lunch that is held again: the wall begins empty, and a key shows what was said before. Before, keys, after.

use std::sync::Arc;

use threatboard::app::effect::Effect;
use threatboard::domain::{Session, SessionKind, Text};
use threatboard::keys::{KeyMap, Screen};
use threatboard::plain::{Seen, narrate};

use crate::support::{Desk, PLAIN, SMALL, WIDE, ten};

/// The lunch of 9 May: five lines, two of them on a heap, and a vote. Nobody promised anything.
fn may() -> Desk {
    let mut desk = Desk::home();
    desk.keys("w«our data exports»<enter>");
    desk.keys("«Link works for anyone»<enter>«Old files stay»<enter>«Slow at noon»<enter>");
    desk.keys("«Who deletes old files?»<enter><esc>p«the new office»<enter><esc>");
    desk.keys("<home>h«access»<enter>/2<enter>h«access»<enter>v«15»<enter><enter><esc>");
    desk
}

/// The same wall after its end, opened 30 days later.
fn june() -> Desk {
    later(&mut may(), 30)
}

fn later(desk: &mut Desk, days: i64) -> Desk {
    desk.keys("E<enter>");
    let mut back = Desk::home();
    back.app.now = ten() + chrono::TimeDelta::days(days);
    back.open(desk.last_saved());
    back
}

#[track_caller]
fn shows(desk: &Desk, words: &[&str]) {
    let screen = desk.screen(WIDE);
    for words in words {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}

#[track_caller]
fn hides(desk: &Desk, words: &[&str]) {
    let screen = desk.screen(WIDE);
    for words in words {
        assert!(!screen.contains(words), "{words}\n{screen}");
    }
}

fn copied(desk: &Desk) -> String {
    let copies = desk.effects.iter().rev().filter_map(|effect| match effect {
        Effect::Copy { file, .. } => Some(file.contents.clone()),
        _ => None,
    });
    copies.into_iter().next().expect("a copy")
}

#[test]
fn a_month_later_the_wall_is_empty_and_the_footer_says_where_the_old_one_is() {
    let mut back = june();
    assert_eq!(back.app.screen(), Screen::Whiteboard);
    hides(&back, &["Old files stay", "5 said", "access"]);
    shows(&back, &["5 lines from 9 May: Esc, then O to see them"]);
    back.keys("<esc>");
    for size in [WIDE, PLAIN, SMALL, (160, 50)] {
        let screen = back.screen(size);
        assert!(
            screen.contains("5 lines from 9 May: press O to see them"),
            "{screen}"
        );
    }
    back.keys("O");
    shows(&back, &["Old files stay", "? Who deletes", "5 said"]);
    shows(&back, &["5 lines from 9 May: press O to hide them"]);
    back.keys("O");
    hides(&back, &["Old files stay", "5 said"]);
}

#[test]
fn numbers_go_on_and_only_this_lunch_is_counted() {
    let mut back = june();
    back.keys("«Nobody reads the log»<enter>«Who has the keys?»<enter><esc>");
    shows(
        &back,
        &["6   Nobody reads", "7   ? Who has", "2 said, 1 question"],
    );
    let screen = back.screen(SMALL);
    assert!(screen.contains("5 lines from 9 May"), "{screen}");
    back.keys("O");
    shows(&back, &["7 said, 2 questions, 1 off topic", "Nobody reads"]);
}

#[test]
fn a_narrow_footer_names_the_key_before_the_sentence() {
    let mut back = june();
    for n in 0..40 {
        back.keys(&format!("«Number {n} fails»<enter>"));
    }
    back.keys("<esc>");
    let screen = back.screen(SMALL);
    assert!(screen.contains("5 lines from 9 May: O"), "{screen}");
    assert!(screen.contains(" above"), "{screen}");
}

#[test]
fn the_key_is_the_one_that_the_user_gave_it() {
    let own = r#"(rebind: [(act: earlier_lines, keys: ["&"])])"#;
    let mut back = june();
    back.app.keys = Arc::new(KeyMap::bundled().unwrap().rebound(own).unwrap());
    back.keys("<esc>");
    shows(&back, &["press & to see them"]);
    back.keys("&");
    shows(&back, &["Old files stay"]);
}

#[test]
fn what_is_found_is_shown_whenever_it_was_said() {
    let mut back = june();
    back.keys("«Nobody reads the log»<enter><esc>/«noon»<enter>");
    shows(&back, &["Slow at noon", "press O to hide them"]);
    assert_eq!(back.app.selected(), "T3".parse().ok());
    back.keys("O");
    assert_eq!(back.app.selected(), None, "no one deletes a line unseen");
    back.keys("/«log»<enter>");
    hides(&back, &["Slow at noon"]);
    assert_eq!(back.app.selected(), "T4".parse().ok());
    back.keys("/3<enter>");
    shows(&back, &["Slow at noon"]);
}

#[test]
fn the_vote_and_its_ballots_are_about_this_lunch() {
    let mut back = june();
    back.keys("«Nobody reads the log»<enter>«Who has the keys?»<enter><esc>");
    back.keys("v<wait:1 of 2>2<wait:2 of 2>5<enter><wait:V O T E S>");
    hides(&back, &["Slow at noon", "access"]);
    assert_eq!(back.session().voting().unwrap().lines, [(6, 2), (7, 5)]);
    back.keys(r"<esc>vv<paste:Ana: 7 6\nBo: 3\nCy: access>");
    shows(&back, &["2 ballots, 2 votes, 1 line not understood"]);
    shows(
        &back,
        &["Votes not on the list were ignored: Bo", "Cy: access"],
    );
}

#[test]
fn the_vote_takes_the_old_lines_in_while_they_are_shown() {
    let mut back = june();
    back.keys("«Nobody reads the log»<enter><esc>Ovv");
    shows(&back, &["1 of 5"]);
    back.keys("90001<enter>");
    let screen = back.screen(WIDE);
    assert!(screen.contains("access (2 lines)"), "{screen}");
}

#[test]
fn before_anything_is_said_there_is_nothing_to_vote_on() {
    let mut back = june();
    back.keys("<esc>v");
    shows(&back, &["No lines to vote on yet"]);
}

#[test]
fn heaps_of_last_time_are_offered_only_while_they_are_shown() {
    let mut back = june();
    back.keys("«Link to the archive»");
    assert_eq!(back.app.heap_offered(), None);
    back.keys("<enter><esc>h<tab>");
    assert_eq!(back.app.bar.as_ref().unwrap().editor.text(), "");
    back.keys("<esc>Oh<tab>");
    assert_eq!(back.app.bar.as_ref().unwrap().editor.text(), "access");
    back.keys("<esc>t«Link for partners»");
    assert_eq!(back.app.heap_offered().map(Text::as_str), Some("access"));
}

#[test]
fn the_twelve_lines_count_only_what_this_lunch_said() {
    let mut back = june();
    back.keys("«Nobody reads the log»<enter>«Who has the keys?»<enter><esc>v25<enter>");
    back.keys("<esc>E«Ana: read it by fri»<enter><enter>");
    let expected = "\
What can go wrong? our data exports
Mon 8 Jun 2026, 0 of 45 min
2 said: 1 threat, 1 question
5 votes: Who has the keys?
2 votes: Nobody reads the log
Ana: read it, by Fri 12 Jun 2026
Again: no date yet
";
    assert_eq!(copied(&back), expected);
}

#[test]
fn where_nothing_was_promised_the_first_line_begins_the_next_lunch_with_a_fresh_clock() {
    let mut desk = may();
    desk.after(20);
    let mut back = later(&mut desk, 30);
    back.keys("«Nobody reads the log»<enter>");
    shows(&back, &["45 min left"]);
    assert_eq!(back.session().sittings.len(), 2);
    back.after(7);
    shows(&back, &["38 min left"]);
}

#[test]
fn the_next_step_begins_the_next_lunch_too() {
    let mut back = june();
    back.keys("<esc>n").after(3);
    assert_eq!(back.session().sittings.len(), 2);
    shows(&back, &["42 min left", "[QUIET]"]);
    hides(&back, &["Old files stay"]);
}

#[test]
fn to_look_at_an_old_lunch_begins_none() {
    let mut back = june();
    back.keys("<esc>O<home><enter><esc>.").after(3);
    assert_eq!(back.session().sittings.len(), 1);
    assert!(!back.app.open().unwrap().changed);
}

#[test]
fn what_someone_promised_comes_first_and_then_the_empty_wall() {
    let mut desk = may();
    desk.keys("E«Ana: sign the links by fri»<enter>");
    let mut back = later(&mut desk, 30);
    assert_eq!(back.app.screen(), Screen::SinceLastTime);
    back.keys("fn");
    assert_eq!(back.app.screen(), Screen::Whiteboard);
    hides(&back, &["Old files stay"]);
    shows(&back, &["5 lines from 9 May", "45 min left"]);
}

#[test]
fn a_lunch_that_was_cut_off_has_its_lines_again_on_the_same_day() {
    let mut back = june();
    back.keys("«Nobody reads the log»<enter>");
    for minutes in [1, 60] {
        let mut again = Desk::home();
        again.app.now = back.app.now + chrono::TimeDelta::minutes(minutes);
        again.open(back.last_saved());
        again.keys("<esc>");
        shows(&again, &["6   Nobody reads the log", "5 lines from 9 May"]);
        hides(&again, &["Old files stay"]);
    }
}

#[test]
fn a_lunch_that_ended_and_goes_on_the_same_day_hides_nothing() {
    let mut desk = may();
    desk.keys("E<enter>");
    let mut back = Desk::home();
    back.app.now = ten() + chrono::TimeDelta::minutes(50);
    back.open(desk.last_saved());
    back.keys("«And one more»<enter><esc>");
    assert_eq!(back.session().sittings.len(), 2);
    shows(&back, &["Old files stay", "And one more", "6 said"]);
    hides(&back, &["lines from"]);
}

#[test]
fn a_clock_that_is_set_back_hides_no_line() {
    let mut back = june();
    back.keys("«Nobody reads the log»<enter>");
    back.app.now -= chrono::TimeDelta::minutes(50);
    back.keys("«Who has the keys?»<enter><esc>");
    shows(
        &back,
        &["Nobody reads the log", "Who has the keys?", "2 said"],
    );
}

#[test]
fn on_the_third_lunch_both_earlier_ones_are_behind_the_key() {
    let mut desk = june();
    desk.keys("«Nobody reads the log»<enter><esc>");
    let mut back = later(&mut desk, 61);
    back.keys("<esc>");
    shows(&back, &["6 lines up to 8 Jun: press O to see them"]);
    back.keys("n");
    hides(&back, &["Nobody reads the log"]);
}

#[test]
fn the_promotion_takes_everything_that_was_ever_said() {
    let mut back = june();
    back.keys("«Nobody reads the log»<enter><esc><ctrl-p>promote<enter><esc>2");
    shows(&back, &["Old files stay", "Nobody reads the log"]);
    assert_eq!(back.session().threats.len(), 4);
}

#[test]
fn one_thing_begins_at_a_line_of_this_lunch() {
    let mut back = june();
    back.keys("«Nobody reads the log»<enter><esc>nnn<esc>nn<esc>n");
    assert_eq!(back.app.selected(), "T4".parse().ok());
    hides(&back, &["Old files stay"]);
}

#[test]
fn whoever_listens_hears_of_the_old_lines_and_their_key() {
    let mut back = june();
    back.keys("<esc>");
    let said = narrate(&Seen::default(), &back.app).join("\n");
    assert!(
        said.contains("5 lines from 9 May: press O to see them."),
        "{said}"
    );
    assert!(!said.contains("Old files stay"), "{said}");
}

#[test]
fn a_first_lunch_has_nothing_before_it() {
    let mut desk = may();
    hides(&desk, &["lines from", "lines up to"]);
    desk.keys("O");
    shows(&desk, &["Nothing was said here at an earlier lunch."]);
    let topic = Text::new("exports");
    let new = Session::new(uuid::Uuid::nil(), topic, SessionKind::Whiteboard, ten());
    assert_eq!(new.lunch_day(), None);
}

#[test]
fn a_lunch_that_ended_today_says_so_and_what_came_of_it_is_a_key_away() {
    let mut desk = may();
    let mut back = later(&mut desk, 0);
    shows(
        &back,
        &["This lunch ended at 10:00. Type to go on, or press Esc, then E to see what came of it."],
    );
    back.keys("<esc>E");
    shows(&back, &["5 said: 3 threats", "E: who tries more"]);
    back.keys("E<wait:who tries what by when>«Ana: sign the links»<enter><enter>");
    shows(&back, &["Ana: sign the links"]);
    assert_eq!(back.session().actions.len(), 1);
}

#[test]
fn last_time_is_told_with_the_numbers_of_the_whiteboard_and_leads_to_the_next_lunch() {
    let mut desk = may();
    desk.keys("<home>a«sign the links»<enter><esc>");
    let back = later(&mut desk, 30);
    assert_eq!(back.app.screen(), Screen::SinceLastTime);
    shows(
        &back,
        &["to begin the next lunch.", " 4 ", "Who deletes old files?"],
    );
    hides(&back, &["the meeting", "Q1", "P1", "A1"]);
}

#[test]
fn what_is_found_on_the_whiteboard_has_the_number_that_stands_there() {
    let mut desk = may();
    desk.keys("/«files»");
    shows(&desk, &["2 FOUND", "> 2 ", "  4 "]);
    hides(&desk, &["Q1", "T2"]);
}
