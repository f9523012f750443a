//! A user's file of trackers' words, laid over those that there are, and refused where a tracker would choke on it.

use serde::Deserialize;

use super::{Cell, Text, Tracker, Trackers, Urgency, Word, Work};
use crate::data::{self, Misread};

/// The trackers that there are.
pub(super) const NAMES: [&str; 6] = ["jira", "gitlab", "azure", "github", "todo", "ics"];

/// Those that read a table.
const TABLES: [&str; 3] = ["jira", "gitlab", "azure"];

/// The longest word, in characters: a label of GitHub has at most 50.
const MOST: usize = 50;

/// What a user writes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    trackers: Vec<Own>,
}

/// Of a tracker as much as is to be different.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    name: String,
    #[serde(default)]
    priorities: Vec<Word<Urgency>>,
    #[serde(default)]
    kinds: Vec<Word<Work>>,
    #[serde(default)]
    labels: Option<Vec<Text>>,
    #[serde(default)]
    between_labels: Option<String>,
    #[serde(default)]
    columns: Option<Vec<Word<Cell>>>,
}

/// The trackers with what the file says.
pub(super) fn laid_over(trackers: &Trackers, text: &str) -> Result<Trackers, Misread> {
    let file: File = data::read(text)?;
    let mut whole = trackers.clone();
    let mut lines = data::entries(text, "trackers").into_iter();
    for own in file.trackers {
        let line = lines.next().unwrap_or_default();
        let refuse = |says: String| Err(Misread::at_line(line, says));
        let Some(tracker) = whole.0.iter_mut().find(|it| it.name == own.name) else {
            return refuse(format!(
                "`{}` is not a known tracker. Write {}.",
                own.name,
                NAMES.join(", ")
            ));
        };
        if let Err(says) = own.can_be_used() {
            return refuse(says);
        }
        own.replace(tracker);
    }
    Ok(whole)
}

impl Own {
    fn replace(self, tracker: &mut Tracker) {
        replace(&mut tracker.priorities, self.priorities);
        replace(&mut tracker.kinds, self.kinds);
        if let Some(labels) = self.labels {
            tracker.labels = labels;
        }
        if let Some(between) = self.between_labels {
            tracker.between_labels = between;
        }
        if let Some(columns) = self.columns {
            tracker.columns = columns;
        }
    }

    /// Why the tracker could not work with it.
    fn can_be_used(&self) -> Result<(), String> {
        let name = self.name.as_str();
        let words = self.priorities.iter().map(|it| &it.called);
        let words = words.chain(self.kinds.iter().map(|it| &it.called));
        for word in words.chain(self.labels.iter().flatten()) {
            can_be_a_word(name, word)?;
        }
        if self.labels.iter().flatten().any(|label| label.is_empty()) {
            return Err("a label is empty. Remove it.".to_owned());
        }
        if let Some(none) = self.kinds.iter().find(|it| it.called.is_empty()) {
            return Err(format!("{:?} has no word. Add one.", none.is));
        }
        for priority in &self.priorities {
            let word = priority.called.as_str();
            let (fits, wanted) = match name {
                "todo" => (
                    matches!(word.as_bytes(), [] | [b'A'..=b'Z']),
                    "one letter from A to Z, or nothing",
                ),
                "ics" => (
                    matches!(word.as_bytes(), [b'0'..=b'9']),
                    "one digit from 0 to 9",
                ),
                _ => (true, ""),
            };
            if !fits {
                return Err(format!(
                    "`{word}` is not a priority of {name}. Write {wanted}."
                ));
            }
        }
        let between = self.between_labels.as_deref().unwrap_or(" ");
        if between.is_empty() || !between.chars().all(|c| " ,;|".contains(c)) {
            return Err(
                "labels are separated by spaces, commas, semicolons or bars. Write one of these."
                    .to_owned(),
            );
        }
        self.columns
            .as_ref()
            .map_or(Ok(()), |columns| make_a_table(name, columns))
    }
}

