//! What the room reads in question 4. One row a check: a session that it speaks about, the nearest one that it is
//! content with, and the exact sentence.

mod actors;
mod again;
mod decided;
mod review;
mod rows;
mod script;
mod worth;

use super::{
    Finding, Report, Strength, Thresholds, can_be_acted_on, done_sentence, run, run_over,
    still_open,
};
use crate::domain::Verb;
use rows::{MAP, ROOM, ROWS, Row};
use script::{date, session};

/// Looks at the session of a script, a fortnight after it began.
fn look(script: &str) -> Report {
    let session = session(script);
    let sheets = crate::catalogue::Catalogue::bundled()
        .unwrap()
        .walked_sets(&session);
    run_over(
        &session,
        date("2026-05-23"),
        &Thresholds::bundled(),
        &sheets,
    )
}

/// What one check says, if anything.
fn says(report: &Report, check: &str) -> Vec<String> {
    let findings = report.findings.iter().filter(|f| f.check == check);
    findings.map(Finding::sentence).collect()
}

/// The rows of every topic.
fn all_rows() -> impl Iterator<Item = &'static Row> {
    ROWS.iter()
        .chain(actors::ROWS)
        .chain(again::ROWS)
        .chain(decided::ROWS)
        .chain(review::ROWS)
        .chain(worth::ROWS)
}

/// The lines of a row, with the names of the fixtures replaced by their lines.
fn lines(script: &str) -> String {
    script.replace("ROOM", ROOM).replace("MAP", MAP)
}

#[test]
fn each_check_speaks_in_its_words_and_is_content_with_the_nearest_other_session() {
    for row in all_rows() {
        let report = look(&lines(row.speaks));
        let said = says(&report, row.check);
        assert!(
            said.iter().any(|says| says == row.says),
            "{} says {said:?}, not {:?}",
            row.check,
            row.says
        );
        let report = look(&lines(row.content));
        let said = says(&report, row.check);
        assert!(
            said.is_empty(),
            "{} says {said:?} of {}",
            row.check,
            row.content
        );
    }
}

#[test]
fn every_check_has_a_row() {
    for check in super::table::CHECKS {
        let row = all_rows().any(|row| row.check == check.id);
        assert!(row, "{} has no row", check.id);
    }
}

#[test]
fn every_sentence_fits_a_row_of_eighty_columns() {
    for row in all_rows() {
        assert!(row.says.chars().count() <= 76, "{}", row.says);
    }
}

#[test]
fn an_empty_session_does_not_drown_the_room() {
    let report = look("");
    let found: Vec<_> = report
        .findings
        .iter()
        .map(|f| (f.check, f.sentence()))
        .collect();
    let found: Vec<_> = found
        .iter()
        .map(|(check, says)| (*check, says.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("no-threats", "No threats listed yet"),
            (
                "scope",
                "Nothing is in scope yet, and nothing is out of scope"
            ),
            ("next-review", "No next review is planned"),
            ("group-size", "No participants listed yet"),
        ]
    );
    assert_eq!(report.fine, [""; 0]);
}

#[test]
fn one_engineer_alone_is_not_asked_for_a_room_or_a_scope() {
    let report = look(
        "solo
        threat Worm in a package we build with
        action T1: Pin the versions",
    );
    let checks: Vec<_> = report.findings.iter().map(|f| f.check).collect();
    assert_eq!(checks, ["action-owner-date"]);
}

#[test]
fn what_must_be_looked_at_comes_before_what_is_only_asked() {
    let report = look(
        "person Ana eng
        threat Refund paid twice !critical
        threat Partner file swapped !high
        planned T1: Idempotency keys
        park Sign the files",
    );
    let marks: String = report.findings.iter().map(|f| f.strength.mark()).collect();
    assert!(marks.starts_with("!!") && marks.ends_with("~~"), "{marks}");
    assert!(!marks.contains("~!"), "{marks}");
    assert_eq!(
        report.findings.first().map(Finding::sentence).as_deref(),
        Some("2 high or critical threats have no response: T1 and T2")
    );
}

