//! Plain text: one threat a line. What a meeting chat or a notes file puts around a line is taken off, a line that ends
//! in a question mark is a question, and one with an arrow is a line of the map, as on the wall of a whiteboard.

use super::{Draft, ImportError, Source, unknown};
use crate::domain::text::MAX_BYTES;
use crate::domain::{Edit, FourQuestion, LIMITS, New, Origin, Text};
use crate::parse::chat::{self, MAX_PASTE};
use crate::parse::wall;

/// Its name on the command line.
pub const NAME: &str = "lines";

/// How it is chosen and read.
pub const SOURCE: Source = Source {
    name: NAME,
    describes: "plain text, one threat per line; a line that ends in ? is a question",
    endings: &[".txt"],
    prose: true,
    looks,
    read,
};

/// Anything but the beginning of a structure, and nothing that no text has.
fn looks(text: &str) -> bool {
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    !begins.starts_with(['{', '[', '(', '<']) && !text.contains('\0')
}

fn read(text: &str) -> Result<Draft, ImportError> {
    let mut draft = Draft::new("");
    let (mut taken, mut named, mut skipped, mut beyond, mut noise) = (0, 0, 0, 0, 0);
    for part in parts(text) {
        let said = chat::lines(part, &[]);
        skipped += said.skipped;
        for line in said.lines {
            if line.noise {
                noise += 1;
                continue;
            }
            if taken == LIMITS.items {
                beyond += 1;
                continue;
            }
            taken += 1;
            named += usize::from(line.speaker_name.is_some());
            add(&mut draft, &line.text)?;
        }
    }
    if taken == 0 {
        return Err(ImportError::whole(
            "There is no text in it. Write one threat per line.",
        ));
    }
    mark(&mut draft);
    for (count, what, why) in [
        (skipped, "line", "it contains only a name or a time"),
        (
            noise,
            "line",
            "it is only a reaction, a picture or small talk",
        ),
        (
            named,
            "name before a line",
            "names in a list of lines are not read; @name says who",
        ),
        (
            beyond,
            "line",
            "there are more than a session can have of one kind",
        ),
        (
            text.lines().filter(|line| line.len() > MAX_BYTES).count(),
            "end of a line",
            "an item can have at most 64 KiB",
        ),
    ] {
        (0..count).for_each(|_| draft.leave_out(what, why));
    }
    Ok(draft)
}

/// The text in parts that a chat is read in, cut between lines.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = rest.len().min(MAX_PASTE - 1);
        if end < rest.len() {
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            let before = rest.get(..end).and_then(|part| part.rfind('\n'));
            let after = || rest.find('\n').unwrap_or(rest.len());
            end = before.unwrap_or_else(after);
        }
        let (part, more) = rest.split_at_checked(end)?;
        rest = more.strip_prefix('\n').unwrap_or(more);
        Some(part)
    })
}

fn add(draft: &mut Draft, line: &str) -> Result<(), ImportError> {
    let session = &mut draft.session;
    let threat = || Edit::Add(New::threat(line, FourQuestion::GoWrong));
    let edit = wall::line(line, session, unknown().date_naive());
    session
        .apply(&edit, unknown())
        .or_else(|_| session.apply(&threat(), unknown()))
        .map(|_| ())
        .map_err(|refusal| ImportError::whole(refusal.to_string()))
}

/// The same line of the same list is the same item when it is imported again.
fn mark(draft: &mut Draft) {
    let origin = |text: &Text| {
        Some(Box::new(Origin {
            format: Text::new(NAME),
            id: text.clone(),
            value: serde_json::Value::Null,
        }))
    };
    for threat in &mut draft.session.threats {
        threat.origin = origin(&threat.text);
    }
    for question in &mut draft.session.questions {
        question.origin = origin(&question.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(draft: &Draft) -> Vec<&str> {
        let threats = draft.session.threats.iter();
        threats.map(|threat| threat.text.as_str()).collect()
    }

    #[test]
    fn a_line_is_a_threat_a_question_or_a_flow_by_how_it_is_written() {
        let draft = read("- Token replayed !h\r\n\r\n2. Who rotates keys?\n10:33\n👍\nweb -> db : orders\nit goes ->")
            .unwrap();
        assert_eq!(texts(&draft), ["Token replayed", "it goes ->"]);
        assert_eq!(
            draft.session.questions[0].text.as_str(),
            "Who rotates keys?"
        );
        assert_eq!(draft.session.flows.len(), 1);
        let sound = draft.session.validate().unwrap_err();
        assert!(sound.says.contains("1970"), "only its times: {sound}");
        let dropped: Vec<String> = draft.dropped.iter().map(ToString::to_string).collect();
        assert_eq!(
            dropped,
            [
                "line: it contains only a name or a time",
                "line: it is only a reaction, a picture or small talk"
            ]
        );
    }

    #[test]
    fn nothing_is_refused_in_words() {
        let says = read(" \n\n").unwrap_err().to_string();
        assert!(says.contains("There is no text in it"), "{says}");
    }

    #[test]
    fn every_line_of_a_long_list_arrives_whole() {
        let lines: Vec<String> = (0..5000).map(|n| format!("Threat ä number {n}")).collect();
        let draft = read(&lines.join("\n")).unwrap();
        assert_eq!(texts(&draft), lines);
        let long = "x".repeat(3 * MAX_BYTES);
        let draft = read(&format!("One\n{long}\nTwo")).unwrap();
        assert_eq!(texts(&draft).len(), 3);
        assert_eq!(draft.dropped[0].what, "end of a line");
    }

    #[test]
    fn what_is_built_of_brackets_is_no_list() {
        assert!(!looks("  {\"a\": 1}") && !looks("<svg>") && !looks("a\0b"));
        assert!(looks("Token replayed") && looks(""));
    }
}
