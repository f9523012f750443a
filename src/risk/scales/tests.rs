use super::*;
use crate::domain::{Effort, Severity, Strength};

/// A file with one scale of two levels and a matrix of these rows.
fn own(rows: &str) -> String {
    format!(
        r#"(
    // "quoted" in a comment, and an ( open bracket
    conventions: (line: Critical),
    scales: [
        (name: "plain", version: 1, levels: [
            (id: "no", word: "no", counts_as: Low), (id: "yes", word: "yes", counts_as: High),
        ]),
        (
            name: "ours",
            version: 4,
            levels: [
                (id: "no", word: "no", counts_as: Low),
                (id: "so", word: "so", counts_as: Medium),
                (id: "yes", word: "yes", counts_as: High),
            ],
            likelihood: [(id: "a", word: "seldom"), (id: "b", word: "often")],
            impact: [(id: "a", word: "small"), (id: "b", word: "large")],
            matrix: [
                {rows}
            ],
        ),
    ],
)"#
    )
}

fn refused(text: &str) -> String {
    Scales::bundled().with(text).unwrap_err().to_string()
}

#[test]
fn the_bundled_scales_load_and_the_first_is_the_standard_one() {
    let scales = Scales::bundled();
    assert_eq!(scales.named("Standard"), Some(Scale::standard()));
    assert_eq!(scales.scales.len(), 3);
    assert_eq!(scales.named("5x5").unwrap().cell(4, 4), Some(3));
    assert!(!scales.named("three levels").unwrap().has_matrix());
    assert_eq!(scales.conventions.broken(), None);
    assert_eq!(scales.advice(), [""; 0]);
    // By the same rules as a team's own.
    assert_eq!(scales.with(BUNDLED).unwrap(), scales);
}

#[test]
fn every_level_of_the_bundled_scales_says_what_it_means() {
    for scale in Scales::bundled().scales {
        let levels = scale.levels.iter().map(|level| &level.meaning);
        let steps = scale.likelihood.iter().chain(&scale.impact);
        let meanings: Vec<_> = levels.chain(steps.map(|step| &step.meaning)).collect();
        assert!(meanings.iter().all(|m| !m.is_empty()), "{}", scale.name);
    }
}

#[test]
fn the_conventions_are_those_of_the_rules() {
    let conventions = Conventions::bundled();
    let strengths = [
        None,
        Some(Strength::Some),
        Some(Strength::Most),
        Some(Strength::All),
    ];
    assert_eq!(strengths.map(|s| conventions.points(s)), [0, 1, 3, 6]);
    assert_eq!(
        strengths.map(|s| conventions.left(s).to_string()),
        ["1", "0.6", "0.25", "0.05"]
    );
    let efforts = [
        Some(Effort::Small),
        Some(Effort::Medium),
        Some(Effort::Large),
        None,
    ];
    assert_eq!(efforts.map(|e| conventions.days(e)), [2, 10, 40, 40]);
    let steps = [0, 1, 5, 6, 11, 12, 19, 20, 900].map(|p| conventions.steps(p));
    assert_eq!(steps, [0, 1, 1, 2, 2, 3, 3, 4, 4]);
    assert_eq!(
        (conventions.line, conventions.pareto_percent),
        (Severity::High, 80)
    );
}