#[test]
fn a_severe_gap_comes_before_one_that_nobody_rated() {
    let script = "threat Refund paid twice !critical
        T1 accept we can live with it
        threat Partner file swapped
        assume T1: Bank checks duplicates";
    let report = look(script);
    let looks: Vec<_> = report
        .findings
        .iter()
        .filter(|f| f.strength == Strength::Look)
        .map(|f| f.check)
        .collect();
    // Q53 and Q35 are about the critical T1, Q25 is about T2, which has no severity.
    assert_eq!(
        looks,
        [
            "decision-reason",
            "assumption-confirmed",
            "threat-work",
            "scope",
            "next-review"
        ]
    );
}

#[test]
fn a_dismissed_finding_is_kept_with_its_reason() {
    let report = look("dismiss scope agreed by mail");
    assert_eq!(says(&report, "scope"), [""; 0]);
    let (finding, reason) = &report.dismissed[0];
    assert_eq!(
        (finding.check, reason.as_str()),
        ("scope", "agreed by mail")
    );
    assert_eq!(
        finding.sentence(),
        "Nothing is in scope yet, and nothing is out of scope"
    );
}

#[test]
fn a_dismissal_of_what_is_now_fixed_is_not_shown() {
    let report = look(
        "dismiss scope agreed by mail
        in Refunds
        out Ledger",
    );
    assert!(report.dismissed.is_empty());
    assert!(report.fine.contains(&"the scope says what is in and out"));
}

#[test]
fn a_finding_leads_to_the_item_that_fixes_it() {
    let report = look(
        "person Ana eng
        2x action Ask the partner
        A1 owner Ana
        A1 due 2026-06-01",
    );
    let finding = report
        .findings
        .iter()
        .find(|f| f.check == "action-owner-date")
        .unwrap();
    assert_eq!(finding.fix, Verb::GoActions);
    assert_eq!(finding.subjects, ["A2".parse().unwrap()]);
}

#[test]
fn a_long_list_of_ids_ends_in_how_many_more() {
    let report = look("9x assume The partner signs its files");
    assert_eq!(
        says(&report, "assumption-confirmed"),
        ["9 assumptions were never confirmed: S1, S2, S3, S4, S5 and 4 more"]
    );
    let finding = report
        .findings
        .iter()
        .find(|f| f.check == "assumption-confirmed")
        .unwrap();
    assert_eq!(finding.subjects.len(), 9);
}

#[test]
fn a_threat_that_was_ruled_out_is_not_counted() {
    let report = look(
        "person Ana eng
        threat Partner file swapped !high
        T1 ruledout no files since March by Ana",
    );
    assert_eq!(says(&report, "high-threat-response"), [""; 0]);
    assert_eq!(says(&report, "threat-work"), [""; 0]);
}

#[test]
fn what_the_checks_count_is_what_the_tally_counts() {
    let session = session(
        "person Ana eng
        4x question Who signs the file?
        Q1 owner Ana
        Q2 answer The partner does
        5x action Ask the partner
        A1 owner Ana
        A2 done
        3x assume Files are signed
        S1 yes
        4x park Sign the files",
    );
    let today = date("2026-05-23");
    let tally = session.tally(today);
    let report = run(&session, today, &Thresholds::bundled());
    let count = |check: &str| {
        let finding = report.findings.iter().find(|f| f.check == check);
        finding.map_or(0, |f| f.subjects.len())
    };
    assert_eq!(count("question-owner"), tally.unowned_questions);
    assert_eq!(count("action-owner-date"), tally.undated_actions);
    assert_eq!(count("assumption-confirmed"), tally.unsettled_assumptions);
    assert_eq!(count("parked-fix"), tally.parked_fixes);
}

const DONE: &str = "in Refunds
    person Ana eng
    threat Partner file swapped
    threat Refund paid twice
    T1 reduce
    T2 later 2026-08-12
    question Who signs the file?
    Q1 owner Ana
    action Ask the partner
    A1 owner Ana
    A1 due 2026-06-01
    back 2026-08-12";

