//! What a year costs, for scripts: ranges are set, simulated, and said in words and JSON.

use serde_json::Value;

use super::Desk;
use super::own::own;

impl Desk {
    fn figures(&self, threat: &str, field: &str, value: &str) {
        let all = ["set", "refund.ron", threat, field, value, "--by", "Ana"];
        self.ok(&all);
    }

    fn with_figures() -> Self {
        let desk = Self::with_session();
        desk.figures("T1", "frequency", "0.1..0.5..2");
        desk.figures("T1", "loss", "10k..50k..400k EUR");
        desk.figures("T2", "frequency", "5% once");
        desk.figures("T2", "loss", "500k..2m EUR");
        desk
    }

    fn simulated(&self, arguments: &[&str]) -> Value {
        let all = [&["simulate", "refund.ron", "--json"], arguments].concat();
        serde_json::from_str(&self.ok(&all)).unwrap()
    }
}

fn near(value: &Value, expected: f64) {
    let found = value.as_f64().unwrap();
    assert!(
        (found / expected - 1.0).abs() < 1e-9,
        "{found}, not {expected}"
    );
}

#[test]
fn ranges_are_set_and_what_a_year_costs_is_said_interval_first() {
    let desk = Desk::with_figures();
    let says = desk.ok(&["simulate", "refund.ron", "--trials", "20000"]);
    let lines: Vec<&str> = says.lines().collect();
    assert_eq!(
        lines[0],
        "What a year costs: 20,000 years simulated, seed 7."
    );
    assert!(
        lines[1].starts_with("In all, nine years in ten: 0 to "),
        "{says}"
    );
    assert!(lines[1].contains("mean 120k EUR"), "{says}");
    let says = says.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "How likely it is to lose more in a year more than 0 EUR ",
        "- Threats are taken as independent of each other: the mean is right, the tail is too thin,",
        "- T1: times a year: 0.1..0.5..2 (by Ana Lopez), never below or above; each costs 10k..50k..400k EUR (by Ana Lopez), never",
        "- T2: once, with a chance of 0.05 (by Ana Lopez), exactly; each costs 500k..2m EUR (by Ana Lopez), above and below one",
    ] {
        assert!(says.contains(part), "{part}\n\n{says}");
    }
}

#[test]
fn json_has_the_closed_forms_and_the_same_seed_gives_the_same() {
    let desk = Desk::with_figures();
    let found = desk.simulated(&["--trials", "20000"]);
    near(&found["threats"][0]["with"]["mean"], 69_472.222_222_222_2);
    near(&found["threats"][1]["with"]["mean"], 54_642.583_004_1);
    near(&found["all"]["with"]["mean"], 124_114.805_226_3);
    assert_eq!(found["currency"], "EUR");
    assert_eq!(found["threats"][0]["given"]["frequency"]["by"], "Ana Lopez");
    assert_eq!(found["threats"][1]["given"]["once"], true);
    assert_eq!(found["carry"]["of"], 2);
    assert_eq!(desk.simulated(&["--trials", "20000"]), found);
    let other = desk.simulated(&["--trials", "20000", "--seed", "8"]);
    assert_ne!(other["all"]["with"]["q95"], found["all"]["with"]["q95"]);
}

#[test]
fn threats_without_numbers_are_named_and_none_takes_them_away() {
    let desk = Desk::with_figures();
    desk.ok(&["set", "refund.ron", "T2", "loss", "none"]);
    let says = desk.ok(&["simulate", "refund.ron", "--trials", "1000"]);
    assert!(says.contains("- T2 is not counted: no loss.\n"), "{says}");
    for words in ["Bank is down", "Key leaks"] {
        desk.ok(&["add", "refund.ron", "threat", words]);
    }
    let says = desk.ok(&["simulate", "refund.ron", "--trials", "1000"]);
    let rest =
        "- T2 is not counted: no loss.\n- T3 and T4 are not counted: no frequency and no loss.\n";
    assert!(says.contains(rest), "{says}");
    for id in ["T3", "T4"] {
        desk.ok(&["delete", "refund.ron", id]);
    }
    for field in ["frequency", "loss"] {
        desk.ok(&["set", "refund.ron", "T1", field, "none"]);
    }
    let says = desk.refused(2, &["simulate", "refund.ron"]);
    assert!(
        says.contains("No threat has a frequency and a loss yet."),
        "{says}"
    );
}

#[test]
fn what_cannot_be_a_range_is_refused_and_nothing_is_kept() {
    let desk = Desk::with_figures();
    for (field, value, says) in [
        ("frequency", "2..1", "falls"),
        (
            "frequency",
            "5000",
            "Frequency: 5000 a year is more than 1000.",
        ),
        (
            "frequency",
            "1%..5% once",
            "a chance cannot have an open tail",
        ),
        ("loss", "0..10k EUR", "begins above 0"),
        ("loss", "1.000", "can be read in two ways"),
        ("chance", "1.5", "is above 1"),
    ] {
        let refused = desk.refused(2, &["set", "refund.ron", "T1", field, value]);
        assert!(refused.contains(says), "{field} {value}: {refused}");
    }
    let refused = desk.refused(2, &["set", "refund.ron", "E1", "loss", "10k"]);
    assert!(refused.contains("E1 has no such field"), "{refused}");
    desk.figures("T2", "loss", "500k USD");
    let refused = desk.refused(2, &["simulate", "refund.ron"]);
    assert!(refused.contains("T1 is in EUR, T2 in USD."), "{refused}");
}

#[test]
fn a_threat_that_hardly_ever_comes_is_not_said_to_cost_0_to_0() {
    let desk = Desk::with_session();
    desk.figures("T1", "frequency", "1%");
    desk.figures("T1", "loss", "500k EUR");
    let says = desk.ok(&["simulate", "refund.ron"]);
    let says = says.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        says.contains(
            "nine years in ten: no loss in most years; a loss in about 1 year of 100; mean 5k EUR."
        ),
        "{says}"
    );
    assert!(
        says.contains("Where the mean is above what nine years in ten cost, large losses are rare"),
        "{says}"
    );
    assert!(!says.contains("0 to 0"), "{says}");
}

#[test]
fn a_teams_own_shares_are_used_and_a_broken_file_is_said() {
    let desk = Desk::with_figures();
    let new = [
        "add",
        "refund.ron",
        "mitigation",
        "Sign the file #prevent",
        "--for",
        "T1",
    ];
    let id = desk.ok(&new);
    desk.ok(&["set", "refund.ron", id.trim(), "strength", "most"]);
    desk.ok(&["set", "refund.ron", id.trim(), "status", "verified"]);
    let left =
        |desk: &Desk| desk.simulated(&["--trials", "1000"])["threats"][0]["frequency_left"].clone();
    assert_eq!(left(&desk), 0.25);
    own(&desk, "scales.ron", "(conventions: (left: (most: 0.5)))");
    assert_eq!(left(&desk), 0.5);
    own(&desk, "scales.ron", "(conventions: (left: (moist: 0.5)))");
    assert_eq!(left(&desk), 0.25);
    let ran = desk.run(&["simulate", "refund.ron"]);
    assert!(
        ran.err.contains("The bundled scales are used"),
        "{}",
        ran.err
    );
}
