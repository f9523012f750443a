//! The lines that can be typed: for each kind one row of [`table`] says how it is asked for and what Enter makes of it.
//!
//! A row is data and one function from what was typed to what becomes of it, so that a new line is a new row.

pub mod bar;
pub mod card;
pub mod editor;
pub mod figures;
pub mod heaps;
pub mod kept;
pub mod links;
mod make;
pub mod names;
pub mod reads;
pub mod sharpen;
pub mod split;
pub mod table;
mod target;
pub mod worth;

use chrono::NaiveDate;

use crate::domain::{Edit, ItemId, Session, SessionKind, Stamp, Text, ThreatId};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::parse::tokens::{self, Parsed, What};
use bar::Bar;
pub use make::{deferred_again, untouched};

/// One kind of line.
#[derive(Debug)]
pub struct Line {
    /// Its name, by which a file keeps a half-typed line. Never changed: `formerly` is for prompts.
    pub id: &'static str,
    /// The verb that opens it, where nothing else is to be known.
    pub verb: Option<Verb>,
    /// What it is about when that verb opens it.
    pub about: About,
    /// The words before the caret.
    pub prompt: &'static str,
    /// What may be typed and what Enter does, at the right of the line.
    pub hint: &'static str,
    /// The prompt read aloud, where the one on the screen needs to be seen.
    pub aloud: &'static str,
    /// The prompt when the line is about something; `{}` is what.
    pub prompt_about: &'static str,
    /// Enter keeps the line open for the next one.
    pub stays: bool,
    /// The file keeps it half typed, and offers it again.
    pub kept: bool,
    /// One key answers instead of a line of text.
    pub one_key: bool,
    /// What a pasted list becomes, one and several; `None` where a list makes no sense.
    pub items: Option<(&'static str, &'static str)>,
    /// What the tokens mean in it, if [`reads::what`] says that it has any: that knows what an item's own words, the
    /// whiteboard and the lines without tokens are.
    pub what: What,
    /// What an empty Enter does.
    pub empty: Empty,
    /// What Enter makes of it.
    pub make: fn(&Typed<'_>) -> Result<Made, String>,
    /// What follows once the change is made.
    pub then: Then,
    /// Prompts by which older files kept it.
    pub formerly: &'static [&'static str],
}

impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Line {}

/// What a line is about when its verb opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing.
    Nothing,
    /// A part of the map, if the room points at one.
    Place,
    /// A threat, if the room talks about one.
    Threat,
    /// That threat, what stands on its page, or a part of the map.
    Subject,
    /// The selected item; without one it is not opened.
    Selected,
}

/// What an empty Enter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// Closes the line.
    Closes,
    /// Closes the line and goes on to what follows it.
    Skips,
    /// Closes the line and does this.
    Does(Verb),
    /// Is taken as any other line.
    IsTaken,
    /// Nothing: this line is always open.
    Nothing,
    /// Is refused with this sentence.
    Refused(&'static str),
}

/// What follows once the change of a line is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Nothing,
    /// Who decided on the response is asked for (R45).
    WhoDecided,
    /// The test or fact behind the response is asked for (R46).
    Evidence,
    /// What one time costs is asked for.
    Loss,
    /// The room is drawing the map now, if it was still on the scope.
    Map,
    /// The next part of the threat's sentence is asked for.
    Sharpen,
}

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// A change to the session.
    Edit(Edit),
    /// Another line is asked for.
    Ask(Box<Bar>),
    /// A new session: its title, its participants with their roles, and its kind.
    Create(Text, Vec<(Text, Text)>, SessionKind),
    /// The file of this path is imported.
    Import(String),
    /// The candidate on the review screen does not affect us, for this reason.
    NotAffected(String),
    /// The gate of this rule is passed, for this reason.
    Waive(String, String),
    /// What was looked for is shown.
    Find,
    /// The threat goes into this model.
    Attach(String),
    /// A row of the journal is looked at again on this day.
    LookAgain(NaiveDate),
}