/// A word that reaches every tracker as it is: no character that ends it where it is written.
fn can_be_a_word(tracker: &str, word: &str) -> Result<(), String> {
    let long = word.chars().count();
    if long > MOST {
        return Err(format!(
            "a word of {long} characters is too long. Write at most {MOST}."
        ));
    }
    if let Some(sign) = word.chars().find(|c| "\"'`\\,;~@#=\n".contains(*c)) {
        return Err(format!(
            "`{sign}` is not allowed in tracker words. Remove it from `{word}`."
        ));
    }
    if word.starts_with(['-', '+', '/']) {
        return Err(format!(
            "`{word}` would be read as a command. Start it with a letter."
        ));
    }
    let blanks = matches!(tracker, "todo") && word.contains(char::is_whitespace);
    if blanks {
        return Err(format!(
            "a todo.txt word cannot contain spaces. Write `{word}` as one word."
        ));
    }
    Ok(())
}

/// Whether these columns make a table that can be read back.
fn make_a_table(tracker: &str, columns: &[Word<Cell>]) -> Result<(), String> {
    if !TABLES.contains(&tracker) {
        return Err(format!("{tracker} has no columns. Remove them."));
    }
    for wanted in [Cell::Title, Cell::Description] {
        if !columns.iter().any(|column| column.is == wanted) {
            return Err(format!("a column for {wanted:?} is missing. Add one."));
        }
    }
    for (place, column) in columns.iter().enumerate() {
        let name = &column.called;
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-');
        if name.is_empty() || !name.chars().all(plain) || name.starts_with('-') {
            return Err(format!(
                "`{name}` cannot be the name of a column. Use letters, digits and spaces."
            ));
        }
        let before = columns.iter().take(place);
        if before
            .into_iter()
            .any(|other| other.called.eq_ignore_ascii_case(name))
        {
            return Err(format!("two columns are called `{name}`. Rename one."));
        }
    }
    Ok(())
}

