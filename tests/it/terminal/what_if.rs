//! Risk that falls, in a real terminal: rated by likelihood and impact, strengths said, a what-if, the cheapest set, and how
//! a figure came about. What was typed is in the file.

use threatboard::domain::{MitigationId, Rated, Status, Strength, ThreatId};

use super::meeting::{Meeting, SOON};

#[test]
fn a_room_rates_says_strengths_looks_at_what_falls_and_plans_the_cheapest_set() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«Refund replayed»<enter>«Log is edited»<enter><esc>3<home>");
    program.play("ss<wait:T1 likelihood>hh<wait:T1 is critical>");
    program.play("<down>ss<wait:T2 likelihood>hm<wait:T2 is high><up>");
    program.play("m«limit on amounts %M»<enter><esc><tab>Csm<tab>");
    program.play("<down>m«signed log %S»<enter><esc><tab>Css<tab>");
    program.play("I<wait:WHAT IF  0 of 2 ticked><home><space><wait:1 of 2 ticked>");
    program.wait_for("T1 critical -> medium");
    program.play("??<wait:HOW IT CAME ABOUT><wait:taken as done and shown to work><esc>");
    program.play("c<wait:2 of 2 ticked><wait:12 days>");
    program.play("y<wait:planned><esc><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let saved = meeting.saved();
    let rated = |n: u32| saved.rated(saved.threat(ThreatId(n)).unwrap());
    assert_eq!(rated(1), Some(Rated::Matrix(2, 2)));
    assert_eq!(rated(2), Some(Rated::Matrix(2, 1)));
    let mitigation = |n: u32| saved.mitigation(MitigationId(n)).unwrap();
    assert_eq!(mitigation(1).strength, Some(Strength::Most));
    assert_eq!(mitigation(2).strength, Some(Strength::Some));
    assert_eq!(mitigation(1).status, Status::Planned);
    assert_eq!(mitigation(2).status, Status::Planned);
}

/// Whether a cell has no color of its own.
fn is_plain(cell: &vt100::Cell) -> bool {
    [cell.fgcolor(), cell.bgcolor()] == [vt100::Color::Default; 2]
}

#[test]
fn without_color_in_ascii_a_real_terminal_tells_what_is_selected_ticked_and_fallen() {
    let mut meeting = Meeting::new();
    meeting.terminal = meeting.terminal.variable("NO_COLOR", "1");
    let program = meeting.terminal.start(&["--ascii", "refund.ron"]);
    program.wait_for("Refunds");
    program.play("2t«Refund replayed»<enter>«Log is edited»<enter><esc>3<home>");
    program.play("sshh<wait:T1 is critical><down>sshm<wait:T2 is high><up>");
    program.play("i«limit on amounts #most %M»<enter><esc>");
    program.play("m«second person #most»<enter><esc>M<wait:AS RATED>");
    program.wait_for(">critical 1");
    assert!(is_plain(&program.cell_of(">critical 1")));
    program.play("<tab><wait:WHAT IS LEFT><wait:T1 (rated critical)><esc><gone:WHAT IS LEFT>");
    program.play("I<wait:0 of 2 ticked>");
    program.wait_for(" > [ ] M2");
    program.play("<space><wait:WHAT FALLS  1>");
    program.wait_for(" > [x] M2");
    assert!(is_plain(&program.cell_of("[x]")));
    program.wait_for("T1 high -> medium");
}