#[test]
fn a_team_changes_what_it_gives_and_nothing_else() {
    let bundled = Scales::bundled();
    let ours = bundled
        .with("(conventions: (points: (most: 4), effort_days: (unsaid: 5)))")
        .unwrap();
    assert_eq!(ours.conventions.points(Some(Strength::Most)), 4);
    assert_eq!(ours.conventions.points(Some(Strength::Some)), 1);
    assert_eq!(ours.conventions.days(None), 5);
    assert_eq!(ours.scales, bundled.scales);
    let ours = bundled
        .with(&own(r#"["no", "so"], ["so", "yes"]"#))
        .unwrap();
    assert_eq!(ours.conventions.line, Severity::Critical);
    assert_eq!(ours.scales.len(), 5);
    assert_eq!(ours.named("ours").unwrap().version, 4);
    let again = own(r#"["no", "no"], ["so", "yes"]"#).replace("\"plain\"", "\"standard\"");
    let again = bundled.with(&again).unwrap();
    assert_eq!(
        again.scales.len(),
        4,
        "a scale of the same name is replaced"
    );
    assert_eq!(again.named("standard").unwrap().levels.len(), 2);
}

#[test]
fn a_matrix_that_falls_is_refused_at_the_cell_with_both_named() {
    assert_eq!(
        refused(&own("[\"so\", \"no\"], // \"yes\"\n[\"so\", \"yes\"]")),
        "line 19, column 24: likelihood seldom, impact large is no, which is lower than so at likelihood seldom, \
         impact small. Raise the one or lower the other."
    );
    assert_eq!(
        refused(&own("[\"no\", \"yes\"],\n[\"so\", /* \"no\" */ \"so\"]")),
        "line 20, column 19: likelihood often, impact large is so, which is lower than yes at likelihood seldom, \
         impact large. Raise the one or lower the other."
    );
}

#[test]
fn a_matrix_that_jumps_is_used_and_said() {
    let ours = Scales::bundled().with(&own(r#"["no", "yes"], ["so", "yes"]"#));
    assert_eq!(
        ours.unwrap().advice(),
        [
            "Scale ours: likelihood seldom, impact large is the highest level and touches likelihood seldom, impact \
             small, the lowest. Put a level between them.",
            "Scale ours: likelihood often, impact large is the highest level and touches likelihood seldom, impact \
             small, the lowest. Put a level between them.",
            "Scale ours: likelihood seldom, impact large is the highest level, though one half is the lowest step. \
             Lower that cell.",
        ]
    );
}

#[test]
fn what_is_wrong_in_a_scale_is_said_with_its_place() {
    let fine = own(r#"["no", "so"], ["so", "yes"]"#);
    let table = [
        (
            own(r#"["no", "so"], ["so", "yess"]"#),
            "line 19, column 38: `yess` is not a level of this scale.",
        ),
        (
            own(r#"["no", "so"], ["so"]"#),
            "line 19, column 32: a row has a level for each step of impact: 2, not 1.",
        ),
        (
            own(r#"["no", "so"]"#),
            "line 8, column 9: `matrix` has a row for each step of likelihood: 2, not 1.",
        ),
        (
            fine.replace("\"plain\"", "\"ours\""),
            "line 8, column 9: there are two scales called ours. Rename one.",
        ),
        (
            fine.replace("name: \"plain\"", "name: \"\""),
            "line 5, column 9: a scale needs a name.",
        ),
        (
            fine.replace("(id: \"no\", word: \"no\", counts_as: Low), (id", "(id"),
            "line 5, column 9: `levels` has 2 to 5 entries, not 1.",
        ),
        (
            fine.replace("id: \"b\", word: \"large\"", "id: \"a\", word: \"large\""),
            "line 8, column 9: `a` is twice in `impact`. Rename one.",
        ),
        (
            fine.replace("word: \"so\"", "word: \"\""),
            "line 8, column 9: an entry of `levels` lacks its id or its word.",
        ),
        (
            fine.replace("counts_as: Medium", "counts_as: Critical"),
            "line 8, column 9: `counts_as` must not fall from one level to the next.",
        ),
        (
            fine.replace(
                "likelihood: [(id: \"a\", word: \"seldom\"), (id: \"b\", word: \"often\")],",
                "",
            ),
            "line 8, column 9: `likelihood` has 2 to 5 entries, not 0.",
        ),
        (
            fine.replace("matrix: [", "matrix: [], // [")
                .replace("[\"no\", \"so\"], [\"so\", \"yes\"]\n            ],", ""),
            "line 8, column 9: `likelihood`, `impact` and `matrix` go together. Write all three or none.",
        ),
        (
            "(\n  conventions: (points: (most: 9)),\n)".to_owned(),
            "line 2, column 3: points must not fall from unsaid over some and most to all, nor pass 1000.",
        ),
        (
            "(conventions: (pionts: (most: 9)))".to_owned(),
            "line 1, column 16: `pionts` is not a field here. Write points, weights, steps_need, left, floor, \
             effort_days, pareto_percent or line.",
        ),
    ];
    for (text, says) in table {
        assert_eq!(refused(&text), says);
    }
}

#[test]
fn numbers_that_would_let_risk_rise_are_refused() {
    for (text, word) in [
        ("(weights: (built: 3))", "weights"),
        ("(weights: (shown: 1001))", "weights"),
        ("(steps_need: [6, 1])", "steps_need"),
        ("(steps_need: [0, 1])", "steps_need"),
        ("(left: (some: 0.1))", "left"),
        ("(left: (all: 0.3))", "left"),
        ("(left: (some: 1.5))", "left"),
        ("(floor: -0.1)", "left and floor"),
        ("(effort_days: (large: 20000))", "effort_days"),
        ("(pareto_percent: 0)", "pareto_percent"),
        ("(points: (all: 20000))", "points"),
    ] {
        let error = refused(&format!("(conventions: {text})"));
        let start = format!("line 1, column 2: {word}");
        assert!(error.starts_with(&start), "{error}");
    }
}