/// Puts what was said in the place of the same, and the rest behind.
fn replace<T: PartialEq>(all: &mut Vec<Word<T>>, said: Vec<Word<T>>) {
    for word in said {
        all.retain(|other| other.is != word.is);
        all.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_tracker_has_a_word_for_everything() {
        let bundled = super::super::BUNDLED;
        let trackers = Trackers::bundled();
        let read: File = data::read(bundled).unwrap();
        let names: Vec<&str> = read.trackers.iter().map(|own| own.name.as_str()).collect();
        assert_eq!(names, NAMES);
        for own in &read.trackers {
            assert_eq!(own.can_be_used(), Ok(()), "{}", own.name);
        }
        for name in NAMES {
            let tracker = trackers.get(name);
            for urgency in Urgency::ALL {
                let word = tracker.priority(urgency);
                assert!(
                    !word.is_empty() || urgency == Urgency::Unrated,
                    "{name} {urgency:?}"
                );
            }
            let words: Vec<&str> = Urgency::ALL.map(|it| tracker.priority(it)).to_vec();
            let mut unique = words.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), words.len(), "{name}: {words:?}");
            for work in Work::ALL {
                assert!(!tracker.kind(work).is_empty(), "{name} {work:?}");
            }
            assert_eq!(tracker.labels().collect::<Vec<_>>(), ["threat-model"]);
            assert_eq!(
                tracker.columns().next().is_some(),
                TABLES.contains(&name),
                "{name}"
            );
        }
        // What each tracker wants by its own documentation.
        let heads = |name: &str| -> Vec<String> {
            let tracker = trackers.get(name);
            tracker.columns().map(|(_, head)| head.to_owned()).collect()
        };
        assert!(heads("jira").contains(&"Summary".to_owned()));
        for wanted in ["title", "description", "due_date"] {
            assert!(heads("gitlab").contains(&wanted.to_owned()));
        }
        for wanted in ["Work Item Type", "Title"] {
            assert!(heads("azure").contains(&wanted.to_owned()));
        }
        assert!(!heads("azure").contains(&"State".to_owned()));
    }

    #[test]
    fn a_users_file_changes_what_it_names_and_nothing_else() {
        let bundled = Trackers::bundled();
        let own = bundled
            .with(
                "(trackers: [(
                    name: \"jira\",
                    priorities: [(is: Critical, called: \"Blocker\")],
                    kinds: [(is: Spike, called: \"Research\")],
                    labels: [\"security\", \"tm\"],
                    columns: [(is: Title, called: \"Summary\"), (is: Description, called: \"Details\")],
                )])",
            )
            .unwrap();
        let jira = own.get("jira");
        assert_eq!(jira.priority(Urgency::Critical), "Blocker");
        assert_eq!(jira.priority(Urgency::High), "High");
        assert_eq!(jira.kind(Work::Spike), "Research");
        assert_eq!(jira.kind(Work::Mitigation), "Story");
        assert_eq!(jira.labels().collect::<Vec<_>>(), ["security", "tm"]);
        let columns: Vec<_> = jira.columns().collect();
        assert_eq!(
            columns,
            [(Cell::Title, "Summary"), (Cell::Description, "Details")]
        );
        assert_eq!(own.get("azure"), bundled.get("azure"));
    }

    #[test]
    fn what_a_tracker_would_choke_on_is_refused_with_its_line() {
        let table = [
            (
                "(name: \"linear\")",
                "line 2: `linear` is not a known tracker.",
            ),
            (
                "(name: \"jira\", labels: [\"a\\\"b\"])",
                "line 2: `\"` is not allowed in tracker words",
            ),
            (
                "(name: \"github\", labels: [\"--repo\"])",
                "line 2: `--repo` would be read as a command.",
            ),
            (
                "(name: \"todo\", priorities: [(is: High, called: \"high\")])",
                "line 2: `high` is not a priority of todo. Write one letter",
            ),
            (
                "(name: \"todo\", kinds: [(is: Ask, called: \"to ask\")])",
                "line 2: a todo.txt word cannot contain spaces.",
            ),
            (
                "(name: \"ics\", priorities: [(is: High, called: \"\")])",
                "line 2: `` is not a priority of ics. Write one digit",
            ),
            (
                "(name: \"jira\", columns: [(is: Title, called: \"Summary\")])",
                "line 2: a column for Description is missing.",
            ),
            (
                "(name: \"ics\", columns: [])",
                "line 2: ics has no columns.",
            ),
            (
                "(name: \"jira\", columns: [(is: Title, called: \"a\"), (is: Description, called: \"A\")])",
                "line 2: two columns are called `A`.",
            ),
            (
                "(name: \"jira\", columns: [(is: Title, called: \"=a\"), (is: Description, called: \"b\")])",
                "line 2: `=a` cannot be the name of a column.",
            ),
            (
                "(name: \"jira\", kinds: [(is: Spike, called: \"\")])",
                "line 2: Spike has no word.",
            ),
            (
                "(name: \"jira\", labels: [\"\"])",
                "line 2: a label is empty.",
            ),
            (
                "(name: \"jira\", between_labels: \"x\")",
                "line 2: labels are separated by spaces, commas,",
            ),
            (
                "(name: \"jira\", kinds: [(is: Spke, called: \"x\")])",
                "line 2, column 29: `Spke` is not a valid value here.",
            ),
            (
                "(name: \"jira\", prioritys: [])",
                "line 2, column 16: `prioritys` is not a field here.",
            ),
        ];
        for (entry, begins) in table {
            let text = format!("(trackers: [\n{entry},\n])");
            let says = Trackers::bundled().with(&text).unwrap_err().to_string();
            assert!(says.starts_with(begins), "{says}");
        }
        let long = format!(
            "(trackers: [(name: \"jira\", labels: [\"{}\"])])",
            "a".repeat(51)
        );
        let says = Trackers::bundled().with(&long).unwrap_err().to_string();
        assert!(says.contains("51 characters is too long"), "{says}");
    }
}
