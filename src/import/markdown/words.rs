//! Which words of a list or a table mean something.

use super::make::Kind;
use crate::domain::{Level, Severity, Status, Stride, current_word};
use crate::parse::cells;

/// Words that say what the bullets below a heading are.
const KINDS: [(Kind, &[&str]); 5] = [
    (Kind::Threat, &["threat", "threats", "risk", "risks"]),
    (
        Kind::Mitigation,
        &[
            "mitigation",
            "mitigations",
            "control",
            "controls",
            "countermeasure",
            "countermeasures",
        ],
    ),
    (Kind::Question, &["question", "questions"]),
    (
        Kind::Action,
        &[
            "action", "actions", "task", "tasks", "todo", "todos", "to-do", "to-dos",
        ],
    ),
    (Kind::Assumption, &["assumption", "assumptions"]),
];

/// Headings that say what the bullets below them are without one of those words.
const PHRASES: [(Kind, &[&str]); 6] = [
    (
        Kind::Threat,
        &[
            "what can go wrong",
            "what could go wrong",
            "attacks",
            "abuse cases",
        ],
    ),
    (
        Kind::Mitigation,
        &[
            "what are we going to do about it",
            "what do we do about it",
            "what will we do about it",
        ],
    ),
    (Kind::Asset, &["asset", "assets"]),
    (
        Kind::InScope,
        &[
            "scope",
            "in scope",
            "what are we working on",
            "what is in scope",
        ],
    ),
    (
        Kind::OutOfScope,
        &[
            "out of scope",
            "not in scope",
            "what is out of scope",
            "exclusions",
        ],
    ),
    (
        Kind::Flow,
        &[
            "data flow",
            "data flows",
            "flows",
            "dataflow",
            "dataflows",
            "data flow diagram",
        ],
    ),
];

/// What a heading says of what is below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// What bullets are.
    pub kind: Kind,
    /// The letter of STRIDE that threats are about.
    pub stride: Option<Stride>,
}

/// What a heading says, where it says nothing else: `2. Possible mitigations:`, but not `Controls that failed us`.
pub(super) fn section(heading: &str) -> Option<Section> {
    heading
        .split([':', '-', '\u{2013}', '\u{2014}'])
        .find_map(|part| {
            let numbered = |c: char| c.is_ascii_digit() || ".)( ".contains(c);
            let words = part.trim_start_matches(numbered).trim().to_lowercase();
            let words = words.trim_end_matches(['?', '.', '!']).trim();
            let of = |kind| Some(Section { kind, stride: None });
            if let Some((kind, _)) = PHRASES.iter().find(|(_, all)| all.contains(&words)) {
                return of(*kind);
            }
            let named_so = Stride::ALL
                .into_iter()
                .find(|stride| stride.words() == words);
            if named_so.is_some() {
                return Some(Section {
                    kind: Kind::Threat,
                    stride: named_so,
                });
            }
            // A word or two may stand before the one that tells, and one behind it.
            let all: Vec<&str> = words.split_whitespace().collect();
            let tells = |word: &&str| named(word).filter(|_| all.len() <= 3);
            let last = all.last().and_then(tells);
            let first = all.first().and_then(tells).filter(|_| all.len() <= 2);
            last.or(first).and_then(of)
        })
}

/// The kind that the first telling word names.
pub(super) fn named(words: &str) -> Option<Kind> {
    let lower = words.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .find_map(|word| KINDS.iter().find(|(_, all)| all.contains(&word)))
        .map(|(kind, _)| *kind)
}

/// The kind that a line on its own names, for what is nested below it: `Mitigations`, `Possible mitigations:`.
pub(super) fn only_named(line: &str) -> Option<Kind> {
    let bare = line.trim().trim_end_matches(':');
    let count = bare.split_whitespace().count();
    let marked = bare.len() < line.trim().len();
    (count == 1 || marked && count <= 3)
        .then(|| named(bare))
        .flatten()
}

/// What a line that begins with `Word:` is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// It is an item of this kind.
    Kind(Kind),
    /// It says how bad the threat above is.
    Severity,
    /// It says which letters of STRIDE the threat above is about.
    Stride,
    /// It says how likely the threat above is.
    Likelihood,
    /// It says how harmful the threat above is.
    Impact,
    /// It says what was decided about the threat above.
    Status,
    /// It names somebody, and a threat has no owner.
    Owner,
    /// It says who would do it.
    Actor,
    /// It says where the threat above comes from.
    Reference,
}

/// The label of a line, and what follows it.
pub(super) fn label(line: &str) -> Option<(Label, &str)> {
    let (word, rest) = line.split_once(':')?;
    let rest = rest.trim();
    let count = word.split_whitespace().count();
    if rest.is_empty() || count == 0 || count > 2 {
        return None;
    }
    let label = match word.trim().to_lowercase().as_str() {
        "severity" | "priority" | "risk level" | "rating" => Label::Severity,
        "stride" | "category" => Label::Stride,
        "likelihood" | "probability" => Label::Likelihood,
        "impact" => Label::Impact,
        "status" | "state" => Label::Status,
        "owner" | "assignee" | "responsible" => Label::Owner,
        "actor" | "threat actor" | "threat agent" | "attacker" => Label::Actor,
        "cwe" | "reference" | "references" | "link" => Label::Reference,
        word if count == 1 => Label::Kind(named(word)?),
        _ => return None,
    };
    Some((label, rest))
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The words of what the section is about.
    Main,
    /// An item of this kind.
    Item(Kind),
    /// How bad.
    Severity,
    /// How likely.
    Likelihood,
    /// How harmful.
    Impact,
    /// Letters or names of STRIDE.
    Stride,
    /// Who asks or does it.
    Owner,
    /// How far the mitigation is.
    Status,
    /// Until when the action item is to be done.
    Due,
    /// Links and numbers of weaknesses.
    Reference,
    /// Who would do it.
    Actor,
    /// Who would do it, where that is a kind of actor; else who asks or does it.
    Who,
}

