//! The clock on the shared screen, and what it leaves in the file.

use threatboard::domain::{AgendaStep, ClockState};

use crate::support::{Desk, PLAIN, SMALL, WIDE, ten};

/// A meeting that was just begun at the start screen.
fn begun() -> Desk {
    let mut desk = Desk::home();
    desk.keys("m«Payments API»<enter>«Ana eng, Bo eng, Di ops»<enter>");
    desk
}

/// The row with the question and the minutes.
fn second_row(desk: &Desk, size: (u16, u16)) -> String {
    desk.screen(size).lines().nth(1).unwrap().to_owned()
}

fn spent(desk: &Desk, step: AgendaStep) -> u32 {
    let clock = desk.session().sittings.last().unwrap().clock.as_ref();
    let slots = &clock.expect("a clock in the file").slots;
    slots.iter().find(|slot| slot.step == step).unwrap().spent
}

#[test]
fn a_new_meeting_begins_with_three_lines_and_its_clock_runs() {
    let desk = begun();
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Result: a list of decisions"), "{screen}");
    assert!(screen.contains("90 minutes: working on 14"), "{screen}");
    // 14, 24, 20, 6, 4 and this are 90.
    assert!(screen.contains("other 22"), "{screen}");
    for size in [WIDE, PLAIN, SMALL] {
        let row = second_row(&desk, size);
        assert!(row.contains("4 min left"), "{row}");
    }
}

