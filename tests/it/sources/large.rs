//! Files at the limits: they are read, or refused with a reason, and never freeze or fill the machine.

use std::fmt::Write;

use threatboard::domain::LIMITS;
use threatboard::import::MAX_BYTES;

use super::{named, taken};

/// A scan of one tool, up to `bytes` large, its results spread over `rules` rules.
fn scan(bytes: usize, rules: usize) -> String {
    let mut text = String::with_capacity(bytes + 1000);
    text.push_str("{\"version\": \"2.1.0\", \"runs\": [{\"results\": [\n");
    let mut number = 0;
    while text.len() < bytes - 1000 {
        let comma = if number == 0 { "" } else { ",\n" };
        write!(
            text,
            "{comma}{{\"ruleId\": \"r/{}\", \"level\": \"warning\", \"message\": {{\"text\": \"Value {number} is used and never checked.\"}}, \
             \"locations\": [{{\"physicalLocation\": {{\"artifactLocation\": {{\"uri\": \"src/part{}/file{number}.rs\"}}, \
             \"region\": {{\"startLine\": {number}, \"snippet\": {{\"text\": \"let a = input[{number}];\"}}}}}}}}]}}",
            number % rules,
            number % 97,
        )
        .unwrap();
        number += 1;
    }
    text.push_str("\n], \"tool\": {\"driver\": {\"name\": \"Big\"}}}]}");
    text
}

#[test]
fn a_scan_of_fifty_megabytes_is_read() {
    let text = scan(MAX_BYTES, 12);
    assert!(text.len() > MAX_BYTES - 1000 && text.len() <= MAX_BYTES);
    let draft = (named("sarif").read)(&text).unwrap();
    assert_eq!(draft.session.threats.len(), 12);
    assert_eq!(draft.dropped, []);
}

#[test]
fn a_message_and_a_path_without_end_leave_a_session_that_can_be_written() {
    let (words, path) = ("so ".repeat(10_000_000), "deep/".repeat(1_000_000));
    let text = format!(
        "{{\"version\": \"2.1.0\", \"runs\": [{{\"tool\": {{\"driver\": {{\"name\": \"Owl\"}}}}, \"results\": [{{\"ruleId\": \"r1\", \
         \"message\": {{\"text\": \"{words}\"}}, \"locations\": [{{\"physicalLocation\": {{\"artifactLocation\": {{\"uri\": \"{path}\"}}}}}}]}}]}}]}}"
    );
    let draft = (named("sarif").read)(&text).unwrap();
    let size = threatboard::store::format::write(&draft.session)
        .unwrap()
        .len();
    assert!(size < 20_000, "{size} bytes");
    let cut = draft
        .dropped
        .iter()
        .any(|left| left.why.contains("was cut"));
    assert!(cut, "{:?}", draft.dropped);
}

#[test]
fn a_file_beyond_fifty_megabytes_is_refused_with_a_remedy() {
    let text = "- a\n".repeat(MAX_BYTES / 4 + 1);
    for name in [
        "sarif",
        "markdown",
        "mermaid",
        "threagile",
        "otm",
        "threat-dragon",
        "tm-library",
        "transcript",
    ] {
        let error = (named(name).read)(&text).unwrap_err();
        assert!(
            error.says.starts_with("The file is larger than 50 MB."),
            "{error}"
        );
    }
}

#[test]
fn what_a_session_cannot_hold_is_counted() {
    let text = scan(8_000_000, usize::MAX);
    let results = text.matches("ruleId").count();
    assert!(results > LIMITS.items);
    let draft = (named("sarif").read)(&text).unwrap();
    assert_eq!(draft.session.threats.len(), LIMITS.items);
    let said = "is over the limit: a session can have 20000 of one kind";
    let dropped: Vec<(&str, usize, &str)> = (draft.dropped.iter())
        .map(|d| (d.what.as_str(), d.count, d.why.as_str()))
        .collect();
    assert_eq!(dropped, [("threat", results - LIMITS.items, said)]);

    let text = "- a threat\n".repeat(LIMITS.items + 5);
    let draft = (named("markdown").read)(&text).unwrap();
    assert_eq!(draft.session.threats.len(), LIMITS.items);
    assert_eq!(
        draft.dropped[0].to_string(),
        format!("threat (5 times): {said}")
    );
}

