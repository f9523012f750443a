//! Rating by likelihood and impact, and the matrix, in a real terminal: what was typed is in the file.

use threatboard::domain::{Rated, ThreatId};

use super::meeting::{Meeting, SOON};

#[test]
fn a_room_rates_by_matrix_and_looks_at_where_all_threats_sit() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program
        .play("2t«File swapped»<enter>«Refund replayed»<enter>«Ledger is read»<enter><esc>3<home>");
    program.play("ss<wait:T1 likelihood>hh<wait:T1 is critical>");
    program.play("<down>ss<wait:T2 likelihood>?<wait:MEANINGS><wait:we expect it><esc><wait:T2 likelihood>ml");
    program.play("<wait:T2 is low><down>sh<wait:T3 is high>");
    program.play("<home>M<wait:AS RATED: BEFORE MITIGATIONS>");
    program.wait_for(">critical 1");
    program.wait_for("By level alone  high 1: T3");
    program
        .play("<enter><wait:1 THREAT at high likelihood and high impact><enter><wait:M goes back>");
    program.play("<ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let saved = meeting.saved();
    let rated = |n: u32| saved.rated(saved.threat(ThreatId(n)).unwrap());
    assert_eq!(rated(1), Some(Rated::Matrix(2, 2)));
    assert_eq!(rated(2), Some(Rated::Matrix(1, 0)));
    assert_eq!(rated(3), Some(Rated::Single(2)));
}
