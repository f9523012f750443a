//! One fact, one answer: what a figure says on one page it says on every other.

use serde_json::Value;

use super::Desk;

impl Desk {
    /// Two high threats, and a mitigation of the first that was built.
    fn with_built() -> Self {
        let desk = Self::new();
        let new = ["new", "Refunds", "--with", "Gus eng", "--file", "r.ron"];
        desk.ok(&[&new[..], &["--no-open"]].concat());
        desk.ok(&["add", "r.ron", "threat", "Refund paid twice !high"]);
        desk.ok(&["add", "r.ron", "threat", "Log edited !high"]);
        let signed = ["add", "r.ron", "mitigation", "sign it", "--for", "T1"];
        desk.ok(&signed);
        desk.set("M1", "status", "implemented");
        desk
    }

    fn set(&self, id: &str, field: &str, value: &str) {
        self.ok(&["set", "r.ron", id, field, value]);
    }

    fn summary(&self, audience: &str) -> String {
        self.ok(&["export", "r.ron", "--to", "summary", "--for", audience])
    }

    fn exported(&self, format: &str) -> String {
        self.ok(&["export", "r.ron", "--to", format])
    }
}

#[test]
fn a_check_that_was_passed_or_failed_is_said_on_every_page() {
    let desk = Desk::with_built();
    let unsaid = "No verification yet: M1";
    assert!(desk.summary("qa").contains(unsaid));
    assert!(
        desk.ok(&["check", "r.ron"])
            .contains("M1 has no verification")
    );
    desk.ok(&["set", "r.ron", "M1", "checked", "passed", "--by", "Gus"]);
    let qa = desk.summary("qa");
    assert!(!qa.contains(unsaid), "{qa}");
    assert!(qa.contains("(implemented, check passed, for T1)"), "{qa}");
    let business = desk.summary("business");
    let said = "sign it (M1, implemented, check passed)";
    assert!(business.contains(said), "{business}");
    let everyone = desk.summary("everyone");
    assert!(everyone.contains("check passed"), "{everyone}");
    let check = desk.ok(&["check", "r.ron"]);
    assert!(!check.contains("M1 has no verification"), "{check}");
    let minutes = desk.exported("minutes");
    assert!(minutes.contains("**M1** was checked by Gus"), "{minutes}");
    let report = desk.exported("html");
    assert!(report.contains("implemented, check passed"), "{report}");
    desk.ok(&["set", "r.ron", "M1", "checked", "failed"]);
    let qa = desk.summary("qa");
    assert!(qa.contains("(implemented, does not work, for T1)"), "{qa}");
    let minutes = desk.exported("minutes");
    assert!(minutes.contains("**M1** was checked: failed."), "{minutes}");
    let report = desk.exported("html");
    assert!(report.contains("implemented, does not work"), "{report}");
}

#[test]
fn a_part_whose_impact_falls_says_that_only_likelihood_counts_for_what_rests_on_it() {
    let desk = Desk::with_built();
    desk.set("T1", "risk", "high/medium");
    desk.set("T2", "risk", "medium/high");
    desk.ok(&["add", "r.ron", "threat", "Call faked !medium"]);
    let restore = ["add", "r.ron", "mitigation", "restore it", "--for", "T2"];
    desk.ok(&restore);
    for (field, value) in [
        ("kind", "recover"),
        ("strength", "some"),
        ("status", "in place"),
    ] {
        desk.set("M2", field, value);
    }
    desk.set("T1", "rests-on", "all of T2, T3");
    let tree = desk.ok(&["tree", "r.ron"]);
    assert!(tree.contains("T2 Log edited: high, medium left"), "{tree}");
    let says = "what lowers the impact of T2 does not.";
    assert!(tree.ends_with(&format!("{says}\n")), "{tree}");
    let why = desk.ok(&["risk", "r.ron", "--why", "T1"]);
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(why.contains("T2 (likelihood falls 0 steps)"), "{why}");
    assert!(why.contains("T3 (falls 0 steps)"), "{why}");
    assert!(why.contains(says), "{why}");
    // Where likelihood falls, nothing has to be explained.
    desk.set("M2", "kind", "prevent");
    let tree = desk.ok(&["tree", "r.ron"]);
    assert!(!tree.contains("does not."), "{tree}");
}

