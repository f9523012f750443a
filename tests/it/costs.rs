//! Numbers of a threat and what a year costs: before, keys, after.

use threatboard::domain::{Figures, Session};
use threatboard::keys::Screen;

use crate::support::{Desk, SMALL, WIDE, room};

/// Two threats, on question 3, the first one selected.
fn two() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Payout file changed»<enter>«Token replayed»<enter><esc>3<home>");
    desk
}

/// The same with numbers on both.
fn with_numbers() -> Desk {
    let mut desk = two();
    desk.keys("$«0.1..0.5..2 @ana»<enter>«10k..50k..400k EUR @ana»<enter>");
    desk.keys("<down>$«5% once»<enter>«500k..2m EUR»<enter>");
    desk
}

fn figures(session: &Session, place: usize) -> Option<&Figures> {
    session.threats[place].figures.as_deref()
}

fn asks(desk: &Desk) -> String {
    let bar = desk.app.bar.as_ref();
    bar.map_or_else(String::new, |bar| desk.app.asks(bar))
}

#[test]
fn numbers_are_asked_one_after_the_other_and_read_back_before_enter() {
    let mut desk = two();
    desk.keys("$");
    assert_eq!(asks(&desk), "T1 how often a year");
    desk.keys("«0.1..0.5..2»");
    let says = "Reads as: between once in 10 years and twice a year, never outside, most likely once in 2 years";
    assert!(desk.screen(WIDE).contains(says), "{}", desk.screen(WIDE));
    assert_eq!(figures(desk.session(), 0), None);
    desk.keys("« @ana»<enter>");
    assert_eq!(asks(&desk), "T1 what one time costs");
    desk.keys("«10k..5k»");
    assert!(desk.screen(WIDE).contains("falls"), "{}", desk.screen(WIDE));
    desk.keys("<enter>");
    assert!(asks(&desk).contains("what one time costs"));
    desk.keys("<ctrl-u>«10k..50k..400k EUR @ana»<enter>");
    let known = figures(desk.session(), 0).unwrap();
    let often = known.frequency.as_ref().unwrap();
    assert_eq!(
        desk.session().name_of(often.by),
        Some(desk.session().participants[0].name.as_str())
    );
    let values: Vec<f64> = often.range.values().iter().map(|v| v.get()).collect();
    assert_eq!(values, [0.1, 0.5, 2.0]);
    assert_eq!(known.currency.as_str(), "EUR");
    // Again, it holds what was said; undo takes one range back at a time.
    desk.keys("$");
    assert_eq!(desk.app.bar.as_ref().unwrap().editor.text(), "0.1..0.5..2");
    desk.keys("<esc>u");
    let known = figures(desk.session(), 0).unwrap();
    assert!(known.loss.is_none() && known.frequency.is_some());
}

#[test]
fn none_takes_a_range_away_and_an_empty_line_goes_on_to_the_loss() {
    let mut desk = with_numbers();
    desk.keys("$<ctrl-u>«none»<enter>");
    assert_eq!(asks(&desk), "T2 what one time costs");
    desk.keys("<esc>");
    assert!(figures(desk.session(), 1).unwrap().frequency.is_none());
    desk.keys("<up>$<ctrl-u><enter>");
    assert_eq!(asks(&desk), "T1 what one time costs");
    assert!(figures(desk.session(), 0).unwrap().frequency.is_some());
}

#[test]
fn what_a_year_costs_is_shown_interval_first_with_how_it_came_about() {
    let mut desk = with_numbers();
    desk.keys("4$");
    assert_eq!(desk.app.screen(), Screen::Costs);
    insta::assert_snapshot!("costs_100x30", desk.screen(WIDE));
    insta::assert_snapshot!("costs_60x20", desk.screen(SMALL));
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("In all, nine years in ten: 0 to "),
        "{shown}"
    );
    desk.keys("?");
    insta::assert_snapshot!("costs_how", desk.screen(WIDE));
    let shown = desk.screen(WIDE);
    assert!(shown.contains("the tail is too thin"), "{shown}");
    assert!(
        shown.contains("T1: times a year: 0.1..0.5..2 (by "),
        "{shown}"
    );
    desk.keys("<home>W");
    let shown = desk.screen(WIDE);
    assert!(shown.contains("the tail is too thin"), "{shown}");
    desk.keys("W");
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("How it came about is already shown."),
        "{shown}"
    );
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::GoodEnough);
}

