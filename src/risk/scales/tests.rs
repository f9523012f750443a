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
        "line 19, column 24: The matrix of the scale falls from seldom likelihood and small impact (so) to seldom likelihood \
         and large impact (no). Raise the one or lower the other."
    );
    assert_eq!(
        refused(&own("[\"no\", \"yes\"],\n[\"so\", /* \"no\" */ \"so\"]")),
        "line 20, column 19: The matrix of the scale falls from seldom likelihood and large impact (yes) to often likelihood \
         and large impact (so). Raise the one or lower the other."
    );
}

#[test]
fn a_matrix_that_jumps_is_used_and_said() {
    let ours = Scales::bundled().with(&own(r#"["no", "yes"], ["so", "yes"]"#));
    assert_eq!(
        ours.unwrap().advice(),
        [
            "Scale ours: seldom likelihood and large impact (yes) is the highest level and touches seldom likelihood and \
             small impact (no), the lowest. Put a level between them.",
            "Scale ours: often likelihood and large impact (yes) is the highest level and touches seldom likelihood and \
             small impact (no), the lowest. Put a level between them.",
            "Scale ours: seldom likelihood and large impact (yes) is the highest level, though one half is the lowest \
             step. Lower that cell.",
        ]
    );
}

#[test]
fn what_is_wrong_in_a_scale_is_said_with_its_place() {
    let fine = own(r#"["no", "so"], ["so", "yes"]"#);
    let table = [
        (
            own(r#"["no", "so"], ["so", "yess"]"#),
            "line 19, column 38: The matrix of the scale says \"yess\", which is not the id of a level.",
        ),
        (
            own(r#"["no", "so"], ["so"]"#),
            "line 19, column 32: The matrix of the scale must have 2 rows, one for each likelihood, of 2 levels each.",
        ),
        (
            own(r#"["no", "so"]"#),
            "line 8, column 9: The matrix of the scale must have 2 rows, one for each likelihood, of 2 levels each.",
        ),
        (
            fine.replace("\"plain\"", "\"ours\""),
            "line 8, column 9: there are two scales called ours. Rename one.",
        ),
        (
            fine.replace("name: \"plain\"", "name: \"\""),
            "line 5, column 9: A scale needs a name.",
        ),
        (
            fine.replace("(id: \"no\", word: \"no\", counts_as: Low), (id", "(id"),
            "line 5, column 9: The scale has 1 entry in levels. It needs 2 to 5.",
        ),
        (
            fine.replace("id: \"b\", word: \"large\"", "id: \"a\", word: \"large\""),
            "line 8, column 9: Two entries in impact of the scale are called \"large\".",
        ),
        (
            fine.replace("word: \"so\"", "word: \"NO\""),
            "line 8, column 9: Two entries in levels of the scale are called \"NO\".",
        ),
        (
            fine.replace("word: \"large\"", "word: \"small\""),
            "line 8, column 9: Two entries in impact of the scale are called \"small\".",
        ),
        (
            fine.replace("word: \"so\"", "word: \"\""),
            "line 8, column 9: An entry in levels of the scale has no id or no word.",
        ),
        (
            fine.replace("counts_as: Medium", "counts_as: Critical"),
            "line 8, column 9: A higher level of the scale counts as a lower severity. Sort them.",
        ),
        (
            fine.replace(
                "likelihood: [(id: \"a\", word: \"seldom\"), (id: \"b\", word: \"often\")],",
                "",
            ),
            "line 8, column 9: Likelihood, impact and matrix of the scale go together. Write all three or none.",
        ),
        (
            fine.replace("matrix: [", "matrix: [], // [")
                .replace("[\"no\", \"so\"], [\"so\", \"yes\"]\n            ],", ""),
            "line 8, column 9: Likelihood, impact and matrix of the scale go together. Write all three or none.",
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

#[test]
fn every_scale_that_loads_can_be_used() {
    let fine = own(r#"["no", "so"], ["so", "yes"]"#);
    let uses = |text: &str| {
        let ours = Scales::bundled().with(text).ok()?;
        let title = Text::new("Refunds");
        let at = crate::domain::Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let kind = crate::domain::SessionKind::Meeting;
        let mut session = crate::domain::Session::new(uuid::Uuid::nil(), title, kind, at);
        let edit = session.use_scale(ours.scales.last()?);
        Some(session.apply(&edit, at).is_ok())
    };
    assert_eq!(uses(&fine), Some(true));
    let long = format!("\"{}\"", "x".repeat(5_000));
    for changed in [
        fine.replace("word: \"so\"", "word: \"yes\""),
        fine.replace("word: \"small\"", "word: \"LARGE\""),
        fine.replace("word: \"often\"", "word: \"a\""),
        fine.replace("\"ours\"", &long),
    ] {
        assert_ne!(
            uses(&changed),
            Some(false),
            "it loads and is refused on use: {changed}"
        );
    }
}
