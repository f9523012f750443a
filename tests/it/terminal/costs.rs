//! Numbers on two threats and one simulation, in a real terminal: what was typed is in the file.

use threatboard::domain::ThreatId;

use super::meeting::{Meeting, SOON};

#[test]
fn a_room_gives_two_threats_numbers_and_looks_at_what_a_year_costs() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«File swapped»<enter>«Refund replayed»<enter><esc>3<home>");
    program.play("$«0.1..0.5..2»<wait:between once in 10 years and twice a year><enter>");
    program.play("<wait:what one time costs>«10k..50k..400k EUR»<wait:never outside><enter>");
    program.play("<wait:T1: numbers noted><down>$«5% once»<enter>");
    program.play("<wait:T2 what one time costs>«500k..2m EUR»<enter><wait:T2: numbers noted>");
    program.play("4$<wait:In all, nine years in ten: 0 to>");
    program.wait_for("a year costs more than this");
    program.play("?<wait:the tail is too thin><esc>");
    program.play("<ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let saved = meeting.saved();
    let figures = |n: u32| saved.threat(ThreatId(n)).unwrap().figures.clone().unwrap();
    assert_eq!(figures(1).loss.unwrap().range.values().len(), 3);
    assert!(figures(2).once && figures(2).currency.as_str() == "EUR");
}
