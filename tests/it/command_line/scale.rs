//! `threatboard scale`: shown whole, exchanged, and refused with place and remedy.

use serde_json::Value;

use super::Desk;

const OURS: &str = r#"(
    scales: [
        (
            name: "clinic",
            version: 1,
            levels: [
                (id: "low", word: "low", meaning: "no patient notices", counts_as: Low),
                (id: "bad", word: "bad", meaning: "treatment is delayed", counts_as: High),
                (id: "stop", word: "stop", meaning: "a patient may be harmed", counts_as: Critical),
            ],
            likelihood: [
                (id: "rare", word: "rare", meaning: "not seen here"),
                (id: "seen", word: "seen", meaning: "seen here before"),
            ],
            impact: [
                (id: "small", word: "small", meaning: "an hour"),
                (id: "large", word: "large", meaning: "a day or more"),
            ],
            matrix: [
                ["low", "bad"],
                ["bad", "stop"],
            ],
        ),
    ],
)
"#;

fn desk() -> Desk {
    let desk = Desk::with_session();
    desk.ok(&["add", "refund.ron", "threat", "Wrong patient !crit"]);
    desk
}

/// The last threat of the list, as it is listed.
fn last(desk: &Desk) -> String {
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    list.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_scale_is_shown_with_every_meaning_and_its_matrix() {
    let says = desk().ok(&["scale", "refund.ron"]);
    for line in [
        "SEVERITY, scale standard",
        "  high: it hurts badly: money, people or trust are lost",
        "  medium: it can happen",
        "  high    medium  high    critical",
    ] {
        assert!(says.contains(line), "no {line:?} in\n{says}");
    }
    assert!(!says.contains("earlier scale"), "{says}");
}

#[test]
fn another_scale_is_used_from_a_file_and_older_ratings_stay_and_are_named() {
    let desk = desk();
    desk.put("ours.ron", OURS);
    let ran = desk.run(&["scale", "refund.ron", "--from", "ours.ron"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out.contains("  stop: a patient may be harmed"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("Rated with an earlier scale: "),
        "{}",
        ran.out
    );
    assert!(
        ran.err
            .contains("seen likelihood and large impact (stop) is the highest level and touches"),
        "advice: {}",
        ran.err
    );
    assert!(last(&desk).contains("stop"), "{}", last(&desk));
    // A word of the scale is typed, and so is one of the four.
    desk.ok(&["add", "refund.ron", "threat", "Alarm is muted !bad"]);
    assert!(last(&desk).contains("bad"), "{}", last(&desk));
    let json = desk.ok(&["scale", "refund.ron", "--json"]);
    let whole: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(whole["scale"]["name"], "clinic");
    assert_eq!(whole["scale"]["version"], 2, "the standard one was 1");
    assert_eq!(whole["rated_before"].as_array().map(Vec::len), Some(2));
    // And back.
    desk.ok(&["scale", "refund.ron", "--use", "Standard"]);
    assert!(last(&desk).contains("high"), "{}", last(&desk));
}

#[test]
fn what_cannot_be_used_is_refused_with_its_place_and_what_to_do() {
    let desk = desk();
    let says = desk.refused(2, &["scale", "refund.ron", "--use", "6x6"]);
    assert!(
        says.contains("\"6x6\" is not a scale known here. Known: standard, 5x5, three levels."),
        "{says}"
    );
    desk.put(
        "falls.ron",
        &OURS.replace("[\"bad\", \"stop\"]", "[\"low\", \"low\"]"),
    );
    let says = desk.refused(2, &["scale", "refund.ron", "--from", "falls.ron"]);
    for words in [
        "falls.ron: line ",
        "falls from rare likelihood and large impact (",
        "to seen likelihood and large impact (low)",
        "Raise the one or lower the other",
    ] {
        assert!(says.contains(words), "no {words:?} in {says}");
    }
    desk.put("none.ron", "(scales: [])");
    let says = desk.refused(2, &["scale", "refund.ron", "--from", "none.ron"]);
    assert!(
        says.contains("none.ron has no scale of its own, or several. Name one with --use."),
        "{says}"
    );
}