#[test]
fn the_orientation_at_three_sizes() {
    let mut desk = begun();
    desk.keys("o2");
    insta::assert_snapshot!("orientation_wide", desk.styled(WIDE));
    insta::assert_snapshot!("orientation_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("orientation_small", desk.picture(SMALL));
}

#[test]
fn who_only_looks_at_a_session_sees_no_clock_until_somebody_starts_it() {
    let mut desk = Desk::with(crate::support::room());
    assert!(!desk.screen(WIDE).contains("min left"));
    desk.keys("<space>");
    assert!(
        desk.screen(WIDE).contains("3 min left"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn minutes_are_whole_until_two_are_left_and_then_to_the_second() {
    let mut desk = begun();
    let mut seen = Vec::new();
    for seconds in [60, 60, 1, 59, 60, 60] {
        desk.app.now += chrono::TimeDelta::seconds(seconds);
        desk.tell(threatboard::app::msg::Msg::Tick);
        let row = second_row(&desk, WIDE);
        seen.push(row.split("   ").last().unwrap().trim().to_owned());
    }
    assert_eq!(
        seen,
        [
            "3 min left",
            "2:00 left",
            "1:59 left",
            "1:00 left",
            "time is up",
            "1 min over"
        ]
    );
}

#[test]
fn space_stops_the_clock_and_lets_it_go_on() {
    let mut desk = begun();
    desk.after(1).keys("<space>").after(30);
    let row = second_row(&desk, WIDE);
    assert!(row.contains("PAUSED  3 min left"), "{row}");
    desk.keys("<space>").after(1);
    assert!(second_row(&desk, WIDE).contains("2:00 left"));
}

#[test]
fn what_the_room_looks_at_takes_the_time() {
    let mut desk = begun();
    desk.keys("n")
        .after(3)
        .keys("n")
        .after(5)
        .keys("2")
        .after(1)
        .keys("1")
        .after(1)
        .keys("3");
    assert_eq!(spent(&desk, AgendaStep::Scope), 180);
    assert_eq!(spent(&desk, AgendaStep::Map), 360);
    assert_eq!(spent(&desk, AgendaStep::Silent), 60);
}

#[test]
fn one_more_minute_is_one_key_and_comes_from_the_buffer() {
    let mut desk = begun();
    desk.after(4).keys("n");
    assert!(second_row(&desk, WIDE).contains("3 min left"));
    desk.keys("++");
    assert!(second_row(&desk, WIDE).contains("5 min left"));
    desk.keys("-");
    assert!(second_row(&desk, WIDE).contains("4 min left"));
    let clock = desk.app.clock().unwrap();
    let buffer = clock.place_of(AgendaStep::Buffer).unwrap();
    assert_eq!(clock.slots[buffer].given, 7 * 60);
    assert_eq!(clock.late(), 0);
}

#[test]
fn an_overrun_leaves_the_read_back_its_minutes() {
    let mut desk = begun();
    desk.after(60).keys("6");
    assert!(
        second_row(&desk, WIDE).contains("4 min left"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn a_closed_laptop_does_not_count_and_that_is_said() {
    let mut desk = begun();
    desk.after(1).asleep(25);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("The clock was stopped for 25 minutes"),
        "{screen}"
    );
    assert!(second_row(&desk, WIDE).contains("3 min left"), "{screen}");
}

#[test]
fn a_meeting_that_is_opened_again_goes_on_where_it_was() {
    let mut desk = begun();
    desk.keys("nn").after(4);
    let mut again = Desk::with(desk.session().clone());
    again.app.now = ten() + chrono::TimeDelta::minutes(4);
    again.tell(threatboard::app::msg::Msg::Tick);
    let row = second_row(&again, WIDE);
    assert!(row.contains("MAP") && row.contains("3 min left"), "{row}");
}

#[test]
fn wrapping_up_names_the_work_that_stays_open() {
    let mut desk = begun();
    desk.keys("1i«Refunds»<enter><esc>O«Cards»<enter><esc>2t«Refunds are replayed»<enter><esc>3rr");
    desk.keys("a«Sign the requests @1 due fri»<enter><esc>6y4b«3m»<enter>E");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Press E again to wrap up. Still open: 1 action."),
        "{screen}"
    );
    desk.keys("<esc>6f4E");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("No action, question or assumption is open."),
        "{screen}"
    );
}

#[test]
fn what_stays_open_is_read_whole_before_the_second_key() {
    let mut desk = begun();
    desk.keys("1i«Refunds»<enter><esc>2t«Refunds are replayed»<enter><esc>3rr");
    desk.keys("a«Sign the requests»<enter>«Ask the bank @1»<enter><esc>");
    desk.keys("q«Who pays»<enter>«Who knows»<enter><esc>4E");
    for size in [WIDE, (80, 24)] {
        let screen = desk.screen(size);
        let line = screen.split_once("Press E again").unwrap().1;
        let says = line.split("\u{2500}").next().unwrap();
        assert!(!says.contains('…'), "{screen}");
    }
}

#[test]
fn at_the_end_of_the_plan_two_keys_close_well() {
    let mut desk = begun();
    desk.keys("nt«Refunds are replayed»<enter><esc>").after(91);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Time is up. Press E twice to wrap up"),
        "{screen}"
    );
    desk.keys("E");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Press E again to wrap up. "), "{screen}");
    assert!(desk.session().sittings[0].ended.is_none());
    desk.keys("E");
    assert!(desk.session().sittings[0].ended.is_some());
    assert_eq!(
        desk.exported_names(),
        ["summary.md", "actions.md", "actions.csv"]
    );
    let clock = desk.session().sittings[0].clock.as_ref().unwrap();
    assert_eq!((clock.state, clock.spent()), (ClockState::Paused, 91 * 60));
}

#[test]
fn another_agenda_is_two_keys() {
    let mut desk = begun();
    desk.keys("G2");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("60 minutes: working on 9"), "{screen}");
    assert!(second_row(&desk, WIDE).contains("3 min left"));
}

#[test]
fn a_threat_on_question_3_has_its_own_minutes_and_half_of_them_more_once() {
    let mut desk = begun();
    desk.keys("2t«Refunds are replayed»<enter>«Ids leak»<enter><esc>3<home>");
    assert!(
        second_row(&desk, WIDE).contains("T1  4 of 4 min left"),
        "{}",
        desk.screen(WIDE)
    );
    desk.after(3);
    assert!(second_row(&desk, WIDE).contains("T1  1:00 left"));
    desk.keys("+");
    assert!(second_row(&desk, WIDE).contains("T1  3 of 6 min left"));
    desk.keys("+");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("If most want to go on, press + again"),
        "{screen}"
    );
    assert!(second_row(&desk, WIDE).contains("T1  3 of 6 min left"));
    desk.keys("+");
    assert!(
        second_row(&desk, WIDE).contains("T1  5 of 8 min left"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("m«Bind tokens»<enter><esc>.");
    assert!(second_row(&desk, WIDE).contains("T2  4 of 4 min left"));
}

#[test]
fn the_first_line_of_the_map_takes_the_minutes_of_the_map() {
    let mut desk = begun();
    desk.after(4)
        .keys("n")
        .after(1)
        .keys("f«customer -> web : ask»<enter>")
        .after(2);
    assert!(
        second_row(&desk, WIDE).contains("MAP"),
        "{}",
        desk.screen(WIDE)
    );
    assert_eq!(desk.app.clock().unwrap().left(), 5 * 60);
}

#[test]
fn on_the_first_page_no_key_changes_a_person_that_is_not_marked() {
    let mut desk = begun();
    let before = desk.session().participants.clone();
    for key in ["<enter>", "e", "d", "<down>e", "<down>d"] {
        desk.keys(key);
        assert_eq!(desk.session().participants, before, "{key}");
        assert!(desk.app.bar.is_none(), "{key}");
    }
    desk.keys("nd");
    assert_eq!(desk.session().participants.len(), before.len() - 1);
}

#[test]
fn while_everybody_writes_no_key_changes_or_opens_a_hidden_threat() {
    let mut desk = begun();
    desk.keys("2t«Refunds are replayed»<enter>«A key leaks»<enter><esc>");
    for key in ["e", "d", "<enter>"] {
        desk.keys(key);
        assert_eq!(desk.session().threats.len(), 2, "{key}");
        assert!(desk.app.bar.is_none(), "{key}");
        assert_eq!(
            desk.app.screen(),
            threatboard::keys::Screen::GoWrong,
            "{key}"
        );
    }
    desk.keys("q«Who holds the key?»<enter><esc>");
    assert!(desk.session().questions[0].about.is_empty());
    desk.keys("nd");
    assert_eq!(desk.session().threats.len(), 1);
}
