//! Question 1: scope, people and assumptions, and the drawn map.

use threatboard::domain::ItemId;
use threatboard::screens::working_on::Pane;

use crate::on_map::MAP;
use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// Eight people who said what they look at and drew the refund flow.
pub(super) fn refund() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("i«Refund path, app to ledger»<enter>«Partner refund upload»<enter><esc>")
        .keys("O«Card capture»<enter>«Fraud scoring model»<enter><esc>")
        .keys("W«Partner refunds go live 12 May»<enter><esc>")
        .keys("A«Partner keys rotate»<enter>«Ledger is append-only @bo»<enter>«Support cannot refund»<enter><esc>")
        .keys("R«support»<enter>«partner team»<enter><esc>H«Ivy, on-call lead»<enter><esc>")
        .keys(MAP);
    desk
}

#[test]
fn an_empty_question_says_how_to_begin() {
    let mut desk = Desk::with(room());
    insta::assert_snapshot!("empty", desk.picture(WIDE));
    insta::assert_snapshot!("empty_plain_scope", desk.picture(PLAIN));
    desk.keys("s");
    insta::assert_snapshot!("empty_plain_map", desk.picture(PLAIN));
}

#[test]
fn the_map_has_the_whole_width_and_one_key_shows_the_scope() {
    let mut desk = refund();
    insta::assert_snapshot!("typical", desk.styled(WIDE));
    insta::assert_snapshot!("typical_plain", desk.picture(PLAIN));
    desk.keys("s");
    insta::assert_snapshot!("typical_plain_scope", desk.picture(PLAIN));
    insta::assert_snapshot!("typical_small_scope", desk.picture(SMALL));
    insta::assert_snapshot!("typical_scope", desk.picture(WIDE));
}

#[test]
fn the_list_has_the_flows_by_boundary_and_the_keys_follow_that_order() {
    let mut desk = refund();
    desk.keys("<resize:60x20>");
    insta::assert_snapshot!("typical_small", desk.picture(SMALL));
    desk.keys("M/F1<enter>");
    insta::assert_snapshot!("list_small", desk.picture(SMALL));
    let mut order = Vec::new();
    for _ in 0..6 {
        order.push(desk.app.selected().unwrap().to_string());
        desk.keys("j");
    }
    assert_eq!(order, ["F1", "F5", "F2", "F6", "F3", "F4"]);
}

#[test]
fn the_table_shows_who_owns_what_and_what_nobody_knows() {
    let mut desk = refund();
    desk.keys("f«{vault}?»<enter>«zone lab: vault»<enter>«zone core: vault»<enter><esc>M<home>jjjo«Team Ledger»<enter>");
    insta::assert_snapshot!("table", desk.styled(WIDE));
    insta::assert_snapshot!("table_plain", desk.picture(PLAIN));
    desk.keys("<resize:60x20>");
    insta::assert_snapshot!("table_small", desk.picture(SMALL));
}

#[test]
fn the_first_line_is_selected_when_a_session_opens() {
    let desk = Desk::with(room());
    assert_eq!(desk.app.selected().unwrap().to_string(), "P1");
}

#[test]
fn a_zone_that_lost_its_last_part_is_named_in_words() {
    let mut desk = refund();
    desk.keys("f«zone lab: vault»<enter>«zone core: vault»<enter><esc>");
    assert!(
        desk.screen(WIDE).contains("EMPTY ZONES  lab"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn the_map_grows_with_every_line_while_the_bar_stays_open() {
    let mut desk = Desk::with(room());
    desk.keys("f«customer -> web»<enter>");
    assert!(
        desk.screen(WIDE).contains("[customer]"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("«web -> {ledger}»<enter>");
    assert!(
        desk.screen(WIDE).contains("{ledger}"),
        "{}",
        desk.screen(WIDE)
    );
    assert!(desk.app.bar.is_some());
    assert_eq!(desk.app.selected().unwrap().to_string(), "F2");
}

/// A chain of thirty parts is wider than any screen.
fn chain() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("f");
    for n in 1..30 {
        desk.keys(&format!("«step {n} -> step {} : data {n}»<enter>", n + 1));
    }
    desk.keys("<esc>");
    desk
}

#[test]
fn a_large_map_follows_what_is_selected_and_can_be_looked_through() {
    let mut desk = chain();
    insta::assert_snapshot!("wide", desk.picture(WIDE));
    for part in [30, 1, 15] {
        desk.keys(&format!("/E{part}<enter>"));
        let name = format!("[step {part}]");
        assert!(desk.screen(WIDE).contains(&name), "{}", desk.screen(WIDE));
    }
    let before = desk.screen(WIDE);
    desk.keys("<pgdn><pgup>");
    assert_eq!(desk.screen(WIDE), before);
}

#[test]
fn long_texts_wrap_where_they_are_selected() {
    let mut desk = refund();
    let long = "Everything that a support agent can do to a refund between the moment a customer asks and the moment the money moves";
    desk.keys(&format!("i«{long}»<enter><esc>"));
    desk.keys("<resize:60x20>");
    insta::assert_snapshot!("long_small", desk.picture(SMALL));
    assert_eq!(desk.app.open().unwrap().rooms.working_on.pane, Pane::Scope);
    assert!(matches!(desk.app.selected(), Some(ItemId::Note(_))));
    desk.keys(&format!(
        "<resize:100x30>f«web -> {{audit log}} : {long}»<enter><esc>"
    ));
    insta::assert_snapshot!("long_flow", desk.picture(WIDE));
}

#[test]
fn question_1_can_be_drawn_at_any_size() {
    let mut desk = refund();
    for keys in ["", "s", "M", "s", "<lt>", "/E3<enter>>", "w"] {
        desk.keys(keys);
        for columns in (40..=200).step_by(8) {
            for rows in (10..=60).step_by(3) {
                desk.keys(&format!("<resize:{columns}x{rows}>"));
                desk.screen((columns, rows));
            }
        }
    }
}

#[test]
fn while_the_room_speaks_of_the_scope_the_words_have_the_width_and_the_map_one_line() {
    let mut desk = refund();
    // The map is shown while it is drawn, and at its own step.
    desk.keys("<wait:closer>N<gone:closer>");
    desk.keys("<wait:7 elements   6 flows>s<wait:closer>s<gone:closer>");
    insta::assert_snapshot!("words_wide", desk.picture(WIDE));
    desk.keys("n<wait:closer>n<gone:closer>");
    desk.keys("<resize:80x24><wait:s map>");
}

#[test]
fn a_wide_terminal_shows_the_scope_beside_a_map_that_fits() {
    let mut desk = refund();
    desk.keys("<resize:180x45>");
    let screen = desk.screen((180, 45));
    assert!(
        screen.contains("IN SCOPE") && screen.contains("[refund-api]"),
        "{screen}"
    );
    desk.keys("s");
    let screen = desk.screen((180, 45));
    assert!(
        screen.contains("IN SCOPE") && screen.contains("[refund-api]"),
        "{screen}"
    );
    desk.keys("s>");
    let screen = desk.screen((180, 45));
    assert!(!screen.contains("IN SCOPE"), "{screen}");
}
