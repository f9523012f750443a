//! The capture bar: one line to type in, always in the same row, on every screen.

use super::card::FromCard;
use super::editor::Editor;
use super::kept::Kept;
use super::{Line, table};
use crate::domain::{Draft, ItemId, Text};
use crate::keys::key::{Key, KeyCode};
use crate::parse::tokens::Unclear;

/// A line that is being typed, and what it will become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Which line it is.
    pub line: &'static Line,
    /// What it is about.
    pub about: Option<ItemId>,
    /// What it can be about, the usual first; empty where there is no choice.
    pub targets: Vec<Option<ItemId>>,
    /// The line itself.
    pub editor: Editor,
    /// What it was opened with.
    pub held: String,
    /// The line was filled in by the program and not touched yet: the first letter typed replaces it.
    pub suggested: bool,
    /// What went wrong with the last Enter; the line stays.
    pub refusal: Option<String>,
    /// What is asked about the line as it stood: a digit answers.
    pub asking: Option<(String, Unclear)>,
    /// Which of the completions Tab put in last, and for which word.
    pub completing: Option<(String, usize)>,
    /// A word that goes with the line: the check that is dismissed, the title of a new meeting.
    pub extra: String,
    /// The card that the line began as.
    pub card: Option<FromCard>,
}

impl Bar {
    /// An empty line.
    pub fn new(line: &'static Line, about: Option<ItemId>) -> Self {
        Self {
            line,
            about,
            targets: Vec::new(),
            editor: Editor::default(),
            held: String::new(),
            suggested: false,
            refusal: None,
            asking: None,
            completing: None,
            extra: String::new(),
            card: None,
        }
    }

    /// A line that holds what is to be changed.
    pub fn holding(line: &'static Line, about: Option<ItemId>, text: &str) -> Self {
        Self {
            editor: Editor::new(text),
            held: text.to_owned(),
            ..Self::new(line, about)
        }
    }

    /// Whether Esc would lose words: something was typed that it was not opened with.
    pub fn holds_words(&self) -> bool {
        let typed = !self.editor.is_blank() && self.editor.text() != self.held;
        let is_text = !self.line.one_key && !self.is(&table::FIND);
        typed && is_text && !self.suggested
    }

    /// A line that the program suggests: Enter takes it, the first letter typed replaces it, and a space or
    /// `@` goes on from it.
    pub fn suggesting(line: &'static Line, about: Option<ItemId>, text: &str) -> Self {
        Self {
            suggested: !text.is_empty(),
            ..Self::holding(line, about, text)
        }
    }

    /// The same line with a word that goes with it.
    pub fn with_extra(mut self, extra: impl Into<String>) -> Self {
        self.extra = extra.into();
        self
    }

    /// Up and Down in an empty line, or in one that they brought back: what was typed on it before. Says whether there
    /// was such a line.
    pub fn walks(&mut self, key: KeyCode, kept: &Kept) -> bool {
        let text = self.editor.text();
        let next = match (key, kept.ago(self.line, text)) {
            (KeyCode::Up, None) if text.is_empty() => 0,
            (KeyCode::Up, Some(ago)) => ago + 1,
            (KeyCode::Down, Some(0)) => {
                self.editor = Editor::default();
                return true;
            }
            (KeyCode::Down, Some(ago)) => ago - 1,
            _ => return false,
        };
        let before = kept.before(self.line, next);
        if let Some(text) = before {
            self.editor = Editor::new(text);
        }
        before.is_some()
    }

    /// What can be typed. Things of the map are also called by their names.
    pub fn hint(&self) -> &'static str {
        match self.about {
            Some(ItemId::Element(_) | ItemId::Zone(_)) if self.is(&table::MERGE) => {
                "a number, an id or a name    Enter"
            }
            Some(ItemId::Flow(_)) if self.is(&table::EDIT) => {
                "what moves, or a -> b : what moves    Enter"
            }
            _ => self.line.hint,
        }
    }

    /// Whether this is the line `line`.
    pub fn is(&self, line: &Line) -> bool {
        self.line == line
    }

    /// A space or `@` behind suggested words says more about them, such as who does it, and takes them as they stand.
    pub fn go_on_from_suggestion(&mut self, key: Key) {
        let says_more = matches!(key.code, KeyCode::Char(' ' | '@')) && key.writes();
        if self.is(&table::ACTION) && self.suggested && says_more {
            self.suggested = false;
            if key.code == KeyCode::Char('@') {
                self.editor = Editor::new(&format!("{} ", self.editor.text()));
            }
        }
    }

    /// What the file keeps of it, if it can be offered again.
    pub fn draft(&self, screen: &str) -> Option<Draft> {
        (self.line.kept && !self.editor.is_blank()).then(|| {
            let text = Text::new(self.editor.text());
            // The file keeps no blanks at the end, and no caret behind it.
            let caret = self.editor.caret().min(text.chars().count());
            Draft {
                screen: Text::new(screen),
                bar: Text::new(self.line.id),
                about: self.about,
                caret: u32::try_from(caret).unwrap_or(u32::MAX),
                text,
                closed: false,
                list: if self.is(&table::VOTE) {
                    Text::new(&self.extra)
                } else {
                    Text::default()
                },
                pasted: Vec::new(),
            }
        })
    }

    /// The line that a file kept.
    pub fn from_draft(draft: &Draft) -> Option<Self> {
        let line = Line::named(&draft.bar).filter(|line| line.kept)?;
        let caret = usize::try_from(draft.caret).unwrap_or(usize::MAX);
        Some(Self {
            editor: Editor::with_caret(&draft.text, caret),
            extra: draft.list.to_string(),
            ..Self::new(line, draft.about)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_line_is_kept_as_it_is_when_it_is_offered_again() {
        for typed in ["Ask queue ", "  Ask", "Ask", "漢字 "] {
            let bar = Bar::holding(&table::ACTION, None, typed);
            let kept = bar.draft("Actions").unwrap();
            let again = Bar::from_draft(&kept).unwrap().draft("Actions").unwrap();
            assert_eq!(again, kept, "{typed:?}");
        }
    }

    #[test]
    fn every_line_that_is_kept_comes_back_by_its_name_and_by_each_former_prompt() {
        for line in table::ALL.iter().filter(|line| line.kept) {
            let kept = Bar::holding(line, None, "words").draft("GoWrong").unwrap();
            assert!(Bar::from_draft(&kept).unwrap().is(line), "{}", line.id);
            for former in line.formerly {
                let old = Draft {
                    bar: Text::new(former),
                    ..kept.clone()
                };
                assert!(Bar::from_draft(&old).unwrap().is(line), "{former}");
            }
        }
    }
}
