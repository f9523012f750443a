use super::*;

/// A script of one line, with these in place of its people and its line.
fn script(people: &str, line: &str) -> String {
    format!(
        "(\n name: \"x\", title: \"X\", keys: 9,\n people: [\n  {people},\n ],\n steps: [(step: Round, minutes: 1)],\n lines: [\n  {line},\n ],\n)"
    )
}

const ANA: &str = "(name: \"Ana\")";
const LINE: &str =
    "(id: \"a\", by: \"Ana\", when: In(Round, 0), kind: Threat, says: \"It breaks\")";

#[test]
fn both_bundled_scripts_are_whole_and_as_long_as_they_say() {
    let scripts = Script::bundled().unwrap();
    let found: Vec<(&str, u32)> = scripts.iter().map(|s| (&*s.name, s.minutes())).collect();
    assert_eq!(found, [("first", 10), ("facilitator", 40)]);
    for script in &scripts {
        for line in &script.lines {
            let small = [Kind::SmallTalk, Kind::Silence, Kind::Disagree].contains(&line.kind);
            assert!(
                !small || line.expect.is_none(),
                "{}: small talk is no item",
                line.id
            );
        }
        for kind in [
            Kind::Describe,
            Kind::Threat,
            Kind::Fix,
            Kind::Question,
            Kind::Chat,
            Kind::Disagree,
            Kind::SmallTalk,
            Kind::Silence,
        ] {
            assert!(
                script.lines.iter().any(|line| line.kind == kind),
                "{}: {kind:?}",
                script.name
            );
        }
    }
}

#[test]
fn a_first_try_is_told_what_to_do_about_every_line() {
    let script = Script::parse(Script::bundled_text(None).unwrap()).unwrap();
    for line in script.lines.iter().filter(|line| line.kind != Kind::Chat) {
        assert!(line.hint.is_some(), "{}", line.id);
    }
}

#[test]
fn a_script_is_found_by_its_name() {
    assert!(
        Script::bundled_text(Some("facilitator"))
            .unwrap()
            .contains("\"facilitator\"")
    );
    assert_eq!(Script::bundled_text(Some("nothing")), None);
}

#[test]
fn every_habit_has_a_rule_and_there_are_always_three() {
    use Habit as H;
    let rules = Rules::bundled().unwrap().rules;
    let of = |habit| rules.iter().filter(|rule| rule.on == habit).count();
    for habit in [
        H::Threats,
        H::System,
        H::Questions,
        H::Fixes,
        H::Chat,
        H::Place,
        H::Speaker,
        H::Asked,
        H::Keys,
        H::Hurry,
        H::Actions,
    ] {
        assert_eq!(of(habit), 1, "{habit:?}");
    }
    assert_eq!(of(H::Always), 3);
}

#[test]
fn a_script_that_does_not_go_together_is_refused_with_its_line_and_what_to_do() {
    let line = |from: &str, to: &str| LINE.replace(from, to);
    let table = [
        (
            ANA,
            line("(id: \"a\"", "(id: \"\""),
            "line 8: the id \"\" is empty or appears twice. Write another.",
        ),
        (
            ANA,
            format!("{LINE},\n  {LINE}"),
            "line 9: the id \"a\" is empty or appears twice. Write another.",
        ),
        (
            ANA,
            line("Ana", "Bo"),
            "line 8: \"Bo\" is not in the room. Write Ana.",
        ),
        (
            ANA,
            line("by: \"Ana\", ", ""),
            "line 8: \"\" is not in the room. Write Ana.",
        ),
        (
            ANA,
            line("Round, 0", "Round, 60"),
            "line 8: Round ends after 60 seconds, before second 60. Write an earlier one.",
        ),
        (
            ANA,
            line("Round, 0", "Sweep, 0"),
            "line 8: Sweep is not in `steps`. Add it there, or write another step.",
        ),
        (
            ANA,
            line("It breaks", ""),
            "line 8: a line has 1 to 200 characters; this one has 0. Shorten or split it.",
        ),
        (
            ANA,
            line("says:", "expect: (item: Fix, about: \"b\"), says:"),
            "line 8: no line before this has the id \"b\". Write one that has been said.",
        ),
        (
            ANA,
            line("says:", "expect: (item: Flow), says:"),
            "line 8: a flow needs words such as \"member -> app\". Write them.",
        ),
        (
            "(name: \"Ana\"), (name: \"ana\")",
            LINE.to_owned(),
            "line 4: the name \"ana\" is empty or appears twice. Write another.",
        ),
    ];
    for (people, line, says) in table {
        let refused = Script::parse(&script(people, &line)).unwrap_err();
        assert_eq!(refused.to_string(), says);
    }
    let misspelt = script(ANA, &line("kind: Threat", "kind: Thread"));
    let refused = Script::parse(&misspelt).unwrap_err().to_string();
    assert!(refused.starts_with("line 8, column "), "{refused}");
    assert!(
        refused.contains("`Thread` is not a valid value here. Write"),
        "{refused}"
    );
    let lunch = script(ANA, LINE).replace(
        "(step: Round, minutes: 1)",
        "(step: Quiet, minutes: 1), (step: Round, minutes: 1)",
    );
    let refused = Script::parse(&lunch).unwrap_err().to_string();
    assert_eq!(
        refused,
        "line 6: Quiet is not a step of a meeting. Remove it."
    );
    let hint = script(ANA, &line("says:", "hint: \"Press {thread}\", says:"));
    let refused = Script::parse(&hint).unwrap_err().to_string();
    assert!(refused.starts_with("line 8, column "), "{refused}");
}

#[test]
fn only_a_silent_room_needs_no_speaker() {
    let silent = LINE
        .replace("by: \"Ana\", ", "")
        .replace("Threat", "Silence");
    let script = Script::parse(&script(ANA, &silent)).unwrap();
    assert_eq!(script.lines.len(), 1);
}