/// A line when Enter is pressed, and what it may need to know.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The open session; there is none while one is begun.
    pub session: Option<&'a Session>,
    /// The day.
    pub today: NaiveDate,
    /// The moment.
    pub now: Stamp,
    /// The shown screen.
    pub screen: Screen,
    /// The threat that the room talks about.
    pub focus: Option<ThreatId>,
    /// The line with its caret.
    pub bar: &'a Bar,
    /// What was typed, or one line of what was pasted.
    pub text: &'a str,
    /// What the user is called; empty when no one knows.
    pub me: &'a str,
}

impl<'a> Typed<'a> {
    /// The open session.
    ///
    /// # Errors
    /// A sentence when none is open.
    pub fn session(&self) -> Result<&'a Session, String> {
        self.session.ok_or_else(|| "No session is open.".to_owned())
    }

    /// What the line is about.
    ///
    /// # Errors
    /// A sentence when it is about nothing.
    pub fn about(&self) -> Result<ItemId, String> {
        self.bar
            .about
            .ok_or_else(|| "Nothing is selected.".to_owned())
    }

    /// The text with its tokens.
    ///
    /// # Errors
    /// A sentence when no session is open.
    pub fn parsed(&self) -> Result<Parsed, String> {
        let session = self.session()?;
        Ok(tokens::parse(
            self.text,
            self.bar.line.what.within(session),
            session,
            self.today,
        ))
    }
}

impl Line {
    /// The line that a verb opens.
    pub(crate) fn opened_by(verb: Verb) -> Option<&'static Self> {
        let mut lines = table::ALL.iter();
        lines.find(|line| line.verb == Some(verb)).copied()
    }

    /// What Enter does with a line that adds nothing, but changes what is there.
    pub fn changes(&self) -> Option<&'static str> {
        let saves = [
            &table::EDIT,
            &table::ELEMENT_OWNER,
            &table::DUE,
            &table::REVISIT,
            &table::RENAME,
            &table::VERIFY,
            &table::BUSINESS_RISK,
            &table::FREQUENCY,
            &table::LOSS,
            &table::REFERENCES,
            &table::RESTS_ON,
            &table::HEAP,
            &table::NAME_HEAP,
        ];
        match self {
            line if *line == table::MERGE => Some("merge"),
            line if *line == table::SPLIT => Some("split"),
            line if *line == table::LINK => Some("link"),
            line if *line == table::UNLINK => Some("unlink"),
            line if *line == table::DEFER => Some("defer"),
            line if line.then == Then::Sharpen => Some("next part"),
            line => saves.contains(&line).then_some("save"),
        }
    }

    /// How what is typed is written, where it has a form of its own.
    pub fn form(&self) -> &'static str {
        let before = self.hint.split_once("Enter").map(|(before, _)| before);
        before.unwrap_or(self.hint).trim_end()
    }

    /// Whether a pasted list becomes one item per line.
    pub fn takes_lists(&self) -> bool {
        self.items.is_some()
    }

    /// The line that a file kept under this name or, in older files, under this prompt.
    pub fn named(name: &str) -> Option<&'static Self> {
        let by_id = table::ALL.iter().find(|line| line.id == name);
        let by_prompt = || table::ALL.iter().find(|line| line.formerly.contains(&name));
        by_id.or_else(by_prompt).copied()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_name_or_a_former_prompt_means_one_line() {
        let mut names = BTreeSet::new();
        for line in table::ALL {
            assert!(names.insert(line.id), "{} is two lines", line.id);
        }
        for line in table::ALL {
            for former in line.formerly.iter().filter(|former| **former != line.id) {
                assert!(names.insert(former), "{former:?} could be two lines");
            }
        }
    }

    #[test]
    fn every_line_is_asked_for_in_words_that_fit() {
        for line in table::ALL {
            assert!(
                !line.prompt.is_empty() && line.prompt.chars().count() <= 24,
                "{}",
                line.id
            );
            assert!(!line.hint.is_empty(), "{}", line.id);
        }
    }

    #[test]
    fn only_a_line_that_can_be_kept_has_former_prompts() {
        for line in table::ALL {
            assert!(line.kept || line.formerly.is_empty(), "{}", line.id);
        }
    }
}
