//! No text makes an importer fail in another way than by saying so, and what it takes can always be saved.

use crate::support::export_options;
use proptest::prelude::*;
use serde_json::{Value, json};
use threatboard::domain::{Question, QuestionState, Session};
use threatboard::export::{Format, Names, render};
use threatboard::import::SOURCES;

use super::files::files;
use super::{named, now, taken};

/// Every importer on one text.
fn read_all(text: &str) {
    for source in SOURCES {
        let _ = (source.looks)(text);
        match (source.read)(text) {
            Ok(draft) => drop(taken(&draft)),
            Err(error) => {
                let line = error.line == 0 || error.line <= text.lines().count() + 1;
                assert!(line, "{source:?}: {error}");
                assert!(
                    error.says.ends_with(['.', '"', '`']) || error.says.ends_with("..."),
                    "{source:?}: {error}"
                );
                assert!(
                    !error.says.chars().any(char::is_control),
                    "{source:?}: {error}"
                );
            }
        }
    }
}

/// JSON in which the words of SARIF stand anywhere.
fn any_sarif() -> impl Strategy<Value = Value> {
    let words = vec![
        "runs",
        "results",
        "tool",
        "driver",
        "rules",
        "id",
        "ruleId",
        "ruleIndex",
        "message",
        "text",
        "arguments",
        "level",
        "error",
        "none",
        "locations",
        "physicalLocation",
        "artifactLocation",
        "uri",
        "region",
        "startLine",
        "suppressions",
        "status",
        "properties",
        "tags",
        "CWE-1",
        "security-severity",
        "kind",
        "extensions",
        "index",
        "rule",
        "name",
        "messageStrings",
        "default",
        "{0}",
        "{{",
        "[a](1)",
        "artifacts",
        "taxa",
        "\u{202e}",
        "2.1.0",
        "version",
    ];
    let word =
        prop_oneof![8 => prop::sample::select(words).prop_map(str::to_owned), 1 => any::<String>()];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((word.clone(), inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// Text made of what Markdown and YAML are made of.
fn any_markup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "- ",
        "  ",
        "\n",
        "\n\n",
        "* ",
        "1. ",
        "[ ] ",
        "[x] ",
        "# ",
        "## ",
        "Threats",
        "Mitigations:",
        "Questions",
        "?",
        "| ",
        "|",
        "---",
        "|---|---|\n",
        "| threat | owner | status |\n",
        "`",
        "**",
        "<br>",
        "<b>",
        "</b>",
        "<a href=x>",
        "[a](https://a.example)",
        "![i](x)",
        "> ",
        "```\n",
        "\t",
        ": ",
        "questions:",
        "questions:\n  ",
        "&a ",
        "*a",
        "<<: *a",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "!!str ",
        "? ",
        "|\n  ",
        ">\n ",
        "#",
        "%YAML 1.2\n",
        "...\n",
        "Severity: high",
        "STRIDE: S",
        "technical_assets:\n",
        "id: x",
        "\u{feff}",
        "\u{202e}",
        "\r\n",
        "é",
        "👩",
    ]);
    prop::collection::vec(
        prop_oneof![8 => piece.prop_map(str::to_owned), 1 => any::<String>()],
        0..60,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_makes_an_importer_fail_in_another_way_than_by_saying_so(text in any::<String>()) {
        read_all(&text);
    }

    #[test]
    fn no_markup_makes_an_importer_fail_in_another_way_than_by_saying_so(text in any_markup()) {
        read_all(&text);
    }

    #[test]
    fn no_json_makes_an_importer_fail_in_another_way_than_by_saying_so(
        results in prop::collection::vec(any_sarif(), 0..6), tool in any_sarif(), whole in any_sarif(),
    ) {
        read_all(&whole.to_string());
        read_all(&json!({"version": "2.1.0", "runs": [{"tool": tool, "results": results, "artifacts": whole}]}).to_string());
        read_all(&json!({"questions": tool, "technical_assets": whole, "abuse_cases": results}).to_string());
    }

    #[test]
    fn a_good_file_with_a_piece_missing_is_read_or_refused(
        file in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), len in 1..40_usize,
    ) {
        for format in ["sarif", "markdown", "threagile", "otm", "threat-dragon", "tm-library"] {
            let files = files(format);
            let (_, text) = file.get(&files);
            let chars: Vec<char> = text.chars().collect();
            let start = from.index(chars.len().max(1));
            let rest = chars.iter().take(start).chain(chars.iter().skip(start + len));
            read_all(&rest.collect::<String>());
        }
    }

    #[test]
    fn questions_go_out_to_threagile_and_come_back(
        all in prop::collection::vec((any_markup(), prop::option::of(any_markup())), 0..8),
    ) {
        let session = asked(&all);
        let options = export_options(Names::Full, now().date_naive());
        let file = render(Format::from_name("threagile").unwrap(), &session, &options).remove(0).contents;
        // An independent reader of YAML sees the very texts.
        let independent: serde_yaml_ng::Mapping = serde_yaml_ng::from_str(&file).unwrap();
        let map = independent.get("questions").and_then(|q| q.as_mapping()).unwrap();
        prop_assert_eq!(map.len(), session.questions.len(), "{}", file);
        for (question, (_, answer)) in session.questions.iter().zip(map) {
            let open = answer.as_str().unwrap().is_empty();
            prop_assert_eq!(open, question.state == QuestionState::Open);
        }
        for wild in ["<a", "<b", "</", "<!", "<img"] {
            prop_assert!(!file.contains(wild), "{}", file);
        }
        if !session.questions.is_empty() {
            let draft = (named("threagile").read)(&file).unwrap();
            let back = &draft.session.questions;
            prop_assert_eq!(back.len(), session.questions.len(), "{}", file);
            for (new, old) in back.iter().zip(&session.questions) {
                // A text that stands there twice, or is empty, is told apart by its id.
                let alike = session.questions.iter().filter(|q| q.text == old.text).count() > 1;
                prop_assert!(new.text == old.text || alike || old.text.is_empty(), "{}", file);
                prop_assert_eq!((&new.answer, new.state), (&old.answer, old.state));
            }
            let again = render(Format::from_name("threagile").unwrap(), &draft.session, &options);
            let second = (named("threagile").read)(&again[0].contents).unwrap();
            prop_assert_eq!(&second.session.questions, back);
        }
    }
}

fn asked(all: &[(String, Option<String>)]) -> Session {
    let mut session = threatboard::import::Draft::new("Questions").session;
    for (number, (text, answer)) in (1_u32..).zip(all) {
        session.counters.question = number;
        session.questions.push(Question {
            wall: None,
            id: threatboard::domain::QuestionId(number),
            key: None,
            was: Vec::new(),
            text: text.as_str().into(),
            also: Vec::new(),
            merged: Vec::new(),
            about: Vec::new(),
            speaker: None,
            owner: None,
            state: QuestionState::Open,
            answer: answer.clone().unwrap_or_default().into(),
            confirmed: false,
            origin: None,
            at: now(),
            changed: None,
        });
        if let Some(question) = session.questions.last_mut()
            && !question.answer.is_empty()
        {
            question.state = QuestionState::Answered;
        }
    }
    session
}