#[test]
fn the_first_rows_say_how_many_threats_are_not_counted_and_why_a_mean_is_above_its_interval() {
    let mut desk = two();
    desk.keys("2t«Pipe bursts»<enter>«Keys copied»<enter><esc>3<home>");
    desk.keys("$«1% once»<enter>«500k..2m EUR»<enter>4$");
    let shown = desk.screen(WIDE);
    let rows: Vec<&str> = shown.lines().skip(3).map(str::trim).collect();
    assert_eq!(
        rows[..2],
        [
            "What a year costs: 100,000 years simulated, seed 7.",
            "Only 1 of 4 threats is counted: 3 lack numbers.",
        ],
        "{shown}"
    );
    assert!(!shown.contains("In all"), "{shown}");
    let says = rows.join(" ");
    for words in [
        "no loss in most years; a loss in about 1 year of 100; mean 11k EUR.",
        "large losses are rare: they come in fewer than 1 year in 20, and the mean counts them too.",
    ] {
        assert!(says.contains(words), "{words}: {shown}");
    }
    for size in [(80, 24), SMALL] {
        let shown = desk.screen(size);
        assert!(shown.contains("Only 1 of 4 threats is counted"), "{shown}");
    }
}

#[test]
fn half_of_the_years_are_named_as_such() {
    let mut desk = two();
    desk.keys("$«3»<enter>«10k..20k EUR»<enter>4$");
    let shown = desk.screen(WIDE);
    let says: Vec<&str> = shown.split_whitespace().collect();
    let says = says.join(" ");
    assert!(says.contains("; half of the years cost "), "{shown}");
    assert!(says.contains(" EUR or less; no loss in "), "{shown}");
    assert!(!says.contains("every second year"), "{shown}");
}

#[test]
fn a_change_is_simulated_when_the_page_is_shown_again() {
    let mut desk = with_numbers();
    desk.keys("4$");
    let before = desk.app.open().unwrap().rooms.costs.page.clone();
    desk.keys("<esc>3<home>$<ctrl-u>«50»<enter><esc>4");
    assert_eq!(desk.app.open().unwrap().rooms.costs.page, before);
    desk.keys("$");
    assert_ne!(desk.app.open().unwrap().rooms.costs.page, before);
}

#[test]
fn without_numbers_the_page_counts_what_carries_most() {
    let mut desk = Desk::with(room());
    desk.keys("1f«web -> ledger : orders»<enter><esc>");
    desk.keys("2t«Orders read >ledger !high»<enter>«Orders lost >ledger !high»<enter><esc>4$");
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("No threat has both a frequency and a loss yet."),
        "{shown}"
    );
    assert!(
        shown.contains("1 part carries 2 of 2 threats left at high or above on the map: 100%."),
        "{shown}"
    );
}

#[test]
fn two_parts_of_one_name_are_two_and_the_whole_system_is_none() {
    let mut desk = Desk::with(room());
    desk.keys("1f«web -> ledger : orders»<enter>«web -> ledger : refunds»<enter><esc>");
    desk.keys("2t«Orders read >F1 !high»<enter>«Refund replayed >F2 !high»<enter>");
    desk.keys("«A clerk pays a friend >all !critical»<enter><esc>4$");
    let shown = desk.screen(WIDE);
    for part in [
        "2 parts carry 2 of 2 threats left at high or above on the map: 100%.",
        "F1 web -> ledger : orders",
        "F2 web -> ledger : refunds",
    ] {
        assert!(shown.contains(part), "no {part:?} in\n{shown}");
    }
}