#[test]
fn a_model_with_nothing_open_can_be_acted_on() {
    let thresholds = Thresholds::bundled();
    let today = date("2026-05-23");
    assert_eq!(can_be_acted_on(&session(DONE), today, &thresholds), Ok(()));
    assert_eq!(
        done_sentence(&session(DONE), today, &thresholds),
        "Every top threat has a decision, every open question and action item an owner."
    );
}

#[test]
fn what_is_open_is_named_before_a_model_can_be_acted_on() {
    let thresholds = Thresholds::bundled();
    let script = format!("{DONE}\nthreat Ledger leaks\nquestion Who pays?\n2x action Call them");
    assert_eq!(
        done_sentence(&session(&script), date("2026-05-23"), &thresholds),
        "Before you can act on this: T3 has no response and is not deferred. Q2 is open and has no owner. \
         2 action items have no owner and no date: A2 and A3."
    );
    assert_eq!(
        done_sentence(&session(""), date("2026-05-23"), &thresholds),
        "Before you can act on this: Nothing is in scope yet. No threats listed yet. \
         No next review is planned."
    );
    assert_eq!(
        can_be_acted_on(&session(DONE), date("2026-08-13"), &thresholds),
        Err(vec!["The review date has passed: 12 Aug 2026".to_owned()])
    );
}

#[test]
fn what_is_said_of_threats_above_the_cut_off_says_so() {
    let thresholds = Thresholds::bundled();
    let today = date("2026-05-23");
    let script = "in Refunds
        8x threat Swap
        back 2026-08-12";
    assert_eq!(
        can_be_acted_on(&session(script), today, &thresholds),
        Err(vec![
            "8 threats have no response and are not deferred: T1, T2, T3, T4, T5 and 3 more"
                .to_owned()
        ])
    );
    // Five are above the cut-off, and three of these have no response.
    let voted = format!(
        "{script}
        votes 8 7 6 5 4 3 2 1
        T1 accept rare
        T2 reduce
        T2 loses a day"
    );
    assert_eq!(
        can_be_acted_on(&session(&voted), today, &thresholds),
        Err(vec![
            "3 threats above the cut-off have no response: T3, T4 and T5".to_owned()
        ])
    );
    let report = run(&session(&voted), today, &thresholds);
    assert_eq!(
        says(&report, "mitigation-options"),
        ["T2 is above the cut-off and has fewer than 2 mitigations to choose from"]
    );
    // Where the cut-off leaves out only what was deferred, it is about all of them.
    let deferred = format!(
        "{voted}
        T3 reduce
        T4 reduce
        T6 later 2026-08-12
        T7 later 2026-08-12
        T8 later 2026-08-12"
    );
    assert_eq!(
        can_be_acted_on(&session(&deferred), today, &thresholds),
        Err(vec!["T5 has no response and is not deferred".to_owned()])
    );
}

#[test]
fn what_is_undecided_is_counted_the_same_everywhere() {
    let thresholds = Thresholds::bundled();
    let today = date("2026-05-23");
    let script = "17x threat Swap
        inplace T1: Sign the files
        planned T2: Sign the files
        T3 accept rare
        could T4: Sign the files";
    let said = |script: &str| {
        let session = session(script);
        let open = still_open(&session, today, &thresholds);
        let undecided: Vec<String> = open.into_iter().filter(|o| o.contains("threat")).collect();
        (
            says(&run(&session, today, &thresholds), "threats-worked-on"),
            undecided,
        )
    };
    let talk =
        "14 of 17 threats are undecided: no response, action or chosen mitigation".to_owned();
    assert_eq!(
        said(script),
        (vec![talk.clone()], vec!["14 threats undecided".to_owned()])
    );
    // A high one is named on its own, and only there.
    let high = script.replacen("17x threat Swap", "threat Swap !high\n16x threat Swap", 1);
    let high = high.replace("inplace T1", "inplace T17");
    let open = [
        "1 high threat without a response",
        "13 other threats undecided",
    ];
    assert_eq!(said(&high), (vec![talk], open.map(str::to_owned).to_vec()));
}
