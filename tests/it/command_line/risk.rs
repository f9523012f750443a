//! What is left, what-if and the cheapest set, for scripts.

use serde_json::Value;

use super::Desk;

impl Desk {
    /// Three threats and five mitigations that could be done: M2 and M5 are the cheapest way below high.
    fn with_risks() -> Self {
        let desk = Self::new();
        desk.ok(&[
            "new",
            "Refunds",
            "--with",
            "Gus eng",
            "--file",
            "r.ron",
            "--no-open",
        ]);
        desk.ok(&["add", "r.ron", "map", "customer -> web : refund"]);
        for threat in [
            "Attacker replays a refund >web !critical",
            "Someone edits the log >web !high",
            "A clerk pays a friend !critical",
        ] {
            desk.ok(&["add", "r.ron", "threat", threat]);
        }
        for (text, threats, strength) in [
            ("one-time token %S", "T1", "some"),
            ("limit on amounts %M", "T1,T2", "most"),
            ("signed log %S", "T2", "some"),
            ("second person approves %L", "T1,T2,T3", "all"),
            ("weekly review %M", "T3", "most"),
        ] {
            let id = desk.ok(&["add", "r.ron", "mitigation", text, "--for", threats]);
            desk.ok(&["set", "r.ron", id.trim(), "strength", strength]);
        }
        desk
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let all = [arguments, &["--json"]].concat();
        serde_json::from_str(&self.ok(&all)).unwrap()
    }

    /// The residual of a threat.
    fn residual(&self, id: &str) -> Value {
        let all = self.json(&["risk", "r.ron"]);
        let mut threats = all["threats"].as_array().unwrap().iter();
        threats.find(|threat| threat["id"] == id).unwrap()["residual"].clone()
    }
}

