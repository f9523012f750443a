//! What a threat rests on, as a tree on a screen of its own: before, keys, after.

use std::collections::BTreeSet;

use proptest::prelude::*;
use threatboard::domain::{
    Edit, Field, FourQuestion, Gate, New, RestsOn, Severity, Status, Strength, ThreatId,
};
use threatboard::keys::Screen;
use threatboard::risk::{roots, tree};

use crate::support::{Desk, PLAIN, SMALL, WIDE, room, ten};

/// Twelve threats that all hang on the first, which is selected in question 3; T9 stands in it twice.
fn twelve() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t");
    for n in 1..=12 {
        desk.keys(&format!("«Threat number {n}»<enter>"));
    }
    desk.keys("<esc>3<home>");
    for (threat, line) in [
        (1, "one of T2, T3, T4"),
        (2, "all of T5, T6"),
        (3, "one of T7, T8, T9"),
        (4, "all of T10, T9"),
        (9, "one of T11, T12"),
    ] {
        desk.keys(&format!("/«T{threat}»<enter>3R«{line}»<enter>"));
    }
    desk.keys("/«T1»<enter>");
    desk
}

fn at(desk: &Desk) -> Option<String> {
    desk.app.selected().map(|id| id.to_string())
}

#[test]
fn a_tree_of_twelve_is_drawn_whole_and_a_shared_part_once() {
    let mut desk = twelve();
    desk.keys("3T");
    assert_eq!(desk.app.screen(), Screen::Tree);
    let screen = desk.screen(WIDE);
    for drawn in [
        "> T1 Threat number 1 ",
        "├─ T2 Threat number 2 ",
        "│  ├─ T5 Threat number 5 ",
        "│  └─ T9 Threat number 9 ",
        "│     ├─ T11 Threat number 11",
        "└─ T4 Threat number 4 ",
        "   └─ T9 (above)",
        "one of 3",
        "all of 2",
        "12 threats",
    ] {
        assert!(screen.contains(drawn), "no {drawn:?} in\n{screen}");
    }
    assert_eq!(screen.matches("T11 Threat number 11").count(), 1);
}

#[test]
fn arrows_walk_and_keys_work_on_the_selected_threat() {
    let mut desk = twelve();
    desk.keys("3T<right><down>");
    assert_eq!(at(&desk).as_deref(), Some("T5"));
    desk.keys("<left>");
    assert_eq!(at(&desk).as_deref(), Some("T2"));
    desk.keys("sh");
    assert!(
        desk.session()
            .threat(ThreatId(2))
            .unwrap()
            .severity
            .is_some()
    );
    desk.keys("m«Sign it»<enter><esc>");
    let mitigation = desk.session().mitigations.last().unwrap();
    assert_eq!(mitigation.threats, [ThreatId(2)]);
    assert_eq!(desk.app.screen(), Screen::Tree);
    desk.keys("R<ctrl-u>«one of T5»<enter>");
    let rests = desk.session().threat(ThreatId(2)).unwrap().rests_on.clone();
    assert_eq!(rests.unwrap().gate, Gate::One);
    assert_eq!(at(&desk).as_deref(), Some("T2"), "it stays selected");
    desk.keys("<enter>");
    assert_eq!(desk.app.screen(), Screen::DoAbout);
    assert_eq!(at(&desk).as_deref(), Some("T2"));
}

#[test]
fn a_part_is_shown_in_its_tree_and_a_threat_without_one_leads_to_all_trees() {
    let mut desk = twelve();
    desk.keys("/«T11»<enter>3T");
    assert_eq!(at(&desk).as_deref(), Some("T11"));
    assert!(desk.screen(WIDE).contains("T1 THREAT NUMBER 1"));
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::DoAbout, "Esc goes back");
    desk.keys("2t«Alone»<enter><esc>3/«T13»<enter>T");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("ALL TREES") && screen.contains("> T1 Threat number 1"),
        "{screen}"
    );
    assert!(
        screen.contains("T1 Threat number 1. Not rated. Rests on one of T2, T3, T4."),
        "{screen}"
    );
    desk.keys("<enter>");
    assert!(desk.screen(WIDE).contains("T1 THREAT NUMBER 1"));
    desk.keys("<esc><esc>");
    assert_eq!(at(&desk).as_deref(), Some("T13"), "back where it was asked");
}

#[test]
fn where_no_threat_rests_on_others_the_selected_one_is_shown_alone() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Alone»<enter><esc>3<home>T");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("T1 ALONE") && screen.contains("1 threat"),
        "{screen}"
    );
}

#[test]
fn the_rest_of_a_tall_tree_scrolls_and_the_selected_row_is_seen() {
    let mut desk = twelve();
    desk.keys("3T");
    let screen = desk.screen(SMALL);
    assert!(screen.contains("below"), "{screen}");
    for _ in 0..13 {
        desk.keys("<down>");
        let screen = desk.screen(SMALL);
        assert!(screen.contains(" > "), "{screen}");
    }
    assert!(desk.screen(SMALL).contains("T9 (above)"));
}