#[test]
fn an_hour_without_end_is_read_counted_and_bounded() {
    // More than anyone says in a year.
    let mut text = String::from("WEBVTT\n\n");
    let cues = 250_000;
    for n in 0..cues {
        let (hours, minutes) = (n * 2 / 60, n * 2 % 60);
        let time = format!("{hours:02}:{minutes:02}");
        write!(text, "{time}:00.0 --> {time}:00.1\n<v P{}>x{n}\n\n", n % 7).unwrap();
    }
    let draft = (named("transcript").read)(&text).unwrap();
    let heard = draft.heard.unwrap();
    assert_eq!((heard.cues, heard.folded), (cues, 0));
    assert_eq!(draft.session.threats.len(), LIMITS.items);
    let said = "is over the limit: a session can have 20000 of one kind";
    assert_eq!(
        (draft.dropped[0].count, draft.dropped[0].why.as_str()),
        (cues - LIMITS.items, said)
    );
    // As many times that cannot be read are one line.
    let text = format!("WEBVTT\n\n{}", "then --> now\nx\n\n".repeat(cues));
    let error = (named("transcript").read)(&text).unwrap_err();
    assert_eq!(error.line, 3, "{error}");
}

#[test]
fn what_is_nested_deeper_than_anybody_writes_is_read_or_refused() {
    let deep = 100_000;
    let json = format!("{{\"runs\": {}", "[".repeat(deep));
    let ignored = format!(
        "{{\"x\": {}{}, \"runs\": []}}",
        "[".repeat(deep),
        "]".repeat(deep)
    );
    let yaml = format!("questions: {}", "[".repeat(deep));
    let block = format!("questions:\n{}", "- ".repeat(2000));
    let list = format!("- a\n{}b", "- ".repeat(2000));
    let quote = format!("{}- a", "> ".repeat(2000));
    for text in [json, ignored, yaml, block, list, quote] {
        for name in [
            "sarif",
            "markdown",
            "mermaid",
            "threagile",
            "otm",
            "threat-dragon",
        ] {
            let _ = (named(name).read)(&text);
        }
    }
}

#[test]
fn a_chart_that_never_closes_anything_is_read_in_one_go() {
    let most = 400_000;
    for piece in [
        "a[/x/]-->",
        "a & ",
        "a[\"",
        "a@{",
        "a@{\n",
        "%%{\n",
        "a[(",
        "a -- ",
        "a\n",
        "subgraph a\n",
        "subgraph\n",
        "a-->b\n",
        "subgraph a\nb\nend\n",
        "accDescr {\n",
        "a:::b\n",
        "a|x|b",
        "-->\n",
    ] {
        let text = format!("flowchart LR\n{}", piece.repeat(most / piece.len()));
        if let Ok(draft) = (named("mermaid").read)(&text) {
            assert!(draft.session.elements.len() <= LIMITS.items, "{piece}");
            assert!(
                draft.dropped.len() < 100,
                "{piece}: {}",
                draft.dropped.len()
            );
        }
    }
    // From each of many to each of many: more flows than a session can have.
    let many: Vec<String> = (0..2000).map(|n| format!("n{n}")).collect();
    let many = many.join(" & ");
    let draft = (named("mermaid").read)(&format!("graph\n{many} --> {many}")).unwrap();
    assert_eq!(draft.session.flows.len(), LIMITS.items);
    assert!(
        draft
            .dropped
            .iter()
            .any(|left| left.why.contains("over the limit")),
        "{:?}",
        draft.dropped
    );
}

