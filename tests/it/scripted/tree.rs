//! A tree of twelve threats that is typed in a meeting, and what the files say of it then.

use threatboard::domain::{Gate, ThreatId};
use threatboard::export::{Format, Names, render};
use threatboard::keys::Screen;
use threatboard::risk::{roots, tree};

use crate::support::{Desk, WIDE, export_options};

/// The keys.
pub(super) const SCRIPT: &str = include_str!("../../scripts/tree.keys");

/// What rests on what in the end.
const RESTS: [(u32, Gate, &[u32]); 6] = [
    (1, Gate::One, &[2, 3, 4]),
    (2, Gate::All, &[6, 7]),
    (3, Gate::One, &[8, 9]),
    (4, Gate::All, &[8, 10]),
    (8, Gate::One, &[11, 12]),
    (10, Gate::One, &[13]),
];

fn played() -> Desk {
    let mut desk = Desk::home();
    desk.play(SCRIPT);
    desk
}

#[test]
fn twelve_threats_hang_together_as_they_were_typed() {
    let desk = played();
    let session = desk.session();
    for (id, gate, of) in RESTS {
        let rests = session
            .rests(session.threat(ThreatId(id)).unwrap())
            .unwrap();
        let parts: Vec<u32> = rests.of.iter().map(|part| part.0).collect();
        assert_eq!((rests.gate, parts.as_slice()), (gate, of), "T{id}");
    }
    assert_eq!(roots(session), [ThreatId(1)]);
    let branches = tree(session, ThreatId(1));
    let drawn = branches.iter().filter(|branch| !branch.above).count();
    assert_eq!(
        drawn, 12,
        "T8 is drawn in full once, and the loop was refused"
    );
    let rated: Vec<u32> = session
        .threats
        .iter()
        .filter(|t| t.severity.is_some())
        .map(|t| t.id.0)
        .collect();
    assert_eq!(rated, [1, 2, 6, 11]);
    assert_eq!(session.mitigations.len(), 1);
}

#[test]
fn a_threat_without_a_tree_leads_to_all_trees_and_on_into_one() {
    let desk = played();
    assert_eq!(desk.app.screen(), Screen::Tree);
    let screen = desk.screen(WIDE);
    for says in [
        "T1 REFUNDS PAID OUT TWICE",
        "12 threats",
        "T11 Password reused. High.",
    ] {
        assert!(screen.contains(says), "{says}: {screen}");
    }
}

#[test]
fn the_files_say_what_rests_on_what() {
    let desk = played();
    let options = export_options(Names::default(), desk.app.today());
    let file = |format| render(format, desk.session(), &options).remove(0).contents;
    let chart = file(Format::TREES);
    for line in ["T1 --> T4", "T4 --> T8", "T10 --> T13"] {
        assert!(chart.contains(line), "{line}: {chart}");
    }
    let summary = file(Format::SUMMARY);
    for line in [
        "## What threats rest on",
        "- **T1** Refunds paid out twice: high. Rests on one of T2, T3, T4.",
        "    - **T8** Mailbox taken over: not rated. Rests on one of T11, T12.",
        "      - **T11** Password reused: high.",
        "    - **T8** Mailbox taken over: see above.",
    ] {
        assert!(summary.contains(line), "{line}: {summary}");
    }
    let report = file(Format::HTML);
    assert!(report.contains("<h2 id=\"rests-on-heading\">What threats rest on</h2>"));
}
