//! What is to be known about a paste besides its lines.

use super::{Becomes, Fact, Line, Source, State, Unread, several};
use crate::domain::says;
use crate::keys::verb::Verb;

impl State {
    /// Everything to know about it besides its lines.
    pub fn facts(&self) -> Vec<Fact> {
        let of = |is: fn(&&Line) -> bool| self.lines.iter().filter(is).count();
        let mut says = Vec::new();
        let brings_answers = self.answers.is_some() || !self.ballots.is_empty();
        if !self.lines.is_empty() || !brings_answers {
            says.push(self.counted());
        }
        // Sheets are signed, so that no name has to be matched.
        if self.answers.is_none() {
            let names = of(|line| line.said.speaker.is_some());
            says.push(format!("{} matched", several(names, "name", "names")));
        }
        let dropped = of(|line| line.dropped && !line.said.noise);
        if dropped > 0 {
            says.push(format!("{dropped} dropped"));
        }
        let noise = of(|line| line.dropped && line.said.noise);
        if noise > 0 {
            says.push(format!("{} left out", several(noise, "line", "lines")));
        }
        if self.skipped > 0 {
            says.push(match &self.source {
                Source::Lines(_) => {
                    let lines = several(self.skipped, "line", "lines");
                    format!("{lines} skipped (only a name or a time)")
                }
                Source::Table(_) => {
                    format!("{} without text", several(self.skipped, "row", "rows"))
                }
            });
        }
        let mut answers = self.facts_of_answers();
        let first_hot = answers.iter().position(|(_, hot)| *hot);
        let told = answers.split_off(first_hot.unwrap_or(answers.len()).min(1));
        let mut facts: Vec<Fact> = answers;
        if !says.is_empty() {
            facts.push((says.join(", ").into(), false));
        }
        if self.cut > 0 {
            let lines = several(self.cut, "line is", "lines are");
            let says = format!("{lines} dropped: the paste is too long.");
            facts.push((says.into(), true));
        }
        facts.extend(told);
        facts.extend(self.facts_of_words());
        if !self.ballots.is_empty() {
            let ballots = several(self.ballots.len(), "ballot", "ballots");
            facts.push((format!("{ballots} for the vote, not shown").into(), false));
        }
        let strangers = self.strangers();
        if !strangers.is_empty() {
            let who = strangers.join(", ");
            let says = format!("Not in the meeting, so their lines have no speaker: {who}");
            facts.push((says.into(), true));
        }
        let fixes = self.fixes();
        if fixes > 0 {
            let (reads, them) = match fixes {
                1 => ("1 line reads like a fix".to_owned(), " to park it."),
                fixes => (format!("{fixes} lines read like fixes"), " to park them."),
            };
            let says = says![format!("{reads}. Press "), Verb::ParkFixes, them];
            facts.push((says, true));
        }
        if let Source::Table(table) = &self.source {
            facts.extend(table.facts(&self.bar));
        }
        facts
    }

    /// What the plain words in it say of the meeting, counted.
    pub(super) fn counted_of_the_end(&self) -> impl Iterator<Item = String> {
        let count = |is: fn(Becomes) -> bool, one: &str, many: &str| {
            let lines = self.lines.iter().filter(|line| !line.dropped);
            let count = lines.filter(|line| is(line.becomes)).count();
            (count > 0).then(|| several(count, one, many))
        };
        let hand = |it| matches!(it, Becomes::Confidence(_) | Becomes::TimeWellSpent(_));
        let counts = [
            count(
                |it| matches!(it, Becomes::Note(_)),
                "note about the meeting",
                "notes about the meeting",
            ),
            count(hand, "hand", "hands"),
            count(
                |it| matches!(it, Becomes::Agreed(..)),
                "answer about an action item",
                "answers about action items",
            ),
        ];
        counts.into_iter().flatten()
    }

    /// Lines that are written as answers and are none.
    fn facts_of_words(&self) -> Vec<Fact> {
        let mut facts: Vec<Fact> = Vec::new();
        let kept = |unread| {
            let lines = self.lines.iter().filter(|line| !line.dropped);
            let lines = lines.filter(move |line| line.unread == Some(unread));
            lines
                .map(|line| line.said.text.as_str())
                .collect::<Vec<_>>()
        };
        let first = |lines: &[&str]| {
            let more = match lines.len() {
                0 | 1 => String::new(),
                n => format!(" and {} more", n - 1),
            };
            lines.first().map(|line| format!("\"{line}\"{more}"))
        };
        if let Some(lines) = first(&kept(Unread::NoSpeaker)) {
            let says = says![
                format!("No one known said {lines}. Press "),
                Verb::Owner,
                " to say who it was; then it counts as an answer."
            ];
            facts.push((says, true));
        }
        if let Some(lines) = first(&kept(Unread::NotTheirs)) {
            let says = says![
                format!("Not theirs to answer: {lines}. Press "),
                Verb::Pick,
                " to leave it out."
            ];
            facts.push((says, true));
        }
        if let Some(lines) = first(&kept(Unread::NotTheEnd)) {
            let says = format!(
                "Read as usual, as the meeting is not at its end: {lines}. Paste on question 4 to make notes of it."
            );
            facts.push((says.into(), true));
        }
        let waits = |line: &&Line| {
            matches!(line.becomes, Becomes::Waits(_)) && line.of.is_none() && !line.dropped
        };
        if self.lines.iter().any(|line| waits(&line)) {
            let says = says![
                "What waits is looked at in the meeting. Press ",
                Verb::Threat,
                " to make a line a threat now."
            ];
            facts.push((says, false));
        }
        facts
    }

    /// The speakers whom no one in the meeting is, each once.
    fn strangers(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        // Whoever signed a sheet comes into the meeting with it.
        let kept = self
            .lines
            .iter()
            .filter(|line| !line.dropped && line.of.is_none());
        for name in kept.filter_map(|line| line.said.speaker_name.as_deref()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}