/// Thirty threats that all hang on the first.
fn thirty() -> Desk {
    let mut session = room();
    for n in 1..=30 {
        let new = New::threat(format!("Threat {n}"), FourQuestion::GoWrong);
        session.apply(&Edit::Add(new), ten()).unwrap();
    }
    let mut next = 2..=30;
    for n in 1..=30 {
        let of: Vec<ThreatId> = next.by_ref().take([3, 2, 4][n % 3]).map(ThreatId).collect();
        if of.is_empty() {
            break;
        }
        let gate = [Gate::One, Gate::All][n % 2];
        let rests = Field::RestsOn(Some(RestsOn { gate, of }));
        let id = ThreatId(u32::try_from(n).unwrap());
        session.apply(&Edit::Set(id.into(), rests), ten()).unwrap();
    }
    let rated = [
        (1, Severity::Critical),
        (2, Severity::High),
        (9, Severity::Medium),
    ];
    for (n, level) in rated {
        let rated = Field::Severity(Some(level));
        session
            .apply(&Edit::Set(ThreatId(n).into(), rated), ten())
            .unwrap();
    }
    let built = New::mitigation("Sign it", ThreatId(1), Status::Verified);
    session.apply(&Edit::Add(built), ten()).unwrap();
    let all = Field::Strength(Some(Strength::Most));
    session
        .apply(&Edit::Set("M1".parse().unwrap(), all), ten())
        .unwrap();
    let mut desk = Desk::with(session);
    desk.keys("3/«T1»<enter>T");
    desk
}

#[test]
fn thirty_threats_are_seen_at_once_at_the_design_size() {
    let mut desk = thirty();
    let screen = desk.screen(WIDE);
    for n in 1..=30 {
        assert!(
            screen.contains(&format!("T{n} Threat {n}")),
            "T{n} in\n{screen}"
        );
    }
    assert!(
        screen.contains("30 threats") && !screen.contains("below"),
        "{screen}"
    );
    // Down goes through the first half and on in the second.
    for n in 0..29 {
        desk.keys("<down>");
        let (id, screen) = (at(&desk).unwrap(), desk.screen(WIDE));
        let marked = screen.lines().find(|row| row.contains(" > "));
        let marked = marked.and_then(|row| row.split_once(" > "));
        assert!(
            marked.is_some_and(|(_, row)| row.contains(&id)),
            "{n}: {id} in\n{screen}"
        );
    }
    let ascii = desk.ascii(WIDE);
    assert!(ascii.is_ascii(), "{ascii}");
}

#[test]
fn on_a_small_screen_thirty_threats_scroll_with_the_selected_one_in_sight() {
    let mut desk = thirty();
    for size in [PLAIN, SMALL] {
        desk.keys("<home>");
        for _ in 0..30 {
            let (id, screen) = (at(&desk).unwrap(), desk.screen(size));
            let row = screen.lines().find(|row| row.starts_with(" > "));
            assert!(
                row.is_some_and(|row| row.contains(&id)),
                "{id} in\n{screen}"
            );
            desk.keys("<down>");
        }
    }
    insta::assert_snapshot!("tree_of_thirty_small", desk.picture(SMALL));
}

proptest! {
    /// Whatever rests on what, a tree holds each threat that its root rests on, and draws the parts of each once.
    #[test]
    fn a_tree_holds_each_part_and_draws_it_in_full_once(
        links in prop::collection::vec((1..=12_u32, any::<bool>(), prop::collection::btree_set(1..=12_u32, 1..4)), 0..14)
    ) {
        let mut session = room();
        for n in 1..=12 {
            let new = New::threat(format!("Threat number {n}"), FourQuestion::GoWrong);
            session.apply(&Edit::Add(new), ten()).unwrap();
        }
        for (threat, all, of) in links {
            let of = of.into_iter().map(ThreatId).collect();
            let gate = if all { Gate::All } else { Gate::One };
            let rests = Field::RestsOn(Some(RestsOn { gate, of }));
            // A loop is refused, and then nothing has changed.
            let _ = session.apply(&Edit::Set(ThreatId(threat).into(), rests), ten());
        }
        for root in 1..=12 {
            let root = ThreatId(root);
            let branches = tree(&session, root);
            let reached = session.threats.iter().filter(|t| session.rests_path(root, t.id).is_some());
            let reached: BTreeSet<ThreatId> = reached.map(|threat| threat.id).collect();
            let drawn: BTreeSet<ThreatId> = branches.iter().map(|branch| branch.threat).collect();
            prop_assert_eq!(&drawn, &reached);
            let whole = branches.iter().filter(|branch| !branch.above).count();
            prop_assert_eq!(whole, drawn.len());
            let parts: usize = branches.iter().filter(|b| !b.above).filter_map(|b| b.rests.as_ref()).map(|r| r.of.len()).sum();
            prop_assert_eq!(branches.len(), parts + 1);
        }
        let top = roots(&session);
        for threat in session.threats.iter().filter(|t| session.rests(t).is_some()) {
            prop_assert!(top.iter().any(|root| session.rests_path(*root, threat.id).is_some()));
        }
    }
}