fn fits(table: &str) {
    for line in table.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn what_is_left_falls_once_a_mitigation_is_built_and_further_once_it_is_shown_to_work() {
    let desk = Desk::with_risks();
    assert_eq!(desk.residual("T3"), "critical");
    desk.ok(&["set", "r.ron", "M5", "status", "implemented"]);
    assert_eq!(desk.residual("T3"), "high");
    desk.ok(&["set", "r.ron", "M5", "checked", "passed", "--by", "Gus"]);
    assert_eq!(desk.residual("T3"), "medium");
    desk.ok(&["set", "r.ron", "M5", "checked", "failed"]);
    assert_eq!(desk.residual("T3"), "critical");
    desk.ok(&["set", "r.ron", "M5", "checked", "none"]);
    // For this threat alone it takes away less, and then nothing more than the rating counts on.
    desk.ok(&["set", "r.ron", "M5", "status", "verified"]);
    desk.ok(&["set", "r.ron", "M5", "strength", "some", "--for", "T3"]);
    assert_eq!(desk.residual("T3"), "high");
    desk.ok(&["set", "r.ron", "M5", "in-rating", "yes", "--for", "T3"]);
    assert_eq!(desk.residual("T3"), "critical");
}

#[test]
fn what_does_not_fit_a_table_ends_in_an_ellipsis() {
    let desk = Desk::with_risks();
    desk.ok(&["set", "r.ron", "T1", "frequency", "1..2..4"]);
    desk.ok(&["set", "r.ron", "T1", "loss", "1k..2k..4k EUR"]);
    let long =
        "Someone who works at night takes the refund of another customer and sends it on to theirs";
    desk.ok(&["set", "r.ron", "T1", "text", long]);
    desk.ok(&["set", "r.ron", "M2", "text", long]);
    for asked in [
        &["risk", "r.ron"][..],
        &["what-if", "r.ron", "--done", "M4"],
        &["cheapest", "r.ron", "--below", "high"],
        &["simulate", "r.ron", "--trials", "1000"],
    ] {
        let table = desk.ok(asked);
        assert!(
            table.contains("Someone who works") && table.contains('…'),
            "{table}"
        );
        assert!(!table.contains(['\u{fdd0}', '\u{fdd1}']), "{table:?}");
    }
}

#[test]
fn the_table_counts_levels_and_says_what_was_counted_by_default() {
    let desk = Desk::with_risks();
    desk.ok(&["set", "r.ron", "M5", "status", "verified"]);
    desk.ok(&[
        "set",
        "r.ron",
        "T2",
        "response",
        "accept",
        "--because",
        "known",
    ]);
    desk.ok(&["add", "r.ron", "mitigation", "ask the bank", "--for", "T2"]);
    desk.ok(&["add", "r.ron", "threat", "Nobody rated this"]);
    let table = desk.ok(&["risk", "r.ron"]);
    fits(&table);
    insta::assert_snapshot!(table, @"
    Scale standard. 4 threats, 1 not rated.
             critical  high  medium  low
      rated  2         1     0       0
      left   1         1     1       0

          RATED     LEFT      THREAT
      T1  critical  critical  Attacker replays a refund
      T2  high      high      (accepted) Someone edits the log
      T3  critical  medium    A clerk pays a friend
      T4  -         -         Nobody rated this

    Most of what is left at high or above on the map (2 of 2) is on: web (2
    threats).
    No strength said, counts nothing: M6.
    No effort said, counts as 40 days: M6.
    ");
}

#[test]
fn a_figure_says_how_it_came_about() {
    let desk = Desk::with_risks();
    desk.ok(&["set", "r.ron", "M2", "status", "implemented"]);
    desk.ok(&["set", "r.ron", "M2", "checked", "passed", "--by", "Gus"]);
    desk.ok(&["set", "r.ron", "T2", "risk", "high/medium"]);
    let says = desk.ok(&["risk", "r.ron", "--why", "T2"]);
    fits(&says);
    for part in [
        "T2 Someone edits the log: rated high, left low",
        "M2 limit on amounts: most of it (3 points) x 2",
        "check passed by Gus on ",
        "no kind said",
        "Rule: some counts 1, most 3, all 6",
    ] {
        let joined = says.replace("\n  ", " ");
        assert!(joined.contains(part), "{part}\n{says}");
    }
    let value = desk.json(&["risk", "r.ron", "--why", "T2"]);
    assert_eq!(value["threat"]["residual"], "low");
}

#[test]
fn who_rated_is_said_with_the_rating_and_an_old_file_has_no_one() {
    let desk = Desk::with_risks();
    desk.ok(&["set", "r.ron", "T2", "severity", "high", "--by", "Gus"]);
    let says = desk
        .ok(&["risk", "r.ron", "--why", "T2"])
        .replace("\n  ", " ");
    assert!(
        says.contains("Rated on ") && says.contains("By: Gus."),
        "{says}"
    );
    let says = desk.ok(&["risk", "r.ron", "--why", "T1"]);
    assert!(
        says.contains("Rated on ") && !says.contains("By:"),
        "{says}"
    );
    desk.ok(&["set", "r.ron", "T2", "severity", "none"]);
    let says = desk.ok(&["risk", "r.ron", "--why", "T2"]);
    assert!(!says.contains("Rated on"), "{says}");
}

#[test]
fn a_token_says_the_strength_of_a_mitigation() {
    let desk = Desk::with_risks();
    let id = desk.ok(&[
        "add",
        "r.ron",
        "mitigation",
        "ask the bank #all #detect",
        "--for",
        "T2",
    ]);
    desk.ok(&["set", "r.ron", id.trim(), "status", "verified"]);
    assert_eq!(desk.residual("T2"), "low");
    desk.ok(&["set", "r.ron", id.trim(), "text", "ask the bank #some"]);
    assert_eq!(desk.residual("T2"), "medium");
}

#[test]
fn what_if_says_what_falls_and_changes_nothing() {
    let desk = Desk::with_risks();
    let before = desk.bytes("r.ron");
    let table = desk.ok(&["what-if", "r.ron", "--done", "M2,M5"]);
    fits(&table);
    assert_eq!(desk.bytes("r.ron"), before);
    insta::assert_snapshot!(table, @"
    If M2 and M5 were done and shown to work:
               critical  high  medium  low
      now      2         1     0       0
      with it  0         0     2       1

          NOW       WITH IT  THREAT
      T1  critical  medium   Attacker replays a refund
      T2  high      low      Someone edits the log
      T3  critical  medium   A clerk pays a friend
    ");
    let value = desk.json(&["what-if", "r.ron", "--done", "M4"]);
    let after = value["threats"].as_array().unwrap().iter();
    assert!(
        after.clone().all(|threat| threat["after"] == "low"),
        "{value}"
    );
    assert_eq!(after.count(), 3);
}

#[test]
fn the_cheapest_set_is_named_with_its_days_and_what_cannot_be_reached() {
    let desk = Desk::with_risks();
    let table = desk.ok(&["cheapest", "r.ron", "--below", "high"]);
    fits(&table);
    insta::assert_snapshot!(table, @"
    To bring every threat to medium or lower: M2 (limit on amounts, M) and M5
    (weekly review, M), 20 days, done and shown to work.

          WORK        STATUS    MITIGATION
      M2  M, 10 days  proposed  limit on amounts
      M5  M, 10 days  proposed  weekly review
    ");
    let value = desk.json(&["cheapest", "r.ron", "--at-most", "medium"]);
    assert_eq!(
        (&value["days"], &value["exact"]),
        (&20.into(), &true.into())
    );
    let value = desk.json(&["cheapest", "r.ron", "--below", "high", "--threats", "T3"]);
    assert_eq!(value["set"][0]["id"], "M5");
    // No effort said counts as long work, and is named.
    desk.ok(&["set", "r.ron", "M4", "status", "rejected"]);
    desk.ok(&["set", "r.ron", "M5", "effort", "none"]);
    let says = desk.ok(&["cheapest", "r.ron", "--below", "high"]);
    assert!(
        says.contains("No effort said, counts as 40 days: M5."),
        "{says}"
    );
    let says = desk.ok(&["cheapest", "r.ron", "--at-most", "low"]);
    assert!(
        says.contains("T3 cannot get to low with what is listed: medium at best."),
        "{says}"
    );
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_can_be() {
    let desk = Desk::with_risks();
    desk.ok(&["set", "r.ron", "M1", "status", "verified"]);
    desk.ok(&["add", "r.ron", "threat", "Nobody rated this"]);
    for (command, says) in [
        (
            &["what-if", "r.ron", "--done", "M9"][..],
            "M9 is not in this session.",
        ),
        (
            &["what-if", "r.ron", "--done", "M1"],
            "M1 is verified already",
        ),
        (
            &["cheapest", "r.ron", "--below", "huge"],
            "\"huge\" is not a level of the scale standard. Its levels are low, medium, high, critical.",
        ),
        (
            &["cheapest", "r.ron", "--below", "low"],
            "low is the lowest level",
        ),
        (
            &["cheapest", "r.ron", "--below", "high", "--threats", "T4"],
            "T4 is not rated",
        ),
        (
            &["cheapest", "r.ron", "--below", "high", "--threats", "T9"],
            "T9 is not in this session.",
        ),
        (
            &["risk", "r.ron", "--why", "T9"],
            "T9 is not in this session.",
        ),
        (
            &["set", "r.ron", "M1", "strength", "much"],
            "\"much\" is not one of some, most, all.",
        ),
        (
            &["set", "r.ron", "M1", "in-rating", "yes"],
            "Say for which threat: `in-rating yes --for T1`.",
        ),
        (
            &["set", "r.ron", "M1", "effort", "S", "--for", "T1"],
            "--for says for which threat",
        ),
        (
            &["set", "r.ron", "M1", "strength", "some", "--for", "T3"],
            "M1 is not linked to T3. Link them first.",
        ),
    ] {
        let said = desk.refused(2, command);
        assert!(said.contains(says), "{command:?}: {said}");
    }
}

#[test]
fn kinds_go_by_their_verb_or_by_their_name() {
    let desk = Desk::with_risks();
    desk.ok(&["set", "r.ron", "T3", "risk", "high/high"]);
    desk.ok(&["set", "r.ron", "M5", "status", "verified"]);
    desk.ok(&["set", "r.ron", "M5", "kind", "compensate"]);
    desk.ok(&["set", "r.ron", "M5", "instead-of", "detective"]);
    let why = |desk: &Desk| {
        desk.ok(&["risk", "r.ron", "--why", "T3"])
            .replace("\n  ", " ")
    };
    assert!(
        why(&desk).contains("So impact falls by 2 steps"),
        "{}",
        why(&desk)
    );
    desk.ok(&["set", "r.ron", "M5", "kind", "deter", "--for", "T3"]);
    assert!(
        why(&desk).contains("So likelihood falls by 2 steps"),
        "{}",
        why(&desk)
    );
}
