//! What a threat refers to, typed by id or found by name: before, keys, after.

use threatboard::domain::Text;

use crate::support::{Desk, WIDE, room};

/// One threat, in question 3.
fn doing() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refund list injected»<enter><esc>3");
    desk
}

fn line(desk: &Desk) -> &str {
    desk.app.bar.as_ref().map_or("", |bar| bar.editor.text())
}

fn notice(desk: &Desk) -> &str {
    desk.app.notice.as_ref().map_or("", |n| n.says.as_str())
}

fn references(desk: &Desk) -> Vec<&str> {
    let all = desk.session().threats[0].references.iter();
    all.map(Text::as_str).collect()
}

#[test]
fn a_weakness_is_found_by_its_name_and_shown_with_it() {
    let mut desk = doing();
    desk.keys("=«sql inj»<tab>");
    assert_eq!(line(&desk), "CWE-89");
    assert!(
        notice(&desk).starts_with("CWE-89 SQL Injection   1 of "),
        "{}",
        notice(&desk)
    );
    desk.keys("<tab>");
    assert_eq!(line(&desk), "CWE-564", "Tab again offers the next");
    desk.keys("<ctrl-u>«sql inj»<tab>«, spearphishing link»<tab>«, capec 66»<enter>");
    assert_eq!(references(&desk), ["CWE-89", "T1566.002", "CAPEC-66"]);
    assert!(desk.app.bar.is_none());
    let screen = desk.screen(WIDE);
    for shown in [
        "SEE ALSO",
        "CWE-89 SQL Injection",
        "ATT&CK T1566.002 Phishing: Spearphishing Link",
        "CAPEC-66",
    ] {
        assert!(screen.contains(shown), "no {shown:?} in\n{screen}");
    }
    desk.keys("u");
    assert!(references(&desk).is_empty(), "undo takes it back");
}

#[test]
fn the_line_holds_what_is_there_and_an_empty_one_clears_it() {
    let mut desk = doing();
    desk.keys("=«cwe 89, the bank's report, page 4»<enter>=");
    assert_eq!(line(&desk), "CWE-89, the bank's report, page 4");
    desk.keys("«, t1566»<enter>");
    assert_eq!(
        references(&desk),
        ["CWE-89", "the bank's report", "page 4", "T1566"]
    );
    desk.keys("=<ctrl-u><enter>");
    assert!(references(&desk).is_empty());
    assert!(!desk.screen(WIDE).contains("SEE ALSO"));
}

#[test]
fn an_id_that_no_list_has_is_kept_and_said() {
    let mut desk = doing();
    desk.keys("=«cwe 99999»<enter>");
    assert_eq!(references(&desk), ["CWE-99999"]);
    assert!(
        notice(&desk).contains("CWE-99999 is not in CWE 4.14."),
        "{}",
        notice(&desk)
    );
    assert!(desk.screen(WIDE).contains("CWE-99999 (not in CWE 4.14)"));
    desk.keys("=<ctrl-u>«capec 99999, our wiki»<enter>");
    assert!(
        !notice(&desk).contains("is not in"),
        "no one has a list of these"
    );
}

#[test]
fn what_has_the_form_of_a_threat_is_a_technique_only_where_references_are_typed() {
    let mut desk = doing();
    desk.keys("=«T1, T1566»<enter>");
    assert_eq!(references(&desk), ["T1", "T1566"]);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("ATT&CK T1566 Phishing"), "{screen}");
    desk.keys("m«Filter mail»<enter><esc>L«T1566»<enter>");
    assert!(desk.app.bar.is_some(), "no threat has that id");
    assert_eq!(desk.session().mitigations[0].threats.len(), 1);
}

#[test]
fn a_reference_in_the_words_of_a_threat_is_found_by_its_name_too() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refund list injected =sql-inj»<tab>");
    assert_eq!(line(&desk), "Refund list injected =CWE-89");
    desk.keys("« =xss»<tab>« !h»<enter>");
    assert_eq!(references(&desk), ["CWE-89", "CWE-79"]);
    assert_eq!(
        desk.session().threats[0].text.as_str(),
        "Refund list injected"
    );
}

#[test]
fn tab_leaves_a_line_alone_that_no_entry_fits() {
    let mut desk = doing();
    desk.keys("=«our wiki, page 4»<tab><enter>");
    assert_eq!(references(&desk), ["our wiki", "page 4"]);
}