#[test]
fn subgraphs_nest_no_deeper_than_a_session_can_follow() {
    let begins: String = (0..5000).map(|n| format!("subgraph z{n}\n")).collect();
    let text = format!("graph\n{begins}a\n{}", "end\n".repeat(5000));
    let draft = (named("mermaid").read)(&text).unwrap();
    assert_eq!(draft.session.zones.len(), 5000);
    taken(&draft);
    assert_eq!(draft.dropped.len(), 1, "{:?}", draft.dropped);
}

#[test]
fn aliases_of_yaml_cannot_grow_a_small_file_into_a_large_one() {
    let mut text = String::from(
        "a0: &a0 [\"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\"]\n",
    );
    for n in 1..30 {
        let inner = format!("*a{},", n - 1).repeat(9);
        writeln!(text, "a{n}: &a{n} [{inner}]").unwrap();
    }
    for name in ["threagile", "otm"] {
        let error = (named(name).read)(&text).unwrap_err();
        assert!(error.line > 0, "{error}");
        assert!(
            error.says.contains("budget") || error.says.contains("alias"),
            "{error}"
        );
    }
}

#[test]
fn a_model_of_more_than_a_session_holds_is_counted_and_bounded() {
    let most = LIMITS.items + 50;
    // The same name for everything, each flow with a loose end, each component in the one before it.
    let mut text = String::from("{\"otmVersion\": \"0.2.0\", \"trustZones\": [");
    for n in 0..most {
        let comma = if n == 0 { "" } else { "," };
        write!(
            text,
            "{comma}{{\"id\":\"z{n}\",\"name\":\"Z\",\"parent\":{{\"trustZone\":\"z{}\"}}}}",
            n + 1
        )
        .unwrap();
    }
    text.push_str("], \"components\": [");
    for n in 0..most {
        let comma = if n == 0 { "" } else { "," };
        write!(
            text,
            "{comma}{{\"id\":\"c{n}\",\"name\":\"C\",\"parent\":{{\"component\":\"c{}\"}}}}",
            n + 1
        )
        .unwrap();
    }
    text.push_str("], \"dataflows\": [");
    for n in 0..most {
        let comma = if n == 0 { "" } else { "," };
        write!(
            text,
            "{comma}{{\"id\":\"f{n}\",\"name\":\"F{n}\",\"source\":\"c1\",\"destination\":\"x\"}}"
        )
        .unwrap();
    }
    text.push_str("]}");
    let draft = (named("otm").read)(&text).unwrap();
    let s = &draft.session;
    assert_eq!(
        (s.zones.len(), s.elements.len()),
        (LIMITS.items, LIMITS.items)
    );
    assert!(draft.dropped.len() < 250, "{}", draft.dropped.len());
    taken(&draft);

    // Each box around the one before it, with a part in its middle.
    let mut text = String::from("{\"summary\": {}, \"detail\": {\"diagrams\": [{\"cells\": [");
    for n in 1..=most {
        let comma = if n == 1 { "" } else { "," };
        let at = |size: usize| {
            format!(
                "\"position\":{{\"x\":0,\"y\":0}},\"size\":{{\"width\":{size},\"height\":{size}}}"
            )
        };
        write!(
            text,
            "{comma}{{\"shape\":\"trust-boundary-box\",\"id\":\"b{n}\",{}}},{{\"shape\":\"process\",\"id\":\"p{n}\",{}}}",
            at(n),
            at(n)
        )
        .unwrap();
    }
    text.push_str("]}]}}");
    let draft = (named("threat-dragon").read)(&text).unwrap();
    let s = &draft.session;
    assert_eq!(
        (s.zones.len(), s.elements.len()),
        (LIMITS.items, LIMITS.items)
    );
    assert!(draft.dropped.len() < 250, "{}", draft.dropped.len());
}