/// What the column of this name holds, if that is known.
pub(super) fn column(name: &str) -> Option<Column> {
    let lower = name.trim().trim_end_matches([':', '?']).to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    Some(match words.join(" ").as_str() {
        "title" | "name" | "what" | "what can go wrong" | "text" | "description" | "details"
        | "scenario" | "attack" | "attack vector" | "abuse case" => Column::Main,
        "severity" | "priority" | "rating" | "risk level" | "threat severity" => Column::Severity,
        "likelihood" | "probability" => Column::Likelihood,
        "impact" => Column::Impact,
        "stride" | "category" | "stride category" | "threat type" => Column::Stride,
        "who" => Column::Who,
        "owner" | "assignee" | "action owner" | "responsible" => Column::Owner,
        "status" | "state" | "mitigation status" => Column::Status,
        "due" | "by when" | "due date" | "deadline" | "by" => Column::Due,
        "reference" | "references" | "link" | "links" | "cwe" => Column::Reference,
        "actor" | "threat actor" | "threat agent" | "agent" | "threat source" | "attacker"
        | "adversary" => Column::Actor,
        other => Column::Item(named(other).filter(|_| words.len() <= 3)?),
    })
}

/// A severity as people write it.
pub(super) fn severity(word: &str) -> Option<Severity> {
    cells::severity(&first_word(word))
}

/// A step of likelihood or impact as people write it.
pub(super) fn level(word: &str) -> Option<Level> {
    match first_word(word).as_str() {
        "high" | "h" => Some(Level::High),
        "medium" | "moderate" | "med" | "m" => Some(Level::Medium),
        "low" | "l" => Some(Level::Low),
        _ => None,
    }
}

/// How far a mitigation is, as people write it.
pub(super) fn status(word: &str) -> Option<Status> {
    let lower = word.trim().to_lowercase().replace(['-', '_'], " ");
    let lower = current_word(&lower);
    let ours = Status::ALL
        .into_iter()
        .find(|status| status.words() == lower);
    ours.or(match lower {
        "open" | "todo" | "to do" | "idea" | "new" => Some(Status::CouldDo),
        "doing" | "started" => Some(Status::InProgress),
        "done" | "mitigated" | "fixed" | "complete" | "completed" => Some(Status::Implemented),
        _ => None,
    })
}

/// The categories in `Spoofing, tampering`, `S/T` or `STE`; `None` when a word is none.
pub(super) fn stride(words: &str) -> Option<Vec<Stride>> {
    let mut found = Vec::new();
    let lower = words.to_lowercase();
    for part in lower.split([',', ';', '/', '&', '+', '\n']) {
        let part = part.trim();
        let letters = part.trim_matches(|c: char| !c.is_alphanumeric());
        let called = Stride::ALL.into_iter().find(|s| {
            part == s.words()
                || (part.len() >= 5 && s.words().starts_with(part))
                || part == "dos" && *s == Stride::DenialOfService
        });
        let each: Option<Vec<Stride>> = match called {
            Some(one) => Some(vec![one]),
            None => letters
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| {
                    Stride::ALL
                        .into_iter()
                        .find(|s| s.letter().eq_ignore_ascii_case(&c))
                })
                .collect(),
        };
        found.extend(each?);
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

fn first_word(words: &str) -> String {
    let lower = words.to_lowercase();
    let word = lower
        .split(|c: char| !c.is_alphabetic())
        .find(|word| !word.is_empty());
    word.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_a_kind_are_known_in_any_dress() {
        for (words, kind) in [
            ("Threats", Some(Kind::Threat)),
            ("2. Possible mitigations:", Some(Kind::Mitigation)),
            ("Open questions", Some(Kind::Question)),
            ("TO-DOS", Some(Kind::Action)),
            ("What we assume", None),
            ("Threatening", None),
        ] {
            assert_eq!(named(words), kind, "{words}");
        }
        assert_eq!(only_named("Mitigations"), Some(Kind::Mitigation));
        assert_eq!(only_named("Possible mitigations:"), Some(Kind::Mitigation));
        assert_eq!(only_named("Controls fail"), None);
        assert_eq!(
            label("Mitigation: ask: twice"),
            Some((Label::Kind(Kind::Mitigation), "ask: twice"))
        );
        assert_eq!(label("Mitigation:"), None);
        assert_eq!(label("Note: this"), None);
    }

    #[test]
    fn columns_and_cells_are_read_as_people_write_them() {
        assert_eq!(column("Threat"), Some(Column::Item(Kind::Threat)));
        assert_eq!(
            column(" Proposed mitigation "),
            Some(Column::Item(Kind::Mitigation))
        );
        assert_eq!(column("Comments"), None);
        assert_eq!(severity("**HIGH** (8.1)"), Some(Severity::High));
        assert_eq!(severity("P1"), None);
        assert_eq!(status("In-Progress"), Some(Status::InProgress));
        assert_eq!(
            stride("S, T"),
            Some(vec![Stride::Spoofing, Stride::Tampering])
        );
        assert_eq!(
            stride("ES"),
            Some(vec![Stride::Spoofing, Stride::ElevationOfPrivilege])
        );
        assert_eq!(stride("Info, dos"), None);
        assert_eq!(
            stride("Denial of service / Elevation"),
            Some(vec![Stride::DenialOfService, Stride::ElevationOfPrivilege])
        );
    }
}