#[test]
fn what_is_left_of_a_threat_without_a_level_is_not_a_word_of_its_own() {
    let desk = Desk::with_built();
    desk.ok(&["add", "r.ron", "threat", "Clerk fooled"]);
    desk.ok(&["set", "r.ron", "T1", "rests-on", "all of T2, T3"]);
    let cut = ["add", "r.ron", "mitigation", "teach", "--for", "T3"];
    desk.ok(&cut);
    for (field, value) in [
        ("strength", "all"),
        ("status", "implemented"),
        ("checked", "passed"),
    ] {
        desk.set("M2", field, value);
    }
    let tree = desk.ok(&["tree", "r.ron"]);
    assert!(
        tree.contains("T3 Clerk fooled: not rated, cut; cut by M2"),
        "{tree}"
    );
    let trees = desk.exported("trees");
    assert!(trees.contains("not rated, cut - cut by M2"), "{trees}");
    let json = desk.ok(&["tree", "r.ron", "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["trees"][0]["nodes"][2]["left"], "cut");
}

#[test]
fn a_count_of_all_threats_adds_up_and_names_those_without_an_open_action() {
    let desk = Desk::with_built();
    desk.set("T2", "response", "mitigate");
    desk.ok(&["add", "r.ron", "threat", "Unlooked at"]);
    let business = desk.summary("business");
    let says = "3 risks: 1 being worked on, 1 to be mitigated with no action open, 1 with nothing decided; \
                2 are rated high or critical.";
    assert!(business.contains(says), "{business}");
}

#[test]
fn what_fell_below_the_line_comes_after_what_did_not_and_says_both_levels() {
    let desk = Desk::with_built();
    desk.set("M1", "strength", "most");
    let business = desk.summary("business");
    let fell = business.find("(T1, rated high, medium left)").unwrap();
    let stands = business.find("(T2, high)").unwrap();
    assert!(stands < fell, "{business}");
}

#[test]
fn to_verify_what_is_built_is_a_what_if_and_the_cheapest_set_says_what_it_would_do() {
    let desk = Desk::with_built();
    desk.set("T1", "severity", "critical");
    desk.set("M1", "strength", "all");
    let says = desk.ok(&["what-if", "r.ron", "--done", "M1"]);
    let line = says.lines().find(|line| line.contains("Refund")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words.get(..3), Some(&["T1", "medium", "low"][..]), "{says}");
    let cheapest = ["cheapest", "r.ron", "--below", "medium", "--threats", "T1"];
    let says = desk.ok(&cheapest);
    let says = says.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        says.contains(
            "T1 cannot get to low with what is listed: medium at best. To verify M1, built already, would take T1 to low."
        ),
        "{says}"
    );
    // Once that is done, there is nothing more to ask.
    desk.set("M1", "status", "verified");
    let refused = desk.refused(2, &["what-if", "r.ron", "--done", "M1"]);
    assert!(refused.contains("M1 is verified already"), "{refused}");
    desk.set("M1", "status", "rejected");
    let refused = desk.refused(2, &["what-if", "r.ron", "--done", "M1"]);
    assert!(refused.contains("M1 is rejected"), "{refused}");
}

#[test]
fn figures_of_money_are_refused_or_said_in_full_sentences() {
    let desk = Desk::with_built();
    desk.set("T1", "frequency", "1");
    let wide = ["set", "r.ron", "T1", "loss", "0.001..1000000bn EUR"];
    let refused = desk.refused(2, &wide);
    assert!(refused.contains("too wide to have a mean"), "{refused}");
    desk.set("T1", "loss", "0 EUR");
    let says = desk.ok(&["simulate", "r.ron", "--trials", "1000"]);
    assert!(!says.contains("carry"), "{says}");
    assert!(!desk.summary("business").contains("carry 0%"));
}

#[test]
fn more_than_can_be_drawn_is_refused_with_how_much_can() {
    let desk = Desk::with_built();
    for id in ["T1", "T2"] {
        desk.set(id, "frequency", "1000");
        desk.set(id, "loss", "1k..2k EUR");
    }
    let all = ["simulate", "r.ron", "--trials", "1000000"];
    let refused = desk.refused(2, &all);
    assert!(
        refused.contains("more than 1000000000 events") && refused.contains("--trials 490000"),
        "{refused}"
    );
}
