//! Names, places and dates that a script writes are understood, or it is said that they were not.

use super::Desk;

/// Two Anas and two APIs more than usual.
fn desk() -> Desk {
    let desk = Desk::with_session();
    desk.ok(&[
        "add",
        "refund.ron",
        "participant",
        "Ana M: eng, Dr. Hassan: clinic",
    ]);
    desk.ok(&[
        "add",
        "refund.ron",
        "map",
        "api gateway -> api server : call",
    ]);
    desk.ok(&["add", "refund.ron", "action", "Rotate keys"]);
    desk
}

#[test]
fn a_name_of_two_people_is_refused_and_both_are_named() {
    let desk = desk();
    let both = "Ana Lopez or Ana M";
    for arguments in [
        ["set", "refund.ron", "A1", "owner", "ana"].as_slice(),
        &["set", "refund.ron", "T1", "speaker", "@Ana"],
        &[
            "set",
            "refund.ron",
            "T1",
            "response",
            "accept",
            "--because",
            "rare",
            "--by",
            "ana",
        ],
        &["set", "refund.ron", "A1", "text", "Rotate @ana"],
        &["add", "refund.ron", "question", "Who? @ana"],
    ] {
        let says = desk.refused(2, arguments);
        assert!(says.contains(both), "{arguments:?}: {says}");
    }
    let says = desk.refused(2, &["set", "refund.ron", "A1", "owner", "ana"]);
    assert_eq!(
        says.trim(),
        "\"ana\" is Ana Lopez or Ana M. Write P1 or P4."
    );
    for who in ["P4", "4", "ana m", "Ana-M", "@ana-m"] {
        desk.ok(&["set", "refund.ron", "A1", "owner", "none"]);
        desk.ok(&["set", "refund.ron", "A1", "owner", who]);
        let actions = desk.ok(&["list", "refund.ron", "actions"]);
        assert!(actions.contains("Ana M"), "{who}: {actions}");
    }
    desk.ok(&["set", "refund.ron", "A1", "owner", "hassan"]);
}

#[test]
fn a_place_of_two_names_is_refused_and_a_name_of_two_words_is_one() {
    let desk = desk();
    let says = desk.refused(2, &["set", "refund.ron", "T1", "where", "api"]);
    assert!(
        says.contains("\"api\" is api gateway or api server. Write E4 or E5."),
        "{says}"
    );
    let says = desk.refused(2, &["add", "refund.ron", "threat", ">api logs leak"]);
    assert!(
        says.contains(">api: api gateway or api server? Write >E4 or >E5."),
        "{says}"
    );
    desk.ok(&["set", "refund.ron", "T1", "where", "API Gateway,web>ledger"]);
    desk.ok(&["add", "refund.ron", "threat", ">api server logs leak"]);
    let threats = desk.ok(&["list", "refund.ron", "threats"]);
    assert!(
        threats.contains("logs leak") && !threats.contains("server logs"),
        "{threats}"
    );
}

#[test]
fn what_was_not_understood_is_told_on_standard_error() {
    let desk = desk();
    let ran = desk.run(&["add", "refund.ron", "action", "Sign @hasan due someday"]);
    assert_eq!((ran.status, ran.out.trim()), (0, "A2"));
    assert!(
        ran.err
            .contains("A2 added · @hasan is nobody here · someday is not a date"),
        "{}",
        ran.err
    );
    let ran = desk.run(&["add", "refund.ron", "action", "Sign @hassan due fri"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
}

#[test]
fn a_date_of_two_readings_is_refused() {
    let desk = desk();
    for arguments in [
        ["set", "refund.ron", "A1", "due", "03/04/2199"].as_slice(),
        &["add", "refund.ron", "action", "Sign due 03/04/2199"],
    ] {
        let says = desk.refused(2, arguments);
        assert!(
            says.contains("3 apr 2199") && says.contains("4 mar 2199"),
            "{says}"
        );
    }
    let says = desk.refused(2, &["set", "refund.ron", "A1", "due", "mon 1 jan 2199"]);
    assert!(says.contains("1 Jan 2199 is a Tuesday"), "{says}");
}

#[test]
fn two_people_never_get_one_name_and_no_text_is_cut_in_silence() {
    let desk = desk();
    let says = desk.refused(
        2,
        &["set", "refund.ron", "P2", "text", "Dr. Hassan: clinic"],
    );
    assert!(says.contains("Dr. Hassan is already listed."), "{says}");
    let long = "x".repeat(70_000);
    let says = desk.refused(2, &["set", "refund.ron", "T1", "text", &long]);
    assert!(says.contains("longer than the 65536 bytes"), "{says}");
}
