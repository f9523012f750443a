//! A walk through the example: on each screen one line on what is seen there, and the key to what comes next.

use super::state::App;
use crate::domain::{Says, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// What to look at on a screen, and where to go from there.
fn look_at(screen: Screen) -> Option<Says> {
    Some(match screen {
        Screen::WorkingOn => says![
            "A finished meeting to look around in. First: what was in scope, and the map. Press ",
            Verb::GoGoWrong,
            " to see what can go wrong."
        ],
        Screen::GoWrong => says![
            "Each threat, as someone said it. Arrows select. Press ",
            Verb::GoDoAbout,
            " to see what was decided about them."
        ],
        Screen::DoAbout => says![
            "One page per threat: ",
            Verb::NextInTurn,
            " shows the next. Press ",
            Verb::GoGoodEnough,
            " to see what may be missing."
        ],
        Screen::GoodEnough => says![
            "What the meeting may have missed. Press ",
            Verb::GoActions,
            " to see who does what by when, or ",
            Verb::GoExport,
            " to see the summary."
        ],
        Screen::Actions => says![
            "Who does what by when. Press ",
            Verb::GoExport,
            " to see the summary, or ",
            Verb::Quit,
            " to leave."
        ],
        Screen::SinceLastTime => says![
            "What the last meeting left open: each row is done, kept or dropped. Press ",
            Verb::GoWorkingOn,
            " to go back to question 1."
        ],
        _ => return None,
    })
}

impl App {
    /// What to look at on the shown screen, while no one has changed anything in the example.
    pub(crate) fn tour(&self) -> Option<String> {
        let open = self.place.open()?;
        let touring = open.example && !open.changed;
        touring
            .then(|| look_at(self.screen()))
            .flatten()
            .map(|says| self.says(&says))
    }
}
