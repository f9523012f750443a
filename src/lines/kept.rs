//! Lines that were typed and not added: what Esc closed, and what was typed on each kind of line before.

use super::Line;
use super::bar::Bar;
use crate::domain::Draft;

/// How many lines are remembered; who looks further back finds the item sooner.
const MOST: usize = 50;

/// Lines that can be brought back. The file keeps the one that was closed last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What Esc closed half typed, and on which screen, the last at the end; one for each line and what it is about.
    closed: Vec<(Bar, String)>,
    /// The last of them was closed by the last key.
    just: bool,
    /// What was added or closed, by the line's id, the last at the end.
    typed: Vec<(&'static str, String)>,
}

impl Kept {
    /// Keeps a line that was closed half typed on this screen.
    pub fn close(&mut self, bar: Bar, screen: &str) {
        self.remember(bar.line, bar.editor.text());
        self.closed.retain(|(other, _)| !is_same(other, &bar));
        if self.closed.len() == MOST {
            self.closed.remove(0);
        }
        self.closed.push((bar, screen.to_owned()));
        self.just = true;
    }

    /// What the file keeps of the line that was closed last.
    pub fn draft(&self) -> Option<Draft> {
        let mut closed = self.closed.iter().rev();
        let draft = closed.find_map(|(bar, screen)| bar.draft(screen))?;
        Some(Draft {
            closed: true,
            ..draft
        })
    }

    /// Remembers what was typed on a line.
    pub fn remember(&mut self, line: &Line, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.typed
            .retain(|(id, other)| *id != line.id || other != text);
        if self.typed.len() == MOST {
            self.typed.remove(0);
        }
        self.typed.push((line.id, text.to_owned()));
    }

    /// The line that was closed half typed, if this one is opened again.
    pub fn again(&mut self, bar: &Bar) -> Option<Bar> {
        let mut closed = self.closed.iter();
        let place = closed.position(|(other, _)| is_same(other, bar))?;
        Some(self.closed.remove(place).0)
    }

    /// Lets go of what was closed on this line, whatever it was about; says whether there was anything.
    pub fn forgets(&mut self, line: &Line) -> bool {
        let all = self.closed.len();
        self.closed.retain(|(bar, _)| !bar.is(line));
        self.closed.len() < all
    }

    /// The line that the last key closed.
    pub fn reopened(&mut self) -> Option<Bar> {
        std::mem::take(&mut self.just)
            .then(|| self.closed.pop())
            .flatten()
            .map(|(bar, _)| bar)
    }

    /// Another key was pressed.
    pub fn settle(&mut self) {
        self.just = false;
    }

    /// What was typed on this line so many times ago, from 0.
    pub fn before(&self, line: &Line, ago: usize) -> Option<&str> {
        let typed = self.typed.iter().rev().filter(|(id, _)| *id == line.id);
        typed.map(|(_, text)| text.as_str()).nth(ago)
    }

    /// How long ago this was typed on the line.
    pub fn ago(&self, line: &Line, text: &str) -> Option<usize> {
        let mut typed = self.typed.iter().rev().filter(|(id, _)| *id == line.id);
        typed.position(|(_, other)| other == text)
    }
}

/// Whether two lines ask for the same where the same is the usual; what was chosen instead comes back with the words.
fn is_same(one: &Bar, other: &Bar) -> bool {
    let asks = |bar: &Bar| (bar.line, bar.usual_target());
    asks(one) == asks(other) && one.extra == other.extra
}
